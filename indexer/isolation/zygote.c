/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "zygote.h"

#include "wire.h"
#include "worker.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

struct zygote {
    int socket;
    const struct isolation_options *options;
    struct sandbox sandbox;
    sigset_t before; /* signals blocked where the program started */
};

static void child_ended(int signal)
{
    (void)signal; /* it only interrupts ppoll() */
}

/* SIGCHLD comes while ppoll() waits, and at no other time. The terminal's ^C is for the parent. */
static void set_signals(sigset_t *before)
{
    struct sigaction on_child = {.sa_handler = child_ended, .sa_flags = SA_NOCLDSTOP};
    sigset_t child;

    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child, before);
    sigdelset(before, SIGCHLD);
    sigaction(SIGCHLD, &on_child, NULL);
    signal(SIGINT, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    signal(SIGPIPE, SIG_DFL);
    signal(SIGXFSZ, SIG_DFL);
}

/* Nothing of what the program holds, but the socket. What libraries print about a damaged file is
   no message of this program; the sanitizers' words are wanted. */
static int keep_only(int socket)
{
    int nothing = open("/dev/null", O_RDWR);

    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++) {
        if (nothing >= 0 && !(SANDBOX_SANITIZED && stream == STDERR_FILENO))
            dup2(nothing, stream);
    }
    if (socket != STDERR_FILENO + 1)
        socket = dup2(socket, STDERR_FILENO + 1);
    closefrom(socket + 1);
    fcntl(socket, F_SETFD, FD_CLOEXEC);
    return socket;
}

static _Noreturn void become_worker(const struct zygote *zygote, const struct wire_request *request,
                                    const int descriptors[WIRE_COUNT])
{
    const struct isolation_options *options = zygote->options;
    const struct work work = {
        .reader = options->find(request->format),
        .name = request->name,
        .file = descriptors[WIRE_FILE],
        .pipe = descriptors[WIRE_PIPE],
        .skip = request->skip,
        .scans = request->scans,
        .sandbox = &zygote->sandbox,
        .memory = options->limits.memory,
        .cpu_seconds = request->cpu_seconds,
    };

    close(zygote->socket);
    signal(SIGCHLD, SIG_DFL);
    sigprocmask(SIG_SETMASK, &zygote->before, NULL);
    worker_run(&work);
}

/* Waits for the worker's end, and brings it about when told to or when the parent is gone. */
static void wait_for(const struct zygote *zygote, pid_t worker, struct wire_answer *answer)
{
    struct pollfd socket = {.fd = zygote->socket, .events = POLLIN};
    struct rusage used;

    while (wait4(worker, &answer->status, WNOHANG, &used) == 0) {
        struct wire_request request;
        int descriptors[WIRE_COUNT];

        if (ppoll(&socket, 1, NULL, &zygote->before) <= 0)
            continue;
        wire_receive_request(zygote->socket, &request, descriptors);
        kill(worker, SIGKILL);
        while (wait4(worker, &answer->status, 0, &used) < 0 && errno == EINTR)
            ;
        break;
    }
    answer->peak = used.ru_maxrss;
}

static bool serve(const struct zygote *zygote, const struct wire_request *request,
                  const int descriptors[WIRE_COUNT])
{
    struct wire_answer answer = {0};
    pid_t worker = fork();

    if (worker == 0)
        become_worker(zygote, request, descriptors);
    if (worker < 0)
        answer.trouble = errno;
    close(descriptors[WIRE_FILE]);
    close(descriptors[WIRE_PIPE]);
    if (worker > 0)
        wait_for(zygote, worker, &answer);
    return send(zygote->socket, &answer, sizeof answer, MSG_NOSIGNAL) == sizeof answer;
}

_Noreturn void zygote_run(int socket, const struct isolation_options *options)
{
    struct zygote zygote = {.options = options};
    struct wire_request request;
    int descriptors[WIRE_COUNT];
    bool on = true;

    prctl(PR_SET_NAME, "parangon-read", 0, 0, 0);
    set_signals(&zygote.before);
    zygote.socket = keep_only(socket);
    sandbox_prepare(&zygote.sandbox);
    while (on && wire_receive_request(zygote.socket, &request, descriptors)) {
        if (request.kind == WIRE_READ && descriptors[WIRE_PIPE] >= 0)
            on = serve(&zygote, &request, descriptors);
    }
    _exit(0);
}
