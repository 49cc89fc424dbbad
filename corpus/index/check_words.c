/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Terms against documents: what the lists of terms say must be what each document says. */
#include "check.h"

#include "parangon/index.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum {
    BLOCK = 1024
};

struct walk {
    xc_database *database;
    cJSON *problems;
    uint32_t last;
    uint64_t *sums; /* by document: of its terms and how often it has them */
    double terms;
};

/* Adding makes the order of the terms indifferent. */
static uint64_t mix(uint64_t term, uint32_t wdf)
{
    return parangon_hash(term, &wdf, sizeof wdf);
}

/* Words in stems have positions, by which a document has the word so often at least. */
static bool has_positions(const struct xc_term *term)
{
    for (enum parangon_lang lang = 0; lang < PARANGON_LANG_COUNT; lang++) {
        const char *prefix = parangon_prefix_stem(lang);

        if (term->len > strlen(prefix) && memcmp(term->bytes, prefix, strlen(prefix)) == 0)
            return true;
    }
    return false;
}

static enum parangon_code check_positions(struct walk *walk, const struct xc_term *term,
                                          xc_docid document, uint32_t wdf,
                                          struct parangon_error *err)
{
    struct xc_error error;
    size_t positions = 0;

    if (xc_database_positions(walk->database, document, term->bytes, term->len, NULL, 0, &positions,
                              &error) != XC_OK)
        return parangon_from_xapian(&error, "positions", err);
    if (positions > wdf)
        check_problem(walk->problems, "document %u: has more places of a word than words",
                      document);
    return PARANGON_OK;
}

static enum parangon_code take_postings(struct walk *walk, const struct xc_term *term,
                                        const xc_docid documents[], const uint32_t wdfs[], size_t n,
                                        struct parangon_error *err)
{
    uint64_t hash = parangon_hash(PARANGON_HASH_START, term->bytes, term->len);
    bool placed = has_positions(term);
    enum parangon_code code = PARANGON_OK;

    for (size_t i = 0; code == PARANGON_OK && i < n; i++) {
        if (documents[i] == 0 || documents[i] > walk->last) {
            check_problem(walk->problems, "a list of documents names document %u, which is none",
                          documents[i]);
            continue;
        }
        walk->sums[documents[i]] += mix(hash, wdfs[i]);
        if (placed)
            code = check_positions(walk, term, documents[i], wdfs[i], err);
    }
    return code;
}

static enum parangon_code walk_term(struct walk *walk, const struct xc_term *term,
                                    struct parangon_error *err)
{
    xc_docid documents[BLOCK];
    uint32_t wdfs[BLOCK];
    struct xc_error error;
    xc_postings *postings;
    size_t got = BLOCK;
    uint64_t count = 0;
    enum parangon_code code = PARANGON_OK;

    if (xc_postings_open(walk->database, term->bytes, term->len, &postings, &error) != XC_OK)
        return parangon_from_xapian(&error, "terms", err);
    while (code == PARANGON_OK && got == BLOCK) {
        if (xc_postings_read(postings, documents, wdfs, BLOCK, &got, &error) != XC_OK)
            code = parangon_from_xapian(&error, "terms", err);
        else
            code = take_postings(walk, term, documents, wdfs, got, err);
        count += got;
    }
    xc_postings_close(postings);
    if (code == PARANGON_OK && count != term->termfreq)
        check_problem(walk->problems, "a term is said to be in %u documents and is in %" PRIu64,
                      term->termfreq, count);
    return code;
}

static enum parangon_code walk_terms(struct walk *walk, struct parangon_error *err)
{
    struct xc_error error;
    struct xc_term term;
    xc_terms *terms;
    bool found = true;
    enum parangon_code code = PARANGON_OK;

    if (xc_terms_open(walk->database, "", 0, &terms, &error) != XC_OK)
        return parangon_from_xapian(&error, "terms", err);
    while (code == PARANGON_OK && found) {
        if (xc_terms_next(terms, &term, &found, &error) != XC_OK)
            code = parangon_from_xapian(&error, "terms", err);
        else if (found)
            code = walk_term(walk, &term, err);
        walk->terms += found;
    }
    xc_terms_close(terms);
    return code;
}

static enum parangon_code walk_document(struct walk *walk, xc_docid document,
                                        struct parangon_error *err)
{
    struct xc_error error;
    struct xc_term term;
    xc_terms *terms;
    bool found = true;
    uint64_t sum = 0, words = 0;
    uint32_t length = 0;
    xc_status status = xc_terms_open_docid(walk->database, document, &terms, &error);

    if (status != XC_OK)
        return parangon_from_xapian(&error, "document", err);
    while ((status = xc_terms_next(terms, &term, &found, &error)) == XC_OK && found) {
        sum += mix(parangon_hash(PARANGON_HASH_START, term.bytes, term.len), term.wdf);
        words += term.wdf;
    }
    xc_terms_close(terms);
    if (status == XC_OK)
        status = xc_database_doclength(walk->database, document, &length, &error);
    if (status != XC_OK)
        return parangon_from_xapian(&error, "document", err);
    if (sum != walk->sums[document])
        check_problem(walk->problems, "document %u: has other terms than the lists of terms say",
                      document);
    else if (words != length)
        check_problem(walk->problems, "document %u: has %" PRIu64 " words and is said to have %u",
                      document, words, length);
    return PARANGON_OK;
}

/* The empty term leads to all documents. */
static enum parangon_code walk_documents(struct walk *walk, struct parangon_error *err)
{
    xc_docid documents[BLOCK];
    struct xc_error error;
    xc_postings *postings;
    size_t got = BLOCK;
    enum parangon_code code = PARANGON_OK;

    if (xc_postings_open(walk->database, "", 0, &postings, &error) != XC_OK)
        return parangon_from_xapian(&error, "documents", err);
    while (code == PARANGON_OK && got == BLOCK) {
        if (xc_postings_read(postings, documents, NULL, BLOCK, &got, &error) != XC_OK)
            code = parangon_from_xapian(&error, "documents", err);
        for (size_t i = 0; code == PARANGON_OK && i < got; i++)
            code = walk_document(walk, documents[i], err);
    }
    xc_postings_close(postings);
    return code;
}

enum parangon_code check_words(void *context, struct parangon_buf *out, struct parangon_error *err)
{
    struct walk walk = {0};
    struct xc_error error;
    cJSON *found = cJSON_CreateObject();
    enum parangon_code code = PARANGON_OK;

    if (xc_database_open(context, &walk.database, &error) != XC_OK ||
        xc_database_lastdocid(walk.database, &walk.last, &error) != XC_OK)
        code = parangon_from_xapian(&error, "cannot be opened", err);
    walk.problems = cJSON_AddArrayToObject(found, "problems");
    walk.sums = parangon_calloc((size_t)walk.last + 1, sizeof *walk.sums);
    if (code == PARANGON_OK)
        code = walk_terms(&walk, err);
    if (code == PARANGON_OK)
        code = walk_documents(&walk, err);
    cJSON_AddNumberToObject(found, "terms", walk.terms);
    check_print(found, out);
    free(walk.sums);
    if (walk.database)
        xc_database_close(walk.database);
    return code;
}
