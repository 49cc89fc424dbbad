/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Searches that correct the question where the index does not know its words. */
#include "answer.h"
#include "correction.h"

#include "parangon/json.h"

#include <stdlib.h>

static enum parangon_code ask(struct engine *engine, const struct request *given, const char *words,
                              cJSON **answer, struct parangon_error *err)
{
    struct request request = *given;

    request.words = words;
    return answer_as_typed(engine, &request, answer, err);
}

static enum parangon_code find(struct engine *engine, const struct request *given,
                               struct correction *correction, struct parangon_error *err)
{
    const struct parangon_lookup lookup = {engine->knowledge->vocabulary,
                                           engine->knowledge->places};
    struct question *question = parangon_alloc(sizeof *question);
    struct request request = request_copy(given);

    question_read(question, &request, &lookup);
    enum parangon_code code = correction_find(engine, &request, question, correction, err);
    free(question);
    return code;
}

static bool has_results(const cJSON *answer)
{
    return parangon_json_number(answer, "total", 0) > 0;
}

/* Says what was typed, what it was corrected to, and which of them the results are for. */
static void say(cJSON *answer, const char *typed, const char *corrected, bool used)
{
    cJSON *query = cJSON_GetObjectItemCaseSensitive(answer, "query");

    cJSON_ReplaceItemInObjectCaseSensitive(query, "text", cJSON_CreateString(typed));
    cJSON_ReplaceItemInObjectCaseSensitive(query, "corrected", cJSON_CreateString(corrected));
    cJSON_ReplaceItemInObjectCaseSensitive(query, "corrected_used", cJSON_CreateBool(used));
}

/* A sure correction is answered for, since the word as typed holds nothing; another one only when
   the rest of the question finds nothing either, and is proposed otherwise. */
static enum parangon_code ask_corrected(struct engine *engine, const struct request *request,
                                        const struct correction *correction, cJSON **answer,
                                        struct parangon_error *err)
{
    cJSON *typed = NULL, *corrected = NULL;
    enum parangon_code code = PARANGON_OK;
    bool used;

    if (!correction->sure)
        code = ask(engine, request, request->words, &typed, err);
    if (code == PARANGON_OK && !has_results(typed))
        code = ask(engine, request, correction->text, &corrected, err);
    used = has_results(corrected);
    if (code == PARANGON_OK && !used && !typed)
        code = ask(engine, request, request->words, &typed, err);
    if (code == PARANGON_OK && (used || has_results(typed)))
        say(used ? corrected : typed, request->words, correction->text, used);
    cJSON_Delete(used ? typed : corrected);
    if (code == PARANGON_OK)
        *answer = used ? corrected : typed;
    else
        cJSON_Delete(used ? corrected : typed);
    return code;
}

enum parangon_code answer_search(struct engine *engine, const struct request *given, cJSON **answer,
                                 struct parangon_error *err)
{
    struct request request = *given;
    struct correction correction = {0};
    enum parangon_code code;

    request_mend(&request);
    if (request.correct && !request.any && *request.words) {
        code = find(engine, &request, &correction, err);
        if (code != PARANGON_OK)
            return code;
    }
    if (!correction.text)
        return answer_as_typed(engine, &request, answer, err);
    return ask_corrected(engine, &request, &correction, answer, err);
}

enum parangon_code answer_ask_search(struct engine *engine, void *context, cJSON **answer,
                                     struct parangon_error *err)
{
    return answer_search(engine, context, answer, err);
}
