/* SPDX-License-Identifier: GPL-2.0-or-later */

/*
 * xapian-c: a C interface to the Xapian search library.
 *
 * Conventions, true of every function below:
 *
 *  1. Errors. A function that can fail returns xc_status, XC_OK being 0, and takes a struct
 *     xc_error of the caller's, last, which may be NULL. It is written on failure only. No C++
 *     exception ever leaves the library.
 *  2. Results come through the out parameters placed just before err. They are written on
 *     success only, except that the content of an array being filled is unspecified after a
 *     failure. An out parameter may be NULL only where it is said.
 *  3. Ownership. What _open, _new and the functions that make a handle (xc_query_*,
 *     xc_database_document, xc_enquire_run ...) return belongs to the caller and is ended by
 *     the _close or _free of its type, which accepts NULL. A `char *` or an array of records
 *     that comes out is one block of memory, the caller's, ended by xc_free. Nothing is
 *     borrowed from the library but the constant strings of xc_status_name, xc_version and
 *     xc_xapian_version.
 *  4. What goes in is copied: strings, arrays, queries and documents may be changed or freed at
 *     once. A handle made from another one keeps what it needs of it alive, so that handles may
 *     be freed in any order. Closing a writer is the exception: it closes what was made from it.
 *  5. Lengths. Terms, values, data, keys and words are bytes, given as pointer and length, and
 *     may hold NUL bytes; NULL with length 0 is the empty string. What comes out is given with
 *     its length and has one NUL byte more. Only paths and host names are NUL-terminated
 *     strings.
 *  6. Terms, metadata keys, spelling words and synonyms have 1 to XC_TERM_MAX bytes, a NUL byte
 *     counting twice. Writing others is refused with XC_INVALID before Xapian sees them;
 *     looking for others finds nothing.
 *  7. Threads. A handle, and every handle made from it, belongs to one thread at a time: Xapian
 *     counts references without atomics. Open a database once for each thread.
 *  8. No callback: nothing of the caller's runs inside the library.
 *  9. NULL where a handle is expected is a mistake of the program and is not checked.
 * 10. SIGPIPE: before it opens a remote database, the program must ignore SIGPIPE, or a server
 *     that goes away kills it (Xapian does so by itself only from 1.4.24).
 */

#ifndef XAPIAN_C_H
#define XAPIAN_C_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define XC_TERM_MAX 245

/* Given as a slot: none. */
#define XC_NO_SLOT UINT32_MAX

typedef uint32_t xc_docid; /* the first document is 1; 0 is none */
typedef uint32_t xc_slot;

typedef struct xc_writer xc_writer;
typedef struct xc_document xc_document;
typedef struct xc_database xc_database;
typedef struct xc_terms xc_terms;
typedef struct xc_postings xc_postings;
typedef struct xc_values xc_values;
typedef struct xc_query xc_query;
typedef struct xc_enquire xc_enquire;
typedef struct xc_result xc_result;
typedef struct xc_facets xc_facets;

/* ---- Errors ---- */

/* The numbers are stable. */
typedef enum {
    XC_OK = 0,
    XC_MODIFIED = 1,      /* the database moved on under a reader: reopen and try again */
    XC_LOCKED = 2,        /* another writer holds the lock */
    XC_CORRUPT = 3,       /* the database is damaged */
    XC_NOT_FOUND = 4,     /* no such document; on opening: no database at this path */
    XC_NETWORK = 5,       /* a remote database failed: open a new handle */
    XC_TIMEOUT = 6,       /* a remote database did not answer in time: open a new handle */
    XC_QUERY_SYNTAX = 7,  /* a query that cannot be run, such as a wildcard over its limit */
    XC_INVALID = 8,       /* an argument, or a call at the wrong moment */
    XC_UNIMPLEMENTED = 9, /* this kind of database cannot do it */
    XC_NO_SPACE = 10,     /* disk full, or a quota or file size limit met */
    XC_CLOSED = 11,       /* the handle is closed, or its writer failed earlier */
    XC_NO_MEMORY = 12,
    XC_VERSION = 13, /* a database format this Xapian does not read */
    XC_OPENING = 14, /* something is there but cannot be opened or created */
    XC_IO = 15,      /* reading or writing failed otherwise */
    XC_INTERNAL = 16 /* a bug, here or in Xapian */
} xc_status;

