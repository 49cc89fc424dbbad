/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_RETRY_H
#define QUERY_RETRY_H

/* Answers of one state of the index, while it is being written. */

#include "engine.h"

typedef enum parangon_code ask_fn(struct engine *engine, void *context, cJSON **answer,
                                  struct parangon_error *err);

/* Asks, and asks again in the new state when the index has moved on meanwhile: what was read of the
   old one may be gone. `ask` must ask the same each time. PARANGON_CHANGED when the index never
   stood still long enough. What was met on the way and is not whole is PARANGON_DAMAGED, whether
   it made a difference or not. */
enum parangon_code retry_ask(struct engine *engine, ask_fn *ask, void *context, cJSON **answer,
                             struct parangon_error *err);

#endif
