/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "readers/reader.h"

#include "parangon/json.h"
#include "parangon/memory.h"
#include "parangon/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SOURCES PARANGON_SOURCE_DIR "/tests/data/sources/"

struct outcome {
    enum parangon_code code;
    struct parangon_error err;
    cJSON *version;
    size_t taken;
};

static enum parangon_code take(void *context, cJSON *version, size_t line,
                               struct parangon_error *err)
{
    struct outcome *outcome = context;

    (void)err;
    assert_int_equal(line, 0);
    cJSON_Delete(outcome->version);
    outcome->version = version;
    outcome->taken++;
    return PARANGON_OK;
}

static void reject(void *context, size_t line, const struct parangon_error *why)
{
    (void)context;
    fail_msg("%zu: %s", line, why->message);
}

static struct outcome read_bytes(const struct parangon_buf *bytes)
{
    struct outcome outcome = {.code = PARANGON_OK};
    struct reader_sink sink = {.context = &outcome, .take = take, .reject = reject};
    struct reader_source source = {.name = "folder/the name.pdf", .stream = tmpfile()};

    assert_non_null(source.stream);
    assert_int_equal(fwrite(parangon_buf_str(bytes), 1, bytes->len, source.stream), bytes->len);
    rewind(source.stream);
    outcome.code = reader_for(source.name)->read(&source, &sink, &outcome.err);
    fclose(source.stream);
    return outcome;
}

static struct parangon_buf load(const char *name)
{
    struct parangon_buf bytes = {0};
    char block[4096];
    char path[512];
    size_t len;

    snprintf(path, sizeof path, SOURCES "pdf/%s", name);
    FILE *stream = fopen(path, "rb");
    if (!stream)
        fail_msg("%s cannot be opened", path);
    while ((len = fread(block, 1, sizeof block, stream)) > 0)
        parangon_buf_add(&bytes, block, len);
    fclose(stream);
    return bytes;
}

static cJSON *read_file(const char *name)
{
    struct parangon_buf bytes = load(name);
    struct outcome outcome = read_bytes(&bytes);

    parangon_buf_clear(&bytes);
    if (outcome.code)
        fail_msg("%s: %s", name, outcome.err.message);
    assert_int_equal(outcome.taken, 1);
    return outcome.version;
}

static void assert_refused(const char *name, const char *message)
{
    struct parangon_buf bytes = load(name);
    struct outcome outcome = read_bytes(&bytes);

    parangon_buf_clear(&bytes);
    assert_int_equal(outcome.code, PARANGON_REJECTED);
    assert_string_equal(outcome.err.message, message);
    assert_int_equal(outcome.taken, 0);
}

static void assert_title(const char *name, const char *title)
{
    cJSON *version = read_file(name);

    assert_string_equal(parangon_json_text(version, "title"), title);
    /* What became the title stands in the text no more. */
    if (strstr(parangon_json_text(version, "text"), title))
        fail_msg("%s: the title is in the text", name);
    cJSON_Delete(version);
}

static void the_title_is_the_largest_type_when_the_data_name_a_file(void **state)
{
    (void)state;
    assert_title("fiche.pdf", "Fiche action");
    assert_title("project-sheet.pdf", "Project sheet");
    assert_title("rapport.pdf", "Quatre actions qui fleurissent hors des frontières");
    assert_title("bulletin.pdf",
                 "Deux fonds de soutien aux projets internationaux des écoles et des associations");
}

static void the_title_in_the_data_is_taken_when_the_text_bears_it_out(void **state)
{
    (void)state;
    assert_title("newsletter.pdf", "Cities abroad: three columns of news");
}

/* The rows of pdf.tsv: each sentence must stand in the text, on its page, under its heading. */

static size_t page_of(const char *text, const char *at)
{
    size_t page = 1;

    for (; text < at; text++)
        page += *text == '\f';
    return page;
}

static void assert_heading(const char *text, const char *at, const char *heading)
{
    const char *line = at;

    do {
        while (line > text && line[-1] != '\n')
            line--;
        line += strspn(line, "\f");
        if (*line == '#')
            break;
        while (line > text && line[-1] != '\n')
            line--;
        line -= line > text;
    } while (line > text);
    if (*line != '#')
        fail_msg("no heading above %.60s", at);
    line += strspn(line, "# ");
    assert_int_equal(strcspn(line, "\n"), strlen(heading));
    assert_memory_equal(line, heading, strlen(heading));
}

static void check_row(char *row)
{
    const char *file = strtok(row, "\t");
    const char *sentence = strtok(NULL, "\t");
    const char *kind = strtok(NULL, "\t");
    const char *value = strtok(NULL, "\t");
    cJSON *version = read_file(file);
    const char *text = parangon_json_text(version, "text");
    const char *at = strstr(text, sentence);

    if (!at)
        fail_msg("%s: not found: %s", file, sentence);
    if (strcmp(kind, "page") == 0)
        assert_int_equal(page_of(text, at), strtoul(value, NULL, 10));
    else if (strcmp(kind, "heading") == 0)
        assert_heading(text, at, value);
    cJSON_Delete(version);
}

