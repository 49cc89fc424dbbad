/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Labels of forms, compared as people write them. */
#include "map_inside.h"

#include "parangon/text.h"
#include "parangon/values.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* What a form is about, whatever it calls it. */
static const char *const subjects[] = {"projet",     "action",     "pratique",
                                       "initiative", "experience", "operation",
                                       "fiche",      "project",    "practice"};

static char *key_of(const char *text, size_t len)
{
    return parangon_text_key(text, len);
}

static bool is_subject(const char *word, size_t len)
{
    for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++) {
        if (strlen(subjects[i]) == len && strncmp(subjects[i], word, len) == 0)
            return true;
    }
    return false;
}

/* « Noms des projets » and « Nom de l'action » are both "nom projet". */
static char *stem_of(const char *bare)
{
    struct parangon_buf stem = {0};

    for (const char *word = bare; *word; word += strspn(word, " ")) {
        size_t len = strcspn(word, " "), kept = len;

        if (kept > 3 && strchr("sx", word[kept - 1]))
            kept--;
        bool subject = is_subject(word, kept);
        if (subject || !(parangon_is_stop_word(PARANGON_FR, word, len) ||
                         parangon_is_stop_word(PARANGON_EN, word, len))) {
            parangon_buf_puts(&stem, stem.len ? " " : "");
            parangon_buf_add(&stem, subject ? "projet" : word, subject ? 6 : kept);
        }
        word += len;
    }
    return parangon_buf_take(&stem);
}

/* A unit in brackets, or at the end behind « en » or "in"; what stands before it is the label. */
static size_t cut_unit(struct label_name *name, const char *text, size_t len)
{
    static const char *const openers[] = {" en ", " in "};

    for (size_t i = 0; i < sizeof openers / sizeof *openers; i++) {
        for (const char *at = text; (at = strstr(at, openers[i])) && at < text + len; at++) {
            char *unit = parangon_strndup(at + 1, len - (size_t)(at + 1 - text));
            bool is_unit = parangon_value_unit(unit, &name->times, name->currency);

            free(unit);
            if (is_unit)
                return (size_t)(at - text);
        }
    }
    return len;
}

/* The label without its brackets. « Partenaire(s) » and « Référent(e) » only tell number and
   gender; a unit counts; a note such as (1) or « si connu » is a remark. */
static void cut_brackets(struct label_name *name, struct parangon_buf *out)
{
    const char *at = name->text, *open;

    while ((open = strchr(at, '(')) != NULL) {
        const char *close = strchr(open, ')');
        size_t len = close ? (size_t)(close - open - 1) : strlen(open + 1);
        char *inside = parangon_strndup(open + 1, len);
        double times;
        char currency[8];

        parangon_buf_add(out, at, (size_t)(open - at));
        if (parangon_value_unit(inside, &times, currency)) {
            name->times = times;
            memcpy(name->currency, currency, sizeof currency);
        } else if (!(open > name->text && !isspace((unsigned char)open[-1]) && len <= 3) &&
                   strspn(inside, "0123456789*") != len) {
            name->remark = true;
        }
        free(inside);
        at = close ? close + 1 : open + 1 + len;
    }
    parangon_buf_puts(out, at);
}

/* « Partenaire 2 » is one of several partners; a year belongs to its label. */
static void cut_number(char *bare)
{
    size_t len = strlen(bare), figures = 0;

    while (figures < len && isdigit((unsigned char)bare[len - 1 - figures]))
        figures++;
    if (figures == 0 || figures > 2 || figures == len || bare[len - figures - 1] != ' ')
        return;
    bare[len - figures - 1] = '\0';
}

void label_name_set(struct label_name *name, const char *text)
{
    struct parangon_buf rest = {0};

    *name = (struct label_name){.text = parangon_strdup(text), .times = 1};
    name->key = key_of(text, strlen(text));
    cut_brackets(name, &rest);
    size_t len = cut_unit(name, parangon_buf_str(&rest), rest.len);
    name->bare = key_of(parangon_buf_str(&rest), len);
    cut_number(name->bare);
    name->stem = stem_of(name->bare);
    parangon_buf_clear(&rest);
}

void label_name_clear(struct label_name *name)
{
    free(name->text);
    free(name->key);
    free(name->bare);
    free(name->stem);
}

void label_print(const struct label_name *name, struct parangon_buf *out)
{
    for (const char *at = name->text; *at; at++)
        parangon_buf_putc(out, iscntrl((unsigned char)*at) ? ' ' : *at);
}

