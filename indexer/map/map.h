/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_MAP_H
#define INDEXER_MAP_H

/*
 * Maps: labels of forms, columns of spreadsheets and foreign keys into the fields of a record.
 *
 * A map is a JSON object. Each member is a field of ours, or a part of one ("partners.name",
 * "source.url", "amounts.value"), and says where its value stands:
 *
 *   "title": "Intitulé"                      a label, a column or a key; "a.b" reaches into objects
 *   "text": ["Contexte", "Résultats"]        several: joined as paragraphs where text is meant, put
 *                                            into one list where a list is meant, else the first
 *                                            that has a value
 *   "kind": {"constant": "practice"}         the same for the whole source
 *   "themes": {
 *     "from": ["Thème", "Thématique"],       as above
 *     "split": ";",                          one separator, a list of them, false for none, or
 *                                            "auto", which is what happens without it
 *     "values": {"Eau potable": "eau-assainissement"},   their value, ours (null leaves it out)
 *     "match": "^([^/]+)/",                  POSIX extended expression: what its one group matches
 *     "default": "developpement-durable",    when there is no value
 *     "take": "first",                       or "all": of several labels
 *     "headings": true                       texts are joined under their labels as headings
 *   }
 *   "from_path": "{partners.country}/{themes}/{title}"   values from the names of folders and
 *                                            file; "*" is any one name, "**" any number of them
 *   "built_in": false                        no label is understood but those of this map
 *
 * Labels are compared exactly first, then whatever their case, accents, spaces, final marks and
 * remarks in brackets. A unit in a label (« Budget (k€) ») counts. Labels that the map does not
 * name are looked up in the built-in map, default_map.json; it never touches top-level keys.
 *
 * A version without form whose keys are all fields of ours, and none that the map asks for, stays:
 * the map gives it constants and defaults for the fields that it lacks.
 *
 * What came through a map or a form is lenient: a value that cannot be read is left out with a
 * note and the rest stands. A row of a spreadsheet keeps it in its text.
 *
 * A map is read once and may be used for any number of versions; it notes which of its entries met
 * a label, so that it belongs to one thread.
 */

#include "parangon/record.h"

#include <cjson/cJSON.h>
#include <stdint.h>

struct map;

/* Makes a map of its JSON, or of NULL: the built-in one alone. PARANGON_USAGE names the field. */
enum parangon_code map_read(const cJSON *json, struct map **map, struct parangon_error *err);
void map_free(struct map *map);

/* The entries of the map, not the built-in ones, whose labels no version had so far: adds
   "field: label, label" for each to the list. */
void map_unmet(const struct map *map, cJSON *list);

/* Changes whenever the map, or the built-in one, does: what was read with another must be read
   again. `json` may be NULL. */
uint64_t map_stamp(const cJSON *json);

/* What is said of one version while it is mapped; zeroed struct, map_notes_init, _clear. */
struct map_notes {
    cJSON *origins;  /* {"title": "label \"Intitulé\""} */
    cJSON *problems; /* ["amount_eur: …"]: values left out */
    cJSON *unused;   /* ["label"]: those that found no field */
};
void map_notes_init(struct map_notes *notes);
void map_notes_clear(struct map_notes *notes);

struct map_input {
    struct map *map;
    const struct parangon_lookup *lookup;
    const char *name; /* of the file, relative to its source */
};

/* Applies the map to what a reader gave, takes its "form" away, and drops what is private from its
   contact. Takes over `version`; what is returned is for parangon_record_check. */
cJSON *map_version(const struct map_input *input, cJSON *version, struct map_notes *notes);

#endif
