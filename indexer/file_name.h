/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_FILE_NAME_H
#define INDEXER_FILE_NAME_H

/*
 * What the name of a file says of the record in it: its default id, its language, and whether it
 * is a version or a copy of another file.
 *
 * Only `.fr` and `.en` before the extension are certain by themselves. The other ways in which
 * people write a language (`Fiche_FR`, `fiche (en)`, `Fiche VF`, `fr/fiche`) are hints, which count
 * where another file bears them out: see pairs.h.
 */

#include "parangon/text.h"

struct file_name {
    char *base;              /* without the extension and `.fr` or `.en`: the default id */
    enum parangon_lang lang; /* of `.fr` or `.en`; PARANGON_OTHER without */
    char *pair;              /* the base without the hint of a language, NULL when there is none */
    enum parangon_lang pair_lang;
    bool pair_final; /* the hint is VF, which may mean "version finale" */
    char *stem; /* the base, folded, without marks of versions and copies: names with one stem in
                   one folder are meant as one document */
    unsigned long version; /* the larger the later: V2 < V3 < VF < VF2, and dates; 0 without */
    bool copy;             /* "Copie de …", "… (1)" */
};

/* `name` is the path relative to the source. */
void file_name_init(struct file_name *split, const char *name);
void file_name_clear(struct file_name *split);

#endif
