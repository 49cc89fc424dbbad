/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_SHEET_NUMBER_H
#define INDEXER_READERS_SHEET_NUMBER_H

/*
 * Numbers of XLSX cells as a person reads them: plainly, with a point ("1250000.5"), with the unit
 * that the number format puts behind ("45 k€", "1.5 ETP", "45%"), or as a date ("2021-02-16",
 * "2021-02" and "2021" when the format shows no more, "2021-02-16 14:30").
 *
 * Formats are those of ECMA-376, part 1, 18.8.30 and 18.8.31.
 */

#include "parangon/memory.h"

#include <stdbool.h>

enum {
    NUMBER_AFFIX_MAX = 24
};

struct number_format {
    bool year, month, day, hours, elapsed; /* what the format shows of a date or a time */
    bool percent;
    unsigned thousands; /* commas behind the figures: each divides by 1000 */
    char before[NUMBER_AFFIX_MAX], after[NUMBER_AFFIX_MAX]; /* words around the figures */
};

/* The format with a built-in number; 0 is the general one. */
void number_format_built_in(struct number_format *format, unsigned number);
void number_format_parse(struct number_format *format, const char *code);

/* `is_1904` tells from which year days are counted. */
void number_write(struct parangon_buf *to, double value, const struct number_format *format,
                  bool is_1904);

/* In decimal notation, with the 15 figures that spreadsheets count with. */
void number_write_plain(struct parangon_buf *to, double value);

#endif
