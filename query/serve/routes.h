/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SERVE_ROUTES_H
#define QUERY_SERVE_ROUTES_H

/* Which function answers which address: one table. */

#include "call.h"

typedef enum parangon_code route_fn(struct call *call, struct parangon_error *err);

struct route {
    const char *path; /* one that ends with "/" or "." has something after it: call->rest */
    route_fn *answer;
    unsigned flags;
};

enum {
    ROUTE_API = 1,     /* failures are told in JSON */
    ROUTE_STILL = 2,   /* says the same whatever is in the index */
    ROUTE_NOT_KEPT = 4 /* never to be kept by anyone */
};

/* Answers a call: fills its reply, whatever happens. By the thread of a worker. */
void routes_answer(struct call *call);

/* The failure as the client is to see it: a page, or JSON for the API. */
void routes_fail(struct call *call, enum parangon_code code, const struct parangon_error *err);

#endif
