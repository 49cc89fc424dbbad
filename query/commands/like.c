/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "like.h"

#include "filters.h"
#include "retry.h"

#include "parangon/json.h"

#include <string.h>

enum option {
    OPTION_COUNT = FILTER_COUNT,
    OPTION_OFFSET,
    OPTION_ACROSS,
    OPTION_EXPLAIN,
    OPTION_END
};

static const struct parangon_option options[] = {
    COMMON_OPTIONS,
    FILTER_OPTIONS,
    [OPTION_COUNT] = {"count", 'n', "N", "results to show (default 10)"},
    [OPTION_OFFSET] = {"offset", 0, "N", "results to pass over first"},
    [OPTION_ACROSS] = {"across", 0, "YES", "no: only words of the languages that it is written in"},
    [OPTION_EXPLAIN] = {"explain", 0, NULL, "say what each part adds to the score"},
    [OPTION_END] = {0},
};

struct ask_like {
    const struct command *command;
    struct common common;
    struct request request;
    struct filters filters;
    const char *id;
};

static enum parangon_code set_number(int option, const char *value, long max, size_t *number,
                                     struct parangon_error *err)
{
    long read;
    enum parangon_code code =
        parangon_parse_number(value, options[option].name, 0, max, &read, err);

    if (code == PARANGON_OK)
        *number = (size_t)read;
    return code;
}

static enum parangon_code set_across(struct ask_like *ask, const char *value,
                                     struct parangon_error *err)
{
    ask->request.across = strcmp(value, "yes") == 0;
    if (!ask->request.across && strcmp(value, "no") != 0)
        return parangon_error_set(err, PARANGON_USAGE, "--across: \"%.40s\" is none of no, yes",
                                  value);
    return PARANGON_OK;
}

static enum parangon_code set_option(struct ask_like *ask, int option, const char *value,
                                     struct parangon_error *err)
{
    if (option < COMMON_COUNT)
        return common_set(&ask->common, ask->command, option, value, err);
    switch (option) {
    case OPTION_COUNT: return set_number(option, value, RESULTS_MAX, &ask->request.count, err);
    case OPTION_OFFSET: return set_number(option, value, 1000000, &ask->request.offset, err);
    case OPTION_ACROSS: return set_across(ask, value, err);
    case OPTION_EXPLAIN: ask->request.explain = true; return PARANGON_OK;
    default:
        return filters_set(&ask->filters, ask->request.arena, ask->command, option, value, err);
    }
}

static enum parangon_code parse(struct ask_like *ask, char **argv, struct parangon_error *err)
{
    struct parangon_command_line line = {.options = options, .argv = argv};
    enum parangon_code code = PARANGON_OK;
    const char *value;
    int option;

    while (code == PARANGON_OK && !ask->common.done &&
           (option = parangon_command_line_next(&line, &value, err)) != PARANGON_END) {
        if (option == PARANGON_WRONG)
            code = PARANGON_USAGE;
        else if (option != PARANGON_WORD)
            code = set_option(ask, option, value, err);
        else if (ask->id)
            code = parangon_error_set(err, PARANGON_USAGE, "one word too many: %.80s", value);
        else
            ask->id = value;
    }
    return code;
}

static enum parangon_code ask_index(struct engine *engine, void *context, cJSON **answer,
                                    struct parangon_error *err)
{
    const struct ask_like *ask = context;

    return like_answer(engine, ask->id, &ask->request, answer, err);
}

static enum parangon_code answer(struct ask_like *ask, struct engine *engine,
                                 const struct output *output, struct parangon_error *err)
{
    cJSON *made = NULL;
    enum parangon_code code = filters_apply(&ask->filters, engine, &ask->request, err);

    ask->request.ui = ask->common.ui;
    ask->request.locale = common_locale();
    if (code == PARANGON_OK) {
        parangon_guard_question();
        code = retry_ask(engine, ask_index, ask, &made, err);
    }
    if (code == PARANGON_OK)
        code = common_print(&ask->common, output, ANSWER_SEARCH, made, engine, PARANGON_OTHER,
                            ask->id, err);
    if (code == PARANGON_OK && parangon_json_number(made, "total", 0) == 0)
        code = PARANGON_NOTHING;
    cJSON_Delete(made);
    return code;
}

static enum parangon_code run(const struct command *command, char **argv,
                              struct parangon_error *err)
{
    struct ask_like ask = {.command = command, .common = {.ui = PARANGON_OTHER}};
    const struct output *output;
    struct engine engine;
    enum parangon_code code;

    request_init(&ask.request);
    code = parse(&ask, argv, err);
    if (code == PARANGON_OK && !ask.common.done) {
        code = common_output(&ask.common, ANSWER_SEARCH, &output, err);
        if (code == PARANGON_OK && !ask.id)
            code = parangon_error_set(err, PARANGON_USAGE, "like: an ID is needed");
        if (code == PARANGON_OK)
            code = common_open(&ask.common, &engine, err);
        if (code == PARANGON_OK) {
            code = answer(&ask, &engine, output, err);
            engine_close(&engine);
        }
    }
    request_clear(&ask.request);
    return code;
}

const struct command command_like = {
    .name = "like",
    .usage = "Usage: parangon like [OPTION]... ID",
    .about = "Finds the records that are like one: by its most telling words, in both languages,\n"
             "by its themes, schemes, countries, partners and networks, and says why.",
    .summary = "find records like one",
    .options = options,
    .kind = ANSWER_SEARCH,
    .run = run,
};
