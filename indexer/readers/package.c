/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "package.h"

#include <archive.h>
#include <archive_entry.h>
#include <ctype.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
    PACKAGE_MAX_MIB = 256, /* of the file, and of all parts read from it, unpacked */
    PART_MAX_MIB = 64,
    ENTRIES_MAX = 10000,
    /* libarchive reads the whole directory at once; this is far more than ENTRIES_MAX need. */
    DIRECTORY_MAX = 8 << 20,
    BLOCK = 16 << 10
};

struct package {
    FILE *stream;
    struct archive *archive;
    size_t next; /* the entry that the archive gives next */
    char **names;
    size_t count;
    size_t unpacked;
    size_t directory_left; /* bytes that may still be read before the first entry */
    bool listed;
    int stream_errno;
    char block[BLOCK];
};

static la_ssize_t on_read(struct archive *archive, void *context, const void **block)
{
    struct package *package = context;
    size_t len = fread(package->block, 1, BLOCK, package->stream);

    if (ferror(package->stream)) {
        package->stream_errno = errno;
        archive_set_error(archive, errno, "cannot be read");
        return ARCHIVE_FATAL;
    }
    if (!package->listed && len > package->directory_left) {
        archive_set_error(archive, E2BIG, "its directory is too large");
        return ARCHIVE_FATAL;
    }
    if (!package->listed)
        package->directory_left -= len;
    *block = package->block;
    return (la_ssize_t)len;
}

static la_int64_t on_seek(struct archive *archive, void *context, la_int64_t offset, int whence)
{
    struct package *package = context;

    if (fseeko(package->stream, (off_t)offset, whence) == 0)
        return (la_int64_t)ftello(package->stream);
    if (errno != EINVAL) /* a place before the beginning is a fault of the package */
        package->stream_errno = errno;
    archive_set_error(archive, errno, "cannot be read");
    return ARCHIVE_FATAL;
}

static enum parangon_code damaged(const struct package *package, struct parangon_error *err)
{
    if (package->stream_errno)
        return parangon_error_set(err, PARANGON_SYSTEM, "cannot be read: %s",
                                  strerror(package->stream_errno));
    return parangon_error_set(err, PARANGON_REJECTED,
                              "damaged, or no office document: open it in an office program and "
                              "save it again");
}

static void archive_end(struct package *package)
{
    if (package->archive)
        archive_read_free(package->archive);
    package->archive = NULL;
}

/* (Re)starts at the first entry. Only the reader that goes by the directory is wanted: the other
   one would take the bytes of a document inside the document for its parts. */
static enum parangon_code archive_begin(struct package *package, struct parangon_error *err)
{
    archive_end(package);
    package->next = 0;
    package->listed = false;
    package->directory_left = DIRECTORY_MAX;
    package->archive = archive_read_new();
    if (!package->archive || fseeko(package->stream, 0, SEEK_SET) != 0) {
        package->stream_errno = errno;
        return damaged(package, err);
    }
    archive_read_support_format_zip_seekable(package->archive);
    archive_read_set_read_callback(package->archive, on_read);
    archive_read_set_seek_callback(package->archive, on_seek);
    archive_read_set_callback_data(package->archive, package);
    return archive_read_open1(package->archive) == ARCHIVE_OK ? PARANGON_OK : damaged(package, err);
}

/* The next entry, or PARANGON_NOTHING behind the last. */
static enum parangon_code next_entry(struct package *package, struct archive_entry **entry,
                                     struct parangon_error *err)
{
    int status = archive_read_next_header(package->archive, entry);

    package->listed = true;
    package->next++;
    if (status == ARCHIVE_EOF)
        return PARANGON_NOTHING;
    return status == ARCHIVE_OK || status == ARCHIVE_WARN ? PARANGON_OK : damaged(package, err);
}

static enum parangon_code protected_by_password(struct parangon_error *err)
{
    return parangon_error_set(err, PARANGON_REJECTED,
                              "protected by a password: save it without one");
}

static enum parangon_code list_entries(struct package *package, struct parangon_error *err)
{
    struct archive_entry *entry;
    enum parangon_code code;

    package->names = parangon_calloc(ENTRIES_MAX, sizeof *package->names);
    while ((code = next_entry(package, &entry, err)) == PARANGON_OK) {
        const char *name = archive_entry_pathname(entry);

        if (archive_entry_is_encrypted(entry))
            return protected_by_password(err);
        if (package->count == ENTRIES_MAX)
            return parangon_error_set(err, PARANGON_REJECTED,
                                      "more than %d parts in the package: not read", ENTRIES_MAX);
        package->names[package->count++] = parangon_strdup(name ? name : "");
    }
    return code == PARANGON_NOTHING ? PARANGON_OK : code;
}

/* Whether the stream holds the bytes somewhere in its first MiB. */
static bool stream_has(FILE *stream, const char *bytes, size_t len)
{
    enum {
        LOOKED_AT = 1 << 20
    };
    char *start = parangon_alloc(LOOKED_AT);
    bool found = false;

    rewind(stream);
    size_t read = fread(start, 1, LOOKED_AT, stream);
    for (size_t at = 0; !found && at + len <= read; at++)
        found = start[at] == bytes[0] && memcmp(start + at, bytes, len) == 0;
    free(start);
    return found;
}

