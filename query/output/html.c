/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any document as one printable web page that asks nothing of any network. */
#include "html.h"

#include "about.h"
#include "markup.h"

#include <string.h>

/* Screens and paper alike; no colour is needed to understand it. */
static const char style[] =
    ":root{color-scheme:light}"
    "body{margin:0 auto;padding:2rem 1.5rem;max-width:46rem;background:#fff;color:#1b1b1b;"
    "font:1rem/1.5 'Liberation Sans',Arial,Helvetica,sans-serif;overflow-wrap:break-word}"
    "h1{font-size:1.6rem;line-height:1.25;margin:0 0 .75rem;padding-bottom:.5rem;"
    "border-bottom:2px solid #1f4e79}"
    "h2{font-size:1.15rem;line-height:1.3;margin:1.6rem 0 .35rem;color:#1f4e79}"
    "h3,h4,h5,h6{font-size:1rem;margin:1.2rem 0 .3rem}"
    "p{margin:.35rem 0}ul{margin:.35rem 0;padding-left:1.4rem}"
    "a{color:#1f4e79}"
    ".faint,.missing,.id,footer{color:#555}.missing{font-style:italic}"
    ".id{font:.8rem monospace;font-weight:normal}"
    "table{border-collapse:collapse;width:100%;margin:1rem 0;font-size:.92rem}"
    "caption{text-align:left;font-weight:bold;padding:.3rem 0}"
    "th,td{border:1px solid #c8c8c8;padding:.3rem .5rem;text-align:left;vertical-align:top}"
    "thead th{background:#eef2f6}tbody th{font-weight:bold;background:#f8f9fa}"
    ".scroll{overflow-x:auto}"
    ".card{border:1px solid #c8c8c8;padding:.3rem .8rem;margin:.6rem 0;break-inside:avoid}"
    "dl{margin:0}dt{font-weight:bold}dd{margin:0 0 .3rem}"
    ".number{text-align:right;white-space:nowrap}"
    "footer{margin-top:2rem;padding-top:.5rem;border-top:1px solid #c8c8c8;font-size:.82rem}"
    "@page{size:A4;margin:18mm}"
    "@media print{body{max-width:none;padding:0;font-size:10pt;line-height:1.35}"
    "h1{font-size:16pt}h2{font-size:12pt;margin-top:.9rem}"
    "h2,h3,h4,caption{break-after:avoid}tr,li{break-inside:avoid}p{orphans:2;widows:2}"
    "thead{display:table-header-group}a{color:inherit;text-decoration:none}"
    "a.out::after{content:' <' attr(href) '>';font-size:.85em;word-break:break-all}}";

/* Line ends of what records hold are kept. */
static void add_lines(struct parangon_buf *out, const char *text)
{
    struct parangon_buf safe = {0};

    markup_add(&safe, text);
    for (const char *at = parangon_buf_str(&safe); *at; at++) {
        if (*at == '\n')
            parangon_buf_puts(out, "<br>");
        else if (*at != '\r')
            parangon_buf_putc(out, *at);
    }
    parangon_buf_clear(&safe);
}

/* ---- Words ---- */

static void open_tag(struct parangon_buf *out, const char *name, enum parangon_lang lang)
{
    parangon_buf_printf(out, "<%s", name);
    if (lang != PARANGON_OTHER)
        parangon_buf_printf(out, " lang=\"%s\"", parangon_lang_code(lang));
}

static void add_link(struct parangon_buf *out, const struct span *span)
{
    bool shown = strcmp(span->text, span->target) == 0;

    open_tag(out, "a", span->lang);
    /* On paper an address is written out, once. */
    parangon_buf_printf(out, "%s rel=\"noreferrer\" href=\"", shown ? "" : " class=\"out\"");
    markup_add_url(out, span->target);
    parangon_buf_puts(out, "\">");
    add_lines(out, span->text);
    parangon_buf_puts(out, "</a>");
}

static void add_plain(struct parangon_buf *out, const struct span *span)
{
    bool marked = span->kind == SPAN_STRONG || span->kind == SPAN_FAINT;
    bool tagged = marked || span->lang != PARANGON_OTHER;
    const char *name = span->kind == SPAN_STRONG ? "strong" : "span";

    if (tagged) {
        open_tag(out, name, span->lang);
        parangon_buf_puts(out, span->kind == SPAN_FAINT ? " class=\"faint\">" : ">");
    }
    add_lines(out, span->text);
    if (tagged)
        parangon_buf_printf(out, "</%s>", name);
}

