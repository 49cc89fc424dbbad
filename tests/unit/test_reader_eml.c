/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "reader_run.h"

static const char *const samples[] = {"reponse.eml", "web-mail.eml", "transfert.eml", "reunion.eml",
                                      NULL};

static void assert_body(const char *mail, const char *text)
{
    struct run run = run_text("a.eml", mail);

    assert_string_equal(run_field(&run, "text"), text);
    run_clear(&run);
}

static void assert_title(const char *subject, const char *title)
{
    struct parangon_buf mail = {0};

    parangon_buf_printf(&mail, "Subject: %s\n\nTexte.\n", subject);
    struct run run = run_text("b/un-message.eml", mail.data);
    assert_string_equal(run_field(&run, "title"), title);
    run_clear(&run);
    parangon_buf_clear(&mail);
}

static void assert_fails(const char *text, const char *message)
{
    struct run run = run_text("a.eml", text);

    assert_int_equal(run.code, PARANGON_REJECTED);
    assert_string_equal(run.err.message, message);
    run_clear(&run);
}

static void what_was_written_is_kept_and_what_was_quoted_is_not(void **state)
{
    (void)state;
    for (const char *const *name = samples; *name; name++)
        run_assert_sample("eml", *name);
}

static void no_person_is_kept_from_the_headers(void **state)
{
    (void)state;
    for (const char *const *name = samples; *name; name++) {
        struct run run = run_sample("eml", *name);

        for (size_t i = 0; i < run.count; i++) {
            char *text = cJSON_PrintUnformatted(run.versions[i]);

            assert_null(strstr(text, "Camille"));
            assert_null(strstr(text, "Dominique"));
            assert_null(strstr(text, "Maxime"));
            assert_null(strstr(text, "@"));
            cJSON_free(text);
        }
        run_clear(&run);
    }
}

static void attachments_are_files_of_their_own(void **state)
{
    struct run run = run_sample("eml", "reponse.eml");

    (void)state;
    assert_int_equal(run.code, PARANGON_OK);
    assert_int_equal(run.count, 3);
    assert_string_equal(run.members.data,
                        "reponse.eml/note d'étape.txt\nreponse.eml/dechets.fr.md\n");
    assert_string_equal(parangon_json_text(run.versions[1], "title"), "Note d'étape");
    assert_string_equal(parangon_json_text(run.versions[2], "title"), "1 % déchets");
    assert_int_equal(run.rejected.len, 0);
    run_clear(&run);
    run = run_sample("eml", "reunion.eml");
    assert_int_equal(run.count, 2);
    assert_string_equal(parangon_json_text(run.versions[1], "title"), "1 % mobilité");
    run_clear(&run);
}

static void attachments_of_one_name_stay_apart(void **state)
{
    struct run run = run_text(
        "a.eml",
        "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Disposition: attachment; "
        "filename=\"../a.txt\"\n\nUn.\n--x\nContent-Disposition: attachment; "
        "filename=\"a.txt\"\n\nDeux.\n--x\nContent-Disposition: attachment; "
        "filename=a.exe\n\nMZ\n--x--\n");

    (void)state;
    assert_int_equal(run.code, PARANGON_OK);
    assert_int_equal(run.count, 2);
    assert_non_null(strstr(run.members.data, "a.eml/a.txt\na.eml/2-a.txt\n"));
    assert_string_equal(run.rejected.data, "a type of file that is not read\n");
    run_clear(&run);
}

static void marks_before_the_subject_are_cut_off(void **state)
{
    (void)state;
    assert_title("Re: TR : Fwd: RE: L'eau", "L'eau");
    assert_title("=?iso-8859-1?Q?R=E9f=A0:_l'=E9t=E9?=", "l'été");
    assert_title("Recette: la soupe", "Recette: la soupe");
    assert_title("", "un-message");
    assert_title("Re:", "un-message");
}

static void answers_below_and_between_quotations_stay(void **state)
{
    (void)state;
    assert_body(
        "Subject: a\n\nOn Mon, 5 May 2025 at 10:12, A B <a@b>\nwrote:\n> Une question ?\n\nUne "
        "réponse.\n\n> Une autre ?\n\nOui.\n",
        "Une réponse.\n\nOui.");
}

