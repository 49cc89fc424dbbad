/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SERVE_DOCUMENT_PAGE_H
#define QUERY_SERVE_DOCUMENT_PAGE_H

/* Pages that show an answer as the exports do. */

#include "frame.h"

#include <cjson/cJSON.h>

/* Opens a page with the title of the document that the answer makes, adds what `before` adds (may be
   NULL) and the document; the rest of the page and its end are the caller's. */
void document_page_open(struct call *call, enum section section, enum answer_kind kind,
                        const cJSON *answer, void (*before)(struct call *call));

/* Links to the same answer in the formats that offices take. */
void document_page_add_exports(struct call *call, enum page_string label);

#endif
