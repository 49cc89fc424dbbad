/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cases.h"

#include "parangon/index.h"
#include "parangon/json.h"
#include "parangon/memory.h"
#include "parangon/record.h"

#include <ctype.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The shipped vocabulary, read once; empty when the source tree is not told. */
static struct parangon_knowledge knowledge;
static struct parangon_lookup lookup;

static int read_knowledge(void **state)
{
    const char *root = getenv("PARANGON_SOURCE_ROOT");
    struct parangon_buf folder = {0};
    struct parangon_error err;

    (void)state;
    if (!root || !*root)
        return 0;
    parangon_buf_printf(&folder, "%s/corpus/vocabulary", root);
    if (parangon_knowledge_read(folder.data, NULL, NULL, &knowledge, &err)) {
        print_error("%s\n", err.message);
        return 1;
    }
    parangon_buf_clear(&folder);
    lookup = (struct parangon_lookup){knowledge.vocabulary, knowledge.places};
    return 0;
}

static int forget_knowledge(void **state)
{
    (void)state;
    parangon_knowledge_clear(&knowledge);
    return 0;
}

static void need_knowledge(void)
{
    free(source_path("")); /* skips when the tree is not told */
}

static cJSON *parse(const char *json)
{
    struct parangon_error err;
    cJSON *tree = parangon_json_parse(json, strlen(json), &err);

    if (!tree)
        fail_msg("%s: %s", json, err.message);
    return tree;
}

/* JSON is written here with ' for ", which no test needs otherwise. */
static cJSON *quoted(const char *json)
{
    char *text = parangon_strdup(json);

    for (char *at = text; *at; at++)
        *at = *at == '\'' ? '"' : *at;
    cJSON *tree = parse(text);
    free(text);
    return tree;
}

/* Fails unless the value, printed plainly with ' for ", is the expected text. */
static void expect_json(const cJSON *value, const char *expected)
{
    char *text = cJSON_PrintUnformatted(value);

    assert_non_null(text);
    for (char *at = text; *at; at++)
        *at = *at == '"' ? '\'' : *at;
    assert_string_equal(text, expected);
    cJSON_free(text);
}

/* ---- The table of fields ---- */

static void every_field_has_a_name_of_its_own_and_a_meaning(void **state)
{
    (void)state;
    assert_true(parangon_field_count > 40);
    for (size_t i = 0; i < parangon_field_count; i++) {
        const struct parangon_field *field = &parangon_fields[i];

        assert_non_null(field->name);
        assert_non_null(field->help);
        assert_ptr_equal(parangon_field_named(field->name), field);
        for (const char *at = field->name; *at; at++)
            assert_true(islower((unsigned char)*at) || *at == '_');
    }
    assert_null(parangon_field_named("theme "));
    assert_null(parangon_field_named(""));
}

static void no_prefix_is_the_beginning_of_another(void **state)
{
    (void)state;
    for (size_t i = 0; i < parangon_field_count; i++) {
        const char *prefix = parangon_fields[i].prefix;

        for (size_t j = 0; prefix && j < parangon_field_count; j++) {
            const char *other = parangon_fields[j].prefix;

            if (other && i != j && strncmp(prefix, other, strlen(prefix)) == 0)
                fail_msg("%s and %s: prefixes %s and %s", parangon_fields[i].name,
                         parangon_fields[j].name, prefix, other);
        }
    }
}

static void no_prefix_of_a_field_meets_those_of_words_and_themes(void **state)
{
    struct parangon_buf others = {0};

    (void)state;
    for (unsigned i = 1; i <= PARANGON_ABOUT_MAX; i++)
        parangon_buf_printf(&others, "%s ", parangon_prefix_about(i));
    for (int lang = 0; lang < PARANGON_LANG_COUNT; lang++)
        parangon_buf_printf(&others, "%s %s ", parangon_prefix_stem((enum parangon_lang)lang),
                            parangon_prefix_exact((enum parangon_lang)lang));
    parangon_buf_puts(&others, PARANGON_PREFIX_SOURCE " " PARANGON_TERM_HEAD " ");
    for (size_t i = 0; i < parangon_field_count; i++) {
        if (parangon_fields[i].prefix)
            assert_null(strstr(others.data, parangon_fields[i].prefix));
    }
    parangon_buf_clear(&others);
}

static void a_filter_leads_to_one_field_in_either_language(void **state)
{
    (void)state;
    for (size_t i = 0; i < parangon_field_count; i++) {
        const struct parangon_field *field = &parangon_fields[i];

        if (field->filter)
            assert_ptr_equal(parangon_field_filter(field->filter), field);
        if (field->filter_fr)
            assert_ptr_equal(parangon_field_filter(field->filter_fr), field);
    }
    assert_null(parangon_field_filter("nothing"));
    assert_null(parangon_field_filter(""));
}

static void filters_are_named_whatever_case_and_accents(void **state)
{
    (void)state;
    assert_string_equal(parangon_field_filter("Thème")->name, "themes");
    assert_string_equal(parangon_field_filter("PAYS")->name, "countries");
    assert_string_equal(parangon_field_filter("Réseau")->name, "networks");
    assert_string_equal(parangon_field_filter("département")->name, "department");
}

static void what_can_be_filtered_has_a_prefix_and_the_other_way_round(void **state)
{
    (void)state;
    for (size_t i = 0; i < parangon_field_count; i++) {
        const struct parangon_field *field = &parangon_fields[i];

        if ((field->filter != NULL) != (field->prefix != NULL))
            fail_msg("%s has only one of a filter and a prefix", field->name);
        if ((field->flags & PARANGON_FIELD_FACET) && !field->prefix)
            fail_msg("%s is a facet without a prefix", field->name);
        if (field->prefix && strcmp(field->prefix, PARANGON_PREFIX_LEADS) == 0)
            fail_msg("%s has the prefix of leads as they are counted", field->name);
    }
}

