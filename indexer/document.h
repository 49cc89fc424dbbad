/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_DOCUMENT_H
#define INDEXER_DOCUMENT_H

/* Records into documents of the index: words cut, themes found, filter terms added. */

#include "parangon/index.h"

#include <cjson/cJSON.h>
#include <stdbool.h>

/* What documents are made with; one a thread. */
struct workshop {
    const struct parangon_knowledge *knowledge;
    struct parangon_stemmer *stemmer;
    struct parangon_spotter *themes;
    bool duplicate; /* the record at hand may be one of others: see identity_put */
    bool has_theme; /* the record made last: given or found */
};

void workshop_init(struct workshop *workshop, const struct parangon_knowledge *knowledge);
void workshop_clear(struct workshop *workshop);

/* The passages of a joined record, the head first. `number` is its record number, `source` the
   path of its source. Returns how many; `*documents`, and each of them, are the caller's
   (documents_free). Failures of the binding other than exhausted memory cannot happen here. */
size_t documents_make(struct workshop *workshop, const cJSON *record, uint32_t number,
                      const char *source, xc_document ***documents);
void documents_free(xc_document **documents, size_t count);

#endif
