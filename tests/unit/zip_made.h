/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TESTS_UNIT_ZIP_MADE_H
#define TESTS_UNIT_ZIP_MADE_H

/* Zip files made by tests. */

#include <archive.h>
#include <archive_entry.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct zip_made {
    FILE *stream;
    struct archive *archive;
};

static inline struct zip_made zip_begin(void)
{
    struct zip_made zip = {tmpfile(), archive_write_new()};

    if (!zip.stream || !zip.archive)
        abort();
    archive_write_set_format_zip(zip.archive);
    archive_write_open_FILE(zip.archive, zip.stream);
    return zip;
}

static inline void zip_entry(struct zip_made *zip, const char *name, size_t len)
{
    struct archive_entry *entry = archive_entry_new();

    archive_entry_set_pathname(entry, name);
    archive_entry_set_size(entry, (la_int64_t)len);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    if (archive_write_header(zip->archive, entry) != ARCHIVE_OK)
        abort();
    archive_entry_free(entry);
}

static inline void zip_add(struct zip_made *zip, const char *name, const char *bytes, size_t len)
{
    zip_entry(zip, name, len);
    if (archive_write_data(zip->archive, bytes, len) != (la_ssize_t)len)
        abort();
}

static inline void zip_add_text(struct zip_made *zip, const char *name, const char *text)
{
    zip_add(zip, name, text, strlen(text));
}

static inline void zip_add_spaces(struct zip_made *zip, const char *name, size_t len)
{
    char block[1 << 16];

    memset(block, ' ', sizeof block);
    zip_entry(zip, name, len);
    for (size_t at = 0; at < len; at += sizeof block) {
        if (archive_write_data(zip->archive, block, sizeof block) != (la_ssize_t)sizeof block)
            abort();
    }
}

/* The file, open at its beginning; the caller closes it. */
static inline FILE *zip_end(struct zip_made *zip)
{
    if (archive_write_close(zip->archive) != ARCHIVE_OK)
        abort();
    archive_write_free(zip->archive);
    rewind(zip->stream);
    return zip->stream;
}

#endif
