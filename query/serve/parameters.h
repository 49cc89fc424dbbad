/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SERVE_PARAMETERS_H
#define QUERY_SERVE_PARAMETERS_H

/* Parameters of an address turned into the request that the command line makes of its options.
   They bear the names of the options; the words are "q", the results of a page "n". */

#include "call.h"
#include "request.h"

/* Fills a request that was initialised. `others` are the names, ending with NULL, of parameters that
   the caller reads itself: any that is unknown then is refused, as for a program. NULL: unknown ones
   are passed over, as for a page, to which others add theirs. */
enum parangon_code parameters_read(const struct call *call, const char *const others[],
                                   struct request *request, struct parangon_error *err);

/* For `others`: none. */
extern const char *const parameters_none[];

#endif
