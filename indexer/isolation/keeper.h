/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_ISOLATION_KEEPER_H
#define INDEXER_ISOLATION_KEEPER_H

/* A zygote (zygote.h) as its parent sees it: one worker at a time. */

#include "isolation.h"
#include "wire.h"

#include <sys/types.h>

struct keeper {
    int socket; /* -1 once the zygote is lost */
    pid_t zygote;
    bool busy; /* a worker was asked for, and its end was not heard */
};

enum parangon_code keeper_start(struct keeper *keeper, const struct isolation_options *options,
                                struct parangon_error *err);

/* Ends the worker too. */
void keeper_stop(struct keeper *keeper);

/* Has a worker read the file. `pipe_end`, from which its words come, is yours to close. The keeper
   that fails is lost or not. */
enum parangon_code keeper_ask(struct keeper *keeper, const struct isolation_file *file,
                              const struct isolation_limits *limits, size_t skip, int *pipe_end,
                              struct parangon_error *err);

/* Waits until the worker is gone. False when the zygote is gone as well, which loses it. */
bool keeper_hear_end(struct keeper *keeper, struct wire_answer *answer);

/* The same for a worker that is told to go. */
bool keeper_end(struct keeper *keeper, struct wire_answer *answer);

enum parangon_code keeper_lost(struct parangon_error *err);

#endif
