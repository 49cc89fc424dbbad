/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Slips of typing: how far a word is from the one that was probably meant. */
#include "parangon/text.h"

#include <string.h>

enum {
    SLIP_MAX = 64 /* bytes: longer keys are not mistyped names */
};

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* How many bytes must be put in, taken out, replaced or swapped with their neighbour to turn one
   key into the other; no part is edited twice (optimal string alignment). */
static size_t edit_distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
    size_t rows[3][SLIP_MAX + 1];
    size_t *before = rows[0], *above = rows[1], *row = rows[2];

    for (size_t j = 0; j <= b_len; j++)
        row[j] = j;
    for (size_t i = 1; i <= a_len; i++) {
        size_t *oldest = before;

        before = above;
        above = row;
        row = oldest;
        row[0] = i;
        for (size_t j = 1; j <= b_len; j++) {
            row[j] = least(above[j - 1] + (a[i - 1] != b[j - 1]), least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
        }
    }
    return row[b_len];
}

/* Two letters are a slip, in a long name a third of it, but half of a short one is another word. */
static bool is_near(size_t distance, size_t len)
{
    return (distance <= 2 || distance <= len / 3) && distance * 2 < len;
}

size_t parangon_text_slip(const char *typed, const char *meant)
{
    size_t typed_len = strlen(typed), meant_len = strlen(meant);

    if (typed_len > SLIP_MAX || meant_len > SLIP_MAX)
        return PARANGON_SLIP_NONE;
    size_t distance = edit_distance(typed, typed_len, meant, meant_len);
    return is_near(distance, typed_len) ? distance : PARANGON_SLIP_NONE;
}
