/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_COMPARE_PEERS_H
#define QUERY_COMPARE_PEERS_H

/*
 * Who is compared with whom. Those that were asked for by name come first. Then, of all
 * authorities, those of which the base documents what is asked for (when something is), then those
 * of the size asked for, then the most similar. A city and its group are one peer: the more
 * similar of both, with the other beside it.
 */

#include "compare/authorities.h"
#include "compare/similarity.h"

struct peer {
    const struct authority *authority;
    struct similarity similarity;
    bool included;   /* by name */
    bool documented; /* what is asked for; any practice when nothing is */
    bool same_size;  /* as the place, or of the classes asked for */
};

struct peers {
    struct peer *items;
    size_t count;
    size_t same_size;  /* of them: documented, and of the size */
    size_t documented; /* of them */
};

/* The classes that are "the size": those of a filter, else the place's own. NULL after the last;
   at most SIZES_MAX. */
enum {
    SIZES_MAX = 16
};
void peers_sizes(const struct compare_request *compare, const struct parangon_place *place,
                 const char *sizes[SIZES_MAX + 1]);

/* PARANGON_USAGE or PARANGON_NOTHING for a name that leads to no one place. The place itself is
   among the authorities from here on. */
enum parangon_code peers_choose(struct authorities *authorities,
                                const struct compare_request *compare,
                                const struct parangon_place *place, struct peers *peers,
                                struct parangon_error *err);
void peers_clear(struct peers *peers);

#endif
