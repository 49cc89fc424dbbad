/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cases.h"

#include "parangon/memory.h"
#include "parangon/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- The case files ---- */

static void compare(const struct test_case *found, const char *got, size_t len,
                    const struct case_line *expected)
{
    if (len == expected->len && memcmp(got, expected->text, len) == 0)
        return;
    char *shown = case_escaped(got, len);
    case_failed(found, "got \"%s\"", shown);
    free(shown);
}

/* "form", or "form(covered)" where the source is not written as the form. */
static void add_token(struct parangon_buf *buf, const char *text,
                      const struct parangon_token *token)
{
    size_t covered = token->end - token->begin;

    if (buf->len)
        parangon_buf_putc(buf, ' ');
    parangon_buf_add(buf, token->form, token->len);
    if (covered == token->len && memcmp(token->form, text + token->begin, covered) == 0)
        return;
    parangon_buf_putc(buf, '(');
    parangon_buf_add(buf, text + token->begin, covered);
    parangon_buf_putc(buf, ')');
}

static void add_marks(struct parangon_buf *buf, const char *text,
                      const struct parangon_token *token)
{
    (void)text;
    if (buf->len)
        parangon_buf_putc(buf, ' ');
    parangon_buf_add(buf, token->form, token->len);
    if (token->capitalised)
        parangon_buf_puts(buf, "/capital");
    if (token->acronym)
        parangon_buf_puts(buf, "/acronym");
    if (token->number)
        parangon_buf_puts(buf, "/number");
}

static void add_content(struct parangon_buf *buf, const char *text,
                        const struct parangon_token *token, enum parangon_lang lang)
{
    (void)text;
    if (parangon_is_stop_word(lang, token->form, token->len))
        return;
    if (buf->len)
        parangon_buf_putc(buf, ' ');
    parangon_buf_add(buf, token->form, token->len);
}

typedef void add_fn(struct parangon_buf *buf, const char *text, const struct parangon_token *token);

static void check_cut(const struct test_case *found, add_fn *add)
{
    enum parangon_lang lang = parangon_lang_from_code(found->line[0].text);
    const struct case_line *text = &found->line[1];
    struct parangon_buf got = {0};
    struct parangon_cutter cutter;
    struct parangon_token token;

    parangon_cutter_init(&cutter, text->text, text->len, lang);
    while (parangon_cutter_next(&cutter, &token))
        add(&got, text->text, &token);
    compare(found, parangon_buf_str(&got), got.len, &found->line[2]);
    parangon_buf_clear(&got);
}

static void check_tokens(const struct test_case *found)
{
    check_cut(found, add_token);
}

static void check_marks(const struct test_case *found)
{
    check_cut(found, add_marks);
}

static void check_stop_words(const struct test_case *found)
{
    enum parangon_lang lang = parangon_lang_from_code(found->line[0].text);
    const struct case_line *text = &found->line[1];
    struct parangon_buf got = {0};
    struct parangon_cutter cutter;
    struct parangon_token token;

    parangon_cutter_init(&cutter, text->text, text->len, lang);
    while (parangon_cutter_next(&cutter, &token))
        add_content(&got, text->text, &token, lang);
    compare(found, parangon_buf_str(&got), got.len, &found->line[2]);
    parangon_buf_clear(&got);
}

/* The stems of a text, or its forms when there is no stemmer, with one space between. */
static char *words_of(struct parangon_stemmer *stemmer, enum parangon_lang lang, const char *text,
                      size_t len)
{
    struct parangon_buf buf = {0};
    struct parangon_cutter cutter;
    struct parangon_token token;

    parangon_cutter_init(&cutter, text, len, lang);
    while (parangon_cutter_next(&cutter, &token)) {
        if (buf.len)
            parangon_buf_putc(&buf, ' ');
        parangon_buf_puts(&buf, stemmer ? parangon_stem(stemmer, lang, token.form, token.len)
                                        : token.form);
    }
    return parangon_buf_take(&buf);
}