/* "budget projet" fits "budget" too, when another word is left. */
static bool stems_fit(const char *stem, const char *wanted)
{
    static const char subject[] = " projet";
    size_t len = strlen(wanted);

    if (!*stem || !*wanted || strcmp(wanted, "projet") == 0)
        return false;
    if (strcmp(stem, wanted) == 0)
        return true;
    if (strncmp(stem, wanted, len) == 0 && strcmp(stem + len, subject) == 0)
        return true;
    return strncmp(stem, "projet ", 7) == 0 && strcmp(stem + 7, wanted) == 0;
}

int label_fit(const struct label_name *name, const struct label_name *wanted, bool loose)
{
    if (strcmp(name->text, wanted->text) == 0)
        return LABEL_FIT_EXACT;
    if (*name->key && strcmp(name->key, wanted->key) == 0)
        return LABEL_FIT_KEY;
    if (wanted->remark) /* it names one of several labels that differ by their remarks */
        return LABEL_FIT_NONE;
    if (*name->bare && strcmp(name->bare, wanted->bare) == 0)
        return LABEL_FIT_BARE;
    return loose && stems_fit(name->stem, wanted->stem) ? LABEL_FIT_STEM : LABEL_FIT_NONE;
}

/* ---- Labels that were met ---- */

static void find_built_in(const struct map *map, const struct label_name *name,
                          struct known_label *known)
{
    int best = LABEL_FIT_NONE;

    known->entry = known->wanted = PARANGON_MAP_NONE;
    for (size_t i = 0; i < map->count; i++) {
        const struct entry *entry = &map->entries[i];

        for (size_t j = 0; entry->built_in && j < entry->wanted_count; j++) {
            int fit = label_fit(name, &entry->wanted[j], true);

            if (fit > best) {
                best = fit;
                known->entry = i;
                known->wanted = j;
            }
        }
    }
}

static size_t built_in_of(const struct map *map, const char *field)
{
    size_t at = 0;

    while (at < map->count &&
           !(map->entries[at].built_in && strcmp(map->entries[at].field->name, field) == 0))
        at++;
    return at < map->count ? at : PARANGON_MAP_NONE;
}

/* The year at the end of a key, 0 when there is none; `*before` is the length of the rest. */
static int year_at_end(const char *key, size_t *before)
{
    size_t len = strlen(key);

    if (len < 6 || key[len - 5] != ' ' || strspn(key + len - 4, "0123456789") != 4 ||
        (strncmp(key + len - 4, "19", 2) != 0 && strncmp(key + len - 4, "20", 2) != 0))
        return 0;
    *before = len - 5;
    return (int)strtol(key + len - 4, NULL, 10);
}

/* « Budget 2021 » is the amount of a year, not the total. */
static void find_yearly(const struct map *map, struct known_label *known)
{
    struct label_name name;
    size_t len;
    int year = year_at_end(known->name.bare, &len);

    if (!year)
        return;
    char *text = parangon_strndup(known->name.bare, len);
    label_name_set(&name, text);
    find_built_in(map, &name, known);
    const char *field =
        known->entry == PARANGON_MAP_NONE ? "" : map->entries[known->entry].field->name;
    if (strcmp(field, "amount_eur") == 0 || strcmp(field, "amounts") == 0) {
        known->entry = built_in_of(map, "amounts");
        known->year = year;
    } else {
        known->entry = PARANGON_MAP_NONE;
    }
    label_name_clear(&name);
    free(text);
}

const struct known_label *map_know_label(struct map *map, const char *text)
{
    size_t at = parangon_map_put(&map->known_index, text, strlen(text), map->known_count);

    if (at == map->known_count) {
        struct known_label *known = parangon_calloc(1, sizeof *known);

        label_name_set(&known->name, text);
        find_built_in(map, &known->name, known);
        if (known->entry == PARANGON_MAP_NONE)
            find_yearly(map, known);
        map->known = parangon_realloc(map->known, at + 1, sizeof *map->known);
        map->known[map->known_count++] = known;
    }
    return map->known[at];
}

void map_forget_labels(struct map *map, size_t most)
{
    if (map->known_count <= most)
        return;
    parangon_map_clear(&map->known_index);
    for (size_t i = 0; i < map->known_count; i++) {
        label_name_clear(&map->known[i]->name);
        free(map->known[i]);
    }
    free(map->known);
    map->known = NULL;
    map->known_count = 0;
}
