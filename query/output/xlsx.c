/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* memfd_create */
/*
 * The tables of a document as a workbook, a sheet each, by libxlsxwriter; then what is said outside
 * of tables, what cells had no room for, and what was asked.
 *
 * libxlsxwriter writes to a file. This one has no place on a disk; the parts it is made of pass
 * through files in the folder for such.
 */
#include "output.h"

#include "about.h"
#include "export_strings.h"
#include "flat.h"
#include "xlsx_sheet.h"
#include "xlsx_text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum {
    TITLE_MAX = 255, /* of the properties of a workbook */
    READ_BYTES = 1 << 16
};

/* ---- Sheets ---- */

static void add_named_sheet(struct book *book, const struct table *table, const char *wanted)
{
    struct parangon_buf name = {0};

    xlsx_add_name(&name, wanted, &book->names);
    xlsx_add_sheet(book, table, name.data);
    parangon_buf_clear(&name);
}

static void add_tables(struct book *book)
{
    unsigned number = 0;

    for (size_t i = 0; i < book->document->count; i++) {
        const struct block *block = &book->document->blocks[i];
        struct parangon_buf name = {0}, digits = {0};

        if (block->kind != BLOCK_TABLE)
            continue;
        parangon_buf_printf(&digits, "%u", ++number);
        if (block->table.name && *block->table.name)
            parangon_buf_puts(&name, block->table.name);
        else
            export_add(&name, EXPORT_TABLE, book->ui, digits.data);
        add_named_sheet(book, &block->table, name.data);
        parangon_buf_clear(&name);
        parangon_buf_clear(&digits);
    }
}

static void add_document(struct book *book, const struct document *document)
{
    add_named_sheet(book, &document->blocks[0].table, document->blocks[0].table.name);
}

static void add_prose(struct book *book)
{
    struct document prose;

    if (!flat_has_prose(book->document))
        return;
    flat_prose(book->document, &prose);
    add_document(book, &prose);
    document_clear(&prose);
}

/* ---- What was asked ---- */

static void about_row(struct document *about, const char *name, const char *text)
{
    if (!text || !*text)
        return;
    document_row(about);
    document_cell(about);
    document_text(about, name);
    document_cell(about);
    document_text(about, text);
}

static void about_count(struct document *about, enum export_string name, double count)
{
    if (count < 0)
        return;
    document_row(about);
    document_cell(about);
    document_text(about, export_string(name, about->ui));
    document_number(about, count, 0, NULL);
}

static void add_about(struct book *book)
{
    const struct about *made = &book->document->about;
    struct document about;

    document_init(&about, book->ui, "");
    document_table(&about, export_string(EXPORT_ABOUT, book->ui), NULL, true);
    document_column(&about, export_string(EXPORT_ABOUT_FIELD, book->ui), false);
    document_column(&about, export_string(EXPORT_ABOUT_VALUE, book->ui), false);
    about_row(&about, export_string(EXPORT_TITLE, book->ui), book->document->title);
    about_row(&about, made->name, made->question);
    about_row(&about, export_string(EXPORT_FILTERS, book->ui), made->filters_shown);
    about_row(&about, export_string(EXPORT_DATE, book->ui), made->date);
    about_count(&about, EXPORT_RESULTS_TOTAL, made->total);
    about_count(&about, EXPORT_RESULTS_SHOWN, made->shown);
    about_row(&about, export_string(EXPORT_RIGHTS_NAME, book->ui), about_rights(book->ui));
    about_row(&about, export_string(EXPORT_MADE_WITH, book->ui), "Parangon " PARANGON_VERSION);
    add_document(book, &about);
    document_clear(&about);
}

/* ---- The rest of long texts ---- */

static void begin_rest(struct book *book)
{
    struct parangon_buf name = {0};

    xlsx_add_name(&name, export_string(EXPORT_CONTINUED, book->ui), &book->names);
    book->rest_name = parangon_buf_take(&name);
    document_init(&book->rest, book->ui, "");
    document_table(&book->rest, book->rest_name, NULL, true);
    document_column(&book->rest, export_string(EXPORT_CONTINUED_CELL, book->ui), false);
    document_column(&book->rest, export_string(EXPORT_CONTINUED_PART, book->ui), true);
    document_column(&book->rest, export_string(EXPORT_TEXT, book->ui), false);
}

static void end_rest(struct book *book)
{
    if (book->rest_count)
        xlsx_add_sheet(book, &book->rest.blocks[0].table, book->rest_name);
    document_clear(&book->rest);
    free(book->rest_name);
}

/* ---- The file ---- */

/* The day of the question, so that the same answer gives the same bytes. */
static void set_properties(struct book *book)
{
    struct tm day = {0};
    int year = 1980, month = 1, number = 1;
    struct parangon_buf title = {0};

    if (book->document->about.date)
        sscanf(book->document->about.date, "%4d-%2d-%2d", &year, &month, &number);
    day.tm_year = year - 1900;
    day.tm_mon = month - 1;
    day.tm_mday = number;
    xlsx_add_clean(&title, book->document->title);
    size_t fits = xlsx_fit(parangon_buf_str(&title), TITLE_MAX);
    char *fitting = parangon_strndup(parangon_buf_str(&title), fits);
    char made_with[] = "Parangon " PARANGON_VERSION;
    lxw_doc_properties properties = {
        .title = fitting, .company = made_with, .created = timegm(&day)};

    workbook_set_properties(book->workbook, &properties);
    parangon_buf_clear(&title);
    free(fitting);
}

static bool read_file(int file, struct parangon_buf *out)
{
    char *bytes = parangon_alloc(READ_BYTES);
    off_t at = 0;
    ssize_t len;

    while ((len = pread(file, bytes, READ_BYTES, at)) > 0) {
        parangon_buf_add(out, bytes, (size_t)len);
        at += len;
    }
    free(bytes);
    return len == 0 && at > 0;
}

static void fill(struct book *book)
{
    xlsx_make_formats(book);
    set_properties(book);
    begin_rest(book);
    add_tables(book);
    add_prose(book);
    add_about(book);
    end_rest(book);
    parangon_map_clear(&book->names);
}

static enum parangon_code make_in(int file, const struct document *document,
                                  struct parangon_buf *out, struct parangon_error *err)
{
    struct book book = {.document = document, .ui = document->ui};
    char path[48];
    lxw_error failure;

    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    book.workbook = workbook_new(path);
    if (!book.workbook)
        return parangon_error_set(err, PARANGON_SYSTEM, "no memory for a workbook");
    fill(&book);
    failure = workbook_close(book.workbook);
    if (failure != LXW_NO_ERROR)
        return parangon_error_set(err, PARANGON_SYSTEM, "the workbook could not be made: %s",
                                  lxw_strerror(failure));
    if (book.code != PARANGON_OK || !read_file(file, out))
        return parangon_error_set(err, PARANGON_SYSTEM, "the workbook could not be made");
    return PARANGON_OK;
}

static enum parangon_code make_xlsx(const struct document *document,
                                    const struct output_settings *settings,
                                    struct parangon_buf *out, struct parangon_error *err)
{
    int file = memfd_create("workbook", MFD_CLOEXEC);
    enum parangon_code code;

    (void)settings;
    if (file < 0)
        return parangon_error_set(err, PARANGON_SYSTEM, "no room for a workbook: %s",
                                  strerror(errno));
    code = make_in(file, document, out, err);
    close(file);
    return code;
}

const struct output output_xlsx = {
    .name = "xlsx",
    .media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    .extension = ".xlsx",
    .binary = true,
    .of_tables = true,
    .make_file = make_xlsx,
};
