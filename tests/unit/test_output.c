/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "output/field.h"
#include "output/numbers.h"
#include "output/output.h"
#include "output/output_strings.h"
#include "output/page.h"

#include "parangon/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define NBSP "\xC2\xA0"
#define THIN "\xE2\x80\xAF"
#define DASH "\xE2\x80\x93"

static struct parangon_knowledge knowledge;

/* ---- A small vocabulary ---- */

#define CONCEPT(id, fr, en)                                                                        \
    "{\"id\":\"" id "\",\"type\":\"skos:Concept\",\"prefLabel\":{\"fr\":\"" fr "\",\"en\":\"" en   \
    "\"}}"

static const char
    concepts
        [] =
            "{\"@context\":{},\"@graph\":[" CONCEPT(
                "theme:eau-assainissement", "Eau et assainissement",
                "Water and sanitation") "," CONCEPT("theme:education", "Éducation",
                                                    "Education") "," CONCEPT("country:MG", "Madagascar", "Madagascar") "," CONCEPT("country:DE", "Allemagne", "Germany") "," CONCEPT("label:kind/practice", "Pratique", "Practice") "," CONCEPT("label:kind/scheme", "Dispositif de financement", "Funding scheme") "," CONCEPT("label:stage/intention", "Intention annoncée", "Announced intention") "," CONCEPT("label:stage/completed",
                                                                                                                                                                                                                                                                                                                                                                                                                  "Achevée", "Completed") "," CONCEPT("label:evidence/0", "Intention annoncée", "Announced intention") "," CONCEPT("label:evidence/1", "Rapporté par une étude", "Reported by a study") "," CONCEPT("label:evidence/2", "Résultats chiffrés", "Results in figures") "," CONCEPT("label:authority/metropole",
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                "Métropole", "Metropolis") "," CONCEPT("label:sdg/6",
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                       "Eau propre",
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                       "Clean water") "]}";

static const char places[] = "reg:44\tregion\tGrand Est\n";

static int load_knowledge(void **state)
{
    cJSON *files = cJSON_CreateObject();
    struct parangon_error err;

    (void)state;
    cJSON_AddStringToObject(files, "labels.jsonld", concepts);
    cJSON_AddStringToObject(files, "places.tsv", places);
    if (parangon_knowledge_from_files(files, &knowledge, &err) == PARANGON_OK)
        return 0;
    fprintf(stderr, "%s\n", err.message);
    return 1;
}

static int free_knowledge(void **state)
{
    (void)state;
    parangon_knowledge_clear(&knowledge);
    return 0;
}

/* ---- Printing ---- */

static struct output_settings settings_in(enum parangon_lang ui)
{
    return (struct output_settings){.ui = ui, .hints = true, .knowledge = &knowledge};
}

/* What an output makes of an answer; yours to free. */
static char *print_with(const char *format, enum answer_kind kind, const char *json,
                        const struct output_settings *settings)
{
    struct parangon_buf out = {0};
    struct parangon_error err = {.message = ""};
    cJSON *answer = parangon_json_parse(json, strlen(json), &err);

    if (!answer)
        fail_msg("%s", err.message);
    assert_int_equal(output_print(output_named(format), kind, answer, settings, &out, &err),
                     PARANGON_OK);
    cJSON_Delete(answer);
    return out.data ? parangon_buf_take(&out) : parangon_strdup("");
}

static char *print_in(const char *format, enum answer_kind kind, const char *json,
                      enum parangon_lang ui)
{
    const struct output_settings settings = settings_in(ui);

    return print_with(format, kind, json, &settings);
}

static void assert_prints(const char *format, enum answer_kind kind, const char *json,
                          enum parangon_lang ui, const char *expected)
{
    char *printed = print_in(format, kind, json, ui);

    assert_string_equal(printed, expected);
    free(printed);
}

static void assert_holds(const char *text, const char *part)
{
    assert_non_null(text);
    if (!strstr(text, part))
        fail_msg("\"%s\" is not in:\n%s", part, text);
}

static void assert_lacks(const char *text, const char *part)
{
    assert_non_null(text);
    if (strstr(text, part))
        fail_msg("\"%s\" is in:\n%s", part, text);
}

/* ---- Text of a search ---- */

