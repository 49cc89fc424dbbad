/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SERVE_LANGUAGE_HEADER_H
#define QUERY_SERVE_LANGUAGE_HEADER_H

#include "parangon/text.h"

/* The one of our languages that an Accept-Language header (RFC 9110, 12.5.4) likes best;
   without a header `otherwise`, or French; English when it names neither. */
enum parangon_lang language_from_header(const char *header, enum parangon_lang otherwise);

#endif
