/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_SIGNATURE_H
#define INDEXER_READERS_SIGNATURE_H

/*
 * Signatures: what the bytes of a file say about its format, whatever its name is.
 *
 * These functions look at bytes that nobody has checked, in the process that holds the index: they
 * read few of them, follow no structure deeper than one list, and allocate nothing of a size that
 * the file names.
 */

#include <stdio.h>

enum {
    SIGNATURE_HEAD_MAX = 4096
};

/* The beginning of a file. What a zip or an OLE2 container holds is told once, for all. */
struct signature_head {
    unsigned char bytes[SIGNATURE_HEAD_MAX + 1]; /* ends with NUL */
    size_t len;
    const char *zip; /* "docx", "epub", …, "package" of some unknown kind, "archive"; "" for none */
    const char *ole; /* "doc", "xls", "ppt", "encrypted", "other"; "" for none */
};

enum signature {
    SIGNATURE_NONE,
    SIGNATURE_LIKELY, /* counts where the name does not say it better */
    SIGNATURE_CERTAIN /* stronger than any name */
};

typedef enum signature signature_fn(const struct signature_head *head);

/* Leaves the stream at its beginning. One that cannot be sought gives an empty head. */
void signature_read(FILE *stream, struct signature_head *head);

signature_fn signature_pdf, signature_html, signature_eml, signature_rtf;
signature_fn signature_csv, signature_tsv;
/* Zip packages. */
signature_fn signature_docx, signature_xlsx, signature_pptx;
signature_fn signature_odt, signature_ods, signature_odp, signature_epub;
/* OLE2 containers. */
signature_fn signature_doc, signature_xls, signature_ppt;
/* Zip without a known use, tar, 7z, and what is compressed by gzip, bzip2, xz or zstd. */
signature_fn signature_archive;

/* Parts of signature_read: see struct signature_head. */
const char *signature_zip_kind(FILE *stream, const struct signature_head *head);
const char *signature_ole_kind(FILE *stream, const struct signature_head *head);

#endif
