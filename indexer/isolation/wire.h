/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_ISOLATION_WIRE_H
#define INDEXER_ISOLATION_WIRE_H

/*
 * What the parent and the zygote say to each other: packets on a socket.
 *
 * The parent asks for a file to be read (READ, with two descriptors) or for the worker to be ended
 * (END). Each READ has one answer, when its worker is gone. An END that comes too late is ignored.
 */

#include <stdbool.h>
#include <stddef.h>

enum {
    WIRE_NAME_MAX = 16 * 1024
};

enum wire_kind {
    WIRE_READ,
    WIRE_END
};

struct wire_request {
    enum wire_kind kind;
    unsigned cpu_seconds;
    size_t skip; /* members, as in struct reader_source */
    bool scans;  /* are wanted, as in struct isolation_file */
    char format[32];
    char name[WIRE_NAME_MAX];
};

struct wire_answer {
    int trouble; /* errno when no worker could be had */
    int status;  /* as from wait() */
    long peak;   /* most memory in use, in KiB */
};

/* The descriptors that travel with a READ. */
enum {
    WIRE_FILE,
    WIRE_PIPE,
    WIRE_COUNT
};

/* `descriptors` is NULL with an END. False when the other side is gone. */
bool wire_send_request(int socket, const struct wire_request *request, const int *descriptors);

/* False at the end of the conversation. `descriptors` become the caller's, -1 where there are
   none. */
bool wire_receive_request(int socket, struct wire_request *request, int descriptors[WIRE_COUNT]);

#endif
