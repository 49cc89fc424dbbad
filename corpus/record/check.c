/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Checking one version of a record, field by field, each by its type. */
#include "parangon/json.h"
#include "parangon/memory.h"
#include "parangon/record.h"
#include "parangon/values.h"

#include <ctype.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    LIST_MAX = 200,
    LINE_MAX_BYTES = 4000,
    YEAR_FIRST = 1000
};

/* What one field is checked with. */
struct check {
    const struct parangon_field *field;
    const struct parangon_lookup *lookup;
    struct parangon_error *err;
};

static cJSON *refuse(const struct check *check, const char *format, ...) PARANGON_PRINTF(2, 3);

static cJSON *refuse(const struct check *check, const char *format, ...)
{
    char why[512];
    va_list args;

    va_start(args, format);
    vsnprintf(why, sizeof why, format, args);
    va_end(args);
    parangon_error_set(check->err, PARANGON_REJECTED, "%s: %s", check->field->name, why);
    return NULL;
}

/* White space at both ends is no part of a line. */
static char *trimmed(const char *text)
{
    size_t len;

    while (isspace((unsigned char)*text))
        text++;
    len = strlen(text);
    while (len && isspace((unsigned char)text[len - 1]))
        len--;
    return parangon_strndup(text, len);
}

static cJSON *take_string(char *text)
{
    cJSON *string = cJSON_CreateString(text);

    free(text);
    return string;
}

/* A line: a string, or a number, which YAML makes of what looks like one. */
static cJSON *check_line(const struct check *check, const cJSON *given)
{
    if (cJSON_IsNumber(given)) {
        char number[40];

        snprintf(number, sizeof number, "%.15g", given->valuedouble);
        return cJSON_CreateString(number);
    }
    if (!cJSON_IsString(given))
        return refuse(check, "a line of text is meant");
    char *line = trimmed(given->valuestring);
    if (strlen(line) > LINE_MAX_BYTES) {
        free(line);
        return refuse(check, "longer than %d bytes", LINE_MAX_BYTES);
    }
    for (char *at = line; *at; at++) {
        if (iscntrl((unsigned char)*at))
            *at = ' ';
    }
    return take_string(line);
}

/* A text keeps the form feeds in front of it: they count the empty pages before its first. */
static cJSON *check_text(const struct check *check, const cJSON *given)
{
    struct parangon_buf text = {0};

    if (!cJSON_IsString(given))
        return refuse(check, "text is meant");
    for (const char *at = given->valuestring; isspace((unsigned char)*at); at++) {
        if (*at == '\f')
            parangon_buf_putc(&text, '\f');
    }
    char *rest = trimmed(given->valuestring);
    parangon_buf_puts(&text, rest);
    free(rest);
    return take_string(parangon_buf_take(&text));
}

static cJSON *check_id(const struct check *check, const cJSON *given)
{
    cJSON *id = check_line(check, given);

    if (!id)
        return NULL;
    size_t len = strlen(id->valuestring);
    bool plain = len > 0 && len <= PARANGON_ID_MAX;
    for (size_t i = 0; i < len; i++)
        plain = plain && !isspace((unsigned char)id->valuestring[i]);
    if (plain)
        return id;
    cJSON_Delete(id);
    return refuse(check, "an id has 1 to %d bytes and no white space", PARANGON_ID_MAX);
}

static cJSON *check_choice(const struct check *check, const cJSON *given)
{
    cJSON *word = check_line(check, given);

    if (!word || parangon_is_choice(check->field->choices, word->valuestring))
        return word;
    const char *id =
        parangon_value_choice(word->valuestring, check->field->name, check->lookup->vocabulary);
    if (id && parangon_is_choice(check->field->choices, id)) {
        cJSON_Delete(word);
        return cJSON_CreateString(id);
    }
    refuse(check, "\"%.60s\" is none of %s", word->valuestring, check->field->choices);
    cJSON_Delete(word);
    return NULL;
}

