/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "fence.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <new>
#include <system_error>
#include <xapian.h>

namespace {

struct name_of_type {
    const char *type;
    xc_status status;
};

/* Every class of Xapian's errors. One that is new to us counts as a bug until it is placed here. */
const name_of_type types[] = {
    {"AssertionError", XC_INTERNAL},
    {"DatabaseClosedError", XC_CLOSED},
    {"DatabaseCorruptError", XC_CORRUPT},
    {"DatabaseCreateError", XC_OPENING},
    {"DatabaseError", XC_IO},
    {"DatabaseLockError", XC_LOCKED},
    {"DatabaseModifiedError", XC_MODIFIED},
    {"DatabaseNotFoundError", XC_NOT_FOUND},
    {"DatabaseOpeningError", XC_OPENING},
    {"DatabaseVersionError", XC_VERSION},
    {"DocNotFoundError", XC_NOT_FOUND},
    {"FeatureUnavailableError", XC_UNIMPLEMENTED},
    {"InternalError", XC_INTERNAL},
    {"InvalidArgumentError", XC_INVALID},
    {"InvalidOperationError", XC_INVALID},
    {"NetworkError", XC_NETWORK},
    {"NetworkTimeoutError", XC_TIMEOUT},
    {"QueryParserError", XC_QUERY_SYNTAX},
    {"RangeError", XC_INVALID},
    {"SerialisationError", XC_INVALID},
    {"UnimplementedError", XC_UNIMPLEMENTED},
    {"WildcardError", XC_QUERY_SYNTAX},
};

const char *const status_names[] = {
    "XC_OK",       "XC_MODIFIED", "XC_LOCKED",       "XC_CORRUPT", "XC_NOT_FOUND",
    "XC_NETWORK",  "XC_TIMEOUT",  "XC_QUERY_SYNTAX", "XC_INVALID", "XC_UNIMPLEMENTED",
    "XC_NO_SPACE", "XC_CLOSED",   "XC_NO_MEMORY",    "XC_VERSION", "XC_OPENING",
    "XC_IO",       "XC_INTERNAL",
};

/* Makes one clean line of it: no control characters, and no half of a character at a cut end. */
void tidy(char *message, bool cut)
{
    size_t len = std::strlen(message);
    if (cut) {
        while (len > 0 && (message[len - 1] & 0xC0) == 0x80)
            len--;
        if (len > 0 && (message[len - 1] & 0x80))
            len--;
    }
    message[len] = '\0';
    for (char *c = message; *c != '\0'; c++) {
        if (static_cast<unsigned char>(*c) < ' ')
            *c = ' ';
    }
}

xc_status report(xc_error *err, xc_status status, const char *message, const char *reason,
                 const char *context)
{
    if (!err)
        return status;
    err->code = status;
    int len = std::snprintf(err->message, sizeof err->message, "%s%s%s%s%s%s", message,
                            reason ? ": " : "", reason ? reason : "", context ? " (" : "",
                            context ? context : "", context ? ")" : "");
    tidy(err->message, len >= static_cast<int>(sizeof err->message));
    return status;
}

xc_status status_of(const char *type)
{
    for (const name_of_type &known : types) {
        if (std::strcmp(known.type, type) == 0)
            return known.status;
    }
    return XC_INTERNAL;
}

/* Xapian keeps errno as text only, and after a failed commit only inside its message. */
bool tells_no_space(const char *text)
{
    for (int code : {ENOSPC, EDQUOT, EFBIG}) {
        if (text && std::strstr(text, std::generic_category().message(code).c_str()))
            return true;
    }
    return false;
}

xc_status report(xc_error *err, const Xapian::Error &e)
{
    const char *reason = e.get_error_string();
    const std::string &message = e.get_msg();
    xc_status status = status_of(e.get_type());
    if ((status == XC_IO || status == XC_OPENING) &&
        (tells_no_space(reason) || tells_no_space(message.c_str())))
        status = XC_NO_SPACE;
    return report(err, status, message.empty() ? e.get_type() : message.c_str(), reason,
                  e.get_context().empty() ? nullptr : e.get_context().c_str());
}

xc_status classify(xc_error *err)
{
    try {
        throw;
    } catch (const xc::refusal &e) {
        return report(err, e.status, e.message, nullptr, nullptr);
    } catch (const Xapian::Error &e) {
        return report(err, e);
    } catch (const std::bad_alloc &) {
        return report(err, XC_NO_MEMORY, "out of memory", nullptr, nullptr);
    } catch (const std::exception &e) {
        return report(err, XC_INTERNAL, "unexpected C++ exception", e.what(), nullptr);
    } catch (...) {
        return report(err, XC_INTERNAL, "unknown C++ exception", nullptr, nullptr);
    }
}

} // namespace

/* Describing an error takes memory too, and may fail in its turn. */
xc_status xc::translate(xc_error *err) noexcept
{
    try {
        return classify(err);
    } catch (...) {
        return report(err, XC_NO_MEMORY, "out of memory", nullptr, nullptr);
    }
}

const char *xc_status_name(xc_status status)
{
    size_t i = static_cast<size_t>(status);
    return i < sizeof status_names / sizeof *status_names ? status_names[i] : "XC_UNKNOWN";
}

const char *xc_version(void)
{
    return XC_VERSION_STRING;
}

const char *xc_xapian_version(void)
{
    return Xapian::version_string();
}

void xc_free(void *memory)
{
    std::free(memory);
}
