/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "gather.h"

#include "file_name.h"
#include "read_ahead.h"

#include "parangon/json.h"
#include "parangon/memory.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One file while it is read. */
struct file {
    struct gathering *gathering;
    struct source_file *listed;
    size_t number;    /* of it in the source */
    const char *name; /* its own, or that of the member being read */
    struct file_name names;
    char *member;
    char *place;    /* of the version in hand, or NULL when its line says it */
    size_t records; /* read from it, or from the member, so far */
    size_t own_records;
    bool spool_failed;
};

/* White space is not for ids, and an id too long ends with a hash of the whole. */
static char *tidy_id(const char *prefix, const char *base)
{
    struct parangon_buf id = {0};

    parangon_buf_puts(&id, prefix ? prefix : "");
    parangon_buf_puts(&id, base);
    for (size_t i = 0; i < id.len; i++) {
        if (isspace((unsigned char)id.data[i]) || iscntrl((unsigned char)id.data[i]))
            id.data[i] = '-';
    }
    if (id.len > PARANGON_ID_MAX) {
        uint64_t hash = parangon_hash(PARANGON_HASH_START, id.data, id.len);
        size_t len = PARANGON_ID_MAX - 17;

        while (len && ((unsigned char)id.data[len] & 0xC0) == 0x80)
            len--; /* never inside a character */
        id.len = len;
        parangon_buf_printf(&id, "-%016" PRIx64, hash);
    }
    return parangon_buf_take(&id);
}

/* True when the id was derived from the name of the file. */
static bool set_id(const struct file *file, cJSON *version, size_t line)
{
    const char *given = parangon_json_text(version, "translation_of");
    const char *base = file->names.base;
    struct parangon_buf own = {0};

    if (!given) /* a translation takes the id of what it translates */
        given = parangon_json_text(version, "id");
    bool derived = !(given && *given);
    if (!derived)
        parangon_buf_puts(&own, given);
    else if (file->place)
        parangon_buf_printf(&own, "%s#%s", base, file->place);
    else if (file->records > 1 || line > 1)
        parangon_buf_printf(&own, "%s:%zu", base, line ? line : file->records);
    else
        parangon_buf_puts(&own, base);
    char *id = tidy_id(file->gathering->settings.id_prefix, own.data);
    parangon_json_set_text(version, "id", id);
    free(id);
    parangon_buf_clear(&own);
    return derived;
}

static enum parangon_lang tell_language(const cJSON *version)
{
    static const char *const fields[] = {"title", "summary", "text"};
    struct parangon_buf text = {0};

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const char *part = parangon_json_text(version, fields[i]);

        parangon_buf_printf(&text, "%s\n", part ? part : "");
    }
    enum parangon_lang lang = parangon_text_language(text.data, text.len);
    parangon_buf_clear(&text);
    return lang;
}

/* What the record says, else `.fr` or `.en` of the file name, else the option, else the words, else
   the other ways in which the name may tell it. */
static void set_lang(const struct file *file, cJSON *version)
{
    const char *given = parangon_json_text(version, "lang");
    const char *option = file->gathering->settings.lang;
    const struct file_name *names = &file->names;
    enum parangon_lang lang;

    if (given && *given)
        lang = parangon_lang_from_code(given);
    else if (names->lang != PARANGON_OTHER)
        lang = names->lang;
    else if (option && strcmp(option, "auto") != 0)
        lang = parangon_lang_from_code(option);
    else {
        lang = tell_language(version);
        cJSON_AddTrueToObject(version, PARANGON_LANG_TOLD);
    }
    if (lang == PARANGON_OTHER && !(given && *given) && !names->pair_final)
        lang = names->pair_lang;
    parangon_json_set_text(version, "lang", parangon_lang_code(lang));
}

static void warn_unknown(const struct file *file, const cJSON *unknown)
{
    const cJSON *key;

    cJSON_ArrayForEach(key, unknown)
    {
        char message[160];

        snprintf(message, sizeof message, "\"%.80s\" is no field of a record (left out)",
                 key->valuestring);
        report_warn(file->gathering->report, file->name, message);
    }
}

static void warn_problems(const struct file *file, size_t line, const struct map_notes *notes)
{
    struct parangon_buf message = {0};
    const cJSON *problem;

    cJSON_ArrayForEach(problem, notes->problems)
    {
        parangon_buf_reset(&message);
        if (file->place)
            parangon_buf_printf(&message, "%s: ", file->place);
        else if (line > 1)
            parangon_buf_printf(&message, "line %zu: ", line);
        parangon_buf_puts(&message, problem->valuestring);
        report_warn(file->gathering->report, file->name, message.data);
    }
    parangon_buf_clear(&message);
}

static cJSON *check_version(const struct file *file, cJSON *given, struct map_notes *notes,
                            struct parangon_error *err)
{
    const struct gathering *gathering = file->gathering;
    const struct map_input input = {gathering->map, &gathering->lookup, file->name};
    cJSON *unknown = cJSON_CreateArray(), *checked;

    given = map_version(&input, given, notes);
    checked = parangon_record_check(given, &gathering->lookup, unknown, err);
    if (checked)
        warn_unknown(file, unknown);
    cJSON_Delete(unknown);
    cJSON_Delete(given);
    return checked;
}

static void reject(void *context, size_t line, const struct parangon_error *why)
{
    struct file *file = context;

    file->listed->failed = true;
    report_reject(file->gathering->report, file->name, line, why);
}

