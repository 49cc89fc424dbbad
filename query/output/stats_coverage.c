/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Themes by size classes. */
#include "stats_writing.h"

#include "numbers.h"
#include "output_strings.h"
#include "words.h"

#include "parangon/json.h"

#define NBSP "\xC2\xA0"

/* "Pilotage … › Moyens …": a narrower theme is named with what it is under. */
static void add_theme_name(const struct stats *stats, const cJSON *theme, struct parangon_buf *out)
{
    const char *under = words_text(theme, "under");

    if (under)
        parangon_buf_printf(out, "%s \xE2\x80\xBA ",
                            words_label(stats->settings, PARANGON_THEMES, under));
    parangon_buf_puts(out, stats_label(stats, theme));
}

static void add_row(struct stats *stats, const cJSON *theme)
{
    struct parangon_buf name = {0};
    const cJSON *count;

    add_theme_name(stats, theme, &name);
    document_row(stats->document);
    document_cell(stats->document);
    document_text(stats->document, name.data);
    document_number(stats->document, parangon_json_number(theme, "count", 0), 0, NULL);
    cJSON_ArrayForEach(count, words_member(theme, "classes"))
    {
        if (count->valuedouble > 0)
            document_number(stats->document, count->valuedouble, 0, NULL);
        else
            document_missing(stats->document, stats_word(stats, STATS_NONE_CELL));
    }
    document_number(stats->document, parangon_json_number(theme, "without_class", 0), 0, NULL);
    parangon_buf_clear(&name);
}

static void add_matrix(struct stats *stats, const cJSON *matrix)
{
    const cJSON *item;

    stats_paragraph(stats, STATS_NONE_MEANS, "");
    document_table(stats->document, "themes", stats_word(stats, STATS_MATRIX), true);
    document_column(stats->document, stats_word(stats, STATS_THEME), false);
    document_column(stats->document, stats_word(stats, STATS_COUNT), true);
    cJSON_ArrayForEach(item, words_member(matrix, "classes"))
        document_column(stats->document, stats_label(stats, item), true);
    document_column(stats->document, stats_word(stats, STATS_OTHER_LEADS), true);
    cJSON_ArrayForEach(item, words_member(matrix, "themes")) add_row(stats, item);
}

/* The labels of the classes that have a record, with how many, or of those that have none. */
static void add_class_labels(const struct stats *stats, const cJSON *matrix, const cJSON *theme,
                             bool held, struct parangon_buf *out)
{
    const cJSON *count = cJSON_GetObjectItemCaseSensitive(theme, "classes"), *class;

    count = count ? count->child : NULL;
    cJSON_ArrayForEach(class, words_member(matrix, "classes"))
    {
        double records = count ? count->valuedouble : 0;

        count = count ? count->next : NULL;
        if ((records > 0) != held)
            continue;
        parangon_buf_puts(out, out->len ? string_in(STRING_LIST, stats->settings->ui) : "");
        parangon_buf_puts(out, stats_label(stats, class));
        if (held)
            parangon_buf_puts(out, NBSP);
        if (held)
            number_add(out, records, stats->settings->ui);
    }
}

/* The shorter list is told: of the classes without a record, or of those with one. */
static void add_holes_in_words(struct stats *stats, const cJSON *matrix, const cJSON *theme)
{
    int all = cJSON_GetArraySize(words_member(matrix, "classes"));
    int holes = cJSON_GetArraySize(words_member(theme, "holes"));
    bool held = 2 * holes > all;
    struct parangon_buf labels = {0};

    add_class_labels(stats, matrix, theme, held, &labels);
    if (!holes)
        stats_fill(stats, STATS_EVERY_CLASS, "");
    else if (holes == all)
        stats_fill(stats, STATS_NO_CLASS, "");
    else
        stats_fill(stats, held ? STATS_ONLY_FOR : STATS_NONE_FOR, parangon_buf_str(&labels));
    parangon_buf_clear(&labels);
}

static void add_theme_in_words(struct stats *stats, const cJSON *matrix, const cJSON *theme)
{
    double count = parangon_json_number(theme, "count", 0);
    struct parangon_buf name = {0};

    add_theme_name(stats, theme, &name);
    document_point(stats->document, 0);
    document_name(stats->document, name.data);
    if (count > 0) {
        stats_number(stats, count);
        document_text(stats->document, string_in(STRING_LIST, stats->settings->ui));
        add_holes_in_words(stats, matrix, theme);
    } else {
        document_text(stats->document, stats_word(stats, STATS_NONE));
    }
    parangon_buf_clear(&name);
}

static void add_empty_themes(struct stats *stats, const cJSON *matrix)
{
    struct parangon_buf names = {0};
    const cJSON *theme;

    cJSON_ArrayForEach(theme, words_member(matrix, "themes"))
    {
        if (parangon_json_number(theme, "count", 0) > 0)
            continue;
        parangon_buf_puts(&names, names.len ? WORDS_SEPARATOR : "");
        parangon_buf_puts(&names, stats_label(stats, theme));
    }
    if (names.len)
        stats_paragraph(stats, STATS_EMPTY_THEMES, names.data);
    parangon_buf_clear(&names);
}

void stats_coverage(struct stats *stats, bool in_words)
{
    const cJSON *matrix = words_member(stats->answer, "matrix"), *theme;
    bool alone = !words_member(stats->answer, "facets"); /* nothing but this was asked for */
    double holes = parangon_json_number(matrix, "holes", 0);
    struct parangon_buf practices = {0};

    if (!matrix)
        return;
    number_add(&practices, parangon_json_number(matrix, "practices", 0), stats->settings->ui);
    document_heading(stats->document, 1, stats_word(stats, STATS_MATRIX));
    stats_paragraph(stats, STATS_PRACTICES, practices.data);
    if (holes > 0)
        stats_paragraph_part(stats, STATS_HOLES, holes, parangon_json_number(matrix, "cells", 0));
    else
        stats_paragraph(stats, STATS_HOLES_NONE, "");
    if (!in_words) {
        add_matrix(stats, matrix);
    } else if (alone) {
        cJSON_ArrayForEach(theme, words_member(matrix, "themes"))
            add_theme_in_words(stats, matrix, theme);
    } else {
        add_empty_themes(stats, matrix);
        stats_hint(stats, STATS_HOLES_MORE);
    }
    parangon_buf_clear(&practices);
}
