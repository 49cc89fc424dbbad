/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Asks an open index many small things, for measure.py:
 *
 *   ask INDEX words            every word of the index: form, records, stem in French, in English
 *   ask INDEX correct < LINES  of each line: its correction and its use; empty for none
 *   ask INDEX suggest < LINES  of each line: what it may go on to
 *   ask INDEX held < LINES     of each word: its stems, and whether the index holds its form
 *
 * What it asks for took how long is said on standard error. */
#include "answer.h"
#include "lexicon.h"
#include "suggest.h"

#include "parangon/json.h"

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

static int fail(const struct parangon_error *err)
{
    fprintf(stderr, "ask: %s\n", err->message);
    return EXIT_FAILURE;
}

static size_t count_records(struct engine *engine, const char *form, unsigned *marks, unsigned mark)
{
    size_t records = 0;

    for (enum parangon_lang lang = 0; lang < PARANGON_LANG_COUNT; lang++) {
        struct parangon_buf term = {0};
        struct postings postings = {0};
        struct parangon_error err;

        parangon_term(&term, parangon_prefix_exact(lang), form);
        if (engine_postings(engine, term.data, term.len, &postings, &err) != PARANGON_OK)
            exit(fail(&err));
        for (size_t i = 0; i < postings.count; i++) {
            uint32_t record = engine_record_of(engine, postings.documents[i]);

            records += marks[record] != mark;
            marks[record] = mark;
        }
        postings_clear(&postings);
        parangon_buf_clear(&term);
    }
    return records;
}

static void print_stems(struct engine *engine, const char *form)
{
    for (enum parangon_lang lang = 0; lang < PARANGON_OTHER; lang++)
        printf("\t%s", parangon_stem(engine->stemmer, lang, form, strlen(form)));
    putchar('\n');
}

static int print_words(struct engine *engine)
{
    const struct lexicon *lexicon;
    struct parangon_error err;
    double start = seconds();

    if (lexicon_of(engine, &lexicon, &err) != PARANGON_OK)
        return fail(&err);
    fprintf(stderr, "%zu words read in %.1f ms\n", lexicon->count, (seconds() - start) * 1e3);
    unsigned *marks = parangon_calloc((size_t)engine->records + 1, sizeof *marks);
    for (size_t i = 0; i < lexicon->count; i++) {
        const char *form = lexicon->words[i].form;

        printf("%s\t%zu", form, count_records(engine, form, marks, (unsigned)i + 1));
        print_stems(engine, form);
    }
    free(marks);
    return EXIT_SUCCESS;
}

static int print_correction(struct engine *engine, const char *line)
{
    struct parangon_error err;
    struct request request;
    cJSON *answer = NULL;

    request_init(&request);
    request.words = line;
    request.count = 0;
    enum parangon_code code = answer_search(engine, &request, &answer, &err);
    const cJSON *query = cJSON_GetObjectItemCaseSensitive(answer, "query");
    const char *corrected = parangon_json_text(query, "corrected");
    if (corrected && *line)
        printf("%s\t%s\n", corrected,
               cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(query, "corrected_used"))
                   ? "used"
                   : "proposed");
    else
        puts("");
    cJSON_Delete(answer);
    request_clear(&request);
    return code == PARANGON_OK ? EXIT_SUCCESS : fail(&err);
}

static int print_held(struct engine *engine, const char *word)
{
    bool held = false;

    for (enum parangon_lang lang = 0; lang < PARANGON_LANG_COUNT; lang++)
        held = held || engine_frequency(engine, parangon_prefix_exact(lang), word) > 0;
    fputs(held ? "held" : "new", stdout);
    print_stems(engine, word);
    return EXIT_SUCCESS;
}

static int print_suggestions(struct engine *engine, const char *line)
{
    struct parangon_error err;
    struct request request;
    cJSON *answer = NULL, *suggestion;

    request_init(&request);
    request.words = line;
    request.ui = PARANGON_FR;
    enum parangon_code code = suggest_answer(engine, &request, &answer, &err);
    cJSON_ArrayForEach(suggestion, cJSON_GetObjectItemCaseSensitive(answer, "suggestions"))
        printf("%s\t", parangon_json_text(suggestion, "text"));
    putchar('\n');
    cJSON_Delete(answer);
    request_clear(&request);
    return code == PARANGON_OK ? EXIT_SUCCESS : fail(&err);
}

static int each_line(struct engine *engine, int (*ask)(struct engine *, const char *))
{
    int status = EXIT_SUCCESS;
    double spent = 0, slowest = 0;
    char *line = NULL;
    size_t cap = 0, lines = 0;
    ssize_t len;

    while (status == EXIT_SUCCESS && (len = getline(&line, &cap, stdin)) > 0) {
        line[strcspn(line, "\n")] = '\0';
        double start = seconds();
        status = ask(engine, line);
        double took = seconds() - start;
        spent += took;
        slowest = lines > 0 && took > slowest ? took : slowest;
        lines++;
    }
    free(line);
    fprintf(stderr, "%zu lines, %.3f ms each, the slowest after the first %.3f ms\n", lines,
            lines ? spent * 1e3 / (double)lines : 0, slowest * 1e3);
    return status;
}

int main(int argc, char *argv[])
{
    struct parangon_error err;
    struct engine engine;
    int status = EXIT_FAILURE;

    if (argc != 3) {
        fputs("Usage: ask INDEX words|correct|suggest|held\n", stderr);
        return EXIT_FAILURE;
    }
    if (engine_open(argv[1], &engine, &err) != PARANGON_OK)
        return fail(&err);
    if (strcmp(argv[2], "words") == 0)
        status = print_words(&engine);
    else if (strcmp(argv[2], "correct") == 0)
        status = each_line(&engine, print_correction);
    else if (strcmp(argv[2], "suggest") == 0)
        status = each_line(&engine, print_suggestions);
    else if (strcmp(argv[2], "held") == 0)
        status = each_line(&engine, print_held);
    engine_close(&engine);
    return fflush(stdout) ? EXIT_FAILURE : status;
}
