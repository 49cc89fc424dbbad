/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_VISIBILITY_H
#define QUERY_VISIBILITY_H

/* Which records only members or one's own staff may see. A record that does not say is public. */

#include "engine.h"

/* Marks in `hidden` (by record number) the records that are not public. */
enum parangon_code visibility_mark_hidden(struct engine *engine, unsigned char *hidden,
                                          struct parangon_error *err);

/* Of a record as the index stores it. */
bool visibility_is_public(const cJSON *record);

#endif
