/* SPDX-License-Identifier: GPL-2.0-or-later */

/* Strings on their way in and out. */

#ifndef XC_BYTES_H
#define XC_BYTES_H

#include "fence.h"

#include <string>
#include <vector>

namespace xc {

/* NULL with length 0 is the empty string. */
inline std::string bytes(const char *text, size_t len)
{
    return len == 0 ? std::string() : std::string(text, len);
}

/* What is written as a key: refused when Xapian could not store it, because Xapian would find
 * out only after other documents have been accepted, and drop them with it. */
std::string checked_term(const char *text, size_t len);

/* A copy in malloc'ed memory with one NUL byte more. The out parameters are written last, all
 * or none. */
void give(const std::string &text, char **out, size_t *len);

/* Copies into a fixed buffer with one NUL byte more; refuses what does not fit. */
size_t fill(char *buffer, size_t capacity, const std::string &text);

/* An array of n records followed by bytes, in one malloc'ed block. */
void *new_block(size_t n, size_t record_size, size_t bytes);

/* A block of records which begin with a pointer and a length; place() copies text after the n
 * records. */
template <typename Record> struct block {
    block(size_t n, size_t text_bytes)
        : records(static_cast<Record *>(new_block(n, sizeof(Record), text_bytes + n))),
          free_bytes(reinterpret_cast<char *>(records + n))
    {
    }

    const char *place(const std::string &text)
    {
        char *copy = free_bytes;
        text.copy(copy, text.size());
        copy[text.size()] = '\0';
        free_bytes += text.size() + 1;
        return copy;
    }

    Record *records;
    char *free_bytes;
};

} // namespace xc

#endif
