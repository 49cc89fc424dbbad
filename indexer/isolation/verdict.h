/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_ISOLATION_VERDICT_H
#define INDEXER_ISOLATION_VERDICT_H

/* Why a worker did not come to the end of its file, in words. */

#include "isolation.h"
#include "wire.h"

/* `how` it went over a limit on time: "took more than". */
enum parangon_code verdict_too_long(unsigned seconds, const char *how, struct parangon_error *err);

enum parangon_code verdict_on_end(const struct isolation_limits *limits,
                                  const struct wire_answer *answer, unsigned patience,
                                  struct parangon_error *err);

#endif
