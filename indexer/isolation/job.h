/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_ISOLATION_JOB_H
#define INDEXER_ISOLATION_JOB_H

/* One file that is read in a worker, from the worker's beginning to its end. What the worker says
   is only kept here: answers.h takes it when it is the file's turn. */

#include "keeper.h"

#include "parangon/memory.h"

enum job_state {
    JOB_WAITS,  /* for a worker */
    JOB_TALKS,  /* its worker is at work */
    JOB_LEAVES, /* its worker has closed the pipe, and its end was not heard */
    JOB_ENDED
};

struct isolation_job {
    struct isolation_file file;
    size_t skip; /* members of it, as in struct reader_source */
    enum job_state state;
    struct keeper *keeper; /* of the worker */
    int pipe;              /* -1 when it is closed */
    struct parangon_buf heard;
    /* Milliseconds in which somebody listened: a worker is not to blame for those in which it
       waits for us. */
    long long quiet, spent;
    struct isolation_job *next;

    /* Once it has ended. */
    struct parangon_error trouble; /* the limit that it went over, PARANGON_OK for none */
    bool silent;                   /* it was that of silence */
    bool lost;                     /* the zygote was lost with it */
    struct wire_answer answer;
};

/* Back to the beginning, behind the first `skip` members. Its worker must have ended. */
void job_reset(struct isolation_job *job, size_t skip);

enum parangon_code job_begin(struct isolation_job *job, struct keeper *keeper,
                             const struct isolation_limits *limits, struct parangon_error *err);

/* With JOB_TALKS and JOB_LEAVES: what becomes readable when there is something to hear, and how
   many milliseconds it may take until then. */
int job_descriptor(const struct isolation_job *job);
long long job_patience(const struct isolation_job *job, const struct isolation_limits *limits);

/* Takes what can be read. */
void job_hear(struct isolation_job *job);

/* Counts the time for which it was listened to, until it was `heard` or not, and ends a worker that
   is over a limit. */
void job_count_time(struct isolation_job *job, const struct isolation_limits *limits,
                    long long elapsed, bool heard);

/* Ends the worker, if there is one. */
void job_stop(struct isolation_job *job);

#endif