struct xc_error {
    xc_status code;
    char message[508]; /* one line of UTF-8, cut short when too long */
};

/* "XC_LOCKED" and the like; "XC_UNKNOWN" for any other number. */
const char *xc_status_name(xc_status status);

const char *xc_version(void);        /* of this library */
const char *xc_xapian_version(void); /* of the Xapian library in use */

void xc_free(void *memory);

/* ---- Documents ---- */

xc_status xc_document_new(xc_document **document, struct xc_error *err);
void xc_document_free(xc_document *document);

/* Makes it as new, which is cheaper than another document. */
xc_status xc_document_clear(xc_document *document, struct xc_error *err);

/* Adds wdf to the occurrences of the term within the document. */
xc_status xc_document_add_term(xc_document *document, const char *term, size_t len, uint32_t wdf,
                               struct xc_error *err);

/* A term with no weight (wdf 0), for filters and unique ids. */
xc_status xc_document_add_boolean_term(xc_document *document, const char *term, size_t len,
                                       struct xc_error *err);

/* Adds the term at n positions, which need no order, and wdf_increment for each of them. */
xc_status xc_document_add_postings(xc_document *document, const char *term, size_t len,
                                   const uint32_t positions[], size_t n, uint32_t wdf_increment,
                                   struct xc_error *err);

/* Replaces the value of the slot; an empty one removes it. */
xc_status xc_document_add_value(xc_document *document, xc_slot slot, const char *value, size_t len,
                                struct xc_error *err);

/* Stores a number as xc_double_serialise makes it, so that values sort as numbers. */
xc_status xc_document_add_value_double(xc_document *document, xc_slot slot, double value,
                                       struct xc_error *err);

xc_status xc_document_set_data(xc_document *document, const char *data, size_t len,
                               struct xc_error *err);
xc_status xc_document_data(xc_document *document, char **data, size_t *len, struct xc_error *err);

/* An absent value is the empty string. */
xc_status xc_document_value(xc_document *document, xc_slot slot, char **value, size_t *len,
                            struct xc_error *err);

/* 0 for a document which does not come from a database. */
xc_status xc_document_docid(xc_document *document, xc_docid *docid, struct xc_error *err);

/* The most bytes xc_double_serialise writes. */
#define XC_DOUBLE_MAX 9

/* Bytes which sort as the numbers do. Returns how many were written. */
size_t xc_double_serialise(double value, char bytes[XC_DOUBLE_MAX]);

/* Any bytes give some number; those of xc_double_serialise give theirs. */
double xc_double_unserialise(const char *bytes, size_t len);

/* ---- Writing ----
 *
 * When a call fails inside Xapian, whatever was not committed is lost, and in Xapian 1.4 the
 * next commit may pretend success without having kept anything. So after such a failure the
 * writer is spoilt: every further call gives XC_CLOSED; close it, open it again and write the
 * batch anew. Arguments refused beforehand do not spoil it: a document, id or term this header
 * calls invalid, XC_NOT_FOUND from xc_writer_delete, a transaction call at the wrong moment.
 *
 * Xapian also commits by itself after XAPIAN_FLUSH_THRESHOLD changes (10000 unless that
 * environment variable says otherwise as the writer opens). Committing every 250 to 500
 * documents is faster and takes less memory.
 *
 * The lock is kept by a child process too: do not fork while a writer is open, or exec at once.
 */