/* What an office file that is no zip may be: the format before 2007, in which newer documents are
   wrapped when they are encrypted ([MS-OFFCRYPTO], stream "EncryptedPackage" in UTF-16). */
static enum parangon_code refuse_compound_file(FILE *stream, struct parangon_error *err)
{
    static const char signature[8] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    static const char stream_name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    char start[sizeof signature];

    rewind(stream);
    if (fread(start, 1, sizeof start, stream) != sizeof start ||
        memcmp(start, signature, sizeof signature) != 0)
        return PARANGON_OK;
    if (stream_has(stream, stream_name, sizeof stream_name))
        return protected_by_password(err);
    return parangon_error_set(err, PARANGON_REJECTED,
                              "a document of Office 97-2003 under a newer name: open it in an "
                              "office program and save it in the newer format");
}

/* OpenDocument encrypts the parts one by one and says so in the manifest. */
static enum parangon_code refuse_encrypted_parts(struct package *package,
                                                 struct parangon_error *err)
{
    struct parangon_buf manifest = {0};
    enum parangon_code code = package_part(package, "META-INF/manifest.xml", &manifest, err);

    if (code == PARANGON_NOTHING)
        code = PARANGON_OK;
    if (code == PARANGON_OK && strstr(parangon_buf_str(&manifest), "encryption-data"))
        code = protected_by_password(err);
    parangon_buf_clear(&manifest);
    return code;
}

static enum parangon_code check_size(FILE *stream, struct parangon_error *err)
{
    if (fseeko(stream, 0, SEEK_END) != 0)
        return parangon_error_set(err, PARANGON_SYSTEM, "cannot be read: %s", strerror(errno));
    if (ftello(stream) > (off_t)PACKAGE_MAX_MIB << 20)
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "larger than %d MiB, the most a document may have: make its "
                                  "pictures smaller",
                                  PACKAGE_MAX_MIB);
    return PARANGON_OK;
}

enum parangon_code package_open(FILE *stream, struct package **package, struct parangon_error *err)
{
    struct package *opened = parangon_calloc(1, sizeof *opened);
    enum parangon_code code = check_size(stream, err);

    opened->stream = stream;
    if (code == PARANGON_OK)
        code = refuse_compound_file(stream, err);
    if (code == PARANGON_OK)
        code = archive_begin(opened, err);
    if (code == PARANGON_OK)
        code = list_entries(opened, err);
    if (code == PARANGON_OK)
        code = refuse_encrypted_parts(opened, err);
    if (code == PARANGON_OK)
        *package = opened;
    else
        package_close(opened);
    return code;
}

/* Some writers put backslashes, or a slash in front. */
static bool same_name(const char *stored, const char *name)
{
    if (*stored == '/' || *stored == '\\')
        stored++;
    for (; *stored && *name; stored++, name++) {
        int byte = *stored == '\\' ? '/' : tolower((unsigned char)*stored);

        if (byte != tolower((unsigned char)*name))
            return false;
    }
    return *stored == *name;
}

static enum parangon_code unpack(struct package *package, struct parangon_buf *bytes,
                                 struct parangon_error *err)
{
    char block[BLOCK];
    size_t before = bytes->len;
    la_ssize_t len;

    while ((len = archive_read_data(package->archive, block, sizeof block)) > 0) {
        parangon_buf_add(bytes, block, (size_t)len);
        package->unpacked += (size_t)len;
        if (bytes->len - before > (size_t)PART_MAX_MIB << 20)
            return parangon_error_set(err, PARANGON_REJECTED,
                                      "larger than %d MiB unpacked: not read", PART_MAX_MIB);
        if (package->unpacked > (size_t)PACKAGE_MAX_MIB << 20)
            return parangon_error_set(err, PARANGON_REJECTED,
                                      "the document has more than %d MiB unpacked: not read",
                                      PACKAGE_MAX_MIB);
    }
    return len == 0 ? PARANGON_OK : damaged(package, err);
}

enum parangon_code package_part(struct package *package, const char *name,
                                struct parangon_buf *bytes, struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;
    struct archive_entry *entry;
    size_t at = 0;

    if (*name == '/')
        name++;
    while (at < package->count && !same_name(package->names[at], name))
        at++;
    if (at == package->count)
        return PARANGON_NOTHING;
    if (package->next > at)
        code = archive_begin(package, err);
    while (code == PARANGON_OK && package->next <= at)
        code = next_entry(package, &entry, err);
    if (code == PARANGON_NOTHING)
        code = damaged(package, err);
    if (code == PARANGON_OK)
        code = unpack(package, bytes, err);
    return code == PARANGON_OK ? code : parangon_error_prefix(err, code, "%s", name);
}

void package_close(struct package *package)
{
    if (!package)
        return;
    archive_end(package);
    for (size_t i = 0; i < package->count; i++)
        free(package->names[i]);
    free(package->names);
    free(package);
}
