/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "inject.h"

#include "bytes.h"
#include "fence.h"

#include <cerrno>
#include <functional>
#include <map>
#include <new>
#include <stdexcept>
#include <string>
#include <system_error>
#include <xapian.h>

namespace {

/* A class of errors which a later Xapian might bring. */
struct later_error : Xapian::Error {
    later_error() : Xapian::Error("something new", "", "\002LaterError", 0)
    {
    }
};

template <typename Error> void throw_error()
{
    throw Error("a message\nof two lines", "a context");
}

const std::map<std::string, std::function<void()>> ways = {
    {"AssertionError", throw_error<Xapian::AssertionError>},
    {"DatabaseClosedError", throw_error<Xapian::DatabaseClosedError>},
    {"DatabaseCorruptError", throw_error<Xapian::DatabaseCorruptError>},
    {"DatabaseCreateError", throw_error<Xapian::DatabaseCreateError>},
    {"DatabaseError", throw_error<Xapian::DatabaseError>},
    {"DatabaseLockError", throw_error<Xapian::DatabaseLockError>},
    {"DatabaseModifiedError", throw_error<Xapian::DatabaseModifiedError>},
    {"DatabaseNotFoundError", throw_error<Xapian::DatabaseNotFoundError>},
    {"DatabaseOpeningError", throw_error<Xapian::DatabaseOpeningError>},
    {"DatabaseVersionError", throw_error<Xapian::DatabaseVersionError>},
    {"DocNotFoundError", throw_error<Xapian::DocNotFoundError>},
    {"FeatureUnavailableError", throw_error<Xapian::FeatureUnavailableError>},
    {"InternalError", throw_error<Xapian::InternalError>},
    {"InvalidArgumentError", throw_error<Xapian::InvalidArgumentError>},
    {"InvalidOperationError", throw_error<Xapian::InvalidOperationError>},
    {"NetworkError", throw_error<Xapian::NetworkError>},
    {"NetworkTimeoutError", throw_error<Xapian::NetworkTimeoutError>},
    {"QueryParserError", throw_error<Xapian::QueryParserError>},
    {"RangeError", throw_error<Xapian::RangeError>},
    {"SerialisationError", throw_error<Xapian::SerialisationError>},
    {"UnimplementedError", throw_error<Xapian::UnimplementedError>},
    {"WildcardError", throw_error<Xapian::WildcardError>},
    {INJECT_NOTHING, [] {}},
    {INJECT_NO_SPACE, [] { throw Xapian::DatabaseError("writing", ENOSPC); }},
    {INJECT_NO_SPACE_IN_MESSAGE,
     [] {
         throw Xapian::DatabaseError("failed: " + std::generic_category().message(ENOSPC) + ", so");
     }},
    {INJECT_REFUSAL,
     [] {
         throw xc::refusal{XC_INVALID, "not this one"};
     }},
    {INJECT_BAD_ALLOC, [] { throw std::bad_alloc(); }},
    {INJECT_STANDARD, [] { throw std::out_of_range("too far"); }},
    {INJECT_INTEGER, [] { throw 42; }},
    {INJECT_LONG_MESSAGE,
     [] {
         std::string text = "x";
         while (text.size() < 2000)
             text += "\u00e9";
         throw Xapian::DatabaseError(text);
     }},
    {INJECT_UNKNOWN_CLASS, [] { throw later_error(); }},
};

struct writer {
    bool spoilt;
};

} // namespace

xc_status inject(const char *what, xc_error *err)
{
    const std::function<void()> &way = ways.at(what);
    return xc::fence(err, [&] { way(); });
}

xc_status inject_into_writer(const char *what, bool *spoilt, xc_error *err)
{
    const std::function<void()> &way = ways.at(what);
    writer w = {*spoilt};
    const xc_status status = xc::writer_fence(&w, err, [&] { way(); });
    *spoilt = w.spoilt;
    return status;
}

xc_status inject_huge_block(xc_error *err)
{
    return xc::fence(err, [&] { xc_free(xc::new_block(SIZE_MAX / 2, 16, 1)); });
}
