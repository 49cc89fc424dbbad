/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "command.h"

static const struct parangon_option options[] = {
    COMMON_OPTIONS,
    [COMMON_COUNT] = {0},
};

const struct command command_themes = {
    .name = "themes",
    .usage = "Usage: parangon themes [OPTION]...",
    .about = "Lists the themes of the vocabulary, with how many records are about each.",
    .summary = "list the themes",
    .options = options,
    .run = common_run,
    .kind = ANSWER_THEMES,
    .answer = answer_themes,
};
