/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text_sections.h"

#include "text_chars.h"

#include <string.h>

enum {
    HEADING_MAX = 200, /* bytes */
    HEADING_LINES = 6,
    LABEL_RUN = 3,     /* so many short texts in a row are the labels of a chart, a table … */
    SURE_HEADING = 30, /* … unless they take two lines and have so many bytes */
    SURE_LABEL = 100,
    BODY_MIN = 80,   /* bytes: what stands under a heading */
    BOX_HEADING = 60 /* bytes of a box that its heading shows */
};

/* Headings */

static bool ends_with_stop(const struct parangon_buf *text)
{
    char last = text->data[text->len - 1];

    return last == ',' || last == '-' || (last != '?' && text_is_ended(text->data, text->len));
}

static bool is_short(const struct text_block *block)
{
    return (block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_ASIDE ||
            (block->kind == BLOCK_ITEM && block->numbered && block->lines == 1)) &&
           block->text.len <= HEADING_MAX && block->lines <= HEADING_LINES && block->text.len &&
           !ends_with_stop(&block->text);
}

static const struct text_block *next_block(const struct text_blocks *blocks, size_t at)
{
    while (++at < blocks->count) {
        if (blocks->items[at].kind != BLOCK_GONE)
            return &blocks->items[at];
    }
    return NULL;
}

/* "1.2 Method": two numbers at least. */
static bool is_numbered_heading(const struct parangon_buf *text)
{
    size_t at = 0;
    size_t numbers = 0;

    while (at < text->len && chars_is_digit((unsigned char)text->data[at])) {
        at += strspn(text->data + at, "0123456789");
        numbers++;
        if (at < text->len && text->data[at] == '.')
            at++;
    }
    return numbers >= 2 && at < text->len && text->data[at] == ' ';
}

static bool is_capitals(const struct text_block *block)
{
    const struct parangon_buf *text = &block->text;

    return chars_all_capitals(text->data, text->len, 8) && memchr(text->data, ' ', text->len);
}

static bool is_sure(const struct text_block *block)
{
    const struct parangon_buf *text = &block->text;

    return is_numbered_heading(text) || is_capitals(block) ||
           (block->kind == BLOCK_PARAGRAPH && block->lines >= 2 && text->len >= SURE_HEADING);
}

static bool can_begin_heading(const struct parangon_buf *text)
{
    int first = chars_first(text->data, text->len);

    return chars_is_upper(first) ||
           (chars_is_digit(first) && chars_count(text->data, text->len) > 3);
}

/* Whether `next` is what the heading announces. A paragraph that begins in lower case goes on from
   elsewhere; only capitals are a heading even so. */
static bool announces(const struct text_block *heading, const struct text_block *next)
{
    if (!next)
        return false;
    if (next->heading || next->kind == BLOCK_ITEM || next->kind == BLOCK_BOX)
        return true;
    return next->kind == BLOCK_PARAGRAPH && !next->is_short && next->text.len >= BODY_MIN &&
           (is_capitals(heading) || !chars_is_lower(chars_first(next->text.data, next->text.len)));
}

/* The number of short blocks in a row, this one among them. */
static size_t run_len(const struct text_blocks *blocks, size_t at)
{
    size_t count = 0;

    for (size_t i = at + 1; i > 0; i--) {
        const struct text_block *block = &blocks->items[i - 1];

        if (block->kind == BLOCK_GONE)
            continue;
        if (!block->is_short || count == LABEL_RUN)
            break;
        count++;
    }
    for (size_t i = at + 1; i < blocks->count; i++) {
        const struct text_block *block = &blocks->items[i];

        if (block->kind == BLOCK_GONE)
            continue;
        if (!block->is_short || count >= LABEL_RUN)
            break;
        count++;
    }
    return count;
}

void text_sections_mark(struct text_blocks *blocks)
{
    for (size_t i = 0; i < blocks->count; i++)
        blocks->items[i].is_short = is_short(&blocks->items[i]);
    /* From the end, for a heading may stand above another. */
    for (size_t i = blocks->count; i > 0; i--) {
        struct text_block *block = &blocks->items[i - 1];

        if (!block->is_short || !can_begin_heading(&block->text))
            continue;
        const struct text_block *next = next_block(blocks, i - 1);
        if (!announces(block, next))
            continue;
        if (block->kind == BLOCK_ITEM && next->kind == BLOCK_ITEM)
            continue;
        block->heading = is_sure(block) || run_len(blocks, i - 1) < LABEL_RUN;
    }
}

char *text_sections_title(struct text_blocks *blocks)
{
    for (size_t i = 0; i < blocks->count; i++) {
        struct text_block *block = &blocks->items[i];

        if (block->kind == BLOCK_GONE)
            continue;
        if (!block->is_short || !next_block(blocks, i) ||
            chars_is_lower(chars_first(block->text.data, block->text.len)))
            return NULL;
        block->kind = BLOCK_GONE;
        return parangon_strndup(block->text.data, block->text.len);
    }
    return NULL;
}

/* Writing */

/* Numbers alone, in a row of labels, have lost what they measure. */
static bool is_number(const struct parangon_buf *text)
{
    for (size_t at = 0; at < text->len; at++) {
        if (!strchr("0123456789 .,%+-", text->data[at]))
            return false;
    }
    return true;
}

static void write_line(struct parangon_buf *to, const char *mark, const struct parangon_buf *text,
                       bool closes_up)
{
    if (to->len)
        parangon_buf_puts(to, closes_up ? "\n" : "\n\n");
    parangon_buf_puts(to, mark);
    parangon_buf_add(to, text->data, text->len);
}

/* "## EXEMPLE : the first words …", then the box. */
static void write_box(struct parangon_buf *to, const struct text_block *box)
{
    size_t len = box->text.len;

    write_line(to, "## ", &box->label, false);
    parangon_buf_puts(to, " : ");
    if (len > BOX_HEADING) {
        len = BOX_HEADING;
        while (len && box->text.data[len] != ' ')
            len--;
    }
    parangon_buf_add(to, box->text.data, len);
    if (len < box->text.len)
        parangon_buf_puts(to, "…");
    write_line(to, "", &box->text, false);
}

/* Boxes stand beside the text: they are written at the end of its section. */
static void write_boxes(struct parangon_buf *to, const struct text_blocks *blocks, size_t from,
                        size_t end)
{
    for (size_t i = from; i < end; i++) {
        if (blocks->items[i].kind == BLOCK_BOX)
            write_box(to, &blocks->items[i]);
    }
}

/* Whether the block is a label of a chart or a table, which are written as lists. */
static bool is_label(const struct text_blocks *blocks, size_t at)
{
    const struct text_block *block = &blocks->items[at];

    return block->is_short && !block->heading && block->text.len <= SURE_LABEL &&
           run_len(blocks, at) >= LABEL_RUN;
}

void text_sections_write(const struct text_blocks *blocks, struct parangon_buf *to)
{
    size_t section = 0;
    bool in_list = false;

    for (size_t i = 0; i < blocks->count; i++) {
        const struct text_block *block = &blocks->items[i];
        bool label = is_label(blocks, i);
        bool item = label || (block->kind == BLOCK_ITEM && !block->heading);

        if (block->kind == BLOCK_GONE || block->kind == BLOCK_BOX ||
            (label && is_number(&block->text)))
            continue;
        if (block->heading) {
            write_boxes(to, blocks, section, i);
            section = i;
        }
        const char *mark = block->heading ? "## " : item && !block->numbered ? "- " : "";
        write_line(to, mark, &block->text, item && in_list);
        in_list = item;
    }
    write_boxes(to, blocks, section, blocks->count);
}
