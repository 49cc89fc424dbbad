/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Partners and their countries in one text: « Farafangana (Madagascar) ; Douala, Cameroun ». */
#include "parangon/json.h"
#include "parangon/memory.h"
#include "parangon/values.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static char *trimmed(const char *text, size_t len)
{
    while (len && isspace((unsigned char)*text))
        text++, len--;
    while (len && isspace((unsigned char)text[len - 1]))
        len--;
    return parangon_strndup(text, len);
}

/* The id of the country that the bytes name, borrowed, or NULL. */
static const char *country_of(const char *text, size_t len,
                              const struct parangon_vocabulary *vocabulary)
{
    char *name = trimmed(text, len);
    const struct parangon_concept *country =
        vocabulary && *name ? parangon_vocabulary_named(vocabulary, PARANGON_COUNTRIES, name)
                            : NULL;

    free(name);
    return country ? country->id : NULL;
}

static cJSON *partner_of(const char *name, size_t len, const char *country)
{
    cJSON *partner = cJSON_CreateObject();
    char *text = trimmed(name, len);

    cJSON_AddStringToObject(partner, "name", text);
    if (country)
        cJSON_AddStringToObject(partner, "country", country);
    free(text);
    return partner;
}

/* « Name (Country) », and « Name (Region, Country) ». */
static cJSON *read_bracketed(const char *text, const struct parangon_vocabulary *vocabulary)
{
    const char *open = strrchr(text, '('), *close = open ? strchr(open, ')') : NULL;

    if (!open || open == text || !close)
        return NULL;
    const char *inside = open + 1, *comma = strrchr(open, ',');
    const char *country = country_of(inside, (size_t)(close - inside), vocabulary);
    if (!country && comma && comma < close)
        country = country_of(comma + 1, (size_t)(close - comma - 1), vocabulary);
    if (!country && (comma = strchr(open, ',')) != NULL && comma < close)
        country = country_of(inside, (size_t)(comma - inside), vocabulary);
    return country ? partner_of(text, (size_t)(open - text), country) : NULL;
}

/* A country on either side of a mark: « Douala, Cameroun », « Madagascar : Farafangana ». */
static cJSON *read_beside(const char *text, const char *mark,
                          const struct parangon_vocabulary *vocabulary)
{
    const char *at = strstr(text, mark), *next;

    if (!at || at == text)
        return NULL;
    while ((next = strstr(at + 1, mark)) != NULL)
        at = next; /* the last one: names hold commas and dashes too */
    const char *behind = at + strlen(mark);
    const char *country = country_of(behind, strlen(behind), vocabulary);
    if (country)
        return partner_of(text, (size_t)(at - text), country);
    country = *behind ? country_of(text, (size_t)(at - text), vocabulary) : NULL;
    return country ? partner_of(behind, strlen(behind), country) : NULL;
}

cJSON *parangon_value_partner(const char *text, const struct parangon_vocabulary *vocabulary)
{
    static const char *const marks[] = {",", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", ":", " / "};
    const char *country = country_of(text, strlen(text), vocabulary);
    cJSON *partner =
        country ? partner_of(text, strlen(text), country) : read_bracketed(text, vocabulary);

    if (!partner && strlen(text) > 3 && text[2] == '/' && isupper((unsigned char)text[0]))
        country = country_of(text, 2, vocabulary);
    if (!partner && country)
        partner = partner_of(text + 3, strlen(text + 3), country);
    for (size_t i = 0; !partner && i < sizeof marks / sizeof *marks; i++)
        partner = read_beside(text, marks[i], vocabulary);
    return partner ? partner : partner_of(text, strlen(text), NULL);
}

static bool has_country(const cJSON *partner)
{
    return parangon_json_text(partner, "country") != NULL;
}

/* « A et B (Pays) »: two, when a country or a list says that these are names of partners. */
static size_t add_pair(const char *text, const struct parangon_vocabulary *vocabulary, bool listed,
                       cJSON *partners)
{
    static const char *const joints[] = {" et ", " and ", " & "};
    cJSON *whole = parangon_value_partner(text, vocabulary);

    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
        const char *at = strstr(text, joints[i]);

        if (!at || at == text || (!listed && !has_country(whole)) ||
            country_of(text, strlen(text), vocabulary))
            continue;
        char *first = trimmed(text, (size_t)(at - text));
        cJSON_Delete(whole);
        cJSON_AddItemToArray(partners, parangon_value_partner(first, vocabulary));
        cJSON_AddItemToArray(partners, parangon_value_partner(at + strlen(joints[i]), vocabulary));
        free(first);
        return 2;
    }
    cJSON_AddItemToArray(partners, whole);
    return 1;
}

/* A list with commas, in which a country belongs to the name before it. */
static size_t add_listed(const cJSON *parts, const struct parangon_vocabulary *vocabulary,
                         cJSON *partners)
{
    cJSON *last = NULL;
    size_t count = 0;
    const cJSON *part;

    cJSON_ArrayForEach(part, parts)
    {
        const char *text = part->valuestring;
        const char *country = country_of(text, strlen(text), vocabulary);

        if (country && last && !has_country(last)) {
            cJSON_AddStringToObject(last, "country", country);
            continue;
        }
        count += add_pair(text, vocabulary, cJSON_GetArraySize(parts) > 1, partners);
        last = cJSON_GetArrayItem(partners, cJSON_GetArraySize(partners) - 1);
    }
    return count;
}

size_t parangon_value_partners(const char *text, const char *separators,
                               const struct parangon_vocabulary *vocabulary, cJSON *partners)
{
    cJSON *pieces = cJSON_CreateArray();
    const cJSON *piece;
    size_t count = 0;

    parangon_value_split(text, separators ? separators : "\n;", pieces);
    cJSON_ArrayForEach(piece, pieces)
    {
        cJSON *parts = cJSON_CreateArray();

        if (country_of(piece->valuestring, strlen(piece->valuestring), vocabulary))
            cJSON_AddItemToArray(parts, cJSON_CreateString(piece->valuestring));
        else
            parangon_value_split(piece->valuestring, ",", parts);
        count += add_listed(parts, vocabulary, partners);
        cJSON_Delete(parts);
    }
    cJSON_Delete(pieces);
    return count;
}
