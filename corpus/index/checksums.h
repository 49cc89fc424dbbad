/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CORPUS_INDEX_CHECKSUMS_H
#define CORPUS_INDEX_CHECKSUMS_H

/*
 * The checksums of a generation, in its file "checksums".
 *
 * They are either "whole": sizes and sums of all files of the generation, which then differ from
 * the files only by damage; or "open": a writer has begun to change the files, so that nothing can
 * be compared. A writer opens them, durably, before it changes anything, and makes them whole again
 * once all is committed. Open without a writer at work means that a run was killed.
 */

#include "parangon/error.h"

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CHECKSUMS_NAME "checksums"

enum {
    CHECKSUMS_FILES_MAX = 16,
    CHECKSUMS_NAME_MAX = 63
};

struct checksums {
    bool open;
    size_t count;
    struct checksums_file {
        char name[CHECKSUMS_NAME_MAX + 1];
        uint64_t size, sum;
    } files[CHECKSUMS_FILES_MAX];
};

/* PARANGON_DAMAGED when they are missing or do not hold themselves. */
enum parangon_code checksums_read(const char *folder, struct checksums *sums,
                                  struct parangon_error *err);

/* Says, durably, that the files are going to change. */
enum parangon_code checksums_open(const char *folder, struct parangon_error *err);

/* Puts every file of the folder on the disk, then their sums: a sum never stands there before what
   it was made of. Every step is durable at the return. */
enum parangon_code checksums_close(const char *folder, struct parangon_error *err);

/* Compares the sizes of all files, and the content of those of at most `bytes` in all, beginning
   with the smallest; UINT64_MAX for all. PARANGON_DAMAGED at the first that differs. */
enum parangon_code checksums_compare(const char *folder, const struct checksums *sums,
                                     uint64_t bytes, struct parangon_error *err);

/* How many bytes the files have now, compared with nothing. */
uint64_t checksums_bytes(const char *folder);

/* The same for one file, whole. */
enum parangon_code checksums_compare_file(const char *folder, const struct checksums_file *file,
                                          struct parangon_error *err);

#endif
