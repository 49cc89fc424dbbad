/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_ENGINE_H
#define QUERY_ENGINE_H

/* The engine: an open index with what a question needs of it, made once and used for many. */

#include "parangon/index.h"

#include <time.h>

struct language_statistics {
    uint32_t passages;
    double average_length;
};

/* Who is asking. What they may not see is as if it were not in the index: no answer counts it, and
   none has its words. A record that does not say is public. */
enum audience {
    AUDIENCE_ALL,     /* whoever may read the folder of the index */
    AUDIENCE_MEMBERS, /* what is internal is hidden */
    AUDIENCE_PUBLIC   /* what is for members, too */
};

struct lexicon;
struct catalogue;

struct engine {
    struct parangon_index *index;
    xc_database *database;
    const struct parangon_knowledge *knowledge;
    struct parangon_stemmer *stemmer;
    struct parangon_spotter *spotter;            /* themes, actions, countries, schemes, networks */
    const struct parangon_passage_key *passages; /* by document number */
    uint32_t last;                               /* the largest document number */
    const uint32_t *heads;                       /* by record number */
    uint32_t records;                            /* numbers, some of them unused */
    uint32_t record_count;                       /* records there are */
    uint32_t passage_count;
    struct language_statistics languages[PARANGON_LANG_COUNT];
    struct parangon_record_key *record_keys; /* by record number; see engine_record_keys */
    struct field_values *values;             /* by field, of what was asked for; field_values.h */
    struct lexicon *lexicon;                 /* its words; see lexicon_of */
    struct catalogue *catalogue;             /* what has a name; see catalogue_of */
    bool is_taken; /* what is known of the index is of its present state */
    enum audience audience;
    /* Of an audience that may not see all; else NULL. */
    unsigned char *hidden; /* by document number */
    struct parangon_passage_key *own_passages;
    uint32_t *own_heads;
    struct timespec deadline;      /* of CLOCK_MONOTONIC; 0 for none */
    struct parangon_error failure; /* the first of those that engine_note was told of */
};

enum parangon_code engine_open(const char *dir, struct engine *engine, struct parangon_error *err);
void engine_close(struct engine *engine);

/* Moves to the present state of the index; on failure the engine stays as it was. */
enum parangon_code engine_refresh(struct engine *engine, struct parangon_error *err);
bool engine_is_current(const struct engine *engine);

/* Hides from now on what the audience may not see. A failure leaves the engine empty until the next
   refresh. */
enum parangon_code engine_limit(struct engine *engine, enum audience audience,
                                struct parangon_error *err);

/* The head of a record by its id; PARANGON_NOTHING when there is none. */
enum parangon_code engine_head_of(const struct engine *engine, const char *id, xc_docid *head,
                                  struct parangon_error *err);

/* Until when the next question may read; each list of documents that it reads looks at the clock.
   0 for as long as it takes. */
void engine_give_time(struct engine *engine, unsigned seconds);

/* Keeps a failure to read where the question can go on without. */
void engine_note(struct engine *engine, const struct xc_error *error);

/* The documents that hold a term, by number. `wdfs` may be NULL. Arrays for the caller to free. */
struct postings {
    xc_docid *documents;
    uint32_t *wdfs;
    double *frequencies; /* of a group of terms, instead of wdfs; else NULL */
    size_t count;
};
enum parangon_code engine_postings(struct engine *engine, const char *term, size_t len,
                                   struct postings *postings, struct parangon_error *err);
/* The first documents that hold a term, at most `n`; none too when that cannot be read, which is
   noted. */
size_t engine_first(struct engine *engine, const char *prefix, const char *value,
                    xc_docid documents[], size_t n);

/* How many documents hold a term, 0 too when that cannot be read, which is noted. */
uint32_t engine_frequency(struct engine *engine, const char *prefix, const char *value);

/* The positions of a term in a document, of which the first `n` are written: how many there are, 0
   too when that cannot be read, which is noted. */
size_t engine_positions(struct engine *engine, xc_docid document, const char *term, size_t len,
                        uint32_t positions[], size_t n);

/* The stored data of a document, for cJSON_Delete; NULL when it cannot be read, which is noted. */
cJSON *engine_stored(struct engine *engine, xc_docid document);

void postings_clear(struct postings *postings);

/* The position of a document in the postings, or SIZE_MAX. */
size_t postings_find(const struct postings *postings, xc_docid document);

/* Dates, population and evidence of every record, read on first use. */
enum parangon_code engine_record_keys(struct engine *engine,
                                      const struct parangon_record_key **keys,
                                      struct parangon_error *err);

/* The record of a document, or UINT32_MAX. */
uint32_t engine_record_of(const struct engine *engine, xc_docid document);

#endif
