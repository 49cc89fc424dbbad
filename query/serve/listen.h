/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SERVE_LISTEN_H
#define QUERY_SERVE_LISTEN_H

#include "parangon/error.h"

/* A socket that listens at "ADDR:PORT", "[ADDR]:PORT" or "PORT" (of 127.0.0.1). `shown` takes the
   address with the port that was got, which a port of 0 leaves to the system. */
enum parangon_code listen_at(const char *address, int *listener, char shown[static 64],
                             struct parangon_error *err);

#endif
