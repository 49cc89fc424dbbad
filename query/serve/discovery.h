/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SERVE_DISCOVERY_H
#define QUERY_SERVE_DISCOVERY_H

/* What other software finds the service by: feeds, the description of its search, its pages. */

#include "routes.h"

/* The results of a question as an Atom feed (RFC 4287), the latest first. */
route_fn discovery_feed;

/* OpenSearch 1.1: browsers offer the search in their own box. */
route_fn discovery_opensearch;

/* Sitemap 0.9 of the records and the pages, and where it is. */
route_fn discovery_sitemap, discovery_robots;

/* The address that the public sees, without a final slash: as given, else by the Host of the
   request. Of the arena. */
const char *discovery_base(struct call *call);

#endif
