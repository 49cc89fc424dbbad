/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "compare/terms.h"

#include "parangon/record.h"

#include <stdlib.h>
#include <string.h>

/* The passages of a record have neighbouring numbers, so a record met again is the last one. */
static size_t take_records(const struct engine *engine, const struct postings *postings,
                           uint32_t *records)
{
    size_t count = 0;

    for (size_t i = 0; i < postings->count; i++) {
        uint32_t record = engine_record_of(engine, postings->documents[i]);

        if (record != UINT32_MAX && (count == 0 || records[count - 1] != record))
            records[count++] = record;
    }
    return count;
}

static enum parangon_code take_term(struct engine *engine, const struct xc_term *term,
                                    size_t prefix_len, term_fn *take, void *context,
                                    struct parangon_error *err)
{
    struct postings postings = {0};
    enum parangon_code code = engine_postings(engine, term->bytes, term->len, &postings, err);

    if (code == PARANGON_OK) {
        uint32_t *records = parangon_calloc(postings.count + 1, sizeof *records);
        char *value = parangon_strndup(term->bytes + prefix_len, term->len - prefix_len);

        take(context, value, records, take_records(engine, &postings, records));
        free(value);
        free(records);
    }
    postings_clear(&postings);
    return code;
}

enum parangon_code terms_each(struct engine *engine, const char *field, term_fn *take,
                              void *context, struct parangon_error *err)
{
    const char *prefix = parangon_field_named(field)->prefix;
    size_t prefix_len = strlen(prefix);
    enum parangon_code code = PARANGON_OK;
    struct xc_error error;
    struct xc_term term;
    xc_terms *terms;
    bool found = true;

    if (xc_terms_open(engine->database, prefix, prefix_len, &terms, &error) != XC_OK)
        return parangon_from_xapian(&error, "index", err);
    while (code == PARANGON_OK && found) {
        if (xc_terms_next(terms, &term, &found, &error) != XC_OK)
            code = parangon_from_xapian(&error, "index", err);
        else if (found)
            code = take_term(engine, &term, prefix_len, take, context, err);
    }
    xc_terms_close(terms);
    return code;
}