static const char nancy[] =
    "{\"format\":1,\"query\":{\"text\":\"eau madagascar\",\"read_as\":\"eau pays:MG\","
    "\"match\":\"all\",\"lang\":\"fr\",\"corrected\":null,\"expansions\":[{\"words\":\"eau\","
    "\"theme\":\"eau-assainissement\",\"also\":[\"water\"],\"from\":\"EuroVoc\"}],\"filters\":{}},"
    "\"total\":12,\"offset\":0,\"took_ms\":0.8,\"partial\":false,\"results\":[{\"rank\":1,"
    "\"id\":\"nancy-farafangana-eau\",\"score\":12.3,\"kind\":\"practice\",\"lang\":\"fr\","
    "\"langs\":[\"fr\",\"en\"],\"title\":\"Eau et assainissement avec Farafangana\","
    "\"summary\":\"Un accord.\",\"snippet\":[{\"text\":\"accès à l'\"},"
    "{\"text\":\"eau\",\"hit\":true},{\"text\":\" dans les communes rurales du sud-est de l'île, "
    "avec la régie\"}],\"passage\":{\"heading\":\"Les travaux\",\"page\":12},"
    "\"lead\":{\"name\":\"Métropole du Grand Nancy\",\"code\":\"epci:245400676\","
    "\"country\":\"FR\",\"kind\":\"metropole\",\"population\":258208,\"region\":\"reg:44\"},"
    "\"co_leads\":[],\"partners\":[{\"name\":\"Farafangana\",\"country\":\"MG\"}],"
    "\"themes\":[\"eau-assainissement\"],\"actions\":[],\"sdg\":[6],\"schemes\":[],"
    "\"year_start\":null,\"year_end\":null,\"year_reported\":2021,\"stage\":\"unknown\","
    "\"evidence\":1,\"source\":{\"title\":\"Étude\",\"url\":null,\"path\":\"nancy.fr.md\","
    "\"locator\":\"p. 3\"},\"amounts\":[{\"label\":\"écoles\",\"value\":45000,"
    "\"currency\":\"EUR\"},{\"label\":\"associations\",\"value\":35000}],"
    "\"why\":{\"fr\":\"eau dans le titre\",\"en\":\"eau in the title\"},"
    "\"explain\":[{\"label\":\"words\",\"value\":3.25}]}],"
    "\"facets\":{\"theme\":[{\"value\":\"eau-assainissement\",\"label\":{\"fr\":\"Eau et "
    "assainissement\",\"en\":\"Water\"},\"count\":1200,\"selected\":true},"
    "{\"value\":\"education\",\"count\":3,\"selected\":false}],\"country\":[],"
    "\"region\":[{\"value\":\"reg:44\",\"count\":2}]}}";

static void a_search_is_printed_for_a_french_reader(void **state)
{
    (void)state;
    assert_prints("text", ANSWER_SEARCH, nancy, PARANGON_FR,
                  "12 fiches (1" DASH "1) · lu ainsi" NBSP ": eau pays:MG\n"
                  "\n"
                  " 1. Eau et assainissement avec Farafangana\n"
                  "    Métropole du Grand Nancy, 258" THIN "208" NBSP
                  "hab. · Farafangana (Madagascar) · constaté\n"
                  "    en 2021, non vérifié depuis · Rapporté par une étude · 45" THIN "000" THIN
                  "€ écoles" THIN ";\n"
                  "    35" THIN "000" THIN "€ associations\n"
                  "    Eau et assainissement\n"
                  "    Les travaux, p." NBSP "12" NBSP
                  ": accès à l'eau dans les communes rurales du sud-est de\n"
                  "    l'île, avec la régie\n"
                  "    Pourquoi" NBSP ": eau dans le titre\n"
                  "    nancy-farafangana-eau\n"
                  "\n"
                  "Pour affiner\n"
                  "  Thèmes" NBSP ": ✓ Eau et assainissement (1" THIN "200), Éducation (3)\n"
                  "  Région" NBSP ": Grand Est (2)\n");
}

static void a_search_is_printed_for_an_english_reader(void **state)
{
    (void)state;
    assert_prints("text", ANSWER_SEARCH, nancy, PARANGON_EN,
                  "12 records (1" DASH "1) · read as: eau pays:MG\n"
                  "\n"
                  " 1. Eau et assainissement avec Farafangana\n"
                  "    Métropole du Grand Nancy, pop. 258,208 · Farafangana (Madagascar) · "
                  "reported\n"
                  "    in 2021, not verified since · Reported by a study · €45,000 écoles; "
                  "€35,000\n"
                  "    associations · in French\n"
                  "    Water and sanitation\n"
                  "    Les travaux, p." NBSP
                  "12: accès à l'eau dans les communes rurales du sud-est de\n"
                  "    l'île, avec la régie\n"
                  "    Why: eau in the title\n"
                  "    nancy-farafangana-eau\n"
                  "\n"
                  "To narrow down\n"
                  "  Themes: ✓ Water (1,200), Education (3)\n"
                  "  Region: Grand Est (2)\n");
}

static void titles_and_hits_are_bold_on_a_terminal_only(void **state)
{
    struct output_settings settings = settings_in(PARANGON_FR);
    char *plain = print_with("text", ANSWER_SEARCH, nancy, &settings), *styled;

    (void)state;
    settings.styled = true;
    styled = print_with("text", ANSWER_SEARCH, nancy, &settings);
    assert_lacks(plain, "\x1b");
    assert_holds(styled, "\x1b[1mEau\x1b[0m \x1b[1met\x1b[0m");
    assert_holds(styled, "l'\x1b[1meau\x1b[0m dans");
    free(plain);
    free(styled);
}

static void steps_of_the_ranking_are_shown_when_asked_for(void **state)
{
    struct output_settings settings = settings_in(PARANGON_EN);
    char *plain = print_with("text", ANSWER_SEARCH, nancy, &settings), *explained;

    (void)state;
    settings.explain = true;
    explained = print_with("text", ANSWER_SEARCH, nancy, &settings);
    assert_lacks(plain, "3.2500");
    assert_holds(explained, "      words: 3.2500\n");
    assert_holds(explained, "eau: Water and sanitation; also water (EuroVoc)\n");
    free(plain);
    free(explained);
}

static void a_question_read_as_it_was_typed_is_not_repeated(void **state)
{
    (void)state;
    assert_prints("text", ANSWER_SEARCH,
                  "{\"query\":{\"text\":\"eau\",\"read_as\":\"eau\",\"match\":\"all\"},\"total\":1,"
                  "\"results\":[{\"rank\":1,\"id\":\"a\",\"title\":\"T\"}]}",
                  PARANGON_FR, "1 fiche\n\n 1. T\n    a\n");
}