static void sentences_are_found_whole_on_their_pages(void **state)
{
    FILE *rows = fopen(SOURCES "pdf.tsv", "r");
    char row[1024];
    size_t count = 0;

    (void)state;
    assert_non_null(rows);
    for (; fgets(row, sizeof row, rows); count++) {
        row[strcspn(row, "\n")] = '\0';
        check_row(row);
    }
    fclose(rows);
    assert_true(count > 10);
}

static void running_heads_and_page_numbers_are_left_out(void **state)
{
    static const char *const heads[][2] = {{"rapport.pdf", "Cahier n° 7"},
                                           {"rapport.pdf", "Action internationale\n"},
                                           {"bulletin.pdf", "Bulletin des relations"},
                                           {"bulletin.pdf", "Page 1"},
                                           {"newsletter.pdf", "file:"},
                                           {"project-sheet.pdf", "1/1"}};

    (void)state;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        cJSON *version = read_file(heads[i][0]);

        if (strstr(parangon_json_text(version, "text"), heads[i][1]))
            fail_msg("%s: %s", heads[i][0], heads[i][1]);
        cJSON_Delete(version);
    }
}

static void a_paragraph_stands_on_one_line(void **state)
{
    cJSON *version = read_file("rapport.pdf");
    const char *text = parangon_json_text(version, "text");

    (void)state;
    assert_non_null(
        strstr(text, "\n\nEn 1985, le conseil municipal de Rennes a voté une délibération qui "
                     "affecte un millième (1/1 000, soit 0,1 %) du budget de la ville aux "
                     "questions internationales. La règle s’appliquait toujours lors de l’étude "
                     "de 2021.\n\n"));
    assert_non_null(strstr(text, "\n- les moyens de cette politique sont sanctuarisés, et c’est "
                                 "ce que l’étude met en avant ;\n- leur montant"));
    cJSON_Delete(version);
}

static void assert_form(const cJSON *form, const char *label, const char *value)
{
    const char *given = parangon_json_text(form, label);

    if (!given)
        fail_msg("no label %s", label);
    assert_string_equal(given, value);
}

static void a_form_sheet_gives_its_labels(void **state)
{
    cJSON *version = read_file("fiche.pdf");
    const cJSON *form = cJSON_GetObjectItemCaseSensitive(version, "form");

    (void)state;
    assert_int_equal(cJSON_GetArraySize(form), 7);
    assert_form(form, "Intitulé du projet",
                "Accord de coopération eau et assainissement entre le Grand Nancy et Farafangana "
                "(Madagascar)");
    assert_form(form, "Budget", "1 250 000,50 €");
    assert_form(form, "Année de démarrage", "2019");
    assert_non_null(strstr(parangon_json_text(version, "text"), "\nBudget : 1 250 000,50 €\n"));
    cJSON_Delete(version);
}

static void a_form_stands_apart_from_the_table_above_it(void **state)
{
    cJSON *version = read_file("compte-rendu.pdf");
    const cJSON *form = cJSON_GetObjectItemCaseSensitive(version, "form");

    (void)state;
    assert_int_equal(cJSON_GetArraySize(form), 3);
    assert_form(form, "Pilote", "Ville de Rennes");
    assert_non_null(strstr(parangon_json_text(version, "text"),
                           "\n\nPoste | 2019 | 2020\nBourses | 12 000 | 9 500\nMissions | 3 400 | "
                           "150\n\n"));
    cJSON_Delete(version);
}

static void lines_set_apart_in_a_cell_are_several_values(void **state)
{
    cJSON *version = read_file("project-sheet.pdf");
    const cJSON *form = cJSON_GetObjectItemCaseSensitive(version, "form");
    const cJSON *partners = cJSON_GetObjectItemCaseSensitive(form, "Partners");

    (void)state;
    assert_int_equal(cJSON_GetArraySize(partners), 2);
    assert_string_equal(cJSON_GetArrayItem(partners, 1)->valuestring, "City of Yokosuka (Japan)");
    assert_form(form, "Status", "Under way");
    /* The other table is none of labels. */
    assert_null(cJSON_GetObjectItemCaseSensitive(form, "Staff sent"));
    cJSON_Delete(version);
}

static void fields_filled_in_on_the_screen_are_a_form(void **state)
{
    cJSON *version = read_file("formulaire.pdf");
    const cJSON *form = cJSON_GetObjectItemCaseSensitive(version, "form");

    (void)state;
    assert_form(form, "Collectivité", "Ville de Rennes");
    assert_form(form, "Année de début", "1985");
    assert_form(form, "cofinance", "x");
    cJSON_Delete(version);
}

static void what_has_no_text_to_read_is_refused(void **state)
{
    (void)state;
    assert_refused("scan.pdf", "a scan without text (2 pages): --ocr reads it where tesseract is "
                               "installed");
    assert_refused("locked.pdf", "protected by a password: save a copy without one");
}

