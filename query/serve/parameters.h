/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SERVE_PARAMETERS_H
#define QUERY_SERVE_PARAMETERS_H

/* Parameters of an address turned into the request that the command line makes of its options.
   They bear the names of the options; the words are "q", the results of a page "n". */

#include "call.h"
#include "request.h"

/* Fills a request that was initialised. A parameter that is unknown is refused when `strict`, as
   for a program, and passed over for a page, to which others add theirs. */
enum parangon_code parameters_read(const struct call *call, bool strict, struct request *request,
                                   struct parangon_error *err);

#endif
