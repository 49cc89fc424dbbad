/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "actors_strings.h"

#define NBSP "\xC2\xA0"
#define THIN "\xE2\x80\xAF"

static const struct {
    const char *french, *english;
} strings[ACTORS_STRING_COUNT] = {
    [ACTORS_TITLE] = {"Acteurs", "Actors"},
    [ACTORS_NONE] = {"Aucun acteur dans la base ne répond à ces critères.",
                     "No actor in the base answers to this."},
    [ACTORS_ONE] = {"1 acteur", "1 actor"},
    [ACTORS_COUNT] = {"{} acteurs", "{} actors"},
    [ACTORS_SHOWN] = {"montrés" NBSP ": {}", "shown: {}"},
    [ACTORS_LOOSENED] = {"Aucun ou peu d'acteurs ont tous les mots" THIN
                         "; ceux-ci en ont une partie.",
                         "No or few actors have all the words; these have some of them."},
    [ACTORS_REGION] = {"Dans la région" NBSP ": {}", "In the region: {}"},
    [ACTORS_EVERYWHERE] = {"Partout en France (échelle nationale)",
                           "Everywhere in France (national)"},
    [ACTORS_EUROPE] = {"À l'échelle européenne, sans région donnée",
                       "At European level, no region given"},
    [ACTORS_WORLD] = {"À l'échelle internationale, sans région donnée",
                      "At international level, no region given"},
    [ACTORS_UNDOCUMENTED] = {"non documenté dans la base", "not documented in the base"},
    [ACTORS_NO_STATE] = {"non documenté dans la base, à vérifier",
                         "not documented in the base, to be checked"},
    [ACTORS_STATED] = {"selon la fiche", "says the record"},
    [ACTORS_BY_DATES] = {"selon ses dates, au {}", "by its dates, on {}"},
    [ACTORS_AMOUNTS] = {"Montants", "Amounts"},
    [ACTORS_FROM_TO] = {"de {} à ", "from {} to "},
    [ACTORS_FROM] = {"à partir de {}", "from {}"},
    [ACTORS_UP_TO] = {"jusqu'à {}", "up to {}"},
    [ACTORS_SOURCE] = {"Source", "Source"},
    [ACTORS_MATRIX] = {"Qui fait quoi", "Who does what"},
    [ACTORS_MATRIX_CAPTION] = {"Acteurs et fonctions. Une case sans «" NBSP "oui" NBSP "»" NBSP
                               ": non documenté dans la base.",
                               "Actors and functions. A cell without \"yes\": not documented in "
                               "the base."},
    [ACTORS_MATRIX_SHEET] = {"Fonctions", "Functions"},
    [ACTORS_ACTOR] = {"Acteur", "Actor"},
    [ACTORS_YES] = {"✓ oui", "✓ yes"},
    [ACTORS_BLANK] = {"", ""},
};

const char *actors_string(enum actors_string id, enum parangon_lang ui)
{
    return ui == PARANGON_FR ? strings[id].french : strings[id].english;
}
