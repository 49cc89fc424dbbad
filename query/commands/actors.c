/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "actors.h"

#include "filters.h"
#include "retry.h"

#include "parangon/json.h"

#include <time.h>

enum option {
    OPTION_FUNCTION = FILTER_COUNT,
    OPTION_STATE,
    OPTION_DATE,
    OPTION_COUNT,
    OPTION_OFFSET,
    OPTION_END
};

static const struct parangon_option options[] = {
    COMMON_OPTIONS,
    FILTER_OPTIONS,
    [OPTION_FUNCTION] = {"function", 0, "F",
                         "finance, advice, training, advocacy, representation, networking, "
                         "information or operations"},
    [OPTION_STATE] = {"state", 0, "S", "of schemes: open, closed, ended or unknown"},
    [OPTION_DATE] = {"as-of", 0, "DAY",
                     "the day for which open and closed are told: YYYY-MM-DD (default: today)"},
    [OPTION_COUNT] = {"count", 'n', "N", "actors to show (default 200)"},
    [OPTION_OFFSET] = {"offset", 0, "N", "actors to pass over first"},
    [OPTION_END] = {0},
};

enum {
    SHOWN = 200,
    SHOWN_MAX = 1000,
    DAY_SIZE = 32
};

struct ask_actors {
    struct common common;
    struct request request;
    struct parangon_buf words;
    struct filters filters;
    char today[DAY_SIZE];
    const char *day;
};

static enum parangon_code set_option(void *context, int option, const char *value,
                                     struct parangon_error *err)
{
    struct ask_actors *ask = context;
    struct request *request = &ask->request;

    switch (option) {
    case PARANGON_WORD: common_add_word(&ask->words, value); return PARANGON_OK;
    case OPTION_DATE: ask->day = value; return PARANGON_OK;
    case OPTION_COUNT:
        return common_number(&options[option], value, 0, SHOWN_MAX, &request->count, err);
    case OPTION_OFFSET:
        return common_number(&options[option], value, 0, OFFSET_MAX, &request->offset, err);
    default: return filters_set(&ask->filters, request->arena, options, option, value, err);
    }
}

static enum parangon_code ask_index(struct engine *engine, void *context, cJSON **answer,
                                    struct parangon_error *err)
{
    const struct ask_actors *ask = context;
    const struct actors_request asked = {&ask->request, ask->day};

    return actors_answer(engine, &asked, answer, err);
}

static enum parangon_code answer(struct ask_actors *ask, struct engine *engine,
                                 const struct output *output, struct parangon_error *err)
{
    cJSON *made = NULL;
    enum parangon_code code = filters_apply(&ask->filters, engine, &ask->request, err);

    ask->request.words = parangon_buf_str(&ask->words);
    ask->request.ui = ask->common.ui;
    ask->request.locale = common_locale();
    if (code == PARANGON_OK) {
        parangon_guard_question();
        code = retry_ask(engine, ask_index, ask, &made, err);
    }
    if (code == PARANGON_OK)
        code = common_print(&ask->common, output, ANSWER_ACTORS, made, engine, PARANGON_OTHER, NULL,
                            err);
    if (code == PARANGON_OK && parangon_json_number(made, "total", 0) == 0)
        code = PARANGON_NOTHING;
    cJSON_Delete(made);
    return code;
}

static enum parangon_code run_parsed(struct ask_actors *ask, struct parangon_error *err)
{
    const struct output *output;
    struct engine engine;
    enum parangon_code code = common_output(&ask->common, ANSWER_ACTORS, &output, err);

    if (code == PARANGON_OK)
        code = common_open(&ask->common, &engine, err);
    if (code != PARANGON_OK)
        return code;
    code = answer(ask, &engine, output, err);
    engine_close(&engine);
    return code;
}

static enum parangon_code run(const struct command *command, char **argv,
                              struct parangon_error *err)
{
    struct ask_actors ask = {.common = {.ui = PARANGON_OTHER}};
    time_t now = time(NULL);
    struct tm today;
    enum parangon_code code;

    localtime_r(&now, &today);
    strftime(ask.today, sizeof ask.today, "%Y-%m-%d", &today);
    ask.day = ask.today;
    request_init(&ask.request);
    ask.request.count = SHOWN;
    code = common_read(command, argv, &ask.common, set_option, &ask, err);
    if (code == PARANGON_OK && !ask.common.done)
        code = run_parsed(&ask, err);
    request_clear(&ask.request);
    parangon_buf_clear(&ask.words);
    return code;
}

const struct command command_actors = {
    .name = "actors",
    .usage = "Usage: parangon actors [OPTION]... [WORDS]...",
    .about = "Shows who finances, advises, trains or represents: networks, bodies, schemes and\n"
             "programmes, as cards and as a table of actors and functions. With --region, what\n"
             "works there comes first, then what works everywhere.",
    .summary = "show who finances, advises, trains",
    .options = options,
    .kind = ANSWER_ACTORS,
    .run = run,
    .words_free = true,
};