static enum parangon_code add(const struct file *file, cJSON *version, size_t line,
                              struct parangon_error *err)
{
    const struct gathering *gathering = file->gathering;
    struct spool_origin origin = {
        .source = gathering->source,
        .file = file->number,
        .path = file->listed->path,
        .name = file->name,
        .derived = set_id(file, version, line),
        .whole = line == 0 && file->records == 1,
    };

    set_lang(file, version);
    parangon_json_set_text(version, "path", file->name);
    if (gathering->explanation)
        return PARANGON_OK;
    char *pair = file->names.pair ? tidy_id(gathering->settings.id_prefix, file->names.pair) : NULL;
    origin.pair = pair;
    enum parangon_code code = spool_add(gathering->spool, version, &origin, err);
    free(pair);
    return code;
}

/* Takes the place of a version out of it. */
static char *take_place(cJSON *given)
{
    const char *text = parangon_json_text(given, READER_PLACE);
    char *place = text ? parangon_strdup(text) : NULL;

    cJSON_DeleteItemFromObjectCaseSensitive(given, READER_PLACE);
    return place;
}

static void reject_version(struct file *file, size_t line, struct parangon_error *why)
{
    if (file->place)
        parangon_error_prefix(why, why->code, "%s", file->place);
    reject(file, file->place ? 0 : line, why);
}

static enum parangon_code take(void *context, cJSON *given, size_t line, struct parangon_error *err)
{
    struct file *file = context;
    struct gathering *gathering = file->gathering;
    struct map_notes notes;
    struct parangon_error why;
    enum parangon_code code = PARANGON_REJECTED;

    map_notes_init(&notes);
    file->place = take_place(given);
    cJSON *version = check_version(file, given, &notes, &why);
    warn_problems(file, line, &notes);
    file->records++;
    if (!gathering->report->progress.total)
        progress_step(&gathering->report->progress);
    if (version)
        code = add(file, version, line, &why);
    if (gathering->explanation)
        explanation_take(gathering->explanation, version, file->name, line, &notes);
    map_notes_clear(&notes);
    cJSON_Delete(version);
    if (code == PARANGON_REJECTED)
        reject_version(file, line, &why);
    free(file->place);
    file->place = NULL;
    if (code == PARANGON_OK || code == PARANGON_REJECTED)
        return PARANGON_OK;
    file->spool_failed = true;
    *err = why;
    return code;
}

/* Members of an archive are files of their own in all that is said and derived from names. */
static void enter(void *context, const char *name)
{
    struct file *file = context;

    if (!file->member)
        file->own_records = file->records;
    free(file->member);
    file->member = name ? parangon_strdup(name) : NULL;
    file->name = name ? file->member : file->listed->name;
    file_name_clear(&file->names);
    file_name_init(&file->names, file->name);
    file->records = name ? 0 : file->own_records;
}

static void note(void *context, enum reader_note weight, const char *message)
{
    const struct file *file = context;
    struct report *report = file->gathering->report;

    (weight == READER_DOUBT ? report_warn : report_remark)(report, file->name, message);
}

static enum parangon_code gather_file(struct gathering *gathering, struct source *source,
                                      struct read_ahead *ahead, size_t number,
                                      struct parangon_error *err)
{
    struct source_file *listed = &source->files[number];
    struct file file = {
        .gathering = gathering, .listed = listed, .number = number, .name = listed->name};
    const struct reader_sink sink = {
        .context = &file, .take = take, .reject = reject, .enter = enter, .note = note};
    struct parangon_error why;

    file_name_init(&file.names, file.name);
    gathering->report->files++;
    listed->failed = false;
    listed->records = 0;
    enum parangon_code code = read_ahead_read(ahead, &sink, &why);
    if (file.member)
        enter(&file, NULL);
    file_name_clear(&file.names);
    if (gathering->report->progress.total)
        progress_step(&gathering->report->progress);
    /* A file that cannot be read is one bad file; a spool that cannot be written is the end. */
    if (file.spool_failed) {
        *err = why;
        return code;
    }
    if (code != PARANGON_OK)
        reject(&file, 0, &why);
    return PARANGON_OK;
}

/* A single file may hold any number of records: then these are counted. */
static size_t files_to_read(const struct source *source)
{
    size_t count = 0;

    for (size_t i = 0; i < source->count; i++)
        count += !source->files[i].unread;
    return count > 1 ? count : 0;
}

enum parangon_code gather_source(struct gathering *gathering, struct source *source,
                                 struct parangon_error *err)
{
    enum parangon_code code = map_read(gathering->settings.map, &gathering->map, err);

    if (code != PARANGON_OK)
        return parangon_error_prefix(err, code, "the map of %s", source->path);
    if (gathering->explanation)
        explanation_begin(gathering->explanation, source->path);
    gathering->report->skipped += source->skipped;
    report_begin(gathering->report, "reading", files_to_read(source));
    struct read_ahead *ahead = read_ahead_open(gathering->reading, source);
    for (size_t number; code == PARANGON_OK && read_ahead_next(ahead, &number);)
        code = gather_file(gathering, source, ahead, number, err);
    read_ahead_close(ahead);
    if (gathering->explanation)
        explanation_end(gathering->explanation, gathering->map);
    map_free(gathering->map);
    gathering->map = NULL;
    return code;
}
