/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who carries an action: leads. */
#include "map_inside.h"

#include "parangon/json.h"
#include "parangon/values.h"

#include <stdlib.h>
#include <string.h>

bool map_is_known_lead(const struct mapping *mapping, const char *name)
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

    if (map_is_known_lead(mapping, text))
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
        if (map_is_known_lead(mapping, name))
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
        known = known && cJSON_IsString(lead) && map_is_known_lead(mapping, lead->valuestring);
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
