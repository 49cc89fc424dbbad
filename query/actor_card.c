/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "actor_card.h"

#include "answer_parts.h"
#include "scheme_state.h"

#include "parangon/json.h"
#include "parangon/record.h"

#include <string.h>

/* ---- Reach ---- */

static bool is(const cJSON *object, const char *key, const char *value)
{
    const char *text = parangon_json_text(object, key);

    return text && strcmp(text, value) == 0;
}

static bool is_abroad(const cJSON *record)
{
    const char *country =
        parangon_json_text(cJSON_GetObjectItemCaseSensitive(record, "lead"), "country");

    return country && strcmp(country, "FR") != 0;
}

static void note_value(void *context, const char *value)
{
    (void)value;
    *(bool *)context = true;
}

static bool has_region(const cJSON *record)
{
    bool has = false;

    parangon_record_values(record, parangon_field_named("region"), note_value, &has);
    return has;
}

enum reach actor_reach(const cJSON *record, bool in_region)
{
    if (in_region)
        return REACH_REGION;
    if (is(record, "scope", "national"))
        return is_abroad(record) ? REACH_ELSEWHERE : REACH_NATIONAL;
    if (is(record, "scope", "european"))
        return REACH_EUROPEAN;
    if (is(record, "scope", "international"))
        return REACH_INTERNATIONAL;
    return has_region(record) || is_abroad(record) ? REACH_ELSEWHERE : REACH_UNKNOWN;
}

const char *actor_reach_name(enum reach reach)
{
    static const char *const names[REACH_COUNT] = {"region", "national", "european",
                                                   "international", "unknown"};

    return names[reach];
}

/* ---- The card ---- */

/* In the reader's language where the record has it, else as it has it. */
static void copy(cJSON *card, const cJSON *record, const char *key, enum parangon_lang lang)
{
    const cJSON *member = parangon_record_member(record, key, lang);

    cJSON_DeleteItemFromObjectCaseSensitive(card, key);
    cJSON_AddItemToObject(card, key, member ? cJSON_Duplicate(member, true) : cJSON_CreateNull());
}

static void add_functions(cJSON *card, const cJSON *record)
{
    const cJSON *given = cJSON_GetObjectItemCaseSensitive(record, "functions"), *item;
    cJSON *functions = cJSON_CreateArray();

    if (is(record, "kind", "scheme") && !parangon_json_has(record, "functions", "finance"))
        cJSON_AddItemToArray(functions, cJSON_CreateString("finance"));
    cJSON_ArrayForEach(item, given) cJSON_AddItemToArray(functions, cJSON_Duplicate(item, true));
    cJSON_DeleteItemFromObjectCaseSensitive(card, "functions");
    cJSON_AddItemToObject(card, "functions", functions);
}

static void add_state(cJSON *card, const cJSON *record, const char *day)
{
    struct scheme_state state = scheme_state_of(record, day);
    bool can_be_asked = is(record, "kind", "scheme") || is(record, "kind", "programme");

    cJSON_DeleteItemFromObjectCaseSensitive(card, "state");
    answer_add_text(card, "state", can_be_asked || state.from ? state.state : NULL);
    answer_add_text(card, "state_from", state.from);
}

cJSON *actor_card(const cJSON *record, const char *day, enum parangon_lang lang)
{
    static const char *const fields[] = {
        "scope",      "region", "countries", "governance", "services", "eligible",    "amount_min",
        "amount_max", "rate",   "duration",  "opens",      "closes",   "legal_basis", "funders"};
    cJSON *card = cJSON_CreateObject();

    answer_add_record(card, record, lang);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        copy(card, record, fields[i], lang);
    add_functions(card, record);
    add_state(card, record, day);
    return card;
}