/* Compares the words of the second line with each part of the third, apart by " | ". */
static void check_pairs(const struct test_case *found, struct parangon_stemmer *stemmer,
                        bool meant_equal)
{
    enum parangon_lang lang = parangon_lang_from_code(found->line[0].text);
    char *first = words_of(stemmer, lang, found->line[1].text, found->line[1].len);
    const char *part = found->line[2].text;

    if (!*first)
        case_failed(found, "\"%s\" holds no word", found->line[1].text);
    while (part) {
        const char *bar = strstr(part, " | ");
        size_t len = bar ? (size_t)(bar - part) : strlen(part);
        char *other = words_of(stemmer, lang, part, len);

        if ((strcmp(first, other) == 0) != meant_equal)
            case_failed(found, "\"%s\" gives \"%s\" and \"%.*s\" gives \"%s\"", found->line[1].text,
                        first, (int)len, part, other);
        free(other);
        part = bar ? bar + 3 : NULL;
    }
    free(first);
}

static void check_equal(const struct test_case *found)
{
    struct parangon_stemmer *stemmer = parangon_stemmer_new();

    check_pairs(found, stemmer, true);
    parangon_stemmer_free(stemmer);
}

static void check_apart(const struct test_case *found)
{
    struct parangon_stemmer *stemmer = parangon_stemmer_new();

    check_pairs(found, stemmer, false);
    parangon_stemmer_free(stemmer);
}

static void check_distinct(const struct test_case *found)
{
    check_pairs(found, NULL, false);
}

static void check_key(const struct test_case *found)
{
    char *key = parangon_text_key(found->line[0].text, found->line[0].len);

    compare(found, key, strlen(key), &found->line[1]);
    free(key);
}

static void check_mend(const struct test_case *found)
{
    size_t replaced = SIZE_MAX;
    char *mended = parangon_text_mend(found->line[0].text, found->line[0].len, &replaced);

    compare(found, mended, strlen(mended), &found->line[1]);
    if (replaced != strtoul(found->line[2].text, NULL, 10))
        case_failed(found, "%zu bytes were replaced", replaced);
    free(mended);
}

static void check_language(const struct test_case *found)
{
    enum parangon_lang lang = parangon_text_language(found->line[1].text, found->line[1].len);

    if (strcmp(parangon_lang_code(lang), found->line[0].text) != 0)
        case_failed(found, "taken for %s", parangon_lang_code(lang));
}

static void text_is_cut_and_folded_as_the_cases_say(void **state)
{
    (void)state;
    cases_run("tokens.test", 3, check_tokens);
}

static void capitals_acronyms_and_numbers_are_marked_as_the_cases_say(void **state)
{
    (void)state;
    cases_run("marks.test", 3, check_marks);
}

static void spellings_of_one_word_share_their_stems(void **state)
{
    (void)state;
    cases_run("equal.test", 3, check_equal);
}

static void plurals_share_the_stem_of_their_word(void **state)
{
    (void)state;
    cases_run("plurals.test", 3, check_equal);
}

static void different_words_keep_different_stems(void **state)
{
    (void)state;
    cases_run("apart.test", 3, check_apart);
}

static void words_of_one_stem_keep_distinct_forms(void **state)
{
    (void)state;
    cases_run("distinct.test", 3, check_distinct);
}

static void stop_words_are_told_as_the_cases_say(void **state)
{
    (void)state;
    cases_run("stop.test", 3, check_stop_words);
}

static void names_are_compared_under_the_keys_of_the_cases(void **state)
{
    (void)state;
    cases_run("key.test", 2, check_key);
}

static void malformed_bytes_are_mended_as_the_cases_say(void **state)
{
    (void)state;
    cases_run("mend.test", 3, check_mend);
}

static void the_language_is_told_as_the_cases_say(void **state)
{
    (void)state;
    cases_run("language.test", 2, check_language);
}

/* ---- The edges of the interface ---- */

