/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "catalogue.h"

#include "written_name.h"

#include "parangon/json.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    enum named_kind kind;
    const char *field;
} sources[] = {
    {NAMED_THEME, "themes"},  {NAMED_COUNTRY, "countries"}, {NAMED_PLACE, "lead"},
    {NAMED_PLACE, "region"},  {NAMED_PLACE, "department"},  {NAMED_PLACE, "partners"},
    {NAMED_ACTOR, "schemes"}, {NAMED_ACTOR, "networks"},    {NAMED_ACTOR, "funders"},
    {NAMED_ACTOR, "actors"},
};

/* ---- Names ---- */

static void add_name(struct catalogue *catalogue, const char *written, struct catalogue_name name)
{
    char *key = parangon_text_key(written, strlen(written));

    if (catalogue->name_count == catalogue->name_cap) {
        catalogue->name_cap = catalogue->name_cap ? catalogue->name_cap * 2 : 1024;
        catalogue->names =
            parangon_realloc(catalogue->names, catalogue->name_cap, sizeof *catalogue->names);
    }
    if (*key) {
        name.key = parangon_arena_strdup(catalogue->arena, key);
        name.text = name.text ? parangon_arena_strdup(catalogue->arena, name.text) : NULL;
        name.item = catalogue->count - 1;
        catalogue->names[catalogue->name_count++] = name;
    }
    free(key);
}

/* What is only another spelling leads to the label; a weak word leads nowhere. */
static void add_concept(struct catalogue *catalogue, const struct parangon_concept *concept)
{
    for (size_t i = 0; i < concept->term_count; i++) {
        const struct parangon_term *term = &concept->terms[i];
        const char *label = concept->label[term->lang < PARANGON_OTHER ? term->lang : 0];
        bool hidden = term->strength == PARANGON_HIDDEN;

        if (term->strength != PARANGON_WEAK)
            add_name(catalogue, term->text,
                     (struct catalogue_name){.text = hidden ? label : term->text,
                                             .lang = term->lang,
                                             .label = strcmp(term->text, label) == 0,
                                             .whole_only = hidden});
    }
}

static void add_place(struct catalogue *catalogue, const struct parangon_place *place)
{
    struct catalogue_name name = {.text = place->name, .lang = PARANGON_OTHER, .label = true};

    add_name(catalogue, place->name, name);
    name.label = false;
    for (size_t i = 0; i < place->alias_count; i++) {
        name.text = place->aliases[i];
        if (!strpbrk(name.text, ":0123456789")) /* former codes are among them */
            add_name(catalogue, name.text, name);
    }
}

/* ---- Items ---- */

/* An id that the vocabulary does not know is no name. */
static bool is_id(const char *value)
{
    return strpbrk(value, ":/") || (strchr(value, '-') && !strchr(value, ' '));
}

/* A lead stands by its code and by its name: once is enough. */
static bool is_known_name(const struct parangon_places *places, const struct named *named)
{
    const struct parangon_place *place;

    return is_id(named->value) || (named->field->type == PARANGON_TYPE_PLACE &&
                                   parangon_places_named(places, named->value, &place, 1) > 0);
}

static void add_names(struct catalogue *catalogue, const struct parangon_knowledge *knowledge,
                      const struct named *named)
{
    bool folded =
        named->field->type == PARANGON_TYPE_PLACE || named->field->type == PARANGON_TYPE_PARTNERS;
    enum parangon_scheme scheme = folded ? PARANGON_NETWORKS : named->field->scheme;
    const struct parangon_concept *concept = NULL;
    const struct parangon_place *place = NULL;

    if (scheme != PARANGON_LABELS)
        concept = parangon_vocabulary_find(knowledge->vocabulary, scheme, named->value);
    if (named->kind == NAMED_PLACE && strchr(named->value, ':'))
        place = parangon_places_find(knowledge->places, named->value);
    if (concept)
        add_concept(catalogue, concept);
    else if (place)
        add_place(catalogue, place);
    else if (folded ? !is_known_name(knowledge->places, named) : !is_id(named->value))
        add_name(catalogue, named->value,
                 (struct catalogue_name){
                     .text = folded ? NULL : named->value, .lang = PARANGON_OTHER, .label = true});
}

static void add_item(struct catalogue *catalogue, const struct parangon_knowledge *knowledge,
                     struct named named)
{
    if (catalogue->count == catalogue->cap) {
        catalogue->cap = catalogue->cap ? catalogue->cap * 2 : 256;
        catalogue->items =
            parangon_realloc(catalogue->items, catalogue->cap, sizeof *catalogue->items);
    }
    named.value = parangon_arena_strdup(catalogue->arena, named.value);
    catalogue->items[catalogue->count++] = named;
    add_names(catalogue, knowledge, &named);
}

static xc_status read_field(struct engine *engine, struct catalogue *catalogue, size_t source,
                            struct xc_error *error)
{
    const struct parangon_field *field = parangon_field_named(sources[source].field);
    size_t len = strlen(field->prefix);
    xc_terms *terms = NULL;
    struct xc_term term;
    bool found = true;
    xc_status status = xc_terms_open(engine->database, field->prefix, len, &terms, error);

    while (status == XC_OK && found) {
        status = xc_terms_next(terms, &term, &found, error);
        if (status == XC_OK && found)
            add_item(catalogue, engine->knowledge,
                     (struct named){.kind = sources[source].kind,
                                    .field = field,
                                    .value = term.bytes + len,
                                    .passages = term.termfreq});
    }
    xc_terms_close(terms);
    return status;
}

enum parangon_code catalogue_of(struct engine *engine, const struct catalogue **catalogue,
                                struct parangon_error *err)
{
    struct xc_error error;
    xc_status status = XC_OK;

    if (!engine->catalogue) {
        struct catalogue *made = parangon_calloc(1, sizeof *made);

        made->arena = parangon_arena_new();
        for (size_t i = 0; status == XC_OK && i < sizeof sources / sizeof *sources; i++)
            status = read_field(engine, made, i, &error);
        if (status != XC_OK) {
            catalogue_free(made);
            return parangon_from_xapian(&error, "index", err);
        }
        engine->catalogue = made;
    }
    *catalogue = engine->catalogue;
    return PARANGON_OK;
}

void catalogue_free(struct catalogue *catalogue)
{
    if (!catalogue)
        return;
    parangon_arena_free(catalogue->arena);
    free(catalogue->items);
    free(catalogue->names);
    free(catalogue);
}

/* ---- How a name is written ---- */

static char *name_in_record(const cJSON *record, const char *key)
{
    char *name = written_name(cJSON_GetObjectItemCaseSensitive(record, "lead"), key);

    if (!name)
        name = written_name_among(cJSON_GetObjectItemCaseSensitive(record, "co_leads"), key);
    if (!name)
        name = written_name_among(cJSON_GetObjectItemCaseSensitive(record, "partners"), key);
    return name;
}

char *catalogue_text(struct engine *engine, const struct named *named, const char *key)
{
    xc_docid document;
    char *name = NULL;

    if (engine_first(engine, named->field->prefix, named->value, &document, 1) == 1) {
        uint32_t record = engine_record_of(engine, document);
        cJSON *stored = engine_stored(engine, engine->heads[record]);

        name = name_in_record(cJSON_GetObjectItemCaseSensitive(stored, "record"), key);
        cJSON_Delete(stored);
    }
    return name ? name : parangon_strdup(key);
}
