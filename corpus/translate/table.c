/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A table of translations: pairs of stems, found from either side. */
#include "parangon/translate.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    SIDES = PARANGON_OTHER, /* French and English */
    COLUMNS = 4,
    WEIGHT_DIGITS = 9
};

#define NO_PAIR SIZE_MAX

struct pair {
    const char *stem[SIDES];
    size_t next[SIDES]; /* another pair of the same stem, or NO_PAIR */
    double weight;
    const char *source;
};

struct parangon_translations {
    struct parangon_arena *arena;
    struct pair *pairs;
    size_t count, cap;
    struct parangon_map stems[SIDES]; /* to the place of its list in `first` */
    size_t *first[SIDES];             /* the newest pair of each stem */
    size_t first_cap[SIDES];
    struct parangon_map sources; /* to the place of its name in `names` */
    const char **names;
    size_t name_cap;
};

/* A cell of a row. */
struct cell {
    const char *text;
    size_t len;
};

struct parangon_translations *parangon_translations_new(void)
{
    struct parangon_translations *table = parangon_calloc(1, sizeof *table);

    table->arena = parangon_arena_new();
    return table;
}

void parangon_translations_free(struct parangon_translations *table)
{
    if (!table)
        return;
    parangon_arena_free(table->arena);
    parangon_map_clear(&table->sources);
    for (int side = 0; side < SIDES; side++) {
        parangon_map_clear(&table->stems[side]);
        free(table->first[side]);
    }
    free(table->names);
    free(table->pairs);
    free(table);
}

/* Few sources have many pairs: each name is kept once. */
static const char *source_name(struct parangon_translations *table, const struct cell *cell)
{
    size_t count = table->sources.count;
    size_t at = parangon_map_put(&table->sources, cell->text, cell->len, count);

    if (at == count) {
        if (count == table->name_cap) {
            table->name_cap = count ? count * 2 : 16;
            table->names = parangon_realloc(table->names, table->name_cap, sizeof *table->names);
        }
        table->names[at] = parangon_arena_strndup(table->arena, cell->text, cell->len);
    }
    return table->names[at];
}

/* Puts the pair in front of the list of its stem on one side. */
static void link_pair(struct parangon_translations *table, int side, size_t index,
                      const struct cell *cell)
{
    struct pair *pair = &table->pairs[index];
    size_t count = table->stems[side].count;
    size_t at = parangon_map_put(&table->stems[side], cell->text, cell->len, count);

    if (at == count) {
        if (count == table->first_cap[side]) {
            table->first_cap[side] = count ? count * 2 : 256;
            table->first[side] = parangon_realloc(table->first[side], table->first_cap[side],
                                                  sizeof *table->first[side]);
        }
        table->first[side][at] = NO_PAIR;
    }
    pair->next[side] = table->first[side][at];
    pair->stem[side] = pair->next[side] == NO_PAIR
                           ? parangon_arena_strndup(table->arena, cell->text, cell->len)
                           : table->pairs[pair->next[side]].stem[side];
    table->first[side][at] = index;
}

/* The pair that is there already, or NULL. Few pairs share a stem. */
static struct pair *known_pair(const struct parangon_translations *table,
                               const struct cell cells[COLUMNS])
{
    size_t list = parangon_map_get(&table->stems[PARANGON_FR], cells[0].text, cells[0].len);
    size_t i = list == PARANGON_MAP_NONE ? NO_PAIR : table->first[PARANGON_FR][list];

    for (; i != NO_PAIR; i = table->pairs[i].next[PARANGON_FR]) {
        const char *stem = table->pairs[i].stem[PARANGON_EN];

        if (strncmp(stem, cells[1].text, cells[1].len) == 0 && !stem[cells[1].len])
            return &table->pairs[i];
    }
    return NULL;
}

static void add_pair(struct parangon_translations *table, const struct cell cells[COLUMNS],
                     double weight)
{
    struct pair *known = known_pair(table, cells);

    if (known) {
        if (weight > known->weight) {
            known->weight = weight;
            known->source = source_name(table, &cells[3]);
        }
        return;
    }
    if (table->count == table->cap) {
        table->cap = table->cap ? table->cap * 2 : 1024;
        table->pairs = parangon_realloc(table->pairs, table->cap, sizeof *table->pairs);
    }
    table->pairs[table->count++] =
        (struct pair){.weight = weight, .source = source_name(table, &cells[3])};
    for (int side = 0; side < SIDES; side++)
        link_pair(table, side, table->count - 1, &cells[side]);
}

