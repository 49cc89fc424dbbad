/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "bytes.h"
#include "handles.h"

using xc::bytes;
using xc::fence;
using xc::give;

xc_status xc_database_open(const char *path, xc_database **database, xc_error *err)
{
    return fence(err, [&] { *database = new xc_database{Xapian::Database(path)}; });
}

xc_status xc_database_open_stub(const char *path, xc_database **database, xc_error *err)
{
    return fence(
        err, [&] { *database = new xc_database{Xapian::Database(path, Xapian::DB_BACKEND_STUB)}; });
}

xc_status xc_database_open_remote(const char *host, unsigned port, unsigned connect_ms,
                                  unsigned answer_ms, xc_database **database, xc_error *err)
{
    return fence(err, [&] {
        *database = new xc_database{Xapian::Remote::open(host, port, answer_ms, connect_ms)};
    });
}

xc_status xc_database_new(xc_database **database, xc_error *err)
{
    return fence(err, [&] { *database = new xc_database{}; });
}

xc_status xc_database_add_shard(xc_database *database, xc_database *shard, xc_error *err)
{
    return fence(err, [&] { database->db.add_database(shard->db); });
}

xc_status xc_database_reopen(xc_database *database, bool *changed, xc_error *err)
{
    return fence(err, [&] {
        bool moved = database->db.reopen();
        if (changed)
            *changed = moved;
    });
}

void xc_database_close(xc_database *database)
{
    delete database;
}

xc_status xc_database_doccount(xc_database *database, uint32_t *count, xc_error *err)
{
    return fence(err, [&] { *count = database->db.get_doccount(); });
}

xc_status xc_database_lastdocid(xc_database *database, xc_docid *docid, xc_error *err)
{
    return fence(err, [&] { *docid = database->db.get_lastdocid(); });
}

xc_status xc_database_avlength(xc_database *database, double *length, xc_error *err)
{
    return fence(err, [&] { *length = database->db.get_average_length(); });
}

xc_status xc_database_uuid(xc_database *database, char **uuid, size_t *len, xc_error *err)
{
    return fence(err, [&] { give(database->db.get_uuid(), uuid, len); });
}

xc_status xc_database_revision(xc_database *database, uint64_t *revision, xc_error *err)
{
    return fence(err, [&] { *revision = database->db.get_revision(); });
}

xc_status xc_database_termfreq(xc_database *database, const char *term, size_t len,
                               uint32_t *documents, xc_error *err)
{
    return fence(err, [&] { *documents = database->db.get_termfreq(bytes(term, len)); });
}

xc_status xc_database_collfreq(xc_database *database, const char *term, size_t len,
                               uint64_t *occurrences, xc_error *err)
{
    return fence(err, [&] { *occurrences = database->db.get_collection_freq(bytes(term, len)); });
}

xc_status xc_database_term_exists(xc_database *database, const char *term, size_t len, bool *exists,
                                  xc_error *err)
{
    return fence(err, [&] { *exists = database->db.term_exists(bytes(term, len)); });
}

xc_status xc_database_doclength(xc_database *database, xc_docid docid, uint32_t *length,
                                xc_error *err)
{
    return fence(err, [&] { *length = database->db.get_doclength(docid); });
}

xc_status xc_database_unique_terms(xc_database *database, xc_docid docid, uint32_t *count,
                                   xc_error *err)
{
    return fence(err, [&] { *count = database->db.get_unique_terms(docid); });
}

xc_status xc_database_document(xc_database *database, xc_docid docid, xc_document **document,
                               xc_error *err)
{
    return fence(err, [&] { *document = new xc_document{database->db.get_document(docid)}; });
}

xc_status xc_database_document_data(xc_database *database, xc_docid docid, char **data, size_t *len,
                                    xc_error *err)
{
    return fence(err, [&] { give(database->db.get_document(docid).get_data(), data, len); });
}

xc_status xc_database_document_value(xc_database *database, xc_docid docid, xc_slot slot,
                                     char **value, size_t *len, xc_error *err)
{
    return fence(err, [&] { give(database->db.get_document(docid).get_value(slot), value, len); });
}

xc_status xc_database_positions(xc_database *database, xc_docid docid, const char *term, size_t len,
                                uint32_t positions[], size_t n, size_t *total, xc_error *err)
{
    return fence(err, [&] {
        const std::string key = bytes(term, len);
        size_t count = 0;
        for (auto p = database->db.positionlist_begin(docid, key);
             p != database->db.positionlist_end(docid, key); ++p, ++count) {
            if (count < n)
                positions[count] = *p;
        }
        *total = count;
    });
}

xc_status xc_database_metadata(xc_database *database, const char *key, size_t key_len, char **value,
                               size_t *len, xc_error *err)
{
    return fence(err, [&] { give(database->db.get_metadata(bytes(key, key_len)), value, len); });
}

xc_status xc_database_spelling(xc_database *database, const char *word, size_t len,
                               unsigned max_edit_distance, char **suggestion,
                               size_t *suggestion_len, xc_error *err)
{
    return fence(err, [&] {
        give(database->db.get_spelling_suggestion(bytes(word, len), max_edit_distance), suggestion,
             suggestion_len);
    });
}

xc_status xc_database_synonyms(xc_database *database, const char *term, size_t len,
                               xc_string **synonyms, size_t *n, xc_error *err)
{
    return fence(err, [&] {
        const std::string key = bytes(term, len);
        std::vector<std::string> found(database->db.synonyms_begin(key),
                                       database->db.synonyms_end(key));
        size_t text_bytes = 0;
        for (const std::string &synonym : found)
            text_bytes += synonym.size();
        xc::block<xc_string> block(found.size(), text_bytes);
        for (size_t i = 0; i < found.size(); i++)
            block.records[i] = {block.place(found[i]), found[i].size()};
        *synonyms = block.records;
        *n = found.size();
    });
}

xc_status xc_database_keep_alive(xc_database *database, xc_error *err)
{
    return fence(err, [&] { database->db.keep_alive(); });
}

xc_status xc_database_locked(xc_database *database, bool *locked, xc_error *err)
{
    return fence(err, [&] { *locked = database->db.locked(); });
}
