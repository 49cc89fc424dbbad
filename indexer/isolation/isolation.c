/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "isolation.h"

#include "answers.h"
#include "wire.h"
#include "zygote.h"

#include "parangon/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct isolation {
    struct isolation_limits limits;
    int socket; /* -1 once the zygote is lost */
    pid_t zygote;
    char *weakness;
};

enum parangon_code isolation_start(const struct isolation_options *options,
                                   struct isolation **isolation, struct parangon_error *err)
{
    int sockets[2];

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) != 0)
        return parangon_error_set(err, PARANGON_SYSTEM, "no socket for the readers: %s",
                                  strerror(errno));
    pid_t zygote = fork();
    if (zygote == 0) {
        close(sockets[0]);
        zygote_run(sockets[1], options);
    }
    int trouble = errno;
    close(sockets[1]);
    if (zygote < 0) {
        close(sockets[0]);
        return parangon_error_set(err, PARANGON_SYSTEM, "no process for the readers: %s",
                                  strerror(trouble));
    }
    *isolation = parangon_calloc(1, sizeof **isolation);
    (*isolation)->limits = options->limits;
    (*isolation)->socket = sockets[0];
    (*isolation)->zygote = zygote;
    return PARANGON_OK;
}

static void lose_zygote(struct isolation *isolation)
{
    if (isolation->socket < 0)
        return;
    close(isolation->socket);
    isolation->socket = -1;
    while (waitpid(isolation->zygote, NULL, 0) < 0 && errno == EINTR)
        ;
}

void isolation_stop(struct isolation *isolation)
{
    if (!isolation)
        return;
    lose_zygote(isolation);
    free(isolation->weakness);
    free(isolation);
}

const char *isolation_weakness(const struct isolation *isolation)
{
    return isolation->weakness;
}

static long long milliseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

/* Waits until there is something to read, or the other side is gone. */
static bool wait_readable(int descriptor, long long until)
{
    struct pollfd waited = {.fd = descriptor, .events = POLLIN};

    for (;;) {
        long long left = until - milliseconds();
        int ready = poll(&waited, 1, left > 0 ? (int)left : 0);

        if (ready > 0)
            return true;
        if (ready == 0 || errno != EINTR)
            return false;
    }
}

static enum parangon_code too_long(unsigned seconds, const char *how, struct parangon_error *err)
{
    return parangon_error_set(
        err, PARANGON_REJECTED,
        "the reader %s %u s and was ended: the file is damaged, hostile or far "
        "too large",
        how, seconds);
}

/* Feeds the sink from the pipe until its end. */
static enum parangon_code hear_all(int pipe, unsigned patience, struct answers *answers,
                                   bool *silent, struct parangon_error *err)
{
    const struct isolation_limits *limits = answers->limits;
    unsigned silence = limits->silence_seconds, total = limits->total_seconds * patience;
    long long last = milliseconds() + total * 1000LL;
    enum parangon_code code = PARANGON_OK;
    char block[64 * 1024];

    while (code == PARANGON_OK) {
        long long until = milliseconds() + silence * 1000LL;
        ssize_t got;

        if (last <= milliseconds())
            return too_long(total, "took more than", err);
        if (!wait_readable(pipe, until < last ? until : last)) {
            *silent = until < last;
            return *silent ? too_long(silence, "said nothing for", err)
                           : too_long(total, "took more than", err);
        }
        got = read(pipe, block, sizeof block);
        if (got == 0)
            return PARANGON_OK;
        if (got > 0)
            code = answers_add(answers, block, (size_t)got, err);
        else if (errno != EINTR)
            code = parangon_error_set(err, PARANGON_REJECTED, "%s", strerror(errno));
    }
    return code;
}

/* The answer of the zygote once the worker is gone, which is told to go if it must. */
static bool hear_end(struct isolation *isolation, bool kill_it, struct wire_answer *answer)
{
    static const struct wire_request end = {.kind = WIRE_END};
    long long until = milliseconds() + isolation->limits.silence_seconds * 1000LL;
    ssize_t got;

    if (!kill_it && !wait_readable(isolation->socket, until))
        kill_it = true;
    if (kill_it)
        wire_send_request(isolation->socket, &end, NULL);
    do {
        got = recv(isolation->socket, answer, sizeof *answer, 0);
    } while (got < 0 && errno == EINTR);
    if (got == sizeof *answer)
        return true;
    lose_zygote(isolation);
    return false;
}

/* How a worker ended that did not come to the end of the file. */
static enum parangon_code explain_signal(const struct isolation_limits *limits,
                                         const struct wire_answer *answer, unsigned patience,
                                         struct parangon_error *err)
{
    int number = WTERMSIG(answer->status);

    switch (number) {
    case SIGXCPU: return too_long(limits->cpu_seconds * patience, "computed for more than", err);
    case SIGSYS:
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "the reader tried what no reader does (signal %d) and was ended: "
                                  "the file is hostile",
                                  number);
    case SIGXFSZ:
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "the reader tried to write a file (signal %d) and was ended: the "
                                  "file is hostile",
                                  number);
    case SIGKILL:
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "the system ended the reader (signal %d), most often for want of "
                                  "memory",
                                  number);
    case SIGABRT:
    case SIGTRAP:
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "the reader gave up (signal %d): the file is damaged, or needs "
                                  "more than %zu MiB of memory",
                                  number, limits->memory >> 20);
    default:
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "the reader crashed (signal %d): the file is damaged or hostile",
                                  number);
    }
}

