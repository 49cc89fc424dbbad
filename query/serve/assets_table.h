/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SERVE_ASSETS_TABLE_H
#define QUERY_SERVE_ASSETS_TABLE_H

#include <stddef.h>

struct asset {
    const char *name; /* "style-1a2b3c4d.css" */
    const unsigned char *bytes;
    size_t len;
};

/* Made by assets/make-assets.py from the files in assets/. */
extern const struct asset assets_table[];
extern const size_t assets_count;

#endif
