/* SPDX-License-Identifier: GPL-2.0-or-later */

#ifndef XC_TERMS_H
#define XC_TERMS_H

#include "cursor.h"
#include "handles.h"

namespace xc {

/* What may be asked of a term, and of its list, depends on where it comes from: Xapian throws
 * for the rest. */
enum class term_list {
    of_database,
    of_document,
    of_keys,
    of_match
};

} // namespace xc

struct xc_terms {
    xc::cursor<Xapian::TermIterator> cursor;
    xc::term_list kind;
};

#endif
