/* SPDX-License-Identifier: GPL-2.0-or-later */
/* parangon-index: sources in, an index of records out. */
#include "budget.h"
#include "duplicates.h"
#include "gather.h"
#include "learn.h"
#include "pairs.h"
#include "renewal.h"
#include "report_file.h"
#include "update.h"

#include "parangon/index.h"
#include "parangon/json.h"
#include "parangon/program.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum option {
    OPTION_INDEX,
    OPTION_REBUILD,
    OPTION_PRUNE,
    OPTION_REMOVE,
    OPTION_MAP,
    OPTION_EXPLAIN_MAP,
    OPTION_ID_PREFIX,
    OPTION_VOCABULARY,
    OPTION_LANG,
    OPTION_LEARN,
    OPTION_LEARN_EXCLUDE,
    OPTION_STRICT,
    OPTION_DRY_RUN,
    OPTION_LIST,
    OPTION_OCR,
    OPTION_JOBS,
    OPTION_MEMORY,
    OPTION_REPORT,
    OPTION_FORMAT,
    OPTION_QUIET,
    OPTION_VERBOSE,
    OPTION_HELP,
    OPTION_VERSION
};

static const struct parangon_option options[] = {
    [OPTION_INDEX] = {"index", 'i', "DIR", "the index (default: $PARANGON_INDEX, else your own)"},
    [OPTION_REBUILD] = {"rebuild", 0, NULL, "make the index anew and put it in place at the end"},
    [OPTION_PRUNE] = {"prune", 0, NULL, "remove records that their source holds no more"},
    [OPTION_REMOVE] = {"remove", 0, "ID", "remove a record (again for others)"},
    [OPTION_MAP] = {"map", 0, "FILE", "JSON: our field, their label or key, or how to read it"},
    [OPTION_EXPLAIN_MAP] = {"explain-map", 0, NULL,
                            "show the first records as they would be, write nothing"},
    [OPTION_ID_PREFIX] = {"id-prefix", 0, "P", "put P in front of each id of these sources"},
    [OPTION_VOCABULARY] = {"vocabulary", 0, "FILE", "SKOS JSON-LD that extends the themes"},
    [OPTION_LANG] = {"lang", 0, "LANG", "fr, en or auto: of records that do not say it"},
    [OPTION_LEARN] = {"learn", 0, NULL, "learn translations from records in both languages"},
    [OPTION_LEARN_EXCLUDE] = {"learn-exclude", 0, "FILE", "learn, but not from the ids in FILE"},
    [OPTION_STRICT] = {"strict", 0, NULL, "write nothing when some input is rejected"},
    [OPTION_DRY_RUN] = {"dry-run", 0, NULL, "say what would be done, write nothing"},
    [OPTION_LIST] = {"list", 0, NULL, "list the records of the index"},
    [OPTION_OCR] = {"ocr", 0, NULL, "read scanned PDFs by tesseract, which takes time"},
    [OPTION_JOBS] = {"jobs", 0, "N", "read N files at once (default: one a processor, 4 at most)"},
    [OPTION_MEMORY] = {"memory", 0, "SIZE", "what the program may take: 64M, 1G (default: 256M)"},
    [OPTION_REPORT] = {"report", 0, "FILE", "leave a report there too: NAME.html or NAME.json"},
    [OPTION_FORMAT] = {"format", 0, "FORMAT", "text or json: of the summary and of --list"},
    [OPTION_QUIET] = {"quiet", 'q', NULL, "say rejected input only"},
    [OPTION_VERBOSE] = {"verbose", 'v', NULL, "say warnings too"},
    [OPTION_HELP] = {"help", 'h', NULL, "print this help"},
    [OPTION_VERSION] = {"version", 0, NULL, "print the version"},
    {0},
};

static const char usage[] = "Usage: parangon-index [OPTION]... [SOURCE]...";
static const char about[] =
    "Reads records from each SOURCE (a file, a folder, or - for JSON lines on standard\n"
    "input) into an index that parangon searches. Without a SOURCE, the sources of last\n"
    "time are read again. Formats: PDF, HTML, mail (.eml), EPUB, Word, OpenDocument,\n"
    "presentations, spreadsheets, CSV, Markdown, JSON, JSON lines, plain text, and all\n"
    "of them in zip, tar and 7z; with LibreOffice, .doc, .rtf, .xls and .ppt too.\n"
    "Several versions of a record: ID.fr.md, ID.en.md.\n\n"
    "Exit status: 0 done, 2 wrong usage, 3 some input rejected, 4 index of another version,\n"
    "5 locked by another writer, 6 damaged, 7 refused by the system, 70 a bug.";

