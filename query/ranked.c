/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ranked.h"

#include <stdlib.h>

enum parangon_code ranked_run(struct ranked *ranked, struct engine *engine,
                              const struct request *request, struct parangon_error *err)
{
    const struct parangon_lookup lookup = {engine->knowledge->vocabulary,
                                           engine->knowledge->places};
    enum parangon_code code;

    *ranked = (struct ranked){.request = request_copy(request),
                              .question = parangon_alloc(sizeof *ranked->question)};
    request_mend(&ranked->request);
    question_read(ranked->question, &ranked->request, &lookup);
    code = match_run(&ranked->match, engine, ranked->question, &ranked->request, err);
    if (code == PARANGON_OK)
        code = rank_run(&ranked->ranking, &ranked->match, err);
    return code;
}

void ranked_clear(struct ranked *ranked)
{
    rank_clear(&ranked->ranking);
    match_clear(&ranked->match);
    free(ranked->question);
}
