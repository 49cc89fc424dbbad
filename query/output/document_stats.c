/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "documents.h"

#include "numbers.h"
#include "output_strings.h"
#include "words.h"

#include "parangon/json.h"

#include <string.h>

#define NBSP "\xC2\xA0"
#define THIN "\xE2\x80\xAF"

enum {
    VALUES_SHOWN = 5 /* of a facet */
};

/* A string may hold "{}", the place of a value. */
enum text {
    TEXT_TITLE,
    TEXT_HOLDS,
    TEXT_MORE,
    TEXT_ALL_COUNTS,
    TEXT_LEADS,
    TEXT_NO_LEADS,
    TEXT_LEADS_OF,
    TEXT_LEADS_SHARE,
    TEXT_MATRIX,
    TEXT_PRACTICES,
    TEXT_HOLES,
    TEXT_HOLES_NONE,
    TEXT_HOLES_MORE,
    TEXT_THEME,
    TEXT_COUNT,
    TEXT_OTHER_LEADS,
    TEXT_NONE,
    TEXT_NONE_CELL,
    TEXT_NONE_MEANS,
    TEXT_NONE_FOR,
    TEXT_ONLY_FOR,
    TEXT_NO_CLASS,
    TEXT_EVERY_CLASS,
    TEXT_EMPTY_THEMES,
    TEXT_REVIEW,
    TEXT_REVIEW_COUNT,
    TEXT_REVIEW_NONE,
    TEXT_REVIEW_MORE,
    TEXT_REVIEW_OLD,
    TEXT_REVIEW_SHOWN,
    TEXT_RECORD,
    TEXT_REASONS,
    TEXT_COUNT_ALL
};

static const struct {
    const char *fr, *en;
} texts[TEXT_COUNT_ALL] = {
    [TEXT_TITLE] = {"Couverture de la base", "Coverage of the base"},
    [TEXT_HOLDS] = {"Ce que contient la base", "What the base holds"},
    [TEXT_MORE] = {" … et {} autres", " … and {} more"},
    [TEXT_ALL_COUNTS] = {"Tous les nombres" NBSP ": parangon stats --format json",
                         "All counts: parangon stats --format json"},
    [TEXT_LEADS] = {"Qui revient le plus", "Who comes up most"},
    [TEXT_NO_LEADS] = {"Aucune pratique de la base n'a de porteur.",
                       "No practice of the base has a lead."},
    [TEXT_LEADS_OF] = {"Pratiques avec un porteur" NBSP ": {}", "Practices with a lead: {}"},
    [TEXT_LEADS_SHARE] = {"Part des dix porteurs les plus fréquents" NBSP ": {}",
                          "Share of the ten most frequent leads: {}"},
    [TEXT_MATRIX] = {"Pratiques par thème et par taille", "Practices by theme and size"},
    [TEXT_PRACTICES] = {"Pratiques" NBSP ": {}", "Practices: {}"},
    [TEXT_HOLES] = {"Croisements d'un thème et d'une classe de taille sans fiche" NBSP ": {}",
                    "Pairs of a theme and a size class without a record: {}"},
    [TEXT_HOLES_NONE] = {"Chaque thème a une fiche de chaque classe de taille.",
                         "Every theme has a record of every size class."},
    [TEXT_HOLES_MORE] = {"Le détail" NBSP ": parangon stats --holes",
                         "In detail: parangon stats --holes"},
    [TEXT_THEME] = {"Thème", "Theme"},
    [TEXT_COUNT] = {"Fiches", "Records"},
    [TEXT_OTHER_LEADS] = {"Autre porteur ou inconnu", "Other or unknown lead"},
    [TEXT_NONE] = {"aucune fiche dans la base", "no record in the base"},
    [TEXT_NONE_CELL] = {"aucune", "none"},
    [TEXT_NONE_MEANS] =
        {"«" NBSP "aucune" NBSP "»" NBSP ": aucune fiche dans la base, ce qui ne dit pas "
         "que rien ne se fait.",
         "“none”: no record in the base, which does not mean that nothing is done."},
    [TEXT_NONE_FOR] = {"aucune fiche dans la base pour" NBSP ": {}",
                       "no record in the base for: {}"},
    [TEXT_ONLY_FOR] = {"{}" THIN "; aucune fiche dans la base pour les autres classes de taille",
                       "{}; no record in the base for the other size classes"},
    [TEXT_NO_CLASS] = {"porteurs sans classe de taille seulement, aucune fiche dans la base pour "
                       "les classes de taille",
                       "leads without a size class only, no record in the base for the size "
                       "classes"},
    [TEXT_EVERY_CLASS] = {"une fiche au moins de chaque classe de taille",
                          "at least one record of every size class"},
    [TEXT_EMPTY_THEMES] = {"Thèmes sans aucune pratique dans la base" NBSP ": {}",
                           "Themes without any practice in the base: {}"},
    [TEXT_REVIEW] = {"Fiches à revoir", "Records to review"},
    [TEXT_REVIEW_COUNT] = {"À revoir" NBSP ": {}", "To review: {}"},
    [TEXT_REVIEW_NONE] = {"Aucune fiche à revoir.", "No record to review."},
    [TEXT_REVIEW_MORE] = {"La liste" NBSP ": parangon stats --review" THIN
                          "; compléter une fiche" NBSP ": parangon template ID",
                          "The list: parangon stats --review; to complete a record: "
                          "parangon template ID"},
    [TEXT_REVIEW_OLD] = {"Ancienne" NBSP ": vérifiée, ou sinon constatée, avant le {}",
                         "Old: verified, or else reported, before {}"},
    [TEXT_REVIEW_SHOWN] = {"Montrées" NBSP ": {} (la suite" NBSP ": --offset, -n)",
                           "Shown: {} (the rest: --offset, -n)"},
    [TEXT_RECORD] = {"Fiche", "Record"},
    [TEXT_REASONS] = {"Raisons", "Reasons"},
};