enum {
    SOURCES_MAX = 256
};

struct run {
    const char *index_option, *map_path, *id_prefix, *vocabulary, *lang, *learn_exclude,
        *report_path;
    bool rebuild, prune, strict, list, quiet;
    bool done; /* help or version printed */
    const char *removals[SOURCES_MAX];
    size_t removal_count;
    size_t memory; /* bytes, 0 for the default */
    struct source sources[SOURCES_MAX];
    cJSON *settings; /* of each source: {"path", "id_prefix", "lang", "map"} */
    struct known_files *known[SOURCES_MAX];
    size_t source_count;
    char *dir;
    struct parangon_knowledge knowledge;
    struct spool *spool;
    struct learning learning;
    struct explanation *explanation; /* of --explain-map */
    struct parangon_writer *writer;
    struct report report;
    struct reading reading;
    bool settled; /* the report says what was kept */
};

/* ---- The command line ---- */

static enum parangon_code read_map(const char *path, cJSON **map, struct parangon_error *err)
{
    struct parangon_buf text = {0};
    struct map *made;
    char block[4096];
    size_t got;
    FILE *file = fopen(path, "rb");

    if (!file)
        return parangon_error_set(err, PARANGON_USAGE, "--map: %s: %s", path, strerror(errno));
    while ((got = fread(block, 1, sizeof block, file)) > 0 && text.len < (size_t)1 << 20)
        parangon_buf_add(&text, block, got);
    fclose(file);
    *map = parangon_json_parse(parangon_buf_str(&text), text.len, err);
    parangon_buf_clear(&text);
    if (*map && map_read(*map, &made, err) == PARANGON_OK) {
        map_free(made);
        return PARANGON_OK;
    }
    cJSON_Delete(*map);
    *map = NULL;
    parangon_error_prefix(err, PARANGON_USAGE, "--map: %s", path);
    return err->code = PARANGON_USAGE;
}

static enum parangon_code add_removal(struct run *run, const char *id, struct parangon_error *err)
{
    if (run->removal_count == SOURCES_MAX)
        return parangon_error_set(err, PARANGON_USAGE, "--remove: more than %d at once",
                                  SOURCES_MAX);
    run->removals[run->removal_count++] = id;
    return PARANGON_OK;
}

static enum parangon_code set_choice(const char *option, const char *value, const char *choices,
                                     struct parangon_error *err)
{
    if (parangon_is_choice(choices, value))
        return PARANGON_OK;
    return parangon_error_set(err, PARANGON_USAGE, "--%s: \"%.40s\" is none of %s", option, value,
                              choices);
}

static enum parangon_code set_jobs(struct run *run, const char *value, struct parangon_error *err)
{
    long jobs;
    enum parangon_code code = parangon_parse_number(value, "jobs", 1, READING_JOBS_MAX, &jobs, err);

    if (code == PARANGON_OK)
        run->reading.jobs = (size_t)jobs;
    return code;
}

