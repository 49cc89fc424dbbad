/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "compare_strings.h"

#include "output_strings.h"

#define NBSP "\xC2\xA0"
#define THIN "\xE2\x80\xAF"

static const struct {
    const char *fr, *en;
} strings[COMPARE_STRING_COUNT] = {
    [COMPARE_TITLE] = {"{} et ses pairs", "{} and its peers"},
    [COMPARE_SIDE_BY_SIDE] = {"Pratiques côte à côte", "Practices side by side"},
    [COMPARE_MISSING] = {"non documenté dans la base", "not documented in the base"},
    [COMPARE_NO_PEERS] = {"La base ne contient aucun pair qui réponde à ces conditions.",
                          "The base holds no peer that meets these conditions."},
    [COMPARE_OWN_PRACTICES] = {"Ses pratiques sur la demande", "Its own practices as asked for"},
    [COMPARE_FILTERS] = {"Demande", "Asked for"},
    [COMPARE_COUPLE] = {"Ville et intercommunalité", "City and intercommunality"},
    [COMPARE_IN_SIZE] = {"de la taille demandée", "of the size asked for"},
    [COMPARE_OUTSIDE] = {"hors de la taille demandée", "outside the size asked for"},
    [COMPARE_CRITERIA] = {"Critères", "Criteria"},
    [COMPARE_AUTHORITY] = {"Collectivité", "Authority"},
    [COMPARE_CODE] = {"Code", "Code"},
    [COMPARE_KIND] = {"Nature", "Kind"},
    [COMPARE_INHABITANTS] = {"Habitants", "Inhabitants"},
    [COMPARE_SIZE_COLUMN] = {"Taille", "Size"},
    [COMPARE_SIMILARITY] = {"Ressemblance", "Similarity"},
    [COMPARE_WHY] = {"Ce qui rapproche", "What is alike"},
    [COMPARE_DIFFERS] = {"Ce qui diffère", "What differs"},
    [COMPARE_PRACTICES] = {"Pratiques", "Practices"},
    [COMPARE_PEERS] = {"Pairs", "Peers"},
    [COMPARE_PRACTICE] = {"Pratique", "Practice"},
    [COMPARE_STAGE] = {"Stade", "Stage"},
    [COMPARE_AGE] = {"Ancienneté", "Age"},
    [COMPARE_PARTNERS] = {"Partenaires", "Partners"},
    [COMPARE_SCHEMES] = {"Dispositifs", "Funding schemes"},
    [COMPARE_EVIDENCE] = {"Niveau de preuve", "Evidence"},
    [COMPARE_INDICATORS] = {"Indicateurs", "Indicators"},
    [COMPARE_INDICATOR] = {"Indicateur", "Indicator"},
    [COMPARE_MEDIAN] = {"Médiane", "Median"},
    [COMPARE_MEDIAN_OF] = {"(n = {})", "(n = {})"},
    [COMPARE_SOURCES] = {"Chiffres et leurs sources", "Figures and their sources"},
    [COMPARE_VALUE] = {"Valeur", "Value"},
    [COMPARE_EXACT] = {"Valeur exacte", "Exact value"},
    [COMPARE_LEAST] = {"Au moins", "At least"},
    [COMPARE_MOST] = {"Au plus", "At most"},
    [COMPARE_UNIT] = {"Unité", "Unit"},
    [COMPARE_YEAR] = {"Année", "Year"},
    [COMPARE_PERIMETER] = {"Périmètre", "Perimeter"},
    [COMPARE_NO_PERIMETER] = {"périmètre non précisé", "perimeter not stated"},
    [COMPARE_NO_YEAR] = {"non précisée", "not stated"},
    [COMPARE_SOURCE] = {"Source", "Source"},
    [COMPARE_RECORD] = {"Fiche", "Record"},
    [COMPARE_NOTE] = {"Remarque", "Note"},
    [COMPARE_FIELD] = {"Champ", "Field"},
    [COMPARE_SHEET_PEERS] = {"pairs", "peers"},
    [COMPARE_SHEET_PRACTICES] = {"pratiques", "practices"},
    [COMPARE_SHEET_INDICATORS] = {"indicateurs", "indicators"},
    [COMPARE_SHEET_SOURCES] = {"sources", "sources"},
    [COMPARE_SHEET_FIELDS] = {"champs", "fields"},
    [COMPARE_RULE] = {"L'absence d'une information dans la base ne dit rien de ce que fait une "
                      "collectivité. Aucun classement n'est fait.",
                      "What the base does not hold says nothing of what an authority does. Nobody "
                      "is ranked."},
};

const char *compare_string(enum compare_string id, enum parangon_lang ui)
{
    return ui == PARANGON_FR ? strings[id].fr : strings[id].en;
}

void compare_string_add(struct parangon_buf *out, enum compare_string id, enum parangon_lang ui,
                        const char *value)
{
    string_fill(out, compare_string(id, ui), value);
}
