/* SPDX-License-Identifier: GPL-2.0-or-later */

/* Checking a database, and merging several into one. */

#include "bytes.h"
#include "handles.h"

#include <cstring>
#include <sstream>

using xc::fence;
using xc::refusal;

namespace {

int xapian_flags(unsigned ours)
{
    if (ours >
        (XC_COMPACT_NO_RENUMBER | XC_COMPACT_MULTIPASS | XC_COMPACT_SINGLE_FILE | XC_COMPACT_FULL))
        throw refusal{XC_INVALID, "compaction: unknown flag"};
    int theirs = 0;
    theirs |= (ours & XC_COMPACT_NO_RENUMBER) ? Xapian::DBCOMPACT_NO_RENUMBER : 0;
    theirs |= (ours & XC_COMPACT_MULTIPASS) ? Xapian::DBCOMPACT_MULTIPASS : 0;
    theirs |= (ours & XC_COMPACT_SINGLE_FILE) ? Xapian::DBCOMPACT_SINGLE_FILE : 0;
    theirs |= (ours & XC_COMPACT_FULL) ? Xapian::Compactor::FULL : Xapian::Compactor::STANDARD;
    return theirs;
}

/* Xapian reports some damage as a plain DatabaseError; what the system refused has its error
 * string. */
size_t check(const char *path, std::ostream *report)
{
    try {
        return Xapian::Database::check(path, 0, report);
    } catch (const Xapian::DatabaseError &e) {
        if (std::strcmp(e.get_type(), "DatabaseError") != 0 || e.get_error_string())
            throw;
        throw Xapian::DatabaseCorruptError(e.get_msg(), e.get_context());
    }
}

} // namespace

xc_status xc_database_check(const char *path, size_t *faults, char **report, size_t *len,
                            xc_error *err)
{
    return fence(err, [&] {
        std::ostringstream text;
        size_t count = check(path, report ? &text : nullptr);
        if (report)
            xc::give(text.str(), report, len);
        *faults = count;
    });
}

xc_status xc_database_compact(const char *const sources[], size_t n, const char *target,
                              unsigned flags, xc_error *err)
{
    return fence(err, [&] {
        if (n == 0)
            throw refusal{XC_INVALID, "compaction: no source"};
        int options = xapian_flags(flags);
        Xapian::Database all;
        for (size_t i = 0; i < n; i++)
            all.add_database(Xapian::Database(sources[i]));
        all.compact(target, static_cast<unsigned>(options));
    });
}
