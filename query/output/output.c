/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "output.h"

#include "document.h"
#include "stats.h"

#include <string.h>

static const struct output *const outputs[] = {&output_text, &output_json,     &output_jsonl,
                                               &output_csv,  &output_markdown, &output_trec};

/* Kinds of answers that are put into a document. */
static document_fn *const documents[ANSWER_KIND_COUNT] = {
    [ANSWER_STATS] = document_stats,
};

const struct output *output_named(const char *name)
{
    for (size_t i = 0; i < sizeof outputs / sizeof *outputs; i++) {
        if (strcmp(outputs[i]->name, name) == 0)
            return outputs[i];
    }
    return NULL;
}

bool output_has(const struct output *output, enum answer_kind kind)
{
    return output->print[kind] || output->print_any || (output->print_document && documents[kind]);
}

void output_print(const struct output *output, enum answer_kind kind, const cJSON *answer,
                  const struct output_settings *settings, struct parangon_buf *out)
{
    output_fn *print = output->print[kind] ? output->print[kind] : output->print_any;
    struct document document;

    if (print) {
        print(answer, settings, out);
        return;
    }
    documents[kind](answer, settings, &document);
    output->print_document(&document, settings, out);
    document_clear(&document);
}

void output_add_names(struct parangon_buf *out, enum answer_kind kind)
{
    for (size_t i = 0; i < sizeof outputs / sizeof *outputs; i++) {
        if (output_has(outputs[i], kind))
            parangon_buf_printf(out, "%s%s", out->len ? "|" : "", outputs[i]->name);
    }
}
