/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_ISOLATION_LANDLOCK_H
#define INDEXER_ISOLATION_LANDLOCK_H

/* Landlock (Linux 5.13): files that a process and its children may open, below given folders. The
   C library does not know its calls. */

#include <stdbool.h>

/* Rules by which files of the system may be read, and nothing written. A descriptor, -1 without
   Landlock. */
int landlock_readable(void);

/* Rules by which everything may be read and run, and files made below `folder` only. */
int landlock_writable(const char *folder);

/* Holds this process to the rules; false when they are -1 or refused. It needs no_new_privs. */
bool landlock_enter(int ruleset);

#endif
