/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any document as a text for an office suite: OpenDocument 1.3, with named styles to change. */
#include "output.h"

#include "about.h"
#include "markup.h"
#include "numbers.h"
#include "odt_body.h"
#include "odt_styles.h"
#include "words.h"
#include "zip.h"

#include <string.h>

static void make_content(const struct document *document, const struct output_settings *settings,
                         struct parangon_buf *out)
{
    struct parangon_buf body = {0}, styles = {0}, line = {0};

    odt_add_body(&body, &styles, document, settings);
    about_add_line(&line, &document->about, document->ui);
    parangon_buf_putc(&line, '\n');
    parangon_buf_puts(&line, about_rights(document->ui));
    odt_add_paragraph(&body, "Foot", line.data);
    parangon_buf_puts(out, ODT_XML
                      "<office:document-content" ODT_NAMES ">\n<office:automatic-styles>\n"
                      "<style:style style:name=\"Table\" style:family=\"table\">"
                      "<style:table-properties style:width=\"17cm\" table:align=\"margins\""
                      " fo:margin-top=\"0.2cm\" fo:margin-bottom=\"0.3cm\""
                      " table:border-model=\"collapsing\"/></style:style>\n"
                      "<style:style style:name=\"Head\" style:family=\"table-cell\">"
                      "<style:table-cell-properties fo:background-color=\"#eef2f6\""
                      " fo:padding=\"0.1cm\" fo:border=\"0.5pt solid #c8c8c8\"/></style:style>\n"
                      "<style:style style:name=\"Body\" style:family=\"table-cell\">"
                      "<style:table-cell-properties fo:padding=\"0.1cm\""
                      " fo:border=\"0.5pt solid #c8c8c8\"/></style:style>\n");
    parangon_buf_puts(out, parangon_buf_str(&styles));
    parangon_buf_puts(out, "</office:automatic-styles>\n<office:body><office:text>\n");
    parangon_buf_puts(out, parangon_buf_str(&body));
    parangon_buf_puts(out, "</office:text></office:body></office:document-content>\n");
    parangon_buf_clear(&body);
    parangon_buf_clear(&styles);
    parangon_buf_clear(&line);
}

static void make_meta(const struct document *document, struct parangon_buf *out)
{
    struct parangon_buf line = {0};

    about_add_line(&line, &document->about, document->ui);
    parangon_buf_puts(out, ODT_XML "<office:document-meta" ODT_NAMES "><office:meta>"
                                   "<meta:generator>Parangon/" PARANGON_VERSION "</meta:generator>"
                                   "<dc:title>");
    markup_add(out, document->title);
    parangon_buf_puts(out, "</dc:title><dc:description>");
    markup_add(out, parangon_buf_str(&line));
    parangon_buf_printf(out, "</dc:description><dc:language>%s</dc:language>",
                        document->ui == PARANGON_FR ? "fr-FR" : "en-GB");
    if (document->about.date) {
        parangon_buf_puts(out, "<meta:creation-date>");
        markup_add(out, document->about.date);
        parangon_buf_puts(out, "T00:00:00</meta:creation-date>");
    }
    parangon_buf_puts(out, "</office:meta></office:document-meta>\n");
    parangon_buf_clear(&line);
}

static void make_styles(const struct document *document, struct parangon_buf *out)
{
    struct parangon_buf foot = {0};

    parangon_buf_puts(&foot, "Parangon" WORDS_SEPARATOR);
    if (document->about.date) {
        number_add_date(&foot, document->about.date, document->ui);
        parangon_buf_puts(&foot, WORDS_SEPARATOR);
    }
    odt_add_styles(out, document->ui, foot.data);
    parangon_buf_clear(&foot);
}

static const char manifest[] =
    ODT_XML "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
            "\" manifest:version=\"1.3\">\n"
            "<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\""
            " manifest:media-type=\"" ODT_TYPE "\"/>\n"
            "<manifest:file-entry manifest:full-path=\"content.xml\""
            " manifest:media-type=\"text/xml\"/>\n"
            "<manifest:file-entry manifest:full-path=\"styles.xml\""
            " manifest:media-type=\"text/xml\"/>\n"
            "<manifest:file-entry manifest:full-path=\"meta.xml\""
            " manifest:media-type=\"text/xml\"/>\n"
            "</manifest:manifest>\n";

static enum parangon_code make_odt(const struct document *document,
                                   const struct output_settings *settings, struct parangon_buf *out,
                                   struct parangon_error *err)
{
    struct parangon_buf content = {0}, styles = {0}, meta = {0};
    struct zip zip;

    make_content(document, settings, &content);
    make_styles(document, &styles);
    make_meta(document, &meta);
    zip_init(&zip, out);
    zip_add(&zip, "mimetype", ODT_TYPE, strlen(ODT_TYPE), true);
    zip_add(&zip, "content.xml", content.data, content.len, false);
    zip_add(&zip, "styles.xml", styles.data, styles.len, false);
    zip_add(&zip, "meta.xml", meta.data, meta.len, false);
    zip_add(&zip, "META-INF/manifest.xml", manifest, strlen(manifest), false);
    parangon_buf_clear(&content);
    parangon_buf_clear(&styles);
    parangon_buf_clear(&meta);
    return zip_finish(&zip, err);
}

const struct output output_odt = {
    .name = "odt",
    .media_type = ODT_TYPE,
    .extension = ".odt",
    .binary = true,
    .make_file = make_odt,
};
