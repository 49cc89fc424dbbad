/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "command.h"

static const struct parangon_option options[] = {
    COMMON_OPTIONS("text or json"),
    [COMMON_COUNT] = {0},
};

const struct command command_stats = {
    .name = "stats",
    .usage = "Usage: parangon stats [OPTION]...",
    .about = "Counts the records of the index by theme, country, class, year, language …",
    .summary = "count what the index holds",
    .options = options,
    .run = common_run,
    .kind = ANSWER_STATS,
    .answer = answer_stats,
};
