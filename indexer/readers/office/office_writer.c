/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "office_writer.h"

#include "office_label.h"
#include "office_loose.h"

#include <stdlib.h>
#include <string.h>

enum {
    LABELS_MAX = 1000, /* cJSON looks through all of them for each */
    /* A document with so many pairs in tables, or in paragraphs, is a form as a whole. */
    FORM_PAIRS = 2,
    LOOSE_PAIRS = 3
};

void office_writer_init(struct office_writer *writer, struct parangon_arena *arena)
{
    memset(writer, 0, sizeof *writer);
    writer->arena = arena;
    writer->form = cJSON_CreateObject();
    writer->loose = cJSON_CreateObject();
    writer->top = 1;
}

void office_writer_clear(struct office_writer *writer)
{
    parangon_buf_clear(&writer->text);
    cJSON_Delete(writer->form);
    cJSON_Delete(writer->loose);
    memset(writer, 0, sizeof *writer);
}

/* Entries of a list, and rows of a table, stand together; all else has an empty line between. */
static void separate(struct office_writer *writer, enum office_written kind)
{
    if (writer->text.len)
        parangon_buf_puts(&writer->text,
                          kind == writer->last && kind != OFFICE_WRITTEN_PARAGRAPH ? "\n" : "\n\n");
    writer->last = kind;
}

static void write_line(struct office_writer *writer, enum office_written kind, const char *mark,
                       const char *text, size_t len)
{
    if (len == 0)
        return;
    separate(writer, kind);
    parangon_buf_puts(&writer->text, mark);
    parangon_buf_add(&writer->text, text, len);
}

/* Adds the text with spaces where its lines are broken. */
static void write_unbroken(struct office_writer *writer, enum office_written kind, const char *mark,
                           const char *text)
{
    size_t at;

    if (!*text)
        return;
    write_line(writer, kind, mark, text, strlen(text));
    at = writer->text.len - strlen(text);
    for (; at < writer->text.len; at++) {
        if (writer->text.data[at] == '\n')
            writer->text.data[at] = ' ';
    }
}

void office_write_heading(struct office_writer *writer, const char *text, unsigned level)
{
    write_unbroken(writer, OFFICE_WRITTEN_PARAGRAPH, level <= writer->top ? "## " : "### ", text);
}

static bool begins_small(const char *text)
{
    return (*text >= 'a' && *text <= 'z') || strncmp(text, "\u00E0", 2) == 0 ||
           strncmp(text, "\u00E9", 2) == 0 || strncmp(text, "\u00EA", 2) == 0;
}

/* A broken line goes on when the next one begins with a small letter. */
static void write_body(struct office_writer *writer, const char *text)
{
    struct office_lines lines = {.arena = writer->arena};
    struct parangon_buf joined = {0};

    for (const char *at = text; *at;) {
        size_t len = strcspn(at, "\n");

        if (joined.len && begins_small(at)) {
            parangon_buf_putc(&joined, ' ');
        } else {
            office_lines_add_text(&lines, parangon_buf_str(&joined), false);
            parangon_buf_reset(&joined);
        }
        parangon_buf_add(&joined, at, len);
        at += len + (at[len] == '\n');
    }
    office_lines_add_text(&lines, parangon_buf_str(&joined), false);
    parangon_buf_clear(&joined);
    for (const struct office_line *line = lines.first; line; line = line->next)
        write_line(writer, line->item ? OFFICE_WRITTEN_ITEM : OFFICE_WRITTEN_PARAGRAPH,
                   line->item ? "- " : "", line->text, strlen(line->text));
}

static void form_add(cJSON *form, const char *label, cJSON *value)
{
    cJSON *given = cJSON_GetObjectItemCaseSensitive(form, label), *list = value;

    if (!given) {
        cJSON_AddItemToObject(form, label, value);
        return;
    }
    if (cJSON_Compare(given, value, true)) {
        cJSON_Delete(value);
        return;
    }
    list = cJSON_DetachItemViaPointer(form, given);
    if (!cJSON_IsArray(list)) {
        list = cJSON_CreateArray();
        cJSON_AddItemToArray(list, given);
    }
    if (!cJSON_IsArray(value))
        cJSON_AddItemToArray(list, value);
    while (cJSON_IsArray(value) && value->child)
        cJSON_AddItemToArray(list, cJSON_DetachItemViaPointer(value, value->child));
    if (cJSON_IsArray(value))
        cJSON_Delete(value);
    cJSON_AddItemToObject(form, label, list);
}

