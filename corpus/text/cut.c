/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Cutting text into tokens: words, numbers and units, each folded. */
#include "fold.h"

#include "parangon/memory.h"
#include "parangon/text.h"

#include <string.h>

void parangon_cutter_init(struct parangon_cutter *cutter, const char *text, size_t len,
                          enum parangon_lang lang)
{
    *cutter = (struct parangon_cutter){.text = text, .len = len, .lang = lang};
}

/* The class and the size of the character at `at`; a separator of size 0 at the end. */
static enum character_class look(const struct parangon_cutter *cutter, size_t at, int *character,
                                 size_t *size)
{
    *size = parangon_text_decode(cutter->text + at, cutter->len - at, character);
    return *size ? character_class(*character) : CLASS_SEPARATOR;
}

static enum character_class class_at(const struct parangon_cutter *cutter, size_t at)
{
    int character;
    size_t size;

    return look(cutter, at, &character, &size);
}

static bool is_word(enum character_class class)
{
    return class == CLASS_LETTER || class == CLASS_DIGIT;
}

static void append(struct parangon_cutter *cutter, const char *bytes, size_t len)
{
    if (cutter->form_len + len > PARANGON_FORM_MAX)
        return;
    memcpy(cutter->form + cutter->form_len, bytes, len);
    cutter->form_len += len;
}

static void append_folded(struct parangon_cutter *cutter, int character)
{
    char folded[FOLD_MAX];

    append(cutter, folded, character_fold(character, folded));
}

static bool form_is(const struct parangon_cutter *cutter, const char *const words[])
{
    for (size_t i = 0; words[i]; i++) {
        if (strlen(words[i]) == cutter->form_len &&
            memcmp(words[i], cutter->form, cutter->form_len) == 0)
            return true;
    }
    return false;
}

/* Whether the word at `at` starts with one of `starts`; the text is folded on the way. */
static bool starts_with(const struct parangon_cutter *cutter, size_t at, const char *start)
{
    while (*start) {
        char folded[FOLD_MAX];
        int character;
        size_t size;

        if (!is_word(look(cutter, at, &character, &size)))
            return false;
        if (character_fold(character, folded) != 1 || folded[0] != *start)
            return false;
        at += size;
        start++;
    }
    return true;
}

/* Words that are written with an apostrophe inside and are one word all the same. */
static bool is_joined(const struct parangon_cutter *cutter, size_t after)
{
    static const struct {
        const char *before, *after;
    } joined[] = {
        {"aujourd", "hui"}, {"prud", "hom"}, {"quelqu", "un"}, {"presqu", "ile"}, {"entr", "ou"},
    };

    for (size_t i = 0; i < sizeof joined / sizeof *joined; i++) {
        if (form_is(cutter, (const char *const[]){joined[i].before, NULL}) &&
            starts_with(cutter, after, joined[i].after))
            return true;
    }
    return false;
}

/* English endings after an apostrophe: 's, n't. The one or two letters end the word. */
static bool is_english_ending(const struct parangon_cutter *cutter, size_t after)
{
    int character;
    size_t size;

    if (look(cutter, after, &character, &size) != CLASS_LETTER)
        return false;
    if (character != 's' && character != 't' && character != 'S' && character != 'T')
        return false;
    return !is_word(class_at(cutter, after + size));
}

enum apostrophe {
    APOSTROPHE_ENDS,
    APOSTROPHE_ELIDES,
    APOSTROPHE_JOINS,
    APOSTROPHE_STAYS
};

/* What the apostrophe between the form read so far and `after` does. Elision is French, but French
   names stand in English texts too, and no English word begins with an elided letter. */
static enum apostrophe apostrophe_at(const struct parangon_cutter *cutter, size_t after)
{
    static const char *const elided[] = {"l",      "d",      "j",      "m",     "n",      "s",
                                         "t",      "c",      "qu",     "jusqu", "lorsqu", "puisqu",
                                         "quoiqu", "presqu", "quelqu", NULL};

    if (!is_word(class_at(cutter, after)))
        return APOSTROPHE_ENDS;
    if (is_joined(cutter, after))
        return APOSTROPHE_JOINS;
    if (form_is(cutter, elided))
        return APOSTROPHE_ELIDES;
    if (cutter->lang != PARANGON_FR || is_english_ending(cutter, after))
        return APOSTROPHE_STAYS;
    return APOSTROPHE_ENDS;
}

/* "A.F.D." and "U.S": single letters, each followed by a full stop, at least two of them.
   Returns the end of the acronym, or `at` when there is none; its letters are in the form. */
