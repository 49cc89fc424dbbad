/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_CATALOGUE_H
#define QUERY_CATALOGUE_H

/*
 * The catalogue: what the records of an index are filed under that has a name (themes, countries,
 * places, actors), with every name it goes by in both languages. Made once for a state of the
 * index, on first use, from the terms of the fields: what no record has is not in it.
 *
 * Belongs to an engine, which makes and frees it.
 */

#include "engine.h"

#include "parangon/record.h"

enum named_kind {
    NAMED_THEME,
    NAMED_COUNTRY,
    NAMED_PLACE,
    NAMED_ACTOR
};

struct named {
    enum named_kind kind;
    const struct parangon_field *field; /* that it is a value of */
    const char *value;                  /* as its term has it after the prefix */
    uint32_t passages;                  /* that bear the term */
};

struct catalogue_name {
    const char *key;         /* folded */
    const char *text;        /* to be shown; NULL when only the records tell how it is written */
    enum parangon_lang lang; /* PARANGON_OTHER: of either */
    bool label;              /* what it is called by, not one more name */
    bool whole_only;         /* a spelling that leads to another text: not to be completed */
    size_t item;
};

struct catalogue {
    struct parangon_arena *arena;
    struct named *items;
    size_t count, cap;
    struct catalogue_name *names; /* those of one item side by side */
    size_t name_count, name_cap;
};

/* The catalogue of the engine; borrowed until the engine is refreshed or closed. */
enum parangon_code catalogue_of(struct engine *engine, const struct catalogue **catalogue,
                                struct parangon_error *err);
void catalogue_free(struct catalogue *catalogue);

/* How a name without a text is written, as a record has it. Yours; the key itself when none can be
   read. */
char *catalogue_text(struct engine *engine, const struct named *named, const char *key);

#endif
