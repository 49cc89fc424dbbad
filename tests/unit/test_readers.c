/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "readers/reader.h"

#include "parangon/json.h"
#include "parangon/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* What a reader gave, one line for each version and each part left out. */
struct outcome {
    struct parangon_buf log;
    enum parangon_code code;
    struct parangon_error err;
    cJSON *last; /* version */
    size_t stop_after;
    size_t taken;
};

static enum parangon_code take(void *context, cJSON *version, size_t line,
                               struct parangon_error *err)
{
    struct outcome *outcome = context;
    char *text = cJSON_PrintUnformatted(version);

    parangon_buf_printf(&outcome->log, "%zu %s\n", line, text);
    cJSON_free(text);
    cJSON_Delete(outcome->last);
    outcome->last = version;
    if (++outcome->taken == outcome->stop_after)
        return parangon_error_set(err, PARANGON_SYSTEM, "disk full");
    return PARANGON_OK;
}

static void reject(void *context, size_t line, const struct parangon_error *why)
{
    struct outcome *outcome = context;

    assert_int_equal(why->code, PARANGON_REJECTED);
    parangon_buf_printf(&outcome->log, "%zu rejected: %s\n", line, why->message);
}

static void read_stream(struct outcome *outcome, const char *name, FILE *stream)
{
    const struct reader *reader = reader_for(name);
    struct reader_source source = {.name = name, .stream = stream};
    struct reader_sink sink = {.context = outcome, .take = take, .reject = reject};

    assert_non_null(reader);
    outcome->code = reader->read(&source, &sink, &outcome->err);
}

static struct outcome read_bytes(const char *name, const char *bytes, size_t len)
{
    struct outcome outcome = {.code = PARANGON_OK};
    FILE *stream = tmpfile();

    assert_non_null(stream);
    assert_int_equal(fwrite(bytes, 1, len, stream), len);
    rewind(stream);
    read_stream(&outcome, name, stream);
    fclose(stream);
    return outcome;
}

static void clear(struct outcome *outcome)
{
    parangon_buf_clear(&outcome->log);
    cJSON_Delete(outcome->last);
}

static void assert_gives(const char *name, const char *text, const char *log)
{
    struct outcome outcome = read_bytes(name, text, strlen(text));

    if (outcome.code)
        fail_msg("%s: %s", name, outcome.err.message);
    assert_string_equal(parangon_buf_str(&outcome.log), log);
    clear(&outcome);
}

static void assert_fails_bytes(const char *name, const char *bytes, size_t len, const char *message)
{
    struct outcome outcome = read_bytes(name, bytes, len);

    assert_int_equal(outcome.code, PARANGON_REJECTED);
    assert_string_equal(outcome.err.message, message);
    assert_string_equal(parangon_buf_str(&outcome.log), "");
    clear(&outcome);
}

static void assert_fails(const char *name, const char *text, const char *message)
{
    assert_fails_bytes(name, text, strlen(text), message);
}

/* The table */

static void the_extension_tells_the_reader(void **state)
{
    (void)state;
    assert_ptr_equal(reader_for("a/b.c/nancy.fr.md"), &reader_markdown);
    assert_ptr_equal(reader_for("NANCY.MD"), &reader_markdown);
    assert_ptr_equal(reader_for("a.json"), &reader_json);
    assert_ptr_equal(reader_for("a.JsonL"), &reader_jsonl);
    assert_ptr_equal(reader_for("a.txt"), &reader_text);
    assert_ptr_equal(reader_for("a.CSV"), &reader_csv);
    assert_ptr_equal(reader_for("a.tsv"), &reader_csv);
    assert_ptr_equal(reader_for("a.xlsx"), &reader_xlsx);
    assert_ptr_equal(reader_for("a.ods"), &reader_ods);
    assert_null(reader_for("a.xyz"));
    assert_null(reader_for("md"));
    assert_null(reader_for("folder.md/file"));
    assert_null(reader_for("folder/.md"));
}

/* JSON */

static void a_json_object_is_one_version(void **state)
{
    (void)state;
    assert_gives("a.json", "\xEF\xBB\xBF{\"id\":\"a\"}\r\n", "1 {\"id\":\"a\"}\n");
}

