/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search_notes.h"

#include "numbers.h"
#include "output_strings.h"
#include "words.h"

#include "parangon/json.h"
#include "parangon/record.h"

#include <string.h>

#define NBSP "\xC2\xA0"
#define THIN "\xE2\x80\xAF"

enum note {
    NOTE_DATE,
    NOTE_POPULATION,
    NOTE_EVIDENCE,
    NOTE_EMPTIED,
    NOTE_TOGETHER,
    NOTE_WORDS,
    NOTE_GROUPS,
    NOTE_LEFT_OUT,
    NOTE_COUNT
};

/* "{}" is the place of a number. */
static const char *const notes[NOTE_COUNT][2] = {
    [NOTE_DATE] = {"En dernier, les fiches dont la date n'est pas documentée dans la base" NBSP
                   ": {}.",
                   "Last, the records whose date is not documented in the base: {}."},
    [NOTE_POPULATION] =
        {"En dernier, les fiches dont la population du porteur n'est pas documentée "
         "dans la base" NBSP ": {}.",
         "Last, the records whose lead's population is not documented in the base: "
         "{}."},
    [NOTE_EVIDENCE] =
        {"En dernier, les fiches dont le niveau de preuve n'est pas documenté dans la "
         "base" NBSP ": {}.",
         "Last, the records whose evidence is not documented in the base: {}."},
    [NOTE_EMPTIED] = {"Ce sont les filtres qui ne laissent rien. Sans l'un d'eux" NBSP ":",
                      "It is the filters that leave nothing. Without one of them:"},
    [NOTE_TOGETHER] = {"Aucun filtre n'est seul en cause" THIN "; sans aucun d'eux" NBSP ": {}.",
                       "No filter alone is to blame; without any of them: {}."},
    [NOTE_WORDS] = {"Même sans filtre, rien ne correspond.", "Even without filters, nothing "
                                                             "matches."},
    [NOTE_GROUPS] = {"Groupes" NBSP ": {}", "Groups: {}"},
    [NOTE_LEFT_OUT] = {" … ({} de plus)", " … ({} more)"},
};

static void add_note(struct parangon_buf *out, enum note note, const char *value,
                     enum parangon_lang ui)
{
    string_fill(out, notes[note][ui == PARANGON_FR ? 0 : 1], value);
}

static void add_note_number(struct parangon_buf *out, enum note note, double number,
                            enum parangon_lang ui)
{
    struct parangon_buf shown = {0};

    number_add(&shown, number, ui);
    add_note(out, note, parangon_buf_str(&shown), ui);
    parangon_buf_clear(&shown);
}

void search_add_records(struct parangon_buf *out, double count, enum parangon_lang ui)
{
    struct parangon_buf number = {0};

    number_add(&number, count, ui);
    if (count == 1)
        parangon_buf_puts(out, string_in(STRING_ONE_RECORD, ui));
    else
        string_add(out, STRING_RECORDS, ui, parangon_buf_str(&number));
    parangon_buf_clear(&number);
}

void search_note_sort(struct parangon_buf *out, const cJSON *answer, enum parangon_lang ui)
{
    static const char *const sorts[] = {"date", "population", "evidence"};
    const cJSON *query = words_member(answer, "query");
    const char *sort = words_text(query, "sort");
    double unknown = parangon_json_number(query, "without_sort_value", 0);

    for (size_t i = 0; sort && unknown > 0 && i < sizeof sorts / sizeof *sorts; i++) {
        if (strcmp(sorts[i], sort) == 0)
            add_note_number(out, (enum note)i, unknown, ui);
    }
}

/* ---- Filters that leave nothing ---- */

static const char *value_shown(const struct output_settings *settings,
                               const struct parangon_field *field, const char *value)
{
    const struct parangon_place *place =
        strchr(value, ':') ? parangon_places_find(settings->knowledge->places, value) : NULL;

    if (place)
        return place->name;
    return field ? words_value(settings, field, value) : value;
}

