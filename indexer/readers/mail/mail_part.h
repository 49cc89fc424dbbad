/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_MAIL_PART_H
#define INDEXER_READERS_MAIL_PART_H

/* The parts of a message in MIME: the body, and the files that were sent with it. */

#include "parangon/memory.h"

#include <gmime/gmime.h>
#include <stdbool.h>

enum {
    MAIL_DEPTH_MAX = 20, /* parts inside of parts; mail programs make four */
    MAIL_TEXTS_MAX = 20, /* some programs cut the body at each picture */
    MAIL_ATTACHMENTS_MAX = 500
};

/* A piece of the body in one form or two; borrowed, either may be NULL. */
struct mail_text {
    GMimePart *plain, *html;
};

struct mail_parts {
    struct mail_text texts[MAIL_TEXTS_MAX];
    size_t text_count;
    GMimeObject *attachments[MAIL_ATTACHMENTS_MAX];
    size_t count;
    bool secret; /* some part is encrypted */
};

/* Sorts the parts of a message; they belong to it. */
void mail_parts_find(struct mail_parts *parts, GMimeMessage *message);

/* What a part holds, decoded. */
void mail_part_bytes(GMimeObject *part, struct parangon_buf *bytes);

/* The name of an attachment, fit for a path. Yours to free. */
char *mail_part_name(GMimeObject *part);

#endif
