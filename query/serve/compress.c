/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "compress.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum {
    WORTH_BYTES = 860,     /* below, the head of the answer weighs more than what is saved */
    GZIP_WINDOW = 15 + 16, /* zlib's way to ask for gzip */
    LEVEL = 5
};

/* Spreadsheets and other archives are compressed in themselves. */
static bool is_text(const char *type)
{
    return strncmp(type, "text/", 5) == 0 || strstr(type, "json") || strstr(type, "+xml") ||
           strstr(type, "javascript");
}

void compress_body(struct call *call)
{
    z_stream stream = {0};

    if (call->body.len < WORTH_BYTES || call->body.len > UINT_MAX || !is_text(call->type) ||
        deflateInit2(&stream, LEVEL, Z_DEFLATED, GZIP_WINDOW, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return;
    size_t room = deflateBound(&stream, call->body.len);
    char *bytes = parangon_alloc(room);

    stream.next_in = (unsigned char *)call->body.data;
    stream.avail_in = (unsigned)call->body.len;
    stream.next_out = (unsigned char *)bytes;
    stream.avail_out = (unsigned)room;
    if (deflate(&stream, Z_FINISH) == Z_STREAM_END && stream.total_out < call->body.len) {
        parangon_buf_reset(&call->body);
        parangon_buf_add(&call->body, bytes, stream.total_out);
        call->is_gzip = true;
    }
    deflateEnd(&stream);
    free(bytes);
}
