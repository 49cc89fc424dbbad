/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_PASSING_H
#define QUERY_PASSING_H

#include "engine.h"
#include "request.h"

/* Marks in `passes` (by record number, all 0) the records that a request may find, whatever its
   words: they pass all of its filters, and the audience of the engine may see them. */
enum parangon_code passing_mark(struct engine *engine, const struct request *request,
                                unsigned char *passes, struct parangon_error *err);

#endif