static enum parangon_code set_option(struct run *run, int option, const char *value,
                                     struct parangon_error *err)
{
    switch ((enum option)option) {
    case OPTION_INDEX: run->index_option = value; return PARANGON_OK;
    case OPTION_REBUILD: run->rebuild = true; return PARANGON_OK;
    case OPTION_PRUNE: run->prune = true; return PARANGON_OK;
    case OPTION_REMOVE: return add_removal(run, value, err);
    case OPTION_MAP: run->map_path = value; return PARANGON_OK;
    case OPTION_EXPLAIN_MAP:
        run->report.dry_run = true;
        if (!run->explanation)
            run->explanation = explanation_new();
        return PARANGON_OK;
    case OPTION_ID_PREFIX: run->id_prefix = value; return PARANGON_OK;
    case OPTION_VOCABULARY: run->vocabulary = value; return PARANGON_OK;
    case OPTION_LANG: run->lang = value; return set_choice("lang", value, "fr|en|auto", err);
    case OPTION_LEARN: run->learning.asked = true; return PARANGON_OK;
    case OPTION_LEARN_EXCLUDE:
        run->learn_exclude = value;
        run->learning.asked = true;
        return PARANGON_OK;
    case OPTION_STRICT: run->strict = true; return PARANGON_OK;
    case OPTION_DRY_RUN: run->report.dry_run = true; return PARANGON_OK;
    case OPTION_LIST: run->list = true; return PARANGON_OK;
    case OPTION_OCR: run->reading.ocr = true; return PARANGON_OK;
    case OPTION_JOBS: return set_jobs(run, value, err);
    case OPTION_MEMORY: return budget_parse(value, &run->memory, err);
    case OPTION_REPORT: run->report_path = value; return report_file_check(value, err);
    case OPTION_FORMAT:
        run->report.json = strcmp(value, "json") == 0;
        return set_choice("format", value, "text|json", err);
    case OPTION_QUIET: run->report.quiet = true; return PARANGON_OK;
    case OPTION_VERBOSE: run->report.verbose = true; return PARANGON_OK;
    case OPTION_HELP:
        parangon_print_help(usage, about, options);
        run->done = true;
        return PARANGON_OK;
    case OPTION_VERSION:
        puts("parangon-index " PARANGON_VERSION);
        run->done = true;
        return PARANGON_OK;
    }
    return PARANGON_OK;
}

static enum parangon_code parse(struct run *run, char **argv, const char *words[],
                                struct parangon_error *err)
{
    struct parangon_command_line line = {.options = options, .argv = argv + 1};
    enum parangon_code code = PARANGON_OK;
    const char *value;
    int option;

    while (code == PARANGON_OK && !run->done &&
           (option = parangon_command_line_next(&line, &value, err)) != PARANGON_END) {
        if (option == PARANGON_WRONG)
            code = PARANGON_USAGE;
        else if (option != PARANGON_WORD)
            code = set_option(run, option, value, err);
        else if (run->source_count == SOURCES_MAX)
            code = parangon_error_set(err, PARANGON_USAGE, "more than %d sources", SOURCES_MAX);
        else
            words[run->source_count++] = value;
    }
    return code;
}

/* ---- Sources ---- */

static void say_problem(void *context, const char *name, const struct parangon_error *why)
{
    report_reject(context, name, 0, why);
}

/* The sources named now, with the settings of now. */
static enum parangon_code settings_of_words(struct run *run, const char *words[],
                                            struct parangon_error *err)
{
    cJSON *map = NULL;

    if (run->map_path && read_map(run->map_path, &map, err) != PARANGON_OK)
        return PARANGON_USAGE;
    for (size_t i = 0; i < run->source_count; i++) {
        cJSON *settings = cJSON_CreateObject();

        cJSON_AddStringToObject(settings, "path", words[i]);
        if (run->id_prefix)
            cJSON_AddStringToObject(settings, "id_prefix", run->id_prefix);
        if (run->lang)
            cJSON_AddStringToObject(settings, "lang", run->lang);
        if (map)
            cJSON_AddItemToObject(settings, "map", cJSON_Duplicate(map, true));
        cJSON_AddItemToArray(run->settings, settings);
    }
    cJSON_Delete(map);
    return PARANGON_OK;
}

static cJSON *stored_sources(struct run *run)
{
    char *text = run->writer ? parangon_writer_get(run->writer, PARANGON_KEY_SOURCES) : NULL;
    cJSON *sources = text ? cJSON_Parse(text) : NULL;

    free(text);
    return sources ? sources : cJSON_CreateArray();
}

static bool is_remembered(const cJSON *sources, const cJSON *settings)
{
    const cJSON *known;

    cJSON_ArrayForEach(known, sources)
    {
        if (strcmp(parangon_json_text(known, "path"), parangon_json_text(settings, "path")) == 0)
            return true;
    }
    return false;
}

/* Sources of earlier runs stay remembered; one named again has its new settings. */
static enum parangon_code remember_sources(struct run *run, struct parangon_error *err)
{
    cJSON *sources = stored_sources(run), *settings;
    const cJSON *known;
    size_t number = 0;