static void an_empty_text_has_no_token(void **state)
{
    struct parangon_cutter cutter;
    struct parangon_token token;

    (void)state;
    parangon_cutter_init(&cutter, NULL, 0, PARANGON_FR);
    assert_false(parangon_cutter_next(&cutter, &token));
    assert_false(parangon_cutter_next(&cutter, &token));
    parangon_cutter_init(&cutter, "eau", 0, PARANGON_EN);
    assert_false(parangon_cutter_next(&cutter, &token));
}

static void positions_count_the_tokens_from_one(void **state)
{
    static const char text[] = "L'eau, 1 250 000 m³ — et 10 % !";
    struct parangon_cutter cutter;
    struct parangon_token token;
    unsigned expected = 0;

    (void)state;
    parangon_cutter_init(&cutter, text, strlen(text), PARANGON_FR);
    while (parangon_cutter_next(&cutter, &token))
        assert_int_equal(token.position, ++expected);
    assert_int_equal(expected, 6);
}

static void tokens_stand_in_order_within_the_text(void **state)
{
    static const char text[] = "\xFF"
                               "A.F.D.\xC3 l'\xE2\x80\x99"
                               "e\xCC\x81t\xC2\xAD"
                               "e' 3,5\xF0\x9F %";
    struct parangon_cutter cutter;
    struct parangon_token token;
    size_t end = 0;

    (void)state;
    for (size_t len = 0; len < sizeof text; len++) {
        parangon_cutter_init(&cutter, text, len, PARANGON_FR);
        end = 0;
        while (parangon_cutter_next(&cutter, &token)) {
            assert_true(end <= token.begin && token.begin < token.end && token.end <= len);
            assert_int_equal(strlen(token.form), token.len);
            end = token.end;
        }
    }
}

static void the_cutter_reads_nothing_past_the_length_given(void **state)
{
    static const char *const texts[] = {"l'eau",    "aujourd'hui",  "A.F.D.",
                                        "1 250,50", "R&D",          "\xC3\xA9t\xC3\xA9",
                                        "dont't",   "\xE2\x82\xAC", "don't"};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        for (size_t len = 0; len <= strlen(texts[i]); len++) {
            char *copy = parangon_alloc(len ? len : 1); /* without the NUL, for the sanitizer */
            struct parangon_cutter cutter;
            struct parangon_token token;

            memcpy(copy, texts[i], len);
            for (int lang = 0; lang < PARANGON_LANG_COUNT; lang++) {
                parangon_cutter_init(&cutter, copy, len, (enum parangon_lang)lang);
                while (parangon_cutter_next(&cutter, &token))
                    assert_true(token.end <= len);
            }
            free(copy);
        }
    }
}

static void a_nul_byte_separates_words(void **state)
{
    static const char text[] = "eau\0potable";
    struct parangon_cutter cutter;
    struct parangon_token token;

    (void)state;
    parangon_cutter_init(&cutter, text, sizeof text - 1, PARANGON_FR);
    assert_true(parangon_cutter_next(&cutter, &token));
    assert_string_equal(token.form, "eau");
    assert_true(parangon_cutter_next(&cutter, &token));
    assert_string_equal(token.form, "potable");
    assert_int_equal(token.begin, 4);
    assert_false(parangon_cutter_next(&cutter, &token));
}

static void a_form_is_never_longer_than_its_limit(void **state)
{
    struct parangon_buf text = {0};
    struct parangon_cutter cutter;
    struct parangon_token token;

    (void)state;
    for (int i = 0; i < 5000; i++)
        parangon_buf_puts(&text, i % 3 ? "\xC5\x93" : "\xE5\x8C\x97"); /* œ and 北 */
    parangon_cutter_init(&cutter, text.data, text.len, PARANGON_FR);
    assert_true(parangon_cutter_next(&cutter, &token));
    assert_true(token.len <= PARANGON_FORM_MAX);
    assert_int_equal(token.end, text.len);
    for (size_t at = 0; at < token.len;) {
        int character;

        at += parangon_text_decode(token.form + at, token.len - at, &character);
        assert_int_not_equal(character, 0xFFFD);
    }
    assert_false(parangon_cutter_next(&cutter, &token));
    parangon_buf_clear(&text);
}

