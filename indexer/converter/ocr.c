/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ocr.h"

#include "program.h"

#include "readers/input.h"

#include "parangon/json.h"
#include "parangon/memory.h"

#include <stdlib.h>
#include <string.h>

/* The programs, and what they have given so far. */
struct scan {
    const char *pdftoppm, *tesseract;
    const char *languages; /* as tesseract wants them: "fra+eng" */
    const struct workplace *place;
    const char *name;
    cJSON *version;
    struct parangon_buf text;
};

/* The lines that tesseract prints of a page are joined by the reader of plain text. */
static enum parangon_code take_page(void *context, cJSON *version, size_t line,
                                    struct parangon_error *err)
{
    cJSON **page = context;

    (void)line;
    (void)err;
    cJSON_Delete(*page);
    *page = version;
    return PARANGON_OK;
}

static void reject_part(void *context, size_t line, const struct parangon_error *why)
{
    (void)context;
    (void)line;
    (void)why;
}

static void add_page(struct scan *scan, const cJSON *page)
{
    const char *title = parangon_json_text(page, "title"), *text = parangon_json_text(page, "text");
    bool derived = title && strcmp(title, "page") == 0; /* of the name of the file */

    if (title && !derived && !parangon_json_text(scan->version, "title"))
        parangon_json_set_text(scan->version, "title", title);
    else if (title && !derived)
        parangon_buf_printf(&scan->text, "## %s\n\n", title);
    parangon_buf_puts(&scan->text, text ? text : "");
}

/* A page without words is none the less a page. */
static void read_page_text(struct scan *scan, FILE *stream)
{
    cJSON *page = NULL;
    const struct reader_source source = {.name = "page.txt", .stream = stream};
    const struct reader_sink sink = {.context = &page, .take = take_page, .reject = reject_part};
    struct parangon_error ignored;

    if (reader_text.read(&source, &sink, &ignored) == PARANGON_OK && page)
        add_page(scan, page);
    cJSON_Delete(page);
}

/* Makes page.txt of a page. */
static enum parangon_code recognise(const struct scan *scan, int number, struct parangon_error *err)
{
    char page[16];
    const char *const render[] = {"pdftoppm", "-r", "300",         "-gray",      "-f",   page,
                                  "-l",       page, "-singlefile", "source.pdf", "page", NULL};
    const char *const read[] = {"tesseract", "page.pgm", "page", "-l", scan->languages, NULL};

    snprintf(page, sizeof page, "%d", number);
    enum parangon_code code = program_run(scan->pdftoppm, render, scan->place, NULL, err);
    return code == PARANGON_OK ? program_run(scan->tesseract, read, scan->place, NULL, err) : code;
}

static void read_page(struct scan *scan, int number, const struct reader_sink *sink)
{
    struct parangon_error why;

    if (number > 1)
        parangon_buf_puts(&scan->text, "\n\n\f");
    enum parangon_code code = recognise(scan, number, &why);
    FILE *text = code == PARANGON_OK ? workplace_open(scan->place, "page.txt") : NULL;
    if (text) {
        read_page_text(scan, text);
        fclose(text);
    } else {
        if (code == PARANGON_OK)
            parangon_error_set(&why, PARANGON_REJECTED, "tesseract read nothing");
        parangon_error_prefix(&why, PARANGON_REJECTED, "page %d", number);
        sink->reject(sink->context, 0, &why);
    }
    workplace_drop(scan->place, "page.pgm");
    workplace_drop(scan->place, "page.txt");
}

/* What a program printed, up to a few KiB. Yours to free. */
static char *printed(const struct workplace *place)
{
    char text[8 * 1024] = "";
    FILE *stream = workplace_open(place, PROGRAM_OUTPUT);

    if (stream) {
        text[fread(text, 1, sizeof text - 1, stream)] = '\0';
        fclose(stream);
    }
    return parangon_strdup(text);
}

