/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "bytes.h"
#include "cursor.h"
#include "handles.h"

using xc::fence;

struct xc_values {
    xc::cursor<Xapian::ValueIterator> cursor;
};

namespace {

/* Says whether the present value found room; if not even an empty buffer would do, refuses. */
bool place(xc_values *values, char *bytes, size_t capacity, size_t used, size_t *end)
{
    const std::string value = *values->cursor.at;
    if (value.size() > capacity - used) {
        values->cursor.unread();
        if (used == 0)
            throw xc::refusal{XC_INVALID, "values: a value is larger than the buffer"};
        return false;
    }
    value.copy(bytes + used, value.size());
    *end = used + value.size();
    return true;
}

} // namespace

xc_status xc_values_open(xc_database *database, xc_slot slot, xc_values **values, xc_error *err)
{
    return fence(err, [&] {
        const Xapian::Database &db = database->db;
        *values = new xc_values{{db, db.valuestream_begin(slot), db.valuestream_end(slot)}};
    });
}

xc_status xc_values_read(xc_values *values, xc_docid docids[], size_t offsets[], size_t n,
                         char bytes[], size_t capacity, size_t *got, xc_error *err)
{
    return fence(err, [&] {
        size_t count = 0;
        offsets[0] = 0;
        while (count < n && values->cursor.advance() &&
               place(values, bytes, capacity, offsets[count], &offsets[count + 1])) {
            docids[count] = values->cursor.at.get_docid();
            count++;
        }
        *got = count;
    });
}

xc_status xc_values_skip_to(xc_values *values, xc_docid docid, xc_error *err)
{
    return fence(err, [&] {
        values->cursor.skip_to(docid, [](const Xapian::ValueIterator &at, xc_docid to) {
            return at.get_docid() < to;
        });
    });
}

void xc_values_close(xc_values *values)
{
    delete values;
}
