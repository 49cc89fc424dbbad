/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "signature.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

void signature_read(FILE *stream, struct signature_head *head)
{
    head->len = 0;
    head->zip = head->ole = "";
    if (fseeko(stream, 0, SEEK_SET) == 0)
        head->len = fread(head->bytes, 1, SIGNATURE_HEAD_MAX, stream);
    head->bytes[head->len] = '\0';
    if (head->len) {
        head->zip = signature_zip_kind(stream, head);
        head->ole = signature_ole_kind(stream, head);
    }
    clearerr(stream);
    (void)!fseeko(stream, 0, SEEK_SET);
}

static bool stands_at(const struct signature_head *head, size_t at, const char *bytes, size_t len)
{
    return head->len >= at + len && memcmp(head->bytes + at, bytes, len) == 0;
}

static enum signature certain(bool is_it)
{
    return is_it ? SIGNATURE_CERTAIN : SIGNATURE_NONE;
}

/* The text of a head: without a byte order mark and white space in front. */
static const char *first_word(const struct signature_head *head)
{
    const char *text = (const char *)head->bytes;

    if (stands_at(head, 0, "\xEF\xBB\xBF", 3))
        text += 3;
    return text + strspn(text, " \t\r\n\f");
}

/* Readers of PDF look for the mark in the first KiB, as some senders put something in front. */
enum signature signature_pdf(const struct signature_head *head)
{
    if (strncmp(first_word(head), "%PDF-", 5) == 0)
        return SIGNATURE_CERTAIN;
    for (size_t at = 1; at < 1024 && at + 5 < head->len; at++) {
        if (stands_at(head, at, "%PDF-1.", 7) || stands_at(head, at, "%PDF-2.", 7))
            return SIGNATURE_LIKELY;
    }
    return SIGNATURE_NONE;
}

enum signature signature_rtf(const struct signature_head *head)
{
    return certain(stands_at(head, 0, "{\\rtf", 5));
}

/* ---- HTML ---- */

/* The text in single bytes: pages that Word saves may be in UTF-16. */
static void narrow(const struct signature_head *head, char text[SIGNATURE_HEAD_MAX + 1])
{
    bool little = stands_at(head, 0, "\xFF\xFE", 2), big = stands_at(head, 0, "\xFE\xFF", 2);
    size_t len = 0;

    if (!little && !big) {
        strcpy(text, first_word(head));
        return;
    }
    for (size_t at = little ? 2 : 3; at < head->len; at += 2)
        text[len++] = (char)head->bytes[at];
    text[len] = '\0';
}

/* Past comments, the XML declaration and white space. */
static const char *skip_prologue(const char *text)
{
    for (;;) {
        const char *end = NULL;

        text += strspn(text, " \t\r\n\f");
        if (strncmp(text, "<!--", 4) == 0) {
            if ((end = strstr(text, "-->")))
                text = end + 3;
        } else if (strncmp(text, "<?xml", 5) == 0) {
            if ((end = strstr(text, "?>")))
                text = end + 2;
        }
        if (!end)
            return text;
    }
}

/* The tag, and not the beginning of the name of another one. */
static bool is_tag(const char *text, const char *tag)
{
    size_t len = strlen(tag);

    return strncasecmp(text, tag, len) == 0 && text[len] && strchr(" \t\r\n/>", text[len]);
}

enum signature signature_html(const struct signature_head *head)
{
    static const char *const parts[] = {"<head",  "<body", "<title",  "<meta", "<style", "<script",
                                        "<table", "<div",  "<center", "<font", "<p",     "<h1"};
    char narrowed[SIGNATURE_HEAD_MAX + 1];

    narrow(head, narrowed);
    const char *text = skip_prologue(narrowed);
    if (is_tag(text, "<!doctype html") || is_tag(text, "<html"))
        return SIGNATURE_CERTAIN;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (is_tag(text, parts[i]))
            return SIGNATURE_LIKELY;
    }
    return SIGNATURE_NONE;
}

/* ---- Messages ---- */

static bool is_one_of(const char *const *names, const char *name, size_t len)
{
    for (; *names; names++) {
        if (strlen(*names) == len && strncasecmp(*names, name, len) == 0)
            return true;
    }
    return false;
}

/* The length of the name in "Name: value", 0 when the line is no such thing. */
static size_t field_name(const char *line, size_t len)
{
    size_t name = 0;

    while (name < len && line[name] > ' ' && line[name] < 0x7F && line[name] != ':')
        name++;
    return name < len && line[name] == ':' ? name : 0;
}

/* A person who copies a message writes From, To and Subject; only programs write the others. */
enum signature signature_eml(const struct signature_head *head)
{
    static const char *const written[] = {"from", "to", "cc", "subject", "date", "reply-to", NULL};
    static const char *const made[] = {"received",
                                       "return-path",
                                       "message-id",
                                       "mime-version",
                                       "delivered-to",
                                       "content-type",
                                       "dkim-signature",
                                       "authentication-results",
                                       NULL};
    const char *line = (const char *)head->bytes;
    size_t people = 0, programs = 0;

