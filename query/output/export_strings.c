/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "export_strings.h"

#include "output_strings.h"

#define NBSP "\xC2\xA0"
#define THIN "\xE2\x80\xAF"

static const struct {
    const char *fr, *en;
} strings[EXPORT_STRING_COUNT] = {
    [EXPORT_ABOUT] = {"À propos", "About"},
    [EXPORT_ABOUT_FIELD] = {"Ce classeur", "This workbook"},
    [EXPORT_ABOUT_VALUE] = {"Valeur", "Value"},
    [EXPORT_AMOUNTS] = {"Montants", "Amounts"},
    [EXPORT_COLUMN_CURRENCY] = {"Devise", "Currency"},
    [EXPORT_COLUMN_FIGURE] = {"Chiffre", "Figure"},
    [EXPORT_COLUMN_LABEL] = {"Objet", "For"},
    [EXPORT_COLUMN_PERIMETER] = {"Périmètre", "Perimeter"},
    [EXPORT_COLUMN_SOURCE] = {"Source", "Source"},
    [EXPORT_COLUMN_UNIT] = {"Unité", "Unit"},
    [EXPORT_COLUMN_VALUE] = {"Valeur", "Value"},
    [EXPORT_COLUMN_YEAR] = {"Année", "Year"},
    [EXPORT_CONTINUED] = {"Suite", "Continued"},
    [EXPORT_CONTINUED_CELL] = {"Cellule", "Cell"},
    [EXPORT_CONTINUED_PART] = {"Partie", "Part"},
    [EXPORT_CONTINUED_POINTER] = {" […] (suite" NBSP ": feuille «" NBSP "{}" NBSP "»)",
                                  " […] (goes on in the sheet “{}”)"},
    [EXPORT_COUNTRIES] = {"Pays partenaires", "Partner countries"},
    [EXPORT_DATE] = {"Date", "Date"},
    [EXPORT_EVIDENCE_LABEL] = {"Preuve", "Evidence in words"},
    [EXPORT_FACTS] = {"Repères", "Facts"},
    [EXPORT_FIGURES] = {"Chiffres", "Figures"},
    [EXPORT_FILTERS] = {"Filtres", "Filters"},
    [EXPORT_LEAD_CODE] = {"Code du porteur", "Code of the lead"},
    [EXPORT_LIKE] = {"Proches de la fiche", "Like the record"},
    [EXPORT_MADE_WITH] = {"Réalisé avec", "Made with"},
    [EXPORT_PAGE_OF] = {"page", "page"},
    [EXPORT_POPULATION] = {"Population du porteur", "Population of the lead"},
    [EXPORT_PRECISION] = {"{} (précisions)", "{} (details)"},
    [EXPORT_RANK] = {"Rang", "Rank"},
    [EXPORT_RECORD] = {"Fiche", "Record"},
    [EXPORT_RECORDS] = {"Fiches", "Records"},
    [EXPORT_RESULTS] = {"Résultats", "Results"},
    [EXPORT_RESULTS_SHOWN] = {"Résultats présents ici", "Results here"},
    [EXPORT_RESULTS_TOTAL] = {"Résultats trouvés", "Results found"},
    [EXPORT_RIGHTS] =
        {"Chaque fiche cite sa source" THIN "; ce qui n'y figure pas n'est pas "
         "documenté dans la base. Les droits sur une fiche sont ceux de sa source" THIN
         "; les fiches livrées avec Parangon sont sous licence CC" NBSP "BY" NBSP "4.0.",
         "Each record names its source; what it does not say is not documented in "
         "the base. The rights to a record are those of its source; the records "
         "that come with Parangon are under CC" NBSP "BY" NBSP "4.0."},
    [EXPORT_RIGHTS_NAME] = {"Sources et droits", "Sources and rights"},
    [EXPORT_SCORE] = {"Score", "Score"},
    [EXPORT_SEARCH] = {"Recherche", "Search"},
    [EXPORT_TABLE] = {"Tableau {}", "Table {}"},
    [EXPORT_TEXT] = {"Texte", "Text"},
    [EXPORT_TITLE] = {"Titre", "Title"},
    [EXPORT_URL] = {"Adresse web", "Web address"},
};

const char *export_string(enum export_string id, enum parangon_lang ui)
{
    return ui == PARANGON_FR ? strings[id].fr : strings[id].en;
}

void export_add(struct parangon_buf *out, enum export_string id, enum parangon_lang ui,
                const char *value)
{
    string_fill(out, export_string(id, ui), value);
}
