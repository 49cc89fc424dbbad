/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_OFFICE_PROPERTIES_H
#define INDEXER_READERS_OFFICE_PROPERTIES_H

/* The properties of a document: docProps/core.xml and app.xml of OOXML, meta.xml of OpenDocument. */

#include "office_version.h"
#include "readers/package.h"

/* Adds what the part says. It may be missing; the strings live in the arena. */
enum parangon_code office_properties_read(struct package *package, const char *part,
                                          struct parangon_arena *arena,
                                          struct office_properties *properties,
                                          struct parangon_error *err);

#endif
