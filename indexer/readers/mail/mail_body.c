/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* memmem, strcasestr */
#include "mail_body.h"

#include "readers/text/text_sections.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct line {
    const char *start;
    size_t len; /* without white space at its end */
};

enum {
    INTRODUCTION_MAX = 400, /* bytes of "On Monday, 5 May 2025, … wrote:", over three lines */
    HEADERS_MAX = 12        /* lines "From: …" above a message in a message */
};

static struct line line_at(const char *at)
{
    struct line line = {at, strcspn(at, "\n")};

    while (line.len && strchr(" \t\r", line.start[line.len - 1]))
        line.len--;
    return line;
}

static const char *next_line(const char *at)
{
    at += strcspn(at, "\n");
    return *at ? at + 1 : at;
}

static bool starts(struct line line, const char *words)
{
    return line.len >= strlen(words) && strncasecmp(line.start, words, strlen(words)) == 0;
}

static bool ends(struct line line, const char *words)
{
    size_t len = strlen(words);

    return line.len >= len && strncasecmp(line.start + line.len - len, words, len) == 0;
}

static bool starts_with_one_of(struct line line, const char *const *list)
{
    while (line.len && strchr(" \t*", *line.start)) {
        line.start++;
        line.len--;
    }
    while (*list && !starts(line, *list))
        list++;
    return *list != NULL;
}

/* "Le lundi 5 mai 2025 à 10:12, … a écrit :" and "On Mon, May 5, 2025 … wrote:", which may go over
   three lines. Behind its last line, or NULL when there is none here. */
static const char *behind_introduction(const char *at)
{
    static const char *const openings[] = {"Le ", "On ", NULL};
    static const char *const closings[] = {
        "a écrit :", "a écrit:", "a écrit\xC2\xA0:", "a écrit\xE2\x80\xAF:", "wrote:",
        "wrote :",   NULL};
    const char *start = at;

    if (!starts_with_one_of(line_at(at), openings))
        return NULL;
    for (int i = 0; i < 3 && *at && at - start < INTRODUCTION_MAX; i++) {
        struct line line = line_at(at);

        if (line.len == 0)
            return NULL;
        at = next_line(at);
        for (const char *const *closing = closings; *closing; closing++) {
            if (ends(line, *closing))
                return at;
        }
    }
    return NULL;
}

/* "From: …" with a line "Subject: …" soon behind it: the head of a message inside of this one.
   Behind the head, or NULL. */
static const char *behind_headers(const char *at)
{
    static const char *const first[] = {"De :", "De:", "De\xC2\xA0:", "From:", "From :", NULL};
    static const char *const all[] = {
        "De :",      "De:",        "De\xC2\xA0:", "From:",          "Envoyé",       "Sent:",
        "Date",      "À :",        "À:",          "À\xC2\xA0:",     "A :",          "To:",
        "Cc",        "Objet",      "Subject:",    "Pièces jointes", "Attachments:", "Répondre à",
        "Reply-To:", "Importance", NULL};
    static const char *const subject[] = {"Objet", "Subject", NULL};
    bool found = false;

    if (!starts_with_one_of(line_at(at), first))
        return NULL;
    for (int i = 0; i < HEADERS_MAX && *at; i++) {
        struct line line = line_at(at);

        if (line.len && !starts_with_one_of(line, all))
            break;
        if (line.len == 0 && found)
            break;
        found |= starts_with_one_of(line, subject);
        at = next_line(at);
    }
    return found ? at : NULL;
}

/* "-----Message d'origine-----", "---------- Forwarded message ---------" */
static bool is_rule(struct line line)
{
    static const char *const words[] = {
        "message d'origine", "message d’origine", "original message", "forwarded message",
        "message transféré", "forwarded by",      "message original", NULL};
    if (line.len == 0 || !strchr("-_", *line.start))
        return false;
    for (const char *const *word = words; *word; word++) {
        for (size_t at = 0; at + strlen(*word) <= line.len; at++) {
            if (strncasecmp(line.start + at, *word, strlen(*word)) == 0)
                return true;
        }
    }
    return line.len >= 20 && strspn(line.start, "_") >= line.len;
}

static bool is_forwarding(struct line line)
{
    return memmem(line.start, line.len, "orward", 6) || memmem(line.start, line.len, "ransf", 5);
}

/* Lines that phones and services add. */
static bool is_advertising(struct line line)
{
    static const char *const words[] = {
        "Envoyé de mon ",    "Envoyé depuis ",      "Sent from my ",
        "Get Outlook for ",  "Télécharger Outlook", "Obtenez Outlook",
        "Sent from Outlook", "Envoyé à partir de",  NULL};

    return starts_with_one_of(line, words);
}

static bool is_signature(struct line line)
{
    return line.len == 2 && memcmp(line.start, "--", 2) == 0;
}

