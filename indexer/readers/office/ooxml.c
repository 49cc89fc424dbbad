/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ooxml.h"

#include "office_properties.h"
#include "readers/xml.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
    RELATIONS_MAX = 20000 /* links are relations too */
};

bool ooxml_is_on(const char *value)
{
    static const char *const off[] = {"0", "false", "off", "none"};

    for (size_t i = 0; value && i < sizeof off / sizeof *off; i++) {
        if (strcmp(value, off[i]) == 0)
            return false;
    }
    return true;
}

void ooxml_language(const char *value, char lang[4])
{
    size_t len = value ? strcspn(value, "-_") : 0;

    memset(lang, 0, 4);
    if (len != 2 && len != 3)
        return;
    for (size_t i = 0; i < len; i++) {
        if (!isalpha((unsigned char)value[i])) {
            memset(lang, 0, 4);
            return;
        }
        lang[i] = (char)tolower((unsigned char)value[i]);
    }
}

struct reading {
    struct ooxml_relations *relations;
    struct parangon_arena *arena;
    const char *part;
    size_t cap;
};

/* The name of a part that `part` refers to as `target`. */
static char *resolve(struct parangon_arena *arena, const char *part, const char *target)
{
    const char *slash = strrchr(part, '/');
    size_t len = slash ? (size_t)(slash - part) : 0;

    if (*target == '/')
        return parangon_arena_strdup(arena, target + 1);
    for (;; target += 3) {
        while (strncmp(target, "./", 2) == 0)
            target += 2;
        if (strncmp(target, "../", 3) != 0)
            break;
        while (len && part[len - 1] != '/')
            len--;
        len -= len > 0;
    }
    return parangon_arena_printf(arena, "%.*s%s%s", (int)len, part, len ? "/" : "", target);
}

static void open_relation(void *context, struct xml *xml)
{
    struct reading *reading = context;
    struct ooxml_relations *relations = reading->relations;
    struct ooxml_relation relation;
    const char *mode = xml_attribute(xml, "TargetMode");

    if ((mode && strcmp(mode, "External") == 0) || relations->count == RELATIONS_MAX)
        return;
    const char *id = xml_attribute(xml, "Id");
    relation.id = parangon_arena_strdup(reading->arena, id ? id : "");
    const char *type = xml_attribute(xml, "Type");
    const char *slash = type ? strrchr(type, '/') : NULL;
    relation.kind = parangon_arena_strdup(reading->arena, slash ? slash + 1 : "");
    const char *target = xml_attribute(xml, "Target");
    if (!target)
        return;
    relation.target = resolve(reading->arena, reading->part, target);
    if (relations->count == reading->cap) {
        struct ooxml_relation *before = relations->items;

        reading->cap = reading->cap ? reading->cap * 2 : 32;
        relations->items =
            parangon_arena_alloc(reading->arena, reading->cap * sizeof *relations->items);
        if (relations->count)
            memcpy(relations->items, before, relations->count * sizeof *before);
    }
    relations->items[relations->count++] = relation;
}

static const struct xml_element elements[] = {
    {"rel:Relationship", open_relation, NULL},
    {NULL, NULL, NULL},
};

enum parangon_code ooxml_relations(struct package *package, const char *part,
                                   struct parangon_arena *arena, struct ooxml_relations *relations,
                                   struct parangon_error *err)
{
    struct parangon_buf bytes = {0};
    struct reading reading = {relations, arena, part, 0};
    const struct xml_walk walk = {elements, NULL, &reading};
    const char *slash = strrchr(part, '/'), *base = slash ? slash + 1 : part;
    const char *name =
        parangon_arena_printf(arena, "%.*s_rels/%s.rels", (int)(base - part), part, base);
    enum parangon_code code = package_part(package, name, &bytes, err);

    *relations = (struct ooxml_relations){0};
    if (code == PARANGON_OK) {
        code = xml_walk(&bytes, &walk, err);
        if (code != PARANGON_OK)
            code = parangon_error_prefix(err, code, "%s", name);
    }
    parangon_buf_clear(&bytes);
    return code == PARANGON_NOTHING ? PARANGON_OK : code;
}

const char *ooxml_target(const struct ooxml_relations *relations, const char *kind, const char *id)
{
    for (size_t i = 0; i < relations->count; i++) {
        const struct ooxml_relation *relation = &relations->items[i];

        if (kind ? strcmp(relation->kind, kind) == 0 : strcmp(relation->id, id) == 0)
            return relation->target;
    }
    return NULL;
}

enum parangon_code ooxml_main_part(struct package *package, struct parangon_arena *arena,
                                   const char **part, struct office_properties *properties,
                                   struct parangon_error *err)
{
    struct ooxml_relations relations;
    enum parangon_code code = ooxml_relations(package, "", arena, &relations, err);

    if (code != PARANGON_OK)
        return code;
    const char *found = ooxml_target(&relations, "officeDocument", NULL);
    if (!found)
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "a zip, but no office document: its name ends wrongly, or it is "
                                  "damaged");
    const char *names[] = {ooxml_target(&relations, "core-properties", NULL),
                           ooxml_target(&relations, "extended-properties", NULL)};
    for (size_t i = 0; code == PARANGON_OK && i < sizeof names / sizeof *names; i++) {
        if (names[i])
            code = office_properties_read(package, names[i], arena, properties, err);
    }
    *part = found;
    return code;
}
