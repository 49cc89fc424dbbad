/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CORPUS_TEXT_FOLD_H
#define CORPUS_TEXT_FOLD_H

#include <stddef.h>

/* What a character is to the cutter. */
enum character_class {
    CLASS_SEPARATOR,
    CLASS_LETTER,
    CLASS_DIGIT,
    CLASS_UNIT,       /* % and currency signs: tokens of their own */
    CLASS_APOSTROPHE, /* ' and its typographic relatives */
    CLASS_INVISIBLE   /* soft hyphen, joiners, marks: belong to the word around them */
};

enum character_class character_class(int character);
int character_is_upper(int character);

/* A space that French puts between the thousands of a number. */
int character_is_thin_space(int character);

/* Writes the folded form of a letter, digit or unit to `out` (room for FOLD_MAX bytes, not
   terminated) and returns its length, 0 when nothing is left of it. */
enum {
    FOLD_MAX = 72
};
size_t character_fold(int character, char out[FOLD_MAX]);

#endif
