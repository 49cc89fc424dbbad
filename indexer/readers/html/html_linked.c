/* SPDX-License-Identifier: GPL-2.0-or-later */
/* JSON-LD in the terms of schema.org: https://schema.org/CreativeWork */
#include "html_head.h"

#include "readers/markup.h"

#include "parangon/json.h"

#include <string.h>

/* What the page itself is; a BreadcrumbList or an Organization beside it is not meant. */
static const char *const types[] = {
    "Article",      "NewsArticle", "BlogPosting",     "Report",   "WebPage", "Project",
    "CreativeWork", "TechArticle", "AboutPage",       "ItemPage", "Event",   "GovernmentService",
    "HowTo",        "Service",     "ResearchProject", NULL};

static bool is_subject(const cJSON *object)
{
    for (const char *const *type = types; *type; type++) {
        if (parangon_json_has(object, "@type", *type))
            return true;
    }
    return false;
}

static const char *kept(const char *text, struct parangon_arena *arena)
{
    struct markup line = {0};

    markup_puts(&line, text ? text : "");
    const char *copy = line.out.len ? parangon_arena_strdup(arena, line.out.data) : NULL;
    parangon_buf_clear(&line.out);
    return copy;
}

static void read_subject(struct html_head *head, const cJSON *object, struct parangon_arena *arena)
{
    const char *title = parangon_json_text(object, "headline");
    const char *lang = parangon_json_text(object, "inLanguage");

    if (!head->shown_title)
        head->shown_title = kept(title ? title : parangon_json_text(object, "name"), arena);
    if (!head->description)
        head->description = kept(parangon_json_text(object, "description"), arena);
    if (!head->lang && lang)
        head->lang = html_lang(lang, arena);
}

static void read_value(struct html_head *head, const cJSON *value, struct parangon_arena *arena)
{
    const cJSON *item;

    if (is_subject(value))
        read_subject(head, value, arena);
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(value, "@graph"))
    {
        if (is_subject(item))
            read_subject(head, item, arena);
    }
}

void html_linked_read(struct html_head *head, const char *json, struct parangon_arena *arena)
{
    cJSON *value = parangon_json_parse(json, strlen(json), NULL);
    const cJSON *item;

    if (cJSON_IsArray(value)) {
        cJSON_ArrayForEach(item, value) read_value(head, item, arena);
    } else if (value) {
        read_value(head, value, arena);
    }
    cJSON_Delete(value);
}
