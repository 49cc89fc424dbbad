/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Verifying an index: its files against their checksums, then what is in them; a report of it. */
#include "check.h"

#include "checksums.h"
#include "generation.h"

#include "parangon/index.h"
#include "parangon/json.h"

#include <stdlib.h>
#include <string.h>

enum {
    TRIES = 3,
    LOOK_SECONDS = 10
};

struct checking {
    const char *dir;
    char *folder;
    unsigned current, previous;
    struct checksums sums;
    bool pointed, summed; /* whether the pointer and the checksums could be read */
    cJSON *report, *problems;
};

static void add_problem(struct checking *checking, const char *part, const char *message)
{
    cJSON *problem = cJSON_CreateObject();

    cJSON_AddStringToObject(problem, "part", part);
    cJSON_AddStringToObject(problem, "message", message);
    cJSON_AddItemToArray(checking->problems, problem);
}

static void compare_files(struct checking *checking)
{
    cJSON *files = cJSON_AddArrayToObject(checking->report, "files");

    for (size_t i = 0; i < checking->sums.count; i++) {
        const struct checksums_file *file = &checking->sums.files[i];
        struct parangon_error why;
        bool whole = checksums_compare_file(checking->folder, file, &why) == PARANGON_OK;
        cJSON *said = cJSON_CreateObject();

        cJSON_AddStringToObject(said, "name", file->name);
        cJSON_AddNumberToObject(said, "bytes", (double)file->size);
        cJSON_AddStringToObject(said, "state", whole ? "whole" : "damaged");
        cJSON_AddItemToArray(files, said);
        if (!whole)
            add_problem(checking, "files", why.message);
    }
}

/* What a part counted goes into the report as it is. */
static void take_found(struct checking *checking, size_t part, cJSON *found)
{
    cJSON *problem, *problems = cJSON_DetachItemFromObjectCaseSensitive(found, "problems");

    cJSON_ArrayForEach(problem, problems)
        add_problem(checking, check_part_name(part), problem->valuestring);
    while (found->child) {
        cJSON *item = cJSON_DetachItemViaPointer(found, found->child);
        char *key = parangon_strdup(item->string);

        cJSON_AddItemToObject(checking->report, key, item);
        free(key);
    }
    cJSON_Delete(problems);
}

static enum parangon_code run_parts(struct checking *checking, struct parangon_error *err)
{
    for (size_t i = 0; i < CHECK_PARTS; i++) {
        struct parangon_error why = {0};
        cJSON *found = NULL;
        enum parangon_code code = check_part(i, checking->folder, &found, &why);
        bool known = cJSON_GetArraySize(checking->problems) > 0;

        if (code == PARANGON_OK)
            take_found(checking, i, found);
        else if (code == PARANGON_DAMAGED)
            add_problem(checking, check_part_name(i), why.message);
        else if (!known || code == PARANGON_CHANGED)
            return parangon_error_set(err, code, "%s", why.message);
        cJSON_Delete(found);
    }
    return PARANGON_OK;
}

static void note_generation(void *context, unsigned number)
{
    struct checking *checking = context;
    struct parangon_buf name = {0};

    parangon_buf_printf(&name, "gen-%u", number);
    if (number > checking->current) {
        cJSON_AddItemToArray(cJSON_GetObjectItemCaseSensitive(checking->report, "left_over"),
                             cJSON_CreateString(name.data));
    } else if (number < checking->current && number > checking->previous) {
        checking->previous = number;
        cJSON_ReplaceItemInObjectCaseSensitive(checking->report, "previous",
                                               cJSON_CreateString(name.data));
    }
    parangon_buf_clear(&name);
}

/* A previous generation is only worth going back to when it is whole itself. */
static bool is_whole(const char *dir, const char *name)
{
    char *folder = generation_file(dir, name);
    struct checksums sums;
    bool whole = checksums_read(folder, &sums, NULL) == PARANGON_OK && !sums.open &&
                 checksums_compare(folder, &sums, UINT64_MAX, NULL) == PARANGON_OK;

    free(folder);
    return whole;
}

