/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "duplicates.h"

#include "file_name.h"
#include "identity.h"

#include "parangon/json.h"
#include "parangon/memory.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

/* What two versions share that are to be compared: a band of their texts, the stem of a name. */
struct meeting {
    uint64_t key;
    size_t version;
};

struct search {
    struct spool *spool;
    struct meeting *meetings;
    size_t count;
    struct parangon_map compared; /* pairs that are different sheets */
    size_t *kept;                 /* by version: for which one it is left out, or SPOOL_NONE */
};

/* Many sheets made from one template meet in the band of what the template says. */
enum {
    COMPARED_MAX = 16
};

static const struct spool_version *at(const struct search *search, size_t version)
{
    return spool_version_at(search->spool, version);
}

/* ---- Who meets whom ---- */

/* Of what a duplicate must have in common in any case: its source and language. */
static uint64_t ground_of(const struct search *search, const struct spool_version *version)
{
    size_t source = spool_source(search->spool, version->record);
    uint64_t hash = parangon_hash(PARANGON_HASH_START, &source, sizeof source);

    return parangon_hash(hash, version->lang, strlen(version->lang) + 1);
}

static void add_meeting(struct search *search, uint64_t ground, const void *bytes, size_t len,
                        size_t version)
{
    search->meetings[search->count++] =
        (struct meeting){parangon_hash(ground, bytes, len), version};
}

static void add_meetings(struct search *search, size_t number)
{
    const struct spool_version *version = at(search, number);
    uint64_t ground = ground_of(search, version);
    struct file_name names;

    file_name_init(&names, version->name);
    add_meeting(search, ground, names.stem, strlen(names.stem) + 1, number);
    for (size_t i = 0; version->has_bands && i < SHINGLES_BANDS; i++)
        add_meeting(search, ground, &version->bands[i], sizeof version->bands[i], number);
    file_name_clear(&names);
}

static int compare_meetings(const void *a, const void *b)
{
    const struct meeting *first = a, *second = b;

    if (first->key != second->key)
        return first->key < second->key ? -1 : 1;
    return (first->version > second->version) - (first->version < second->version);
}

static void arrange_meetings(struct search *search)
{
    size_t versions = spool_version_count(search->spool);

    search->meetings =
        parangon_calloc(versions * (SHINGLES_BANDS + 1) + 1, sizeof *search->meetings);
    for (size_t i = 0; i < versions; i++) {
        const struct spool_version *version = at(search, i);

        if (version->derived && version->whole)
            add_meetings(search, i);
    }
    if (search->count)
        qsort(search->meetings, search->count, sizeof *search->meetings, compare_meetings);
}

/* ---- Which one is kept ---- */

/* One of two versions of a sheet. */
struct candidate {
    const struct spool_version *version;
    cJSON *json;
    struct file_name names;
};

static void open_candidate(const struct search *search, size_t number, struct candidate *candidate)
{
    candidate->version = at(search, number);
    candidate->json = spool_version_read(search->spool, number);
    file_name_init(&candidate->names, candidate->version->name);
}

static void close_candidate(struct candidate *candidate)
{
    cJSON_Delete(candidate->json);
    file_name_clear(&candidate->names);
}

/* What every version has, or gets from the format alone, tells nothing. */
static int count_fields(const cJSON *json)
{
    static const char *const common[] = {"id",      "lang",   "path", "title",
                                         "summary", "source", "text", PARANGON_LANG_TOLD};
    int count = cJSON_GetArraySize(json);

    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
        count -= cJSON_HasObjectItem(json, common[i]) ? 1 : 0;
    return count;
}

/* What is written in, before what it is made into. */
static int rank_of_format(const char *name)
{
    static const struct {
        const char *extension;
        int rank;
    } made[] = {{".pdf", 0}, {".html", 1}, {".htm", 1}, {".xhtml", 1}, {".eml", 1}, {".epub", 1}};
    const char *dot = strrchr(name, '.');

    for (size_t i = 0; dot && i < sizeof made / sizeof *made; i++) {
        if (strcasecmp(dot, made[i].extension) == 0)
            return made[i].rank;
    }
    return 2;
}

static int compare_times(const char *first, const char *second)
{
    struct stat one, two;

    if (stat(first, &one) != 0 || stat(second, &two) != 0)
        return 0;
    if (one.st_mtim.tv_sec != two.st_mtim.tv_sec)
        return one.st_mtim.tv_sec > two.st_mtim.tv_sec ? 1 : -1;
    return (one.st_mtim.tv_nsec > two.st_mtim.tv_nsec) -
           (one.st_mtim.tv_nsec < two.st_mtim.tv_nsec);
}

/* Whether the first is rather to be kept than the second. */
static bool is_better(const struct candidate *first, const struct candidate *second)
{
    const struct file_name *one = &first->names, *two = &second->names;
    int by = count_fields(first->json) - count_fields(second->json);

    if (by == 0)
        by = (one->version > two->version) - (one->version < two->version);
    if (by == 0)
        by = rank_of_format(first->version->name) - rank_of_format(second->version->name);
    if (by == 0)
        by = two->copy - one->copy;
    if (by == 0)
        by = compare_times(first->version->path, second->version->path);
    if (by == 0)
        by = strcmp(second->version->name, first->version->name);
    return by > 0;
}

