/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PARANGON_INDEX_H
#define PARANGON_INDEX_H

/*
 * The index on disk, and what an index of practices looks like inside Xapian.
 *
 *   DIR/lock      held by every writer
 *   DIR/gen-N/    generations, each one Xapian database, with checksums of its files
 *   DIR/current   one line naming the generation that answers; replaced by rename
 *
 * An update changes the current generation, a rebuild makes a new one and puts it in place by one
 * rename. Records, their texts and the list of sources are committed together, in batches. Each
 * record is whole in every state that was committed; between two batches of an update some records
 * are those of before and some those of after. A run that was killed leaves its last batch; the
 * next one does the rest.
 *
 * A record is one or more documents, the passages of its versions, with neighbouring numbers; the
 * first is its head and stores the record. Every passage carries the filter terms of its record.
 *
 * A handle belongs to one thread.
 */

#include "parangon/error.h"
#include "parangon/memory.h"
#include "parangon/places.h"
#include "parangon/text.h"
#include "parangon/translate.h"
#include "parangon/vocabulary.h"

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stdint.h>
#include <xapian-c.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Terms, slots and stored data ---- */

/* Raise when terms, slots or stored data change their meaning. */
#define PARANGON_INDEX_FORMAT "3"

#define PARANGON_TERM_HEAD "H"      /* on the first passage of each record */
#define PARANGON_PREFIX_ID "Q:"     /* on all passages of a record */
#define PARANGON_PREFIX_SOURCE "P:" /* the source that a record comes from */
#define PARANGON_PREFIX_LEADS "X2:" /* leads as they are counted: see parangon_record_leads */

/* How much a record is about a theme: one prefix for each strength, 1 to 4. */
#define PARANGON_ABOUT_MAX 4
enum parangon_about {
    PARANGON_ABOUT_MENTIONED = 1, /* found in the text */
    PARANGON_ABOUT_FOUND,         /* found in the title or several times */
    PARANGON_ABOUT_CURATED,       /* given by the record */
    PARANGON_ABOUT_MAIN           /* given first */
};
const char *parangon_prefix_about(unsigned strength); /* "T1:" … "T4:" */

/* Prefixes of words, one for each language: stems with positions, exact forms without. */
const char *parangon_prefix_stem(enum parangon_lang lang);
const char *parangon_prefix_exact(enum parangon_lang lang);

/* A title word stands at positions below this, the body's words from here on. */
#define PARANGON_BODY_POSITION 1000u

/* Writes prefix and value into `term` (reset first). A value too long for a term is cut and ends
   with its hash, so that different values stay different; one that was cut before stays as it
   is. */
void parangon_term(struct parangon_buf *term, const char *prefix, const char *value);

enum {
    PARANGON_SLOT_PASSAGE, /* of every passage: see below */
    PARANGON_SLOT_RECORD,  /* of heads: what records are ordered and filtered by, see below */
    PARANGON_SLOT_HASH     /* of heads: 8 bytes, what the record was made from */
};

/* What is known of a passage without reading its data. It may be written in another language than
   its version as a whole. */
struct parangon_passage_key {
    uint32_t record; /* number of the record */
    uint32_t length; /* words, those of the title counted with their weight */
    enum parangon_lang lang;
};
#define PARANGON_PASSAGE_KEY_SIZE 9
void parangon_passage_key_pack(const struct parangon_passage_key *key,
                               char bytes[PARANGON_PASSAGE_KEY_SIZE]);
bool parangon_passage_key_unpack(const char *bytes, size_t len, struct parangon_passage_key *key);

/* What is known of a record without reading it. Numbers are never negative. */
struct parangon_record_key {
    int first, last; /* years of the action, 0 when undated; `last` INT_MAX when ongoing */
    int reported;    /* year of the report, 0 for none */
    int population;  /* of the lead, 0 when unknown */
    int evidence;    /* 0 to 4 */
    bool graded;     /* its evidence is known: 0 is a grade too */
    int64_t amount;  /* whole euros, 0 when unknown: see parangon_record_amount */
};
#define PARANGON_RECORD_KEY_SIZE 28
void parangon_record_key_pack(const struct parangon_record_key *key,
                              char bytes[PARANGON_RECORD_KEY_SIZE]);
bool parangon_record_key_unpack(const char *bytes, size_t len, struct parangon_record_key *key);

/* Stored JSON with a checksum in front. parangon_unseal gives the tree (cJSON_Delete), or NULL
   with PARANGON_DAMAGED when the checksum does not hold. */
