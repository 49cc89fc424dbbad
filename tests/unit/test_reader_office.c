/* SPDX-License-Identifier: GPL-2.0-or-later */
/* DOCX and ODT element by element. */
#include "office_made.h"

#define P(content) "<w:p>" content "</w:p>"
#define R(text) "<w:r><w:t xml:space='preserve'>" text "</w:t></w:r>"
#define B(text) "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space='preserve'>" text "</w:t></w:r>"
#define STYLED(style, text) P("<w:pPr><w:pStyle w:val='" style "'/></w:pPr>" R(text))

static void assert_text(const char *body, const char *expected)
{
    assert_gives("a.docx", docx_made(body, NULL, NULL), "text", expected);
}

static void paragraphs_are_lines_with_an_empty_one_between(void **state)
{
    (void)state;
    assert_text(P(R("Un ") R("mot,  puis") "<w:r><w:tab/></w:r>" R("deux.")) P("")
                    P(R(" Et la suite. ")),
                "Un mot, puis deux.\n\nEt la suite.");
}

static void a_broken_line_goes_on_before_a_small_letter(void **state)
{
    (void)state;
    assert_text(
        P(R("Une ligne") "<w:r><w:br/></w:r>" R("et sa suite") "<w:r><w:cr/></w:r>" R("Une autre")),
        "Une ligne et sa suite\n\nUne autre");
}

static const char french_styles[] =
    "<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val='fr-FR'/></w:rPr></w:rPrDefault>"
    "</w:docDefaults>"
    "<w:style w:type='paragraph' w:default='1' w:styleId='Normal'><w:name "
    "w:val='Normal'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='Titre'><w:name w:val='Titre'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='T1'><w:name w:val='Titre 1'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='T2'><w:name w:val='heading 2'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='Mien'><w:name w:val='Mon titre'/>"
    "<w:basedOn w:val='T2'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='Plat'><w:name w:val='Plat'/><w:basedOn w:val='T2'/>"
    "<w:pPr><w:outlineLvl w:val='9'/></w:pPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='Tour1'><w:name w:val='Tour'/>"
    "<w:basedOn w:val='Tour2'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='Tour2'><w:name w:val='Retour'/>"
    "<w:basedOn w:val='Tour1'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='Puce'><w:name w:val='Liste à puces'/><w:pPr><w:numPr>"
    "<w:numId w:val='3'/></w:numPr></w:pPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='TM1'><w:name w:val='toc 1'/></w:style>"
    "<w:style w:type='character' w:styleId='Fort'><w:name w:val='Strong'/><w:rPr><w:b/></w:rPr>"
    "</w:style>";

static void headings_are_told_by_their_style_and_its_bases(void **state)
{
    (void)state;
    assert_gives("a.docx",
                 docx_made(STYLED("Titre", "Le titre") STYLED("T1", "Un") STYLED("Mien", "Deux")
                               STYLED("Plat", "Plat") STYLED("Tour1", "Tour")
                                   P("<w:pPr><w:outlineLvl w:val='0'/></w:pPr>" R("Trois"))
                                       STYLED("TM1", "Un 3") STYLED("T1", "Quatre"),
                           french_styles, NULL),
                 "text", "## Un\n\n### Deux\n\nPlat\n\nTour\n\n## Trois\n\n## Quatre");
}

static void entries_of_lists_stand_together(void **state)
{
    (void)state;
    assert_gives("a.docx",
                 docx_made(P(R("Avant :")) STYLED("Puce", "un")
                               P("<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>" R("deux"))
                                   P("<w:pPr><w:pStyle w:val='Puce'/><w:numPr><w:numId w:val='0'/>"
                                     "</w:numPr></w:pPr>" R("Après.")),
                           french_styles, NULL),
                 "text", "Avant :\n\n- un\n- deux\n\nAprès.");
}

