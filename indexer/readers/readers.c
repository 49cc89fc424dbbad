/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "reader.h"

#include <string.h>
#include <strings.h>

static const struct reader *const readers[] = {
    &reader_markdown,
    &reader_json,
    &reader_jsonl,
    &reader_text,
    &reader_csv,
    &reader_xlsx,
    &reader_ods,
};

/* What follows the last dot of the base name, or NULL; ".md" is a hidden file, not an extension. */
static const char *extension(const char *name)
{
    const char *slash = strrchr(name, '/');
    const char *base = slash ? slash + 1 : name;
    const char *dot = strrchr(base, '.');

    return dot && dot > base ? dot + 1 : NULL;
}

const struct reader *reader_for(const char *name)
{
    const char *ending = extension(name);

    if (!ending)
        return NULL;
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        for (const char *const *known = readers[i]->extensions; *known; known++) {
            if (strcasecmp(ending, *known) == 0)
                return readers[i];
        }
    }
    return NULL;
}
