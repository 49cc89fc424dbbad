/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Archives: each member is read as if it were a file in a folder of the archive's name. What an
   archive may cost is bounded as a whole, with all archives inside of it. */
#include "archive_names.h"
#include "readers/reader.h"
#include "readers/signature.h"

#include "parangon/memory.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

struct unpacking {
    const struct reader_source *source;
    struct reader_sink sink; /* the caller's, with a budget */
    struct archive *archive;
    unsigned long long size; /* of the archive itself */
    unsigned long long unpacked;
    size_t taken; /* members of formats that are read */
    char block[64 * 1024];
};

/* ---- The archive as a stream ---- */

static la_ssize_t on_read(struct archive *archive, void *context, const void **bytes)
{
    struct unpacking *unpacking = context;
    size_t len = fread(unpacking->block, 1, sizeof unpacking->block, unpacking->source->stream);

    *bytes = unpacking->block;
    if (len == 0 && ferror(unpacking->source->stream)) {
        archive_set_error(archive, errno, "cannot be read");
        return ARCHIVE_FATAL;
    }
    return (la_ssize_t)len;
}

static la_int64_t on_seek(struct archive *archive, void *context, la_int64_t offset, int whence)
{
    struct unpacking *unpacking = context;

    (void)archive;
    if (fseeko(unpacking->source->stream, (off_t)offset, whence) != 0)
        return ARCHIVE_FATAL;
    return (la_int64_t)ftello(unpacking->source->stream);
}

static enum parangon_code damaged(const struct unpacking *unpacking, struct parangon_error *err)
{
    const char *why = archive_error_string(unpacking->archive);

    if (archive_read_has_encrypted_entries(unpacking->archive) > 0)
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "protected by a password: unpack it first");
    return parangon_error_set(err, PARANGON_REJECTED, "a damaged archive (%.200s)",
                              why ? why : "no reason known");
}

/* Only formats that people pack sheets into. "Raw" is a single file that is compressed, and would
   take anything else for one too. */
static enum parangon_code open_archive(struct unpacking *unpacking, struct parangon_error *err)
{
    struct archive *archive = unpacking->archive;
    struct signature_head head;

    signature_read(unpacking->source->stream, &head);
    archive_read_support_format_zip(archive);
    archive_read_support_format_tar(archive);
    archive_read_support_format_7zip(archive);
    archive_read_support_filter_gzip(archive);
    archive_read_support_filter_bzip2(archive);
    archive_read_support_filter_xz(archive);
    archive_read_support_filter_zstd(archive);
    if (signature_archive(&head) && !*head.zip)
        archive_read_support_format_raw(archive);
    archive_read_set_read_callback(archive, on_read);
    archive_read_set_seek_callback(archive, on_seek);
    archive_read_set_callback_data(archive, unpacking);
    return archive_read_open1(archive) == ARCHIVE_OK ? PARANGON_OK : damaged(unpacking, err);
}

/* ---- Members ---- */

static enum parangon_code check_budget(const struct unpacking *unpacking,
                                       struct parangon_error *err)
{
    if (unpacking->sink.budget->unpacked > (unsigned long long)ARCHIVE_TOTAL_MAX_MIB << 20)
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "unpacks to more than %d MiB: the rest was left out; unpack it "
                                  "first if it is no bomb",
                                  ARCHIVE_TOTAL_MAX_MIB);
    if (unpacking->unpacked > (unsigned long long)ARCHIVE_RATIO_FROM_MIB << 20 &&
        unpacking->unpacked / ARCHIVE_RATIO_MAX > unpacking->size)
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "unpacks to more than %d times its size: the rest was left out; "
                                  "unpack it first if it is no bomb",
                                  ARCHIVE_RATIO_MAX);
    return PARANGON_OK;
}

/* Adds up to `max` bytes of the member to `bytes`; fewer are left at its end. PARANGON_NOTHING when
   the member is damaged and the archive can go on, with the reason. */
static enum parangon_code unpack(struct unpacking *unpacking, struct parangon_buf *bytes,
                                 size_t max, struct parangon_error *err)
{
    char block[16 * 1024];

    while (bytes->len < max) {
        size_t room = max - bytes->len;
        la_ssize_t len =
            archive_read_data(unpacking->archive, block, room < sizeof block ? room : sizeof block);

        if (len == ARCHIVE_FATAL)
            return damaged(unpacking, err);
        if (len < 0) {
            damaged(unpacking, err);
            return PARANGON_NOTHING;
        }
        if (len == 0)
            break;
        parangon_buf_add(bytes, block, (size_t)len);
        unpacking->unpacked += (unsigned long long)len;
        unpacking->sink.budget->unpacked += (unsigned long long)len;
        enum parangon_code code = check_budget(unpacking, err);
        if (code != PARANGON_OK)
            return code;
    }
    return PARANGON_OK;
}

static void reject_member(const struct unpacking *unpacking, const char *name,
                          struct parangon_error *why)
{
    const struct reader_sink *sink = &unpacking->sink;

    why->code = PARANGON_REJECTED;
    if (sink->enter)
        sink->enter(sink->context, name);
    sink->reject(sink->context, 0, why);
    if (sink->enter)
        sink->enter(sink->context, NULL);
}

