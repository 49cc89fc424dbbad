/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "command.h"
#include "output_file.h"
#include "retry.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum {
    WIDTH = 80,
    WIDTH_MIN = 40,
    WIDTH_MAX = 120
};

/* Asked for, else told by the name of the file. */
static const char *format_name(const struct common *common)
{
    const struct output *output =
        !common->format && common->file ? output_for_file(common->file) : NULL;

    return common->format ? common->format : output ? output->name : "text";
}

/* A terminal would take bytes of a workbook for its own commands. */
static enum parangon_code check_terminal(const struct common *common, const struct output *output,
                                         struct parangon_error *err)
{
    if (!output->binary || common->file || isatty(STDOUT_FILENO) != 1)
        return PARANGON_OK;
    return parangon_error_set(err, PARANGON_USAGE,
                              "--format %s: not for a terminal: write to a file: --output FILE%s",
                              output->name, output->extension);
}

enum parangon_code common_output(const struct common *common, enum answer_kind kind,
                                 const struct output **output, struct parangon_error *err)
{
    const char *name = format_name(common);
    struct parangon_buf names = {0};

    *output = output_named(name);
    if (*output && output_has(*output, kind))
        return check_terminal(common, *output, err);
    output_add_names(&names, kind);
    parangon_error_set(err, PARANGON_USAGE, "--format: \"%.40s\" is none of %s", name,
                       parangon_buf_str(&names));
    parangon_buf_clear(&names);
    return PARANGON_USAGE;
}

enum parangon_code common_open(const struct common *common, struct engine *engine,
                               struct parangon_error *err)
{
    char *place = parangon_index_place(common->index);

    parangon_guard_index(place);
    enum parangon_code code = engine_open(place, engine, err);

    free(place);
    return code;
}

enum parangon_lang common_locale(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);

        if (value && *value)
            return parangon_lang_from_code(value) == PARANGON_FR ? PARANGON_FR : PARANGON_EN;
    }
    return PARANGON_EN;
}

static unsigned terminal_width(void)
{
    struct winsize size;

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return WIDTH;
    return size.ws_col < WIDTH_MIN ? WIDTH_MIN : size.ws_col > WIDTH_MAX ? WIDTH_MAX : size.ws_col;
}

static bool is_styled(void)
{
    const char *plain = getenv("NO_COLOR"), *terminal = getenv("TERM");

    return isatty(STDOUT_FILENO) == 1 && !(plain && *plain) &&
           !(terminal && strcmp(terminal, "dumb") == 0);
}

enum parangon_code common_print(const struct common *common, const struct output *output,
                                enum answer_kind kind, const cJSON *answer,
                                const struct engine *engine, enum parangon_lang lang,
                                const char *query_id, struct parangon_error *err)
{
    const struct output_settings settings = {
        .ui = common->ui != PARANGON_OTHER ? common->ui
              : lang != PARANGON_OTHER     ? lang
                                           : common_locale(),
        .styled = !common->file && is_styled(),
        .width = common->file ? WIDTH : terminal_width(),
        .hints = true,
        .explain = true,
        .knowledge = engine->knowledge,
        .query_id = query_id,
    };
    struct parangon_buf out = {0};
    enum parangon_code code = output_print(output, kind, answer, &settings, &out, err);

    if (code != PARANGON_OK)
        parangon_error_prefix(err, code, "--format %s", output->name);
    else if (common->file)
        code = output_file_write(common->file, parangon_buf_str(&out), out.len, err);
    else if (fwrite(parangon_buf_str(&out), 1, out.len, stdout) != out.len || ferror(stdout))
        code = parangon_finish_output(err);
    parangon_buf_clear(&out);
    return code;
}

struct asked {
    const struct command *command;
    const char *word;
};

static enum parangon_code ask_command(struct engine *engine, void *context, cJSON **answer,
                                      struct parangon_error *err)
{
    const struct asked *asked = context;

    return asked->command->answer(engine, asked->word, answer, err);
}

static enum parangon_code run_opened(const struct common *common, const struct command *command,
                                     const char *word, struct parangon_error *err)
{
    const struct output *output;
    struct engine engine;
    cJSON *made = NULL;
    enum parangon_code code = common_output(common, command->kind, &output, err);

    if (code == PARANGON_OK)
        code = common_open(common, &engine, err);
    if (code != PARANGON_OK)
        return code;
    struct asked asked = {command, word};
    code = retry_ask(&engine, ask_command, &asked, &made, err);
    if (code == PARANGON_OK)
        code =
            common_print(common, output, command->kind, made, &engine, PARANGON_OTHER, NULL, err);
    cJSON_Delete(made);
    engine_close(&engine);
    return code;
}

enum parangon_code common_run(const struct command *command, char **argv,
                              struct parangon_error *err)
{
    struct common common = {.ui = PARANGON_OTHER};
    const char *word = NULL;
    enum parangon_code code = common_parse(command, argv, &common, &word, err);

    if (code != PARANGON_OK || common.done)
        return code;
    if (command->word && !word)
        return parangon_error_set(err, PARANGON_USAGE, "%s: an %s is needed", command->name,
                                  command->word);
    return run_opened(&common, command, word, err);
}