    cJSON_ArrayForEach(settings, run->settings)
    {
        int at = 0;

        number++;
        if (strcmp(parangon_json_text(settings, "path"), "-") == 0 ||
            (run->sources[number - 1].missing && !is_remembered(sources, settings)))
            continue;
        cJSON_ArrayForEach(known, sources)
        {
            if (strcmp(parangon_json_text(known, "path"), parangon_json_text(settings, "path")) ==
                0)
                break;
            at++;
        }
        if (known)
            cJSON_ReplaceItemInArray(sources, at, cJSON_Duplicate(settings, true));
        else
            cJSON_AddItemToArray(sources, cJSON_Duplicate(settings, true));
    }
    char *text = cJSON_PrintUnformatted(sources);
    enum parangon_code code =
        parangon_writer_set(run->writer, PARANGON_KEY_SOURCES, text, strlen(text), err);
    cJSON_free(text);
    cJSON_Delete(sources);
    return code;
}

/* What the index knows of the files of a source; NULL when all of them are to be read: standard
   input, a source that is named twice, a rebuild that is only tried. A new generation knows nothing
   yet, and what is read for it is kept in it. */
static struct known_files *open_known(const struct run *run, const struct gathering *gathering)
{
    const char *path = run->sources[gathering->source].path;

    if (!run->writer || (run->rebuild && run->report.dry_run) || run->explanation ||
        strcmp(path, "-") == 0)
        return NULL;
    for (size_t i = 0; i < gathering->source; i++) {
        if (strcmp(run->sources[i].path, path) == 0)
            return NULL;
    }
    return known_files_open(run->writer, path, renewal_stamp(gathering, run->knowledge.stamp));
}

/* What a run that was killed has committed of a source is no longer what its known files say, and
   the end of this run hides that there was such a run: those of all sources are forgotten here. */
static enum parangon_code forget_known(struct run *run, struct parangon_error *err)
{
    cJSON *sources = stored_sources(run);
    const cJSON *settings;
    enum parangon_code code = PARANGON_OK;

    cJSON_ArrayForEach(settings, sources)
    {
        if (code == PARANGON_OK)
            code = known_files_forget(run->writer, parangon_json_text(settings, "path"), err);
    }
    cJSON_Delete(sources);
    return code;
}

static enum parangon_code save_known(struct run *run, struct parangon_error *err)
{
    enum parangon_code code =
        parangon_writer_goes_on(run->writer) ? forget_known(run, err) : PARANGON_OK;

    for (size_t i = 0; code == PARANGON_OK && i < run->source_count; i++) {
        if (run->known[i])
            code = known_files_save(run->known[i], &run->sources[i], run->prune, err);
    }
    return code;
}

static enum parangon_code gather_all(struct run *run, struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;

    for (size_t i = 0; code == PARANGON_OK && i < run->source_count; i++) {
        cJSON *settings = cJSON_GetArrayItem(run->settings, (int)i);
        struct gathering gathering = {
            .lookup = {run->knowledge.vocabulary, run->knowledge.places},
            .spool = run->spool,
            .report = &run->report,
            .settings = {parangon_json_text(settings, "id_prefix"),
                         parangon_json_text(settings, "lang"),
                         cJSON_GetObjectItemCaseSensitive(settings, "map")},
            .source = i,
            .reading = &run->reading,
            .explanation = run->explanation,
        };

        source_list(parangon_json_text(settings, "path"), run->report_path, &run->sources[i],
                    say_problem, &run->report);
        parangon_json_set_text(settings, "path", run->sources[i].path);
        run->known[i] = open_known(run, &gathering);
        const struct renewal renewal = {
            .gathering = &gathering,
            .source = &run->sources[i],
            .known = run->known[i],
            .database = run->known[i] ? parangon_writer_database(run->writer) : NULL,
            .prune = run->prune,
        };
        code = renewal_gather(&renewal, err);
    }
    return code;
}

/* A rebuild would replace all records of a folder that is not mounted by none, and forget it. */
static enum parangon_code refuse_gone(const struct run *run, struct parangon_error *err)
{
    char *text = parangon_index_peek(run->dir, PARANGON_KEY_SOURCES);
    cJSON *remembered = cJSON_Parse(text);
    enum parangon_code code = PARANGON_OK;

