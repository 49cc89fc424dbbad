/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "file_name.h"

#include "parangon/memory.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define SEPARATORS " _-.([,\t"
#define CLOSINGS ")]"

/* Marks of a final version come after all numbered ones. */
enum {
    FINAL = 1000,
    NUMBER_MAX = 999
};
#define DATE_ROOM 100000000ul /* above every date YYYYMMDD */

/* The last word of the name: text[begin, end), with what separates it from text[0, before). */
struct ending {
    size_t before, begin, end;
    bool bracketed;
};

static bool is_one_of(char byte, const char *set)
{
    return byte && strchr(set, byte);
}

/* False when the name is a single word. */
static bool find_ending(const char *text, size_t from, size_t len, struct ending *ending)
{
    ending->end = len;
    while (ending->end > from && is_one_of(text[ending->end - 1], CLOSINGS " "))
        ending->end--;
    ending->bracketed = ending->end < len && is_one_of(text[ending->end], CLOSINGS);
    ending->begin = ending->end;
    while (ending->begin > from && !is_one_of(text[ending->begin - 1], SEPARATORS))
        ending->begin--;
    ending->before = ending->begin;
    while (ending->before > from && is_one_of(text[ending->before - 1], SEPARATORS))
        ending->before--;
    return ending->before > from && ending->begin < ending->end;
}

/* ---- Languages ---- */

static bool is_in_one_case(const char *word, size_t len)
{
    bool upper = isupper((unsigned char)word[0]) != 0;

    for (size_t i = 0; i < len; i++) {
        if (!isalpha((unsigned char)word[i]) || (isupper((unsigned char)word[i]) != 0) != upper)
            return false;
    }
    return true;
}

/* Short codes are all capitals or none ("En" is a word of French); whole words as one likes. */
static enum parangon_lang language_of(const char *word, size_t len, bool *final)
{
    static const struct {
        const char *key;
        enum parangon_lang lang;
    } words[] = {{"fr", PARANGON_FR},       {"en", PARANGON_EN},      {"vf", PARANGON_FR},
                 {"va", PARANGON_EN},       {"fra", PARANGON_FR},     {"eng", PARANGON_EN},
                 {"francais", PARANGON_FR}, {"anglais", PARANGON_EN}, {"french", PARANGON_FR},
                 {"english", PARANGON_EN}};
    char *key = parangon_text_key(word, len);
    enum parangon_lang lang = PARANGON_OTHER;

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(key, words[i].key) == 0 && (len > 3 || is_in_one_case(word, len)))
            lang = words[i].lang;
    }
    *final = strcmp(key, "vf") == 0;
    free(key);
    return lang;
}

static char *without(const char *text, size_t begin, size_t end, size_t len)
{
    struct parangon_buf rest = {0};

    parangon_buf_add(&rest, text, begin);
    parangon_buf_add(&rest, text + end, len - end);
    return parangon_buf_take(&rest);
}

/* A folder of one language: "docs/fr/nancy" is a version of "docs/nancy". The innermost counts. */
static void find_folder(struct file_name *split)
{
    const char *base = split->base, *end = strrchr(base, '/');
    bool final;

    while (end) {
        const char *begin = end;

        while (begin > base && begin[-1] != '/')
            begin--;
        enum parangon_lang lang = language_of(begin, (size_t)(end - begin), &final);
        if (lang != PARANGON_OTHER && !final) {
            split->pair_lang = lang;
            split->pair =
                without(base, (size_t)(begin - base), (size_t)(end - base) + 1, strlen(base));
            return;
        }
        end = begin > base ? begin - 1 : NULL;
    }
}

static void find_language(struct file_name *split, size_t from, size_t len)
{
    const char *base = split->base;
    struct ending ending;

    if (find_ending(base, from, len, &ending))
        split->pair_lang =
            language_of(base + ending.begin, ending.end - ending.begin, &split->pair_final);
    if (split->pair_lang == PARANGON_OTHER) {
        split->pair_final = false;
        find_folder(split);
        return;
    }
    size_t end = ending.end;
    while (is_one_of(base[end], CLOSINGS))
        end++;
    split->pair = without(base, ending.before, end, strlen(base));
}

/* ---- Versions and copies ---- */

/* The number that the word ends with, from `at` on; false when something else stands there. */
static bool read_number(const char *word, size_t at, size_t len, unsigned long *number)
{
    *number = 0;
    for (; at < len && isdigit((unsigned char)word[at]); at++)
        *number = *number > NUMBER_MAX ? *number : *number * 10 + (unsigned long)(word[at] - '0');
    return at == len && *number <= NUMBER_MAX;
}

