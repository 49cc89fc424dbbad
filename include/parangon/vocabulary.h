/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PARANGON_VOCABULARY_H
#define PARANGON_VOCABULARY_H

/*
 * The vocabulary: concepts with their labels and words in both languages, read from SKOS in
 * JSON-LD. Themes, forms of action, countries, funding schemes, networks and the labels of the
 * controlled lists are all concepts, each of one scheme.
 *
 * A vocabulary is built once and then only read; it may be shared by threads once built.
 * Everything it returns is borrowed and lives as long as it does.
 */

#include "parangon/error.h"
#include "parangon/text.h"

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

enum parangon_scheme {
    PARANGON_THEMES,    /* "theme:eau-assainissement" */
    PARANGON_ACTIONS,   /* "action:jumelage", forms of action */
    PARANGON_COUNTRIES, /* "country:MG", ISO 3166-1 alpha-2 */
    PARANGON_FUNDING,   /* "scheme:ficol", funding schemes */
    PARANGON_NETWORKS,  /* "network:cglu", networks and bodies */
    PARANGON_TERMS,     /* "term:apd", words of the field and their abbreviations */
    PARANGON_LABELS,    /* "label:kind/practice", display names of the controlled lists */
    PARANGON_SCHEME_COUNT
};

/* How good evidence of its concept a term is. */
enum parangon_strength {
    PARANGON_WEAK,   /* only beside other evidence: skos weakLabel */
    PARANGON_HIDDEN, /* as strong as the next, but never shown: spellings, abbreviations */
    PARANGON_STRONG  /* prefLabel, altLabel, demonym */
};

struct parangon_term {
    const char *text; /* as a person writes it */
    enum parangon_lang lang;
    enum parangon_strength strength;
};

struct parangon_concept {
    enum parangon_scheme scheme;
    const char *id;                    /* without the scheme: "eau-assainissement" */
    const char *label[PARANGON_OTHER]; /* by language; never NULL: the other one, or the id */
    const struct parangon_term *terms; /* the labels themselves come first */
    size_t term_count;
    const size_t *broader; /* indices of concepts, see parangon_vocabulary_at */
    size_t broader_count;
    const unsigned char *sdg; /* numbers of Sustainable Development Goals */
    size_t sdg_count;
};

struct parangon_vocabulary;

struct parangon_vocabulary *parangon_vocabulary_new(void);
void parangon_vocabulary_free(struct parangon_vocabulary *vocabulary);

/* Adds the concepts of one JSON-LD document. A concept that is there already is extended: labels
   replaced, terms added. PARANGON_REJECTED names the concept and the reason; then the vocabulary
   is only good for freeing. */
enum parangon_code parangon_vocabulary_add(struct parangon_vocabulary *vocabulary, const char *json,
                                           size_t len, struct parangon_error *err);

/* Call once after the last addition: resolves `broader` (an unknown one is PARANGON_REJECTED). */
enum parangon_code parangon_vocabulary_finish(struct parangon_vocabulary *vocabulary,
                                              struct parangon_error *err);

size_t parangon_vocabulary_count(const struct parangon_vocabulary *vocabulary);
const struct parangon_concept *parangon_vocabulary_at(const struct parangon_vocabulary *vocabulary,
                                                      size_t index);

/* By id; NULL when there is none. */
const struct parangon_concept *
parangon_vocabulary_find(const struct parangon_vocabulary *vocabulary, enum parangon_scheme scheme,
                         const char *id);

/* By id, else by label, else by any term in either language, case and accents aside. NULL when
   none has it; a term of several concepts gives the one whose label it is, else a strong one,
   else the first. */
const struct parangon_concept *
parangon_vocabulary_named(const struct parangon_vocabulary *vocabulary, enum parangon_scheme scheme,
                          const char *words);

/* The id nearest to `words` by edit distance, for "did you mean"; NULL when none is near. */
const char *parangon_vocabulary_nearest(const struct parangon_vocabulary *vocabulary,
                                        enum parangon_scheme scheme, const char *words);

/* The label to show for an id in a language; the id itself when it is unknown. */
const char *parangon_vocabulary_label(const struct parangon_vocabulary *vocabulary,
                                      enum parangon_scheme scheme, const char *id,
                                      enum parangon_lang lang);

/* ---- Finding the concepts of a text: expressions, longest match on stems ---- */

/* A word as the spotter sees it: of the text, cut and stemmed. */
struct parangon_word {
    const char *form; /* folded */
    const char *stem;
    bool capitalised;
    bool acronym;
    bool stop; /* a stop word: passed over inside expressions, never their end */
};

struct parangon_match {
    const struct parangon_concept *concept;
    size_t index; /* of the concept, for parangon_vocabulary_at */
    size_t first; /* index of its first word */
    size_t count; /* words that it covers, stop words between them included */
    enum parangon_strength strength;
    const char *term; /* the term of the vocabulary that matched, as written there */
};

struct parangon_spotter;

/* Compiles the terms of the schemes whose bit (1u << scheme) is set. The vocabulary must outlive
   the spotter; the stemmer is only used here. */
struct parangon_spotter *parangon_spotter_new(const struct parangon_vocabulary *vocabulary,
                                              struct parangon_stemmer *stemmer, unsigned schemes);
void parangon_spotter_free(struct parangon_spotter *spotter);

/* Finds the expressions in `words`, written in `lang` (PARANGON_OTHER: only acronyms and names).
   At each word the longest expression wins, for all concepts that have it; matches are in order of
   `first` and do not overlap. A term in capitals (ODD, COP) is found only as an acronym token of
   either language unless `all_lower` is set, which a question typed without capitals asks for.
   Names of countries (not demonyms) and of networks need a capital unless `all_lower` is set.
   Returns the number of matches, and `*matches`, an array for the caller to free (NULL when 0). */
size_t parangon_spotter_find(const struct parangon_spotter *spotter, enum parangon_lang lang,
                             const struct parangon_word *words, size_t count, bool all_lower,
                             struct parangon_match **matches);

#ifdef __cplusplus
}
#endif

#endif