static void folding_a_form_again_changes_nothing(void **state)
{
    static const char text[] = "L'\xC3\x89lectricit\xC3\xA9 du c\xC5\x93ur, \xEF\xAC\x81nancer 1 "
                               "250,50 \xE2\x82\xAC (10 %) "
                               "R&D O.N.U. CO\xE2\x82\x82 m\xC2\xB2 stra\xC3\x9F"
                               "e aujourd\xE2\x80\x99hui don't";

    (void)state;
    for (int lang = 0; lang < PARANGON_LANG_COUNT; lang++) {
        char *once = words_of(NULL, (enum parangon_lang)lang, text, strlen(text));
        char *lower = parangon_strdup(once);
        char *ampersand = strstr(lower, "r&d");

        /* The ampersand stands only between capitals, which a form has no longer. */
        if (ampersand)
            memcpy(ampersand, "R&D", 3);
        char *twice = words_of(NULL, PARANGON_EN, lower, strlen(lower));
        assert_string_equal(once, twice);
        free(once);
        free(lower);
        free(twice);
    }
}

static void characters_are_decoded_one_at_a_time(void **state)
{
    static const struct {
        const char *text;
        size_t len, size;
        int character;
    } cases[] = {
        {"", 0, 0, 0xFFFD},
        {"a", 1, 1, 'a'},
        {"\0", 1, 1, 0},
        {"\xC3\xA9", 2, 2, 0xE9},
        {"\xE2\x82\xAC", 3, 3, 0x20AC},
        {"\xF0\x9F\x98\x80!", 5, 4, 0x1F600},
        {"\xEF\xBF\xBD", 3, 3, 0xFFFD},
        {"\xC3", 1, 1, 0xFFFD},
        {"\xE2\x82", 2, 1, 0xFFFD},
        {"\xC3\xA9", 1, 1, 0xFFFD},
        {"\x80", 1, 1, 0xFFFD},
        {"\xFF", 1, 1, 0xFFFD},
        {"\xC0\xAF", 2, 1, 0xFFFD},         /* overlong */
        {"\xED\xA0\x80", 3, 1, 0xFFFD},     /* a surrogate */
        {"\xF4\x90\x80\x80", 4, 1, 0xFFFD}, /* past the last character */
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int character = -1;

        assert_int_equal(parangon_text_decode(cases[i].text, cases[i].len, &character),
                         cases[i].size);
        assert_int_equal(character, cases[i].character);
        assert_int_equal(parangon_text_decode(cases[i].text, cases[i].len, NULL), cases[i].size);
    }
}

static void mending_nothing_gives_the_empty_text(void **state)
{
    size_t replaced = 9;
    char *mended = parangon_text_mend("", 0, &replaced);

    (void)state;
    assert_string_equal(mended, "");
    assert_int_equal(replaced, 0);
    free(mended);
    mended = parangon_text_mend("\xFF", 1, NULL);
    assert_string_equal(mended, "\xEF\xBF\xBD");
    free(mended);
}

static void languages_have_codes_of_two_letters(void **state)
{
    (void)state;
    assert_string_equal(parangon_lang_code(PARANGON_FR), "fr");
    assert_string_equal(parangon_lang_code(PARANGON_EN), "en");
    assert_string_equal(parangon_lang_code(PARANGON_OTHER), "other");
    assert_int_equal(parangon_lang_from_code("fr"), PARANGON_FR);
    assert_int_equal(parangon_lang_from_code("FR"), PARANGON_FR);
    assert_int_equal(parangon_lang_from_code("fr-CA"), PARANGON_FR);
    assert_int_equal(parangon_lang_from_code("fr_FR.UTF-8"), PARANGON_FR);
    assert_int_equal(parangon_lang_from_code("En-gb"), PARANGON_EN);
    assert_int_equal(parangon_lang_from_code("fra"), PARANGON_OTHER);
    assert_int_equal(parangon_lang_from_code("de"), PARANGON_OTHER);
    assert_int_equal(parangon_lang_from_code("f"), PARANGON_OTHER);
    assert_int_equal(parangon_lang_from_code(""), PARANGON_OTHER);
}