static cJSON *check_concept(const struct check *check, const cJSON *given)
{
    static const char *const nouns[] = {"theme",   "form of action", "country", "funding scheme",
                                        "network", "term",           "label"};
    cJSON *words = check_line(check, given);

    if (!words)
        return NULL;
    enum parangon_scheme scheme = check->field->scheme;
    const struct parangon_concept *concept =
        parangon_vocabulary_named(check->lookup->vocabulary, scheme, words->valuestring);
    cJSON *id = concept ? cJSON_CreateString(concept->id) : NULL;
    if (!id) {
        const char *near =
            parangon_vocabulary_nearest(check->lookup->vocabulary, scheme, words->valuestring);
        refuse(check, "%s \"%.60s\" is unknown%s%s%s", nouns[scheme], words->valuestring,
               near ? " (did you mean \"" : "", near ? near : "", near ? "\"?)" : "");
    }
    cJSON_Delete(words);
    return id;
}

static bool starts_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

/* A place: a code must be known, a name is looked up and kept as it is when it is not. */
static cJSON *check_place(const struct check *check, const cJSON *given)
{
    cJSON *name = check_line(check, given);
    static const char *const codes[] = {"com:", "epci:", "dep:", "reg:"};

    if (!name || !*name->valuestring)
        return name;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        if (starts_with(name->valuestring, codes[i]) &&
            !parangon_places_find(check->lookup->places, name->valuestring)) {
            refuse(check, "place %.40s is unknown (a name may be given instead of a code)",
                   name->valuestring);
            cJSON_Delete(name);
            return NULL;
        }
    }
    return name;
}

static cJSON *check_year(const struct check *check, const cJSON *given)
{
    struct parangon_dates dates;
    double year = cJSON_IsNumber(given) ? given->valuedouble : 0;
    time_t now = time(NULL);
    struct tm today;

    if (cJSON_IsString(given) && !parangon_value_dates(given->valuestring, &dates, NULL) &&
        *dates.date)
        year = dates.first;
    gmtime_r(&now, &today);
    if (year != floor(year) || year < YEAR_FIRST || year > today.tm_year + 1900 + 50)
        return refuse(check, "a year in four figures is meant, at most 50 years ahead");
    return cJSON_CreateNumber(year);
}

static cJSON *check_date(const struct check *check, const cJSON *given)
{
    struct parangon_dates dates;
    cJSON *date = check_line(check, given);
    bool read = date && !parangon_value_dates(date->valuestring, &dates, NULL) && *dates.date;

    cJSON_Delete(date);
    if (!read)
        return refuse(check, "a date is meant, as 2021-02-16, 2021-02 or 2021");
    return cJSON_CreateString(dates.date);
}

static cJSON *check_whole(const struct check *check, const cJSON *given, int first, int last)
{
    const char *text = cJSON_IsString(given) ? given->valuestring : "";
    double number = cJSON_IsNumber(given) ? given->valuedouble : -1;

    /* A number, or the label of one: « ODD 6 », « Auto-évaluation ». */
    if (*text && strspn(text, "0123456789") != strlen(text))
        text = parangon_value_choice(text, check->field->name, check->lookup->vocabulary);
    if (text && *text)
        number = strtod(text, NULL);
    if (number != floor(number) || number < first || number > last)
        return refuse(check, "a whole number from %d to %d is meant", first, last);
    return cJSON_CreateNumber(number);
}

static cJSON *check_goal(const struct check *check, const cJSON *given)
{
    return check_whole(check, given, 1, 17);
}

static cJSON *check_level(const struct check *check, const cJSON *given)
{
    return check_whole(check, given, 0, 4);
}

/* Figures as a program writes them, else an amount in euros that says nothing else; or NAN. */
static double number_of(const char *text)
{
    struct parangon_amount amount;
    char *end;
    double number = strtod(text, &end);

    if (!*end)
        return number;
    if (parangon_value_amount(text, &amount, NULL) || amount.approximate || amount.partial ||
        (*amount.currency && strcmp(amount.currency, "EUR") != 0))
        return NAN;
    return amount.value;
}

static cJSON *check_number(const struct check *check, const cJSON *given)
{
    double number = cJSON_IsNumber(given) ? given->valuedouble : NAN;

    if (cJSON_IsString(given) && *given->valuestring)
        number = number_of(given->valuestring);
    if (!isfinite(number))
        return refuse(check,
                      "a number is meant, in figures, or an amount in euros as 45 k\xE2\x82\xAC");
    return cJSON_CreateNumber(number);
}

