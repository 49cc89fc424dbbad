/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is filled in: controls of forms, whose values stand apart from their places in the text. */
#include "odf_walk.h"

#include "office_boxes.h"

#include <stdlib.h>
#include <string.h>

enum {
    CONTROLS_MAX = 10000
};

static bool is_true(const char *value)
{
    return value && strcmp(value, "true") == 0;
}

/* Content controls as LibreOffice writes them since 7.4. */
void odf_open_content_control(void *context, struct xml *xml)
{
    struct odf_walk *walk = context;

    if (is_true(xml_attribute(xml, "loext:showing-place-holder"))) {
        xml_skip(xml);
    } else if (is_true(xml_attribute(xml, "loext:checkbox"))) {
        odf_put(walk, is_true(xml_attribute(xml, "loext:checked")) ? OFFICE_BOX_CHECKED
                                                                   : OFFICE_BOX_EMPTY);
        xml_skip(xml);
    }
}

static char *control_id(struct odf_walk *walk, struct xml *xml)
{
    const char *id = xml_attribute(xml, "form:id");

    return parangon_arena_strdup(walk->office->arena, id ? id : "");
}

/* Remembers what the control shows: `text`, in the arena. */
static void remember(struct odf_walk *walk, const char *id, const char *text)
{
    if (!*id || walk->shown_count == CONTROLS_MAX)
        return;
    if (!walk->shown)
        walk->shown = parangon_calloc(CONTROLS_MAX, sizeof *walk->shown);
    if (parangon_map_put(&walk->controls, id, strlen(id), walk->shown_count) == walk->shown_count)
        walk->shown[walk->shown_count++] = text;
}

void odf_open_form_box(void *context, struct xml *xml)
{
    struct odf_walk *walk = context;
    const char *id = control_id(walk, xml);
    const char *state = xml_attribute(xml, "form:current-state");
    bool checked = state ? strcmp(state, "checked") == 0
                         : is_true(xml_attribute(xml, "form:current-selected"));
    const char *label = xml_attribute(xml, "form:label");

    remember(walk, id,
             parangon_arena_printf(walk->office->arena, "%s %s ",
                                   checked ? OFFICE_BOX_CHECKED : OFFICE_BOX_EMPTY,
                                   label ? label : ""));
}

void odf_open_form_text(void *context, struct xml *xml)
{
    struct odf_walk *walk = context;
    const char *id = control_id(walk, xml);
    const char *value = xml_attribute(xml, "form:current-value");

    if (!value)
        value = xml_attribute(xml, "form:value");
    remember(walk, id, parangon_arena_strdup(walk->office->arena, value ? value : ""));
}

void odf_open_form_list(void *context, struct xml *xml)
{
    struct odf_walk *walk = context;

    walk->list_id = control_id(walk, xml);
}

void odf_open_form_option(void *context, struct xml *xml)
{
    struct odf_walk *walk = context;
    bool selected = is_true(xml_attribute(xml, "form:current-selected"));
    const char *label = xml_attribute(xml, "form:label");

    if (selected && label && walk->list_id)
        remember(walk, walk->list_id, parangon_arena_strdup(walk->office->arena, label));
}

void odf_open_control(void *context, struct xml *xml)
{
    struct odf_walk *walk = context;
    const char *id = xml_attribute(xml, "draw:control");
    size_t at = id ? parangon_map_get(&walk->controls, id, strlen(id)) : PARANGON_MAP_NONE;

    if (at < walk->shown_count)
        odf_put(walk, walk->shown[at]);
    xml_skip(xml);
}

void odf_forms_clear(struct odf_walk *walk)
{
    parangon_map_clear(&walk->controls);
    free(walk->shown);
}
