/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "html_hints.h"

#include "html_names.h"

#include "parangon/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Whole words, or several joined by "-", between the "-" of a class or an id in lower case. */
static const char *const links[] = {"-nav-",
                                    "-navbar-",
                                    "-navigation-",
                                    "-menu-",
                                    "-submenu-",
                                    "-megamenu-",
                                    "-topbar-",
                                    "-sommaire-",
                                    "-toc-",
                                    "-table-of-contents-",
                                    "-related-",
                                    "-voir-aussi-",
                                    "-lire-aussi-",
                                    "-see-also-",
                                    "-read-more-",
                                    "-lire-la-suite-",
                                    "-suggestions-",
                                    "-tags-",
                                    "-tag-list-",
                                    "-mots-cles-",
                                    "-share-",
                                    "-sharing-",
                                    "-partage-",
                                    "-partager-",
                                    "-social-links-",
                                    "-social-share-",
                                    "-social-media-",
                                    "-social-icons-",
                                    "-reseaux-sociaux-",
                                    "-follow-us-",
                                    "-suivez-nous-",
                                    "-addtoany-",
                                    "-addthis-",
                                    "-sharethis-",
                                    "-pagination-",
                                    "-pager-",
                                    "-toolbar-",
                                    "-boite-outils-",
                                    "-quick-links-",
                                    "-acces-rapides-",
                                    "-acces-rapide-",
                                    "-liens-utiles-",

                                    "-lang-switcher-",
                                    "-language-switcher-",
                                    "-choix-langue-",
                                    "-site-header-",
                                    "-catlinks-",
                                    "-editsection-",
                                    NULL};
static const char *const around[] = {"-footer-",
                                     "-pied-de-page-",
                                     "-pied-page-",
                                     "-colophon-",
                                     "-breadcrumb-",
                                     "-breadcrumbs-",
                                     "-ariane-",
                                     "-filariane-",
                                     "-fildariane-",
                                     "-sidebar-",
                                     "-skip-link-",
                                     "-skip-links-",
                                     "-skiplink-",
                                     "-skiplinks-",
                                     "-evitement-",
                                     "-liens-evitement-",
                                     "-sr-only-",
                                     "-visually-hidden-",
                                     "-screen-reader-text-",
                                     "-commentaires-",
                                     "-comments-",
                                     "-comment-list-",
                                     "-commentlist-",
                                     "-comment-respond-",
                                     "-disqus-",
                                     "-newsletter-",
                                     "-infolettre-",
                                     "-popup-",
                                     "-modal-",
                                     "-advert-",
                                     "-advertisement-",
                                     "-publicite-",
                                     "-sponsor-",
                                     "-back-to-top-",
                                     "-haut-de-page-",
                                     "-retour-haut-",
                                     "-login-",
                                     "-connexion-",
                                     "-navbox-",
                                     "-printfooter-",
                                     "-search-form-",
                                     "-searchform-",
                                     "-form-recherche-",
                                     "-noprint-",
                                     NULL};
static const char *const cookies[] = {
    "-cookie-",        "-cookies-",       "-rgpd-",   "-gdpr-",    "-consent-",
    "-tarteaucitron-", "-onetrust-",      "-didomi-", "-axeptio-", "-cookiebot-",
    "-cookiebanner-",  "-cookieconsent-", NULL};
/* "no-sidebar", "with-menu": classes of a page that has, or has not, such a part. */
static const char *const negations[] = {"-no-",   "-not-", "-without-", "-with-", "-sans-",
                                        "-avec-", "-has-", "-is-",      NULL};

static const char *const roles[] = {"navigation", "banner",  "contentinfo", "search",
                                    "menu",       "menubar", "dialog",      "alertdialog",
                                    "toolbar",    "doc-toc", NULL};

/* As the cutter of words folds them. */
static const char *const actions[] = {"partager",
                                      "partager cette page",
                                      "partager la page",
                                      "partager l article",
                                      "partagez",
                                      "partager cet article",
                                      "partager sur",
                                      "share",
                                      "share this",
                                      "share this page",
                                      "share this article",
                                      "imprimer",
                                      "imprimer la page",
                                      "print",
                                      "print this page",
                                      "telecharger en pdf",
                                      "haut de page",
                                      "retour en haut",
                                      "retour en haut de page",
                                      "retour haut de page",
                                      "back to top",
                                      "retour",
                                      "retour a la liste",
                                      "retour a l accueil",
                                      "back to the list",
                                      "lire la suite",
                                      "read more",
                                      "ecouter",
                                      "listen",
                                      "facebook",
                                      "twitter",
                                      "linkedin",
                                      "instagram",
                                      "whatsapp",
                                      "aller au contenu",
                                      "aller au contenu principal",
                                      "skip to content",
                                      "skip to main content",
                                      "menu",
                                      "fermer",
                                      "close",
                                      "modifier",
                                      "edit",
                                      "copier le lien",
                                      "copy link",
                                      "envoyer par mail",
                                      "envoyer par courriel",
                                      NULL};
