/* SPDX-License-Identifier: GPL-2.0-or-later */

/* Throws on purpose, through the library's own fence. Part of the tests only. */

#ifndef XC_TESTS_INJECT_H
#define XC_TESTS_INJECT_H

#include "xapian-c.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What may be thrown beside the names of Xapian's classes. */
#define INJECT_NOTHING "nothing"
#define INJECT_NO_SPACE "disk full"
#define INJECT_NO_SPACE_IN_MESSAGE "disk full, told in the message only"
#define INJECT_REFUSAL "refusal"
#define INJECT_BAD_ALLOC "bad_alloc"
#define INJECT_STANDARD "standard"
#define INJECT_INTEGER "integer"
#define INJECT_LONG_MESSAGE "long message"
#define INJECT_UNKNOWN_CLASS "unknown class"

xc_status inject(const char *what, struct xc_error *err);

/* The same inside a writer's call; *spoilt is the writer's mark. */
xc_status inject_into_writer(const char *what, bool *spoilt, struct xc_error *err);

/* Asks for a block of memory larger than there can be. */
xc_status inject_huge_block(struct xc_error *err);

#ifdef __cplusplus
}
#endif

#endif
