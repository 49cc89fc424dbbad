/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_MATCH_H
#define QUERY_MATCH_H

/*
 * Matching: which passages hold which words of a question, in which form, and for how much. A
 * passage holds a word by its stem in its own language, by a concept of the vocabulary that the
 * word names, or, for names and numbers, by the word itself in the other language.
 */

#include "engine.h"
#include "named_place.h"
#include "question.h"

/* BM25 as measured best over six French and seven English collections at once: k1 1.5, b 0.5;
   k2 is 0, and k3 counts a word as often as it is typed. */
#define BM25_K1 1.5
#define BM25_B 0.5

/* Parts of the recipe, relative to a word's own weight; each as measured. */
#define WEIGHT_EXACT 0.2  /* the very form of the word */
#define WEIGHT_PHRASE 0.2 /* two neighbouring words within PHRASE_WINDOW places, in order */
#define WEIGHT_WINDOW 0.3 /* the best window of WINDOW_WORDS words */
#define WEIGHT_NEAR 0.1   /* words of the question near one another, wherever in the text */
#define WEIGHT_ACROSS                                                                              \
    0.8 /* the list of the other language, after each list is divided by its best */
#define WEIGHT_COGNATE 0.2    /* a word itself, stemmed in the other language */
#define WEIGHT_CONCEPT 0.3    /* a concept beside the words of the question's own language */
#define WEIGHT_EXPRESSION 0.3 /* a translated expression, beside the translated words */
#define WEIGHT_SIZE 0.5       /* the size asked for, against the best record's words */
#define WEIGHT_PLACE 0.9      /* a place that the words name */
#define GROUP_HOLDS 0.15 /* the weighted frequency from which a passage holds a translated word */
enum {
    PHRASE_WINDOW = 4,
    WINDOW_WORDS = 75
};

enum way {
    WAY_STEM,        /* the word, in any of its forms */
    WAY_FORM,        /* this very form, or one that begins so */
    WAY_CONCEPT,     /* a concept that the word names */
    WAY_LABEL,       /* the label of such a concept in the language of the passage */
    WAY_TRANSLATION, /* the translations of the word, as one group */
    WAY_EXPRESSION   /* an expression of several words that the word is part of, translated */
};

/* One term of a group, or of an expression. */
struct group_part {
    const char *term; /* of the index */
    size_t len;
    const char *stem;   /* without the prefix */
    double share;       /* of the group; all shares make 1 */
    double weight;      /* as the table has it */
    const char *source; /* where the translation was learnt */
};

/* One way in which a clause can be held: a term of the index. */
struct alternative {
    enum way way;
    enum parangon_lang lang; /* of the passages, PARANGON_LANG_COUNT for any */
    bool holds;              /* counts as holding the clause, not only towards the score */
    bool adds;               /* to the best of the others, instead of competing with them */
    double weight;           /* in passages of the question's language, and in the others */
    double weight_across;
    double idf;
    double flat;      /* of a concept: what counts for its frequency; 0 for BM25 */
    const char *term; /* of the index, in the arena of the request */
    size_t term_len;
    const struct parangon_concept *concept;
    const char *label;              /* of the concept, as it matched in the question; of an
                                       expression, as it was typed, with its first word only */
    const struct group_part *parts; /* of a translation, or of an expression in order */
    size_t part_count;
    const char *place; /* the name of a place that the words name */
    struct postings postings;
};

struct clause_match {
    const struct clause *clause;
    struct alternative *alternatives;
    size_t count, cap;
    bool content;   /* asked for: no stop word, not excluded */
    bool mandatory; /* phrases, exact forms and prefixes are never loosened */
};

struct match {
    struct engine *engine;
    const struct question *question;
    const struct request *request;
    bool own[PARANGON_LANG_COUNT];   /* languages of the question */
    enum parangon_lang lang;         /* its language; PARANGON_OTHER when unsure */
    struct clause_match *clauses;    /* as many as the question has */
    struct parangon_match *concepts; /* expressions of the vocabulary found in the question */
    size_t concept_count;
    struct named_place places[NAMED_PLACES_MAX]; /* named in the question */
    size_t place_count;
    size_t *clause_of;   /* the clause of each word that expressions were looked in */
    float *scores;       /* by document number */
    unsigned char *held; /* groups held, by document number */
    unsigned char *mandatory_held;
    unsigned needed, mandatory; /* groups there are: to be loosened, and not */
    unsigned char *excluded;    /* by record number; also what the asker may not see */
};

/* Reads postings and scores every passage. `across` false leaves the other language out. */
enum parangon_code match_run(struct match *match, struct engine *engine,
                             const struct question *question, const struct request *request,
                             struct parangon_error *err);
void match_clear(struct match *match);

/* What one alternative adds to the score of a document; 0 when it does not hold it. */
double match_contribution(const struct match *match, const struct clause_match *clause,
                          const struct alternative *alternative, xc_docid document);

#endif
