/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "docid_filter.h"
#include "fence.h"

#include <algorithm>

using xc::docid_filter;
using xc::refusal;

namespace {

void require_ascending(const Xapian::docid *docids, size_t n)
{
    if (n > 0 && docids[0] == 0)
        throw refusal{XC_INVALID, "docid filter: docid 0 names no document"};
    for (size_t i = 1; i < n; i++) {
        if (docids[i - 1] >= docids[i])
            throw refusal{XC_INVALID, "docid filter: docids do not ascend"};
    }
}

/* The first place from start on whose docid is not before target. Targets are mostly near:
 * steps are doubled. */
size_t gallop(const std::vector<Xapian::docid> &docids, size_t start, Xapian::docid target)
{
    size_t low = start;
    size_t step = 1;
    while (low + step < docids.size() && docids[low + step] < target) {
        low += step;
        step *= 2;
    }
    auto first = docids.begin();
    auto from = first + static_cast<std::ptrdiff_t>(low);
    auto to = first + static_cast<std::ptrdiff_t>(std::min(low + step + 1, docids.size()));
    return static_cast<size_t>(std::lower_bound(from, to, target) - first);
}

} // namespace

docid_filter::docid_filter(const Xapian::docid *docids, size_t n, std::vector<std::string> shards)
{
    require_ascending(docids, n);
    auto made = std::make_shared<plan>();
    const size_t shard_count = std::max<size_t>(shards.size(), 1);
    made->shards = std::move(shards);
    made->parts.resize(shard_count);
    for (size_t i = 0; i < n; i++) {
        const size_t place = docids[i] - 1;
        made->parts[place % shard_count].push_back(
            static_cast<Xapian::docid>(place / shard_count + 1));
    }
    whole = std::move(made);
}

const std::vector<Xapian::docid> &docid_filter::part_for(const Xapian::Database &db) const
{
    if (whole->shards.size() <= 1)
        return whole->parts[0];
    const auto found = std::find(whole->shards.begin(), whole->shards.end(), db.get_uuid());
    if (found == whole->shards.end())
        throw refusal{XC_INVALID, "docid filter: was made for another database"};
    return whole->parts[static_cast<size_t>(found - whole->shards.begin())];
}

/* The bounds allow for listed docids which no document bears: at most as many as there are gaps. */
void docid_filter::start(const Xapian::Database &db)
{
    part = &part_for(db);
    at = 0;
    started = false;
    const Xapian::docid last = db.get_lastdocid();
    const Xapian::doccount gaps = last - db.get_doccount();
    const auto in_range = static_cast<Xapian::doccount>(
        std::upper_bound(part->begin(), part->end(), last) - part->begin());
    at_least = in_range > gaps ? in_range - gaps : 0;
    at_most = std::min(in_range, db.get_doccount());
    set_maxweight(0.0);
}

Xapian::doccount docid_filter::get_termfreq_min() const
{
    return at_least;
}

Xapian::doccount docid_filter::get_termfreq_est() const
{
    return at_most;
}

Xapian::doccount docid_filter::get_termfreq_max() const
{
    return at_most;
}

Xapian::docid docid_filter::get_docid() const
{
    return (*part)[at];
}

bool docid_filter::at_end() const
{
    return started && at >= part->size();
}

void docid_filter::next(double)
{
    at += started ? 1 : 0;
    started = true;
}

void docid_filter::skip_to(Xapian::docid docid, double)
{
    started = true;
    if (at < part->size() && (*part)[at] < docid)
        at = gallop(*part, at, docid);
}

Xapian::PostingSource *docid_filter::clone() const
{
    return new docid_filter(whole);
}

std::string docid_filter::get_description() const
{
    size_t n = 0;
    for (const auto &docids : whole->parts)
        n += docids.size();
    return "docids(" + std::to_string(n) + ")";
}