enum { /* one of the first four, with any of the others */
    XC_WRITER_CREATE_OR_OPEN = 0,
    XC_WRITER_CREATE = 1, /* fails when there is a database already */
    XC_WRITER_CREATE_OR_OVERWRITE = 2,
    XC_WRITER_OPEN = 3,             /* fails when there is none */
    XC_WRITER_NO_SYNC = 1 << 2,     /* do not wait for the disk: only for what can be made again */
    XC_WRITER_FULL_SYNC = 1 << 3,   /* also empty the disk's own cache, where that can be asked */
    XC_WRITER_NO_TERMLIST = 1 << 4, /* smaller; but no deleting, replacing or expanding */
    XC_WRITER_RETRY_LOCK = 1 << 5   /* wait for the lock instead of XC_LOCKED */
};

/* block_size is 0 for the default (8192), or a power of 2 between 2048 and 65536; it only
 * matters on creation. */
xc_status xc_writer_open(const char *path, unsigned flags, unsigned block_size, xc_writer **writer,
                         struct xc_error *err);

/* Ends the writer and its lock. What was not committed is dropped: only xc_writer_commit says
 * whether it was kept. */
void xc_writer_close(xc_writer *writer);

/* docid may be NULL in the next and in xc_writer_replace_by_term. */
xc_status xc_writer_add(xc_writer *writer, const xc_document *document, xc_docid *docid,
                        struct xc_error *err);

/* Puts the document under this docid, whether there was one or not. */
xc_status xc_writer_replace(xc_writer *writer, xc_docid docid, const xc_document *document,
                            struct xc_error *err);

/* Replaces every document which has the term by this one, under the lowest of their docids;
 * adds it when there was none. The document itself should hold the term. */
xc_status xc_writer_replace_by_term(xc_writer *writer, const char *term, size_t len,
                                    const xc_document *document, xc_docid *docid,
                                    struct xc_error *err);

xc_status xc_writer_delete(xc_writer *writer, xc_docid docid, struct xc_error *err);

/* That no document has the term is no failure. */
xc_status xc_writer_delete_by_term(xc_writer *writer, const char *term, size_t len,
                                   struct xc_error *err);

/* Returns once everything written so far is on disk and seen by readers who reopen. */
xc_status xc_writer_commit(xc_writer *writer, struct xc_error *err);

/* What is written until the end of a transaction is kept as a whole or not at all. Beginning
 * one commits what came before it. No transaction inside another. */
xc_status xc_writer_begin_transaction(xc_writer *writer, struct xc_error *err);
xc_status xc_writer_commit_transaction(xc_writer *writer, struct xc_error *err);
xc_status xc_writer_cancel_transaction(xc_writer *writer, struct xc_error *err);

xc_status xc_writer_add_spelling(xc_writer *writer, const char *word, size_t len,
                                 uint32_t frequency, struct xc_error *err);
xc_status xc_writer_remove_spelling(xc_writer *writer, const char *word, size_t len,
                                    uint32_t frequency, struct xc_error *err);
xc_status xc_writer_add_synonym(xc_writer *writer, const char *term, size_t len,
                                const char *synonym, size_t synonym_len, struct xc_error *err);
xc_status xc_writer_remove_synonym(xc_writer *writer, const char *term, size_t len,
                                   const char *synonym, size_t synonym_len, struct xc_error *err);
xc_status xc_writer_clear_synonyms(xc_writer *writer, const char *term, size_t len,
                                   struct xc_error *err);

/* An empty value removes the key. */
xc_status xc_writer_set_metadata(xc_writer *writer, const char *key, size_t key_len,
                                 const char *value, size_t len, struct xc_error *err);

/* A reader of the writer's own state, with what is not committed yet. Closing the writer closes
 * it. Reading may make Xapian write out postings: if it fails with anything but XC_NOT_FOUND or
 * XC_INVALID, close the writer as after a failure of its own. */
xc_status xc_writer_database(xc_writer *writer, xc_database **database, struct xc_error *err);

/* ---- Reading a database ---- */

/* The directory of a database, or a stub file. XC_NOT_FOUND when there is none at the path. */
xc_status xc_database_open(const char *path, xc_database **database, struct xc_error *err);

