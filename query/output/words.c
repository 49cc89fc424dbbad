/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "words.h"

#include "numbers.h"
#include "output_strings.h"

#include "parangon/json.h"
#include "parangon/record.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    PLACES_SHOWN = 8
};

const cJSON *words_member(const cJSON *object, const char *key)
{
    const cJSON *member = cJSON_GetObjectItemCaseSensitive(object, key);

    return cJSON_IsNull(member) ? NULL : member;
}

const cJSON *words_field(const cJSON *record, const char *name, enum parangon_lang ui)
{
    const cJSON *member = parangon_record_member(record, name, ui);

    return cJSON_IsNull(member) ? NULL : member;
}

const char *words_text(const cJSON *object, const char *key)
{
    const char *text = parangon_json_text(object, key);

    return text && *text ? text : NULL;
}

const char *words_of_both(const cJSON *both, enum parangon_lang ui)
{
    const char *mine = words_text(both, ui == PARANGON_FR ? "fr" : "en");

    if (cJSON_IsString(both))
        return *both->valuestring ? both->valuestring : NULL;
    return mine ? mine : words_text(both, ui == PARANGON_FR ? "en" : "fr");
}

const char *words_label(const struct output_settings *settings, enum parangon_scheme scheme,
                        const char *id)
{
    enum parangon_lang ui = settings->ui == PARANGON_FR ? PARANGON_FR : PARANGON_EN;

    if (!settings->knowledge)
        return id;
    return parangon_vocabulary_label(settings->knowledge->vocabulary, scheme, id, ui);
}

/* An unknown label comes back as "field/choice": then the choice says it better. */
static const char *choice_label(const struct output_settings *settings, const char *field,
                                const char *choice)
{
    char id[160];
    const char *label;

    snprintf(id, sizeof id, "%s/%s", field, choice);
    label = words_label(settings, PARANGON_LABELS, id);
    return label == id ? choice : label;
}

void words_add_choice(struct parangon_buf *out, const struct output_settings *settings,
                      const char *field, const char *choice)
{
    parangon_buf_puts(out, choice_label(settings, field, choice));
}

void words_add_labels(struct parangon_buf *out, const struct output_settings *settings,
                      enum parangon_scheme scheme, const cJSON *ids, const char *between)
{
    const char *separator = "";
    const cJSON *id;

    cJSON_ArrayForEach(id, ids)
    {
        if (!cJSON_IsString(id))
            continue;
        parangon_buf_puts(out, separator);
        parangon_buf_puts(out, settings ? words_label(settings, scheme, id->valuestring)
                                        : id->valuestring);
        separator = between;
    }
}

/* ---- Places ---- */

void words_add_place(struct parangon_buf *out, const struct output_settings *settings,
                     const cJSON *place)
{
    const char *name = cJSON_IsString(place) ? place->valuestring : words_text(place, "name");
    const char *country = words_text(place, "country");
    double population = parangon_json_number(place, "population", 0);

    if (!name && !country)
        return;
    if (country && strcmp(country, "FR") != 0) {
        const char *label = words_label(settings, PARANGON_COUNTRIES, country);

        /* A partner may be a whole country. */
        if (name && strcmp(name, label) != 0)
            parangon_buf_printf(out, "%s (%s)", name, label);
        else
            parangon_buf_puts(out, label);
    } else if (name) {
        parangon_buf_puts(out, name);
    }
    if (population > 0) {
        parangon_buf_puts(out, ", ");
        number_add_inhabitants(out, population, settings->ui);
    }
}

void words_add_places(struct parangon_buf *out, const struct output_settings *settings,
                      const cJSON *places, const char *between, int max)
{
    int count = 0, total = cJSON_GetArraySize(places);
    const cJSON *place;

    cJSON_ArrayForEach(place, places)
    {
        struct parangon_buf more = {0};

        if (count == max && total > max + 1) {
            parangon_buf_printf(&more, "%d", total - max);
            parangon_buf_putc(out, ' ');
            string_add(out, STRING_AND_MORE, settings->ui, parangon_buf_str(&more));
            parangon_buf_clear(&more);
            return;
        }
        if (count++)
            parangon_buf_puts(out, between);
        words_add_place(out, settings, place);
    }
}

