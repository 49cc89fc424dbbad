/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "selection.h"

#include "ranked.h"

#include <stdlib.h>

static void take_hits(const struct ranking *ranking, struct selection *selection)
{
    selection->records = parangon_calloc(ranking->count + 1, sizeof *selection->records);
    for (size_t i = 0; i < ranking->count; i++)
        selection->records[i] = ranking->hits[i].record;
    selection->count = ranking->count;
    selection->match = ranking->match;
}

enum parangon_code selection_run(struct engine *engine, const struct request *request,
                                 struct selection *selection, struct parangon_error *err)
{
    struct ranked ranked;
    enum parangon_code code = ranked_run(&ranked, engine, request, err);

    if (code == PARANGON_OK)
        take_hits(&ranked.ranking, selection);
    ranked_clear(&ranked);
    return code;
}

void selection_clear(struct selection *selection)
{
    free(selection->records);
    *selection = (struct selection){0};
}

enum parangon_code selection_record(struct engine *engine, uint32_t record, cJSON **stored,
                                    struct parangon_error *err)
{
    cJSON *head = NULL;
    enum parangon_code code =
        parangon_index_stored(engine->index, engine->heads[record], &head, err);

    if (code != PARANGON_OK)
        return code;
    *stored = cJSON_DetachItemFromObjectCaseSensitive(head, "record");
    cJSON_Delete(head);
    if (!*stored)
        return parangon_error_set(err, PARANGON_DAMAGED, "index: a record has no data");
    return PARANGON_OK;
}