/* Whether the member is wanted, told by its beginning, so that pictures are not unpacked. What a zip
   is stands in the directory at its end: one that the beginning does not tell is unpacked. */
static bool is_wanted(struct unpacking *unpacking, const char *name, struct parangon_buf *bytes,
                      enum parangon_code *code, struct parangon_error *why)
{
    if (reader_knows_member(name, bytes->data, bytes->len))
        return true;
    if (bytes->len < 4 || memcmp(bytes->data, "PK\3\4", 4) != 0)
        return false;
    *code = unpack(unpacking, bytes, READER_FILE_MAX + 1, why);
    if (*code == PARANGON_NOTHING)
        *code = PARANGON_OK; /* what is of no use need not be whole */
    else if (*code == PARANGON_OK)
        return reader_knows_member(name, bytes->data, bytes->len);
    return false;
}

static enum parangon_code take_member(struct unpacking *unpacking, const char *name,
                                      struct parangon_buf *bytes, struct parangon_error *err)
{
    struct parangon_error why;
    enum parangon_code code = unpack(unpacking, bytes, SIGNATURE_HEAD_MAX, &why);

    if (code == PARANGON_OK && !is_wanted(unpacking, name, bytes, &code, &why)) {
        if (code != PARANGON_OK && err)
            *err = why;
        return code;
    }
    if (unpacking->taken++ < unpacking->source->skip)
        return PARANGON_OK;
    if (code == PARANGON_OK)
        code = unpack(unpacking, bytes, READER_FILE_MAX + 1, &why);
    if (code == PARANGON_NOTHING) {
        reject_member(unpacking, name, &why);
        return PARANGON_OK;
    }
    if (code == PARANGON_OK)
        return reader_take_member(name, bytes->data, bytes->len, &unpacking->sink,
                                  unpacking->source->depth + 1, err);
    if (err)
        *err = why;
    return code;
}

static enum parangon_code read_entry(struct unpacking *unpacking, struct archive_entry *entry,
                                     struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;
    struct parangon_buf bytes = {0};
    char *name;

    if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry))
        return PARANGON_OK;
    if (archive_format(unpacking->archive) == ARCHIVE_FORMAT_RAW)
        name = archive_name_compressed(unpacking->source->name);
    else
        name = archive_name_clean(unpacking->source->name, archive_entry_pathname(entry));
    if (!name)
        return PARANGON_OK;
    if (archive_entry_is_data_encrypted(entry)) {
        struct parangon_error why;

        parangon_error_set(&why, PARANGON_REJECTED, "protected by a password: unpack it first");
        if (unpacking->taken++ >= unpacking->source->skip)
            reject_member(unpacking, name, &why);
    } else {
        code = take_member(unpacking, name, &bytes, err);
    }
    parangon_buf_clear(&bytes);
    free(name);
    return code;
}

static enum parangon_code read_entries(struct unpacking *unpacking, struct parangon_error *err)
{
    struct archive_entry *entry;
    enum parangon_code code = PARANGON_OK;
    int status;

    while (code == PARANGON_OK &&
           (status = archive_read_next_header(unpacking->archive, &entry)) != ARCHIVE_EOF) {
        if (status == ARCHIVE_FATAL || status == ARCHIVE_FAILED)
            return damaged(unpacking, err);
        if (++unpacking->sink.budget->members > ARCHIVE_MEMBERS_MAX)
            return parangon_error_set(
                err, PARANGON_REJECTED,
                "more than %d members: the rest was left out; unpack it first",
                ARCHIVE_MEMBERS_MAX);
        if (status != ARCHIVE_RETRY)
            code = read_entry(unpacking, entry, err);
    }
    if (code == PARANGON_OK && unpacking->taken == 0)
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "an archive without a file of a format that is read");
    return code;
}

static unsigned long long size_of(FILE *stream)
{
    off_t size = fseeko(stream, 0, SEEK_END) == 0 ? ftello(stream) : 0;

    return size > 0 ? (unsigned long long)size : 0;
}

static enum parangon_code read_archive(const struct reader_source *source,
                                       const struct reader_sink *sink, struct parangon_error *err)
{
    struct reader_budget budget = {0};
    enum parangon_code code;

    if (source->depth >= ARCHIVE_DEPTH_MAX)
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "an archive in an archive in an archive: unpack it first");
    struct unpacking *unpacking = parangon_calloc(1, sizeof *unpacking);
    unpacking->source = source;
    unpacking->sink = *sink;
    if (!sink->budget)
        unpacking->sink.budget = &budget;
    unpacking->size = size_of(source->stream);
    unpacking->archive = archive_read_new();
    /* libarchive gives names in the encoding of the locale. */
    locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    locale_t before = utf8 ? uselocale(utf8) : (locale_t)0;
    code = unpacking->archive ? open_archive(unpacking, err)
                              : parangon_error_set(err, PARANGON_REJECTED, "no memory to read it");
    if (code == PARANGON_OK)
        code = read_entries(unpacking, err);
    archive_read_free(unpacking->archive);
    if (utf8) {
        uselocale(before);
        freelocale(utf8);
    }
    free(unpacking);
    return code;
}

static const char *const extensions[] = {"zip", "tar", "tgz", "tbz2", "txz", "gz",
                                         "bz2", "xz",  "zst", "7z",   NULL};

const struct reader reader_archive = {"archive", extensions, read_archive};