static void of_tracked_changes_the_last_state_is_read(void **state)
{
    (void)state;
    assert_text(
        P(R("Un projet ") "<w:del><w:r><w:delText>mort</w:delText></w:r></w:del>"
                          "<w:ins>" R(
                              "vivant") "</w:ins>"
                                        "<w:moveFrom>" R(
                                            " parti") "</w:moveFrom>"
                                                      "<w:moveTo>" R(
                                                          " venu") "</w:moveTo>") "<w:tbl><w:tr><w:"
                                                                                  "tc>" P(R(
                                                                                      "rest"
                                                                                      "é")) "</"
                                                                                            "w:tc><"
                                                                                            "/w:tr>"
                                                                                            "<w:tr>"
                                                                                            "<w:"
                                                                                            "trPr><"
                                                                                            "w:del/"
                                                                                            "></"
                                                                                            "w:"
                                                                                            "trPr>"
                                                                                            "<w:"
                                                                                            "tc>" P(R(
                                                                                                "ef"
                                                                                                "fa"
                                                                                                "c"
                                                                                                "é")) "</w:tc></w:tr></w:tbl>",
        "Un projet vivant venu\n\nresté");
}

static void a_text_box_is_read_once_behind_its_paragraph(void **state)
{
#define BOX "<w:txbxContent>" P(R("encadré")) "</w:txbxContent>"
    (void)state;
    assert_text(P(R("Autour") "<w:r><mc:AlternateContent><mc:Choice>" BOX "</mc:Choice>"
                              "<mc:Fallback>" BOX
                              "</mc:Fallback></mc:AlternateContent></w:r>" R(" de lui.")),
                "Autour de lui.\n\nencadré");
    assert_text(P("<w:r><mc:AlternateContent><mc:Fallback>" BOX "</mc:Fallback>"
                  "</mc:AlternateContent></w:r>"),
                "encadré");
#undef BOX
}

#define MARK(type) "<w:r><w:fldChar w:fldCharType='" type "'/></w:r>"

static void of_fields_the_result_is_read(void **state)
{
    (void)state;
    assert_text(P("<w:fldSimple w:instr='DATE'>" R("16 février") "</w:fldSimple> " MARK(
                    "begin") "<w:r><w:instrText>IF </w:instrText></w:r>" MARK("begin")
                      MARK("separate") R("code") MARK("end") MARK("separate") R(" 2021") MARK("end")
                          R(".")),
                "16 février 2021.");
    /* One that never ends takes its paragraph with it, not the rest. */
    assert_text(P(R("Avant") MARK("begin") R("perdu")) P(R("Après")), "Avant\n\nAprès");
}

static void hidden_letters_and_prompts_are_left_out(void **state)
{
    (void)state;
    assert_text(
        P(R("Vu") "<w:r><w:rPr><w:vanish/></w:rPr><w:t>caché</w:t></w:r>"
                  "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" R(
                      "Cliquez ici") "</w:sdtContent></w:sdt><w:sdt><w:sdtPr/"
                                     "><w:sdtContent>" R(
                                         " et lu") "</w:sdtContent></"
                                                   "w:sdt>") "<w:sdt><w:"
                                                             "sdtPr><w:"
                                                             "docPartObj><"
                                                             "w:"
                                                             "docPartGaller"
                                                             "y "
                                                             "w:val='Table "
                                                             "of "
                                                             "Contents'/>"
                                                             "</"
                                                             "w:docPartObj>"
                                                             "</"
                                                             "w:sdtPr><w:"
                                                             "sdtContent"
                                                             ">" P(R(
                                                                 "Un 3")) "</w:sdtContent></w:sdt>",
        "Vu et lu");
}

static void boxes_are_read_in_all_their_forms(void **state)
{
    (void)state;
    assert_text(
        P("<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='1'/></w14:checkbox></w:sdtPr>"
          "<w:sdtContent>" R("V") "</w:sdtContent></w:sdt>" R(
              " a ") "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox><w:default "
                     "w:val='1'/>"
                     "<w:checked w:val='0'/></w:checkBox></w:ffData></w:fldChar></w:r>" MARK("end")
                         R(" b ") "<w:r><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>" R(
                             " c ") "<w:r><w:rPr><w:rFonts "
                                    "w:ascii='Wingdings'/></w:rPr><w:t>o</w:t></w:r>" R(" d")),
        "☒ a ☐ b ☒ c ☐ d");
    assert_text(
        P(R("Choix : ") "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:ddList>"
                        "<w:result w:val='1'/><w:listEntry w:val='un'/><w:listEntry w:val='deux'/>"
                        "</w:ddList></w:ffData></w:fldChar></w:r>" MARK("end")),
        "Choix : deux");
}

