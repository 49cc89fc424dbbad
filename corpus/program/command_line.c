/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parangon/program.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int wrong(struct parangon_error *err, const char *format, const char *name)
{
    char message[256];

    snprintf(message, sizeof message, format, name);
    parangon_error_set(err, PARANGON_USAGE, "%s", message);
    return PARANGON_WRONG;
}

static int find_long(const struct parangon_option *options, const char *name, size_t len)
{
    for (int i = 0; options[i].name; i++) {
        if (strlen(options[i].name) == len && memcmp(options[i].name, name, len) == 0)
            return i;
    }
    return PARANGON_WRONG;
}

static int find_letter(const struct parangon_option *options, char letter)
{
    for (int i = 0; options[i].name; i++) {
        if (options[i].letter == letter)
            return i;
    }
    return PARANGON_WRONG;
}

/* "--name", "--name=value", "--name value"; the word is at argv[-1]. */
static int read_long(struct parangon_command_line *line, const char *word, const char **value,
                     struct parangon_error *err)
{
    size_t len = strcspn(word + 2, "=");
    int found = find_long(line->options, word + 2, len);

    if (found < 0)
        return wrong(err, "unknown option %.80s", word);
    bool attached = word[2 + len] == '=';
    if (!line->options[found].argument)
        return attached ? wrong(err, "option %.80s takes no value", word) : found;
    if (attached) {
        *value = word + 3 + len;
        return found;
    }
    if (!*line->argv)
        return wrong(err, "option %.80s needs a value", word);
    *value = *line->argv++;
    return found;
}

/* "-q", "-qv", "-n10", "-n 10" */
static int read_letter(struct parangon_command_line *line, const char **value,
                       struct parangon_error *err)
{
    char name[3] = {'-', *line->bundle++, '\0'};
    int found = find_letter(line->options, name[1]);

    if (found < 0)
        return wrong(err, "unknown option %s", name);
    if (line->options[found].argument) {
        if (*line->bundle)
            *value = line->bundle;
        else if (*line->argv)
            *value = *line->argv++;
        else
            return wrong(err, "option %s needs a value", name);
        line->bundle = NULL;
    } else if (!*line->bundle) {
        line->bundle = NULL;
    }
    return found;
}

int parangon_command_line_next(struct parangon_command_line *line, const char **value,
                               struct parangon_error *err)
{
    *value = NULL;
    if (line->bundle)
        return read_letter(line, value, err);
    const char *word = *line->argv;
    if (!word)
        return PARANGON_END;
    line->argv++;
    if (!line->only_words && strcmp(word, "--") == 0) {
        line->only_words = true;
        return parangon_command_line_next(line, value, err);
    }
    if (!line->only_words && strncmp(word, "--", 2) == 0)
        return read_long(line, word, value, err);
    if (!line->only_words && word[0] == '-' && word[1] && !(line->words_free && line->seen_word)) {
        line->bundle = word + 1;
        return read_letter(line, value, err);
    }
    line->seen_word = true;
    *value = word;
    return PARANGON_WORD;
}

void parangon_print_help(const char *usage, const char *about,
                         const struct parangon_option *options)
{
    enum {
        COLUMN = 26
    };

    printf("%s\n\n%s\n\nOptions:\n", usage, about);
    for (size_t i = 0; options[i].name; i++) {
        char left[80];
        const struct parangon_option *option = &options[i];
        char letter[] = {'-', option->letter, ',', ' ', '\0'};

        snprintf(left, sizeof left, "  %s--%s%s%s", option->letter ? letter : "    ", option->name,
                 option->argument ? " " : "", option->argument ? option->argument : "");
        if (strlen(left) >= COLUMN)
            printf("%s\n%*s%s\n", left, COLUMN, "", option->help);
        else
            printf("%-*s%s\n", COLUMN, left, option->help);
    }
}

enum parangon_code parangon_parse_number(const char *text, const char *option, long min, long max,
                                         long *number, struct parangon_error *err)
{
    char *end;
    long value;

    errno = 0;
    value = strtol(text, &end, 10);
    if (errno || !strchr("-0123456789", text[0]) || end == text || *end || value < min ||
        value > max)
        return parangon_error_set(err, PARANGON_USAGE,
                                  "--%s: a whole number from %ld to %ld is meant, not \"%.40s\"",
                                  option, min, max, text);
    *number = value;
    return PARANGON_OK;
}
