/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parangon/memory.h"
#include "parangon/vocabulary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char small[] =
    "{\"@graph\":["
    "{\"id\":\"theme:eau\",\"prefLabel\":{\"fr\":\"Eau\",\"en\":\"Water\"},"
    "\"altLabel\":{\"fr\":[\"accès à l'eau\",\"eau potable\",\"1 % eau\"],\"en\":[\"access to "
    "water\"]},\"hiddenLabel\":{\"fr\":[\"WASH\"],\"en\":[\"WASH\"]}},"
    "{\"id\":\"theme:egalite\",\"prefLabel\":{\"fr\":\"Égalité femmes-hommes\"},"
    "\"weakLabel\":{\"fr\":[\"genre\",\"femmes\"],\"en\":[\"gender\"]}},"
    "{\"id\":\"theme:climat\",\"prefLabel\":{\"fr\":\"Climat\",\"en\":\"Climate\"},"
    "\"altLabel\":{\"fr\":[\"COP\",\"COP21\",\"COP 21\",\"INTERREG A\"]}},"
    "{\"id\":\"theme:aide\",\"prefLabel\":{\"fr\":\"Aide d'urgence\"},"
    "\"altLabel\":{\"fr\":[\"don\",\"aide\"]}},"
    "{\"id\":\"theme:logement\",\"prefLabel\":{\"fr\":\"Logement\",\"en\":\"Housing\"},"
    "\"altLabel\":{\"fr\":[\"loyer\",\"sans-abri\"]}},"
    "{\"id\":\"theme:paix\",\"prefLabel\":{\"fr\":\"Conflits\"}},"
    "{\"id\":\"action:aide\",\"prefLabel\":{\"fr\":\"Aides\"},"
    "\"weakLabel\":{\"fr\":[\"aide d'urgence\"]}},"
    "{\"id\":\"country:MG\",\"prefLabel\":{\"fr\":\"Madagascar\",\"en\":\"Madagascar\"},"
    "\"demonym\":{\"fr\":[\"malgache\"],\"en\":[\"Malagasy\"]}},"
    "{\"id\":\"country:SE\",\"prefLabel\":{\"fr\":\"Suède\",\"en\":\"Sweden\"},"
    "\"demonym\":{\"fr\":[\"suédois\",\"suédoise\"],\"en\":[\"Swedish\"]}},"
    "{\"id\":\"country:RE\",\"prefLabel\":{\"fr\":\"La Réunion\"},"
    "\"demonym\":{\"fr\":[\"réunionnais\"]}},"
    "{\"id\":\"country:US\",\"prefLabel\":{\"fr\":\"États-Unis\",\"en\":\"United States\"},"
    "\"altLabel\":{\"en\":[\"US\"]}},"
    "{\"id\":\"network:europe\",\"prefLabel\":{\"fr\":\"Union européenne\"},"
    "\"altLabel\":{\"fr\":[\"UE\"],\"en\":[\"EU\"]}},"
    "{\"id\":\"network:c40\",\"prefLabel\":{\"fr\":\"C40\"},"
    "\"altLabel\":{\"fr\":[\"villes unies\",\"association C40 des villes\"]}},"
    "{\"id\":\"label:kind/eau\",\"prefLabel\":{\"fr\":\"eau\"}}]}";

enum {
    WORDS_MAX = 64
};

struct fixture {
    struct parangon_vocabulary *vocabulary;
    struct parangon_stemmer *stemmer;
    struct parangon_spotter *spotter;
    struct parangon_arena *arena;
    struct parangon_word words[WORDS_MAX];
    size_t count;
};

static int set_up(void **state)
{
    struct fixture *f = parangon_calloc(1, sizeof *f);

    f->vocabulary = parangon_vocabulary_new();
    assert_int_equal(parangon_vocabulary_add(f->vocabulary, small, strlen(small), NULL), 0);
    assert_int_equal(parangon_vocabulary_finish(f->vocabulary, NULL), 0);
    f->stemmer = parangon_stemmer_new();
    f->spotter = parangon_spotter_new(f->vocabulary, f->stemmer, ~0u & ~(1u << PARANGON_LABELS));
    f->arena = parangon_arena_new();
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    parangon_spotter_free(f->spotter);
    parangon_spotter_free(NULL);
    parangon_stemmer_free(f->stemmer);
    parangon_vocabulary_free(f->vocabulary);
    parangon_arena_free(f->arena);
    free(f);
    return 0;
}

static void cut(struct fixture *f, enum parangon_lang lang, const char *text)
{
    struct parangon_cutter cutter;
    struct parangon_token token;

    f->count = 0;
    parangon_cutter_init(&cutter, text, strlen(text), lang);
    while (parangon_cutter_next(&cutter, &token)) {
        const char *stem = parangon_stem(f->stemmer, lang, token.form, token.len);

        assert_true(f->count < WORDS_MAX);
        f->words[f->count++] = (struct parangon_word){
            .form = parangon_arena_strdup(f->arena, token.form),
            .stem = parangon_arena_strdup(f->arena, stem),
            .capitalised = token.capitalised,
            .acronym = token.acronym,
            .stop = parangon_is_stop_word(lang, token.form, token.len),
        };
    }
}

