/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Documents that office programs wrote, whole and damaged. */
#include "office_made.h"

#include "parangon/text.h"

#include <stdlib.h>
#include <string.h>

static const char *const formats[] = {"docx", "odt", "pptx", "odp"};

static void sample_path(char path[1024], const char *format, const char *file)
{
    const char *folder = getenv("PARANGON_TEST_DATA");

    snprintf(path, 1024, "%s/sources/%s%s%s", folder ? folder : "tests/data", format,
             *file ? "/" : "", file);
}

static FILE *open_sample(const char *format, const char *file)
{
    char path[1024];

    sample_path(path, format, file);
    FILE *stream = fopen(path, "rb");
    if (!stream)
        fail_msg("%s: cannot be opened: run in the root of the tree", path);
    return stream;
}

/* Calls `each` with the columns of each row of FORMAT.tsv. */
typedef void row_fn(const char *format, char *const column[4]);

static size_t each_row(const char *format, row_fn *each)
{
    char name[32], line[2048];
    size_t count = 0;

    snprintf(name, sizeof name, "%s.tsv", format);
    FILE *table = open_sample(name, "");
    while (fgets(line, sizeof line, table)) {
        char *column[4], *rest = line;

        line[strcspn(line, "\n")] = '\0';
        for (int i = 0; i < 4; i++) {
            column[i] = rest;
            rest += strcspn(rest, "\t");
            if (*rest)
                *rest++ = '\0';
        }
        each(format, column);
        count++;
    }
    fclose(table);
    return count;
}

/* The last heading above `sentence`, as long as it takes. */
static void assert_heading(const char *text, const char *sentence, const char *heading)
{
    const char *found = NULL;

    for (const char *at = text; at < sentence; at++) {
        if ((at == text || at[-1] == '\n') && *at == '#')
            found = at + strspn(at, "# ");
    }
    assert_non_null(found);
    size_t len = strcspn(found, "\n");
    if (len != strlen(heading) || strncmp(found, heading, len) != 0)
        fail_msg("under \"%.*s\" instead of \"%s\"", (int)len, found, heading);
}

static void assert_found(const char *format, char *const column[4])
{
    struct read_document read = read_document(column[0], open_sample(format, column[0]));

    if (read.code != PARANGON_OK)
        fail_msg("%s: %s", column[0], read.err.message);
    const char *text = parangon_json_text(read.version, "text");
    const char *sentence = strstr(text, column[1]);
    if (!sentence)
        fail_msg("%s: not found: %s", column[0], column[1]);
    if (strcmp(column[2], "heading") == 0)
        assert_heading(text, sentence, column[3]);
    else
        assert_string_equal(column[2], "-");
    cJSON_Delete(read.version);
}

static void each_sample_is_found_by_a_sentence_under_its_heading(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        assert_true(each_row(formats[i], assert_found) >= 3);
}

static void assert_fields(const char *format, const char *file, const char *budget,
                          const char *year, const char *partners, const char *title)
{
    struct read_document read = read_document(file, open_sample(format, file));
    const cJSON *form = cJSON_GetObjectItemCaseSensitive(read.version, "form");
    const char *years[] = {"Année", "Année de démarrage", "Year"};
    const char *titles[] = {"Intitulé", "Intitulé du projet", "Title"};
    bool english = cJSON_HasObjectItem(form, "Partners");
    int at = english ? 2 : cJSON_HasObjectItem(form, titles[1]) ? 1 : 0;

    assert_int_equal(read.code, PARANGON_OK);
    assert_member(form, "Budget", budget);
    assert_member(form, english ? "Partners" : "Partenaires", partners);
    assert_member(form, titles[at], title);
    assert_member(form, cJSON_HasObjectItem(form, years[1]) ? years[1] : years[english ? 2 : 0],
                  year);
    cJSON_Delete(read.version);
}

static void forms_give_budget_year_partners_and_title(void **state)
{
    static const char nancy[] = "Programme de coopération Nancy – Antananarivo pour l’eau";
    static const char brest[] =
        "Brest, Kiel et Yokosuka : des échanges entre agents exerçant le même métier";
    static const char strasbourg[] = "Street food and city diplomacy: Strasbourg and Kagoshima";

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        char file[32];

        snprintf(file, sizeof file, "fiche-nancy.%s", formats[i]);
        assert_fields(formats[i], file, "1 250 000,50 €", "2021",
                      "[\"Ville d’Antananarivo\",\"Agence de l’eau Rhin-Meuse\"]", nancy);
        snprintf(file, sizeof file, "fiche-brest.%s", formats[i]);
        assert_fields(formats[i], file, "45\u00A0000\u00A0€", "2019",
                      "[\"Kiel (Allemagne)\",\"Yokosuka (Japon)\"]", brest);
        snprintf(file, sizeof file, "form-strasbourg.%s", formats[i]);
        assert_fields(formats[i], file, "12,500 euros", "2018",
                      "[\"Kagoshima City Hall\",\"University of Strasbourg\"]", strasbourg);
    }
}

