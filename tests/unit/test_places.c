/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parangon/memory.h"
#include "parangon/places.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char small[] =
    "# A few places.\n"
    "# code\tkind\tname\taliases\tpopulation\tyear\tdepartment\tregion\tparent\tcentre\n"
    "com:54395\tcommune\tNancy\t\t104387\t2023\t54\t44\tepci:245400676\t\n"
    "epci:245400676\tmetropole\tMétropole du Grand Nancy\tGrand Nancy|epci:old|Nancy\t256\t2022\t54"
    "\t44\t\tcom:54395\r\n"
    "com:42218\tcommune\tSaint-Étienne\tSainté||St-Étienne\t172718\t2023\t42\t84\t\t\n"
    "com:00001\tcommune\tSaint Etienne\t\t400000\t2023\t\t\t\t\n"
    "\n"
    "dep:54\tdepartement\tMeurthe-et-Moselle";

static struct parangon_places *load(const char *tsv, size_t len)
{
    struct parangon_places *places = NULL;
    struct parangon_error err;

    if (parangon_places_parse(tsv, len, &places, &err))
        fail_msg("%s", err.message);
    return places;
}

static void a_row_becomes_a_place(void **state)
{
    struct parangon_places *places = load(small, strlen(small));
    const struct parangon_place *nancy = parangon_places_at(places, 0);

    (void)state;
    assert_int_equal(parangon_places_count(places), 5);
    assert_string_equal(nancy->code, "com:54395");
    assert_string_equal(nancy->kind, "commune");
    assert_string_equal(nancy->name, "Nancy");
    assert_int_equal(nancy->alias_count, 0);
    assert_int_equal(nancy->population, 104387);
    assert_int_equal(nancy->population_year, 2023);
    assert_string_equal(nancy->department, "dep:54");
    assert_string_equal(nancy->region, "reg:44");
    assert_string_equal(nancy->parent, "epci:245400676");
    assert_null(nancy->centre);
    assert_string_equal(nancy->size_class, "commune-100-200");
    parangon_places_free(places);
    parangon_places_free(NULL);
}

static void cells_at_the_end_may_be_missing(void **state)
{
    struct parangon_places *places = load(small, strlen(small));
    const struct parangon_place *department = parangon_places_at(places, 4);

    (void)state;
    assert_string_equal(department->name, "Meurthe-et-Moselle");
    assert_int_equal(department->population, 0);
    assert_null(department->department);
    assert_null(department->size_class);
    assert_string_equal(parangon_places_at(places, 1)->centre, "com:54395");
    parangon_places_free(places);
}

static void a_place_is_found_by_its_code_and_its_former_code(void **state)
{
    struct parangon_places *places = load(small, strlen(small));

    (void)state;
    assert_string_equal(parangon_places_find(places, "com:42218")->name, "Saint-Étienne");
    assert_string_equal(parangon_places_find(places, "epci:old")->code, "epci:245400676");
    assert_null(parangon_places_find(places, "com:99999"));
    assert_null(parangon_places_find(places, "Nancy"));
    parangon_places_free(places);
}

static void a_name_is_found_whatever_its_case_accents_and_hyphens(void **state)
{
    struct parangon_places *places = load(small, strlen(small));
    const struct parangon_place *found[4];

    (void)state;
    assert_int_equal(parangon_places_named(places, "GRAND-NANCY", found, 4), 1);
    assert_string_equal(found[0]->code, "epci:245400676");
    assert_int_equal(parangon_places_named(places, "sainte", found, 4), 1);
    assert_string_equal(found[0]->code, "com:42218");
    assert_int_equal(parangon_places_named(places, "Farafangana", found, 4), 0);
    assert_int_equal(parangon_places_named(places, "", found, 4), 0);
    parangon_places_free(places);
}