    for (size_t i = 0; code == PARANGON_OK && i < run->source_count; i++) {
        const cJSON *settings = cJSON_GetArrayItem(run->settings, (int)i);

        if (run->sources[i].count == 0 && is_remembered(remembered, settings))
            code = parangon_error_set(err, PARANGON_REJECTED,
                                      "%s: missing or empty, so the index stays as it is (is it "
                                      "mounted? to go on without it, name the other sources)",
                                      run->sources[i].path);
    }
    cJSON_Delete(remembered);
    free(text);
    return code;
}

/* ---- The run ---- */

static enum parangon_code write_vocabulary(struct run *run, struct parangon_error *err)
{
    size_t len;
    char *sealed = parangon_seal(run->knowledge.files, &len);
    enum parangon_code code =
        parangon_writer_set(run->writer, PARANGON_KEY_VOCABULARY, sealed, len, err);

    free(sealed);
    return code;
}

/* First of all, so that they are in the first batch: if the run is killed after it, the next one
   knows what to go on with. */
static enum parangon_code write_settings(struct run *run, struct parangon_error *err)
{
    enum parangon_code code = remember_sources(run, err);

    return code == PARANGON_OK ? write_vocabulary(run, err) : code;
}

static enum parangon_code remove_one(struct run *run, const char *id, struct parangon_error *err)
{
    uint64_t hash;
    enum parangon_code code = PARANGON_NOTHING;

    if (!run->report.dry_run)
        code = parangon_writer_remove(run->writer, id, err);
    else if (parangon_writer_hash(run->writer, id, &hash))
        code = PARANGON_OK;
    if (code == PARANGON_NOTHING)
        report_warn(&run->report, id, "no such record: nothing to remove");
    run->report.removed += code == PARANGON_OK;
    return code == PARANGON_NOTHING ? PARANGON_OK : code;
}

static enum parangon_code remove_named(struct run *run, struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;

    for (size_t i = 0; run->writer && code == PARANGON_OK && i < run->removal_count; i++)
        code = remove_one(run, run->removals[i], err);
    return code;
}

static enum parangon_code write_all(struct run *run, struct update *update,
                                    struct parangon_error *err)
{
    enum parangon_code code = run->report.dry_run ? PARANGON_OK : write_settings(run, err);

    if (code == PARANGON_OK)
        code = remove_named(run, err);
    if (code == PARANGON_OK && run->prune)
        code = update_prune(update, err);
    if (code == PARANGON_OK)
        code = update_left_out(update, err);
    if (code == PARANGON_OK)
        code = update_records(update, err);
    if (code != PARANGON_OK || run->report.dry_run)
        return code;
    run->learning.writer = run->writer;
    code = learn_records(&run->learning, err);
    if (code == PARANGON_OK)
        code = save_known(run, err);
    return code == PARANGON_OK ? parangon_writer_publish(run->writer, err) : code;
}

static size_t memory_of(const struct run *run)
{
    return run->memory ? run->memory : BUDGET_DEFAULT;
}

/* Before anything is open or large. */
static enum parangon_code start_reading(struct run *run, struct parangon_error *err)
{
    if (run->reading.jobs == 0)
        run->reading.jobs = reading_jobs();
    run->reading.ahead = budget_ahead(memory_of(run));
    return reading_start(&run->reading, err);
}

/* A dry run looks at the index that is there, and makes none. */
static enum parangon_code open_writer(struct run *run, struct parangon_error *err)
{
    struct parangon_index *index;

    if (run->report.dry_run) {
        if (parangon_index_open(run->dir, &index, NULL) != PARANGON_OK)
            return PARANGON_OK;
        parangon_index_close(index);
    }
    enum parangon_code code =
        parangon_writer_open(run->dir, run->rebuild && !run->report.dry_run, &run->writer, err);
    if (code == PARANGON_OK)
        parangon_writer_limit(run->writer, budget_pending(memory_of(run)));
    return code;
}

