/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "output_strings.h"

#include "parangon/record.h"

#include <string.h>

/* U+00A0 before a colon and inside quotes, U+202F before a semicolon, as French printers do. */
#define NBSP "\xC2\xA0"
#define THIN "\xE2\x80\xAF"

struct both {
    const char *fr, *en;
};

static const struct both strings[STRING_COUNT] = {
    [STRING_NO_RECORD] = {"Aucune fiche ne correspond.", "No record matches."},
    [STRING_ONE_RECORD] = {"1 fiche", "1 record"},
    [STRING_RECORDS] = {"{} fiches", "{} records"},
    [STRING_SHOWN] = {" ({})", " ({})"},
    [STRING_READ_AS] = {"lu ainsi" NBSP ": {}", "read as: {}"},
    [STRING_CORRECTED] = {"réponse pour «" NBSP "{}" NBSP "»", "answer for “{}”"},
    [STRING_PROPOSED] = {"voulez-vous dire «" NBSP "{}" NBSP "»" THIN "?", "did you mean “{}”?"},
    /* True of no record with all words as of a few: the requirement loosens below ten. */
    [STRING_MATCH_MOST] = {"Peu de fiches, ou aucune, contiennent tous les mots" THIN
                           "; voici celles qui en contiennent la plupart.",
                           "Few records, or none, hold all the words; here are those that hold "
                           "most of them."},
    [STRING_MATCH_ANY] = {"Peu de fiches, ou aucune, contiennent tous les mots" THIN
                          "; voici celles qui en contiennent au moins un.",
                          "Few records, or none, hold all the words; here are those that hold at "
                          "least one."},
    [STRING_PARTIAL] = {"Réponse partielle" NBSP ": une partie de l'index n'a pas répondu.",
                        "Partial answer: a part of the index did not respond."},
    [STRING_TRY_WORDS] = {"Essayez moins de mots ou des mots plus courants" THIN "; «" NBSP
                          "parangon themes" NBSP "» donne la liste des thèmes.",
                          "Try fewer words or more common ones; “parangon themes” lists the "
                          "themes."},
    [STRING_INHABITANTS] = {"{}" NBSP "hab.", "pop. {}"},
    [STRING_LESS_THAN] = {"moins de {}", "under {}"},
    [STRING_MORE_THAN] = {"plus de {}", "over {}"},
    [STRING_WITH] = {"avec {}", "with {}"},
    [STRING_AND_MORE] = {"et {} autres", "and {} more"},
    [STRING_SINCE] = {"depuis {}", "since {}"},
    [STRING_UNTIL] = {"jusqu'en {}", "until {}"},
    [STRING_REPORTED_IN] = {"constaté en {}", "reported in {}"},
    [STRING_NOT_CHECKED] = {"non vérifié depuis", "not verified since"},
    [STRING_CHECKED_ON] = {"vérifié le {}", "verified on {}"},
    [STRING_CHECKED_IN] = {"vérifié en {}", "verified in {}"},
    [STRING_IN_FRENCH] = {"en français", "in French"},
    [STRING_IN_ENGLISH] = {"en anglais", "in English"},
    [STRING_WHY] = {"Pourquoi", "Why"},
    [STRING_PAGE] = {"p." NBSP "{}", "p." NBSP "{}"},
    [STRING_COLON] = {NBSP ": ", ": "},
    [STRING_LIST] = {THIN "; ", "; "},
    [STRING_OPEN_QUOTE] = {"«" NBSP, "“"},
    [STRING_CLOSE_QUOTE] = {NBSP "»", "”"},
    [STRING_NARROW] = {"Pour affiner", "To narrow down"},
    [STRING_EXPANSION] = {"aussi {}", "also {}"},
    [STRING_YES] = {"oui", "yes"},
    [STRING_NO] = {"non", "no"},
    [STRING_VERSION] = {"Version {}", "Version {}"},
    [STRING_PASSAGES] = {"Passages", "Passages"},
    [STRING_RECORD_COUNT] = {"Fiches", "Records"},
    [STRING_ANALYSIS] = {"Analyse des textes, version", "Text analysis, version"},
    [STRING_INDEX_FORMAT] = {"Format de l'index", "Index format"},
    [STRING_CHECK_PASSAGES] = {"{} passages", "{} passages"},
    [STRING_CHECK_TERMS] = {"{} termes", "{} terms"},
    [STRING_CHECK_SOURCE] = {"source" NBSP ": {}", "source: {}"},
    [STRING_CHECK_LEFT_OVER] = {"{}" NBSP ": reste d'une indexation interrompue, que la prochaine "
                                "effacera",
                                "{}: left over from a run that was killed; the next one removes "
                                "it"},
    [STRING_CHECK_INTERRUPTED] = {"La dernière mise à jour a été interrompue" NBSP
                                  ": les fichiers n'ont pas de sommes auxquelles les comparer.",
                                  "The last update was interrupted: there are no checksums to "
                                  "compare the files with."},
    [STRING_CHECK_NO_TABLES] = {"Le contrôle de Xapian, qui demande le droit d'écrire, n'a pas été "
                                "fait" THIN "; tout le reste l'a été.",
                                "Xapian's own check needs the right to write and was left out; all "
                                "the rest was checked."},
    [STRING_CHECK_WHOLE] = {"L'index est intact.", "The index is whole."},
    [STRING_CHECK_DAMAGED] = {"L'index est endommagé" NBSP ":", "The index is damaged:"},
    [STRING_CHECK_COMPLETE] = {"Pour terminer la mise à jour" NBSP ":", "To complete the update:"},
    [STRING_CHECK_REBUILD] = {"Pour refaire l'index" NBSP ":", "To make the index anew:"},
    [STRING_CHECK_GO_BACK] = {"L'état d'avant la dernière reconstruction est intact" THIN
                              "; pour y revenir en attendant" NBSP ":",
                              "The state before the last rebuild is whole; to go back to it "
                              "meanwhile:"},
};

