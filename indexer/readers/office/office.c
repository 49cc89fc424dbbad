/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "office.h"

#include "parangon/text.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum {
    LANGUAGES_MAX = 16,
    COLUMNS_MAX = 10000
};

enum frame_kind {
    FRAME_BLOCKS, /* the notes */
    FRAME_PARAGRAPH,
    FRAME_TABLE,
    FRAME_ROW,
    FRAME_CELL
};

/* Something that is open, and what it stands in. */
struct office_frame {
    enum frame_kind kind;
    struct office_frame *parent;
    struct office_blocks *blocks; /* where a new block goes, of BLOCKS and CELL */
    struct office_block *block;   /* of PARAGRAPH and TABLE */
    struct office_row *row;
    struct office_cell *cell;
    unsigned column; /* the next one of the row */

    struct parangon_buf text; /* of PARAGRAPH */
    bool space, newline;      /* to be put before the next letter */
    bool plain;               /* a letter that is not bold was seen */
    bool bold;
    size_t label;
    unsigned size;
};

struct office_language {
    char code[4];
    size_t letters;
};

void office_init(struct office *office)
{
    memset(office, 0, sizeof *office);
    office->arena = parangon_arena_new();
    office->languages = parangon_calloc(LANGUAGES_MAX, sizeof *office->languages);
}

enum parangon_code office_check(const struct office *office, struct parangon_error *err)
{
    if (office->bytes > OFFICE_TEXT_MAX)
        return parangon_error_set(err, PARANGON_REJECTED, "more than %zu MiB of text: split it",
                                  OFFICE_TEXT_MAX >> 20);
    if (office->blocks <= OFFICE_BLOCKS_MAX)
        return PARANGON_OK;
    return parangon_error_set(err, PARANGON_REJECTED,
                              "more than %zu paragraphs and cells: split it", OFFICE_BLOCKS_MAX);
}

static struct office_frame *push(struct office *office, enum frame_kind kind)
{
    struct office_frame *frame = parangon_calloc(1, sizeof *frame);

    frame->kind = kind;
    frame->parent = office->frame;
    office->frame = frame;
    return frame;
}

static void pop(struct office *office)
{
    struct office_frame *frame = office->frame;

    office->frame = frame->parent;
    parangon_buf_clear(&frame->text);
    free(frame);
}

void office_clear(struct office *office)
{
    while (office->frame)
        pop(office);
    parangon_arena_free(office->arena);
    free(office->languages);
    memset(office, 0, sizeof *office);
}

/* The innermost open thing of the kind, NULL when there is none. */
static struct office_frame *innermost(const struct office *office, enum frame_kind kind)
{
    struct office_frame *frame = office->frame;

    while (frame && frame->kind != kind)
        frame = frame->parent;
    return frame;
}

/* Whether the innermost is of the kind: an end without its beginning is ignored, as damaged
   documents have some. */
static bool is_open(const struct office *office, enum frame_kind kind)
{
    return office->frame && office->frame->kind == kind;
}

/* Zeroed memory from the arena. Beyond the limit it is always the same piece, with which the
   document has no shape any more: it is refused before anybody looks. */
static void *counted(struct office *office, size_t size)
{
    enum {
        LARGEST = 128
    };

    assert(size <= LARGEST);
    if (++office->blocks <= OFFICE_BLOCKS_MAX)
        return memset(parangon_arena_alloc(office->arena, size), 0, size);
    if (!office->spare)
        office->spare = parangon_arena_alloc(office->arena, LARGEST);
    return memset(office->spare, 0, LARGEST);
}

static struct office_blocks *target(struct office *office)
{
    for (struct office_frame *frame = office->frame; frame; frame = frame->parent) {
        if (frame->blocks)
            return frame->blocks;
    }
    return &office->body;
}

static struct office_block *add_block(struct office *office)
{
    struct office_blocks *blocks = target(office);
    struct office_block *block;

    /* An empty paragraph at the end left its place. */
    if (blocks->last && !blocks->last->paragraph && !blocks->last->table &&
        !is_open(office, FRAME_PARAGRAPH))
        return blocks->last;
    block = counted(office, sizeof *block);
    if (blocks->last)
        blocks->last->next = block;
    else
        blocks->first = block;
    blocks->last = block;
    return block;
}

void office_notes_begin(struct office *office)
{
    push(office, FRAME_BLOCKS)->blocks = &office->notes;
}

void office_notes_end(struct office *office)
{
    if (is_open(office, FRAME_BLOCKS))
        pop(office);
}

void office_paragraph_begin(struct office *office)
{
    struct office_block *block = add_block(office);

    push(office, FRAME_PARAGRAPH)->block = block;
}

void office_paragraph_end(struct office *office, enum office_role role, unsigned level)
{
    struct office_frame *frame = office->frame;

    if (!is_open(office, FRAME_PARAGRAPH))
        return;
    if (frame->text.len) {
        struct office_paragraph *paragraph = counted(office, sizeof *paragraph);

        *paragraph = (struct office_paragraph){
            .text = parangon_arena_strndup(office->arena, frame->text.data, frame->text.len),
            .role = role,
            .level = level,
            .bold = frame->bold && !frame->plain,
            .size = frame->size,
            .label = frame->plain ? frame->label : 0};
        frame->block->paragraph = paragraph;
    }
    pop(office);
}

