/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parangon/memory.h"
#include "parangon/translate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct parangon_translations *table_of(const char *rows)
{
    struct parangon_translations *table = parangon_translations_new();

    assert_int_equal(parangon_translations_add(table, rows, strlen(rows), 1, NULL), PARANGON_OK);
    return table;
}

/* The translations of a stem in one line: "wast .970 (EuroVoc), garbag .050". */
static const char *said(const struct parangon_translations *table, enum parangon_lang lang,
                        const char *stem)
{
    static char line[512];
    struct parangon_translation found[PARANGON_TRANSLATIONS_MAX];
    size_t count = parangon_translations_of(table, lang, stem, found), len = 0;

    line[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        int weight = (int)(found[i].weight * 1000 + 0.5);

        len += (size_t)snprintf(line + len, sizeof line - len, "%s%s %d.%03d", i ? ", " : "",
                                found[i].stem, weight / 1000, weight % 1000);
        if (*found[i].source)
            len += (size_t)snprintf(line + len, sizeof line - len, " (%s)", found[i].source);
    }
    return line;
}

/* ---- Tables ---- */

static void a_stem_is_found_from_either_language_the_best_first(void **state)
{
    struct parangon_translations *table = table_of("# French, English, weight, source\n"
                                                   "vill\ttown\t0.34\tEuroVoc\n"
                                                   "vill\tciti\t0.691\tSDG, EuroVoc\n"
                                                   "cit\tciti\t0.5\n");

    (void)state;
    assert_string_equal(said(table, PARANGON_FR, "vill"),
                        "citi 0.691 (SDG, EuroVoc), town 0.340 (EuroVoc)");
    assert_string_equal(said(table, PARANGON_EN, "citi"), "vill 0.691 (SDG, EuroVoc), cit 0.500");
    assert_string_equal(said(table, PARANGON_EN, "vill"), "");
    assert_string_equal(said(table, PARANGON_OTHER, "vill"), "");
    assert_string_equal(said(table, PARANGON_FR, ""), "");
    parangon_translations_free(table);
}

static void a_pair_given_twice_keeps_the_larger_weight_and_its_source(void **state)
{
    struct parangon_translations *table = table_of("eau\twater\t0.5\tGEMET\n");
    static const char better[] = "eau\twater\t1\tEuroVoc\n", worse[] = "eau\twater\t0.9\tindex\n";

    (void)state;
    assert_int_equal(parangon_translations_add(table, better, strlen(better), 0.8, NULL),
                     PARANGON_OK);
    assert_string_equal(said(table, PARANGON_FR, "eau"), "water 0.800 (EuroVoc)");
    assert_int_equal(parangon_translations_add(table, worse, strlen(worse), 0.3, NULL),
                     PARANGON_OK);
    assert_string_equal(said(table, PARANGON_FR, "eau"), "water 0.800 (EuroVoc)");
    parangon_translations_free(table);
}

static void no_more_than_the_best_six_are_given(void **state)
{
    struct parangon_translations *table =
        table_of("mot\tg\t0.1\nmot\tb\t0.6\nmot\tf\t0.2\nmot\ta\t0.6\nmot\tc\t0.5\nmot\th\t0.05\n"
                 "mot\te\t0.3\nmot\td\t0.4\n");

    (void)state;
    assert_string_equal(said(table, PARANGON_FR, "mot"),
                        "a 0.600, b 0.600, c 0.500, d 0.400, e 0.300, f 0.200");
    assert_string_equal(said(table, PARANGON_EN, "h"), "mot 0.050");
    parangon_translations_free(table);
}

static void an_empty_table_translates_nothing(void **state)
{
    struct parangon_translations *table = table_of("");

    (void)state;
    assert_string_equal(said(table, PARANGON_FR, "eau"), "");
    parangon_translations_free(table);
    parangon_translations_free(NULL);
}

