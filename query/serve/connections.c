/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "connections.h"

#include "serve.h"

#include "parangon/memory.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

struct connection {
    struct connection *next, *before;
    int socket;
    bool reading, idle; /* idle: between two requests */
    time_t since;
};

struct connections {
    pthread_mutex_t mutex;
    pthread_cond_t ended;
    pthread_t thread;
    bool ending;
    struct connection *first;
};

static time_t now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec;
}

static bool is_late(const struct connection *connection, time_t time)
{
    time_t limit = !connection->reading ? SERVE_REQUEST_SECONDS
                   : connection->idle   ? SERVE_HEADER_SECONDS + SERVE_IDLE_SECONDS
                                        : SERVE_HEADER_SECONDS;

    return time - connection->since > limit;
}

/* What is shut down is closed by its owner, who sees it end; it cannot be another's socket yet, as
   connections_remove waits for the mutex. */
static void end_late(struct connections *connections)
{
    time_t time = now();

    for (struct connection *each = connections->first; each; each = each->next) {
        if (is_late(each, time))
            shutdown(each->socket, SHUT_RDWR);
    }
}

static void *watch(void *context)
{
    struct connections *connections = context;

    pthread_mutex_lock(&connections->mutex);
    while (!connections->ending) {
        struct timespec until;

        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_sec++;
        pthread_cond_timedwait(&connections->ended, &connections->mutex, &until);
        end_late(connections);
    }
    pthread_mutex_unlock(&connections->mutex);
    return NULL;
}

struct connections *connections_new(void)
{
    struct connections *connections = parangon_calloc(1, sizeof *connections);
    sigset_t all, before;

    pthread_mutex_init(&connections->mutex, NULL);
    pthread_cond_init(&connections->ended, NULL);
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int failed = pthread_create(&connections->thread, NULL, watch, connections);

    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (!failed)
        return connections;
    pthread_cond_destroy(&connections->ended);
    pthread_mutex_destroy(&connections->mutex);
    free(connections);
    return NULL;
}

void connections_free(struct connections *connections)
{
    if (!connections)
        return;
    pthread_mutex_lock(&connections->mutex);
    connections->ending = true;
    pthread_cond_signal(&connections->ended);
    pthread_mutex_unlock(&connections->mutex);
    pthread_join(connections->thread, NULL);
    while (connections->first) {
        struct connection *next = connections->first->next;

        free(connections->first);
        connections->first = next;
    }
    pthread_cond_destroy(&connections->ended);
    pthread_mutex_destroy(&connections->mutex);
    free(connections);
}

struct connection *connections_add(struct connections *connections, int socket)
{
    struct connection *connection = parangon_calloc(1, sizeof *connection);

    connection->socket = socket;
    connection->reading = true;
    connection->since = now();
    pthread_mutex_lock(&connections->mutex);
    connection->next = connections->first;
    if (connection->next)
        connection->next->before = connection;
    connections->first = connection;
    pthread_mutex_unlock(&connections->mutex);
    return connection;
}

void connections_remove(struct connections *connections, struct connection *connection)
{
    pthread_mutex_lock(&connections->mutex);
    if (connection->before)
        connection->before->next = connection->next;
    else
        connections->first = connection->next;
    if (connection->next)
        connection->next->before = connection->before;
    pthread_mutex_unlock(&connections->mutex);
    free(connection);
}

void connections_set(struct connections *connections, struct connection *connection, bool reading)
{
    pthread_mutex_lock(&connections->mutex);
    connection->reading = connection->idle = reading;
    connection->since = now();
    pthread_mutex_unlock(&connections->mutex);
}
