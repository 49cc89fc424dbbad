/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pdf_blocks.h"

#include "readers/text/text_bullets.h"
#include "readers/text/text_chars.h"

#include "parangon/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    HEADING_MAX = 200, /* bytes */
    HEADING_LINES = 4,
    LONG_TEXT = 80,  /* bytes: a paragraph, not a label */
    CROSS_MAX = 2,   /* pages between the parts of a paragraph … */
    OPEN_REACH = 200 /* … and blocks, such as the rows of a table */
};

static const char *text_of(const struct pdf_blocks *blocks, const struct pdf_line *line)
{
    return pdf_line_text(blocks->lines, line);
}

struct pdf_block *pdf_block_add(struct pdf_blocks *blocks, enum pdf_block_kind kind, uint32_t page)
{
    if (blocks->count == blocks->room) {
        blocks->room = blocks->room ? blocks->room * 2 : 64;
        blocks->items = parangon_realloc(blocks->items, blocks->room, sizeof *blocks->items);
    }
    blocks->items[blocks->count] = (struct pdf_block){.kind = kind, .page = page};
    return &blocks->items[blocks->count++];
}

static bool is_flowing(const struct pdf_block *block)
{
    return (block->kind == PDF_PARAGRAPH || block->kind == PDF_ITEM) && !block->aside;
}

/* Headings are set in larger or bolder type, and end no sentence. */
static bool is_heading(const struct pdf_blocks *blocks, const struct pdf_block *block)
{
    const struct parangon_buf *text = &block->text;
    size_t letters = 0;

    if (block->kind == PDF_ITEM && !block->numbered)
        return false;
    if (!text->len || text->len > HEADING_MAX || block->lines > HEADING_LINES || block->aside)
        return false;
    if (!pdf_is_display(blocks, block) &&
        !(chars_all_capitals(text->data, text->len, 8) && memchr(text->data, ' ', text->len)))
        return false;
    for (size_t at = 0; at < text->len;) {
        int c;

        at += parangon_text_decode(text->data + at, text->len - at, &c);
        letters += chars_is_letter(c);
    }
    return letters >= 3 && letters * 2 >= chars_count(text->data, text->len) &&
           !strchr(".,;", text->data[text->len - 1]) &&
           !chars_is_lower(chars_first(text->data, text->len));
}

static void finish(const struct pdf_blocks *blocks, struct pdf_block *block)
{
    if ((block->kind == PDF_PARAGRAPH || block->kind == PDF_ITEM) && is_heading(blocks, block))
        block->kind = PDF_HEADING;
}

/* The block that is still waiting for its end when `line` begins another one, or NULL. Notes,
   tables and what stands aside may come between, headings may not. */
static struct pdf_block *find_open(struct pdf_blocks *blocks, const struct pdf_line *before,
                                   const struct pdf_line *line)
{
    const char *text = text_of(blocks, line);
    bool lower = chars_is_lower(chars_first(text, line->len));
    bool adjacent = true;
    size_t at = blocks->count;

    for (; at > 0 && !is_flowing(&blocks->items[at - 1]); at--) {
        if (blocks->items[at - 1].kind == PDF_HEADING || blocks->count - at > OPEN_REACH)
            return NULL;
        adjacent = adjacent && blocks->items[at - 1].kind == PDF_NOTE;
    }
    if (at == 0 || line->aside || pdf_has_bullet(text, line->len))
        return NULL;
    struct pdf_block *open = &blocks->items[at - 1];
    bool cut = hyphens_is_cut(open->text.data, open->text.len);
    if (!pdf_same_size(open->size, line->size) || open->bold != line->bold ||
        line->page > open->page + CROSS_MAX ||
        (!cut && text_is_ended(open->text.data, open->text.len)))
        return NULL;
    if (lower || (cut && adjacent))
        return open;
    bool apart = before && before->region != line->region;
    return adjacent && apart && open->text.len >= LONG_TEXT && !pdf_is_short(before) &&
                   line->x1 - line->left < PDF_INDENT_MIN * line->size
               ? open
               : NULL;
}

static struct pdf_block *begin_block(struct pdf_blocks *blocks, const struct pdf_line *line)
{
    const char *text = text_of(blocks, line);
    struct pdf_block *block = pdf_block_add(blocks, PDF_PARAGRAPH, line->page);

    block->numbered = bullets_number(text, line->len) > 0;
    block->size = line->size;
    block->bold = line->bold;
    block->aside = line->aside;
    block->x = line->x1;
    if (line->row)
        block->kind = PDF_ROW;
    else if (pdf_begins_note(blocks, line))
        block->kind = PDF_NOTE;
    else if (pdf_has_bullet(text, line->len))
        block->kind = PDF_ITEM;
    return block;
}