/* A stub file, whatever its name. All its databases must open. Its remote ones have Xapian's
 * own time limits (10 s). */
xc_status xc_database_open_stub(const char *path, xc_database **database, struct xc_error *err);

/* A database served by xapian-tcpsrv; limits in milliseconds for connecting and for each
 * answer, 0 being none. After XC_NETWORK or XC_TIMEOUT the handle is of no further use. */
xc_status xc_database_open_remote(const char *host, unsigned port, unsigned connect_ms,
                                  unsigned answer_ms, xc_database **database, struct xc_error *err);

/* A database without documents, to which shards are added; it cannot be searched without any. */
xc_status xc_database_new(xc_database **database, struct xc_error *err);

/* Adds the shards of another database, which stays the caller's. Among n shards, the document d
 * of the one numbered i from 0 bears the docid (d - 1) * n + i + 1: add all shards before using
 * docids. */
xc_status xc_database_add_shard(xc_database *database, xc_database *shard, struct xc_error *err);

/* Moves to the last commit, in microseconds when there is none. A database replaced at the same
 * path is not noticed. changed may be NULL. */
xc_status xc_database_reopen(xc_database *database, bool *changed, struct xc_error *err);

/* Ends the handle; the files are closed once everything made from it is ended too. */
void xc_database_close(xc_database *database);

xc_status xc_database_doccount(xc_database *database, uint32_t *count, struct xc_error *err);
xc_status xc_database_lastdocid(xc_database *database, xc_docid *docid, struct xc_error *err);

/* The average length (sum of the wdf) of documents. */
xc_status xc_database_avlength(xc_database *database, double *length, struct xc_error *err);

/* Of several shards: theirs, joined by colons. */
xc_status xc_database_uuid(xc_database *database, char **uuid, size_t *len, struct xc_error *err);

/* Raised by each commit. Only for a single local database: else XC_INVALID or XC_UNIMPLEMENTED. */
xc_status xc_database_revision(xc_database *database, uint64_t *revision, struct xc_error *err);

/* How many documents hold the term, 0 for an unknown one. */
xc_status xc_database_termfreq(xc_database *database, const char *term, size_t len,
                               uint32_t *documents, struct xc_error *err);

/* The sum of its wdf over all documents. */
xc_status xc_database_collfreq(xc_database *database, const char *term, size_t len,
                               uint64_t *occurrences, struct xc_error *err);
xc_status xc_database_term_exists(xc_database *database, const char *term, size_t len, bool *exists,
                                  struct xc_error *err);
xc_status xc_database_doclength(xc_database *database, xc_docid docid, uint32_t *length,
                                struct xc_error *err);
xc_status xc_database_unique_terms(xc_database *database, xc_docid docid, uint32_t *count,
                                   struct xc_error *err);

xc_status xc_database_document(xc_database *database, xc_docid docid, xc_document **document,
                               struct xc_error *err);

/* The data of a document, or one of its values, without making a handle for it. */
xc_status xc_database_document_data(xc_database *database, xc_docid docid, char **data, size_t *len,
                                    struct xc_error *err);
xc_status xc_database_document_value(xc_database *database, xc_docid docid, xc_slot slot,
                                     char **value, size_t *len, struct xc_error *err);

/* The positions of a term in a document: writes the first n, in order, and says how many there
 * are, which may be more. None when the document does not hold the term. positions may be NULL
 * when n is 0. */
xc_status xc_database_positions(xc_database *database, xc_docid docid, const char *term, size_t len,
                                uint32_t positions[], size_t n, size_t *total,
                                struct xc_error *err);

/* The value stored under a key, empty when there is none; of several shards, the first one's. */
xc_status xc_database_metadata(xc_database *database, const char *key, size_t key_len, char **value,
                               size_t *len, struct xc_error *err);

/* The best known word within this edit distance (2 is usual), empty when there is none. A
 * remote shard has none to offer and does not say so. */