static cJSON *check_boolean(const struct check *check, const cJSON *given)
{
    bool answer = cJSON_IsTrue(given);

    if (!cJSON_IsBool(given) &&
        (!cJSON_IsString(given) || parangon_value_boolean(given->valuestring, &answer, NULL)))
        return refuse(check, "true or false is meant, oui or non");
    return cJSON_CreateBool(answer);
}

static cJSON *check_object(const struct check *check, const cJSON *given)
{
    const cJSON *member;

    if (cJSON_IsString(given)) { /* source: Some title */
        cJSON *object = cJSON_CreateObject();

        cJSON_AddStringToObject(object, "title", given->valuestring);
        return object;
    }
    if (!cJSON_IsObject(given))
        return refuse(check, "an object is meant");
    cJSON_ArrayForEach(member, given)
    {
        if (cJSON_IsObject(member) || cJSON_IsArray(member))
            return refuse(check, "\"%.40s\": one value is meant", member->string);
    }
    return cJSON_Duplicate(given, true);
}

static bool is_bound(const cJSON *object, const char *key)
{
    const cJSON *bound = cJSON_GetObjectItemCaseSensitive(object, key);

    return !bound || (cJSON_IsNumber(bound) && isfinite(bound->valuedouble));
}

/* The authority that a measure is about, by its code. */
static bool name_measured(const struct check *check, cJSON *indicator)
{
    const char *name = parangon_json_text(indicator, "place");
    const struct parangon_place *place = parangon_places_find(check->lookup->places, name);

    if (!place && parangon_places_named(check->lookup->places, name, &place, 1) != 1) {
        refuse(check, "place \"%.60s\" is unknown, or the name of several (a code is meant)", name);
        return false;
    }
    parangon_json_set_text(indicator, "place", place->code);
    return true;
}

/* A figure. What makes authorities comparable is kept strictly: which one, what, and bounds that
   are no exact value. */
static cJSON *check_indicator(const struct check *check, const cJSON *given)
{
    cJSON *indicator = check_object(check, given);
    const char *measure = parangon_json_text(indicator, "measure");
    bool good = indicator != NULL;

    if (good && measure && !parangon_is_choice(PARANGON_MEASURES, measure)) {
        refuse(check, "measure \"%.40s\" is none of %s", measure, PARANGON_MEASURES);
        good = false;
    }
    if (good && (!is_bound(indicator, "value_min") || !is_bound(indicator, "value_max") ||
                 parangon_json_number(indicator, "value_min", -INFINITY) >
                     parangon_json_number(indicator, "value_max", INFINITY))) {
        refuse(check, "value_min and value_max: two numbers in order are meant");
        good = false;
    }
    if (good && parangon_json_text(indicator, "place"))
        good = name_measured(check, indicator);
    if (good)
        return indicator;
    cJSON_Delete(indicator);
    return NULL;
}

/* Amounts, and figures. */
static cJSON *check_objects(const struct check *check, const cJSON *given)
{
    return strcmp(check->field->name, "indicators") == 0 ? check_indicator(check, given)
                                                         : check_object(check, given);
}

/* A partner: {name, country}, « Name (Country) », or a name alone. */
static cJSON *check_partner(const struct check *check, const cJSON *given)
{
    const struct check country_check = {parangon_field_named("countries"), check->lookup,
                                        check->err};
    cJSON *partner;

    if (cJSON_IsString(given))
        return parangon_value_partner(given->valuestring, check->lookup->vocabulary);
    partner = check_object(check, given);
    const cJSON *country = partner ? cJSON_GetObjectItemCaseSensitive(partner, "country") : NULL;
    if (!country || cJSON_IsNull(country))
        return partner;
    cJSON *id = check_concept(&country_check, country);
    if (!id) {
        cJSON_Delete(partner);
        parangon_error_prefix(check->err, PARANGON_REJECTED, "%s", check->field->name);
        return NULL;
    }
    cJSON_ReplaceItemInObjectCaseSensitive(partner, "country", id);
    return partner;
}

typedef cJSON *check_fn(const struct check *check, const cJSON *given);

