/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading an index that may be damaged: in a child process, which may crash or be stopped. */
#include "../index/child.h"

#include "parangon/index.h"
#include "parangon/program.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    SECONDS = 20 /* of processor time for a question; a large index takes tenths of one */
};

/* Written by the child, read by the parent when the child has crashed. */
static struct shared {
    char dir[PATH_MAX];
} * shared;

void parangon_guard_index(const char *dir)
{
    if (shared)
        snprintf(shared->dir, sizeof shared->dir, "%s", dir);
}

/* Time of the processor, not of the clock: a slow disk or a reader of the output is no loop. */
void parangon_guard_question(void)
{
    const struct itimerval limit = {.it_value.tv_sec = SECONDS};

    if (shared)
        setitimer(ITIMER_PROF, &limit, NULL);
}

/* Tables without checksums may be damaged: that explains more than a fault of the program does. */
static enum parangon_code suspect_tables(const char *how, struct parangon_error *err)
{
    return parangon_error_set(err, PARANGON_DAMAGED,
                              "%s: reading ended with \"%.200s\" (see parangon check)", shared->dir,
                              how);
}

enum parangon_code parangon_guard_explain(enum parangon_code code, struct parangon_error *err)
{
    struct parangon_error why, was = *err;

    if ((code != PARANGON_BUG && code != PARANGON_SYSTEM) || !shared || !*shared->dir ||
        ferror(stdout))
        return code;
    enum parangon_code found = parangon_index_verify(shared->dir, &why);
    if (found == PARANGON_CHANGED && code == PARANGON_BUG)
        return suspect_tables(was.message, err);
    if (found != PARANGON_DAMAGED)
        return code;
    *err = why;
    return parangon_error_prefix(err, PARANGON_DAMAGED, "%s", shared->dir);
}

/* What a crash comes from: damage, unless all is as it was written. */
static int report_crash(const char *program, int killer)
{
    const char *what = killer == SIGPROF ? "took too long" : strsignal(killer);
    struct parangon_error why = {0}, err;
    enum parangon_code code = *shared->dir ? parangon_index_verify(shared->dir, &why) : PARANGON_OK;

    if (code == PARANGON_DAMAGED)
        parangon_error_set(&err, PARANGON_DAMAGED, "%s: %s", shared->dir, why.message);
    else if (code == PARANGON_CHANGED)
        suspect_tables(what, &err);
    else
        parangon_error_set(&err, PARANGON_BUG, "ended with \"%s\"", what);
    return parangon_report(program, &err);
}

static int end_as(const char *program, int status)
{
    static const int crashes[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGPROF, SIGSYS};

    if (WIFEXITED(status))
        return WEXITSTATUS(status);
    for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++) {
        if (WTERMSIG(status) == crashes[i])
            return report_crash(program, crashes[i]);
    }
    signal(WTERMSIG(status), SIG_DFL); /* somebody wanted it to end */
    raise(WTERMSIG(status));
    return 128 + WTERMSIG(status);
}

int parangon_guarded(const char *program, int (*work)(void *context), void *context)
{
    int status = 0;
    void *memory =
        mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    if (memory == MAP_FAILED)
        return work(context);
    fflush(NULL);
    pid_t child = fork();
    if (child < 0)
        return work(context);
    shared = memory;
    if (child == 0) {
        child_limit();
        parangon_guard_question();
        exit(work(context));
    }
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    return end_as(program, status);
}
