/* SPDX-License-Identifier: GPL-2.0-or-later */

/* A server of Xapian's own on the loopback; its program is named by XAPIAN_TCPSRV, and without
 * it all this is skipped. */

#define _GNU_SOURCE

#include "support.h"

#include <arpa/inet.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static pid_t server;
static unsigned port;

/* A port nobody listens on at the moment. */
static unsigned free_port(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t len = sizeof address;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    assert_true(fd >= 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&address, len), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&address, &len), 0);
    close(fd);
    return ntohs(address.sin_port);
}

/* In a process group of its own, since the server forks one process a connection. */
static void start_server(const char *path)
{
    char number[16];
    char *argv[] = {"xapian-tcpsrv", "--quiet", "--interface",           "127.0.0.1",
                    "--port",        number,    (char *)(uintptr_t)path, NULL};
    posix_spawnattr_t attributes;
    port = free_port();
    snprintf(number, sizeof number, "%u", port);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    assert_int_equal(
        posix_spawn(&server, getenv("XAPIAN_TCPSRV"), NULL, &attributes, argv, environ), 0);
    posix_spawnattr_destroy(&attributes);
}

static void stop_server(void)
{
    kill(-server, SIGCONT);
    kill(-server, SIGKILL);
    waitpid(server, NULL, 0);
    server = 0;
}

/* The server needs a moment before it listens: two seconds at most. */
static xc_database *connect_to_server(unsigned answer_ms)
{
    const struct timespec pause = {0, 20 * 1000 * 1000};
    xc_database *database = NULL;
    xc_status status = XC_NETWORK;
    for (int i = 0; i < 100 && status == XC_NETWORK; i++) {
        status = xc_database_open_remote("127.0.0.1", port, 1000, answer_ms, &database, &err);
        if (status == XC_NETWORK)
            nanosleep(&pause, NULL);
    }
    assert_ok(status);
    return database;
}

static int begin(void **state)
{
    signal(SIGPIPE, SIG_IGN);
    if (make_scratch(state) != 0)
        return -1;
    make_library("far", 1, 50);
    make_library("near", 51, 100);
    return 0;
}

static int start(void **state)
{
    (void)state;
    start_server(scratch("far"));
    return 0;
}

static int stop(void **state)
{
    (void)state;
    if (server != 0)
        stop_server();
    return 0;
}

static void a_remote_database_is_searched_and_read(void **state)
{
    (void)state;
    xc_database *database = connect_to_server(5000);
    xc_docid docids[50];
    uint32_t count;
    char *data;
    size_t len;
    uint64_t revision;
    assert_ok(xc_database_doccount(database, &count, &err));
    assert_int_equal(count, 50);
    assert_int_equal(matches(database, term("clean"), docids, 50), 16);
    assert_ok(xc_database_document_data(database, docids[1], &data, &len, &err));
    assert_string(data, len, "document 6");
    assert_ok(xc_database_keep_alive(database, &err));
    assert_status(xc_database_revision(database, &revision, &err), XC_UNIMPLEMENTED);
    xc_database_close(database);
}

static void a_near_and_a_far_shard_answer_together(void **state)
{
    (void)state;
    xc_database *far_one = connect_to_server(5000);
    xc_database *near_one = open_library(scratch("near"));
    xc_database *both;
    xc_docid docids[100];
    xc_enquire *enquire;
    xc_result *result;
    xc_query *query = term("even");
    assert_ok(xc_database_new(&both, &err));
    assert_ok(xc_database_add_shard(both, near_one, &err));
    assert_ok(xc_database_add_shard(both, far_one, &err));
    xc_database_close(near_one);
    xc_database_close(far_one);
    assert_int_equal(matches(both, term("clean"), docids, 100), 33);
    assert_ok(xc_enquire_new(both, &enquire, &err));
    assert_ok(xc_enquire_set_query(enquire, query, 0, &err));
    assert_ok(xc_enquire_run(enquire, 0, 10, 0, NULL, &result, &err));
    assert_ok(xc_result_fetch(result, &err));
    for (size_t i = 0; i < 10; i++) {
        char *data;
        size_t len;
        assert_ok(xc_result_document_data(result, i, &data, &len, &err));
        assert_int_equal(data[len - 1] % 2, 0);
        xc_free(data);
    }
    xc_result_free(result);
    xc_query_free(query);
    xc_enquire_free(enquire);
    xc_database_close(both);
}

static void a_docid_filter_does_not_travel(void **state)
{
    (void)state;
    const xc_docid docids[] = {1, 2};
    xc_database *database = connect_to_server(5000);
    xc_enquire *enquire;
    xc_result *result;
    xc_query *query;
    assert_ok(xc_query_docids(NULL, docids, 2, &query, &err));
    assert_ok(xc_enquire_new(database, &enquire, &err));
    assert_ok(xc_enquire_set_query(enquire, query, 0, &err));
    assert_status(xc_enquire_run(enquire, 0, 10, 0, NULL, &result, &err), XC_UNIMPLEMENTED);
    xc_query_free(query);
    xc_enquire_free(enquire);
    xc_database_close(database);
}

static void a_server_that_hangs_gives_a_timeout(void **state)
{
    (void)state;
    xc_database *database = connect_to_server(200);
    uint32_t count;
    kill(-server, SIGSTOP);
    assert_status(xc_database_termfreq(database, "clean", 5, &count, &err), XC_TIMEOUT);
    xc_database_close(database);
}

static void a_server_that_is_gone_is_a_network_error(void **state)
{
    (void)state;
    xc_database *database = connect_to_server(2000);
    xc_database *another = NULL;
    uint32_t count;
    stop_server();
    assert_status(xc_database_termfreq(database, "clean", 5, &count, &err), XC_NETWORK);
    assert_status(xc_database_termfreq(database, "clean", 5, &count, &err), XC_NETWORK);
    assert_status(xc_database_open_remote("127.0.0.1", port, 500, 500, &another, &err), XC_NETWORK);
    assert_null(another);
    xc_database_close(database);
}

#define served(test) cmocka_unit_test_setup_teardown(test, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        served(a_remote_database_is_searched_and_read),
        served(a_near_and_a_far_shard_answer_together),
        served(a_docid_filter_does_not_travel),
        served(a_server_that_hangs_gives_a_timeout),
        served(a_server_that_is_gone_is_a_network_error),
    };
    if (!getenv("XAPIAN_TCPSRV")) {
        fputs("skipped: XAPIAN_TCPSRV does not name xapian-tcpsrv\n", stderr);
        return 77;
    }
    return cmocka_run_group_tests(tests, begin, remove_scratch);
}
