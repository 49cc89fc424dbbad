/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_ISOLATION_ZYGOTE_H
#define INDEXER_ISOLATION_ZYGOTE_H

/* The zygote: forks a worker for each request (wire.h), ends it when told, and says how it ended.
   It ends with the conversation, and its worker with it. */

#include "isolation.h"

_Noreturn void zygote_run(int socket, const struct isolation_options *options);

#endif
