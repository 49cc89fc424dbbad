/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PARANGON_TRANSLATE_H
#define PARANGON_TRANSLATE_H

/*
 * Translations of words between French and English: a table of stems with probabilities, learnt
 * from pairs of texts that say the same (labels of thesauri, translated records), and read back.
 *
 * Learning is IBM model 1 (Brown et al. 1993, "The Mathematics of Statistical Machine
 * Translation", section 4) in both directions over stems without stop words; a pair is kept by the
 * geometric mean of both probabilities. A table is built once and then only read.
 */

#include "parangon/error.h"
#include "parangon/memory.h"
#include "parangon/text.h"

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What is kept of what was learnt (measured; see the README of corpus/vocabulary). */
#define PARANGON_TRANSLATION_MIN 0.05 /* sqrt(p(e|f) p(f|e)) */
#define PARANGON_TRANSLATION_MIN_EF 0.02
#define PARANGON_TRANSLATION_MIN_FE 0.01
#define PARANGON_TRANSLATIONS_MAX 6 /* of one word */

struct parangon_translation {
    const char *stem;   /* in the other language */
    double weight;      /* sqrt(p(e|f) p(f|e)), 0 to 1 */
    const char *source; /* where it was learnt, as "EuroVoc, GEMET"; "" when unknown */
};

struct parangon_translations;

struct parangon_translations *parangon_translations_new(void);
void parangon_translations_free(struct parangon_translations *table);

/* Adds the rows of a table: "fr-stem TAB en-stem TAB weight TAB source", comment lines with '#'.
   A pair that is there already keeps the larger weight. `scale` multiplies the weights (1, or less
   for a table that is trusted less). PARANGON_REJECTED names the line. */
enum parangon_code parangon_translations_add(struct parangon_translations *table, const char *tsv,
                                             size_t len, double scale, struct parangon_error *err);

/* The translations of a stem of `lang` (PARANGON_FR or PARANGON_EN), the best first; at most
   PARANGON_TRANSLATIONS_MAX. Borrowed. */
size_t parangon_translations_of(const struct parangon_translations *table, enum parangon_lang lang,
                                const char *stem,
                                struct parangon_translation found[PARANGON_TRANSLATIONS_MAX]);

/* ---- Learning ---- */

struct parangon_bitext;

struct parangon_bitext *parangon_bitext_new(struct parangon_stemmer *stemmer);
void parangon_bitext_free(struct parangon_bitext *bitext);

/* Adds a pair of short texts that translate each other; `source` names where it comes from (a short
   name, borrowed for the life of the bitext), `times` how often it counts. */
void parangon_bitext_add(struct parangon_bitext *bitext, const char *french, const char *english,
                         const char *source, unsigned times);

/* Adds two longer texts: their sentences are aligned by length first (Gale and Church 1993, "A
   Program for Aligning Sentences in Bilingual Corpora"). */
void parangon_bitext_align(struct parangon_bitext *bitext, const char *french, const char *english,
                           const char *source);

size_t parangon_bitext_pairs(const struct parangon_bitext *bitext);

/* Learns, and writes the rows of a table (see parangon_translations_add), sorted, so that the same
   pairs give the same bytes. */
void parangon_bitext_learn(const struct parangon_bitext *bitext, struct parangon_buf *tsv);

#ifdef __cplusplus
}
#endif

#endif