/* What is one for a person may stand for several values: a lead for its code and its name, a level
   of evidence for those above it, a funder for its name and its id. */
static bool is_shown(const struct output_settings *settings, const struct parangon_field *field,
                     const cJSON *values, const cJSON *value)
{
    if (!field || value == values->child)
        return true;
    if (field->type == PARANGON_TYPE_PLACE)
        return parangon_places_find(settings->knowledge->places, value->valuestring) != NULL;
    return field->type != PARANGON_TYPE_LEVEL && field->type != PARANGON_TYPE_LINES;
}

/* "Country: Madagascar, Morocco" */
static void add_filter(struct parangon_buf *out, const struct output_settings *settings,
                       const cJSON *emptied)
{
    const char *filter = words_text(emptied, "filter");
    const char *name = filter ? string_field(filter, settings->ui) : NULL;
    const struct parangon_field *field = filter ? parangon_field_filter(filter) : NULL;
    const cJSON *values = words_member(emptied, "values"), *value;

    parangon_buf_printf(out, "%s%s%s",
                        name     ? name
                        : filter ? filter
                                 : "?",
                        string_in(STRING_COLON, settings->ui),
                        field && field->type == PARANGON_TYPE_LEVEL ? "\xE2\x89\xA5 " : "");
    cJSON_ArrayForEach(value, values)
    {
        if (cJSON_IsString(value) && is_shown(settings, field, values, value))
            parangon_buf_printf(out, "%s%s", value == values->child ? "" : ", ",
                                value_shown(settings, field, value->valuestring));
    }
}

void search_note_emptied(struct parangon_buf *out, const struct output_settings *settings,
                         const cJSON *query)
{
    const cJSON *list = words_member(query, "emptied_by"), *emptied;
    double all = parangon_json_number(query, "total_without_filters", 0);
    struct parangon_buf count = {0};

    if (!list)
        return;
    if (!list->child && all > 0) {
        search_add_records(&count, all, settings->ui);
        add_note(out, NOTE_TOGETHER, parangon_buf_str(&count), settings->ui);
    } else {
        add_note(out, list->child ? NOTE_EMPTIED : NOTE_WORDS, "", settings->ui);
    }
    cJSON_ArrayForEach(emptied, list)
    {
        parangon_buf_putc(out, '\n');
        add_filter(out, settings, emptied);
        parangon_buf_puts(out, " \xE2\x86\x92 ");
        search_add_records(out, parangon_json_number(emptied, "total_without", 0), settings->ui);
    }
    parangon_buf_clear(&count);
}

/* ---- Groups and facets ---- */

void search_note_groups(struct parangon_buf *out, const cJSON *answer, enum parangon_lang ui)
{
    double total = parangon_json_number(answer, "group_total", 0);
    double offset = parangon_json_number(answer, "offset", 0);
    int shown = cJSON_GetArraySize(words_member(answer, "groups"));

    if (total <= 0)
        return;
    add_note_number(out, NOTE_GROUPS, total, ui);
    if (shown && shown < total)
        parangon_buf_printf(out, " (%.0f\xE2\x80\x93%.0f)", offset + 1, offset + shown);
}

void search_add_group(struct parangon_buf *out, const cJSON *group, enum parangon_lang ui)
{
    const char *label = words_of_both(words_member(group, "label"), ui);

    parangon_buf_printf(out, "%s (", label ? label : "?");
    search_add_records(out, parangon_json_number(group, "count", 0), ui);
    parangon_buf_putc(out, ')');
}

void search_note_left_out(struct parangon_buf *out, const cJSON *answer, const char *facet,
                          enum parangon_lang ui)
{
    double left_out = parangon_json_number(words_member(answer, "facets_left_out"), facet, 0);

    if (left_out > 0)
        add_note_number(out, NOTE_LEFT_OUT, left_out, ui);
}