static const char *skip_blank(const char *at)
{
    while (*at && line_at(at).len == 0)
        at = next_line(at);
    return at;
}

struct stripping {
    struct parangon_buf own; /* what was kept */
    bool forwarded;          /* the message passes another one on */
};

/* Where the text goes on behind a line that announces another message: behind its head when it was
   passed on, for then it is what this message is about, else at the end. */
static const char *behind_announcement(const struct stripping *stripping, const char *at)
{
    const char *start = skip_blank(at), *behind = behind_headers(start);

    if (stripping->forwarded || stripping->own.len == 0)
        return behind ? behind : at;
    return at + strlen(at);
}

/* The place to go on from when the line at `at` is none of the writer's own, else NULL. */
static const char *skip(struct stripping *stripping, const char *at)
{
    struct line line = line_at(at);
    const char *behind = behind_introduction(at);

    if (behind) /* with signs of quotation below it, those go one by one, and answers stay */
        return *skip_blank(behind) == '>' ? behind : at + strlen(at);
    if (line.len && *line.start == '>')
        return next_line(at);
    if (is_signature(line))
        return at + strlen(at);
    if (is_advertising(line))
        return next_line(at);
    if (is_rule(line) && (*line.start == '-' || behind_headers(skip_blank(next_line(at))))) {
        stripping->forwarded |= is_forwarding(line);
        return behind_announcement(stripping, next_line(at));
    }
    return behind_headers(at) ? behind_announcement(stripping, at) : NULL;
}

char *mail_body_own(const char *text, bool forwarded)
{
    struct stripping stripping = {.forwarded = forwarded};
    struct parangon_buf *own = &stripping.own;

    while (*text) {
        const char *behind = skip(&stripping, text);

        if (behind) {
            text = behind;
            continue;
        }
        const char *end = next_line(text);
        if (own->len || line_at(text).len)
            parangon_buf_add(own, text, (size_t)(end - text));
        text = end;
    }
    while (own->len && strchr(" \t\r\n", own->data[own->len - 1]))
        own->data[--own->len] = '\0';
    return own->data ? parangon_buf_take(own) : parangon_strdup("");
}

static char *unwrap_flowed(const char *text)
{
    struct parangon_buf out = {0};

    while (*text) {
        size_t len = strcspn(text, "\r\n");
        bool goes_on =
            len > 0 && text[len - 1] == ' ' && !(len == 3 && memcmp(text, "-- ", 3) == 0);

        if (len && *text == ' ')
            parangon_buf_add(&out, text + 1, len - 1); /* stuffed */
        else
            parangon_buf_add(&out, text, len);
        if (!goes_on)
            parangon_buf_puts(&out, "\n");
        text += len;
        text += *text == '\r';
        text += *text == '\n';
    }
    return out.data ? parangon_buf_take(&out) : parangon_strdup("");
}

char *mail_body_unwrap(const char *text, bool flowed)
{
    char *unfolded = flowed ? unwrap_flowed(text) : parangon_strdup(text);
    struct text_lines lines;
    struct hyphens hyphens;
    struct text_blocks blocks;
    struct parangon_buf out = {0};

    if (text_lines_init(&lines, unfolded, strlen(unfolded), NULL) != PARANGON_OK)
        return unfolded; /* too many lines: as they are */
    free(unfolded);
    hyphens_init(&hyphens, &lines);
    text_blocks_init(&blocks, &lines, &hyphens);
    text_blocks_join(&blocks, &hyphens);
    text_sections_mark(&blocks);
    text_sections_write(&blocks, &out);
    text_blocks_clear(&blocks);
    hyphens_clear(&hyphens);
    text_lines_clear(&lines);
    return out.data ? parangon_buf_take(&out) : parangon_strdup("");
}

/* Behind "Re:" or another of the marks that programs put before a subject, else NULL. */
static const char *behind_mark(const char *subject, const char *const *marks)
{
    for (; *marks; marks++) {
        size_t len = strlen(*marks);

        if (strncasecmp(subject, *marks, len) != 0)
            continue;
        len += strspn(subject + len, " ");
        len += strncmp(subject + len, "\xC2\xA0", 2) == 0 ? 2 : 0;
        if (subject[len] == ':')
            return subject + len + 1;
    }
    return NULL;
}

static const char *const forward_marks[] = {"fw", "fwd", "tr", "wg", NULL};

const char *mail_bare_subject(const char *subject)
{
    static const char *const answer_marks[] = {"re", "réf", "rép", "ref", "aw", NULL};

    for (;;) {
        subject += strspn(subject, " \t");
        const char *behind = behind_mark(subject, answer_marks);
        if (!behind)
            behind = behind_mark(subject, forward_marks);
        if (!behind)
            return subject;
        subject = behind;
    }
}

bool mail_is_forwarded(const char *subject)
{
    return behind_mark(subject + strspn(subject, " \t"), forward_marks) != NULL;
}
