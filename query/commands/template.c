/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "template.h"
#include "command.h"
#include "retry.h"

static const struct parangon_option options[] = {
    COMMON_OPTIONS,
    [COMMON_COUNT] = {0},
};

struct asked {
    const char *id;
    const struct common *common;
};

static enum parangon_code ask_template(struct engine *engine, void *context, cJSON **answer,
                                       struct parangon_error *err)
{
    const struct asked *asked = context;

    return template_answer(engine, asked->id, asked->common->ui, common_locale(), answer, err);
}

static enum parangon_code fill(const struct common *common, const char *id, cJSON **answer,
                               struct parangon_error *err)
{
    struct asked asked = {id, common};
    struct engine engine;
    enum parangon_code code = common_open(common, &engine, err);

    if (code != PARANGON_OK)
        return code;
    code = retry_ask(&engine, ask_template, &asked, answer, err);
    engine_close(&engine);
    return code;
}

/* A blank sheet asks for no index. */
static enum parangon_code run(const struct command *command, char **argv,
                              struct parangon_error *err)
{
    struct common common = {.ui = PARANGON_OTHER};
    const struct engine none = {0};
    const struct output *output;
    const char *id = NULL;
    cJSON *answer = NULL;
    enum parangon_code code = common_parse(command, argv, &common, &id, err);

    if (code != PARANGON_OK || common.done)
        return code;
    code = common_output(&common, ANSWER_TEMPLATE, &output, err);
    if (code == PARANGON_OK && id)
        code = fill(&common, id, &answer, err);
    else if (code == PARANGON_OK)
        answer = template_answer_blank(common.ui != PARANGON_OTHER ? common.ui : common_locale());
    if (code == PARANGON_OK)
        code = common_print(&common, output, ANSWER_TEMPLATE, answer, &none, PARANGON_OTHER, NULL,
                            err);
    cJSON_Delete(answer);
    return code;
}

const struct command command_template = {
    .name = "template",
    .usage = "Usage: parangon template [OPTION]... [ID]",
    .about = "Prints the sheet of a record to complete: the blank one, filled with what is known.\n"
             "Without ID, the blank one. It is for parangon-index to read again.",
    .summary = "make a sheet to complete",
    .options = options,
    .kind = ANSWER_TEMPLATE,
    .run = run,
    .word = "ID",
};
