/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Says the language of each line of the standard input: fr, en or other, a line each. With a
   number, each line is told so many times over and the time that one takes is said at the end. */
#include "parangon/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int main(int argc, char *argv[])
{
    long repeats = argc > 1 ? strtol(argv[1], NULL, 10) : 1;
    char *line = NULL;
    size_t cap = 0, lines = 0;
    ssize_t len;
    double spent = 0;

    while ((len = getline(&line, &cap, stdin)) > 0) {
        size_t bytes = (size_t)len - (line[len - 1] == '\n');
        enum parangon_lang lang = PARANGON_OTHER;
        double start = seconds();

        for (long i = 0; i < repeats; i++)
            lang = parangon_text_language(line, bytes);
        spent += seconds() - start;
        lines++;
        puts(parangon_lang_code(lang));
    }
    free(line);
    if (repeats > 1 && lines)
        fprintf(stderr, "%.2f microseconds a line\n",
                spent * 1e6 / (double)lines / (double)repeats);
    return ferror(stdin) || fflush(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}
