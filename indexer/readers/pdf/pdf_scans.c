/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pdf_scans.h"

#include "parangon/text.h"

#include <math.h>

/* Whether letters were read: fonts may show shapes and not say which letters they are. */
static bool is_legible(const struct pdf_words *words)
{
    size_t count = 0;
    size_t lost = 0;

    for (size_t at = 0; at < words->text.len; count++) {
        int c;

        at += parangon_text_decode(words->text.data + at, words->text.len - at, &c);
        lost += c == 0xFFFD;
    }
    return count > lost * 3;
}

/* A scan may bear page numbers or a stamp on each page that were printed as text. */
static bool page_has_text(const struct pdf_words *words, const struct pdf_page *page)
{
    for (size_t i = page->first; i < page->first + page->count; i++) {
        if (!words->items[i].dropped)
            return true;
    }
    return false;
}

static bool has_text(const struct pdf_words *words)
{
    for (size_t i = 0; i < words->page_count; i++) {
        if (page_has_text(words, &words->pages[i]))
            return true;
    }
    return false;
}

enum parangon_code pdf_scans_refuse(const struct pdf_words *words, bool has_fields,
                                    struct parangon_error *err)
{
    const char *plural = words->page_count == 1 ? "" : "s";

    if (words->page_count == 0)
        return parangon_error_set(err, PARANGON_REJECTED, "a PDF without pages");
    if (!has_text(words) && !has_fields)
        return parangon_error_set(err, PARANGON_REJECTED,
                                  READER_SCAN " (%zu page%s): --ocr reads it where tesseract "
                                              "is installed",
                                  words->page_count, plural);
    if (!has_fields && !is_legible(words))
        return parangon_error_set(err, PARANGON_REJECTED,
                                  READER_SHAPES " (%zu page%s): "
                                                "--ocr reads it where tesseract is installed",
                                  words->page_count, plural);
    return PARANGON_OK;
}

/* ---- Single pages ---- */

/* Whether pictures cover half of the page: a blank one is no scan, nor is one with an emblem. */
static bool is_pictured(PopplerDocument *document, size_t number, const struct pdf_page *page)
{
    PopplerPage *from = poppler_document_get_page(document, (int)number);
    GList *pictures = from ? poppler_page_get_image_mapping(from) : NULL;
    double covered = 0;

    for (GList *at = pictures; at; at = at->next) {
        const PopplerRectangle *area = &((const PopplerImageMapping *)at->data)->area;

        covered += fabs(area->x2 - area->x1) * fabs(area->y2 - area->y1);
    }
    poppler_page_free_image_mapping(pictures);
    g_clear_object(&from);
    return covered * 2 >= (double)page->width * (double)page->height;
}

static void add_range(struct parangon_buf *ranges, size_t first, size_t last)
{
    parangon_buf_printf(ranges, "%s%zu", ranges->len ? ", " : "", first);
    if (last > first)
        parangon_buf_printf(ranges, "%s%zu", last > first + 1 ? "-" : ", ", last);
}

/* Numbers of pages, "2, 5-9", and how many they are. The first page and the last are pictures on
   purpose more often than scans, and count with others only. */
static size_t list_scans(const struct pdf_words *words, PopplerDocument *document,
                         struct parangon_buf *ranges)
{
    size_t count = 0;
    size_t inside = 0;
    size_t first = 0;

    for (size_t i = 0; i <= words->page_count; i++) {
        bool scan = i < words->page_count && !page_has_text(words, &words->pages[i]) &&
                    is_pictured(document, i, &words->pages[i]);

        if (scan && !first)
            first = i + 1;
        if (!scan && first) {
            add_range(ranges, first, i);
            first = 0;
        }
        count += scan;
        inside += scan && i > 0 && i + 1 < words->page_count;
    }
    return inside ? count : 0;
}

void pdf_scans_note(const struct pdf_words *words, PopplerDocument *document,
                    const struct reader_sink *sink)
{
    struct parangon_buf ranges = {0};
    size_t count = list_scans(words, document, &ranges);

    if (count && has_text(words))
        reader_note(sink, READER_DOUBT,
                    "page%s %.200s of %zu %s no text: scans? (--ocr reads only a PDF that is "
                    "scanned from its first page to its last)",
                    count > 1 ? "s" : "", ranges.data, words->page_count,
                    count > 1 ? "have" : "has");
    parangon_buf_clear(&ranges);
}
