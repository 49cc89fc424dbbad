/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading places.tsv. */
#include "places.h"

#include "parangon/text.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum column {
    CODE,
    KIND,
    NAME,
    ALIASES,
    POPULATION,
    YEAR,
    DEPARTMENT,
    REGION,
    PARENT,
    CENTRE,
    COLUMN_COUNT
};

static const char *const column_names[COLUMN_COUNT] = {
    "code", "kind",       "name",   "aliases", "population",
    "year", "department", "region", "parent",  "centre",
};

/* One line of the file, cut at its tabs. */
struct row {
    char *cells[COLUMN_COUNT];
    struct parangon_error *err;
};

static enum parangon_code reject(const struct row *row, enum column column, const char *why)
{
    return parangon_error_set(row->err, PARANGON_REJECTED, "%s: \"%s\" %s", column_names[column],
                              row->cells[column], why);
}

/* Cuts `line` in place; cells at the end may be missing. False when there are too many. */
static bool cut_row(struct row *row, char *line)
{
    size_t count = 0;

    for (char *cell = line; cell; count++) {
        char *tab = strchr(cell, '\t');

        if (count == COLUMN_COUNT)
            return false;
        if (tab)
            *tab++ = '\0';
        row->cells[count] = cell;
        cell = tab;
    }
    while (count < COLUMN_COUNT)
        row->cells[count++] = line + strlen(line);
    return true;
}

/* A whole number, 0 for an empty cell. */
static enum parangon_code read_number(const struct row *row, enum column column, long most,
                                      long *number)
{
    const char *cell = row->cells[column];
    char *end;

    errno = 0;
    *number = strtol(cell, &end, 10);
    if (*end || errno || *number < 0 || *number > most || (*cell && !isdigit((unsigned char)*cell)))
        return reject(row, column, "is no number that fits here");
    return PARANGON_OK;
}

static bool is_code(const char *text)
{
    static const char *const prefixes[] = {"com:", "epci:", "dep:", "reg:"};

    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        size_t len = strlen(prefixes[i]);

        if (strncmp(text, prefixes[i], len) == 0 && text[len])
            return true;
    }
    return false;
}

/* A copy of a cell, behind a prefix; NULL for an empty cell. */
static const char *copy_cell(struct parangon_places *places, const char *prefix, const char *cell)
{
    size_t prefix_len = strlen(prefix), len = strlen(cell);

    if (!len)
        return NULL;
    char *copy = parangon_arena_alloc(places->arena, prefix_len + len + 1);
    memcpy(copy, prefix, prefix_len);
    memcpy(copy + prefix_len, cell, len + 1);
    return copy;
}

static void copy_aliases(struct parangon_places *places, struct parangon_place *place,
                         const char *cell)
{
    size_t most = *cell != '\0';

    for (const char *bar = cell; (bar = strchr(bar, '|')); bar++)
        most++;
    const char **aliases = parangon_arena_alloc(places->arena, most * sizeof *aliases);
    for (size_t i = 0; i < most; i++) {
        size_t len = strcspn(cell, "|");

        if (len)
            aliases[place->alias_count++] = parangon_arena_strndup(places->arena, cell, len);
        cell += len + (cell[len] == '|');
    }
    place->aliases = aliases;
}

/* Chains a name to its place, behind the names with the same key that came before. */
static void add_name(struct parangon_places *places, size_t place, const char *name, bool alias)
{
    char *key = parangon_text_key(name, strlen(name));
    size_t at = places->called_count;

    if (at == places->called_cap) {
        places->called_cap = at ? at * 2 : 1024;
        places->called =
            parangon_realloc(places->called, places->called_cap, sizeof *places->called);
    }
    places->called[at] = (struct called){place, alias, PARANGON_MAP_NONE};
    places->called_count++;
    size_t other = *key ? parangon_map_put(&places->names, key, strlen(key), at) : at;
    free(key);
    if (other == at)
        return;
    while (places->called[other].next != PARANGON_MAP_NONE)
        other = places->called[other].next;
    places->called[other].next = at;
}

static enum parangon_code add_codes(struct parangon_places *places, const struct row *row,
                                    const struct parangon_place *place, size_t index)
{
    if (!is_code(place->code))
        return reject(row, CODE, "is no code such as com:54395, epci:…, dep:… or reg:…");
    if (parangon_map_put(&places->codes, place->code, strlen(place->code), index) != index)
        return reject(row, CODE, "stands twice");
    for (size_t i = 0; i < place->alias_count; i++) {
        if (is_code(place->aliases[i]))
            parangon_map_put(&places->codes, place->aliases[i], strlen(place->aliases[i]), index);
    }
    return PARANGON_OK;
}

/* Copies the cells; `place` is zeroed. */
static enum parangon_code fill_place(struct parangon_places *places, const struct row *row,
                                     struct parangon_place *place)
{
    const char *kind = places_kind(row->cells[KIND]);
    long year;

