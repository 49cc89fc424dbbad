/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PARANGON_RECORD_H
#define PARANGON_RECORD_H

/*
 * The record of a practice: the one table of its fields, and what is done with them on the way
 * from a source to the index.
 *
 * A record travels as a cJSON object. Readers give versions: one object a language, keys as in the
 * table. A version is checked, the versions of one id are merged into a record, and the record is
 * joined with what the vocabulary of places knows:
 *
 *   {"id", shared fields …, "versions": {"fr": {"title", "summary", "text", "path"}, "en": {…}},
 *    "lead": {"name", "code", "country", "kind", "population", "class", "region", …},
 *    "co_leads": [the same …], "countries": ["MG"]}
 */

#include "parangon/error.h"
#include "parangon/places.h"
#include "parangon/text.h"
#include "parangon/vocabulary.h"

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define PARANGON_ID_MAX 120 /* bytes of an id */

/* What an indicator may say of an authority, so that authorities can be compared: the "measure". */
#define PARANGON_MEASURES "staff|budget|budget-share|service|carrier|cofinancing"

/* What a field holds. */
enum parangon_type {
    PARANGON_TYPE_ID,
    PARANGON_TYPE_LINE,     /* one line of text */
    PARANGON_TYPE_TEXT,     /* any text */
    PARANGON_TYPE_LINES,    /* a list of lines */
    PARANGON_TYPE_CHOICE,   /* one of `choices` */
    PARANGON_TYPE_CHOICES,  /* a list of them */
    PARANGON_TYPE_CONCEPTS, /* a list of concepts of `scheme`, by id, label or term */
    PARANGON_TYPE_PLACE,    /* a place code, CC/Name, an organisation id, or a name */
    PARANGON_TYPE_PLACES,   /* a list of them */
    PARANGON_TYPE_PARTNERS, /* a list of {name, country} */
    PARANGON_TYPE_YEAR,
    PARANGON_TYPE_DATE,    /* YYYY, YYYY-MM or YYYY-MM-DD */
    PARANGON_TYPE_NUMBERS, /* a list of whole numbers from 1 to 17: SDG */
    PARANGON_TYPE_LEVEL,   /* a whole number from 0 to 4: evidence */
    PARANGON_TYPE_NUMBER,
    PARANGON_TYPE_BOOLEAN,
    PARANGON_TYPE_OBJECT,  /* an object of scalars: source */
    PARANGON_TYPE_OBJECTS, /* a list of them: amounts, indicators */
    PARANGON_TYPE_DERIVED  /* never in a source: made by the join */
};

enum {
    PARANGON_FIELD_VERSION = 1, /* belongs to one language of the record */
    PARANGON_FIELD_FACET = 2,   /* one of the main fields to count by */
    PARANGON_FIELD_HIDDEN = 4,  /* neither indexed nor shown */
    PARANGON_FIELD_WORDED = 8,  /* shared, but in words: a version may have its own */
    PARANGON_FIELD_UNIQUE = 16  /* names one record, so that counting by it says nothing */
};

struct parangon_field {
    const char *name;      /* in a record */
    const char *filter;    /* as an option and in the query language, or NULL */
    const char *filter_fr; /* the same in French, without accents */
    enum parangon_type type;
    enum parangon_scheme scheme; /* of CONCEPTS, and of the labels of DERIVED; else LABELS */
    const char *choices; /* of CHOICE, separated by '|'; their labels are "label:NAME/choice" */
    const char *prefix;  /* of its terms in the index, or NULL when it cannot be filtered */
    unsigned flags;
    const char *help; /* what it means, for the documentation */
};

extern const struct parangon_field parangon_fields[];
extern const size_t parangon_field_count;

/* By its name in a record, or NULL. */
const struct parangon_field *parangon_field_named(const char *name);

/* By the name of its filter in either language, case and accents aside, or NULL. */
const struct parangon_field *parangon_field_filter(const char *name);

/* Whether `word` is one of the choices "a|b|c". */
bool parangon_is_choice(const char *choices, const char *word);