char *parangon_seal(const cJSON *json, size_t *len);
cJSON *parangon_unseal(const char *data, size_t len, struct parangon_error *err);

/* The bytes that a database keeps under a key, as they are; "" when there are none. Yours. */
char *parangon_metadata(xc_database *database, const char *key);

/* The code for a failure of the binding while reading; `err` gets its message after `what`. */
enum parangon_code parangon_from_xapian(const struct xc_error *error, const char *what,
                                        struct parangon_error *err);

/* ---- Vocabulary as an index carries it ---- */

/* The name under which the user's own vocabulary stands among the files. */
#define PARANGON_EXTRA_VOCABULARY "extra.jsonld"

/* The files of a folder of vocabulary, or of an index: read once, checked, ready to use. */
struct parangon_knowledge {
    struct parangon_vocabulary *vocabulary;
    struct parangon_places *places;
    struct parangon_translations *translations; /* never NULL; of an index, with what it learnt */
    struct parangon_translations *expressions;  /* never NULL; of several words: their stems without
                                                   stop words, a space between */
    cJSON *files;                               /* {"themes.jsonld": "text of the file", …} */
    uint64_t stamp; /* of the bytes of all files that records are made with: not translations */
};

/* Reads the folder, then a JSON-LD document that replaces or extends: the file `extra_path`, or
   else the text `extra`; both may be NULL. */
enum parangon_code parangon_knowledge_read(const char *folder, const char *extra_path,
                                           const char *extra, struct parangon_knowledge *knowledge,
                                           struct parangon_error *err);
/* Takes over `files`. */
enum parangon_code parangon_knowledge_from_files(cJSON *files, struct parangon_knowledge *knowledge,
                                                 struct parangon_error *err);
void parangon_knowledge_clear(struct parangon_knowledge *knowledge);

/* ---- Reading ---- */

struct parangon_index;

/* Opens the current generation. PARANGON_NO_INDEX when there is none, or when it was made by a
   version whose analysis or format differs (the message says which). */
enum parangon_code parangon_index_open(const char *dir, struct parangon_index **index,
                                       struct parangon_error *err);
void parangon_index_close(struct parangon_index *index);

/* What is borrowed from an index, below, holds until it is refreshed or closed. */
enum parangon_refreshed {
    PARANGON_UNCHANGED,    /* nothing was committed meanwhile: all that was borrowed still holds */
    PARANGON_NEW_RECORDS,  /* only what is borrowed from parangon_index_knowledge still holds */
    PARANGON_NEW_KNOWLEDGE /* nothing still holds */
};

/* Moves to what was committed or put in place since the opening: some microseconds when there is
   nothing new. On failure the index stays as it was. */
enum parangon_code parangon_index_refresh(struct parangon_index *index,
                                          enum parangon_refreshed *refreshed,
                                          struct parangon_error *err);

/* Whether nothing was committed or put in place since. An answer that was made meanwhile may have
   met PARANGON_CHANGED, which comes from any reading once the index has moved on. */
bool parangon_index_is_current(const struct parangon_index *index);

/* Tells the state of the index that is open from every other: 64 bits, by generation and commit. */
uint64_t parangon_index_state(const struct parangon_index *index);

/* Compares every byte of the current generation with its checksums: PARANGON_DAMAGED when they
   differ, PARANGON_CHANGED when there is nothing to compare, as while a writer is at work. */
enum parangon_code parangon_index_verify(const char *dir, struct parangon_error *err);

/* Verifies all that can be verified, Xapian's tables in processes of their own. `*report` (for
   cJSON_Delete) says what was found, by the keys of query/schema/check.json; it is given also with
   PARANGON_DAMAGED. PARANGON_LOCKED when a writer is at work. */
enum parangon_code parangon_index_check(const char *dir, cJSON **report,
                                        struct parangon_error *err);

/* All borrowed from the index. */
xc_database *parangon_index_database(struct parangon_index *index);
const struct parangon_knowledge *parangon_index_knowledge(const struct parangon_index *index);

/* What is known of each passage, by its document number; `*last` is the largest number. A number
   without a document has length 0 and record UINT32_MAX. */
const struct parangon_passage_key *parangon_index_passages(const struct parangon_index *index,
                                                           uint32_t *last);
/* Document number of the head of each record, 0 for a number without a record. */
const uint32_t *parangon_index_heads(const struct parangon_index *index, uint32_t *records);

/* The stored data of one document, to be freed with cJSON_Delete. A head holds "record"; every
   passage holds "id", "lang", "heading", "text", and "written": the language that it is written in
   when that is not "lang", the one of its version. */
