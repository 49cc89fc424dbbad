/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "field.h"

#include "numbers.h"
#include "output_strings.h"
#include "words.h"

#include "parangon/json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A number as a member of an object: with its decimals, unless it is a year. */
static void add_scalar(struct parangon_buf *out, const cJSON *value, enum parangon_lang ui)
{
    if (cJSON_IsNumber(value))
        number_add(out, value->valuedouble, ui);
    else if (cJSON_IsString(value))
        parangon_buf_puts(out, value->valuestring);
    else if (cJSON_IsBool(value))
        parangon_buf_puts(out, string_in(cJSON_IsTrue(value) ? STRING_YES : STRING_NO, ui));
}

/* "(2021, collectivités répondantes, étude 2021)": what a figure holds for. */
static void add_terms(struct parangon_buf *out, const struct output_settings *settings,
                      const cJSON *object)
{
    static const char *const keys[] = {"year", "perimeter", "source"};
    const struct parangon_field perimeter = {.name = "perimeter", .scheme = PARANGON_LABELS};
    const char *before = " (";

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const cJSON *term = words_member(object, keys[i]);

        if (!cJSON_IsNumber(term) && !cJSON_IsString(term))
            continue;
        parangon_buf_puts(out, before);
        if (cJSON_IsNumber(term))
            number_add_plain(out, term->valuedouble);
        else
            parangon_buf_puts(out, i == 1 ? words_value(settings, &perimeter, term->valuestring)
                                          : term->valuestring);
        before = ", ";
    }
    if (*before == ',')
        parangon_buf_putc(out, ')');
}

static void add_amount(struct parangon_buf *out, const struct output_settings *settings,
                       const cJSON *amount)
{
    const char *label = words_text(amount, "label");
    double value = parangon_json_number(amount, "value", NAN);

    if (label)
        parangon_buf_puts(out, label);
    if (label && !isnan(value))
        parangon_buf_puts(out, string_in(STRING_COLON, settings->ui));
    if (!isnan(value))
        number_add_money(out, value, words_text(amount, "currency"), settings->ui);
    add_terms(out, settings, amount);
}

/* The value with its unit, or its bounds. */
static void add_measure(struct parangon_buf *out, const cJSON *indicator, enum parangon_lang ui)
{
    const cJSON *value = words_member(indicator, "value");
    const char *unit = words_text(indicator, "unit");
    double min = parangon_json_number(indicator, "value_min", NAN);
    double max = parangon_json_number(indicator, "value_max", NAN);

    if (cJSON_IsNumber(value)) {
        number_add_measure(out, value->valuedouble, unit, ui);
    } else if (value) {
        add_scalar(out, value, ui);
        parangon_buf_printf(out, "%s%s", unit ? " " : "", unit ? unit : "");
    } else if (!isnan(min) || !isnan(max)) {
        number_add_range(out, min, max, unit, ui);
    }
}

static void add_indicator(struct parangon_buf *out, const struct output_settings *settings,
                          const cJSON *indicator)
{
    const char *name = words_text(indicator, "name");
    struct parangon_buf measure = {0};

    add_measure(&measure, indicator, settings->ui);
    if (name)
        parangon_buf_puts(out, name);
    if (name && measure.len)
        parangon_buf_puts(out, string_in(STRING_COLON, settings->ui));
    parangon_buf_puts(out, parangon_buf_str(&measure));
    add_terms(out, settings, indicator);
    parangon_buf_clear(&measure);
}

static void add_fact(struct parangon_buf *out, const char *fact)
{
    if (!fact || !*fact)
        return;
    if (out->len)
        parangon_buf_puts(out, WORDS_SEPARATOR);
    parangon_buf_puts(out, fact);
}

/* All that is known of an authority. */
static void add_place(struct parangon_buf *out, const struct output_settings *settings,
                      const cJSON *place)
{
    static const char *const keys[] = {"kind", "class", "department", "region", "parent"};
    struct parangon_buf facts = {0};

    words_add_place(&facts, settings, place);
    if (parangon_json_number(place, "population_year", 0) > 0) {
        parangon_buf_puts(&facts, " (");
        number_add_plain(&facts, parangon_json_number(place, "population_year", 0));
        parangon_buf_putc(&facts, ')');
    }
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        /* Of a place, "kind" is the kind of authority. */
        const char *name = strcmp(keys[i], "kind") == 0 ? "authority" : keys[i];
        const char *value = words_text(place, keys[i]);

        if (value)
            add_fact(&facts, words_value(settings, parangon_field_named(name), value));
    }
    add_fact(&facts, words_text(place, "code"));
    parangon_buf_puts(out, parangon_buf_str(&facts));
    parangon_buf_clear(&facts);
}

