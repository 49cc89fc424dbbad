/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_READER_H
#define INDEXER_READERS_READER_H

/*
 * A reader turns one file into versions of records: JSON objects whose keys are the names of the
 * fields of a record (include/parangon/record.h). What a field may hold is checked afterwards, in
 * one place for all formats; a reader only reports what it cannot read.
 *
 * Adding a format: one file with a `struct reader`, and one row in the table of readers.c, which
 * also says how its bytes are told (signature.h) and where it is read (formats.h).
 */

#include "limits.h"

#include "parangon/error.h"

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stdio.h>

struct reader_source {
    const char
        *name;      /* path relative to the SOURCE: what messages and default titles are made of */
    FILE *stream;   /* open at its beginning, a regular file or memory; the reader does not close */
    unsigned depth; /* of archives and messages around it: 0 for a file of its own */
    size_t skip; /* members that were dealt with before, in their order; not 0: all else was too */
};

/* What the archives of one file have cost so far. */
struct reader_budget {
    unsigned long long unpacked; /* bytes */
    size_t members;
};

/* A member of a version that says where in the file it stands when `line` alone does not,
   "sheet/row-12": it goes into the id of a record that brings none, and into messages. */
#define READER_PLACE "#place"

/* How much a note about a file asks of people. */
enum reader_note {
    READER_REMARK, /* what was done, for who wants to know */
    READER_DOUBT   /* what somebody should look at: something may be missing */
};

/* Where a reader puts what it finds. */
struct reader_sink {
    void *context;
    /* Takes over `version`. `line` is where it begins, from 1, or 0 when the whole file is meant.
       Anything but PARANGON_OK ends the reading: the reader returns it as it is. */
    enum parangon_code (*take)(void *context, cJSON *version, size_t line,
                               struct parangon_error *err);
    /* Says that a part of the file was left out, and why; the rest goes on. */
    void (*reject)(void *context, size_t line, const struct parangon_error *why);
    /* Says that what follows comes from the member `name` of the file ("a.zip/b/c.docx"), until a
       call with NULL goes back to what was read before. NULL when nobody wants to know. */
    void (*enter)(void *context, const char *name);
    /* Says something about the file, or the member, that cost nothing of what was to be read. NULL
       when nobody wants to know; readers call reader_note. */
    void (*note)(void *context, enum reader_note weight, const char *message);
    /* Hands out the member, a PDF that has to be read by its looks, to be read elsewhere. False when
       it is too large for that, NULL when nobody reads such: then it is rejected. */
    bool (*scan)(void *context, const void *bytes, size_t len);
    struct reader_budget *budget; /* of the archive around, NULL outside of one */
};

struct reader {
    const char *name;
    const char *const *extensions; /* lower case, without the dot, NULL at the end */
    /* Fails with PARANGON_REJECTED (and a message with the line when there is one) when the file
       as a whole is of no use, with PARANGON_SYSTEM when it cannot be read. */
    enum parangon_code (*read)(const struct reader_source *source, const struct reader_sink *sink,
                               struct parangon_error *err);
};

/* Passes a note to the sink, if it takes any. */
void reader_note(const struct reader_sink *sink, enum reader_note weight, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The reader for a file of this name, by its extension, or NULL. */
const struct reader *reader_for(const char *name);

/* Reads what stands inside another file, an attachment or a member of an archive, by the reader
   that its bytes and its name ask for. `name` begins with the name of the file around it
   ("mail.eml/plan.pdf"), `depth` is that of the source around it plus one. A member that is of no
   use is rejected under its name and costs no more; a failure is the sink's and ends the reading. */
enum parangon_code reader_take_member(const char *name, const void *bytes, size_t len,
                                      const struct reader_sink *sink, unsigned depth,
                                      struct parangon_error *err);

/* Whether a member of this name that begins with these bytes is of a format that is read. */
bool reader_knows_member(const char *name, const void *bytes, size_t len);

/* What the messages of a PDF begin with that holds pictures of pages and no text, or letters of
   which nobody knows what they are. */
#define READER_SCAN "a scan without text"
#define READER_SHAPES "its fonts do not say which letters they show"

/* Whether a PDF was refused since only its looks can be read. */
bool reader_is_scan(const struct parangon_error *why);

extern const struct reader reader_markdown;
extern const struct reader reader_json;
extern const struct reader reader_jsonl;
extern const struct reader reader_pdf;
extern const struct reader reader_text;
extern const struct reader reader_docx;
extern const struct reader reader_odt;
extern const struct reader reader_odp;
extern const struct reader reader_pptx;
extern const struct reader reader_archive;
/* What LibreOffice makes into other formats: by itself, no such file is read. */
extern const struct reader reader_doc;
extern const struct reader reader_rtf;
extern const struct reader reader_xls;
extern const struct reader reader_ppt;
extern const struct reader reader_html;
extern const struct reader reader_eml;
extern const struct reader reader_epub;
extern const struct reader reader_csv;
extern const struct reader reader_xlsx;
extern const struct reader reader_ods;

#endif
