/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is left of a form: the text of a row, a title, and nothing private. */
#include "contact.h"
#include "map_inside.h"

#include "parangon/json.h"
#include "parangon/text.h"
#include "parangon/values.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
    TITLE_MAX = 200
};

/* ---- Contacts ---- */

/* Puts `by` in the place of `text` wherever it stands in the text of the version. */
static void replace_in_text(cJSON *version, const char *text, const char *by)
{
    const char *body = parangon_json_text(version, "text"), *found;
    struct parangon_buf out = {0};

    if (!body || !*text || !strstr(body, text))
        return;
    while ((found = strstr(body, text)) != NULL) {
        parangon_buf_add(&out, body, (size_t)(found - body));
        parangon_buf_puts(&out, by);
        body = found + strlen(text);
    }
    parangon_buf_puts(&out, body);
    char *replaced = parangon_buf_take(&out);
    parangon_json_set_text(version, "text", replaced);
    free(replaced);
}

/* A document shows its form in its text, the contact too. */
static void clean_shown(struct mapping *mapping, const struct target *contact)
{
    for (size_t i = 0; contact && i < contact->count; i++) {
        const struct item *item = &contact->items[i];
        unsigned dropped = 0;

        if (!item->label || !cJSON_IsString(item->value))
            continue;
        const char *text = item->value->valuestring;
        char *clean = contact_clean(text, mapping->input->lookup, &dropped);
        if (dropped)
            replace_in_text(mapping->version, text, clean);
        free(clean);
    }
}

static void clean_contact(struct mapping *mapping)
{
    const char *text = parangon_json_text(mapping->version, "contact");
    unsigned dropped = 0;

    clean_shown(mapping, mapping_target(mapping, "contact", NULL));
    if (!text)
        return;
    char *clean = contact_clean(text, mapping->input->lookup, &dropped);
    if (dropped) {
        mapping_problem(mapping, NULL, "contact: %s (left out)", contact_dropped(dropped));
        if (*clean)
            parangon_json_set_text(mapping->version, "contact", clean);
        else
            cJSON_DeleteItemFromObjectCaseSensitive(mapping->version, "contact");
    }
    free(clean);
}

/* ---- The rest of a row ---- */

static void add_line(struct mapping *mapping, const struct label *label, struct parangon_buf *out)
{
    const cJSON *element = cJSON_IsArray(label->value) ? label->value->child : label->value;
    struct parangon_buf line = {0};
    unsigned dropped = 0;

    for (; element; element = cJSON_IsArray(label->value) ? element->next : NULL) {
        const struct item item = {.value = (cJSON *)(uintptr_t)element};
        char *text = item_text(&item);

        if (text && !parangon_value_is_missing(text)) {
            parangon_buf_puts(&line, line.len ? " ; " : "");
            parangon_buf_puts(&line, text);
        }
        free(text);
    }
    char *clean = contact_clean_text(parangon_buf_str(&line), &dropped);
    if (dropped)
        mapping_problem(mapping, NULL, "\"%.80s\": %s (left out)", label->name->text,
                        contact_dropped(dropped));
    if (strspn(clean, " ;,") != strlen(clean)) {
        parangon_buf_puts(out, out->len ? "\n\n" : "");
        label_print(label->name, out);
        parangon_buf_printf(out, " : %s", clean);
    }
    free(clean);
    parangon_buf_clear(&line);
}

/* Whether the label went to the contact, which never shows what was taken out of it. */
static bool is_contact(struct mapping *mapping, const struct label *label)
{
    const struct target *contact = mapping_target(mapping, "contact", NULL);

    for (size_t i = 0; contact && i < contact->count; i++) {
        if (contact->items[i].label == label)
            return true;
    }
    return false;
}