static const struct {
    check_fn *one;
    bool list;
} types[] = {
    [PARANGON_TYPE_ID] = {check_id, false},
    [PARANGON_TYPE_LINE] = {check_line, false},
    [PARANGON_TYPE_TEXT] = {check_text, false},
    [PARANGON_TYPE_LINES] = {check_line, true},
    [PARANGON_TYPE_CHOICE] = {check_choice, false},
    [PARANGON_TYPE_CHOICES] = {check_choice, true},
    [PARANGON_TYPE_CONCEPTS] = {check_concept, true},
    [PARANGON_TYPE_PLACE] = {check_place, false},
    [PARANGON_TYPE_PLACES] = {check_place, true},
    [PARANGON_TYPE_PARTNERS] = {check_partner, true},
    [PARANGON_TYPE_YEAR] = {check_year, false},
    [PARANGON_TYPE_DATE] = {check_date, false},
    [PARANGON_TYPE_NUMBERS] = {check_goal, true},
    [PARANGON_TYPE_LEVEL] = {check_level, false},
    [PARANGON_TYPE_NUMBER] = {check_number, false},
    [PARANGON_TYPE_BOOLEAN] = {check_boolean, false},
    [PARANGON_TYPE_OBJECT] = {check_object, false},
    [PARANGON_TYPE_OBJECTS] = {check_objects, true},
    [PARANGON_TYPE_DERIVED] = {NULL, false},
};

static bool is_blank(const cJSON *given)
{
    return cJSON_IsNull(given) || (cJSON_IsString(given) && strspn(given->valuestring, " \t\r\n") ==
                                                                strlen(given->valuestring));
}

/* « NC », « néant » and the like where a figure or a date is meant. */
static bool says_nothing(const struct parangon_field *field, const cJSON *given)
{
    const bool exact = field->type == PARANGON_TYPE_YEAR || field->type == PARANGON_TYPE_DATE ||
                       field->type == PARANGON_TYPE_NUMBER || field->type == PARANGON_TYPE_LEVEL ||
                       field->type == PARANGON_TYPE_BOOLEAN;

    return exact && cJSON_IsString(given) && parangon_value_is_missing(given->valuestring);
}

/* Each element checked; a single value is a list of one. */
static cJSON *check_list(const struct check *check, const cJSON *given)
{
    check_fn *one = types[check->field->type].one;
    const cJSON *element = cJSON_IsArray(given) ? given->child : given;
    cJSON *list = cJSON_CreateArray();

    for (; element; element = cJSON_IsArray(given) ? element->next : NULL) {
        cJSON *checked = is_blank(element) ? NULL : one(check, element);

        if (cJSON_GetArraySize(list) >= LIST_MAX) {
            cJSON_Delete(checked);
            checked = refuse(check, "more than %d elements", LIST_MAX);
        }
        if (!checked && !is_blank(element)) {
            cJSON_Delete(list);
            return NULL;
        }
        if (checked)
            cJSON_AddItemToArray(list, checked);
    }
    return list;
}

static cJSON *check_field(const struct check *check, const cJSON *given)
{
    return types[check->field->type].list ? check_list(check, given)
                                          : types[check->field->type].one(check, given);
}

static enum parangon_code check_needed(const cJSON *version, struct parangon_error *err)
{
    const char *title = parangon_json_text(version, "title");
    const char *text = parangon_json_text(version, "text");

    if ((title && *title) || (text && *text))
        return PARANGON_OK;
    return parangon_error_set(err, PARANGON_REJECTED,
                              "title: neither a title nor a text (one of them is required)");
}

cJSON *parangon_record_check(const cJSON *version, const struct parangon_lookup *lookup,
                             cJSON *unknown, struct parangon_error *err)
{
    cJSON *checked = cJSON_CreateObject();
    const cJSON *given;

    cJSON_ArrayForEach(given, version)
    {
        const struct check check = {parangon_field_named(given->string), lookup, err};

        if (!check.field || !types[check.field->type].one) {
            if (unknown)
                cJSON_AddItemToArray(unknown, cJSON_CreateString(given->string));
            continue;
        }
        if (is_blank(given) || says_nothing(check.field, given))
            continue;
        cJSON *value = check_field(&check, given);
        if (!value) {
            cJSON_Delete(checked);
            return NULL;
        }
        if (check.field->flags & PARANGON_FIELD_HIDDEN)
            cJSON_Delete(value);
        else
            cJSON_AddItemToObject(checked, given->string, value);
    }
    if (check_needed(checked, err) != PARANGON_OK) {
        cJSON_Delete(checked);
        return NULL;
    }
    return checked;
}
