/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "xml.h"

#include <libxml/xmlreader.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum {
    NAME_MAX_BYTES = 64,
    /* Real elements have a few dozen; looking for equal ones takes time by the square of these. */
    ATTRIBUTES_MAX = 250,
    /* In force at a time; each element looks through them. */
    DECLARATIONS_MAX = 250
};

struct xml {
    xmlTextReaderPtr reader;
    struct parangon_map elements;
    bool skip;         /* the element that was just opened */
    size_t skipped_at; /* depth of the element that is left out, while `skipping` */
    bool skipping;
    unsigned declarations[XML_DEPTH_MAX + 1]; /* of namespaces, down to each depth */
    bool stopped;
    struct parangon_error why;
    const xmlChar *uri; /* the last namespace seen, which the reader keeps, and our prefix for it */
    const char *prefix;
};

/* Both families of OOXML, transitional and strict (ISO/IEC 29500), and OpenDocument 1.0 to 1.3. */
static const struct {
    const char *uri;
    const char *prefix;
} namespaces[] = {
    {"http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"},
    {"http://purl.oclc.org/ooxml/wordprocessingml/main", "w"},
    {"http://schemas.openxmlformats.org/drawingml/2006/main", "a"},
    {"http://purl.oclc.org/ooxml/drawingml/main", "a"},
    {"http://schemas.openxmlformats.org/presentationml/2006/main", "p"},
    {"http://purl.oclc.org/ooxml/presentationml/main", "p"},
    {"http://schemas.openxmlformats.org/spreadsheetml/2006/main", "x"},
    {"http://purl.oclc.org/ooxml/spreadsheetml/main", "x"},
    {"http://schemas.openxmlformats.org/officeDocument/2006/relationships", "r"},
    {"http://purl.oclc.org/ooxml/officeDocument/relationships", "r"},
    {"http://schemas.openxmlformats.org/officeDocument/2006/math", "m"},
    {"http://purl.oclc.org/ooxml/officeDocument/math", "m"},
    {"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties", "ep"},
    {"http://purl.oclc.org/ooxml/officeDocument/extendedProperties", "ep"},
    {"http://schemas.openxmlformats.org/package/2006/relationships", "rel"},
    {"http://schemas.openxmlformats.org/package/2006/content-types", "ct"},
    {"http://schemas.openxmlformats.org/package/2006/metadata/core-properties", "cp"},
    {"http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"},
    {"http://schemas.microsoft.com/office/word/2010/wordml", "w14"},
    {"http://purl.org/dc/elements/1.1/", "dc"},
    {"http://www.w3.org/1999/xlink", "xlink"},
    {"urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office"},
    {"urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text"},
    {"urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table"},
    {"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw"},
    {"urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style"},
    {"urn:oasis:names:tc:opendocument:xmlns:form:1.0", "form"},
    {"urn:oasis:names:tc:opendocument:xmlns:meta:1.0", "meta"},
    {"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0", "number"},
    {"urn:oasis:names:tc:opendocument:xmlns:presentation:1.0", "presentation"},
    {"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0", "fo"},
    {"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0", "svg"},
    {"urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0", "loext"},
};

static const char *prefix_of(const xmlChar *uri)
{
    for (size_t i = 0; i < sizeof namespaces / sizeof *namespaces; i++) {
        if (strcmp((const char *)uri, namespaces[i].uri) == 0)
            return namespaces[i].prefix;
    }
    return "?";
}

/* Our name of the node on which the reader stands; cut when too long to be one of ours. */
static void node_name(struct xml *xml, char name[NAME_MAX_BYTES])
{
    const xmlChar *uri = xmlTextReaderConstNamespaceUri(xml->reader);
    const xmlChar *local = xmlTextReaderConstLocalName(xml->reader);

    if (uri && uri != xml->uri) {
        xml->prefix = prefix_of(uri);
        xml->uri = uri;
    }
    snprintf(name, NAME_MAX_BYTES, "%s%s%s", uri ? xml->prefix : "", uri ? ":" : "",
             local ? (const char *)local : "");
}

const char *xml_attribute(struct xml *xml, const char *name)
{
    char found[NAME_MAX_BYTES];
    const char *value = NULL;

    while (!value && xmlTextReaderMoveToNextAttribute(xml->reader) == 1) {
        node_name(xml, found);
        if (strcmp(found, name) == 0)
            value = (const char *)xmlTextReaderConstValue(xml->reader);
    }
    xmlTextReaderMoveToElement(xml->reader);
    return value;
}

void xml_skip(struct xml *xml)
{
    xml->skip = true;
}

size_t xml_depth(const struct xml *xml)
{
    int depth = xmlTextReaderDepth(xml->reader);

    return depth < 0 ? 0 : depth > XML_DEPTH_MAX ? XML_DEPTH_MAX : (size_t)depth;
}

void xml_stop(struct xml *xml, const struct parangon_error *why)
{
    if (!xml->stopped)
        xml->why = *why;
    xml->stopped = true;
}

/* The first problem counts; the ones behind it follow from it. */
static void on_error(void *context, xmlErrorPtr error)
{
    struct xml *xml = context;
    struct parangon_error why;

    if (xml->stopped || error->level < XML_ERR_ERROR)
        return;
    if (error->domain == XML_FROM_NAMESPACE)
        return;
    if (error->message && strstr(error->message, "Excessive depth"))
        parangon_error_set(&why, PARANGON_REJECTED, "line %d: nested more than %d levels deep",
                           error->line, XML_DEPTH_MAX);
    else
        parangon_error_set(&why, PARANGON_REJECTED,
                           "line %d: malformed XML: open the document in an office program and "
                           "save it again",
                           error->line);
    xml_stop(xml, &why);
}