/* A word of a command for a shell. */
static void add_word(struct parangon_buf *command, const char *word)
{
    if (*word && strspn(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                              "/._-+:,@%") == strlen(word)) {
        parangon_buf_puts(command, word);
        return;
    }
    parangon_buf_putc(command, '\'');
    for (; *word; word++) {
        if (*word == '\'')
            parangon_buf_puts(command, "'\\''");
        else
            parangon_buf_putc(command, *word);
    }
    parangon_buf_putc(command, '\'');
}

static void advise(struct checking *checking, const char *what, const char *before,
                   const char *between, const char *after)
{
    cJSON *advice = cJSON_GetObjectItemCaseSensitive(checking->report, "advice");
    cJSON *item = cJSON_CreateObject();
    struct parangon_buf command = {0};

    parangon_buf_puts(&command, before);
    add_word(&command, checking->dir);
    parangon_buf_printf(&command, "%s%s", between, after);
    cJSON_AddStringToObject(item, "do", what);
    cJSON_AddStringToObject(item, "command", command.data);
    cJSON_AddItemToArray(advice, item);
    parangon_buf_clear(&command);
}

/* A rebuild needs no source to be named while the list of them can be read. */
static void advise_on_damage(struct checking *checking)
{
    const char *previous = parangon_json_text(checking->report, "previous");
    char *sources = parangon_index_peek(checking->dir, PARANGON_KEY_SOURCES);
    struct parangon_buf go_back = {0};

    advise(checking, "rebuild", "parangon-index -i ", " --rebuild",
           strchr(sources, '{') ? "" : " SOURCE...");
    if (previous && is_whole(checking->dir, previous)) {
        parangon_buf_printf(&go_back, "echo %s >", previous);
        advise(checking, "go-back", go_back.data, "/current", "");
    }
    parangon_buf_clear(&go_back);
    free(sources);
}

static void conclude(struct checking *checking)
{
    bool whole = cJSON_GetArraySize(checking->problems) == 0;

    cJSON_AddStringToObject(checking->report, "state", whole ? "whole" : "damaged");
    cJSON_AddItemToObject(checking->report, "advice", cJSON_CreateArray());
    if (!whole)
        advise_on_damage(checking);
    else if (checking->sums.open)
        advise(checking, "complete", "parangon-index -i ", "", "");
}

/* ---- One look, and again when a writer came between ---- */

static enum parangon_code is_locked(void *context, struct parangon_buf *out,
                                    struct parangon_error *err)
{
    xc_database *database;
    bool locked = false;

    (void)err;
    if (xc_database_open(context, &database, NULL) == XC_OK) {
        xc_database_locked(database, &locked, NULL);
        xc_database_close(database);
    }
    parangon_buf_puts(out, locked ? "locked" : "");
    return PARANGON_OK;
}

static enum parangon_code refuse_while_written(struct checking *checking,
                                               struct parangon_error *err)
{
    struct parangon_buf out = {0};

    child_run(is_locked, checking->folder, LOOK_SECONDS, &out, NULL);
    bool locked = out.len > 0;
    parangon_buf_clear(&out);
    return locked ? parangon_error_set(err, PARANGON_LOCKED, "%s: is being written", checking->dir)
                  : PARANGON_OK;
}

/* PARANGON_OK when there are files to look into; what cannot be read of the way there is a problem
   that ends the look. */
static enum parangon_code find_files(struct checking *checking, struct parangon_error *err)
{
    struct parangon_error why = {0};
    enum parangon_code code = generation_current(checking->dir, &checking->current, &why);

