/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "emptied.h"

#include <stdlib.h>

struct dropped {
    const struct filter *filter;
    size_t total;
};

static int by_total(const void *a, const void *b)
{
    const struct dropped *first = a, *second = b;

    if (first->total != second->total)
        return first->total > second->total ? -1 : 1;
    return first->filter < second->filter ? -1 : first->filter > second->filter;
}

static void add_filter(cJSON *list, const struct dropped *dropped)
{
    cJSON *item = cJSON_CreateObject(), *values;

    cJSON_AddStringToObject(item, "filter", filter_name(dropped->filter));
    values = cJSON_AddArrayToObject(item, "values");
    for (size_t i = 0; i < dropped->filter->count; i++)
        cJSON_AddItemToArray(values, cJSON_CreateString(dropped->filter->values[i]));
    cJSON_AddNumberToObject(item, "total_without", (double)dropped->total);
    cJSON_AddItemToArray(list, item);
}

void emptied_add(const struct ranking *ranking, const struct match *match, cJSON *query)
{
    const struct request *request = match->request;
    struct dropped *all;
    size_t matching = 0;
    cJSON *list;

    if (ranking->count || request->filter_count == 0)
        return;
    all = parangon_calloc(request->filter_count, sizeof *all);
    for (size_t i = 0; i < request->filter_count; i++)
        all[i].filter = &request->filters[i];
    for (uint32_t i = 0; i < match->engine->records; i++) {
        matching += ranking->matches[i];
        if (ranking->matches[i] && ranking->failed[i] == 1)
            all[ranking->failed_one[i]].total++;
    }
    qsort(all, request->filter_count, sizeof *all, by_total);
    list = cJSON_AddArrayToObject(query, "emptied_by");
    for (size_t i = 0; i < request->filter_count && all[i].total; i++)
        add_filter(list, &all[i]);
    cJSON_AddNumberToObject(query, "total_without_filters", (double)matching);
    free(all);
}