struct making {
    struct document *document;
    const struct output_settings *settings;
    const cJSON *answer;
};

static const char *text_in(const struct making *making, enum text id)
{
    return making->settings->ui == PARANGON_FR ? texts[id].fr : texts[id].en;
}

static const char *label_of(const struct making *making, const cJSON *value)
{
    const char *label = words_of_both(words_member(value, "label"), making->settings->ui);

    if (!label)
        label = words_text(value, "value");
    return label ? label : "?";
}

/* ---- Words ---- */

static void add_filled(struct making *making, enum text id, const char *value)
{
    struct parangon_buf filled = {0};

    string_fill(&filled, text_in(making, id), value);
    document_text(making->document, parangon_buf_str(&filled));
    parangon_buf_clear(&filled);
}

static void paragraph(struct making *making, enum text id, const char *value)
{
    document_paragraph(making->document);
    add_filled(making, id, value);
}

static void add_number(struct making *making, double number)
{
    struct parangon_buf digits = {0};

    number_add(&digits, number, making->settings->ui);
    document_text(making->document, digits.data);
    parangon_buf_clear(&digits);
}

/* "12 / 40", which is a share and not only a part. */
static void add_part(struct parangon_buf *out, double part, double whole, enum parangon_lang ui)
{
    number_add(out, part, ui);
    parangon_buf_puts(out, " / ");
    number_add(out, whole, ui);
    if (whole <= 0)
        return;
    parangon_buf_puts(out, " (");
    number_add(out, (double)(long)(100 * part / whole + 0.5), ui);
    parangon_buf_puts(out, ui == PARANGON_FR ? THIN "%)" : "%)");
}

static void paragraph_part(struct making *making, enum text id, double part, double whole)
{
    struct parangon_buf value = {0};

    add_part(&value, part, whole, making->settings->ui);
    paragraph(making, id, value.data);
    parangon_buf_clear(&value);
}

/* ---- What the base holds ---- */

