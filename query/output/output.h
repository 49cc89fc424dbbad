/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_OUTPUT_OUTPUT_H
#define QUERY_OUTPUT_OUTPUT_H

/*
 * Outputs: an answer object turned into text for a person or a program.
 *
 * Every command makes one answer, a cJSON object with "format": 1 and the keys of the contract
 * (docs in query/README.md); an output only reads it. Adding an output format: one file, one row in
 * the table of output.c.
 */

#include "parangon/index.h"
#include "parangon/memory.h"

#include <cjson/cJSON.h>
#include <stdbool.h>

struct output_settings {
    enum parangon_lang ui; /* language of labels and of the words around the results */
    bool styled;           /* bold and colour: only on a terminal, never with NO_COLOR */
    unsigned width;        /* columns to fill, 80 unless the terminal says otherwise */
    bool explain;          /* the answer's "explain" members are shown */
    const struct parangon_knowledge *knowledge; /* for labels of ids */
    const char *query_id;                       /* of trec */
};

/* What kind of answer it is: the same table serves all commands. */
enum answer_kind {
    ANSWER_SEARCH, /* "results", "total", "facets", "query" */
    ANSWER_RECORD, /* "record": as stored, its versions with their text */
    ANSWER_THEMES, /* "themes": [{"id", "label": {}, "broader": [], "count"}] */
    ANSWER_STATS,  /* "records", "passages", "facets" as in a search, over all records */
    ANSWER_CHECK,  /* of schema/check.json */
    ANSWER_KIND_COUNT
};

typedef void output_fn(const cJSON *answer, const struct output_settings *settings,
                       struct parangon_buf *out);

struct output {
    const char *name;                    /* as in --format */
    output_fn *print[ANSWER_KIND_COUNT]; /* NULL: this kind has no such format */
};

/* By name; NULL when there is none. */
const struct output *output_named(const char *name);

/* The names of all formats that can print this kind, "text|json|…"; static storage. */
const char *output_names(enum answer_kind kind);

extern const struct output output_text;
extern const struct output output_json;
extern const struct output output_jsonl;
extern const struct output output_csv;
extern const struct output output_markdown;
extern const struct output output_trec;

#endif
