/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text_hyphens.h"

#include "text_chars.h"

#include "parangon/text.h"

#include <stdlib.h>
#include <string.h>

enum {
    WORDS_MAX = 1024 * 1024, /* different ones that are kept: more than any language has in use */
    ADDRESS_MAX = 2048       /* bytes */
};

struct hyphens_word {
    char *word;
    size_t times;
};

static const char soft_hyphen[] = "\xC2\xAD";

/* Lists of words */

static void list_add(struct hyphens_list *list, const struct parangon_buf *word)
{
    size_t at = parangon_map_get(&list->numbers, parangon_buf_str(word), word->len);

    if (at == PARANGON_MAP_NONE) {
        if (list->count == WORDS_MAX)
            return;
        at = parangon_map_put(&list->numbers, parangon_buf_str(word), word->len, list->count);
        if (list->count == list->room) {
            list->room = list->room ? list->room * 2 : 256;
            list->words = parangon_realloc(list->words, list->room, sizeof *list->words);
        }
        list->words[at] =
            (struct hyphens_word){.word = parangon_strdup(parangon_buf_str(word)), .times = 0};
        list->count++;
    }
    list->words[at].times++;
}

static int compare_words(const void *a, const void *b)
{
    const struct hyphens_word *one = a;
    const struct hyphens_word *other = b;

    return strcmp(one->word, other->word);
}

/* From here on the list is sorted, and the numbers of its map are of no use. */
static void list_sort(struct hyphens_list *list)
{
    parangon_map_clear(&list->numbers);
    if (list->count)
        qsort(list->words, list->count, sizeof *list->words, compare_words);
}

static void list_clear(struct hyphens_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->words[i].word);
    free(list->words);
    parangon_map_clear(&list->numbers);
    *list = (struct hyphens_list){0};
}

