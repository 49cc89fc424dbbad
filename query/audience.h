/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_AUDIENCE_H
#define QUERY_AUDIENCE_H

/* For engine.c: what its audience may not see. */

#include "engine.h"

/* Takes what is hidden out of what the engine borrows from the index; a failure leaves it empty. */
enum parangon_code audience_apply(struct engine *engine, struct parangon_error *err);
void audience_forget(struct engine *engine);

#endif
