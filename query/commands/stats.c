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
    return answer_stats(engine, made, err);
}

static enum parangon_code run(const struct command *command, char **argv,
                              struct parangon_error *err)
{
    return common_run(command, argv, ANSWER_STATS, false, answer, err);
}

const struct command command_stats = {
    .name = "stats",
    .usage = "Usage: parangon stats [OPTION]...",
    .about = "Counts the records of the index by theme, country, class, year, language …",
    .summary = "count what the index holds",
    .options = options,
    .run = run,
};
