/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_REVIEW_H
#define QUERY_REVIEW_H

/* Records that want another look, and why. */

#include "engine.h"

/* Bits of a set of reasons, in the order in which they are told. */
enum review_reason {
    REVIEW_OLD,       /* last verified, or else reported, before a day */
    REVIEW_UNCHECKED, /* never verified since it was written */
    REVIEW_NO_THEME,  /* none is given; themes found in the text are no answer */
    REVIEW_NO_SUMMARY,
    REVIEW_NO_SOURCE,
    REVIEW_ONE_LANGUAGE,
    /* Only of practices: a network or a fact sheet has no lead and no stage. */
    REVIEW_NO_LEAD,
    REVIEW_NO_YEAR, /* neither of the action nor of a report */
    REVIEW_NO_STAGE,
    REVIEW_NO_EVIDENCE,
    REVIEW_ANNOUNCED, /* evidence 0: an announcement */
    REVIEW_REASON_COUNT
};
#define REVIEW_ALL ((1u << REVIEW_REASON_COUNT) - 1)

struct review_request {
    const char *before;    /* YYYY-MM-DD: what was last looked at before is old */
    unsigned reasons;      /* of the list: any of these bits; the counts are of all */
    size_t offset, count;  /* of the list; nothing is listed for 0 */
    enum parangon_lang ui; /* of the titles */
};

/* The code of a reason, as in answers. */
const char *review_code(enum review_reason reason);

/* The bit of a reason by its code; 0 when there is none such. */
unsigned review_named(const char *code);

/* The reasons for one record as it is stored. */
unsigned review_record(const cJSON *record, const char *before);

/* Reads the records that `selected` says and adds to the answer "to_review", "review_reasons" and,
   when something is to be listed, "review", "review_total" and "offset". */
enum parangon_code review_run(struct engine *engine, const unsigned char *selected,
                              const struct review_request *request, cJSON *answer,
                              struct parangon_error *err);

#endif