static void add_facet(struct making *making, const cJSON *facet)
{
    enum parangon_lang ui = making->settings->ui;
    const char *name = string_field(facet->string, ui);
    int all = cJSON_GetArraySize(facet), shown = 0;
    const cJSON *value;
    struct parangon_buf left = {0};

    document_point(making->document, 0);
    document_name(making->document, name ? name : facet->string);
    cJSON_ArrayForEach(value, facet)
    {
        if (shown == VALUES_SHOWN)
            break;
        document_text(making->document, shown++ ? WORDS_SEPARATOR : "");
        document_text(making->document, words_facet_label(making->settings, facet->string, value));
        document_text(making->document, NBSP);
        add_number(making, parangon_json_number(value, "count", 0));
    }
    number_add(&left, all - shown, ui);
    if (all > shown)
        add_filled(making, TEXT_MORE, left.data);
    parangon_buf_clear(&left);
}

/* Which command shows more. */
static void hint(struct making *making, enum text id)
{
    if (making->settings->hints)
        paragraph(making, id, "");
}

static void add_total(struct making *making, const char *key, enum string_id name)
{
    const cJSON *total = words_member(making->answer, key);

    if (!cJSON_IsNumber(total) && !cJSON_IsString(total))
        return;
    document_point(making->document, 0);
    document_name(making->document, string_in(name, making->settings->ui));
    if (cJSON_IsNumber(total))
        add_number(making, total->valuedouble);
    else
        document_text(making->document, total->valuestring);
}

static void add_holdings(struct making *making)
{
    const cJSON *facets = words_member(making->answer, "facets"), *facet;

    add_total(making, "records", STRING_RECORD_COUNT);
    add_total(making, "passages", STRING_PASSAGES);
    if (making->settings->hints) {
        add_total(making, "analysis", STRING_ANALYSIS);
        add_total(making, "index_format", STRING_INDEX_FORMAT);
    }
    if (!facets)
        return;
    document_heading(making->document, 1, text_in(making, TEXT_HOLDS));
    cJSON_ArrayForEach(facet, facets)
    {
        if (facet->child && facet->string)
            add_facet(making, facet);
    }
    hint(making, TEXT_ALL_COUNTS);
}

/* ---- Leads ---- */

static void add_leads(struct making *making)
{
    const cJSON *leads = words_member(making->answer, "leads"), *lead;
    double with = parangon_json_number(leads, "with_lead", 0);

    if (!leads)
        return;
    document_heading(making->document, 1, text_in(making, TEXT_LEADS));
    if (with <= 0) {
        paragraph(making, TEXT_NO_LEADS, "");
        return;
    }
    paragraph_part(making, TEXT_LEADS_OF, with, parangon_json_number(leads, "records", 0));
    paragraph_part(making, TEXT_LEADS_SHARE, parangon_json_number(leads, "top_records", 0), with);
    document_point(making->document, 0);
    cJSON_ArrayForEach(lead, words_member(leads, "top"))
    {
        document_text(making->document,
                      lead == words_member(leads, "top")->child ? "" : WORDS_SEPARATOR);
        document_text(making->document, label_of(making, lead));
        document_text(making->document, NBSP);
        add_number(making, parangon_json_number(lead, "count", 0));
    }
}

/* ---- Themes by size classes ---- */

/* "Pilotage … › Moyens …": a narrower theme is named with what it is under. */
static void add_theme_name(const struct making *making, const cJSON *theme,
                           struct parangon_buf *out)
{
    const char *under = words_text(theme, "under");

    if (under)
        parangon_buf_printf(out, "%s \xE2\x80\xBA ",
                            words_label(making->settings, PARANGON_THEMES, under));
    parangon_buf_puts(out, label_of(making, theme));
}

static void add_row(struct making *making, const cJSON *theme)
{
    struct parangon_buf name = {0};
    const cJSON *count;

    add_theme_name(making, theme, &name);
    document_row(making->document);
    document_cell(making->document);
    document_text(making->document, name.data);
    document_number(making->document, parangon_json_number(theme, "count", 0), 0, NULL);
    cJSON_ArrayForEach(count, words_member(theme, "classes"))
    {
        if (count->valuedouble > 0)
            document_number(making->document, count->valuedouble, 0, NULL);
        else
            document_missing(making->document, text_in(making, TEXT_NONE_CELL));
    }
    document_number(making->document, parangon_json_number(theme, "without_class", 0), 0, NULL);
    parangon_buf_clear(&name);
}

