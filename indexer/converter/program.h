/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_CONVERTER_PROGRAM_H
#define INDEXER_CONVERTER_PROGRAM_H

/*
 * Other programs that work on untrusted files: found in PATH, run in a folder of their own.
 *
 * Such a program may run others and write files, but, where the kernel helps, below its folder
 * only; it has no network, no terminal, no descriptor of ours and none of our environment but PATH.
 * Time, memory and the size of files are bounded, and what it leaves running is ended.
 *
 * The system calls that it may not use are listed, unlike those of a worker (sandbox.h), because
 * nobody knows all that an office program needs.
 */

#include "parangon/error.h"

#include <stdbool.h>
#include <stdio.h>

/* A folder that goes with all that is in it. */
struct workplace {
    char *path; /* NULL when there is none */
};

enum parangon_code workplace_make(struct workplace *place, struct parangon_error *err);
void workplace_remove(struct workplace *place);
/* Puts a copy of the whole stream under a plain name, up to READER_FILE_MAX. */
enum parangon_code workplace_copy(const struct workplace *place, FILE *stream, const char *name,
                                  struct parangon_error *err);
void workplace_drop(const struct workplace *place, const char *name);
/* Opens a file that a program made there, or NULL when it made none. */
FILE *workplace_open(const struct workplace *place, const char *name);

/* The place of a program, yours to free, or NULL when it is not installed. */
char *program_find(const char *name);

/* What a program prints comes into this file of its folder. */
#define PROGRAM_OUTPUT "output"

/* Runs the program in the folder; `arguments` has its name first and NULL last. PARANGON_REJECTED
   when it fails, with what happened. `status` takes its exit status, which counts as a failure when
   nobody asks for it. */
enum parangon_code program_run(const char *program, const char *const *arguments,
                               const struct workplace *place, int *status,
                               struct parangon_error *err);

#endif
