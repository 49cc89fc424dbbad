/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_XML_H
#define INDEXER_READERS_XML_H

/*
 * A walk through the XML of an office document, element by element, without a tree.
 *
 * Elements and attributes are called by a prefix of ours and their name ("w:p", "text:h"),
 * whatever prefix the document gives to the namespace; the table is in xml.c. A name without a
 * namespace stands alone ("val"). No entity is expanded, no other file is opened, and depth and
 * numbers of attributes are limited. All in one thread.
 */

#include "parangon/error.h"
#include "parangon/memory.h"

struct xml;

struct xml_element {
    const char *name;
    /* Either may be NULL. `close` is not called for what was skipped. */
    void (*open)(void *context, struct xml *xml);
    void (*close)(void *context, struct xml *xml);
};

struct xml_walk {
    const struct xml_element *elements; /* the last one has no name; others are walked through */
    /* Text between tags, in UTF-8, a piece at a time. */
    void (*text)(void *context, const char *text, size_t len);
    void *context;
};

/* PARANGON_REJECTED with the line when the XML is malformed or beyond the limits; what was called
   before has been called then. */
enum parangon_code xml_walk(const struct parangon_buf *bytes, const struct xml_walk *walk,
                            struct parangon_error *err);

/* For use in `open`: */

/* The attribute's value, or NULL; borrowed until the next call. */
const char *xml_attribute(struct xml *xml, const char *name);
/* Leaves out what is in the element. */
void xml_skip(struct xml *xml);

/* How deep the element stands, the same when it opens and when it closes; at most XML_DEPTH_MAX. */
#define XML_DEPTH_MAX 256
size_t xml_depth(const struct xml *xml);

/* Ends the walk with an error of the caller's: xml_walk returns `why->code` and the message. */
void xml_stop(struct xml *xml, const struct parangon_error *why);

#endif