/* V2, v3, VF, VF2, final, finale, définitif: how late a version it is, 0 for another word. */
static unsigned long version_of(const char *word, size_t len)
{
    static const char *const finals[] = {"final", "finale", "def", "definitif", "definitive"};
    char *key = parangon_text_key(word, len);
    unsigned long number = 0, version = 0;

    for (size_t i = 0; i < sizeof finals / sizeof *finals; i++) {
        if (strcmp(key, finals[i]) == 0)
            version = FINAL;
    }
    if (strncmp(key, "vf", 2) == 0 && read_number(key, 2, strlen(key), &number))
        version = FINAL + number;
    else if (key[0] == 'v' && key[1] && read_number(key, 1, strlen(key), &number))
        version = number;
    free(key);
    return version;
}

static bool is_copy_mark(const char *word, size_t len, bool bracketed)
{
    unsigned long number;
    char *key = parangon_text_key(word, len);
    bool is_word = strcmp(key, "copie") == 0 || strcmp(key, "copy") == 0;

    free(key);
    return is_word || (bracketed && len < 3 && read_number(word, 0, len, &number));
}

/* A day written 20230512, 2023-05-12 or 12-05-2023 somewhere in the name, as YYYYMMDD; else 0. */
static unsigned long date_of(const char *text)
{
    for (; *text; text++) {
        char figures[9] = {0};
        size_t count = 0, at = 0;

        while (count < 8 &&
               (isdigit((unsigned char)text[at]) ||
                (count && is_one_of(text[at], "-.") && isdigit((unsigned char)text[at + 1])))) {
            if (isdigit((unsigned char)text[at]))
                figures[count++] = text[at];
            at++;
        }
        if (count < 8 || isdigit((unsigned char)text[at])) {
            text += at ? at - 1 : 0;
            continue;
        }
        unsigned long date = strtoul(figures, NULL, 10);
        if (date / 10000 >= 1900 && date / 10000 < 2100)
            return date;
        unsigned long turned = date % 10000 * 10000 + date / 10000 % 100 * 100 + date / 1000000;
        if (turned / 10000 >= 1900 && turned / 10000 < 2100)
            return turned;
        text += at - 1;
    }
    return 0;
}

/* Where the name begins behind "Copie de " and the like. */
static size_t skip_copy_words(const char *name)
{
    static const char *const words[] = {"Copie de ", "Copie_de_", "Copy of ",
                                        "Copy_of_",  "copie de ", "copy of "};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strncmp(name, words[i], strlen(words[i])) == 0 && name[strlen(words[i])])
            return strlen(words[i]);
    }
    return 0;
}

/* Takes the marks off the end one by one; returns the length of what is left of the base. */
static size_t find_marks(struct file_name *split, size_t from)
{
    size_t len = strlen(split->base);
    struct ending ending;
    unsigned long number = 0;

    while (find_ending(split->base, from, len, &ending)) {
        const char *word = split->base + ending.begin;
        size_t word_len = ending.end - ending.begin;
        unsigned long version = version_of(word, word_len);

        if (!version && !is_copy_mark(word, word_len, ending.bracketed))
            break;
        if (version > number)
            number = version;
        split->copy = split->copy || !version;
        len = ending.before;
    }
    split->version = number * DATE_ROOM + date_of(split->base + from);
    return len;
}

static void set_stem(struct file_name *split, size_t folder, size_t from, size_t len)
{
    char *key = parangon_text_key(split->base + from, len - from);
    struct parangon_buf stem = {0};

    parangon_buf_add(&stem, split->base, folder);
    parangon_buf_puts(&stem, key);
    split->stem = parangon_buf_take(&stem);
    free(key);
}

/* Takes the extension and `.fr` or `.en` off the base; returns where the folders end. */
static size_t take_endings(struct file_name *split)
{
    char *slash = strrchr(split->base, '/'), *dot = strrchr(split->base, '.');

    if (dot && (!slash || dot > slash))
        *dot = '\0';
    dot = strrchr(split->base, '.');
    if (dot && (!slash || dot > slash) && strlen(dot) == 3 &&
        parangon_lang_from_code(dot + 1) != PARANGON_OTHER) {
        split->lang = parangon_lang_from_code(dot + 1);
        *dot = '\0';
    }
    return slash ? (size_t)(slash + 1 - split->base) : 0;
}

void file_name_init(struct file_name *split, const char *name)
{
    *split = (struct file_name){
        .base = parangon_strdup(name), .lang = PARANGON_OTHER, .pair_lang = PARANGON_OTHER};
    size_t folder = take_endings(split), from = folder + skip_copy_words(split->base + folder);

    split->copy = from > folder;
    size_t len = find_marks(split, from);
    set_stem(split, folder, from, len);
    if (split->lang == PARANGON_OTHER) {
        /* VF is a mark of versions too; a language behind other marks is looked for before them. */
        find_language(split, from, strlen(split->base));
        if (!split->pair)
            find_language(split, from, len);
    }
}

void file_name_clear(struct file_name *split)
{
    free(split->base);
    free(split->pair);
    free(split->stem);
    *split = (struct file_name){0};
}
