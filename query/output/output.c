/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "output.h"

#include <string.h>

static const struct output *const outputs[] = {&output_text, &output_json,     &output_jsonl,
                                               &output_csv,  &output_markdown, &output_trec};

/* Written out, so that nothing is made at run time that threads would share; the tests compare
   them with the table. */
static const char *const names[ANSWER_KIND_COUNT] = {
    [ANSWER_SEARCH] = "text|json|jsonl|csv|markdown|trec",
    [ANSWER_RECORD] = "text|json|markdown",
    [ANSWER_THEMES] = "text|json",
    [ANSWER_STATS] = "text|json",
    [ANSWER_CHECK] = "text|json",
};

const struct output *output_named(const char *name)
{
    for (size_t i = 0; i < sizeof outputs / sizeof *outputs; i++) {
        if (strcmp(outputs[i]->name, name) == 0)
            return outputs[i];
    }
    return NULL;
}

const char *output_names(enum answer_kind kind)
{
    return names[kind];
}
