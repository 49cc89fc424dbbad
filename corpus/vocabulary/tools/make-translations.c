/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Learns a table of translations from files that say the same in French and in English, and writes
 * its rows on standard output. Run by make-translations.py, which writes the comments before them.
 *
 *   make-translations [--expressions] NAME=FILE...
 *
 * With --expressions nothing is learnt: the labels of several words are written as they are, by
 * their stems without stop words.
 *
 * NAME is shown as the source of what was learnt. FILE is
 *   .jsonld  concepts: their labels in both languages
 *   .tsv     a table whose first line names its columns: en and fr, or name_en and name_fr, hold
 *            labels; definition_ or description_, _en and _fr, sentences
 *   .jsonl   an object a line, with texts "en" and "fr" that translate each other
 */
#include "parangon/json.h"
#include "parangon/translate.h"
#include "parangon/vocabulary.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    COLUMNS_MAX = 16,
    LABEL_TIMES = 2,         /* a label says exactly the same, sentences about the same */
    EXPRESSION_WORDS_MAX = 5 /* what is longer is never typed */
};

/* What is made of the inputs: a table that is learnt, or rows as they are. */
struct making {
    struct parangon_stemmer *stemmer;
    struct parangon_bitext *bitext;
    struct parangon_buf rows;
    bool expressions;
};

/* The stems of a label that are no words of grammar, a space between; how many there are. */
static size_t write_stems(struct making *making, enum parangon_lang lang, const char *label,
                          struct parangon_buf *stems)
{
    struct parangon_cutter cutter;
    struct parangon_token token;
    size_t count = 0;

    parangon_cutter_init(&cutter, label, strlen(label), lang);
    while (parangon_cutter_next(&cutter, &token)) {
        if (token.number || parangon_is_stop_word(lang, token.form, token.len))
            continue;
        parangon_buf_printf(stems, "%s%s", count++ ? " " : "",
                            parangon_stem(making->stemmer, lang, token.form, token.len));
    }
    return count;
}

/* A label of one word in both languages is what the table of words is for. */
static void add_expression(struct making *making, const char *french, const char *english,
                           const char *source)
{
    struct parangon_buf row = {0};
    size_t ours = write_stems(making, PARANGON_FR, french, &row);

    parangon_buf_putc(&row, '\t');
    size_t theirs = write_stems(making, PARANGON_EN, english, &row);
    if (ours && theirs && ours + theirs > 2 && ours <= EXPRESSION_WORDS_MAX &&
        theirs <= EXPRESSION_WORDS_MAX)
        parangon_buf_printf(&making->rows, "%s\t1\t%s\n", row.data, source);
    parangon_buf_clear(&row);
}

static void add_label(struct making *making, const char *french, const char *english,
                      const char *source)
{
    if (making->expressions)
        add_expression(making, french, english, source);
    else
        parangon_bitext_add(making->bitext, french, english, source, LABEL_TIMES);
}

static void add_sentences(struct making *making, const char *french, const char *english,
                          const char *source)
{
    if (!making->expressions)
        parangon_bitext_align(making->bitext, french, english, source);
}

struct input {
    const char *name;
    const char *path;
    struct parangon_buf text;
};

static enum parangon_code read_file(struct input *input, struct parangon_error *err)
{
    char block[65536];
    size_t got;
    FILE *file = fopen(input->path, "rb");

    if (!file)
        return parangon_error_set(err, PARANGON_SYSTEM, "%s: %s", input->path, strerror(errno));
    while ((got = fread(block, 1, sizeof block, file)) > 0)
        parangon_buf_add(&input->text, block, got);
    fclose(file);
    return PARANGON_OK;
}

static enum parangon_code add_concepts(struct making *making, const struct input *input,
                                       struct parangon_error *err)
{
    struct parangon_vocabulary *vocabulary = parangon_vocabulary_new();
    enum parangon_code code =
        parangon_vocabulary_add(vocabulary, parangon_buf_str(&input->text), input->text.len, err);

    if (code == PARANGON_OK)
        code = parangon_vocabulary_finish(vocabulary, err);
    for (size_t i = 0; code == PARANGON_OK && i < parangon_vocabulary_count(vocabulary); i++) {
        const struct parangon_concept *concept = parangon_vocabulary_at(vocabulary, i);

        if (concept->label[PARANGON_FR] != concept->label[PARANGON_EN])
            add_label(making, concept->label[PARANGON_FR], concept->label[PARANGON_EN],
                      input->name);
    }
    parangon_vocabulary_free(vocabulary);
    return code;
}

