/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "filters.h"
#include "retry.h"

#include "parangon/json.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum option {
    OPTION_COUNT = FILTER_COUNT,
    OPTION_OFFSET,
    OPTION_QUERY_LANG,
    OPTION_ACROSS,
    OPTION_CORRECT,
    OPTION_SORT,
    OPTION_FACETS,
    OPTION_FACET_LIMIT,
    OPTION_GROUP,
    OPTION_PER_GROUP,
    OPTION_EXPLAIN,
    OPTION_QUERIES,
    OPTION_WITHOUT,
    OPTION_END
};

static const struct parangon_option options[] = {
    COMMON_OPTIONS,
    FILTER_OPTIONS,
    [OPTION_COUNT] = {"count", 'n', "N", "results to show, or groups (default 10; 1000 for trec)"},
    [OPTION_OFFSET] = {"offset", 0, "N", "results, or groups, to pass over first"},
    [OPTION_QUERY_LANG] = {"query-lang", 0, "LANG", "language of the words: fr, en or auto"},
    [OPTION_ACROSS] = {"across", 0, "YES", "no: keep to the language of the words"},
    [OPTION_CORRECT] = {"correct", 0, "YES", "no: leave words that the index does not know"},
    [OPTION_SORT] = {"sort", 0, "BY", "relevance, date, population or evidence"},
    [OPTION_FACETS] = {"facets", 0, "LIST", "count by these fields (a,b,…), main or all"},
    [OPTION_FACET_LIMIT] = {"facet-limit", 0, "N", "values of each facet, at most (default 50)"},
    [OPTION_GROUP] = {"group", 0, "BY", "put results together by lead or country"},
    [OPTION_PER_GROUP] = {"per-group", 0, "N", "results to show of each group (default 3)"},
    [OPTION_EXPLAIN] = {"explain", 0, NULL, "say what each part adds to the score"},
    [OPTION_QUERIES] = {"queries", 0, "FILE", "JSON lines of {id, text}, for --format trec"},
    [OPTION_WITHOUT] = {"without", 0, "LIST",
                        "leave parts of the ranking out, to measure them: exact, phrase, window, "
                        "concepts, translations, stop, near"},
    [OPTION_END] = {0},
};

enum {
    TREC_COUNT = 1000,
    LINE_BYTES_MAX = 1 << 20
};

struct search {
    struct common common;
    struct request request;
    struct parangon_buf words;
    struct filters filters;
    const char *queries;
    bool counted;
    bool trec;
};

static enum parangon_code set_number(struct search *search, int option, const char *value,
                                     struct parangon_error *err)
{
    const struct parangon_option *row = &options[option];
    struct request *request = &search->request;

    switch (option) {
    case OPTION_COUNT:
        search->counted = true;
        return common_number(row, value, 0, RESULTS_MAX, &request->count, err);
    case OPTION_OFFSET: return common_number(row, value, 0, OFFSET_MAX, &request->offset, err);
    case OPTION_FACET_LIMIT:
        return common_number(row, value, 1, FACET_LIMIT_MAX, &request->facet_limit, err);
    default: return common_number(row, value, 1, PER_GROUP_MAX, &request->per_group, err);
    }
}

static enum parangon_code set_choice(struct request *request, int option, const char *value,
                                     struct parangon_error *err)
{
    static const char *const langs[] = {"fr", "en", "auto", NULL};
    static const char *const no_yes[] = {"no", "yes", NULL};
    static const char *const sorts[] = {"relevance", "date", "population", "evidence", NULL};
    static const char *const groups[] = {"none", "lead", "country", NULL};
    const char *const *choices = option == OPTION_QUERY_LANG ? langs
                                 : option == OPTION_ACROSS   ? no_yes
                                 : option == OPTION_CORRECT  ? no_yes
                                 : option == OPTION_GROUP    ? groups
                                                             : sorts;
    size_t chosen;
    enum parangon_code code = common_choice(&options[option], value, choices, &chosen, err);