static int count_pages(const char *pdfinfo, const struct workplace *place)
{
    const char *const arguments[] = {"pdfinfo", "source.pdf", NULL};
    struct parangon_error ignored;
    int pages = 0;

    if (program_run(pdfinfo, arguments, place, NULL, &ignored) != PARANGON_OK)
        return 0;
    char *text = printed(place);
    const char *line = strstr(text, "\nPages:");
    if (line && sscanf(line + strlen("\nPages:"), "%9d", &pages) != 1)
        pages = 0;
    free(text);
    return pages;
}

/* French and English where they are installed; tesseract's own choice without either. */
static const char *languages_of(const char *tesseract, const struct workplace *place)
{
    const char *const arguments[] = {"tesseract", "--list-langs", NULL};
    struct parangon_error ignored;

    program_run(tesseract, arguments, place, NULL, &ignored);
    char *text = printed(place);
    bool french = strstr(text, "\nfra\n"), english = strstr(text, "\neng\n");
    free(text);
    return french && english ? "fra+eng" : french ? "fra" : "eng";
}

static enum parangon_code give(struct scan *scan, const struct reader_sink *sink,
                               struct parangon_error *err)
{
    const char *text = parangon_buf_str(&scan->text);

    if (strspn(text, " \n\f") == scan->text.len)
        return parangon_error_set(err, PARANGON_REJECTED,
                                  READER_SCAN " in which tesseract finds no word");
    parangon_json_set_text(scan->version, "text", text);
    if (!parangon_json_text(scan->version, "title")) {
        char *title = input_base_name(scan->name);

        parangon_json_set_text(scan->version, "title", title);
        free(title);
    }
    cJSON *version = scan->version;
    scan->version = NULL;
    return sink->take(sink->context, version, 0, err);
}

static enum parangon_code read_pages(struct scan *scan, int pages, const struct reader_sink *sink,
                                     struct parangon_error *err)
{
    struct parangon_error why;
    int last = pages < OCR_PAGES_MAX ? pages : OCR_PAGES_MAX;

    if (pages == 0)
        return parangon_error_set(err, PARANGON_REJECTED,
                                  READER_SCAN " whose pages cannot be counted");
    for (int number = 1; number <= last; number++)
        read_page(scan, number, sink);
    if (last < pages) {
        parangon_error_set(&why, PARANGON_REJECTED, "the pages behind %d of %d are not read", last,
                           pages);
        sink->reject(sink->context, 0, &why);
    }
    return give(scan, sink, err);
}

static enum parangon_code read_scan(struct scan *scan, const char *pdfinfo,
                                    const struct reader_source *source,
                                    const struct reader_sink *sink, struct parangon_error *err)
{
    struct workplace place = {0};
    enum parangon_code code = workplace_make(&place, err);

    scan->place = &place;
    if (code == PARANGON_OK)
        code = workplace_copy(&place, source->stream, "source.pdf", err);
    if (code == PARANGON_OK) {
        scan->languages = languages_of(scan->tesseract, &place);
        scan->version = cJSON_CreateObject();
        code = read_pages(scan, count_pages(pdfinfo, &place), sink, err);
    }
    workplace_remove(&place);
    cJSON_Delete(scan->version);
    parangon_buf_clear(&scan->text);
    return code;
}

enum parangon_code ocr_read(const struct reader_source *source, const struct reader_sink *sink,
                            struct parangon_error *err)
{
    char *pdftoppm = program_find("pdftoppm"), *pdfinfo = program_find("pdfinfo");
    char *tesseract = program_find("tesseract");
    struct scan scan = {.pdftoppm = pdftoppm, .tesseract = tesseract, .name = source->name};
    enum parangon_code code;

    if (pdftoppm && pdfinfo && tesseract)
        code = read_scan(&scan, pdfinfo, source, sink, err);
    else
        code = parangon_error_set(err, PARANGON_REJECTED,
                                  READER_SCAN ", and --ocr needs %s, which is not installed",
                                  tesseract ? "pdftoppm (poppler-utils)"
                                            : "tesseract (tesseract-ocr, tesseract-ocr-fra)");
    free(pdftoppm);
    free(pdfinfo);
    free(tesseract);
    return code;
}
