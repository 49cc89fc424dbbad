/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The answer that lists the themes. */
#include "answer.h"

#include "answer_parts.h"
#include "each_theme.h"
#include "facets.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    YEARS = 4000,
    YEARS_SHOWN = 100 /* the latest ones that have a record */
};

struct listing {
    const struct engine *engine;
    const struct parangon_record_key *keys;
    int this_year;
    size_t *cover; /* by year: records of the theme whose action covers it */
    cJSON *themes;
};

/* How many of the records are undated; the others are counted in each year that they cover. */
static size_t count_years(struct listing *listing, const struct theme_records *theme)
{
    size_t undated = 0;

    memset(listing->cover, 0, YEARS * sizeof *listing->cover);
    for (size_t i = 0; i < theme->count; i++) {
        const struct parangon_record_key *key = &listing->keys[theme->records[i]];
        int last = key->last == INT_MAX ? listing->this_year : key->last;

        if (last < key->first)
            last = key->first;
        undated += !key->first;
        for (int year = key->first; year > 0 && year <= last && year < YEARS; year++)
            listing->cover[year]++;
    }
    return undated;
}

static cJSON *print_years(const size_t cover[YEARS])
{
    cJSON *years = cJSON_CreateArray();
    int first = YEARS, shown = 0;

    while (first > 1 && shown < YEARS_SHOWN)
        shown += cover[--first] > 0;
    for (int year = first; year < YEARS; year++) {
        if (!cover[year])
            continue;
        cJSON *item = cJSON_CreateObject();
        cJSON_AddNumberToObject(item, "value", year);
        cJSON_AddNumberToObject(item, "count", (double)cover[year]);
        cJSON_AddItemToArray(years, item);
    }
    return years;
}

static void list_theme(void *context, const struct theme_records *found)
{
    struct listing *listing = context;
    const struct parangon_knowledge *knowledge = listing->engine->knowledge;
    const struct parangon_concept *concept = found->theme;
    size_t undated = count_years(listing, found);
    cJSON *theme = cJSON_CreateObject(), *broader;

    answer_add_text(theme, "id", concept->id);
    cJSON_AddItemToObject(theme, "label",
                          facet_label(knowledge, parangon_field_named("themes"), concept->id));
    broader = cJSON_AddArrayToObject(theme, "broader");
    for (size_t i = 0; i < concept->broader_count; i++)
        cJSON_AddItemToArray(
            broader, cJSON_CreateString(
                         parangon_vocabulary_at(knowledge->vocabulary, concept->broader[i])->id));
    cJSON_AddNumberToObject(theme, "count", (double)found->own);
    cJSON_AddNumberToObject(theme, "count_with_narrower", (double)found->count);
    cJSON_AddItemToObject(theme, "years", print_years(listing->cover));
    cJSON_AddNumberToObject(theme, "undated", (double)undated);
    cJSON_AddItemToArray(listing->themes, theme);
}

enum parangon_code answer_themes(struct engine *engine, const char *word, cJSON **answer,
                                 struct parangon_error *err)
{
    struct listing listing = {.engine = engine};
    enum parangon_code code = engine_record_keys(engine, &listing.keys, err);
    time_t now = time(NULL);
    struct tm today;

    (void)word;
    if (code != PARANGON_OK)
        return code;
    listing.this_year = gmtime_r(&now, &today)->tm_year + 1900;
    listing.cover = parangon_calloc(YEARS, sizeof *listing.cover);
    listing.themes = cJSON_CreateArray();
    code = each_theme(engine, NULL, false, list_theme, &listing, err);
    free(listing.cover);
    if (code == PARANGON_OK) {
        *answer = answer_new();
        cJSON_AddItemToObject(*answer, "themes", listing.themes);
    } else {
        cJSON_Delete(listing.themes);
    }
    return code;
}