/* The place of the first word that is not before `word`. */
static size_t list_place(const struct hyphens_list *list, const char *word)
{
    size_t low = 0;
    size_t high = list->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (strcmp(list->words[middle].word, word) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static size_t list_times(const struct hyphens_list *list, const char *word)
{
    size_t at = list_place(list, word);

    return at < list->count && strcmp(list->words[at].word, word) == 0 ? list->words[at].times : 0;
}

static size_t common_len(const char *one, const char *other)
{
    size_t len = 0;

    while (one[len] && one[len] == other[len])
        len++;
    return len;
}

/* Bytes that `word` has in common with the start of the word that is most like it: in a sorted
   list, one of its two neighbours. */
static size_t list_common_start(const struct hyphens_list *list, const char *word)
{
    size_t at = list_place(list, word);
    size_t after = at < list->count ? common_len(list->words[at].word, word) : 0;
    size_t before = at > 0 ? common_len(list->words[at - 1].word, word) : 0;

    return after > before ? after : before;
}

/* How many different words begin with `start`, counted up to `limit`. */
static size_t list_beginning(const struct hyphens_list *list, const char *start, size_t limit)
{
    size_t at = list_place(list, start);
    size_t len = strlen(start);
    size_t count = 0;

    while (count < limit && at + count < list->count &&
           strncmp(list->words[at + count].word, start, len) == 0)
        count++;
    return count;
}

/* Learning */

/* Counts the words joined by hyphens at the start of `text`: one alone is a word, more are pairs.
   The parts that an end of line cut, the first or the last, prove nothing. */
static size_t learn_run(struct hyphens *hyphens, const char *text, size_t len, bool first_is_cut)
{
    struct parangon_buf pair = {0};
    size_t at = 0;
    size_t parts = 0;

    for (;;) {
        size_t part = chars_letters_at_start(text + at, len - at);
        bool more = at + part < len && text[at + part] == '-';
        bool cut = (parts == 0 && first_is_cut) || (more && at + part + 1 == len) || part == 0;

        if (cut) {
            parangon_buf_reset(&pair);
        } else {
            chars_add_lower(&pair, text + at, part);
            if (parts > 0 && memchr(pair.data, '-', pair.len))
                list_add(&hyphens->compounds, &pair);
            else if (!more && parts == 0)
                list_add(&hyphens->words, &pair);
            parangon_buf_reset(&pair);
            chars_add_lower(&pair, text + at, part);
            parangon_buf_putc(&pair, '-');
        }
        at += part;
        parts++;
        if (!more || part == 0)
            break;
        at++;
    }
    parangon_buf_clear(&pair);
    return at;
}

static void learn_line(struct hyphens *hyphens, const struct text_line *line, bool after_cut)
{
    for (size_t at = 0; at < line->len;) {
        int c;
        size_t step = parangon_text_decode(line->start + at, line->len - at, &c);

        if (chars_is_letter(c))
            step = learn_run(hyphens, line->start + at, line->len - at, after_cut && at == 0);
        at += step;
    }
}

void hyphens_init(struct hyphens *hyphens, const struct text_lines *lines)
{
    bool after_cut = false;

    *hyphens = (struct hyphens){0};
    for (size_t i = 0; i < lines->count; i++) {
        const struct text_line *line = &lines->items[i];

        if (!line->len)
            continue;
        learn_line(hyphens, line, after_cut);
        after_cut = hyphens_is_cut(line->start, line->len);
    }
    list_sort(&hyphens->words);
    list_sort(&hyphens->compounds);
}

void hyphens_clear(struct hyphens *hyphens)
{
    list_clear(&hyphens->words);
    list_clear(&hyphens->compounds);
}

/* Deciding */

static bool ends_with(const char *text, size_t len, const char *ending)
{
    size_t ending_len = strlen(ending);

    return len >= ending_len && memcmp(text + len - ending_len, ending, ending_len) == 0;
}

bool hyphens_is_cut(const char *text, size_t len)
{
    if (ends_with(text, len, soft_hyphen))
        return true;
    return len >= 2 && text[len - 1] == '-' && chars_letters_at_end(text, len - 1) > 0;
}

/* The two halves of a cut word, in lower case, and the word and the compound that they would be. */
struct halves {
    char *left;
    char *right;
    char *word;
    char *compound;
};

static void halves_init(struct halves *halves, const char *left, size_t left_len, const char *right,
                        size_t right_len)
{
    struct parangon_buf buf = {0};

    chars_add_lower(&buf, left, left_len);
    halves->left = parangon_strdup(parangon_buf_str(&buf));
    parangon_buf_reset(&buf);
    chars_add_lower(&buf, right, right_len);
    halves->right = parangon_strdup(parangon_buf_str(&buf));
    parangon_buf_reset(&buf);
    parangon_buf_printf(&buf, "%s%s", halves->left, halves->right);
    halves->word = parangon_strdup(parangon_buf_str(&buf));
    parangon_buf_reset(&buf);
    parangon_buf_printf(&buf, "%s-%s", halves->left, halves->right);
    halves->compound = parangon_buf_take(&buf);
}

static void halves_clear(struct halves *halves)
{
    free(halves->left);
    free(halves->right);
    free(halves->word);
    free(halves->compound);
}

static bool is_one_of(const char *word, const char *const *words)
{
    for (; *words; words++) {
        if (strcmp(word, *words) == 0)
            return true;
    }
    return false;
}

/* Whether another form of the word occurs: its end may differ by three bytes, but it must go on
   past the cut, else "inter" would prove any word that begins so. */
static bool has_other_form(const struct hyphens_list *list, const char *word, size_t cut)
{
    size_t len = strlen(word);
    size_t least = len > cut + 5 ? len - 3 : cut + 2;

    return list_common_start(list, word) >= least;
}

/* Words of French grammar that take the hyphen; most compounds of a text are told by the rest. */
static bool is_grammar(const struct hyphens *hyphens, const struct halves *halves)
{
    static const char *const firsts[] = {"vice",   "demi",  "celui", "celle", "ceux",
                                         "celles", "outre", "après", "avant", NULL};
    static const char *const seconds[] = {"même",   "mêmes",   "delà", "deçà",
                                          "dessus", "dessous", NULL};
    /* These also end words, so that the first half must be a word too. */
    static const char *const pronouns[] = {"il",   "ils", "elle", "elles", "on", "nous",
                                           "vous", "je",  "ce",   "là",    "ci", NULL};

    return is_one_of(halves->left, firsts) || is_one_of(halves->right, seconds) ||
           strcmp(halves->compound, "peut-être") == 0 ||
           (is_one_of(halves->right, pronouns) && list_times(&hyphens->words, halves->left));
}

/* Whether the half is the first part of more compounds than it begins words, as "franco". */
static bool is_first_part(const struct hyphens *hyphens, const struct halves *halves)
{
    char *start = parangon_alloc(strlen(halves->left) + 2);

    strcpy(start, halves->left);
    strcat(start, "-");
    size_t compounds = list_beginning(&hyphens->compounds, start, 100);
    free(start);
    return compounds > 1 && compounds > list_beginning(&hyphens->words, halves->left, compounds);
}

static bool is_compound(const struct hyphens *hyphens, const struct halves *halves)
{
    size_t left = strlen(halves->left);
    size_t as_word = list_times(&hyphens->words, halves->word);
    size_t as_compound = list_times(&hyphens->compounds, halves->compound);

    if (as_word || as_compound)
        return as_compound > as_word;
    if (has_other_form(&hyphens->words, halves->word, left))
        return false;
    if (has_other_form(&hyphens->compounds, halves->compound, left + 2))
        return true;
    if (is_grammar(hyphens, halves) || is_first_part(hyphens, halves))
        return true;
    /* Both halves are words of the text, and long enough for that not to be an accident. */
    return left >= 3 && strlen(halves->right) >= 4 && list_times(&hyphens->words, halves->left) &&
           list_times(&hyphens->words, halves->right);
}

/* Whether the token at the end of the text is a web address, which keeps all its hyphens. */
static bool ends_in_address(const char *text, size_t len)
{
    for (size_t at = len; at > 0 && text[at - 1] != ' ' && len - at < ADDRESS_MAX; at--) {
        if (len - at >= 2 && memcmp(text + at - 1, "://", 3) == 0)
            return true;
    }
    return false;
}

/* Whether the hyphen at the end of the text is part of a compound with the start of `more`. */
static bool keeps_hyphen(const struct hyphens *hyphens, const char *text, size_t len,
                         const char *more, size_t more_len)
{
    size_t left = chars_letters_at_end(text, len - 1);
    size_t right = chars_letters_at_start(more, more_len);
    const char *start = text + len - 1 - left;
    struct halves halves;

    if (!left || !right || ends_in_address(text, len))
        return true;
    if (chars_is_upper(chars_first(more, more_len)) && !chars_all_capitals(start, left, 2))
        return true;
    /* The middle of "vis-à-vis", "Val-de-Loire", "c'est-à-dire". */
    if (chars_count(start, left) <= 2 && start > text && start[-1] == '-')
        return true;
    halves_init(&halves, start, left, more, right);
    bool keeps = is_compound(hyphens, &halves);
    halves_clear(&halves);
    return keeps;
}

bool hyphens_known(const struct hyphens *hyphens, const char *text, size_t len, const char *more,
                   size_t more_len)
{
    size_t hyphen = ends_with(text, len, soft_hyphen) ? 2 : 1;
    size_t left = chars_letters_at_end(text, len - hyphen);
    size_t right = chars_letters_at_start(more, more_len);
    struct halves halves;

    if (!left || !right)
        return false;
    halves_init(&halves, text + len - hyphen - left, left, more, right);
    bool known = list_times(&hyphens->words, halves.word) ||
                 list_times(&hyphens->compounds, halves.compound) ||
                 has_other_form(&hyphens->words, halves.word, left);
    halves_clear(&halves);
    return known;
}

/* Whether the text goes on without a space: after a slash between words, within an address. */
static bool goes_on(const char *text, size_t len, const char *more, size_t more_len)
{
    const char *space = memchr(more, ' ', more_len);
    size_t token = space ? (size_t)(space - more) : more_len;

    if (ends_in_address(text, len) && memchr(more, '/', token))
        return true;
    return len >= 2 && text[len - 1] == '/' && chars_is_letter(chars_last(text, len - 1, NULL)) &&
           chars_is_letter(chars_first(more, more_len));
}

/* Makes the end of the text ready for what follows. */
static void prepare(const struct hyphens *hyphens, struct parangon_buf *text, const char *more,
                    size_t more_len)
{
    bool word =
        chars_is_letter(chars_first(more, more_len)) || chars_is_digit(chars_first(more, more_len));

    if (ends_with(text->data, text->len, soft_hyphen)) {
        text->len -= 2;
    } else if (text->len >= 2 && text->data[text->len - 1] == '-' &&
               text->data[text->len - 2] != ' ' && word) {
        text->len -= !keeps_hyphen(hyphens, text->data, text->len, more, more_len);
    } else if (!goes_on(text->data, text->len, more, more_len)) {
        parangon_buf_putc(text, ' ');
    }
}

void hyphens_append(const struct hyphens *hyphens, struct parangon_buf *text, const char *line,
                    size_t len)
{
    if (text->len && len)
        prepare(hyphens, text, line, len);
    for (size_t i = 0; i < len; i++) {
        if (line[i] != ' ' || i + 1 == len || line[i + 1] != ' ')
            parangon_buf_putc(text, line[i]);
    }
}
