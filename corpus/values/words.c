/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words that are values: nothing, yes and no, names of choices, goals. */
#include "tokens.h"

#include "parangon/memory.h"
#include "parangon/text.h"
#include "parangon/values.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Folded as by parangon_text_key. */
static const char *const missing[] = {
    "",
    "nc",
    "nd",
    "na",
    "neant",
    "aucun",
    "aucune",
    "rien",
    "none",
    "nil",
    "inconnu",
    "inconnue",
    "unknown",
    "so",
    "s o",
    "n a",
    "n c",
    "n d",
    "sans objet",
    "non connu",
    "non connue",
    "non renseigne",
    "non communique",
    "a preciser",
    "a completer",
    "a renseigner",
    "non precise",
    "not known",
    "not available",
    "not applicable",
    "tbd",
    "tbc",
    "null",
    "vide",
    "pas information",
    "non disponible",
    "non defini",
    "a definir",
    "non applicable",
    "nsp",
    "pas de donnees",
};

bool parangon_value_is_missing(const char *text)
{
    bool is_missing = false;

    if (strlen(text) > PARANGON_VALUE_MAX)
        return false;
    char *key = parangon_text_key(text, strlen(text));
    for (size_t i = 0; !is_missing && i < sizeof missing / sizeof *missing; i++)
        is_missing = strcmp(key, missing[i]) == 0;
    /* A tick and its like have no key and are values. */
    if (!*key && strspn(text, " \t\r\n-_.?/*0") != strlen(text)) {
        struct tokens tokens;

        is_missing = tokens_cut(&tokens, text);
        for (size_t i = 0; is_missing && i < tokens.count; i++)
            is_missing = tokens.at[i].form[0] == '-';
    }
    free(key);
    return is_missing;
}

enum parangon_code parangon_value_boolean(const char *text, bool *answer,
                                          struct parangon_error *err)
{
    static const char *const yes[] = {"oui", "o", "x", "vrai", "yes", "y", "true", "1", "v", "ok"};
    static const char *const no[] = {"non", "n", "faux", "no", "false", "0", "f"};
    static const char *const ticks[] = {"\xE2\x9C\x93", "\xE2\x9C\x94", "\xE2\x98\x91",
                                        "\xE2\x98\x92", "\xE2\x9C\x97", "\xE2\x9C\x98"};
    bool found = false;

    for (size_t i = 0; !found && i < sizeof ticks / sizeof *ticks; i++)
        found = *answer = strstr(text, ticks[i]) && strlen(text) < 8;
    if (!found && strcmp(text, "\xE2\x98\x90") == 0) {
        *answer = false;
        return PARANGON_OK;
    }
    if (!found && parangon_value_is_missing(text))
        return PARANGON_NOTHING;
    char *key = parangon_text_key(text, strlen(text));
    for (size_t i = 0; !found && i < sizeof yes / sizeof *yes; i++)
        found = *answer = strcmp(key, yes[i]) == 0;
    for (size_t i = 0; !found && i < sizeof no / sizeof *no; i++)
        found = strcmp(key, no[i]) == 0;
    free(key);
    return found ? PARANGON_OK
                 : parangon_error_set(err, PARANGON_REJECTED,
                                      "\"%.60s\" is neither yes nor no (oui, non, x …)", text);
}

/* ---- Choices ---- */

/* A key whose words have lost their endings of gender and number: « terminées », « termine ». */
static char *bare_key(const char *text)
{
    char *key = parangon_text_key(text, strlen(text));
    size_t to = 0;

    for (char *word = key; *word;) {
        size_t len = strcspn(word, " "), kept = len;

        while (kept > 3 && strchr("es", word[kept - 1]))
            kept--;
        memmove(key + to, word, kept);
        to += kept;
        word += len;
        if (*word == ' ')
            key[to++] = *word++;
    }
    key[to] = '\0';
    return key;
}

static bool has_term(const struct parangon_concept *concept, const char *key,
                     char *(*make)(const char *))
{
    bool found = false;

    for (size_t i = 0; !found && i < concept->term_count; i++) {
        char *other = make(concept->terms[i].text);

        found = strcmp(other, key) == 0;
        free(other);
    }
    return found;
}

static char *plain_key(const char *text)
{
    return parangon_text_key(text, strlen(text));
}

/* The end of the id of the first concept of the list that has the key. */
static const char *choice_by(const char *text, const char *list, char *(*make)(const char *),
                             const struct parangon_vocabulary *vocabulary)
{
    char *key = make(text);
    const char *found = NULL;
    size_t len = strlen(list);

    for (size_t i = 0; *key && !found && i < parangon_vocabulary_count(vocabulary); i++) {
        const struct parangon_concept *concept = parangon_vocabulary_at(vocabulary, i);

        if (concept->scheme != PARANGON_LABELS || strncmp(concept->id, list, len) != 0 ||
            concept->id[len] != '/')
            continue;
        if (strcmp(concept->id + len + 1, text) == 0 || has_term(concept, key, make))
            found = concept->id + len + 1;
    }
    free(key);
    return found;
}

const char *parangon_value_choice(const char *text, const char *list,
                                  const struct parangon_vocabulary *vocabulary)
{
    const char *found;

    if (!vocabulary || strlen(text) > PARANGON_VALUE_MAX)
        return NULL;
    found = choice_by(text, list, plain_key, vocabulary);
    return found ? found : choice_by(text, list, bare_key, vocabulary);
}

/* ---- Goals ---- */

enum {
    GOALS = 17
};

/* Goals by number: « ODD 6 et 17 », "SDG6: water". A target such as 6.1 stands for its goal; words
   after a named goal are its title. */
static bool goals_by_number(const struct tokens *tokens, unsigned *goals)
{
    bool named = false;

    for (size_t i = 0; i < tokens->count; i++) {
        const struct token *token = &tokens->at[i];

        if (token->kind == TOKEN_FIGURES) {
            long goal = token->end - token->begin <= 2 ? strtol(token->form, NULL, 10) : 0;

            if (goal < 1 || goal > GOALS)
                return false;
            *goals |= 1u << goal;
            if (token_is(token + 1, ".") && token[2].kind == TOKEN_FIGURES)
                i += 2;
        } else if (token_is_one_of(token, "odd|sdg|sdgs|odds|goal|goals|objectif|objectifs")) {
            named = true;
        } else if (token->kind == TOKEN_WORD && !token_is_one_of(token, "et|and|n|no|o") &&
                   !(named && *goals)) {
            return false;
        }
    }
    return *goals != 0;
}

enum parangon_code parangon_value_goals(const char *text,
                                        const struct parangon_vocabulary *vocabulary,
                                        unsigned *goals, struct parangon_error *err)
{
    struct tokens tokens;
    unsigned found = 0;

    if (parangon_value_is_missing(text))
        return PARANGON_NOTHING;
    if (!tokens_cut(&tokens, text) || !goals_by_number(&tokens, &found)) {
        const char *number = parangon_value_choice(text, "sdg", vocabulary);

        found = number ? 1u << strtol(number, NULL, 10) : 0;
    }
    if (!found)
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "\"%.60s\" names no goal from 1 to 17 (as ODD 6)", text);
    *goals = found;
    return PARANGON_OK;
}
