/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a zip is: an office document, a book, or files put together. Names of entries tell, from the
 * directory at its end, or from the first entry when the end is missing. The layout is that of
 * APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16; OpenDocument 1.3 part 2, 3.3 puts the type first.
 */
#include "signature.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum {
    END_LEN = 22,             /* of the record that ends a zip */
    ENTRY_LEN = 46,           /* of an entry in the directory, without its names */
    LOCAL_LEN = 30,           /* of the header before the bytes of an entry */
    TAIL_MAX = 65535 + 22,    /* the end record and the longest comment */
    ENTRIES_LOOKED_AT = 2000, /* an office document with thousands of pictures says it before */
    NAME_LOOKED_AT = 32
};

static uint32_t number(const unsigned char *bytes, int len)
{
    uint32_t value = 0;

    while (len--)
        value = value << 8 | bytes[len];
    return value;
}

struct prefix {
    const char *text, *kind;
};

/* The parts that only one kind of package has. */
static const struct prefix parts[] = {
    {"word/", "docx"}, {"xl/", "xlsx"}, {"ppt/", "pptx"}, {"META-INF/container.xml", "epub"}};

/* What OpenDocument and EPUB have in the entry "mimetype", which is the first and not compressed;
   longer ones first. */
static const struct prefix types[] = {{"application/vnd.oasis.opendocument.text-web", "package"},
                                      {"application/vnd.oasis.opendocument.text", "odt"},
                                      {"application/vnd.oasis.opendocument.spreadsheet", "ods"},
                                      {"application/vnd.oasis.opendocument.presentation", "odp"},
                                      {"application/vnd.oasis.opendocument.", "package"},
                                      {"application/epub+zip", "epub"}};

static const char *kind_by_prefix(const struct prefix *table, size_t count, const char *text)
{
    for (size_t i = 0; i < count; i++) {
        if (strncmp(text, table[i].text, strlen(table[i].text)) == 0)
            return table[i].kind;
    }
    return NULL;
}

/* The kind that the first entry names, NULL when it names none. */
static const char *kind_by_first(const struct signature_head *head)
{
    const char *name = (const char *)head->bytes + LOCAL_LEN;

    if (head->len <= LOCAL_LEN)
        return NULL;
    size_t name_len = number(head->bytes + 26, 2), extra = number(head->bytes + 28, 2);
    size_t content = LOCAL_LEN + name_len + extra;
    if (name_len == 8 && strncmp(name, "mimetype", 8) == 0 && content < head->len)
        return kind_by_prefix(types, sizeof types / sizeof *types,
                              (const char *)head->bytes + content);
    return kind_by_prefix(parts, sizeof parts / sizeof *parts, name);
}

/* Entries that the packages of Microsoft and OpenDocument begin with, and archives do not. */
static bool begins_as_package(const struct signature_head *head)
{
    static const char *const names[] = {"[Content_Types].xml", "_rels/.rels", "docProps/",
                                        "mimetype"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (head->len > LOCAL_LEN &&
            strncmp((const char *)head->bytes + LOCAL_LEN, names[i], strlen(names[i])) == 0)
            return true;
    }
    return false;
}

/* Where the directory begins, or -1. The comment behind the end record is of any length. */
static off_t find_directory(FILE *stream)
{
    unsigned char tail[TAIL_MAX];

    if (fseeko(stream, 0, SEEK_END) != 0)
        return -1;
    off_t size = ftello(stream), from = size > TAIL_MAX ? size - TAIL_MAX : 0;
    if (size < END_LEN || fseeko(stream, from, SEEK_SET) != 0)
        return -1;
    size_t len = fread(tail, 1, sizeof tail, stream);
    for (size_t at = len < END_LEN ? 0 : len - END_LEN + 1; at-- > 0;) {
        if (memcmp(tail + at, "PK\5\6", 4) == 0)
            return (off_t)number(tail + at + 16, 4);
    }
    return -1;
}

/* The kind that the names in the directory tell, NULL without a directory. */
static const char *kind_by_directory(FILE *stream)
{
    off_t at = find_directory(stream);
    bool has_types = false;
    const char *kind = NULL;

    if (at < 0)
        return NULL;
    for (int i = 0; i < ENTRIES_LOOKED_AT; i++) {
        unsigned char entry[ENTRY_LEN + NAME_LOOKED_AT + 1] = {0};
        const char *name = (const char *)entry + ENTRY_LEN;

        if (fseeko(stream, at, SEEK_SET) != 0 ||
            fread(entry, 1, sizeof entry - 1, stream) < ENTRY_LEN ||
            memcmp(entry, "PK\1\2", 4) != 0)
            break;
        size_t name_len = number(entry + 28, 2);
        if (name_len < NAME_LOOKED_AT)
            entry[ENTRY_LEN + name_len] = '\0';
        has_types = has_types || strcmp(name, "[Content_Types].xml") == 0;
        if (!kind)
            kind = kind_by_prefix(parts, sizeof parts / sizeof *parts, name);
        if (kind && (has_types || strcmp(kind, "epub") == 0))
            return kind;
        at += (off_t)(ENTRY_LEN + name_len + number(entry + 30, 2) + number(entry + 32, 2));
    }
    return has_types ? "package" : "archive";
}

const char *signature_zip_kind(FILE *stream, const struct signature_head *head)
{
    const char *bytes = (const char *)head->bytes;

    if (strncmp(bytes, "PK\5\6", 4) == 0)
        return "archive"; /* an empty one */
    if (strncmp(bytes, "PK\3\4", 4) != 0)
        return "";
    const char *first = kind_by_first(head);
    if (first && begins_as_package(head))
        return first;
    /* A folder in an archive may be called "word" too, so that the first name alone counts only
       when the directory is gone. */
    const char *listed = kind_by_directory(stream);
    if (listed && strcmp(listed, "archive") != 0)
        return listed;
    if (begins_as_package(head))
        return "package";
    return listed || !first ? "archive" : first;
}
