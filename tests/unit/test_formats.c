/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How formats are told: tests/cases/formats.tsv, and packages made here. */
#include "readers/formats.h"

#include "zip_made.h"

#include "parangon/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A table of all signatures that does not depend on which readers there are. */
#define FAKE(symbol, title, ...)                                                                   \
    static const char *const symbol##_extensions[] = {__VA_ARGS__, NULL};                          \
    static const struct reader symbol = {title, symbol##_extensions, NULL};

FAKE(fake_markdown, "markdown", "md")
FAKE(fake_json, "json", "json")
FAKE(fake_jsonl, "jsonl", "jsonl")
FAKE(fake_text, "text", "txt")
FAKE(fake_pdf, "pdf", "pdf")
FAKE(fake_html, "html", "html", "htm")
FAKE(fake_eml, "eml", "eml")
FAKE(fake_epub, "epub", "epub")
FAKE(fake_docx, "docx", "docx")
FAKE(fake_xlsx, "xlsx", "xlsx")
FAKE(fake_pptx, "pptx", "pptx")
FAKE(fake_odt, "odt", "odt")
FAKE(fake_ods, "ods", "ods")
FAKE(fake_odp, "odp", "odp")
FAKE(fake_csv, "csv", "csv")
FAKE(fake_tsv, "tsv", "tsv")
FAKE(fake_doc, "doc", "doc")
FAKE(fake_xls, "xls", "xls")
FAKE(fake_ppt, "ppt", "ppt")
FAKE(fake_rtf, "rtf", "rtf")
FAKE(fake_archive, "archive", "zip", "gz")

static const struct format rows[] = {
    {.reader = &fake_markdown},
    {.reader = &fake_json},
    {.reader = &fake_jsonl},
    {.reader = &fake_text},
    {.reader = &fake_pdf, .signature = signature_pdf},
    {.reader = &fake_html, .signature = signature_html},
    {.reader = &fake_eml, .signature = signature_eml},
    {.reader = &fake_epub, .signature = signature_epub},
    {.reader = &fake_docx, .signature = signature_docx},
    {.reader = &fake_xlsx, .signature = signature_xlsx},
    {.reader = &fake_pptx, .signature = signature_pptx},
    {.reader = &fake_odt, .signature = signature_odt},
    {.reader = &fake_ods, .signature = signature_ods},
    {.reader = &fake_odp, .signature = signature_odp},
    {.reader = &fake_csv, .signature = signature_csv},
    {.reader = &fake_tsv, .signature = signature_tsv},
    {.reader = &fake_doc, .signature = signature_doc},
    {.reader = &fake_xls, .signature = signature_xls},
    {.reader = &fake_ppt, .signature = signature_ppt},
    {.reader = &fake_rtf, .signature = signature_rtf},
    {.reader = &fake_archive, .signature = signature_archive, .holds_files = true},
};
static const struct formats fakes = {rows, sizeof rows / sizeof *rows};

static const char *told(const char *name, const void *bytes, size_t len, bool named)
{
    FILE *stream = tmpfile();

    assert_non_null(stream);
    assert_int_equal(fwrite(bytes, 1, len, stream), len);
    const struct format *format = format_of(&fakes, name, stream, named);
    assert_int_equal(ftello(stream), 0);
    fclose(stream);
    return format ? format->reader->name : "-";
}

/* ---- Cases of the file ---- */

/* Escapes become bytes, in place. */
static size_t unescape(char *text)
{
    char *to = text, hex[3] = "";

    for (const char *from = text; *from; from++) {
        if (*from != '\\') {
            *to++ = *from;
            continue;
        }
        switch (*++from) {
        case 'n': *to++ = '\n'; break;
        case 't': *to++ = '\t'; break;
        case 'r': *to++ = '\r'; break;
        case '0': *to++ = '\0'; break;
        case '\\': *to++ = '\\'; break;
        case 'x':
            memcpy(hex, from + 1, 2);
            *to++ = (char)strtol(hex, NULL, 16);
            from += 2;
            break;
        default: fail_msg("an escape that is none: %s", from);
        }
    }
    return (size_t)(to - text);
}

static void check_case(char *line)
{
    char *rest = line, *name = strsep(&rest, "\t"), *bytes = strsep(&rest, "\t");
    const char *how = strsep(&rest, "\t"), *expected = rest;

    if (!expected)
        fail_msg("%s: four columns are expected", name);
    char *shown = parangon_strdup(bytes);
    const char *format = told(name, bytes, unescape(bytes), strcmp(how, "named") == 0);
    if (strcmp(format, expected) != 0)
        fail_msg("%s of \"%s\", %s, is told to be %s, not %s", name, shown, how, format, expected);
    free(shown);
}

static void the_cases_of_the_file_are_told(void **state)
{
    FILE *cases = fopen(PARANGON_SOURCE_DIR "/tests/cases/formats.tsv", "r");
    char line[1000];
    size_t count = 0;

    (void)state;
    assert_non_null(cases);
    while (fgets(line, sizeof line, cases)) {
        line[strcspn(line, "\n")] = '\0';
        if (*line && *line != '#') {
            check_case(line);
            count++;
        }
    }
    fclose(cases);
    assert_in_range(count, 40, 1000);
}

/* ---- Packages ---- */

/* The name of the format of a zip of these entries, each with a text. */
static const char *told_zip(const char *name, const char *const *entries)
{
    struct zip_made zip = zip_begin();

    archive_write_zip_set_compression_store(zip.archive);
    for (; *entries; entries += 2)
        zip_add_text(&zip, entries[0], entries[1]);
    FILE *stream = zip_end(&zip);
    const struct format *format = format_of(&fakes, name, stream, false);
    fclose(stream);
    return format ? format->reader->name : "-";
}

#define TOLD_ZIP(name, ...) told_zip(name, (const char *const[]){__VA_ARGS__, NULL})

static void packages_are_told_by_what_is_in_them(void **state)
{
    (void)state;
    assert_string_equal(TOLD_ZIP("a.txt", "[Content_Types].xml", "", "word/document.xml", ""),
                        "docx");
    assert_string_equal(TOLD_ZIP("a", "xl/workbook.xml", "", "[Content_Types].xml", ""), "xlsx");
    assert_string_equal(
        TOLD_ZIP("a.zip", "_rels/.rels", "", "[Content_Types].xml", "", "ppt/presentation.xml", ""),
        "pptx");
    assert_string_equal(
        TOLD_ZIP("a", "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", ""),
        "odt");
    assert_string_equal(
        TOLD_ZIP("a", "mimetype", "application/vnd.oasis.opendocument.spreadsheet-template"),
        "ods");
    assert_string_equal(
        TOLD_ZIP("a", "mimetype", "application/vnd.oasis.opendocument.presentation"), "odp");
    assert_string_equal(TOLD_ZIP("a.zip", "mimetype", "application/epub+zip"), "epub");
    assert_string_equal(TOLD_ZIP("a", "META-INF/container.xml", "", "mimetype", ""), "epub");
}

static void other_zips_are_archives(void **state)
{
    (void)state;
    assert_string_equal(TOLD_ZIP("a.zip", "word/lettre.md", "Un texte"), "archive");
    assert_string_equal(TOLD_ZIP("a.docx", "word/lettre.md", "Un texte"), "archive");
    assert_string_equal(TOLD_ZIP("a.zip", "mimetype.md", "application/epub+zip"), "archive");
    assert_string_equal(TOLD_ZIP("a.apk", "classes.dex", ""), "-");
    /* A drawing is no archive, though it is a zip. */
    assert_string_equal(TOLD_ZIP("a.vsdx", "[Content_Types].xml", "", "visio/document.xml", ""),
                        "-");
    assert_string_equal(
        TOLD_ZIP("a.odg", "mimetype", "application/vnd.oasis.opendocument.graphics"), "-");
}

/* An OLE2 container with one stream of this name: a header, and a directory behind it. */
static const char *told_ole(const char *name, const char *stream_name)
{
    unsigned char bytes[2048] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

    bytes[30] = 9;
    bytes[48] = 1;
    for (size_t i = 0; stream_name[i]; i++)
        bytes[1024 + 128 + 2 * i] = (unsigned char)stream_name[i];
    return told(name, bytes, sizeof bytes, false);
}

static void containers_of_older_programs_are_told_by_their_streams(void **state)
{
    (void)state;
    assert_string_equal(told_ole("a", "WordDocument"), "doc");
    assert_string_equal(told_ole("a.txt", "Workbook"), "xls");
    assert_string_equal(told_ole("a.doc", "Book"), "xls");
    assert_string_equal(told_ole("a", "PowerPoint Document"), "ppt");
    assert_string_equal(told_ole("a", "WordDocumentX"), "-");
    assert_string_equal(told_ole("a.doc", "Something"), "doc");
}

static char *read_sample(const char *path, size_t *len)
{
    struct parangon_buf bytes = {0};
    FILE *stream = fopen(path, "rb");
    int byte;

    assert_non_null(stream);
    while ((byte = getc(stream)) != EOF)
        parangon_buf_putc(&bytes, (char)byte);
    fclose(stream);
    *len = bytes.len;
    return parangon_buf_take(&bytes);
}

/* A document cut short is still one, and its own reader says what is wrong with it. */
static void damage_is_survived(void **state)
{
    static const char sample[] = PARANGON_SOURCE_DIR "/tests/data/sources/docx/fiche-nancy.docx";
    size_t len;

    (void)state;
    char *bytes = read_sample(sample, &len);
    for (size_t cut = 0; cut < len; cut += len / 50 + 1)
        told("a", bytes, cut, true);
    assert_string_equal(told("a.docx", bytes, len / 2, false), "docx");
    for (size_t at = 0; at < 300; at++) {
        size_t place = at * 7919 % len;

        bytes[place] = (char)(bytes[place] ^ (1 << at % 8));
        told("a", bytes, len, true);
    }
    free(bytes);
}

static void every_format_has_a_name_of_its_own(void **state)
{
    (void)state;
    for (size_t i = 0; i < formats.count; i++) {
        const struct format *row = &formats.rows[i];

        assert_ptr_equal(format_named(&formats, row->reader->name), row);
        assert_true(row->way == FORMAT_CONVERTED ? row->converted_to && row->known_as
                                                 : !row->converted_to);
        for (const char *const *ending = row->reader->extensions; *ending; ending++) {
            char name[40];

            snprintf(name, sizeof name, "a.%s", *ending);
            assert_ptr_equal(reader_for(name), row->reader);
        }
    }
    assert_null(format_named(&formats, "no format"));
}

static void messages_and_archives_have_members(void **state)
{
    (void)state;
    for (size_t i = 0; i < formats.count; i++) {
        const char *name = formats.rows[i].reader->name;

        assert_int_equal(formats.rows[i].has_members,
                         strcmp(name, "eml") == 0 || strcmp(name, "archive") == 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_cases_of_the_file_are_told),
        cmocka_unit_test(packages_are_told_by_what_is_in_them),
        cmocka_unit_test(other_zips_are_archives),
        cmocka_unit_test(containers_of_older_programs_are_told_by_their_streams),
        cmocka_unit_test(damage_is_survived),
        cmocka_unit_test(every_format_has_a_name_of_its_own),
        cmocka_unit_test(messages_and_archives_have_members),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
