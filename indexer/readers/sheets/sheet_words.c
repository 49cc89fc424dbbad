/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the text of a cell may mean, by short lists of what administrations write. */
#include "sheet_row.h"

#include "parangon/memory.h"
#include "parangon/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    LABEL_MAX = 250, /* bytes of what may head a column */
    WORDS_MAX = 60   /* bytes of a cell that is compared with the lists */
};

/* Taken as they stand, case of ASCII letters aside: « na » may be Namibia, « n/a » is nothing. The
   errors of formulas are those of Excel and LibreOffice in English and French. */
static const char *const missing_signs[] = {
    "nc",       "n/c",   "n.c.",     "n.c",   "n/a",     "n.a.",   "#n/a",  "s.o.",
    "s.o",      "s/o",   "so",       "nd",    "n/d",     "n.d.",   "n/r",   "n.r.",
    "-",        "--",    "---",      "–",     "—",       "/",      "…",     "...",
    "?",        "#n/a",  "#div/0!",  "#ref!", "#value!", "#name?", "#num!", "#null!",
    "#valeur!", "#nom?", "#nombre!", "#nul!", NULL};

/* Compared as keys: folded, one space between words. */
static const char *const missing_words[] = {"neant",         "non communique", "non communiquee",
                                            "sans objet",    "non renseigne",  "non connu",
                                            "inconnu",       "none",           "unknown",
                                            "not available", "not known",      "aucun",
                                            "aucune",        "null",           NULL};

static const char *const tick_signs[] = {"x", "✓", "✔", "☑", "☒", "×", "✖", "●", "■", "⚫", NULL};

static const char *const tick_words[] = {"oui", "yes", "true", "vrai", NULL};

static const char *const totals[] = {"total",     "totaux",    "totals",   "sous total",
                                     "soustotal", "sub total", "subtotal", "grand total",
                                     "sum",       "somme",     "cumul",    NULL};

static const char *const notes[] = {"source",  "sources", "note",     "notes",     "nb", "nota",
                                    "legende", "legend",  "remarque", "remarques", NULL};

static const char *const questions[] = {
    "action",      "adresse",     "amount",      "annee",        "beneficiaires", "beneficiaries",
    "budget",      "challenges",  "city",        "collectivite", "commune",       "contact",
    "contacts",    "contexte",    "context",     "cost",         "country",       "cout",
    "date",        "debut",       "description", "duree",        "duration",      "end",
    "financement", "financeurs",  "fin",         "funding",      "intitule",      "lien",
    "lieu",        "montant",     "name",        "nom",          "objectif",      "objectifs",
    "objectives",  "objet",       "odd",         "partenaire",   "partenaires",   "partners",
    "pays",        "period",      "periode",     "pilote",       "project",       "projet",
    "region",      "responsable", "results",     "resultats",    "resume",        "sdg",
    "service",     "start",       "status",      "statut",       "summary",       "thematique",
    "thematiques", "theme",       "themes",      "titre",        "title",         "ville",
    "website",     "year",        NULL};

static bool is_listed(const char *text, const char *const *list)
{
    for (; *list; list++) {
        if (strcasecmp(text, *list) == 0)
            return true;
    }
    return false;
}

/* Whether the key begins with one of the words, followed by nothing or a space. */
static bool begins_with(const char *key, const char *const *list)
{
    for (; *list; list++) {
        size_t len = strlen(*list);

        if (strncmp(key, *list, len) == 0 && (key[len] == '\0' || key[len] == ' '))
            return true;
    }
    return false;
}

static bool key_is_listed(const char *text, const char *const *list)
{
    size_t len = strlen(text);

    if (len == 0 || len > WORDS_MAX)
        return false;
    char *key = parangon_text_key(text, len);
    bool found = is_listed(key, list);
    free(key);
    return found;
}

static bool key_begins_with(const char *text, const char *const *list)
{
    size_t len = strlen(text);
    char *key = parangon_text_key(text, len < WORDS_MAX ? len : WORDS_MAX);
    bool found = begins_with(key, list);

    free(key);
    return found;
}

bool sheet_is_missing(const char *text)
{
    return *text == '\0' || is_listed(text, missing_signs) || key_is_listed(text, missing_words);
}

bool sheet_is_tick_sign(const char *text)
{
    return is_listed(text, tick_signs);
}

bool sheet_is_tick(const char *text)
{
    return sheet_is_tick_sign(text) || is_listed(text, tick_words);
}

bool sheet_is_year(const char *text)
{
    return strlen(text) == 4 && strspn(text, "0123456789") == 4 &&
           (strncmp(text, "19", 2) == 0 || strncmp(text, "20", 2) == 0);
}

/* Goes over figures and what stands between and around them, and over signs of currencies;
   counts the figures. */
static const char *skip_figures(const char *text, size_t *figures)
{
    static const char *const signs[] = {"€", "£", "°", "\xC2\xA0", "\xE2\x80\xAF", "−", NULL};

    while (*text) {
        const char *const *sign = signs;

        while (*sign && strncmp(text, *sign, strlen(*sign)) != 0)
            sign++;
        if (*sign) {
            text += strlen(*sign);
            continue;
        }
        if (!strchr("0123456789 .,'+-/:()%$~", *text))
            break;
        *figures += isdigit((unsigned char)*text) != 0;
        text++;
    }
    return text;
}

bool sheet_is_number(const char *text)
{
    enum {
        UNIT_MAX = 4 /* letters: FCFA, mois */
    };
    size_t figures = 0;
    size_t unit = 0;

    text = skip_figures(text, &figures);
    if (figures == 0)
        return false;
    while (isalpha((unsigned char)text[unit]) && unit < UNIT_MAX)
        unit++;
    return *skip_figures(text + unit, &figures) == '\0';
}

bool sheet_is_label(const char *text)
{
    return *text && strlen(text) <= LABEL_MAX &&
           (sheet_is_year(text) ||
            !(sheet_is_number(text) || sheet_is_tick_sign(text) || is_listed(text, missing_signs)));
}

bool sheet_is_total(const char *text)
{
    return key_begins_with(text, totals);
}

bool sheet_is_note(const char *text)
{
    return *text == '*' || (*text == '(' && isdigit((unsigned char)text[1])) ||
           key_begins_with(text, notes);
}

bool sheet_is_question(const char *text)
{
    return strlen(text) <= LABEL_MAX && key_begins_with(text, questions);
}