static void choices_are_there_where_the_type_asks_for_them(void **state)
{
    (void)state;
    for (size_t i = 0; i < parangon_field_count; i++) {
        const struct parangon_field *field = &parangon_fields[i];
        bool meant = field->type == PARANGON_TYPE_CHOICE || field->type == PARANGON_TYPE_CHOICES;

        if ((field->choices != NULL) != meant)
            fail_msg("%s: type and choices disagree", field->name);
    }
}

static void every_choice_has_a_label_in_both_languages(void **state)
{
    unsigned missing = 0;

    (void)state;
    need_knowledge();
    for (size_t i = 0; i < parangon_field_count; i++) {
        const struct parangon_field *field = &parangon_fields[i];
        const char *at = field->choices;

        while (at && *at) {
            size_t len = strcspn(at, "|");
            char id[120];
            const struct parangon_concept *label;

            snprintf(id, sizeof id, "%s/%.*s", field->name, (int)len, at);
            label = parangon_vocabulary_find(lookup.vocabulary, PARANGON_LABELS, id);
            if (!label || strcmp(label->label[PARANGON_FR], id) == 0 ||
                strcmp(label->label[PARANGON_EN], id) == 0) {
                print_error("label:%s is missing\n", id);
                missing++;
            }
            at += len + (at[len] == '|');
        }
    }
    assert_int_equal(missing, 0);
}

static void levels_goals_and_classes_have_labels(void **state)
{
    static const char *const ids[] = {"evidence/0",
                                      "evidence/4",
                                      "sdg/1",
                                      "sdg/17",
                                      "lang/fr",
                                      "lang/en",
                                      "class/commune-lt-100",
                                      "class/epci-gt-1000",
                                      "authority/metropole",
                                      "authority/etranger"};

    (void)state;
    need_knowledge();
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        assert_non_null(parangon_vocabulary_find(lookup.vocabulary, PARANGON_LABELS, ids[i]));
}

static void a_choice_is_a_whole_word_of_the_list(void **state)
{
    (void)state;
    assert_true(parangon_is_choice("a|bc|d", "a"));
    assert_true(parangon_is_choice("a|bc|d", "bc"));
    assert_true(parangon_is_choice("a|bc|d", "d"));
    assert_false(parangon_is_choice("a|bc|d", "b"));
    assert_false(parangon_is_choice("a|bc|d", "c"));
    assert_false(parangon_is_choice("a|bc|d", ""));
    assert_false(parangon_is_choice("a|bc|d", "a|bc"));
    assert_false(parangon_is_choice("", "a"));
}

/* ---- Checking ---- */

/* Checks {'title': 'T', MEMBERS} and returns what is left, or NULL with the error. */
static cJSON *checked(const char *members, struct parangon_error *err)
{
    struct parangon_buf json = {0};

    parangon_buf_printf(&json, "{'title':'T'%s%s}", *members ? "," : "", members);
    cJSON *version = quoted(json.data);
    cJSON *result = parangon_record_check(version, &lookup, NULL, err);
    cJSON_Delete(version);
    parangon_buf_clear(&json);
    return result;
}

struct check_case {
    const char *members, *expected;
};

static void expect_checked(const struct check_case cases[], size_t count)
{
    need_knowledge();
    for (size_t i = 0; i < count; i++) {
        struct parangon_error err;
        cJSON *result = checked(cases[i].members, &err);
        struct parangon_buf expected = {0};

        if (!result)
            fail_msg("%s: %s", cases[i].members, err.message);
        parangon_buf_printf(&expected, "{'title':'T'%s%s}", *cases[i].expected ? "," : "",
                            cases[i].expected);
        expect_json(result, expected.data);
        cJSON_Delete(result);
        parangon_buf_clear(&expected);
    }
}

