/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_MAP_INSIDE_H
#define INDEXER_MAP_INSIDE_H

/* The inside of maps, shared by the files that read a map, find labels and make values. */

#include "map.h"

#include "parangon/memory.h"

#include <regex.h>
#include <stdbool.h>

/* ---- Labels ---- */

/* A label as it is compared. */
struct label_name {
    char *text;
    char *key;    /* folded */
    char *bare;   /* folded, without remarks in brackets, units and a final number */
    char *stem;   /* the words that matter: without articles, plurals and « du projet » */
    bool remark;  /* in brackets, and no unit: two remarks are two labels */
    double times; /* by the unit, 1 without one */
    char currency[8];
};

void label_name_set(struct label_name *name, const char *text);
void label_name_clear(struct label_name *name);
/* Adds the label as it was written, on one line. */
void label_print(const struct label_name *name, struct parangon_buf *out);

/* A label that was met, with the place of the built-in map that fits it best. The rows of a sheet
   have the same labels, which are looked up once. */
struct known_label {
    struct label_name name;
    size_t entry, wanted; /* PARANGON_MAP_NONE when none fits */
    int year;             /* of « Budget 2021 », else 0 */
};

/* A label of the form at hand. */
struct label {
    const struct label_name *name;
    const struct known_label *known;
    const cJSON *value; /* a string or an array of them */
    bool used;          /* went to a field */
    bool lossy;         /* not all of it did */
};

/* How well a label fits one that a map asks for; 0 not at all. `loose`: stems count. */
enum {
    LABEL_FIT_NONE,
    LABEL_FIT_STEM,
    LABEL_FIT_BARE,
    LABEL_FIT_KEY,
    LABEL_FIT_EXACT
};
int label_fit(const struct label_name *name, const struct label_name *wanted, bool loose);

/* ---- Entries ---- */

struct entry {
    const struct parangon_field *field;
    char *part; /* "name" of "partners.name", or NULL */
    struct label_name *wanted;
    size_t wanted_count;
    char *separators; /* NULL: as parangon_value_split finds them */
    bool whole;       /* never split */
    cJSON *values;    /* folded -> ours, or NULL */
    cJSON *constant, *fallback;
    regex_t *match;
    bool first;    /* of several labels, the first that has a value */
    bool headings; /* texts stand under their labels */
    bool built_in;
    bool met;
};

struct map {
    struct entry *entries; /* those of the map, then the built-in ones */
    size_t count;
    char **path; /* names of the pattern, or NULL */
    size_t path_count;
    struct parangon_map known_index; /* by the text of a label */
    struct known_label **known;
    size_t known_count;
};

/* The label of this text, looked up once. Borrowed until map_forget_labels. */
const struct known_label *map_know_label(struct map *map, const char *text);
/* Forgets the labels that are known, when they are many: forms may have any. */
void map_forget_labels(struct map *map, size_t most);

/* PARANGON_USAGE with "NAME": why. */
enum parangon_code map_wrong(struct parangon_error *err, const char *name, const char *why);
/* The same for a name that is none of "a|b|c", or of the fields when NULL, with what was meant. */
enum parangon_code map_unknown(struct parangon_error *err, const char *typed, const char *what,
                               const char *choices);
/* The field and the part that a name such as "partners.country" means. */
enum parangon_code map_target(const char *name, const struct parangon_field **field, char **part,
                              struct parangon_error *err);

/* ---- One version ---- */

struct item {
    cJSON *value;
    struct label *label; /* NULL when it came from elsewhere */
    const char *from;    /* the label, the key, the name of the file */
    const char *kind;    /* "label", "key", "path", "constant", "default" */
    bool element;        /* of a list in JSON: never split */
};

/* A field, or a part of one, and what was found for it. */
struct target {
    const struct parangon_field *field;
    char *part;
    const struct entry *entry; /* NULL for the path */
    struct item *items;
    size_t count;
    bool done;
};

struct mapping {
    const struct map_input *input;
    struct map_notes *notes;
    cJSON *version;
    struct label *labels;
    size_t label_count;
    bool row; /* a row of a spreadsheet: there is no other text */
    cJSON *form;
    struct target *targets;
    size_t target_count;
};

struct target *mapping_target(struct mapping *mapping, const char *field, const char *part);
void mapping_add(struct mapping *mapping, const struct parangon_field *field, const char *part,
                 const struct entry *entry, const struct item *item);

bool map_same_part(const char *a, const char *b);

/* What the table of translations says of a text: NULL when it says nothing. Borrowed. */
const cJSON *item_translated(const struct entry *entry, const char *text);
/* The text of an item: a number as its figures; yours, or NULL for other values. */
char *item_text(const struct item *item);
/* The elements of an item: cut where its entry says or where it looks like a list, each translated.
   Yours. */
cJSON *item_parts(const struct mapping *mapping, const struct target *target,
                  const struct item *item);

/* Says that a value was left out; its label keeps it in the text of a row. */
void mapping_problem(struct mapping *mapping, const struct item *item, const char *format, ...)
    PARANGON_PRINTF(3, 4);

/* Puts the value into the field when the check allows it; takes over `value`. Elements of lists
   are checked one by one, and those refused left out. */
bool mapping_put(struct mapping *mapping, const struct target *target, const struct item *item,
                 cJSON *value);

/* Notes where a value of the target came from. */
void mapping_note(struct mapping *mapping, const struct target *target, const struct item *item);

/* Whether a place or a body has the name or the code. */
bool map_is_known_lead(const struct mapping *mapping, const char *name);

/* Values from the names of folders. */
void map_path_apply(struct mapping *mapping);
enum parangon_code map_path_check(const char *pattern, struct map *map, struct parangon_error *err);

/* The fields, each from its items. */
void map_put_plain(struct mapping *mapping, struct target *target);
void map_put_leads(struct mapping *mapping);
void map_put_partners(struct mapping *mapping);
void map_put_years(struct mapping *mapping);
void map_put_amounts(struct mapping *mapping);
void map_put_objects(struct mapping *mapping, const char *field);

/* The rest of a form: the text and the title of a row, contacts. */
void map_finish(struct mapping *mapping);

/* Takes persons out of all that is no contact. */
void map_clean_persons(struct mapping *mapping);

/* The built-in map, as bytes of JSON. */
extern const char default_map[];
extern const size_t default_map_len;

#endif
