/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SERVE_COUNTERS_H
#define QUERY_SERVE_COUNTERS_H

/* What the service counts about itself, for /metrics. Any thread. */

#include "parangon/memory.h"

#include <stdbool.h>

/* A request that ended. */
void counters_add(unsigned status, double seconds);

/* Questions that found nothing, and those that found something. */
void counters_add_question(bool found);

/* Adds all in the text format of Prometheus (version 0.0.4). */
void counters_print(struct parangon_buf *out);

#endif
