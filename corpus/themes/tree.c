/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The tree of expressions, and what single words must be to fit into it. */
#include "spotter.h"

#include <string.h>

/* A map key: the bytes of a node's number, then the word. */
struct edge {
    char bytes[sizeof(uint32_t) + PARANGON_FORM_MAX + 8];
    size_t len;
};

/* False for a word longer than any that the analysis gives. */
static bool make_edge(struct edge *edge, uint32_t node, const char *word)
{
    size_t len = strlen(word);

    if (len > sizeof edge->bytes - sizeof node)
        return false;
    memcpy(edge->bytes, &node, sizeof node);
    memcpy(edge->bytes + sizeof node, word, len);
    edge->len = sizeof node + len;
    return true;
}

uint32_t spotter_node_add(struct parangon_spotter *spotter)
{
    if (spotter->node_count == spotter->node_cap) {
        spotter->node_cap = spotter->node_cap ? spotter->node_cap * 2 : 1024;
        spotter->nodes =
            parangon_realloc(spotter->nodes, spotter->node_cap, sizeof *spotter->nodes);
    }
    spotter->nodes[spotter->node_count] = NO_EXPRESSION;
    return (uint32_t)spotter->node_count++;
}

uint32_t spotter_edge_grow(struct parangon_spotter *spotter, uint32_t node, const char *word)
{
    struct edge edge;

    if (!make_edge(&edge, node, word))
        return node; /* never: words of terms are cut as those of texts */
    size_t next = parangon_map_put(&spotter->edges, edge.bytes, edge.len, spotter->node_count);
    return next == spotter->node_count ? spotter_node_add(spotter) : (uint32_t)next;
}

size_t spotter_edge_follow(const struct parangon_spotter *spotter, uint32_t node, const char *word)
{
    struct edge edge;

    if (!make_edge(&edge, node, word))
        return PARANGON_MAP_NONE;
    return parangon_map_get(&spotter->edges, edge.bytes, edge.len);
}

static bool is_same(const struct expression *a, const struct expression *b)
{
    if (a->concept != b->concept || a->capital != b->capital)
        return false;
    return a->form == b->form || (a->form && b->form && strcmp(a->form, b->form) == 0);
}

void spotter_expression_add(struct parangon_spotter *spotter, uint32_t node,
                            struct expression expression)
{
    uint32_t *link = &spotter->nodes[node];

    for (; *link != NO_EXPRESSION; link = &spotter->expressions[*link].next) {
        struct expression *other = &spotter->expressions[*link];

        if (!is_same(other, &expression))
            continue;
        if (other->strength < expression.strength) {
            other->strength = expression.strength;
            other->term = expression.term;
        }
        return;
    }
    *link = (uint32_t)spotter->expression_count;
    expression.next = NO_EXPRESSION;
    if (spotter->expression_count == spotter->expression_cap) {
        /* `link` may point into the old block and is not used below. */
        spotter->expression_cap = spotter->expression_cap ? spotter->expression_cap * 2 : 1024;
        spotter->expressions = parangon_realloc(spotter->expressions, spotter->expression_cap,
                                                sizeof *spotter->expressions);
    }
    spotter->expressions[spotter->expression_count++] = expression;
}

/* ---- What words are ---- */

bool word_is_code(const char *form, bool capitalised, bool acronym)
{
    size_t digits = 0, len = strlen(form);

    for (size_t i = 0; i < len; i++)
        digits += form[i] >= '0' && form[i] <= '9';
    return acronym || (capitalised && digits && len - digits == 1);
}

bool word_follows_code(const char *form, bool capitalised)
{
    return (capitalised && !form[1]) || (form[0] >= '0' && form[0] <= '9');
}

bool word_is_grammar(enum parangon_lang lang, const char *form, bool stop)
{
    if (stop || lang == PARANGON_OTHER)
        return stop;
    return strcmp(form, lang == PARANGON_FR ? "entre" : "us") == 0;
}

static bool is_plural(const char *form, size_t len, const char *other)
{
    const char *ending = other + len;

    return strncmp(form, other, len) == 0 &&
           (strcmp(ending, "s") == 0 || strcmp(ending, "x") == 0 || strcmp(ending, "es") == 0);
}

bool word_is_inflected(const char *form, const char *other)
{
    return strcmp(form, other) == 0 || is_plural(form, strlen(form), other) ||
           is_plural(other, strlen(other), form);
}

bool word_is_akin(const char *form, const char *other)
{
    enum {
        ENOUGH = 5
    };
    size_t common = 0;

    if (strlen(form) < ENOUGH || strlen(other) < ENOUGH)
        return word_is_inflected(form, other);
    while (form[common] && form[common] == other[common])
        common++;
    return common + 1 >= ENOUGH;
}
