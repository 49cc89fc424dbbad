/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Titles without the name of the site, and descriptions that are no slogans. */
#define _GNU_SOURCE /* memmem, strcasestr */
#include "html_head.h"

#include "parangon/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    DESCRIPTION_MIN = 30,      /* bytes */
    TEXT_COMPARED = 256 * 1024 /* bytes of the text that a description is compared with */
};

struct part {
    const char *start;
    size_t len;
};

/* Signs between the title of a page and the name of its site. The first ones hardly stand in a
   title itself. */
static const char *const separators[] = {" | ", " · ", " :: ", " » ", " « ",
                                         " - ", " – ", " — ",  " : ", NULL};
enum {
    SURE_COUNT = 5
};

/* Words with which the name of a site begins or ends, folded. */
static const char *const site_words[] = {
    "ville de",     "ville d",    "mairie",     "site officiel", "site de",
    "metropole",    "commune de", "communaute", "agglomeration", "departement",
    "region",       "conseil",    "accueil",    "city of",       "council",
    "city council", "wikipedia",  "official",   "portail",       "home",
    "www",          NULL};

static char *key_of(struct part part)
{
    return parangon_text_key(part.start, part.len);
}

static bool looks_like_site(struct part part, const char *site)
{
    char *key = key_of(part);
    char *known = site ? parangon_text_key(site, strlen(site)) : NULL;
    size_t len = strlen(key);
    bool found = known && *known && strcmp(key, known) == 0;

    for (const char *const *word = site_words; !found && *word; word++) {
        size_t size = strlen(*word);

        found = strncmp(key, *word, size) == 0 && (key[size] == ' ' || key[size] == '\0');
        found = found || (len > size && strcmp(key + len - size, *word) == 0);
    }
    /* "brest.fr" */
    found = found || (!memchr(part.start, ' ', part.len) && memchr(part.start, '.', part.len));
    free(known);
    free(key);
    return found;
}

static struct part trim(struct part part)
{
    while (part.len && *part.start == ' ')
        part = (struct part){part.start + 1, part.len - 1};
    while (part.len && part.start[part.len - 1] == ' ')
        part.len--;
    return part;
}

/* The last place of the separator, or NULL. */
static const char *last_place(struct part part, const char *separator)
{
    size_t size = strlen(separator);

    for (size_t at = part.len; at >= size; at--) {
        if (memcmp(part.start + at - size, separator, size) == 0)
            return part.start + at - size;
    }
    return NULL;
}

/* Cuts off one name of a site at either end; false when there is none. */
static bool cut_site(struct part *title, const char *site)
{
    for (size_t i = 0; separators[i]; i++) {
        const char *place = last_place(*title, separators[i]);

        if (!place)
            continue;
        struct part before = trim((struct part){title->start, (size_t)(place - title->start)});
        const char *behind = place + strlen(separators[i]);
        struct part after =
            trim((struct part){behind, title->len - (size_t)(behind - title->start)});
        if (!before.len || !after.len)
            continue;
        if (looks_like_site(after, site) || (i < SURE_COUNT && !looks_like_site(before, site))) {
            *title = before;
            return true;
        }
        if (looks_like_site(before, site) &&
            !memmem(before.start, before.len, separators[i], strlen(separators[i]))) {
            *title = after;
            return true;
        }
    }
    return false;
}

char *html_bare_title(const char *title, const char *site)
{
    struct part part = trim((struct part){title, strlen(title)});

    /* "Eau | Environnement | Ville de Brest": sections and a site, not without end. */
    for (int i = 0; i < 3 && cut_site(&part, site); i++)
        ;
    return parangon_strndup(part.start, part.len);
}

static bool says_something(const struct parangon_token *token)
{
    return token->len > 2 && !parangon_is_stop_word(PARANGON_FR, token->form, token->len) &&
           !parangon_is_stop_word(PARANGON_EN, token->form, token->len);
}

static void add_words(struct parangon_map *words, const char *text)
{
    struct parangon_cutter cutter;
    struct parangon_token token;

    parangon_cutter_init(&cutter, text, strnlen(text, TEXT_COMPARED), PARANGON_OTHER);
    while (parangon_cutter_next(&cutter, &token))
        parangon_map_put(words, token.form, token.len, 0);
}

bool html_describes(const char *description, const char *title, const char *text)
{
    struct parangon_map words = {0};
    struct parangon_cutter cutter;
    struct parangon_token token;
    size_t count = 0, shared = 0;

    if (strlen(description) < DESCRIPTION_MIN || strcasecmp(description, title) == 0)
        return false;
    add_words(&words, title);
    add_words(&words, text);
    parangon_cutter_init(&cutter, description, strlen(description), PARANGON_OTHER);
    while (parangon_cutter_next(&cutter, &token)) {
        if (!says_something(&token))
            continue;
        count++;
        shared += parangon_map_get(&words, token.form, token.len) != PARANGON_MAP_NONE;
    }
    parangon_map_clear(&words);
    return count > 0 && shared * 2 >= count;
}

/* Templates say lang="en" above a French text: the words are believed where they are clear. */
bool html_is_credible(const char *lang, const char *text)
{
    enum parangon_lang told = parangon_text_language(text, strlen(text));

    return told == PARANGON_OTHER || told == parangon_lang_from_code(lang);
}
