/* SPDX-License-Identifier: GPL-2.0-or-later */
/* With whom an action is carried: partners and their countries. */
#include "map_inside.h"

#include "parangon/json.h"
#include "parangon/text.h"
#include "parangon/values.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

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

/* Where the first label of the target stands in the form, SIZE_MAX when it is of no label. */
static size_t label_place(const struct mapping *mapping, const struct target *target)
{
    const struct label *label = target && target->count ? target->items[0].label : NULL;

    return label ? (size_t)(label - mapping->labels) : SIZE_MAX;
}

static bool are_neighbours(size_t one, size_t other)
{
    return one != SIZE_MAX && other != SIZE_MAX && (one + 1 == other || other + 1 == one);
}

/* « Ville : Antsirabe » beside « Pays : Madagascar » : the country is told of the lead, unless it
   stands beside a partner as well. Of bodies it may be the country in which they act. */
static bool is_country_of_lead(struct mapping *mapping, const struct target *countries)
{
    static const char *const towns[] = {"city", "ville", "commune", "municipality"};
    const struct target *lead = mapping_target(mapping, "lead", NULL);
    size_t place = label_place(mapping, countries), at = label_place(mapping, lead);
    bool town = false;

    if (!are_neighbours(place, at) || !countries->entry || !countries->entry->built_in ||
        are_neighbours(place, label_place(mapping, mapping_target(mapping, "partners", NULL))) ||
        are_neighbours(place, label_place(mapping, mapping_target(mapping, "partners", "name"))))
        return false;
    char *key = parangon_text_key(lead->items[0].from, strlen(lead->items[0].from));
    for (size_t i = 0; i < sizeof towns / sizeof *towns; i++)
        town = town || strcmp(key, towns[i]) == 0;
    free(key);
    return town;
}

/* Takes the country of a lead that is a place abroad out of the list and puts it to the lead. */
static void give_to_lead(struct mapping *mapping, const struct target *target, cJSON *countries)
{
    const char *lead = parangon_json_text(mapping->version, "lead");
    const char *country = parangon_json_text(countries->child, "country");
    const struct target to = {.field = parangon_field_named("lead")};
    struct parangon_buf abroad = {0};

    if (!lead || cJSON_GetArraySize(countries) != 1 || strcmp(country, "FR") == 0 ||
        strpbrk(lead, "/:") || map_is_known_lead(mapping, lead) ||
        !is_country_of_lead(mapping, target))
        return;
    parangon_buf_printf(&abroad, "%s/%s", country, lead);
    if (mapping_put(mapping, &to, &target->items[0], cJSON_CreateString(abroad.data)))
        cJSON_DeleteItemFromArray(countries, 0);
    parangon_buf_clear(&abroad);
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
   else nobody knows to whom, and each stands as a partner of its own, unless the path alone names it
   and the file its partners. */
static void join_countries(cJSON *partners, const cJSON *countries, bool from_path)
{
    int partner_count = cJSON_GetArraySize(partners), count = cJSON_GetArraySize(countries);
    const cJSON *country;

    for (int i = 0; i < partner_count && (count == partner_count || count == 1); i++)
        set_country(cJSON_GetArrayItem(partners, i),
                    cJSON_GetArrayItem(countries, count == 1 ? 0 : i));
    cJSON_ArrayForEach(country, countries)
    {
        if (!is_country_of_any(partners, country) && !(from_path && partner_count))
            cJSON_AddItemToArray(partners, cJSON_Duplicate(country, true));
    }
}

/* Those of the file itself; what the map or the form names replaces them. */
static void add_own(const struct mapping *mapping, cJSON *partners)
{
    const struct parangon_vocabulary *vocabulary = mapping->input->lookup->vocabulary;
    const cJSON *own = cJSON_GetObjectItemCaseSensitive(mapping->version, "partners"), *one;

    cJSON_ArrayForEach(one, own) cJSON_AddItemToArray(
        partners, cJSON_IsString(one) ? parangon_value_partner(one->valuestring, vocabulary)
                                      : cJSON_Duplicate(one, true));
}

/* Returns the target that the partners came from, NULL when nothing names any. */
static const struct target *collect_partners(struct mapping *mapping, cJSON *partners)
{
    static const char *const parts[] = {NULL, "name"};
    const struct target *origin = NULL;

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct target *target = mapping_target(mapping, "partners", parts[i]);

        for (size_t j = 0; target && j < target->count; j++)
            add_partners(mapping, target, &target->items[j], partners);
        if (target)
            target->done = true;
        origin = target ? target : origin;
    }
    if (!origin)
        add_own(mapping, partners);
    return origin;
}

void map_put_partners(struct mapping *mapping)
{
    cJSON *partners = cJSON_CreateArray();
    const struct target *origin = collect_partners(mapping, partners);
    struct target *countries = mapping_target(mapping, "partners", "country");
    cJSON *read = read_countries(mapping, countries);

    drop_own_country(countries, read);
    give_to_lead(mapping, countries, read);
    bool told = cJSON_GetArraySize(read) > 0;
    join_countries(partners, read, told && strcmp(countries->items[0].kind, "path") == 0);
    cJSON_Delete(read);
    if (countries)
        countries->done = true;
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
