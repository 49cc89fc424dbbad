/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* memmem */
#include "html_scan.h"

#include <string.h>
#include <strings.h>

/* What an attribute is kept for: main text and boilerplate are told by them. */
static const char *const wanted[] = {
    "alt",        "aria-hidden", "charset", "class",    "colspan", "content",  "hidden", "href",
    "http-equiv", "id",          "lang",    "name",     "rel",     "property", "role",   "xml:lang",
    "style",      "aria-label",  "title",   "itemprop", "type",    NULL};

bool html_is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f';
}

bool html_is_name(struct html_span name, const char *text)
{
    return name.len == strlen(text) && strncasecmp(name.start, text, name.len) == 0;
}

size_t html_find_name(struct html_span name, const char *const *names)
{
    size_t i = 0;

    while (names[i] &&
           (name.len == 0 || names[i][0] != (*name.start | 0x20) || !html_is_name(name, names[i])))
        i++;
    return i;
}

/* Text with markup made of it would be markup that nobody bounded. */
void html_put_escaped(struct parangon_buf *to, struct html_span text)
{
    for (size_t i = 0; i < text.len; i++) {
        switch (text.start[i]) {
        case '<': parangon_buf_puts(to, "&lt;"); break;
        case '>': parangon_buf_puts(to, "&gt;"); break;
        case '"': parangon_buf_puts(to, "&quot;"); break;
        default: parangon_buf_putc(to, text.start[i]);
        }
    }
}

/* Not inside a character. */
size_t html_cut(const char *text, size_t len, size_t most)
{
    if (len <= most)
        return len;
    while (most && ((unsigned char)text[most] & 0xC0) == 0x80)
        most--;
    return most;
}

/* Behind the next occurrence of `mark`, or at the end. */
void html_scan_past(struct html_scan *scan, const char *mark)
{
    const char *found = memmem(scan->at, (size_t)(scan->end - scan->at), mark, strlen(mark));

    scan->at = found ? found + strlen(mark) : scan->end;
}

struct html_span html_scan_name(struct html_scan *scan)
{
    struct html_span name = {scan->at, 0};

    while (scan->at < scan->end && !html_is_space(*scan->at) && !strchr("/>", *scan->at))
        scan->at++;
    name.len = (size_t)(scan->at - name.start);
    return name;
}

static void skip_space(struct html_scan *scan)
{
    while (scan->at < scan->end && html_is_space(*scan->at))
        scan->at++;
}

static struct html_span take_value(struct html_scan *scan)
{
    struct html_span value = {scan->at, 0};

    if (scan->at == scan->end)
        return value;
    if (*scan->at == '"' || *scan->at == '\'') {
        const char *start = ++scan->at;
        const char *close = memchr(start, start[-1], (size_t)(scan->end - start));

        scan->at = close ? close + 1 : scan->end;
        return (struct html_span){start, (size_t)((close ? close : scan->end) - start)};
    }
    while (scan->at < scan->end && !html_is_space(*scan->at) && *scan->at != '>')
        scan->at++;
    value.len = (size_t)(scan->at - value.start);
    return value;
}

/* One attribute, put behind the name of the tag when it is wanted and the first of its name. */
static void take_attribute(struct html_scan *scan, struct parangon_buf *to, unsigned long *seen,
                           struct html_span *type)
{
    struct html_span name = {scan->at++, 1}, value = {NULL, 0}; /* a name may begin with "=" */

    while (scan->at < scan->end && !html_is_space(*scan->at) && !strchr("/>=", *scan->at))
        scan->at++;
    name.len = (size_t)(scan->at - name.start);
    skip_space(scan);
    if (scan->at < scan->end && *scan->at == '=') {
        scan->at++;
        skip_space(scan);
        value = take_value(scan);
    }
    size_t which = html_find_name(name, wanted);
    if (!wanted[which] || *seen & 1UL << which)
        return;
    *seen |= 1UL << which;
    if (html_is_name(name, "type"))
        *type = value;
    value.len = value.start ? html_cut(value.start, value.len, HTML_VALUE_MAX) : 0;
    parangon_buf_printf(to, " %s=\"", wanted[which]);
    html_put_escaped(to, value);
    parangon_buf_putc(to, '"');
}

/* The rest of a tag behind its name; true when it ends with "/>". */
bool html_scan_attributes(struct html_scan *scan, struct parangon_buf *to, struct html_span *type)
{
    unsigned long seen = 0;
    bool slash = false;

    *type = (struct html_span){"", 0};
    while (scan->at < scan->end && *scan->at != '>') {
        if (html_is_space(*scan->at) || *scan->at == '/') {
            slash = *scan->at++ == '/';
            continue;
        }
        slash = false;
        take_attribute(scan, to, &seen, type);
    }
    if (scan->at < scan->end)
        scan->at++;
    return slash;
}

/* The end tag "</name" from `at` on; `end` when there is none. */
const char *html_scan_end_tag(const char *at, const char *end, struct html_span name)
{
    while ((at = memmem(at, (size_t)(end - at), "</", 2))) {
        size_t left = (size_t)(end - at) - 2;

        if (left >= name.len && strncasecmp(at + 2, name.start, name.len) == 0 &&
            (left == name.len || html_is_space(at[2 + name.len]) || strchr("/>", at[2 + name.len])))
            return at;
        at += 2;
    }
    return end;
}
