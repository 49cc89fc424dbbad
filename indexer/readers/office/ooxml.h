/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_OOXML_H
#define INDEXER_READERS_OOXML_H

/* What the formats of OOXML share: how parts refer to each other (ECMA-376, part 2), and how
   attributes are written. */

#include "office_version.h"
#include "readers/package.h"

struct ooxml_relation {
    char *id;
    char *kind;   /* what follows the last slash of its type: "styles" */
    char *target; /* the name of the part */
};

struct ooxml_relations {
    struct ooxml_relation *items;
    size_t count;
};

/* Those of the part, or of the package when `part` is "". None when there is no list of them. The
   strings live in the arena. */
enum parangon_code ooxml_relations(struct package *package, const char *part,
                                   struct parangon_arena *arena, struct ooxml_relations *relations,
                                   struct parangon_error *err);

/* The first part of the kind or of the id (the other is NULL), or NULL. */
const char *ooxml_target(const struct ooxml_relations *relations, const char *kind, const char *id);

/* The main part, PARANGON_REJECTED when the package has none. */
enum parangon_code ooxml_main_part(struct package *package, struct parangon_arena *arena,
                                   const char **part, struct office_properties *properties,
                                   struct parangon_error *err);

/* Whether the value of an attribute switches on; NULL, without one, does. */
bool ooxml_is_on(const char *value);

/* "fr" of "fr-FR"; empty for what is no such code. */
void ooxml_language(const char *value, char lang[4]);

#endif
