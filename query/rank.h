/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_RANK_H
#define QUERY_RANK_H

/* Ranking: which records match, and in which order. */

#include "match.h"

struct hit {
    uint32_t record;
    xc_docid document; /* its best passage */
    double words;      /* what the words of the question give */
    double phrase;     /* neighbouring words */
    double window;     /* its best window */
    double near;       /* words near one another */
    double size;       /* how well the population of its lead fits the question */
    double list;       /* what the score was multiplied by when the lists were merged */
    double score;      /* as shown; never rises down the list */
    long key;          /* what is sorted by before the score; 0 by relevance, and when unknown */
    bool own;          /* in a language of the question */
    bool capped;       /* moved behind the first ten: its lead had two there */
};

struct ranking {
    struct hit *hits; /* all records that match and pass the filters, the best first */
    size_t count;
    const char *match;         /* "all", "most" or "any" of the words */
    unsigned char *matches;    /* by record: holds the words, filters aside */
    unsigned char *failed;     /* by record: how many filters it fails */
    unsigned char *failed_one; /* by record: the number of the filter, when it fails one */
};

/* Which records each filter of the request lets pass, and which match. */
enum parangon_code rank_run(struct ranking *ranking, struct match *match,
                            struct parangon_error *err);
void rank_clear(struct ranking *ranking);

#endif
