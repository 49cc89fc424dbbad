/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "command.h"

static const struct parangon_option options[] = {
    COMMON_OPTIONS,
    [COMMON_COUNT] = {0},
};

const struct command command_show = {
    .name = "show",
    .usage = "Usage: parangon show [OPTION]... ID",
    .about = "Shows all that is known of one record.",
    .summary = "show one record",
    .options = options,
    .run = common_run,
    .kind = ANSWER_RECORD,
    .answer = answer_record,
    .word = "ID",
};
