/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_OFFICE_VERSION_H
#define INDEXER_READERS_OFFICE_VERSION_H

/* Makes a version of a record of an office document. */

#include "office.h"

#include <cjson/cJSON.h>

/* What the file says about itself; each may be NULL. */
struct office_properties {
    const char *title;
    const char *description;
    const char *template_name; /* of the file that it was made from */
};

/* PARANGON_REJECTED when there is nothing to read in the document, or too much. `name` is the
   file's: its title when it has no other. */
enum parangon_code office_version_make(struct office *office,
                                       const struct office_properties *properties, const char *name,
                                       cJSON **version, struct parangon_error *err);

#endif
