/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Presentations of PowerPoint (ECMA-376, ISO/IEC 29500). */
#include "ooxml.h"
#include "pptx_slide.h"
#include "readers/reader.h"
#include "readers/xml.h"

#include <stdlib.h>
#include <string.h>

enum {
    SLIDES_MAX = 2000
};

struct pptx {
    struct package *package;
    struct office office;
    struct office_properties properties;
    const char *slides[SLIDES_MAX]; /* ids of relations, in the order in which they are shown */
    size_t count;
};

static void open_slide_id(void *context, struct xml *xml)
{
    struct pptx *pptx = context;
    const char *id = xml_attribute(xml, "r:id");

    if (id && pptx->count < SLIDES_MAX)
        pptx->slides[pptx->count++] = parangon_arena_strdup(pptx->office.arena, id);
}

static const struct xml_element elements[] = {
    {"p:sldId", open_slide_id, NULL},
    {NULL, NULL, NULL},
};

/* Reads a slide or a diagram, or the list of slides when there is none yet. */
static enum parangon_code read_part(struct pptx *pptx, const char *part, bool is_list, bool first,
                                    struct parangon_error *err)
{
    struct parangon_buf bytes = {0};
    const struct xml_walk walk = {elements, NULL, pptx};
    enum parangon_code code = package_part(pptx->package, part, &bytes, err);

    if (code == PARANGON_OK) {
        code = is_list ? xml_walk(&bytes, &walk, err)
                       : pptx_slide_read(&pptx->office, &bytes, first, err);
        if (code != PARANGON_OK)
            code = parangon_error_prefix(err, code, "%s", part);
    }
    parangon_buf_clear(&bytes);
    return code == PARANGON_NOTHING ? PARANGON_OK : code;
}

static enum parangon_code read_slide(struct pptx *pptx, const char *part, bool first,
                                     struct parangon_error *err)
{
    struct parangon_arena *arena = parangon_arena_new();
    struct ooxml_relations relations = {0};
    enum parangon_code code = read_part(pptx, part, false, first, err);

    if (code == PARANGON_OK)
        code = ooxml_relations(pptx->package, part, arena, &relations, err);
    for (size_t i = 0; code == PARANGON_OK && i < relations.count; i++) {
        if (strcmp(relations.items[i].kind, "diagramData") == 0)
            code = read_part(pptx, relations.items[i].target, false, false, err);
    }
    parangon_arena_free(arena);
    return code;
}

static enum parangon_code read_slides(struct pptx *pptx, struct parangon_error *err)
{
    struct ooxml_relations relations;
    const char *main_part;
    enum parangon_code code =
        ooxml_main_part(pptx->package, pptx->office.arena, &main_part, &pptx->properties, err);

    if (code == PARANGON_OK)
        code = ooxml_relations(pptx->package, main_part, pptx->office.arena, &relations, err);
    if (code == PARANGON_OK)
        code = read_part(pptx, main_part, true, false, err);
    for (size_t i = 0; code == PARANGON_OK && i < pptx->count; i++) {
        const char *slide = ooxml_target(&relations, NULL, pptx->slides[i]);

        if (slide)
            code = read_slide(pptx, slide, i == 0, err);
    }
    return code;
}

static enum parangon_code read_pptx(const struct reader_source *source,
                                    const struct reader_sink *sink, struct parangon_error *err)
{
    struct pptx *pptx = parangon_calloc(1, sizeof *pptx);
    cJSON *version = NULL;
    enum parangon_code code = package_open(source->stream, &pptx->package, err);

    if (code == PARANGON_OK) {
        office_init(&pptx->office);
        code = read_slides(pptx, err);
        if (code == PARANGON_OK)
            code =
                office_version_make(&pptx->office, &pptx->properties, source->name, &version, err);
        office_clear(&pptx->office);
        package_close(pptx->package);
    }
    free(pptx);
    return code == PARANGON_OK ? sink->take(sink->context, version, 0, err) : code;
}

static const char *const extensions[] = {"pptx", "pptm", "ppsx", NULL};

const struct reader reader_pptx = {"pptx", extensions, read_pptx};
