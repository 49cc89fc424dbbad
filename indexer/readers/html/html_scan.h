/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_HTML_SCAN_H
#define INDEXER_READERS_HTML_SCAN_H

/* The pieces of markup, as a browser cuts them: names, attributes, ends. */

#include "parangon/memory.h"

#include <stdbool.h>

struct html_span {
    const char *start;
    size_t len;
};

struct html_scan {
    const char *at, *end;
};

enum {
    HTML_VALUE_MAX = 8 * 1024 /* bytes of an attribute; descriptions have some hundred */
};

bool html_is_space(char byte);
bool html_is_name(struct html_span name, const char *text); /* case aside */
/* The place of the name in a list, or that of the NULL at its end. */
size_t html_find_name(struct html_span name, const char *const *names);

/* The name of a tag, from where the scan stands. */
struct html_span html_scan_name(struct html_scan *scan);
/* The rest of the tag. The attributes that are of use, each at most once, are written to `to`;
   `type` is the value of that name. True when the tag ends with "/>". */
bool html_scan_attributes(struct html_scan *scan, struct parangon_buf *to, struct html_span *type);
/* Goes behind the next occurrence of `mark`, or to the end. */
void html_scan_past(struct html_scan *scan, const char *mark);
/* The end tag of that name from `at` on; `end` when there is none. */
const char *html_scan_end_tag(const char *at, const char *end, struct html_span name);

/* Adds text so that no markup can be made of it. */
void html_put_escaped(struct parangon_buf *to, struct html_span text);
/* At most `most` bytes, not inside a character. */
size_t html_cut(const char *text, size_t len, size_t most);

#endif
