/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PARANGON_PROGRAM_H
#define PARANGON_PROGRAM_H

/*
 * What the programs share and the libraries must not do: command lines, places in the
 * environment, and messages on standard error.
 */

#include "parangon/error.h"
#include "parangon/memory.h"

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* One option: the same table parses the command line and prints the help. */
struct parangon_option {
    const char *name;     /* without the dashes */
    char letter;          /* 0 for none */
    const char *argument; /* what to call it in the help; NULL for a flag */
    const char *help;
};

struct parangon_command_line {
    const struct parangon_option *options; /* ends with a row without a name */
    char **argv;                           /* of the words still to be read; ends with NULL */
    bool words_free;                       /* after the first word, "-x" is a word too */
    bool only_words;                       /* after "--" */
    bool seen_word;
    const char *bundle; /* what is left of "-qv" */
};

enum {
    PARANGON_WORD = -1,
    PARANGON_END = -2,
    PARANGON_WRONG = -3
};

/* The next option (its row in the table) with `*value`, or PARANGON_WORD with the word in
   `*value`, or PARANGON_END, or PARANGON_WRONG with PARANGON_USAGE in `err`. */
int parangon_command_line_next(struct parangon_command_line *line, const char **value,
                               struct parangon_error *err);

/* Prints usage lines and the table of options on standard output. */
void parangon_print_help(const char *usage, const char *about,
                         const struct parangon_option *options);

/* A whole number from `min` to `max`, nothing else; PARANGON_USAGE names the option. */
enum parangon_code parangon_parse_number(const char *text, const char *option, long min, long max,
                                         long *number, struct parangon_error *err);

/* The folder of the index: `given`, else $PARANGON_INDEX, else $XDG_DATA_HOME/parangon/index,
   else ~/.local/share/parangon/index. Yours to free. */
char *parangon_index_place(const char *given);

/* The folder of the shipped vocabulary: beside the program when it runs from where it was built,
   else where it was installed; $PARANGON_VOCABULARY overrules. Yours to free. */
char *parangon_vocabulary_place(void);

/* Call first in main: a closed standard stream is put in the way of files that would take its
   place, and a reader that leaves early is an error of writing, not the end of the program. */
void parangon_program_start(void);

/* Prints a line on standard error, control characters replaced: names of files and words of
   questions never reach a terminal as commands. */
void parangon_say(const char *program, const char *format, ...) PARANGON_PRINTF(2, 3);

/* Says a failure on standard error, with its hint, and returns the exit status. */
int parangon_report(const char *program, const struct parangon_error *err);

/* Runs `work` in a child process that prints and fails in the place of this one, and gives the exit
   status. Xapian can crash or loop on a damaged index: then the status is that of damage, or of a
   bug when every byte of the index is as it was written. Takes about a quarter of a millisecond. */
int parangon_guarded(const char *program, int (*work)(void *context), void *context);

/* Told by the work: which index it reads, and that another question begins, for which the limit of
   time holds anew. */
void parangon_guard_index(const char *dir);
void parangon_guard_question(void);

/* A failure that only damage explains becomes one of damage, if the index is damaged. */
enum parangon_code parangon_guard_explain(enum parangon_code code, struct parangon_error *err);

/* Flushes standard output; PARANGON_SYSTEM when something could not be written. */
enum parangon_code parangon_finish_output(struct parangon_error *err);

#ifdef __cplusplus
}
#endif

#endif
