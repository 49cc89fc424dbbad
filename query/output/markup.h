/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_OUTPUT_MARKUP_H
#define QUERY_OUTPUT_MARKUP_H

/* Text for HTML and XML, in an element or in an attribute. */

#include "parangon/memory.h"
#include "parangon/text.h"

/* Signs of markup escaped, other control characters than tabs and line ends made U+FFFD. */
void markup_add(struct parangon_buf *out, const char *text);

/* The same of an address: what no address holds as it is, percent-encoded. */
void markup_add_url(struct parangon_buf *out, const char *url);

/* An id as a part of an address. */
void markup_add_url_part(struct parangon_buf *out, const char *id);

#endif
