/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SERVE_COMPARING_H
#define QUERY_SERVE_COMPARING_H

/* Comparisons by the parameters of a call, for a page, for a program or to take away:
   place=Rennes&theme=…, or practices=ID&practices=ID. */

#include "call.h"

#include "output/output.h"

#include <cjson/cJSON.h>

/* Whether the call asks to compare anything. */
bool comparing_is_asked(const struct call *call);

/* The answer, for cJSON_Delete, and which kind of the two it is. */
enum parangon_code comparing_ask(struct call *call, enum answer_kind *kind, cJSON **answer,
                                 struct parangon_error *err);

#endif
