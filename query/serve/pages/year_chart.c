/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "year_chart.h"

#include "frame.h"

#include "output/words.h"

#include "parangon/json.h"

enum {
    BAR = 6, /* with the gap after it, in units of the drawing */
    HEIGHT = 20,
    YEARS_MAX = 40 /* the latest, where there are more */
};

static int year_of(const cJSON *item)
{
    return (int)parangon_json_number(item, "value", 0);
}

/* The last year, and the largest count. */
static void measure(const cJSON *years, int *last, double *most)
{
    const cJSON *item;

    cJSON_ArrayForEach(item, years)
    {
        double count = parangon_json_number(item, "count", 0);

        *last = year_of(item) > *last ? year_of(item) : *last;
        *most = count > *most ? count : *most;
    }
}

static const char *in_words(struct call *call, const cJSON *years)
{
    struct parangon_buf list = {0}, words = {0};
    const cJSON *item;

    cJSON_ArrayForEach(item, years)
        parangon_buf_printf(&list, "%s%d (%.0f)", list.len ? ", " : "", year_of(item),
                            parangon_json_number(item, "count", 0));
    page_string_add(&words, PAGE_YEARS, call_language(call), parangon_buf_str(&list));
    const char *kept = parangon_arena_strdup(call->arena, words.data);

    parangon_buf_clear(&list);
    parangon_buf_clear(&words);
    return kept;
}

void year_chart_add(struct call *call, const cJSON *years)
{
    int last = 0, first;
    double most = 0;
    const cJSON *item;

    measure(years, &last, &most);
    if (last == 0 || most <= 0)
        return;
    first = year_of(years->child);
    if (last - first >= YEARS_MAX)
        first = last - YEARS_MAX + 1;
    html_add(&call->body,
             "<svg class=\"years\" role=\"img\" aria-label=\"%s\" width=\"%u\" height=\"%u\">",
             in_words(call, years), (unsigned)(last - first + 1) * BAR, (unsigned)HEIGHT);
    cJSON_ArrayForEach(item, years)
    {
        unsigned height = (unsigned)(parangon_json_number(item, "count", 0) / most * HEIGHT);

        if (year_of(item) < first)
            continue;
        height = height ? height : 1;
        html_add(&call->body, "<rect x=\"%u\" y=\"%u\" width=\"%u\" height=\"%u\"/>",
                 (unsigned)(year_of(item) - first) * BAR, HEIGHT - height, (unsigned)BAR - 1,
                 height);
    }
    html_add(&call->body, "</svg> <span class=\"count\">%u–%u</span>", (unsigned)first,
             (unsigned)last);
}
