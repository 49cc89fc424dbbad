/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_DUPLICATES_H
#define INDEXER_DUPLICATES_H

/*
 * Duplicates: the same sheet in several files of a source, as DOCX and as PDF, in versions or as a
 * copy in another folder. They are told by their text, and one of them is kept.
 *
 * Only versions that are all that is in a file, and whose id was made from its name, are looked at:
 * rows of tables, JSON lines and records with an id of their own repeat texts on purpose. Versions
 * of different languages or sources are never duplicates.
 */

#include "report.h"
#include "source.h"
#include "spool.h"

#include "parangon/index.h"

/* Leaves out the duplicates of the spool and adds them to what is left out of their sources; says
   and counts all of that. Then refuses what stands under an id that another file has, without being
   the same sheet. */
void duplicates_leave_out(struct spool *spool, struct source *sources, size_t source_count,
                          struct report *report);

#endif