/* Without a place to lead to, its id stands behind it, unless that is the text already. */
static void add_record(struct parangon_buf *out, const struct span *span,
                       const struct output_settings *settings)
{
    if (settings->record_href) {
        open_tag(out, "a", span->lang);
        parangon_buf_puts(out, " href=\"");
        markup_add_url(out, settings->record_href);
        markup_add_url_part(out, span->target);
        markup_add_url(out, settings->record_tail ? settings->record_tail : "");
        parangon_buf_puts(out, "\">");
        add_lines(out, span->text);
        parangon_buf_puts(out, "</a>");
        return;
    }
    add_plain(out, span);
    if (strcmp(span->text, span->target) == 0)
        return;
    parangon_buf_puts(out, " <span class=\"id\">");
    markup_add(out, span->target);
    parangon_buf_puts(out, "</span>");
}

static void add_spans(struct parangon_buf *out, const struct spans *spans,
                      const struct output_settings *settings)
{
    for (size_t i = 0; i < spans->count; i++) {
        const struct span *span = &spans->items[i];

        if (span->kind == SPAN_RECORD)
            add_record(out, span, settings);
        else if (span->kind == SPAN_LINK)
            add_link(out, span);
        else
            add_plain(out, span);
    }
}

/* ---- Tables ---- */

static void add_content(struct parangon_buf *out, const struct cell *cell,
                        const struct output_settings *settings)
{
    struct parangon_buf number = {0};

    cell_add_number(&number, cell, settings->ui);
    markup_add(out, parangon_buf_str(&number));
    parangon_buf_puts(out, number.len && cell->spans.count ? " " : "");
    add_spans(out, &cell->spans, settings);
    parangon_buf_clear(&number);
}

static void add_cell(struct parangon_buf *out, const struct table *table, const struct row *row,
                     size_t c, const struct output_settings *settings)
{
    const struct cell *cell = c < row->count ? &row->cells[c] : NULL;
    bool head = c == 0 && table->row_heads;

    parangon_buf_puts(out, head ? "<th scope=\"row\"" : "<td");
    if (cell && cell->is_missing)
        parangon_buf_puts(out, " class=\"missing\"");
    else if (table->columns[c].is_number)
        parangon_buf_puts(out, " class=\"number\"");
    parangon_buf_putc(out, '>');
    if (cell)
        add_content(out, cell, settings);
    parangon_buf_puts(out, head ? "</th>" : "</td>");
}

static void add_head(struct parangon_buf *out, const struct table *table)
{
    parangon_buf_puts(out, "<thead><tr>");
    for (size_t c = 0; c < table->column_count; c++) {
        const struct column *column = &table->columns[c];

        parangon_buf_printf(out, "<th scope=\"col\"%s>",
                            column->is_number ? " class=\"number\"" : "");
        markup_add(out, column->name ? column->name : "");
        parangon_buf_puts(out, "</th>");
    }
    parangon_buf_puts(out, "</tr></thead>\n");
}