static void add_source(struct parangon_buf *out, const struct output_settings *settings,
                       const cJSON *source)
{
    static const char *const keys[] = {"url", "path"};
    const char *quote = words_text(source, "quote");

    words_add_source(out, source);
    if (quote)
        parangon_buf_printf(out, "\n%s%s%s", string_in(STRING_OPEN_QUOTE, settings->ui), quote,
                            string_in(STRING_CLOSE_QUOTE, settings->ui));
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const char *text = words_text(source, keys[i]);

        if (text)
            parangon_buf_printf(out, "\n%s", text);
    }
}

/* "6 Eau propre et assainissement": goals are known by their number. */
static void add_number_of_list(struct parangon_buf *out, const struct output_settings *settings,
                               const struct parangon_field *field, const cJSON *value)
{
    struct parangon_buf digits = {0};
    const char *label;

    number_add_plain(&digits, value->valuedouble);
    label = words_value(settings, field, digits.data);
    parangon_buf_puts(out, digits.data);
    if (strcmp(label, digits.data) != 0)
        parangon_buf_printf(out, " %s", label);
    parangon_buf_clear(&digits);
}

static void add_number(struct parangon_buf *out, const struct output_settings *settings,
                       const struct parangon_field *field, const cJSON *value)
{
    switch (field->type) {
    case PARANGON_TYPE_YEAR: number_add_plain(out, value->valuedouble); break;
    case PARANGON_TYPE_NUMBERS:
    case PARANGON_TYPE_LEVEL: add_number_of_list(out, settings, field, value); break;
    case PARANGON_TYPE_NUMBER: /* all of them are amounts in euros */
        number_add_money(out, value->valuedouble, NULL, settings->ui);
        break;
    default: number_add(out, value->valuedouble, settings->ui);
    }
}

static void add_object(struct parangon_buf *out, const struct output_settings *settings,
                       const struct parangon_field *field, const cJSON *value)
{
    switch (field->type) {
    case PARANGON_TYPE_PLACE:
    case PARANGON_TYPE_PLACES: add_place(out, settings, value); break;
    case PARANGON_TYPE_PARTNERS: words_add_place(out, settings, value); break;
    case PARANGON_TYPE_OBJECT: add_source(out, settings, value); break;
    default:
        if (strcmp(field->name, "amounts") == 0)
            add_amount(out, settings, value);
        else
            add_indicator(out, settings, value);
    }
}

static void add_one(struct parangon_buf *out, const struct output_settings *settings,
                    const struct parangon_field *field, const cJSON *value)
{
    if (cJSON_IsObject(value))
        add_object(out, settings, field, value);
    else if (cJSON_IsNumber(value))
        add_number(out, settings, field, value);
    else if (cJSON_IsString(value) && field->type == PARANGON_TYPE_DATE)
        number_add_date(out, value->valuestring, settings->ui);
    else if (cJSON_IsString(value))
        parangon_buf_puts(out, words_value(settings, field, value->valuestring));
    else
        add_scalar(out, value, settings->ui);
}

void field_add_value(struct parangon_buf *out, const struct output_settings *settings,
                     const struct parangon_field *field, const cJSON *value)
{
    bool lines = field->type == PARANGON_TYPE_OBJECTS || field->type == PARANGON_TYPE_PLACES;
    const char *between = string_in(STRING_LIST, settings->ui);
    const cJSON *item;

    if (!cJSON_IsArray(value)) {
        add_one(out, settings, field, value);
        return;
    }
    lines = lines && cJSON_GetArraySize(value) > 1;
    cJSON_ArrayForEach(item, value)
    {
        if (lines)
            parangon_buf_putc(out, '\n');
        else if (item != value->child)
            parangon_buf_puts(out, between);
        add_one(out, settings, field, item);
    }
}

bool field_is_listed(const struct parangon_field *field)
{
    return !(field->flags & (PARANGON_FIELD_HIDDEN | PARANGON_FIELD_VERSION));
}
