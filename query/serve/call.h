/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SERVE_CALL_H
#define QUERY_SERVE_CALL_H

/*
 * A call: one request of a client and the reply to it, while a worker has them.
 *
 * Everything in it belongs to its arena and ends with it; texts of the request are decoded UTF-8
 * without NUL.
 */

#include "engine.h"
#include "serve.h"

#include "parangon/memory.h"

struct parameter {
    const char *name, *value;
};

struct call {
    struct parangon_arena *arena;
    const struct serve_settings *settings;
    struct engine *engine;                 /* of the thread */
    struct failed_queries *failed_queries; /* or NULL */

    /* The request. */
    const char *path;  /* decoded */
    const char *rest;  /* of the path, after the route */
    const char *query; /* as it came, without the "?"; never NULL */
    struct parameter *parameters;
    size_t parameter_count;
    enum parangon_lang accepted; /* what the client's software asks for */
    const char *host;            /* or NULL */
    const char *if_none_match;   /* or NULL */
    bool accepts_gzip;

    /* The reply. */
    unsigned status;
    const char *type; /* of the body */
    struct parangon_buf body;
    const char *etag;     /* or NULL: not to be kept */
    const char *location; /* or NULL */
    const char *file;     /* a name to save the body under, or NULL */
    unsigned max_age;     /* seconds that it may be kept without asking again */
    bool is_gzip;         /* the body is compressed already */
    bool is_api;          /* failures are told in JSON, and other origins may read it */
};

/* Reads path and query of an address; PARANGON_USAGE when it is malformed or too long. */
enum parangon_code call_read_address(struct call *call, const char *address,
                                     struct parangon_error *err);

/* The value of a parameter, the last one when it is repeated; NULL when absent or empty. */
const char *call_parameter(const struct call *call, const char *name);

/* The language of the page: `ui`, else what the client accepts. */
enum parangon_lang call_language(const struct call *call);

/* The status that tells a failure. */
unsigned call_status(enum parangon_code code);

#endif