static void describe(struct parangon_buf *buf, const struct fixture *f,
                     const struct parangon_match *match)
{
    static const char strengths[] = {'?', '~', '!'};

    if (buf->len)
        parangon_buf_puts(buf, "; ");
    parangon_buf_printf(buf, "%s%c", match->concept->id, strengths[match->strength]);
    for (size_t i = 0; i < match->count; i++)
        parangon_buf_printf(buf, " %s", f->words[match->first + i].form);
}

/* What is found, as "eau! eau potable; MG! madagascar": ! strong, ~ hidden, ? weak. */
static void expect(void **state, enum parangon_lang lang, bool all_lower, const char *text,
                   const char *expected)
{
    struct fixture *f = *state;
    struct parangon_match *matches;
    struct parangon_buf found = {0};

    cut(f, lang, text);
    size_t count = parangon_spotter_find(f->spotter, lang, f->words, f->count, all_lower, &matches);
    for (size_t i = 0; i < count; i++) {
        assert_ptr_equal(matches[i].concept,
                         parangon_vocabulary_at(f->vocabulary, matches[i].index));
        describe(&found, f, &matches[i]);
    }
    assert_string_equal(parangon_buf_str(&found), expected);
    if (!count)
        assert_null(matches);
    free(matches);
    parangon_buf_clear(&found);
}

static void in_french(void **state, const char *text, const char *expected)
{
    expect(state, PARANGON_FR, false, text, expected);
}

static void in_english(void **state, const char *text, const char *expected)
{
    expect(state, PARANGON_EN, false, text, expected);
}

static void a_word_is_found_in_its_other_forms(void **state)
{
    in_french(state, "Les eaux du logement", "eau! eaux; logement! logement");
    in_french(state, "loyer et loyers, conflit et conflits",
              "logement! loyer; logement! loyers; paix! conflit; paix! conflits");
    in_french(state, "", "");
    in_french(state, "rien de tel ici", "");
}

static void the_longest_expression_wins(void **state)
{
    in_french(state, "l'eau potable et l'eau", "eau! eau potable; eau! eau");
    in_french(state, "accès à l'eau potable", "eau! acces a eau");
    in_french(state, "accès au climat", "climat! climat");
}

static void stop_words_are_passed_over_inside_an_expression_only(void **state)
{
    in_french(state, "l'égalité entre les femmes et les hommes",
              "egalite! egalite entre les femmes et les hommes");
    in_french(state, "accès des uns et des autres à l'eau", "eau! eau");
    in_french(state, "de l'eau et", "eau! eau");
    in_english(state, "access to the water", "eau! access to the water");
}

static void one_content_word_keeps_its_stop_words(void **state)
{
    in_french(state, "un abri pour les sans-abri", "logement! sans abri");
    in_french(state, "sans abri", "logement! sans abri");
    in_french(state, "la réunion à la Réunion", "RE! la reunion");
}

static void a_single_word_must_resemble_the_term_beyond_its_stem(void **state)
{
    in_french(state, "elle donne un don, des dons", "aide! don; aide! dons");
    in_french(state, "la loi sur le loyer", "logement! loyer");
    in_french(state, "une réunion de réunionnais", "RE! reunionnais");
}

static void words_of_one_language_are_not_looked_for_in_the_other(void **state)
{
    in_english(state, "I don't, and no don or aide either", "");
    in_french(state, "water", "");
    in_english(state, "the water of Madagascar", "eau! water; MG! madagascar");
}

static void weak_terms_are_said_to_be_weak(void **state)
{
    in_french(state, "le genre", "egalite? genre");
    in_french(state, "aide d'urgence", "aide! aide urgence; aide? aide urgence");
    in_french(state, "aide", "aide! aide; aide! aide");
}

static void a_term_in_capitals_is_found_as_an_acronym_in_any_language(void **state)
{
    in_french(state, "la COP et la cop", "climat! cop");
    in_english(state, "the COP, COP21 and COP 21", "climat! cop; climat! cop21; climat! cop 21");
    in_french(state, "WASH", "eau~ wash");
    in_english(state, "we wash, and WASH", "eau~ wash");
    in_french(state, "C40 ou c40", "c40! c40");
    in_english(state, "INTERREG A", "climat! interreg a");
    in_english(state, "INTERREG a", "");
    in_french(state, "l'UE, dite EU, a eu", "europe! ue; europe! eu");
}

