/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_QUESTION_H
#define QUERY_QUESTION_H

/*
 * A question: the words of a request, read as the query language says. Never fails: what is
 * malformed is read as words, and `read_as` shows it.
 */

#include "request.h"
#include "size.h"

struct question_word {
    const char *form;  /* folded */
    const char *shown; /* as typed */
    size_t begin, end; /* its bytes in the words of the request */
    bool capitalised, acronym, number;
    bool stop[PARANGON_OTHER]; /* a stop word of the language */
};

enum clause_kind {
    CLAUSE_WORD,   /* its stem; may be missing when too few records hold all words */
    CLAUSE_PHRASE, /* its words side by side */
    CLAUSE_EXACT,  /* the very form, accents and capitals aside */
    CLAUSE_PREFIX  /* all forms that begin so */
};

struct clause {
    enum clause_kind kind;
    bool excluded;
    unsigned group; /* clauses joined by OR have one group */
    unsigned times; /* how often a word was typed */
    struct question_word *words;
    size_t word_count; /* 1 unless a phrase */
};

struct question {
    struct clause clauses[CLAUSES_MAX];
    size_t count;
    struct question_word typed[CLAUSES_MAX]; /* the plain ones in order, repeated ones too: without
                                                a quote, a mark or an exclusion */
    size_t typed_count;
    unsigned groups;
    struct size sizes[SIZES_MAX]; /* populations that are meant; their words are no clauses */
    size_t size_count;
    struct question_word *aside; /* the words of the sizes: they tell the language all the same */
    size_t aside_count;
    bool plain;          /* nothing but words: read as it was typed */
    const char *filters; /* the `field:value` parts, as typed */
    bool all_lower;      /* no capital anywhere: names are looked for without one */
    bool cut;            /* longer than QUESTION_MAX or CLAUSES_MAX: the rest was not read */
};

/* Reads the words of the request; `field:value` parts become its filters. */
void question_read(struct question *question, struct request *request,
                   const struct parangon_lookup *lookup);

/* The question as it was read, in the query language. */
const char *question_read_as(const struct question *question, const struct request *request);

#endif
