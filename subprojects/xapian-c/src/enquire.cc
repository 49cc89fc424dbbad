/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "bytes.h"
#include "handles.h"

#include <algorithm>

using xc::bytes;
using xc::fence;
using xc::refusal;

namespace {

Xapian::RSet relevance_set(const xc_docids *relevant)
{
    Xapian::RSet set;
    for (size_t i = 0; relevant && i < relevant->n; i++)
        set.add_document(relevant->docids[i]);
    return set;
}

/* A docid filter means other documents, or none, on another arrangement of shards. */
void require_same_shards(const xc_enquire *enquire, const xc_query *query)
{
    if (!query->made_for)
        return;
    const std::string uuid = enquire->db.get_uuid();
    const bool suits =
        query->made_for->empty() ? uuid.find(':') == std::string::npos : *query->made_for == uuid;
    if (!suits)
        throw refusal{XC_INVALID, "docid filter: was made for another database"};
}

Xapian::Enquire::docid_order order_of(xc_docid_order order)
{
    switch (order) {
    case XC_DOCID_ASCENDING: return Xapian::Enquire::ASCENDING;
    case XC_DOCID_DESCENDING: return Xapian::Enquire::DESCENDING;
    case XC_DOCID_DONT_CARE: return Xapian::Enquire::DONT_CARE;
    }
    throw refusal{XC_INVALID, "enquire: unknown order of docids"};
}

void sort_by(Xapian::Enquire &enquire, xc_sort sort, xc_slot slot, bool descending)
{
    switch (sort) {
    case XC_SORT_RELEVANCE: return enquire.set_sort_by_relevance();
    case XC_SORT_VALUE: return enquire.set_sort_by_value(slot, descending);
    case XC_SORT_VALUE_RELEVANCE: return enquire.set_sort_by_value_then_relevance(slot, descending);
    case XC_SORT_RELEVANCE_VALUE: return enquire.set_sort_by_relevance_then_value(slot, descending);
    }
    throw refusal{XC_INVALID, "enquire: unknown sort"};
}

Xapian::ESet expand(const xc_enquire *enquire, const xc_docids *relevant,
                    const xc_eset_options &options, size_t max)
{
#if XAPIAN_AT_LEAST(1, 5, 0)
    const char *scheme = "prob";
#else
    const char *scheme = "trad";
#endif
    int flags = 0;
    flags |= options.include_query_terms ? Xapian::Enquire::INCLUDE_QUERY_TERMS : 0;
    flags |= options.exact_termfreq ? Xapian::Enquire::USE_EXACT_TERMFREQ : 0;
    Xapian::ExpandDeciderFilterPrefix decider(bytes(options.prefix, options.prefix_len));
    enquire->enquire.set_expansion_scheme(scheme, options.k > 0 ? options.k : 1.0);
    const auto most = static_cast<Xapian::termcount>(std::min<size_t>(max, UINT32_MAX));
    return enquire->enquire.get_eset(most, relevance_set(relevant), flags,
                                     options.prefix_len ? &decider : nullptr, options.min_weight);
}

} // namespace

xc_status xc_enquire_new(xc_database *database, xc_enquire **enquire, xc_error *err)
{
    return fence(err, [&] {
        const Xapian::Database &db = database->db;
        *enquire = new xc_enquire{db, {}, Xapian::Enquire(db)};
    });
}

void xc_enquire_free(xc_enquire *enquire)
{
    delete enquire;
}

xc_status xc_enquire_set_query(xc_enquire *enquire, const xc_query *query, uint32_t query_length,
                               xc_error *err)
{
    return fence(err, [&] {
        require_same_shards(enquire, query);
        enquire->enquire.set_query(query->query, query_length);
    });
}

xc_status xc_enquire_set_weight_bm25(xc_enquire *enquire, double k1, double k2, double k3, double b,
                                     double min_normlen, xc_error *err)
{
    return fence(err, [&] {
        enquire->enquire.set_weighting_scheme(Xapian::BM25Weight(k1, k2, k3, b, min_normlen));
    });
}

xc_status xc_enquire_set_weight_bool(xc_enquire *enquire, xc_error *err)
{
    return fence(err, [&] { enquire->enquire.set_weighting_scheme(Xapian::BoolWeight()); });
}

xc_status xc_enquire_set_cutoff(xc_enquire *enquire, int percent, double weight, xc_error *err)
{
    return fence(err, [&] {
        if (percent < 0 || percent > 100 || !(weight >= 0))
            throw refusal{XC_INVALID, "enquire: cutoff is out of range"};
        enquire->enquire.set_cutoff(percent, weight);
    });
}

xc_status xc_enquire_set_sort(xc_enquire *enquire, xc_sort sort, xc_slot slot, bool descending,
                              xc_error *err)
{
    return fence(err, [&] { sort_by(enquire->enquire, sort, slot, descending); });
}

xc_status xc_enquire_set_docid_order(xc_enquire *enquire, xc_docid_order order, xc_error *err)
{
    return fence(err, [&] { enquire->enquire.set_docid_order(order_of(order)); });
}

xc_status xc_enquire_set_collapse(xc_enquire *enquire, xc_slot slot, uint32_t max, xc_error *err)
{
    return fence(err, [&] {
        enquire->enquire.set_collapse_key(max == 0 ? Xapian::BAD_VALUENO : slot, max);
    });
}

xc_status xc_enquire_set_time_limit(xc_enquire *enquire, double seconds, xc_error *err)
{
    return fence(err, [&] { enquire->enquire.set_time_limit(seconds); });
}

xc_status xc_enquire_add_facets(xc_enquire *enquire, xc_facets *facets, xc_error *err)
{
    return fence(err, [&] {
        enquire->spies.push_back(facets->spy);
        enquire->enquire.add_matchspy(facets->spy.get());
    });
}

xc_status xc_enquire_clear_facets(xc_enquire *enquire, xc_error *err)
{
    return fence(err, [&] {
        enquire->enquire.clear_matchspies();
        enquire->spies.clear();
    });
}

xc_status xc_enquire_run(xc_enquire *enquire, uint32_t first, uint32_t max, uint32_t check_at_least,
                         const xc_docids *relevant, xc_result **result, xc_error *err)
{
    return fence(err, [&] {
        const Xapian::RSet set = relevance_set(relevant);
        Xapian::MSet found =
            enquire->enquire.get_mset(first, max, check_at_least, relevant ? &set : nullptr);
        *result = new xc_result{enquire->db, enquire->enquire.get_query(), found};
    });
}

xc_status xc_enquire_eset(xc_enquire *enquire, const xc_docids *relevant,
                          const xc_eset_options *options, xc_weighted_term terms[], size_t n,
                          size_t *got, xc_error *err)
{
    return fence(err, [&] {
        const xc_eset_options defaults = {};
        const Xapian::ESet found = expand(enquire, relevant, options ? *options : defaults, n);
        size_t count = 0;
        for (auto at = found.begin(); at != found.end(); ++at, ++count) {
            terms[count].len = xc::fill(terms[count].bytes, sizeof terms[count].bytes, *at);
            terms[count].weight = at.get_weight();
        }
        *got = count;
    });
}
