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

/* A band of what was left out. */
struct band {
    uint64_t value;
    size_t file;
};

struct relatives {
    xc_database *database;
    const struct source *source;
    struct identity_heads heads; /* of the call in hand */
    struct parangon_map seen;    /* heads whose records were read: they are many bands' */
    struct band *bands;          /* in the order of their values */
    size_t count;
    relatives_file_fn *take;
    void *context;
};

static int compare_bands(const void *one, const void *other)
{
    const struct band *first = one, *second = other;

    return (first->value > second->value) - (first->value < second->value);
}

static void add_bands(struct relatives *relatives, const struct left_out *left_out)
{
    for (size_t i = 0; i < SHINGLES_BANDS; i++)
        relatives->bands[relatives->count++] = (struct band){left_out->bands[i], left_out->file};
}

struct relatives *relatives_open(xc_database *database, const struct source *source,
                                 const struct left_out_list *left_out)
{
    struct relatives *relatives = parangon_calloc(1, sizeof *relatives);

    relatives->database = database;
    relatives->source = source;
    relatives->bands =
        parangon_calloc(left_out->count * SHINGLES_BANDS + 1, sizeof *relatives->bands);
    for (size_t i = 0; i < left_out->count; i++) {
        if (left_out->at[i].has_bands && left_out->at[i].file != SIZE_MAX)
            add_bands(relatives, &left_out->at[i]);
    }
    if (relatives->count)
        qsort(relatives->bands, relatives->count, sizeof *relatives->bands, compare_bands);
    return relatives;
}

void relatives_close(struct relatives *relatives)
{
    if (!relatives)
        return;
    free(relatives->heads.at);
    free(relatives->bands);
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

static size_t first_band(const struct relatives *relatives, uint64_t value)
{
    size_t low = 0, high = relatives->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (relatives->bands[middle].value < value)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void relatives_by_text(struct relatives *relatives, const uint64_t bands[SHINGLES_BANDS],
                       relatives_file_fn *take, void *context)
{
    relatives->take = take;
    relatives->context = context;
    take_indexed(relatives, bands);
    for (size_t i = 0; i < SHINGLES_BANDS; i++) {
        for (size_t k = first_band(relatives, bands[i]);
             k < relatives->count && relatives->bands[k].value == bands[i]; k++)
            take(context, relatives->bands[k].file);
    }
}
