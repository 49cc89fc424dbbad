/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "formats.h"

#include <stdarg.h>
#include <string.h>
#include <strings.h>

/* The first row that is certain wins: the more special ones stand first. */
static const struct format rows[] = {
    {.reader = &reader_markdown},
    {.reader = &reader_json},
    {.reader = &reader_jsonl},
    {.reader = &reader_text},
    {.reader = &reader_csv},
    {.reader = &reader_xlsx, .signature = signature_xlsx, .way = FORMAT_ISOLATED},
    {.reader = &reader_ods, .signature = signature_ods, .way = FORMAT_ISOLATED},
    {.reader = &reader_pdf, .signature = signature_pdf, .way = FORMAT_ISOLATED},
    {.reader = &reader_html, .signature = signature_html, .way = FORMAT_ISOLATED},
    {.reader = &reader_eml,
     .signature = signature_eml,
     .way = FORMAT_ISOLATED,
     .has_members = true},
    {.reader = &reader_epub, .signature = signature_epub, .way = FORMAT_ISOLATED},
    {.reader = &reader_docx, .signature = signature_docx, .way = FORMAT_ISOLATED},
    {.reader = &reader_odt, .signature = signature_odt, .way = FORMAT_ISOLATED},
    {.reader = &reader_odp, .signature = signature_odp, .way = FORMAT_ISOLATED},
    {.reader = &reader_pptx, .signature = signature_pptx, .way = FORMAT_ISOLATED},
    {.reader = &reader_doc,
     .signature = signature_doc,
     .way = FORMAT_CONVERTED,
     .known_as = "a document of Word 97",
     .converted_to = "docx"},
    {.reader = &reader_rtf,
     .signature = signature_rtf,
     .way = FORMAT_CONVERTED,
     .known_as = "a document in RTF",
     .converted_to = "docx"},
    {.reader = &reader_xls,
     .signature = signature_xls,
     .way = FORMAT_CONVERTED,
     .known_as = "a workbook of Excel 97",
     .converted_to = "xlsx"},
    {.reader = &reader_ppt,
     .signature = signature_ppt,
     .way = FORMAT_CONVERTED,
     .known_as = "a presentation of PowerPoint 97",
     .converted_to = "pptx"},
    {.reader = &reader_archive,
     .signature = signature_archive,
     .way = FORMAT_ISOLATED,
     .has_members = true,
     .holds_files = true},
};

const struct formats formats = {rows, sizeof rows / sizeof *rows};

/* What follows the last dot of the base name, or NULL; ".md" is a hidden file, not an extension. */
static const char *extension(const char *name)
{
    const char *slash = strrchr(name, '/');
    const char *base = slash ? slash + 1 : name;
    const char *dot = strrchr(base, '.');

    return dot && dot > base ? dot + 1 : NULL;
}

static const struct format *format_by_name(const struct formats *table, const char *name)
{
    const char *ending = extension(name);

    for (size_t i = 0; ending && i < table->count; i++) {
        const char *const *known = table->rows[i].reader->extensions;

        for (; *known; known++) {
            if (strcasecmp(ending, *known) == 0)
                return &table->rows[i];
        }
    }
    return NULL;
}

static const struct format *format_by_bytes(const struct formats *table,
                                            const struct signature_head *head,
                                            enum signature at_least)
{
    for (size_t i = 0; i < table->count; i++) {
        const struct format *row = &table->rows[i];

        if (row->signature && row->signature(head) >= at_least)
            return row;
    }
    return NULL;
}

const struct format *format_of(const struct formats *table, const char *name, FILE *stream,
                               bool named)
{
    const struct format *by_name = format_by_name(table, name), *by_bytes;
    struct signature_head head = {.len = 0};

    if (stream)
        signature_read(stream, &head);
    if (head.len == 0)
        return by_name;
    by_bytes = format_by_bytes(table, &head, SIGNATURE_CERTAIN);
    if (by_bytes)
        return by_bytes->holds_files && !by_name && !named ? NULL : by_bytes;
    /* A name that stands for bytes which are not there is worth less than what they resemble. */
    if (by_name ? by_name->signature && !by_name->signature(&head) : named)
        by_bytes = format_by_bytes(table, &head, SIGNATURE_LIKELY);
    return by_bytes ? by_bytes : by_name;
}

const struct format *format_named(const struct formats *table, const char *name)
{
    for (size_t i = 0; i < table->count; i++) {
        if (strcmp(table->rows[i].reader->name, name) == 0)
            return &table->rows[i];
    }
    return NULL;
}

void reader_note(const struct reader_sink *sink, enum reader_note weight, const char *format, ...)
{
    struct parangon_error note;
    va_list arguments;

    if (!sink->note)
        return;
    va_start(arguments, format);
    vsnprintf(note.message, sizeof note.message, format, arguments);
    va_end(arguments);
    sink->note(sink->context, weight, note.message);
}

bool reader_is_scan(const struct parangon_error *why)
{
    return strncmp(why->message, READER_SCAN, strlen(READER_SCAN)) == 0 ||
           strncmp(why->message, READER_SHAPES, strlen(READER_SHAPES)) == 0;
}

const struct reader *reader_for(const char *name)
{
    const struct format *format = format_by_name(&formats, name);

    return format ? format->reader : NULL;
}
