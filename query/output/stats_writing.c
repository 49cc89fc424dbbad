/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "stats_writing.h"

#include "numbers.h"
#include "output_strings.h"
#include "words.h"

#define NBSP "\xC2\xA0"
#define THIN "\xE2\x80\xAF"

static const struct {
    const char *fr, *en;
} strings[STATS_STRING_COUNT] = {
    [STATS_TITLE] = {"Couverture de la base", "Coverage of the base"},
    [STATS_HOLDS] = {"Ce que contient la base", "What the base holds"},
    [STATS_MORE] = {" … et {} autres", " … and {} more"},
    [STATS_ALL_COUNTS] = {"Tous les nombres" NBSP ": parangon stats --format json",
                          "All counts: parangon stats --format json"},
    [STATS_LEADS] = {"Qui revient le plus", "Who comes up most"},
    [STATS_NO_LEADS] = {"Aucune pratique de la base n'a de porteur.",
                        "No practice of the base has a lead."},
    [STATS_LEADS_OF] = {"Pratiques avec un porteur" NBSP ": {}", "Practices with a lead: {}"},
    [STATS_LEADS_SHARE] = {"Part des dix porteurs les plus fréquents" NBSP ": {}",
                           "Share of the ten most frequent leads: {}"},
    [STATS_MATRIX] = {"Pratiques par thème et par taille", "Practices by theme and size"},
    [STATS_PRACTICES] = {"Pratiques" NBSP ": {}", "Practices: {}"},
    [STATS_HOLES] = {"Croisements d'un thème et d'une classe de taille sans fiche" NBSP ": {}",
                     "Pairs of a theme and a size class without a record: {}"},
    [STATS_HOLES_NONE] = {"Chaque thème a une fiche de chaque classe de taille.",
                          "Every theme has a record of every size class."},
    [STATS_HOLES_MORE] = {"Le détail" NBSP ": parangon stats --holes",
                          "In detail: parangon stats --holes"},
    [STATS_THEME] = {"Thème", "Theme"},
    [STATS_COUNT] = {"Fiches", "Records"},
    [STATS_OTHER_LEADS] = {"Autre porteur ou inconnu", "Other or unknown lead"},
    [STATS_NONE] = {"aucune fiche dans la base", "no record in the base"},
    [STATS_NONE_CELL] = {"aucune", "none"},
    [STATS_NONE_MEANS] =
        {"«" NBSP "aucune" NBSP "»" NBSP ": aucune fiche dans la base, ce qui ne dit pas "
         "que rien ne se fait.",
         "“none”: no record in the base, which does not mean that nothing is done."},
    [STATS_NONE_FOR] = {"aucune fiche dans la base pour" NBSP ": {}",
                        "no record in the base for: {}"},
    [STATS_ONLY_FOR] = {"{}" THIN "; aucune fiche dans la base pour les autres classes de taille",
                        "{}; no record in the base for the other size classes"},
    [STATS_NO_CLASS] = {"porteurs sans classe de taille seulement, aucune fiche dans la base pour "
                        "les classes de taille",
                        "leads without a size class only, no record in the base for the size "
                        "classes"},
    [STATS_EVERY_CLASS] = {"une fiche au moins de chaque classe de taille",
                           "at least one record of every size class"},
    [STATS_EMPTY_THEMES] = {"Thèmes sans aucune pratique dans la base" NBSP ": {}",
                            "Themes without any practice in the base: {}"},
    [STATS_REVIEW] = {"Fiches à revoir", "Records to review"},
    [STATS_REVIEW_COUNT] = {"À revoir" NBSP ": {}", "To review: {}"},
    [STATS_REVIEW_NONE] = {"Aucune fiche à revoir.", "No record to review."},
    [STATS_REVIEW_MORE] = {"La liste" NBSP ": parangon stats --review" THIN
                           "; compléter une fiche" NBSP ": parangon template ID",
                           "The list: parangon stats --review; to complete a record: "
                           "parangon template ID"},
    [STATS_REVIEW_OLD] = {"Ancienne" NBSP ": vérifiée, ou sinon constatée, avant le {}",
                          "Old: verified, or else reported, before {}"},
    [STATS_REVIEW_SHOWN] = {"Montrées" NBSP ": {} (la suite" NBSP ": --offset, -n)",
                            "Shown: {} (the rest: --offset, -n)"},
    [STATS_RECORD] = {"Fiche", "Record"},
    [STATS_REASONS] = {"Raisons", "Reasons"},
};

const char *stats_word(const struct stats *stats, enum stats_string id)
{
    return stats->settings->ui == PARANGON_FR ? strings[id].fr : strings[id].en;
}

const char *stats_label(const struct stats *stats, const cJSON *value)
{
    const char *label = words_of_both(words_member(value, "label"), stats->settings->ui);

    if (!label)
        label = words_text(value, "value");
    return label ? label : "?";
}

void stats_fill(struct stats *stats, enum stats_string id, const char *value)
{
    struct parangon_buf filled = {0};

    string_fill(&filled, stats_word(stats, id), value);
    document_text(stats->document, parangon_buf_str(&filled));
    parangon_buf_clear(&filled);
}

void stats_paragraph(struct stats *stats, enum stats_string id, const char *value)
{
    document_paragraph(stats->document);
    stats_fill(stats, id, value);
}

void stats_number(struct stats *stats, double number)
{
    struct parangon_buf digits = {0};

    number_add(&digits, number, stats->settings->ui);
    document_text(stats->document, digits.data);
    parangon_buf_clear(&digits);
}

void stats_add_part(struct parangon_buf *out, double part, double whole, enum parangon_lang ui)
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

void stats_paragraph_part(struct stats *stats, enum stats_string id, double part, double whole)
{
    struct parangon_buf value = {0};

    stats_add_part(&value, part, whole, stats->settings->ui);
    stats_paragraph(stats, id, value.data);
    parangon_buf_clear(&value);
}

void stats_hint(struct stats *stats, enum stats_string id)
{
    if (stats->settings->hints)
        stats_paragraph(stats, id, "");
}
