/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "bytes.h"
#include "handles.h"
#include "terms.h"

#include <algorithm>

using xc::fence;
using xc::give;

namespace {

Xapian::MSetIterator hit(const xc_result *result, size_t i)
{
    if (i >= result->mset.size())
        throw xc::refusal{XC_INVALID, "result: no hit at this place"};
    return result->mset[static_cast<Xapian::doccount>(i)];
}

} // namespace

void xc_result_free(xc_result *result)
{
    delete result;
}

size_t xc_result_size(const xc_result *result)
{
    return result->mset.size();
}

xc_status xc_result_counts(xc_result *result, xc_counts *counts, xc_error *err)
{
    return fence(err, [&] {
        const Xapian::MSet &mset = result->mset;
        *counts = {mset.get_matches_estimated(),
                   mset.get_matches_lower_bound(),
                   mset.get_matches_upper_bound(),
                   mset.get_uncollapsed_matches_estimated(),
                   mset.get_uncollapsed_matches_lower_bound(),
                   mset.get_uncollapsed_matches_upper_bound(),
                   mset.get_max_possible(),
                   mset.get_max_attained()};
    });
}

xc_status xc_result_hits(xc_result *result, xc_hit hits[], size_t n, size_t *got, xc_error *err)
{
    return fence(err, [&] {
        size_t count = 0;
        for (auto at = result->mset.begin(); count < n && at != result->mset.end(); ++at, ++count)
            hits[count] = {*at, at.get_weight(), at.get_percent(), at.get_collapse_count()};
        *got = count;
    });
}

xc_status xc_result_fetch(xc_result *result, xc_error *err)
{
    return fence(err, [&] { result->mset.fetch(); });
}

xc_status xc_result_document(xc_result *result, size_t i, xc_document **document, xc_error *err)
{
    return fence(err, [&] { *document = new xc_document{hit(result, i).get_document()}; });
}

xc_status xc_result_document_data(xc_result *result, size_t i, char **data, size_t *len,
                                  xc_error *err)
{
    return fence(err, [&] { give(hit(result, i).get_document().get_data(), data, len); });
}

xc_status xc_result_collapse_key(xc_result *result, size_t i, char **key, size_t *len,
                                 xc_error *err)
{
    return fence(err, [&] { give(hit(result, i).get_collapse_key(), key, len); });
}

/* Asked of an enquire of its own, since the first one may have another query by now. */
xc_status xc_result_matching_terms(xc_result *result, size_t i, xc_terms **terms, xc_error *err)
{
    return fence(err, [&] {
        const Xapian::docid docid = *hit(result, i);
        Xapian::Enquire enquire(result->db);
        enquire.set_query(result->query);
        *terms = new xc_terms{{result->db, enquire.get_matching_terms_begin(docid),
                               enquire.get_matching_terms_end(docid)},
                              xc::term_list::of_match};
    });
}
