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
    LISTED = 20,
    OFFSET_MAX = 1000000
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
    const struct command *command;
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

static enum parangon_code set_number(struct stats *stats, int option, const char *value,
                                     struct parangon_error *err)
{
    long max = option == OPTION_COUNT    ? RESULTS_MAX
               : option == OPTION_OFFSET ? OFFSET_MAX
                                         : COVERAGE_AGE_MAX;
    long number;
    enum parangon_code code = parangon_parse_number(
        value, options[option].name, option == OPTION_OFFSET ? 0 : 1, max, &number, err);

    if (code != PARANGON_OK)
        return code;
    switch (option) {
    case OPTION_COUNT: stats->coverage.count = (size_t)number; break;
    case OPTION_OFFSET: stats->coverage.offset = (size_t)number; break;
    default: stats->coverage.max_age = (unsigned)number; break;
    }
    return PARANGON_OK;
}

static enum parangon_code set_option(struct stats *stats, int option, const char *value,
                                     struct parangon_error *err)
{
    if (option < COMMON_COUNT)
        return common_set(&stats->common, stats->command, option, value, err);
    if (option < FILTER_COUNT)
        return filters_set(&stats->filters, stats->request.arena, stats->command, option, value,
                           err);
    switch ((enum option)option) {
    case OPTION_HOLES: stats->holes = true; break;
    case OPTION_REVIEW: stats->review = true; break;
    case OPTION_REASON: return set_reason(stats, value, err);
    case OPTION_COUNT:
    case OPTION_OFFSET:
    case OPTION_MAX_AGE: return set_number(stats, option, value, err);
    case OPTION_AS_OF: stats->coverage.as_of = value; break;
    case OPTION_END: break;
    }
    return PARANGON_OK;
}

static enum parangon_code parse(struct stats *stats, char **argv, struct parangon_error *err)
{
    struct parangon_command_line line = {.options = options, .argv = argv};
    enum parangon_code code = PARANGON_OK;
    const char *value;
    int option;

    while (code == PARANGON_OK && !stats->common.done &&
           (option = parangon_command_line_next(&line, &value, err)) != PARANGON_END) {
        if (option == PARANGON_WRONG)
            code = PARANGON_USAGE;
        else if (option == PARANGON_WORD)
            code = parangon_error_set(err, PARANGON_USAGE, "one word too many: %.80s", value);
        else
            code = set_option(stats, option, value, err);
    }
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
    struct stats stats = {
        .command = command, .common = {.ui = PARANGON_OTHER}, .coverage = {.count = LISTED}};
    enum parangon_code code;

    request_init(&stats.request);
    code = parse(&stats, argv, err);
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
