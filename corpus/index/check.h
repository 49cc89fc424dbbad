/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CORPUS_INDEX_CHECK_H
#define CORPUS_INDEX_CHECK_H

/* Looking into the tables of a generation, in processes of their own: see child.h. */

#include "child.h"

#include "parangon/error.h"

#include <cjson/cJSON.h>

/* What is wrong in the tables of the generation in `folder`; PARANGON_DAMAGED with the first thing
   that is. */
enum parangon_code check_tables(const char *folder, struct parangon_error *err);

enum {
    CHECK_PROBLEMS_MAX = 20 /* of one kind: the first ones say enough */
};

/* Adds one to a list of problems, unless it is full. */
void check_problem(cJSON *problems, const char *format, ...) PARANGON_PRINTF(2, 3);

/* Writes what was found, and deletes it. */
void check_print(cJSON *found, struct parangon_buf *out);

/* The parts, each a child_fn whose context is the path of the folder. `out` gets JSON:
   {"problems": ["…"]}, and what was counted. */
child_fn check_database; /* Xapian's own check */
child_fn check_records;  /* every stored record, the vocabulary, the sources */
child_fn check_words;    /* every term against the documents that hold it */

#endif
