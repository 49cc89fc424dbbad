/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SERVE_ASSETS_H
#define QUERY_SERVE_ASSETS_H

/* The style, the script and the icon of the pages, part of the program. Their names hold a hash of
   what is in them, so that they may be kept for good. */

#include "routes.h"

const char *assets_style(void);
const char *assets_script(void);
const char *assets_icon(void);

route_fn assets_answer;

#endif
