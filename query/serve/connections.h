/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SERVE_CONNECTIONS_H
#define QUERY_SERVE_CONNECTIONS_H

/*
 * Clients that take their time: libmicrohttpd only ends a connection on which nothing moves, and a
 * byte every few seconds would keep it forever. Here each has a limit for the whole head of a
 * request, and one for taking the answer.
 */

#include <stdbool.h>
#include <stddef.h>

struct connections;
struct connection;

/* Starts the thread that looks at the clock; NULL when there can be none. */
struct connections *connections_new(void);
void connections_free(struct connections *connections);

struct connection *connections_add(struct connections *connections, int socket);
void connections_remove(struct connections *connections, struct connection *connection);

/* The head of a request has come whole (`reading` false), or the next is waited for (true). */
void connections_set(struct connections *connections, struct connection *connection, bool reading);

#endif
