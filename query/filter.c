/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "filter.h"

#include <string.h>

bool filter_years_overlap(const struct parangon_record_key *key, int first, int last)
{
    return key->first && key->first <= last && key->last >= first;
}

static enum parangon_code apply_years(struct engine *engine, const struct filter *filter,
                                      unsigned char *passes, struct parangon_error *err)
{
    const struct parangon_record_key *keys;
    enum parangon_code code = engine_record_keys(engine, &keys, err);

    for (uint32_t i = 0; code == PARANGON_OK && i < engine->records; i++)
        passes[i] = engine->heads[i] && filter_years_overlap(&keys[i], filter->first, filter->last);
    return code;
}

/* Marks the records of all passages that hold the term with `mark`, unless it is larger there. */
static enum parangon_code mark_term(struct engine *engine, const char *prefix, const char *value,
                                    unsigned char mark, unsigned char *marks,
                                    struct parangon_error *err)
{
    struct parangon_buf term = {0};
    struct postings postings = {0};

    parangon_term(&term, prefix, value);
    enum parangon_code code = engine_postings(engine, term.data, term.len, &postings, err);
    parangon_buf_clear(&term);
    for (size_t i = 0; i < postings.count; i++) {
        uint32_t record = engine_record_of(engine, postings.documents[i]);

        if (record != UINT32_MAX && marks[record] < mark)
            marks[record] = mark;
    }
    postings_clear(&postings);
    return code;
}

enum parangon_code filter_apply(struct engine *engine, const struct filter *filter,
                                unsigned char *passes, struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;

    if (!filter->field)
        return apply_years(engine, filter, passes, err);
    for (size_t i = 0; code == PARANGON_OK && i < filter->count; i++)
        code = mark_term(engine, filter->field->prefix, filter->values[i], 1, passes, err);
    return code;
}

enum parangon_code filter_about(struct engine *engine, const struct filter *filter,
                                unsigned char *about, struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;

    for (unsigned char strength = 1; strength <= PARANGON_ABOUT_MAX; strength++) {
        for (size_t i = 0; code == PARANGON_OK && i < filter->count; i++)
            code = mark_term(engine, parangon_prefix_about(strength), filter->values[i], strength,
                             about, err);
    }
    return code;
}
