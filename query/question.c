/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "question.h"

#include <stdlib.h>
#include <string.h>

struct reading {
    struct question *question;
    struct request *request;
    const struct parangon_lookup *lookup;
    const char *text;
    size_t len, at;
    size_t plain_begin, plain_end; /* plain words not cut yet: "1 250 000" is one of them */
    bool joins;                    /* after OR: the next clause is of the last one's group */
};

/* ---- Marks: quotes, spaces ---- */

static const struct {
    const char *opens, *closes;
} quotes[] = {
    {"\"", "\""},
    {"\xC2\xAB", "\xC2\xBB"},         /* « » */
    {"\xE2\x80\x9C", "\xE2\x80\x9D"}, /* “ ” */
    {"\xE2\x80\x9E", "\xE2\x80\x9C"}, /* „ “ */
};

static bool at_text(const struct reading *reading, size_t at, const char *mark)
{
    size_t len = strlen(mark);

    return at + len <= reading->len && memcmp(reading->text + at, mark, len) == 0;
}

static bool is_space(const struct reading *reading, size_t at)
{
    return strchr(" \t\r\n\v\f", reading->text[at]) != NULL || at_text(reading, at, "\xC2\xA0") ||
           (at > 0 && at_text(reading, at - 1, "\xC2\xA0"));
}

/* The phrase that a quote at `at` opens: its bounds, and where it ends. */
static bool find_phrase(const struct reading *reading, size_t at, size_t *begin, size_t *end,
                        size_t *after)
{
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
        size_t size = strlen(quotes[i].opens);

        if (!at_text(reading, at, quotes[i].opens))
            continue;
        for (size_t stop = at + size; stop < reading->len; stop++) {
            if (at_text(reading, stop, quotes[i].closes)) {
                *begin = at + size;
                *end = stop;
                *after = stop + strlen(quotes[i].closes);
                return true;
            }
        }
    }
    return false;
}

/* ---- Clauses ---- */

static size_t cut_words(const struct reading *reading, size_t begin, size_t end,
                        struct question_word words[CLAUSES_MAX])
{
    struct parangon_arena *arena = reading->request->arena;
    struct parangon_cutter cutter;
    struct parangon_token token;
    size_t count = 0;

    parangon_cutter_init(&cutter, reading->text + begin, end - begin,
                         reading->request->query_lang == PARANGON_EN ? PARANGON_EN : PARANGON_FR);
    while (count < CLAUSES_MAX && parangon_cutter_next(&cutter, &token)) {
        struct question_word *word = &words[count++];

        *word = (struct question_word){
            .form = parangon_arena_strndup(arena, token.form, token.len),
            .shown = parangon_arena_strndup(arena, reading->text + begin + token.begin,
                                            token.end - token.begin),
            .begin = begin + token.begin,
            .end = begin + token.end,
            .capitalised = token.capitalised,
            .acronym = token.acronym,
            .number = token.number,
        };
        for (enum parangon_lang lang = 0; lang < PARANGON_OTHER; lang++)
            word->stop[lang] = parangon_is_stop_word(lang, token.form, token.len);
        if (token.capitalised)
            reading->question->all_lower = false;
    }
    return count;
}

/* A word typed again counts twice, as a clause of its own would for nothing. */
static bool repeat_word(struct question *question, const struct question_word *word)
{
    for (size_t i = 0; i < question->count; i++) {
        struct clause *clause = &question->clauses[i];

        if (clause->kind == CLAUSE_WORD && !clause->excluded &&
            strcmp(clause->words->form, word->form) == 0) {
            clause->times++;
            return true;
        }
    }
    return false;
}

static void add_clause(struct reading *reading, enum clause_kind kind, bool excluded,
                       const struct question_word *words, size_t count)
{
    struct question *question = reading->question;
    struct question_word *kept;

    if (count == 0)
        return;
    if (kind == CLAUSE_WORD && !excluded && !reading->joins && repeat_word(question, words))
        return;
    if (question->count == CLAUSES_MAX) {
        question->cut = true;
        return;
    }
    kept = parangon_arena_alloc(reading->request->arena, count * sizeof *kept);
    memcpy(kept, words, count * sizeof *kept);
    if (!reading->joins || question->groups == 0)
        question->groups++;
    question->clauses[question->count++] = (struct clause){.kind = kind,
                                                           .excluded = excluded,
                                                           .group = question->groups - 1,
                                                           .times = 1,
                                                           .words = kept,
                                                           .word_count = count};
    reading->joins = false;
}