static void names_come_before_aliases_and_large_places_before_small_ones(void **state)
{
    struct parangon_places *places = load(small, strlen(small));
    const struct parangon_place *found[4];

    (void)state;
    assert_int_equal(parangon_places_named(places, "nancy", found, 4), 2);
    assert_string_equal(found[0]->code, "com:54395");
    assert_string_equal(found[1]->code, "epci:245400676");
    assert_int_equal(parangon_places_named(places, "saint etienne", found, 4), 2);
    assert_string_equal(found[0]->code, "com:00001");
    assert_string_equal(found[1]->code, "com:42218");
    parangon_places_free(places);
}

static void no_more_places_are_written_than_there_is_room_for(void **state)
{
    struct parangon_places *places = load(small, strlen(small));
    const struct parangon_place *found[2] = {NULL, NULL};

    (void)state;
    assert_int_equal(parangon_places_named(places, "nancy", found, 1), 2);
    assert_string_equal(found[0]->code, "com:54395");
    assert_null(found[1]);
    assert_int_equal(parangon_places_named(places, "nancy", NULL, 0), 2);
    parangon_places_free(places);
}

static void a_name_and_alias_that_are_the_same_word_give_one_place(void **state)
{
    const char *tsv = "com:1\tcommune\tEvry\tÉvry|EVRY\t5\n";
    struct parangon_places *places = load(tsv, strlen(tsv));
    const struct parangon_place *found[2];

    (void)state;
    assert_int_equal(parangon_places_named(places, "évry", found, 2), 1);
    parangon_places_free(places);
}

