/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "html_names.h"

#include <string.h>
#include <strings.h>

struct element {
    const char *name;
    unsigned kind;
};

/* https://html.spec.whatwg.org/multipage/syntax.html for ends and void elements. */
static const struct element elements[] = {
    {"p", HTML_OPTIONAL_END | HTML_BLOCK},
    {"div", HTML_BLOCK | HTML_CONTAINER},
    {"li", HTML_OPTIONAL_END | HTML_BLOCK},
    {"br", HTML_VOID},
    {"img", HTML_VOID},
    {"td", HTML_OPTIONAL_END | HTML_BLOCK | HTML_TABLE | HTML_CONTAINER},
    {"tr", HTML_OPTIONAL_END | HTML_BLOCK | HTML_TABLE | HTML_CONTAINER},
    {"th", HTML_OPTIONAL_END | HTML_BLOCK | HTML_TABLE},
    {"table", HTML_BLOCK | HTML_TABLE | HTML_CONTAINER},
    {"tbody", HTML_OPTIONAL_END | HTML_BLOCK | HTML_TABLE | HTML_CONTAINER},
    {"thead", HTML_OPTIONAL_END | HTML_BLOCK | HTML_TABLE},
    {"tfoot", HTML_OPTIONAL_END | HTML_BLOCK | HTML_TABLE},
    {"caption", HTML_BLOCK},
    {"colgroup", HTML_OPTIONAL_END},
    {"ul", HTML_BLOCK},
    {"ol", HTML_BLOCK},
    {"menu", HTML_BLOCK},
    {"dl", HTML_BLOCK},
    {"dt", HTML_OPTIONAL_END | HTML_BLOCK},
    {"dd", HTML_OPTIONAL_END | HTML_BLOCK},
    {"h1", HTML_BLOCK | HTML_HEADING},
    {"h2", HTML_BLOCK | HTML_HEADING},
    {"h3", HTML_BLOCK | HTML_HEADING},
    {"h4", HTML_BLOCK | HTML_HEADING},
    {"h5", HTML_BLOCK | HTML_HEADING},
    {"h6", HTML_BLOCK | HTML_HEADING},
    {"section", HTML_BLOCK | HTML_CONTAINER},
    {"article", HTML_BLOCK | HTML_CONTAINER},
    {"main", HTML_BLOCK | HTML_CONTAINER},
    {"header", HTML_BLOCK},
    {"footer", HTML_BLOCK},
    {"nav", HTML_BLOCK},
    {"aside", HTML_BLOCK},
    {"hgroup", HTML_BLOCK},
    {"form", HTML_BLOCK | HTML_CONTAINER},
    {"fieldset", HTML_BLOCK | HTML_CONTAINER},
    {"center", HTML_BLOCK | HTML_CONTAINER},
    {"blockquote", HTML_BLOCK},
    {"pre", HTML_BLOCK},
    {"figure", HTML_BLOCK},
    {"figcaption", HTML_BLOCK},
    {"address", HTML_BLOCK},
    {"details", HTML_BLOCK},
    {"summary", HTML_BLOCK},
    {"dialog", HTML_BLOCK},
    {"body", HTML_BLOCK | HTML_CONTAINER},
    {"html", HTML_BLOCK},
    {"head", HTML_BLOCK},
    {"title", HTML_BLOCK},
    {"hr", HTML_VOID | HTML_BLOCK},
    {"option", HTML_OPTIONAL_END | HTML_CONTROL},
    {"optgroup", HTML_OPTIONAL_END | HTML_CONTROL},
    {"button", HTML_CONTROL},
    {"label", 0},
    {"input", HTML_VOID | HTML_EMPTY},
    {"meter", HTML_CONTROL},
    {"progress", HTML_CONTROL},
    {"area", HTML_VOID | HTML_EMPTY},
    {"base", HTML_VOID | HTML_EMPTY},
    {"col", HTML_VOID | HTML_EMPTY},
    {"embed", HTML_VOID | HTML_EMPTY},
    {"link", HTML_VOID},
    {"meta", HTML_VOID},
    {"param", HTML_VOID | HTML_EMPTY},
    {"source", HTML_VOID | HTML_EMPTY},
    {"track", HTML_VOID | HTML_EMPTY},
    {"wbr", HTML_VOID | HTML_EMPTY},
};

unsigned html_kind(const char *name, size_t len)
{
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
        if (len && elements[i].name[0] != (name[0] | 0x20)) /* most, at once */
            continue;
        if (strncasecmp(elements[i].name, name, len) == 0 && elements[i].name[len] == '\0')
            return elements[i].kind;
    }
    return 0;
}