/* Every field that a reader may see, by its name in a record; "year" is a filter alone. */
static const struct {
    const char *name;
    struct both shown;
} field_names[] = {
    {"id", {"Identifiant", "Id"}},
    {"ref", {"Référence", "Reference"}},
    {"kind", {"Nature", "Kind"}},
    {"lang", {"Langue", "Language"}},
    {"title", {"Titre", "Title"}},
    {"summary", {"Résumé", "Summary"}},
    {"text", {"Texte", "Text"}},
    {"path", {"Fichier", "File"}},
    {"themes", {"Thèmes", "Themes"}},
    {"actions", {"Formes d'action", "Forms of action"}},
    {"sdg", {"ODD", "SDGs"}},
    {"schemes", {"Dispositifs", "Funding schemes"}},
    {"networks", {"Réseaux", "Networks"}},
    {"funders", {"Financeurs", "Funders"}},
    {"actors", {"Acteurs", "Actors"}},
    {"lead", {"Porteur", "Lead"}},
    {"co_leads", {"Avec", "Co-leads"}},
    {"partners", {"Partenaires", "Partners"}},
    {"countries", {"Pays", "Countries"}},
    {"class", {"Classe de taille", "Size class"}},
    {"authority", {"Collectivité", "Authority"}},
    {"region", {"Région", "Region"}},
    {"department", {"Département", "Department"}},
    {"parent", {"Intercommunalité", "Intercommunality"}},
    {"year", {"Année", "Year"}},
    {"decade", {"Décennie", "Decade"}},
    {"population", {"Population", "Population"}},
    {"amount", {"Montant", "Amount"}},
    {"year_start", {"Début", "Start"}},
    {"year_end", {"Fin", "End"}},
    {"ongoing", {"Toujours en cours", "Still going on"}},
    {"year_reported", {"Constaté en", "Reported in"}},
    {"stage", {"Stade", "Stage"}},
    {"checked_on", {"Vérifié le", "Verified on"}},
    {"amount_eur", {"Montant total", "Total amount"}},
    {"amounts", {"Montants", "Amounts"}},
    {"indicators", {"Chiffres", "Figures"}},
    {"measured", {"Chiffres sur", "Figures about"}},
    {"evidence", {"Niveau de preuve", "Evidence"}},
    {"source", {"Source", "Source"}},
    {"status", {"Statut", "Status"}},
    {"visibility", {"Visibilité", "Visibility"}},
    {"contact", {"Contact", "Contact"}},
    {"translation_of", {"Traduction de", "Translation of"}},
    {"scope", {"Échelle", "Scope"}},
    {"governance", {"Gouvernance", "Governance"}},
    {"services", {"Services", "Services"}},
    {"functions", {"Fonctions", "Functions"}},
    {"eligible", {"Bénéficiaires", "Who may apply"}},
    {"amount_min", {"Montant minimal", "Smallest grant"}},
    {"amount_max", {"Montant maximal", "Largest grant"}},
    {"rate", {"Taux", "Rate"}},
    {"duration", {"Durée", "Duration"}},
    {"opens", {"Ouverture", "Opens"}},
    {"closes", {"Clôture", "Closes"}},
    {"legal_basis", {"Base légale", "Legal basis"}},
    {"state", {"État", "State"}},
};

static const char *pick(const struct both *both, enum parangon_lang ui)
{
    return ui == PARANGON_FR ? both->fr : both->en;
}

const char *string_in(enum string_id id, enum parangon_lang ui)
{
    return pick(&strings[id], ui);
}

void string_fill(struct parangon_buf *out, const char *string, const char *value)
{
    const char *hole = strstr(string, "{}");

    if (!hole) {
        parangon_buf_puts(out, string);
        return;
    }
    parangon_buf_add(out, string, (size_t)(hole - string));
    parangon_buf_puts(out, value);
    parangon_buf_puts(out, hole + 2);
}

void string_add(struct parangon_buf *out, enum string_id id, enum parangon_lang ui,
                const char *value)
{
    string_fill(out, string_in(id, ui), value);
}

static const char *field_shown(const char *name, enum parangon_lang ui)
{
    for (size_t i = 0; i < sizeof field_names / sizeof *field_names; i++) {
        if (strcmp(field_names[i].name, name) == 0)
            return pick(&field_names[i].shown, ui);
    }
    return NULL;
}

const char *string_field(const char *name, enum parangon_lang ui)
{
    const char *shown = field_shown(name, ui);
    const struct parangon_field *field = shown ? NULL : parangon_field_filter(name);

    return field ? field_shown(field->name, ui) : shown;
}