static void a_malformed_row_is_refused_with_its_line(void **state)
{
    static const struct {
        const char *rows, *message;
    } cases[] = {
        {"eau\twater\n", "line 1: three or four columns are meant: stem, stem, weight, source"},
        {"#\n\na\tb\t0.5\tc\td\n",
         "line 3: three or four columns are meant: stem, stem, weight, source"},
        {"a\tb\t1\n\tb\t1\n", "line 2: a stem is missing"},
        {"a\t\t1\n", "line 1: a stem is missing"},
        {"a\tb\t1.1\n", "line 1: weight \"1.1\" is no number over 0 and up to 1"},
        {"a\tb\t0\n", "line 1: weight \"0\" is no number over 0 and up to 1"},
        {"a\tb\t0.\n", "line 1: weight \"0.\" is no number over 0 and up to 1"},
        {"a\tb\t0,5\n", "line 1: weight \"0,5\" is no number over 0 and up to 1"},
        {"a\tb\t-1\n", "line 1: weight \"-1\" is no number over 0 and up to 1"},
        {"a\tb\t\n", "line 1: weight \"\" is no number over 0 and up to 1"},
        {"a\tb\t0.5x", "line 1: weight \"0.5x\" is no number over 0 and up to 1"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct parangon_translations *table = parangon_translations_new();
        struct parangon_error err = {0};

        assert_int_equal(
            parangon_translations_add(table, cases[i].rows, strlen(cases[i].rows), 1, &err),
            PARANGON_REJECTED);
        assert_string_equal(err.message, cases[i].message);
        parangon_translations_free(table);
    }
}

/* ---- Learning ---- */

struct lesson {
    struct parangon_stemmer *stemmer;
    struct parangon_bitext *bitext;
};

static struct lesson begin(void)
{
    struct lesson lesson = {.stemmer = parangon_stemmer_new()};

    lesson.bitext = parangon_bitext_new(lesson.stemmer);
    return lesson;
}

/* The rows learnt; the lesson is over. */
static char *learnt(struct lesson *lesson)
{
    struct parangon_buf rows = {0};

    parangon_bitext_learn(lesson->bitext, &rows);
    parangon_bitext_free(lesson->bitext);
    parangon_stemmer_free(lesson->stemmer);
    return parangon_buf_take(&rows);
}

static void add_labels(struct lesson *lesson)
{
    static const struct {
        const char *french, *english, *source;
    } labels[] = {
        {"traitement des déchets", "waste treatment", "EuroVoc"},
        {"traitement de l'eau", "water treatment", "EuroVoc"},
        {"eau potable", "drinking water", "GEMET"},
        {"gestion de l'eau", "water management", "GEMET"},
        {"gestion des déchets", "waste management", "GEMET"},
        {"l'eau", "water", "SDG"},
    };

    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        parangon_bitext_add(lesson->bitext, labels[i].french, labels[i].english, labels[i].source,
                            2);
}

static void words_are_told_apart_by_the_labels_they_share(void **state)
{
    struct lesson lesson = begin();

    (void)state;
    add_labels(&lesson);
    assert_int_equal(parangon_bitext_pairs(lesson.bitext), 6);
    char *rows = learnt(&lesson);
    struct parangon_translations *table = table_of(rows);
    struct parangon_translation found[PARANGON_TRANSLATIONS_MAX];

    assert_true(parangon_translations_of(table, PARANGON_FR, "dechet", found) > 0);
    assert_string_equal(found[0].stem, "wast");
    assert_string_equal(found[0].source, "EuroVoc, GEMET");
    assert_true(found[0].weight > 0.8);
    assert_true(parangon_translations_of(table, PARANGON_EN, "water", found) > 0);
    assert_string_equal(found[0].stem, "eau");
    assert_string_equal(found[0].source, "GEMET, EuroVoc, SDG");
    assert_true(parangon_translations_of(table, PARANGON_EN, "manag", found) > 0);
    assert_string_equal(found[0].stem, "gestion");
    parangon_translations_free(table);
    free(rows);
}

static void the_same_pairs_give_the_same_bytes(void **state)
{
    struct lesson one = begin(), other = begin();

    (void)state;
    add_labels(&one);
    add_labels(&other);
    char *first = learnt(&one), *second = learnt(&other);
    assert_true(strlen(first) > 0);
    assert_string_equal(first, second);
    free(first);
    free(second);
}

static void what_was_seen_once_may_be_chance(void **state)
{
    struct lesson lesson = begin();

    (void)state;
    parangon_bitext_add(lesson.bitext, "jumelage durable", "lasting partnership", "index", 1);
    parangon_bitext_add(lesson.bitext, "forage", "borehole", "index", 1);
    char *rows = learnt(&lesson);
    assert_string_equal(rows, "forag\tborehol\t1.000\tindex\n");
    free(rows);
}

static void words_of_grammar_and_numbers_are_left_out(void **state)
{
    struct lesson lesson = begin();

    (void)state;
    parangon_bitext_add(lesson.bitext, "l'accord de 2015", "the agreement of 2015", "SDG", 2);
    parangon_bitext_add(lesson.bitext, "de la", "of the", "SDG", 2);
    parangon_bitext_add(lesson.bitext, "2015", "2015", "SDG", 2);
    parangon_bitext_add(lesson.bitext, "accord", "", "SDG", 2);
    assert_int_equal(parangon_bitext_pairs(lesson.bitext), 1);
    char *rows = learnt(&lesson);
    assert_string_equal(rows, "accord\tagreement\t1.000\tSDG\n");
    free(rows);
}

static void what_is_unlikely_is_not_kept(void **state)
{
    struct lesson lesson = begin();
    char word[16];

    (void)state;
    /* "mot" stands beside forty words that have a translation of their own. */
    for (int i = 0; i < 40; i++) {
        char french[32], english[32];

        snprintf(word, sizeof word, "z%c%cq", 'a' + i % 20, 'a' + i / 20);
        snprintf(french, sizeof french, "mot %s", word);
        snprintf(english, sizeof english, "word %s", word);
        parangon_bitext_add(lesson.bitext, french, english, "index", 2);
        parangon_bitext_add(lesson.bitext, word, word, "index", 2);
    }
    char *rows = learnt(&lesson);
    struct parangon_translations *table = table_of(rows);
    assert_string_equal(said(table, PARANGON_FR, "mot"), "word 1.000 (index)");
    assert_string_equal(said(table, PARANGON_EN, "word"), "mot 1.000 (index)");
    parangon_translations_free(table);
    free(rows);
}

static void nothing_is_learnt_from_nothing(void **state)
{
    struct lesson lesson = begin();

    (void)state;
    parangon_bitext_align(lesson.bitext, "", "Some text.", "index");
    char *rows = learnt(&lesson);
    assert_string_equal(rows, "");
    free(rows);
    parangon_bitext_free(NULL);
}

static void no_more_than_three_sources_are_named(void **state)
{
    static const char *const names[] = {"A", "B", "C", "C", "D", "D", "D", "B"};
    struct lesson lesson = begin();

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        parangon_bitext_add(lesson.bitext, "eau", "water", names[i], 1);
    char *rows = learnt(&lesson);
    assert_string_equal(rows, "eau\twater\t1.000\tD, B, C\n");
    free(rows);
}

/* ---- Alignment ---- */

static void sentences_are_aligned_by_their_lengths(void **state)
{
    static const char french[] =
        "La ville de Nantes a signé un accord de coopération avec Dschang. L'eau manque.\n\n"
        "Un comité suit les travaux, et il se réunit chaque année à l'automne dans l'une des deux "
        "villes. L'eau coule.";
    static const char english[] =
        "The city of Nantes signed a cooperation agreement with Dschang. Water is short.\n\n"
        "A committee follows the works. It meets every year in autumn, in one of the two cities in "
        "turn. Water runs.";
    struct lesson lesson = begin();

    (void)state;
    parangon_bitext_align(lesson.bitext, french, english, "index");
    /* The long sentence of one is two in the other. */
    assert_int_equal(parangon_bitext_pairs(lesson.bitext), 4);
    char *rows = learnt(&lesson);
    struct parangon_translations *table = table_of(rows);
    assert_string_equal(said(table, PARANGON_FR, "eau"), "water 0.982 (index)");
    assert_string_equal(said(table, PARANGON_FR, "vill"), "citi 0.925 (index)");
    parangon_translations_free(table);
    free(rows);
}

static void an_abbreviation_does_not_end_a_sentence(void **state)
{
    struct lesson lesson = begin();

    (void)state;
    parangon_bitext_align(
        lesson.bitext, "Voir l'art. premier de la loi, qui dit le droit de chacun à l'eau.",
        "See art. one of the act, which states the right of everyone to water.", "index");
    assert_int_equal(parangon_bitext_pairs(lesson.bitext), 1);
    free(learnt(&lesson));
}

static void what_one_text_says_alone_is_left_out(void **state)
{
    struct lesson lesson = begin();

    (void)state;
    parangon_bitext_align(
        lesson.bitext,
        "Le maire ouvre la séance. Une longue parenthèse que l'autre texte ne traduit nulle part, "
        "ni de près ni de loin, parce qu'elle ne parle qu'aux habitants. Le conseil vote.",
        "The mayor opens the sitting. The council votes.", "index");
    assert_true(parangon_bitext_pairs(lesson.bitext) <= 2);
    free(learnt(&lesson));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stem_is_found_from_either_language_the_best_first),
        cmocka_unit_test(a_pair_given_twice_keeps_the_larger_weight_and_its_source),
        cmocka_unit_test(no_more_than_the_best_six_are_given),
        cmocka_unit_test(an_empty_table_translates_nothing),
        cmocka_unit_test(a_malformed_row_is_refused_with_its_line),
        cmocka_unit_test(words_are_told_apart_by_the_labels_they_share),
        cmocka_unit_test(the_same_pairs_give_the_same_bytes),
        cmocka_unit_test(what_was_seen_once_may_be_chance),
        cmocka_unit_test(words_of_grammar_and_numbers_are_left_out),
        cmocka_unit_test(what_is_unlikely_is_not_kept),
        cmocka_unit_test(nothing_is_learnt_from_nothing),
        cmocka_unit_test(no_more_than_three_sources_are_named),
        cmocka_unit_test(sentences_are_aligned_by_their_lengths),
        cmocka_unit_test(an_abbreviation_does_not_end_a_sentence),
        cmocka_unit_test(what_one_text_says_alone_is_left_out),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
