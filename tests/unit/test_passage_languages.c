/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Texts in more than one language, cut where one gives way to another. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "parangon/memory.h"
#include "parangon/record.h"

#include <stdlib.h>
#include <string.h>

/* Of 50 words about. */
#define FRENCH                                                                                         \
    "La métropole rénove chaque année mille logements avec les habitants des quartiers. Les "       \
    "travaux sont décidés lors de réunions publiques, où chacun peut proposer des priorités, et " \
    "le conseil les finance sur trois ans. Un comité suit les chantiers et rend compte de tout."
#define ENGLISH                                                                                    \
    "Every year the metropolitan authority renovates a thousand houses together with the people "  \
    "who live in them. Works are decided at public meetings, where anyone may suggest what "       \
    "should come first, and the council pays for them over three years. A committee follows them."
#define GERMAN                                                                                     \
    "Jedes Jahr erneuert die Stadt tausend Wohnungen gemeinsam mit den Menschen, die darin "       \
    "leben. Die Arbeiten werden in öffentlichen Versammlungen beschlossen, in denen alle sagen "  \
    "können, was zuerst kommen soll, und der Rat bezahlt sie über drei Jahre hinweg gerne."
#define NAMES "Jean Dupont, Mary Smith, Hans Müller, Jorge García, Anna Kowalska, Nguyen Van An"

static struct parangon_passage *cut(const char *text, enum parangon_lang version, size_t *count)
{
    struct parangon_passage *passages;
    size_t end = 0;

    *count = parangon_passages_cut(text, strlen(text), &passages);
    *count = parangon_passages_tell(text, version, *count, &passages);
    for (size_t i = 0; i < *count; i++) { /* nothing but white space and headings between them */
        assert_true(passages[i].begin >= end && passages[i].begin <= passages[i].end);
        end = passages[i].end;
    }
    return passages;
}

static void expect_piece(const char *text, const struct parangon_passage *passage,
                         enum parangon_lang lang, const char *expected)
{
    assert_int_equal(passage->lang, lang);
    assert_int_equal(passage->end - passage->begin, strlen(expected));
    assert_memory_equal(text + passage->begin, expected, strlen(expected));
}

static void expect_one(const char *text, enum parangon_lang version, enum parangon_lang lang)
{
    size_t count;
    struct parangon_passage *passages = cut(text, version, &count);

    assert_int_equal(count, 1);
    expect_piece(text, &passages[0], lang, text);
    free(passages);
}

static void a_text_in_one_language_stays_whole(void **state)
{
    (void)state;
    expect_one(FRENCH "\n\n## Bilan\n\n" FRENCH, PARANGON_FR, PARANGON_FR);
    expect_one(ENGLISH, PARANGON_FR, PARANGON_EN);
    expect_one(GERMAN, PARANGON_FR, PARANGON_OTHER);
}

static void a_text_is_cut_where_its_language_changes(void **state)
{
    static const char text[] = FRENCH "\n\n" FRENCH "\n \n## Abstract\n\n" ENGLISH "\n\n" GERMAN;
    size_t count;
    struct parangon_passage *passages = cut(text, PARANGON_FR, &count);

    (void)state;
    assert_int_equal(count, 3);
    expect_piece(text, &passages[0], PARANGON_FR, FRENCH "\n\n" FRENCH);
    expect_piece(text, &passages[1], PARANGON_EN, "## Abstract\n\n" ENGLISH);
    expect_piece(text, &passages[2], PARANGON_OTHER, GERMAN);
    free(passages);
}

static void what_is_too_short_to_be_told_goes_with_its_neighbours(void **state)
{
    (void)state;
    expect_one("Nancy", PARANGON_FR, PARANGON_FR);
    expect_one("Nancy", PARANGON_OTHER, PARANGON_OTHER);
    expect_one("The city of Nancy", PARANGON_FR, PARANGON_FR);
    expect_one("", PARANGON_EN, PARANGON_EN);
    expect_one(FRENCH "\n\n" NAMES "\n\nThe end", PARANGON_FR, PARANGON_FR);
    expect_one("The plan\n\n" FRENCH, PARANGON_EN, PARANGON_FR);
}

static void a_quotation_is_not_cut_off(void **state)
{
    (void)state;
    expect_one(FRENCH "\n\nWe decide together what should come first in our streets.\n\n" FRENCH,
               PARANGON_FR, PARANGON_FR);
}

static void short_paragraphs_by_turns_stay_together(void **state)
{
    struct parangon_buf text = {0};
    size_t count;

    (void)state;
    for (int i = 0; i < 20; i++)
        parangon_buf_puts(&text, "La ville finance les travaux de ses quartiers sur trois ans.\n\n"
                                 "The city pays for works in its neighbourhoods over three years."
                                 "\n\n");
    struct parangon_passage *passages = cut(text.data, PARANGON_FR, &count);
    assert_true(count <= 2);
    free(passages);
    parangon_buf_clear(&text);
}

static void the_pieces_of_a_section_keep_its_heading(void **state)
{
    struct parangon_buf text = {0};
    size_t count, english = 0;

    (void)state;
    parangon_buf_puts(&text, "## Bilan\n\n");
    for (int i = 0; i < 10; i++)
        parangon_buf_puts(&text, FRENCH "\n\n");
    for (int i = 0; i < 30; i++)
        parangon_buf_puts(&text, ENGLISH "\n\n");
    struct parangon_passage *passages = cut(text.data, PARANGON_EN, &count);
    for (size_t i = 0; i < count; i++) {
        english += passages[i].lang == PARANGON_EN;
        assert_memory_equal(passages[i].heading, "Bilan", passages[i].heading_len);
    }
    assert_int_equal(passages[0].lang, PARANGON_FR);
    assert_in_range(english, 2, count - 1);
    free(passages);
    parangon_buf_clear(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_in_one_language_stays_whole),
        cmocka_unit_test(a_text_is_cut_where_its_language_changes),
        cmocka_unit_test(what_is_too_short_to_be_told_goes_with_its_neighbours),
        cmocka_unit_test(a_quotation_is_not_cut_off),
        cmocka_unit_test(short_paragraphs_by_turns_stay_together),
        cmocka_unit_test(the_pieces_of_a_section_keep_its_heading),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
