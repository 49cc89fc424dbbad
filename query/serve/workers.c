/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "workers.h"

#include "routes.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

struct worker {
    struct workers *workers;
    struct engine engine;
    pthread_t thread;
    bool opened, started;
};

struct workers {
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    struct job *first, *last;
    size_t waiting;
    bool ending;
    struct failed_queries *failed_queries;
    size_t count;
    struct worker list[];
};

/* The next job, NULL at the end. */
static struct job *take(struct workers *workers)
{
    pthread_mutex_lock(&workers->mutex);
    while (!workers->first && !workers->ending)
        pthread_cond_wait(&workers->changed, &workers->mutex);
    struct job *job = workers->first;

    if (job) {
        workers->first = job->next;
        if (!workers->first)
            workers->last = NULL;
        workers->waiting--;
    }
    pthread_mutex_unlock(&workers->mutex);
    return job;
}

static void *work(void *context)
{
    struct worker *worker = context;
    struct job *job;

    while ((job = take(worker->workers))) {
        job->call->engine = &worker->engine;
        job->call->failed_queries = worker->workers->failed_queries;
        routes_answer(job->call);
        job->done(job);
    }
    return NULL;
}

/* Signals are for the thread that waits for them. */
static enum parangon_code start(struct worker *worker, struct parangon_error *err)
{
    sigset_t all, before;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int failed = pthread_create(&worker->thread, NULL, work, worker);

    pthread_sigmask(SIG_SETMASK, &before, NULL);
    worker->started = failed == 0;
    return failed ? parangon_error_set(err, PARANGON_SYSTEM, "threads: %s", strerror(failed))
                  : PARANGON_OK;
}

enum parangon_code workers_start(const struct serve_settings *settings, unsigned threads,
                                 struct failed_queries *failed_queries, struct workers **workers,
                                 struct parangon_error *err)
{
    struct workers *made = parangon_calloc(1, sizeof *made + threads * sizeof *made->list);
    enum parangon_code code = PARANGON_OK;

    pthread_mutex_init(&made->mutex, NULL);
    pthread_cond_init(&made->changed, NULL);
    made->count = threads;
    made->failed_queries = failed_queries;
    for (unsigned i = 0; code == PARANGON_OK && i < threads; i++) {
        made->list[i].workers = made;
        code = engine_open(settings->index, &made->list[i].engine, err);
        made->list[i].opened = code == PARANGON_OK;
        if (code == PARANGON_OK)
            code = engine_limit(&made->list[i].engine,
                                settings->members ? AUDIENCE_MEMBERS : AUDIENCE_PUBLIC, err);
        if (code == PARANGON_OK)
            code = start(&made->list[i], err);
    }
    if (code == PARANGON_OK)
        *workers = made;
    else
        workers_stop(made);
    return code;
}

bool workers_give(struct workers *workers, struct job *job)
{
    job->next = NULL;
    pthread_mutex_lock(&workers->mutex);
    bool room = workers->waiting < SERVE_QUEUE && !workers->ending;

    if (room) {
        if (workers->last)
            workers->last->next = job;
        else
            workers->first = job;
        workers->last = job;
        workers->waiting++;
        pthread_cond_signal(&workers->changed);
    }
    pthread_mutex_unlock(&workers->mutex);
    return room;
}

size_t workers_waiting(struct workers *workers)
{
    pthread_mutex_lock(&workers->mutex);
    size_t waiting = workers->waiting;

    pthread_mutex_unlock(&workers->mutex);
    return waiting;
}

void workers_stop(struct workers *workers)
{
    if (!workers)
        return;
    pthread_mutex_lock(&workers->mutex);
    workers->ending = true;
    pthread_cond_broadcast(&workers->changed);
    pthread_mutex_unlock(&workers->mutex);
    for (size_t i = 0; i < workers->count; i++) {
        if (workers->list[i].started)
            pthread_join(workers->list[i].thread, NULL);
        if (workers->list[i].opened)
            engine_close(&workers->list[i].engine);
    }
    pthread_cond_destroy(&workers->changed);
    pthread_mutex_destroy(&workers->mutex);
    free(workers);
}
