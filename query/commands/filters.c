/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "filters.h"

#include <string.h>

static enum parangon_code add(struct filters *filters, const char *name, const char *value,
                              struct parangon_error *err)
{
    if (filters->count == FILTERS_MAX)
        return parangon_error_set(err, PARANGON_USAGE, "more than %d filters", FILTERS_MAX);
    filters->names[filters->count] = name;
    filters->values[filters->count++] = value;
    return PARANGON_OK;
}

/* FIELD=VALUE */
static enum parangon_code add_free(struct filters *filters, struct parangon_arena *arena,
                                   const char *value, struct parangon_error *err)
{
    const char *equals = strchr(value, '=');

    if (!equals || equals == value)
        return parangon_error_set(err, PARANGON_USAGE,
                                  "--filter: FIELD=VALUE is meant, not \"%.60s\"", value);
    return add(filters, parangon_arena_strndup(arena, value, (size_t)(equals - value)), equals + 1,
               err);
}

enum parangon_code filters_set(struct filters *filters, struct parangon_arena *arena,
                               const struct parangon_option *options, int option, const char *value,
                               struct parangon_error *err)
{
    if (option == FILTER_FREE)
        return add_free(filters, arena, value, err);
    return add(filters, options[option].name, value, err);
}

enum parangon_code filters_apply(const struct filters *filters, const struct engine *engine,
                                 struct request *request, struct parangon_error *err)
{
    const struct parangon_lookup lookup = {engine->knowledge->vocabulary,
                                           engine->knowledge->places};
    enum parangon_code code = PARANGON_OK;

    for (size_t i = 0; code == PARANGON_OK && i < filters->count; i++)
        code = request_filter(request, filters->names[i], filters->values[i], &lookup, err);
    return code;
}
