/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What facets cost: `facets-time INDEX WORDS...` prints the milliseconds of processor that a search takes without them,
   the first one with all of them, and those after it, which find the values of the fields
   read already. Medians of 21. */
#include "answer.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum {
    TIMES = 21
};

static double ask(struct engine *engine, const char *words, const char *facets)
{
    struct request request;
    struct parangon_error err;
    struct timespec begin, end;
    cJSON *answer = NULL;

    request_init(&request);
    request.words = words;
    request.count = 0;
    if (facets)
        request_facets(&request, facets, &err);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &begin);
    if (answer_search(engine, &request, &answer, &err) != PARANGON_OK) {
        fprintf(stderr, "%s\n", err.message);
        exit(EXIT_FAILURE);
    }
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
    cJSON_Delete(answer);
    request_clear(&request);
    return (double)(end.tv_sec - begin.tv_sec) * 1e3 + (double)(end.tv_nsec - begin.tv_nsec) / 1e6;
}

static int by_value(const void *a, const void *b)
{
    double first = *(const double *)a, second = *(const double *)b;

    return first < second ? -1 : first > second;
}

static double median(struct engine *engine, const char *words, const char *facets)
{
    double took[TIMES];

    for (int i = 0; i < TIMES; i++)
        took[i] = ask(engine, words, facets);
    qsort(took, TIMES, sizeof *took, by_value);
    return took[TIMES / 2];
}

int main(int argc, char **argv)
{
    struct engine engine;
    struct parangon_error err;

    if (argc < 3 || engine_open(argv[1], &engine, &err) != PARANGON_OK) {
        fprintf(stderr, "usage: facets-time INDEX WORDS...\n");
        return EXIT_FAILURE;
    }
    for (int i = 2; i < argc; i++) {
        double without = median(&engine, argv[i], NULL);
        double first = ask(&engine, argv[i], "all");

        printf("%s: %.2f without facets, %.2f with all the first time, %.2f then\n", argv[i],
               without, first, median(&engine, argv[i], "all"));
    }
    engine_close(&engine);
    return EXIT_SUCCESS;
}
