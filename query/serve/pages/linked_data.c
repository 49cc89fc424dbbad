/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "linked_data.h"

#include "frame.h"

#include "../discovery.h"

#include "output/markup.h"
#include "output/words.h"

#include "parangon/json.h"

#include <string.h>

static void add_text(cJSON *object, const char *key, const char *text)
{
    if (text)
        cJSON_AddStringToObject(object, key, text);
}

static void add_lead(cJSON *data, const cJSON *record)
{
    const cJSON *lead = words_member(record, "lead");
    const char *name = cJSON_IsString(lead) ? lead->valuestring : words_text(lead, "name");

    if (!name)
        return;
    cJSON *author = cJSON_AddObjectToObject(data, "author");

    cJSON_AddStringToObject(author, "@type", "Organization");
    cJSON_AddStringToObject(author, "name", name);
}

/* Names of the themes, and the partners with their countries. */
static void add_subjects(cJSON *data, const struct output_settings *settings, const cJSON *record)
{
    cJSON *about = cJSON_AddArrayToObject(data, "about");
    cJSON *places = cJSON_AddArrayToObject(data, "contentLocation");
    const cJSON *item;

    cJSON_ArrayForEach(item, words_member(record, "themes"))
    {
        if (!cJSON_IsString(item))
            continue;
        cJSON *thing = cJSON_CreateObject();

        cJSON_AddStringToObject(thing, "@type", "DefinedTerm");
        cJSON_AddStringToObject(thing, "name",
                                words_label(settings, PARANGON_THEMES, item->valuestring));
        cJSON_AddStringToObject(thing, "termCode", item->valuestring);
        cJSON_AddItemToArray(about, thing);
    }
    cJSON_ArrayForEach(item, words_member(record, "partners"))
    {
        const char *name = words_text(item, "name"), *country = words_text(item, "country");
        cJSON *place = cJSON_CreateObject();

        cJSON_AddStringToObject(place, "@type", "Place");
        add_text(place, "name", name ? name : country);
        add_text(place, "addressCountry", country);
        cJSON_AddItemToArray(places, place);
    }
}

static void add_source(cJSON *data, const cJSON *record)
{
    const cJSON *given = words_member(record, "source");
    const char *title = words_text(given, "title"), *url = words_text(given, "url");

    if (!title && !url)
        return;
    cJSON *source = cJSON_AddObjectToObject(data, "isBasedOn");

    cJSON_AddStringToObject(source, "@type", "CreativeWork");
    add_text(source, "name", title);
    add_text(source, "url", url);
}

static cJSON *make(struct call *call, const cJSON *record, const cJSON *version,
                   enum parangon_lang lang)
{
    const struct output_settings settings = frame_settings(call);
    struct parangon_buf address = {0};
    cJSON *data = cJSON_CreateObject();

    parangon_buf_printf(&address, "%s/practice/", discovery_base(call));
    markup_add_url_part(&address, call->rest);
    cJSON_AddStringToObject(data, "@context", "https://schema.org");
    cJSON_AddStringToObject(data, "@type", "Article");
    cJSON_AddStringToObject(data, "url", address.data);
    cJSON_AddStringToObject(data, "identifier", call->rest);
    add_text(data, "headline", words_text(version, "title"));
    add_text(data, "abstract", words_text(version, "summary"));
    add_text(data, "inLanguage", lang == PARANGON_OTHER ? NULL : parangon_lang_code(lang));
    add_text(data, "dateModified", words_text(record, "checked_on"));
    add_lead(data, record);
    add_subjects(data, &settings, record);
    add_source(data, record);
    parangon_buf_clear(&address);
    return data;
}

/* "<" in a text could end the element early; in JSON its escape means the same. */
static void add_json(struct parangon_buf *out, const char *json)
{
    for (; *json; json++) {
        if (*json == '<' || *json == '>' || *json == '&')
            parangon_buf_printf(out, "\\u%04x", (unsigned)*json);
        else
            parangon_buf_putc(out, *json);
    }
}

const char *linked_data(struct call *call, const cJSON *record, const cJSON *version,
                        enum parangon_lang lang)
{
    cJSON *data = make(call, record, version, lang);
    struct parangon_buf json = {0}, out = {0};

    output_add_json(data, false, &json);
    parangon_buf_puts(&out, "<script type=\"application/ld+json\">");
    add_json(&out, parangon_buf_str(&json));
    parangon_buf_puts(&out, "</script>\n");
    const char *kept = parangon_arena_strdup(call->arena, out.data);

    cJSON_Delete(data);
    parangon_buf_clear(&json);
    parangon_buf_clear(&out);
    return kept;
}