static void no_word_of_a_third_language_is_a_stop_word(void **state)
{
    (void)state;
    assert_true(parangon_is_stop_word(PARANGON_FR, "des", 3));
    assert_true(parangon_is_stop_word(PARANGON_FR, "desert", 3));
    assert_false(parangon_is_stop_word(PARANGON_FR, "desert", 6));
    assert_true(parangon_is_stop_word(PARANGON_FR, "meme", 4));
    assert_true(parangon_is_stop_word(PARANGON_EN, "the", 3));
    assert_false(parangon_is_stop_word(PARANGON_OTHER, "the", 3));
    assert_false(parangon_is_stop_word(PARANGON_EN, "", 0));
}

static void a_stem_is_never_empty_and_numbers_are_their_own(void **state)
{
    static const char *const own[] = {"1250000", "3.5", "2021", "%", "co2", "4x4", "1er"};
    struct parangon_stemmer *stemmer = parangon_stemmer_new();

    (void)state;
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        assert_string_equal(parangon_stem(stemmer, PARANGON_FR, own[i], strlen(own[i])), own[i]);
    assert_string_equal(parangon_stem(stemmer, PARANGON_OTHER, "stadten", 7), "stadten");
    for (char letter = 'a'; letter <= 'z'; letter++) {
        assert_int_not_equal(*parangon_stem(stemmer, PARANGON_FR, &letter, 1), '\0');
        assert_int_not_equal(*parangon_stem(stemmer, PARANGON_EN, &letter, 1), '\0');
    }
    parangon_stemmer_free(stemmer);
    parangon_stemmer_free(NULL);
}

static void a_stem_that_was_remembered_is_the_one_that_was_made(void **state)
{
    struct parangon_stemmer *stemmer = parangon_stemmer_new();
    struct parangon_stemmer *fresh;
    char word[32];

    (void)state;
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 20000; i++) { /* more than are remembered */
            int len = snprintf(word, sizeof word, "%c%c%c%cations", 'a' + i % 26, 'a' + i / 26 % 26,
                               'a' + i / 676 % 26, 'a' + i / 17576);
            const char *stem = parangon_stem(stemmer, PARANGON_FR, word, (size_t)len);

            assert_memory_equal(stem, word, 4);
            assert_true(strlen(stem) < (size_t)len);
        }
    }
    fresh = parangon_stemmer_new();
    assert_string_equal(parangon_stem(stemmer, PARANGON_EN, "cities", 6), "citi");
    assert_string_equal(parangon_stem(stemmer, PARANGON_FR, "cities", 6),
                        parangon_stem(fresh, PARANGON_FR, "cities", 6));
    assert_string_equal(parangon_stem(stemmer, PARANGON_EN, "cities", 6), "citi");
    parangon_stemmer_free(fresh);
    parangon_stemmer_free(stemmer);
}

static void the_stem_of_an_overlong_form_is_cut(void **state)
{
    struct parangon_stemmer *stemmer = parangon_stemmer_new();
    char form[200];

    (void)state;
    memset(form, 'x', sizeof form);
    assert_true(strlen(parangon_stem(stemmer, PARANGON_FR, form, sizeof form)) <=
                PARANGON_FORM_MAX);
    assert_true(strlen(parangon_stem(stemmer, PARANGON_OTHER, form, PARANGON_FORM_MAX)) ==
                PARANGON_FORM_MAX);
    parangon_stemmer_free(stemmer);
}

