/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "shingles.h"

#include "reader_run.h"

/* Forty words, all different, and then `tail`. */
static cJSON *version_of(const char *title, const char *tail)
{
    struct parangon_buf text = {0};
    cJSON *version = cJSON_CreateObject();

    for (int i = 0; i < 40; i++)
        parangon_buf_printf(&text, "mot%c%c ", 'a' + i / 8, 'a' + i % 8);
    parangon_buf_puts(&text, tail);
    parangon_json_set_text(version, "title", title);
    parangon_json_set_text(version, "text", text.data);
    parangon_buf_clear(&text);
    return version;
}

static struct likeness likeness_of(cJSON *first, cJSON *second)
{
    struct likeness likeness;

    shingles_compare(first, second, &likeness);
    cJSON_Delete(first);
    cJSON_Delete(second);
    return likeness;
}

static size_t shared_bands(cJSON *first, cJSON *second)
{
    uint64_t one[SHINGLES_BANDS], two[SHINGLES_BANDS];
    size_t shared = 0;

    assert_true(shingles_bands(first, one));
    assert_true(shingles_bands(second, two));
    for (size_t i = 0; i < SHINGLES_BANDS; i++)
        shared += one[i] == two[i];
    cJSON_Delete(first);
    cJSON_Delete(second);
    return shared;
}

static void test_bands_are_the_same_on_every_machine(void **state)
{
    cJSON *version = version_of("Un puits à Mopti", "L'eau, l’école");
    uint64_t bands[SHINGLES_BANDS];
    (void)state;

    assert_true(shingles_bands(version, bands));
    assert_int_equal(bands[0], UINT64_C(0x6a043477e8a31c7b));
    assert_int_equal(bands[15], UINT64_C(0xd091381efea6c18b));
    cJSON_Delete(version);
}

static void test_layout_case_and_accents_change_nothing(void **state)
{
    (void)state;

    assert_int_equal(shared_bands(version_of("Un puits", "## Été\n\n- à Mopti"),
                                  version_of("UN PUITS", "ete : a mopti")),
                     SHINGLES_BANDS);
}

static void test_a_title_counts_once_wherever_it_stands(void **state)
{
    cJSON *within = cJSON_CreateObject(), *apart = version_of("Un puits", "");
    char text[512];
    (void)state;

    snprintf(text, sizeof text, "Un puits\n\n%s", parangon_json_text(apart, "text"));
    parangon_json_set_text(within, "text", text);
    assert_true(likeness_of(within, apart).resemblance >= 1);
}

static void test_other_texts_share_no_band(void **state)
{
    cJSON *other = cJSON_CreateObject();
    struct parangon_buf text = {0};
    (void)state;

    for (int i = 0; i < 60; i++)
        parangon_buf_printf(&text, "autre%c%c ", 'a' + i / 8, 'a' + i % 8);
    parangon_json_set_text(other, "text", text.data);
    parangon_buf_clear(&text);
    assert_int_equal(shared_bands(version_of("Un puits", ""), other), 0);
}

static void test_few_words_are_told_by_name_and_word_by_word(void **state)
{
    cJSON *few[3];
    uint64_t bands[SHINGLES_BANDS];
    struct likeness likeness;
    (void)state;

    for (size_t i = 0; i < 3; i++) {
        few[i] = cJSON_CreateObject();
        parangon_json_set_text(few[i], "text",
                               i < 2 ? "Un puits à Mopti" : "Un puits profond à Mopti");
    }
    assert_false(shingles_bands(few[0], bands));
    shingles_compare(few[0], few[1], &likeness);
    assert_true(shingles_are_one(&likeness, SHINGLES_SAME));
    assert_true(shingles_are_one(&likeness, SHINGLES_VERSIONS));
    assert_false(shingles_are_one(&likeness, SHINGLES_UNLIKE));
    shingles_compare(few[0], few[2], &likeness);
    assert_false(shingles_are_one(&likeness, SHINGLES_SAME));
    for (size_t i = 0; i < 3; i++)
        cJSON_Delete(few[i]);
}

static void test_empty_versions_are_like_nothing(void **state)
{
    struct likeness likeness = likeness_of(cJSON_CreateObject(), cJSON_CreateObject());
    (void)state;

    assert_false(shingles_are_one(&likeness, SHINGLES_SAME));
}

static struct likeness likeness_of_samples(const char *format, const char *name,
                                           const char *other_format, const char *other)
{
    struct run first = run_sample(format, name), second = run_sample(other_format, other);
    struct likeness likeness;

    assert_true(first.count > 0 && second.count > 0);
    shingles_compare(first.versions[0], second.versions[0], &likeness);
    run_clear(&first);
    run_clear(&second);
    return likeness;
}

static void test_samples_in_two_formats_are_one_and_others_are_not(void **state)
{
    static const char *const names[] = {"dechets", "fiche-brest", "fiche-nancy", "form-strasbourg",
                                        "water"};
    enum {
        COUNT = sizeof names / sizeof *names
    };
    (void)state;

    for (size_t i = 0; i < COUNT; i++) {
        for (size_t j = 0; j < COUNT; j++) {
            char docx[64], odt[64];

            snprintf(docx, sizeof docx, "%s.docx", names[i]);
            snprintf(odt, sizeof odt, "%s.odt", names[j]);
            struct likeness likeness = likeness_of_samples("docx", docx, "odt", odt);
            assert_int_equal(shingles_are_one(&likeness, SHINGLES_SAME), i == j);
        }
    }
}

/* A form of 300 words, filled with a handful: the resemblance alone would take them for one. */
static void test_two_sheets_in_a_long_form_are_two(void **state)
{
    struct parangon_buf form = {0};
    struct likeness likeness;
    (void)state;

    for (int i = 0; i < 300; i++)
        parangon_buf_printf(&form, "consigne%c%c ", 'a' + i / 20, 'a' + i % 20);
    size_t len = form.len;
    cJSON *first = cJSON_CreateObject(), *second = cJSON_CreateObject();
    parangon_buf_puts(&form, "Nancy Kenitra 2019 eau");
    parangon_json_set_text(first, "text", form.data);
    form.data[form.len = len] = '\0';
    parangon_buf_puts(&form, "Nancy Farafangana 2021 école");
    parangon_json_set_text(second, "text", form.data);
    parangon_buf_clear(&form);
    likeness = likeness_of(first, second);
    assert_true(likeness.resemblance > 0.95);
    assert_false(shingles_are_one(&likeness, SHINGLES_UNLIKE));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bands_are_the_same_on_every_machine),
        cmocka_unit_test(test_layout_case_and_accents_change_nothing),
        cmocka_unit_test(test_a_title_counts_once_wherever_it_stands),
        cmocka_unit_test(test_other_texts_share_no_band),
        cmocka_unit_test(test_few_words_are_told_by_name_and_word_by_word),
        cmocka_unit_test(test_empty_versions_are_like_nothing),
        cmocka_unit_test(test_samples_in_two_formats_are_one_and_others_are_not),
        cmocka_unit_test(test_two_sheets_in_a_long_form_are_two),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
