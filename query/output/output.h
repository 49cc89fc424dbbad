/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_OUTPUT_OUTPUT_H
#define QUERY_OUTPUT_OUTPUT_H

/*
 * Outputs: an answer object turned into text for a person or a program.
 *
 * Every command makes one answer, a cJSON object with "format": 1 and the keys of the contract
 * (docs in query/README.md); an output only reads it. A kind of answer is either printed by a
 * format itself, or put into a document (document.h) that formats print alike. Adding an output
 * format: one file, one row in the table of output.c. Adding a kind of answer: one row in
 * `answer_kind`, one file that makes a document of it, one row in the other table of output.c.
 */

#include "parangon/index.h"
#include "parangon/memory.h"

#include <cjson/cJSON.h>
#include <stdbool.h>

struct output_settings {
    enum parangon_lang ui; /* language of labels and of the words around the results */
    bool styled;           /* bold and colour: only on a terminal, never with NO_COLOR */
    unsigned width;        /* columns to fill, 80 unless the terminal says otherwise */
    bool hints;            /* the commands that show more are named */
    bool explain;          /* the answer's "explain" members are shown */
    const struct parangon_knowledge *knowledge; /* for labels of ids */
    const char *query_id;                       /* of trec */
    /* What stands before the id of a record in its address, as "/practice/"; NULL: no links. */
    const char *record_href;
    const char *record_tail; /* what stands after it, as "?ui=en"; or NULL */
};

/* What kind of answer it is: the same table serves all commands. */
enum answer_kind {
    ANSWER_SEARCH,       /* "results", "total", "facets", "query" */
    ANSWER_RECORD,       /* "record": as stored, its versions with their text */
    ANSWER_THEMES,       /* "themes": [{"id", "label": {}, "broader": [], "count", …}] */
    ANSWER_STATS,        /* of schema/coverage.json */
    ANSWER_TEMPLATE,     /* of schema/template.json */
    ANSWER_CHECK,        /* of schema/check.json */
    ANSWER_COMPARE,      /* of schema/compare.json */
    ANSWER_SIDE_BY_SIDE, /* of schema/side-by-side.json */
    ANSWER_ACTORS,       /* of schema/actors.json */
    ANSWER_SUGGEST,      /* of schema/suggest.json */
    ANSWER_KIND_COUNT
};

struct document;

typedef void output_fn(const cJSON *answer, const struct output_settings *settings,
                       struct parangon_buf *out);

/* Fills a document that was not begun yet; it is for the caller to clear. */
typedef void document_fn(const cJSON *answer, const struct output_settings *settings,
                         struct document *document);

typedef void document_output_fn(const struct document *document,
                                const struct output_settings *settings, struct parangon_buf *out);

/* The same, of formats that need room on the disk or memory that may not be there. */
typedef enum parangon_code document_file_fn(const struct document *document,
                                            const struct output_settings *settings,
                                            struct parangon_buf *out, struct parangon_error *err);

struct output {
    const char *name;                    /* as in --format */
    const char *media_type;              /* as in Content-Type */
    const char *extension;               /* of files, with its point */
    bool binary;                         /* not for a terminal */
    bool of_tables;                      /* for spreadsheets: takes documents of tables */
    output_fn *print[ANSWER_KIND_COUNT]; /* NULL: by one of those below */
    output_fn *print_any;                /* prints every kind; NULL for none such */
    document_output_fn *print_document;  /* prints kinds that are put into documents; or NULL */
    document_file_fn *make_file;         /* does the same */
};

/* By name; NULL when there is none. */
const struct output *output_named(const char *name);

/* By the extension of a file's name; NULL when it is of none. */
const struct output *output_for_file(const char *path);

/* Whether this format has this kind of answer. */
bool output_has(const struct output *output, enum answer_kind kind);

/* Only for a kind that the format has. The bytes may hold zeros. */
enum parangon_code output_print(const struct output *output, enum answer_kind kind,
                                const cJSON *answer, const struct output_settings *settings,
                                struct parangon_buf *out, struct parangon_error *err);

/* Fills a document that was not begun yet with an answer; only for kinds that have documents. */
void output_document(enum answer_kind kind, const cJSON *answer,
                     const struct output_settings *settings, struct document *document);

/* Adds a value and a line end, its strings made valid UTF-8; on one line unless `pretty`. */
void output_add_json(const cJSON *value, bool pretty, struct parangon_buf *out);

/* Adds the names of all formats that have this kind: "text|json|…". */
void output_add_names(struct parangon_buf *out, enum answer_kind kind);

extern const struct output output_text;
extern const struct output output_json;
extern const struct output output_jsonl;
extern const struct output output_csv;
extern const struct output output_markdown;
extern const struct output output_trec;
extern const struct output output_xlsx;
extern const struct output output_html;
extern const struct output output_odt;
extern const struct output output_csl;

#endif
