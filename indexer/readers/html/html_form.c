/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "html_form.h"

#include "html_text.h"

#include "parangon/json.h"

#include <stdlib.h>
#include <string.h>

enum {
    FORM_MAX = 500 /* labels; a sheet has some dozens, and they are looked up one by one */
};

static bool ends_with(const char *text, size_t len, const char *ending)
{
    size_t size = strlen(ending);

    return len >= size && memcmp(text + len - size, ending, size) == 0;
}

char *html_label(const xmlNode *node)
{
    static const char *const endings[] = {" ", ":", "*", "\xC2\xA0", "\xE2\x80\xAF", NULL};
    char *line = html_line(node, HTML_LABEL_MAX + 1);
    size_t len = strlen(line);
    bool cut = len <= HTML_LABEL_MAX;

    while (cut) {
        cut = false;
        for (const char *const *ending = endings; *ending; ending++) {
            if (ends_with(line, len, *ending)) {
                len -= strlen(*ending);
                cut = true;
            }
        }
    }
    line[len] = '\0';
    if (len && len <= HTML_LABEL_MAX)
        return line;
    free(line);
    return NULL;
}

/* The items of a value that is a list and little else, or NULL. */
static cJSON *items(const char *text)
{
    cJSON *list = cJSON_CreateArray();

    for (const char *line = text; list && *line;) {
        size_t len = strcspn(line, "\n");

        if (len < 3 || memcmp(line, "- ", 2) != 0) {
            cJSON_Delete(list);
            return NULL;
        }
        char *item = parangon_strndup(line + 2, len - 2);
        cJSON_AddItemToArray(list, cJSON_CreateString(item));
        free(item);
        line += len + strspn(line + len, "\n");
    }
    return list;
}

/* The same label again, as in a table for each partner, makes a list of its values. */
static void add_to_form(cJSON *form, const char *label, const char *text)
{
    cJSON *value = items(text), *present = cJSON_GetObjectItemCaseSensitive(form, label);

    if (!value)
        value = cJSON_CreateString(text);
    if (!present) {
        if (cJSON_GetArraySize(form) < FORM_MAX)
            cJSON_AddItemToObject(form, label, value);
        else
            cJSON_Delete(value);
        return;
    }
    if (!cJSON_IsArray(present)) {
        cJSON *list = cJSON_CreateArray();

        cJSON_AddItemToArray(list, cJSON_Duplicate(present, true));
        cJSON_ReplaceItemInObjectCaseSensitive(form, label, list);
        present = list;
    }
    if (cJSON_GetArraySize(present) < FORM_MAX && cJSON_IsString(value))
        cJSON_AddItemToArray(present, cJSON_Duplicate(value, true));
    cJSON_Delete(value);
}

void html_write_value(const char *label, xmlNode *value, struct markup *markup, cJSON *form)
{
    struct markup own = {0};

    html_write(value, &own, NULL);
    markup_break(markup, 1);
    markup_puts(markup, label);
    markup_puts(markup, " : ");
    if (own.out.len && strncmp(own.out.data, "- ", 2) == 0)
        markup_break(markup, 1);
    bool verbatim = markup->verbatim;
    markup->verbatim = true;
    markup_puts(markup, parangon_buf_str(&own.out));
    markup->verbatim = verbatim;
    markup_break(markup, 1);
    if (form && own.out.len)
        add_to_form(form, label, own.out.data);
    parangon_buf_clear(&own.out);
}
