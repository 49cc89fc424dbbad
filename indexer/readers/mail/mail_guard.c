/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mail_guard.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

enum {
    BOUNDARIES_MAX = 10 * 1000, /* lines between parts; a long thread of messages has hundreds */
    HEADERS_MAX = 4 << 20 /* bytes of header lines; a message passed through lists has 20 kB */
};

static bool is_boundary(const char *line, size_t len)
{
    return len > 2 && line[0] == '-' && line[1] == '-';
}

/* "Name: …", or the continuation of such a line. */
static bool is_header(const char *line, size_t len, bool after_header)
{
    size_t at = 0;

    if (len && (*line == ' ' || *line == '\t'))
        return after_header;
    while (at < len && (isalnum((unsigned char)line[at]) || line[at] == '-'))
        at++;
    return at && at < len && line[at] == ':';
}

enum parangon_code mail_check(const struct parangon_buf *bytes, struct parangon_error *err)
{
    size_t parts = 0, headers = 0;
    bool header = false;

    for (size_t at = 0; at < bytes->len;) {
        const char *line = bytes->data + at, *end = memchr(line, '\n', bytes->len - at);
        size_t len = end ? (size_t)(end - line) : bytes->len - at;

        header = is_header(line, len, header);
        headers += header ? len : 0;
        parts += is_boundary(line, len);
        at += len + 1;
    }
    if (parts > BOUNDARIES_MAX)
        return parangon_error_set(err, PARANGON_REJECTED, "more than %d parts in a message",
                                  BOUNDARIES_MAX);
    if (headers > HEADERS_MAX)
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "more than %d MiB of header lines in a message",
                                  HEADERS_MAX >> 20);
    return PARANGON_OK;
}

void mail_drop_mailbox_line(struct parangon_buf *bytes)
{
    const char *end = bytes->len > 5 && memcmp(bytes->data, "From ", 5) == 0
                          ? memchr(bytes->data, '\n', bytes->len)
                          : NULL;

    if (!end)
        return;
    size_t len = (size_t)(end - bytes->data) + 1;
    memmove(bytes->data, bytes->data + len, bytes->len - len + 1);
    bytes->len -= len;
}
