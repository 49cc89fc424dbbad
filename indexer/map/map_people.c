/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who carries an action and with whom: leads and partners. */
#include "map_inside.h"

#include "parangon/json.h"
#include "parangon/values.h"

#include <stdlib.h>
#include <string.h>

/* ---- Leads ---- */

static bool is_known(const struct mapping *mapping, const char *name)
{
    const struct parangon_lookup *lookup = mapping->input->lookup;
    const struct parangon_place *place;

    return parangon_places_find(lookup->places, name) ||
           parangon_places_named(lookup->places, name, &place, 1) > 0 ||
           parangon_vocabulary_named(lookup->vocabulary, PARANGON_NETWORKS, name);
}

/* « Ville de Nancy », « Nancy (54) »: the name that the places have; the whole when they have
   none. Yours. */
static char *place_name(const struct mapping *mapping, const char *text)
{
    static const char *const titles[] = {"ville de ",
                                         "ville d'",
                                         "ville du ",
                                         "commune de ",
                                         "commune d'",
                                         "mairie de ",
                                         "mairie d'",
                                         "city of ",
                                         "town of ",
                                         "municipality of ",
                                         "ville d\xE2\x80\x99",
                                         "commune d\xE2\x80\x99",
                                         "mairie d\xE2\x80\x99"};
    const char *bracket = strchr(text, '(');
    size_t len = bracket && bracket > text ? (size_t)(bracket - text) : strlen(text);

    if (is_known(mapping, text))
        return parangon_strdup(text);
    while (len && text[len - 1] == ' ')
        len--;
    for (int cut = 0; cut < 2; cut++) { /* without the brackets, then without the title */
        char *name = parangon_strndup(text, len);

        for (size_t i = 0; cut && i < sizeof titles / sizeof *titles; i++) {
            size_t title = strlen(titles[i]);

            if (strncasecmp(name, titles[i], title) == 0)
                memmove(name, name + title, strlen(name + title) + 1);
        }
        if (is_known(mapping, name))
            return name;
        free(name);
    }
    return parangon_strdup(text);
}

/* The networks have ids, by which a lead is known as well. */
static cJSON *lead_of(const struct mapping *mapping, const cJSON *part)
{
    if (!cJSON_IsString(part))
        return cJSON_Duplicate(part, true);
    char *name = place_name(mapping, part->valuestring);
    const struct parangon_place *place;
    const struct parangon_lookup *lookup = mapping->input->lookup;
    const struct parangon_concept *body =
        parangon_places_named(lookup->places, name, &place, 1)
            ? NULL
            : parangon_vocabulary_named(lookup->vocabulary, PARANGON_NETWORKS, name);
    cJSON *lead = cJSON_CreateString(body ? body->id : name);
    free(name);
    return lead;
}

/* The first of several is the lead, the others lead with it. A comma cuts only between places. */
static void put_lead(struct mapping *mapping, struct target *target, const struct item *item)
{
    const struct parangon_field *others = parangon_field_named("co_leads");
    const struct target rest = {.field = others};
    cJSON *parts = item_parts(mapping, target, item), *list = cJSON_CreateArray(), *lead;
    const cJSON *part;
    bool known = true;

    cJSON_ArrayForEach(part, parts)
    {
        lead = lead_of(mapping, part);
        known = known && cJSON_IsString(lead) && is_known(mapping, lead->valuestring);
        cJSON_AddItemToArray(list, lead);
    }
    if (!known && cJSON_GetArraySize(parts) > 1 && cJSON_IsString(item->value) &&
        !strpbrk(item->value->valuestring, "\n;")) {
        cJSON_Delete(list);
        list = cJSON_CreateArray();
        cJSON_AddItemToArray(list, lead_of(mapping, item->value));
    }
    while ((lead = cJSON_DetachItemFromArray(list, 0)) != NULL) {
        bool first =
            target->field != others && !cJSON_HasObjectItem(mapping->version, target->field->name);
        cJSON *listed = first ? lead : cJSON_CreateArray();

        if (!first)
            cJSON_AddItemToArray(listed, lead);
        mapping_put(mapping, first ? target : &rest, item, listed);
    }
    cJSON_Delete(list);
    cJSON_Delete(parts);
}

void map_put_leads(struct mapping *mapping)
{
    static const char *const fields[] = {"lead", "co_leads"};

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        struct target *target = mapping_target(mapping, fields[i], NULL);

        if (!target)
            continue;
        target->done = true;
        cJSON_DeleteItemFromObjectCaseSensitive(mapping->version, fields[i]);
        for (size_t j = 0; j < target->count; j++)
            put_lead(mapping, target, &target->items[j]);
    }
}

/* ---- Partners ---- */

