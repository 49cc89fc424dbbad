/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "child.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    OUT_MAX = 256 << 20
};

/* Far above what an index of a million passages takes; a damaged length asks for more. The address
   sanitizer reserves terabytes of addresses and would not start. */
#define MEMORY_MAX ((rlim_t)4 << 30)

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

static void lower(int resource, rlim_t most)
{
    struct rlimit limit;

    if (getrlimit((__rlimit_resource_t)resource, &limit) != 0)
        return;
    if (limit.rlim_max == RLIM_INFINITY || limit.rlim_max > most)
        limit.rlim_max = most;
    if (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur > most)
        limit.rlim_cur = most;
    setrlimit((__rlimit_resource_t)resource, &limit);
}

void child_limit(void)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    prctl(PR_SET_DUMPABLE, 0); /* a crash is expected here: no core of it */
    lower(RLIMIT_CORE, 0);
    if (!SANITIZED)
        lower(RLIMIT_AS, MEMORY_MAX);
}

/* What the child says, in this order; then the bytes of `out`. */
struct reply {
    enum parangon_code code;
    struct parangon_error err;
};

static bool write_all(int file, const void *bytes, size_t len)
{
    const char *at = bytes;

    while (len) {
        ssize_t put = write(file, at, len);

        if (put < 0 && errno != EINTR)
            return false;
        at += put > 0 ? put : 0;
        len -= put > 0 ? (size_t)put : 0;
    }
    return true;
}

static void work_in_child(child_fn *work, void *context, unsigned seconds, int file)
{
    struct parangon_buf out = {0};
    struct reply reply = {0};

    child_limit();
    lower(RLIMIT_CPU, seconds);
    reply.code = work(context, &out, &reply.err);
    if (write_all(file, &reply, sizeof reply))
        write_all(file, out.data, out.len);
    _exit(0);
}

static bool read_all(int file, struct parangon_buf *said)
{
    char block[1 << 16];
    ssize_t got;

    while ((got = read(file, block, sizeof block)) != 0) {
        if (got > 0)
            parangon_buf_add(said, block, (size_t)got);
        if ((got < 0 && errno != EINTR) || said->len > OUT_MAX)
            return false;
    }
    return true;
}

static enum parangon_code take_reply(const struct parangon_buf *said, int status, unsigned seconds,
                                     struct parangon_buf *out, struct parangon_error *err)
{
    struct reply reply;
    int killer = WIFSIGNALED(status) ? WTERMSIG(status) : 0;

    if (killer == SIGXCPU || killer == SIGKILL)
        return parangon_error_set(err, PARANGON_DAMAGED, "reading did not end within %u s",
                                  seconds);
    if (killer || said->len < sizeof reply)
        return parangon_error_set(err, PARANGON_DAMAGED, "reading crashed (%s)",
                                  killer ? strsignal(killer) : "no answer");
    memcpy(&reply, said->data, sizeof reply);
    if (reply.code == PARANGON_OK)
        parangon_buf_add(out, said->data + sizeof reply, said->len - sizeof reply);
    else if (err)
        *err = reply.err;
    return reply.code;
}

enum parangon_code child_run(child_fn *work, void *context, unsigned seconds,
                             struct parangon_buf *out, struct parangon_error *err)
{
    struct parangon_buf said = {0};
    int ends[2], status = 0;
    pid_t child = -1;

    if (pipe(ends) != 0)
        return parangon_error_set(err, PARANGON_SYSTEM, "pipe: %s", strerror(errno));
    fflush(NULL);
    child = fork();
    if (child == 0) {
        close(ends[0]);
        work_in_child(work, context, seconds, ends[1]);
    }
    close(ends[1]);
    bool heard = child > 0 && read_all(ends[0], &said);
    close(ends[0]);
    if (child > 0 && !heard)
        kill(child, SIGKILL);
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    enum parangon_code code =
        child < 0 ? parangon_error_set(err, PARANGON_SYSTEM, "fork: %s", strerror(errno))
                  : take_reply(&said, status, seconds, out, err);
    parangon_buf_clear(&said);
    return code;
}
