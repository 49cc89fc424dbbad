/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cases.h"
#include "named_place.h"

#include "parangon/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The places as they are shipped, and what a search among them needs. */
struct fixture {
    struct parangon_places *places;
    struct parangon_arena *arena;
    struct question_word words[CLAUSES_MAX];
    size_t word_count;
    struct named_place found[NAMED_PLACES_MAX];
    size_t found_count;
};

static struct fixture fixture;

/* Opened by the first test, so that one without the source tree is skipped. */
static void open_places(void)
{
    if (fixture.places)
        return;

    char *path = source_path("corpus/vocabulary/places.tsv");
    struct parangon_buf text = {0};
    struct parangon_error err;
    char block[4096];
    size_t got;
    FILE *file = fopen(path, "rb");

    if (!file)
        fail_msg("%s cannot be read", path);
    while ((got = fread(block, 1, sizeof block, file)) > 0)
        parangon_buf_add(&text, block, got);
    fclose(file);
    free(path);
    fixture = (struct fixture){0};
    if (parangon_places_parse(text.data, text.len, &fixture.places, &err))
        fail_msg("%s", err.message);
    fixture.arena = parangon_arena_new();
    parangon_buf_clear(&text);
}

static int close_places(void **state)
{
    (void)state;
    parangon_places_free(fixture.places);
    if (fixture.arena)
        parangon_arena_free(fixture.arena);
    return 0;
}

static void cut_words(enum parangon_lang lang, const char *text, size_t len)
{
    struct parangon_cutter cutter;
    struct parangon_token token;

    fixture.word_count = 0;
    parangon_cutter_init(&cutter, text, len, lang);
    while (fixture.word_count < CLAUSES_MAX && parangon_cutter_next(&cutter, &token)) {
        struct question_word *word = &fixture.words[fixture.word_count++];

        *word = (struct question_word){
            .form = parangon_arena_strndup(fixture.arena, token.form, token.len),
            .shown =
                parangon_arena_strndup(fixture.arena, text + token.begin, token.end - token.begin),
            .capitalised = token.capitalised,
            .acronym = token.acronym,
            .number = token.number,
        };
        for (enum parangon_lang each = 0; each < PARANGON_OTHER; each++)
            word->stop[each] = parangon_is_stop_word(each, token.form, token.len);
    }
}

static void search(enum parangon_lang lang, const char *text)
{
    cut_words(lang, text, strlen(text));
    fixture.found_count = named_places_find(fixture.places, fixture.arena, fixture.words,
                                            fixture.word_count, fixture.found);
}

/* "Nancy = com:54395", with "~" in place of "=" where it is not sure. */
static void print_place(struct parangon_buf *out, const struct named_place *named)
{
    parangon_buf_puts(out, out->len ? " | " : "");
    for (size_t i = named->first; i < named->first + named->count; i++)
        parangon_buf_printf(out, "%s ", fixture.words[i].shown);
    parangon_buf_puts(out, named->sure ? "=" : "~");
    for (size_t i = 0; i < named->place_count; i++)
        parangon_buf_printf(out, " %s", named->places[i]->code);
}

static void check_places(const struct test_case *found)
{
    struct parangon_buf got = {0};

    search(parangon_lang_from_code(found->line[0].text), found->line[1].text);
    for (size_t i = 0; i < fixture.found_count; i++)
        print_place(&got, &fixture.found[i]);
    if (strcmp(parangon_buf_str(&got), found->line[2].text) != 0)
        case_failed(found, "got \"%s\"", parangon_buf_str(&got));
    parangon_buf_clear(&got);
}

static void names_are_places_and_words_are_not(void **state)
{
    (void)state;
    open_places();
    cases_run("places.test", 3, check_places);
}

static double strength_of(const struct named_place *named, const char *prefix, const char *value)
{
    for (size_t i = 0; i < named->term_count; i++) {
        if (strcmp(named->terms[i].prefix, prefix) == 0 &&
            strcmp(named->terms[i].value, value) == 0)
            return named->terms[i].strength;
    }
    return 0;
}

static void assert_strength(const char *prefix, const char *value, double expected)
{
    double strength = strength_of(&fixture.found[0], prefix, value);

    if (strength < expected - 0.001 || strength > expected + 0.001)
        fail_msg("%s%s: %g, not %g", prefix, value, strength, expected);
}

static void a_commune_brings_its_group(void **state)
{
    (void)state;
    open_places();
    search(PARANGON_FR, "coopération de la ville de Nancy");
    assert_int_equal(fixture.found_count, 1);
    assert_int_equal(fixture.found[0].context, 2);
    assert_strength("XP:", "com:54395", 1);
    assert_strength("XP:", "epci:245400676", 0.6);
    assert_strength("XB:", "nancy", 0.7);
    assert_strength("XD:", "dep:54", 0);
    search(PARANGON_FR, "villes résilientes Colombes"); /* a suburb is little of Greater Paris */
    assert_strength("XP:", "com:92025", 1);
    assert_strength("XP:", "epci:200054781", 0.3);
}

static void a_group_brings_its_centre_and_its_communes(void **state)
{
    (void)state;
    open_places();
    search(PARANGON_FR, "eau Grand Nancy");
    assert_int_equal(fixture.found_count, 1);
    assert_strength("XP:", "epci:245400676", 1);
    assert_strength("XP:", "com:54395", 0.6);
    assert_strength("XM:", "epci:245400676", 0.4);
}

static void departments_and_regions_bring_what_lies_in_them(void **state)
{
    (void)state;
    open_places();
    search(PARANGON_FR, "Meurthe-et-Moselle");
    assert_strength("XP:", "dep:54", 1);
    assert_strength("XD:", "dep:54", 0.4);
    search(PARANGON_FR, "international Bourgogne-Franche-Comté");
    assert_strength("XP:", "reg:27", 1);
    assert_strength("XR:", "reg:27", 0.4);
    search(PARANGON_FR, "Collectivité européenne d'Alsace");
    assert_strength("XP:", "dep:6AE", 1);
    assert_strength("XD:", "dep:68", 0.4);
    search(PARANGON_FR, "Haut-Rhin");
    assert_strength("XP:", "dep:6AE", 0.6);
}

static void a_name_that_may_mean_something_else_weighs_less(void **state)
{
    (void)state;
    open_places();
    search(PARANGON_FR, "à nice");
    assert_strength("XP:", "com:06088", 0.6);
    search(PARANGON_FR, "jumelages de Saint-Denis");
    assert_strength("XP:", "com:97411", 0.6);
    assert_strength("XP:", "com:93066", 0.42);
}

static void long_questions_and_none_at_all_are_searched(void **state)
{
    struct parangon_buf text = {0};

    (void)state;
    open_places();
    search(PARANGON_FR, "");
    assert_int_equal(fixture.found_count, 0);
    for (int i = 0; i < 40; i++)
        parangon_buf_puts(&text, "Nancy eau ");
    search(PARANGON_FR, text.data);
    assert_int_equal(fixture.found_count, NAMED_PLACES_MAX);
    parangon_buf_clear(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_places_and_words_are_not),
        cmocka_unit_test(a_commune_brings_its_group),
        cmocka_unit_test(a_group_brings_its_centre_and_its_communes),
        cmocka_unit_test(departments_and_regions_bring_what_lies_in_them),
        cmocka_unit_test(a_name_that_may_mean_something_else_weighs_less),
        cmocka_unit_test(long_questions_and_none_at_all_are_searched),
    };

    return cmocka_run_group_tests(tests, NULL, close_places);
}
