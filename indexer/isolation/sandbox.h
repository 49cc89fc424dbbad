/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_ISOLATION_SANDBOX_H
#define INDEXER_ISOLATION_SANDBOX_H

/*
 * The sandbox of a worker: what a process that parses hostile bytes cannot do any more.
 *
 * - Limits of the kernel: address space, time of computing, no byte into a file, few descriptors,
 *   no process, no core.
 * - Run by root, it goes on as nobody.
 * - System calls: a list of those allowed, about eighty, and everything else refused with EPERM.
 *   A list of those forbidden would have to grow with every kernel; with this one, what nobody
 *   thought of is refused. A refusal is an error and not the end, because libraries try harmless
 *   things (a socket to a name server, a thread) and go on without; only what no reader ever does
 *   (execve, ptrace, loading modules) ends the process at once and is reported.
 * - Files: opening for reading only, and with Landlock only below the folders of the system in
 *   which libraries keep their data (character tables, fonts): no mail, no key, no other source.
 *
 * Where the kernel has no seccomp or no Landlock, the rest holds all the same.
 */

#include <stddef.h>

/* The address sanitizer reserves terabytes, and its reports need /proc and standard error. */
#if defined(__SANITIZE_ADDRESS__)
#define SANDBOX_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANDBOX_SANITIZED 1
#endif
#endif
#ifndef SANDBOX_SANITIZED
#define SANDBOX_SANITIZED 0
#endif

struct sock_filter;

/* What is the same for all workers, prepared once. */
struct sandbox {
    struct sock_filter *filter; /* NULL without seccomp */
    unsigned short filter_len;
    int ruleset; /* of Landlock, -1 without */
};

void sandbox_prepare(struct sandbox *sandbox);

/* Irrevocably, for this process. Returns what is missing of the sandbox, or NULL. */
const char *sandbox_enter(const struct sandbox *sandbox, size_t memory, unsigned cpu_seconds);

#endif