static void a_looser_match_is_said(void **state)
{
    char *most =
        print_in("text", ANSWER_SEARCH,
                 "{\"query\":{\"match\":\"most\"},\"total\":1,\"results\":[{}]}", PARANGON_FR);
    char *any =
        print_in("text", ANSWER_SEARCH,
                 "{\"query\":{\"match\":\"any\"},\"total\":1,\"results\":[{}]}", PARANGON_EN);

    (void)state;
    assert_holds(most, "voici celles qui en\ncontiennent la plupart.");
    assert_holds(any, "that hold at least one.");
    free(most);
    free(any);
}

static void an_empty_answer_says_what_to_try(void **state)
{
    char *printed = print_in("text", ANSWER_SEARCH,
                             "{\"query\":{\"text\":\"xyz\",\"match\":\"any\",\"filters\":{"
                             "\"country\":[\"MG\"],\"year\":[\"2018\"]},"
                             "\"emptied_by\":[{\"filter\":\"country\",\"values\":[\"MG\"],"
                             "\"total_without\":7}],\"total_without_filters\":9},"
                             "\"total\":0,\"results\":[]}",
                             PARANGON_FR);

    (void)state;
    assert_holds(printed, "Aucune fiche ne correspond.\n");
    assert_holds(printed, "Sans l'un d'eux" NBSP ":\n  Pays" NBSP ": Madagascar → 7 fiches\n");
    assert_holds(printed, "parangon themes");
    assert_lacks(printed, "contiennent");
    free(printed);
}

static void a_page_after_the_last_is_no_empty_answer(void **state)
{
    (void)state;
    assert_prints("text", ANSWER_SEARCH,
                  "{\"query\":{\"text\":\"x\"},\"total\":12,\"offset\":20,\"results\":[]}",
                  PARANGON_EN, "12 records\n");
}

static void years_are_told_from_the_year_of_a_report(void **state)
{
    static const struct {
        const char *members, *line;
    } cases[] = {
        {"\"year_start\":2019,\"year_end\":2021", "2019" DASH "2021"},
        {"\"year_start\":2019,\"year_end\":2019", "2019"},
        {"\"year_start\":2019,\"ongoing\":true", "depuis 2019"},
        {"\"year_end\":2021", "jusqu'en 2021"},
        {"\"year_reported\":2021", "constaté en 2021, non vérifié depuis"},
        {"\"year_reported\":2021,\"checked_on\":\"2022-02-16\"",
         "constaté en 2021, vérifié le 16/02/2022"},
        {"\"checked_on\":\"2022-02\"", "vérifié en 02/2022"},
        {"\"year_start\":2005,\"year_reported\":2021",
         "2005 · constaté en 2021, non vérifié depuis"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char json[300], expected[300];

        snprintf(json, sizeof json, "{\"results\":[{\"id\":\"a\",\"title\":\"T\",%s}]}",
                 cases[i].members);
        snprintf(expected, sizeof expected, "1 fiche\n\n 1. T\n    %s\n    a\n", cases[i].line);
        assert_prints("text", ANSWER_SEARCH, json, PARANGON_FR, expected);
    }
}

static void an_intention_is_said_once(void **state)
{
    (void)state;
    assert_prints("text", ANSWER_SEARCH,
                  "{\"results\":[{\"id\":\"a\",\"title\":\"T\",\"stage\":\"intention\","
                  "\"evidence\":0}]}",
                  PARANGON_FR, "1 fiche\n\n 1. T\n    Intention annoncée\n    a\n");
}

static void whoever_leads_with_others_and_abroad_is_named(void **state)
{
    (void)state;
    assert_prints("text", ANSWER_SEARCH,
                  "{\"results\":[{\"id\":\"a\",\"title\":\"T\",\"kind\":\"scheme\","
                  "\"lead\":{\"name\":\"Kiel\",\"country\":\"DE\"},"
                  "\"co_leads\":[{\"name\":\"Brest\"},{\"name\":\"Nantes\",\"country\":\"FR\"}],"
                  "\"partners\":[{\"name\":\"Madagascar\",\"country\":\"MG\"},"
                  "{\"country\":\"DE\"}]}]}",
                  PARANGON_EN,
                  "1 record\n\n 1. T\n    Funding scheme · Kiel (Germany) · with Brest; Nantes · "
                  "Madagascar, Germany\n    a\n");
}

/* ---- Setting lines ---- */

static char *set(unsigned width, const char *text)
{
    struct parangon_buf out = {0};
    struct page page;

    page_init(&page, &out, width, false);
    page_paragraph(&page, 2, text, STYLE_PLAIN);
    page_clear(&page);
    return out.data ? parangon_buf_take(&out) : parangon_strdup("");
}

static void assert_set(unsigned width, const char *text, const char *expected)
{
    char *printed = set(width, text);

    assert_string_equal(printed, expected);
    free(printed);
}

static void lines_break_by_columns_and_not_by_bytes(void **state)
{
    (void)state;
    assert_set(20, "éééé éééé éééé éééé éééé", "  éééé éééé éééé\n  éééé éééé\n");
    assert_set(20, "東京都 大阪府 京都府", "  東京都 大阪府\n  京都府\n");
    assert_set(20,
               "e\xCC\x81"
               "tat e\xCC\x81tat e\xCC\x81tat e\xCC\x81tat",
               "  e\xCC\x81tat e\xCC\x81tat e\xCC\x81tat\n  e\xCC\x81tat\n");
    assert_set(0, "", "");
    assert_set(20, " \n\t ", "");
}

static void a_word_wider_than_the_line_is_broken_between_characters(void **state)
{
    (void)state;
    assert_set(20, "ééééééééééééééééééééé", "  éééééééééééééééééé\n  ééé\n");
    assert_set(20, "東東東東東東東東東東", "  東東東東東東東東東\n  東\n");
}

static void signs_of_french_stay_with_their_word(void **state)
{
    (void)state;
    assert_set(20, "combien de villes ? Dix", "  combien de\n  villes ? Dix\n");
    assert_set(20, "des gens dits « amis »", "  des gens dits\n  « amis »\n");
}

static void an_id_is_never_broken(void **state)
{
    char id[121] = {0}, json[200];
    char *printed;

    (void)state;
    memset(id, 'x', 120);
    snprintf(json, sizeof json, "{\"results\":[{\"id\":\"%s\",\"title\":\"T\"}]}", id);
    printed = print_in("text", ANSWER_SEARCH, json, PARANGON_FR);
    assert_holds(printed, id);
    free(printed);
}

/* ---- What must not come through ---- */

static const char hostile[] =
    "{\"query\":{\"text\":\"a\\u001b[2Jb\",\"read_as\":\"\\u009b2J\"},\"total\":1,"
    "\"results\":[{\"rank\":1,\"id\":\"\\u001b]0;x\\u0007\",\"title\":\"\\u001b[31mred\\u007f "
    "\\u202Egnp.exe\\u202C\\u2066\",\"summary\":\"\\u0085\\u009b31m\\r\\nnext\",\"lead\":{"
    "\"name\":\"\\u001b[5m\"},\"partners\":[{\"name\":\"\\u0008\\u0008\",\"country\":\"\\u001b\"}],"
    "\"themes\":[\"\\u001bc\"],\"source\":{\"title\":\"\\u001b\",\"url\":\"http://\\u001b/\"},"
    "\"why\":{\"fr\":\"\\u001b[0m\"},\"stage\":\"\\u001b\",\"checked_on\":\"\\u001b\"}],"
    "\"facets\":{\"\\u001bx\":[{\"value\":\"\\u001b\",\"count\":1}]}}";

static void assert_tame(const char *printed)
{
    for (const char *at = printed; *at; at++) {
        bool line = *at == '\n' || *at == '\r' || *at == '\t';

        if (((unsigned char)*at < ' ' && !line) || *at == 0x7F)
            fail_msg("byte %#x comes through:\n%s", (unsigned)(unsigned char)*at, printed);
    }
    assert_lacks(printed, "\xC2\x9B"); /* U+009B, an escape sequence's start in one character */
    assert_lacks(printed, "\xC2\x85"); /* U+0085, a line end to some */
}

static void control_characters_never_reach_a_terminal(void **state)
{
    static const char *const formats[] = {"text",     "json", "jsonl", "csv",
                                          "markdown", "html", "csl",   "trec"};

    (void)state;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        char *printed = print_in(formats[i], ANSWER_SEARCH, hostile, PARANGON_FR);

        assert_tame(printed);
        if (!strstr(formats[i], "json"))
            assert_lacks(printed, "\xE2\x80\xAE"); /* U+202E, right to left from here */
        free(printed);
    }
}

