/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What an engine must not show is taken out of all that it knows of the index. */
#include "audience.h"

#include "parangon/record.h"

#include <stdlib.h>
#include <string.h>

/* Marks the documents of all records of this visibility. */
static enum parangon_code mark(struct engine *engine, const char *visibility, unsigned char *hidden,
                               struct parangon_error *err)
{
    struct parangon_buf term = {0};
    struct postings postings = {0};

    parangon_term(&term, parangon_field_named("visibility")->prefix, visibility);
    enum parangon_code code = engine_postings(engine, term.data, term.len, &postings, err);

    for (size_t i = 0; i < postings.count; i++)
        hidden[postings.documents[i]] = 1;
    postings_clear(&postings);
    parangon_buf_clear(&term);
    return code;
}

/* Without the hidden documents, as if their numbers were not used. */
static void leave_out(struct engine *engine)
{
    size_t documents = (size_t)engine->last + 1;

    engine->own_passages = parangon_calloc(documents, sizeof *engine->own_passages);
    engine->own_heads = parangon_calloc((size_t)engine->records + 1, sizeof *engine->own_heads);
    memcpy(engine->own_passages, engine->passages, documents * sizeof *engine->own_passages);
    if (engine->records)
        memcpy(engine->own_heads, engine->heads, engine->records * sizeof *engine->own_heads);
    for (uint32_t i = 0; i <= engine->last; i++) {
        if (engine->hidden[i])
            engine->own_passages[i] = (struct parangon_passage_key){.record = UINT32_MAX};
    }
    for (uint32_t i = 0; i < engine->records; i++) {
        if (engine->hidden[engine->own_heads[i]])
            engine->own_heads[i] = 0;
    }
    engine->passages = engine->own_passages;
    engine->heads = engine->own_heads;
}

void audience_forget(struct engine *engine)
{
    free(engine->hidden);
    free(engine->own_passages);
    free(engine->own_heads);
    engine->hidden = NULL;
    engine->own_passages = NULL;
    engine->own_heads = NULL;
}

enum parangon_code audience_apply(struct engine *engine, struct parangon_error *err)
{
    unsigned char *hidden;
    enum parangon_code code = PARANGON_OK;

    if (engine->audience == AUDIENCE_ALL)
        return code;
    hidden = parangon_calloc((size_t)engine->last + 1, 1);
    code = mark(engine, "internal", hidden, err);
    if (code == PARANGON_OK && engine->audience == AUDIENCE_PUBLIC)
        code = mark(engine, "members", hidden, err);
    engine->hidden = hidden;
    if (code == PARANGON_OK) {
        leave_out(engine);
    } else { /* rather nothing than too much */
        engine->last = engine->records = 0;
        audience_forget(engine);
    }
    return code;
}
