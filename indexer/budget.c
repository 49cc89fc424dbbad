/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "budget.h"

#include <ctype.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define MIB ((size_t)1 << 20)

/* Measured: the vocabulary takes 36 MiB, and Xapian 12 times the text of a batch, the tables of
   words included that grow with it. */
#define BASE (40 * MIB)
#define TIMES 16

/* Enough for hundreds of sheets; a buffer that has just grown is twice as large. */
#define AHEAD_MOST (16 * MIB)

enum {
    LEAST_MIB = 48
};

static unsigned unit_shift(const char *unit)
{
    static const char letters[] = "KMGT";
    const char *letter = *unit ? strchr(letters, toupper((unsigned char)*unit)) : NULL;

    if (*unit == '\0')
        return 0;
    return letter && unit[1] == '\0' ? 10 * (unsigned)(letter - letters + 1) : UINT32_MAX;
}

enum parangon_code budget_parse(const char *text, size_t *bytes, struct parangon_error *err)
{
    char *unit = NULL;

    errno = 0;
    unsigned long long number = isdigit((unsigned char)*text) ? strtoull(text, &unit, 10) : 0;
    unsigned shift = unit ? unit_shift(unit) : UINT32_MAX;
    if (shift == UINT32_MAX || errno || number > SIZE_MAX >> shift)
        return parangon_error_set(err, PARANGON_USAGE,
                                  "--memory: \"%.40s\" is no size (64M, 1G, …)", text);
    if ((size_t)number << shift < LEAST_MIB * MIB)
        return parangon_error_set(err, PARANGON_USAGE,
                                  "--memory: %.40s is too little: at least %dM", text, LEAST_MIB);
    *bytes = (size_t)number << shift;
    return PARANGON_OK;
}

size_t budget_pending(size_t bytes)
{
    return bytes > BASE ? (bytes - BASE) / TIMES : MIB / 4;
}

size_t budget_ahead(size_t bytes)
{
    size_t share = bytes > BASE ? (bytes - BASE) / 4 : MIB;

    return share < AHEAD_MOST ? share : AHEAD_MOST;
}
