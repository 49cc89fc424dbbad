/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "reader_run.h"

static const char *const samples[] = {"montclair.html",
                                      "val-fleuri.html",
                                      "bourg-sur-mer.htm",
                                      "northport.html",
                                      "collectivites.html",
                                      "rivebelle.html",
                                      "levant.html",
                                      "fiche-libreoffice.html",
                                      "pandoc.html",
                                      "pandoc4.htm",
                                      NULL};

/* Long enough to be taken for text. */
#define PROSE "La ville échange chaque année des agents avec une ville partenaire, depuis 2015."

static void assert_text(const char *page, const char *text)
{
    struct run run = run_text("a.html", page);

    assert_string_equal(run_field(&run, "text"), text);
    run_clear(&run);
}

static void assert_title(const char *page, const char *title)
{
    struct run run = run_text("a/page.fr.html", page);

    assert_string_equal(run_field(&run, "title"), title);
    run_clear(&run);
}

static void assert_field(const char *page, const char *key, const char *value)
{
    struct run run = run_text("a.html", page);

    assert_string_equal(run_field(&run, key), value);
    run_clear(&run);
}

static void assert_form(const char *page, const char *form)
{
    struct run run = run_text("a.html", page);

    run_field(&run, "text");
    char *given = cJSON_PrintUnformatted(cJSON_GetObjectItemCaseSensitive(run.versions[0], "form"));
    assert_string_equal(given ? given : "", form);
    cJSON_free(given);
    run_clear(&run);
}

static void assert_fails(const char *name, const char *bytes, size_t len, const char *message)
{
    struct run run = run_bytes(name, bytes, len);

    assert_int_equal(run.code, PARANGON_REJECTED);
    assert_string_equal(run.err.message, message);
    assert_int_equal(run.count, 0);
    run_clear(&run);
}

static void the_main_text_of_pages_is_whole_and_alone(void **state)
{
    (void)state;
    for (const char *const *name = samples; *name; name++)
        run_assert_sample("html", *name);
}

static void blocks_become_lines_with_their_signs(void **state)
{
    (void)state;
    assert_text(
        "<h2>Un  titre</h2><p>Un\n<b>mot</b>et&nbsp;<i>un</i> "
        "autre.<p>Deux<ul><li>un<li><p>deux</p>"
        "<p>suite</p><ul><li>trois</ul></ul><h4>Fin</h4><pre>a  b\n c</pre>",
        "## Un titre\n\nUn motet\xC2\xA0un autre.\n\nDeux\n\n- un\n- deux\nsuite\n- trois\n\n"
        "### Fin\n\na b\nc");
    assert_text(
        "<p>une<br>deux</p><p>&nbsp;</p><ul><li></li></ul><h3></h3><p>l\xC2\xADong\xE2\x80\x8B</p>",
        "une\ndeux\n\nlong");
}

static void entities_and_characters_of_windows_are_letters(void **state)
{
    (void)state;
    assert_text(
        "<p>l&rsquo;&eacute;t&#233; &#x2013; &#150; 5&nbsp;&euro; &lt;b&gt; & &nosuch; 1 < 2</p>",
        "l’été – – 5\xC2\xA0€ <b> & &nosuch; 1 < 2");
}

static void scripts_comments_and_hidden_parts_are_left_out(void **state)
{
    (void)state;
    assert_text("<script>if (a < b) document.write('<p>non</p>')</script><!-- <p>non</p> "
                "--><style>p{}</style>"
                "<noscript><p>non</p></noscript><p hidden>non</p><p style='display: none'>non</p>"
                "<p aria-hidden=true>non</p><svg><text>non</text></svg><select><option>non</select>"
                "<template><p>non</template><iframe>non</iframe><button>non</button><p>oui</p>"
                "<script>var never = 'closed';<p>non",
                "oui");
}

