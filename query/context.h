/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_CONTEXT_H
#define QUERY_CONTEXT_H

/* The company a word keeps: which records the other words of a question stand in, and which pass
   its filters. */

#include "known_words.h"

struct context {
    struct engine *engine;
    unsigned char *passes; /* by record number */
    unsigned char *words;  /* by record number: how many of the words it holds */
    size_t count;          /* words there are */
};

/* Of the plain words of a question that are known and mean something. */
enum parangon_code context_make(struct known_words *known, struct context *context,
                                struct parangon_error *err);
void context_clear(struct context *context);

/* The share of the words that stand together with this form in one record that passes the filters,
   at most: 0 to 1, and 1 when there are none; less than 0 when no such record has the form, or when
   the index cannot be read, which the engine notes. */
double context_fits(struct context *context, const char *form);

#endif