/* Words one by one; the words of "eau/assainissement" are not joined by an OR before them. */
static void add_words(struct reading *reading, size_t begin, size_t end, bool excluded)
{
    struct question_word words[CLAUSES_MAX];
    size_t count = cut_words(reading, begin, end, words);
    struct question *question = reading->question;

    for (size_t i = 0; i < count; i++) {
        add_clause(reading, CLAUSE_WORD, excluded, &words[i], 1);
        if (!excluded && question->typed_count < CLAUSES_MAX)
            question->typed[question->typed_count++] = words[i];
    }
}

/* Plain words are cut together, since a number may have spaces. */
static void flush_plain(struct reading *reading)
{
    if (reading->plain_end > reading->plain_begin)
        add_words(reading, reading->plain_begin, reading->plain_end, false);
    reading->plain_begin = reading->plain_end = reading->len;
}

static void add_plain(struct reading *reading, size_t begin, size_t end)
{
    if (reading->plain_end <= reading->plain_begin)
        reading->plain_begin = begin;
    reading->plain_end = end;
    if (reading->joins)
        flush_plain(reading); /* only the word after OR is joined */
}

static void add_phrase(struct reading *reading, size_t begin, size_t end, bool excluded)
{
    struct question_word words[CLAUSES_MAX];
    size_t count = cut_words(reading, begin, end, words);

    add_clause(reading, count == 1 ? CLAUSE_WORD : CLAUSE_PHRASE, excluded, words, count);
}

/* "=word" and "word*"; false when it is rather to be read as words. */
static bool add_special(struct reading *reading, size_t begin, size_t end, bool excluded)
{
    enum {
        PREFIX_MIN = 3
    };
    struct question_word words[CLAUSES_MAX];
    bool exact = reading->text[begin] == '=';
    bool prefix = !exact && end - begin > 1 && reading->text[end - 1] == '*';
    size_t count;

    if (!exact && !prefix)
        return false;
    count = cut_words(reading, begin + exact, end - prefix, words);
    if (count == 0 || (prefix && (count > 1 || strlen(words->form) < PREFIX_MIN)))
        return false;
    flush_plain(reading);
    for (size_t i = 0; i < count; i++)
        add_clause(reading, exact ? CLAUSE_EXACT : CLAUSE_PREFIX, excluded, &words[i], 1);
    return true;
}

/* "field:value" and "field:"some words""; false when there is no such filter. */
static bool add_filter(struct reading *reading, size_t begin, size_t end)
{
    const char *colon = memchr(reading->text + begin, ':', end - begin);
    size_t value_begin, value_end, after = end;

    if (!colon || colon == reading->text + begin)
        return false;
    value_begin = (size_t)(colon - reading->text) + 1;
    value_end = end;
    if (value_begin < reading->len &&
        !find_phrase(reading, value_begin, &value_begin, &value_end, &after) && value_begin == end)
        return false;
    char *name = parangon_strndup(reading->text + begin, (size_t)(colon - reading->text) - begin);
    char *value = parangon_strndup(reading->text + value_begin, value_end - value_begin);
    bool done = request_filter(reading->request, name, value, reading->lookup, NULL) == PARANGON_OK;
    free(name);
    free(value);
    if (done) {
        reading->question->filters =
            parangon_arena_printf(reading->request->arena, "%s %.*s", reading->question->filters,
                                  (int)(after - begin), reading->text + begin);
        reading->question->plain = false;
        reading->at = after;
    }
    return done;
}

/* Whether a chunk bears a mark of the query language: then it is said how it was read. */
static bool has_mark(const struct reading *reading, size_t begin, size_t end)
{
    for (size_t at = begin; at < end; at++) {
        for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
            if (at_text(reading, at, quotes[i].opens) || at_text(reading, at, quotes[i].closes))
                return true;
        }
    }
    return reading->text[begin] == '=' || reading->text[end - 1] == '*';
}

static size_t chunk_end(const struct reading *reading, size_t at)
{
    size_t begin, end, after;

    while (at < reading->len && !is_space(reading, at) &&
           !find_phrase(reading, at, &begin, &end, &after))
        at++;
    return at;
}

/* OR at either end of the question joins nothing: it is a word then. */
static bool is_or(const struct reading *reading, size_t begin, size_t end)
{
    return end - begin == 2 && at_text(reading, begin, "OR") && end < reading->len &&
           (reading->question->count || reading->plain_end > reading->plain_begin);
}

