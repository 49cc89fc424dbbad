/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_RANKED_H
#define QUERY_RANKED_H

/* A request read, matched and ranked, with all that an answer may want of it. Its parts point to one
   another: it stays where it is. */

#include "rank.h"

struct ranked {
    struct request request; /* with the filters that stood in its words */
    struct question *question;
    struct match match;
    struct ranking ranking;
};

/* Leaves `request` as it is. To be cleared whether it failed or not. */
enum parangon_code ranked_run(struct ranked *ranked, struct engine *engine,
                              const struct request *request, struct parangon_error *err);
void ranked_clear(struct ranked *ranked);

#endif