void office_writer_add(struct office_writer *writer, cJSON *form, const char *label,
                       const struct office_lines *value)
{
    cJSON *item = writer->labels < LABELS_MAX ? office_lines_value(value) : NULL;

    if (!item)
        return;
    writer->labels++;
    form_add(form, label, item);
}

void office_write_pair(struct office_writer *writer, const char *label, struct office_lines *value)
{
    const char *name = office_label_tidy(writer->arena, label);
    const struct office_line *line;

    office_lines_choose(value);
    if (!*name || value->count == 0)
        return;
    office_writer_add(writer, writer->form, name, value);
    separate(writer, OFFICE_WRITTEN_PARAGRAPH);
    parangon_buf_printf(&writer->text, "%s :", name);
    if (office_lines_are_list(value)) {
        parangon_buf_printf(&writer->text, " %s", office_lines_join(value, " ; "));
        return;
    }
    line = value->first;
    if (!line->item || value->count == 1) {
        parangon_buf_printf(&writer->text, " %s", line->text);
        line = line->next;
    }
    for (; line; line = line->next)
        write_line(writer, line->item ? OFFICE_WRITTEN_ITEM : OFFICE_WRITTEN_PARAGRAPH,
                   line->item ? "- " : "", line->text, strlen(line->text));
}

void office_write_row(struct office_writer *writer, const struct office_grid_row *row)
{
    struct parangon_buf text = {0};

    for (size_t i = 0; i < row->count; i++) {
        if (i)
            parangon_buf_puts(&text,
                              text.len == 0 || text.data[text.len - 1] == ' ' ? "| " : " | ");
        parangon_buf_puts(&text, row->cells[i].text);
    }
    while (text.len && strchr(" |", text.data[text.len - 1]))
        text.len--;
    if (text.len)
        text.data[text.len] = '\0';
    write_unbroken(writer, OFFICE_WRITTEN_ROW, "", parangon_buf_str(&text));
    parangon_buf_clear(&text);
}

static bool is_left_out(const struct office_writer *writer,
                        const struct office_paragraph *paragraph)
{
    for (size_t i = 0; i < sizeof writer->left_out / sizeof *writer->left_out; i++) {
        if (writer->left_out[i] == paragraph)
            return true;
    }
    return false;
}

static void write_paragraph(struct office_writer *writer, const struct office_block *block)
{
    const struct office_paragraph *paragraph = block->paragraph;

    if (is_left_out(writer, paragraph))
        return;
    switch (paragraph->role) {
    case OFFICE_TITLE: office_write_heading(writer, paragraph->text, 1); break;
    case OFFICE_HEADING: office_write_heading(writer, paragraph->text, paragraph->level); break;
    case OFFICE_ITEM: write_unbroken(writer, OFFICE_WRITTEN_ITEM, "- ", paragraph->text); break;
    case OFFICE_BODY:
        office_take_loose(writer, block);
        write_body(writer, paragraph->text);
        break;
    }
}

void office_write_blocks(struct office_writer *writer, const struct office_blocks *blocks)
{
    for (const struct office_block *block = blocks->first; block; block = block->next) {
        if (block->paragraph)
            write_paragraph(writer, block);
        if (block->table)
            office_write_table(writer, block->table);
    }
}

cJSON *office_writer_form(struct office_writer *writer)
{
    cJSON *form = writer->form;
    int pairs = cJSON_GetArraySize(form), loose = cJSON_GetArraySize(writer->loose);

    if (pairs == 0 && loose < LOOSE_PAIRS)
        return NULL;
    while (writer->loose->child && (pairs >= FORM_PAIRS || loose >= LOOSE_PAIRS)) {
        cJSON *item = cJSON_DetachItemViaPointer(writer->loose, writer->loose->child);
        char *label = parangon_strdup(item->string);

        form_add(form, label, item);
        free(label);
    }
    writer->form = NULL;
    return form;
}
