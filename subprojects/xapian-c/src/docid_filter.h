/* SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef XC_DOCID_FILTER_H
#define XC_DOCID_FILTER_H

#include <memory>
#include <string>
#include <vector>
#include <xapian.h>

namespace xc {

/* A posting source over a given list of docids, without weight.  Xapian hands each shard of a
 * database to a clone of the source and speaks in docids of that shard, but 1.4 does not say
 * which shard it is. It is recognised by its uuid, and the list is cut into one part a shard
 * beforehand. */
class docid_filter final : public Xapian::PostingSource {
  public:
    /* shards: the uuid of each, in order; empty when the filter is for any single database. */
    docid_filter(const Xapian::docid *docids, size_t n, std::vector<std::string> shards);

    Xapian::doccount get_termfreq_min() const override;
    Xapian::doccount get_termfreq_est() const override;
    Xapian::doccount get_termfreq_max() const override;
    Xapian::docid get_docid() const override;
    bool at_end() const override;
    void next(double min_wt) override;
    void skip_to(Xapian::docid docid, double min_wt) override;
    Xapian::PostingSource *clone() const override;
    std::string get_description() const override;
#if XAPIAN_AT_LEAST(1, 5, 0)
    void reset(const Xapian::Database &db, Xapian::doccount) override
    {
        start(db);
    }
#else
    void init(const Xapian::Database &db) override
    {
        start(db);
    }
#endif

  private:
    struct plan {
        std::vector<std::string> shards;
        std::vector<std::vector<Xapian::docid>> parts; /* in docids of the shard */
    };

    explicit docid_filter(std::shared_ptr<const plan> shared) : whole(std::move(shared))
    {
    }
    void start(const Xapian::Database &db);
    const std::vector<Xapian::docid> &part_for(const Xapian::Database &db) const;

    std::shared_ptr<const plan> whole;
    const std::vector<Xapian::docid> *part = nullptr;
    size_t at = 0;
    bool started = false;
    Xapian::doccount at_least = 0;
    Xapian::doccount at_most = 0;
};

} // namespace xc

#endif
