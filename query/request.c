/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "request.h"

#include <stdlib.h>
#include <string.h>

void request_init(struct request *request)
{
    *request = (struct request){.arena = parangon_arena_new(),
                                .words = "",
                                .query_lang = PARANGON_OTHER,
                                .ui = PARANGON_OTHER,
                                .across = true,
                                .cap = true,
                                .correct = true,
                                .count = 10,
                                .facet_limit = FACET_LIMIT,
                                .per_group = PER_GROUP};
}

void request_clear(struct request *request)
{
    parangon_arena_free(request->arena);
    free(request->facets);
    *request = (struct request){0};
}

void request_mend(struct request *request)
{
    char *mended = parangon_text_mend(request->words, strlen(request->words), NULL);

    request->words = parangon_arena_strdup(request->arena, mended);
    free(mended);
}

struct request request_copy(const struct request *request)
{
    struct request copy = *request;

    copy.filters =
        parangon_arena_alloc(request->arena, (request->filter_count + 1) * sizeof *copy.filters);
    if (request->filter_count)
        memcpy(copy.filters, request->filters, request->filter_count * sizeof *copy.filters);
    return copy;
}

const char *filter_name(const struct filter *filter)
{
    return filter->field ? filter->field->filter : quantity_name(filter->quantity);
}

enum parangon_code request_without(struct request *request, const char *names,
                                   struct parangon_error *err)
{
    static const char *const parts[] = {"exact",        "phrase", "window", "concepts",
                                        "translations", "stop",   "near"};

    while (*names) {
        size_t len = strcspn(names, ","), part = 0, count = sizeof parts / sizeof *parts;

        while (part < count && (strlen(parts[part]) != len || strncmp(parts[part], names, len)))
            part++;
        if (part == count)
            return parangon_error_set(err, PARANGON_USAGE,
                                      "--without: \"%.*s\" is none of exact, phrase, window, "
                                      "concepts, translations, stop, near",
                                      (int)len, names);
        request->without |= 1u << part;
        names += len + (names[len] == ',');
    }
    return PARANGON_OK;
}
