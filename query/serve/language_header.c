/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "language_header.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* "q=0.8" of one range, 1 without; read by hand, since strtod goes by the locale. */
static unsigned quality(const char *range, size_t len)
{
    const char *q = memchr(range, ';', len);
    unsigned value = 0, unit = 1000;

    if (!q)
        return 1000;
    for (q++; *q == ' '; q++)
        continue;
    if (strncasecmp(q, "q=", 2) != 0)
        return 1000;
    for (q += 2; (*q >= '0' && *q <= '9') || *q == '.'; q++) {
        if (*q == '.')
            continue;
        value += (unsigned)(*q - '0') * unit;
        unit /= 10;
    }
    return value > 1000 ? 1000 : value;
}

enum parangon_lang language_from_header(const char *header, enum parangon_lang otherwise)
{
    unsigned french = 0, english = 0;

    if (!header || !*header)
        return otherwise == PARANGON_EN ? PARANGON_EN : PARANGON_FR;
    while (*header) {
        size_t len = strcspn(header, ",");
        size_t space = strspn(header, " \t");

        if (space < len) {
            const char *range = header + space;
            unsigned value = quality(range, len - space);

            if (strncasecmp(range, "fr", 2) == 0 && value > french)
                french = value;
            else if (strncasecmp(range, "en", 2) == 0 && value > english)
                english = value;
        }
        header += len + (header[len] == ',');
    }
    return french > 0 && french >= english ? PARANGON_FR : PARANGON_EN;
}
