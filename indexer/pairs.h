/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_PAIRS_H
#define INDEXER_PAIRS_H

/*
 * Pairs: Fiche_FR.docx and Fiche_EN.docx, or Fiche.docx and Fiche_EN.docx, are two versions of the
 * record "Fiche". A name alone is not certain: both files must be there, and each must be in the
 * language that its name says. Otherwise each is a record of its own, under its whole name.
 */

#include "spool.h"

/* Call it when all is read and no duplicate is left: of two files in one language only the first
   would be joined. */
void pairs_join(struct spool *spool);

#endif
