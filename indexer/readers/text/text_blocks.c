/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text_blocks.h"

#include "text_bullets.h"
#include "text_chars.h"

#include <stdlib.h>
#include <string.h>

enum {
    LABEL_MAX = 30 /* in bytes: longer capitals on top of a box are a heading */
};

/* "(12) " in front of a footnote. */
static bool is_note(const char *text, size_t len)
{
    size_t digits = 0;

    if (len < 5 || text[0] != '(')
        return false;
    while (digits < 3 && chars_is_digit((unsigned char)text[1 + digits]))
        digits++;
    return digits && digits < 3 && text[1 + digits] == ')' && text[2 + digits] == ' ';
}

/* Blocks from lines */

static struct text_block *last_block(struct text_blocks *blocks)
{
    return blocks->count ? &blocks->items[blocks->count - 1] : NULL;
}

/* Whether the line goes on as a paragraph does: the line before is full and ends no sentence. */
static bool is_running(const struct text_blocks *blocks, const struct text_line *before)
{
    return before->width * 10 >= blocks->width * 7 && !text_is_ended(before->start, before->len);
}

static bool begins_item(const struct text_blocks *blocks, const struct text_line *line,
                        const struct text_line *before)
{
    if (bullets_sign(line->start, line->len))
        return true;
    if (!bullets_dash(line->start, line->len) && !bullets_number(line->start, line->len))
        return false;
    return !before->len || blocks->items[blocks->count - 1].kind == BLOCK_ITEM ||
           !is_running(blocks, before);
}

/* The last line of a paragraph is short and ends a sentence; unless it is very short, the next
   must begin with a capital for the paragraph to end there. */
static bool ends_paragraph(const struct text_blocks *blocks, const struct text_line *before,
                           const struct text_line *line)
{
    bool ended = text_is_ended(before->start, before->len);

    if (before->width > TEXT_LINE_MAX || (ended && before->width * 3 < blocks->width))
        return true;
    return before->width * 4 < blocks->items[blocks->count - 1].width * 3 && ended &&
           chars_is_upper(chars_first(line->start, line->len));
}

static bool begins_block(struct text_blocks *blocks, const struct text_line *line,
                         const struct text_line *before)
{
    const struct text_block *block = last_block(blocks);

    if (!block || !before->len || begins_item(blocks, line, before) ||
        is_note(line->start, line->len))
        return true;
    /* The lines of an item hang, indented, below its first. */
    bool hangs = block->kind == BLOCK_ITEM && block->lines == 1;
    if (line->indent > before->indent && !hangs)
        return true;
    return ends_paragraph(blocks, before, line);
}

static struct text_block *add_block(struct text_blocks *blocks)
{
    if (blocks->count == blocks->room) {
        blocks->room = blocks->room ? blocks->room * 2 : 64;
        blocks->items = parangon_realloc(blocks->items, blocks->room, sizeof *blocks->items);
    }
    blocks->items[blocks->count] = (struct text_block){.kind = BLOCK_PARAGRAPH};
    return &blocks->items[blocks->count++];
}

/* Sets the kind of a block that begins with the line; returns the bytes of the line to leave out. */
static size_t begin_block(struct text_block *block, const struct text_line *line)
{
    size_t bullet = bullets_sign(line->start, line->len);

    if (!bullet)
        bullet = bullets_dash(line->start, line->len);
    block->numbered = bullets_number(line->start, line->len) > 0;
    if (bullet || block->numbered)
        block->kind = BLOCK_ITEM;
    else if (is_note(line->start, line->len))
        block->kind = BLOCK_NOTE;
    return bullet;
}

/* "EXEMPLE" alone on the first line, then sentences: the label of a box. */
static bool is_label(const struct text_block *block, const struct text_line *line)
{
    return block->kind == BLOCK_PARAGRAPH && block->lines == 1 && block->text.len <= LABEL_MAX &&
           chars_all_capitals(block->text.data, block->text.len, 4) &&
           chars_is_letter(chars_last(block->text.data, block->text.len, NULL)) &&
           !chars_all_capitals(line->start, line->len, 1) &&
           chars_is_upper(chars_first(line->start, line->len));
}

static void add_line(struct text_blocks *blocks, const struct text_line *line, bool begins,
                     const struct hyphens *hyphens)
{
    struct text_block *block = begins ? add_block(blocks) : last_block(blocks);
    size_t bullet = begins ? begin_block(block, line) : 0;

    if (is_label(block, line)) {
        block->kind = BLOCK_BOX;
        block->label = block->text;
        block->text = (struct parangon_buf){0};
    }
    hyphens_append(hyphens, &block->text, line->start + bullet, line->len - bullet);
    block->lines++;
    block->last_width = line->width;
    if (block->lines == 1)
        block->first_width = line->width;
    if (line->width > block->width)
        block->width = line->width;
}

/* Asides */

static bool is_narrow(const struct text_blocks *blocks, const struct text_block *block)
{
    return block->kind == BLOCK_PARAGRAPH && block->width * 2 <= blocks->width;
}

/* Narrow columns are cut into pieces where lines of the page stand beside them. */
static void gather_asides(struct text_blocks *blocks, const struct hyphens *hyphens)
{
    struct text_block *open = NULL;

    for (size_t i = 0; i < blocks->count; i++) {
        struct text_block *block = &blocks->items[i];
        bool lower = chars_is_lower(chars_first(block->text.data, block->text.len));

        if (!is_narrow(blocks, block)) {
            open = NULL;
        } else if (open && lower && !text_is_ended(open->text.data, open->text.len)) {
            hyphens_append(hyphens, &open->text, block->text.data, block->text.len);
            open->lines += block->lines;
            block->kind = BLOCK_GONE;
        } else {
            open = block;
        }
    }
    for (size_t i = 0; i < blocks->count; i++) {
        if (is_narrow(blocks, &blocks->items[i]) && blocks->items[i].lines >= 3)
            blocks->items[i].kind = BLOCK_ASIDE;
    }
}

/* A small black square that ends a text is the letter n of the font Zapf Dingbats. */
static void drop_end_sign(struct text_block *block)
{
    struct parangon_buf *text = &block->text;

    if (text->len > 3 && memcmp(text->data + text->len - 2, " n", 2) == 0 &&
        strchr(".!?", text->data[text->len - 3]))
        text->len -= 2;
}

void text_blocks_init(struct text_blocks *blocks, const struct text_lines *lines,
                      const struct hyphens *hyphens)
{
    struct text_line blank = {0};

    *blocks = (struct text_blocks){.width = lines->width};
    for (size_t i = 0; i < lines->count; i++) {
        const struct text_line *line = &lines->items[i];
        const struct text_line *before = i && !line->page_top ? line - 1 : &blank;

        if (line->len)
            add_line(blocks, line, begins_block(blocks, line, before), hyphens);
    }
    gather_asides(blocks, hyphens);
    for (size_t i = 0; i < blocks->count; i++)
        drop_end_sign(&blocks->items[i]);
}

void text_blocks_clear(struct text_blocks *blocks)
{
    for (size_t i = 0; i < blocks->count; i++) {
        parangon_buf_clear(&blocks->items[i].text);
        parangon_buf_clear(&blocks->items[i].label);
    }
    free(blocks->items);
    *blocks = (struct text_blocks){0};
}