xc_status xc_database_spelling(xc_database *database, const char *word, size_t len,
                               unsigned max_edit_distance, char **suggestion,
                               size_t *suggestion_len, struct xc_error *err);

struct xc_string {
    const char *bytes;
    size_t len;
};

/* One block holding n strings, for xc_free. A remote shard has none to offer and does not say
 * so. */
xc_status xc_database_synonyms(xc_database *database, const char *term, size_t len,
                               struct xc_string **synonyms, size_t *n, struct xc_error *err);

/* Keeps a remote connection from being closed for idleness. */
xc_status xc_database_keep_alive(xc_database *database, struct xc_error *err);

/* Whether some writer holds the lock now. */
xc_status xc_database_locked(xc_database *database, bool *locked, struct xc_error *err);

/* Verifies the files of the database at path and counts what is wrong; XC_CORRUPT when the
 * damage stops the check itself. report (and its len) may be NULL. Badly damaged files may
 * crash it: run it in a process of its own. */
xc_status xc_database_check(const char *path, size_t *faults, char **report, size_t *len,
                            struct xc_error *err);

enum {
    XC_COMPACT_NO_RENUMBER = 1, /* keep docids: the ranges of the sources must not overlap */
    XC_COMPACT_MULTIPASS = 2,   /* for many sources on a slow disk */
    XC_COMPACT_SINGLE_FILE = 4,
    XC_COMPACT_FULL = 8 /* smaller still, as xapian-compact does by default */
};

/* Merges n databases into a new one at target, which may be an old database to overwrite, but
 * none of the sources; XC_LOCKED when a writer has it. Needs as much free space as the result;
 * a failure leaves an unusable target to remove. Of metadata under the same key, the first
 * source's is kept. */
xc_status xc_database_compact(const char *const sources[], size_t n, const char *target,
                              unsigned flags, struct xc_error *err);

/* ---- Walking: lists of terms, postings, values ----
 *
 * A cursor keeps its database alive but not its revision: after a reopen, or after two commits
 * of a writer, it may give XC_MODIFIED, and then has to be closed and opened again.
 */

struct xc_term {
    char bytes[256]; /* with one NUL more */
    size_t len;
    uint32_t termfreq; /* documents holding it; of spellings, its frequency; else 0 */
    uint32_t wdf;      /* in the lists of a document, else 0 */
};

/* All terms which begin with prefix (all when it is empty), sorted by bytes. */
xc_status xc_terms_open(xc_database *database, const char *prefix, size_t len, xc_terms **terms,
                        struct xc_error *err);
xc_status xc_terms_open_metadata_keys(xc_database *database, const char *prefix, size_t len,
                                      xc_terms **terms, struct xc_error *err);
xc_status xc_terms_open_synonym_keys(xc_database *database, const char *prefix, size_t len,
                                     xc_terms **terms, struct xc_error *err);
xc_status xc_terms_open_spellings(xc_database *database, xc_terms **terms, struct xc_error *err);

/* The terms of one document, by its handle or by its docid. */
xc_status xc_terms_open_document(xc_document *document, xc_terms **terms, struct xc_error *err);
xc_status xc_terms_open_docid(xc_database *database, xc_docid docid, xc_terms **terms,
                              struct xc_error *err);

/* Sets *found to whether there was another one; *term is written only then. */
xc_status xc_terms_next(xc_terms *terms, struct xc_term *term, bool *found, struct xc_error *err);

/* The next one will be the first that is not before target; never goes back. */
xc_status xc_terms_skip_to(xc_terms *terms, const char *target, size_t len, struct xc_error *err);
void xc_terms_close(xc_terms *terms);

/* The documents holding a term, by ascending docid; with an empty term, all documents. */
xc_status xc_postings_open(xc_database *database, const char *term, size_t len,
                           xc_postings **postings, struct xc_error *err);

