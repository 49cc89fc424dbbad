/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CORPUS_INDEX_READER_H
#define CORPUS_INDEX_READER_H

#include "parangon/index.h"

/* Opens one generation, current or not, as parangon_index_open does, its files compared with nothing.
   It cannot be refreshed. */
enum parangon_code reader_open_folder(const char *folder, struct parangon_index **index,
                                      struct parangon_error *err);

#endif
