/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pdf_fields.h"

#include "parangon/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
    FIELDS_MAX = 2000,     /* of a document: more than any form has */
    VALUE_MAX = 64 * 1024, /* bytes */
    ITEMS_MAX = 200
};

/* Text from the library in one line of valid UTF-8. */
static char *plain(const char *text)
{
    struct parangon_buf line = {0};
    char *mended = parangon_text_mend(text, strnlen(text, VALUE_MAX), NULL);

    for (const char *at = mended; *at; at++) {
        bool space = isspace((unsigned char)*at) || iscntrl((unsigned char)*at);

        if (!space)
            parangon_buf_putc(&line, *at);
        else if (line.len && line.data[line.len - 1] != ' ')
            parangon_buf_putc(&line, ' ');
    }
    while (line.len && line.data[line.len - 1] == ' ')
        line.data[--line.len] = '\0';
    free(mended);
    return parangon_buf_take(&line);
}

/* What the form calls the field: the words shown beside the pointer, else its name. */
static char *label_of(PopplerFormField *field)
{
    gchar *words = poppler_form_field_get_alternate_ui_name(field);

    if (!words || !*words) {
        g_free(words);
        words = poppler_form_field_get_partial_name(field);
    }
    char *label = plain(words ? words : "");
    g_free(words);
    for (char *at = label; *at; at++) {
        if (*at == '_')
            *at = ' ';
    }
    return label;
}

static char *choice_of(PopplerFormField *field)
{
    struct parangon_buf chosen = {0};
    gint count = poppler_form_field_choice_get_n_items(field);

    for (gint i = 0; i < count && i < ITEMS_MAX; i++) {
        if (!poppler_form_field_choice_is_item_selected(field, i))
            continue;
        gchar *item = poppler_form_field_choice_get_item(field, i);
        if (chosen.len)
            parangon_buf_puts(&chosen, " ; ");
        parangon_buf_puts(&chosen, item ? item : "");
        g_free(item);
    }
    char *value = plain(parangon_buf_str(&chosen));
    parangon_buf_clear(&chosen);
    return value;
}

/* The value, empty when the field is not filled in. */
static char *value_of(PopplerFormField *field)
{
    gchar *text = NULL;
    char *value;

    switch (poppler_form_field_get_field_type(field)) {
    case POPPLER_FORM_FIELD_TEXT:
        if (!poppler_form_field_text_is_password(field))
            text = poppler_form_field_text_get_text(field);
        value = plain(text ? text : "");
        g_free(text);
        return value;
    case POPPLER_FORM_FIELD_CHOICE: return choice_of(field);
    case POPPLER_FORM_FIELD_BUTTON:
        return parangon_strdup(poppler_form_field_button_get_button_type(field) !=
                                           POPPLER_FORM_BUTTON_PUSH &&
                                       poppler_form_field_button_get_state(field)
                                   ? "x"
                                   : "");
    default: return parangon_strdup("");
    }
}

/* Puts a block where the page ends. */
static void insert_line(struct pdf_blocks *blocks, uint32_t page, const char *label,
                        const char *value)
{
    size_t at = blocks->count;
    struct pdf_block block = *pdf_block_add(blocks, PDF_ROW, page);

    parangon_buf_printf(&block.text, "%s : %s", label, value);
    while (at > 0 && blocks->items[at - 1].page > page)
        at--;
    memmove(&blocks->items[at + 1], &blocks->items[at],
            (blocks->count - 1 - at) * sizeof *blocks->items);
    blocks->items[at] = block;
}

static size_t add_page(struct pdf_blocks *blocks, PopplerPage *page, uint32_t number, size_t room)
{
    GList *fields = poppler_page_get_form_field_mapping(page);
    size_t count = 0;

    /* The library lists the last field first. */
    for (GList *at = g_list_last(fields); at && count < room; at = at->prev, count++) {
        PopplerFormField *field = ((PopplerFormFieldMapping *)at->data)->field;
        char *label = label_of(field);
        char *value = value_of(field);

        if (*label && *value) {
            pdf_form_add(blocks->form, label, value);
            insert_line(blocks, number, label, value);
        }
        free(label);
        free(value);
    }
    poppler_page_free_form_field_mapping(fields);
    return count;
}

void pdf_fields_add(struct pdf_blocks *blocks, PopplerDocument *document)
{
    size_t count = 0;

    for (size_t i = 0; i < blocks->words->page_count && count < FIELDS_MAX; i++) {
        PopplerPage *page = poppler_document_get_page(document, (int)i);

        if (page)
            count += add_page(blocks, page, (uint32_t)i, FIELDS_MAX - count);
        g_clear_object(&page);
    }
}
