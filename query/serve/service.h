/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SERVE_SERVICE_H
#define QUERY_SERVE_SERVICE_H

/* What software that watches over the service asks. */

#include "routes.h"

route_fn service_health, service_metrics;

#endif
