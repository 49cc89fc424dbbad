/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_ENGINE_H
#define QUERY_ENGINE_H

/* The engine: an open index with what a question needs of it, made once and used for many. */

#include "parangon/index.h"

struct language_statistics {
    uint32_t passages;
    double average_length;
};

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
};

enum parangon_code engine_open(const char *dir, struct engine *engine, struct parangon_error *err);
void engine_close(struct engine *engine);

/* The documents that hold a term, by number. `wdfs` may be NULL. Arrays for the caller to free. */
struct postings {
    xc_docid *documents;
    uint32_t *wdfs;
    double *frequencies; /* of a group of terms, instead of wdfs; else NULL */
    size_t count;
};
enum parangon_code engine_postings(struct engine *engine, const char *term, size_t len,
                                   struct postings *postings, struct parangon_error *err);
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
