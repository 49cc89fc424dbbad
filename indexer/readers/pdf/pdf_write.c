/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The text of a PDF: a paragraph on one line, each page behind a form feed, its notes at its end. */
#include "pdf_blocks.h"

#include <math.h>

struct writer {
    struct parangon_buf *to;
    uint32_t page;
    float largest;            /* size of headings: those are of the first level */
    enum pdf_block_kind last; /* kind of the block before, PDF_GONE for none */
};

static const char *mark_of(const struct writer *writer, const struct pdf_block *block)
{
    switch (block->kind) {
    case PDF_HEADING: return pdf_same_size(block->size, writer->largest) ? "## " : "### ";
    case PDF_ITEM: return block->numbered ? "" : "- ";
    default: return "";
    }
}

static void write_block(struct writer *writer, const struct pdf_block *block)
{
    bool closes_up = block->kind == writer->last &&
                     (block->kind == PDF_ITEM || block->kind == PDF_ROW) && !block->first;

    if (writer->to->len)
        parangon_buf_puts(writer->to, closes_up ? "\n" : "\n\n");
    for (; writer->page < block->page; writer->page++)
        parangon_buf_putc(writer->to, '\f');
    parangon_buf_puts(writer->to, mark_of(writer, block));
    parangon_buf_add(writer->to, block->text.data, block->text.len);
    writer->last = block->kind;
}

static void write_notes(struct writer *writer, const struct pdf_blocks *blocks, size_t from,
                        size_t end)
{
    for (size_t i = from; i < end; i++) {
        if (blocks->items[i].kind == PDF_NOTE && blocks->items[i].text.len)
            write_block(writer, &blocks->items[i]);
    }
}

static float largest_heading(const struct pdf_blocks *blocks)
{
    float largest = 0;

    for (size_t i = 0; i < blocks->count; i++) {
        if (blocks->items[i].kind == PDF_HEADING)
            largest = fmaxf(largest, blocks->items[i].size);
    }
    return largest;
}

void pdf_blocks_write(const struct pdf_blocks *blocks, struct parangon_buf *to)
{
    struct writer writer = {.to = to, .largest = largest_heading(blocks), .last = PDF_GONE};
    size_t page_begin = 0;

    for (size_t i = 0; i < blocks->count; i++) {
        const struct pdf_block *block = &blocks->items[i];

        if (block->page > blocks->items[page_begin].page) {
            write_notes(&writer, blocks, page_begin, i);
            page_begin = i;
        }
        if (block->kind != PDF_GONE && block->kind != PDF_NOTE && block->text.len)
            write_block(&writer, block);
    }
    write_notes(&writer, blocks, page_begin, blocks->count);
}
