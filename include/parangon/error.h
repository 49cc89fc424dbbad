/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PARANGON_ERROR_H
#define PARANGON_ERROR_H

/*
 * Errors: a code that a caller can act on, and one line for a person.
 *
 * A function that can fail returns a code and takes a caller-owned error as its last argument,
 * which may be NULL. The error is written on failure only. A message reads "thing: where: why",
 * lower case, without a full stop; callers add their context in front on the way up.
 */

#ifdef __cplusplus
extern "C" {
#endif

enum parangon_code {
    PARANGON_OK = 0,   /* found, done */
    PARANGON_NOTHING,  /* nothing found: not a failure */
    PARANGON_USAGE,    /* the caller asked for something that does not exist or is malformed */
    PARANGON_REJECTED, /* some input was refused */
    PARANGON_NO_INDEX, /* no index there, or one made by another version */
    PARANGON_LOCKED,   /* another writer holds the index */
    PARANGON_DAMAGED,  /* the index is damaged */
    PARANGON_CHANGED,  /* the index moved on under its reader: refresh it and ask again */
    PARANGON_OVERTIME, /* it took longer than it may */
    PARANGON_SYSTEM,   /* the system refused: disk full, permission, output */
    PARANGON_BUG       /* a fault of this program */
};

struct parangon_error {
    enum parangon_code code;
    char message[1024];
};

#if defined(__GNUC__)
#define PARANGON_PRINTF(string, first)                                                             \
    __attribute__((__format__(__printf__, string, first), __nonnull__(string)))
#else
#define PARANGON_PRINTF(string, first)
#endif

/* Fills `err` (when not NULL) and returns `code`, so that a failure is one return statement. */
enum parangon_code parangon_error_set(struct parangon_error *err, enum parangon_code code,
                                      const char *format, ...) PARANGON_PRINTF(3, 4);

/* Puts the formatted words and ": " in front of the message of `err` (when not NULL), and returns
   `code`, which the failure had. */
enum parangon_code parangon_error_prefix(struct parangon_error *err, enum parangon_code code,
                                         const char *format, ...) PARANGON_PRINTF(3, 4);

/* The exit status that a program ends with for `code`. */
int parangon_error_exit_status(enum parangon_code code);

/* What a person can do about `code`, or NULL when the message says it all. Static storage. */
const char *parangon_error_hint(enum parangon_code code);

#ifdef __cplusplus
}
#endif

#endif