static void add_matrix(struct making *making, const cJSON *matrix)
{
    const cJSON *item;

    paragraph(making, TEXT_NONE_MEANS, "");
    document_table(making->document, "themes", text_in(making, TEXT_MATRIX), true);
    document_column(making->document, text_in(making, TEXT_THEME), false);
    document_column(making->document, text_in(making, TEXT_COUNT), true);
    cJSON_ArrayForEach(item, words_member(matrix, "classes"))
        document_column(making->document, label_of(making, item), true);
    document_column(making->document, text_in(making, TEXT_OTHER_LEADS), true);
    cJSON_ArrayForEach(item, words_member(matrix, "themes")) add_row(making, item);
}

/* The labels of the classes that have a record, with how many, or of those that have none. */
static void add_class_labels(const struct making *making, const cJSON *matrix, const cJSON *theme,
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
        parangon_buf_puts(out, out->len ? string_in(STRING_LIST, making->settings->ui) : "");
        parangon_buf_puts(out, label_of(making, class));
        if (held)
            parangon_buf_puts(out, NBSP);
        if (held)
            number_add(out, records, making->settings->ui);
    }
}

/* The shorter list is told: of the classes without a record, or of those with one. */
static void add_holes_in_words(struct making *making, const cJSON *matrix, const cJSON *theme)
{
    int all = cJSON_GetArraySize(words_member(matrix, "classes"));
    int holes = cJSON_GetArraySize(words_member(theme, "holes"));
    bool held = 2 * holes > all;
    struct parangon_buf labels = {0};

    add_class_labels(making, matrix, theme, held, &labels);
    if (!holes)
        add_filled(making, TEXT_EVERY_CLASS, "");
    else if (holes == all)
        add_filled(making, TEXT_NO_CLASS, "");
    else
        add_filled(making, held ? TEXT_ONLY_FOR : TEXT_NONE_FOR, parangon_buf_str(&labels));
    parangon_buf_clear(&labels);
}

static void add_theme_in_words(struct making *making, const cJSON *matrix, const cJSON *theme)
{
    double count = parangon_json_number(theme, "count", 0);
    struct parangon_buf name = {0};

    add_theme_name(making, theme, &name);
    document_point(making->document, 0);
    document_name(making->document, name.data);
    if (count > 0) {
        add_number(making, count);
        document_text(making->document, string_in(STRING_LIST, making->settings->ui));
        add_holes_in_words(making, matrix, theme);
    } else {
        document_text(making->document, text_in(making, TEXT_NONE));
    }
    parangon_buf_clear(&name);
}

static void add_empty_themes(struct making *making, const cJSON *matrix)
{
    struct parangon_buf names = {0};
    const cJSON *theme;

    cJSON_ArrayForEach(theme, words_member(matrix, "themes"))
    {
        if (parangon_json_number(theme, "count", 0) > 0)
            continue;
        parangon_buf_puts(&names, names.len ? WORDS_SEPARATOR : "");
        parangon_buf_puts(&names, label_of(making, theme));
    }
    if (names.len)
        paragraph(making, TEXT_EMPTY_THEMES, names.data);
    parangon_buf_clear(&names);
}

/* `alone`: nothing but this was asked for. */
static void add_coverage(struct making *making, bool in_words)
{
    const cJSON *matrix = words_member(making->answer, "matrix"), *theme;
    bool alone = !words_member(making->answer, "facets");
    double holes = parangon_json_number(matrix, "holes", 0);
    struct parangon_buf practices = {0};

    if (!matrix)
        return;
    number_add(&practices, parangon_json_number(matrix, "practices", 0), making->settings->ui);
    document_heading(making->document, 1, text_in(making, TEXT_MATRIX));
    paragraph(making, TEXT_PRACTICES, practices.data);
    if (holes > 0)
        paragraph_part(making, TEXT_HOLES, holes, parangon_json_number(matrix, "cells", 0));
    else
        paragraph(making, TEXT_HOLES_NONE, "");
    if (!in_words) {
        add_matrix(making, matrix);
    } else if (alone) {
        cJSON_ArrayForEach(theme, words_member(matrix, "themes"))
            add_theme_in_words(making, matrix, theme);
    } else {
        add_empty_themes(making, matrix);
        hint(making, TEXT_HOLES_MORE);
    }
    parangon_buf_clear(&practices);
}