static void records_with_control_characters_are_tamed_too(void **state)
{
    static const char json[] =
        "{\"record\":{\"id\":\"a\",\"contact\":\"\\u001b[2J\",\"amounts\":[{\"label\":\"\\u001b\","
        "\"value\":1}],\"source\":{\"quote\":\"\\u009b\",\"url\":\"http://a\\u001b\"},"
        "\"versions\":{\"fr\":{\"title\":\"\\u001b\",\"text\":\"# \\u001b\\n\\n- \\u0007\"}}}}";
    char *text = print_in("text", ANSWER_RECORD, json, PARANGON_FR);
    char *markdown = print_in("markdown", ANSWER_RECORD, json, PARANGON_FR);
    char *html = print_in("html", ANSWER_RECORD, json, PARANGON_FR);
    char *csv = print_in("csv", ANSWER_RECORD, json, PARANGON_FR);

    (void)state;
    assert_tame(text);
    assert_tame(markdown);
    assert_tame(html);
    assert_tame(csv);
    free(text);
    free(markdown);
    free(html);
    free(csv);
}

static void absent_and_wrong_members_do_no_harm(void **state)
{
    static const char *const answers[] = {
        "{}",
        "{\"results\":null,\"query\":null,\"facets\":null,\"total\":null}",
        "{\"results\":[{}],\"facets\":{\"theme\":null}}",
        "{\"results\":[null,1,\"x\",[]],\"query\":3,\"facets\":[[1]]}",
        ("{\"results\":[{\"lead\":3,\"co_leads\":\"x\",\"partners\":[1,null],\"themes\":[1],"
         "\"amounts\":[3],\"evidence\":99,\"snippet\":[1],\"source\":[],\"why\":7,\"rank\":\"a\","
         "\"stage\":4,\"explain\":[null]}]}"),
        "{\"record\":{}}",
        ("{\"record\":{\"versions\":{},\"lead\":[],\"sdg\":\"6\",\"themes\":{},\"amounts\":[1],"
         "\"source\":\"S\",\"partners\":\"x\",\"countries\":[null]}}"),
        "{\"themes\":[{},null,{\"id\":\"a\",\"broader\":[\"a\"]}]}",
        "{\"records\":\"x\",\"facets\":{\"a\":[null]}}",
        ("{\"leads\":{\"with_lead\":1,\"top\":[{},null]},\"matrix\":{\"holes\":2,\"classes\":[1,{}]"
         ","
         "\"themes\":[{\"count\":1,\"holes\":[1],\"classes\":[\"x\"],\"under\":\"u\"},null]},"
         "\"to_review\":1,\"review_reasons\":[{\"count\":1},3],\"review\":[{\"reasons\":[1]},null],"
         "\"text\":7}"),
        "{\"leads\":7,\"matrix\":[],\"to_review\":9,\"review\":{},\"old_before\":3}",
        ("{\"place\":3,\"couple\":[],\"practices\":[{},null,{\"title\":\"t\"}],\"request\":{"
         "\"filters\":{\"theme\":[1],\"zzz\":null}},\"size\":{\"said\":4},\"fields\":[1,{}],"
         "\"peers\":[null,{\"couple\":{\"practices\":[{}]}}],\"indicators\":[null,{\"place\":{"
         "\"source\":3,\"year\":\"x\"},\"peers\":[{\"source\":{\"id\":\"i\"}},null,3]}]}"),
    };
    static const char *const formats[] = {"text",     "json", "jsonl", "csv", "xlsx",
                                          "markdown", "html", "odt",   "csl", "trec"};
    struct output_settings settings = {.ui = PARANGON_EN, .explain = true};

    (void)state;
    for (size_t a = 0; a < sizeof answers / sizeof *answers; a++) {
        for (size_t f = 0; f < sizeof formats / sizeof *formats; f++) {
            for (enum answer_kind kind = 0; kind < ANSWER_KIND_COUNT; kind++) {
                if (output_has(output_named(formats[f]), kind))
                    free(print_with(formats[f], kind, answers[a], &settings));
            }
        }
    }
}

