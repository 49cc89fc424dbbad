/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_OUTPUT_ZIP_H
#define QUERY_OUTPUT_ZIP_H

/*
 * A ZIP file in memory (PKWARE APPNOTE 6.3.3), as office documents want it.
 *
 * The first file of an OpenDocument tells its kind: stored as it is, with neither extra fields nor
 * its size behind it (OpenDocument 1.3, part 2, 3.3). libarchive always writes both.
 */

#include "parangon/memory.h"

#include <stdbool.h>

struct zip {
    struct parangon_buf *out;
    struct parangon_buf directory;
    unsigned count;
    size_t start; /* of the ZIP in `out` */
    bool failed;
};

/* `out` is borrowed until zip_finish. */
void zip_init(struct zip *zip, struct parangon_buf *out);
void zip_add(struct zip *zip, const char *name, const void *bytes, size_t len, bool stored);
/* PARANGON_SYSTEM when there was not enough memory, or more than a ZIP can hold. */
enum parangon_code zip_finish(struct zip *zip, struct parangon_error *err);

#endif
