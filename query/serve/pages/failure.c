/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages.h"

#include "frame.h"

/* Messages of the program are in English; the page says in the reader's language what it can. */
static const char *in_words(enum parangon_code code, enum parangon_lang ui)
{
    switch (call_status(code)) {
    case 404: return page_string(PAGE_ERROR_NOT_FOUND, ui);
    case 503: return page_string(PAGE_ERROR_BUSY, ui);
    default: return page_string(PAGE_ERROR, ui);
    }
}

void page_failure(struct call *call, enum parangon_code code, const char *message)
{
    enum parangon_lang ui = call_language(call);
    const char *words = in_words(code, ui);
    const struct page_head head = {.title = words, .section = SECTION_NONE};
    struct address home;

    frame_open(call, &head);
    address_to(call, "/", &home);
    html_add(&call->body, "<h1>%s</h1>\n<p lang=\"en\">%s</p>\n<p><a href=\"%s\">%s</a></p>\n",
             words, message, address_print(&home), page_string(PAGE_BACK, ui));
    frame_close(call);
}
