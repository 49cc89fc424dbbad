/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "relatives.h"

#include "file_name.h"
#include "identity.h"

#include "parangon/memory.h"

#include <stdlib.h>
#include <string.h>

struct names {
    struct parangon_map map; /* the first file by what the others share with it */
    relatives_fn *join;
    void *context;
};

static void add(struct names *names, char kind, const char *key, size_t file)
{
    struct parangon_buf tagged = {0};

    if (!key)
        return;
    parangon_buf_printf(&tagged, "%c%s", kind, key);
    size_t first = parangon_map_put(&names->map, tagged.data, tagged.len, file);
    if (first != file)
        names->join(names->context, first, file);
    parangon_buf_clear(&tagged);
}

void relatives_by_name(const struct source *source, relatives_fn *join, void *context)
{
    struct names names = {.join = join, .context = context};

    for (size_t i = 0; i < source->count; i++) {
        struct file_name name;

        file_name_init(&name, source->files[i].name);
        add(&names, 'i', name.base, i);
        add(&names, 'i', name.pair, i); /* beside "Fiche" too */
        add(&names, 's', name.stem, i);
        file_name_clear(&name);
    }
    parangon_map_clear(&names.map);
}

/* ---- By text ---- */

struct relatives {
    xc_database *database;
    const struct source *source;
    struct identity_heads heads; /* of the call in hand */
    struct parangon_map seen;    /* heads whose records were read: they are many bands' */
    relatives_file_fn *take;
    void *context;
};

struct relatives *relatives_open(xc_database *database, const struct source *source)
{
    struct relatives *relatives = parangon_calloc(1, sizeof *relatives);

    relatives->database = database;
    relatives->source = source;
    return relatives;
}

void relatives_close(struct relatives *relatives)
{
    if (!relatives)
        return;
    free(relatives->heads.at);
    parangon_map_clear(&relatives->seen);
    free(relatives);
}

static void take_path(void *context, const char *path)
{
    const struct relatives *relatives = context;
    const struct source_file *file = source_find(relatives->source, path);

    if (file)
        relatives->take(relatives->context, (size_t)(file - relatives->source->files));
}

static void take_indexed(struct relatives *relatives, const uint64_t bands[SHINGLES_BANDS])
{
    relatives->heads.count = 0;
    identity_alike(relatives->database, relatives->source->path, bands, &relatives->heads);
    for (size_t i = 0; i < relatives->heads.count; i++) {
        const xc_docid head = relatives->heads.at[i];
        const size_t next = relatives->seen.count;

        if (parangon_map_put(&relatives->seen, (const char *)&head, sizeof head, next) == next)
            identity_paths(relatives->database, head, take_path, relatives);
    }
}

void relatives_by_text(struct relatives *relatives, const uint64_t bands[SHINGLES_BANDS],
                       relatives_file_fn *take, void *context)
{
    relatives->take = take;
    relatives->context = context;
    take_indexed(relatives, bands);
}
