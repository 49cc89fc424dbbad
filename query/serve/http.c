/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "http.h"

#include "connections.h"
#include "counters.h"
#include "language_header.h"

#include "parangon/program.h"

#include <microhttpd.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Only what comes from the service itself: no script in a page, no other site asked or framing. */
#define CONTENT_POLICY                                                                             \
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "              \
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

enum {
    STOP_SECONDS = 20 /* for running requests to end */
};

struct http {
    const struct serve_settings *settings;
    struct MHD_Daemon *daemon;
    struct workers *workers;
    struct connections *connections;
    pthread_mutex_t mutex;
    pthread_cond_t idle;
    size_t running; /* requests that were begun and not ended */
};

/* One request, from its first line to the end of its answer. */
struct exchange {
    struct job job; /* first: a job is its exchange */
    struct http *http;
    struct MHD_Connection *connection;
    char *address; /* as it came */
    struct call call;
    bool begun;   /* the head was read */
    bool given;   /* a worker has it, or had it */
    bool counted; /* among those running */
    struct timespec since;
};

/* ---- The request ---- */

/* The address before anything was decoded; what is given back is handed to each callback. */
static void *take_address(void *context, const char *address, struct MHD_Connection *connection)
{
    struct exchange *exchange = parangon_calloc(1, sizeof *exchange);

    exchange->http = context;
    exchange->connection = connection;
    exchange->address = parangon_strdup(address);
    return exchange;
}

static const char *header(struct MHD_Connection *connection, const char *name)
{
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

static void read_headers(struct exchange *exchange)
{
    struct call *call = &exchange->call;
    const char *coding = header(exchange->connection, "Accept-Encoding");
    const char *match = header(exchange->connection, "If-None-Match");
    const char *host = header(exchange->connection, "Host");

    call->accepted =
        language_from_header(header(exchange->connection, "Accept-Language"), call->settings->ui);
    call->accepts_gzip = coding && strstr(coding, "gzip");
    call->if_none_match = match ? parangon_arena_strdup(call->arena, match) : NULL;
    call->host = host ? parangon_arena_strdup(call->arena, host) : NULL;
}

static void count_running(struct http *http, int change)
{
    pthread_mutex_lock(&http->mutex);
    http->running += (size_t)change;
    if (http->running == 0)
        pthread_cond_signal(&http->idle);
    pthread_mutex_unlock(&http->mutex);
}

static void begin(struct exchange *exchange)
{
    struct call *call = &exchange->call;

    clock_gettime(CLOCK_MONOTONIC, &exchange->since);
    call->arena = parangon_arena_new();
    call->settings = exchange->http->settings;
    call->type = "text/plain; charset=utf-8";
    read_headers(exchange);
    exchange->begun = exchange->counted = true;
    count_running(exchange->http, 1);
}

/* ---- The answer ---- */

static void add_header(struct MHD_Response *response, const char *name, const char *value)
{
    if (value)
        MHD_add_response_header(response, name, value);
}

static void add_origin(struct MHD_Response *response, const struct call *call)
{
    if (!call->is_api || !call->settings->cors)
        return;
    add_header(response, "Access-Control-Allow-Origin", call->settings->cors);
    add_header(response, "Access-Control-Expose-Headers", "ETag");
}

static void add_headers(struct MHD_Response *response, const struct call *call)
{
    char kept[64];

    snprintf(kept, sizeof kept, call->max_age ? "public, max-age=%u" : "no-cache", call->max_age);
    add_header(response, "Content-Type", call->type);
    add_header(response, "Cache-Control", call->etag ? kept : "no-store");
    add_header(response, "ETag", call->etag);
    add_header(response, "Location", call->location);
    add_header(response, "Vary", "Accept-Encoding, Accept-Language");
    add_header(response, "Content-Encoding", call->is_gzip ? "gzip" : NULL);
    add_header(response, "Content-Security-Policy", CONTENT_POLICY);
    add_header(response, "X-Content-Type-Options", "nosniff");
    add_header(response, "Referrer-Policy", "no-referrer");
    add_header(response, "Cross-Origin-Resource-Policy",
               call->is_api && call->settings->cors ? "cross-origin" : "same-origin");
    add_header(response, "Retry-After", call->status == 503 ? "2" : NULL);
    add_header(response, "Allow", call->status == 405 ? "GET, HEAD, OPTIONS" : NULL);
    add_origin(response, call);
    if (call->file) {
        char *value = parangon_arena_printf(call->arena, "attachment; filename=\"%s\"", call->file);

        add_header(response, "Content-Disposition", value);
    }
}

static enum MHD_Result send_reply(struct exchange *exchange)
{
    struct call *call = &exchange->call;
    size_t len = call->body.len;
    char *body = parangon_buf_take(&call->body);
    struct MHD_Response *response =
        MHD_create_response_from_buffer(body ? len : 0, body, MHD_RESPMEM_MUST_FREE);

    if (!response) {
        free(body);
        return MHD_NO;
    }
    add_headers(response, call);
    enum MHD_Result sent = MHD_queue_response(exchange->connection, call->status, response);

    MHD_destroy_response(response);
    return sent;
}

/* By the thread of the worker. */
static void wake(struct job *job)
{
    struct exchange *exchange = (struct exchange *)job;

    MHD_resume_connection(exchange->connection);
}

static enum MHD_Result refuse(struct exchange *exchange, unsigned status, const char *why)
{
    struct call *call = &exchange->call;

    call->status = status;
    parangon_buf_printf(&call->body, "%s\n", why);
    exchange->given = true;
    return send_reply(exchange);
}

/* Hands the request to the workers. */
static enum MHD_Result give(struct exchange *exchange)
{
    struct parangon_error err;

    if (strlen(exchange->address) > SERVE_ADDRESS_BYTES)
        return refuse(exchange, 414, "the address is too long");
    if (call_read_address(&exchange->call, exchange->address, &err) != PARANGON_OK)
        return refuse(exchange, 400, err.message);
    exchange->job = (struct job){.call = &exchange->call, .done = wake};
    exchange->given = true;
    MHD_suspend_connection(exchange->connection);
    if (workers_give(exchange->http->workers, &exchange->job))
        return MHD_YES;
    exchange->call.status = 503;
    parangon_buf_puts(&exchange->call.body, "too many requests at once: try again\n");
    MHD_resume_connection(exchange->connection);
    return MHD_YES;
}

static bool has_body(const struct exchange *exchange)
{
    const char *len = header(exchange->connection, "Content-Length");

    return header(exchange->connection, "Transfer-Encoding") || (len && strcmp(len, "0") != 0);
}

static struct connection *connection_of(const struct exchange *exchange)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(exchange->connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

    return info ? info->socket_context : NULL;
}

static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *upload,
                              size_t *upload_len, void **request)
{
    struct exchange *exchange = *request;
    struct http *http = context;

    (void)connection;
    (void)url;
    (void)version;
    (void)upload;
    if (exchange->given)
        return send_reply(exchange);
    if (exchange->begun)
        return *upload_len ? MHD_NO : give(exchange);
    begin(exchange);
    connections_set(http->connections, connection_of(exchange), false);
    if (strcmp(method, "OPTIONS") == 0) {
        exchange->call.is_api = true;
        return refuse(exchange, 200, "GET, HEAD");
    }
    if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)
        return refuse(exchange, 405, "only GET and HEAD are answered");
    if (has_body(exchange))
        return refuse(exchange, 413, "a request has no body");
    return MHD_YES; /* an answer before the whole request was read would end the connection */
}

