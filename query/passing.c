/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "passing.h"

#include "filter.h"

#include <stdlib.h>
#include <string.h>

enum parangon_code passing_mark(struct engine *engine, const struct request *request,
                                unsigned char *passes, struct parangon_error *err)
{
    size_t size = (size_t)engine->records + 1;
    unsigned char *marked = parangon_calloc(size, 1);
    enum parangon_code code = PARANGON_OK;

    for (uint32_t i = 0; i < engine->records; i++)
        passes[i] = engine->heads[i] != 0;
    for (size_t f = 0; code == PARANGON_OK && f < request->filter_count; f++) {
        memset(marked, 0, size);
        code = filter_apply(engine, &request->filters[f], marked, err);
        for (uint32_t i = 0; code == PARANGON_OK && i < engine->records; i++)
            passes[i] = passes[i] && marked[i];
    }
    free(marked);
    return code;
}