/* ---- Years ---- */

static void add_year_string(struct parangon_buf *out, enum string_id id, double year,
                            enum parangon_lang ui)
{
    struct parangon_buf number = {0};

    number_add_plain(&number, year);
    string_add(out, id, ui, parangon_buf_str(&number));
    parangon_buf_clear(&number);
}

void words_add_period(struct parangon_buf *out, const cJSON *result, enum parangon_lang ui)
{
    double start = parangon_json_number(result, "year_start", 0);
    double end = parangon_json_number(result, "year_end", 0);
    bool ongoing = cJSON_IsTrue(words_member(result, "ongoing"));

    if (start > 0 && end > start) {
        number_add_plain(out, start);
        parangon_buf_puts(out, "\xE2\x80\x93"); /* en dash */
        number_add_plain(out, end);
    } else if (start > 0 && ongoing) {
        add_year_string(out, STRING_SINCE, start, ui);
    } else if (start > 0) {
        number_add_plain(out, start);
    } else if (end > 0) {
        add_year_string(out, STRING_UNTIL, end, ui);
    }
}

void words_add_age(struct parangon_buf *out, const cJSON *result, enum parangon_lang ui)
{
    double reported = parangon_json_number(result, "year_reported", 0);
    const char *checked = words_text(result, "checked_on");

    if (reported > 0)
        add_year_string(out, STRING_REPORTED_IN, reported, ui);
    if (checked) {
        struct parangon_buf date = {0};

        number_add_date(&date, checked, ui);
        parangon_buf_puts(out, reported > 0 ? ", " : "");
        string_add(out, strlen(checked) > 7 ? STRING_CHECKED_ON : STRING_CHECKED_IN, ui,
                   parangon_buf_str(&date));
        parangon_buf_clear(&date);
    } else if (reported > 0) {
        parangon_buf_puts(out, ", ");
        parangon_buf_puts(out, string_in(STRING_NOT_CHECKED, ui));
    }
}

/* ---- Amounts ---- */

void words_add_amounts(struct parangon_buf *out, const cJSON *result, enum parangon_lang ui)
{
    double total = parangon_json_number(result, "amount_eur", NAN);
    const char *between = "";
    const cJSON *amount;

    cJSON_ArrayForEach(amount, words_member(result, "amounts"))
    {
        double value = parangon_json_number(amount, "value", NAN);
        const char *label = words_text(amount, "label");

        if (isnan(value))
            continue;
        parangon_buf_puts(out, between);
        number_add_money(out, value, words_text(amount, "currency"), ui);
        if (label)
            parangon_buf_printf(out, " %s", label);
        between = string_in(STRING_LIST, ui);
    }
    if (!*between && !isnan(total))
        number_add_money(out, total, NULL, ui);
}

/* ---- The line of facts ---- */

/* What was added since `start` becomes a fact of its own: a separator goes before the next. */
static void end_fact(struct parangon_buf *out, size_t *start)
{
    if (out->len > *start)
        parangon_buf_puts(out, WORDS_SEPARATOR);
    *start = out->len;
}

static void add_lead(struct parangon_buf *out, const struct output_settings *settings,
                     const cJSON *result)
{
    const cJSON *co_leads = words_member(result, "co_leads");
    struct parangon_buf names = {0};
    size_t start = out->len;

    words_add_place(out, settings, words_member(result, "lead"));
    words_add_places(&names, settings, co_leads, string_in(STRING_LIST, settings->ui),
                     PLACES_SHOWN);
    if (names.len) {
        end_fact(out, &start);
        string_add(out, STRING_WITH, settings->ui, parangon_buf_str(&names));
    }
    parangon_buf_clear(&names);
}

static void add_kind(struct parangon_buf *out, const struct output_settings *settings,
                     const cJSON *result)
{
    const char *kind = words_text(result, "kind");

    if (kind && strcmp(kind, "practice") != 0)
        words_add_choice(out, settings, "kind", kind);
}