/* Each is refused with a message that begins with the field's name. */
static void expect_refused(const struct check_case cases[], size_t count)
{
    need_knowledge();
    for (size_t i = 0; i < count; i++) {
        struct parangon_error err = {0};
        cJSON *result = checked(cases[i].members, &err);
        size_t name = strcspn(cases[i].members + 1, "'");

        if (result)
            fail_msg("%s was taken", cases[i].members);
        assert_int_equal(err.code, PARANGON_REJECTED);
        if (strncmp(err.message, cases[i].members + 1, name) != 0 || err.message[name] != ':')
            fail_msg("\"%s\" does not begin with the field of %s", err.message, cases[i].members);
        if (!strstr(err.message, cases[i].expected))
            fail_msg("\"%s\" does not say \"%s\"", err.message, cases[i].expected);
    }
}

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void good_values_are_put_into_their_plain_form(void **state)
{
    static const struct check_case cases[] = {
        {"", ""},
        {"'id':' nancy-eau '", "'id':'nancy-eau'"},
        {"'ref':12", "'ref':'12'"},
        {"'ref':1.5", "'ref':'1.5'"},
        {"'summary':'  L\\u2019eau\\n\\nici \\n'", "'summary':'L\xE2\x80\x99"
                                                   "eau\\n\\nici'"},
        {"'rate':'a\\tb'", "'rate':'a b'"},
        {"'kind':'practice'", "'kind':'practice'"},
        {"'functions':'advice'", "'functions':['advice']"},
        {"'functions':['advice','finance']", "'functions':['advice','finance']"},
        {"'themes':'eau-assainissement'", "'themes':['eau-assainissement']"},
        {"'themes':['water']", "'themes':['eau-assainissement']"},
        {"'themes':[]", "'themes':[]"},
        {"'themes':['','eau-assainissement',null]", "'themes':['eau-assainissement']"},
        {"'networks':['CGLU','UCLG']", "'networks':['cglu','cglu']"},
        {"'actors':'AFD'", "'actors':['AFD']"},
        {"'lead':'com:54395'", "'lead':'com:54395'"},
        {"'lead':'Nancy'", "'lead':'Nancy'"},
        {"'lead':'Nowhere at all'", "'lead':'Nowhere at all'"},
        {"'lead':'MG/Farafangana'", "'lead':'MG/Farafangana'"},
        {"'co_leads':'dep:54'", "'co_leads':['dep:54']"},
        {"'partners':'Farafangana'", "'partners':[{'name':'Farafangana'}]"},
        {"'partners':{'name':'Farafangana','country':'madagascar'}",
         "'partners':[{'name':'Farafangana','country':'MG'}]"},
        {"'year_start':2019", "'year_start':2019"},
        {"'year_start':'2019'", "'year_start':2019"},
        {"'checked_on':'2021-02-16'", "'checked_on':'2021-02-16'"},
        {"'checked_on':'2021-02'", "'checked_on':'2021-02'"},
        {"'checked_on':2021", "'checked_on':'2021'"},
        {"'sdg':6", "'sdg':[6]"},
        {"'sdg':['6',17]", "'sdg':[6,17]"},
        {"'evidence':0", "'evidence':0"},
        {"'evidence':'4'", "'evidence':4"},
        {"'amount_eur':45000.5", "'amount_eur':45000.5"},
        {"'amount_eur':'45000'", "'amount_eur':45000"},
        {"'amount_eur':'45.000'", "'amount_eur':45"},
        {"'amount_eur':'45 000'", "'amount_eur':45000"},
        {"'amount_eur':'1,2 M\xE2\x82\xAC'", "'amount_eur':1200000"},
        {"'checked_on':'16/02/2021'", "'checked_on':'2021-02-16'"},
        {"'checked_on':'2021-2-16'", "'checked_on':'2021-02-16'"},
        {"'year_start':'mars 2019'", "'year_start':2019"},
        {"'ongoing':'oui'", "'ongoing':true"},
        {"'stage':'En cours'", "'stage':'under-way'"},
        {"'evidence':'reported'", "'evidence':1"},
        {"'sdg':'ODD 6'", "'sdg':[6]"},
        {"'partners':'Farafangana (Madagascar)'",
         "'partners':[{'name':'Farafangana','country':'MG'}]"},
        {"'ongoing':true", "'ongoing':true"},
        {"'source':'The study'", "'source':{'title':'The study'}"},
        {"'source':{'title':'S','url':null,'page':3}",
         "'source':{'title':'S','url':null,'page':3}"},
        {"'amounts':[{'label':'a','value':45000}]", "'amounts':[{'label':'a','value':45000}]"},
        {"'amounts':{'value':1}", "'amounts':[{'value':1}]"},
        {"'stage':''", ""},
        {"'amount_eur':'NC'", ""},
        {"'year_end':'-'", ""},
        {"'stage':null", ""},
        {"'notes':'for editors'", ""},
        {"'class':'epci-200-400'", ""},
        {"'unheard_of':1", ""},
        {"'text':' \\n a\\fb \\f\\n'", "'text':'a\\fb'"},
        {"'text':' \\f\\n\\f## a'", "'text':'\\f\\f## a'"},
    };

    (void)state;
    expect_checked(cases, COUNT(cases));
}

static void bad_values_are_refused_with_the_field_and_what_to_do(void **state)
{
    static const struct check_case cases[] = {
        {"'id':'two words'", "no white space"},
        {"'id':'a\\u0001b'", "no white space"},
        {"'id':['a']", "line of text"},
        {"'ref':true", "line of text"},
        {"'ref':{}", "line of text"},
        {"'text':12", "text is meant"},
        {"'kind':'pratice'", "\"pratice\" is none of practice|"},
        {"'kind':['practice']", "line of text"},
        {"'functions':['advice','advise']", "\"advise\" is none of finance|"},
        {"'themes':'aeu-assainissement'",
         "theme \"aeu-assainissement\" is unknown (did you mean \"eau-assainissement\"?)"},
        {"'themes':['eau-assainissement','zzzzzzzzzz']", "theme \"zzzzzzzzzz\" is unknown"},
        {"'themes':[['eau-assainissement']]", "line of text"},
        {"'schemes':'ficoll'", "(did you mean \"ficol\"?)"},
        {"'networks':'zzzzzzzzz'", "network \"zzzzzzzzz\" is unknown"},
        {"'actions':'jumelag'", "(did you mean \"jumelage\"?)"},
        {"'lead':'com:99999'", "place com:99999 is unknown (a name may be given"},
        {"'lead':'dep:aa'", "unknown"},
        {"'co_leads':['com:54395','epci:1']", "place epci:1 is unknown"},
        {"'partners':[{'name':'F','country':'Nowhere'}]", "country \"Nowhere\" is unknown"},
        {"'partners':[12]", "an object is meant"},
        {"'partners':[{'name':['a']}]", "\"name\": one value is meant"},
        {"'year_start':19", "a year in four figures"},
        {"'year_start':'19'", "a year in four figures"},
        {"'year_start':'2019?'", "a year in four figures"},
        {"'year_start':2019.5", "a year in four figures"},
        {"'year_end':9999", "at most 50 years ahead"},
        {"'year_end':true", "a year in four figures"},
        {"'checked_on':'21'", "as 2021-02-16"},
        {"'checked_on':[]", "as 2021-02-16"},
        {"'sdg':18", "from 1 to 17"},
        {"'sdg':[6,0]", "from 1 to 17"},
        {"'sdg':1.5", "from 1 to 17"},
        {"'sdg':'water'", "from 1 to 17"},
        {"'evidence':5", "from 0 to 4"},
        {"'evidence':-1", "from 0 to 4"},
        {"'evidence':'high'", "from 0 to 4"},
        {"'checked_on':'2019-2021'", "as 2021-02-16"},
        {"'year_start':'2019-2021'", "a year in four figures"},
        {"'amount_eur':'45 000 USD'", "in euros"},
        {"'amount_eur':'environ 45000'", "in figures"},
        {"'amount_eur':'10 000 - 20 000'", "in figures"},
        {"'amount_eur':'inf'", "in figures"},
        {"'amount_eur':'nan'", "in figures"},
        {"'amount_eur':true", "in figures"},
        {"'ongoing':'perhaps'", "true or false"},
        {"'ongoing':1", "true or false"},
        {"'source':3", "an object is meant"},
        {"'source':{'title':{}}", "\"title\": one value is meant"},
    };

    (void)state;
    expect_refused(cases, COUNT(cases));
}

