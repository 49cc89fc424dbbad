/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "html_tame.h"

#include "html_names.h"
#include "html_scan.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

enum {
    DEPTH_MAX = 80,              /* open elements; pages have 20 to 40 */
    TAGS_MAX = 500 * 1000,       /* the longest specifications have 400,000 */
    NAME_MAX_BYTES = 32,         /* of an element */
    RUN_MAX = 1024 * 1024,       /* text without a tag; libxml2 gives up after 10 million bytes */
    GROWTH_MAX = 16 << 20,       /* bytes that "&lt;" for "<" and the like may add */
    LINKED_MAX = 4 * 1024 * 1024 /* JSON-LD of a page */
};

struct tamer {
    struct html_scan scan;
    struct html_tame *out;
    struct html_span open[DEPTH_MAX];
    size_t depth;
    size_t tags;
    size_t run_start;       /* of the text since the last tag, in the markup */
    unsigned long unclosed; /* bits of the names after which no end tag follows any more */
};

/* Elements of which nothing is wanted, with all that is in them. The first ones hold raw text and
   go on to the end of the page when they are never closed. */
static const char *const dropped[] = {
    "script",   "style",  "iframe", "noframes", "noembed", "textarea", "xmp",      "svg", "math",
    "template", "select", "canvas", "audio",    "video",   "noscript", "datalist", NULL};
enum {
    RAW_COUNT = 7
};

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool same_name(struct html_span a, struct html_span b)
{
    return a.len == b.len && strncasecmp(a.start, b.start, a.len) == 0;
}

/* Long text is cut with line ends, at whatever distance from tags that were left out. */
static void put_text(struct tamer *tamer, struct html_span text)
{
    struct parangon_buf *to = &tamer->out->markup;

    while (to->len - tamer->run_start + text.len > RUN_MAX) {
        size_t room = RUN_MAX - (to->len - tamer->run_start);
        size_t len = html_cut(text.start, text.len, room);

        parangon_buf_add(to, text.start, len);
        parangon_buf_puts(to, "<br>");
        tamer->run_start = to->len;
        text = (struct html_span){text.start + len, text.len - len};
    }
    parangon_buf_add(to, text.start, text.len);
}

/* Skips an element of which nothing is wanted; the tag itself has been read. */
static void drop_element(struct tamer *tamer, struct html_span name, size_t which,
                         struct html_span type)
{
    struct parangon_buf *linked = &tamer->out->linked_data;

    if (tamer->unclosed & 1UL << which)
        return;
    const char *close = html_scan_end_tag(tamer->scan.at, tamer->scan.end, name);
    if (close == tamer->scan.end)
        tamer->unclosed |= 1UL << which;
    if (close == tamer->scan.end && which >= RAW_COUNT)
        return;
    size_t len = (size_t)(close - tamer->scan.at);
    if (html_is_name(name, "script") && html_is_name(type, "application/ld+json") &&
        len < LINKED_MAX - linked->len) {
        parangon_buf_add(linked, tamer->scan.at, len);
        parangon_buf_putc(linked, '\0');
    }
    tamer->scan.at = close;
    html_scan_past(&tamer->scan, ">");
}

/* The text of a title is no markup. */
static void take_title(struct tamer *tamer, struct html_span name)
{
    size_t left = (size_t)(tamer->scan.end - tamer->scan.at);
    const char *end = tamer->scan.at + (left < HTML_VALUE_MAX ? left : HTML_VALUE_MAX);
    const char *close = html_scan_end_tag(tamer->scan.at, end, name);
    struct html_span text = {tamer->scan.at, close < end ? (size_t)(close - tamer->scan.at) : 0};

    html_put_escaped(&tamer->out->markup, text);
    tamer->scan.at += text.len;
    parangon_buf_puts(&tamer->out->markup, "</title>");
}

static void put_end_tag(struct tamer *tamer, struct html_span name)
{
    parangon_buf_puts(&tamer->out->markup, "</");
    parangon_buf_add(&tamer->out->markup, name.start, name.len);
    parangon_buf_putc(&tamer->out->markup, '>');
}

static bool is_sound_name(struct html_span name)
{
    for (size_t i = 0; i < name.len; i++) {
        if (!is_letter(name.start[i]) && !(name.start[i] >= '0' && name.start[i] <= '9') &&
            !strchr("-:_.", name.start[i]))
            return false;
    }
    return name.len <= NAME_MAX_BYTES;
}

