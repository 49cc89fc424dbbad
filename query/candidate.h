/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_CANDIDATE_H
#define QUERY_CANDIDATE_H

/* Candidates for suggestions, and what they are gathered with; for suggest.c and its parts. */

#include "catalogue.h"
#include "lexicon.h"
#include "request.h"

enum candidate_kind {
    CANDIDATE_THEME,
    CANDIDATE_COUNTRY,
    CANDIDATE_PLACE,
    CANDIDATE_ACTOR,
    CANDIDATE_WORD,
    CANDIDATE_TITLE,
    CANDIDATE_KIND_COUNT
};

struct candidate {
    enum candidate_kind kind;
    double score;
    bool taken; /* suggested, or found wanting */
    bool joins; /* completes the last word, after the others; else all that was typed */
    const struct catalogue_name *name; /* of what is in the catalogue */
    const struct named *named;
    const struct lexicon_word *word;
    const char *title, *id; /* of a record */
    uint32_t record;
    enum parangon_lang lang;
};

/* What was typed, and what fits it. */
struct typed {
    const char *text;
    const char *key;   /* of all of it; ends with a space when the last word is complete */
    const char *last;  /* folded; "" when it is complete */
    size_t last_begin; /* where it stands in the text */
    size_t words;      /* before the last */
    bool all_lower;
    bool elided; /* what is cut off before the last word tells that it is French */
};

struct gathering {
    struct engine *engine;
    struct request *request;
    enum parangon_lang ui;   /* FR or EN */
    enum parangon_lang lang; /* of what was typed; PARANGON_OTHER when unsure */
    struct typed typed;
    const struct lexicon *lexicon;
    unsigned char *passing; /* by record: passes the filters */
    unsigned char *held;    /* and holds the words before the last; NULL when there are none */
    struct candidate *candidates;
    size_t count, cap;
};

/* Adds a candidate; borrowed until the next call. */
struct candidate *candidate_add(struct gathering *gathering, enum candidate_kind kind,
                                double score);

/* The records that pass the filters; and, of those, the ones that hold the words before the last:
   all when none holds them all, since a search goes on with fewer then. The latter tells the
   language too. */
enum parangon_code candidates_find_passing(struct gathering *gathering, struct parangon_error *err);
enum parangon_code candidates_find_held(struct gathering *gathering, struct parangon_error *err);

/* The records that have what is suggested, of those that count. */
size_t candidate_records(struct gathering *gathering, const struct candidate *candidate);

/* Words of the index that begin with the last word typed; what is in the catalogue, by its names;
   titles of records. */
void candidates_add_words(struct gathering *gathering);
enum parangon_code candidates_add_named(struct gathering *gathering, struct parangon_error *err);
void candidates_add_titles(struct gathering *gathering);

#endif
