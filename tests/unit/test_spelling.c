/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "near_words.h"
#include "sound.h"
#include "spelling.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Sorted by bytes, as a lexicon is. */
static struct lexicon_word words[] = {
    {.form = "a", .len = 1, .passages = {9, 9, 0}},
    {.form = "assainir", .len = 8, .passages = {3, 0, 0}},
    {.form = "assainissement", .len = 14, .passages = {40, 0, 0}},
    {.form = "cooperation", .len = 11, .passages = {90, 80, 0}},
    {.form = "cooperations", .len = 12, .passages = {2, 0, 0}},
    {.form = "eau", .len = 3, .passages = {100, 0, 0}},
    {.form = "letter", .len = 6, .passages = {0, 5, 0}},
    {.form = "lettre", .len = 6, .passages = {5, 0, 0}},
    {.form = "mondialisation", .len = 14, .passages = {500, 0, 0}},
    {.form = "mondialite", .len = 10, .passages = {1, 0, 0}},
    {.form = "pharmacie", .len = 9, .passages = {4, 0, 0}},
    {.form = "projet", .len = 6, .passages = {50, 0, 0}},
    {.form = "projets", .len = 7, .passages = {60, 0, 0}},
    {.form = "zone", .len = 4, .passages = {7, 7, 0}},
};
static const struct lexicon lexicon = {.words = words, .count = sizeof words / sizeof *words};

static const bool french[PARANGON_LANG_COUNT] = {true, false, true};
static const bool english[PARANGON_LANG_COUNT] = {false, true, true};

static const char *best(const char *typed, const bool own[])
{
    struct spelling found[SPELLING_FOUND_MAX];

    return spelling_find(&lexicon, typed, own, found) ? found[0].word->form : NULL;
}

static void one_slip_of_each_kind_is_found(void **state)
{
    (void)state;
    assert_string_equal(best("assinissement", french), "assainissement");
    assert_string_equal(best("assainnissement", french), "assainissement");
    assert_string_equal(best("asqainissement", french), "assainissement");
    assert_string_equal(best("assianissement", french), "assainissement");
    assert_string_equal(best("ssainissement", french), "assainissement");
    assert_string_equal(best("assainissementt", french), "assainissement");
    assert_string_equal(best("zoen", french), "zone");
}

static void two_slips_are_for_long_words(void **state)
{
    (void)state;
    assert_string_equal(best("assinisement", french), "assainissement");
    assert_null(best("zeno", french));
    assert_null(best("poret", french));
}

static void what_sounds_the_same_may_differ_more(void **state)
{
    (void)state;
    assert_string_equal(best("farmacie", french), "pharmacie");
}

static void short_and_distant_words_are_left(void **state)
{
    (void)state;
    assert_null(best("eu", french));
    assert_null(best("eua", french));
    assert_null(best("mondialement", french));
    assert_null(best("", french));
}

static void fewer_slips_come_before_any_frequency(void **state)
{
    struct spelling found[SPELLING_FOUND_MAX];

    (void)state;
    assert_string_equal(best("mondialitee", french), "mondialite");
    size_t count = spelling_find(&lexicon, "cooperatoins", french, found);
    assert_int_equal(count, 2);
    assert_string_equal(found[0].word->form, "cooperations");
    assert_int_equal(found[0].slips, 1);
    assert_int_equal(found[1].slips, 2);
}

static void the_language_of_the_question_decides_between_equals(void **state)
{
    (void)state;
    assert_string_equal(best("lettr", french), "lettre");
    assert_string_equal(best("leter", english), "letter");
}

static void a_letter_left_out_is_likelier_than_one_replaced(void **state)
{
    (void)state;
    assert_true(spelling_cost("projt", "projet") < spelling_cost("projut", "projet"));
    assert_true(spelling_cost("porjet", "projet") < spelling_cost("prowet", "projet"));
    assert_true(spelling_cost("letre", "lettre") < spelling_cost("lttre", "lettre"));
    assert_true(spelling_cost("projer", "projet") < spelling_cost("projex", "projet"));
    assert_true(spelling_cost("projet", "projet") <= 0);
}

static void count_near(void *context, const struct lexicon_word *word, unsigned slips)
{
    (void)word;
    *(size_t *)context += slips;
}

/* The walk leaves branches early; it must not leave a word that a plain comparison finds. */
static void the_walk_finds_what_comparing_every_word_finds(void **state)
{
    static const char *const typed[] = {"assainr",    "rpojets", "cooperatio", "xzone",
                                        "mondialite", "lettre",  "ae",         "pharmacei"};

    (void)state;
    for (size_t t = 0; t < sizeof typed / sizeof *typed; t++) {
        size_t walked = 0, compared = 0;

        near_words(&lexicon, typed[t], 2, count_near, &walked);
        for (size_t i = 0; i < lexicon.count; i++) {
            struct lexicon one = {.words = &words[i], .count = 1};

            near_words(&one, typed[t], 2, count_near, &compared);
        }
        assert_int_equal(walked, compared);
    }
}

static void a_part_of_the_lexicon_is_found_by_its_beginning(void **state)
{
    size_t first = lexicon_find(&lexicon, 0, "pro", 3);

    (void)state;
    assert_string_equal(words[first].form, "projet");
    assert_int_equal(lexicon_after(&lexicon, first, "pro", 3), first + 2);
    assert_int_equal(lexicon_find(&lexicon, 0, "zz", 2), lexicon.count);
    assert_int_equal(lexicon_after(&lexicon, 0, "a", 1), 3);
}

static void long_forms_do_no_harm(void **state)
{
    char typed[PARANGON_FORM_MAX + 1], sound[SOUND_MAX];

    (void)state;
    memset(typed, 'x', sizeof typed - 1);
    typed[sizeof typed - 1] = '\0';
    assert_null(best(typed, french));
    sound_of(typed, sound);
    assert_true(strlen(sound) < SOUND_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_slip_of_each_kind_is_found),
        cmocka_unit_test(two_slips_are_for_long_words),
        cmocka_unit_test(what_sounds_the_same_may_differ_more),
        cmocka_unit_test(short_and_distant_words_are_left),
        cmocka_unit_test(fewer_slips_come_before_any_frequency),
        cmocka_unit_test(the_language_of_the_question_decides_between_equals),
        cmocka_unit_test(a_letter_left_out_is_likelier_than_one_replaced),
        cmocka_unit_test(the_walk_finds_what_comparing_every_word_finds),
        cmocka_unit_test(a_part_of_the_lexicon_is_found_by_its_beginning),
        cmocka_unit_test(long_forms_do_no_harm),
    };

    return cmocka_run_group_tests_name("spelling", tests, NULL, NULL);
}
