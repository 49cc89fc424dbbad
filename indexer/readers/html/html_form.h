/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_HTML_FORM_H
#define INDEXER_READERS_HTML_FORM_H

/* Labels and their values, as a form sheet has them. */

#include "html_tree.h"
#include "readers/markup.h"

#include <cjson/cJSON.h>

enum {
    HTML_LABEL_MAX = 100 /* bytes; a label is a few words */
};

/* The label that an element holds: one line without the ":" or "*" at its end; NULL when what it
   holds is empty or too long for a label. Yours to free. */
char *html_label(const xmlNode *node);

/* Writes "label : value" and puts it into `form`, unless that is NULL or full. */
void html_write_value(const char *label, xmlNode *value, struct markup *markup, cJSON *form);

#endif
