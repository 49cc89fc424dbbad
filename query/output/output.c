/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "output.h"

#include "about.h"
#include "documents.h"

#include <string.h>
#include <strings.h>

static const struct output *const outputs[] = {
    &output_text,     &output_json, &output_jsonl, &output_csv, &output_xlsx,
    &output_markdown, &output_html, &output_odt,   &output_csl, &output_trec};

/* Kinds of answers that are put into a document. */
static document_fn *const documents[ANSWER_KIND_COUNT] = {
    [ANSWER_SEARCH] = document_of_search,
    [ANSWER_RECORD] = document_of_record,
    [ANSWER_STATS] = document_of_stats,
    [ANSWER_COMPARE] = document_of_compare,
    [ANSWER_SIDE_BY_SIDE] = document_of_side_by_side,
    [ANSWER_ACTORS] = document_of_actors,
    [ANSWER_SUGGEST] = document_of_suggest,
};

/* Those that spreadsheets have another document of, made of tables. */
static document_fn *const sheets[ANSWER_KIND_COUNT] = {
    [ANSWER_SEARCH] = document_of_search_sheet,
    [ANSWER_RECORD] = document_of_record_sheet,
};

const struct output *output_named(const char *name)
{
    for (size_t i = 0; i < sizeof outputs / sizeof *outputs; i++) {
        if (strcmp(outputs[i]->name, name) == 0)
            return outputs[i];
    }
    return NULL;
}

const struct output *output_for_file(const char *path)
{
    const struct output *found = NULL;
    size_t len = strlen(path), longest = 0;

    for (size_t i = 0; i < sizeof outputs / sizeof *outputs; i++) {
        const char *extension = outputs[i]->extension;
        size_t own = extension ? strlen(extension) : 0;

        /* ".csl.json" is not ".json". */
        if (own > longest && own < len && strcasecmp(path + len - own, extension) == 0) {
            found = outputs[i];
            longest = own;
        }
    }
    return found;
}

bool output_has(const struct output *output, enum answer_kind kind)
{
    bool takes_documents = output->print_document || output->make_file;

    return output->print[kind] || output->print_any || (takes_documents && documents[kind]);
}

static enum parangon_code print_document(const struct output *output, enum answer_kind kind,
                                         const cJSON *answer,
                                         const struct output_settings *settings,
                                         struct parangon_buf *out, struct parangon_error *err)
{
    document_fn *make = output->of_tables && sheets[kind] ? sheets[kind] : documents[kind];
    enum parangon_code code = PARANGON_OK;
    struct document document;

    make(answer, settings, &document);
    about_read(&document.about, document.arena, answer, settings);
    if (output->make_file)
        code = output->make_file(&document, settings, out, err);
    else
        output->print_document(&document, settings, out);
    document_clear(&document);
    return code;
}

enum parangon_code output_print(const struct output *output, enum answer_kind kind,
                                const cJSON *answer, const struct output_settings *settings,
                                struct parangon_buf *out, struct parangon_error *err)
{
    output_fn *print = output->print[kind] ? output->print[kind] : output->print_any;

    if (!print)
        return print_document(output, kind, answer, settings, out, err);
    print(answer, settings, out);
    return PARANGON_OK;
}

void output_add_names(struct parangon_buf *out, enum answer_kind kind)
{
    for (size_t i = 0; i < sizeof outputs / sizeof *outputs; i++) {
        if (output_has(outputs[i], kind))
            parangon_buf_printf(out, "%s%s", out->len ? "|" : "", outputs[i]->name);
    }
}

void output_document(enum answer_kind kind, const cJSON *answer,
                     const struct output_settings *settings, struct document *document)
{
    documents[kind](answer, settings, document);
}
