/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "command.h"

static const struct parangon_option options[] = {
    COMMON_OPTIONS("text or json"),
    [COMMON_COUNT] = {0},
};

static enum parangon_code answer(struct engine *engine, const char *word, cJSON **made,
                                 struct parangon_error *err)
{
    (void)word;
    return answer_themes(engine, made, err);
}

static enum parangon_code run(const struct command *command, char **argv,
                              struct parangon_error *err)
{
    return common_run(command, argv, ANSWER_THEMES, false, answer, err);
}

const struct command command_themes = {
    .name = "themes",
    .usage = "Usage: parangon themes [OPTION]...",
    .about = "Lists the themes of the vocabulary, with how many records are about each.",
    .summary = "list the themes",
    .options = options,
    .run = run,
};
