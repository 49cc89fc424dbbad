/* SPDX-License-Identifier: GPL-2.0-or-later */
/* EPUB: the chapters of a book, pages in a zip, as the sections of one text. */
#include "epub_opf.h"
#include "readers/html/html_page.h"
#include "readers/input.h"
#include "readers/package.h"

#include "parangon/json.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
    HEADING_MAX = 120 /* bytes */
};

struct book {
    struct package *package;
    struct parangon_arena *arena;
    struct epub_opf opf;
    struct parangon_buf text;
    cJSON *form;
    size_t missing; /* chapters that the book names and does not have, or that are damaged */
};

static enum parangon_code no_book(struct parangon_error *err)
{
    return parangon_error_set(err, PARANGON_REJECTED,
                              "no book: it has no META-INF/container.xml that leads to its pages");
}

static enum parangon_code read_opf(struct book *book, struct parangon_error *err)
{
    struct parangon_buf bytes = {0};
    enum parangon_code code = package_part(book->package, "META-INF/container.xml", &bytes, err);
    const char *path = code == PARANGON_OK ? epub_opf_path(&bytes, book->arena) : NULL;

    parangon_buf_clear(&bytes);
    if (code == PARANGON_OK && path)
        code = package_part(book->package, path, &bytes, err);
    if (code == PARANGON_NOTHING ||
        (code == PARANGON_OK && (!path || !epub_opf_read(&book->opf, &bytes, path, book->arena))))
        code = no_book(err);
    parangon_buf_clear(&bytes);
    return code;
}

/* Rights management encrypts the pages; encrypted fonts alone do no harm. */
static enum parangon_code refuse_encrypted(struct book *book, struct parangon_error *err)
{
    struct parangon_buf bytes = {0};
    enum parangon_code code = package_part(book->package, "META-INF/encryption.xml", &bytes, err);

    if (code == PARANGON_NOTHING)
        code = PARANGON_OK;
    else if (code == PARANGON_OK && strstr(parangon_buf_str(&bytes), "html\""))
        code = parangon_error_set(err, PARANGON_REJECTED,
                                  "the pages are encrypted: save the book without protection");
    parangon_buf_clear(&bytes);
    return code;
}

static void move_form(cJSON *to, cJSON *from)
{
    while (from->child) {
        cJSON *item = cJSON_DetachItemViaPointer(from, from->child);

        if (cJSON_HasObjectItem(to, item->string))
            cJSON_Delete(item);
        else
            cJSON_AddItemToObject(to, item->string, item);
    }
}

/* Writers export headings as paragraphs in large letters; the short line that a chapter without
   any heading begins with is one. */
static bool starts_with_heading(const char *text)
{
    size_t len = strcspn(text, "\n");

    return len < HEADING_MAX && text[len] && !strstr(text, "\n## ") && *text != '#' &&
           *text != '-' && !strchr(".,;:", text[len - 1]);
}

static enum parangon_code read_chapter(struct book *book, const char *path,
                                       struct parangon_error *err)
{
    struct parangon_buf bytes = {0};
    struct html_page page;
    enum parangon_code code = package_part(book->package, path, &bytes, err);

    if (code != PARANGON_OK) {
        book->missing++;
        parangon_buf_clear(&bytes);
        return code == PARANGON_SYSTEM ? code : PARANGON_OK;
    }
    html_page_read(&page, &bytes, NULL, HTML_WHOLE);
    if (*page.text && book->text.len)
        parangon_buf_puts(&book->text, "\n\n");
    if (*page.text && starts_with_heading(page.text))
        parangon_buf_puts(&book->text, "## ");
    parangon_buf_puts(&book->text, page.text);
    move_form(book->form, page.form);
    html_page_clear(&page);
    if (book->text.len > READER_FILE_MAX)
        return parangon_error_set(err, PARANGON_REJECTED, "a book with more than %zu MiB of text",
                                  READER_FILE_MAX >> 20);
    return PARANGON_OK;
}

static enum parangon_code read_book(struct book *book, FILE *stream, struct parangon_error *err)
{
    enum parangon_code code = package_open(stream, &book->package, err);

    if (code == PARANGON_OK)
        code = refuse_encrypted(book, err);
    if (code == PARANGON_OK)
        code = read_opf(book, err);
    for (size_t i = 0; code == PARANGON_OK && i < book->opf.count; i++)
        code = read_chapter(book, book->opf.chapters[i], err);
    if (code == PARANGON_OK && book->text.len == 0)
        code = parangon_error_set(err, PARANGON_REJECTED,
                                  "a book without text: if its pages are pictures, have them "
                                  "recognised as text (OCR) first");
    return code;
}

/* A title page says the title, and the first chapter often once more. */
static const char *without_title(const char *text, const char *title)
{
    size_t len = strlen(title);

    for (;;) {
        const char *start = strncmp(text, "## ", 3) == 0 ? text + 3 : text;

        if (strncmp(start, title, len) != 0 || start[len] != '\n')
            return text;
        text = start + len + strspn(start + len, "\n");
    }
}

static cJSON *make_version(const struct book *book, const char *name)
{
    cJSON *version = cJSON_CreateObject();
    char *fallback = input_base_name(name);
    const char *title = book->opf.title ? book->opf.title : fallback;
    const char *text = without_title(book->text.data, title);

    parangon_json_set_text(version, "title", title);
    parangon_json_set_text(version, "text", *text ? text : book->text.data);
    if (book->opf.lang && html_is_credible(book->opf.lang, book->text.data))
        parangon_json_set_text(version, "lang", book->opf.lang);
    if (book->opf.summary && html_describes(book->opf.summary, title, text))
        parangon_json_set_text(version, "summary", book->opf.summary);
    if (cJSON_GetArraySize(book->form))
        cJSON_AddItemToObject(version, "form", cJSON_Duplicate(book->form, true));
    free(fallback);
    return version;
}

static enum parangon_code read_epub(const struct reader_source *source,
                                    const struct reader_sink *sink, struct parangon_error *err)
{
    struct book book = {.arena = parangon_arena_new(), .form = cJSON_CreateObject()};
    struct parangon_error why;
    enum parangon_code code = read_book(&book, source->stream, err);

    if (code == PARANGON_OK)
        code = sink->take(sink->context, make_version(&book, source->name), 0, err);
    if (code == PARANGON_OK && book.missing) {
        parangon_error_set(&why, PARANGON_REJECTED, "%zu of %zu chapters are missing or damaged",
                           book.missing, book.opf.count);
        sink->reject(sink->context, 0, &why);
    }
    package_close(book.package);
    parangon_arena_free(book.arena);
    parangon_buf_clear(&book.text);
    cJSON_Delete(book.form);
    return code;
}

static const char *const extensions[] = {"epub", NULL};

const struct reader reader_epub = {"epub", extensions, read_epub};
