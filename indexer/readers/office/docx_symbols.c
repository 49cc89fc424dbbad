/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "docx_symbols.h"

#include "office_boxes.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

/* By the position in the font; documents have it in the area for private use as well. */
static const struct {
    unsigned char code;
    const char *text;
} symbols[] = {
    {0x6F, OFFICE_BOX_EMPTY},   {0x70, OFFICE_BOX_EMPTY},
    {0x71, OFFICE_BOX_EMPTY},   {0x72, OFFICE_BOX_EMPTY},
    {0xA3, OFFICE_BOX_EMPTY}, /* Wingdings 2 */
    {0xA8, OFFICE_BOX_EMPTY},   {0x78, OFFICE_BOX_CHECKED},
    {0x52, OFFICE_BOX_CHECKED}, /* Wingdings 2 */
    {0x53, OFFICE_BOX_CHECKED}, /* Wingdings 2 */
    {0xFD, OFFICE_BOX_CHECKED}, {0xFE, OFFICE_BOX_CHECKED},
    {0xFB, "\u2717"},           {0xFC, "\u2713"},
    {0xE0, "\u2192"},           {0xE8, "\u2192"},
    {0xF0, "\u2192"},
};

bool docx_is_symbol_font(const char *font)
{
    return font && strncasecmp(font, "Wingdings", 9) == 0;
}

const char *docx_symbol(unsigned code)
{
    if (code >= 0xF000 && code <= 0xF0FF)
        code -= 0xF000;
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
        if (symbols[i].code == code)
            return symbols[i].text;
    }
    return "";
}
