/* SPDX-License-Identifier: GPL-2.0-or-later */

/* What the handles hold. Xapian's own objects are references, so copying one into a handle
 * keeps what it names alive. */

#ifndef XC_HANDLES_H
#define XC_HANDLES_H

#include "fence.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>
#include <xapian.h>

static_assert(sizeof(Xapian::docid) == sizeof(xc_docid), "docids of 64 bits are not supported");

struct xc_writer {
    Xapian::WritableDatabase db;
    bool in_transaction = false;
    bool spoilt = false;
};

struct xc_document {
    Xapian::Document doc;
};

struct xc_database {
    Xapian::Database db;
};

struct xc_query {
    Xapian::Query query;
    /* Of a query with docid filters in it: the uuid of the database they were made for, empty
     * for any single one. */
    std::optional<std::string> made_for;
};

struct xc_facets {
    std::shared_ptr<Xapian::ValueCountMatchSpy> spy;
};

struct xc_enquire {
    Xapian::Database db;
    /* Before the enquire, which points into it. */
    std::vector<std::shared_ptr<Xapian::ValueCountMatchSpy>> spies;
    Xapian::Enquire enquire;
};

struct xc_result {
    Xapian::Database db;
    Xapian::Query query;
    Xapian::MSet mset;
};

#endif