    checking->pointed = code == PARANGON_OK;
    if (code == PARANGON_OK && checking->current == 0)
        return parangon_error_set(err, PARANGON_NO_INDEX, "%s: there is no index", checking->dir);
    if (code == PARANGON_DAMAGED) {
        checking->current = generation_highest(checking->dir);
        add_problem(checking, "files", why.message);
    } else if (code != PARANGON_OK) {
        return parangon_error_set(err, code, "%s", why.message);
    }
    checking->folder = generation_path(checking->dir, checking->current);
    if (checking->current == 0)
        return PARANGON_OK;
    code = checksums_read(checking->folder, &checking->sums, &why);
    checking->summed = code == PARANGON_OK;
    if (code == PARANGON_DAMAGED)
        add_problem(checking, "files", why.message);
    else if (code != PARANGON_OK)
        return parangon_error_set(err, code, "%s", why.message);
    return checking->sums.open ? refuse_while_written(checking, err) : PARANGON_OK;
}

static cJSON *new_report(const struct checking *checking)
{
    cJSON *report = cJSON_CreateObject();

    cJSON_AddNumberToObject(report, "format", 1);
    cJSON_AddStringToObject(report, "index", checking->dir);
    return report;
}

static enum parangon_code check_once(struct checking *checking, struct parangon_error *err)
{
    struct parangon_buf name = {0};
    enum parangon_code code;

    checking->report = new_report(checking);
    checking->problems = cJSON_CreateArray();
    code = find_files(checking, err);
    if (code == PARANGON_OK) {
        parangon_buf_printf(&name, "gen-%u", checking->current);
        cJSON_AddStringToObject(checking->report, "generation", name.data);
        cJSON_AddBoolToObject(checking->report, "interrupted", checking->sums.open);
        cJSON_AddNullToObject(checking->report, "previous");
        cJSON_AddArrayToObject(checking->report, "left_over");
        generation_each(checking->dir, note_generation, checking);
        compare_files(checking);
    }
    parangon_buf_clear(&name);
    if (code == PARANGON_OK && checking->current)
        code = run_parts(checking, err);
    cJSON_AddItemToObject(checking->report, "problems", checking->problems);
    if (code == PARANGON_OK)
        conclude(checking);
    return code;
}

static bool is_same(const struct checksums *one, const struct checksums *other)
{
    if (one->open != other->open || one->count != other->count)
        return false;
    for (size_t i = 0; i < one->count; i++) {
        const struct checksums_file *a = &one->files[i], *b = &other->files[i];

        if (strcmp(a->name, b->name) != 0 || a->size != b->size || a->sum != b->sum)
            return false;
    }
    return true;
}

/* Whether what was looked into is still what answers. */
static bool has_stayed(const struct checking *checking)
{
    struct checksums sums;
    unsigned current = 0;

    if (!checking->pointed || !checking->summed)
        return true;
    return generation_current(checking->dir, &current, NULL) == PARANGON_OK &&
           current == checking->current &&
           checksums_read(checking->folder, &sums, NULL) == PARANGON_OK &&
           is_same(&sums, &checking->sums);
}

enum parangon_code parangon_index_check(const char *dir, cJSON **report, struct parangon_error *err)
{
    enum parangon_code code = PARANGON_CHANGED;

    for (unsigned tries = 0; code == PARANGON_CHANGED && tries < TRIES; tries++) {
        struct checking checking = {.dir = dir};

        code = check_once(&checking, err);
        if (code == PARANGON_OK && !has_stayed(&checking))
            code = parangon_error_set(err, PARANGON_CHANGED, "%s: is being written", dir);
        size_t problems = (size_t)cJSON_GetArraySize(checking.problems);
        free(checking.folder);
        if (code != PARANGON_OK) {
            cJSON_Delete(checking.report);
            continue;
        }
        *report = checking.report;
        if (problems)
            code = parangon_error_set(err, PARANGON_DAMAGED, "%s: the index is damaged", dir);
    }
    if (code == PARANGON_CHANGED)
        code = parangon_error_set(err, PARANGON_LOCKED, "%s: is being written", dir);
    return code;
}