/* Reads up to n; *got is less than n only at the end. wdfs may be NULL. */
xc_status xc_postings_read(xc_postings *postings, xc_docid docids[], uint32_t wdfs[], size_t n,
                           size_t *got, struct xc_error *err);
xc_status xc_postings_skip_to(xc_postings *postings, xc_docid docid, struct xc_error *err);
void xc_postings_close(xc_postings *postings);

/* The documents with a value in the slot, by ascending docid. */
xc_status xc_values_open(xc_database *database, xc_slot slot, xc_values **values,
                         struct xc_error *err);

/* Reads up to n values as long as they fit in the capacity of bytes: value i is that of
 * docids[i] and stands from bytes + offsets[i] to bytes + offsets[i + 1]; offsets has n + 1
 * places. *got is 0 only at the end (or when n is 0). A value larger than the whole capacity
 * gives XC_INVALID and is not passed over. */
xc_status xc_values_read(xc_values *values, xc_docid docids[], size_t offsets[], size_t n,
                         char bytes[], size_t capacity, size_t *got, struct xc_error *err);
xc_status xc_values_skip_to(xc_values *values, xc_docid docid, struct xc_error *err);
void xc_values_close(xc_values *values);

/* ---- Queries ----
 *
 * A query never changes once made.
 */

typedef enum {
    XC_OP_AND = 0,
    XC_OP_OR = 1,
    XC_OP_AND_NOT = 2, /* the first without any of the others */
    XC_OP_XOR = 3,
    XC_OP_AND_MAYBE = 4, /* the first; the others only add weight */
    XC_OP_FILTER = 5,    /* all; only the first gives weight */
    XC_OP_NEAR = 6,      /* parameter: the window, 0 for the number of subqueries */
    XC_OP_PHRASE = 7,    /* the same, in order; window n is an exact phrase of n terms */
    XC_OP_ELITE_SET = 8, /* OR of the best ones; parameter: how many, 0 for Xapian's default */
    XC_OP_SYNONYM = 9,   /* OR, weighted as if they were one term */
    XC_OP_MAX = 10       /* OR, weighted by the best one */
} xc_op;

xc_status xc_query_match_all(xc_query **query, struct xc_error *err);
xc_status xc_query_match_nothing(xc_query **query, struct xc_error *err);

/* wqf is how often the query says it, usually 1. An empty term matches all documents. */
xc_status xc_query_term(const char *term, size_t len, uint32_t wqf, xc_query **query,
                        struct xc_error *err);

/* parameter is 0 for those which take none. No subquery gives a query that matches nothing. */
xc_status xc_query_op(xc_op op, const xc_query *const subqueries[], size_t n, unsigned parameter,
                      xc_query **query, struct xc_error *err);

typedef enum {
    XC_WILDCARD_ERROR = 0,        /* over the limit, running it gives XC_QUERY_SYNTAX */
    XC_WILDCARD_FIRST = 1,        /* the first ones by bytes */
    XC_WILDCARD_MOST_FREQUENT = 2 /* the ones in most documents */
} xc_wildcard_limit;

/* The terms which begin with prefix, at most max of them (0: no limit, which can be very slow),
 * joined by XC_OP_SYNONYM, XC_OP_OR or XC_OP_MAX. The limit holds for each shard apart. */
xc_status xc_query_wildcard(const char *prefix, size_t len, uint32_t max, xc_wildcard_limit limit,
                            xc_op combiner, xc_query **query, struct xc_error *err);

/* Documents whose value in the slot lies between low and high, both included, compared as
 * bytes. low or high NULL: no bound on that side. */
xc_status xc_query_value_range(xc_slot slot, const char *low, size_t low_len, const char *high,
                               size_t high_len, xc_query **query, struct xc_error *err);

/* Multiplies the weights; the factor must not be negative. */
xc_status xc_query_scale(const xc_query *subquery, double factor, xc_query **query,
                         struct xc_error *err);