static enum parangon_code explain_end(const struct isolation_limits *limits,
                                      const struct wire_answer *answer, unsigned patience,
                                      struct parangon_error *err)
{
    if (answer->trouble)
        return parangon_error_set(err, PARANGON_REJECTED, "no process to read it in: %s",
                                  strerror(answer->trouble));
    if (WIFSIGNALED(answer->status))
        return explain_signal(limits, answer, patience, err);
    return parangon_error_set(err, PARANGON_REJECTED,
                              "the reader ended early (status %d): the file is damaged or hostile",
                              WEXITSTATUS(answer->status));
}

static enum parangon_code lost(struct parangon_error *err)
{
    return parangon_error_set(err, PARANGON_REJECTED,
                              "the process in which such files are read is gone: run again");
}

/* What was found before the failure stays. */
static enum parangon_code add_taken(const struct answers *answers, enum parangon_code code,
                                    struct parangon_error *err)
{
    size_t len = strlen(err->message);

    if (code == PARANGON_REJECTED && answers->versions)
        snprintf(err->message + len, sizeof err->message - len,
                 " (%zu of its records were read before and stay)", answers->versions);
    return code;
}

/* Descriptors for a request: the file and the worker's end of a pipe, whose other end is ours. */
static enum parangon_code ask(struct isolation *isolation, const struct isolation_file *file,
                              size_t skip, int *pipe_end, struct parangon_error *err)
{
    struct wire_request request = {.kind = WIRE_READ,
                                   .skip = skip,
                                   .cpu_seconds = isolation->limits.cpu_seconds *
                                                  (file->patience ? file->patience : 1)};
    int ends[2];

    if (strlen(file->name) >= sizeof request.name)
        return parangon_error_set(err, PARANGON_REJECTED, "a name too long");
    if (isolation->socket < 0)
        return lost(err);
    /* The place in the file is shared with all who have it open. */
    if (lseek(file->descriptor, 0, SEEK_SET) != 0)
        return parangon_error_set(err, PARANGON_REJECTED, "cannot be read: %s", strerror(errno));
    if (pipe2(ends, O_CLOEXEC) != 0)
        return parangon_error_set(err, PARANGON_REJECTED, "no pipe to read it through: %s",
                                  strerror(errno));
    snprintf(request.format, sizeof request.format, "%s", file->format);
    snprintf(request.name, sizeof request.name, "%s", file->name);
    const int descriptors[WIRE_COUNT] = {[WIRE_FILE] = file->descriptor, [WIRE_PIPE] = ends[1]};
    bool sent = wire_send_request(isolation->socket, &request, descriptors);
    close(ends[1]);
    if (sent) {
        *pipe_end = ends[0];
        return PARANGON_OK;
    }
    close(ends[0]);
    lose_zygote(isolation);
    return lost(err);
}

/* One worker's work on the file. `died` says that it ended without a word. */
static enum parangon_code read_once(struct isolation *isolation, const struct isolation_file *file,
                                    struct answers *answers, bool *died, struct parangon_error *err)
{
    unsigned patience = file->patience ? file->patience : 1;
    struct wire_answer answer;
    bool silent = false;
    int pipe_end = -1;
    enum parangon_code code = ask(isolation, file, answers->begun, &pipe_end, err);

    *died = false;
    if (code != PARANGON_OK)
        return code;
    code = hear_all(pipe_end, patience, answers, &silent, err);
    close(pipe_end);
    bool heard = hear_end(isolation, code != PARANGON_OK, &answer);
    *died = heard && silent;
    if (code != PARANGON_OK)
        return code;
    if (!heard)
        return lost(err);
    if (answers->ended) {
        *err = answers->end;
        return answers->end.code;
    }
    *died = WIFSIGNALED(answer.status) && WTERMSIG(answer.status) != SIGXCPU;
    return explain_end(&isolation->limits, &answer, patience, err);
}

enum parangon_code isolation_read(struct isolation *isolation, const struct isolation_file *file,
                                  const struct reader_sink *sink, struct parangon_error *err)
{
    struct answers answers = {.limits = &isolation->limits, .name = file->name, .sink = sink};
    struct parangon_error why = {0};
    enum parangon_code code = PARANGON_OK;
    bool again = true;

    for (int workers = 1; again; workers++) {
        size_t begun = answers.begun;
        bool died;

        code = read_once(isolation, file, &answers, &died, &why);
        again = died && file->has_members && answers.begun > begun && workers < WORKERS_MAX;
        if (again) {
            const struct parangon_error death = why;

            code = answers_reject_latest(&answers, &death, &why);
        }
    }
    code = add_taken(&answers, code, &why);
    if (answers.weakness && !isolation->weakness)
        isolation->weakness = parangon_strdup(answers.weakness);
    answers_clear(&answers);
    if (code != PARANGON_OK && err)
        *err = why;
    return code;
}
