/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_COMMANDS_COMMAND_H
#define QUERY_COMMANDS_COMMAND_H

/* The commands of `parangon`: one file each, one row each in the table of main.c. */

#include "answer.h"
#include "output/output.h"

#include "parangon/program.h"

struct command;
typedef enum parangon_code command_fn(const struct command *command, char **argv,
                                      struct parangon_error *err);
typedef enum parangon_code answer_fn(struct engine *engine, const char *word, cJSON **answer,
                                     struct parangon_error *err);

struct command {
    const char *name;
    const char *usage; /* for the help of the command */
    const char *about;
    const char *summary; /* one line for the help of the program */
    const struct parangon_option *options;
    command_fn *run;
    enum answer_kind kind; /* of the answer that it prints */
    /* Of commands that only make one answer, which common_run serves. */
    answer_fn *answer;
    bool words_free;  /* after the first word, "-x" is a word too */
    bool reads_apart; /* it reads the index in processes of its own, and needs no guard */
    const char *word; /* what their one word is called, or NULL when they take none */
};

extern const struct command command_search;
extern const struct command command_show;
extern const struct command command_themes;
extern const struct command command_stats;
extern const struct command command_template;
extern const struct command command_suggest;
extern const struct command command_check;
extern const struct command command_compare;
extern const struct command command_serve;
extern const struct command command_actors;
extern const struct command command_like;

/* What every command takes: the index, the format, the language of the interface. */
struct common {
    const char *index; /* as given, or NULL */
    const char *format;
    const char *file;      /* to write to instead of standard output, or NULL */
    enum parangon_lang ui; /* PARANGON_OTHER unless given */
    bool done;             /* help or version was printed */
};

/* Rows for the options that every command has; they come first in its table. */
enum {
    COMMON_INDEX,
    COMMON_FORMAT,
    COMMON_OUTPUT,
    COMMON_UI,
    COMMON_HELP,
    COMMON_VERSION,
    COMMON_COUNT
};
#define COMMON_OPTIONS                                                                             \
    [COMMON_INDEX] = {"index", 'i', "DIR", "the index (default: $PARANGON_INDEX, else your own)"}, \
    [COMMON_FORMAT] = {"format", 0, "FORMAT", "how to print it: one of those below"},              \
    [COMMON_OUTPUT] = {"output", 'o', "FILE",                                                      \
                       "write to FILE, whose extension tells the format unless --format does"},    \
    [COMMON_UI] = {"ui", 0, "LANG", "fr or en: the language around the results"},                  \
    [COMMON_HELP] = {"help", 'h', NULL, "print this help"},                                        \
    [COMMON_VERSION] = {"version", 0, NULL, "print the version"}

enum {
    OFFSET_MAX = 1000000 /* results that may be passed over */
};

/* Takes an option (its row in the table of the command), or a word as PARANGON_WORD. */
typedef enum parangon_code option_fn(void *context, int option, const char *value,
                                     struct parangon_error *err);

/* Reads a command line: sets the common options and gives the others and the words to `set`, until
   all is read, or help or the version is printed. */
enum parangon_code common_read(const struct command *command, char **argv, struct common *common,
                               option_fn *set, void *context, struct parangon_error *err);

/* Takes the only word; PARANGON_USAGE when there was one before, or when `word` is NULL. */
enum parangon_code common_one_word(const char **word, const char *value,
                                   struct parangon_error *err);

/* Adds one of several words, with a space between them. */
void common_add_word(struct parangon_buf *words, const char *value);

/* A number from `least` to `most`, which is not negative; PARANGON_USAGE names the option. */
enum parangon_code common_number(const struct parangon_option *option, const char *value,
                                 long least, long most, size_t *number, struct parangon_error *err);

/* The place of the value among choices that end with NULL; PARANGON_USAGE names them all. */
enum parangon_code common_choice(const struct parangon_option *option, const char *value,
                                 const char *const choices[], size_t *chosen,
                                 struct parangon_error *err);

/* Reads a command line of the common options and the command's word, if it takes one. */
enum parangon_code common_parse(const struct command *command, char **argv, struct common *common,
                                const char **word, struct parangon_error *err);

/* The output of the given name, or for the given file, for a kind of answer; PARANGON_USAGE when
   there is none, or when it would send bytes that are no text to a terminal. */
enum parangon_code common_output(const struct common *common, enum answer_kind kind,
                                 const struct output **output, struct parangon_error *err);

/* Opens the index that was asked for. */
enum parangon_code common_open(const struct common *common, struct engine *engine,
                               struct parangon_error *err);

/* Prints an answer on standard output, or into the file asked for. `lang` is the language of the interface when none was
   asked for; PARANGON_OTHER takes the locale's. */
enum parangon_code common_print(const struct common *common, const struct output *output,
                                enum answer_kind kind, const cJSON *answer,
                                const struct engine *engine, enum parangon_lang lang,
                                const char *query_id, struct parangon_error *err);

/* The language of the locale, as far as it is one of ours; English otherwise. */
enum parangon_lang common_locale(void);

/* Runs a command without options of its own, by its `answer`. */
command_fn common_run;

#endif
