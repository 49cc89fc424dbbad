/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "archive_names.h"

#include "parangon/memory.h"
#include "parangon/text.h"

#include <ctype.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
    NAME_MAX_BYTES = 4096 /* as the system's paths */
};

/* Names that are not in UTF-8 come from Windows, whose own packer writes them in the code page of
   the console: 850 in western Europe. */
static char *name_in_utf8(const char *path)
{
    size_t len = strnlen(path, NAME_MAX_BYTES), malformed;
    char *mended = parangon_text_mend(path, len, &malformed);
    iconv_t from = malformed ? iconv_open("UTF-8", "CP850") : (iconv_t)-1;

    if (from == (iconv_t)-1)
        return mended;
    size_t room = 3 * len, left = len;
    char *converted = parangon_calloc(room + 1, 1), *to = converted, *rest = (char *)path;
    bool done = iconv(from, &rest, &left, &to, &room) != (size_t)-1;
    iconv_close(from);
    free(done ? mended : converted);
    return done ? converted : mended;
}

static bool is_skipped(const char *part)
{
    return part[0] == '.' || strncmp(part, "~$", 2) == 0 || strcmp(part, "__MACOSX") == 0;
}

static bool is_step(const char *part)
{
    return strcmp(part, ".") == 0 || strcmp(part, "..") == 0 ||
           (isalpha((unsigned char)part[0]) && strcmp(part + 1, ":") == 0);
}

char *archive_name_clean(const char *archive, const char *path)
{
    struct parangon_buf name = {0};
    char *text = path ? name_in_utf8(path) : parangon_strdup("(without a name)");
    char *rest = NULL;
    bool skipped = false, any = false;

    parangon_buf_puts(&name, archive);
    for (char *part = strtok_r(text, "/\\", &rest); part; part = strtok_r(NULL, "/\\", &rest)) {
        if (is_step(part))
            continue;
        skipped = skipped || is_skipped(part);
        any = true;
        for (char *at = part; *at; at++)
            *at = iscntrl((unsigned char)*at) ? '_' : *at;
        parangon_buf_printf(&name, "/%s", part);
    }
    free(text);
    if (any && !skipped)
        return parangon_buf_take(&name);
    parangon_buf_clear(&name);
    return NULL;
}

char *archive_name_compressed(const char *archive)
{
    const char *slash = strrchr(archive, '/'), *base = slash ? slash + 1 : archive;
    const char *dot = strrchr(base, '.');
    size_t len = dot && dot > base ? (size_t)(dot - base) : strlen(base);
    struct parangon_buf name = {0};

    parangon_buf_printf(&name, "%s/%.*s", archive, (int)len, base);
    return parangon_buf_take(&name);
}
