/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "bytes.h"
#include "handles.h"

using xc::fence;

namespace {

struct entry {
    std::string value;
    uint32_t count;
};

std::vector<entry> entries_of(const Xapian::ValueCountMatchSpy &spy, size_t max)
{
    auto at = max == 0 ? spy.values_begin() : spy.top_values_begin(max);
    const auto end = max == 0 ? spy.values_end() : spy.top_values_end(max);
    std::vector<entry> entries;
    for (; at != end; ++at)
        entries.push_back({*at, at.get_termfreq()});
    return entries;
}

} // namespace

xc_status xc_facets_new(xc_slot slot, xc_facets **facets, xc_error *err)
{
    return fence(
        err, [&] { *facets = new xc_facets{std::make_shared<Xapian::ValueCountMatchSpy>(slot)}; });
}

void xc_facets_free(xc_facets *facets)
{
    delete facets;
}

xc_status xc_facets_total(xc_facets *facets, size_t *documents, xc_error *err)
{
    return fence(err, [&] { *documents = facets->spy->get_total(); });
}

xc_status xc_facets_entries(xc_facets *facets, size_t max, xc_facet **entries, size_t *n,
                            xc_error *err)
{
    return fence(err, [&] {
        const std::vector<entry> found = entries_of(*facets->spy, max);
        size_t text_bytes = 0;
        for (const entry &e : found)
            text_bytes += e.value.size();
        xc::block<xc_facet> block(found.size(), text_bytes);
        for (size_t i = 0; i < found.size(); i++)
            block.records[i] = {block.place(found[i].value), found[i].value.size(), found[i].count};
        *entries = block.records;
        *n = found.size();
    });
}