/* Nothing is lost: what no field took stands in the text, under its label. */
static void add_rest(struct mapping *mapping)
{
    struct parangon_buf text = {0};
    const char *own = parangon_json_text(mapping->version, "text");

    parangon_buf_puts(&text, own ? own : "");
    for (size_t i = 0; i < mapping->label_count; i++) {
        const struct label *label = &mapping->labels[i];

        if ((!label->used || label->lossy) && !is_contact(mapping, label))
            add_line(mapping, label, &text);
    }
    if (text.len)
        parangon_json_set_text(mapping->version, "text", text.data);
    parangon_buf_clear(&text);
}

/* ---- Titles ---- */

static bool is_address(const char *text)
{
    return strchr(text, '@') || strstr(text, "://") || strncmp(text, "www.", 4) == 0;
}

/* Two words or more, and no figure, date or address. */
static bool reads_as_title(const char *text)
{
    struct parangon_cutter cutter;
    struct parangon_token token;
    struct parangon_amount amount;
    struct parangon_dates dates;
    size_t words = 0;

    if (strlen(text) > TITLE_MAX || strchr(text, '\n') || is_address(text))
        return false;
    parangon_cutter_init(&cutter, text, strlen(text), PARANGON_FR);
    while (parangon_cutter_next(&cutter, &token))
        words += !token.number;
    return words > 1 && parangon_value_amount(text, &amount, NULL) == PARANGON_REJECTED &&
           parangon_value_dates(text, &dates, NULL) == PARANGON_REJECTED;
}

static bool has_title(const cJSON *version)
{
    const char *title = parangon_json_text(version, "title");

    return title && title[strspn(title, " \t\r\n")];
}

/* The name of the file, and where in it the row stands. Yours. */
static char *title_of_name(const struct mapping *mapping)
{
    const char *slash = strrchr(mapping->input->name, '/');
    const char *name = slash ? slash + 1 : mapping->input->name, *dot = strrchr(name, '.');
    const cJSON *source = cJSON_GetObjectItemCaseSensitive(mapping->version, "source");
    const char *locator = parangon_json_text(source, "locator");
    struct parangon_buf title = {0};

    parangon_buf_add(&title, name, dot && dot > name ? (size_t)(dot - name) : strlen(name));
    if (locator && *locator)
        parangon_buf_printf(&title, ", %s", locator);
    return parangon_buf_take(&title);
}

static void give_title(struct mapping *mapping)
{
    for (size_t i = 0; i < mapping->label_count; i++) {
        struct label *label = &mapping->labels[i];

        if (label->used || !cJSON_IsString(label->value) ||
            !reads_as_title(label->value->valuestring))
            continue;
        parangon_json_set_text(mapping->version, "title", label->value->valuestring);
        label->used = mapping->row;
        struct parangon_buf from = {0};
        parangon_buf_printf(&from, "label \"%s\", which reads as a title", label->name->text);
        parangon_json_set_text(mapping->notes->origins, "title", from.data);
        parangon_buf_clear(&from);
        return;
    }
    char *title = title_of_name(mapping);
    parangon_json_set_text(mapping->version, "title", title);
    parangon_json_set_text(mapping->notes->origins, "title", "name of the file");
    free(title);
}

/* A document shows all labels of texts in its own text. */
static bool is_shown(const struct mapping *mapping, const struct label *label)
{
    const struct map *map = mapping->input->map;
    const size_t entry = label->known->entry;

    return !mapping->row && entry != PARANGON_MAP_NONE &&
           strcmp(map->entries[entry].field->name, "text") == 0;
}

static void note_unused(struct mapping *mapping)
{
    for (size_t i = 0; i < mapping->label_count; i++) {
        const struct label *label = &mapping->labels[i];

        if (!label->used && !is_shown(mapping, label))
            cJSON_AddItemToArray(mapping->notes->unused, cJSON_CreateString(label->name->text));
    }
}

void map_finish(struct mapping *mapping)
{
    note_unused(mapping);
    clean_contact(mapping);
    if (mapping->form && !has_title(mapping->version))
        give_title(mapping);
    if (mapping->row)
        add_rest(mapping);
    map_clean_persons(mapping);
}