static void take_start_tag(struct tamer *tamer)
{
    struct parangon_buf *to = &tamer->out->markup;
    size_t before = to->len;
    struct html_span name = html_scan_name(&tamer->scan), type;

    parangon_buf_putc(to, '<');
    parangon_buf_add(to, name.start, name.len);
    bool empty = html_scan_attributes(&tamer->scan, to, &type);
    parangon_buf_putc(to, '>');
    size_t which = html_find_name(name, dropped);
    unsigned kind = html_kind(name.start, name.len);
    bool counted = !(kind & (HTML_VOID | HTML_OPTIONAL_END)) && !empty;
    bool passed = is_sound_name(name) && !dropped[which] && !(kind & HTML_EMPTY) &&
                  tamer->tags < TAGS_MAX && !(counted && tamer->depth == DEPTH_MAX);
    if (!passed) { /* as white space where words must stay apart */
        to->len = before;
        if (!(kind & HTML_VOID) && (before == 0 || to->data[before - 1] != ' '))
            put_text(tamer, (struct html_span){" ", 1});
        if (dropped[which] && !empty)
            drop_element(tamer, name, which, type);
        return;
    }
    tamer->tags++;
    tamer->run_start = to->len;
    if (html_is_name(name, "title"))
        take_title(tamer, name);
    else if (empty && !(kind & HTML_VOID))
        put_end_tag(tamer, name);
    else if (counted)
        tamer->open[tamer->depth++] = name;
}

/* 1 for text-level elements, 2 for blocks, 3 for tables: an end tag does not reach out of an
   element of a higher level. */
static unsigned level(struct html_span name)
{
    unsigned kind = html_kind(name.start, name.len);

    return kind & HTML_TABLE ? 3 : kind & HTML_BLOCK ? 2 : 1;
}

static void take_end_tag(struct tamer *tamer)
{
    struct html_span name = html_scan_name(&tamer->scan), type;
    struct parangon_buf *to = &tamer->out->markup;
    size_t before = to->len, depth = tamer->depth;

    html_scan_attributes(&tamer->scan, to, &type);
    to->len = before; /* attributes of an end tag */
    if (!is_sound_name(name) || tamer->tags >= TAGS_MAX)
        return;
    if (html_kind(name.start, name.len) & HTML_OPTIONAL_END) {
        tamer->tags++;
        put_end_tag(tamer, name);
        return;
    }
    while (depth && !same_name(tamer->open[depth - 1], name)) {
        if (level(tamer->open[depth - 1]) > level(name))
            return;
        depth--;
    }
    if (depth == 0)
        return;
    while (tamer->depth >= depth)
        put_end_tag(tamer, tamer->open[--tamer->depth]);
}

static void take_markup(struct tamer *tamer)
{
    size_t left = (size_t)(tamer->scan.end - tamer->scan.at);

    if (left >= 4 && memcmp(tamer->scan.at, "<!--", 4) == 0) {
        tamer->scan.at += 2; /* <!--> is a whole comment */
        html_scan_past(&tamer->scan, "-->");
    } else if (left >= 2 && strchr("!?", tamer->scan.at[1])) {
        html_scan_past(&tamer->scan, ">");
    } else if (left >= 2 && is_letter(tamer->scan.at[1])) {
        tamer->scan.at++;
        take_start_tag(tamer);
    } else if (left >= 3 && tamer->scan.at[1] == '/' && is_letter(tamer->scan.at[2])) {
        tamer->scan.at += 2;
        take_end_tag(tamer);
    } else {
        tamer->scan.at++;
        parangon_buf_puts(&tamer->out->markup, tamer->tags < TAGS_MAX ? "&lt;" : " ");
    }
}

void html_tame(const char *text, size_t len, struct html_tame *tame)
{
    struct tamer tamer = {.scan = {text, text + len}, .out = tame};

    while (tamer.scan.at < tamer.scan.end) {
        const char *tag = memchr(tamer.scan.at, '<', (size_t)(tamer.scan.end - tamer.scan.at));
        const char *stop = tag ? tag : tamer.scan.end;

        put_text(&tamer, (struct html_span){tamer.scan.at, (size_t)(stop - tamer.scan.at)});
        tamer.scan.at = stop;
        if (tame->markup.len > len + GROWTH_MAX)
            tamer.tags = TAGS_MAX;
        if (tag)
            take_markup(&tamer);
    }
}
