/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "page_strings.h"

#include "output/output_strings.h"

/* U+00A0 before a colon and inside quotes, U+202F before a semicolon, as French printers do. */
#define NBSP "\xC2\xA0"
#define THIN "\xE2\x80\xAF"

static const struct {
    const char *fr, *en;
} strings[PAGE_STRING_COUNT] = {
    [PAGE_SITE] = {"Parangon", "Parangon"},
    [PAGE_SLOGAN] = {"ce que les villes ont déjà essayé", "what cities have already tried"},
    [PAGE_SKIP] = {"Aller au contenu", "Skip to content"},
    [PAGE_NAVIGATION] = {"Rubriques", "Sections"},
    [PAGE_NAV_SEARCH] = {"Recherche", "Search"},
    [PAGE_NAV_THEMES] = {"Thèmes", "Themes"},
    [PAGE_NAV_COMPARE] = {"Comparer", "Compare"},
    [PAGE_NAV_ACTORS] = {"Acteurs", "Actors"},
    [PAGE_NAV_COVERAGE] = {"Couverture", "Coverage"},
    [PAGE_NAV_ABOUT] = {"Comment ça marche", "How it works"},
    [PAGE_OTHER_LANGUAGE] = {"English", "Français"},
    [PAGE_FOOTER] = {"Les fiches disent ce qui est documenté, jamais ce qu'une ville ne fait pas. "
                     "Vérifiez la source et sa date avant de citer.",
                     "Records tell what is documented, never what a city does not do. Check the "
                     "source and its date before you quote."},
    [PAGE_QUESTION] = {"Que cherchez-vous" THIN "?", "What are you looking for?"},
    [PAGE_QUESTION_HINT] = {"Par exemple" NBSP ": coopération eau Madagascar, échange d'agents, "
                            "ville de 150" NBSP "000 habitants",
                            "For example: water cooperation in Madagascar, staff exchange, city of "
                            "150,000 inhabitants"},
    [PAGE_SEARCH] = {"Chercher", "Search"},
    [PAGE_FILTERS] = {"Affiner", "Narrow down"},
    [PAGE_APPLY] = {"Appliquer", "Apply"},
    [PAGE_CHOSEN] = {"Filtres choisis", "Chosen filters"},
    [PAGE_REMOVE] = {"Retirer le filtre {}", "Remove the filter {}"},
    [PAGE_REMOVE_ALL] = {"Tout retirer", "Remove all"},
    [PAGE_SORT] = {"Trier par", "Sort by"},
    [PAGE_SORT_RELEVANCE] = {"pertinence", "relevance"},
    [PAGE_SORT_DATE] = {"date", "date"},
    [PAGE_SORT_POPULATION] = {"population", "population"},
    [PAGE_SORT_EVIDENCE] = {"niveau de preuve", "level of evidence"},
    [PAGE_RESULTS] = {"Résultats", "Results"},
    [PAGE_RESULTS_NONE] = {"Aucune fiche ne correspond.", "No record matches."},
    [PAGE_RESULTS_ONE] = {"1 fiche", "1 record"},
    [PAGE_RESULTS_MANY] = {"{} fiches", "{} records"},
    [PAGE_RESULTS_RANGE] = {", de la {}", ", from {}"},
    [PAGE_BASE_ALL] = {"{} fiches dans la base", "{} records in the base"},
    [PAGE_PAGES] = {"Pages de résultats", "Pages of results"},
    [PAGE_PREVIOUS] = {"Page précédente", "Previous page"},
    [PAGE_NEXT] = {"Page suivante", "Next page"},
    [PAGE_NUMBER] = {"Page {}", "Page {}"},
    [PAGE_ALSO_FRENCH] = {"aussi en français", "also in French"},
    [PAGE_ALSO_ENGLISH] = {"aussi en anglais", "also in English"},
    [PAGE_IN_FRENCH] = {"en français", "in French"},
    [PAGE_IN_ENGLISH] = {"en anglais", "in English"},
    [PAGE_WHY] = {"Pourquoi cette fiche", "Why this record"},
    [PAGE_EXPANDED] = {"Cherché aussi", "Also looked for"},
    [PAGE_SELECT] = {"Choisir pour comparer" NBSP ": {}", "Select to compare: {}"},
    [PAGE_COMPARE_SELECTED] = {"Comparer les fiches choisies", "Compare the selected records"},
    [PAGE_DOWNLOAD] = {"Télécharger la liste", "Download the list"},
    [PAGE_FEED] = {"Fil Atom de cette recherche", "Atom feed of this search"},
    [PAGE_NOTE] = {"Note d'une page", "One-page note"},
    [PAGE_SOURCE] = {"Source", "Source"},
    [PAGE_FACTS] = {"Fiche d'identité", "Key facts"},
    [PAGE_SIMILAR] = {"Fiches proches", "Similar records"},
    [PAGE_COMPARE_PLACE] = {"Comparer {} à des villes semblables",
                            "Compare {} with similar cities"},
    [PAGE_BACK] = {"Retour à la recherche", "Back to the search"},
    [PAGE_EXAMPLES] = {"Chercher par thème", "Browse by theme"},
    [PAGE_EMPTY_WORDS] = {"Essayez moins de mots, ou des mots plus courants.",
                          "Try fewer words, or more common ones."},
    [PAGE_EMPTY_FILTERS] = {"Les filtres écartent tout" NBSP ":", "The filters leave nothing:"},
    [PAGE_EMPTY_WITHOUT] = {"sans «" NBSP "{}" NBSP "»", "without “{}”"},
    [PAGE_EMPTY_THEMES] = {"Ou parcourez un thème voisin" NBSP ":", "Or browse a theme near by:"},
    [PAGE_EMPTY_NEAR] = {"Fiches voisines, qui ne répondent pas à tout",
                         "Near misses, which do not match everything"},
    [PAGE_THEMES_TITLE] = {"Thèmes", "Themes"},
    [PAGE_THEMES_INTRO] =
        {"Chaque thème, avec le nombre de fiches qui en traitent et leurs années.",
         "Each theme, with the number of records about it and their years."},
    [PAGE_PRACTICES_ONE] = {"1 fiche", "1 record"},
    [PAGE_PRACTICES_MANY] = {"{} fiches", "{} records"},
    [PAGE_YEARS] = {"Par année" NBSP ": {}", "By year: {}"},
    [PAGE_ERROR] = {"Une erreur est survenue", "Something went wrong"},
    [PAGE_ERROR_NOT_FOUND] = {"Il n'y a rien à cette adresse.",
                              "There is nothing at this address."},
    [PAGE_ERROR_BUSY] = {"Le service est momentanément occupé" THIN "; réessayez dans un instant.",
                         "The service is busy just now; try again in a moment."},
    [PAGE_MORE] = {"et {} de plus", "and {} more"},
    [PAGE_COMPARE_TITLE] = {"Comparer des collectivités", "Compare authorities"},
    [PAGE_COMPARE_INTRO] = {"Ce que des collectivités semblables à la vôtre ont fait, côte à côte. "
                            "Pour comparer des fiches, cochez-les dans une liste de résultats.",
                            "What authorities like yours have done, side by side. To compare "
                            "records, tick them in a list of results."},
    [PAGE_COMPARE_LABEL] = {"Votre collectivité", "Your authority"},
    [PAGE_COMPARE_HINT] = {"Un nom ou un code" NBSP ": Limoges, Grand Nancy, 50129",
                           "A name or a code: Limoges, Grand Nancy, 50129"},
    [PAGE_COMPARE_THEME] = {"Thème", "Theme"},
    [PAGE_COMPARE_ALL_THEMES] = {"tous les thèmes", "all themes"},
    [PAGE_COMPARE_GO] = {"Comparer", "Compare"},
    [PAGE_COMPARE_OTHER] = {"Une autre comparaison", "Another comparison"},
    [PAGE_COMPARE_UNKNOWN] =
        {"Cette comparaison n'est pas possible. Vérifiez le nom, ou choisissez "
         "de 2 à 6 fiches.",
         "This comparison cannot be made. Check the name, or select 2 to 6 "
         "records."},
    [PAGE_COMPARE_SEVERAL] = {"Plusieurs collectivités portent ce nom" NBSP ": laquelle" THIN "?",
                              "Several authorities have this name: which one?"},
    [PAGE_COMPARE_DOWNLOAD] = {"Télécharger la comparaison", "Download the comparison"},
    [PAGE_DOWNLOAD_TABLE] = {"Télécharger", "Download"},
    [PAGE_ACTORS_WORDS] = {"Mots", "Words"},
    [PAGE_ACTORS_FUNCTION] = {"Rôle", "Role"},
    [PAGE_ACTORS_ALL_FUNCTIONS] = {"tous les rôles", "all roles"},
    [PAGE_ACTORS_REGION] = {"Région", "Region"},
    [PAGE_ACTORS_ALL_REGIONS] = {"toute la France", "all of France"},
    [PAGE_ABOUT_TITLE] = {"Comment marche cette recherche", "How this search works"},
};

const char *page_string(enum page_string id, enum parangon_lang ui)
{
    return ui == PARANGON_FR ? strings[id].fr : strings[id].en;
}

void page_string_add(struct parangon_buf *out, enum page_string id, enum parangon_lang ui,
                     const char *value)
{
    string_fill(out, page_string(id, ui), value);
}