static void what_follows_an_original_message_goes(void **state)
{
    (void)state;
    assert_body("Subject: RE: a\n\nBien reçu.\n\n-----Message d'origine-----\nDe : A B\nEnvoyé : "
                "lundi\nÀ : C\nObjet : "
                "a\n\nVieux texte.\n",
                "Bien reçu.");
    assert_body(
        "Subject: RE: a\n\nBien reçu.\n\nFrom: A B\nSent: Monday\nTo: C\nSubject: a\n\nOld.\n",
        "Bien reçu.");
    assert_body("Subject: TR: a\n\nPour info.\n\nDe : A B\nEnvoyé : lundi\nÀ : C\nObjet : a\n\nLe "
                "texte transmis.\n",
                "Pour info.\n\nLe texte transmis.");
    assert_body("Subject: a\n\nDe : Brest à Kiel, un échange.\n\nEnvoyé de mon iPhone\n",
                "De : Brest à Kiel, un échange.");
}

static void the_body_is_html_when_there_is_no_other(void **state)
{
    (void)state;
    assert_body("Content-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: "
                "text/plain\n\n\n--x\n"
                "Content-Type: text/html; "
                "charset=windows-1252\n\n<h2>Titre</h2><p>L\x92\xE9t\xE9</p>\n--x--\n",
                "## Titre\n\nL’été");
}

static void a_page_saved_with_its_pictures_is_the_page(void **state)
{
    struct run run = run_text(
        "a.mhtml", "From: <Saved by Blink>\nSnapshot-Content-Location: https://b.example/\n"
                   "Subject: Non\nContent-Type: multipart/related; boundary=x\n\n--x\n"
                   "Content-Type: text/html; charset=utf-8\n\n<h1>Le titre</h1><nav>Menu</nav>"
                   "<p>Le texte.</p>\n--x\nContent-Type: image/png\n\nx\n--x\n"
                   "Content-Type: text/css\n\na {}\n--x--\n");

    (void)state;
    assert_string_equal(run_field(&run, "title"), "Le titre");
    assert_string_equal(run_field(&run, "text"), "Le texte.");
    assert_int_equal(run.count, 1);
    run_clear(&run);
}

static void what_is_no_message_is_rejected_with_what_to_do(void **state)
{
    (void)state;
    assert_fails("", "empty");
    assert_fails("Un texte.\n",
                 "no message: it does not begin with header lines such as \"Subject: …\"");
    assert_fails("Subject: a\n\n", "a message without text or attachment");
    assert_fails("Subject: a\nContent-Type: application/pkcs7-mime\n\nx\n",
                 "an encrypted message: save it decrypted from the mail program");
}

static void parts_inside_of_parts_without_end_are_survived(void **state)
{
    struct parangon_buf mail = {0};

    (void)state;
    for (int i = 0; i < 20000; i++)
        parangon_buf_printf(&mail, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i);
    run_assert_survives("a.eml", &mail);
    parangon_buf_reset(&mail);
    for (int i = 0; i < 20000; i++)
        parangon_buf_puts(&mail, "Content-Type: message/rfc822\n\n");
    run_assert_survives("a.eml", &mail);
    parangon_buf_clear(&mail);
}

static void damaged_messages_give_text_or_a_message(void **state)
{
    (void)state;
    for (const char *const *name = samples; *name; name++)
        run_assert_survives_damage("eml", *name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_written_is_kept_and_what_was_quoted_is_not),
        cmocka_unit_test(no_person_is_kept_from_the_headers),
        cmocka_unit_test(attachments_are_files_of_their_own),
        cmocka_unit_test(attachments_of_one_name_stay_apart),
        cmocka_unit_test(marks_before_the_subject_are_cut_off),
        cmocka_unit_test(answers_below_and_between_quotations_stay),
        cmocka_unit_test(what_follows_an_original_message_goes),
        cmocka_unit_test(the_body_is_html_when_there_is_no_other),
        cmocka_unit_test(a_page_saved_with_its_pictures_is_the_page),
        cmocka_unit_test(what_is_no_message_is_rejected_with_what_to_do),
        cmocka_unit_test(parts_inside_of_parts_without_end_are_survived),
        cmocka_unit_test(damaged_messages_give_text_or_a_message),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
