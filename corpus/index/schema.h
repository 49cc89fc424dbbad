/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CORPUS_INDEX_SCHEMA_H
#define CORPUS_INDEX_SCHEMA_H

/* Texts with a checksum in front, which is how parangon_writer_set stores them. */

#include "parangon/index.h"

/* Adds the text to `sealed` with its checksum in front. */
void seal_text(struct parangon_buf *sealed, const char *text, size_t len);

/* The text inside, `*len` becoming its length; NULL when the checksum does not hold. */
const char *unseal_text(const char *sealed, size_t *len);

/* The text that is stored under a key, yours, "" when there is none; PARANGON_DAMAGED when its
   checksum does not hold. */
enum parangon_code stored_text(xc_database *database, const char *key, char **text,
                               struct parangon_error *err);

#endif
