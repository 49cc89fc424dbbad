/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_ARCHIVE_NAMES_H
#define INDEXER_READERS_ARCHIVE_NAMES_H

/* Names of members of archives, which anybody may have chosen. */

/* "a.zip/folder/file.docx" from what the archive says: in UTF-8, without a drive, a root, or a step
   up. NULL for what is skipped in a folder too: hidden files, locks of office programs, and what
   macOS puts beside each file. Yours to free. */
char *archive_name_clean(const char *archive, const char *path);

/* The name of what is in a file that is only compressed: "a/b.txt.gz/b.txt". Yours to free. */
char *archive_name_compressed(const char *archive);

#endif