static void a_question_in_lower_case_means_acronyms_and_names_too(void **state)
{
    expect(state, PARANGON_FR, true, "cop21 madagascar", "climat! cop21; MG! madagascar");
    expect(state, PARANGON_FR, true, "c40 suede ue", "c40! c40; SE! suede; europe! ue");
    expect(state, PARANGON_FR, true, "il a eu", "");
    expect(state, PARANGON_EN, true, "tell us", "");
}

static void names_need_a_capital_and_demonyms_do_not(void **state)
{
    in_french(state, "Madagascar, madagascar", "MG! madagascar");
    in_french(state, "le partenaire malgache", "MG! malgache");
    in_french(state, "un projet franco-suédois", "SE! suedois");
    in_french(state, "l'Union européenne", "europe! union europeenne");
    in_french(state, "une union européenne", "");
    in_french(state, "aux états unis, aux États-Unis", "US! etats unis");
}

static void the_capital_is_that_of_the_word_which_the_vocabulary_writes_so(void **state)
{
    in_french(state, "villes unies", "c40! villes unies");
    in_french(state, "l'association C40 des villes", "c40! association c40 des villes");
}

static void a_text_of_unknown_language_shows_acronyms_and_names_only(void **state)
{
    expect(state, PARANGON_OTHER, false, "eau Madagascar malgache COP Sweden Suède",
           "MG! madagascar; climat! cop; SE! sweden; SE! suede");
    expect(state, PARANGON_OTHER, true, "la réunion etats unis", "RE! la reunion; US! etats unis");
}

static void concepts_of_the_same_words_come_in_the_order_of_the_vocabulary(void **state)
{
    struct fixture *f = *state;
    struct parangon_match *matches;

    cut(f, PARANGON_FR, "aide d'urgence");
    assert_int_equal(
        parangon_spotter_find(f->spotter, PARANGON_FR, f->words, f->count, false, &matches), 2);
    assert_int_equal(matches[0].concept->scheme, PARANGON_THEMES);
    assert_int_equal(matches[1].concept->scheme, PARANGON_ACTIONS);
    assert_string_equal(matches[0].term, "Aide d'urgence");
    assert_string_equal(matches[1].term, "aide d'urgence");
    free(matches);
}

static void numbers_and_units_are_words_of_an_expression(void **state)
{
    in_french(state, "le 1 % eau, le 1% pour l'eau", "eau! 1 % eau; eau! 1 % pour eau");
}

static void only_the_chosen_schemes_are_looked_for(void **state)
{
    struct fixture *f = *state;
    struct parangon_spotter *themes = f->spotter;

    f->spotter = parangon_spotter_new(f->vocabulary, f->stemmer, 1u << PARANGON_COUNTRIES);
    in_french(state, "l'eau à Madagascar", "MG! madagascar");
    parangon_spotter_free(f->spotter);
    f->spotter = themes;
}

/* A term as long as labels may be, and a text that nearly matches it over and over. */
static void long_terms_and_texts_do_no_harm(void **state)
{
    struct fixture *f = *state;
    struct parangon_word word = {.form = "eau", .stem = "eau"};
    struct parangon_word stop = {.form = "les", .stem = "le", .stop = true};
    struct parangon_match *matches;
    size_t count = 100000;
    struct parangon_word *words = parangon_calloc(count, sizeof *words);

    for (size_t i = 0; i < count; i++)
        words[i] = i % 2 ? stop : word;
    assert_int_equal(parangon_spotter_find(f->spotter, PARANGON_FR, words, count, false, &matches),
                     count / 2);
    free(matches);
    free(words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_is_found_in_its_other_forms),
        cmocka_unit_test(the_longest_expression_wins),
        cmocka_unit_test(stop_words_are_passed_over_inside_an_expression_only),
        cmocka_unit_test(one_content_word_keeps_its_stop_words),
        cmocka_unit_test(a_single_word_must_resemble_the_term_beyond_its_stem),
        cmocka_unit_test(words_of_one_language_are_not_looked_for_in_the_other),
        cmocka_unit_test(weak_terms_are_said_to_be_weak),
        cmocka_unit_test(a_term_in_capitals_is_found_as_an_acronym_in_any_language),
        cmocka_unit_test(a_question_in_lower_case_means_acronyms_and_names_too),
        cmocka_unit_test(names_need_a_capital_and_demonyms_do_not),
        cmocka_unit_test(the_capital_is_that_of_the_word_which_the_vocabulary_writes_so),
        cmocka_unit_test(a_text_of_unknown_language_shows_acronyms_and_names_only),
        cmocka_unit_test(concepts_of_the_same_words_come_in_the_order_of_the_vocabulary),
        cmocka_unit_test(numbers_and_units_are_words_of_an_expression),
        cmocka_unit_test(only_the_chosen_schemes_are_looked_for),
        cmocka_unit_test(long_terms_and_texts_do_no_harm),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
