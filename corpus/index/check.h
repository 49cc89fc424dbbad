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
    CHECK_PARTS = 3,
    CHECK_PROBLEMS_MAX = 20 /* of one part: the first ones say enough */
};

/* "tables", "records", "words": each needs what the one before it looks at. */
const char *check_part_name(size_t part);

/* What a part finds, for cJSON_Delete: {"problems": ["…"]}, and what was counted. A crash or a hang
   of it is PARANGON_DAMAGED. */
enum parangon_code check_part(size_t part, const char *folder, cJSON **found,
                              struct parangon_error *err);

/* Adds one to a list of problems, unless it is full. */
void check_problem(cJSON *problems, const char *format, ...) PARANGON_PRINTF(2, 3);

/* Writes what was found, and deletes it. */
void check_print(cJSON *found, struct parangon_buf *out);

/* The parts themselves, with the path of the folder as context; they write what they find. */
child_fn check_database;
child_fn check_records;
child_fn check_words;

#endif