/* A filter without weight: exactly these n docids, which must ascend, without repetition. Join
 * it with a query by XC_OP_FILTER or XC_OP_AND; alone it must only list documents which exist.
 * database is NULL for a single database. For one made of several local shards, give that
 * database: docids are those of the whole, and the filter finds its part of each shard by the
 * shard's uuid (two with the same uuid are refused). A search on any other arrangement of
 * shards is refused with XC_INVALID. Remote shards cannot run it: XC_UNIMPLEMENTED. */
xc_status xc_query_docids(xc_database *database, const xc_docid docids[], size_t n,
                          xc_query **query, struct xc_error *err);

xc_status xc_query_copy(const xc_query *source, xc_query **query, struct xc_error *err);
void xc_query_free(xc_query *query);

/* Whether it is the query that matches nothing. */
bool xc_query_is_empty(const xc_query *query);

/* For people to read; its form is Xapian's and may change. */
xc_status xc_query_describe(const xc_query *query, char **text, size_t *len, struct xc_error *err);

/* Bytes that xc_query_unserialise reads, which should not come from strangers. XC_UNIMPLEMENTED
 * for a query with a docid filter in it. */
xc_status xc_query_serialise(const xc_query *query, char **bytes, size_t *len,
                             struct xc_error *err);
xc_status xc_query_unserialise(const char *bytes, size_t len, xc_query **query,
                               struct xc_error *err);

/* ---- Searching ---- */

xc_status xc_enquire_new(xc_database *database, xc_enquire **enquire, struct xc_error *err);
void xc_enquire_free(xc_enquire *enquire);

/* query_length 0: as Xapian counts it, the sum of the wqf. */
xc_status xc_enquire_set_query(xc_enquire *enquire, const xc_query *query, uint32_t query_length,
                               struct xc_error *err);

/* BM25 with Xapian's defaults (1, 0, 1, 0.5, 0.5) holds until one of these is called. */
xc_status xc_enquire_set_weight_bm25(xc_enquire *enquire, double k1, double k2, double k3, double b,
                                     double min_normlen, struct xc_error *err);
xc_status xc_enquire_set_weight_bool(xc_enquire *enquire, struct xc_error *err);

/* Leaves out what scores under a percentage of the best possible, or under a weight; 0 for none. */
xc_status xc_enquire_set_cutoff(xc_enquire *enquire, int percent, double weight,
                                struct xc_error *err);

typedef enum {
    XC_SORT_RELEVANCE = 0,
    XC_SORT_VALUE = 1,
    XC_SORT_VALUE_RELEVANCE = 2, /* relevance where values are equal */
    XC_SORT_RELEVANCE_VALUE = 3  /* value where weights are equal */
} xc_sort;

/* descending is for the value: largest first. Relevance has the best first in any case and
 * ignores slot. */
xc_status xc_enquire_set_sort(xc_enquire *enquire, xc_sort sort, xc_slot slot, bool descending,
                              struct xc_error *err);

typedef enum {
    XC_DOCID_ASCENDING = 0, /* the default */
    XC_DOCID_DESCENDING = 1,
    XC_DOCID_DONT_CARE = 2 /* quicker with XC_SORT_RELEVANCE and boolean weights */
} xc_docid_order;

/* What decides between equals. */
xc_status xc_enquire_set_docid_order(xc_enquire *enquire, xc_docid_order order,
                                     struct xc_error *err);

/* At most max results with the same value in the slot, those without value all kept; XC_NO_SLOT
 * or max 0: no collapsing. */
xc_status xc_enquire_set_collapse(xc_enquire *enquire, xc_slot slot, uint32_t max,
                                  struct xc_error *err);

/* After so many seconds stop looking past the results asked for (check_at_least); it does not
 * interrupt a search that has none yet. 0 for none. Only for local databases. The C library
 * keeps a helper thread for it. */
xc_status xc_enquire_set_time_limit(xc_enquire *enquire, double seconds, struct xc_error *err);

/* Lets facets count in every run from now on, until cleared. */
xc_status xc_enquire_add_facets(xc_enquire *enquire, xc_facets *facets, struct xc_error *err);
xc_status xc_enquire_clear_facets(xc_enquire *enquire, struct xc_error *err);

