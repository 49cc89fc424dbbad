/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Records to review. */
#include "stats_writing.h"

#include "numbers.h"
#include "output_strings.h"
#include "words.h"

#include "parangon/json.h"

#include <string.h>

static const char *reason_label(const struct stats *stats, const char *code)
{
    const cJSON *reason;

    cJSON_ArrayForEach(reason, words_member(stats->answer, "review_reasons"))
    {
        const char *value = words_text(reason, "value");

        if (value && strcmp(value, code) == 0)
            return stats_label(stats, reason);
    }
    return code;
}

static void add_reason_counts(struct stats *stats)
{
    const cJSON *reason;

    cJSON_ArrayForEach(reason, words_member(stats->answer, "review_reasons"))
    {
        double count = parangon_json_number(reason, "count", 0);

        if (count <= 0)
            continue;
        document_point(stats->document, 0);
        document_name(stats->document, stats_label(stats, reason));
        stats_number(stats, count);
        document_faint(stats->document, " (");
        document_faint(stats->document, words_text(reason, "value"));
        document_faint(stats->document, ")");
    }
}

static void add_to_review(struct stats *stats, const cJSON *item, bool in_words)
{
    const char *lang = words_text(item, "lang"), *id = words_text(item, "id");
    const cJSON *reason;
    unsigned told = 0;

    if (in_words) {
        document_point(stats->document, 0);
    } else {
        document_row(stats->document);
        document_cell(stats->document);
    }
    document_record(stats->document, words_text(item, "title"), id ? id : "?",
                    parangon_lang_from_code(lang ? lang : ""));
    if (in_words)
        document_text(stats->document, string_in(STRING_COLON, stats->settings->ui));
    else
        document_cell(stats->document);
    cJSON_ArrayForEach(reason, words_member(item, "reasons"))
    {
        if (!cJSON_IsString(reason))
            continue;
        document_text(stats->document, told++ ? ", " : "");
        document_text(stats->document, reason_label(stats, reason->valuestring));
    }
}

static void add_review_list(struct stats *stats, bool in_words)
{
    const cJSON *review = words_member(stats->answer, "review"), *item;
    struct parangon_buf shown = {0};

    if (cJSON_GetArraySize(review) == 0)
        return;
    stats_add_part(&shown, cJSON_GetArraySize(review),
                   parangon_json_number(stats->answer, "review_total", 0), stats->settings->ui);
    stats_paragraph(stats, STATS_REVIEW_SHOWN, shown.data);
    parangon_buf_clear(&shown);
    if (!in_words) {
        document_table(stats->document, "review", stats_word(stats, STATS_REVIEW), true);
        document_column(stats->document, stats_word(stats, STATS_RECORD), false);
        document_column(stats->document, stats_word(stats, STATS_REASONS), false);
    }
    cJSON_ArrayForEach(item, review) add_to_review(stats, item, in_words);
}

void stats_review(struct stats *stats, bool in_words)
{
    double count = parangon_json_number(stats->answer, "to_review", -1);
    const char *before = words_text(stats->answer, "old_before");
    struct parangon_buf day = {0};

    if (count < 0)
        return;
    document_heading(stats->document, 1, stats_word(stats, STATS_REVIEW));
    if (count > 0)
        stats_paragraph_part(stats, STATS_REVIEW_COUNT, count,
                             parangon_json_number(stats->answer, "records", 0));
    else
        stats_paragraph(stats, STATS_REVIEW_NONE, "");
    add_reason_counts(stats);
    number_add_date(&day, before ? before : "", stats->settings->ui);
    stats_paragraph(stats, STATS_REVIEW_OLD, parangon_buf_str(&day));
    parangon_buf_clear(&day);
    add_review_list(stats, in_words);
    if (count > 0 && !words_member(stats->answer, "review"))
        stats_hint(stats, STATS_REVIEW_MORE);
}
