/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* memmem, strcasestr */
#include "html_tame.h"

#include "html_names.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

enum {
    DEPTH_MAX = 80,              /* open elements; pages have 20 to 40 */
    TAGS_MAX = 500 * 1000,       /* the longest specifications have 400,000 */
    NAME_MAX_BYTES = 32,         /* of an element */
    VALUE_MAX = 8 * 1024,        /* of an attribute; descriptions have some hundred bytes */
    RUN_MAX = 1024 * 1024,       /* text without a tag; libxml2 gives up after 10 million bytes */
    LINKED_MAX = 4 * 1024 * 1024 /* JSON-LD of a page */
};

struct span {
    const char *start;
    size_t len;
};

struct tamer {
    const char *at, *end;
    struct html_tame *out;
    struct span open[DEPTH_MAX];
    size_t depth;
    size_t tags;
    size_t run_start;       /* of the text since the last tag, in the markup */
    unsigned long unclosed; /* bits of the names after which no end tag follows any more */
};

/* What an attribute is kept for: main text and boilerplate are told by them. */
static const char *const wanted[] = {
    "alt",        "aria-hidden", "charset", "class",    "colspan", "content",  "hidden", "href",
    "http-equiv", "id",          "lang",    "name",     "rel",     "property", "role",   "xml:lang",
    "style",      "aria-label",  "title",   "itemprop", "type",    NULL};

/* Elements of which nothing is wanted, with all that is in them. The first ones hold raw text and
   go on to the end of the page when they are never closed. */
static const char *const dropped[] = {
    "script",   "style",  "iframe", "noframes", "noembed", "textarea", "xmp",      "svg", "math",
    "template", "select", "canvas", "audio",    "video",   "noscript", "datalist", NULL};
enum {
    RAW_COUNT = 7
};

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f';
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool same_name(struct span a, struct span b)
{
    return a.len == b.len && strncasecmp(a.start, b.start, a.len) == 0;
}

static bool is_name(struct span name, const char *text)
{
    return name.len == strlen(text) && strncasecmp(name.start, text, name.len) == 0;
}

static size_t find_name(struct span name, const char *const *names)
{
    size_t i = 0;

    while (names[i] &&
           (name.len == 0 || names[i][0] != (*name.start | 0x20) || !is_name(name, names[i])))
        i++;
    return i;
}

/* Text with markup made of it would be markup that nobody bounded. */
static void put_escaped(struct parangon_buf *to, struct span text)
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
static size_t cut(const char *text, size_t len, size_t most)
{
    if (len <= most)
        return len;
    while (most && ((unsigned char)text[most] & 0xC0) == 0x80)
        most--;
    return most;
}

/* Long text is cut with line ends, at whatever distance from tags that were left out. */
static void put_text(struct tamer *tamer, struct span text)
{
    struct parangon_buf *to = &tamer->out->markup;

    while (to->len - tamer->run_start + text.len > RUN_MAX) {
        size_t room = RUN_MAX - (to->len - tamer->run_start);
        size_t len = cut(text.start, text.len, room);

        parangon_buf_add(to, text.start, len);
        parangon_buf_puts(to, "<br>");
        tamer->run_start = to->len;
        text = (struct span){text.start + len, text.len - len};
    }
    parangon_buf_add(to, text.start, text.len);
}

/* Behind the next occurrence of `mark`, or at the end. */
static void skip_past(struct tamer *tamer, const char *mark)
{
    const char *found = memmem(tamer->at, (size_t)(tamer->end - tamer->at), mark, strlen(mark));

    tamer->at = found ? found + strlen(mark) : tamer->end;
}

static struct span take_name(struct tamer *tamer)
{
    struct span name = {tamer->at, 0};

    while (tamer->at < tamer->end && !is_space(*tamer->at) && !strchr("/>", *tamer->at))
        tamer->at++;
    name.len = (size_t)(tamer->at - name.start);
    return name;
}

