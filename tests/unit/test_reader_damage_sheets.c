/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The sample spreadsheets: each is read, and whatever happens to its bytes, or to the bytes of the
   parts inside the package, ends with versions or a message. */
#include "readers/package.h"
#include "sheet_outcome.h"
#include "zip_made.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

enum {
    CUTS = 20,
    FLIPS = 100,
    INNER_FLIPS = 60
};

static const char *const formats[] = {"csv", "ods", "xlsx", NULL};

static struct parangon_buf read_sample(const char *format, const char *file)
{
    const char *data = getenv("PARANGON_TEST_DATA");
    struct parangon_buf path = {0};
    struct parangon_buf bytes = {0};
    char block[4096];
    size_t len;

    parangon_buf_printf(&path, "%s/sources/%s/%s", data ? data : "tests/data", format, file);
    FILE *stream = fopen(path.data, "r");
    if (!stream)
        fail_msg("%s: cannot be opened: run in the root of the tree", path.data);
    while ((len = fread(block, 1, sizeof block, stream)) > 0)
        parangon_buf_add(&bytes, block, len);
    fclose(stream);
    parangon_buf_clear(&path);
    return bytes;
}

/* Calls `check` for each line of tests/data/sources/FORMAT.tsv. */
static size_t for_samples(const char *format,
                          void (*check)(const char *format, const char *file, const char *sentence))
{
    char name[16];
    size_t count = 0;

    snprintf(name, sizeof name, "../%s.tsv", format);
    struct parangon_buf table = read_sample(format, name);
    for (char *line = strtok(table.data, "\n"); line; line = strtok(NULL, "\n")) {
        char *sentence = strchr(line, '\t');

        assert_non_null(sentence);
        *sentence++ = '\0';
        char *end = strchr(sentence, '\t');
        assert_non_null(end);
        *end = '\0';
        check(format, line, sentence);
        count++;
    }
    parangon_buf_clear(&table);
    return count;
}

static void check_whole(const char *format, const char *file, const char *sentence)
{
    struct parangon_buf bytes = read_sample(format, file);
    struct sheet_outcome outcome = sheet_read_bytes(file, bytes.data, bytes.len, false);

    if (outcome.code != PARANGON_OK)
        fail_msg("%s: %s", file, outcome.err.message);
    assert_false(outcome.malformed);
    if (!strstr(parangon_buf_str(&outcome.log), sentence))
        fail_msg("%s: not found: %s", file, sentence);
    parangon_buf_clear(&outcome.log);
    parangon_buf_clear(&bytes);
}

/* Something came of it, or it was said why nothing did. */
static void assert_outcome(const char *file, const struct sheet_outcome *outcome)
{
    if (outcome->malformed)
        fail_msg("%s: a version is malformed", file);
    if (outcome->code == PARANGON_OK && outcome->taken + outcome->rejected == 0)
        fail_msg("%s: neither a version nor a word", file);
    if (outcome->code != PARANGON_OK && outcome->code != PARANGON_REJECTED)
        fail_msg("%s: %s", file, outcome->err.message);
    if (outcome->code != PARANGON_OK && !*outcome->err.message)
        fail_msg("%s: no message", file);
}

/* The same places in each run (Knuth's constants of a linear congruence). */
static size_t next_place(uint64_t *state, size_t len)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (size_t)(*state >> 33) % len;
}

static void read_damaged(const char *file, const char *bytes, size_t len)
{
    struct sheet_outcome outcome = sheet_read_bytes(file, bytes, len, true);

    assert_outcome(file, &outcome);
}

static void check_damaged(const char *format, const char *file, const char *sentence)
{
    struct parangon_buf bytes = read_sample(format, file);
    uint64_t state = bytes.len;

    (void)sentence;
    for (size_t i = 0; i < CUTS; i++)
        read_damaged(file, bytes.data, bytes.len * i / CUTS);
    for (size_t i = 0; i < FLIPS; i++) {
        size_t at = next_place(&state, bytes.len);
        char bit = (char)(1 << i % 8);

        bytes.data[at] ^= bit;
        read_damaged(file, bytes.data, bytes.len);
        bytes.data[at] ^= bit;
    }
    parangon_buf_clear(&bytes);
}

/* The parts that readers look at, the one to damage first. */
static const char *const parts[][7] = {
    {"content.xml", NULL},
    {"xl/worksheets/sheet1.xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
     "xl/styles.xml", "xl/sharedStrings.xml", NULL},
    {"xl/sharedStrings.xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
     "xl/styles.xml", "xl/worksheets/sheet1.xml", NULL},
    {"xl/styles.xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
     "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", NULL},
    {"xl/workbook.xml", "_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
     "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", NULL}};

/* Reads a package of these parts. */
static void read_packed(const char *file, const char *const *names,
                        const struct parangon_buf *contents, size_t count)
{
    struct zip_made zip = zip_begin();
    struct sheet_outcome outcome = {.counts_only = true};

    for (size_t i = 0; i < count; i++)
        zip_add(&zip, names[i], parangon_buf_str(&contents[i]), contents[i].len);
    FILE *stream = zip_end(&zip);
    sheet_read(&outcome, file, stream);
    fclose(stream);
    assert_outcome(file, &outcome);
}

static void damage_first(const char *file, const char *const *names, struct parangon_buf *contents,
                         size_t count)
{
    uint64_t state = contents[0].len;
    size_t whole = contents[0].len;

    for (size_t i = 0; i < INNER_FLIPS; i++) {
        size_t at = next_place(&state, whole);
        char old = contents[0].data[at];

        contents[0].data[at] = "<>&\"'/0A\xC3"[i % 9];
        if (i % 2)
            contents[0].data[at] = "0987654321"[i % 10];
        contents[0].len = i % 10 == 9 ? at : whole;
        read_packed(file, names, contents, count);
        contents[0].data[at] = old;
    }
    contents[0].len = whole;
}

static void check_inner(const char *format, const char *file, const char *sentence)
{
    struct parangon_buf bytes = read_sample(format, file);
    FILE *stream = fmemopen(bytes.data, bytes.len, "r");
    struct package *package;

    (void)sentence;
    assert_int_equal(package_open(stream, &package, NULL), PARANGON_OK);
    for (size_t set = 0; set < sizeof parts / sizeof *parts; set++) {
        struct parangon_buf contents[6] = {{0}};
        size_t count = 0;

        if ((set == 0) != (strcmp(format, "ods") == 0))
            continue;
        for (; parts[set][count]; count++)
            package_part(package, parts[set][count], &contents[count], NULL);
        if (contents[0].len) /* some programs share no strings */
            damage_first(file, parts[set], contents, count);
        for (size_t i = 0; i < count; i++)
            parangon_buf_clear(&contents[i]);
    }
    package_close(package);
    fclose(stream);
    parangon_buf_clear(&bytes);
}

static void each_sample_gives_its_sentence(void **state)
{
    (void)state;
    for (const char *const *format = formats; *format; format++)
        assert_true(for_samples(*format, check_whole) >= 3);
}

static void samples_cut_or_with_bits_flipped_end_well(void **state)
{
    (void)state;
    for (const char *const *format = formats; *format; format++)
        for_samples(*format, check_damaged);
}

static void damage_inside_of_packages_ends_well(void **state)
{
    (void)state;
    for_samples("ods", check_inner);
    for_samples("xlsx", check_inner);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_sample_gives_its_sentence),
        cmocka_unit_test(samples_cut_or_with_bits_flipped_end_well),
        cmocka_unit_test(damage_inside_of_packages_ends_well),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
