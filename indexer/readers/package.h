/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_PACKAGE_H
#define INDEXER_READERS_PACKAGE_H

/*
 * A zip package of named parts, as office documents are (OOXML, OpenDocument).
 *
 * Nothing is unpacked but the parts asked for, each into memory. A package belongs to one thread;
 * it reads from the stream, which it does not close and whose position it moves.
 */

#include "parangon/error.h"
#include "parangon/memory.h"

#include <stdio.h>

struct package;

/* The stream must be seekable. PARANGON_REJECTED when it holds no whole zip, has too many parts, is
   too large or protected by a password; PARANGON_SYSTEM when it cannot be read. */
enum parangon_code package_open(FILE *stream, struct package **package, struct parangon_error *err);

/* Adds the bytes of the part to `bytes`. Names are compared as OOXML does, case aside.
   PARANGON_NOTHING when there is no such part, PARANGON_REJECTED when it is damaged or unpacks to
   more than it may. Parts asked for in the order in which they stand in the file come cheapest. */
enum parangon_code package_part(struct package *package, const char *name,
                                struct parangon_buf *bytes, struct parangon_error *err);

void package_close(struct package *package);

#endif
