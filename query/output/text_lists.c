/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Themes with what is narrower under each, and what an index holds. */
#include "text.h"

#include "documents.h"
#include "numbers.h"
#include "words.h"

#include "parangon/json.h"
#include "parangon/memory.h"

#include <stdlib.h>
#include <string.h>

enum {
    DEPTH_MAX = 12,
    COUNT_WIDTH = 6
};

/* A line that begins with a count, so that labels of any length stay in line. */
static void print_counted(struct page *page, double count, unsigned indent, const char *label,
                          enum style style, const char *id, enum parangon_lang ui)
{
    unsigned first = COUNT_WIDTH + 2 + indent;
    struct parangon_buf mark = {0};

    if (count >= 0)
        number_add(&mark, count, ui);
    parangon_buf_printf(&mark, "%*s", (int)(2 + indent), "");
    page_open(page, first, first + 2);
    page_mark(page, mark.data);
    page_text(page, label, style);
    if (id) {
        page_text(page, " (", STYLE_DIM);
        page_text(page, id, STYLE_DIM);
        page_text(page, ")", STYLE_DIM);
    }
    page_close(page);
    parangon_buf_clear(&mark);
}

/* ---- Themes ---- */

struct tree {
    struct page page;
    const struct output_settings *settings;
    const cJSON *themes;
    bool *printed; /* by position in the list */
};

static bool is_known(const cJSON *themes, const char *id)
{
    const cJSON *theme;

    cJSON_ArrayForEach(theme, themes)
    {
        const char *other = words_text(theme, "id");

        if (other && strcmp(other, id) == 0)
            return true;
    }
    return false;
}

/* A theme stands at the top when nothing broader is in the list. */
static bool is_top(const cJSON *themes, const cJSON *theme)
{
    const cJSON *broader;

    cJSON_ArrayForEach(broader, words_member(theme, "broader"))
    {
        if (cJSON_IsString(broader) && is_known(themes, broader->valuestring))
            return false;
    }
    return true;
}

/* A theme under two broader ones is shown under both, what is under it only the first time: so
   also a circle ends. */
static void print_theme(struct tree *tree, const cJSON *theme, size_t at, unsigned depth)
{
    const char *id = words_text(theme, "id");
    const char *label = words_of_both(words_member(theme, "label"), tree->settings->ui);
    const cJSON *other;
    bool again = tree->printed[at];
    size_t i = 0;

    if (!label)
        label = id ? words_label(tree->settings, PARANGON_THEMES, id) : "?";
    print_counted(&tree->page, parangon_json_number(theme, "count", -1), depth * 2, label,
                  depth ? STYLE_PLAIN : STYLE_BOLD, id, tree->settings->ui);
    tree->printed[at] = true;
    if (again || !id || depth >= DEPTH_MAX)
        return;
    cJSON_ArrayForEach(other, tree->themes)
    {
        if (other != theme && parangon_json_has(other, "broader", id))
            print_theme(tree, other, i, depth + 1);
        i++;
    }
}

void text_print_themes(const cJSON *answer, const struct output_settings *settings,
                       struct parangon_buf *out)
{
    const cJSON *themes = words_member(answer, "themes");
    struct tree tree = {.settings = settings, .themes = themes};
    const cJSON *theme;
    size_t i = 0;

    tree.printed = parangon_calloc((size_t)cJSON_GetArraySize(themes), sizeof *tree.printed);
    page_init(&tree.page, out, settings->width, settings->styled);
    cJSON_ArrayForEach(theme, themes)
    {
        if (is_top(themes, theme))
            print_theme(&tree, theme, i, 0);
        i++;
    }
    /* What only a circle is above of. */
    i = 0;
    cJSON_ArrayForEach(theme, themes)
    {
        if (!tree.printed[i])
            print_theme(&tree, theme, i, 0);
        i++;
    }
    page_clear(&tree.page);
    free(tree.printed);
}

/* ---- A sheet to complete ---- */

/* A file of Markdown, to be kept as it is. */
void text_print_template(const cJSON *answer, const struct output_settings *settings,
                         struct parangon_buf *out)
{
    const char *text = words_text(answer, "text");

    (void)settings;
    page_add_clean(out, text ? text : "");
}

/* ---- What an index holds ---- */

void text_print_stats(const cJSON *answer, const struct output_settings *settings,
                      struct parangon_buf *out)
{
    struct document document;

    document_of_stats_in_words(answer, settings, &document);
    text_print_document(&document, settings, out);
    document_clear(&document);
}
