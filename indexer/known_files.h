/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_KNOWN_FILES_H
#define INDEXER_KNOWN_FILES_H

/*
 * Known files: what each file of a source was when it was last read, kept in the index and written
 * in the last commit of a run, so that a run that was killed is simply done again.
 *
 * A file that has the size and the time, or else the bytes, that it had is not read, unless
 *   - a part of it was rejected, which is said again;
 *   - it shares a record with a file that is read, or with one that is gone: the record is made
 *     of both;
 *   - it was left out for such a file as a duplicate, or such a file for it;
 *   - records are to be pruned and it was read since the last time, when records that it holds no
 *     more may have stayed.
 */

#include "source.h"

#include "parangon/index.h"

#include <stdbool.h>
#include <stdint.h>

struct known_files;

/* What the index knows of the source. When that was under another `stamp`, the files have to be
   read again, and only which ones share records is taken over. Never NULL. */
struct known_files *known_files_open(struct parangon_writer *writer, const char *source,
                                     uint64_t stamp);
void known_files_close(struct known_files *known);

/* Marks the files of the source that need not be read as `unread`, with the number of records that
   they gave. */
void known_files_compare(struct known_files *known, struct source *source, bool prune);

/* Says that two files, by their numbers in the source, share a record: either is read when the
   other one is. Call known_files_spread when all is said, or when a file is unread no more: true
   when another file that was left unread is to be read now. */
void known_files_join(struct known_files *known, size_t file, size_t other);
bool known_files_spread(struct known_files *known, struct source *source);

/* Whether a file is what it was when it was read as a whole and nothing of it was left out: then it
   is known what it shares with others that are what they were. */
bool known_files_is_settled(const struct known_files *known, size_t file);

/* What was left out when the files were last read; SIZE_MAX is the number of a file that is gone. */
const struct left_out_list *known_files_left_out(const struct known_files *known);

/* Adds to what is left out of the source what was left out of its unread files. */
void known_files_recall(const struct known_files *known, struct source *source);

/* Keeps what the files are now. Changes nothing when they are what they were. `pruned` says that
   the index holds nothing more of what files held before. */
enum parangon_code known_files_save(struct known_files *known, const struct source *source,
                                    bool pruned, struct parangon_error *err);

/* Has all files of a source read at its next run. */
enum parangon_code known_files_forget(struct parangon_writer *writer, const char *source,
                                      struct parangon_error *err);

#endif