static void skip_space(struct tamer *tamer)
{
    while (tamer->at < tamer->end && is_space(*tamer->at))
        tamer->at++;
}

static struct span take_value(struct tamer *tamer)
{
    struct span value = {tamer->at, 0};

    if (tamer->at == tamer->end)
        return value;
    if (*tamer->at == '"' || *tamer->at == '\'') {
        const char *start = ++tamer->at;
        const char *close = memchr(start, start[-1], (size_t)(tamer->end - start));

        tamer->at = close ? close + 1 : tamer->end;
        return (struct span){start, (size_t)((close ? close : tamer->end) - start)};
    }
    while (tamer->at < tamer->end && !is_space(*tamer->at) && *tamer->at != '>')
        tamer->at++;
    value.len = (size_t)(tamer->at - value.start);
    return value;
}

/* One attribute, put behind the name of the tag when it is wanted and the first of its name. */
static void take_attribute(struct tamer *tamer, unsigned long *seen, struct span *type)
{
    struct parangon_buf *to = &tamer->out->markup;
    struct span name = {tamer->at++, 1}, value = {NULL, 0}; /* a name may begin with "=" */

    while (tamer->at < tamer->end && !is_space(*tamer->at) && !strchr("/>=", *tamer->at))
        tamer->at++;
    name.len = (size_t)(tamer->at - name.start);
    skip_space(tamer);
    if (tamer->at < tamer->end && *tamer->at == '=') {
        tamer->at++;
        skip_space(tamer);
        value = take_value(tamer);
    }
    size_t which = find_name(name, wanted);
    if (!wanted[which] || *seen & 1UL << which)
        return;
    *seen |= 1UL << which;
    if (is_name(name, "type"))
        *type = value;
    value.len = value.start ? cut(value.start, value.len, VALUE_MAX) : 0;
    parangon_buf_printf(to, " %s=\"", wanted[which]);
    put_escaped(to, value);
    parangon_buf_putc(to, '"');
}

/* The rest of a tag behind its name; true when it ends with "/>". */
static bool take_attributes(struct tamer *tamer, struct span *type)
{
    unsigned long seen = 0;
    bool slash = false;

    *type = (struct span){"", 0};
    while (tamer->at < tamer->end && *tamer->at != '>') {
        if (is_space(*tamer->at) || *tamer->at == '/') {
            slash = *tamer->at++ == '/';
            continue;
        }
        slash = false;
        take_attribute(tamer, &seen, type);
    }
    if (tamer->at < tamer->end)
        tamer->at++;
    return slash;
}

/* The end tag "</name" from `at` on; `end` when there is none. */
static const char *find_end_tag(const char *at, const char *end, struct span name)
{
    while ((at = memmem(at, (size_t)(end - at), "</", 2))) {
        size_t left = (size_t)(end - at) - 2;

        if (left >= name.len && strncasecmp(at + 2, name.start, name.len) == 0 &&
            (left == name.len || is_space(at[2 + name.len]) || strchr("/>", at[2 + name.len])))
            return at;
        at += 2;
    }
    return end;
}

/* Skips an element of which nothing is wanted; the tag itself has been read. */
static void drop_element(struct tamer *tamer, struct span name, size_t which, struct span type)
{
    struct parangon_buf *linked = &tamer->out->linked_data;

    if (tamer->unclosed & 1UL << which)
        return;
    const char *close = find_end_tag(tamer->at, tamer->end, name);
    if (close == tamer->end)
        tamer->unclosed |= 1UL << which;
    if (close == tamer->end && which >= RAW_COUNT)
        return;
    size_t len = (size_t)(close - tamer->at);
    if (is_name(name, "script") && is_name(type, "application/ld+json") &&
        len < LINKED_MAX - linked->len) {
        parangon_buf_add(linked, tamer->at, len);
        parangon_buf_putc(linked, '\0');
    }
    tamer->at = close;
    skip_past(tamer, ">");
}

