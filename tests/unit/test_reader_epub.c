/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "reader_run.h"

#include "zip_made.h"

static const char *const samples[] = {"1-pct-eau.fr.epub", "100-villes-resilientes.en.epub",
                                      "guide.epub", NULL};

static const char container[] =
    "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles><rootfile "
    "full-path='a/b/book.opf'/></rootfiles></container>";

static void add(struct zip_made *zip, const char *name, const char *text)
{
    zip_add(zip, name, text, strlen(text));
}

static struct run run_zip(struct zip_made *zip)
{
    struct run run = {.code = PARANGON_OK};
    FILE *stream = zip_end(zip);
    const struct reader_source source = {.name = "un-livre.epub", .stream = stream};
    const struct reader_sink sink = {.context = &run, .take = run_take, .reject = run_reject};

    run.code = reader_for("a.epub")->read(&source, &sink, &run.err);
    fclose(stream);
    return run;
}

static void a_book_is_one_text_in_the_order_of_its_chapters(void **state)
{
    (void)state;
    for (const char *const *name = samples; *name; name++)
        run_assert_sample("epub", *name);
}

static void title_and_language_are_those_of_the_book(void **state)
{
    struct run run = run_sample("epub", "1-pct-eau.fr.epub");

    (void)state;
    assert_string_equal(run_field(&run, "title"), "1 % eau et assainissement (loi Oudin-Santini)");
    assert_string_equal(run_field(&run, "lang"), "fr");
    run_clear(&run);
}

static void chapters_are_found_in_other_folders_and_missing_ones_said(void **state)
{
    struct zip_made zip = zip_begin();

    (void)state;
    add(&zip, "META-INF/container.xml", container);
    add(&zip, "a/b/book.opf",
        "<package xmlns='http://www.idpf.org/2007/opf'><metadata/><manifest><item id='i2' "
        "href='../c%20d.xhtml' "
        "media-type='application/xhtml+xml'/><item id='i1' href='e.xhtml#x' "
        "media-type='text/html'/><item id='i3' "
        "href='none.xhtml' media-type='text/html'/><item id='n' href='e.xhtml' properties='nav' "
        "media-type='text/html'/></manifest><spine><itemref idref='n'/><itemref "
        "idref='i1'/><itemref idref='i2'/><itemref "
        "idref='i1'/><itemref idref='i3'/></spine></package>");
    add(&zip, "a/b/e.xhtml",
        "<h1>Un</h1><p>Premier <a id='x'/>chapitre.</p><title/><script src='a'/>");
    add(&zip, "a/c d.xhtml",
        "<?xml version='1.0' encoding='iso-8859-1'?><h1>Deux</h1><p>L'\xE9t\xE9</p>");
    struct run run = run_zip(&zip);
    assert_string_equal(run_field(&run, "title"), "un-livre");
    assert_string_equal(run_field(&run, "text"), "## Un\n\nPremier chapitre.\n\n## Deux\n\nL'été");
    assert_string_equal(run.rejected.data, "1 of 3 chapters are missing or damaged\n");
    run_clear(&run);
}

static void assert_rejected(struct zip_made *zip, const char *message)
{
    struct run run = run_zip(zip);

    assert_int_equal(run.code, PARANGON_REJECTED);
    assert_string_equal(run.err.message, message);
    assert_int_equal(run.count, 0);
    run_clear(&run);
}

static void what_is_no_book_is_rejected_with_what_to_do(void **state)
{
    static const char no_book[] =
        "no book: it has no META-INF/container.xml that leads to its pages";
    struct zip_made zip = zip_begin();

    (void)state;
    add(&zip, "a.txt", "x");
    assert_rejected(&zip, no_book);
    zip = zip_begin();
    add(&zip, "META-INF/container.xml", container);
    assert_rejected(&zip, no_book);
    zip = zip_begin();
    add(&zip, "META-INF/container.xml", container);
    add(&zip, "a/b/book.opf", "<package><spine/></package>");
    assert_rejected(&zip, "a book without text: if its pages are pictures, have them recognised as "
                          "text (OCR) first");
    zip = zip_begin();
    add(&zip, "META-INF/container.xml", container);
    add(&zip, "META-INF/encryption.xml", "<CipherReference URI=\"a/b/e.xhtml\"/>");
    assert_rejected(&zip, "the pages are encrypted: save the book without protection");
}

static struct run run_with_entities(const char *entities, const char *title)
{
    struct zip_made zip = zip_begin();
    struct parangon_buf opf = {0};

    add(&zip, "META-INF/container.xml", container);
    parangon_buf_printf(&opf,
                        "<!DOCTYPE p [%s]><package><metadata><title>%s</title></metadata><manifest>"
                        "<item id='i' href='e.xhtml' media-type='text/html'/></manifest><spine>"
                        "<itemref idref='i'/></spine></package>",
                        entities, title);
    add(&zip, "a/b/book.opf", opf.data);
    add(&zip, "a/b/e.xhtml", "<p>Texte.</p>");
    parangon_buf_clear(&opf);
    return run_zip(&zip);
}

static void entities_open_no_file_and_never_grow(void **state)
{
    struct run run = run_with_entities("<!ENTITY f SYSTEM 'file:///etc/passwd'>", "T&f;");

    (void)state;
    assert_string_equal(run_field(&run, "title"), "T");
    run_clear(&run);
    run = run_with_entities("<!ENTITY a 'xxxxxxxxxx'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>"
                            "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>",
                            "T&c;");
    assert_int_equal(run.code, PARANGON_REJECTED); /* the parser stops there */
    run_clear(&run);
}

static void damaged_books_give_text_or_a_message(void **state)
{
    (void)state;
    for (const char *const *name = samples; *name; name++)
        run_assert_survives_damage("epub", *name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_book_is_one_text_in_the_order_of_its_chapters),
        cmocka_unit_test(title_and_language_are_those_of_the_book),
        cmocka_unit_test(chapters_are_found_in_other_folders_and_missing_ones_said),
        cmocka_unit_test(what_is_no_book_is_rejected_with_what_to_do),
        cmocka_unit_test(entities_open_no_file_and_never_grow),
        cmocka_unit_test(damaged_books_give_text_or_a_message),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