/* Without a SOURCE, those that the present generation remembers, whatever version made it. */
static enum parangon_code recall_sources(struct run *run, struct parangon_error *err)
{
    char *text = parangon_index_peek(run->dir, PARANGON_KEY_SOURCES);
    cJSON *remembered = cJSON_Parse(text);

    free(text);
    if (remembered) {
        cJSON_Delete(run->settings);
        run->settings = remembered;
    }
    run->source_count = (size_t)cJSON_GetArraySize(run->settings);
    if (run->source_count > SOURCES_MAX)
        return parangon_error_set(err, PARANGON_USAGE, "more than %d sources", SOURCES_MAX);
    if (run->source_count == 0)
        return parangon_error_set(err, run->rebuild ? PARANGON_NO_INDEX : PARANGON_USAGE,
                                  "no SOURCE, and %s remembers none", run->dir);
    return PARANGON_OK;
}

static enum parangon_code find_sources(struct run *run, const char *words[],
                                       struct parangon_error *err)
{
    if (run->source_count)
        return settings_of_words(run, words, err);
    return run->removal_count ? PARANGON_OK : recall_sources(run, err);
}

/* The vocabulary of the program, extended by the file of --vocabulary or, without it, by the one
   that the index was last made with. */
static enum parangon_code read_knowledge(struct run *run, struct parangon_error *err)
{
    char *folder = parangon_vocabulary_place();
    char *stored = parangon_index_peek(run->dir, PARANGON_KEY_VOCABULARY);
    cJSON *files = run->vocabulary ? NULL : parangon_unseal(stored, strlen(stored), NULL);
    enum parangon_code code = parangon_knowledge_read(
        folder, run->vocabulary, parangon_json_text(files, PARANGON_EXTRA_VOCABULARY),
        &run->knowledge, err);

    cJSON_Delete(files);
    free(stored);
    free(folder);
    return code;
}

/* Only what is on the disk counts as done. */
static void settle(struct run *run)
{
    if (run->report.dry_run)
        return;
    const struct parangon_tally *kept = parangon_writer_kept(run->writer);
    report_settle(&run->report, kept->added, kept->changed, kept->removed);
    run->settled = true;
}

static enum parangon_code index_all(struct run *run, const char *words[],
                                    struct parangon_error *err)
{
    struct update update = {.sources = run->sources, .report = &run->report};
    enum parangon_code code = start_reading(run, err);

    run->learning.report = &run->report;
    if (code == PARANGON_OK)
        code = read_knowledge(run, err);
    if (code == PARANGON_OK)
        code = learning_init(&run->learning, run->dir, run->learn_exclude, err);
    if (code == PARANGON_OK)
        code = spool_new(&run->spool, err);
    if (code == PARANGON_OK)
        code = find_sources(run, words, err);
    if (code == PARANGON_OK)
        code = open_writer(run, err);
    if (code == PARANGON_OK)
        code = gather_all(run, err);
    if (code == PARANGON_OK && run->rebuild)
        code = refuse_gone(run, err);
    const char *weakness = reading_weakness(&run->reading);
    if (weakness)
        report_warn(&run->report, "the readers", weakness);
    update.writer = run->writer;
    update.knowledge = &run->knowledge;
    update.spool = run->spool;
    update.source_count = run->source_count;
    if (code == PARANGON_OK) {
        duplicates_leave_out(run->spool, run->sources, run->source_count, &run->report);
        pairs_join(run->spool);
        code = update_prepare(&update, err);
    }
    if (code == PARANGON_OK && run->strict && run->report.rejected)
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "%zu rejected, so nothing was written (--strict)",
                                  run->report.rejected);
    if (code != PARANGON_OK)
        return code;
    code = write_all(run, &update, err);
    settle(run);
    return code;
}

/* Whatever came of the run. A report that cannot be written is a failure when nothing else is. */
static enum parangon_code leave_report(struct run *run, enum parangon_code code,
                                       struct parangon_error *err)
{
    const struct report_file file = {
        .path = run->report_path,
        .report = &run->report,
        .index = run->dir,
        .sources = run->sources,
        .source_count = run->source_count,
        .failure = code == PARANGON_OK ? NULL : err->message,
    };
    struct parangon_error why;