/* The text of a title is no markup. */
static void take_title(struct tamer *tamer, struct span name)
{
    size_t left = (size_t)(tamer->end - tamer->at);
    const char *end = tamer->at + (left < VALUE_MAX ? left : VALUE_MAX);
    const char *close = find_end_tag(tamer->at, end, name);
    struct span text = {tamer->at, close < end ? (size_t)(close - tamer->at) : 0};

    put_escaped(&tamer->out->markup, text);
    tamer->at += text.len;
    parangon_buf_puts(&tamer->out->markup, "</title>");
}

static void put_end_tag(struct tamer *tamer, struct span name)
{
    parangon_buf_puts(&tamer->out->markup, "</");
    parangon_buf_add(&tamer->out->markup, name.start, name.len);
    parangon_buf_putc(&tamer->out->markup, '>');
}

static bool is_sound_name(struct span name)
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
    struct span name = take_name(tamer), type;

    parangon_buf_putc(to, '<');
    parangon_buf_add(to, name.start, name.len);
    bool empty = take_attributes(tamer, &type);
    parangon_buf_putc(to, '>');
    size_t which = find_name(name, dropped);
    unsigned kind = html_kind(name.start, name.len);
    bool counted = !(kind & (HTML_VOID | HTML_OPTIONAL_END)) && !empty;
    bool passed = is_sound_name(name) && !dropped[which] && !(kind & HTML_EMPTY) &&
                  tamer->tags < TAGS_MAX && !(counted && tamer->depth == DEPTH_MAX);
    if (!passed) { /* as white space where words must stay apart */
        to->len = before;
        if (!(kind & HTML_VOID) && (before == 0 || to->data[before - 1] != ' '))
            put_text(tamer, (struct span){" ", 1});
        if (dropped[which] && !empty)
            drop_element(tamer, name, which, type);
        return;
    }
    tamer->tags++;
    tamer->run_start = to->len;
    if (is_name(name, "title"))
        take_title(tamer, name);
    else if (empty && !(kind & HTML_VOID))
        put_end_tag(tamer, name);
    else if (counted)
        tamer->open[tamer->depth++] = name;
}

/* 1 for text-level elements, 2 for blocks, 3 for tables: an end tag does not reach out of an
   element of a higher level. */
static unsigned level(struct span name)
{
    unsigned kind = html_kind(name.start, name.len);

    return kind & HTML_TABLE ? 3 : kind & HTML_BLOCK ? 2 : 1;
}

static void take_end_tag(struct tamer *tamer)
{
    struct span name = take_name(tamer), type;
    struct parangon_buf *to = &tamer->out->markup;
    size_t before = to->len, depth = tamer->depth;

    take_attributes(tamer, &type);
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
    size_t left = (size_t)(tamer->end - tamer->at);

    if (left >= 4 && memcmp(tamer->at, "<!--", 4) == 0) {
        tamer->at += 2; /* <!--> is a whole comment */
        skip_past(tamer, "-->");
    } else if (left >= 2 && strchr("!?", tamer->at[1])) {
        skip_past(tamer, ">");
    } else if (left >= 2 && is_letter(tamer->at[1])) {
        tamer->at++;
        take_start_tag(tamer);
    } else if (left >= 3 && tamer->at[1] == '/' && is_letter(tamer->at[2])) {
        tamer->at += 2;
        take_end_tag(tamer);
    } else {
        tamer->at++;
        parangon_buf_puts(&tamer->out->markup, "&lt;");
    }
}

void html_tame(const char *text, size_t len, struct html_tame *tame)
{
    struct tamer tamer = {.at = text, .end = text + len, .out = tame};

    while (tamer.at < tamer.end) {
        const char *tag = memchr(tamer.at, '<', (size_t)(tamer.end - tamer.at));
        const char *stop = tag ? tag : tamer.end;

        put_text(&tamer, (struct span){tamer.at, (size_t)(stop - tamer.at)});
        tamer.at = stop;
        if (tag)
            take_markup(&tamer);
    }
}