/* What libxml2 would take long over, or expand, is refused before it sees the bytes. Documents of
   office programs are in UTF-8 and have no document type. */
static enum parangon_code check_bytes(const struct parangon_buf *bytes, struct parangon_error *err)
{
    const char *text = parangon_buf_str(bytes);
    size_t equals = 0;

    if (bytes->len != strlen(text))
        return parangon_error_set(err, PARANGON_REJECTED, "a NUL byte: not XML in UTF-8");
    if (strstr(text, "<!DOCTYPE"))
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "the XML declares a document type, which none of an office "
                                  "document does: not read");
    for (; *text; text++) {
        if (*text == '<')
            equals = 0;
        else if (*text == '=' && (text[1] == '"' || text[1] == '\'') && ++equals > ATTRIBUTES_MAX)
            return parangon_error_set(err, PARANGON_REJECTED,
                                      "an element with more than %d attributes: not read",
                                      ATTRIBUTES_MAX);
    }
    return PARANGON_OK;
}

static const struct xml_element *element_here(struct xml *xml, const struct xml_walk *walk)
{
    char name[NAME_MAX_BYTES];

    node_name(xml, name);
    size_t at = parangon_map_get(&xml->elements, name, strlen(name));
    return at == PARANGON_MAP_NONE ? NULL : &walk->elements[at];
}

/* Stops when more namespaces are in force than any office program declares. */
static void count_declarations(struct xml *xml)
{
    const xmlNode *node = xmlTextReaderCurrentNode(xml->reader);
    size_t depth = xml_depth(xml);
    unsigned count = depth ? xml->declarations[depth - 1] : 0;
    struct parangon_error why;

    for (const xmlNs *ns = node ? node->nsDef : NULL; ns; ns = ns->next)
        count++;
    xml->declarations[depth] = count;
    if (count <= DECLARATIONS_MAX)
        return;
    parangon_error_set(&why, PARANGON_REJECTED,
                       "more than %d namespaces declared in one place: not read", DECLARATIONS_MAX);
    xml_stop(xml, &why);
}

static void open_element(struct xml *xml, const struct xml_walk *walk)
{
    const struct xml_element *element = xml->skipping ? NULL : element_here(xml, walk);
    bool empty = xmlTextReaderIsEmptyElement(xml->reader) == 1;

    if (!element)
        return;
    xml->skip = false;
    if (element->open)
        element->open(walk->context, xml);
    if (xml->skip) {
        xml->skipping = !empty;
        xml->skipped_at = xml_depth(xml);
    } else if (empty && element->close) {
        element->close(walk->context, xml);
    }
}

static void close_element(struct xml *xml, const struct xml_walk *walk)
{
    const struct xml_element *element;

    if (xml->skipping) {
        xml->skipping = xml_depth(xml) != xml->skipped_at;
        return;
    }
    element = element_here(xml, walk);
    if (element && element->close)
        element->close(walk->context, xml);
}

static void take_text(struct xml *xml, const struct xml_walk *walk)
{
    const char *text = (const char *)xmlTextReaderConstValue(xml->reader);

    if (text && walk->text && !xml->skipping)
        walk->text(walk->context, text, strlen(text));
}

static void take_node(struct xml *xml, const struct xml_walk *walk)
{
    switch (xmlTextReaderNodeType(xml->reader)) {
    case XML_READER_TYPE_ELEMENT:
        count_declarations(xml);
        open_element(xml, walk);
        break;
    case XML_READER_TYPE_END_ELEMENT: close_element(xml, walk); break;
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_WHITESPACE:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE: take_text(xml, walk); break;
    default: break;
    }
}

static bool advance(struct xml *xml)
{
    int status = xmlTextReaderRead(xml->reader);
    struct parangon_error why;

    if (status < 0 && !xml->stopped) {
        parangon_error_set(&why, PARANGON_REJECTED, "the XML cannot be read");
        xml_stop(xml, &why);
    }
    return status == 1 && !xml->stopped;
}

enum parangon_code xml_walk(const struct parangon_buf *bytes, const struct xml_walk *walk,
                            struct parangon_error *err)
{
    struct xml xml = {0};
    enum parangon_code code = check_bytes(bytes, err);

    if (code != PARANGON_OK)
        return code;
    xml.reader = xmlReaderForMemory(parangon_buf_str(bytes), (int)bytes->len, NULL, "UTF-8",
                                    XML_PARSE_NONET | XML_PARSE_COMPACT);
    if (!xml.reader)
        return parangon_error_set(err, PARANGON_REJECTED, "the XML cannot be read");
    xmlTextReaderSetStructuredErrorHandler(xml.reader, on_error, &xml);
    for (size_t i = 0; walk->elements[i].name; i++)
        parangon_map_put(&xml.elements, walk->elements[i].name, strlen(walk->elements[i].name), i);
    while (advance(&xml))
        take_node(&xml, walk);
    xmlFreeTextReader(xml.reader);
    parangon_map_clear(&xml.elements);
    if (xml.stopped)
        return parangon_error_set(err, xml.why.code, "%s", xml.why.message);
    return PARANGON_OK;
}
