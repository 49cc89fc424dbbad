/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SERVE_OPENAPI_H
#define QUERY_SERVE_OPENAPI_H

/* The description of the API, in OpenAPI 3.1: assets/openapi.json, with a parameter for each filter
   of the table of fields and with the schemas of query/schema. */

#include "routes.h"

route_fn openapi_answer;

#endif