/* Figures followed by something else are no number. */
static void a_number_with_a_tail_is_refused(void **state)
{
    static const struct check_case cases[] = {
        {"'sdg':'6 and 7'", "from 1 to 17"},
        {"'sdg':'6.1'", "from 1 to 17"},
        {"'evidence':'2?'", "from 0 to 4"},
    };

    (void)state;
    expect_refused(cases, COUNT(cases));
}

static void a_day_that_does_not_exist_is_refused(void **state)
{
    static const struct check_case cases[] = {
        {"'checked_on':'2021-13-01'", "as 2021-02-16"},
        {"'checked_on':'2021-00'", "as 2021-02-16"},
        {"'checked_on':'2021-02-32'", "as 2021-02-16"},
    };

    (void)state;
    expect_refused(cases, COUNT(cases));
}

static void sizes_are_limited(void **state)
{
    struct parangon_buf json = {0};
    struct parangon_error err;

    (void)state;
    need_knowledge();
    parangon_buf_puts(&json, "'id':'");
    for (int i = 0; i < PARANGON_ID_MAX; i++)
        parangon_buf_putc(&json, 'x');
    parangon_buf_puts(&json, "'");
    cJSON *result = checked(json.data, &err);
    assert_non_null(result);
    cJSON_Delete(result);
    json.data[json.len - 1] = 'x';
    parangon_buf_puts(&json, "'");
    assert_null(checked(json.data, &err));
    assert_string_equal(err.message, "id: an id has 1 to 120 bytes and no white space");

    parangon_buf_reset(&json);
    parangon_buf_puts(&json, "'ref':'");
    for (int i = 0; i < 4001; i++)
        parangon_buf_putc(&json, 'x');
    parangon_buf_puts(&json, "'");
    assert_null(checked(json.data, &err));
    assert_string_equal(err.message, "ref: longer than 4000 bytes");

    parangon_buf_reset(&json);
    parangon_buf_puts(&json, "'actors':['a'");
    for (int i = 0; i < 200; i++)
        parangon_buf_puts(&json, ",'a'");
    parangon_buf_puts(&json, "]");
    assert_null(checked(json.data, &err));
    assert_string_equal(err.message, "actors: more than 200 elements");
    parangon_buf_clear(&json);
}

static void a_title_or_a_text_is_required(void **state)
{
    static const char *const missing[] = {"{}", "{'id':'a'}", "{'title':''}", "{'title':'  '}",
                                          "{'title':null,'text':' \\n'}"};
    struct parangon_error err;

    (void)state;
    need_knowledge();
    for (size_t i = 0; i < COUNT(missing); i++) {
        cJSON *version = quoted(missing[i]);

        assert_null(parangon_record_check(version, &lookup, NULL, &err));
        assert_int_equal(err.code, PARANGON_REJECTED);
        assert_memory_equal(err.message, "title:", 6);
        cJSON_Delete(version);
    }
    cJSON *version = quoted("{'text':'body'}");
    cJSON *result = parangon_record_check(version, &lookup, NULL, &err);
    expect_json(result, "{'text':'body'}");
    cJSON_Delete(version);
    cJSON_Delete(result);
}

static void unknown_keys_are_left_out_and_named(void **state)
{
    struct parangon_error err;

    (void)state;
    need_knowledge();
    cJSON *version = quoted("{'title':'T','Titel':'x','class':'y','theme':'eau'}");
    cJSON *unknown = cJSON_CreateArray();
    cJSON *result = parangon_record_check(version, &lookup, unknown, &err);
    expect_json(result, "{'title':'T'}");
    expect_json(unknown, "['Titel','class','theme']");
    cJSON_Delete(result);
    cJSON_Delete(unknown);
    cJSON_Delete(version);
}

static void a_checked_version_passes_the_check_again(void **state)
{
    struct parangon_error err;

    (void)state;
    need_knowledge();
    cJSON *once = checked("'themes':'water','year_start':'2019','sdg':6,'ref':3,'source':'S',"
                          "'partners':{'name':'F','country':'madagascar'},'evidence':'2'",
                          &err);
    cJSON *twice = parangon_record_check(once, &lookup, NULL, &err);
    assert_true(cJSON_Compare(once, twice, true));
    cJSON_Delete(once);
    cJSON_Delete(twice);
}

/* ---- Merging and joining ---- */

static void versions_are_merged_by_language(void **state)
{
    const cJSON *versions[] = {
        quoted("{'id':'a','lang':'fr','title':'Eau','text':'corps','path':'a.fr.md',"
               "'themes':['eau-assainissement']}"),
        quoted("{'id':'a','lang':'en','title':'Water','themes':['education'],'year_start':2019}"),
    };
    cJSON *record = parangon_record_merge(versions, 2);

    (void)state;
    expect_json(record, "{'id':'a','themes':['eau-assainissement'],'year_start':2019,"
                        "'versions':{'fr':{'title':'Eau','text':'corps','path':'a.fr.md'},"
                        "'en':{'title':'Water'}}}");
    expect_json(versions[1], "{'id':'a','lang':'en','title':'Water','themes':['education'],"
                             "'year_start':2019}");
    cJSON_Delete(record);
    cJSON_Delete((cJSON *)(uintptr_t)versions[0]);
    cJSON_Delete((cJSON *)(uintptr_t)versions[1]);
}

