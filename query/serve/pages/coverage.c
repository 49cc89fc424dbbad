/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the base holds and lacks. */
#include "pages.h"

#include "frame.h"

#include "../api.h"

#include "output/html.h"
#include "output/stats.h"

enum parangon_code page_coverage(struct call *call, struct parangon_error *err)
{
    const struct output_settings settings = frame_settings(call);
    const struct page_head head = {.title = page_string(PAGE_NAV_COVERAGE, settings.ui),
                                   .section = SECTION_COVERAGE};
    struct document document;
    cJSON *answer = NULL;
    enum parangon_code code = api_ask_coverage(call, &answer, err);

    if (code != PARANGON_OK)
        return code;
    document_stats(answer, &settings, &document);
    frame_open(call, &head);
    html_add_document(&document, &settings, &call->body);
    frame_close(call);
    document_clear(&document);
    cJSON_Delete(answer);
    return PARANGON_OK;
}
