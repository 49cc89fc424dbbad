/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "odt_styles.h"

#include "export_strings.h"
#include "markup.h"

#include <string.h>

#define BLUE "#1f4e79"
#define GREY "#555555"

enum {
    HEADINGS = 6,
    LIST_LEVELS = 5
};

/* Styles by their names, so that a person changes them all at once. */
static const struct {
    const char *name; /* a space in it is written _20_ */
    const char *parent;
    const char *paragraph, *words; /* properties; a style without `paragraph` is of words */
} styles[] = {
    {"Standard", NULL, "fo:margin-bottom=\"0.1cm\" fo:line-height=\"115%\"", ""},
    {"Title", "Standard",
     "fo:margin-bottom=\"0.3cm\" fo:padding-bottom=\"0.1cm\" fo:border-top=\"none\" "
     "fo:border-left=\"none\" fo:border-right=\"none\" fo:border-bottom=\"1.5pt solid " BLUE "\" "
     "fo:keep-with-next=\"always\"",
     "fo:font-size=\"17pt\" fo:font-weight=\"bold\""},
    {"Caption", "Standard",
     "fo:margin-top=\"0.3cm\" fo:margin-bottom=\"0.1cm\" fo:keep-with-next=\"always\"",
     "fo:font-weight=\"bold\""},
    {"Cell", "Standard", "fo:margin-bottom=\"0cm\"", "fo:font-size=\"9pt\""},
    {"Cell_20_number", "Cell", "fo:text-align=\"end\"", ""},
    {"Cell_20_head", "Cell", "fo:margin-bottom=\"0cm\"", "fo:font-weight=\"bold\""},
    {"Number_20_head", "Cell_20_head", "fo:text-align=\"end\"", ""},
    {"Foot", "Standard",
     "fo:margin-top=\"0.4cm\" fo:padding-top=\"0.1cm\" fo:border-top=\"0.5pt solid #c8c8c8\"",
     "fo:font-size=\"8pt\" fo:color=\"" GREY "\""},
    {"Footer", "Standard", "fo:text-align=\"end\"", "fo:font-size=\"8pt\" fo:color=\"" GREY "\""},
    {"Strong", NULL, NULL, "fo:font-weight=\"bold\""},
    {"Faint", NULL, NULL, "fo:color=\"" GREY "\""},
    {"Id", NULL, NULL,
     "fo:color=\"" GREY "\" fo:font-size=\"8pt\" fo:font-weight=\"normal\" "
     "style:font-name=\"Liberation Mono\" fo:language=\"zxx\" fo:country=\"none\""},
    {"Missing", NULL, NULL, "fo:color=\"" GREY "\" fo:font-style=\"italic\""},
    {"In_20_fr", NULL, NULL, "fo:language=\"fr\" fo:country=\"FR\""},
    {"In_20_en", NULL, NULL, "fo:language=\"en\" fo:country=\"GB\""},
    {"Internet_20_link", NULL, NULL, "fo:color=\"" BLUE "\""},
};

static void add_shown(struct parangon_buf *out, const char *name)
{
    const char *space = strstr(name, "_20_");

    parangon_buf_add(out, name, space ? (size_t)(space - name) : strlen(name));
    if (space)
        parangon_buf_printf(out, " %s", space + strlen("_20_"));
}

static void add_styles(struct parangon_buf *out)
{
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
        parangon_buf_printf(out, "<style:style style:name=\"%s\" style:display-name=\"",
                            styles[i].name);
        add_shown(out, styles[i].name);
        parangon_buf_printf(out, "\" style:family=\"%s\"",
                            styles[i].paragraph ? "paragraph" : "text");
        if (styles[i].parent)
            parangon_buf_printf(out, " style:parent-style-name=\"%s\"", styles[i].parent);
        parangon_buf_putc(out, '>');
        if (styles[i].paragraph)
            parangon_buf_printf(out, "<style:paragraph-properties %s/>", styles[i].paragraph);
        parangon_buf_printf(out, "<style:text-properties %s/></style:style>\n", styles[i].words);
    }
}

