/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "bytes.h"

#include <algorithm>
#include <cstdlib>
#include <new>

std::string xc::checked_term(const char *text, size_t len)
{
    if (len == 0)
        throw refusal{XC_INVALID, "term, key or word: is empty"};
    if (len > XC_TERM_MAX ||
        len + static_cast<size_t>(std::count(text, text + len, '\0')) > XC_TERM_MAX)
        throw refusal{XC_INVALID, "term, key or word: is longer than 245 bytes"};
    return std::string(text, len);
}

void xc::give(const std::string &text, char **out, size_t *len)
{
    char *copy = static_cast<char *>(new_block(0, 0, text.size() + 1));
    text.copy(copy, text.size());
    copy[text.size()] = '\0';
    *out = copy;
    *len = text.size();
}

size_t xc::fill(char *buffer, size_t capacity, const std::string &text)
{
    if (text.size() >= capacity)
        throw refusal{XC_INVALID, "term: is longer than 255 bytes"};
    text.copy(buffer, text.size());
    buffer[text.size()] = '\0';
    return text.size();
}

void *xc::new_block(size_t n, size_t record_size, size_t bytes)
{
    if (record_size != 0 && n > (SIZE_MAX - bytes) / record_size)
        throw std::bad_alloc();
    void *memory = std::malloc(std::max<size_t>(n * record_size + bytes, 1));
    if (!memory)
        throw std::bad_alloc();
    return memory;
}