/* Splits a line at its tabs; how many cells there are, COLUMNS + 1 for too many. */
static int split_row(const char *line, size_t len, struct cell cells[COLUMNS])
{
    int count = 0;

    for (size_t begin = 0; begin <= len; count++) {
        const char *tab = memchr(line + begin, '\t', len - begin);
        size_t end = tab ? (size_t)(tab - line) : len;

        if (count == COLUMNS)
            return COLUMNS + 1;
        cells[count] = (struct cell){line + begin, end - begin};
        begin = end + 1;
    }
    return count;
}

/* "0.974" or "1": over 0, up to 1. Whatever the locale calls a decimal point. */
static bool read_weight(const struct cell *cell, double *weight)
{
    double value = 0, unit = 1;

    if (!cell->len || cell->len > WEIGHT_DIGITS)
        return false;
    for (size_t i = 0; i < cell->len; i++) {
        char c = cell->text[i];

        if (i == 1 && c == '.' && cell->len > 2)
            continue;
        if (c < '0' || c > '9' || i == 1)
            return false;
        value = value * 10 + (c - '0');
        if (i > 1)
            unit *= 10;
    }
    *weight = value / unit;
    return *weight > 0 && *weight <= 1;
}

static enum parangon_code add_row(struct parangon_translations *table, const char *line, size_t len,
                                  double scale, struct parangon_error *err)
{
    struct cell cells[COLUMNS];
    int count = split_row(line, len, cells);
    double weight;

    if (count == COLUMNS - 1)
        cells[count++] = (struct cell){"", 0};
    if (count != COLUMNS)
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "three or four columns are meant: stem, stem, weight, source");
    if (!cells[0].len || !cells[1].len)
        return parangon_error_set(err, PARANGON_REJECTED, "a stem is missing");
    if (!read_weight(&cells[2], &weight))
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "weight \"%.*s\" is no number over 0 and up to 1",
                                  (int)(cells[2].len < 20 ? cells[2].len : 20), cells[2].text);
    add_pair(table, cells, weight * scale);
    return PARANGON_OK;
}

enum parangon_code parangon_translations_add(struct parangon_translations *table, const char *tsv,
                                             size_t len, double scale, struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;
    size_t number = 0;

    for (size_t at = 0; code == PARANGON_OK && at < len;) {
        const char *newline = memchr(tsv + at, '\n', len - at);
        size_t end = newline ? (size_t)(newline - tsv) : len;

        number++;
        if (end > at && tsv[at] != '#')
            code = add_row(table, tsv + at, end - at, scale, err);
        at = end + 1;
    }
    return code == PARANGON_OK ? code : parangon_error_prefix(err, code, "line %zu", number);
}

/* The heavier first; of the same weight, in the order of the alphabet. */
static bool is_better(const struct parangon_translation *one,
                      const struct parangon_translation *other)
{
    return one->weight > other->weight ||
           (!(one->weight < other->weight) && strcmp(one->stem, other->stem) < 0);
}

/* Inserts into what was found so far, the best first; how many there are now. */
static size_t insert(struct parangon_translation found[PARANGON_TRANSLATIONS_MAX], size_t count,
                     const struct parangon_translation *translation)
{
    size_t at = count;

    while (at > 0 && is_better(translation, &found[at - 1]))
        at--;
    if (at == PARANGON_TRANSLATIONS_MAX)
        return count;
    if (count < PARANGON_TRANSLATIONS_MAX)
        count++;
    memmove(&found[at + 1], &found[at], (count - at - 1) * sizeof *found);
    found[at] = *translation;
    return count;
}

size_t parangon_translations_of(const struct parangon_translations *table, enum parangon_lang lang,
                                const char *stem,
                                struct parangon_translation found[PARANGON_TRANSLATIONS_MAX])
{
    size_t count = 0;

    if (lang != PARANGON_FR && lang != PARANGON_EN)
        return 0;
    size_t list = parangon_map_get(&table->stems[lang], stem, strlen(stem));
    if (list == PARANGON_MAP_NONE)
        return 0;
    for (size_t i = table->first[lang][list]; i != NO_PAIR; i = table->pairs[i].next[lang]) {
        const struct pair *pair = &table->pairs[i];
        enum parangon_lang other = lang == PARANGON_FR ? PARANGON_EN : PARANGON_FR;

        count =
            insert(found, count,
                   &(struct parangon_translation){pair->stem[other], pair->weight, pair->source});
    }
    return count;
}
