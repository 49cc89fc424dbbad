/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_HTML_TEXT_H
#define INDEXER_READERS_HTML_TEXT_H

/* The tree of a page, or a part of it, as the text of a record. */

#include "html_tree.h"
#include "readers/markup.h"

#include <cjson/cJSON.h>

/* Writes all that stands below `top`. `form` takes what the tables of labels and values say; NULL
   inside of such a value. */
void html_write(xmlNode *top, struct markup *markup, cJSON *form);

/* Writes a table that holds data; false, and nothing written, when it only puts parts of the page
   side by side. */
bool html_write_table(xmlNode *table, struct markup *markup, cJSON *form);

/* Writes a list of terms and descriptions; false, and nothing written, when these are no labels
   and values. */
bool html_write_terms(xmlNode *list, struct markup *markup, cJSON *form);

#endif