static size_t read_acronym(struct parangon_cutter *cutter, size_t at)
{
    size_t end = at, next = at;
    unsigned letters = 0;

    cutter->form_len = 0;
    for (;;) {
        int character;
        size_t size;

        if (look(cutter, next, &character, &size) != CLASS_LETTER)
            break;
        size_t after = next + size;
        bool stop = after < cutter->len && cutter->text[after] == '.';
        if (!stop && (letters == 0 || is_word(class_at(cutter, after))))
            return at;
        append_folded(cutter, character);
        letters++;
        end = after;
        if (!stop)
            break;
        next = after + 1;
    }
    return letters >= 2 ? end : at;
}

static bool is_ascii_digit(const struct parangon_cutter *cutter, size_t at)
{
    return at < cutter->len && cutter->text[at] >= '0' && cutter->text[at] <= '9';
}

static size_t digits_at(const struct parangon_cutter *cutter, size_t at)
{
    size_t count = 0;

    while (is_ascii_digit(cutter, at + count))
        count++;
    return count;
}

/* How many groups of three digits, each after the separator `mark`, follow `at`. */
static size_t groups_at(const struct parangon_cutter *cutter, size_t at, int mark, size_t size)
{
    size_t groups = 0;
    int character;

    while (parangon_text_decode(cutter->text + at, cutter->len - at, &character) == size &&
           character == mark && digits_at(cutter, at + size) == 3) {
        groups++;
        at += size + 3;
    }
    return groups;
}

/* Thousands are told from decimals by what each language writes: "1 250 000" anywhere,
   "1.250" in French, "1,250" in English; with two groups either mark is one of thousands. */
static size_t thousands_at(const struct parangon_cutter *cutter, size_t at, size_t *mark_size)
{
    int mark;
    size_t groups;

    *mark_size = parangon_text_decode(cutter->text + at, cutter->len - at, &mark);
    if (!*mark_size || !(character_is_thin_space(mark) || mark == '.' || mark == ','))
        return 0;
    groups = groups_at(cutter, at, mark, *mark_size);
    if (character_is_thin_space(mark) || groups >= 2)
        return groups;
    return (mark == '.') == (cutter->lang == PARANGON_FR) ? groups : 0;
}

static bool is_mark(const struct parangon_cutter *cutter, size_t at)
{
    return at < cutter->len && (cutter->text[at] == '.' || cutter->text[at] == ',');
}

/* The decimals of the number from `begin` whose whole part ends at `at`; none in a date or a
   numbering such as 16.02.2021, where a mark stands on both sides of a part. */
static size_t decimals_at(const struct parangon_cutter *cutter, size_t begin, size_t at)
{
    if (!is_mark(cutter, at))
        return 0;
    size_t digits = digits_at(cutter, at + 1);
    size_t end = at + 1 + digits;
    bool goes_on = is_mark(cutter, end) && is_ascii_digit(cutter, end + 1);
    bool goes_before =
        begin >= 2 && is_mark(cutter, begin - 1) && is_ascii_digit(cutter, begin - 2);
    return goes_on || goes_before ? 0 : digits;
}

/* 1,50 and 1,5 are one number. */
static void append_decimals(struct parangon_cutter *cutter, size_t at, size_t digits)
{
    while (digits && cutter->text[at + digits - 1] == '0')
        digits--;
    if (digits) {
        append(cutter, ".", 1);
        append(cutter, cutter->text + at, digits);
    }
}

/* Reads a number in figures into the form and returns its end; `at` when it is rather a word that
   begins with a digit, such as "1er" or "4x4". */
static size_t read_number(struct parangon_cutter *cutter, size_t at)
{
    size_t digits = digits_at(cutter, at), end = at + digits, mark_size = 0;

    cutter->form_len = 0;
    if (!digits)
        return at;
    append(cutter, cutter->text + at, digits);
    size_t groups = digits <= 3 ? thousands_at(cutter, end, &mark_size) : 0;
    for (size_t i = 0; i < groups; i++) {
        append(cutter, cutter->text + end + mark_size, 3);
        end += mark_size + 3;
    }
    size_t decimals = decimals_at(cutter, at, end);
    if (decimals) {
        append_decimals(cutter, end + 1, decimals);
        end += 1 + decimals;
    }
    if (!groups && !decimals && is_word(class_at(cutter, end)))
        return at;
    return end;
}

struct word {
    size_t begin, end;
    unsigned letters, capitals;
    bool capitalised;
};

