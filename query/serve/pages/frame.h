/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SERVE_FRAME_H
#define QUERY_SERVE_FRAME_H

/* What stands around every page: head, navigation, foot. */

#include "../address.h"
#include "../html.h"
#include "page_strings.h"

#include "output/output.h"

enum section {
    SECTION_SEARCH,
    SECTION_THEMES,
    SECTION_COMPARE,
    SECTION_ACTORS,
    SECTION_COVERAGE,
    SECTION_ABOUT,
    SECTION_NONE
};

struct page_head {
    const char *title;    /* of the page; the name of the site follows */
    enum section section; /* marked in the navigation */
    const char *markup;   /* more for the head, trusted; or NULL */
};

/* From <!doctype> to the opening of <main>. */
void frame_open(struct call *call, const struct page_head *head);
void frame_close(struct call *call);

/* How the outputs' words are to be set on this page. */
struct output_settings frame_settings(const struct call *call);

#endif