    if (code != PARANGON_OK)
        return code;
    switch (option) {
    case OPTION_QUERY_LANG: request->query_lang = (enum parangon_lang)chosen; break;
    case OPTION_ACROSS: request->across = chosen == 1; break;
    case OPTION_GROUP: request->group = (enum group_by)chosen; break;
    case OPTION_CORRECT: request->correct = chosen == 1; break;
    default: request->sort = (enum sort)chosen; break;
    }
    return PARANGON_OK;
}

static enum parangon_code set_option(void *context, int option, const char *value,
                                     struct parangon_error *err)
{
    struct search *search = context;
    struct request *request = &search->request;

    switch (option) {
    case PARANGON_WORD: common_add_word(&search->words, value); return PARANGON_OK;
    case OPTION_COUNT:
    case OPTION_OFFSET:
    case OPTION_FACET_LIMIT:
    case OPTION_PER_GROUP: return set_number(search, option, value, err);
    case OPTION_QUERY_LANG:
    case OPTION_ACROSS:
    case OPTION_GROUP:
    case OPTION_CORRECT:
    case OPTION_SORT: return set_choice(request, option, value, err);
    case OPTION_FACETS: return request_facets(request, value, err);
    case OPTION_EXPLAIN: request->explain = true; return PARANGON_OK;
    case OPTION_WITHOUT: return request_without(request, value, err);
    case OPTION_QUERIES: search->queries = value; return PARANGON_OK;
    default: return filters_set(&search->filters, request->arena, options, option, value, err);
    }
}

static enum parangon_lang answer_language(const cJSON *answer)
{
    const char *lang =
        parangon_json_text(cJSON_GetObjectItemCaseSensitive(answer, "query"), "lang");

    return lang ? parangon_lang_from_code(lang) : PARANGON_OTHER;
}

/* One question answered and printed; PARANGON_NOTHING when nothing was found. */
static enum parangon_code ask(struct search *search, struct request *request, struct engine *engine,
                              const struct output *output, const char *query_id,
                              struct parangon_error *err)
{
    cJSON *answer = NULL;
    enum parangon_code code;

    request->ui = search->common.ui;
    request->locale = common_locale();
    parangon_guard_question();
    code = retry_ask(engine, answer_ask_search, request, &answer, err);
    if (code == PARANGON_OK)
        code = common_print(&search->common, output, ANSWER_SEARCH, answer, engine,
                            answer_language(answer), query_id, err);
    if (code == PARANGON_OK && parangon_json_number(answer, "total", 0) == 0)
        code = PARANGON_NOTHING;
    cJSON_Delete(answer);
    return code;
}

/* A request of its own for each question of a file, with the settings of the options. */
static enum parangon_code ask_line(struct search *search, struct engine *engine,
                                   const struct output *output, const cJSON *line,
                                   struct parangon_error *err)
{
    struct request request;
    const char *id = parangon_json_text(line, "id"), *text = parangon_json_text(line, "text");
    enum parangon_code code;

    if (!id || !text)
        return parangon_error_set(err, PARANGON_REJECTED, "\"id\" and \"text\" are needed");
    request_init(&request);
    request.words = text;
    request.query_lang = search->request.query_lang;
    request.across = search->request.across;
    request.sort = search->request.sort;
    request.count = search->request.count;
    request.offset = search->request.offset;
    request.any = search->request.any;
    request.cap = search->request.cap;
    request.correct = false; /* a file of questions is for measuring */
    request.brief = search->request.brief;
    request.without = search->request.without;
    code = filters_apply(&search->filters, engine, &request, err);
    if (code == PARANGON_OK)
        code = ask(search, &request, engine, output, id, err);
    request_clear(&request);
    return code == PARANGON_NOTHING ? PARANGON_OK : code;
}

