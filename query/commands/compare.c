/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "compare/compare.h"
#include "filters.h"
#include "retry.h"

#include <string.h>

enum option {
    OPTION_PEERS = FILTER_COUNT,
    OPTION_SAME_KIND,
    OPTION_INCLUDE,
    OPTION_EXCLUDE,
    OPTION_BY,
    OPTION_PRACTICES,
    OPTION_END
};

static const struct parangon_option options[] = {
    COMMON_OPTIONS,
    FILTER_OPTIONS,
    [OPTION_PEERS] = {"peers", 0, "N", "how many peers (default 5, at most 20)"},
    [OPTION_SAME_KIND] = {"same-kind", 0, NULL, "peers of the same kind of authority only"},
    [OPTION_INCLUDE] = {"include", 0, "NAME", "a peer by name or code; may be repeated"},
    [OPTION_EXCLUDE] = {"exclude", 0, "NAME", "no peer, by name or code; may be repeated"},
    [OPTION_BY] = {"by", 0, "CRITERIA",
                   "level, population, carrier, means, site, countries, networks, region: those "
                   "that count, with a weight as population=2"},
    [OPTION_PRACTICES] = {"practices", 0, NULL, "compare records by their ids, 2 to 6"},
    [OPTION_END] = {0},
};

struct comparing {
    struct common common;
    struct request request;
    struct filters filters;
    struct compare_request compare;
    const char *words[PRACTICES_MAX]; /* the place, or ids */
    size_t word_count;
    bool practices;
};

static enum parangon_code add_name(const char *names[], size_t *count, const char *option,
                                   const char *value, struct parangon_error *err)
{
    if (*count == NAMES_MAX)
        return parangon_error_set(err, PARANGON_USAGE, "--%s: more than %d", option, NAMES_MAX);
    names[(*count)++] = value;
    return PARANGON_OK;
}

static enum parangon_code add_word(struct comparing *comparing, const char *value,
                                   struct parangon_error *err)
{
    if (comparing->word_count == PRACTICES_MAX)
        return parangon_error_set(err, PARANGON_USAGE, "more than %d words: %.80s", PRACTICES_MAX,
                                  value);
    comparing->words[comparing->word_count++] = value;
    return PARANGON_OK;
}

static enum parangon_code set_option(void *context, int option, const char *value,
                                     struct parangon_error *err)
{
    struct comparing *comparing = context;
    struct compare_request *compare = &comparing->compare;

    switch (option) {
    case PARANGON_WORD: return add_word(comparing, value, err);
    case OPTION_PEERS:
        return common_number(&options[option], value, 0, PEERS_MAX, &compare->peers, err);
    case OPTION_SAME_KIND: compare->same_kind = true; return PARANGON_OK;
    case OPTION_INCLUDE:
        return add_name(compare->include, &compare->include_count, "include", value, err);
    case OPTION_EXCLUDE:
        return add_name(compare->exclude, &compare->exclude_count, "exclude", value, err);
    case OPTION_BY: return compare_request_by(compare, value, err);
    case OPTION_PRACTICES: comparing->practices = true; return PARANGON_OK;
    default:
        return filters_set(&comparing->filters, comparing->request.arena, options, option, value,
                           err);
    }
}

/* A name of several words may come without quotes: "compare Grand Nancy". */
static void join_place(struct comparing *comparing)
{
    struct parangon_buf place = {0};

    for (size_t i = 0; i < comparing->word_count; i++)
        common_add_word(&place, comparing->words[i]);
    comparing->compare.place =
        parangon_arena_strdup(comparing->request.arena, parangon_buf_str(&place));
    parangon_buf_clear(&place);
}

static enum parangon_code ask(struct engine *engine, void *context, cJSON **answer,
                              struct parangon_error *err)
{
    const struct comparing *comparing = context;

    if (comparing->practices)
        return compare_practices(engine, comparing->words, comparing->word_count, answer, err);
    return compare_answer(engine, &comparing->compare, answer, err);
}

static enum parangon_code check_usage(const struct comparing *comparing, struct parangon_error *err)
{
    if (!comparing->practices && comparing->word_count == 0)
        return parangon_error_set(err, PARANGON_USAGE,
                                  "compare: a PLACE is needed, or --practices and ids");
    return PARANGON_OK;
}

static enum parangon_code compare_opened(struct comparing *comparing, struct parangon_error *err)
{
    enum answer_kind kind = comparing->practices ? ANSWER_SIDE_BY_SIDE : ANSWER_COMPARE;
    const struct output *output;
    struct engine engine;
    cJSON *answer = NULL;
    enum parangon_code code = common_output(&comparing->common, kind, &output, err);

    if (code == PARANGON_OK)
        code = check_usage(comparing, err);
    if (code == PARANGON_OK)
        code = common_open(&comparing->common, &engine, err);
    if (code != PARANGON_OK)
        return code;
    comparing->request.ui = comparing->common.ui;
    comparing->request.locale = common_locale();
    code = filters_apply(&comparing->filters, &engine, &comparing->request, err);
    if (code == PARANGON_OK)
        code = retry_ask(&engine, ask, comparing, &answer, err);
    if (code == PARANGON_OK)
        code = common_print(&comparing->common, output, kind, answer, &engine, PARANGON_OTHER, NULL,
                            err);
    cJSON_Delete(answer);
    engine_close(&engine);
    return code;
}

static enum parangon_code run(const struct command *command, char **argv,
                              struct parangon_error *err)
{
    struct comparing comparing = {.common = {.ui = PARANGON_OTHER}};
    enum parangon_code code;

    request_init(&comparing.request);
    compare_request_init(&comparing.compare, &comparing.request);
    code = common_read(command, argv, &comparing.common, set_option, &comparing, err);
    if (code == PARANGON_OK && !comparing.common.done) {
        join_place(&comparing);
        code = compare_opened(&comparing, err);
    }
    request_clear(&comparing.request);
    return code;
}

const struct command command_compare = {
    .name = "compare",
    .usage = "Usage: parangon compare [OPTION]... PLACE\n"
             "       parangon compare --practices ID ID...",
    .about =
        "Compares an authority with its peers: what makes them comparable, what they did, and\n"
        "a table of indicators; or practices with each other, field by field. A PLACE is a\n"
        "name, a short name or a code (Rennes, \"Grand Nancy\", com:50129, 50129).",
    .summary = "compare an authority with its peers, or practices",
    .options = options,
    .kind = ANSWER_COMPARE,
    .run = run,
};