/* ---- Tables ---- */

static void french_tables_are_for_french_spreadsheets(void **state)
{
    char *printed = print_in("csv", ANSWER_SEARCH, nancy, PARANGON_FR);

    (void)state;
    assert_memory_equal(printed, "\xEF\xBB\xBFrank;id;", 11);
    assert_holds(printed,
                 "\r\n1;nancy-farafangana-eau;Pratique;fr;Eau et assainissement avec Farafangana;"
                 "Métropole du Grand Nancy;epci:245400676;258208;;Farafangana;Madagascar;"
                 "Eau et assainissement;;6;;;;;2021;unknown;1;Rapporté par une étude;;;");
    assert_holds(printed, ";12,3000;eau madagascar;;\r\n");
    free(printed);
}

static void english_tables_have_commas_and_no_mark(void **state)
{
    char *printed = print_in("csv", ANSWER_SEARCH, nancy, PARANGON_EN);

    (void)state;
    assert_memory_equal(printed, "rank,id,", 8);
    assert_holds(printed, ",\"Étude, p. 3\",");
    assert_holds(printed, ",12.3000,eau madagascar,,\r\n");
    free(printed);
}

static void a_cell_that_a_spreadsheet_would_run_is_guarded(void **state)
{
    static const char *const starts[] = {"=", "+", "-", "@", "\\t", "\\r", "\\u202E="};

    (void)state;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        char json[200];
        char *printed;

        snprintf(json, sizeof json, "{\"results\":[{\"rank\":1,\"id\":\"a\",\"title\":\"%sx()\"}]}",
                 starts[i]);
        printed = print_in("csv", ANSWER_SEARCH, json, PARANGON_EN);
        if (!strstr(printed, "\n1,a,,,'") && !strstr(printed, "\n1,a,,,\"'"))
            fail_msg("%s", printed);
        free(printed);
    }
}

static void a_number_is_no_formula(void **state)
{
    char *printed =
        print_in("csv", ANSWER_SEARCH, "{\"results\":[{\"rank\":1,\"score\":-0.5}]}", PARANGON_EN);

    (void)state;
    assert_holds(printed, ",-0.5000,,,\r\n");
    free(printed);
}

static void nothing_is_cut_from_a_table(void **state)
{
    struct parangon_buf json = {0};
    char *printed, *summary = parangon_calloc(1, 20001);

    (void)state;
    memset(summary, 'x', 20000);
    parangon_buf_printf(
        &json, "{\"results\":[{\"title\":\"a \\\"b\\\",\\nc\",\"summary\":\"%s\"}]}", summary);
    printed = print_in("csv", ANSWER_SEARCH, json.data, PARANGON_EN);
    assert_holds(printed, ",\"a \"\"b\"\",\nc\",");
    assert_holds(printed, summary);
    free(printed);
    free(summary);
    parangon_buf_clear(&json);
}

static void a_list_to_paste_escapes_signs_of_markdown(void **state)
{
    char *printed = print_in("markdown", ANSWER_SEARCH,
                             "{\"results\":[{\"rank\":10,\"id\":\"a`b\","
                             "\"title\":\"*a* <b> [c](d)\","
                             "\"source\":{\"title\":\"S\",\"url\":\"https://e.org/a>b\"}},"
                             "{\"id\":\"x\",\"source\":{\"title\":\"S\","
                             "\"url\":\"javascript:a\"}}]}",
                             PARANGON_EN);

    (void)state;
    assert_string_equal(printed, "10. **\\*a\\* \\<b\\> \\[c\\](d)**\n"
                                 "    - Source: [S](<https://e.org/a%3Eb>)\n"
                                 "    - `a b`\n"
                                 "2. **x**\n"
                                 "   - Source: S\n"
                                 "   - `x`\n");
    free(printed);
}

