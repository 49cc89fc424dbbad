/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "job.h"

#include "verdict.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum {
    BLOCK = 64 * 1024
};

static unsigned patience_of(const struct isolation_job *job)
{
    return job->file.patience ? job->file.patience : 1;
}

void job_reset(struct isolation_job *job, size_t skip)
{
    const struct isolation_job fresh = {
        .file = job->file, .skip = skip, .pipe = -1, .next = job->next};

    parangon_buf_clear(&job->heard);
    *job = fresh;
}

enum parangon_code job_begin(struct isolation_job *job, struct keeper *keeper,
                             const struct isolation_limits *limits, struct parangon_error *err)
{
    enum parangon_code code = keeper_ask(keeper, &job->file, limits, job->skip, &job->pipe, err);

    if (code != PARANGON_OK)
        return code;
    job->keeper = keeper;
    job->state = JOB_TALKS;
    return PARANGON_OK;
}

int job_descriptor(const struct isolation_job *job)
{
    return job->state == JOB_TALKS ? job->pipe : job->keeper->socket;
}

static long long quiet_left(const struct isolation_job *job, const struct isolation_limits *limits)
{
    return limits->silence_seconds * 1000LL - job->quiet;
}

static long long total_left(const struct isolation_job *job, const struct isolation_limits *limits)
{
    return limits->total_seconds * 1000LL * patience_of(job) - job->spent;
}

long long job_patience(const struct isolation_job *job, const struct isolation_limits *limits)
{
    long long quiet = quiet_left(job, limits), total = total_left(job, limits);
    long long left = job->state == JOB_LEAVES || quiet < total ? quiet : total;

    return left > 0 ? left : 0;
}

static void close_pipe(struct isolation_job *job)
{
    if (job->pipe >= 0)
        close(job->pipe);
    job->pipe = -1;
}

static void end(struct isolation_job *job, bool heard)
{
    close_pipe(job);
    job->keeper = NULL;
    job->lost = !heard;
    job->state = JOB_ENDED;
}

void job_stop(struct isolation_job *job)
{
    if (job->state == JOB_TALKS || job->state == JOB_LEAVES)
        end(job, keeper_end(job->keeper, &job->answer));
}

void job_hear(struct isolation_job *job)
{
    char block[BLOCK];

    if (job->state == JOB_LEAVES) {
        end(job, keeper_hear_end(job->keeper, &job->answer));
        return;
    }
    ssize_t got = read(job->pipe, block, sizeof block);
    if (got > 0) {
        parangon_buf_add(&job->heard, block, (size_t)got);
    } else if (got == 0) {
        close_pipe(job);
        job->state = JOB_LEAVES;
    } else if (errno != EINTR) {
        parangon_error_set(&job->trouble, PARANGON_REJECTED, "%s", strerror(errno));
        job_stop(job);
    }
}

void job_count_time(struct isolation_job *job, const struct isolation_limits *limits,
                    long long elapsed, bool heard)
{
    job->quiet = heard ? 0 : job->quiet + elapsed;
    job->spent += elapsed;
    if (job->state == JOB_TALKS && total_left(job, limits) <= 0)
        verdict_too_long(limits->total_seconds * patience_of(job), "took more than", &job->trouble);
    else if (job->state == JOB_TALKS && quiet_left(job, limits) <= 0)
        job->silent = verdict_too_long(limits->silence_seconds, "said nothing for",
                                       &job->trouble) != PARANGON_OK;
    else if (quiet_left(job, limits) > 0)
        return;
    job_stop(job); /* one that only does not leave may have done its work */
}
