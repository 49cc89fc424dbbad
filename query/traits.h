/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_TRAITS_H
#define QUERY_TRAITS_H

/*
 * Traits: what two records may have in common besides words, each for what it is worth.
 *
 * Words are worth 1 at most (like.h), which only the same text reaches: what people call similar
 * holds a tenth to a third of the words. The other worths say how much of that a trait can make up
 * for, times how rare it is. They are set from what each trait means; tests/like says what was
 * changed after the first measure.
 */

#include "engine.h"

/* Themes are what people and the vocabulary say a record is about, whatever its words; but they
   are few and broad, so that they count for less than half of the words. */
#define WORTH_THEMES 0.4
/* What ties two records to the same money, country or body is seldom chance, and is what a
   technician looks for next: who else uses this scheme, works in this country, with this body. */
#define WORTH_SCHEMES 0.15
#define WORTH_COUNTRIES 0.15
#define WORTH_NETWORKS 0.1
#define WORTH_PARTNERS 0.1
/* How it is done. */
#define WORTH_ACTIONS 0.1
/* What sort of thing the record tells of, since a scheme is like a scheme. There are few kinds, so
   that none is rare: this is a twentieth in the end. Of bodies, what they do and at which level. */
#define WORTH_KIND 0.2
#define WORTH_FUNCTIONS 0.1
#define WORTH_SCOPE 0.1
/* A record of the same authority tells more of what it does; but what is looked for is how others
   do: little. */
#define WORTH_LEAD 0.05
/* An authority of the same kind, size and region has like means; it says nothing of the subject. */
#define WORTH_CLASS 0.05
#define WORTH_AUTHORITY 0.03
#define WORTH_REGION 0.03

enum {
    TRAITS_MAX = 64 /* values of the record that are compared, the rarest kinds first */
};

struct trait {
    const struct parangon_field *field;
    const char *value;
    double share;            /* of the score of a record that has it; of a theme, how rare it is */
    unsigned char *strength; /* by record number: 0 has it not; of a theme 1 to 4 */
};

struct traits {
    struct trait list[TRAITS_MAX];
    size_t count;
    double *themes; /* by record number: how much the themes are the same, 0 to 1 */
};

/* Reads what other records have in common with the record of this number. Values are kept in
   `arena`. */
enum parangon_code traits_read(struct engine *engine, const cJSON *record, uint32_t number,
                               struct parangon_arena *arena, struct traits *traits,
                               struct parangon_error *err);
void traits_clear(struct traits *traits);

/* What a record has in common, of all worths together. */
double traits_score(const struct traits *traits, uint32_t record);

/* Whether a record has a trait to speak of: a theme that is only mentioned in one of the two is
   none. */
bool trait_is_shared(const struct trait *trait, uint32_t record);

#endif
