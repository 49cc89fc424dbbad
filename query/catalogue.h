/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_CATALOGUE_H
#define QUERY_CATALOGUE_H
struct catalogue;
void catalogue_free(struct catalogue *catalogue);
#endif
