/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The service as processes: one that holds the socket, and one that answers. */
#include "serve.h"

#include "failed_queries.h"
#include "http.h"
#include "listen.h"

#include "parangon/program.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    CRASHES_MAX = 5, /* that soon after each other, starting again is of no use */
    CRASH_SECONDS = 10,
    PAUSE_SECONDS = 1
};

static unsigned thread_count(const struct serve_settings *settings)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    long count = settings->threads ? (long)settings->threads : processors;

    return count < 1 ? 1 : count > SERVE_THREADS_MAX ? SERVE_THREADS_MAX : (unsigned)count;
}

static void wanted_signals(sigset_t *set)
{
    sigemptyset(set);
    sigaddset(set, SIGTERM);
    sigaddset(set, SIGINT);
}

/* ---- The process that answers ---- */

static enum parangon_code answer_until_told(const struct serve_settings *settings, int listener,
                                            struct parangon_error *err)
{
    struct failed_queries *failed_queries;
    struct workers *workers = NULL;
    struct http *http = NULL;
    sigset_t wanted;
    int signal_number;
    enum parangon_code code = failed_queries_open(settings->log_queries, &failed_queries, err);

    if (code == PARANGON_OK)
        code = workers_start(settings, thread_count(settings), failed_queries, &workers, err);
    if (code == PARANGON_OK)
        code = http_start(settings, listener, workers, &http, err);
    wanted_signals(&wanted);
    if (code == PARANGON_OK)
        sigwait(&wanted, &signal_number);
    http_stop(http);
    workers_stop(workers);
    failed_queries_close(failed_queries);
    return code;
}

static int run_child(const struct serve_settings *settings, int listener, pid_t parent)
{
    struct parangon_error err;

    /* Without its parent nobody would stop it. */
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent)
        return 0;
    enum parangon_code code = answer_until_told(settings, listener, &err);

    return code == PARANGON_OK ? 0 : parangon_report("parangon", &err);
}

/* ---- The process that holds the socket ---- */

static pid_t start_child(const struct serve_settings *settings, int listener)
{
    pid_t parent = getpid();
    pid_t child = fork();

    if (child == 0)
        _exit(run_child(settings, listener, parent));
    return child;
}

/* Waits for the end of the child, or for a signal, which it passes on. */
static int wait_for_child(pid_t child, bool *told)
{
    sigset_t wanted;
    int status = 0, signal_number;

    wanted_signals(&wanted);
    sigaddset(&wanted, SIGCHLD);
    for (;;) {
        if (sigwait(&wanted, &signal_number) != 0)
            continue;
        if (signal_number != SIGCHLD) {
            *told = true;
            kill(child, SIGTERM);
        } else if (waitpid(child, &status, WNOHANG) == child) {
            return status;
        }
    }
}

/* Starts the child again when it crashes, until that is of no use. */
static enum parangon_code keep_child(const struct serve_settings *settings, int listener,
                                     int *exit_status, struct parangon_error *err)
{
    for (unsigned crashes = 0;;) {
        const struct timespec pause = {.tv_sec = PAUSE_SECONDS};
        time_t since = time(NULL);
        pid_t child = start_child(settings, listener);
        bool told = false;

        if (child < 0)
            return parangon_error_set(err, PARANGON_SYSTEM, "fork: %s", strerror(errno));
        int status = wait_for_child(child, &told);

        if (told || WIFEXITED(status)) {
            *exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
            return PARANGON_OK;
        }
        crashes = time(NULL) - since > CRASH_SECONDS ? 1 : crashes + 1;
        parangon_say("parangon", "serve: answering ended with \"%s\" (see parangon check)%s",
                     strsignal(WTERMSIG(status)),
                     crashes < CRASHES_MAX ? "; it is started again" : "");
        if (crashes == CRASHES_MAX)
            return parangon_error_set(err, PARANGON_DAMAGED,
                                      "answering ended %d times within %d seconds", CRASHES_MAX,
                                      CRASH_SECONDS);
        nanosleep(&pause, NULL);
    }
}

static void tell(const struct serve_settings *settings, const char *address)
{
    if (!settings->json) {
        parangon_say("parangon", "serving %s at http://%s/", settings->index, address);
        return;
    }
    printf("{\"format\":1,\"address\":\"http://%s/\"}\n", address);
    fflush(stdout);
}

enum parangon_code serve_run(const struct serve_settings *settings, int *exit_status,
                             struct parangon_error *err)
{
    char shown[64] = "?";
    int listener = settings->listener;
    sigset_t all;
    enum parangon_code code = PARANGON_OK;

    if (listener < 0)
        code = listen_at(settings->address, &listener, shown, err);
    if (code != PARANGON_OK)
        return code;
    wanted_signals(&all);
    sigaddset(&all, SIGCHLD);
    sigprocmask(SIG_BLOCK, &all, NULL);
    if (settings->listener < 0)
        tell(settings, shown);
    code = keep_child(settings, listener, exit_status, err);
    if (settings->listener < 0)
        close(listener);
    return code;
}
