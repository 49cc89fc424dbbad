/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "compare/find_place.h"

#include "parangon/memory.h"
#include "parangon/text.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
    NAMESAKES_MAX = 16,
    WORDS_MAX = 200 /* bytes; no place is called longer */
};

/* Codes as people copy them from a table: INSEE of communes, SIREN of groups, departments. */
static const struct parangon_place *by_bare_code(const struct parangon_places *places,
                                                 const char *words)
{
    static const struct {
        size_t len;
        const char *prefix;
    } codes[] = {{5, "com:"}, {9, "epci:"}, {2, "dep:"}, {3, "dep:"}};
    const struct parangon_place *place = NULL;

    for (size_t i = 0; !place && i < sizeof codes / sizeof *codes; i++) {
        struct parangon_buf code = {0};

        if (strlen(words) != codes[i].len || strspn(words, "0123456789AB") != codes[i].len)
            continue;
        parangon_buf_printf(&code, "%s%s", codes[i].prefix, words);
        place = parangon_places_find(places, parangon_buf_str(&code));
        parangon_buf_clear(&code);
    }
    return place;
}

static bool is_called(const struct parangon_place *place, const char *key)
{
    char *own = parangon_text_key(place->name, strlen(place->name));
    bool same = strcmp(own, key) == 0;

    free(own);
    return same;
}

static bool is_commune(const struct parangon_place *place)
{
    return strncmp(place->code, "com:", 4) == 0;
}

/* Paris is a commune and a department, one authority. */
static bool is_department_of_any(const struct parangon_place *place,
                                 const struct parangon_place *const found[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (is_commune(found[i]) && found[i]->department &&
            strcmp(place->code, found[i]->department) == 0)
            return true;
    }
    return false;
}

/* Keeps those that are called so, if any is; returns how many remain. */
static size_t narrow(const struct parangon_place *found[], size_t count, const char *key)
{
    const struct parangon_place *all[NAMESAKES_MAX];
    size_t own = 0, kept = 0;

    for (size_t i = 0; i < count; i++) {
        all[i] = found[i];
        own += is_called(found[i], key);
    }
    for (size_t i = 0; i < count; i++) {
        if ((!own || is_called(all[i], key)) && !is_department_of_any(all[i], all, count))
            found[kept++] = all[i];
    }
    return kept;
}

static enum parangon_code ask_back(const char *words, const struct parangon_place *const found[],
                                   size_t count, struct parangon_error *err)
{
    struct parangon_buf list = {0};

    for (size_t i = 0; i < count; i++)
        parangon_buf_printf(&list, "%s%s (%s, %s, %ld inhabitants)", i ? ", " : "", found[i]->code,
                            found[i]->name, found[i]->kind, found[i]->population);
    parangon_error_set(err, PARANGON_USAGE,
                       "\"%.60s\" is the name of several places; give the code of one: %.800s",
                       words, parangon_buf_str(&list));
    parangon_buf_clear(&list);
    return PARANGON_USAGE;
}

static enum parangon_code unknown(const struct parangon_places *places, const char *words,
                                  const char *key, struct parangon_error *err)
{
    const struct parangon_place *near = NULL;
    size_t least = PARANGON_SLIP_NONE;

    for (size_t i = 0; i < parangon_places_count(places); i++) {
        const struct parangon_place *place = parangon_places_at(places, i);
        char *own = parangon_text_key(place->name, strlen(place->name));
        size_t slips = parangon_text_slip(key, own);

        if (slips < least || (slips == least && near && slips != PARANGON_SLIP_NONE &&
                              place->population > near->population)) {
            least = slips;
            near = place;
        }
        free(own);
    }
    return parangon_error_set(err, PARANGON_NOTHING,
                              "no place is called \"%.60s\"%s%s%s (a name, a short name or a code "
                              "such as com:54395 is meant)",
                              words, near ? " (did you mean \"" : "", near ? near->name : "",
                              near ? "\"?)" : "");
}

enum parangon_code find_place(const struct parangon_places *places, const char *words,
                              const struct parangon_place **place, struct parangon_error *err)
{
    const struct parangon_place *found[NAMESAKES_MAX];
    const struct parangon_place *known = NULL;

    if (!*words || strlen(words) > WORDS_MAX)
        return parangon_error_set(err, PARANGON_USAGE,
                                  "a place is meant: its name or its code, at most %d bytes",
                                  WORDS_MAX);
    known = parangon_places_find(places, words);
    if (!known)
        known = by_bare_code(places, words);
    if (known) {
        *place = known;
        return PARANGON_OK;
    }
    char *key = parangon_text_key(words, strlen(words));
    size_t count = parangon_places_named(places, words, found, NAMESAKES_MAX);
    enum parangon_code code = PARANGON_OK;

    count = narrow(found, count < NAMESAKES_MAX ? count : NAMESAKES_MAX, key);
    if (count == 1)
        *place = found[0];
    else
        code = count ? ask_back(words, found, count, err) : unknown(places, words, key, err);
    free(key);
    return code;
}
