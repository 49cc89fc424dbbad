/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Telling the language of a text from the sequences of letters in its words. */
#include "sequences.h"

#include "parangon/text.h"

#include <math.h>
#include <stdlib.h>
#include <utf8proc.h>

enum {
    WHOLE_MAX = 1600, /* bytes: a longer text is told from windows spread over it */
    WINDOWS = 8,
    WINDOW_BYTES = WHOLE_MAX / WINDOWS,
    VOTED_MIN = 2 * WINDOW_BYTES, /* bytes: a shorter text has no parts to count */
    LETTER_BITS = 10,
    SEQUENCE_MIN = 2,
    SEQUENCE_MAX = 5,
    WORD_MAX = 40, /* letters: the rest of a longer one says nothing new */
    EDGE = '_'     /* where a word begins or ends */
};

/* What chance gives to a text, and more to one of few words: under it nothing shows. A single word
   may be a name, "Nancy" or "Paris". Chosen on the development half of the samples of
   tests/language: much more loses titles, much less takes short texts of third languages. */
#define MARGIN (.2 * SEQUENCE_UNIT)
#define MARGIN_ONE_WORD (3. * SEQUENCE_UNIT)

struct telling {
    int french, english;
    unsigned known; /* sequences that stand in the table */
    unsigned words;
    unsigned latin, foreign; /* letters */
    uint64_t word[WORD_MAX + 2];
    size_t len;
};

static const struct sequence *find(uint64_t key)
{
    size_t place = (size_t)((key * UINT64_C(0x9E3779B97F4A7C15)) >> (64 - SEQUENCE_PLACE_BITS));

    while (sequences[place].key && sequences[place].key != key)
        place = (place + 1) % SEQUENCE_PLACES;
    return sequences[place].key ? &sequences[place] : NULL;
}

static void weigh_from(struct telling *telling, size_t begin)
{
    uint64_t key = 0;

    for (size_t i = 0; i < SEQUENCE_MAX && begin + i < telling->len; i++) {
        key = key << LETTER_BITS | telling->word[begin + i];
        const struct sequence *sequence = i + 1 < SEQUENCE_MIN ? NULL : find(key);

        if (sequence) {
            telling->french += sequence->french;
            telling->english += sequence->english;
            telling->known++;
        }
    }
}

static void add_letter(struct telling *telling, uint64_t letter)
{
    if (telling->len == 0)
        telling->word[telling->len++] = EDGE;
    if (telling->len <= WORD_MAX)
        telling->word[telling->len++] = letter;
}

static void end_word(struct telling *telling)
{
    if (telling->len == 0)
        return;
    telling->word[telling->len++] = EDGE;
    for (size_t i = 0; i + 1 < telling->len; i++)
        weigh_from(telling, i);
    telling->len = 0;
    telling->words++;
}

static bool is_ascii_letter(int character)
{
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

static bool is_letter(int character)
{
    utf8proc_category_t category = utf8proc_category(character);

    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

/* What a word is spelt with, in ten bits: Latin letters up to U+02FF, and those of Vietnamese and
   others from U+1E00. 0 for all other letters. */
static uint64_t latin_letter(int character)
{
    int lower = utf8proc_tolower(character);

    if (lower < 0x300)
        return (uint64_t)lower;
    return lower >= 0x1E00 && lower < 0x1F00 ? (uint64_t)(lower - 0x1E00 + 0x300) : 0;
}

static void take(struct telling *telling, int character)
{
    if (is_ascii_letter(character)) {
        add_letter(telling, (uint64_t)(character | 0x20));
        telling->latin++;
    } else if (telling->len && (character == '\'' || character == 0x2019)) {
        add_letter(telling, '\''); /* an elision is a word of its own, with its apostrophe */
        end_word(telling);
    } else if (character < 0x80 || !is_letter(character)) {
        if (character < 0x300 || character > 0x36F) /* accents apart from their letter: no end */
            end_word(telling);
    } else if (latin_letter(character)) {
        add_letter(telling, latin_letter(character));
        telling->latin++;
    } else {
        end_word(telling);
        telling->foreign++;
    }
}

static void read_part(struct telling *telling, const char *text, size_t len)
{
    for (size_t at = 0; at < len;) {
        int character = (unsigned char)text[at];

        at += character < 0x80 ? 1 : parangon_text_decode(text + at, len - at, &character);
        take(telling, character);
    }
    end_word(telling);
}

/* From one white space to another, so that no word is read in part. */
static void read_window(struct telling *telling, const char *text, size_t begin, size_t len)
{
    size_t end = begin + WINDOW_BYTES;

    while (begin && begin < end && (unsigned char)text[begin - 1] > ' ')
        begin++;
    while (end > begin && end < len && (unsigned char)text[end] > ' ')
        end--;
    read_part(telling, text + begin, end - begin);
}

static size_t window_begin(size_t len, size_t windows, size_t number)
{
    return (len - WINDOW_BYTES) / (windows - 1) * number;
}

static enum parangon_lang decide(const struct telling *telling)
{
    double words = telling->words;

    if (telling->words == 0 || 2 * telling->foreign > telling->latin)
        return PARANGON_OTHER;
    double least = (MARGIN + MARGIN_ONE_WORD / (words * words)) * sqrt(telling->known);
    if (abs(telling->french - telling->english) <= least)
        return PARANGON_OTHER;
    if (telling->french > telling->english)
        return telling->french > least ? PARANGON_FR : PARANGON_OTHER;
    return telling->english > least ? PARANGON_EN : PARANGON_OTHER;
}

/* Half in French and half in English, a text as a whole is in neither: its parts are counted. */
static enum parangon_lang vote(const char *text, size_t len, const struct telling *whole)
{
    size_t windows = len > WHOLE_MAX ? WINDOWS : len / WINDOW_BYTES;
    size_t votes[PARANGON_LANG_COUNT] = {0};

    for (size_t i = 0; i < windows; i++) {
        struct telling telling = {0};

        read_window(&telling, text, window_begin(len, windows, i), len);
        votes[decide(&telling)]++;
    }
    if (votes[PARANGON_FR] + votes[PARANGON_EN] <= votes[PARANGON_OTHER])
        return PARANGON_OTHER;
    if (votes[PARANGON_FR] != votes[PARANGON_EN])
        return votes[PARANGON_FR] > votes[PARANGON_EN] ? PARANGON_FR : PARANGON_EN;
    return whole->french >= whole->english ? PARANGON_FR : PARANGON_EN;
}

enum parangon_lang parangon_text_language(const char *text, size_t len)
{
    struct telling telling = {0};

    if (len <= WHOLE_MAX)
        read_part(&telling, text, len);
    for (size_t i = 0; len > WHOLE_MAX && i < WINDOWS; i++)
        read_window(&telling, text, window_begin(len, WINDOWS, i), len);
    enum parangon_lang lang = decide(&telling);
    return lang == PARANGON_OTHER && len >= VOTED_MIN ? vote(text, len, &telling) : lang;
}