static void count_language(struct office *office)
{
    for (size_t i = 0; i < LANGUAGES_MAX; i++) {
        struct office_language *language = &office->languages[i];

        if (language->letters == 0)
            memcpy(language->code, office->look.lang, sizeof language->code);
        if (strcmp(language->code, office->look.lang) == 0) {
            language->letters++;
            return;
        }
    }
}

const char *office_language(const struct office *office)
{
    const struct office_language *most = office->languages;
    size_t letters = 0;

    for (size_t i = 0; i < LANGUAGES_MAX; i++) {
        letters += office->languages[i].letters;
        if (office->languages[i].letters > most->letters)
            most = &office->languages[i];
    }
    return letters && most->letters * 10 >= letters * 9 ? most->code : "";
}

/* Spaces of all widths but those that do not break (in « 45 000 € » they mean something to who
   reads numbers), and what has no width at all. */
static bool is_space(int character)
{
    return character == ' ' || (character >= '\t' && character <= '\r') || character == 0x1680 ||
           (character >= 0x2000 && character <= 0x200A && character != 0x2007) ||
           character == 0x205F || character == 0x3000 || character == 0x85;
}

static bool is_invisible(int character)
{
    return character < 0x20 || (character >= 0x7F && character < 0xA0) || character == 0xAD ||
           (character >= 0x200B && character <= 0x200F) || character == 0x2060 ||
           character == 0xFEFF || character == 0xFFFE || character == 0xFFFF;
}

static void add_letter(struct office *office, const char *bytes, size_t len)
{
    struct office_frame *frame = office->frame;

    if (frame->text.len && (frame->newline || frame->space))
        parangon_buf_putc(&frame->text, frame->newline ? '\n' : ' ');
    frame->newline = frame->space = false;
    office->bytes += len;
    parangon_buf_add(&frame->text, bytes, len);
    if (office->look.size > frame->size)
        frame->size = office->look.size;
    if (office->look.bold)
        frame->bold = true;
    else
        frame->plain = true;
    if (!frame->plain)
        frame->label = frame->text.len;
    if (*office->look.lang)
        count_language(office);
}

void office_text(struct office *office, const char *text, size_t len)
{
    struct office_frame *frame = office->frame;

    if (!is_open(office, FRAME_PARAGRAPH) || office->bytes > OFFICE_TEXT_MAX)
        return;
    for (size_t at = 0; at < len;) {
        int character;
        size_t bytes = parangon_text_decode(text + at, len - at, &character);

        if (character == 0x2028 || character == 0x2029)
            frame->newline = true;
        else if (is_space(character))
            frame->space = true;
        else if (character == 0xFFFD)
            add_letter(office, "\xEF\xBF\xBD", 3);
        else if (!is_invisible(character))
            add_letter(office, text + at, bytes);
        at += bytes;
    }
}

void office_break(struct office *office)
{
    if (is_open(office, FRAME_PARAGRAPH))
        office->frame->newline = true;
}

void office_table_begin(struct office *office)
{
    struct office_block *block = add_block(office);

    push(office, FRAME_TABLE)->block = block;
    block->table = counted(office, sizeof *block->table);
}

void office_table_end(struct office *office)
{
    if (is_open(office, FRAME_TABLE))
        pop(office);
}

void office_row_begin(struct office *office)
{
    struct office_row *row = counted(office, sizeof *row);

    push(office, FRAME_ROW)->row = row;
}

void office_row_end(struct office *office)
{
    struct office_frame *frame = office->frame;

    if (!is_open(office, FRAME_ROW))
        return;
    struct office_row *row = frame->row;
    struct office_block *block = frame->parent ? frame->parent->block : NULL;
    if (row->first && !row->dropped && block && block->table) {
        if (block->table->last)
            block->table->last->next = row;
        else
            block->table->first = row;
        block->table->last = row;
    }
    pop(office);
}

void office_cell_begin(struct office *office)
{
    struct office_frame *row = is_open(office, FRAME_ROW) ? office->frame : NULL;
    struct office_frame *frame = push(office, FRAME_CELL);

    frame->cell = counted(office, sizeof *frame->cell);
    frame->cell->span = 1;
    frame->blocks = &frame->cell->blocks;
    if (!row)
        return;
    frame->cell->column = row->column;
    if (row->row->last)
        row->row->last->next = frame->cell;
    else
        row->row->first = frame->cell;
    row->row->last = frame->cell;
}

struct office_row *office_row(struct office *office)
{
    struct office_frame *frame = innermost(office, FRAME_ROW);

    return frame ? frame->row : NULL;
}

struct office_cell *office_cell(struct office *office)
{
    struct office_frame *frame = innermost(office, FRAME_CELL);

    return frame ? frame->cell : NULL;
}

void office_cell_end(struct office *office)
{
    struct office_frame *frame = office->frame;

    if (!is_open(office, FRAME_CELL))
        return;
    unsigned span = frame->cell->span;
    pop(office);
    office_skip_columns(office, span);
}

void office_skip_columns(struct office *office, unsigned count)
{
    if (is_open(office, FRAME_ROW) && office->frame->column < COLUMNS_MAX)
        office->frame->column += count < COLUMNS_MAX ? count : COLUMNS_MAX;
}