static void add_headings(struct parangon_buf *out)
{
    for (int level = 1; level <= HEADINGS; level++)
        parangon_buf_printf(
            out,
            "<style:style style:name=\"Heading_20_%d\" style:display-name=\"Heading %d\" "
            "style:family=\"paragraph\" style:parent-style-name=\"Standard\" "
            "style:next-style-name=\"Standard\" style:default-outline-level=\"%d\">"
            "<style:paragraph-properties fo:margin-top=\"0.35cm\" fo:margin-bottom=\"0.08cm\" "
            "fo:keep-with-next=\"always\"/><style:text-properties fo:font-size=\"%dpt\" "
            "fo:font-weight=\"bold\" fo:color=\"" BLUE "\"/></style:style>\n",
            level, level, level, level < 3 ? 13 - level : 10);
}

static void add_lists(struct parangon_buf *out)
{
    parangon_buf_puts(out, "<text:list-style style:name=\"Points\">\n");
    for (int level = 1; level <= LIST_LEVELS; level++)
        parangon_buf_printf(
            out,
            "<text:list-level-style-bullet text:level=\"%d\" text:bullet-char=\"\xE2\x80\x93\">"
            "<style:list-level-properties "
            "text:list-level-position-and-space-mode=\"label-alignment\">"
            "<style:list-level-label-alignment text:label-followed-by=\"listtab\" "
            "fo:margin-left=\"%dmm\" fo:text-indent=\"-5mm\"/></style:list-level-properties>"
            "</text:list-level-style-bullet>\n",
            level, 6 * level);
    parangon_buf_puts(out, "</text:list-style>\n");
}

static void add_page(struct parangon_buf *out, enum parangon_lang ui, const char *foot)
{
    parangon_buf_puts(out, "<office:automatic-styles><style:page-layout style:name=\"A4\">"
                           "<style:page-layout-properties fo:page-width=\"21cm\" "
                           "fo:page-height=\"29.7cm\" fo:margin=\"2cm\"/>"
                           "<style:footer-style><style:header-footer-properties "
                           "fo:min-height=\"0.6cm\" fo:margin-top=\"0.3cm\"/>"
                           "</style:footer-style></style:page-layout></office:automatic-styles>\n"
                           "<office:master-styles><style:master-page style:name=\"Standard\" "
                           "style:page-layout-name=\"A4\">"
                           "<style:footer><text:p text:style-name=\"Footer\">");
    markup_add(out, foot);
    parangon_buf_printf(out, "%s ", export_string(EXPORT_PAGE_OF, ui));
    parangon_buf_puts(out, "<text:page-number text:select-page=\"current\">1</text:page-number>/"
                           "<text:page-count>1</text:page-count></text:p></style:footer>"
                           "</style:master-page></office:master-styles>\n");
}

void odt_add_styles(struct parangon_buf *out, enum parangon_lang ui, const char *foot)
{
    bool french = ui == PARANGON_FR;

    parangon_buf_puts(out,
                      ODT_XML "<office:document-styles" ODT_NAMES ">\n<office:font-face-decls>"
                              "<style:font-face style:name=\"Liberation Mono\" "
                              "svg:font-family=\"'Liberation Mono'\"/>"
                              "<style:font-face style:name=\"Liberation Sans\" "
                              "svg:font-family=\"'Liberation Sans'\"/></office:font-face-decls>\n"
                              "<office:styles>\n<style:default-style style:family=\"paragraph\">"
                              "<style:text-properties style:font-name=\"Liberation Sans\" "
                              "fo:font-size=\"10pt\"");
    parangon_buf_printf(out, " fo:language=\"%s\" fo:country=\"%s\"/></style:default-style>\n",
                        french ? "fr" : "en", french ? "FR" : "GB");
    add_styles(out);
    add_headings(out);
    add_lists(out);
    parangon_buf_puts(out, "</office:styles>\n");
    add_page(out, ui, foot);
    parangon_buf_puts(out, "</office:document-styles>\n");
}