/* Damage */

static void assert_sound(const cJSON *item)
{
    if (cJSON_IsString(item)) {
        size_t replaced;

        free(parangon_text_mend(item->valuestring, strlen(item->valuestring), &replaced));
        assert_int_equal(replaced, 0);
    }
    for (const cJSON *child = item->child; child; child = child->next)
        assert_sound(child);
}

/* Either a version in sound UTF-8 with a text, or a message. */
static void survive(const char *name, const char *bytes, size_t len)
{
    FILE *stream = tmpfile();

    assert_non_null(stream);
    assert_int_equal(fwrite(bytes, 1, len, stream), len);
    rewind(stream);
    struct read_document read = read_document(name, stream);
    if (read.code == PARANGON_OK) {
        assert_int_equal(read.count, 1);
        assert_true(strlen(parangon_json_text(read.version, "text")) > 0);
        assert_sound(read.version);
    } else {
        assert_int_equal(read.code, PARANGON_REJECTED);
        assert_true(strlen(read.err.message) > 0);
    }
    cJSON_Delete(read.version);
}

static void read_all(FILE *stream, struct parangon_buf *bytes)
{
    int byte;

    while ((byte = getc(stream)) != EOF)
        parangon_buf_putc(bytes, (char)byte);
    fclose(stream);
}

/* Twenty lengths, and a hundred places by a linear congruential generator. */
static void damage(const char *format, char *const column[4])
{
    struct parangon_buf bytes = {0};
    unsigned random = 20210216;

    read_all(open_sample(format, column[0]), &bytes);
    for (size_t i = 0; i < 20; i++)
        survive(column[0], bytes.data, bytes.len * i / 20);
    for (size_t i = 0; i < 100; i++) {
        random = random * 1664525 + 1013904223;
        size_t at = random % bytes.len;
        char before = bytes.data[at];

        bytes.data[at] = (char)(before ^ (1 << (random >> 29)));
        survive(column[0], bytes.data, bytes.len);
        bytes.data[at] = before;
    }
    parangon_buf_clear(&bytes);
}

static void damaged_files_give_versions_or_messages(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        each_row(formats[i], damage);
}

/* The sum of a zip hides what flips do to the XML inside: a docx is made again of damaged XML. */
static void damaged_xml_gives_versions_or_messages(void **state)
{
    static const char *const bodies[] = {
        "<w:p><w:pPr><w:pStyle w:val='T'/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>Un :</w:t></w:r>"
        "<w:r><w:t> deux</w:t></w:r></w:p>",
        "<w:tbl><w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr><w:tc><w:tcPr><w:gridSpan "
        "w:val='2'/>"
        "<w:vMerge/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>"
        "</w:tbl>",
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:t>c</w:t></w:r><w:r><w:fldChar "
        "w:fldCharType='end'/></w:r><w:sdt><w:sdtPr><w14:checkbox/></w:sdtPr><w:sdtContent><w:r>"
        "<w:t>x</w:t></w:r></w:sdtContent></w:sdt></w:p>",
    };
    unsigned random = 2021;

    (void)state;
    for (int i = 0; i < 600; i++) {
        struct parangon_buf body = {0};

        for (int k = 0; k < 3; k++)
            parangon_buf_puts(&body, bodies[(random >> (8 * k)) % 3]);
        for (int k = 0; k < i % 4; k++) {
            random = random * 1664525 + 1013904223;
            body.data[random % body.len] = "<>/wtpr'b &;\x80"[(random >> 24) % 13];
        }
        random = random * 1664525 + 1013904223;
        struct read_document read = read_document("a.docx", docx_made(body.data, NULL, NULL));
        if (read.code == PARANGON_OK)
            assert_sound(read.version);
        else
            assert_int_equal(read.code, PARANGON_REJECTED);
        cJSON_Delete(read.version);
        parangon_buf_clear(&body);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_sample_is_found_by_a_sentence_under_its_heading),
        cmocka_unit_test(forms_give_budget_year_partners_and_title),
        cmocka_unit_test(damaged_files_give_versions_or_messages),
        cmocka_unit_test(damaged_xml_gives_versions_or_messages),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
