/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_OFFICE_LOOSE_H
#define INDEXER_READERS_OFFICE_LOOSE_H

/* Labels and values outside of tables: « **Budget :** 45 000 € ». */

#include "office_writer.h"

/* Adds what the paragraph says, when it begins with a label, to the loose pairs of the writer. */
void office_take_loose(struct office_writer *writer, const struct office_block *block);

/* The bytes of the label with its colon at the beginning of a paragraph, or 0. */
size_t office_leading_label(const struct office_paragraph *paragraph);

#endif
