/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parangon/error.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct {
    int exit_status;
    const char *hint;
} codes[] = {
    [PARANGON_OK] = {0, NULL},
    [PARANGON_NOTHING] = {1, NULL},
    [PARANGON_USAGE] = {2, "see --help"},
    [PARANGON_REJECTED] = {3, "mend the lines named above and run again"},
    [PARANGON_NO_INDEX] = {4, "make the index with parangon-index SOURCE"},
    [PARANGON_LOCKED] = {5, "wait for the other parangon-index to end, then run again"},
    [PARANGON_DAMAGED] = {6, "rebuild with parangon-index --rebuild SOURCE"},
    [PARANGON_CHANGED] = {7, "the index is being written: try again"},
    [PARANGON_OVERTIME] = {7, "ask for fewer words, or again later"},
    [PARANGON_SYSTEM] = {7, NULL},
    [PARANGON_BUG] = {70, "this is a fault of the program: please report it"},
};

enum parangon_code parangon_error_set(struct parangon_error *err, enum parangon_code code,
                                      const char *format, ...)
{
    if (err) {
        va_list args;

        va_start(args, format);
        vsnprintf(err->message, sizeof err->message, format, args);
        va_end(args);
        err->code = code;
    }
    return code;
}

enum parangon_code parangon_error_prefix(struct parangon_error *err, enum parangon_code code,
                                         const char *format, ...)
{
    char context[sizeof err->message];
    char message[sizeof err->message];
    va_list args;

    if (!err)
        return code;
    va_start(args, format);
    vsnprintf(context, sizeof context, format, args);
    va_end(args);
    memcpy(message, err->message, sizeof message);
    int written = snprintf(err->message, sizeof err->message, "%s: %s", context, message);
    assert(written >= 0);
    (void)written; /* a message too long is cut, which leaves the outermost context */
    return code;
}

int parangon_error_exit_status(enum parangon_code code)
{
    return codes[code].exit_status;
}

const char *parangon_error_hint(enum parangon_code code)
{
    return codes[code].hint;
}