/* ---- For programs ---- */

static void json_is_valid_and_says_the_same(void **state)
{
    char *printed = print_in("json", ANSWER_SEARCH, hostile, PARANGON_FR);
    cJSON *before = parangon_json_parse(hostile, strlen(hostile), NULL);
    cJSON *after = parangon_json_parse(printed, strlen(printed), NULL);

    (void)state;
    assert_non_null(after);
    assert_true(cJSON_Compare(before, after, true));
    assert_int_equal(printed[strlen(printed) - 1], '\n');
    cJSON_Delete(before);
    cJSON_Delete(after);
    free(printed);
}

static void bytes_that_are_no_text_are_mended_in_json(void **state)
{
    const struct output_settings settings = settings_in(PARANGON_FR);
    struct parangon_buf out = {0};
    cJSON *answer = cJSON_CreateObject();
    cJSON *after;

    (void)state;
    cJSON_AddStringToObject(answer, "text", "a\xFF\xC3(b");
    assert_int_equal(output_print(&output_json, ANSWER_SEARCH, answer, &settings, &out, NULL),
                     PARANGON_OK);
    after = parangon_json_parse(out.data, out.len, NULL);
    assert_non_null(after);
    assert_string_equal(parangon_json_text(after, "text"), "a\xEF\xBF\xBD\xEF\xBF\xBD(b");
    cJSON_Delete(answer);
    cJSON_Delete(after);
    parangon_buf_clear(&out);
}

static void lines_of_json_hold_one_result_each(void **state)
{
    (void)state;
    assert_prints("jsonl", ANSWER_SEARCH,
                  "{\"total\":2,\"results\":[{\"rank\":1,\"title\":\"a\\nb\"},{\"rank\":2}]}",
                  PARANGON_FR,
                  "{\"rank\":1,\"title\":\"a\\nb\",\"export\":{\"query\":null,\"filters\":{},"
                  "\"date\":null}}\n{\"rank\":2,\"export\":{\"query\":null,\"filters\":{},\"date\":"
                  "null}}\n");
}

static void lines_of_trec_have_six_columns(void **state)
{
    static const char json[] =
        "{\"offset\":10,\"results\":[{\"rank\":11,\"id\":\"a\",\"score\":12.3},{\"score\":3},"
        "{\"id\":\"b c\"}]}";
    struct output_settings settings = settings_in(PARANGON_FR);
    char *printed;

    (void)state;
    settings.query_id = "Q 01";
    printed = print_with("trec", ANSWER_SEARCH, json, &settings);
    assert_string_equal(printed, "Q_01 Q0 a 11 12.300000 parangon\n"
                                 "Q_01 Q0 b_c 13 0.000000 parangon\n");
    free(printed);
}

/* ---- Other answers ---- */

static const char record[] =
    "{\"format\":1,\"record\":{\"id\":\"nancy\",\"ref\":\"P01\",\"kind\":\"practice\","
    "\"themes\":[\"eau-assainissement\",\"education\"],\"sdg\":[6],"
    "\"lead\":{\"name\":\"Grand Nancy\",\"code\":\"epci:245400676\",\"country\":\"FR\","
    "\"kind\":\"metropole\",\"population\":258208,\"population_year\":2022,\"region\":\"reg:44\"},"
    "\"partners\":[{\"name\":\"Farafangana\",\"country\":\"MG\"}],\"ongoing\":true,"
    "\"checked_on\":\"2021-02-16\",\"amount_eur\":80000,\"amounts\":[{\"label\":\"écoles\","
    "\"value\":45000,\"currency\":\"EUR\",\"year\":2021},{\"label\":\"autres\",\"value\":35000}],"
    "\"indicators\":[{\"name\":\"Part\",\"value\":7.5,\"unit\":\"%\",\"year\":2021}],"
    "\"evidence\":2,\"source\":{\"title\":\"Étude\",\"locator\":\"p. 3\","
    "\"url\":\"https://example.org/une-adresse-plus-longue-que-la-ligne/de-quatre-vingts-"
    "colonnes.pdf\",\"quote\":\"mot à mot\"},\"versions\":{\"en\":{\"title\":\"Water\","
    "\"text\":\"One.\"},\"fr\":{\"title\":\"Eau\",\"summary\":\"Un accord.\",\"text\":"
    "\"Première ligne\\nqui continue.\\n\\n## Suite\\n\\n- un point assez long pour que la ligne "
    "se brise au bout de quatre-vingts colonnes\\n- deux\",\"path\":\"nancy.fr.md\"}}}}";

