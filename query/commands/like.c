/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "like.h"

#include "filters.h"
#include "retry.h"

#include "parangon/json.h"

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
    struct common common;
    struct request request;
    struct filters filters;
    const char *id;
};

static enum parangon_code set_across(struct ask_like *ask, const char *value,
                                     struct parangon_error *err)
{
    static const char *const no_yes[] = {"no", "yes", NULL};
    size_t chosen = 0;
    enum parangon_code code = common_choice(&options[OPTION_ACROSS], value, no_yes, &chosen, err);

    ask->request.across = chosen == 1;
    return code;
}

static enum parangon_code set_option(void *context, int option, const char *value,
                                     struct parangon_error *err)
{
    struct ask_like *ask = context;
    struct request *request = &ask->request;

    switch (option) {
    case PARANGON_WORD: return common_one_word(&ask->id, value, err);
    case OPTION_COUNT:
        return common_number(&options[option], value, 0, RESULTS_MAX, &request->count, err);
    case OPTION_OFFSET:
        return common_number(&options[option], value, 0, OFFSET_MAX, &request->offset, err);
    case OPTION_ACROSS: return set_across(ask, value, err);
    case OPTION_EXPLAIN: request->explain = true; return PARANGON_OK;
    default: return filters_set(&ask->filters, request->arena, options, option, value, err);
    }
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
    struct ask_like ask = {.common = {.ui = PARANGON_OTHER}};
    const struct output *output;
    struct engine engine;
    enum parangon_code code;

    request_init(&ask.request);
    code = common_read(command, argv, &ask.common, set_option, &ask, err);
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