static void boilerplate_with_no_name_is_told_by_its_links(void **state)
{
    (void)state;
    assert_text("<div><div><a href=a>Accueil du site</a> <a href=b>Les services de la ville</a> <a "
                "href=c>Contact</a>"
                "</div><div><p>" PROSE "</p><p>" PROSE "</p></div></div>",
                PROSE "\n\n" PROSE);
}

static void an_action_line_and_related_pages_are_left_out(void **state)
{
    (void)state;
    assert_text(
        "<main><p>" PROSE
        "</p><p>Partager cette page</p><p><a href=#>Haut de page</a></p><h2>À lire aussi</h2>"
        "<ul><li><a href=a>Autre</a></ul><h2>Suite</h2><p>Voir le <a "
        "href=b>rapport</a>.</p></main>",
        PROSE "\n\n## Suite\n\nVoir le rapport.");
}

static void words_of_boilerplate_in_real_sections_are_kept(void **state)
{
    (void)state;
    assert_text("<body class='has-menu no-sidebar'><section id='le-partage-de-l-eau'><h2>Le "
                "partage de l'eau</h2><p>" PROSE "</p></section><section class='page-with-footer' "
                "id='cookies-et-brownies-a-la-cantine'><p>" PROSE "</p></section></body>",
                "## Le partage de l'eau\n\n" PROSE "\n\n" PROSE);
}

static void blocks_of_page_builders_keep_their_headings(void **state)
{
    (void)state;
    assert_text("<div class='elementor-widget elementor-widget-heading'><h2>L'eau</h2></div><div "
                "class='elementor-widget elementor-widget-text-editor'><p>" PROSE "</p></div>"
                "<div class='elementor-share-buttons share'><a href=f>Facebook</a></div>",
                "## L'eau\n\n" PROSE);
}

static void a_page_that_is_all_boilerplate_is_read_as_it_is(void **state)
{
    (void)state;
    assert_text("<div class=footer><p>Un texte</p></div>", "Un texte");
    assert_text("<nav><p>Un texte dans un menu, seul sur la page.</p></nav>",
                "Un texte dans un menu, seul sur la page.");
}

static void the_title_is_the_heading_or_the_bare_title(void **state)
{
    (void)state;
    assert_title("<title>A | Ville de B</title><h1>Le titre</h1><p>x", "Le titre");
    assert_title("<title>L'eau à Brest | Environnement | Ville de B</title><p>x", "L'eau à Brest");
    assert_title("<title>Ville de B - L'eau à Brest</title><p>x", "L'eau à Brest");
    assert_title("<title>Brest - Kiel</title><p>x", "Brest - Kiel");
    assert_title("<title>Brest - Kiel - brest.fr</title><p>x", "Brest - Kiel");
    assert_title("<meta property=og:title content='L&#39;eau'><title>Non</title><p>x", "L'eau");
    assert_title("<meta property=og:site_name content='B.'><h1>B.</h1><title>Eau – B.</title><p>x",
                 "Eau");
    assert_title("<title>L'eau - Le livre</title><h1>Le livre</h1><main><h2>Un</h2><p>" PROSE
                 "</p></main>",
                 "L'eau");
    assert_title("<h1>L'eau <button>Copier</button><a href=#eau>§</a></h1><p>x", "L'eau");
    assert_title("<p>x", "page");
    assert_title("<script type='application/ld+json'>{\"@type\":\"WebPage\",\"name\":\"De "
                 "JSON\"}</script><p>x",
                 "De JSON");
    assert_title("<script type='application/ld+json'>{\"@type\":\"WebPage\",\"name\":\"De "
                 "JSON\"</script><p>x",
                 "page");
}

static void the_language_is_what_the_page_says_unless_its_words_differ(void **state)
{
    (void)state;
    assert_field("<html lang=fr-FR><p>" PROSE, "lang", "fr");
    assert_field("<html lang=en><p>" PROSE, "lang", "");
    assert_field("<meta http-equiv=content-language content=fr><p>" PROSE, "lang", "fr");
    assert_field("<meta property=og:locale content=fr_FR><p>" PROSE, "lang", "fr");
    assert_field("<html lang='{{lang}}'><p>" PROSE, "lang", "");
}

