/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where a block begins: what white space, indents, bullets and the ends of lines tell. */
#include "pdf_blocks.h"

#include "readers/text/text_bullets.h"
#include "readers/text/text_chars.h"

#include <math.h>
#include <string.h>

/* In sizes of type, but for the first, which is in usual distances of lines. */
static const float gap_of_blocks = 1.25f;
static const float heading_size = 1.12f;
static const float note_size = 0.92f;

static const char *text_of(const struct pdf_blocks *blocks, const struct pdf_line *line)
{
    return pdf_line_text(blocks->lines, line);
}

/* The second level of lists has the letter o for a bullet in what word processors print. */
size_t pdf_bullet_len(const char *text, size_t len)
{
    size_t bullet = bullets_sign(text, len);

    if (bullet)
        return bullet;
    return len > 2 && text[0] == 'o' && text[1] == ' ' ? 2 : 0;
}

bool pdf_has_bullet(const char *text, size_t len)
{
    return pdf_bullet_len(text, len) || bullets_dash(text, len) || bullets_number(text, len);
}

/* "1 ", "(1) ", "*": what footnotes begin with. */
static bool has_note_mark(const char *text, size_t len)
{
    size_t at = len && text[0] == '(';
    size_t digits = 0;

    while (at + digits < len && chars_is_digit((unsigned char)text[at + digits]))
        digits++;
    return (digits > 0 && digits <= 3) || (len > 1 && text[0] == '*');
}

bool pdf_is_short(const struct pdf_line *line)
{
    return line->right - line->x2 > 0.25f * (line->right - line->left);
}

static bool begins_item(const struct pdf_blocks *blocks, const struct pdf_block *block,
                        const struct pdf_line *before, const struct pdf_line *line)
{
    const char *text = text_of(blocks, line);

    if (pdf_bullet_len(text, line->len))
        return true;
    if (!bullets_dash(text, line->len) && !bullets_number(text, line->len))
        return false;
    return block->kind == PDF_ITEM || text_is_ended(text_of(blocks, before), before->len) ||
           pdf_has_room(before, text, line);
}

bool pdf_is_display(const struct pdf_blocks *blocks, const struct pdf_block *block)
{
    return block->size >= heading_size * blocks->body || (block->bold && !blocks->body_bold);
}

static float pitch_of(const struct pdf_blocks *blocks, const struct pdf_line *line)
{
    /* A region may hold more than one size of type. */
    return fmaxf(blocks->pitches[line->region], blocks->leading * line->size);
}

/* Whether the indent of the line, or the end of one, tells that something begins. */
static bool is_indented_anew(const struct pdf_blocks *blocks, const struct pdf_block *block,
                             const struct pdf_line *before, const struct pdf_line *line,
                             bool finished)
{
    float indent = PDF_INDENT_MIN * line->size;

    if (block->kind == PDF_ITEM)
        return block->lines > 1 && line->x1 < block->hang - indent && line->x1 < block->x + indent;
    if (pdf_is_display(blocks, block)) /* centred, or hanging below a number */
        return false;
    return line->x1 - before->x1 > indent && finished;
}

bool pdf_begins_block(const struct pdf_blocks *blocks, const struct pdf_block *block,
                      const struct pdf_line *before, const struct pdf_line *line)
{
    const char *text = text_of(blocks, line);
    bool lower = chars_is_lower(chars_first(text, line->len));
    bool ended = text_is_ended(text_of(blocks, before), before->len);
    float pitch = (line->y1 + line->y2 - before->y1 - before->y2) / 2;
    bool room = pdf_has_room(before, text, line);

    if (before->row || line->row || before->table || line->table)
        return true;
    if (!pdf_same_size(before->size, line->size) && !(lower && !ended && !room))
        return true;
    if (before->bold != line->bold && !(lower && !ended))
        return true;
    if (pitch > gap_of_blocks * pitch_of(blocks, line) || begins_item(blocks, block, before, line))
        return true;
    if (is_indented_anew(blocks, block, before, line, ended || room))
        return true;
    if (pdf_is_display(blocks, block))
        return false;
    return room && (ended || (pdf_is_short(before) && !lower));
}

bool pdf_begins_note(const struct pdf_blocks *blocks, const struct pdf_line *line)
{
    const struct pdf_page *page = &blocks->words->pages[line->page];

    return line->size <= note_size * blocks->body && line->y1 > page->height / 2 &&
           has_note_mark(text_of(blocks, line), line->len);
}
