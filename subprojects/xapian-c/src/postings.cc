/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "bytes.h"
#include "cursor.h"
#include "handles.h"

using xc::bytes;
using xc::fence;

struct xc_postings {
    xc::cursor<Xapian::PostingIterator> cursor;
};

xc_status xc_postings_open(xc_database *database, const char *term, size_t len,
                           xc_postings **postings, xc_error *err)
{
    return fence(err, [&] {
        const std::string key = bytes(term, len);
        const Xapian::Database &db = database->db;
        *postings = new xc_postings{{db, db.postlist_begin(key), db.postlist_end(key)}};
    });
}

xc_status xc_postings_read(xc_postings *postings, xc_docid docids[], uint32_t wdfs[], size_t n,
                           size_t *got, xc_error *err)
{
    return fence(err, [&] {
        size_t count = 0;
        for (; count < n && postings->cursor.advance(); count++) {
            docids[count] = *postings->cursor.at;
            if (wdfs)
                wdfs[count] = postings->cursor.at.get_wdf();
        }
        *got = count;
    });
}

xc_status xc_postings_skip_to(xc_postings *postings, xc_docid docid, xc_error *err)
{
    return fence(err, [&] {
        postings->cursor.skip_to(
            docid, [](const Xapian::PostingIterator &at, xc_docid to) { return *at < to; });
    });
}

void xc_postings_close(xc_postings *postings)
{
    delete postings;
}