static void a_record_is_printed_whole(void **state)
{
    (void)state;
    assert_prints("text", ANSWER_RECORD, record, PARANGON_FR,
                  "Eau\n"
                  "\n"
                  "Identifiant" NBSP ": nancy\n"
                  "Référence" NBSP ": P01\n"
                  "Nature" NBSP ": Pratique\n"
                  "Thèmes" NBSP ": Eau et assainissement" THIN "; Éducation\n"
                  "ODD" NBSP ": 6 Eau propre\n"
                  "Porteur" NBSP ": Grand Nancy, 258" THIN "208" NBSP
                  "hab. (2022) · Métropole · Grand Est ·\n"
                  "  epci:245400676\n"
                  "Partenaires" NBSP ": Farafangana (Madagascar)\n"
                  "Toujours en cours" NBSP ": oui\n"
                  "Vérifié le" NBSP ": 16/02/2021\n"
                  "Montant total" NBSP ": 80" THIN "000" THIN "€\n"
                  "Montants" NBSP ":\n"
                  "  - écoles" NBSP ": 45" THIN "000" THIN "€ (2021)\n"
                  "  - autres" NBSP ": 35" THIN "000" THIN "€\n"
                  "Chiffres" NBSP ": Part" NBSP ": 7,5" THIN "% (2021)\n"
                  "Niveau de preuve" NBSP ": 2 Résultats chiffrés\n"
                  "Source" NBSP ": Étude, p. 3\n"
                  "  «" NBSP "mot à mot" NBSP "»\n"
                  "  https://example.org/une-adresse-plus-longue-que-la-ligne/de-quatre-vingts-"
                  "colonnes.pdf\n"
                  "\n"
                  "Un accord.\n"
                  "\n"
                  "Première ligne qui continue.\n"
                  "\n"
                  "Suite\n"
                  "\n"
                  "- un point assez long pour que la ligne se brise au bout de quatre-vingts\n"
                  "  colonnes\n"
                  "- deux\n"
                  "\n"
                  "Fichier" NBSP ": nancy.fr.md\n"
                  "\n"
                  "Version en anglais" NBSP ": Water\n"
                  "\n"
                  "One.\n");
}

static void a_record_can_be_pasted(void **state)
{
    char *printed = print_in("markdown", ANSWER_RECORD, record, PARANGON_EN);

    (void)state;
    assert_holds(printed, "# Water\n\n- Id: nancy\n");
    assert_holds(printed, "- Amounts: écoles: €45,000 (2021); autres: €35,000\n");
    assert_holds(printed, "\nOne.\n");
    free(printed);
}

static void narrower_themes_stand_under_broader_ones(void **state)
{
    (void)state;
    assert_prints("text", ANSWER_THEMES,
                  "{\"themes\":[{\"id\":\"eau\",\"label\":{\"fr\":\"Eau potable\","
                  "\"en\":\"Water\"},\"broader\":[\"env\"],\"count\":3},"
                  "{\"id\":\"env\",\"label\":{\"fr\":"
                  "\"Environnement\",\"en\":\"Environment\"},\"broader\":[],\"count\":1200}]}",
                  PARANGON_FR,
                  " 1" THIN "200  Environnement (env)\n"
                  "     3    Eau potable (eau)\n");
}

static void themes_in_a_circle_are_all_listed(void **state)
{
    char *printed = print_in("text", ANSWER_THEMES,
                             "{\"themes\":[{\"id\":\"a\",\"broader\":[\"b\"]},{\"id\":\"b\","
                             "\"broader\":[\"a\"]}]}",
                             PARANGON_EN);

    (void)state;
    assert_holds(printed, "(a)");
    assert_holds(printed, "(b)");
    free(printed);
}

static void what_an_index_holds_is_told_in_few_lines(void **state)
{
    (void)state;
    assert_prints("text", ANSWER_STATS,
                  "{\"format\":1,\"records\":1151,\"passages\":2300,\"facets\":{\"stage\":[{"
                  "\"value\":\"completed\",\"count\":12},{\"value\":\"intention\",\"count\":3}],"
                  "\"country\":[]}}",
                  PARANGON_EN,
                  "Coverage of the base\n- Records: 1,151\n- Passages: 2,300\n\n"
                  "What the base holds\n- Stage: Completed" NBSP "12 \xC2\xB7 Announced "
                  "intention" NBSP "3\nAll counts: parangon stats --format json\n");
}

/* Two themes, one of them without a practice, and two size classes. */
#define MATRIX                                                                                     \
    "{\"format\":1,\"records\":5,\"matrix\":{\"practices\":3,\"without_class\":1,\"cells\":4,"     \
    "\"holes\":3,\"classes\":[{\"value\":\"a\",\"label\":{\"fr\":\"Petites\"},\"count\":2},"       \
    "{\"value\":\"b\",\"label\":{\"fr\":\"Grandes\"},\"count\":0}],\"themes\":[{\"value\":"        \
    "\"eau\","                                                                                     \
    "\"label\":{\"fr\":\"Eau\"},\"under\":null,\"count\":3,\"without_class\":1,"                   \
    "\"classes\":[2,0],\"holes\":[\"b\"]},{\"value\":\"sport\",\"label\":{\"fr\":\"Sport\"},"      \
    "\"under\":null,\"count\":0,\"without_class\":0,\"classes\":[0,0],"                            \
    "\"holes\":[\"a\",\"b\"]}]}}"

