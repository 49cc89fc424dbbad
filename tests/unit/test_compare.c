/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "compare/both.h"
#include "compare/compare.h"
#include "compare/find_place.h"
#include "compare/similarity.h"

#include "parangon/places.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char tsv[] = "dep:75\tdepartement\tParis\t\t2103778\t2023\t75\t11\t\tcom:75056\n"
                          "com:75056\tcommune\tParis\tMairie de Paris\t2103778\t2023\t75\t11\t\t\n"
                          "com:93066\tcommune\tSaint-Denis\t\t149077\t2023\t93\t11\t\t\n"
                          "com:97411\tcommune\tSaint-Denis\t\t155634\t2023\t974\t04\t\t\n"
                          "com:54395\tcommune\tNancy\t\t103671\t2023\t54\t44\tepci:245400676\t\n"
                          "epci:245400676\tmetropole\tMétropole du Grand Nancy\tGrand "
                          "Nancy|Nancy\t258208\t2022\t54\t44\t\t"
                          "com:54395\n"
                          "com:1\tcommune\tA\tles deux\t150000\t2023\t1\t1\t\t\n"
                          "com:2\tcommune\tB\tles deux\t151000\t2023\t1\t1\t\t\n"
                          "com:3\tcommune\tC\t\t1500\t2023\t1\t1\t\t\n"
                          "epci:4\tcommunaute-urbaine\tD\t\t258208\t2023\t1\t1\t\t\n";

static struct parangon_places *places;

static int read_places(void **state)
{
    (void)state;
    return parangon_places_parse(tsv, strlen(tsv), &places, NULL);
}

static int free_places(void **state)
{
    (void)state;
    parangon_places_free(places);
    return 0;
}

static void expect_place(const char *words, enum parangon_code code, const char *expected)
{
    const struct parangon_place *place = NULL;
    struct parangon_error err = {0};

    assert_int_equal(find_place(places, words, &place, &err), code);
    if (code == PARANGON_OK)
        assert_string_equal(place->code, expected);
    else
        assert_non_null(strstr(err.message, expected));
}

static void a_place_is_found_by_name_and_by_any_form_of_its_code(void **state)
{
    (void)state;
    expect_place("nancy", PARANGON_OK, "com:54395"); /* though the group has it as another name */
    expect_place("GRAND NANCY", PARANGON_OK, "epci:245400676");
    expect_place("54395", PARANGON_OK, "com:54395");
    expect_place("245400676", PARANGON_OK, "epci:245400676");
    expect_place("com:54395", PARANGON_OK, "com:54395");
    expect_place("75", PARANGON_OK, "dep:75");
    expect_place("Paris", PARANGON_OK, "com:75056");
}

static void a_name_of_several_places_is_not_guessed(void **state)
{
    (void)state;
    expect_place("Saint Denis", PARANGON_USAGE, "com:93066");
    expect_place("Saint Denis", PARANGON_USAGE, "com:97411");
    expect_place("les deux", PARANGON_USAGE, "com:1");
    expect_place("Nanci", PARANGON_NOTHING, "did you mean \"Nancy\"?");
    expect_place("", PARANGON_USAGE, "a place is meant");
}

static void criteria_are_chosen_and_weighed(void **state)
{
    struct compare_request compare;
    struct parangon_error err;

    (void)state;
    compare_request_init(&compare, NULL);
    assert_true(compare.weights[CRITERION_REGION] <= 0);
    assert_int_equal(compare_request_by(&compare, "region,population=2.5,pays", &err), PARANGON_OK);
    assert_true(compare.weights[CRITERION_LEVEL] <= 0);
    assert_true(fabs(compare.weights[CRITERION_POPULATION] - 2.5) < 1e-9);
    assert_true(fabs(compare.weights[CRITERION_REGION] - WEIGHT_OF_REGION) < 1e-9);
    assert_true(fabs(compare.weights[CRITERION_COUNTRIES] - WEIGHT_OF_COUNTRIES) < 1e-9);
    assert_int_equal(compare_request_by(&compare, "level,zzz", &err), PARANGON_USAGE);
    assert_true(compare.weights[CRITERION_LEVEL] <= 0); /* nothing of what failed is kept */
}

static double alike(const char *a, const char *b, const struct figures *figures)
{
    struct authorities authorities = {.figures = *figures};
    const struct authority first = {.place = parangon_places_find(places, a)};
    const struct authority second = {.place = parangon_places_find(places, b)};
    struct compare_request compare;
    struct similarity similarity, back;

    compare_request_init(&compare, NULL);
    similarity_measure(&authorities, &first, &second, compare.weights, &similarity);
    similarity_measure(&authorities, &second, &first, compare.weights, &back);
    assert_true(fabs(similarity.total - back.total) < 1e-12);
    assert_in_range((long)(similarity.total * 1000), 0, 1000);
    return similarity.total;
}