static void a_json_list_gives_versions_with_their_lines(void **state)
{
    (void)state;
    assert_gives("a.json", "[\n {\"a\":\"],{\\\"\"},\n\n {\"b\":[1,\n2]}, 3,\n[[]],{\"c\":1}]",
                 "2 {\"a\":\"],{\\\"\"}\n4 {\"b\":[1,2]}\n"
                 "5 rejected: an object is expected in the list\n"
                 "6 rejected: an object is expected in the list\n6 {\"c\":1}\n");
    assert_gives("a.json", "[]", "");
}

static void bad_json_is_rejected_with_its_line(void **state)
{
    (void)state;
    assert_fails("a.json", "[{\"a\":1},\n{\"a\":1,\"a\":2}]",
                 "line 2: column 8: a key stands twice: \"a\"");
    assert_fails("a.json", "\"text\"", "line 1: an object, or a list of objects, is expected");
    assert_fails("a.json", "", "line 1: column 1: there is no value");
    assert_fails_bytes("a.json", "{\"a\":\0 1}", 9, "line 1: column 6: a value is expected");
}

/* JSON lines */

static void a_list_is_cut_as_strictly_as_it_would_be_parsed(void **state)
{
    static const char *const cases[][2] = {
        {"[{\"a\":1} {\"b\":1}]", "line 1: column 10: text after the end of the value"},
        {"[{\"a\":1},\n ]", "line 2: column 2: a value is expected"},
        {"[,{\"a\":1}]", "line 1: column 2: a value is expected"},
        {"[{\"a\":1}] x", "line 1: column 11: text after the end of the value"},
        {"[{\"a\":1},\n\n {\"b\":[1}]", "line 3: column 9: a comma or ] is expected"},
        {"[{\"a\":1]", "line 1: column 8: a comma or } is expected"},
        {"[{\"a\":1}", "the text ends too early"},
        {"[{\"a\":1},", "the text ends too early"},
        {"[{\"a\":\"]", "a string is not closed"},
        {"[\n{\"a\":\n01}]", "line 3: column 2: a number begins with 0"},
        {"[}", "line 1: column 2: a value is expected"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct outcome outcome = read_bytes("a.json", cases[i][0], strlen(cases[i][0]));

        assert_int_equal(outcome.code, PARANGON_REJECTED);
        if (!strstr(outcome.err.message, cases[i][1]))
            fail_msg("of %s: \"%s\"", cases[i][0], outcome.err.message);
        assert_string_equal(parangon_buf_str(&outcome.log), "");
        clear(&outcome);
    }
}

static void a_list_may_be_nested_as_deep_as_any_value(void **state)
{
    for (int depth = 62; depth <= 63; depth++) {
        struct parangon_buf text = {0};

        (void)state;
        parangon_buf_puts(&text, "[{\"a\":");
        for (int i = 0; i < depth; i++)
            parangon_buf_putc(&text, '[');
        for (int i = 0; i < depth; i++)
            parangon_buf_putc(&text, ']');
        parangon_buf_puts(&text, "}]");
        struct outcome outcome = read_bytes("a.json", text.data, text.len);
        assert_int_equal(outcome.code, depth == 62 ? PARANGON_OK : PARANGON_REJECTED);
        clear(&outcome);
        parangon_buf_clear(&text);
    }
}

static void each_line_of_jsonl_stands_alone(void **state)
{
    (void)state;
    assert_gives(
        "a.jsonl",
        "\xEF\xBB\xBF{\"a\":1}\r\n\r\n \nfoo\n[1]\n{\"a\":1,\"a\":2}\n{\"b\":\"\xE9\"}\n{\"c\":1}",
        "1 {\"a\":1}\n4 rejected: column 1: a value is expected\n"
        "5 rejected: an object is expected\n"
        "6 rejected: column 8: a key stands twice: \"a\"\n"
        "7 rejected: column 7: malformed UTF-8\n8 {\"c\":1}\n");
    assert_gives("a.jsonl", "", "");
}

static void a_line_of_jsonl_that_is_too_long_is_skipped(void **state)
{
    struct outcome outcome = {.code = PARANGON_OK};
    FILE *stream = tmpfile();

    (void)state;
    assert_non_null(stream);
    fputs("{\"a\":1}\n{\"b\":\"", stream);
    for (size_t i = 0; i < (size_t)20 << 20; i++)
        putc('x', stream);
    fputs("\"}\n{\"c\":1}\n", stream);
    rewind(stream);
    read_stream(&outcome, "a.jsonl", stream);
    fclose(stream);
    assert_int_equal(outcome.code, PARANGON_OK);
    assert_string_equal(outcome.log.data,
                        "1 {\"a\":1}\n2 rejected: longer than 16 MiB, the most a line may have\n"
                        "3 {\"c\":1}\n");
    clear(&outcome);
}

static void a_sink_that_fails_ends_the_reading(void **state)
{
    struct outcome outcome = {.stop_after = 2};
    FILE *stream = tmpfile();

    (void)state;
    assert_non_null(stream);
    fputs("{\"a\":1}\n{\"b\":1}\n{\"c\":1}\n", stream);
    rewind(stream);
    read_stream(&outcome, "a.jsonl", stream);
    fclose(stream);
    assert_int_equal(outcome.code, PARANGON_SYSTEM);
    assert_string_equal(outcome.err.message, "disk full");
    assert_int_equal(outcome.taken, 2);
    clear(&outcome);
}

/* Markdown */

static void front_matter_becomes_fields_and_the_body_text(void **state)
{
    (void)state;
    assert_gives(
        "a.md",
        "---\ntitle: Eau à Farafangana # note\nthemes: [eau, 1 %]\nlead: epci:245400676\n"
        "partners:\n  - {name: Farafangana, country: MG}\nsummary: >-\n  Une\n  ligne\n---\n"
        "\nUn texte.\n\n# Un titre\n\n",
        "0 {\"title\":\"Eau à Farafangana\",\"themes\":[\"eau\",\"1 %\"],"
        "\"lead\":\"epci:245400676\",\"partners\":[{\"name\":\"Farafangana\","
        "\"country\":\"MG\"}],\"summary\":\"Une ligne\","
        "\"text\":\"Un texte.\\n\\n# Un titre\"}\n");
}

static void plain_scalars_follow_the_core_schema(void **state)
{
    (void)state;
    assert_gives("a.md",
                 "---\na: [~, null, NULL, '']\nb: [true, False, yes, on]\nc: [12, -3, 0x1F, 0o17]\n"
                 "d: [1.5, -.5, 2., 1e3, 1e, 1_000, .]\ne: ['12', \"true\", 2021-05-01, 12:30]\n"
                 "f: [12345678901234567890, !!str 12, !!int \"3\", !!float 4]\ng:\n---\n",
                 "0 {\"a\":[null,null,null,\"\"],\"b\":[true,false,\"yes\",\"on\"],"
                 "\"c\":[12,-3,31,15],\"d\":[1.5,-0.5,2,1000,\"1e\",\"1_000\",\".\"],"
                 "\"e\":[\"12\",\"true\",\"2021-05-01\",\"12:30\"],"
                 "\"f\":[\"12345678901234567890\",\"12\",3,4],\"g\":null}\n");
}

static void line_ends_and_byte_order_mark_do_not_matter(void **state)
{
    (void)state;
    assert_gives("a.md", "\xEF\xBB\xBF---\r\ntitle: T\r\n---\r\nUn\r\n\r\nDeux\r\n",
                 "0 {\"title\":\"T\",\"text\":\"Un\\n\\nDeux\"}\n");
    assert_gives("a.md", "---\ntitle: T\n---", "0 {\"title\":\"T\"}\n");
    assert_gives("a.md", "---\n---\nUn", "0 {\"text\":\"Un\"}\n");
}

static void the_first_heading_is_the_title_without_front_matter(void **state)
{
    (void)state;
    assert_gives("a.md", "# Un titre #\n\nUn texte.\n# Deux\n",
                 "0 {\"title\":\"Un titre\",\"text\":\"Un texte.\\n# Deux\"}\n");
    assert_gives(
        "a.md", "Avant.\n\n```\n# code\n```\n\n# Titre\nAprès.\n",
        "0 {\"title\":\"Titre\",\"text\":\"Avant.\\n\\n```\\n# code\\n```\\n\\nAprès.\"}\n");
    assert_gives("a.md", "## Section\n#mot\nTexte.\n",
                 "0 {\"text\":\"## Section\\n#mot\\nTexte.\"}\n");
}

static void front_matter_never_closed_is_rejected(void **state)
{
    (void)state;
    assert_fails("a.md", "---\ntitle: T\n\nUn texte.\n",
                 "line 1: the front matter opened by --- is never closed by ---");
}

static void bad_front_matter_is_rejected_with_its_line(void **state)
{
    (void)state;
    assert_fails("a.md", "---\na: 1\nb: 2\na: 3\n---\n", "line 4: column 1: a key stands twice");
    assert_fails("a.md", "---\na: {b: 1, b: 2}\n---\n", "line 2: column 11: a key stands twice");
    assert_fails("a.md", "---\na: [1\n---\n", "line 3: column 1: did not find expected ',' or ']'");
    assert_fails("a.md", "---\na: b: c\n---\n",
                 "line 2: column 5: mapping values are not allowed in this context");
    assert_fails("a.md", "---\n- a\n---\n",
                 "line 2: column 1: fields are expected, each as \"name: value\"");
    assert_fails("a.md", "---\n[a]: 1\n---\n", "line 2: column 1: a key must be a plain word");
    assert_fails("a.md", "---\na: \"x\\0y\"\n---\n", "line 2: column 4: a NUL character");
    assert_fails("a.md", "---\na: -.inf\n---\n", "line 2: column 4: a number that is not finite");
    assert_fails("a.md", "---\na: b\n\nc: \x01\n---\n",
                 "line 4: column 1: control characters are not allowed");
    assert_fails("a.md", "---\na: !point 1\n---\n",
                 "line 2: column 4: a tag that is unknown or does not fit the value");
    assert_fails("a.md", "---\ntext: un\n---\ndeux\n",
                 "line 4: a text stands below the front matter and in its field \"text\" too");
}

static void a_yaml_bomb_is_rejected(void **state)
{
    (void)state;
    assert_fails("a.md",
                 "---\na: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a]\n"
                 "c: [*b, *b, *b, *b, *b, *b, *b, *b]\n---\n",
                 "line 2: column 4: anchors (&) and aliases (*) are not accepted");
    assert_fails("a.md", "---\nb: 1\na: *x\n---\n",
                 "line 3: column 4: anchors (&) and aliases (*) are not accepted");
}

static void deep_front_matter_is_rejected(void **state)
{
    struct parangon_buf text = {0};

    (void)state;
    parangon_buf_puts(&text, "---\na: ");
    for (int i = 0; i < 70; i++)
        parangon_buf_putc(&text, '[');
    for (int i = 0; i < 70; i++)
        parangon_buf_putc(&text, ']');
    parangon_buf_puts(&text, "\n---\n");
    assert_fails("a.md", text.data, "line 2: column 67: nested more than 64 deep");
    parangon_buf_clear(&text);
}

/* Encodings */

static void text_in_other_encodings_is_converted(void **state)
{
    static const char wide[] = "{\0\"\0a\0\"\0:\0\"\0\xE9\0\"\0}\0\r\0\n\0{\0}\0";
    struct outcome outcome = read_bytes("a.jsonl", wide, sizeof wide - 1);

    (void)state;
    assert_int_equal(outcome.code, PARANGON_OK);
    assert_string_equal(outcome.log.data, "1 {\"a\":\"é\"}\n2 {}\n");
    clear(&outcome);
    outcome = read_bytes("a.json", wide, sizeof wide - 9);
    assert_int_equal(outcome.code, PARANGON_OK);
    assert_string_equal(outcome.log.data, "1 {\"a\":\"é\"}\n");
    clear(&outcome);
    assert_gives("a.md", "# L'\xE9t\xE9\n\n\xC0 \xC9vry",
                 "0 {\"title\":\"L'été\",\"text\":\"À Évry\"}\n");
    assert_gives("a.json", "{\"a\":\"Cr\xE9\xE9\"}", "1 {\"a\":\"Créé\"}\n");
    assert_gives("a.jsonl", "{\"a\":\"Cr\xE9\xE9\"}\n{\"a\":\"Créé\"}",
                 "1 {\"a\":\"Créé\"}\n2 {\"a\":\"Créé\"}\n");
}

static void text_in_no_known_encoding_is_rejected_with_what_to_do(void **state)
{
    static const char *const names[] = {"a.md", "a.txt", NULL};

    (void)state;
    for (const char *const *name = names; *name; name++) {
        assert_fails(*name, "\xD1\xEE\xF2\xF0\xF3\xE4 \xED\xE8 1",
                     "not in UTF-8 (8 malformed bytes), and no other encoding shows: convert it "
                     "first, e.g. iconv -f windows-1250 -t utf-8");
        assert_fails_bytes(*name, "un\ndeux\0", 8,
                           "line 2: a NUL byte: not text in an encoding that is known here; if it "
                           "is text, save it in UTF-8");
        assert_fails_bytes(*name,
                           "\xFF\xFE"
                           "A\0\0\0",
                           6,
                           "line 1: a NUL byte: not text in an encoding that is known here; if it "
                           "is text, save it in UTF-8");
        assert_fails(*name, "%PDF-1.5\n", "a PDF, not text: name it .pdf, or make text of it");
        assert_fails(*name, "", "empty");
        assert_fails(*name, "\xEF\xBB\xBF \r\n\t", "empty");
    }
}

static void a_few_malformed_bytes_are_mended(void **state)
{
    (void)state;
    assert_gives("a.md", "Déjà été à Évry, où l'é\xE9.",
                 "0 {\"text\":\"Déjà été à Évry, où l'é\xEF\xBF\xBD.\"}\n");
}

static void a_file_that_is_too_large_is_rejected(void **state)
{
    struct outcome outcome = {.code = PARANGON_OK};
    FILE *stream = tmpfile();

    (void)state;
    assert_non_null(stream);
    assert_int_equal(fseek(stream, (long)READER_FILE_MAX, SEEK_SET), 0);
    putc('x', stream);
    rewind(stream);
    read_stream(&outcome, "a.txt", stream);
    fclose(stream);
    assert_int_equal(outcome.code, PARANGON_REJECTED);
    assert_string_equal(outcome.err.message,
                        "larger than 64 MiB, the most a file may have: split it");
    clear(&outcome);
}

static void a_stream_that_cannot_be_read_is_no_fault_of_the_data(void **state)
{
    static const char *const names[] = {"a.md", "a.json", "a.jsonl", "a.txt", NULL};

    (void)state;
    for (const char *const *name = names; *name; name++) {
        struct outcome outcome = {.code = PARANGON_OK};
        FILE *stream = fopen(".", "r"); /* a folder opens, and fails when read */

        assert_non_null(stream);
        read_stream(&outcome, *name, stream);
        fclose(stream);
        assert_int_equal(outcome.code, PARANGON_SYSTEM);
        assert_non_null(strstr(outcome.err.message, "cannot be read: "));
        clear(&outcome);
    }
}

/* Plain text */

static void assert_text(const char *name, const char *text, const char *title, const char *body)
{
    struct outcome outcome = read_bytes(name, text, strlen(text));

    if (outcome.code)
        fail_msg("%s: %s", name, outcome.err.message);
    assert_string_equal(parangon_json_text(outcome.last, "title"), title);
    assert_string_equal(parangon_json_text(outcome.last, "text"), body);
    clear(&outcome);
}

static void a_short_note_stays_as_it_is(void **state)
{
    (void)state;
    assert_text("notes/visite.fr.txt",
                "Une phrase sur deux\nlignes, sans titre.\n\nUne autre, au-\ndelà de la première.",
                "visite",
                "Une phrase sur deux lignes, sans titre.\n\nUne autre, au-delà de la première.");
    assert_text("a.txt", "Bonjour", "a", "Bonjour");
}

static void a_line_of_its_own_above_the_text_is_the_title(void **state)
{
    (void)state;
    assert_text("a.txt", "Visite à Kiel\r\n\r\nTout va bien.\r\n- un\r\n- deux\r\n",
                "Visite à Kiel", "Tout va bien.\n\n- un\n- deux");
}

static void the_text_itself_tells_words_from_compounds(void **state)
{
    (void)state;
    assert_text("a.txt",
                "Le partenariat franco-suédois et l’accord franco-chinois sont un partena-\n"
                "riat. Un échange franco-\nmalgache suit, à Saint-\nÉtienne, avec la Métro-\n"
                "pole, et 2020-\n2026 le voit. L’arc-en-\nciel : c’est-à-\ndire, non. Le porte-\n"
                "parole et la parole. Elle porte.",
                "a",
                "Le partenariat franco-suédois et l’accord franco-chinois sont un partenariat. "
                "Un échange franco-malgache suit, à Saint-Étienne, avec la Métropole, et 2020-2026 "
                "le voit. L’arc-en-ciel : c’est-à-dire, non. Le porte-parole et la parole. "
                "Elle porte.");
}

static void a_soft_hyphen_joins(void **state)
{
    (void)state;
    assert_text("a.txt", "Une co\xC2\xADopé\xC2\xAD\nration dure.", "a", "Une coopération dure.");
}

static void running_heads_of_pages_are_left_out(void **state)
{
    (void)state;
    assert_text(
        "a.txt",
        "Rapport 2021 - page 1\n\nLa ville de Rennes consacre une part de son bud-\n\f"
        "Rapport 2021 - page 2\n\nget aux affaires internationales, depuis longtemps.\n\n2\n"
        "\fRapport 2021 - page 3\n\nElle le dit.\n",
        "a",
        "La ville de Rennes consacre une part de son budget aux affaires internationales, "
        "depuis longtemps.\n\nElle le dit.");
}

static char *read_data(const char *name)
{
    const char *folder = getenv("PARANGON_TEST_DATA");
    struct parangon_buf text = {0};
    char path[1024];
    int byte;

    snprintf(path, sizeof path, "%s/readers/%s", folder ? folder : "tests/data", name);
    FILE *stream = fopen(path, "r");
    if (!stream)
        fail_msg("%s: cannot be opened: run in the root of the tree", path);
    while ((byte = getc(stream)) != EOF)
        parangon_buf_putc(&text, (char)byte);
    fclose(stream);
    return parangon_buf_take(&text);
}

/* NAME.txt gives NAME.expected: the title as "# ", a blank line, the text. */
static void assert_sample(const char *name)
{
    struct parangon_buf given = {0};
    char file[64];

    snprintf(file, sizeof file, "%s.txt", name);
    char *text = read_data(file);
    struct outcome outcome = read_bytes(file, text, strlen(text));
    snprintf(file, sizeof file, "%s.expected", name);
    char *expected = read_data(file);
    assert_int_equal(outcome.code, PARANGON_OK);
    parangon_buf_printf(&given, "# %s\n\n%s\n", parangon_json_text(outcome.last, "title"),
                        parangon_json_text(outcome.last, "text"));
    assert_string_equal(given.data, expected);
    parangon_buf_clear(&given);
    clear(&outcome);
    free(expected);
    free(text);
}

static void a_report_in_columns_becomes_sentences_in_sections(void **state)
{
    (void)state;
    assert_sample("columns");
    assert_sample("note");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_extension_tells_the_reader),
        cmocka_unit_test(a_json_object_is_one_version),
        cmocka_unit_test(a_json_list_gives_versions_with_their_lines),
        cmocka_unit_test(bad_json_is_rejected_with_its_line),
        cmocka_unit_test(a_list_is_cut_as_strictly_as_it_would_be_parsed),
        cmocka_unit_test(a_list_may_be_nested_as_deep_as_any_value),
        cmocka_unit_test(each_line_of_jsonl_stands_alone),
        cmocka_unit_test(a_line_of_jsonl_that_is_too_long_is_skipped),
        cmocka_unit_test(a_sink_that_fails_ends_the_reading),
        cmocka_unit_test(front_matter_becomes_fields_and_the_body_text),
        cmocka_unit_test(plain_scalars_follow_the_core_schema),
        cmocka_unit_test(line_ends_and_byte_order_mark_do_not_matter),
        cmocka_unit_test(the_first_heading_is_the_title_without_front_matter),
        cmocka_unit_test(front_matter_never_closed_is_rejected),
        cmocka_unit_test(bad_front_matter_is_rejected_with_its_line),
        cmocka_unit_test(a_yaml_bomb_is_rejected),
        cmocka_unit_test(deep_front_matter_is_rejected),
        cmocka_unit_test(text_in_other_encodings_is_converted),
        cmocka_unit_test(text_in_no_known_encoding_is_rejected_with_what_to_do),
        cmocka_unit_test(a_few_malformed_bytes_are_mended),
        cmocka_unit_test(a_file_that_is_too_large_is_rejected),
        cmocka_unit_test(a_stream_that_cannot_be_read_is_no_fault_of_the_data),
        cmocka_unit_test(a_short_note_stays_as_it_is),
        cmocka_unit_test(a_line_of_its_own_above_the_text_is_the_title),
        cmocka_unit_test(the_text_itself_tells_words_from_compounds),
        cmocka_unit_test(a_soft_hyphen_joins),
        cmocka_unit_test(running_heads_of_pages_are_left_out),
        cmocka_unit_test(a_report_in_columns_becomes_sentences_in_sections),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