static const char *const related[] = {"a lire aussi",
                                      "lire aussi",
                                      "a voir aussi",
                                      "voir aussi",
                                      "sur le meme sujet",
                                      "sur le meme theme",
                                      "dans la meme rubrique",
                                      "dans cette rubrique",
                                      "dans la meme categorie",
                                      "autres actualites",
                                      "toutes les actualites",
                                      "articles lies",
                                      "articles similaires",
                                      "contenus associes",
                                      "pages associees",
                                      "ces contenus peuvent vous interesser",
                                      "cela peut vous interesser",
                                      "see also",
                                      "related",
                                      "related articles",
                                      "related pages",
                                      "related content",
                                      "read also",
                                      "you may also like",
                                      "more news",
                                      "partager",
                                      "partager cette page",
                                      "share this page",
                                      "share",
                                      "suivez nous",
                                      "follow us",
                                      NULL};

static bool is_one_of(const char *word, const char *const *list)
{
    while (*list && strcasecmp(*list, word) != 0)
        list++;
    return *list != NULL;
}

static bool holds_one_of(const char *words, const char *const *list)
{
    while (*list && !strstr(words, *list))
        list++;
    return *list != NULL;
}

/* "mainNav js_menu" as "-main-nav-" and "-js-menu-"; returns what follows the word. */
static const char *next_word(const char *from, char *word, size_t room)
{
    size_t len = 0, parts = 0;
    char last = ' ';

    while (*from == ' ' || (*from >= '\t' && *from <= '\r'))
        from++;
    word[len++] = '-';
    for (; *from && *from != ' ' && !(*from >= '\t' && *from <= '\r'); last = *from++) {
        bool letter = isalpha((unsigned char)*from) || (unsigned char)*from >= 0x80;
        bool hump = isupper((unsigned char)*from) && islower((unsigned char)last);

        if (len + 3 > room)
            continue;
        if ((hump || !letter) && word[len - 1] != '-') {
            word[len++] = '-';
            parts++;
        }
        if (letter)
            word[len++] = (char)tolower((unsigned char)*from);
    }
    if (word[len - 1] != '-')
        word[len++] = '-';
    word[len] = '\0';
    /* The slug of a heading ("partage-de-l-eau-a-brest") is no name of a part. */
    if (parts > 4)
        *word = '\0';
    return from;
}

static enum html_hint hint_of(const char *words)
{
    if (holds_one_of(words, negations))
        return HTML_HINT_NONE;
    return holds_one_of(words, cookies)  ? HTML_HINT_COOKIES
           : holds_one_of(words, around) ? HTML_HINT_AROUND
           : holds_one_of(words, links)  ? HTML_HINT_LINKS
                                         : HTML_HINT_NONE;
}

/* The strongest of the words. */
static enum html_hint hint_of_all(const char *text)
{
    enum html_hint strongest = HTML_HINT_NONE;
    char word[80];

    /* More than a few dozen classes are no names of parts. */
    for (int i = 0; *text && i < 32; i++) {
        text = next_word(text, word, sizeof word);
        enum html_hint hint = hint_of(word);
        strongest = hint > strongest ? hint : strongest;
    }
    return strongest;
}

enum html_hint html_hint(const xmlNode *node)
{
    if (is_one_of(html_attribute(node, "role"), roles))
        return HTML_HINT_AROUND;
    if (html_node_kind(node) & HTML_HEADING || html_is(node, "a"))
        return HTML_HINT_NONE;
    enum html_hint by_class = hint_of_all(html_attribute(node, "class"));
    enum html_hint by_id = hint_of_all(html_attribute(node, "id"));
    return by_class > by_id ? by_class : by_id;
}

static bool key_is_one_of(const char *line, const char *const *list)
{
    char *key = parangon_text_key(line, strlen(line));
    bool found = is_one_of(key, list);

    free(key);
    return found;
}

bool html_is_action(const char *line)
{
    return key_is_one_of(line, actions);
}

bool html_is_related(const char *line)
{
    return key_is_one_of(line, related);
}
