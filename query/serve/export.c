/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "export.h"

#include "asking.h"
#include "comparing.h"

#include "output/output.h"

#include "pages/frame.h"

#include <stdio.h>
#include <string.h>

/* What is asked for, by the parameters. */
static enum parangon_code ask(struct call *call, enum answer_kind *kind, cJSON **answer,
                              struct parangon_error *err)
{
    const char *practice = call_parameter(call, "practice"), *of = call_parameter(call, "of");

    if (practice) {
        *kind = ANSWER_RECORD;
        call->rest = practice;
        return asking_practice(call, answer, err);
    }
    if (of && strcmp(of, "actors") == 0) {
        *kind = ANSWER_ACTORS;
        return asking_actors(call, answer, err);
    }
    if (of && strcmp(of, "coverage") == 0) {
        *kind = ANSWER_STATS;
        return asking_coverage(call, answer, err);
    }
    if (comparing_is_asked(call))
        return comparing_ask(call, kind, answer, err);
    *kind = ANSWER_SEARCH;
    return asking_search(call, SEARCH_FOR_EXPORT, answer, err);
}

static const char *file_name(struct call *call, const struct output *output)
{
    return parangon_arena_printf(call->arena, "parangon%s", output->extension);
}

enum parangon_code export_answer(struct call *call, struct parangon_error *err)
{
    const struct output_settings settings = frame_settings(call);
    const struct output *output = output_for_file(call->path);
    enum answer_kind kind;
    cJSON *answer = NULL;
    enum parangon_code code = PARANGON_OK;

    if (!output)
        return parangon_error_set(err, PARANGON_NOTHING, "there is no such format");
    code = ask(call, &kind, &answer, err);
    if (code == PARANGON_OK && !output_has(output, kind))
        code = parangon_error_set(err, PARANGON_USAGE, "this is not to be had as %s", output->name);
    if (code == PARANGON_OK)
        code = output_print(output, kind, answer, &settings, &call->body, err);
    call->type = output->media_type;
    call->file = file_name(call, output);
    cJSON_Delete(answer);
    return code;
}
