/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_OUTPUT_XLSX_SHEET_H
#define QUERY_OUTPUT_XLSX_SHEET_H

/* A workbook that is being made, and the sheets in it. */

#include "document.h"

#include <xlsxwriter.h>

enum {
    XLSX_FORMATS_MAX = 256
};

struct book {
    lxw_workbook *workbook;
    const struct document *document;
    enum parangon_lang ui;
    lxw_format *head, *text, *bold, *missing, *link;
    struct {
        char code[160];
        lxw_format *format;
    } numbers[XLSX_FORMATS_MAX]; /* by their codes, each made once */
    size_t number_count;
    struct parangon_map names; /* of sheets */
    struct document rest;      /* what cells had no room for: sheet and cell, part, text */
    size_t rest_count;
    char *rest_name;
    enum parangon_code code;
};

/* The formats that all sheets share. */
void xlsx_make_formats(struct book *book);

/* A sheet with a table; `name` must be one that Excel takes. Failures are kept in the book. */
void xlsx_add_sheet(struct book *book, const struct table *table, const char *name);

#endif
