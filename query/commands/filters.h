/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_COMMANDS_FILTERS_H
#define QUERY_COMMANDS_FILTERS_H

/* The options that restrict which records are looked at, alike in all commands that have them. */

#include "command.h"

/* Rows for these options; they follow the common ones in the table of a command. */
enum {
    FILTER_THEME = COMMON_COUNT,
    FILTER_COUNTRY,
    FILTER_LEAD,
    FILTER_KIND,
    FILTER_LANG,
    FILTER_SDG,
    FILTER_SCHEME,
    FILTER_NETWORK,
    FILTER_ACTION,
    FILTER_CLASS,
    FILTER_REGION,
    FILTER_YEAR,
    FILTER_EVIDENCE,
    FILTER_POPULATION,
    FILTER_AMOUNT,
    FILTER_FREE,
    FILTER_COUNT
};
#define FILTER_OPTIONS                                                                             \
    [FILTER_THEME] = {"theme", 0, "T", "theme: id, label or any of its words"},                    \
    [FILTER_COUNTRY] = {"country", 0, "CC", "country of a partner: code or name"},                 \
    [FILTER_LEAD] = {"lead", 0, "NAME", "leading authority: name or code"},                        \
    [FILTER_KIND] = {"kind", 0, "K", "practice, fact-sheet, scheme, network, event …"},            \
    [FILTER_LANG] = {"lang", 0, "L", "records written in fr or en"},                               \
    [FILTER_SDG] = {"sdg", 0, "N", "Sustainable Development Goal, 1 to 17"},                       \
    [FILTER_SCHEME] = {"scheme", 0, "ID", "funding scheme"},                                       \
    [FILTER_NETWORK] = {"network", 0, "ID", "network or body taking part"},                        \
    [FILTER_ACTION] = {"action", 0, "ID", "form of action"},                                       \
    [FILTER_CLASS] = {"class", 0, "ID", "size class, as commune-100-200"},                         \
    [FILTER_REGION] = {"region", 0, "R", "region: reg:44 or its name"},                            \
    [FILTER_YEAR] = {"year", 0, "A..B", "years that the action overlaps"},                         \
    [FILTER_EVIDENCE] = {"evidence", 0, "N", "evidence of at least N, 0 to 4"},                    \
    [FILTER_POPULATION] = {"population", 0, "A..B", "population of the lead, as 100k..200k"},      \
    [FILTER_AMOUNT] = {"amount", 0, "A..B", "amount in euros, as 10k.."},                          \
    [FILTER_FREE] = {"filter", 0, "FIELD=VALUE", "any field that can be filtered"}

enum {
    FILTERS_MAX = 64
};

/* As given, kept until the index is open, whose vocabulary they are looked up in. A zeroed one is
   empty and valid. Names and values are borrowed, but for what `arena` holds. */
struct filters {
    const char *names[FILTERS_MAX], *values[FILTERS_MAX];
    size_t count;
};

/* Takes one of the options above. */
enum parangon_code filters_set(struct filters *filters, struct parangon_arena *arena,
                               const struct parangon_option *options, int option, const char *value,
                               struct parangon_error *err);

/* Adds them to a request. */
enum parangon_code filters_apply(const struct filters *filters, const struct engine *engine,
                                 struct request *request, struct parangon_error *err);

#endif