    for (;;) {
        size_t len = strcspn(line, "\r\n");
        bool goes_on = *line == ' ' || *line == '\t';

        if (len == 0 || line[len] == '\0')
            break; /* the end of the header, or of what is known of it */
        size_t name = field_name(line, len);
        if (!name && (!goes_on || people + programs == 0))
            return SIGNATURE_NONE;
        if (!goes_on) {
            people += is_one_of(written, line, name);
            programs += is_one_of(made, line, name);
        }
        line += len + (line[len] == '\r' && line[len + 1] == '\n' ? 2 : 1);
    }
    if (people + programs >= 3 && programs)
        return SIGNATURE_CERTAIN;
    return people + programs >= 2 ? SIGNATURE_LIKELY : SIGNATURE_NONE;
}

/* ---- Tables in text ---- */

static size_t count_byte(const char *text, size_t len, char byte)
{
    size_t count = 0;

    for (size_t i = 0; i < len; i++)
        count += text[i] == byte;
    return count;
}

/* Whether the first whole lines, three at least, have the separator equally often. */
static enum signature is_table(const struct signature_head *head, char separator)
{
    const char *line = first_word(head);
    size_t lines = 0, columns = 0;

    if (strlen((const char *)head->bytes) != head->len)
        return SIGNATURE_NONE; /* a NUL is in it */
    for (;; lines++) {
        size_t len = strcspn(line, "\n");
        size_t count = count_byte(line, len, separator);

        if (line[len] == '\0')
            break;
        if (count == 0 || (lines && count != columns))
            return SIGNATURE_NONE;
        columns = count;
        line += len + 1;
    }
    return lines >= 3 ? SIGNATURE_LIKELY : SIGNATURE_NONE;
}

enum signature signature_csv(const struct signature_head *head)
{
    enum signature semicolons = is_table(head, ';');

    return semicolons ? semicolons : is_table(head, ',');
}

enum signature signature_tsv(const struct signature_head *head)
{
    return is_table(head, '\t');
}

/* ---- Containers ---- */

enum signature signature_docx(const struct signature_head *head)
{
    return certain(strcmp(head->zip, "docx") == 0);
}

enum signature signature_xlsx(const struct signature_head *head)
{
    return certain(strcmp(head->zip, "xlsx") == 0);
}

enum signature signature_pptx(const struct signature_head *head)
{
    return certain(strcmp(head->zip, "pptx") == 0);
}

enum signature signature_odt(const struct signature_head *head)
{
    return certain(strcmp(head->zip, "odt") == 0);
}

enum signature signature_ods(const struct signature_head *head)
{
    return certain(strcmp(head->zip, "ods") == 0);
}

enum signature signature_odp(const struct signature_head *head)
{
    return certain(strcmp(head->zip, "odp") == 0);
}

enum signature signature_epub(const struct signature_head *head)
{
    return certain(strcmp(head->zip, "epub") == 0);
}

enum signature signature_doc(const struct signature_head *head)
{
    return certain(strcmp(head->ole, "doc") == 0);
}

enum signature signature_xls(const struct signature_head *head)
{
    return certain(strcmp(head->ole, "xls") == 0);
}

enum signature signature_ppt(const struct signature_head *head)
{
    return certain(strcmp(head->ole, "ppt") == 0);
}

/* The sum of the bytes of a tar header stands in it, in octal, and is taken with blanks in its own
   place: old archives have no other mark. */
static bool is_tar(const struct signature_head *head)
{
    unsigned long sum = 0, stored = 0;
    size_t at = 148;

    if (head->len < 512)
        return false;
    for (size_t i = 0; i < 512; i++)
        sum += i >= 148 && i < 156 ? ' ' : head->bytes[i];
    while (at < 156 && head->bytes[at] == ' ')
        at++;
    for (; at < 156 && head->bytes[at] >= '0' && head->bytes[at] <= '7'; at++)
        stored = stored * 8 + (unsigned long)(head->bytes[at] - '0');
    return head->bytes[0] && stored == sum;
}

enum signature signature_archive(const struct signature_head *head)
{
    static const struct {
        const char *bytes;
        size_t len;
    } marks[] = {{"\x1F\x8B\x08", 3},
                 {"\xFD\x37zXZ\0", 6},
                 {"7z\xBC\xAF\x27\x1C", 6},
                 {"\x28\xB5\x2F\xFD", 4}};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (stands_at(head, 0, marks[i].bytes, marks[i].len))
            return SIGNATURE_CERTAIN;
    }
    return certain(strcmp(head->zip, "archive") == 0 || is_tar(head) ||
                   (stands_at(head, 0, "BZh", 3) && stands_at(head, 4, "1AY&SY", 6)));
}