static void what_an_index_lacks_is_said_and_not_left_empty(void **state)
{
    (void)state;
    assert_prints("text", ANSWER_STATS, MATRIX, PARANGON_FR,
                  "Couverture de la base\n- Fiches" NBSP
                  ": 5\n\nPratiques par thème et par taille\nPratiques" NBSP
                  ": 3\nCroisements d'un thème et d'une classe de taille sans fiche" NBSP
                  ": 3 / 4 (75" THIN "%)\n- Eau" NBSP ": 3" THIN
                  "; aucune fiche dans la base pour" NBSP ": Grandes\n"
                  "- Sport" NBSP ": aucune fiche dans la base\n");
    char *table = print_in("markdown", ANSWER_STATS, MATRIX, PARANGON_FR);
    assert_holds(table, "| Eau | 3 | 2 | aucune | 1 |\n");
    assert_holds(table,
                 "| Sport | 0 | aucune | aucune | 0 |");
    free(table);
}

/* ---- Tables of the program ---- */

static void formats_are_named_for_each_kind_of_answer(void **state)
{
    struct parangon_buf names = {0};

    (void)state;
    output_add_names(&names, ANSWER_SEARCH);
    assert_string_equal(names.data, "text|json|jsonl|csv|xlsx|markdown|html|odt|csl|trec");
    parangon_buf_reset(&names);
    output_add_names(&names, ANSWER_CHECK);
    assert_string_equal(names.data, "text|json");
    parangon_buf_clear(&names);
    assert_null(output_named("xml"));
}

static void every_field_and_string_is_named_in_both_languages(void **state)
{
    (void)state;
    for (size_t i = 0; i < parangon_field_count; i++) {
        const struct parangon_field *field = &parangon_fields[i];

        if (field->flags & PARANGON_FIELD_HIDDEN)
            continue;
        if (!string_field(field->name, PARANGON_FR) || !string_field(field->name, PARANGON_EN))
            fail_msg("%s has no name to show", field->name);
    }
    for (enum string_id id = 0; id < STRING_COUNT; id++) {
        assert_non_null(string_in(id, PARANGON_FR));
        assert_non_null(string_in(id, PARANGON_EN));
    }
    assert_null(string_field("nothing", PARANGON_FR));
}

static void numbers_are_written_as_readers_write_them(void **state)
{
    static const struct {
        double value;
        const char *fr, *en;
    } cases[] = {
        {0, "0", "0"},
        {999, "999", "999"},
        {1000, "1" THIN "000", "1,000"},
        {-1234567.5, "-1" THIN "234" THIN "567,5", "-1,234,567.5"},
        {0.125, "0,12", "0.12"},
        {10, "10", "10"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct parangon_buf fr = {0}, en = {0};

        number_add(&fr, cases[i].value, PARANGON_FR);
        number_add(&en, cases[i].value, PARANGON_EN);
        assert_string_equal(fr.data, cases[i].fr);
        assert_string_equal(en.data, cases[i].en);
        parangon_buf_clear(&fr);
        parangon_buf_clear(&en);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_search_is_printed_for_a_french_reader),
        cmocka_unit_test(a_search_is_printed_for_an_english_reader),
        cmocka_unit_test(titles_and_hits_are_bold_on_a_terminal_only),
        cmocka_unit_test(steps_of_the_ranking_are_shown_when_asked_for),
        cmocka_unit_test(a_question_read_as_it_was_typed_is_not_repeated),
        cmocka_unit_test(a_looser_match_is_said),
        cmocka_unit_test(an_empty_answer_says_what_to_try),
        cmocka_unit_test(a_page_after_the_last_is_no_empty_answer),
        cmocka_unit_test(years_are_told_from_the_year_of_a_report),
        cmocka_unit_test(an_intention_is_said_once),
        cmocka_unit_test(whoever_leads_with_others_and_abroad_is_named),
        cmocka_unit_test(lines_break_by_columns_and_not_by_bytes),
        cmocka_unit_test(a_word_wider_than_the_line_is_broken_between_characters),
        cmocka_unit_test(signs_of_french_stay_with_their_word),
        cmocka_unit_test(an_id_is_never_broken),
        cmocka_unit_test(control_characters_never_reach_a_terminal),
        cmocka_unit_test(records_with_control_characters_are_tamed_too),
        cmocka_unit_test(absent_and_wrong_members_do_no_harm),
        cmocka_unit_test(french_tables_are_for_french_spreadsheets),
        cmocka_unit_test(english_tables_have_commas_and_no_mark),
        cmocka_unit_test(a_cell_that_a_spreadsheet_would_run_is_guarded),
        cmocka_unit_test(a_number_is_no_formula),
        cmocka_unit_test(nothing_is_cut_from_a_table),
        cmocka_unit_test(a_list_to_paste_escapes_signs_of_markdown),
        cmocka_unit_test(json_is_valid_and_says_the_same),
        cmocka_unit_test(bytes_that_are_no_text_are_mended_in_json),
        cmocka_unit_test(lines_of_json_hold_one_result_each),
        cmocka_unit_test(lines_of_trec_have_six_columns),
        cmocka_unit_test(a_record_is_printed_whole),
        cmocka_unit_test(a_record_can_be_pasted),
        cmocka_unit_test(narrower_themes_stand_under_broader_ones),
        cmocka_unit_test(themes_in_a_circle_are_all_listed),
        cmocka_unit_test(what_an_index_holds_is_told_in_few_lines),
        cmocka_unit_test(what_an_index_lacks_is_said_and_not_left_empty),
        cmocka_unit_test(formats_are_named_for_each_kind_of_answer),
        cmocka_unit_test(every_field_and_string_is_named_in_both_languages),
        cmocka_unit_test(numbers_are_written_as_readers_write_them),
    };

    return cmocka_run_group_tests(tests, load_knowledge, free_knowledge);
}
