/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SERVE_WORKERS_H
#define QUERY_SERVE_WORKERS_H

/* Threads that answer calls, each with an engine of its own, and the queue before them. */

#include "call.h"

struct workers;

/* A call that waits. `done` is told, by the thread that answered, that the reply is there. */
struct job {
    struct call *call;
    void (*done)(struct job *job);
    struct job *next; /* of the queue */
};

/* Opens the index once for each thread; fails as the first of them does. `failed_queries` may be
   NULL, and must outlive the workers. */
enum parangon_code workers_start(const struct serve_settings *settings, unsigned threads,
                                 struct failed_queries *failed_queries, struct workers **workers,
                                 struct parangon_error *err);

/* False when the queue is full. Any thread. */
bool workers_give(struct workers *workers, struct job *job);

/* How many jobs wait. Any thread. */
size_t workers_waiting(struct workers *workers);

/* Answers what waits, then ends the threads. */
void workers_stop(struct workers *workers);

#endif
