/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "coverage.h"
#include "filters.h"
#include "retry.h"
#include "review.h"

#include "parangon/json.h"

enum option {
    OPTION_HOLES = FILTER_COUNT,
    OPTION_REVIEW,
    OPTION_REASON,
    OPTION_COUNT,
    OPTION_OFFSET,
    OPTION_AS_OF,
    OPTION_MAX_AGE,
    OPTION_END
};

enum {
    LISTED = 20
};

static const struct parangon_option options[] = {
    COMMON_OPTIONS,
    FILTER_OPTIONS,
    [OPTION_HOLES] = {"holes", 0, NULL, "only practices by theme and size class, and what lacks"},
    [OPTION_REVIEW] = {"review", 0, NULL, "only the records to review, with the reasons"},
    [OPTION_REASON] = {"reason", 0, "CODE", "with --review: only those with this reason"},
    [OPTION_COUNT] = {"count", 'n', "N", "with --review: records to list (default 20)"},
    [OPTION_OFFSET] = {"offset", 0, "N", "with --review: records to pass over first"},
    [OPTION_AS_OF] = {"as-of", 0, "DAY", "the day that ages are reckoned from (default: today)"},
    [OPTION_MAX_AGE] = {"max-age", 0, "YEARS", "older than that is old (default 3)"},
    [OPTION_END] = {0},
};

struct stats {
    struct common common;
    struct filters filters;
    struct request request;
    struct coverage_request coverage;
    bool holes, review;
};

static enum parangon_code set_reason(struct stats *stats, const char *value,
                                     struct parangon_error *err)
{
    unsigned reason = review_named(value);
    struct parangon_buf names = {0};

    stats->review = true;
    stats->coverage.reasons |= reason;
    if (reason)
        return PARANGON_OK;
    for (unsigned i = 0; i < REVIEW_REASON_COUNT; i++)
        parangon_buf_printf(&names, "%s%s", i ? ", " : "", review_code(i));
    parangon_error_set(err, PARANGON_USAGE, "--reason: \"%.40s\" is none of %s", value, names.data);
    parangon_buf_clear(&names);
    return PARANGON_USAGE;
}

static enum parangon_code set_age(struct stats *stats, const char *value,
                                  struct parangon_error *err)
{
    size_t years = 0;
    enum parangon_code code =
        common_number(&options[OPTION_MAX_AGE], value, 1, COVERAGE_AGE_MAX, &years, err);

    stats->coverage.max_age = (unsigned)years;
    return code;
}

static enum parangon_code set_option(void *context, int option, const char *value,
                                     struct parangon_error *err)
{
    struct stats *stats = context;
    struct coverage_request *coverage = &stats->coverage;

    switch (option) {
    case PARANGON_WORD: return common_one_word(NULL, value, err);
    case OPTION_HOLES: stats->holes = true; return PARANGON_OK;
    case OPTION_REVIEW: stats->review = true; return PARANGON_OK;
    case OPTION_REASON: return set_reason(stats, value, err);
    case OPTION_COUNT:
        return common_number(&options[option], value, 1, RESULTS_MAX, &coverage->count, err);
    case OPTION_OFFSET:
        return common_number(&options[option], value, 0, OFFSET_MAX, &coverage->offset, err);
    case OPTION_MAX_AGE: return set_age(stats, value, err);
    case OPTION_AS_OF: coverage->as_of = value; return PARANGON_OK;
    default: return filters_set(&stats->filters, stats->request.arena, options, option, value, err);
    }
}

static enum parangon_code parse(const struct command *command, struct stats *stats, char **argv,
                                struct parangon_error *err)
{
    enum parangon_code code = common_read(command, argv, &stats->common, set_option, stats, err);

    if (code == PARANGON_OK && stats->holes && stats->review)
        code = parangon_error_set(err, PARANGON_USAGE, "--holes and --review: one of them");
    return code;
}

static enum parangon_code ask_coverage(struct engine *engine, void *context, cJSON **answer,
                                       struct parangon_error *err)
{
    return coverage_answer(engine, context, answer, err);
}

/* PARANGON_NOTHING when no record passes the filters. */
static enum parangon_code ask(struct stats *stats, struct engine *engine,
                              const struct output *output, struct parangon_error *err)
{
    cJSON *answer = NULL;
    enum parangon_code code = filters_apply(&stats->filters, engine, &stats->request, err);

    stats->request.ui = stats->common.ui;
    stats->request.locale = common_locale();
    if (code == PARANGON_OK)
        code = retry_ask(engine, ask_coverage, &stats->coverage, &answer, err);
    if (code == PARANGON_OK)
        code = common_print(&stats->common, output, ANSWER_STATS, answer, engine, PARANGON_OTHER,
                            NULL, err);
    if (code == PARANGON_OK && stats->filters.count &&
        parangon_json_number(answer, "records", 0) == 0)
        code = PARANGON_NOTHING;
    cJSON_Delete(answer);
    return code;
}

static enum parangon_code count_all(struct stats *stats, struct parangon_error *err)
{
    const struct output *output;
    struct engine engine;
    enum parangon_code code = common_output(&stats->common, ANSWER_STATS, &output, err);

    stats->coverage.request = &stats->request;
    stats->coverage.part = stats->holes    ? COVERAGE_HOLES
                           : stats->review ? COVERAGE_REVIEW
                                           : COVERAGE_ALL;
    if (code == PARANGON_OK)
        code = common_open(&stats->common, &engine, err);
    if (code != PARANGON_OK)
        return code;
    code = ask(stats, &engine, output, err);
    engine_close(&engine);
    return code;
}

static enum parangon_code run(const struct command *command, char **argv,
                              struct parangon_error *err)
{
    struct stats stats = {.common = {.ui = PARANGON_OTHER}, .coverage = {.count = LISTED}};
    enum parangon_code code;

    request_init(&stats.request);
    code = parse(command, &stats, argv, err);
    if (code == PARANGON_OK && !stats.common.done)
        code = count_all(&stats, err);
    request_clear(&stats.request);
    return code;
}

const struct command command_stats = {
    .name = "stats",
    .usage = "Usage: parangon stats [OPTION]...",
    .about = "Counts the records of the index by theme, country, class, year, language …; says\n"
             "which themes have no practice of which size class, which leads come up most, and\n"
             "which records are to be reviewed. Filters restrict what is counted.",
    .summary = "count what the index holds and lacks",
    .options = options,
    .kind = ANSWER_STATS,
    .run = run,
};