static void add_standing(struct parangon_buf *out, const struct output_settings *settings,
                         const cJSON *result, size_t *start)
{
    const char *stage = words_text(result, "stage");
    double evidence = parangon_json_number(result, "evidence", -1);
    const char *known = NULL;

    if (stage && strcmp(stage, "unknown") != 0) {
        known = choice_label(settings, "stage", stage);
        parangon_buf_puts(out, known);
        end_fact(out, start);
    }
    if (evidence >= 0 && evidence <= 4) {
        char level[2] = {(char)('0' + (int)evidence), '\0'};
        const char *label = choice_label(settings, "evidence", level);

        /* An intention is an announced intention by both names: once is enough. */
        if (label != level && (!known || strcmp(label, known) != 0))
            parangon_buf_puts(out, label);
        end_fact(out, start);
    }
}

static void add_language(struct parangon_buf *out, const cJSON *result, enum parangon_lang ui)
{
    const char *code = words_text(result, "lang");
    enum parangon_lang lang = code ? parangon_lang_from_code(code) : ui;

    if (lang != ui && lang != PARANGON_OTHER)
        parangon_buf_puts(
            out, string_in(lang == PARANGON_FR ? STRING_IN_FRENCH : STRING_IN_ENGLISH, ui));
}

void words_add_facts(struct parangon_buf *out, const struct output_settings *settings,
                     const cJSON *result)
{
    size_t start = out->len, first = out->len;

    add_kind(out, settings, result);
    end_fact(out, &start);
    add_lead(out, settings, result);
    end_fact(out, &start);
    words_add_places(out, settings, words_member(result, "partners"), ", ", PLACES_SHOWN);
    end_fact(out, &start);
    words_add_period(out, result, settings->ui);
    end_fact(out, &start);
    words_add_age(out, result, settings->ui);
    end_fact(out, &start);
    add_standing(out, settings, result, &start);
    words_add_amounts(out, result, settings->ui);
    end_fact(out, &start);
    add_language(out, result, settings->ui);
    end_fact(out, &start);
    if (out->len > first)
        out->data[out->len -= strlen(WORDS_SEPARATOR)] = '\0';
}

void words_add_source(struct parangon_buf *out, const cJSON *source)
{
    const char *title = words_text(source, "title");
    const char *locator = words_text(source, "locator");

    if (cJSON_IsString(source))
        title = source->valuestring;
    if (!title && locator) /* a page of what */
        title = words_text(source, "path");
    if (title)
        parangon_buf_puts(out, title);
    if (locator)
        parangon_buf_printf(out, "%s%s", title ? ", " : "", locator);
}

/* The name of an authority given by its code; the code when it is unknown. */
static const char *place_name(const struct output_settings *settings, const char *code)
{
    const struct parangon_place *place =
        settings->knowledge && settings->knowledge->places
            ? parangon_places_find(settings->knowledge->places, code)
            : NULL;

    return place ? place->name : code;
}

const char *words_value(const struct output_settings *settings, const struct parangon_field *field,
                        const char *value)
{
    if (field->choices || field->scheme == PARANGON_LABELS)
        return choice_label(settings, field->name, value);
    switch (field->type) {
    case PARANGON_TYPE_CONCEPTS:
    case PARANGON_TYPE_LINES: return words_label(settings, field->scheme, value);
    case PARANGON_TYPE_DERIVED:
        if (field->scheme == PARANGON_COUNTRIES)
            return words_label(settings, field->scheme, value);
        return place_name(settings, value);
    default: return strncmp(value, "reg:", 4) == 0 ? place_name(settings, value) : value;
    }
}

const char *words_facet_label(const struct output_settings *settings, const char *facet,
                              const cJSON *value)
{
    const char *label = words_of_both(words_member(value, "label"), settings->ui);
    const char *id = words_text(value, "value");
    const struct parangon_field *field = parangon_field_filter(facet);

    if (label || !id)
        return label ? label : "";
    if (!field)
        field = parangon_field_named(facet);
    return field ? words_value(settings, field, id) : id;
}
