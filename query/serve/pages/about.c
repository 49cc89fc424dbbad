/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How this search works, in plain words. */
#include "pages.h"

#include "frame.h"

struct part {
    const char *fr, *en;
};

static const struct part headings[] = {
    {"Quelles fiches répondent", "Which records match"},
    {"En français et en anglais", "In French and in English"},
    {"Dans quel ordre", "In which order"},
    {"Ce que disent les fiches", "What the records say"},
    {"Écrire une question", "How to ask"},
    {"Vos données", "Your data"},
};

static const struct part texts[] = {
    {"Une fiche répond quand elle contient tous les mots importants de la question, ou leur "
     "traduction, dans n'importe laquelle de leurs formes : pluriel, accord, accents ou non. S'il "
     "y "
     "en a moins de dix, on montre aussi celles qui en contiennent une partie, et on le dit.",
     "A record matches when it holds all the important words of the question, or their "
     "translations, in any of their forms: plural, with accents or without. When fewer than ten "
     "do, those that hold a part of them are shown as well, and this is said."},
    {"Une question dans une langue trouve les fiches écrites dans l'autre, par des tables de mots "
     "et d'expressions (EuroVoc, GEMET, objectifs de développement durable, dictionnaires libres) "
     "et par les noms des thèmes. Chaque résultat dit par quels mots il a été trouvé. Rien ne sort "
     "d'ici pour traduire.",
     "A question in one language finds records written in the other, through tables of words and "
     "expressions (EuroVoc, GEMET, the Sustainable Development Goals, free dictionaries) and the "
     "names of the themes. Each result says by which words it was found. Nothing leaves this "
     "place to be translated."},
    {"D'abord les fiches qui parlent le plus des mots rares de la question, dans leur titre, "
     "côte à côte ou proches ; celles des villes de la taille demandée montent. Pas plus de deux "
     "fiches d'une même collectivité parmi les dix premières, sauf si la question la nomme. Aucun "
     "clic ni aucune popularité n'y entre.",
     "First the records that say most about the rare words of the question, in their title, side "
     "by side or close; those of cities of the size asked for move up. Not more than two records "
     "of one authority among the first ten, unless the question names it. No clicks and no "
     "popularity go into it."},
    {"Ce qui est documenté, par qui et quand : l'absence d'une fiche ne dit pas qu'une ville ne "
     "fait rien. Le niveau de preuve va de l'annonce à l'évaluation par un tiers. La taille d'une "
     "ville est sa population municipale (INSEE).",
     "What is documented, by whom and when: that there is no record does not mean that a city does "
     "nothing. The level of evidence goes from an announcement to an evaluation by a third party. "
     "The size of a city is its municipal population (INSEE)."},
    {"Des mots, « une expression exacte », -sauf, l'un OR l'autre, préfixe*, =mot exact, "
     "theme:eau, "
     "pays:Madagascar, annee:2018..2021, « ville de 150 000 habitants ». Une faute dans cette "
     "écriture n'est jamais une erreur : elle est lue comme des mots.",
     "Words, “an exact phrase”, -without, one OR other, prefix*, =exact word, theme:water, "
     "country:Madagascar, year:2018..2021, “city of 150,000 inhabitants”. A slip in this notation "
     "is never an error: it is read as words."},
    {"Pas de cookie, pas de compte, aucune ressource d'un autre site. La question n'est pas "
     "enregistrée avec votre adresse.",
     "No cookies, no account, nothing from another site. The question is not kept with your "
     "address."},
};

enum parangon_code page_about(struct call *call, struct parangon_error *err)
{
    enum parangon_lang ui = call_language(call);
    const struct page_head head = {.title = page_string(PAGE_ABOUT_TITLE, ui),
                                   .section = SECTION_ABOUT};

    (void)err;
    frame_open(call, &head);
    html_add(&call->body, "<h1>%s</h1>\n", head.title);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        html_add(&call->body, "<h2>%s</h2>\n<p>%s</p>\n",
                 ui == PARANGON_FR ? headings[i].fr : headings[i].en,
                 ui == PARANGON_FR ? texts[i].fr : texts[i].en);
    frame_close(call);
    return PARANGON_OK;
}