static void the_same_powers_and_size_are_the_most_alike(void **state)
{
    const struct figures none = {0};

    (void)state;
    assert_true(alike("com:1", "com:1", &none) > 0.999);
    assert_true(alike("com:1", "com:2", &none) > alike("com:1", "com:75056", &none));
    assert_true(alike("com:1", "com:2", &none) > alike("com:1", "com:54395", &none) - 1e-9);
    /* The class below is next to that of com:1, but a village of it is nothing alike. */
    assert_true(fabs(alike("com:1", "com:75056", &none) - alike("com:1", "com:3", &none)) < 1e-12);
    assert_true(alike("epci:245400676", "epci:4", &none) > alike("com:54395", "epci:4", &none));
    assert_true(alike("epci:245400676", "epci:4", &none) < 0.999);
}

static struct figure staff(const char *place, double min, double max)
{
    return (struct figure){.measure = MEASURE_STAFF,
                           .place = parangon_places_find(places, place),
                           .exact = min <= max && max <= min,
                           .min = min,
                           .max = max};
}

static void ranges_that_overlap_are_alike_and_unknown_means_do_not_count(void **state)
{
    const struct figures none = {0};
    struct figure items[] = {staff("com:1", 0, 2), staff("com:2", 2, 2)};
    const struct figures both = {.items = items, .count = 2}, one = {.items = items, .count = 1};
    double plain = alike("com:1", "com:2", &none);

    (void)state;
    assert_true(fabs(alike("com:1", "com:2", &one) - plain) < 1e-12);
    assert_true(alike("com:1", "com:2", &both) > plain);
    items[1] = staff("com:2", 30, NAN);
    assert_true(alike("com:1", "com:2", &both) < plain);
}

static void a_figure_of_shared_services_holds_for_both(void **state)
{
    const struct parangon_place *city = parangon_places_find(places, "com:54395");
    const struct parangon_place *group = parangon_places_find(places, "epci:245400676");
    struct figure figure = staff("com:54395", 5, 5);
    const struct figures figures = {.items = &figure, .count = 1};

    (void)state;
    assert_ptr_equal(figures_of(&figures, city, group, MEASURE_STAFF), &figure);
    assert_null(figures_of(&figures, group, city, MEASURE_STAFF));
    figure.perimeter = "shared";
    assert_ptr_equal(figures_of(&figures, group, city, MEASURE_STAFF), &figure);
    assert_null(figures_of(&figures, city, group, MEASURE_BUDGET));
    figure.uncertain = true;
    assert_false(figure_is_number(&figure));
    assert_false(figure_is_number(NULL));
}

static void expect_range(double min, double max, const char *unit, const char *fr, const char *en)
{
    struct both both = {0};

    both_range(&both, min, max, unit, unit);
    assert_string_equal(parangon_buf_str(&both.text[PARANGON_FR]), fr);
    assert_string_equal(parangon_buf_str(&both.text[PARANGON_EN]), en);
    both_clear(&both);
}

static void ranges_are_said_as_ranges(void **state)
{
    (void)state;
    expect_range(0, 2, "agents", "0 à 2 agents", "0 to 2 agents");
    expect_range(NAN, 100000, "EUR", "moins de 100\u202F000\u202F€", "under €100,000");
    expect_range(1000000, NAN, "EUR", "plus de 1\u202F000\u202F000\u202F€", "over €1,000,000");
    expect_range(30, 30, NULL, "30", "30");
    expect_range(1000, 2000, "EUR", "1\u202F000\u202F€ à 2\u202F000\u202F€", "€1,000 to €2,000");
}

static enum parangon_code add_traits(const char *text)
{
    return parangon_places_add_traits(places, text, strlen(text), NULL);
}

static void traits_are_those_that_are_known(void **state)
{
    (void)state;
    assert_int_equal(add_traits("# words\n\ncom:1\tseaport\tun port\ncom:1\tborder\tx\n"
                                "com:99999\tborder\tx\n"),
                     PARANGON_OK);
    assert_int_equal(parangon_places_find(places, "com:1")->traits,
                     PARANGON_TRAIT_SEAPORT | PARANGON_TRAIT_BORDER);
    assert_int_equal(parangon_places_find(places, "com:2")->traits, 0);
    assert_int_equal(add_traits("com:1\tmountain\tx\n"), PARANGON_REJECTED);
    assert_int_equal(add_traits("com:1\tseaport\n"), PARANGON_REJECTED); /* known from nowhere */
    assert_int_equal(add_traits("com:1\n"), PARANGON_REJECTED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_place_is_found_by_name_and_by_any_form_of_its_code),
        cmocka_unit_test(a_name_of_several_places_is_not_guessed),
        cmocka_unit_test(criteria_are_chosen_and_weighed),
        cmocka_unit_test(the_same_powers_and_size_are_the_most_alike),
        cmocka_unit_test(ranges_that_overlap_are_alike_and_unknown_means_do_not_count),
        cmocka_unit_test(a_figure_of_shared_services_holds_for_both),
        cmocka_unit_test(ranges_are_said_as_ranges),
        cmocka_unit_test(traits_are_those_that_are_known),
    };

    return cmocka_run_group_tests(tests, read_places, free_places);
}