/* ---- Ends ---- */

static double seconds_since(const struct timespec *since)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - since->tv_sec) + (double)(now.tv_nsec - since->tv_nsec) / 1e9;
}

/* A line carries no question. */
static void log_request(const struct exchange *exchange, double seconds)
{
    if (exchange->http->settings->log_requests)
        parangon_say("parangon", "%s %u %.1f ms", exchange->call.path ? exchange->call.path : "?",
                     exchange->call.status, seconds * 1e3);
}

static void end_request(void *context, struct MHD_Connection *connection, void **request,
                        enum MHD_RequestTerminationCode why)
{
    struct exchange *exchange = *request;
    struct http *http = context;

    (void)connection;
    (void)why;
    if (!exchange)
        return;
    connections_set(http->connections, connection_of(exchange), true);
    if (exchange->counted) {
        double seconds = seconds_since(&exchange->since);

        counters_add(exchange->call.status, seconds);
        log_request(exchange, seconds);
        count_running(http, -1);
    }
    parangon_buf_clear(&exchange->call.body);
    parangon_arena_free(exchange->call.arena);
    free(exchange->address);
    free(exchange);
    *request = NULL;
}

static void notice_connection(void *context, struct MHD_Connection *connection, void **of_socket,
                              enum MHD_ConnectionNotificationCode what)
{
    struct http *http = context;

    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *info =
            MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);

        *of_socket = connections_add(http->connections, info->connect_fd);
    } else if (*of_socket) {
        connections_remove(http->connections, *of_socket);
        *of_socket = NULL;
    }
}

/* What libmicrohttpd has to say is about clients that went away. */
static void ignore(void *context, const char *format, va_list args)
{
    (void)context;
    (void)format;
    (void)args;
}

enum parangon_code http_start(const struct serve_settings *settings, int listener,
                              struct workers *workers, struct http **http,
                              struct parangon_error *err)
{
    struct http *made = parangon_calloc(1, sizeof *made);

    made->settings = settings;
    made->workers = workers;
    pthread_mutex_init(&made->mutex, NULL);
    pthread_cond_init(&made->idle, NULL);
    made->connections = connections_new();
    if (made->connections)
        made->daemon = MHD_start_daemon(
            MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG, 0, NULL,
            NULL, handle, made, MHD_OPTION_EXTERNAL_LOGGER, ignore, NULL, MHD_OPTION_LISTEN_SOCKET,
            listener, MHD_OPTION_URI_LOG_CALLBACK, take_address, made, MHD_OPTION_NOTIFY_COMPLETED,
            end_request, made, MHD_OPTION_NOTIFY_CONNECTION, notice_connection, made,
            MHD_OPTION_CONNECTION_LIMIT,
            settings->connections ? settings->connections : (unsigned)SERVE_CONNECTIONS,
            MHD_OPTION_PER_IP_CONNECTION_LIMIT,
            settings->per_client ? settings->per_client : (unsigned)SERVE_PER_CLIENT,
            MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)SERVE_IDLE_SECONDS,
            MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)SERVE_HEAD_BYTES, MHD_OPTION_END);
    if (made->daemon) {
        *http = made;
        return PARANGON_OK;
    }
    connections_free(made->connections);
    free(made);
    return parangon_error_set(err, PARANGON_SYSTEM, "the HTTP service cannot be started");
}

static void wait_until_idle(struct http *http)
{
    struct timespec until;

    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += STOP_SECONDS;
    pthread_mutex_lock(&http->mutex);
    while (http->running && pthread_cond_timedwait(&http->idle, &http->mutex, &until) == 0)
        continue;
    pthread_mutex_unlock(&http->mutex);
}

void http_stop(struct http *http)
{
    if (!http)
        return;
    MHD_quiesce_daemon(http->daemon);
    wait_until_idle(http);
    MHD_stop_daemon(http->daemon);
    connections_free(http->connections);
    pthread_cond_destroy(&http->idle);
    pthread_mutex_destroy(&http->mutex);
    free(http);
}