static void the_first_version_of_a_language_stays(void **state)
{
    const cJSON *versions[] = {quoted("{'id':'a','lang':'fr','title':'Un'}"),
                               quoted("{'id':'a','lang':'fr','title':'Deux','ref':'9'}")};
    cJSON *record = parangon_record_merge(versions, 2);

    (void)state;
    expect_json(record, "{'id':'a','ref':'9','versions':{'fr':{'title':'Un'}}}");
    cJSON_Delete(record);
    cJSON_Delete((cJSON *)(uintptr_t)versions[0]);
    cJSON_Delete((cJSON *)(uintptr_t)versions[1]);
}

static void a_reader_sees_the_version_in_his_language_or_the_first(void **state)
{
    cJSON *record = quoted("{'versions':{'fr':{'title':'Eau'},'en':{'title':'Water'}}}");
    cJSON *english = quoted("{'versions':{'en':{'title':'Water'}}}");
    cJSON *none = quoted("{'versions':{}}");
    enum parangon_lang found = PARANGON_OTHER;

    (void)state;
    expect_json(parangon_record_version(record, PARANGON_EN, &found), "{'title':'Water'}");
    assert_int_equal(found, PARANGON_EN);
    expect_json(parangon_record_version(record, PARANGON_OTHER, &found), "{'title':'Eau'}");
    assert_int_equal(found, PARANGON_FR);
    expect_json(parangon_record_version(english, PARANGON_FR, &found), "{'title':'Water'}");
    assert_int_equal(found, PARANGON_EN);
    expect_json(parangon_record_version(english, PARANGON_FR, NULL), "{'title':'Water'}");
    assert_null(parangon_record_version(none, PARANGON_FR, &found));
    cJSON_Delete(record);
    cJSON_Delete(english);
    cJSON_Delete(none);
}

/* The record after the join, yours. */
static cJSON *joined(const char *json)
{
    need_knowledge();

    cJSON *record = quoted(json);
    parangon_record_join(record, &lookup);
    return record;
}

static const cJSON *lead_of(const cJSON *record)
{
    return cJSON_GetObjectItemCaseSensitive(record, "lead");
}

static void expect_lead(const char *lead, const char *key, const char *expected)
{
    cJSON *record = cJSON_CreateObject();
    const char *found;

    cJSON_AddStringToObject(record, "lead", lead);
    parangon_record_join(record, &lookup);
    found = parangon_json_text(lead_of(record), key);
    if (expected && !found)
        fail_msg("%s: no %s", lead, key);
    if (expected)
        assert_string_equal(found, expected);
    else
        assert_null(found);
    cJSON_Delete(record);
}

static void a_lead_by_code_is_joined_with_its_place(void **state)
{
    cJSON *record = joined("{'lead':'epci:245400676'}");
    const cJSON *lead = lead_of(record);

    (void)state;
    assert_string_equal(parangon_json_text(lead, "name"), "Métropole du Grand Nancy");
    assert_string_equal(parangon_json_text(lead, "code"), "epci:245400676");
    assert_string_equal(parangon_json_text(lead, "country"), "FR");
    assert_string_equal(parangon_json_text(lead, "kind"), "metropole");
    assert_string_equal(parangon_json_text(lead, "class"), "epci-200-400");
    assert_string_equal(parangon_json_text(lead, "department"), "dep:54");
    assert_string_equal(parangon_json_text(lead, "region"), "reg:44");
    assert_null(parangon_json_text(lead, "parent"));
    assert_true(parangon_json_number(lead, "population", 0) > 200000);
    assert_true(parangon_json_number(lead, "population_year", 0) >= 2019);
    expect_json(cJSON_GetObjectItemCaseSensitive(record, "countries"), "[]");
    expect_json(cJSON_GetObjectItemCaseSensitive(record, "co_leads"), "[]");
    cJSON_Delete(record);
}

static void a_lead_by_name_is_looked_up(void **state)
{
    (void)state;
    need_knowledge();
    expect_lead("Nancy", "code", "com:54395");
    expect_lead("Nancy", "parent", "epci:245400676");
    expect_lead("nancy", "name", "Nancy");
    expect_lead("GRAND NANCY", "code", "epci:245400676");
    expect_lead("metropole du grand nancy", "code", "epci:245400676");
    expect_lead("saint etienne", "name", "Saint-Étienne");
    expect_lead("Meurthe-et-Moselle", "code", "dep:54");
}

static void a_lead_that_nobody_knows_keeps_its_name(void **state)
{
    (void)state;
    need_knowledge();
    expect_lead("Collectif des Inconnus", "name", "Collectif des Inconnus");
    expect_lead("Collectif des Inconnus", "code", NULL);
    expect_lead("Collectif des Inconnus", "country", NULL);
    expect_lead("XX/Nowhere", "name", "XX/Nowhere");
    expect_lead("XX/Nowhere", "country", NULL);
    expect_lead("MG/", "country", NULL);
}

static void a_lead_abroad_has_its_country(void **state)
{
    cJSON *record = joined("{'lead':'MG/Farafangana'}");

    (void)state;
    expect_json(lead_of(record),
                "{'name':'Farafangana','code':'MG/Farafangana','country':'MG','kind':'etranger'}");
    expect_json(cJSON_GetObjectItemCaseSensitive(record, "countries"), "['MG']");
    cJSON_Delete(record);
}

static void a_lead_may_be_an_organisation(void **state)
{
    (void)state;
    need_knowledge();
    expect_lead("cites-unies-france", "name", "Cités Unies France");
    expect_lead("cites-unies-france", "kind", "organisation");
    expect_lead("cites-unies-france", "code", "cites-unies-france");
}

