/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pairs.h"

#include "file_name.h"

#include "parangon/memory.h"

#include <stdlib.h>
#include <string.h>

struct pairs {
    struct spool *spool;
    struct parangon_map plain;    /* versions by source, language and id */
    struct parangon_map hinted;   /* by source, language and the id of their pair */
    struct parangon_map numbered; /* sources and stems of files with marks of versions */
};

/* The map wants bytes; the parts never hold a line feed but in names, where it only joins keys. */
static void make_key(struct parangon_buf *key, size_t source, const char *lang, const char *id)
{
    parangon_buf_reset(key);
    parangon_buf_printf(key, "%zu\n%s\n%s", source, lang, id);
}

static size_t find(const struct parangon_map *map, size_t source, enum parangon_lang lang,
                   const char *id)
{
    struct parangon_buf key = {0};

    make_key(&key, source, parangon_lang_code(lang), id);
    size_t version = parangon_map_get(map, key.data, key.len);
    parangon_buf_clear(&key);
    return version == PARANGON_MAP_NONE ? SPOOL_NONE : version;
}

static bool is_whole(const struct spool_version *version)
{
    return version->derived && version->whole;
}

static void note_numbered(struct pairs *pairs)
{
    struct parangon_buf key = {0};

    for (size_t i = 0; i < spool_version_count(pairs->spool); i++) {
        const struct spool_version *version = spool_version_at(pairs->spool, i);
        struct file_name names;

        file_name_init(&names, version->name);
        make_key(&key, spool_source(pairs->spool, version->record), "", names.stem);
        if (names.version && !names.pair_final)
            parangon_map_put(&pairs->numbered, key.data, key.len, i);
        file_name_clear(&names);
    }
    parangon_buf_clear(&key);
}

/* Whether the name hints at the language that the version is in. VF beside V2 is no language. */
static bool is_hinted(const struct pairs *pairs, const struct spool_version *version)
{
    struct parangon_buf key = {0};
    struct file_name names;

    if (!is_whole(version) || !version->pair)
        return false;
    file_name_init(&names, version->name);
    make_key(&key, spool_source(pairs->spool, version->record), "", names.stem);
    bool hinted = strcmp(version->lang, parangon_lang_code(names.pair_lang)) == 0 &&
                  !(names.pair_final &&
                    parangon_map_get(&pairs->numbered, key.data, key.len) != PARANGON_MAP_NONE);
    file_name_clear(&names);
    parangon_buf_clear(&key);
    return hinted;
}

static void note_versions(struct pairs *pairs)
{
    struct parangon_buf key = {0};

    for (size_t i = 0; i < spool_version_count(pairs->spool); i++) {
        const struct spool_version *version = spool_version_at(pairs->spool, i);
        size_t source = spool_source(pairs->spool, version->record);

        if (version->left_out || !is_whole(version))
            continue;
        make_key(&key, source, version->lang, version->id);
        parangon_map_put(&pairs->plain, key.data, key.len, i);
        if (is_hinted(pairs, version)) {
            make_key(&key, source, version->lang, version->pair);
            parangon_map_put(&pairs->hinted, key.data, key.len, i);
        }
    }
    parangon_buf_clear(&key);
}

/* Whether the version is to be one of the record that its pair makes. */
static bool has_partner(const struct pairs *pairs, size_t number)
{
    const struct spool_version *version = spool_version_at(pairs->spool, number);
    size_t source = spool_source(pairs->spool, version->record);
    enum parangon_lang lang = parangon_lang_from_code(version->lang);
    enum parangon_lang other = lang == PARANGON_FR ? PARANGON_EN : PARANGON_FR;

    if (!version->pair || find(&pairs->hinted, source, lang, version->pair) != number ||
        find(&pairs->plain, source, lang, version->pair) != SPOOL_NONE)
        return false;
    if (find(&pairs->plain, source, other, version->pair) != SPOOL_NONE)
        return true;
    return find(&pairs->hinted, source, other, version->pair) != SPOOL_NONE &&
           !spool_has(pairs->spool, version->pair);
}

void pairs_join(struct spool *spool)
{
    struct pairs pairs = {.spool = spool};
    size_t count = spool_version_count(spool);
    bool *joined = parangon_calloc(count + 1, sizeof *joined);

    note_numbered(&pairs);
    note_versions(&pairs);
    for (size_t i = 0; i < count; i++)
        joined[i] = !spool_version_at(spool, i)->left_out && has_partner(&pairs, i);
    for (size_t i = 0; i < count; i++) {
        if (joined[i])
            spool_move(spool, i, spool_version_at(spool, i)->pair);
    }
    free(joined);
    parangon_map_clear(&pairs.plain);
    parangon_map_clear(&pairs.hinted);
    parangon_map_clear(&pairs.numbered);
}