static enum parangon_code ask_file(struct search *search, struct engine *engine,
                                   const struct output *output, struct parangon_error *err)
{
    FILE *file = fopen(search->queries, "rb");
    enum parangon_code code = PARANGON_OK;
    char *line = NULL;
    size_t cap = 0, number = 0;
    ssize_t len;

    if (!file)
        return parangon_error_set(err, PARANGON_USAGE, "--queries: %s: %s", search->queries,
                                  strerror(errno));
    while (code == PARANGON_OK && (len = getline(&line, &cap, file)) > 0) {
        number++;
        if (strspn(line, " \t\r\n") == (size_t)len)
            continue;
        cJSON *json = len > LINE_BYTES_MAX ? NULL : parangon_json_parse(line, (size_t)len, err);
        if (json)
            code = ask_line(search, engine, output, json, err);
        else
            code = len > LINE_BYTES_MAX
                       ? parangon_error_set(err, PARANGON_REJECTED, "longer than 1 MiB")
                       : PARANGON_REJECTED;
        if (code != PARANGON_OK)
            parangon_error_prefix(err, code, "%s: line %zu", search->queries, number);
        cJSON_Delete(json);
    }
    free(line);
    fclose(file);
    return code;
}

/* Formats of one row or line a result have no place for groups. */
static bool prints_groups(const char *format)
{
    return !format || strcmp(format, "text") == 0 || strcmp(format, "json") == 0 ||
           strcmp(format, "markdown") == 0;
}

static enum parangon_code check_usage(const struct search *search, struct parangon_error *err)
{
    if (search->queries && search->words.len)
        return parangon_error_set(err, PARANGON_USAGE, "--queries and WORDS: one of them");
    if (search->queries && !search->trec)
        return parangon_error_set(err, PARANGON_USAGE, "--queries goes with --format trec");
    if (search->queries && search->common.file)
        return parangon_error_set(err, PARANGON_USAGE, "--queries goes to standard output");
    if (search->request.group && !prints_groups(search->common.format))
        return parangon_error_set(err, PARANGON_USAGE,
                                  "--group goes with --format text, json or markdown");
    if (!search->queries && !search->words.len && search->filters.count == 0)
        return parangon_error_set(err, PARANGON_USAGE, "some WORDS or a filter are needed");
    return PARANGON_OK;
}

static enum parangon_code search_all(struct search *search, struct parangon_error *err)
{
    const struct output *output;
    struct engine engine;
    enum parangon_code code;

    search->trec = search->common.format && strcmp(search->common.format, "trec") == 0;
    if (search->trec) {
        search->request.any = true;
        search->request.correct = false;
        search->request.cap = false;
        search->request.brief = true;
        if (!search->counted)
            search->request.count = TREC_COUNT;
    }
    code = common_output(&search->common, ANSWER_SEARCH, &output, err);
    if (code == PARANGON_OK)
        code = check_usage(search, err);
    if (code == PARANGON_OK)
        code = common_open(&search->common, &engine, err);
    if (code != PARANGON_OK)
        return code;
    if (search->queries) {
        code = ask_file(search, &engine, output, err);
    } else {
        search->request.words = parangon_buf_str(&search->words);
        code = filters_apply(&search->filters, &engine, &search->request, err);
        if (code == PARANGON_OK)
            code = ask(search, &search->request, &engine, output, "1", err);
    }
    engine_close(&engine);
    return code;
}

static enum parangon_code run(const struct command *command, char **argv,
                              struct parangon_error *err)
{
    struct search search = {.common = {.ui = PARANGON_OTHER}};
    enum parangon_code code;

    request_init(&search.request);
    code = common_read(command, argv, &search.common, set_option, &search, err);
    if (code == PARANGON_OK && !search.common.done)
        code = search_all(&search, err);
    request_clear(&search.request);
    parangon_buf_clear(&search.words);
    return code;
}

const struct command command_search = {
    .name = "search",
    .usage = "Usage: parangon search [OPTION]... [WORDS]...",
    .about = "Ranks the records that match the words, in French or in English, and finds those of\n"
             "the other language too. Words: eau \"eau potable\" -mer OR prefix* =exact\n"
             "theme:eau pays:MG year:2018..2021. Several values of one filter: any of them.",
    .summary = "find and rank records",
    .options = options,
    .kind = ANSWER_SEARCH,
    .run = run,
    .words_free = true,
};
