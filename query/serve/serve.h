/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SERVE_SERVE_H
#define QUERY_SERVE_SERVE_H

/*
 * The HTTP service: the search page and its API over one index.
 *
 * A request's way: http.c takes it from the network and sets it aside; workers.c gives it to a
 * thread, each of which has an engine of its own; routes.c finds the function that answers it,
 * with parameters.c turning the query string into the request that the command line makes too;
 * http.c sends what that function wrote. A slow client holds up nobody: one thread waits for all of
 * them, the others only compute.
 */

#include "parangon/error.h"
#include "parangon/text.h"

#include <stdbool.h>
#include <stddef.h>

/* Limits, so that no client can take more than a share. */
enum {
    SERVE_CONNECTIONS = 1024,      /* at once */
    SERVE_PER_CLIENT = 512,        /* of one address: behind a proxy all have the same */
    SERVE_HEADER_SECONDS = 10,     /* for the whole head of a request */
    SERVE_IDLE_SECONDS = 30,       /* between two requests, or two parts of an answer */
    SERVE_REQUEST_SECONDS = 300,   /* for an answer to be taken */
    SERVE_HEAD_BYTES = 32 << 10,   /* of a request's head */
    SERVE_ADDRESS_BYTES = 8 << 10, /* of a request's path and query */
    SERVE_PARAMETERS = 100,        /* of a query string */
    SERVE_QUEUE = 512,             /* requests waiting for a thread; more are told to come back */
    SERVE_QUESTION_SECONDS = 5,    /* for one answer to be made */
    SERVE_RESULTS = 100,           /* of one page */
    SERVE_EXPORTED = 1000,         /* of one export */
    SERVE_PER_GROUP = 10,          /* results of a group, where they are grouped */
    SERVE_DEPTH = 10000,           /* results that can be paged through */
    SERVE_THREADS_MAX = 64
};

struct serve_settings {
    const char *index;       /* its folder */
    const char *address;     /* to listen at, with a port: "127.0.0.1:8080", "[::1]:8080" */
    int listener;            /* a listening socket handed over, or -1 */
    unsigned threads;        /* that compute; 0: as many as there are processors */
    unsigned connections;    /* 0: SERVE_CONNECTIONS */
    unsigned per_client;     /* 0: SERVE_PER_CLIENT */
    bool members;            /* show records that are for members, too */
    const char *cors;        /* origin that pages may ask from, "*" for any, or NULL */
    const char *base;        /* the address that the public sees, without a final slash, or NULL */
    const char *log_queries; /* file of counts of questions that found nothing, or NULL */
    enum parangon_lang ui;   /* of pages for clients that ask for no language; else French */
    bool json;               /* tell the address on standard output, in JSON */
    bool log_requests;       /* a line for each request, without its question */
};

/* Serves until SIGTERM or SIGINT, then lets the running requests end. Says where it listens, and
   what goes wrong, on standard error. A crash of the part that reads the index restarts that part;
   the listening socket stays open meanwhile. `*exit_status` is that of the part that answered, which
   has said why when it is not 0. */
enum parangon_code serve_run(const struct serve_settings *settings, int *exit_status,
                             struct parangon_error *err);

#endif
