/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "document_page.h"

#include "output/document.h"
#include "output/html.h"

void document_page_open(struct call *call, enum section section, enum answer_kind kind,
                        const cJSON *answer, void (*before)(struct call *call))
{
    const struct output_settings settings = frame_settings(call);
    struct document document;

    output_document(kind, answer, &settings, &document);
    const struct page_head head = {.title = document.title, .section = section};

    frame_open(call, &head);
    if (before)
        before(call);
    html_add_document(&document, &settings, &call->body);
    document_clear(&document);
}

void document_page_add_exports(struct call *call, enum page_string label)
{
    static const char *const exports[][2] = {{"/export.csv", "CSV"},
                                             {"/export.xlsx", "Excel"},
                                             {"/export.odt", "ODT"},
                                             {"/export.html", "HTML"},
                                             {"/export.md", "Markdown"}};
    const char *before = call->path;

    html_add(&call->body, "<p class=\"exports\">%s", page_string(label, call_language(call)));
    for (size_t i = 0; i < sizeof exports / sizeof *exports; i++) {
        struct address address;

        address_of(call, &address);
        address.path = exports[i][0];
        address_set(&address, "of", before[1] ? before + 1 : NULL);
        html_add(&call->body, "%r<a href=\"%s\">%s</a>", i ? ", " : " ", address_print(&address),
                 exports[i][1]);
    }
    html_add(&call->body, "</p>\n");
}
