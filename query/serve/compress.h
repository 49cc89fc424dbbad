/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SERVE_COMPRESS_H
#define QUERY_SERVE_COMPRESS_H

#include "call.h"

/* Compresses the body of the reply where that makes it smaller. */
void compress_body(struct call *call);

#endif
