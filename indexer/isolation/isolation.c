/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "isolation.h"

#include "answers.h"
#include "job.h"
#include "verdict.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

struct isolation {
    struct isolation_limits limits;
    size_t ahead;
    struct keeper keepers[ISOLATION_WORKERS_MAX];
    size_t keeper_count;
    struct isolation_job *first; /* in the order of their turns */
    char *weakness;
};

enum parangon_code isolation_start(const struct isolation_options *options,
                                   struct isolation **isolation, struct parangon_error *err)
{
    struct isolation *started = parangon_calloc(1, sizeof *started);
    size_t workers = options->workers ? options->workers : 1;
    enum parangon_code code = PARANGON_OK;

    started->limits = options->limits;
    started->ahead = options->ahead;
    while (code == PARANGON_OK && started->keeper_count < workers &&
           started->keeper_count < ISOLATION_WORKERS_MAX) {
        code = keeper_start(&started->keepers[started->keeper_count], options, err);
        started->keeper_count += code == PARANGON_OK;
    }
    if (code == PARANGON_OK)
        *isolation = started;
    else
        isolation_stop(started);
    return code;
}

void isolation_stop(struct isolation *isolation)
{
    if (!isolation)
        return;
    while (isolation->first)
        isolation_forget(isolation, isolation->first);
    for (size_t i = 0; i < isolation->keeper_count; i++)
        keeper_stop(&isolation->keepers[i]);
    free(isolation->weakness);
    free(isolation);
}

const char *isolation_weakness(const struct isolation *isolation)
{
    return isolation->weakness;
}

/* ---- The jobs and their workers ---- */

static struct keeper *free_keeper(struct isolation *isolation)
{
    for (size_t i = 0; i < isolation->keeper_count; i++) {
        if (!isolation->keepers[i].busy && isolation->keepers[i].socket >= 0)
            return &isolation->keepers[i];
    }
    return NULL;
}

static bool has_worker(const struct isolation_job *job)
{
    return job->state == JOB_TALKS || job->state == JOB_LEAVES;
}

/* In the order of their turns, so that no file is waited for by those behind it. What keeps one from
   beginning may be gone when it is its turn, and is said then. */
static void begin_waiting(struct isolation *isolation)
{
    struct isolation_job *job = isolation->first;
    struct keeper *keeper;

    for (; job && (keeper = free_keeper(isolation)); job = job->next) {
        if (job->state == JOB_WAITS &&
            job_begin(job, keeper, &isolation->limits, NULL) != PARANGON_OK)
            return;
    }
}

/* Takes the worker away from the job whose turn is the last, and has it begin anew some time. */
static void take_back(struct isolation *isolation)
{
    struct isolation_job *last = NULL;

    for (struct isolation_job *job = isolation->first; job; job = job->next) {
        if (has_worker(job))
            last = job;
    }
    if (last) {
        job_stop(last);
        job_reset(last, 0);
    }
}

/* For the job whose turn it is, and which therefore waits for nobody. */
static enum parangon_code begin_now(struct isolation *isolation, struct isolation_job *job,
                                    struct parangon_error *err)
{
    if (!free_keeper(isolation))
        take_back(isolation);
    struct keeper *keeper;
    enum parangon_code code;
    do {
        keeper = free_keeper(isolation);
        code = keeper ? job_begin(job, keeper, &isolation->limits, err) : keeper_lost(err);
    } while (code != PARANGON_OK && keeper && keeper->socket < 0);
    return code;
}

static long long milliseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

static size_t heard_ahead(const struct isolation *isolation, const struct isolation_job *turn)
{
    size_t bytes = 0;

    for (const struct isolation_job *job = isolation->first; job; job = job->next)
        bytes += job == turn ? 0 : job->heard.len;
    return bytes;
}

/* Those to listen to: once enough waits for its turn, the words of others stay in their pipes, and
   they wait with them. */
static size_t listen_to(struct isolation *isolation, const struct isolation_job *turn,
                        struct isolation_job *jobs[], struct pollfd waited[])
{
    const bool full = heard_ahead(isolation, turn) >= isolation->ahead;
    size_t count = 0;

    for (struct isolation_job *job = isolation->first; job; job = job->next) {
        if (!has_worker(job) || (job != turn && job->state == JOB_TALKS && full))
            continue;
        waited[count] = (struct pollfd){.fd = job_descriptor(job), .events = POLLIN};
        jobs[count++] = job;
    }
    return count;
}

