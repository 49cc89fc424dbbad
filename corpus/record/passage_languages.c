/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A text in two languages, cut where one gives way to the other. */
#include "parangon/memory.h"
#include "parangon/record.h"

#include <stdlib.h>
#include <string.h>

enum {
    TOLD_WORDS = 8,   /* a paragraph of fewer words goes with those around it */
    THIRD_WORDS = 25, /* a shorter one in neither language is a list of names rather */
    RUN_WORDS = 40    /* the words of a question should meet: less is not cut off, a quotation */
};

/* Paragraphs one behind the other that are in one language. */
struct run {
    size_t begin, end, words;
    enum parangon_lang lang; /* PARANGON_LANG_COUNT: cannot be told */
};

struct runs {
    struct run *at;
    size_t count, cap;
};

static void add_run(struct runs *runs, struct run run)
{
    if (runs->count == runs->cap) {
        runs->cap = runs->cap ? runs->cap * 2 : 8;
        runs->at = parangon_realloc(runs->at, runs->cap, sizeof *runs->at);
    }
    runs->at[runs->count++] = run;
}

static size_t count_words(const char *text, size_t begin, size_t end)
{
    size_t count = 0;

    for (size_t i = begin; i < end; i++)
        count += (unsigned char)text[i] > ' ' && (i == begin || (unsigned char)text[i - 1] <= ' ');
    return count;
}

static enum parangon_lang tell(const char *text, const struct run *run)
{
    if (run->words < TOLD_WORDS)
        return PARANGON_LANG_COUNT;
    enum parangon_lang lang = parangon_text_language(text + run->begin, run->end - run->begin);
    return lang == PARANGON_OTHER && run->words < THIRD_WORDS ? PARANGON_LANG_COUNT : lang;
}

/* Where the next paragraph begins: after an empty line. */
static size_t paragraph_end(const char *text, size_t begin, size_t end)
{
    bool empty = false;

    for (size_t i = begin; i < end; i++) {
        if (text[i] == '\n' && empty)
            return i + 1;
        if (text[i] == '\n')
            empty = true;
        else if (!strchr(" \t\r", text[i]))
            empty = false;
    }
    return end;
}

/* What cannot be told goes with the paragraph before it; a heading, with the one behind it. */
static void add_paragraph(struct runs *runs, const char *text, struct run paragraph)
{
    struct run *last = runs->count ? &runs->at[runs->count - 1] : NULL;
    bool heading = text[paragraph.begin] == '#';

    if (last && (last->lang == PARANGON_LANG_COUNT || last->lang == paragraph.lang ||
                 (paragraph.lang == PARANGON_LANG_COUNT && !heading))) {
        if (last->lang == PARANGON_LANG_COUNT)
            last->lang = paragraph.lang;
        last->end = paragraph.end;
        last->words += paragraph.words;
    } else {
        add_run(runs, paragraph);
    }
}

static void find_runs(struct runs *runs, const char *text, size_t begin, size_t end)
{
    while (begin < end) {
        struct run paragraph = {.begin = begin, .end = paragraph_end(text, begin, end)};

        paragraph.words = count_words(text, paragraph.begin, paragraph.end);
        paragraph.lang = tell(text, &paragraph);
        add_paragraph(runs, text, paragraph);
        begin = paragraph.end;
    }
}

static bool stand_apart(const struct run *one, const struct run *other)
{
    return one->lang != other->lang && one->lang != PARANGON_LANG_COUNT &&
           other->lang != PARANGON_LANG_COUNT && one->words >= RUN_WORDS &&
           other->words >= RUN_WORDS;
}

/* Joins short runs to their neighbours, in place; what is joined is in the language of most of
   it. */
static void join_short(struct runs *runs, const char *text)
{
    size_t kept = 0;

    for (size_t i = 1; i < runs->count; i++) {
        struct run *last = &runs->at[kept];

        if (stand_apart(last, &runs->at[i])) {
            runs->at[++kept] = runs->at[i];
            continue;
        }
        last->end = runs->at[i].end;
        last->words += runs->at[i].words;
        last->lang = tell(text, last);
    }
    runs->count = kept + 1;
}

static void trim(const char *text, size_t *begin, size_t *end)
{
    while (*begin < *end && strchr(" \t\r\n\f", text[*begin]))
        ++*begin;
    while (*end > *begin && strchr(" \t\r\n\f", text[*end - 1]))
        --*end;
}

/* The page on which a piece of a passage begins. */
static size_t page_of(const char *text, const struct parangon_passage *passage, size_t begin)
{
    size_t page = passage->page;

    for (size_t at = passage->begin; page && at < begin; at++)
        page += text[at] == '\f';
    return page;
}

size_t parangon_passages_tell(const char *text, enum parangon_lang version, size_t count,
                              struct parangon_passage **passages)
{
    struct parangon_passage *pieces = NULL;
    struct runs runs = {0};
    size_t made = 0;

    for (size_t i = 0; i < count; i++) {
        const struct parangon_passage *passage = &(*passages)[i];

        runs.count = 0;
        find_runs(&runs, text, passage->begin, passage->end);
        if (runs.count == 0)
            add_run(&runs, (struct run){passage->begin, passage->end, 0, PARANGON_LANG_COUNT});
        join_short(&runs, text);
        pieces = parangon_realloc(pieces, made + runs.count, sizeof *pieces);
        for (size_t r = 0; r < runs.count; r++) {
            const struct run *run = &runs.at[r];
            struct parangon_passage *piece = &pieces[made++];

            *piece = *passage;
            piece->begin = run->begin;
            piece->end = run->end;
            piece->lang = run->lang == PARANGON_LANG_COUNT ? version : run->lang;
            trim(text, &piece->begin, &piece->end);
            piece->page = page_of(text, passage, piece->begin);
        }
    }
    free(runs.at);
    free(*passages);
    *passages = pieces;
    return made;
}
