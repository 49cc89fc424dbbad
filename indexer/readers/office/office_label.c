/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "office_label.h"

#include "parangon/record.h"
#include "parangon/text.h"

#include <stdlib.h>
#include <string.h>

enum {
    LABEL_MAX = 160, /* bytes */
    WORDS_MAX = 18
};

/* First words of labels that are no filter of a field, folded. Only consulted where the look of a
   table leaves open whether it is a form. */
static const char *const common[] = {
    "intitule",   "titre",     "nom",        "title",      "name",        "resume",   "summary",
    "objectif",   "objectifs", "objectives", "aims",       "description", "contexte", "context",
    "cout",       "montant",   "amount",     "cost",       "financement", "funding",  "porteur",
    "lead",       "duree",     "duration",   "date",       "dates",       "periode",  "period",
    "year",       "annee",     "lieu",       "ville",      "city",        "pays",     "country",
    "contact",    "resultats", "results",    "partenaire", "partenaires", "partner",  "partners",
    "thematique", NULL};

bool office_label_ends(const char *text)
{
    size_t len = strlen(text);

    while (len && strchr(" *", text[len - 1]))
        len--;
    return len && text[len - 1] == ':';
}

bool office_label_like(const char *text)
{
    size_t len = strlen(text), words = 1, letters = 0, digits = 0;

    if (len == 0 || len > LABEL_MAX || strchr(".;", text[len - 1]))
        return false;
    for (const char *at = text; *at; at++) {
        words += *at == ' ' || *at == '\n';
        digits += *at >= '0' && *at <= '9';
        letters += (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') ||
                   ((unsigned char)*at >= 0xC3 && (unsigned char)*at < 0xE2);
    }
    return letters > digits && words <= WORDS_MAX && !strstr(text, "://");
}

bool office_label_known(const char *text)
{
    char *key = parangon_text_key(text, strlen(text));
    bool known = parangon_field_filter(key) != NULL;

    key[strcspn(key, " ")] = '\0';
    for (const char *const *word = common; !known && *word; word++)
        known = strcmp(key, *word) == 0;
    known = known || (*key && parangon_field_filter(key));
    free(key);
    return known;
}

/* Puts plain spaces for those that do not break. */
static size_t plain_spaces(char *text)
{
    size_t to = 0;

    for (size_t from = 0; text[from];) {
        size_t len = strncmp(text + from, "\u00A0", 2) == 0   ? 2
                     : strncmp(text + from, "\u202F", 3) == 0 ? 3
                     : strchr(" \n", text[from])              ? 1
                                                              : 0;
        if (!len)
            text[to++] = text[from++];
        else if (to && text[to - 1] != ' ')
            text[to++] = ' ';
        from += len;
    }
    return to;
}

char *office_label_tidy(struct parangon_arena *arena, const char *text)
{
    char *label = parangon_arena_strdup(arena, text);
    size_t len = plain_spaces(label);

    while (len && strchr(" :*", label[len - 1]))
        len--;
    label[len] = '\0';
    return label;
}
