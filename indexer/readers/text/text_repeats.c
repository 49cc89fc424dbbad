/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Takes out what a layout prints twice: paragraphs copied close by, and pull quotes, which say in
   a narrow column what stands in the text. */
#include "text_blocks.h"

#include "text_chars.h"

#include "parangon/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    NEAR = 40,             /* blocks: what comes again farther away, as in a summary, is meant to */
    COPY_MIN = 80,         /* bytes: shorter texts may well recur */
    RUNS_MAX = 256 * 1024, /* of all asides: more than a report has, little enough to hold */
    QUOTE_SHARE = 6        /* of ten: so many of a quote's runs of three words stand in the text */
};

/* The letters and digits of a text alone, in lower case: hyphens and spaces vary with the lines. */
static uint64_t key_of(const struct parangon_buf *text)
{
    struct parangon_buf key = {0};

    for (size_t at = 0; at < text->len;) {
        int c;
        size_t step = parangon_text_decode(text->data + at, text->len - at, &c);

        if (chars_is_letter(c) || chars_is_digit(c))
            chars_add_lower(&key, text->data + at, step);
        at += step;
    }
    uint64_t hash = parangon_hash(PARANGON_HASH_START, parangon_buf_str(&key), key.len);
    parangon_buf_clear(&key);
    return hash;
}

static void drop_copies(struct text_blocks *blocks)
{
    uint64_t near[NEAR] = {0};

    for (size_t i = 0; i < blocks->count; i++) {
        struct text_block *block = &blocks->items[i];
        uint64_t key = 0;

        if (block->kind != BLOCK_GONE && block->text.len >= COPY_MIN)
            key = key_of(&block->text);
        for (size_t k = 0; key && k < NEAR; k++) {
            if (near[k] == key)
                block->kind = BLOCK_GONE;
        }
        near[i % NEAR] = key;
    }
}

/* Calls `visit` with each run of three words of the text, folded. */
static void each_run(const struct parangon_buf *text,
                     void (*visit)(void *context, const char *run, size_t len), void *context)
{
    struct parangon_cutter cutter;
    struct parangon_token token;
    char words[3][PARANGON_FORM_MAX + 1];
    size_t count = 0;

    parangon_cutter_init(&cutter, text->data, text->len, PARANGON_FR);
    while (parangon_cutter_next(&cutter, &token)) {
        char run[sizeof words + 3];
        size_t len = token.len < PARANGON_FORM_MAX ? token.len : PARANGON_FORM_MAX;

        memcpy(words[0], words[1], sizeof words[0]);
        memcpy(words[1], words[2], sizeof words[1]);
        memcpy(words[2], token.form, len);
        words[2][len] = '\0';
        if (++count < 3)
            continue;
        int size = snprintf(run, sizeof run, "%s %s %s", words[0], words[1], words[2]);
        visit(context, run, (size_t)size);
    }
}

struct runs {
    struct parangon_map numbers;
    bool *found; /* whether the run of this number stands in the text */
    size_t all;
    size_t hits;
};

static void collect_run(void *context, const char *run, size_t len)
{
    struct runs *runs = context;

    if (runs->numbers.count < RUNS_MAX)
        parangon_map_put(&runs->numbers, run, len, runs->numbers.count);
}

static void find_run(void *context, const char *run, size_t len)
{
    struct runs *runs = context;
    size_t number = parangon_map_get(&runs->numbers, run, len);

    if (number != PARANGON_MAP_NONE)
        runs->found[number] = true;
}

static void count_run(void *context, const char *run, size_t len)
{
    struct runs *runs = context;
    size_t number = parangon_map_get(&runs->numbers, run, len);

    runs->all++;
    runs->hits += number != PARANGON_MAP_NONE && runs->found[number];
}

static void drop_if_quote(struct text_block *block, struct runs *runs)
{
    runs->all = 0;
    runs->hits = 0;
    each_run(&block->text, count_run, runs);
    if (runs->all && runs->hits * 10 >= runs->all * QUOTE_SHARE)
        block->kind = BLOCK_GONE;
}

static void drop_quotes(struct text_blocks *blocks)
{
    struct runs runs = {.all = 0};

    for (size_t i = 0; i < blocks->count; i++) {
        if (blocks->items[i].kind == BLOCK_ASIDE)
            each_run(&blocks->items[i].text, collect_run, &runs);
    }
    runs.found = parangon_calloc(runs.numbers.count, sizeof *runs.found);
    for (size_t i = 0; i < blocks->count && runs.numbers.count; i++) {
        if (blocks->items[i].kind != BLOCK_ASIDE && blocks->items[i].kind != BLOCK_GONE)
            each_run(&blocks->items[i].text, find_run, &runs);
    }
    for (size_t i = 0; i < blocks->count; i++) {
        if (blocks->items[i].kind == BLOCK_ASIDE)
            drop_if_quote(&blocks->items[i], &runs);
    }
    parangon_map_clear(&runs.numbers);
    free(runs.found);
}

void text_blocks_drop_repeats(struct text_blocks *blocks)
{
    drop_copies(blocks);
    drop_quotes(blocks);
}
