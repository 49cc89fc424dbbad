/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "progress.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define SECOND INT64_C(1000000000)
#define BETWEEN_DRAWS (SECOND / 10)

static int64_t now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * SECOND + time.tv_nsec;
}

enum {
    NUMBER_MAX = 32
};

/* Digits in groups of three: "20 000". */
static const char *grouped(size_t number, char text[NUMBER_MAX])
{
    char digits[NUMBER_MAX];
    size_t len = (size_t)snprintf(digits, sizeof digits, "%zu", number), to = 0;

    for (size_t i = 0; i < len; i++) {
        if (i && (len - i) % 3 == 0)
            text[to++] = ' ';
        text[to++] = digits[i];
    }
    text[to] = '\0';
    return text;
}

static void add_time_left(char *line, size_t room, double seconds)
{
    size_t len = strlen(line);

    if (seconds < 60)
        snprintf(line + len, room - len, ", %.0f s left", seconds < 1 ? 1 : seconds);
    else if (seconds < 3600)
        snprintf(line + len, room - len, ", %.0f min left", seconds / 60);
    else if (seconds < 1e6)
        snprintf(line + len, room - len, ", %.1f h left", seconds / 3600);
}

void progress_line(const struct progress *progress, int64_t elapsed, char line[PROGRESS_LINE_MAX])
{
    double seconds = (double)elapsed / (double)SECOND;
    double rate = seconds > 0 ? (double)progress->done / seconds : 0;
    char done[NUMBER_MAX], total[NUMBER_MAX];
    size_t len;

    snprintf(line, PROGRESS_LINE_MAX, "%s %s", progress->work, grouped(progress->done, done));
    len = strlen(line);
    if (progress->total) {
        snprintf(line + len, PROGRESS_LINE_MAX - len, " of %s", grouped(progress->total, total));
        len = strlen(line);
    }
    if (seconds < 1 || progress->done == 0) /* a rate of nothing says nothing */
        return;
    snprintf(line + len, PROGRESS_LINE_MAX - len, rate < 10 ? ", %.1f/s" : ", %.0f/s", rate);
    if (progress->total > progress->done)
        add_time_left(line, PROGRESS_LINE_MAX, (double)(progress->total - progress->done) / rate);
}

void progress_begin(struct progress *progress, const char *work, size_t total)
{
    progress->work = work;
    progress->done = 0;
    progress->total = total;
    progress->begun = progress->latest = now();
}

void progress_step(struct progress *progress)
{
    char line[PROGRESS_LINE_MAX];

    progress->done++;
    if (!progress->on)
        return;
    int64_t time = now();
    if (time - progress->latest < BETWEEN_DRAWS)
        return;
    progress->latest = time;
    progress->drawn = true;
    progress_line(progress, time - progress->begun, line);
    fprintf(stderr, "\r\033[K%s", line);
}

void progress_clear(struct progress *progress)
{
    if (progress->drawn)
        fputs("\r\033[K", stderr);
    progress->drawn = false;
}
