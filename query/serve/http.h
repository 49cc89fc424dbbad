/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SERVE_HTTP_H
#define QUERY_SERVE_HTTP_H

/* The network side of the service, on libmicrohttpd: one thread waits for all clients. */

#include "workers.h"

struct http;

/* Takes over neither the listening socket nor the workers, which must outlive it. */
enum parangon_code http_start(const struct serve_settings *settings, int listener,
                              struct workers *workers, struct http **http,
                              struct parangon_error *err);

/* Takes no more clients, lets the running requests end for some seconds, then closes. */
void http_stop(struct http *http);

#endif
