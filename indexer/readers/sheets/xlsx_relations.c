/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which part belongs to which: the .rels parts of OPC (ECMA-376, part 2, 9.3). */
#include "readers/xml.h"
#include "xlsx_parts.h"

#include <stdlib.h>
#include <string.h>

enum {
    RELATIONS_MAX = 10000
};

/* The target from the root of the package: "../xl/a.xml", "/xl/a.xml" and "a.xml" in "xl/" are all
   "xl/a.xml". */
static char *resolve(const struct xlsx_relations *relations, const char *target)
{
    struct parangon_buf path = {0};

    if (*target != '/')
        parangon_buf_add(&path, relations->folder, relations->folder_len);
    while (*target) {
        size_t len = strcspn(target, "/");

        if (len == 2 && strncmp(target, "..", 2) == 0) {
            if (path.len)
                path.len--; /* the slash */
            while (path.len && path.data[path.len - 1] != '/')
                path.len--;
        } else if (len && !(len == 1 && *target == '.')) {
            parangon_buf_add(&path, target, len);
            if (target[len])
                parangon_buf_putc(&path, '/');
        }
        target += len + (target[len] == '/');
    }
    if (path.data)
        path.data[path.len] = '\0';
    char *resolved = parangon_strdup(parangon_buf_str(&path));
    parangon_buf_clear(&path);
    return resolved;
}

static char *attribute(struct xml *xml, const char *name)
{
    const char *value = xml_attribute(xml, name);

    return parangon_strdup(value ? value : "");
}

static void open_relation(void *context, struct xml *xml)
{
    struct xlsx_relations *relations = context;
    const char *mode = xml_attribute(xml, "TargetMode");

    if (relations->count == RELATIONS_MAX || (mode && strcmp(mode, "External") == 0))
        return;
    if (relations->count == relations->cap) {
        relations->cap = relations->cap ? 2 * relations->cap : 16;
        relations->items =
            parangon_realloc(relations->items, relations->cap, sizeof *relations->items);
    }
    char *target = attribute(xml, "Target");
    relations->items[relations->count++] = (struct xlsx_relation){
        attribute(xml, "Id"), attribute(xml, "Type"), resolve(relations, target)};
    free(target);
}

enum parangon_code xlsx_relations_read(struct package *package, const char *part,
                                       struct xlsx_relations *relations, struct parangon_error *err)
{
    static const struct xml_element elements[] = {{"rel:Relationship", open_relation, NULL}, {0}};
    const struct xml_walk walk = {.elements = elements, .context = relations};
    const char *slash = strrchr(part, '/');
    struct parangon_buf name = {0};
    struct parangon_buf bytes = {0};

    relations->folder = part;
    relations->folder_len = slash ? (size_t)(slash + 1 - part) : 0;
    parangon_buf_printf(&name, "%.*s_rels/%s.rels", (int)relations->folder_len, part,
                        part + relations->folder_len);
    enum parangon_code code = package_part(package, name.data, &bytes, err);
    if (code == PARANGON_OK)
        code = xml_walk(&bytes, &walk, err);
    if (code == PARANGON_REJECTED)
        parangon_error_prefix(err, code, "%s", name.data);
    parangon_buf_clear(&bytes);
    parangon_buf_clear(&name);
    return code == PARANGON_NOTHING ? PARANGON_OK : code;
}

void xlsx_relations_clear(struct xlsx_relations *relations)
{
    for (size_t i = 0; i < relations->count; i++) {
        free(relations->items[i].id);
        free(relations->items[i].type);
        free(relations->items[i].target);
    }
    free(relations->items);
    *relations = (struct xlsx_relations){0};
}

const struct xlsx_relation *xlsx_relation(const struct xlsx_relations *relations, const char *id)
{
    for (size_t i = 0; i < relations->count; i++) {
        if (strcmp(relations->items[i].id, id) == 0)
            return &relations->items[i];
    }
    return NULL;
}

bool xlsx_relation_is(const struct xlsx_relation *relation, const char *type)
{
    const char *slash = strrchr(relation->type, '/');

    return strcmp(slash ? slash + 1 : relation->type, type) == 0;
}

const struct xlsx_relation *xlsx_relation_of_type(const struct xlsx_relations *relations,
                                                  const char *type)
{
    for (size_t i = 0; i < relations->count; i++) {
        if (xlsx_relation_is(&relations->items[i], type))
            return &relations->items[i];
    }
    return NULL;
}