static void co_leads_are_joined_and_countries_counted_once(void **state)
{
    cJSON *record = joined("{'co_leads':['com:54395','MG/Farafangana','Inconnu'],"
                           "'partners':[{'name':'F','country':'MG'},{'name':'K','country':'DE'},"
                           "{'name':'P','country':'FR'},{'name':'Q'}]}");
    const cJSON *co_leads = cJSON_GetObjectItemCaseSensitive(record, "co_leads");

    (void)state;
    assert_null(lead_of(record));
    assert_int_equal(cJSON_GetArraySize(co_leads), 3);
    assert_string_equal(parangon_json_text(cJSON_GetArrayItem(co_leads, 0), "name"), "Nancy");
    assert_string_equal(parangon_json_text(cJSON_GetArrayItem(co_leads, 1), "country"), "MG");
    expect_json(cJSON_GetArrayItem(co_leads, 2), "{'name':'Inconnu'}");
    expect_json(cJSON_GetObjectItemCaseSensitive(record, "countries"), "['MG','DE']");
    cJSON_Delete(record);
}

/* ---- What is asked of a record ---- */

static void only_what_is_published_is_searched(void **state)
{
    static const struct {
        const char *json;
        bool searched;
    } cases[] = {{"{}", true},
                 {"{'status':'published'}", true},
                 {"{'status':'draft'}", false},
                 {"{'status':'archived'}", false},
                 {"{'status':'to-check'}", false}};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        cJSON *record = quoted(cases[i].json);

        assert_int_equal(parangon_record_is_searched(record), cases[i].searched);
        cJSON_Delete(record);
    }
}

static void add_value(void *context, const char *value)
{
    struct parangon_buf *values = context;

    if (values->len)
        parangon_buf_putc(values, '|');
    parangon_buf_puts(values, value);
}

static void expect_values(const cJSON *record, const char *field, const char *expected)
{
    struct parangon_buf values = {0};

    parangon_record_values(record, parangon_field_named(field), add_value, &values);
    assert_string_equal(parangon_buf_str(&values), expected);
    parangon_buf_clear(&values);
}

static void the_values_of_a_record_are_those_of_its_filters(void **state)
{
    cJSON *record =
        joined("{'id':'a','kind':'practice','themes':['eau-assainissement','education'],"
               "'sdg':[6,17],'evidence':0,'year_reported':2021,'lead':'com:54395',"
               "'co_leads':['MG/Farafangana','Grand Nancy'],'actors':['AFD','Croix-Rouge'],"
               "'partners':[{'name':'Région Haute-Matsiatra','country':'MG'},{'country':'DE'}],"
               "'versions':{'fr':{},'en':{}}}");

    (void)state;
    expect_values(record, "id", "a");
    expect_values(record, "kind", "practice");
    expect_values(record, "lang", "fr|en");
    expect_values(record, "themes", "eau-assainissement|education");
    expect_values(record, "sdg", "6|17");
    expect_values(record, "evidence", "0");
    expect_values(record, "year_reported", "2021");
    expect_values(record, "lead",
                  "com:54395|nancy|MG/Farafangana|farafangana|epci:245400676|"
                  "metropole du grand nancy");
    expect_values(record, "class", "commune-100-200|epci-200-400");
    expect_values(record, "authority", "commune|etranger|metropole");
    expect_values(record, "region", "reg:44|reg:44");
    expect_values(record, "department", "dep:54|dep:54");
    expect_values(record, "parent", "epci:245400676");
    expect_values(record, "countries", "MG|DE");
    expect_values(record, "partners", "region haute matsiatra");
    expect_values(record, "stage", "");
    cJSON_Delete(record);
}

static void bodies_are_filtered_by_what_stands_in_the_record(void **state)
{
    cJSON *record = quoted("{'actors':['afd','Croix-Rouge'],'funders':[]}");

    (void)state;
    expect_values(record, "actors", "afd|Croix-Rouge");
    expect_values(record, "funders", "");
    cJSON_Delete(record);
}

static void a_lead_is_counted_once_by_its_code_or_else_its_name(void **state)
{
    cJSON *record = joined("{'id':'a','lead':'Grand Nancy','co_leads':['MG/Farafangana',"
                           "'AFD','Amis du Pigeon','afd'],'versions':{'fr':{}}}");
    struct parangon_buf values = {0};

    (void)state;
    parangon_record_leads(record, add_value, &values);
    assert_string_equal(parangon_buf_str(&values),
                        "epci:245400676|MG/Farafangana|afd|amis du pigeon|afd");
    parangon_buf_clear(&values);
    cJSON_Delete(record);
}

