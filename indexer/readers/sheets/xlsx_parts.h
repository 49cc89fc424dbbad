/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_XLSX_PARTS_H
#define INDEXER_READERS_XLSX_PARTS_H

/* Single parts of an XLSX package, for xlsx_book.c. */

#include "xlsx_book.h"

struct xlsx_relation {
    char *id;
    char *type;   /* an address, of which the last word says what it is */
    char *target; /* the name of a part, from the root of the package */
};

struct xlsx_relations {
    struct xlsx_relation *items;
    size_t count, cap;
    const char *folder; /* that targets are relative to, while they are read */
    size_t folder_len;
};

/* The relations of a part, or of the package when its name is empty; none is no failure. */
enum parangon_code xlsx_relations_read(struct package *package, const char *part,
                                       struct xlsx_relations *relations,
                                       struct parangon_error *err);
void xlsx_relations_clear(struct xlsx_relations *relations);

/* By id, or the first of a type; NULL when there is none. */
const struct xlsx_relation *xlsx_relation(const struct xlsx_relations *relations, const char *id);
const struct xlsx_relation *xlsx_relation_of_type(const struct xlsx_relations *relations,
                                                  const char *type);
bool xlsx_relation_is(const struct xlsx_relation *relation, const char *type);

enum parangon_code xlsx_strings_read(struct xlsx_book *book, const struct parangon_buf *bytes,
                                     struct parangon_error *err);
enum parangon_code xlsx_styles_read(struct xlsx_book *book, const struct parangon_buf *bytes,
                                    struct parangon_error *err);

#endif