    if (!run->report_path || code == PARANGON_USAGE)
        return code;
    if (report_file_write(&file, &why) == PARANGON_OK)
        return code;
    if (code != PARANGON_OK) {
        parangon_say("parangon-index", "%s", why.message);
        return code;
    }
    *err = why;
    return why.code;
}

/* Reads the sources as for an index, and shows what became of their labels instead. */
static enum parangon_code explain_all(struct run *run, const char *words[],
                                      struct parangon_error *err)
{
    enum parangon_code code = start_reading(run, err);

    if (code == PARANGON_OK)
        code = read_knowledge(run, err);
    if (code == PARANGON_OK)
        code = find_sources(run, words, err);
    if (code == PARANGON_OK)
        code = gather_all(run, err);
    if (code == PARANGON_OK)
        explanation_print(run->explanation, run->report.json);
    return code;
}

/* ---- Listing ---- */

static void print_listed(const cJSON *record, bool json)
{
    const cJSON *version = parangon_record_version(record, PARANGON_FR, NULL);
    const char *title = parangon_json_text(version, "title");

    if (json) {
        char *text = cJSON_PrintUnformatted(record);

        puts(text ? text : "");
        cJSON_free(text);
        return;
    }
    printf("%s\t%s\t%s\n", parangon_json_text(record, "id"),
           parangon_json_text(version, "path") ? parangon_json_text(version, "path") : "",
           title ? title : "");
}

static enum parangon_code list_records(struct run *run, struct parangon_error *err)
{
    struct parangon_index *index;
    uint32_t records;

    parangon_guard_index(run->dir);
    enum parangon_code code = parangon_index_open(run->dir, &index, err);

    if (code != PARANGON_OK)
        return code;
    const uint32_t *heads = parangon_index_heads(index, &records);
    for (uint32_t i = 0; code == PARANGON_OK && i < records; i++) {
        cJSON *stored = NULL;

        if (!heads[i])
            continue;
        code = parangon_index_stored(index, heads[i], &stored, err);
        if (code == PARANGON_OK)
            print_listed(cJSON_GetObjectItemCaseSensitive(stored, "record"), run->report.json);
        cJSON_Delete(stored);
    }
    parangon_index_close(index);
    return code == PARANGON_OK ? parangon_finish_output(err) : code;
}

static void run_clear(struct run *run)
{
    reading_stop(&run->reading);
    spool_free(run->spool);
    learning_clear(&run->learning);
    explanation_free(run->explanation);
    for (size_t i = 0; i < run->source_count; i++) {
        known_files_close(run->known[i]);
        source_clear(&run->sources[i]);
    }
    parangon_writer_close(run->writer);
    cJSON_Delete(run->settings);
    parangon_knowledge_clear(&run->knowledge);
    report_clear(&run->report);
    free(run->dir);
}

static int finish(struct run *run, enum parangon_code code, struct parangon_error *err)
{
    if (code == PARANGON_OK)
        code = parangon_finish_output(err);
    if (code != PARANGON_OK)
        return parangon_report("parangon-index", err);
    return parangon_error_exit_status(run->report.rejected ? PARANGON_REJECTED : PARANGON_OK);
}

static int list(void *context)
{
    struct parangon_error err = {0};
    enum parangon_code code = parangon_guard_explain(list_records(context, &err), &err);

    return finish(context, code, &err);
}

int main(int argc, char **argv)
{
    static struct run run;
    const char *words[SOURCES_MAX];
    struct parangon_error err = {0};
    enum parangon_code code;
    int status;

    (void)argc;
    parangon_program_start();
    report_init(&run.report);
    run.settings = cJSON_CreateArray();
    code = parse(&run, argv, words, &err);
    run.dir = parangon_index_place(run.index_option);
    if (code == PARANGON_OK && !run.done && !run.list) {
        code = run.explanation ? explain_all(&run, words, &err) : index_all(&run, words, &err);
        if (!run.explanation && (code == PARANGON_OK || code == PARANGON_REJECTED || run.settled))
            report_finish(&run.report);
        if (!run.explanation)
            code = leave_report(&run, code, &err);
    }
    status = code == PARANGON_OK && run.list && !run.done
                 ? parangon_guarded("parangon-index", list, &run)
                 : finish(&run, code, &err);
    run_clear(&run);
    return status;
}
