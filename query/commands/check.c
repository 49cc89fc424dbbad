/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "command.h"

#include <stdlib.h>

static const struct parangon_option options[] = {
    COMMON_OPTIONS,
    [COMMON_COUNT] = {0},
};

/* What was found is printed whether it is good or bad; the failure, if it is one, comes after. */
static enum parangon_code check(const struct common *common, struct parangon_error *err)
{
    const struct engine none = {0};
    const struct output *output;
    cJSON *report = NULL;
    enum parangon_code code = common_output(common, ANSWER_CHECK, &output, err);

    if (code != PARANGON_OK)
        return code;
    char *place = parangon_index_place(common->index);
    code = parangon_index_check(place, &report, err);
    free(place);
    if (report) {
        struct parangon_error why;
        enum parangon_code printed =
            common_print(common, output, ANSWER_CHECK, report, &none, PARANGON_OTHER, NULL, &why);

        if (code == PARANGON_OK && printed != PARANGON_OK)
            code = parangon_error_set(err, printed, "%s", why.message);
    }
    cJSON_Delete(report);
    return code;
}

static enum parangon_code run(const struct command *command, char **argv,
                              struct parangon_error *err)
{
    struct common common = {.ui = PARANGON_OTHER};
    const char *word = NULL;
    enum parangon_code code = common_parse(command, argv, &common, &word, err);

    return code == PARANGON_OK && !common.done ? check(&common, err) : code;
}

const struct command command_check = {
    .name = "check",
    .usage = "Usage: parangon check [OPTION]...",
    .about =
        "Verifies every file of the index against its checksum, the tables, every stored record\n"
        "and every list of words, and says what to do. Exit status: 0 whole, 6 damaged, 4 none,\n"
        "5 being written now.",
    .summary = "verify the index",
    .options = options,
    .kind = ANSWER_CHECK,
    .run = run,
    .reads_apart = true,
};
