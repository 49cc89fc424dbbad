/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "retry.h"

enum {
    TRIES = 4
};

static enum parangon_code ask_once(struct engine *engine, ask_fn *ask, void *context,
                                   cJSON **answer, struct parangon_error *err)
{
    cJSON *made = NULL;

    engine->failure = (struct parangon_error){0};
    enum parangon_code code = ask(engine, context, &made, err);
    if ((code == PARANGON_OK || code == PARANGON_NOTHING) && engine->failure.code != PARANGON_OK)
        code = parangon_error_set(err, engine->failure.code, "%s", engine->failure.message);
    if (code == PARANGON_OK)
        *answer = made;
    else
        cJSON_Delete(made);
    return code;
}

enum parangon_code retry_ask(struct engine *engine, ask_fn *ask, void *context, cJSON **answer,
                             struct parangon_error *err)
{
    for (unsigned tries = 1;; tries++) {
        cJSON *made = NULL;
        enum parangon_code code = ask_once(engine, ask, context, &made, err);

        if (tries == TRIES || (code != PARANGON_CHANGED && engine_is_current(engine))) {
            *answer = made;
            return code;
        }
        cJSON_Delete(made);
        code = engine_refresh(engine, err);
        if (code != PARANGON_OK)
            return code;
    }
}
