/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The part of a request that says what to count. */
#include "request.h"

#include <string.h>
#include <strings.h>

static void add_facet(struct request *request, struct facet facet)
{
    for (size_t i = 0; i < request->facet_count; i++) {
        const struct facet *known = &request->facets[i];

        if (known->field == facet.field && known->quantity == facet.quantity &&
            known->decades == facet.decades)
            return;
    }
    request->facets =
        parangon_realloc(request->facets, request->facet_count + 1, sizeof *request->facets);
    request->facets[request->facet_count++] = facet;
}

static enum parangon_code facet_named(struct request *request, const char *name,
                                      struct parangon_error *err)
{
    enum quantity quantity = quantity_named(name);
    const struct parangon_field *field = quantity ? NULL : parangon_field_filter(name);

    if (!quantity && (!field || !field->prefix || (field->flags & PARANGON_FIELD_UNIQUE)))
        return parangon_error_set(err, PARANGON_USAGE, "--facets: \"%.40s\" is no facet", name);
    add_facet(request, (struct facet){field, quantity,
                                      quantity == QUANTITY_YEAR && strncasecmp(name, "d", 1) == 0});
    return PARANGON_OK;
}

/* `flags`: of which a field needs one; 0 for every field. */
static void add_facets(struct request *request, unsigned flags)
{
    for (size_t i = 0; i < parangon_field_count; i++) {
        const struct parangon_field *field = &parangon_fields[i];

        if (field->filter && field->prefix && !(field->flags & PARANGON_FIELD_UNIQUE) &&
            (!flags || (field->flags & flags)))
            add_facet(request, (struct facet){.field = field});
    }
    add_facet(request, (struct facet){.quantity = QUANTITY_YEAR});
}

enum parangon_code request_facets(struct request *request, const char *names,
                                  struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;

    if (strcmp(names, "all") == 0 || strcmp(names, "main") == 0) {
        bool all = strcmp(names, "all") == 0;

        add_facets(request, all ? 0 : PARANGON_FIELD_FACET);
        for (int i = QUANTITY_POPULATION; all && i < QUANTITY_COUNT; i++)
            add_facet(request, (struct facet){.quantity = (enum quantity)i});
        if (all)
            add_facet(request, (struct facet){.quantity = QUANTITY_YEAR, .decades = true});
        return code;
    }
    for (const char *at = names; code == PARANGON_OK && *at;) {
        size_t len = strcspn(at, ",");

        if (len)
            code = facet_named(request, parangon_arena_strndup(request->arena, at, len), err);
        at += len + (at[len] == ',');
    }
    return code;
}

const char *facet_name(const struct facet *facet)
{
    if (facet->field)
        return facet->field->filter;
    return facet->decades ? "decade" : quantity_name(facet->quantity);
}

size_t request_filter_of(const struct request *request, const struct facet *facet)
{
    for (size_t i = 0; i < request->filter_count; i++) {
        if (request->filters[i].field == facet->field &&
            request->filters[i].quantity == facet->quantity)
            return i;
    }
    return SIZE_MAX;
}
