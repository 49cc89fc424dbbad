/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "bytes.h"
#include "handles.h"

using xc::bytes;
using xc::checked_term;
using xc::refusal;
using xc::writer_fence;

namespace {

struct flag {
    unsigned ours;
    int theirs;
};

const flag flags_of_writers[] = {
    {XC_WRITER_NO_SYNC, Xapian::DB_NO_SYNC},
    {XC_WRITER_FULL_SYNC, Xapian::DB_FULL_SYNC},
    {XC_WRITER_NO_TERMLIST, Xapian::DB_NO_TERMLIST},
    {XC_WRITER_RETRY_LOCK, Xapian::DB_RETRY_LOCK},
};

/* DB_DANGEROUS has no counterpart: it overwrites blocks that readers use, and gains no speed. */
int xapian_flags(unsigned ours)
{
    const int actions[] = {Xapian::DB_CREATE_OR_OPEN, Xapian::DB_CREATE,
                           Xapian::DB_CREATE_OR_OVERWRITE, Xapian::DB_OPEN};
    int theirs = actions[ours & 3U];
    unsigned left = ours & ~3U;
    for (const flag &f : flags_of_writers) {
        theirs |= (left & f.ours) ? f.theirs : 0;
        left &= ~f.ours;
    }
    if (left != 0)
        throw refusal{XC_INVALID, "writer: unknown flag"};
    return theirs;
}

/* Xapian silently takes its default for a size it does not like. */
int checked_block_size(unsigned size)
{
    if (size != 0 && (size < 2048 || size > 65536 || (size & (size - 1)) != 0))
        throw refusal{XC_INVALID, "writer: block size is no power of 2 from 2048 to 65536"};
    return static_cast<int>(size);
}

void require_docid(xc_docid docid)
{
    if (docid == 0)
        throw refusal{XC_INVALID, "writer: docid 0 names no document"};
}

/* Asked beforehand, since Xapian drops the whole batch when told to delete what is not there. */
void require_document(const xc_writer *writer, xc_docid docid)
{
    try {
        writer->db.get_doclength(docid);
    } catch (const Xapian::DocNotFoundError &) {
        throw refusal{XC_NOT_FOUND, "writer: no document has this docid"};
    }
}

void require_transaction(const xc_writer *writer, bool wanted)
{
    if (writer->in_transaction != wanted)
        throw refusal{XC_INVALID,
                      wanted ? "writer: not in a transaction" : "writer: in a transaction already"};
}

/* Without this the destructor of Xapian's object commits, and says nothing if it fails. */
void drop_changes(xc_writer *writer)
{
    if (!writer->in_transaction)
        writer->db.begin_transaction(false);
    writer->db.cancel_transaction();
}

} // namespace

xc_status xc_writer_open(const char *path, unsigned flags, unsigned block_size, xc_writer **writer,
                         xc_error *err)
{
    return xc::fence(err, [&] {
        int size = checked_block_size(block_size);
        *writer = new xc_writer{Xapian::WritableDatabase(path, xapian_flags(flags), size)};
    });
}

void xc_writer_close(xc_writer *writer)
{
    if (!writer)
        return;
    xc::fence(nullptr, [&] { drop_changes(writer); });
    xc::fence(nullptr, [&] { writer->db.close(); });
    delete writer;
}

xc_status xc_writer_add(xc_writer *writer, const xc_document *document, xc_docid *docid,
                        xc_error *err)
{
    return writer_fence(writer, err, [&] {
        xc_docid given = writer->db.add_document(document->doc);
        if (docid)
            *docid = given;
    });
}

xc_status xc_writer_replace(xc_writer *writer, xc_docid docid, const xc_document *document,
                            xc_error *err)
{
    return writer_fence(writer, err, [&] {
        require_docid(docid);
        writer->db.replace_document(docid, document->doc);
    });
}

xc_status xc_writer_replace_by_term(xc_writer *writer, const char *term, size_t len,
                                    const xc_document *document, xc_docid *docid, xc_error *err)
{
    return writer_fence(writer, err, [&] {
        const std::string key = checked_term(term, len);
        xc_docid given = writer->db.replace_document(key, document->doc);
        if (docid)
            *docid = given;
    });
}

xc_status xc_writer_delete(xc_writer *writer, xc_docid docid, xc_error *err)
{
    return writer_fence(writer, err, [&] {
        require_docid(docid);
        require_document(writer, docid);
        writer->db.delete_document(docid);
    });
}

xc_status xc_writer_delete_by_term(xc_writer *writer, const char *term, size_t len, xc_error *err)
{
    return writer_fence(writer, err, [&] { writer->db.delete_document(checked_term(term, len)); });
}

xc_status xc_writer_commit(xc_writer *writer, xc_error *err)
{
    return writer_fence(writer, err, [&] {
        require_transaction(writer, false);
        writer->db.commit();
    });
}

xc_status xc_writer_begin_transaction(xc_writer *writer, xc_error *err)
{
    return writer_fence(writer, err, [&] {
        require_transaction(writer, false);
        writer->db.begin_transaction();
        writer->in_transaction = true;
    });
}

xc_status xc_writer_commit_transaction(xc_writer *writer, xc_error *err)
{
    return writer_fence(writer, err, [&] {
        require_transaction(writer, true);
        writer->in_transaction = false;
        writer->db.commit_transaction();
    });
}

xc_status xc_writer_cancel_transaction(xc_writer *writer, xc_error *err)
{
    return writer_fence(writer, err, [&] {
        require_transaction(writer, true);
        writer->in_transaction = false;
        writer->db.cancel_transaction();
    });
}

xc_status xc_writer_add_spelling(xc_writer *writer, const char *word, size_t len,
                                 uint32_t frequency, xc_error *err)
{
    return writer_fence(writer, err,
                        [&] { writer->db.add_spelling(checked_term(word, len), frequency); });
}

xc_status xc_writer_remove_spelling(xc_writer *writer, const char *word, size_t len,
                                    uint32_t frequency, xc_error *err)
{
    return writer_fence(writer, err,
                        [&] { writer->db.remove_spelling(checked_term(word, len), frequency); });
}

xc_status xc_writer_add_synonym(xc_writer *writer, const char *term, size_t len,
                                const char *synonym, size_t synonym_len, xc_error *err)
{
    return writer_fence(writer, err, [&] {
        writer->db.add_synonym(checked_term(term, len), checked_term(synonym, synonym_len));
    });
}

xc_status xc_writer_remove_synonym(xc_writer *writer, const char *term, size_t len,
                                   const char *synonym, size_t synonym_len, xc_error *err)
{
    return writer_fence(writer, err, [&] {
        writer->db.remove_synonym(checked_term(term, len), checked_term(synonym, synonym_len));
    });
}

xc_status xc_writer_clear_synonyms(xc_writer *writer, const char *term, size_t len, xc_error *err)
{
    return writer_fence(writer, err, [&] { writer->db.clear_synonyms(checked_term(term, len)); });
}

xc_status xc_writer_set_metadata(xc_writer *writer, const char *key, size_t key_len,
                                 const char *value, size_t len, xc_error *err)
{
    return writer_fence(writer, err, [&] {
        writer->db.set_metadata(checked_term(key, key_len), bytes(value, len));
    });
}

xc_status xc_writer_database(xc_writer *writer, xc_database **database, xc_error *err)
{
    return xc::fence(err, [&] { *database = new xc_database{writer->db}; });
}