/* ---- Review ---- */

static const char *reason_label(const struct making *making, const char *code)
{
    const cJSON *reason;

    cJSON_ArrayForEach(reason, words_member(making->answer, "review_reasons"))
    {
        const char *value = words_text(reason, "value");

        if (value && strcmp(value, code) == 0)
            return label_of(making, reason);
    }
    return code;
}

static void add_reason_counts(struct making *making)
{
    const cJSON *reason;

    cJSON_ArrayForEach(reason, words_member(making->answer, "review_reasons"))
    {
        double count = parangon_json_number(reason, "count", 0);

        if (count <= 0)
            continue;
        document_point(making->document, 0);
        document_name(making->document, label_of(making, reason));
        add_number(making, count);
        document_faint(making->document, " (");
        document_faint(making->document, words_text(reason, "value"));
        document_faint(making->document, ")");
    }
}

static void add_to_review(struct making *making, const cJSON *item, bool in_words)
{
    const char *lang = words_text(item, "lang"), *id = words_text(item, "id");
    const cJSON *reason;
    unsigned told = 0;

    if (in_words) {
        document_point(making->document, 0);
    } else {
        document_row(making->document);
        document_cell(making->document);
    }
    document_record(making->document, words_text(item, "title"), id ? id : "?",
                    parangon_lang_from_code(lang ? lang : ""));
    if (in_words)
        document_text(making->document, string_in(STRING_COLON, making->settings->ui));
    else
        document_cell(making->document);
    cJSON_ArrayForEach(reason, words_member(item, "reasons"))
    {
        if (!cJSON_IsString(reason))
            continue;
        document_text(making->document, told++ ? ", " : "");
        document_text(making->document, reason_label(making, reason->valuestring));
    }
}

static void add_review_list(struct making *making, bool in_words)
{
    const cJSON *review = words_member(making->answer, "review"), *item;
    struct parangon_buf shown = {0};

    if (cJSON_GetArraySize(review) == 0)
        return;
    add_part(&shown, cJSON_GetArraySize(review),
             parangon_json_number(making->answer, "review_total", 0), making->settings->ui);
    paragraph(making, TEXT_REVIEW_SHOWN, shown.data);
    parangon_buf_clear(&shown);
    if (!in_words) {
        document_table(making->document, "review", text_in(making, TEXT_REVIEW), true);
        document_column(making->document, text_in(making, TEXT_RECORD), false);
        document_column(making->document, text_in(making, TEXT_REASONS), false);
    }
    cJSON_ArrayForEach(item, review) add_to_review(making, item, in_words);
}

static void add_review(struct making *making, bool in_words)
{
    double count = parangon_json_number(making->answer, "to_review", -1);
    const char *before = words_text(making->answer, "old_before");
    struct parangon_buf day = {0};

    if (count < 0)
        return;
    document_heading(making->document, 1, text_in(making, TEXT_REVIEW));
    if (count > 0)
        paragraph_part(making, TEXT_REVIEW_COUNT, count,
                       parangon_json_number(making->answer, "records", 0));
    else
        paragraph(making, TEXT_REVIEW_NONE, "");
    add_reason_counts(making);
    number_add_date(&day, before ? before : "", making->settings->ui);
    paragraph(making, TEXT_REVIEW_OLD, parangon_buf_str(&day));
    parangon_buf_clear(&day);
    add_review_list(making, in_words);
    if (count > 0 && !words_member(making->answer, "review"))
        hint(making, TEXT_REVIEW_MORE);
}

/* ---- The document ---- */

static void fill(const cJSON *answer, const struct output_settings *settings,
                 struct document *document, bool in_words)
{
    struct making making = {document, settings, answer};

    document_init(document, settings->ui, text_in(&making, TEXT_TITLE));
    add_holdings(&making);
    add_leads(&making);
    add_coverage(&making, in_words);
    add_review(&making, in_words);
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
