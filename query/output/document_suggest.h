/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_OUTPUT_DOCUMENT_SUGGEST_H
#define QUERY_OUTPUT_DOCUMENT_SUGGEST_H

#include "parangon/text.h"

/* What a kind of suggestion is called, and what is said when there is none. Static storage. */
const char *suggestion_kind(const char *name, enum parangon_lang ui);
const char *suggestion_none(enum parangon_lang ui);

#endif
