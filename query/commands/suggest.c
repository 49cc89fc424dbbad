/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "suggest.h"
#include "command.h"
#include "retry.h"

enum {
    OPTION_COUNT = COMMON_COUNT,
    OPTION_END
};

static const struct parangon_option options[] = {
    COMMON_OPTIONS,
    [OPTION_COUNT] = {"count", 'n', "N", "suggestions to show, at most 50 (default 10)"},
    [OPTION_END] = {0},
};

struct suggest {
    struct common common;
    struct request request;
    struct parangon_buf words;
};

static enum parangon_code parse(struct suggest *suggest, const struct command *command, char **argv,
                                struct parangon_error *err)
{
    struct parangon_command_line line = {.options = options, .argv = argv, .words_free = true};
    enum parangon_code code = PARANGON_OK;
    const char *value;
    int option;
    long number;

    while (code == PARANGON_OK && !suggest->common.done &&
           (option = parangon_command_line_next(&line, &value, err)) != PARANGON_END) {
        if (option == PARANGON_WRONG) {
            code = PARANGON_USAGE;
        } else if (option == PARANGON_WORD) {
            parangon_buf_printf(&suggest->words, "%s%s", suggest->words.len ? " " : "", value);
        } else if (option == OPTION_COUNT) {
            code = parangon_parse_number(value, "count", 1, SUGGESTIONS_MAX, &number, err);
            if (code == PARANGON_OK)
                suggest->request.count = (size_t)number;
        } else {
            code = common_set(&suggest->common, command, option, value, err);
        }
    }
    return code;
}

/* What was typed is read anew each time. */
static enum parangon_code ask(struct engine *engine, void *context, cJSON **answer,
                              struct parangon_error *err)
{
    return suggest_answer(engine, context, answer, err);
}

static enum parangon_code answer(struct suggest *suggest, struct parangon_error *err)
{
    const struct output *output;
    struct engine engine;
    cJSON *made = NULL;
    enum parangon_code code = common_output(&suggest->common, ANSWER_SUGGEST, &output, err);

    if (code == PARANGON_OK && suggest->words.len == 0)
        code =
            parangon_error_set(err, PARANGON_USAGE, "suggest: the beginning of a word is needed");
    if (code == PARANGON_OK && suggest->words.len > PREFIX_MAX)
        code = parangon_error_set(err, PARANGON_USAGE, "suggest: at most %d bytes are completed",
                                  PREFIX_MAX);
    if (code == PARANGON_OK)
        code = common_open(&suggest->common, &engine, err);
    if (code != PARANGON_OK)
        return code;
    suggest->request.words = parangon_buf_str(&suggest->words);
    suggest->request.ui = suggest->common.ui;
    suggest->request.locale = common_locale();
    code = retry_ask(&engine, ask, &suggest->request, &made, err);
    if (code == PARANGON_OK)
        code = common_print(&suggest->common, output, ANSWER_SUGGEST, made, &engine, PARANGON_OTHER,
                            NULL, err);
    if (code == PARANGON_OK &&
        cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(made, "suggestions")) == 0)
        code = PARANGON_NOTHING;
    cJSON_Delete(made);
    engine_close(&engine);
    return code;
}

static enum parangon_code run(const struct command *command, char **argv,
                              struct parangon_error *err)
{
    struct suggest suggest = {.common = {.ui = PARANGON_OTHER}};
    enum parangon_code code;

    request_init(&suggest.request);
    code = parse(&suggest, command, argv, err);
    if (code == PARANGON_OK && !suggest.common.done)
        code = answer(&suggest, err);
    request_clear(&suggest.request);
    parangon_buf_clear(&suggest.words);
    return code;
}

const struct command command_suggest = {
    .name = "suggest",
    .usage = "Usage: parangon suggest [OPTION]... PREFIX",
    .about =
        "Completes the last word of PREFIX: themes, countries, places, actors, titles and words\n"
        "of the index, in French and in English, accents aside. What no record has is not\n"
        "suggested.",
    .summary = "complete the beginning of a question",
    .options = options,
    .kind = ANSWER_SUGGEST,
    .run = run,
};