static void count_letter(struct word *word, enum character_class class, int character)
{
    if (class != CLASS_LETTER)
        return;
    if (character_is_upper(character)) {
        word->capitals++;
        word->capitalised |= word->letters == 0;
    }
    word->letters++;
}

/* R&D, AT&T: an ampersand between two capitals is part of the name. */
static bool is_inner_ampersand(const struct parangon_cutter *cutter, const struct word *word,
                               size_t at)
{
    int character;
    size_t size;

    return cutter->text[at] == '&' && word->letters && word->capitals == word->letters &&
           look(cutter, at + 1, &character, &size) == CLASS_LETTER && character_is_upper(character);
}

/* Applies the apostrophe at `at`, of `size` bytes. False when it ends the word. */
static bool read_apostrophe(struct parangon_cutter *cutter, struct word *word, size_t at,
                            size_t size)
{
    switch (apostrophe_at(cutter, at + size)) {
    case APOSTROPHE_ENDS: return false;
    case APOSTROPHE_ELIDES:
        /* What follows is read anew: it may be a number or a dotted acronym. */
        *word = (struct word){.begin = at + size, .end = at + size};
        cutter->form_len = 0;
        return false;
    case APOSTROPHE_STAYS: append(cutter, "'", 1); return true;
    case APOSTROPHE_JOINS: return true;
    }
    return false;
}

static void read_word(struct parangon_cutter *cutter, struct word *word)
{
    size_t at = word->begin;

    cutter->form_len = 0;
    for (;;) {
        int character;
        size_t size;
        enum character_class class = look(cutter, at, &character, &size);

        if (is_word(class)) {
            append_folded(cutter, character);
            count_letter(word, class, character);
            word->end = at + size;
        } else if (class == CLASS_APOSTROPHE) {
            if (!read_apostrophe(cutter, word, at, size))
                return;
        } else if (size && class == CLASS_SEPARATOR && is_inner_ampersand(cutter, word, at)) {
            append(cutter, "&", 1);
        } else if (class == CLASS_INVISIBLE) {
            if (at == word->end)
                word->end = at + size; /* a combining accent is highlighted with its letter */
        } else {
            return;
        }
        at += size;
    }
}

/* Moves to the next character that begins a token; false at the end. */
static bool skip(struct parangon_cutter *cutter, enum character_class *class)
{
    while (cutter->at < cutter->len) {
        int character;
        size_t size;

        *class = look(cutter, cutter->at, &character, &size);
        if (is_word(*class) || *class == CLASS_UNIT)
            return true;
        cutter->at += size;
    }
    return false;
}

static void read_unit(struct parangon_cutter *cutter, struct word *word)
{
    int character;
    size_t size;

    look(cutter, word->begin, &character, &size);
    cutter->form_len = 0;
    append_folded(cutter, character);
    word->end = word->begin + size;
}

bool parangon_cutter_next(struct parangon_cutter *cutter, struct parangon_token *token)
{
    enum character_class class;

    while (skip(cutter, &class)) {
        struct word word = {.begin = cutter->at, .end = cutter->at};
        bool number = true, dotted = false;

        if (class == CLASS_UNIT) {
            read_unit(cutter, &word);
        } else if ((word.end = read_number(cutter, word.begin)) == word.begin) {
            number = false;
            word.end = read_acronym(cutter, word.begin);
            dotted = word.end > word.begin;
            word.capitalised = dotted;
            if (!dotted)
                read_word(cutter, &word);
        }
        /* A word of which nothing is left (a lone combining form) still moves the cutter on. */
        cutter->at = word.end > cutter->at ? word.end : cutter->at + 1;
        if (!cutter->form_len)
            continue;
        cutter->form[cutter->form_len] = '\0';
        *token = (struct parangon_token){
            .begin = word.begin,
            .end = word.end,
            .form = cutter->form,
            .len = cutter->form_len,
            .position = ++cutter->position,
            .capitalised = word.capitalised,
            .acronym = dotted || (word.letters >= 2 && word.capitals == word.letters),
            .number = number,
        };
        return true;
    }
    return false;
}

char *parangon_text_key(const char *text, size_t len)
{
    struct parangon_cutter cutter;
    struct parangon_token token;
    struct parangon_buf key = {0};

    parangon_cutter_init(&cutter, text, len, PARANGON_FR);
    while (parangon_cutter_next(&cutter, &token)) {
        if (key.len)
            parangon_buf_putc(&key, ' ');
        parangon_buf_add(&key, token.form, token.len);
    }
    return parangon_buf_take(&key);
}
