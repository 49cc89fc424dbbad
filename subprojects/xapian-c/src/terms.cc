/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "terms.h"
#include "bytes.h"
#include "cursor.h"

using xc::bytes;
using xc::fence;

namespace {

void fill_term(const Xapian::TermIterator &at, xc::term_list kind, xc_term *term)
{
    xc_term found = {};
    found.len = xc::fill(found.bytes, sizeof found.bytes, *at);
    if (kind == xc::term_list::of_database)
        found.termfreq = at.get_termfreq();
    if (kind == xc::term_list::of_document)
        found.wdf = at.get_wdf();
    *term = found;
}

} // namespace

xc_status xc_terms_open(xc_database *database, const char *prefix, size_t len, xc_terms **terms,
                        xc_error *err)
{
    return fence(err, [&] {
        const std::string start = bytes(prefix, len);
        const Xapian::Database &db = database->db;
        *terms = new xc_terms{{db, db.allterms_begin(start), db.allterms_end(start)},
                              xc::term_list::of_database};
    });
}

xc_status xc_terms_open_metadata_keys(xc_database *database, const char *prefix, size_t len,
                                      xc_terms **terms, xc_error *err)
{
    return fence(err, [&] {
        const std::string start = bytes(prefix, len);
        const Xapian::Database &db = database->db;
        *terms = new xc_terms{{db, db.metadata_keys_begin(start), db.metadata_keys_end(start)},
                              xc::term_list::of_keys};
    });
}

xc_status xc_terms_open_synonym_keys(xc_database *database, const char *prefix, size_t len,
                                     xc_terms **terms, xc_error *err)
{
    return fence(err, [&] {
        const std::string start = bytes(prefix, len);
        const Xapian::Database &db = database->db;
        *terms = new xc_terms{{db, db.synonym_keys_begin(start), db.synonym_keys_end(start)},
                              xc::term_list::of_keys};
    });
}

xc_status xc_terms_open_spellings(xc_database *database, xc_terms **terms, xc_error *err)
{
    return fence(err, [&] {
        const Xapian::Database &db = database->db;
        *terms = new xc_terms{{db, db.spellings_begin(), db.spellings_end()},
                              xc::term_list::of_database};
    });
}

xc_status xc_terms_open_document(xc_document *document, xc_terms **terms, xc_error *err)
{
    return fence(err, [&] {
        const Xapian::Document copy = document->doc;
        *terms = new xc_terms{{Xapian::Database(), copy.termlist_begin(), copy.termlist_end()},
                              xc::term_list::of_document};
    });
}

xc_status xc_terms_open_docid(xc_database *database, xc_docid docid, xc_terms **terms,
                              xc_error *err)
{
    return fence(err, [&] {
        const Xapian::Database &db = database->db;
        *terms = new xc_terms{{db, db.termlist_begin(docid), db.termlist_end(docid)},
                              xc::term_list::of_document};
    });
}

xc_status xc_terms_next(xc_terms *terms, xc_term *term, bool *found, xc_error *err)
{
    return fence(err, [&] {
        bool more = terms->cursor.advance();
        if (more)
            fill_term(terms->cursor.at, terms->kind, term);
        *found = more;
    });
}

xc_status xc_terms_skip_to(xc_terms *terms, const char *target, size_t len, xc_error *err)
{
    return fence(err, [&] {
        if (terms->kind == xc::term_list::of_match)
            throw xc::refusal{XC_INVALID, "terms: a list of matching terms is not sorted"};
        terms->cursor.skip_to(bytes(target, len), [](const Xapian::TermIterator &at,
                                                     const std::string &to) { return *at < to; });
    });
}

void xc_terms_close(xc_terms *terms)
{
    delete terms;
}
