/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The command lines of the commands. */
#include "command.h"

#include <stdio.h>
#include <string.h>

static void print_formats(const struct command *command)
{
    struct parangon_buf names = {0};

    output_add_names(&names, command->kind);
    printf("\nFormats: %s\n", parangon_buf_str(&names));
    parangon_buf_clear(&names);
}

static enum parangon_code set_common(struct common *common, const struct command *command,
                                     int option, const char *value, struct parangon_error *err)
{
    switch (option) {
    case COMMON_INDEX: common->index = value; break;
    case COMMON_FORMAT: common->format = value; break;
    case COMMON_OUTPUT:
        if (!*value)
            return parangon_error_set(err, PARANGON_USAGE,
                                      "--output: the name of a file is needed");
        common->file = value;
        break;
    case COMMON_UI:
        common->ui = parangon_lang_from_code(value);
        if (common->ui == PARANGON_OTHER)
            return parangon_error_set(err, PARANGON_USAGE, "--ui: fr or en is meant, not \"%.40s\"",
                                      value);
        break;
    case COMMON_HELP:
        parangon_print_help(command->usage, command->about, command->options);
        print_formats(command);
        common->done = true;
        break;
    case COMMON_VERSION:
        puts("parangon " PARANGON_VERSION);
        common->done = true;
        break;
    default: break;
    }
    return PARANGON_OK;
}

enum parangon_code common_read(const struct command *command, char **argv, struct common *common,
                               option_fn *set, void *context, struct parangon_error *err)
{
    struct parangon_command_line line = {
        .options = command->options, .argv = argv, .words_free = command->words_free};
    enum parangon_code code = PARANGON_OK;
    const char *value;
    int option;

    while (code == PARANGON_OK && !common->done &&
           (option = parangon_command_line_next(&line, &value, err)) != PARANGON_END) {
        if (option == PARANGON_WRONG)
            code = PARANGON_USAGE;
        else if (option != PARANGON_WORD && option < COMMON_COUNT)
            code = set_common(common, command, option, value, err);
        else
            code = set(context, option, value, err);
    }
    return code;
}

enum parangon_code common_one_word(const char **word, const char *value, struct parangon_error *err)
{
    if (!word || *word)
        return parangon_error_set(err, PARANGON_USAGE, "one word too many: %.80s", value);
    *word = value;
    return PARANGON_OK;
}

void common_add_word(struct parangon_buf *words, const char *value)
{
    parangon_buf_printf(words, "%s%s", words->len ? " " : "", value);
}

enum parangon_code common_number(const struct parangon_option *option, const char *value,
                                 long least, long most, size_t *number, struct parangon_error *err)
{
    long read;
    enum parangon_code code = parangon_parse_number(value, option->name, least, most, &read, err);

    if (code == PARANGON_OK)
        *number = (size_t)read;
    return code;
}

enum parangon_code common_choice(const struct parangon_option *option, const char *value,
                                 const char *const choices[], size_t *chosen,
                                 struct parangon_error *err)
{
    struct parangon_buf names = {0};
    size_t i = 0;

    for (; choices[i] && strcmp(choices[i], value) != 0; i++)
        parangon_buf_printf(&names, "%s%s", i ? ", " : "", choices[i]);
    if (choices[i])
        *chosen = i;
    else
        parangon_error_set(err, PARANGON_USAGE, "--%s: \"%.40s\" is none of %s", option->name,
                           value, parangon_buf_str(&names));
    parangon_buf_clear(&names);
    return choices[i] ? PARANGON_OK : PARANGON_USAGE;
}

struct one_word {
    const struct command *command;
    const char **word;
};

/* The table has no options but the common ones. */
static enum parangon_code set_word(void *context, int option, const char *value,
                                   struct parangon_error *err)
{
    const struct one_word *one = context;

    (void)option;
    return common_one_word(one->command->word ? one->word : NULL, value, err);
}

enum parangon_code common_parse(const struct command *command, char **argv, struct common *common,
                                const char **word, struct parangon_error *err)
{
    struct one_word one = {command, word};

    return common_read(command, argv, common, set_word, &one, err);
}