static void the_amount_of_a_record_is_its_total_or_the_largest_in_euros(void **state)
{
    static const struct {
        const char *json;
        double amount;
    } cases[] = {
        {"{}", 0},
        {"{'amount_eur':45000.5}", 45000.5},
        {"{'amount_eur':10,'amounts':[{'value':20}]}", 10},
        {"{'amounts':[{'value':20},{'value':35,'currency':'EUR'},{'value':9,'currency':null}]}",
         35},
        {"{'amounts':[{'value':20},{'value':90,'currency':'XOF'},{'value':'30'}]}", 20},
        {"{'amount_eur':0,'amounts':[{'value':-5}]}", 0},
        {"{'amount_eur':-3}", 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cJSON *record = quoted(cases[i].json);

        assert_true(parangon_record_amount(record) == cases[i].amount);
        cJSON_Delete(record);
    }
}

static void a_regional_network_states_its_region_itself(void **state)
{
    cJSON *record = quoted("{'region':'reg:44','lead':{'name':'X'},'co_leads':[]}");

    (void)state;
    expect_values(record, "region", "reg:44");
    cJSON_Delete(record);
}

static void the_period_of_an_action_is_told_from_what_is_known(void **state)
{
    static const struct {
        const char *json;
        bool dated;
        int first, last;
    } cases[] = {
        {"{}", false, 0, 0},
        {"{'ongoing':true}", false, 0, 0},
        {"{'year_reported':2021}", false, 0, 0},
        {"{'year_start':2019}", true, 2019, 2019},
        {"{'year_start':2019,'year_end':2021}", true, 2019, 2021},
        {"{'year_end':2021}", true, 2021, 2021},
        {"{'year_start':2019,'ongoing':true}", true, 2019, INT_MAX},
        {"{'year_start':2019,'year_end':2021,'ongoing':true}", true, 2019, 2021},
        {"{'year_start':2019,'ongoing':false}", true, 2019, 2019},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        cJSON *record = quoted(cases[i].json);
        int first = 0, last = 0;

        assert_int_equal(parangon_record_period(record, &first, &last), cases[i].dated);
        assert_int_equal(first, cases[i].first);
        assert_int_equal(last, cases[i].last);
        cJSON_Delete(record);
    }
}

/* ---- Passages ---- */

/* All passages lie in the text, in order, begin and end with characters, and are not too long. */
static void expect_sound(const char *text, size_t len, const struct parangon_passage *passages,
                         size_t count)
{
    size_t end = 0;

    for (size_t i = 0; i < count; i++) {
        assert_true(end <= passages[i].begin && passages[i].begin < passages[i].end);
        assert_true(passages[i].end <= len);
        assert_true(passages[i].end - passages[i].begin <= 4000);
        assert_int_not_equal((unsigned char)text[passages[i].begin] & 0xC0, 0x80);
        if (passages[i].end < len)
            assert_int_not_equal((unsigned char)text[passages[i].end] & 0xC0, 0x80);
        end = passages[i].end;
    }
}

static void a_short_text_is_one_passage(void **state)
{
    static const char text[] = "Avant.\n\n## Titre\n\nAprès.\n";
    struct parangon_passage *passages;

    (void)state;
    assert_int_equal(parangon_passages_cut(text, strlen(text), &passages), 1);
    assert_int_equal(passages[0].begin, 0);
    assert_int_equal(passages[0].end, strlen(text));
    assert_null(passages[0].heading);
    free(passages);
    assert_int_equal(parangon_passages_cut("", 0, &passages), 1);
    assert_int_equal(passages[0].end, 0);
    free(passages);
    assert_int_equal(parangon_passages_cut(NULL, 0, &passages), 1);
    free(passages);
}

static void fill(struct parangon_buf *text, const char *piece, size_t len)
{
    while (text->len < len)
        parangon_buf_puts(text, piece);
}

static void a_long_text_is_cut_at_its_headings(void **state)
{
    struct parangon_buf text = {0};
    struct parangon_passage *passages;

    (void)state;
    parangon_buf_puts(&text, "Before.\n\n##  The first one \n\n");
    fill(&text, "first words ", 3000);
    parangon_buf_puts(&text, "\n\n### Second\n");
    fill(&text, "second words ", 6000);
    parangon_buf_puts(&text, "\n#Not a heading\n####### nor this\n# Third\n");
    fill(&text, "third words ", 9000);
    size_t count = parangon_passages_cut(text.data, text.len, &passages);
    assert_int_equal(count, 4);
    expect_sound(text.data, text.len, passages, count);
    assert_null(passages[0].heading);
    assert_memory_equal(text.data + passages[0].begin, "Before.", passages[0].end);
    assert_int_equal(passages[1].heading_len, strlen("The first one"));
    assert_memory_equal(passages[1].heading, "The first one", passages[1].heading_len);
    assert_memory_equal(text.data + passages[1].begin, "first words", 11);
    assert_memory_equal(passages[2].heading, "Second", passages[2].heading_len);
    assert_memory_equal(passages[3].heading, "Third", passages[3].heading_len);
    assert_memory_equal(text.data + passages[3].begin, "third words", 11);
    free(passages);
    parangon_buf_clear(&text);
}

static void a_long_section_is_cut_between_paragraphs(void **state)
{
    struct parangon_buf text = {0};
    struct parangon_passage *passages;

    (void)state;
    parangon_buf_puts(&text, "## Heading\n\n");
    for (int i = 0; i < 12; i++) {
        fill(&text, "words and more of them, ", text.len + 900);
        parangon_buf_puts(&text, "the end.\n\nStart ");
    }
    size_t count = parangon_passages_cut(text.data, text.len, &passages);
    assert_in_range(count, 3, 5);
    expect_sound(text.data, text.len, passages, count);
    for (size_t i = 0; i < count; i++) {
        assert_memory_equal(passages[i].heading, "Heading", passages[i].heading_len);
        if (i > 0)
            assert_memory_equal(text.data + passages[i].begin, "Start ", 6);
    }
    free(passages);
    parangon_buf_clear(&text);
}

/* Cuts a text made of one piece over and over; nothing but white space may be lost. */
static void cut_all_of(const char *piece, size_t len)
{
    struct parangon_buf text = {0};
    struct parangon_passage *passages;
    size_t end = 0;

    fill(&text, piece, len);
    size_t count = parangon_passages_cut(text.data, text.len, &passages);
    expect_sound(text.data, text.len, passages, count);
    for (size_t i = 0; i <= count; i++) {
        size_t next = i < count ? passages[i].begin : text.len;

        for (size_t at = end; at < next; at++)
            assert_non_null(memchr(" \t\r\n", text.data[at], 4));
        end = i < count ? passages[i].end : text.len;
    }
    free(passages);
    parangon_buf_clear(&text);
}

static void a_long_text_without_headings_loses_nothing(void **state)
{
    (void)state;
    cut_all_of("word ", 30000);
    cut_all_of("a line of words\n", 30000);
    cut_all_of("a paragraph.\n\n", 30000);
    cut_all_of("x", 30000);
    cut_all_of("mots accentu\xC3\xA9s ", 30000);
}

static void a_text_without_spaces_is_cut_between_characters(void **state)
{
    (void)state;
    cut_all_of("\xC3\xA9", 20000);
    cut_all_of("\xE5\x8C\x97", 20000);
    cut_all_of("a\xF0\x9F\x98\x80", 20000);
}

static void long_white_space_is_one_passage(void **state)
{
    struct parangon_buf text = {0};
    struct parangon_passage *passages;

    (void)state;
    fill(&text, " \n\n", 20000);
    assert_int_equal(parangon_passages_cut(text.data, text.len, &passages), 1);
    free(passages);
    parangon_buf_clear(&text);
}

static void malformed_bytes_do_not_stop_the_cutting(void **state)
{
    struct parangon_buf text = {0};
    struct parangon_passage *passages;

    (void)state;
    fill(&text, "\x80", 20000);
    size_t count = parangon_passages_cut(text.data, text.len, &passages);
    assert_true(count >= 1);
    assert_int_equal(passages[count - 1].end, text.len);
    free(passages);
    parangon_buf_clear(&text);
}

static void a_short_text_with_pages_is_one_passage_that_knows_its_page(void **state)
{
    static const char text[] = "\f\f## Titre\n\nDeux.\n\n\fTrois.\n";
    struct parangon_passage *passages;

    (void)state;
    assert_int_equal(parangon_passages_cut(text, strlen(text), &passages), 1);
    assert_int_equal(passages[0].page, 3);
    assert_memory_equal(text + passages[0].begin, "## Titre", 8);
    free(passages);
    assert_int_equal(parangon_passages_cut("Sans page.", 10, &passages), 1);
    assert_int_equal(passages[0].page, 0);
    free(passages);
}

static void each_passage_of_a_long_text_knows_the_page_it_begins_on(void **state)
{
    struct parangon_buf text = {0};
    struct parangon_passage *passages;

    (void)state;
    fill(&text, "first page ", 3000);
    parangon_buf_puts(&text, "\n\n\f## Heading on the second\n\n");
    fill(&text, "second page ", text.len + 3000);
    parangon_buf_puts(&text, "\n\n\f\fFourth page, a new paragraph. ");
    fill(&text, "fourth page ", text.len + 3000);
    size_t count = parangon_passages_cut(text.data, text.len, &passages);
    assert_int_equal(count, 3);
    expect_sound(text.data, text.len, passages, count);
    assert_null(passages[0].heading);
    assert_int_equal(passages[0].page, 1);
    assert_int_equal(passages[1].heading_len, strlen("Heading on the second"));
    assert_memory_equal(passages[1].heading, "Heading on the second", passages[1].heading_len);
    assert_int_equal(passages[1].page, 2);
    assert_memory_equal(text.data + passages[2].begin, "Fourth page", 11);
    assert_int_equal(passages[2].page, 4);
    free(passages);
    parangon_buf_clear(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_field_has_a_name_of_its_own_and_a_meaning),
        cmocka_unit_test(no_prefix_is_the_beginning_of_another),
        cmocka_unit_test(no_prefix_of_a_field_meets_those_of_words_and_themes),
        cmocka_unit_test(a_filter_leads_to_one_field_in_either_language),
        cmocka_unit_test(filters_are_named_whatever_case_and_accents),
        cmocka_unit_test(what_can_be_filtered_has_a_prefix_and_the_other_way_round),
        cmocka_unit_test(choices_are_there_where_the_type_asks_for_them),
        cmocka_unit_test(every_choice_has_a_label_in_both_languages),
        cmocka_unit_test(levels_goals_and_classes_have_labels),
        cmocka_unit_test(a_choice_is_a_whole_word_of_the_list),
        cmocka_unit_test(good_values_are_put_into_their_plain_form),
        cmocka_unit_test(bad_values_are_refused_with_the_field_and_what_to_do),
        cmocka_unit_test(a_number_with_a_tail_is_refused),
        cmocka_unit_test(a_day_that_does_not_exist_is_refused),
        cmocka_unit_test(sizes_are_limited),
        cmocka_unit_test(a_title_or_a_text_is_required),
        cmocka_unit_test(unknown_keys_are_left_out_and_named),
        cmocka_unit_test(a_checked_version_passes_the_check_again),
        cmocka_unit_test(versions_are_merged_by_language),
        cmocka_unit_test(the_first_version_of_a_language_stays),
        cmocka_unit_test(a_reader_sees_the_version_in_his_language_or_the_first),
        cmocka_unit_test(a_lead_by_code_is_joined_with_its_place),
        cmocka_unit_test(a_lead_by_name_is_looked_up),
        cmocka_unit_test(a_lead_that_nobody_knows_keeps_its_name),
        cmocka_unit_test(a_lead_abroad_has_its_country),
        cmocka_unit_test(a_lead_may_be_an_organisation),
        cmocka_unit_test(co_leads_are_joined_and_countries_counted_once),
        cmocka_unit_test(only_what_is_published_is_searched),
        cmocka_unit_test(the_values_of_a_record_are_those_of_its_filters),
        cmocka_unit_test(bodies_are_filtered_by_what_stands_in_the_record),
        cmocka_unit_test(a_lead_is_counted_once_by_its_code_or_else_its_name),
        cmocka_unit_test(the_amount_of_a_record_is_its_total_or_the_largest_in_euros),
        cmocka_unit_test(a_regional_network_states_its_region_itself),
        cmocka_unit_test(the_period_of_an_action_is_told_from_what_is_known),
        cmocka_unit_test(a_short_text_is_one_passage),
        cmocka_unit_test(a_long_text_is_cut_at_its_headings),
        cmocka_unit_test(a_long_section_is_cut_between_paragraphs),
        cmocka_unit_test(a_long_text_without_headings_loses_nothing),
        cmocka_unit_test(a_text_without_spaces_is_cut_between_characters),
        cmocka_unit_test(long_white_space_is_one_passage),
        cmocka_unit_test(malformed_bytes_do_not_stop_the_cutting),
        cmocka_unit_test(a_short_text_with_pages_is_one_passage_that_knows_its_page),
        cmocka_unit_test(each_passage_of_a_long_text_knows_the_page_it_begins_on),
    };

    return cmocka_run_group_tests(tests, read_knowledge, forget_knowledge);
}
