/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_OFFICE_BOXES_H
#define INDEXER_READERS_OFFICE_BOXES_H

/* Boxes to check: « ☒ Eau ☐ Climat », « [x] water ». */

#include "office_lines.h"

/* What readers put for a box that is no letter in the document. */
#define OFFICE_BOX_CHECKED "\u2612"
#define OFFICE_BOX_EMPTY "\u2610"

bool office_boxes_in(const struct office_lines *lines);

/* Adds to `to` the options of `from` whose box is checked. */
void office_boxes_choose(const struct office_lines *from, struct office_lines *to);

#endif