static void add_times(struct parangon_buf *text, int times, const char *sentence)
{
    for (int i = 0; i < times; i++)
        parangon_buf_puts(text, sentence);
}

static void a_long_text_is_told_by_most_of_it(void **state)
{
    struct parangon_buf text = {0};

    (void)state;
    add_times(&text, 200, "The city and its partners. ");
    add_times(&text, 2000, "La ville et ses partenaires. ");
    add_times(&text, 200, "The city and its partners. ");
    assert_int_equal(parangon_text_language(text.data, text.len), PARANGON_FR);
    parangon_buf_reset(&text);
    add_times(&text, 200, "La ville et ses partenaires. ");
    add_times(&text, 2000, "Die Stadt arbeitet mit ihren Partnern. ");
    assert_int_equal(parangon_text_language(text.data, text.len), PARANGON_OTHER);
    parangon_buf_clear(&text);
}

static void a_text_without_words_is_in_no_language(void **state)
{
    struct parangon_buf long_word = {0};

    (void)state;
    assert_int_equal(parangon_text_language("", 0), PARANGON_OTHER);
    assert_int_equal(parangon_text_language("1\0\xFF\xC3", 4), PARANGON_OTHER);
    add_times(&long_word, 100000, "\xE9");
    assert_int_equal(parangon_text_language(long_word.data, long_word.len), PARANGON_OTHER);
    parangon_buf_reset(&long_word);
    add_times(&long_word, 100000, "k");
    assert_int_equal(parangon_text_language(long_word.data, long_word.len), PARANGON_OTHER);
    parangon_buf_clear(&long_word);
}

static void accents_apart_from_their_letters_do_not_hide_a_language(void **state)
{
    const char *text = "Cooperation de\xCC\x81"
                       "centralise\xCC\x81"
                       "e de la ville";

    (void)state;
    assert_int_equal(parangon_text_language(text, strlen(text)), PARANGON_FR);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_cut_and_folded_as_the_cases_say),
        cmocka_unit_test(capitals_acronyms_and_numbers_are_marked_as_the_cases_say),
        cmocka_unit_test(spellings_of_one_word_share_their_stems),
        cmocka_unit_test(plurals_share_the_stem_of_their_word),
        cmocka_unit_test(different_words_keep_different_stems),
        cmocka_unit_test(words_of_one_stem_keep_distinct_forms),
        cmocka_unit_test(stop_words_are_told_as_the_cases_say),
        cmocka_unit_test(names_are_compared_under_the_keys_of_the_cases),
        cmocka_unit_test(malformed_bytes_are_mended_as_the_cases_say),
        cmocka_unit_test(the_language_is_told_as_the_cases_say),
        cmocka_unit_test(an_empty_text_has_no_token),
        cmocka_unit_test(positions_count_the_tokens_from_one),
        cmocka_unit_test(tokens_stand_in_order_within_the_text),
        cmocka_unit_test(the_cutter_reads_nothing_past_the_length_given),
        cmocka_unit_test(a_nul_byte_separates_words),
        cmocka_unit_test(a_form_is_never_longer_than_its_limit),
        cmocka_unit_test(folding_a_form_again_changes_nothing),
        cmocka_unit_test(characters_are_decoded_one_at_a_time),
        cmocka_unit_test(mending_nothing_gives_the_empty_text),
        cmocka_unit_test(languages_have_codes_of_two_letters),
        cmocka_unit_test(no_word_of_a_third_language_is_a_stop_word),
        cmocka_unit_test(a_stem_is_never_empty_and_numbers_are_their_own),
        cmocka_unit_test(a_stem_that_was_remembered_is_the_one_that_was_made),
        cmocka_unit_test(the_stem_of_an_overlong_form_is_cut),
        cmocka_unit_test(a_long_text_is_told_by_most_of_it),
        cmocka_unit_test(a_text_without_words_is_in_no_language),
        cmocka_unit_test(accents_apart_from_their_letters_do_not_hide_a_language),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