static void a_bound_belongs_to_the_upper_class(void **state)
{
    static const struct {
        const char *kind;
        long population;
        const char *class;
    } cases[] = {
        {"commune", 0, NULL},
        {"commune", 1, "commune-lt-100"},
        {"commune", 99999, "commune-lt-100"},
        {"commune", 100000, "commune-100-200"},
        {"commune", 200000, "commune-200-400"},
        {"commune", 400000, "commune-gt-400"},
        {"metropole", 199999, "epci-lt-200"},
        {"ept", 200000, "epci-200-400"},
        {"communaute-urbaine", 400000, "epci-400-500"},
        {"communaute-communes", 500000, "epci-500-1000"},
        {"metropole-lyon", 1000000, "epci-gt-1000"},
        {"communaute-agglomeration", -5, NULL},
        {"departement", 500000, NULL},
        {"nowhere", 500000, NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *class = parangon_places_size_class(cases[i].kind, cases[i].population);

        assert_string_equal(class ? class : "", cases[i].class ? cases[i].class : "");
    }
}

static void a_faulty_row_is_refused_with_line_and_column(void **state)
{
    static const struct {
        const char *tsv, *message;
    } cases[] = {
        {"# a\n\tcommune\tNancy\n", "line 2: code: \"\" is empty"},
        {"Nancy\tcommune\tNancy\n",
         "line 1: code: \"Nancy\" is no code such as com:54395, epci:…, dep:… or reg:…"},
        {"com:1\tvillage\tNancy\n", "line 1: kind: \"village\" is no kind of authority"},
        {"com:1\n", "line 1: kind: \"\" is no kind of authority"},
        {"com:1\tcommune\n", "line 1: name: \"\" is empty"},
        {"com:1\tcommune\tNancy\t\t12 000\n",
         "line 1: population: \"12 000\" is no number that fits here"},
        {"com:1\tcommune\tNancy\t\t-5\n", "line 1: population: \"-5\" is no number that fits here"},
        {"com:1\tcommune\tNancy\t\t99999999999999999999\n",
         "line 1: population: \"99999999999999999999\" is no number that fits here"},
        {"com:1\tcommune\tNancy\t\t5\t20233\n",
         "line 1: year: \"20233\" is no number that fits here"},
        {"com:1\tcommune\tA\ncom:1\tcommune\tB\n", "line 2: code: \"com:1\" stands twice"},
        {"com:1\tcommune\tA\t\t\t\t\t\t\t\t\n", "line 1: more than 10 columns"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct parangon_places *places = NULL;
        struct parangon_error err;

        assert_int_equal(parangon_places_parse(cases[i].tsv, strlen(cases[i].tsv), &places, &err),
                         PARANGON_REJECTED);
        assert_string_equal(err.message, cases[i].message);
        assert_null(places);
    }
}

static void a_zero_byte_is_refused(void **state)
{
    static const char tsv[] = "com:1\tcommune\tNan\0cy\n";
    struct parangon_places *places = NULL;
    struct parangon_error err;

    (void)state;
    assert_int_equal(parangon_places_parse(tsv, sizeof tsv - 1, &places, &err), PARANGON_REJECTED);
    assert_string_equal(err.message, "line 1: a byte is zero");
    assert_int_equal(parangon_places_parse(tsv, sizeof tsv - 1, &places, NULL), PARANGON_REJECTED);
}

static void an_empty_file_has_no_places(void **state)
{
    struct parangon_places *places = load("", 0);

    (void)state;
    assert_int_equal(parangon_places_count(places), 0);
    assert_null(parangon_places_find(places, "com:54395"));
    parangon_places_free(places);
}

/* ---- The places of this tree ---- */

static struct parangon_places *load_shipped(void)
{
    struct parangon_buf text = {0};
    char block[4096];
    size_t got;
    FILE *file = fopen(PARANGON_SOURCE_DIR "/corpus/vocabulary/places.tsv", "rb");

    assert_non_null(file);
    while ((got = fread(block, 1, sizeof block, file)) > 0)
        parangon_buf_add(&text, block, got);
    fclose(file);
    struct parangon_places *places = load(parangon_buf_str(&text), text.len);
    parangon_buf_clear(&text);
    return places;
}

static void shipped_parents_and_centres_are_shipped_too(void **state)
{
    struct parangon_places *places = load_shipped();

    (void)state;
    assert_true(parangon_places_count(places) > 1000);
    for (size_t i = 0; i < parangon_places_count(places); i++) {
        const struct parangon_place *place = parangon_places_at(places, i);

        if (place->parent && !parangon_places_find(places, place->parent))
            fail_msg("%s: parent %s is no place", place->code, place->parent);
        if (place->centre && !parangon_places_find(places, place->centre))
            fail_msg("%s: centre %s is no place", place->code, place->centre);
        if (place->region && !parangon_places_find(places, place->region))
            fail_msg("%s: region %s is no place", place->code, place->region);
    }
    parangon_places_free(places);
}

static void shipped_names_lead_to_the_place_that_is_meant(void **state)
{
    static const struct {
        const char *name, *code;
    } cases[] = {
        {"Nancy", "com:54395"},
        {"saint-etienne", "com:42218"},
        {"Sainté", "com:42218"},
        {"Evry Courcouronnes", "com:91228"},
        {"Grand Nancy", "epci:245400676"},
        {"cherbourg en cotentin", "com:50129"},
        {"Île-de-France", "reg:11"},
        {"MEL", "epci:200093201"},
    };
    struct parangon_places *places = load_shipped();

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct parangon_place *found;

        if (!parangon_places_named(places, cases[i].name, &found, 1))
            fail_msg("%s is no place", cases[i].name);
        assert_string_equal(found->code, cases[i].code);
    }
    parangon_places_free(places);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_becomes_a_place),
        cmocka_unit_test(cells_at_the_end_may_be_missing),
        cmocka_unit_test(a_place_is_found_by_its_code_and_its_former_code),
        cmocka_unit_test(a_name_is_found_whatever_its_case_accents_and_hyphens),
        cmocka_unit_test(names_come_before_aliases_and_large_places_before_small_ones),
        cmocka_unit_test(no_more_places_are_written_than_there_is_room_for),
        cmocka_unit_test(a_name_and_alias_that_are_the_same_word_give_one_place),
        cmocka_unit_test(a_bound_belongs_to_the_upper_class),
        cmocka_unit_test(a_faulty_row_is_refused_with_line_and_column),
        cmocka_unit_test(a_zero_byte_is_refused),
        cmocka_unit_test(an_empty_file_has_no_places),
        cmocka_unit_test(shipped_parents_and_centres_are_shipped_too),
        cmocka_unit_test(shipped_names_lead_to_the_place_that_is_meant),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