static void read_chunk(struct reading *reading)
{
    size_t begin = reading->at, end, phrase_begin, phrase_end, after;
    bool excluded =
        reading->text[begin] == '-' && begin + 1 < reading->len && !is_space(reading, begin + 1);

    begin += excluded;
    if (find_phrase(reading, begin, &phrase_begin, &phrase_end, &after)) {
        flush_plain(reading);
        reading->question->plain = false;
        add_phrase(reading, phrase_begin, phrase_end, excluded);
        reading->at = after;
        return;
    }
    end = chunk_end(reading, begin);
    if (excluded || has_mark(reading, begin, end))
        reading->question->plain = false;
    reading->at = end > reading->at ? end : reading->at + 1;
    if (is_or(reading, begin, end)) {
        flush_plain(reading);
        reading->question->plain = false;
        reading->joins = reading->question->count > 0;
        return;
    }
    if (!excluded && add_filter(reading, begin, end))
        return;
    if (add_special(reading, begin, end, excluded))
        return;
    if (excluded) {
        flush_plain(reading);
        add_words(reading, begin, end, true);
    } else {
        add_plain(reading, begin, end);
    }
}

static void set_aside(struct reading *reading, const struct size *size)
{
    struct question_word words[CLAUSES_MAX];
    struct question *question = reading->question;
    size_t count = cut_words(reading, size->begin, size->end, words);
    struct question_word *aside = parangon_arena_alloc(
        reading->request->arena, (question->aside_count + count) * sizeof *aside);

    if (question->aside_count)
        memcpy(aside, question->aside, question->aside_count * sizeof *aside);
    memcpy(aside + question->aside_count, words, count * sizeof *aside);
    question->aside = aside;
    question->aside_count += count;
}

/* The words that say a size are read as one, and blanked out for what is read next. */
static void read_sizes(struct reading *reading)
{
    struct question *question = reading->question;
    char *text = parangon_arena_strndup(reading->request->arena, reading->text, reading->len);

    question->size_count =
        sizes_read(text, reading->len, reading->request->query_lang, question->sizes);
    for (size_t i = 0; i < question->size_count; i++) {
        const struct size *size = &question->sizes[i];

        set_aside(reading, size);
        memset(text + size->begin, ' ', size->end - size->begin);
    }
    reading->text = text;
}

/* Capitals say nothing where every word has nothing else. */
static void forget_capitals(struct question *question)
{
    size_t words = 0;

    for (size_t i = 0; i < question->count; i++) {
        for (size_t w = 0; w < question->clauses[i].word_count; w++) {
            const struct question_word *word = &question->clauses[i].words[w];

            if (!word->acronym && !word->number && strlen(word->form) > 1)
                return;
            words += !word->number;
        }
    }
    if (words < 2)
        return;
    for (size_t i = 0; i < question->count; i++) {
        for (size_t w = 0; w < question->clauses[i].word_count; w++) {
            struct question_word *word = &question->clauses[i].words[w];

            word->acronym = word->capitalised = false;
        }
    }
    question->all_lower = true;
}

void question_read(struct question *question, struct request *request,
                   const struct parangon_lookup *lookup)
{
    struct reading reading = {
        .question = question, .request = request, .lookup = lookup, .len = strlen(request->words)};

    *question = (struct question){.all_lower = true, .plain = true, .filters = ""};
    if (reading.len > QUESTION_MAX) {
        reading.len = QUESTION_MAX;
        question->cut = true;
    }
    reading.text = request->words;
    read_sizes(&reading);
    while (reading.at < reading.len) {
        if (is_space(&reading, reading.at))
            reading.at++;
        else
            read_chunk(&reading);
    }
    flush_plain(&reading);
    forget_capitals(question);
}

static void write_clause(struct parangon_buf *out, const struct clause *clause)
{
    if (clause->excluded)
        parangon_buf_putc(out, '-');
    if (clause->kind == CLAUSE_EXACT)
        parangon_buf_putc(out, '=');
    if (clause->kind == CLAUSE_PHRASE)
        parangon_buf_putc(out, '"');
    for (size_t i = 0; i < clause->word_count; i++)
        parangon_buf_printf(out, "%s%s", i ? " " : "", clause->words[i].shown);
    if (clause->kind == CLAUSE_PHRASE)
        parangon_buf_putc(out, '"');
    if (clause->kind == CLAUSE_PREFIX)
        parangon_buf_putc(out, '*');
}

const char *question_read_as(const struct question *question, const struct request *request)
{
    struct parangon_buf out = {0};

    if (question->plain && !question->cut)
        return request->words;
    for (size_t i = 0; i < question->count; i++) {
        if (i)
            parangon_buf_puts(
                &out, question->clauses[i].group == question->clauses[i - 1].group ? " OR " : " ");
        write_clause(&out, &question->clauses[i]);
    }
    parangon_buf_puts(&out, question->filters + (out.len == 0 && *question->filters));
    const char *text = parangon_arena_strdup(request->arena, parangon_buf_str(&out));
    parangon_buf_clear(&out);
    return text;
}
