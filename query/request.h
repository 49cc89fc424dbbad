/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_REQUEST_H
#define QUERY_REQUEST_H

/* A request: what is asked, whoever asks it (the command line, a web page). */

#include "parangon/memory.h"
#include "parangon/record.h"

#include <stdbool.h>

enum sort {
    SORT_RELEVANCE,
    SORT_DATE,
    SORT_POPULATION,
    SORT_EVIDENCE
};

/* A restriction to records that have one of some values in a field. */
struct filter {
    const struct parangon_field *field; /* NULL: the years of the action */
    const char **values;                /* as given; any of them is enough */
    size_t count;
    int first, last; /* of the years */
};

/* Parts of the recipe that can be left out, to measure what each is worth. */
enum without {
    WITHOUT_EXACT = 1,         /* the very form of a word */
    WITHOUT_PHRASE = 2,        /* neighbouring words */
    WITHOUT_WINDOW = 4,        /* the best window */
    WITHOUT_CONCEPTS = 8,      /* themes, countries, bodies that words name */
    WITHOUT_TRANSLATIONS = 16, /* the table of translations */
    WITHOUT_STOP = 32,         /* leaving out words of grammar */
    WITHOUT_NEAR = 64          /* words near one another */
};

enum {
    QUESTION_MAX = 4000, /* bytes of a question; the rest is not read */
    CLAUSES_MAX = 64,    /* words and phrases of a question */
    RESULTS_MAX = 10000  /* of one page */
};

struct request {
    struct parangon_arena *arena; /* of all that the request holds */
    const char *words;            /* the question, "" for none */
    struct filter *filters;
    size_t filter_count;
    enum parangon_lang query_lang; /* PARANGON_OTHER: told from the words */
    enum parangon_lang ui;         /* PARANGON_OTHER: the question's, else the locale's */
    enum parangon_lang locale;     /* of whoever asks */
    bool across;                   /* answers in the other language too */
    bool any;                      /* ranks all records that hold any word */
    bool cap;                      /* at most two results of one lead among the first ten */
    bool explain;
    bool correct;     /* words that the index does not know are corrected */
    unsigned without; /* parts of the recipe that are left out */
    bool brief;       /* ids and scores only */
    enum sort sort;
    size_t offset, count;
    const struct parangon_field **facets; /* to count */
    size_t facet_count;
    bool year_facet;
};

void request_init(struct request *request);
void request_clear(struct request *request);

/* Malformed bytes in the words would make a malformed answer: they become U+FFFD. */
void request_mend(struct request *request);

/* Adds a value to the filter of the field (several values of one field: any of them). The name is
   that of a filter in either language, or "year"/"annee" with A..B, A.., ..B or A. PARANGON_USAGE
   when there is no such filter, or no such theme, place, country … */
enum parangon_code request_filter(struct request *request, const char *name, const char *value,
                                  const struct parangon_lookup *lookup, struct parangon_error *err);

/* Parts to leave out, by name: exact, phrase, window, concepts, translations, stop,
   near. */
enum parangon_code request_without(struct request *request, const char *names,
                                   struct parangon_error *err);

/* The facets to count: names of filters separated by commas, or "all". */
enum parangon_code request_facets(struct request *request, const char *names,
                                  struct parangon_error *err);

#endif
