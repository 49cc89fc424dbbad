/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "counters.h"

#include <stdatomic.h>
#include <stdint.h>

/* Upper bounds of the time that requests took, in seconds. */
static const double bounds[] = {.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5};
enum {
    BOUNDS = sizeof bounds / sizeof *bounds,
    CLASSES = 6
};

static atomic_uint_fast64_t by_class[CLASSES], by_time[BOUNDS + 1], microseconds;
static atomic_uint_fast64_t questions[2]; /* found nothing, found something */

void counters_add(unsigned status, double seconds)
{
    size_t i = 0;

    while (i < BOUNDS && seconds > bounds[i])
        i++;
    by_time[i]++;
    by_class[status / 100 < CLASSES ? status / 100 : 0]++;
    microseconds += (uint_fast64_t)(seconds * 1e6);
}

void counters_add_question(bool found)
{
    questions[found]++;
}

static void print_times(struct parangon_buf *out)
{
    uint64_t total = 0;

    parangon_buf_puts(out, "# HELP parangon_request_seconds Time from a request's head to the end "
                           "of its answer.\n# TYPE parangon_request_seconds histogram\n");
    for (size_t i = 0; i < BOUNDS; i++) {
        total += by_time[i];
        parangon_buf_printf(out, "parangon_request_seconds_bucket{le=\"%g\"} %llu\n", bounds[i],
                            (unsigned long long)total);
    }
    total += by_time[BOUNDS];
    parangon_buf_printf(out,
                        "parangon_request_seconds_bucket{le=\"+Inf\"} %llu\n"
                        "parangon_request_seconds_sum %.6f\nparangon_request_seconds_count %llu\n",
                        (unsigned long long)total, (double)microseconds / 1e6,
                        (unsigned long long)total);
}

void counters_print(struct parangon_buf *out)
{
    parangon_buf_puts(out, "# HELP parangon_requests_total Requests answered, by class of status.\n"
                           "# TYPE parangon_requests_total counter\n");
    for (unsigned i = 1; i < CLASSES; i++)
        parangon_buf_printf(out, "parangon_requests_total{status=\"%uxx\"} %llu\n", i,
                            (unsigned long long)by_class[i]);
    parangon_buf_printf(out,
                        "# HELP parangon_questions_total Questions answered, by whether anything "
                        "was found.\n# TYPE parangon_questions_total counter\n"
                        "parangon_questions_total{found=\"no\"} %llu\n"
                        "parangon_questions_total{found=\"yes\"} %llu\n",
                        (unsigned long long)questions[0], (unsigned long long)questions[1]);
    print_times(out);
}
