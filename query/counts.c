/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "counts.h"

#include <limits.h>
#include <stdlib.h>
#include <time.h>

enum {
    YEARS = 4000,
    DECADE = 10
};

bool counted_has(const struct counted *counted, uint32_t record)
{
    const struct ranking *ranking = counted->ranking;

    return ranking->matches[record] &&
           (ranking->failed[record] == 0 ||
            (ranking->failed[record] == 1 && ranking->failed_one[record] == counted->own));
}

void counts_add(struct counts *counts, const char *value, struct count count)
{
    if (counts->count == counts->cap) {
        counts->cap = counts->cap ? counts->cap * 2 : 32;
        counts->values = parangon_realloc(counts->values, counts->cap, sizeof *counts->values);
    }
    count.value = parangon_strdup(value);
    counts->values[counts->count++] = count;
}

void counts_clear(struct counts *counts)
{
    for (size_t i = 0; i < counts->count; i++)
        free(counts->values[i].value);
    free(counts->values);
    *counts = (struct counts){0};
}

/* ---- Quantities ---- */

/* Whether the request chose a range: a year within it, or the very bucket. */
static bool is_chosen(const struct counted *counted, const struct span *span)
{
    const struct filter *filter =
        counted->own == SIZE_MAX ? NULL : &counted->match->request->filters[counted->own];

    for (size_t i = 0; filter && i < filter->count; i++) {
        const struct span *chosen = &filter->spans[i];
        bool year = span->first == span->last;

        if (year ? chosen->first <= span->first && chosen->last >= span->last
                 : chosen->first == span->first && chosen->last == span->last)
            return true;
    }
    return false;
}

static void add_span(const struct counted *counted, struct counts *counts, struct span span,
                     size_t count)
{
    struct parangon_buf value = {0};
    bool chosen = is_chosen(counted, &span);

    quantity_write(&value, &span);
    if (count || chosen)
        counts_add(
            counts, parangon_buf_str(&value),
            (struct count){.record = UINT32_MAX, .count = count, .selected = chosen, .span = span});
    parangon_buf_clear(&value);
}

static void count_buckets(const struct counted *counted, const struct parangon_record_key *keys,
                          struct counts *counts)
{
    const struct span *buckets;
    size_t count = quantity_buckets(counted->facet->quantity, &buckets);
    size_t *found = parangon_calloc(count, sizeof *found);

    for (uint32_t i = 0; i < counted->match->engine->records; i++) {
        for (size_t b = 0; counted_has(counted, i) && b < count; b++)
            found[b] += quantity_within(counted->facet->quantity, &keys[i], &buckets[b]);
    }
    for (size_t b = 0; b < count; b++)
        add_span(counted, counts, buckets[b], found[b]);
    free(found);
}

static int this_year(void)
{
    time_t now = time(NULL);
    struct tm today;

    gmtime_r(&now, &today);
    return today.tm_year + 1900;
}

/* How many records each year, or decade, is one of, and which are worth showing. */
struct calendar {
    long *change; /* begins minus ends: their sum up to a year is its count */
    bool *shown;
    int step;
};

static void enter(struct calendar *calendar, const struct parangon_record_key *key, int now)
{
    bool ends = key->last != INT_MAX;
    int first = key->first / calendar->step, last = (ends ? key->last : now) / calendar->step;

    if (!key->first || key->first >= YEARS || (ends && (key->last >= YEARS || last < first)))
        return;
    calendar->change[first]++;
    if (ends)
        calendar->change[last + 1]--;
    calendar->shown[first] = true;
    calendar->shown[last < first ? first : last] = true;
    for (int decade = first; calendar->step > 1 && decade < last; decade++)
        calendar->shown[decade] = true;
}

static void count_calendar(const struct counted *counted, const struct parangon_record_key *keys,
                           struct counts *counts)
{
    struct calendar calendar = {.change = parangon_calloc(YEARS + 1, sizeof(long)),
                                .shown = parangon_calloc(YEARS + 1, sizeof(bool)),
                                .step = counted->facet->decades ? DECADE : 1};
    int now = this_year(), years = YEARS / calendar.step;
    long cover = 0;

    for (uint32_t i = 0; i < counted->match->engine->records; i++) {
        if (counted_has(counted, i))
            enter(&calendar, &keys[i], now);
    }
    for (int year = 0; year < years; year++)
        cover += calendar.change[year];
    for (int year = years - 1; year > 0; year--) {
        int64_t first = (int64_t)year * calendar.step;
        struct span span = {first, first + calendar.step - 1};

        if (calendar.shown[year])
            add_span(counted, counts, span, (size_t)cover);
        cover -= calendar.change[year];
    }
    free(calendar.change);
    free(calendar.shown);
}

enum parangon_code counts_of_quantity(const struct counted *counted, struct counts *counts,
                                      struct parangon_error *err)
{
    const struct parangon_record_key *keys;
    enum parangon_code code = engine_record_keys(counted->match->engine, &keys, err);

    if (code != PARANGON_OK)
        return code;
    if (counted->facet->quantity == QUANTITY_YEAR)
        count_calendar(counted, keys, counts);
    else
        count_buckets(counted, keys, counts);
    return PARANGON_OK;
}
