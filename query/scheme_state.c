/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "scheme_state.h"

#include "parangon/json.h"
#include "parangon/values.h"

#include <stdbool.h>
#include <string.h>

/* Where a day lies to a date of the record. */
enum place {
    NO_DATE,    /* the record has none */
    UNREADABLE, /* it has words that are no single date */
    BEFORE,
    ON,     /* the very day */
    WITHIN, /* in the month or the year that is all that is known of the date */
    AFTER
};

static enum place place_of(const cJSON *record, const char *key, const char *day)
{
    enum {
        WHOLE_DATE = 10
    };
    const char *text = parangon_json_text(record, key);
    struct parangon_dates dates;
    struct parangon_error err;

    if (!text || parangon_value_is_missing(text))
        return NO_DATE;
    if (parangon_value_dates(text, &dates, &err) != PARANGON_OK || !*dates.date)
        return UNREADABLE;
    size_t len = strlen(dates.date);
    int order = strncmp(day, dates.date, len);
    if (order)
        return order < 0 ? BEFORE : AFTER;
    return len == WHOLE_DATE ? ON : WITHIN;
}

/* NULL when the dates do not tell. */
static const char *by_dates(const cJSON *record, const char *day)
{
    enum place opening = place_of(record, "opens", day), closing = place_of(record, "closes", day);

    if (closing == AFTER || opening == BEFORE)
        return "closed";
    bool opened = opening == NO_DATE || opening == ON || opening == AFTER;
    return opened && (closing == BEFORE || closing == ON) ? "open" : NULL;
}

struct scheme_state scheme_state_of(const cJSON *record, const char *day)
{
    const char *stated = parangon_json_text(record, "state");
    const char *told;

    if (stated && strcmp(stated, "unknown") != 0)
        return (struct scheme_state){stated, "record"};
    told = by_dates(record, day);
    return (struct scheme_state){told ? told : "unknown", told ? "dates" : NULL};
}
