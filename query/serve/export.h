/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SERVE_EXPORT_H
#define QUERY_SERVE_EXPORT_H

/* Answers to take away, in every format of the outputs: /export.csv?q=…, /export.odt?practice=ID,
   /export.xlsx?place=…, /export.csv?of=actors. */

#include "routes.h"

route_fn export_answer;

#endif
