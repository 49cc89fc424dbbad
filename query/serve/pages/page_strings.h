/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SERVE_PAGE_STRINGS_H
#define QUERY_SERVE_PAGE_STRINGS_H

/* The words of the pages in both languages, in one table. Static storage; any thread. "{}" stands
   where a value goes. */

#include "parangon/memory.h"
#include "parangon/text.h"

enum page_string {
    PAGE_SITE,
    PAGE_SLOGAN,
    PAGE_SKIP,
    PAGE_NAVIGATION,
    PAGE_NAV_SEARCH,
    PAGE_NAV_THEMES,
    PAGE_NAV_COMPARE,
    PAGE_NAV_ACTORS,
    PAGE_NAV_COVERAGE,
    PAGE_NAV_ABOUT,
    PAGE_OTHER_LANGUAGE,
    PAGE_FOOTER,
    PAGE_QUESTION,
    PAGE_QUESTION_HINT,
    PAGE_SEARCH,
    PAGE_FILTERS,
    PAGE_APPLY,
    PAGE_CHOSEN,
    PAGE_REMOVE,
    PAGE_REMOVE_ALL,
    PAGE_SORT,
    PAGE_SORT_RELEVANCE,
    PAGE_SORT_DATE,
    PAGE_SORT_POPULATION,
    PAGE_SORT_EVIDENCE,
    PAGE_RESULTS,
    PAGE_RESULTS_NONE,
    PAGE_RESULTS_ONE,
    PAGE_RESULTS_MANY,
    PAGE_RESULTS_RANGE,
    PAGE_BASE_ALL,
    PAGE_PAGES,
    PAGE_PREVIOUS,
    PAGE_NEXT,
    PAGE_NUMBER,
    PAGE_ALSO_FRENCH,
    PAGE_ALSO_ENGLISH,
    PAGE_IN_FRENCH,
    PAGE_IN_ENGLISH,
    PAGE_WHY,
    PAGE_EXPANDED,
    PAGE_SELECT,
    PAGE_COMPARE_SELECTED,
    PAGE_DOWNLOAD,
    PAGE_FEED,
    PAGE_NOTE,
    PAGE_SOURCE,
    PAGE_SUMMARY,
    PAGE_FACTS,
    PAGE_SIMILAR,
    PAGE_COMPARE_PLACE,
    PAGE_BACK,
    PAGE_EXAMPLES,
    PAGE_EMPTY_WORDS,
    PAGE_EMPTY_FILTERS,
    PAGE_EMPTY_WITHOUT,
    PAGE_EMPTY_THEMES,
    PAGE_EMPTY_NEAR,
    PAGE_CORRECTED,
    PAGE_MEANT,
    PAGE_THEMES_TITLE,
    PAGE_THEMES_INTRO,
    PAGE_PRACTICES_ONE,
    PAGE_PRACTICES_MANY,
    PAGE_YEARS,
    PAGE_ERROR,
    PAGE_ERROR_NOT_FOUND,
    PAGE_ERROR_BUSY,
    PAGE_MORE,
    PAGE_ABOUT_TITLE,
    PAGE_COMPARE_TITLE,
    PAGE_COMPARE_INTRO,
    PAGE_COMPARE_LABEL,
    PAGE_COMPARE_HINT,
    PAGE_COMPARE_THEME,
    PAGE_COMPARE_ALL_THEMES,
    PAGE_COMPARE_GO,
    PAGE_COMPARE_OTHER,
    PAGE_COMPARE_UNKNOWN,
    PAGE_COMPARE_SEVERAL,
    PAGE_COMPARE_DOWNLOAD,
    PAGE_STRING_COUNT
};

const char *page_string(enum page_string id, enum parangon_lang ui);

/* Adds the string, `value` in the place of "{}": plain text, not yet escaped. */
void page_string_add(struct parangon_buf *out, enum page_string id, enum parangon_lang ui,
                     const char *value);

#endif