static void a_description_of_the_text_is_the_summary_and_a_slogan_is_not(void **state)
{
    (void)state;
    assert_field(
        "<meta name=description content='Des agents échangés avec une ville partenaire.'><p>" PROSE,
        "summary", "Des agents échangés avec une ville partenaire.");
    assert_field("<meta name=description content='Bienvenue sur le portail officiel : actualités, "
                 "agenda'><p>" PROSE,
                 "summary", "");
}

static void only_web_addresses_are_kept_as_the_source(void **state)
{
    (void)state;
    struct run run = run_text("a.html", "<link rel=canonical href=' https://b.example/a'>"
                                        "<link rel=canonical href=javascript:x><p>x");
    assert_null(cJSON_GetObjectItem(run.versions[0], "source"));
    run_clear(&run);
    run = run_text("a.html", "<link rel=canonical href='https://b.example/a?b=1&amp;c=2'><p>x");
    assert_string_equal(parangon_json_text(cJSON_GetObjectItem(run.versions[0], "source"), "url"),
                        "https://b.example/a?b=1&c=2");
    run_clear(&run);
}

static void a_sheet_gives_labels_and_values_and_a_table_rows(void **state)
{
    (void)state;
    assert_form("<table><tr><td>Intitulé :<td>Eau<tr><td><b>Budget *</b><td>10 "
                "<b>€</b><tr><td>Villes<td><ul><li>A<li>B</ul>"
                "</table>",
                "{\"Intitulé\":\"Eau\",\"Budget\":\"10 €\",\"Villes\":[\"A\",\"B\"]}");
    assert_text("<table><tr><th>Année<th>Budget<th>Ville<tr><td>2020<td>10<td>A<tr><td>2021<td><td>"
                "B</table>",
                "Année | Budget | Ville\n2020 | 10 | A\n2021 | | B");
    assert_form("<table><tr><th>Année<th>Budget<tr><td>2020<td>10<tr><td>2021<td>12</table>", "");
    assert_form("<dl><dt>Durée :<dd>Un an<dt>Public<dd>Enfants</dl>",
                "{\"Durée\":\"Un an\",\"Public\":\"Enfants\"}");
    assert_form("<table><tr><th>A<td>1<tr><th>A<td>2</table>", "{\"A\":[\"1\",\"2\"]}");
}

static void the_encoding_is_told_by_mark_name_and_bytes(void **state)
{
    (void)state;
    assert_text("<meta charset=iso-8859-1><p>\xE9t\xE9 \x80", "été €");
    assert_text("<p>\xE9t\xE9", "été");
    assert_text("<meta charset=iso-8859-1><p>été", "été"); /* it says so, and is not */
    assert_text("<meta http-equiv=content-type content='text/html; charset=koi8-r'><p>\xC4\xC1",
                "да");
    assert_text("\xEF\xBB\xBF<meta charset=koi8-r><p>été", "été");
    assert_text("<meta charset=utf-8><p>Déjà, été, à Évry, \xE9.",
                "Déjà, été, à Évry, \xEF\xBF\xBD.");
    struct run run = run_bytes("a.html", "\xFF\xFE<\0p\0>\0\xE9\0", 10);
    assert_string_equal(run_field(&run, "text"), "é");
    run_clear(&run);
}

static void what_is_no_page_is_rejected_with_what_to_do(void **state)
{
    (void)state;
    assert_fails("a.html", "", 0, "empty");
    assert_fails("a.html", " \r\n", 3, "empty");
    assert_fails("a.html", "%PDF-1.5\n", 9, "a PDF, not a page: name it .pdf");
    assert_fails("a.html", "<div id=app></div><script src=a.js></script>", 44,
                 "a page without text: if a program in it makes the text, save it from a browser "
                 "once it is shown");
}

static void repeat(struct parangon_buf *page, const char *text, size_t count)
{
    for (size_t i = 0; i < count; i++)
        parangon_buf_puts(page, text);
}

