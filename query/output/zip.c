/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "zip.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum {
    VERSION = 20, /* 2.0: deflated files */
    METHOD_STORED = 0,
    METHOD_DEFLATED = 8,
    FLAG_UTF8 = 1 << 11,
    DATE = (1 << 5) | 1, /* 1 January 1980: the same answer gives the same bytes */
    RAW_WINDOW = -15,    /* deflated bytes without a header */
    MEMORY_LEVEL = 8
};

struct entry {
    const char *name;
    uint32_t crc, packed, len, offset;
    unsigned method;
};

static void add16(struct parangon_buf *out, unsigned value)
{
    parangon_buf_putc(out, (char)(value & 0xFF));
    parangon_buf_putc(out, (char)(value >> 8 & 0xFF));
}

static void add32(struct parangon_buf *out, uint32_t value)
{
    add16(out, value & 0xFFFF);
    add16(out, value >> 16);
}

/* What the header of a file and its line in the directory have in common. */
static void add_common(struct parangon_buf *out, const struct entry *entry)
{
    add16(out, VERSION);
    add16(out, FLAG_UTF8);
    add16(out, entry->method);
    add16(out, 0); /* midnight */
    add16(out, DATE);
    add32(out, entry->crc);
    add32(out, entry->packed);
    add32(out, entry->len);
    add16(out, (unsigned)strlen(entry->name));
    add16(out, 0); /* no extra fields */
}

static void add_header(struct parangon_buf *out, const struct entry *entry)
{
    add32(out, 0x04034B50);
    add_common(out, entry);
    parangon_buf_puts(out, entry->name);
}

static void add_to_directory(struct parangon_buf *out, const struct entry *entry)
{
    add32(out, 0x02014B50);
    add16(out, VERSION);
    add_common(out, entry);
    add16(out, 0); /* no comment */
    add16(out, 0); /* disk */
    add16(out, 0); /* internal attributes */
    add32(out, 0); /* external attributes */
    add32(out, entry->offset);
    parangon_buf_puts(out, entry->name);
}

static bool deflate_into(struct parangon_buf *out, const void *bytes, size_t len)
{
    z_stream stream = {0};
    bool done;

    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, RAW_WINDOW, MEMORY_LEVEL,
                     Z_DEFAULT_STRATEGY) != Z_OK)
        return false;
    size_t room = deflateBound(&stream, (uLong)len);
    char *packed = parangon_alloc(room);

    stream.next_in = (Bytef *)(uintptr_t)bytes; /* zlib does not write to it */
    stream.avail_in = (uInt)len;
    stream.next_out = (Bytef *)packed;
    stream.avail_out = (uInt)room;
    done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    if (done)
        parangon_buf_add(out, packed, stream.total_out);
    deflateEnd(&stream);
    free(packed);
    return done;
}

void zip_init(struct zip *zip, struct parangon_buf *out)
{
    *zip = (struct zip){.out = out, .start = out->len};
}

void zip_add(struct zip *zip, const char *name, const void *bytes, size_t len, bool stored)
{
    struct parangon_buf packed = {0};
    size_t offset = zip->out->len - zip->start;

    if (zip->failed || len > UINT32_MAX / 4 || offset > UINT32_MAX / 2 ||
        (!stored && !deflate_into(&packed, bytes, len))) {
        zip->failed = true;
        return;
    }
    struct entry entry = {.name = name,
                          .crc = (uint32_t)crc32(crc32(0, NULL, 0), bytes, (uInt)len),
                          .packed = (uint32_t)(stored ? len : packed.len),
                          .len = (uint32_t)len,
                          .offset = (uint32_t)offset,
                          .method = stored ? METHOD_STORED : METHOD_DEFLATED};

    add_header(zip->out, &entry);
    if (stored)
        parangon_buf_add(zip->out, bytes, len);
    else
        parangon_buf_add(zip->out, parangon_buf_str(&packed), packed.len);
    add_to_directory(&zip->directory, &entry);
    zip->count++;
    parangon_buf_clear(&packed);
}

enum parangon_code zip_finish(struct zip *zip, struct parangon_error *err)
{
    uint32_t offset = (uint32_t)(zip->out->len - zip->start);

    parangon_buf_add(zip->out, parangon_buf_str(&zip->directory), zip->directory.len);
    add32(zip->out, 0x06054B50);
    add16(zip->out, 0);
    add16(zip->out, 0);
    add16(zip->out, zip->count);
    add16(zip->out, zip->count);
    add32(zip->out, (uint32_t)zip->directory.len);
    add32(zip->out, offset);
    add16(zip->out, 0);
    parangon_buf_clear(&zip->directory);
    if (zip->failed)
        return parangon_error_set(err, PARANGON_SYSTEM, "the file would be too large");
    return PARANGON_OK;
}