static void add_table(struct parangon_buf *out, const struct table *table,
                      const struct output_settings *settings)
{
    /* A wide table moves under its own bar, which the keyboard reaches. */
    parangon_buf_puts(out, "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"");
    markup_add(out, table->caption ? table->caption : "");
    parangon_buf_puts(out, "\">\n<table>\n");
    if (table->caption && *table->caption) {
        parangon_buf_puts(out, "<caption>");
        markup_add(out, table->caption);
        parangon_buf_puts(out, "</caption>\n");
    }
    add_head(out, table);
    parangon_buf_puts(out, "<tbody>\n");
    for (size_t r = 0; r < table->row_count; r++) {
        parangon_buf_puts(out, "<tr>");
        for (size_t c = 0; c < table->column_count; c++)
            add_cell(out, table, &table->rows[r], c, settings);
        parangon_buf_puts(out, "</tr>\n");
    }
    parangon_buf_puts(out, "</tbody>\n</table>\n</div>\n");
}

/* ---- Cards ---- */

static bool is_empty(const struct cell *cell)
{
    return !cell->is_number && cell->spans.count == 0;
}

/* The first cell as the heading, the others by the names of their columns. */
static void add_card(struct parangon_buf *out, const struct table *table, const struct row *row,
                     const struct output_settings *settings)
{
    parangon_buf_puts(out, "<section class=\"card\">\n<h3>");
    if (row->count)
        add_content(out, &row->cells[0], settings);
    parangon_buf_puts(out, "</h3>\n<dl>\n");
    for (size_t c = 1; c < row->count && c < table->column_count; c++) {
        const struct cell *cell = &row->cells[c];

        if (is_empty(cell))
            continue;
        parangon_buf_puts(out, "<div><dt>");
        markup_add(out, table->columns[c].name);
        parangon_buf_puts(out, cell->is_missing ? "</dt><dd class=\"missing\">" : "</dt><dd>");
        add_content(out, cell, settings);
        parangon_buf_puts(out, "</dd></div>\n");
    }
    parangon_buf_puts(out, "</dl>\n</section>\n");
}

static void add_cards(struct parangon_buf *out, const struct table *table,
                      const struct output_settings *settings)
{
    parangon_buf_puts(out, "<h2>");
    markup_add(out, table->caption ? table->caption : "");
    parangon_buf_puts(out, "</h2>\n<div class=\"cards\">\n");
    for (size_t r = 0; r < table->row_count; r++)
        add_card(out, table, &table->rows[r], settings);
    parangon_buf_puts(out, "</div>\n");
}

/* ---- Blocks ---- */

/* Opens and closes lists so that `depth` of them are open; an item stays open for those below. */
static void set_depth(struct parangon_buf *out, unsigned *open, unsigned depth)
{
    for (; *open > depth; --*open)
        parangon_buf_puts(out, "</li></ul>\n");
    for (; *open < depth; ++*open)
        parangon_buf_puts(out, "<ul>");
}

static void add_point(struct parangon_buf *out, const struct block *block, unsigned *open,
                      const struct output_settings *settings)
{
    unsigned before = *open;
    /* A list is at most one deeper than the one it stands in. */
    unsigned depth = block->level + 1 > before + 1 ? before + 1 : block->level + 1;

    set_depth(out, open, depth);
    parangon_buf_puts(out, depth <= before ? "</li>\n<li>" : "<li>");
    add_spans(out, &block->spans, settings);
}

static void add_block(struct parangon_buf *out, const struct block *block,
                      const struct output_settings *settings)
{
    unsigned level = block->level < 5 ? block->level + 1 : 6;

    switch (block->kind) {
    case BLOCK_HEADING:
        parangon_buf_printf(out, "<h%u>", level);
        add_spans(out, &block->spans, settings);
        parangon_buf_printf(out, "</h%u>\n", level);
        break;
    case BLOCK_PARAGRAPH:
        if (!block->spans.count)
            break;
        parangon_buf_puts(out, "<p>");
        add_spans(out, &block->spans, settings);
        parangon_buf_puts(out, "</p>\n");
        break;
    case BLOCK_TABLE:
        (block->table.cards ? add_cards : add_table)(out, &block->table, settings);
        break;
    case BLOCK_POINT: break;
    }
}

void html_add_blocks(const struct document *document, const struct output_settings *settings,
                     struct parangon_buf *out)
{
    unsigned open = 0;

    for (size_t i = 0; i < document->count; i++) {
        const struct block *block = &document->blocks[i];

        if (block->kind == BLOCK_POINT) {
            add_point(out, block, &open, settings);
        } else {
            set_depth(out, &open, 0);
            add_block(out, block, settings);
        }
    }
    set_depth(out, &open, 0);
}

void html_add_document(const struct document *document, const struct output_settings *settings,
                       struct parangon_buf *out)
{
    parangon_buf_puts(out, "<article>\n");
    if (*document->title) {
        parangon_buf_puts(out, "<h1>");
        markup_add(out, document->title);
        parangon_buf_puts(out, "</h1>\n");
    }
    html_add_blocks(document, settings, out);
    parangon_buf_puts(out, "</article>\n");
}

void html_add_about(const struct document *document, struct parangon_buf *out)
{
    struct parangon_buf line = {0};

    about_add_line(&line, &document->about, document->ui);
    parangon_buf_puts(out, "<footer>\n<p>");
    markup_add(out, parangon_buf_str(&line));
    parangon_buf_puts(out, "</p>\n<p>");
    markup_add(out, about_rights(document->ui));
    parangon_buf_puts(out, "</p>\n</footer>\n");
    parangon_buf_clear(&line);
}

/* A page of records that others wrote: it may show its own style, and nothing else. */
static void print_html(const struct document *document, const struct output_settings *settings,
                       struct parangon_buf *out)
{
    parangon_buf_printf(
        out,
        "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" "
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width\">\n"
        "<meta name=\"generator\" content=\"Parangon " PARANGON_VERSION "\">\n"
        "<title>",
        parangon_lang_code(document->ui == PARANGON_FR ? PARANGON_FR : PARANGON_EN));
    markup_add(out, *document->title ? document->title : "Parangon");
    parangon_buf_printf(out, "</title>\n<style>%s</style>\n</head>\n<body>\n", style);
    html_add_document(document, settings, out);
    html_add_about(document, out);
    parangon_buf_puts(out, "</body>\n</html>\n");
}

const struct output output_html = {
    .name = "html",
    .media_type = "text/html; charset=utf-8",
    .extension = ".html",
    .print_document = print_html,
};
