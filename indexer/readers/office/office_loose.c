/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "office_loose.h"

#include "office_label.h"

#include <string.h>

size_t office_leading_label(const struct office_paragraph *paragraph)
{
    const char *text = paragraph->text;
    size_t len = paragraph->label;

    if (len == 0)
        return 0;
    len += strspn(text + len, " ");
    if (strncmp(text + len, "\u00A0", 2) == 0)
        len += 2;
    else if (strncmp(text + len, "\u202F", 3) == 0)
        len += 3;
    if (text[len] == ':')
        return len + 1;
    len = paragraph->label;
    return memchr(text, ':', len) == text + len - 1 ? len : 0;
}

/* A label alone on its line, in bold: what follows is its value. */
static bool is_label_alone(const struct office_paragraph *paragraph)
{
    return paragraph->bold && paragraph->role == OFFICE_BODY &&
           office_label_like(paragraph->text) && office_label_ends(paragraph->text);
}

static void add_following(struct office_lines *value, const struct office_block *block)
{
    const struct office_block *first = block->next;

    for (block = first; block && block->paragraph; block = block->next) {
        if (block != first && block->paragraph->role != OFFICE_ITEM)
            return;
        if (block->paragraph->bold || block->paragraph->label ||
            block->paragraph->role >= OFFICE_HEADING)
            return;
        office_lines_add_paragraph(value, block->paragraph);
        if (block->paragraph->role != OFFICE_ITEM)
            return;
    }
}

void office_take_loose(struct office_writer *writer, const struct office_block *block)
{
    struct office_lines value = {.arena = writer->arena};
    const struct office_paragraph *paragraph = block->paragraph;
    size_t len = office_leading_label(paragraph);
    const char *label =
        parangon_arena_strndup(writer->arena, paragraph->text, len ? len : strlen(paragraph->text));

    if (len)
        office_lines_add_text(&value, paragraph->text + len, false);
    else if (is_label_alone(paragraph))
        add_following(&value, block);
    office_lines_choose(&value);
    label = office_label_tidy(writer->arena, label);
    if (value.count && office_label_like(label))
        office_writer_add(writer, writer->loose, label, &value);
}
