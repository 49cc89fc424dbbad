/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "documents.h"

#include "numbers.h"
#include "output_strings.h"
#include "stats_writing.h"
#include "words.h"

#include "parangon/json.h"

#define NBSP "\xC2\xA0"

enum {
    VALUES_SHOWN = 5 /* of a facet */
};

/* ---- What the base holds ---- */

static void add_facet(struct stats *stats, const cJSON *facet)
{
    enum parangon_lang ui = stats->settings->ui;
    const char *name = string_field(facet->string, ui);
    int all = cJSON_GetArraySize(facet), shown = 0;
    const cJSON *value;
    struct parangon_buf left = {0};

    document_point(stats->document, 0);
    document_name(stats->document, name ? name : facet->string);
    cJSON_ArrayForEach(value, facet)
    {
        if (shown == VALUES_SHOWN)
            break;
        document_text(stats->document, shown++ ? WORDS_SEPARATOR : "");
        document_text(stats->document, words_facet_label(stats->settings, facet->string, value));
        document_text(stats->document, NBSP);
        stats_number(stats, parangon_json_number(value, "count", 0));
    }
    number_add(&left, all - shown, ui);
    if (all > shown)
        stats_fill(stats, STATS_MORE, left.data);
    parangon_buf_clear(&left);
}

static void add_total(struct stats *stats, const char *key, enum string_id name)
{
    const cJSON *total = words_member(stats->answer, key);

    if (!cJSON_IsNumber(total) && !cJSON_IsString(total))
        return;
    document_point(stats->document, 0);
    document_name(stats->document, string_in(name, stats->settings->ui));
    if (cJSON_IsNumber(total))
        stats_number(stats, total->valuedouble);
    else
        document_text(stats->document, total->valuestring);
}

static void add_holdings(struct stats *stats)
{
    const cJSON *facets = words_member(stats->answer, "facets"), *facet;

    add_total(stats, "records", STRING_RECORD_COUNT);
    add_total(stats, "passages", STRING_PASSAGES);
    if (stats->settings->hints) {
        add_total(stats, "analysis", STRING_ANALYSIS);
        add_total(stats, "index_format", STRING_INDEX_FORMAT);
    }
    if (!facets)
        return;
    document_heading(stats->document, 1, stats_word(stats, STATS_HOLDS));
    cJSON_ArrayForEach(facet, facets)
    {
        if (facet->child && facet->string)
            add_facet(stats, facet);
    }
    stats_hint(stats, STATS_ALL_COUNTS);
}

/* ---- Leads ---- */

static void add_leads(struct stats *stats)
{
    const cJSON *leads = words_member(stats->answer, "leads"), *lead;
    double with = parangon_json_number(leads, "with_lead", 0);

    if (!leads)
        return;
    document_heading(stats->document, 1, stats_word(stats, STATS_LEADS));
    if (with <= 0) {
        stats_paragraph(stats, STATS_NO_LEADS, "");
        return;
    }
    stats_paragraph_part(stats, STATS_LEADS_OF, with, parangon_json_number(leads, "records", 0));
    stats_paragraph_part(stats, STATS_LEADS_SHARE, parangon_json_number(leads, "top_records", 0),
                         with);
    document_point(stats->document, 0);
    cJSON_ArrayForEach(lead, words_member(leads, "top"))
    {
        document_text(stats->document,
                      lead == words_member(leads, "top")->child ? "" : WORDS_SEPARATOR);
        document_text(stats->document, stats_label(stats, lead));
        document_text(stats->document, NBSP);
        stats_number(stats, parangon_json_number(lead, "count", 0));
    }
}

/* ---- The document ---- */

static void fill(const cJSON *answer, const struct output_settings *settings,
                 struct document *document, bool in_words)
{
    struct stats stats = {document, settings, answer};

    document_init(document, settings->ui, stats_word(&stats, STATS_TITLE));
    add_holdings(&stats);
    add_leads(&stats);
    stats_coverage(&stats, in_words);
    stats_review(&stats, in_words);
}

void document_of_stats(const cJSON *answer, const struct output_settings *settings,
                       struct document *document)
{
    fill(answer, settings, document, false);
}

void document_of_stats_in_words(const cJSON *answer, const struct output_settings *settings,
                                struct document *document)
{
    fill(answer, settings, document, true);
}