/* Titles */

static const char plain_text[] =
    P(R("Une phrase assez longue pour n’être qu’un texte, avec un point."));

static void assert_title(const char *before, const char *property, const char *expected)
{
    struct parangon_buf body = {0};

    parangon_buf_printf(&body, "%s%s", before, plain_text);
    assert_gives("f/a.fr.docx", docx_made(body.data, french_styles, property), "title", expected);
    parangon_buf_clear(&body);
}

static void the_title_is_found_in_many_places(void **state)
{
    (void)state;
    assert_title(P(B("En gras")) STYLED("T1", "Un") STYLED("Titre", "Le"), "Un en gras", "Le");
    assert_title(STYLED("Titre", "Fiche") STYLED("Titre", "de Nancy"), NULL, "Fiche – de Nancy");
    assert_title(P(B("En gras")) STYLED("T1", "L’eau à Nancy"), "Eau, Nancy", "Eau, Nancy");
    assert_title(P(B("En gras")) STYLED("T1", "Un"), "Modèle de courrier 2015", "Un");
    assert_title(P(B("En gras")) STYLED("T1", "Document1"), "Document1", "Document1");
    assert_title(P(B("En gras")) STYLED("T1", "Un") STYLED("T1", "Deux"), NULL, "En gras");
    assert_title(P(R("Texte.")) P(B("En gras")), NULL, "En gras");
    assert_title("", NULL, "a");
}

static void the_title_is_not_repeated_in_the_text(void **state)
{
    (void)state;
    assert_gives("a.docx",
                 docx_made(P(B("L’eau à Nancy")) P(R("Un texte.")), NULL, "L'eau à Nancy"), "text",
                 "Un texte.");
    assert_gives("a.docx", docx_made(STYLED("Titre", "Seul"), french_styles, NULL), "text", "Seul");
}

/* Language */

#define FRENCH                                                                                     \
    "La ville et ses partenaires ont construit des écoles dans les quartiers de la ville. "
#define ENGLISH "The city and its partners have built schools in the districts of the old town. "

static void the_language_is_said_when_letters_and_words_agree(void **state)
{
    (void)state;
    assert_gives("a.docx", docx_made(P(R(FRENCH)), french_styles, NULL), "lang", "fr");
    assert_gives("a.docx", docx_made(P(R(ENGLISH)), french_styles, NULL), "lang", NULL);
    assert_gives("a.docx", docx_made(P(R(FRENCH)), NULL, NULL), "lang", NULL);
    assert_gives("a.docx",
                 docx_made(P(R(FRENCH) "<w:r><w:rPr><w:lang w:val='en-GB'/></w:rPr><w:t>" ENGLISH
                                       "</w:t></w:r>"),
                           french_styles, NULL),
                 "lang", NULL);
}

/* Limits */

static void what_has_no_text_is_said(void **state)
{
    (void)state;
    assert_refused("a.docx", docx_made(P(""), NULL, NULL),
                   "no text in it: if it holds pictures of pages, make a PDF of it and read that "
                   "one with --ocr");
}

static void a_bomb_of_entities_is_refused(void **state)
{
    (void)state;
    struct zip_made zip = zip_begin();
    zip_add_root(&zip);
    zip_add_text(&zip, "word/document.xml",
                 "<!DOCTYPE d [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>"
                 "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]><w:document xmlns:w='" WORD "'>"
                 "<w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>");
    assert_refused("a.docx", zip_end(&zip),
                   "word/document.xml: the XML declares a document type, which none of an office "
                   "document does: not read");
}

static void a_gigabyte_of_spaces_is_refused(void **state)
{
    (void)state;
    struct zip_made zip = zip_begin();
    zip_add_root(&zip);
    zip_add_spaces(&zip, "word/document.xml", (size_t)1 << 30);
    assert_refused("a.docx", zip_end(&zip),
                   "word/document.xml: larger than 64 MiB unpacked: not read");
}

