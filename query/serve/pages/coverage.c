/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the base holds and lacks. */
#include "pages.h"

#include "document_page.h"

#include "../asking.h"

enum parangon_code page_coverage(struct call *call, struct parangon_error *err)
{
    cJSON *answer = NULL;
    enum parangon_code code = asking_coverage(call, &answer, err);

    if (code != PARANGON_OK)
        return code;
    document_page_open(call, SECTION_COVERAGE, ANSWER_STATS, answer, NULL);
    document_page_add_exports(call, PAGE_DOWNLOAD_TABLE);
    frame_close(call);
    cJSON_Delete(answer);
    return PARANGON_OK;
}
