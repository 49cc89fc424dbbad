/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_LIMITS_H
#define INDEXER_READERS_LIMITS_H

/* What a file may cost, wherever that is not the business of a single reader. All of it is far more
   than sheets, reports and their archives need. */

#include <stddef.h>

/* A whole file is held in memory up to this size, a line of JSONL up to the next one. */
#define READER_FILE_MAX ((size_t)64 << 20)
#define READER_LINE_MAX ((size_t)16 << 20)

enum {
    /* Archives and messages may stand in each other this deep, archives alone less deep. */
    READER_DEPTH_MAX = 3,
    ARCHIVE_DEPTH_MAX = 2,

    ARCHIVE_MEMBERS_MAX = 10000,
    ARCHIVE_TOTAL_MAX_MIB = 1024, /* of all members, unpacked */
    /* A bomb unpacks to thousands of times its size, the dullest text to less than this. */
    ARCHIVE_RATIO_MAX = 200,
    ARCHIVE_RATIO_FROM_MIB = 10,

    /* One file in a worker. */
    WORKER_SILENCE_SECONDS = 120,
    WORKER_TOTAL_SECONDS = 600,
    WORKER_CPU_SECONDS = 60,
    WORKER_MEMORY_MIB = 512,
    WORKER_ANSWER_MIB = 256,
    WORKER_LINE_MIB = 80, /* one version: the largest text file, with its escapes */
    WORKER_VERSIONS = 1000000,
    WORKER_ARCHIVE_PATIENCE = 5, /* an archive has this many times the seconds */
    WORKERS_MAX = 20,            /* for an archive, one after each member that a worker died over */

    /* One program that converts a file. */
    CONVERTER_SECONDS = 120,
    CONVERTER_MEMORY_MIB = 2048,
    CONVERTER_FILE_MIB = 256,
    OCR_PAGES_MAX = 500,
    /* Scans in an archive or a message come out of the worker to be read, in base64. */
    OCR_MEMBER_MAX_MIB = 48,
    OCR_MEMBERS_MAX_MIB = 128
};

#endif