static char *repeated(const char *text, size_t count)
{
    struct parangon_buf all = {0};

    while (count--)
        parangon_buf_puts(&all, text);
    return parangon_buf_take(&all);
}

static void tables_nested_a_hundred_thousand_times_are_refused(void **state)
{
    (void)state;
    char *docx = repeated("<w:tbl><w:tr><w:tc>", 100000);
    char *odt = repeated("<table:table><table:table-row><table:table-cell>", 100000);

    assert_refused("a.docx", docx_made(docx, NULL, NULL),
                   "word/document.xml: line 1: nested more than 256 levels deep");
    assert_refused("a.odt", odt_made(odt, NULL),
                   "content.xml: line 1: nested more than 256 levels deep");
    free(docx);
    free(odt);
}

static void tables_nested_as_deep_as_can_be_are_read(void **state)
{
    (void)state;
    struct parangon_buf body = {0};
    char *open = repeated("<w:tbl><w:tr><w:tc>", 80);
    char *close = repeated("</w:tc></w:tr></w:tbl>", 80);

    parangon_buf_printf(&body, "%s" P(R("au fond")) "%s", open, close);
    assert_text(body.data, "au fond");
    parangon_buf_clear(&body);
    free(open);
    free(close);
}

static void too_many_paragraphs_or_attributes_are_refused(void **state)
{
    (void)state;
    char *paragraphs = repeated("<w:p><w:r><w:t>a</w:t></w:r></w:p>", 600000);
    char *attributes = repeated("a='' ", 251);
    struct parangon_buf body = {0};

    assert_refused("a.docx", docx_made(paragraphs, NULL, NULL),
                   "word/document.xml: more than 1000000 paragraphs and cells: split it");
    parangon_buf_printf(&body, "<w:p %s/>", attributes);
    assert_refused("a.docx", docx_made(body.data, NULL, NULL),
                   "word/document.xml: an element with more than 250 attributes: not read");
    parangon_buf_clear(&body);
    free(paragraphs);
    free(attributes);
}

static void namespaces_nested_in_thousands_are_refused(void **state)
{
    (void)state;
    struct parangon_buf body = {0};

    for (int i = 0; i < 20; i++) {
        parangon_buf_puts(&body, "<w:del");
        for (int k = 0; k < 100; k++)
            parangon_buf_printf(&body, " xmlns:n%d='u'", k);
        parangon_buf_puts(&body, ">");
    }
    assert_refused("a.docx", docx_made(body.data, NULL, NULL),
                   "word/document.xml: more than 250 namespaces declared in one place: not read");
    parangon_buf_clear(&body);
}

static void another_kind_of_zip_is_said(void **state)
{
    (void)state;
    struct zip_made zip = zip_begin();
    zip_add_text(&zip, "a.txt", "a");
    assert_refused("a.docx", zip_end(&zip),
                   "a zip, but no office document: its name ends wrongly, or it is damaged");
    zip = zip_begin();
    zip_add_text(&zip, "a.txt", "a");
    assert_refused("a.odt", zip_end(&zip),
                   "a zip, but no OpenDocument: its name ends wrongly, or it is damaged");
}

/* OpenDocument */

#define TP(text) "<text:p>" text "</text:p>"

