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

static enum parangon_code set_option(void *context, int option, const char *value,
                                     struct parangon_error *err)
{
    struct suggest *suggest = context;

    if (option == OPTION_COUNT)
        return common_number(&options[option], value, 1, SUGGESTIONS_MAX, &suggest->request.count,
                             err);
    common_add_word(&suggest->words, value);
    return PARANGON_OK;
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
    code = common_read(command, argv, &suggest.common, set_option, &suggest, err);
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
    .words_free = true,
};
