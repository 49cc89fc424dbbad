/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "compare/sides.h"

#include "answer_parts.h"
#include "compare/both.h"
#include "compare/compare.h"
#include "selection.h"

#include "parangon/json.h"

#include <stdlib.h>
#include <string.h>

#define NBSP "\xC2\xA0"
#define THIN "\xE2\x80\xAF"

/* ---- Places ---- */

static cJSON *print_place(const struct parangon_place *place)
{
    cJSON *printed = cJSON_CreateObject();
    cJSON *traits;

    answer_add_text(printed, "name", place->name);
    answer_add_text(printed, "code", place->code);
    cJSON_AddStringToObject(printed, "country", "FR");
    answer_add_text(printed, "kind", place->kind);
    if (place->population > 0) {
        cJSON_AddNumberToObject(printed, "population", (double)place->population);
        cJSON_AddNumberToObject(printed, "population_year", place->population_year);
    }
    answer_add_text(printed, "class", place->size_class);
    answer_add_text(printed, "department", place->department);
    answer_add_text(printed, "region", place->region);
    answer_add_text(printed, "parent", place->parent);
    traits = cJSON_AddArrayToObject(printed, "traits");
    if (place->traits & PARANGON_TRAIT_SEAPORT)
        cJSON_AddItemToArray(traits, cJSON_CreateString("seaport"));
    if (place->traits & PARANGON_TRAIT_BORDER)
        cJSON_AddItemToArray(traits, cJSON_CreateString("border"));
    return printed;
}

/* ---- Practices ---- */

struct dated {
    uint32_t record;
    int evidence, year;
};

/* The best established first, then the newest. */
static int compare_dated(const void *left, const void *right)
{
    const struct dated *a = left, *b = right;

    if (a->evidence != b->evidence)
        return b->evidence - a->evidence;
    if (a->year != b->year)
        return b->year - a->year;
    return (a->record > b->record) - (a->record < b->record);
}

static bool leads(const struct authority *authority, uint32_t record)
{
    for (size_t i = 0; authority && i < authority->count; i++) {
        if (authority->records[i] == record)
            return true;
    }
    return false;
}

/* Those that are listed with the other half already, `shown`, are left out; it may be NULL. */
static size_t chosen_records(const struct authorities *authorities,
                             const struct authority *authority, const struct authority *shown,
                             const struct parangon_record_key *keys, struct dated *chosen)
{
    size_t count = 0;

    for (size_t i = 0; i < authority->count; i++) {
        uint32_t record = authority->records[i];
        const struct parangon_record_key *key = &keys[record];

        if (authorities->is_chosen[record] && !leads(shown, record))
            chosen[count++] = (struct dated){
                record, key->evidence, key->first > key->reported ? key->first : key->reported};
    }
    qsort(chosen, count, sizeof *chosen, compare_dated);
    return count;
}

static enum parangon_code print_practice(const struct sides *sides, uint32_t number, cJSON *list,
                                         struct parangon_error *err)
{
    cJSON *record = NULL, *printed;
    enum parangon_code code = selection_record(sides->authorities->engine, number, &record, err);

    if (code != PARANGON_OK)
        return code;
    printed = cJSON_CreateObject();
    answer_add_record(printed, record, sides->lang);
    cJSON_AddItemToArray(list, printed);
    cJSON_Delete(record);
    return PARANGON_OK;
}

static enum parangon_code print_practices(const struct sides *sides,
                                          const struct authority *authority,
                                          const struct authority *shown, cJSON *side,
                                          struct parangon_error *err)
{
    cJSON *list = cJSON_AddArrayToObject(side, "practices");
    const struct parangon_record_key *keys;
    enum parangon_code code = engine_record_keys(sides->authorities->engine, &keys, err);
    struct dated *chosen;
    size_t count = 0;

    if (code != PARANGON_OK)
        return code;
    chosen = parangon_calloc((authority ? authority->count : 0) + 1, sizeof *chosen);
    if (authority)
        count = chosen_records(sides->authorities, authority, shown, keys, chosen);
    for (size_t i = 0; code == PARANGON_OK && i < count && i < PRACTICES_SHOWN; i++)
        code = print_practice(sides, chosen[i].record, list, err);
    cJSON_AddNumberToObject(side, "practice_count", (double)count);
    free(chosen);
    return code;
}

/* ---- City and group ---- */

static void count_records(struct both *said, const struct parangon_place *place, size_t count)
{
    both_number(said, (double)count);
    both_puts(said, count > 1 ? " à " : " à ", count == 1 ? " of " : " of ");
    both_puts(said, place->name, place->name);
}

/* Who carries the action, as a record says it; else whose records the base holds. */
static cJSON *say_carrier(const struct sides *sides, const struct authority *authority,
                          const struct authority *other)
{
    const struct authorities *authorities = sides->authorities;
    const char *carrier = authority_carrier(authorities, authority, NULL);
    struct both said = {0};

    if (carrier) {
        both_puts(&said, "action internationale" NBSP ": ", "international action: ");
        both_choice(&said, authorities->engine->knowledge->vocabulary, "carrier", carrier);
        return both_take(&said);
    }
    both_puts(&said, "qui porte l'action internationale" NBSP ": non documenté dans la base",
              "who carries international action: not documented in the base");
    if (authority->practices || (other && other->practices)) {
        both_puts(&said, THIN "; pratiques documentées" NBSP ": ", "; documented practices: ");
        count_records(&said, authority->place, authority->practices);
        both_puts(&said, ", ", ", ");
        count_records(&said, authority->other, other ? other->practices : 0);
    }
    return both_take(&said);
}

static enum parangon_code print_couple(const struct sides *sides, const struct authority *authority,
                                       cJSON *side, struct parangon_error *err)
{
    const struct authority *other = authorities_find(sides->authorities, authority->other);
    const struct figure *said = NULL;
    const char *carrier = authority_carrier(sides->authorities, authority, &said);
    cJSON *couple;

    if (!authority->other) {
        cJSON_AddNullToObject(side, "couple");
        return PARANGON_OK;
    }
    couple = cJSON_AddObjectToObject(side, "couple");
    cJSON_AddItemToObject(couple, "place", print_place(authority->other));
    answer_add_text(couple, "carrier", carrier);
    answer_add_text(couple, "source", said ? said->record : NULL);
    cJSON_AddItemToObject(couple, "said", say_carrier(sides, authority, other));
    return print_practices(sides, other, authority, couple, err);
}

enum parangon_code sides_print(const struct sides *sides, const struct authority *authority,
                               cJSON *side, struct parangon_error *err)
{
    enum parangon_code code;

    cJSON_AddItemToObject(side, "place", print_place(authority->place));
    code = print_practices(sides, authority, NULL, side, err);
    if (code == PARANGON_OK)
        code = print_couple(sides, authority, side, err);
    return code;
}
