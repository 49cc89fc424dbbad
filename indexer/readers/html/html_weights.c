/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "html_weights.h"

#include "html_names.h"

#include "parangon/memory.h"

#include <stdlib.h>
#include <string.h>

enum {
    PROSE_MIN = 40 /* characters of a paragraph: longer than menu entries, buttons and captions */
};

struct slot {
    struct html_weight weight; /* first: a node points to it */
    size_t own, own_linked;    /* text that belongs to this paragraph and to none inside of it */
    size_t parent, block;      /* slots */
    bool link, is_block, heading;
};

struct html_weights {
    struct slot *slots;
    size_t count;
};

static size_t count_elements(xmlNode *top)
{
    size_t count = 0;

    for (xmlNode *node = top; node; node = html_next(top, node))
        count += node->type == XML_ELEMENT_NODE;
    return count;
}

static size_t count_characters(const char *text)
{
    size_t count = 0;

    for (; *text; text++)
        count += (unsigned char)*text > ' ' && ((unsigned char)*text & 0xC0) != 0x80;
    return count;
}

static bool is_core(const xmlNode *node)
{
    return html_is(node, "main") || html_is(node, "article") || html_is(node, "h1") ||
           strcmp(html_attribute(node, "role"), "main") == 0;
}

static void add_element(struct html_weights *weights, xmlNode *node, size_t parent)
{
    size_t at = weights->count++;
    struct slot *slot = &weights->slots[at], *above = &weights->slots[parent];
    unsigned kind = html_node_kind(node);
    bool link = html_is(node, "a") && *html_attribute(node, "href");

    slot->parent = parent;
    slot->is_block = at == 0 || kind & HTML_BLOCK;
    slot->block = slot->is_block ? at : above->block;
    slot->link = link || above->link;
    slot->heading = (kind & HTML_HEADING) || (above->heading && parent != at);
    slot->weight.links = link;
    slot->weight.anchors = link && html_attribute(node, "href")[0] == '#';
    slot->weight.controls = (kind & HTML_CONTROL) != 0;
    slot->weight.cores = is_core(node);
    node->_private = slot;
}

static void add_text(struct html_weights *weights, const xmlNode *node, struct slot *slot)
{
    size_t count = count_characters((const char *)node->content);
    struct slot *block = &weights->slots[slot->block];

    slot->weight.text += count;
    block->own += count;
    if (slot->link) {
        slot->weight.linked += count;
        block->own_linked += count;
    }
}

static void add_up(struct html_weight *to, const struct html_weight *from)
{
    to->text += from->text;
    to->linked += from->linked;
    to->prose += from->prose;
    to->links += from->links;
    to->anchors += from->anchors;
    to->controls += from->controls;
    to->cores += from->cores;
}

/* In the order of the page, whatever stands below an element comes after it. */
static void sum_up(struct html_weights *weights)
{
    for (size_t i = 0; i < weights->count; i++) {
        struct slot *slot = &weights->slots[i];

        if (slot->own >= PROSE_MIN && !slot->heading && slot->own_linked * 2 <= slot->own)
            slot->weight.prose = slot->own;
    }
    for (size_t i = weights->count; i-- > 1;)
        add_up(&weights->slots[weights->slots[i].parent].weight, &weights->slots[i].weight);
}

struct html_weights *html_weights_new(xmlNode *top)
{
    struct html_weights *weights = parangon_calloc(1, sizeof *weights);

    weights->slots = parangon_calloc(count_elements(top), sizeof *weights->slots);
    for (xmlNode *node = top; node; node = html_next(top, node)) {
        struct slot *parent = node == top ? weights->slots : node->parent->_private;

        if (node->type == XML_ELEMENT_NODE)
            add_element(weights, node, (size_t)(parent - weights->slots));
        else if (node->type == XML_TEXT_NODE && node->content)
            add_text(weights, node, parent);
    }
    sum_up(weights);
    return weights;
}

void html_weights_free(struct html_weights *weights)
{
    if (!weights)
        return;
    free(weights->slots);
    free(weights);
}

const struct html_weight *html_weight(const xmlNode *node)
{
    return node->_private;
}

bool html_is_linked(const struct html_weight *weight, unsigned percent)
{
    return weight->linked * 100 > weight->text * percent;
}
