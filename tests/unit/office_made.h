/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TESTS_UNIT_OFFICE_MADE_H
#define TESTS_UNIT_OFFICE_MADE_H

/* Office documents made by tests of their XML, and what a reader gives for them. */

#include "readers/reader.h"
#include "zip_made.h"

#include "parangon/json.h"
#include "parangon/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

struct read_document {
    enum parangon_code code;
    struct parangon_error err;
    cJSON *version;
    size_t count;
};

static inline enum parangon_code take_document(void *context, cJSON *version, size_t line,
                                               struct parangon_error *err)
{
    struct read_document *read = context;

    (void)err;
    assert_int_equal(line, 0);
    cJSON_Delete(read->version);
    read->version = version;
    read->count++;
    return PARANGON_OK;
}

static inline void reject_document(void *context, size_t line, const struct parangon_error *why)
{
    (void)context;
    (void)line;
    fail_msg("left out: %s", why->message);
}

/* Reads the stream as a file of this name, and closes it. */
static inline struct read_document read_document(const char *name, FILE *stream)
{
    struct read_document read = {.err.code = PARANGON_OK};
    const struct reader *reader = reader_for(name);
    const struct reader_source source = {.name = name, .stream = stream};
    const struct reader_sink sink = {
        .context = &read, .take = take_document, .reject = reject_document};

    assert_non_null(reader);
    read.code = reader->read(&source, &sink, &read.err);
    fclose(stream);
    return read;
}

#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define WORD "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

static inline void zip_add_root(struct zip_made *zip)
{
    zip_add_text(zip, "_rels/.rels",
                 "<Relationships xmlns='" PACKAGE "relationships'><Relationship Id='a' "
                 "Target='word/document.xml' Type='" OFFICE "officeDocument'/><Relationship Id='b' "
                 "Target='docProps/core.xml' Type='" PACKAGE
                 "relationships/metadata/core-properties'/></Relationships>");
    zip_add_text(zip, "word/_rels/document.xml.rels",
                 "<Relationships xmlns='" PACKAGE "relationships'><Relationship Id='a' "
                 "Target='styles.xml' Type='" OFFICE "styles'/></Relationships>");
}

/* A DOCX of the content of its body, its styles (NULL for none) and its title (the same). */
static inline FILE *docx_made(const char *body, const char *styles, const char *title)
{
    struct zip_made zip = zip_begin();
    struct parangon_buf part = {0};

    zip_add_root(&zip);
    parangon_buf_printf(&part,
                        "<w:document xmlns:w='" WORD "' "
                        "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' "
                        "xmlns:w14='http://schemas.microsoft.com/office/word/2010/wordml'>"
                        "<w:body>%s</w:body></w:document>",
                        body);
    zip_add_text(&zip, "word/document.xml", part.data);
    parangon_buf_reset(&part);
    parangon_buf_printf(&part, "<w:styles xmlns:w='" WORD "'>%s</w:styles>", styles ? styles : "");
    zip_add_text(&zip, "word/styles.xml", part.data);
    parangon_buf_reset(&part);
    parangon_buf_printf(&part,
                        "<c:coreProperties xmlns:c='" PACKAGE "metadata/core-properties' "
                        "xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>%s</dc:title>"
                        "</c:coreProperties>",
                        title ? title : "");
    zip_add_text(&zip, "docProps/core.xml", part.data);
    parangon_buf_clear(&part);
    return zip_end(&zip);
}

#define ODF(part, content)                                                                         \
    "<office:document-" part " "                                                                   \
    "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "                             \
    "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' "                                 \
    "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' "                               \
    "xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' "                              \
    "xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' "                               \
    "xmlns:form='urn:oasis:names:tc:opendocument:xmlns:form:1.0' "                                 \
    "xmlns:fo='urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0'>" content              \
    "</office:document-" part ">"

/* An ODT of the content of its office:text and its automatic styles. */
static inline FILE *odt_made(const char *body, const char *styles)
{
    struct zip_made zip = zip_begin();
    struct parangon_buf part = {0};

    parangon_buf_printf(&part,
                        ODF("content", "<office:automatic-styles>%s</office:automatic-styles>"
                                       "<office:body><office:text>%s</office:text></office:body>"),
                        styles ? styles : "", body);
    zip_add_text(&zip, "content.xml", part.data);
    parangon_buf_clear(&part);
    return zip_end(&zip);
}

static inline void assert_member(const cJSON *version, const char *key, const char *expected)
{
    const cJSON *member = cJSON_GetObjectItemCaseSensitive(version, key);
    char *printed = member && !cJSON_IsString(member) ? cJSON_PrintUnformatted(member) : NULL;

    if (!expected) {
        assert_null(member);
        return;
    }
    assert_non_null(member);
    assert_string_equal(printed ? printed : member->valuestring, expected);
    cJSON_free(printed);
}

/* Reads a document without a failure and compares a member; NULL when it must not be there. */
static inline void assert_gives(const char *name, FILE *stream, const char *key,
                                const char *expected)
{
    struct read_document read = read_document(name, stream);

    if (read.code != PARANGON_OK)
        fail_msg("%s: %s", name, read.err.message);
    assert_int_equal(read.count, 1);
    assert_member(read.version, key, expected);
    cJSON_Delete(read.version);
}

static inline void assert_refused(const char *name, FILE *stream, const char *message)
{
    struct read_document read = read_document(name, stream);

    assert_int_equal(read.code, PARANGON_REJECTED);
    assert_string_equal(read.err.message, message);
    assert_int_equal(read.count, 0);
}

#endif
