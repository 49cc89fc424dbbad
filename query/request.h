/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_REQUEST_H
#define QUERY_REQUEST_H

/* A request: what is asked, whoever asks it (the command line, a web page). */

#include "quantity.h"

#include "parangon/memory.h"
#include "parangon/record.h"

#include <stdbool.h>

enum sort {
    SORT_RELEVANCE,
    SORT_DATE,
    SORT_POPULATION,
    SORT_EVIDENCE
};

/* A restriction to records that have one of some values in a field, or a quantity within one of
   some ranges. */
struct filter {
    const struct parangon_field *field; /* NULL for a quantity */
    enum quantity quantity;
    const char **values; /* looked up: what was given may stand for several; any is enough */
    size_t count;
    struct span *spans; /* of a quantity, one for each value */
    size_t given;       /* how many values were given */
};

/* What to count records by. */
struct facet {
    const struct parangon_field *field; /* NULL for a quantity */
    enum quantity quantity;
    bool decades; /* of years */
};

/* What results are put together by. */
enum group_by {
    GROUP_NONE,
    GROUP_LEAD,   /* leads and co-leads */
    GROUP_COUNTRY /* of the partners */
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
    QUESTION_MAX = 4000,    /* bytes of a question; the rest is not read */
    CLAUSES_MAX = 64,       /* words and phrases of a question */
    RESULTS_MAX = 10000,    /* of one page */
    FILTER_VALUES_MAX = 64, /* given to one filter */
    FACET_LIMIT = 50,       /* values of a facet in an answer, unless asked otherwise */
    FACET_LIMIT_MAX = 10000,
    PER_GROUP = 3, /* records shown of a group, unless asked otherwise */
    PER_GROUP_MAX = 100
};

struct request {
    struct parangon_arena *arena; /* of all that the request holds */
    const char *words;            /* the question, "" for none */
    struct filter *filters;       /* in the arena */
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
    size_t offset, count; /* of results, or of groups */
    struct facet *facets; /* to count */
    size_t facet_count;
    size_t facet_limit; /* values of each, at most; those that are chosen are always among them */
    enum group_by group;
    size_t per_group;
};

void request_init(struct request *request);
void request_clear(struct request *request);

/* The same request, in the same arena, with filters of its own: reading its words may add some. */
struct request request_copy(const struct request *request);

/* Malformed bytes in the words would make a malformed answer: they become U+FFFD. */
void request_mend(struct request *request);

/* Adds a value to the filter of the field (several values of one field: any of them). The name is
   that of a filter in either language, or of a quantity, with A..B, A.., ..B or A. PARANGON_USAGE
   when there is no such filter, or no such theme, place, country …, or too many values. */
enum parangon_code request_filter(struct request *request, const char *name, const char *value,
                                  const struct parangon_lookup *lookup, struct parangon_error *err);

/* Parts to leave out, by name: exact, phrase, window, concepts, translations, stop,
   near. */
enum parangon_code request_without(struct request *request, const char *names,
                                   struct parangon_error *err);

/* The name of a filter or facet in answers. */
const char *filter_name(const struct filter *filter);
const char *facet_name(const struct facet *facet);

/* The request's filter on what a facet counts, or SIZE_MAX. */
size_t request_filter_of(const struct request *request, const struct facet *facet);

/* The facets to count: names of filters and "decade", separated by commas; "all" for all of them,
   "main" for those of the fields that are marked so. */
enum parangon_code request_facets(struct request *request, const char *names,
                                  struct parangon_error *err);

#endif
