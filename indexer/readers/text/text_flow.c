/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Joins the parts of a paragraph that the end of a column or page, a chart or a box interrupts. */
#include "text_blocks.h"

#include "text_chars.h"

#include <string.h>

enum {
    OPEN_MAX = 8,    /* paragraphs that wait for their end at one time */
    CUT_REACH = 80,  /* blocks, such as the labels of a chart, across which a cut word is sought */
    OPEN_REACH = 60, /* the same for a paragraph that ends between two words */
    COLUMN_MIN = 30, /* characters: no narrower column holds running text */
    LONG_TEXT = 100, /* bytes: a paragraph, not a label */
    SHORT_WORD = 4   /* letters: a word of grammar such as "dans", after which no sentence ends */
};

struct open_blocks {
    size_t at[OPEN_MAX];
    size_t count;
};

static bool is_flowing(const struct text_block *block)
{
    return block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_ITEM;
}

static bool ends_in_opening(const struct parangon_buf *text)
{
    int last = chars_last(text->data, text->len, NULL);

    return last == '(' || last == 0xAB || last == 0x201C;
}

/* Whether the end of the block is still to come: its last line is full and ends no sentence. Where
   lines are short, as in notes, none can be told to be full. */
static bool is_open(const struct text_blocks *blocks, const struct text_block *block)
{
    const struct parangon_buf *text = &block->text;

    if (!is_flowing(block) || chars_all_capitals(text->data, text->len, 1))
        return false;
    if (hyphens_is_cut(text->data, text->len) || ends_in_opening(text))
        return true;
    return blocks->width >= COLUMN_MIN && block->last_width <= TEXT_LINE_MAX &&
           block->last_width * 4 >= blocks->width * 3 && !text_is_ended(text->data, text->len);
}

static bool ends_in_short_word(const struct parangon_buf *text)
{
    size_t letters = chars_letters_at_end(text->data, text->len);
    const char *word = text->data + text->len - letters;

    return letters && chars_count(word, letters) <= SHORT_WORD &&
           chars_is_lower(chars_first(word, letters));
}

/* Whether `block` may be the end of a text that is not cut within a word. */
static bool may_follow(const struct text_blocks *blocks, const struct text_block *open,
                       const struct text_block *block, bool adjacent)
{
    int first = chars_first(block->text.data, block->text.len);
    bool wide = block->first_width * 4 >= blocks->width * 3;

    /* A line alone is a label as likely as the beginning of a paragraph. */
    if (chars_is_lower(first))
        return adjacent || (wide && open->lines > 1);
    return adjacent && wide && open->text.len >= LONG_TEXT && block->text.len >= LONG_TEXT &&
           ends_in_short_word(&open->text);
}

static bool may_follow_cut(const struct hyphens *hyphens, const struct text_block *open,
                           const struct text_block *block, bool adjacent)
{
    const struct parangon_buf *text = &open->text;
    int first = chars_first(block->text.data, block->text.len);

    if (chars_is_lower(first))
        return adjacent ||
               hyphens_known(hyphens, text->data, text->len, block->text.data, block->text.len);
    size_t letters = chars_letters_at_end(text->data, text->len - 1);
    return adjacent && chars_is_upper(first) &&
           chars_is_upper(chars_first(text->data + text->len - 1 - letters, letters));
}

static bool goes_with(const struct text_blocks *blocks, const struct hyphens *hyphens, size_t from,
                      size_t to, bool adjacent)
{
    const struct text_block *open = &blocks->items[from];
    const struct text_block *block = &blocks->items[to];

    if (hyphens_is_cut(open->text.data, open->text.len))
        return to - from <= CUT_REACH && may_follow_cut(hyphens, open, block, adjacent);
    return to - from <= OPEN_REACH && may_follow(blocks, open, block, adjacent);
}

/* The place among the open ones of the block that goes on at `to`, or OPEN_MAX. */
static size_t find_open(const struct text_blocks *blocks, const struct hyphens *hyphens,
                        const struct open_blocks *open, size_t to, size_t before)
{
    for (size_t i = open->count; i > 0; i--) {
        size_t from = open->at[i - 1];

        if (goes_with(blocks, hyphens, from, to, from == before))
            return i - 1;
    }
    return OPEN_MAX;
}

static void remove_open(struct open_blocks *open, size_t place)
{
    open->count--;
    memmove(open->at + place, open->at + place + 1, (open->count - place) * sizeof *open->at);
}

static void add_open(struct open_blocks *open, size_t at)
{
    if (open->count == OPEN_MAX)
        remove_open(open, 0);
    open->at[open->count++] = at;
}

static void join(struct text_block *open, struct text_block *block, const struct hyphens *hyphens)
{
    hyphens_append(hyphens, &open->text, block->text.data, block->text.len);
    open->lines += block->lines;
    open->last_width = block->last_width;
    if (block->width > open->width)
        open->width = block->width;
    block->kind = BLOCK_GONE;
}

void text_blocks_join(struct text_blocks *blocks, const struct hyphens *hyphens)
{
    struct open_blocks open = {.count = 0};
    size_t before = blocks->count; /* the block that the last lines went to */

    for (size_t i = 0; i < blocks->count; i++) {
        struct text_block *block = &blocks->items[i];
        size_t at = i;

        if (block->kind == BLOCK_GONE)
            continue;
        size_t place = block->kind == BLOCK_PARAGRAPH ? find_open(blocks, hyphens, &open, i, before)
                                                      : OPEN_MAX;
        if (place < OPEN_MAX) {
            at = open.at[place];
            join(&blocks->items[at], block, hyphens);
            remove_open(&open, place);
        }
        if (is_open(blocks, &blocks->items[at]))
            add_open(&open, at);
        before = at;
    }
}