/* Each would take minutes or hours if any step were quadratic; the test as a whole has a limit. */
static void hostile_pages_take_a_bounded_time(void **state)
{
    static const char *const parts[] = {
        "<div>",       "<table><tr><td>", "<i><p></x>",   "<svg><title>", "</p></i>",
        "<ul><li><a>", "<dl><dt>a<dd>",   "<h2>Partager", "&amp;&#0;",    "<!--x--!><",
        "<p a='\">",   "<a href=#>x</a>", "<b ",          "<td><th>",     NULL};

    (void)state;
    for (const char *const *part = parts; *part; part++) {
        struct parangon_buf page = {0};

        repeat(&page, *part, 30000);
        parangon_buf_puts(&page, "<p>" PROSE);
        run_assert_survives("a.html", &page);
        parangon_buf_clear(&page);
    }
}

static void deep_nesting_loses_no_text(void **state)
{
    struct parangon_buf page = {0};

    (void)state;
    repeat(&page, "<div>", 100000);
    parangon_buf_puts(&page, "<p>" PROSE "</p>");
    repeat(&page, "</div>", 100000);
    parangon_buf_puts(&page, "<p>" PROSE "</p>");
    assert_text(page.data, PROSE "\n\n" PROSE);
    parangon_buf_clear(&page);
}

static void a_million_attributes_are_no_trouble(void **state)
{
    struct parangon_buf page = {0};

    (void)state;
    parangon_buf_puts(&page, "<p ");
    for (int i = 0; i < 1000000; i++)
        parangon_buf_printf(&page, "a%d ", i);
    parangon_buf_puts(&page, ">" PROSE);
    assert_text(page.data, PROSE);
    parangon_buf_clear(&page);
}

static void text_without_any_tag_is_kept_however_long(void **state)
{
    struct parangon_buf page = {0};

    (void)state;
    repeat(&page, "mot ", (size_t)3 << 20);
    struct run run = run_bytes("a.html", page.data, page.len);
    assert_int_equal(strlen(run_field(&run, "text")), page.len - 1);
    run_clear(&run);
    parangon_buf_clear(&page);
}

static void damaged_pages_give_text_or_a_message(void **state)
{
    (void)state;
    for (const char *const *name = samples; *name; name++)
        run_assert_survives_damage("html", *name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_main_text_of_pages_is_whole_and_alone),
        cmocka_unit_test(blocks_become_lines_with_their_signs),
        cmocka_unit_test(entities_and_characters_of_windows_are_letters),
        cmocka_unit_test(scripts_comments_and_hidden_parts_are_left_out),
        cmocka_unit_test(boilerplate_with_no_name_is_told_by_its_links),
        cmocka_unit_test(an_action_line_and_related_pages_are_left_out),
        cmocka_unit_test(words_of_boilerplate_in_real_sections_are_kept),
        cmocka_unit_test(blocks_of_page_builders_keep_their_headings),
        cmocka_unit_test(a_page_that_is_all_boilerplate_is_read_as_it_is),
        cmocka_unit_test(the_title_is_the_heading_or_the_bare_title),
        cmocka_unit_test(the_language_is_what_the_page_says_unless_its_words_differ),
        cmocka_unit_test(a_description_of_the_text_is_the_summary_and_a_slogan_is_not),
        cmocka_unit_test(only_web_addresses_are_kept_as_the_source),
        cmocka_unit_test(a_sheet_gives_labels_and_values_and_a_table_rows),
        cmocka_unit_test(the_encoding_is_told_by_mark_name_and_bytes),
        cmocka_unit_test(what_is_no_page_is_rejected_with_what_to_do),
        cmocka_unit_test(hostile_pages_take_a_bounded_time),
        cmocka_unit_test(deep_nesting_loses_no_text),
        cmocka_unit_test(a_million_attributes_are_no_trouble),
        cmocka_unit_test(text_without_any_tag_is_kept_however_long),
        cmocka_unit_test(damaged_pages_give_text_or_a_message),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
