/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "relatives.h"

#include "file_name.h"
#include "identity.h"

#include "parangon/memory.h"

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

struct reading {
    const struct source *source;
    size_t file;
    relatives_fn *join;
    void *context;
};

static void take(void *context, const char *path)
{
    const struct reading *reading = context;
    const struct source_file *other = source_find(reading->source, path);

    if (other && (size_t)(other - reading->source->files) != reading->file)
        reading->join(reading->context, reading->file, (size_t)(other - reading->source->files));
}

void relatives_by_text(xc_database *database, const struct source *source,
                       const struct spool_version *version, relatives_fn *join, void *context)
{
    const struct source_file *file = source_find(source, version->name);

    if (!file || !version->has_bands)
        return;
    struct reading reading = {source, (size_t)(file - source->files), join, context};
    identity_alike(database, source->path, version->bands, take, &reading);
}