static void a_scan_with_page_numbers_is_a_scan(void **state)
{
    static const char pdf[] =
        "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
        "2 0 obj\n<</Type/Pages/Kids[4 0 R]/Count 1>>\nendobj\n"
        "3 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\n"
        "4 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]/Contents 5 0 R"
        "/Resources<</Font<</F 3 0 R>>>>>>\nendobj\n"
        "5 0 obj\n<</Length 42>>\nstream\nBT /F 10 Tf 1 0 0 1 140 20 Tm (Page 1) Tj ET\n"
        "endstream\nendobj\ntrailer\n<</Root 1 0 R>>\n";
    struct parangon_buf bytes = {0};

    (void)state;
    parangon_buf_puts(&bytes, pdf);
    struct outcome outcome = read_bytes(&bytes);
    assert_int_equal(outcome.code, PARANGON_REJECTED);
    assert_string_equal(outcome.err.message, "a scan without text (1 page): --ocr reads it where "
                                             "tesseract is installed");
    parangon_buf_clear(&bytes);
}

static void assert_bytes_refused(const char *bytes, const char *message)
{
    struct parangon_buf buf = {0};

    parangon_buf_puts(&buf, bytes);
    struct outcome outcome = read_bytes(&buf);
    assert_int_equal(outcome.code, PARANGON_REJECTED);
    assert_string_equal(outcome.err.message, message);
    parangon_buf_clear(&buf);
}

static void what_is_no_pdf_is_refused(void **state)
{
    static const char message[] = "not a PDF, or a damaged one: open it and print it to a new PDF";

    (void)state;
    assert_bytes_refused("", "empty");
    assert_bytes_refused("Bonjour", message);
    assert_bytes_refused("%PDF-1.4\n%%EOF\n", message);
}

/* Damage */

/* Either a sound version or a message. */
static void read_damaged(const struct parangon_buf *bytes)
{
    struct outcome outcome = read_bytes(bytes);

    if (outcome.code == PARANGON_OK) {
        char *text = cJSON_PrintUnformatted(outcome.version);
        size_t replaced;

        assert_int_equal(outcome.taken, 1);
        free(parangon_text_mend(text, strlen(text), &replaced));
        assert_int_equal(replaced, 0);
        cJSON_free(text);
    } else {
        assert_int_equal(outcome.code, PARANGON_REJECTED);
        assert_true(strlen(outcome.err.message) > 0);
    }
    cJSON_Delete(outcome.version);
}

static const char *const samples[] = {"bulletin.pdf",      "compte-rendu.pdf", "fiche.pdf",
                                      "formulaire.pdf",    "locked.pdf",       "newsletter.pdf",
                                      "project-sheet.pdf", "rapport.pdf",      "scan.pdf"};

static void truncated_files_do_no_harm(void **state)
{
    enum {
        PLACES = 20
    };

    (void)state;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        struct parangon_buf bytes = load(samples[i]);
        size_t len = bytes.len;

        for (size_t place = 0; place < PLACES; place++) {
            bytes.len = len * place / PLACES + place;
            read_damaged(&bytes);
        }
        parangon_buf_clear(&bytes);
    }
}

static void flipped_bytes_do_no_harm(void **state)
{
    enum {
        ROUNDS = 25,
        FLIPS = 4
    };
    uint32_t random = 1;

    (void)state;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        struct parangon_buf whole = load(samples[i]);

        for (size_t round = 0; round < ROUNDS; round++) {
            struct parangon_buf bytes = {0};

            parangon_buf_add(&bytes, whole.data, whole.len);
            for (size_t flip = 0; flip < FLIPS; flip++) {
                random = random * 1664525 + 1013904223;
                bytes.data[random % bytes.len] ^= (char)(1 + (random >> 16) % 255);
            }
            read_damaged(&bytes);
            parangon_buf_clear(&bytes);
        }
        parangon_buf_clear(&whole);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_title_is_the_largest_type_when_the_data_name_a_file),
        cmocka_unit_test(the_title_in_the_data_is_taken_when_the_text_bears_it_out),
        cmocka_unit_test(sentences_are_found_whole_on_their_pages),
        cmocka_unit_test(running_heads_and_page_numbers_are_left_out),
        cmocka_unit_test(a_paragraph_stands_on_one_line),
        cmocka_unit_test(a_form_sheet_gives_its_labels),
        cmocka_unit_test(a_form_stands_apart_from_the_table_above_it),
        cmocka_unit_test(lines_set_apart_in_a_cell_are_several_values),
        cmocka_unit_test(fields_filled_in_on_the_screen_are_a_form),
        cmocka_unit_test(what_has_no_text_to_read_is_refused),
        cmocka_unit_test(a_scan_with_page_numbers_is_a_scan),
        cmocka_unit_test(what_is_no_pdf_is_refused),
        cmocka_unit_test(truncated_files_do_no_harm),
        cmocka_unit_test(flipped_bytes_do_no_harm),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
