/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The fence between C and C++: no exception crosses it.  The body of every exported function
 * which can fail is one call to fence(). Inside, code is free to throw; what it throws is
 * turned into a status and a message here and nowhere else. */

#ifndef XC_FENCE_H
#define XC_FENCE_H

#include "xapian-c.h"

namespace xc {

/* Thrown to refuse an argument or a call before Xapian has seen it. The message is a literal. */
struct refusal {
    xc_status status;
    const char *message;
};

/* Describes the exception being handled. */
xc_status translate(xc_error *err) noexcept;

template <typename Body> xc_status fence(xc_error *err, Body &&body) noexcept
{
    try {
        body();
        return XC_OK;
    } catch (...) {
        return translate(err);
    }
}

/* As fence(), for a body which changes what the writer holds: if it fails, the writer is spoilt. */
template <typename Writer, typename Body>
xc_status writer_fence(Writer *writer, xc_error *err, Body &&body) noexcept
{
    return fence(err, [&] {
        if (writer->spoilt)
            throw refusal{XC_CLOSED, "writer: an earlier call failed: close it and open it again"};
        try {
            body();
        } catch (const refusal &) {
            throw;
        } catch (...) {
            writer->spoilt = true;
            throw;
        }
    });
}

} // namespace xc

#endif