static void an_odt_gives_what_the_docx_gives(void **state)
{
    (void)state;
    assert_gives("a.odt",
                 odt_made("<text:tracked-changes><text:p>mort</text:p></text:tracked-changes>"
                          "<text:p text:style-name='P1'>Le titre</text:p>"
                          "<text:table-of-content><text:p>Un 3</text:p></text:table-of-content>"
                          "<text:h text:outline-level='1'>Un</text:h>"
                          "<text:p>Des<text:s text:c='2'/>mots<text:note><text:note-citation>1"
                          "</text:note-citation><text:note-body>" TP(
                              "La note.") "</text:note-body></text:note>"
                                          "<office:annotation>" TP(
                                              "commentaire") "</office:annotation> et"
                                                             "<text:span text:style-name='T1'> "
                                                             "cachés</text:span> "
                                                             "<text:placeholder>&lt;ville&gt;"
                                                             "</text:placeholder>d’autres.</text:p>"
                                                             "<text:list><text:list-item>" TP("un") "<text:list><text:list-item>" TP(
                                                                 "deux") "</text:list-item></"
                                                                         "text:list></"
                                                                         "text:list-item></"
                                                                         "text:list>"
                                                                         "<text:section "
                                                                         "text:display='none'>" TP(
                                                                             "caché") "</"
                                                                                      "text:"
                                                                                      "section>"
                                                                                      "<text:p><"
                                                                                      "draw:frame><"
                                                                                      "draw:text-"
                                                                                      "box>" TP(
                                                                                          "encadré") "</draw:text-box></draw:frame>"
                                                                                                     "</text:p>",
                          "<style:style style:name='P1' style:family='paragraph' "
                          "style:parent-style-name="
                          "'Title'/><style:style style:name='Title' style:family='paragraph'/>"
                          "<style:style style:name='T1' style:family='text'><style:text-properties "
                          "text:display='none'/></style:style>"),
                 "text", "## Un\n\nDes mots et d’autres.\n\n- un\n- deux\n\nencadré\n\nLa note.");
}

static void controls_of_a_form_show_their_values(void **state)
{
    (void)state;
    assert_gives("a.odt",
                 odt_made("<office:forms><form:form><form:checkbox form:id='c1' form:label='Eau' "
                          "form:current-state='checked'/><form:checkbox form:id='c2' "
                          "form:label='Air'/><form:text form:id='c3' form:current-value='Nancy'/>"
                          "<form:listbox form:id='c4'><form:option form:label='un'/><form:option "
                          "form:label='deux' form:current-selected='true'/></form:listbox>"
                          "</form:form></office:forms><text:p><draw:control draw:control='c1'/>"
                          "<draw:control draw:control='c2'/> ; <draw:control draw:control='c3'/>, "
                          "<draw:control draw:control='c4'/>.</text:p>",
                          NULL),
                 "text", "☒ Eau ☐ Air ; Nancy, deux.");
}

static void a_password_on_an_odt_is_said(void **state)
{
    (void)state;
    struct zip_made zip = zip_begin();
    zip_add_text(&zip, "META-INF/manifest.xml", "<manifest:encryption-data/>");
    zip_add_text(&zip, "content.xml", "\x01\x02");
    assert_refused("a.odt", zip_end(&zip), "protected by a password: save it without one");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paragraphs_are_lines_with_an_empty_one_between),
        cmocka_unit_test(a_broken_line_goes_on_before_a_small_letter),
        cmocka_unit_test(headings_are_told_by_their_style_and_its_bases),
        cmocka_unit_test(entries_of_lists_stand_together),
        cmocka_unit_test(of_tracked_changes_the_last_state_is_read),
        cmocka_unit_test(a_text_box_is_read_once_behind_its_paragraph),
        cmocka_unit_test(of_fields_the_result_is_read),
        cmocka_unit_test(hidden_letters_and_prompts_are_left_out),
        cmocka_unit_test(boxes_are_read_in_all_their_forms),
        cmocka_unit_test(the_title_is_found_in_many_places),
        cmocka_unit_test(the_title_is_not_repeated_in_the_text),
        cmocka_unit_test(the_language_is_said_when_letters_and_words_agree),
        cmocka_unit_test(what_has_no_text_is_said),
        cmocka_unit_test(a_bomb_of_entities_is_refused),
        cmocka_unit_test(a_gigabyte_of_spaces_is_refused),
        cmocka_unit_test(tables_nested_a_hundred_thousand_times_are_refused),
        cmocka_unit_test(tables_nested_as_deep_as_can_be_are_read),
        cmocka_unit_test(too_many_paragraphs_or_attributes_are_refused),
        cmocka_unit_test(namespaces_nested_in_thousands_are_refused),
        cmocka_unit_test(another_kind_of_zip_is_said),
        cmocka_unit_test(an_odt_gives_what_the_docx_gives),
        cmocka_unit_test(controls_of_a_form_show_their_values),
        cmocka_unit_test(a_password_on_an_odt_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