    if (!kind)
        return reject(row, KIND, "is no kind of authority");
    if (!*row->cells[NAME])
        return reject(row, NAME, "is empty");
    if (read_number(row, POPULATION, 100 * 1000 * 1000, &place->population) ||
        read_number(row, YEAR, 9999, &year))
        return PARANGON_REJECTED;
    place->code = copy_cell(places, "", row->cells[CODE]);
    place->kind = kind;
    place->name = copy_cell(places, "", row->cells[NAME]);
    copy_aliases(places, place, row->cells[ALIASES]);
    place->population_year = (int)year;
    place->department = copy_cell(places, "dep:", row->cells[DEPARTMENT]);
    place->region = copy_cell(places, "reg:", row->cells[REGION]);
    place->parent = copy_cell(places, "", row->cells[PARENT]);
    place->centre = copy_cell(places, "", row->cells[CENTRE]);
    place->size_class = parangon_places_size_class(place->kind, place->population);
    return PARANGON_OK;
}

static enum parangon_code add_place(struct parangon_places *places, const struct row *row)
{
    struct parangon_place place = {0};

    if (!*row->cells[CODE])
        return reject(row, CODE, "is empty");
    enum parangon_code code = fill_place(places, row, &place);
    if (!code)
        code = add_codes(places, row, &place, places->count);
    if (code)
        return code;
    if (places->count == places->cap) {
        places->cap = places->cap ? places->cap * 2 : 1024;
        places->places = parangon_realloc(places->places, places->cap, sizeof *places->places);
    }
    places->places[places->count] = place;
    add_name(places, places->count, place.name, false);
    for (size_t i = 0; i < place.alias_count; i++)
        add_name(places, places->count, place.aliases[i], true);
    places->count++;
    return PARANGON_OK;
}

static enum parangon_code read_line(struct parangon_places *places, char *line,
                                    struct parangon_error *err)
{
    struct row row = {.err = err};

    if (!*line || *line == '#')
        return PARANGON_OK;
    if (!cut_row(&row, line))
        return parangon_error_set(err, PARANGON_REJECTED, "more than %d columns", COLUMN_COUNT);
    return add_place(places, &row);
}

/* Calls `read` for each line, which it may cut. */
typedef enum parangon_code line_fn(struct parangon_places *places, char *line,
                                   struct parangon_error *err);
static enum parangon_code read_lines(struct parangon_places *places, const char *tsv, size_t len,
                                     line_fn *read, struct parangon_error *err)
{
    struct parangon_buf line = {0};
    enum parangon_code code = PARANGON_OK;
    size_t number = 0;

    for (size_t at = 0; at < len && !code;) {
        const char *end = memchr(tsv + at, '\n', len - at);
        size_t size = end ? (size_t)(end - (tsv + at)) : len - at;

        number++;
        parangon_buf_reset(&line);
        parangon_buf_add(&line, tsv + at, size);
        if (line.len && line.data[line.len - 1] == '\r')
            line.data[line.len - 1] = '\0';
        if (memchr(tsv + at, '\0', size))
            code = parangon_error_set(err, PARANGON_REJECTED, "a byte is zero");
        else
            code = read(places, line.data, err);
        at += size + 1;
    }
    parangon_buf_clear(&line);
    return code == PARANGON_OK ? code : parangon_error_prefix(err, code, "line %zu", number);
}

static enum parangon_code read_trait(struct parangon_places *places, char *line,
                                     struct parangon_error *err)
{
    char *trait = strchr(line, '\t'), *source = trait ? strchr(trait + 1, '\t') : NULL;

    if (!*line || *line == '#')
        return PARANGON_OK;
    if (!source)
        return parangon_error_set(err, PARANGON_REJECTED, "a code, a trait and a source are meant");
    *trait++ = *source = '\0';
    unsigned bit = strcmp(trait, "seaport") == 0  ? PARANGON_TRAIT_SEAPORT
                   : strcmp(trait, "border") == 0 ? PARANGON_TRAIT_BORDER
                                                  : 0;
    size_t index = parangon_map_get(&places->codes, line, strlen(line));
    if (!bit)
        return parangon_error_set(err, PARANGON_REJECTED, "\"%.40s\" is no trait", trait);
    if (index != PARANGON_MAP_NONE)
        places->places[index].traits |= bit;
    return PARANGON_OK;
}

enum parangon_code parangon_places_add_traits(struct parangon_places *places, const char *tsv,
                                              size_t len, struct parangon_error *err)
{
    return read_lines(places, tsv, len, read_trait, err);
}

enum parangon_code parangon_places_parse(const char *tsv, size_t len,
                                         struct parangon_places **places,
                                         struct parangon_error *err)
{
    struct parangon_places *made = parangon_calloc(1, sizeof *made);

    made->arena = parangon_arena_new();
    enum parangon_code code = read_lines(made, tsv, len, read_line, err);
    if (code)
        parangon_places_free(made);
    else
        *places = made;
    return code;
}
