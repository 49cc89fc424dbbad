/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "command.h"

static const struct parangon_option options[] = {
    COMMON_OPTIONS("text or json"),
    [COMMON_COUNT] = {0},
};

static enum parangon_code answer(struct engine *engine, const char *id, cJSON **made,
                                 struct parangon_error *err)
{
    return answer_record(engine, id, made, err);
}

static enum parangon_code run(const struct command *command, char **argv,
                              struct parangon_error *err)
{
    return common_run(command, argv, ANSWER_RECORD, true, answer, err);
}

const struct command command_show = {
    .name = "show",
    .usage = "Usage: parangon show [OPTION]... ID",
    .about = "Shows all that is known of one record.",
    .summary = "show one record",
    .options = options,
    .run = run,
};
