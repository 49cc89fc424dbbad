/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * References in CSL-JSON, which Zotero and the like read
 * (https://docs.citationstyles.org/en/stable/specification.html,
 * https://github.com/citation-style-language/schema).
 *
 * An item is a record as its source tells it. Whoever leads the action stands as the author, since
 * no record names a person and none may be made up; a year is given only if the record says when
 * it was reported, since the year of an action is not that of what was written about it.
 */
#include "output.h"

#include "about.h"
#include "export_strings.h"
#include "output_strings.h"
#include "page.h"
#include "words.h"

#include "parangon/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where an item takes its members from: a result, or a record and its version. */
struct cited {
    const cJSON *record, *version, *source;
    const char *lang;
    const cJSON *answer;
    const struct output_settings *settings;
};

static void add_text(cJSON *item, const char *key, const char *text)
{
    struct parangon_buf clean = {0};

    if (!text)
        return;
    page_add_clean(&clean, text);
    cJSON_AddStringToObject(item, key, parangon_buf_str(&clean));
    parangon_buf_clear(&clean);
}

static bool is_web_address(const char *url)
{
    return url && (strncmp(url, "https://", 8) == 0 || strncmp(url, "http://", 7) == 0);
}

static void add_name(cJSON *names, const cJSON *place)
{
    const char *name = cJSON_IsString(place) ? place->valuestring : words_text(place, "name");

    if (!name)
        return;
    cJSON *literal = cJSON_CreateObject();

    add_text(literal, "literal", name);
    cJSON_AddItemToArray(names, literal);
}

static void add_authors(cJSON *item, const cJSON *record)
{
    cJSON *names = cJSON_CreateArray();
    const cJSON *place;

    add_name(names, words_member(record, "lead"));
    cJSON_ArrayForEach(place, words_member(record, "co_leads")) add_name(names, place);
    if (names->child)
        cJSON_AddItemToObject(item, "author", names);
    else
        cJSON_Delete(names);
}

/* As many parts as are known: {"date-parts": [[2021, 2, 16]]}. */
static void add_date(cJSON *item, const char *key, const int parts[], int count)
{
    cJSON *date = cJSON_AddObjectToObject(item, key);

    cJSON_AddItemToArray(cJSON_AddArrayToObject(date, "date-parts"),
                         cJSON_CreateIntArray(parts, count));
}

static void add_dates(cJSON *item, const struct cited *cited)
{
    int year = (int)parangon_json_number(cited->record, "year_reported", 0);
    const char *asked = words_text(cited->answer, "date");
    int parts[3];

    if (year > 0)
        add_date(item, "issued", &year, 1);
    if (asked && sscanf(asked, "%4d-%2d-%2d", &parts[0], &parts[1], &parts[2]) == 3)
        add_date(item, "accessed", parts, 3);
}

static void add_keywords(cJSON *item, const struct cited *cited)
{
    struct parangon_buf themes = {0};

    words_add_labels(&themes, cited->settings, PARANGON_THEMES,
                     words_member(cited->record, "themes"), ", ");
    if (themes.len)
        add_text(item, "keyword", themes.data);
    parangon_buf_clear(&themes);
}

/* Where in the source, how old it is, and which record says so. */
static void add_note(cJSON *item, const struct cited *cited)
{
    const char *between = string_in(STRING_LIST, cited->settings->ui);
    const char *locator = words_text(cited->source, "locator");
    struct parangon_buf note = {0};
    size_t start;

    if (locator)
        parangon_buf_printf(&note, "%s%s", locator, between);
    start = note.len;
    words_add_age(&note, cited->record, cited->settings->ui);
    if (note.len > start)
        parangon_buf_puts(&note, between);
    parangon_buf_printf(&note, "Parangon, %s", words_text(item, "id"));
    add_text(item, "note", note.data);
    parangon_buf_clear(&note);
}

/* A page of the web, a part of a document that is named, or only the record. */
static const char *type_of(const cJSON *source)
{
    if (is_web_address(words_text(source, "url")))
        return "webpage";
    return words_text(source, "title") ? "report" : "document";
}

static cJSON *make_item(const struct cited *cited)
{
    const char *id = words_text(cited->record, "id"), *url = words_text(cited->source, "url");
    const char *title = words_text(cited->version, "title");
    cJSON *item = cJSON_CreateObject();

    add_text(item, "id", id ? id : "?");
    add_text(item, "type", type_of(cited->source));
    add_text(item, "title", title ? title : id);
    add_authors(item, cited->record);
    add_text(item, "container-title", words_text(cited->source, "title"));
    add_text(item, "publisher", words_text(cited->source, "publisher"));
    add_dates(item, cited);
    add_text(item, "URL", is_web_address(url) ? url : NULL);
    add_text(item, "language", cited->lang);
    add_text(item, "abstract", words_text(cited->version, "summary"));
    add_keywords(item, cited);
    add_note(item, cited);
    cJSON_AddItemToObject(item, "custom", about_export(cited->answer));
    return item;
}

static void print_items(cJSON *items, struct parangon_buf *out)
{
    char *json = cJSON_Print(items);

    if (!json)
        abort(); /* no memory: nothing else can fail */
    page_add_clean(out, json);
    parangon_buf_putc(out, '\n');
    cJSON_free(json);
    cJSON_Delete(items);
}

static void print_search(const cJSON *answer, const struct output_settings *settings,
                         struct parangon_buf *out)
{
    cJSON *items = cJSON_CreateArray();
    const cJSON *result;

    cJSON_ArrayForEach(result, words_member(answer, "results"))
    {
        const struct cited cited = {
            result, result,  words_member(result, "source"), words_text(result, "lang"),
            answer, settings};

        cJSON_AddItemToArray(items, make_item(&cited));
    }
    print_items(items, out);
}

static void print_record(const cJSON *answer, const struct output_settings *settings,
                         struct parangon_buf *out)
{
    const cJSON *record = words_member(answer, "record");
    enum parangon_lang lang = PARANGON_OTHER;
    const cJSON *version = parangon_record_version(
        record, settings->ui == PARANGON_FR ? PARANGON_FR : PARANGON_EN, &lang);
    const struct cited cited = {record,
                                version,
                                words_member(record, "source"),
                                lang == PARANGON_OTHER ? NULL : parangon_lang_code(lang),
                                answer,
                                settings};
    cJSON *items = cJSON_CreateArray();

    cJSON_AddItemToArray(items, make_item(&cited));
    print_items(items, out);
}

const struct output output_csl = {
    .name = "csl",
    .media_type = "application/vnd.citationstyles.csl+json",
    .extension = ".csl.json",
    .print = {[ANSWER_SEARCH] = print_search, [ANSWER_RECORD] = print_record},
};