/* Hears what workers have to say; waits for it when there is a job whose turn it is. */
static void hear_workers(struct isolation *isolation, const struct isolation_job *turn)
{
    struct isolation_job *jobs[ISOLATION_WORKERS_MAX];
    struct pollfd waited[ISOLATION_WORKERS_MAX];
    long long patience = turn ? INT_MAX : 0, begun = milliseconds();

    begin_waiting(isolation);
    size_t count = listen_to(isolation, turn, jobs, waited);
    for (size_t i = 0; i < count; i++) {
        long long own = job_patience(jobs[i], &isolation->limits);

        patience = own < patience ? own : patience;
    }
    if (count == 0)
        return;
    int ready = poll(waited, (nfds_t)count, (int)patience);
    long long elapsed = milliseconds() - begun;
    for (size_t i = 0; i < count; i++) {
        bool heard = ready > 0 && waited[i].revents;

        if (heard)
            job_hear(jobs[i]);
        job_count_time(jobs[i], &isolation->limits, elapsed, heard);
    }
}

static struct isolation_job *new_job(const struct isolation_file *file)
{
    struct isolation_job *job = parangon_calloc(1, sizeof *job);

    job->file = *file;
    job->pipe = -1;
    return job;
}

struct isolation_job *isolation_expect(struct isolation *isolation,
                                       const struct isolation_file *file)
{
    struct isolation_job **end = &isolation->first;

    while (*end)
        end = &(*end)->next;
    *end = new_job(file);
    struct isolation_job *job = *end;
    hear_workers(isolation, NULL);
    return job;
}

void isolation_forget(struct isolation *isolation, struct isolation_job *job)
{
    struct isolation_job **place = &isolation->first;

    while (*place != job)
        place = &(*place)->next;
    *place = job->next;
    job_stop(job);
    parangon_buf_clear(&job->heard);
    free(job);
}

/* ---- A turn ---- */

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

/* Feeds the sink with what the worker says until its end. */
static enum parangon_code hear_all(struct isolation *isolation, struct isolation_job *job,
                                   struct answers *answers, struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;

    for (;;) {
        if (job->heard.len)
            code = answers_add(answers, job->heard.data, job->heard.len, err);
        parangon_buf_reset(&job->heard);
        if (code != PARANGON_OK || job->state == JOB_ENDED)
            break;
        hear_workers(isolation, job);
    }
    job_stop(job);
    return code;
}

/* One worker's work on the file. `died` says that it ended without a word. */
static enum parangon_code read_once(struct isolation *isolation, struct isolation_job *job,
                                    struct answers *answers, bool *died, struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;
    const unsigned patience = job->file.patience ? job->file.patience : 1;

    *died = false;
    if (job->state == JOB_WAITS)
        code = begin_now(isolation, job, err);
    if (code == PARANGON_OK)
        code = hear_all(isolation, job, answers, err);
    if (code != PARANGON_OK)
        return code;
    *died = job->silent && !job->lost;
    if (job->trouble.code != PARANGON_OK) {
        *err = job->trouble;
        return err->code;
    }
    if (job->lost)
        return keeper_lost(err);
    if (answers->ended) {
        *err = answers->end;
        return answers->end.code;
    }
    *died = WIFSIGNALED(job->answer.status) && WTERMSIG(job->answer.status) != SIGXCPU;
    return verdict_on_end(&isolation->limits, &job->answer, patience, err);
}

enum parangon_code isolation_finish(struct isolation *isolation, struct isolation_job *job,
                                    const struct reader_sink *sink, struct parangon_error *err)
{
    struct answers answers = {
        .limits = &isolation->limits, .name = job->file.name, .file = &job->file, .sink = sink};
    struct parangon_error why = {0};
    enum parangon_code code = PARANGON_OK;
    bool again = true;

    hear_workers(isolation, NULL); /* others may begin meanwhile */
    for (int workers = 1; again; workers++) {
        size_t begun = answers.begun;
        bool died;

        code = read_once(isolation, job, &answers, &died, &why);
        again = died && job->file.has_members && answers.begun > begun && workers < WORKERS_MAX;
        if (again) {
            const struct parangon_error death = why;

            code = answers_reject_latest(&answers, &death, &why);
            job_reset(job, answers.begun);
        }
    }
    code = add_taken(&answers, code, &why);
    if (answers.weakness && !isolation->weakness)
        isolation->weakness = parangon_strdup(answers.weakness);
    answers_clear(&answers);
    isolation_forget(isolation, job);
    if (code != PARANGON_OK && err)
        *err = why;
    return code;
}

enum parangon_code isolation_read(struct isolation *isolation, const struct isolation_file *file,
                                  const struct reader_sink *sink, struct parangon_error *err)
{
    struct isolation_job *job = new_job(file);

    job->next = isolation->first;
    isolation->first = job;
    return isolation_finish(isolation, job, sink, err);
}