/* ---- Comparing ---- */

/* "Fiche (1)" may be another sheet that a browser saved under a name that was taken. */
static enum shingles_names compare_names(const struct file_name *first,
                                         const struct file_name *second)
{
    if (strcmp(first->base, second->base) == 0)
        return SHINGLES_SAME;
    if (!first->copy && !second->copy && strcmp(first->stem, second->stem) == 0)
        return SHINGLES_VERSIONS;
    return SHINGLES_UNLIKE;
}

static bool are_one(const struct candidate *first, const struct candidate *second)
{
    struct likeness likeness;

    if (!first->json || !second->json)
        return false;
    shingles_compare(first->json, second->json, &likeness);
    return shingles_are_one(&likeness, compare_names(&first->names, &second->names));
}

/* Compares two kept versions; leaves one of them out when they are one sheet. */
static void compare(struct search *search, size_t first, size_t second)
{
    size_t pair[2] = {first, second};
    struct candidate one, two;

    if (parangon_map_get(&search->compared, (const char *)pair, sizeof pair) != PARANGON_MAP_NONE)
        return;
    open_candidate(search, first, &one);
    open_candidate(search, second, &two);
    if (!are_one(&one, &two))
        parangon_map_put(&search->compared, (const char *)pair, sizeof pair, 0);
    else if (is_better(&one, &two))
        search->kept[second] = first;
    else
        search->kept[first] = second;
    close_candidate(&one);
    close_candidate(&two);
}

/* Compares each version of a meeting with those before it that are kept so far. */
static void compare_meeting(struct search *search, const struct meeting *meetings, size_t count)
{
    for (size_t j = 1; j < count; j++) {
        size_t second = meetings[j].version, compared = 0;

        for (size_t i = 0; i < j && compared < COMPARED_MAX; i++) {
            size_t first = meetings[i].version;

            if (search->kept[second] != SPOOL_NONE)
                break;
            if (search->kept[first] != SPOOL_NONE)
                continue;
            compare(search, first, second);
            compared++;
        }
    }
}

static void compare_all(struct search *search)
{
    for (size_t begin = 0, end; begin < search->count; begin = end) {
        for (end = begin + 1;
             end < search->count && search->meetings[end].key == search->meetings[begin].key;)
            end++;
        compare_meeting(search, &search->meetings[begin], end - begin);
    }
}

static void leave_out(struct search *search, size_t number, struct source *sources)
{
    const struct spool_version *version = at(search, number);
    size_t kept = search->kept[number];

    while (search->kept[kept] != SPOOL_NONE)
        kept = search->kept[kept];
    struct left_out found = {
        .name = version->name,
        .kept = at(search, kept)->name,
        .file = version->file,
        .kept_file = at(search, kept)->file,
        .has_bands = version->has_bands,
    };
    memcpy(found.bands, version->bands, sizeof found.bands);
    left_out_add(&sources[spool_source(search->spool, version->record)].left_out, &found);
    spool_leave_out(search->spool, number);
}

static void say(struct left_out_list *list, struct report *report)
{
    left_out_sort(list);
    for (size_t i = 0; i < list->count; i++)
        report_duplicate(report, list->at[i].name, list->at[i].kept);
}

/* ---- What is no duplicate and has the id of another file ---- */

static void refuse_rival(struct spool *spool, size_t number, struct source *sources,
                         struct report *report)
{
    const struct spool_version *rival = spool_version_at(spool, number);
    struct parangon_error why;

    for (size_t i = 0; i < number; i++) {
        const struct spool_version *stays = spool_version_at(spool, i);

        if (stays->left_out || stays->record != rival->record ||
            strcmp(stays->lang, rival->lang) != 0)
            continue;
        spool_refuse(stays, rival->id, rival->path, false, &why);
        report_reject(report, rival->name, 0, &why);
        sources[spool_source(spool, rival->record)].files[rival->file].failed = true;
        spool_leave_out(spool, number);
        return;
    }
}

void duplicates_leave_out(struct spool *spool, struct source *sources, size_t source_count,
                          struct report *report)
{
    size_t count = spool_version_count(spool);
    struct search search = {.spool = spool,
                            .kept = parangon_calloc(count + 1, sizeof *search.kept)};

    for (size_t i = 0; i < count; i++)
        search.kept[i] = SPOOL_NONE;
    arrange_meetings(&search);
    compare_all(&search);
    for (size_t i = 0; i < count; i++) {
        if (search.kept[i] != SPOOL_NONE)
            leave_out(&search, i, sources);
    }
    for (size_t i = 0; i < source_count; i++)
        say(&sources[i].left_out, report);
    for (size_t i = 0; i < count; i++) {
        const struct spool_version *version = spool_version_at(spool, i);

        if (version->rival != SPOOL_NONE && !version->left_out)
            refuse_rival(spool, i, sources, report);
    }
    parangon_map_clear(&search.compared);
    free(search.meetings);
    free(search.kept);
}
