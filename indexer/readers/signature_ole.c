/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What an OLE2 container is: the names of the streams in its directory tell. The layout is that of
   [MS-CFB] 2.2 and 2.6. Only the first sectors of the directory are looked at, without following
   their chain: the programs that write these files put the streams that matter first. */
#include "signature.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum {
    ENTRY_LEN = 128,
    ENTRIES_LOOKED_AT = 64
};

static const struct {
    const char *stream, *kind;
} streams[] = {
    {"EncryptedPackage", "encrypted"},
    {"WordDocument", "doc"},
    {"Workbook", "xls"},
    {"Book", "xls"},
    {"PowerPoint Document", "ppt"},
};

static uint32_t number(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
           (uint32_t)bytes[3] << 24;
}

/* Names are in UTF-16, those looked for in ASCII. */
static bool is_named(const unsigned char *entry, const char *name)
{
    size_t len = strlen(name);

    for (size_t i = 0; i <= len; i++) {
        if (entry[2 * i] != (unsigned char)name[i] || entry[2 * i + 1])
            return false;
    }
    return true;
}

const char *signature_ole_kind(FILE *stream, const struct signature_head *head)
{
    unsigned char entries[ENTRIES_LOOKED_AT * ENTRY_LEN];
    size_t best = sizeof streams / sizeof *streams;

    if (head->len < 512 || memcmp(head->bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) != 0)
        return "";
    unsigned shift = head->bytes[30] == 12 ? 12 : 9; /* sectors have 512 bytes, or 4096 */
    off_t directory = ((off_t)number(head->bytes + 48) + 1) << shift;
    if (fseeko(stream, directory, SEEK_SET) != 0)
        return "other";
    size_t count = fread(entries, 1, sizeof entries, stream) / ENTRY_LEN;
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < best; j++) {
            if (is_named(entries + i * ENTRY_LEN, streams[j].stream))
                best = j;
        }
    }
    return best < sizeof streams / sizeof *streams ? streams[best].kind : "other";
}
