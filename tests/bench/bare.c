/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The same answers as the service gives, without the service: bare INDEX THREADS SECONDS QUESTION…
   prints how many a second were made, from the request to the JSON of the answer. */
#include "answer.h"
#include "retry.h"

#include "output/output.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    THREADS_MAX = 64
};

static const char *dir;
static char **questions;
static pthread_barrier_t warm; /* all have asked everything once, as a service that runs has */
static atomic_ulong answered;
static atomic_bool ended, failed;

static enum parangon_code ask(struct engine *engine, void *context, cJSON **answer,
                              struct parangon_error *err)
{
    struct request request;

    request_init(&request);
    request.words = context;
    request.count = 10;
    enum parangon_code code = answer_search(engine, &request, answer, err);

    request_clear(&request);
    return code;
}

static void answer_one(struct engine *engine, char *question)
{
    struct parangon_buf out = {0};
    struct parangon_error err;
    cJSON *answer = NULL;

    if (engine_refresh(engine, &err) != PARANGON_OK ||
        retry_ask(engine, ask, question, &answer, &err) != PARANGON_OK) {
        fprintf(stderr, "%s\n", err.message);
        failed = true;
    }
    output_add_json(answer, false, &out);
    cJSON_Delete(answer);
    parangon_buf_clear(&out);
}

static void *work(void *context)
{
    struct engine engine;
    struct parangon_error err;
    size_t next = 0;

    (void)context;
    if (engine_open(dir, &engine, &err) != PARANGON_OK) {
        fprintf(stderr, "%s\n", err.message);
        failed = true;
        pthread_barrier_wait(&warm);
        return NULL;
    }
    for (char **question = questions; *question; question++)
        answer_one(&engine, *question);
    pthread_barrier_wait(&warm);
    while (!ended && !failed) {
        answer_one(&engine, questions[next]);
        answered++;
        next = questions[next + 1] ? next + 1 : 0;
    }
    engine_close(&engine);
    return NULL;
}

int main(int argc, char **argv)
{
    pthread_t threads[THREADS_MAX];
    long count = argc > 4 ? strtol(argv[2], NULL, 10) : 0;
    long seconds = argc > 4 ? strtol(argv[3], NULL, 10) : 0;

    if (count < 1 || count > THREADS_MAX || seconds < 1) {
        fputs("usage: bare INDEX THREADS SECONDS QUESTION...\n", stderr);
        return 2;
    }
    dir = argv[1];
    questions = argv + 4;
    pthread_barrier_init(&warm, NULL, (unsigned)count + 1);
    for (long i = 0; i < count; i++)
        pthread_create(&threads[i], NULL, work, NULL);
    pthread_barrier_wait(&warm);
    nanosleep(&(struct timespec){.tv_sec = seconds}, NULL);
    ended = true;
    for (long i = 0; i < count; i++)
        pthread_join(threads[i], NULL);
    printf("%.1f\n", (double)answered / (double)seconds);
    return failed;
}