enum parangon_code parangon_index_stored(struct parangon_index *index, uint32_t document,
                                         cJSON **stored, struct parangon_error *err);

/* The head of a record by its id; PARANGON_NOTHING when there is none. */
enum parangon_code parangon_index_head_of(struct parangon_index *index, const char *id,
                                          uint32_t *document, struct parangon_error *err);

/* ---- Writing ---- */

struct parangon_writer;

/* Takes the lock, and opens the current generation or, with `rebuild` or when there is none, a
   new one. PARANGON_LOCKED when another writer is at work; PARANGON_DAMAGED when what is to be
   extended is not whole.
   After PARANGON_SYSTEM or PARANGON_DAMAGED from any call below, the batch is lost and the writer
   takes nothing more: close it, and open it again to go on from the last batch. */
enum parangon_code parangon_writer_open(const char *dir, bool rebuild,
                                        struct parangon_writer **writer,
                                        struct parangon_error *err);
/* Ends the writer and its lock; a new generation that was not published is removed. */
void parangon_writer_close(struct parangon_writer *writer);

/* A new generation holds nothing yet. */
bool parangon_writer_is_new(const struct parangon_writer *writer);

/* Whether the run before was killed, or failed, after it had committed something: what it would
   have done at its end is still to be done. */
bool parangon_writer_goes_on(const struct parangon_writer *writer);

/* A document of a record, see parangon_writer_put. */
struct parangon_entry {
    const char *id;
    uint64_t hash;                /* of all that the record is made from */
    xc_document *const *passages; /* at least one, the head first */
    size_t count;
    size_t bytes; /* of text in them, about: what waits in memory for the end of the batch */
};

/* How many bytes of text may wait in memory, each of which takes several times its size; 0 for no
   limit but that of documents. */
void parangon_writer_limit(struct parangon_writer *writer, size_t bytes);

/* The hash stored with a record; false when there is no such record. */
bool parangon_writer_hash(struct parangon_writer *writer, const char *id, uint64_t *hash);

/* The number to use for a record: its own if it is there, else a new one. */
uint32_t parangon_writer_record_number(struct parangon_writer *writer, const char *id);

/* Puts a record in place of the one of this id. Committed by batches: only parangon_writer_publish
   says that all was kept, and parangon_writer_kept how much was. */
enum parangon_code parangon_writer_put(struct parangon_writer *writer,
                                       const struct parangon_entry *entry,
                                       struct parangon_error *err);

/* PARANGON_NOTHING when there is no such record. */
enum parangon_code parangon_writer_remove(struct parangon_writer *writer, const char *id,
                                          struct parangon_error *err);

/* Small texts kept beside the records: the sources, the vocabulary. NULL gives the empty text.
   Each is stored with a checksum, but the vocabulary, which comes sealed. */
enum parangon_code parangon_writer_set(struct parangon_writer *writer, const char *key,
                                       const char *value, size_t len, struct parangon_error *err);
char *parangon_writer_get(struct parangon_writer *writer, const char *key); /* yours */

/* A reader of what the writer has so far, borrowed. */
xc_database *parangon_writer_database(struct parangon_writer *writer);

/* Commits, stamps a new generation and makes it the current one. Does nothing when nothing was
   put, removed or set. */
enum parangon_code parangon_writer_publish(struct parangon_writer *writer,
                                           struct parangon_error *err);

/* Records that were put and removed, and are on the disk: those of the batches that were committed
   or, in a new generation, none before it is in place. */
struct parangon_tally {
    size_t added, changed, removed;
};
const struct parangon_tally *parangon_writer_kept(const struct parangon_writer *writer);

/* Keys of parangon_writer_set. */
#define PARANGON_KEY_SOURCES "parangon.sources"
#define PARANGON_KEY_VOCABULARY "parangon.vocabulary"
/* Translations learnt from the records: rows as of parangon_translations_add, or only a comment
   when there was nothing to learn from; empty when the index is not to learn. */
#define PARANGON_KEY_LEARNT "parangon.learnt"

/* The text stored under a key of the current generation, whatever version made it, or of what a
   first run left when it was killed; "" when there is none, or when it is damaged. Yours. */
char *parangon_index_peek(const char *dir, const char *key);

/* The text stored under a key of an open index; "" when there is none. Yours. */
char *parangon_index_text(struct parangon_index *index, const char *key);

#ifdef __cplusplus
}
#endif

#endif
