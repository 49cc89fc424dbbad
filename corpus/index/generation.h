/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CORPUS_INDEX_GENERATION_H
#define CORPUS_INDEX_GENERATION_H

/* The folder of an index: its lock, its generations, and which one is current. */

#include "parangon/error.h"

#include <stdbool.h>
#include <stddef.h>

/* Metadata keys of the stamps, and what they must say. */
#define KEY_FORMAT "parangon.format"
#define KEY_ANALYSIS "parangon.analysis"
#define KEY_CANARY "parangon.canary"
#define KEY_NEXT_RECORD "parangon.next-record"

/* The number of the current generation; 0 when there is none (PARANGON_OK). */
enum parangon_code generation_current(const char *dir, unsigned *number,
                                      struct parangon_error *err);

/* The path of a generation; yours to free. */
char *generation_path(const char *dir, unsigned number);

/* The path of a file in a folder; yours to free. */
char *generation_file(const char *folder, const char *name);

/* Calls `each` for every generation that is there, current or not, in no order. */
typedef void generation_fn(void *context, unsigned number);
void generation_each(const char *dir, generation_fn *each, void *context);

/* The largest number of all; 0 when there is none. */
unsigned generation_highest(const char *dir);

/* Puts a file or what a folder lists on the disk; false with errno set. */
bool generation_sync(const char *path);

/* Replaces a file in one step, durable at the return. */
enum parangon_code generation_replace_file(const char *folder, const char *name, const char *bytes,
                                           size_t len, struct parangon_error *err);

/* Makes the folder (and its parents) if need be and takes the lock; `*lock` is closed to end it. */
enum parangon_code generation_lock(const char *dir, int *lock, struct parangon_error *err);

/* Makes `number`, whose files are on the disk, the current generation, durably; then removes those
   before the previous one. */
enum parangon_code generation_publish(const char *dir, unsigned number, struct parangon_error *err);

/* Removes what killed runs have left: generations newer than the current one. */
void generation_remove_left_over(const char *dir, unsigned current);

/* Removes a generation that nobody reads, if it is there. */
void generation_remove(const char *dir, unsigned number);

/* Stems of words that tell one version of libstemmer from another; yours to free. */
char *generation_canary(void);

#endif