/* The end of the first sentence behind `from`, or 0: a stop, behind a word and not an initial, and
   then a capital. */
static size_t sentence_end(const struct parangon_buf *text, size_t from)
{
    for (size_t at = from; at + 2 < text->len; at++) {
        if (!strchr(".!?", text->data[at]) || text->data[at + 1] != ' ')
            continue;
        size_t letters = chars_letters_at_end(text->data, at);
        int next = chars_first(text->data + at + 2, text->len - at - 2);

        if (letters != 1 && letters != 2 && !chars_is_lower(next))
            return at + 1;
    }
    return 0;
}

/* A paragraph that runs over the end of a page is cut behind the sentence that does, so that what
   follows stands on its own page. */
static struct pdf_block *cut_at_page(struct pdf_blocks *blocks, struct pdf_block *block,
                                     uint32_t page)
{
    size_t end = block->crossed ? sentence_end(&block->text, block->crossed) : 0;

    if (!end)
        return block;
    size_t number = (size_t)(block - blocks->items);
    struct pdf_block *rest = pdf_block_add(blocks, PDF_PARAGRAPH, page);
    block = &blocks->items[number];
    rest->lines = 1;
    rest->size = block->size;
    rest->bold = block->bold;
    rest->x = block->x;
    rest->hang = block->hang;
    parangon_buf_puts(&rest->text, block->text.data + end + 1);
    block->text.len = end;
    block->text.data[end] = '\0';
    return rest;
}

static void add_line(struct pdf_blocks *blocks, struct pdf_block *block,
                     const struct pdf_line *line)
{
    const char *text = text_of(blocks, line);
    size_t skip = 0;

    if (block->lines == 0 && block->kind == PDF_ITEM) {
        skip = pdf_bullet_len(text, line->len);
        skip = skip ? skip : bullets_dash(text, line->len);
    }
    if (line->page > block->page && !block->crossed)
        block->crossed = block->text.len;
    hyphens_append(&blocks->hyphens, &block->text, text + skip, line->len - skip);
    if (++block->lines == 2)
        block->hang = line->x1;
}

static void add_blocks(struct pdf_blocks *blocks)
{
    const struct pdf_line *before = NULL;
    struct pdf_block *block = NULL;

    for (size_t i = 0; i < blocks->lines->count; i++) {
        const struct pdf_line *line = &blocks->lines->items[i];

        if (!block || !before || before->region != line->region ||
            pdf_begins_block(blocks, block, before, line)) {
            if (block)
                finish(blocks, block);
            block = NULL;
            if (line->table) {
                i += pdf_blocks_add_table(blocks, i) - 1;
                before = NULL;
                continue;
            }
            if (!line->row && !pdf_begins_note(blocks, line))
                block = find_open(blocks, before, line);
            if (!block)
                block = begin_block(blocks, line);
        }
        add_line(blocks, block, line);
        block = cut_at_page(blocks, block, line->page);
        before = line;
    }
    if (block)
        finish(blocks, block);
}

/* What hyphens are judged by: the words of all lines. */
static void learn_hyphens(struct pdf_blocks *blocks)
{
    const struct pdf_lines *lines = blocks->lines;
    struct text_lines plain = {.items = parangon_calloc(lines->count + 1, sizeof *plain.items),
                               .count = lines->count};

    for (size_t i = 0; i < lines->count; i++) {
        plain.items[i].start = lines->text.data + lines->items[i].at;
        plain.items[i].len = lines->items[i].len;
    }
    hyphens_init(&blocks->hyphens, &plain);
    free(plain.items);
}

void pdf_blocks_init(struct pdf_blocks *blocks, const struct pdf_words *words,
                     const struct pdf_lines *lines)
{
    *blocks = (struct pdf_blocks){.words = words, .lines = lines, .form = cJSON_CreateObject()};
    pdf_blocks_measure(blocks);
    learn_hyphens(blocks);
    add_blocks(blocks);
}

void pdf_blocks_clear(struct pdf_blocks *blocks)
{
    for (size_t i = 0; i < blocks->count; i++)
        parangon_buf_clear(&blocks->items[i].text);
    free(blocks->items);
    free(blocks->pitches);
    cJSON_Delete(blocks->form);
    hyphens_clear(&blocks->hyphens);
    *blocks = (struct pdf_blocks){0};
}