/* Adds the partners that the item names; known networks are actors. */
static void add_partners(struct mapping *mapping, const struct target *target,
                         const struct item *item, cJSON *partners)
{
    const struct parangon_vocabulary *vocabulary = mapping->input->lookup->vocabulary;
    const struct target actors = {.field = parangon_field_named("actors")};
    cJSON *found = cJSON_CreateArray(), *one;
    char *text = cJSON_IsString(item->value) ? item_text(item) : NULL;
    bool plain = text && !(target->entry && target->entry->values);

    if (plain && !(target->entry && target->entry->whole) && !item->element) {
        parangon_value_partners(text, target->entry ? target->entry->separators : NULL, vocabulary,
                                found);
    } else {
        cJSON_Delete(found);
        found = item_parts(mapping, target, item);
    }
    while ((one = cJSON_DetachItemFromArray(found, 0)) != NULL) {
        cJSON *partner = cJSON_IsString(one) ? parangon_value_partner(one->valuestring, vocabulary)
                                             : cJSON_Duplicate(one, true);
        const char *name = parangon_json_text(partner, "name");

        if (name && !cJSON_HasObjectItem(partner, "country") &&
            parangon_vocabulary_named(vocabulary, PARANGON_NETWORKS, name)) {
            cJSON *list = cJSON_CreateArray();

            cJSON_AddItemToArray(list, cJSON_CreateString(name));
            mapping_put(mapping, &actors, item, list);
            cJSON_Delete(partner);
        } else {
            cJSON_AddItemToArray(partners, partner);
        }
        cJSON_Delete(one);
    }
    cJSON_Delete(found);
    free(text);
}

/* {"name", "country"} of each country that the items name. */
static cJSON *read_countries(struct mapping *mapping, const struct target *target)
{
    const struct parangon_vocabulary *vocabulary = mapping->input->lookup->vocabulary;
    cJSON *countries = cJSON_CreateArray();

    for (size_t i = 0; target && i < target->count; i++) {
        cJSON *parts = item_parts(mapping, target, &target->items[i]), *found = NULL;
        const cJSON *part, *one;

        cJSON_ArrayForEach(part, parts)
        {
            found = cJSON_CreateArray();
            if (cJSON_IsString(part))
                parangon_value_partners(part->valuestring, NULL, vocabulary, found);
            cJSON_ArrayForEach(one, found)
            {
                if (parangon_json_text(one, "country"))
                    cJSON_AddItemToArray(countries, cJSON_Duplicate(one, true));
                else
                    mapping_problem(mapping, &target->items[i],
                                    "partners: country \"%.60s\" is unknown (left out)",
                                    parangon_json_text(one, "name"));
            }
            cJSON_Delete(found);
        }
        cJSON_Delete(parts);
    }
    return countries;
}

/* A lone « Pays : France » is told of the lead: partners are abroad. It stays in the text of a row. */
static void drop_own_country(const struct target *target, cJSON *countries)
{
    const char *country = parangon_json_text(countries->child, "country");

    if (!target || !target->entry || !target->entry->built_in ||
        cJSON_GetArraySize(countries) != 1 || strcmp(country, "FR") != 0)
        return;
    cJSON_DeleteItemFromArray(countries, 0);
    for (size_t i = 0; i < target->count; i++) {
        if (target->items[i].label)
            target->items[i].label->lossy = true;
    }
}

static void set_country(cJSON *partner, const cJSON *country)
{
    if (cJSON_IsObject(partner) && !cJSON_HasObjectItem(partner, "country"))
        parangon_json_set_text(partner, "country", parangon_json_text(country, "country"));
}

static bool is_country_of_any(const cJSON *partners, const cJSON *country)
{
    const cJSON *partner;

    cJSON_ArrayForEach(partner, partners)
    {
        const char *known = parangon_json_text(partner, "country");

        if (known && strcmp(known, parangon_json_text(country, "country")) == 0)
            return true;
    }
    return false;
}

/* Countries belong to partners in their order when there are as many, or to all when there is one;
   else nobody knows to whom, and each stands as a partner of its own. */
static void join_countries(cJSON *partners, const cJSON *countries)
{
    int partner_count = cJSON_GetArraySize(partners), count = cJSON_GetArraySize(countries);
    const cJSON *country;

    for (int i = 0; i < partner_count && (count == partner_count || count == 1); i++)
        set_country(cJSON_GetArrayItem(partners, i),
                    cJSON_GetArrayItem(countries, count == 1 ? 0 : i));
    cJSON_ArrayForEach(country, countries)
    {
        if (!is_country_of_any(partners, country))
            cJSON_AddItemToArray(partners, cJSON_Duplicate(country, true));
    }
}

void map_put_partners(struct mapping *mapping)
{
    static const char *const parts[] = {NULL, "name", "country"};
    cJSON *partners = cJSON_CreateArray();
    const struct target *origin = NULL;

    for (int i = 0; i < 2; i++) {
        struct target *target = mapping_target(mapping, "partners", parts[i]);

        for (size_t j = 0; target && j < target->count; j++)
            add_partners(mapping, target, &target->items[j], partners);
        origin = target ? target : origin;
    }
    struct target *countries = mapping_target(mapping, "partners", "country");
    cJSON *read = read_countries(mapping, countries);
    drop_own_country(countries, read);
    bool told = cJSON_GetArraySize(read) > 0;
    join_countries(partners, read);
    cJSON_Delete(read);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct target *target = mapping_target(mapping, "partners", parts[i]);

        if (target)
            target->done = true;
    }
    if (!origin && !countries) {
        cJSON_Delete(partners);
        return;
    }
    cJSON_DeleteItemFromObjectCaseSensitive(mapping->version, "partners");
    const struct target *from = origin ? origin : countries;
    mapping_put(mapping, from, &from->items[0], partners);
    if (origin && told)
        mapping_note(mapping, countries, &countries->items[0]);
}
