/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "verdict.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

enum parangon_code verdict_too_long(unsigned seconds, const char *how, struct parangon_error *err)
{
    return parangon_error_set(
        err, PARANGON_REJECTED,
        "the reader %s %u s and was ended: the file is damaged, hostile or far "
        "too large",
        how, seconds);
}

/* How a worker ended that did not come to the end of the file. */
static enum parangon_code explain_signal(const struct isolation_limits *limits,
                                         const struct wire_answer *answer, unsigned patience,
                                         struct parangon_error *err)
{
    int number = WTERMSIG(answer->status);

    switch (number) {
    case SIGXCPU:
        return verdict_too_long(limits->cpu_seconds * patience, "computed for more than", err);
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

enum parangon_code verdict_on_end(const struct isolation_limits *limits,
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
