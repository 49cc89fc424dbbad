/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ods_cell.h"
#include "sheet_number.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    UNIT_MAX = 16, /* bytes of what stands behind a number */
    SHOWN_MAX = 64
};

void ods_cell_begin(struct ods_cell *cell, struct xml *xml)
{
    static const struct {
        const char *name;
        enum ods_type type;
        const char *value;
    } types[] = {
        {"float", ODS_NUMBER, "office:value"},
        {"currency", ODS_NUMBER, "office:value"},
        {"percentage", ODS_PERCENTAGE, "office:value"},
        {"date", ODS_DATE, "office:date-value"},
        {"boolean", ODS_BOOLEAN, "office:boolean-value"},
    };
    const char *found = xml_attribute(xml, "office:value-type");
    char name[16] = "";

    if (found)
        snprintf(name, sizeof name, "%s", found);
    cell->type = ODS_TEXT;
    cell->in_paragraph = false;
    cell->value[0] = '\0';
    parangon_buf_reset(&cell->text);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (strcmp(name, types[i].name) != 0)
            continue;
        cell->type = types[i].type;
        const char *value = xml_attribute(xml, types[i].value);
        snprintf(cell->value, sizeof cell->value, "%s", value ? value : "");
    }
}

void ods_cell_paragraph(struct ods_cell *cell)
{
    if (cell->text.len)
        parangon_buf_putc(&cell->text, '\n');
    cell->in_paragraph = true;
}

void ods_cell_text(struct ods_cell *cell, const char *text, size_t len)
{
    if (cell->in_paragraph)
        parangon_buf_add(&cell->text, text, len);
}

/* What is shown behind the figures: " k€", "%", "". A sign such as "#" or "-" alone is no unit. */
static const char *unit_shown(const char *shown)
{
    const char *unit = shown;

    for (const char *at = shown; *at; at++) {
        if (isdigit((unsigned char)*at))
            unit = at + 1;
    }
    if (unit == shown || strlen(unit) > UNIT_MAX || strpbrk(unit, "#("))
        return "";
    const char *word = unit;
    while (*word && !isalpha((unsigned char)*word) && !((unsigned char)*word & 0x80) &&
           *word != '$' && *word != '%')
        word++;
    return *word ? unit : "";
}

/* "45 k€" may show 45000, divided by its format: fewer figures are shown than the number has. */
static bool is_scaled(const char *shown, double value)
{
    size_t figures = 0;
    size_t length = fabs(value) < 1 ? 1 : (size_t)log10(fabs(value)) + 1;

    for (; *shown; shown++)
        figures += isdigit((unsigned char)*shown) != 0;
    return figures < length;
}

static void end_number(struct ods_cell *cell)
{
    char *end;
    double value = strtod(cell->value, &end);
    char shown[SHOWN_MAX];

    if (!*cell->value || *end || !isfinite(value))
        return; /* what is shown must do */
    snprintf(shown, sizeof shown, "%s", parangon_buf_str(&cell->text));
    if (*shown && shown[0] != '#' && !strpbrk(shown, "0123456789"))
        return; /* a format that writes words: VRAI, oui; "###" is a column that is too narrow */
    const char *unit = cell->type == ODS_PERCENTAGE ? "%" : unit_shown(shown);
    if (*unit && cell->type != ODS_PERCENTAGE && is_scaled(shown, value))
        return;
    parangon_buf_reset(&cell->text);
    number_write_plain(&cell->text, cell->type == ODS_PERCENTAGE ? value * 100 : value);
    parangon_buf_puts(&cell->text, unit);
}

/* A format may show the year only, or the hour besides. */
static void end_date(struct ods_cell *cell)
{
    const char *time = strchr(cell->value, 'T');
    bool year = cell->text.len == 4 && strncmp(parangon_buf_str(&cell->text), cell->value, 4) == 0;
    size_t day = time ? (size_t)(time - cell->value) : strlen(cell->value);

    if (!*cell->value)
        return;
    bool hour = time && strlen(time) >= 6 && strncmp(time, "T00:00", 6) != 0 &&
                strchr(parangon_buf_str(&cell->text), ':');
    parangon_buf_reset(&cell->text);
    parangon_buf_add(&cell->text, cell->value, year ? 4 : day);
    if (hour && !year)
        parangon_buf_printf(&cell->text, " %.5s", time + 1);
}

void ods_cell_end(struct ods_cell *cell)
{
    switch (cell->type) {
    case ODS_NUMBER:
    case ODS_PERCENTAGE: end_number(cell); break;
    case ODS_DATE: end_date(cell); break;
    case ODS_BOOLEAN:
        if (*cell->value) {
            parangon_buf_reset(&cell->text);
            parangon_buf_puts(&cell->text, cell->value);
        }
        break;
    case ODS_TEXT: break;
    }
}

void ods_cell_clear(struct ods_cell *cell)
{
    parangon_buf_clear(&cell->text);
}