/* Cuts a line at its tabs, in place. */
static int split(char *line, char *cells[COLUMNS_MAX])
{
    int count = 0;

    for (char *at = line; at && count < COLUMNS_MAX; count++) {
        cells[count] = at;
        at = strchr(at, '\t');
        if (at)
            *at++ = '\0';
    }
    return count;
}

static int column(char *const names[COLUMNS_MAX], int count, const char *name)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(names[i], name) == 0)
            return i;
    }
    return -1;
}

/* Columns of a table that hold the same in both languages. */
static const struct {
    const char *french, *english;
    bool sentences; /* not labels */
} column_pairs[] = {
    {"fr", "en", false},
    {"name_fr", "name_en", false},
    {"definition_fr", "definition_en", true},
    {"description_fr", "description_en", true},
};

static void add_row(struct making *making, const struct input *input,
                    char *const names[COLUMNS_MAX], int columns, char *line)
{
    char *cells[COLUMNS_MAX];
    int count = split(line, cells);

    for (size_t i = 0; i < sizeof column_pairs / sizeof *column_pairs; i++) {
        int french = column(names, columns, column_pairs[i].french);
        int english = column(names, columns, column_pairs[i].english);

        if (french < 0 || english < 0 || french >= count || english >= count)
            continue;
        (column_pairs[i].sentences ? add_sentences : add_label)(making, cells[french],
                                                                cells[english], input->name);
    }
}

static enum parangon_code add_table(struct making *making, struct input *input,
                                    struct parangon_error *err)
{
    char *names[COLUMNS_MAX], *rest = NULL;
    char *line = input->text.data ? strtok_r(input->text.data, "\r\n", &rest) : NULL;
    int columns = line ? split(line, names) : 0;

    if (!columns)
        return parangon_error_set(err, PARANGON_REJECTED, "%s: empty", input->path);
    while ((line = strtok_r(NULL, "\r\n", &rest)))
        add_row(making, input, names, columns, line);
    return PARANGON_OK;
}

static enum parangon_code add_texts(struct making *making, struct input *input,
                                    struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;
    char *rest = NULL, *line = input->text.data ? strtok_r(input->text.data, "\r\n", &rest) : NULL;

    for (; line && code == PARANGON_OK; line = strtok_r(NULL, "\r\n", &rest)) {
        cJSON *json = parangon_json_parse(line, strlen(line), err);
        const char *french = parangon_json_text(json, "fr");
        const char *english = parangon_json_text(json, "en");

        if (!json)
            code = parangon_error_prefix(err, PARANGON_REJECTED, "%s", input->path);
        if (french && english)
            add_sentences(making, french, english, input->name);
        cJSON_Delete(json);
    }
    return code;
}

static enum parangon_code add_input(struct making *making, struct input *input,
                                    struct parangon_error *err)
{
    const char *type = strrchr(input->path, '.');
    enum parangon_code code = read_file(input, err);

    if (code != PARANGON_OK)
        return code;
    if (type && strcmp(type, ".jsonld") == 0)
        return add_concepts(making, input, err);
    if (type && strcmp(type, ".jsonl") == 0)
        return add_texts(making, input, err);
    return add_table(making, input, err);
}

/* "NAME=FILE". */
static enum parangon_code add_argument(struct making *making, char *argument,
                                       struct parangon_error *err)
{
    char *equals = strchr(argument, '=');
    struct input input = {.name = argument};

    if (!equals)
        return parangon_error_set(err, PARANGON_USAGE, "%s: NAME=FILE is meant", argument);
    *equals = '\0';
    input.path = equals + 1;
    enum parangon_code code = add_input(making, &input, err);
    parangon_buf_clear(&input.text);
    return code;
}

int main(int argc, char **argv)
{
    struct making making = {.stemmer = parangon_stemmer_new()};
    struct parangon_error err;
    enum parangon_code code = PARANGON_OK;

    making.bitext = parangon_bitext_new(making.stemmer);
    making.expressions = argc > 1 && strcmp(argv[1], "--expressions") == 0;
    for (int i = 1 + making.expressions; code == PARANGON_OK && i < argc; i++)
        code = add_argument(&making, argv[i], &err);
    if (code == PARANGON_OK) {
        if (!making.expressions)
            parangon_bitext_learn(making.bitext, &making.rows);
        fputs(parangon_buf_str(&making.rows), stdout);
        if (fflush(stdout) != 0)
            code = parangon_error_set(&err, PARANGON_SYSTEM, "output: %s", strerror(errno));
    }
    if (code != PARANGON_OK)
        fprintf(stderr, "make-translations: %s\n", err.message);
    parangon_buf_clear(&making.rows);
    parangon_bitext_free(making.bitext);
    parangon_stemmer_free(making.stemmer);
    return code == PARANGON_OK ? 0 : parangon_error_exit_status(code);
}