struct xc_docids {
    const xc_docid *docids;
    size_t n;
};

/* Results from the rank first (0 being the best), at most max. check_at_least: how many matches
 * to look at so that counts and facets are exact up to there; the doccount for all. relevant:
 * documents known to be good, for term weights, or NULL. */
xc_status xc_enquire_run(xc_enquire *enquire, uint32_t first, uint32_t max, uint32_t check_at_least,
                         const struct xc_docids *relevant, xc_result **result,
                         struct xc_error *err);

struct xc_weighted_term {
    char bytes[256]; /* with one NUL more */
    size_t len;
    double weight;
};

/* All zero, or NULL instead of it, is right for most. */
struct xc_eset_options {
    const char *prefix; /* only terms which begin with it */
    size_t prefix_len;
    bool include_query_terms;
    bool exact_termfreq; /* exact also over shards, and slower */
    double k;            /* 0 for 1.0 */
    double min_weight;
};

/* The n terms that best tell the relevant documents from the others, best first. Over a remote
 * shard it takes a round trip for each candidate. */
xc_status xc_enquire_eset(xc_enquire *enquire, const struct xc_docids *relevant,
                          const struct xc_eset_options *options, struct xc_weighted_term terms[],
                          size_t n, size_t *got, struct xc_error *err);

/* ---- Results ---- */

void xc_result_free(xc_result *result);

size_t xc_result_size(const xc_result *result);

struct xc_counts {
    uint32_t estimated; /* matches, collapsed ones left out */
    uint32_t lower;
    uint32_t upper;
    uint32_t uncollapsed_estimated;
    uint32_t uncollapsed_lower;
    uint32_t uncollapsed_upper;
    double max_possible; /* weight */
    double max_attained; /* weight, of all matches looked at */
};

xc_status xc_result_counts(xc_result *result, struct xc_counts *counts, struct xc_error *err);

struct xc_hit {
    xc_docid docid;
    double weight;
    int percent;
    uint32_t collapsed; /* a lower bound of how many were left out for this one */
};

/* The first n hits, in order. *got is less than n only when there are fewer. */
xc_status xc_result_hits(xc_result *result, struct xc_hit hits[], size_t n, size_t *got,
                         struct xc_error *err);

/* Asks for all documents of the result at once: over remote shards quicker than one by one. */
xc_status xc_result_fetch(xc_result *result, struct xc_error *err);

/* i is the place in this result, from 0. */
xc_status xc_result_document(xc_result *result, size_t i, xc_document **document,
                             struct xc_error *err);
xc_status xc_result_document_data(xc_result *result, size_t i, char **data, size_t *len,
                                  struct xc_error *err);
xc_status xc_result_collapse_key(xc_result *result, size_t i, char **key, size_t *len,
                                 struct xc_error *err);

/* The terms of the query which hit i holds, in the order of the query; xc_terms_skip_to does
 * not apply. */
xc_status xc_result_matching_terms(xc_result *result, size_t i, xc_terms **terms,
                                   struct xc_error *err);

/* ---- Facets: how often each value of a slot occurs among the matches looked at ---- */

xc_status xc_facets_new(xc_slot slot, xc_facets **facets, struct xc_error *err);
void xc_facets_free(xc_facets *facets);

/* Documents seen so far, those without value included. Runs add up: take a new one to begin
 * anew. */
xc_status xc_facets_total(xc_facets *facets, size_t *documents, struct xc_error *err);

struct xc_facet {
    const char *value;
    size_t len;
    uint32_t count;
};

/* One block, for xc_free: all values sorted by bytes when max is 0, else the max most frequent,
 * most frequent first. */
xc_status xc_facets_entries(xc_facets *facets, size_t max, struct xc_facet **entries, size_t *n,
                            struct xc_error *err);

#ifdef __cplusplus
}
#endif

#endif