/* What checking and joining look things up in. */
struct parangon_lookup {
    const struct parangon_vocabulary *vocabulary;
    const struct parangon_places *places;
};

/* In a version whose language was told from its words, not given: true. Set by the indexer between
   checking and making documents; it is no field, and is never stored. */
#define PARANGON_LANG_TOLD "lang_told"

/* Checks one version as a reader gave it. Returns a new object with the known fields in their
   plain form (a single value made a list where a list is meant, concepts by their id), to be freed
   with cJSON_Delete; or NULL with PARANGON_REJECTED and "field: why (what to do)".
   Keys that are no field are left out; their names are added to `unknown` (may be NULL). */
cJSON *parangon_record_check(const cJSON *version, const struct parangon_lookup *lookup,
                             cJSON *unknown, struct parangon_error *err);

/* Merges versions of one id, each checked and with "lang" set, into one record; shared fields come
   from the first version that has them. Fields that are worded otherwise in another version stay with
   it as well. The versions are left as they are. */
cJSON *parangon_record_merge(const cJSON *const versions[], size_t count);

/* Adds to a merged record what the places and countries are known for. */
void parangon_record_join(cJSON *record, const struct parangon_lookup *lookup);

/* Whether searches find it: published, or without a status. */
bool parangon_record_is_searched(const cJSON *record);

/* The version of a record to show to a reader of `lang`: in that language, else the first.
   Borrowed; `found` (may be NULL) is the language of the version. */
const cJSON *parangon_record_version(const cJSON *record, enum parangon_lang lang,
                                     enum parangon_lang *found);

/* The member of a record for a reader of `lang`: of a field that is worded in each language, that of
   the version to show, where it has its own. Borrowed; NULL when there is none. */
const cJSON *parangon_record_member(const cJSON *record, const char *name, enum parangon_lang lang);

/* Calls `take` with each value that the field has in the record, as it stands in a term of the
   index after the prefix: ids, codes, numbers as text, folded names. */
typedef void parangon_value_fn(void *context, const char *value);
void parangon_record_values(const cJSON *record, const struct parangon_field *field,
                            parangon_value_fn *take, void *context);

/* The same with each leading authority once, whichever ways it is found: the code, else the folded
   name. */
void parangon_record_leads(const cJSON *record, parangon_value_fn *take, void *context);

/* The code of the authority that an indicator of the record measures: its "place", else the lead;
   NULL when it is no measure of an authority. */
const char *parangon_record_measured(const cJSON *record, const cJSON *indicator);

/* The years that the action covers; false when it is undated. `*last` is INT_MAX when ongoing. */
bool parangon_record_period(const cJSON *record, int *first, int *last);

/* The money of the action in euros: the total or, without one, the largest of its amounts in euros.
   0 when neither is known. */
double parangon_record_amount(const cJSON *record);

/* The network or body that a name stands for: by its id, or by any name of it that is one on its
   own. NULL for none. */
const struct parangon_concept *parangon_record_body(const struct parangon_lookup *lookup,
                                                    const char *name);

/* A part of a text that is searched on its own. */
struct parangon_passage {
    size_t begin, end;   /* bytes of the text, the heading left out */
    const char *heading; /* NULL for none; not terminated: heading_len bytes of the text */
    size_t heading_len;
    size_t page;             /* where it begins, from 1; 0 when the text has no pages */
    enum parangon_lang lang; /* PARANGON_OTHER until parangon_passages_tell */
};

/* Cuts a text into passages: one when it is short, else by its `## ` headings, long sections
   between paragraphs. A form feed begins a page. Returns how many; `*passages` is yours to free.
   Never 0. */
size_t parangon_passages_cut(const char *text, size_t len, struct parangon_passage **passages);

/* Tells the language of each passage of a text in more than one, and cuts a passage where one
   language gives way to another between paragraphs. What is too short to be told is in the
   language `version`. Replaces `*passages`; returns how many there are. */
size_t parangon_passages_tell(const char *text, enum parangon_lang version, size_t count,
                              struct parangon_passage **passages);

#ifdef __cplusplus
}
#endif

#endif
