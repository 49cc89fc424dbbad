/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Messages (RFC 5322, MIME): the subject is the title, the body the text, each attachment a file of
 * its own. Who wrote to whom is not kept. Pages saved with their pictures (MHTML) are messages too.
 */
#include "mail_body.h"
#include "mail_guard.h"
#include "mail_part.h"
#include "readers/charset.h"
#include "readers/html/html_page.h"
#include "readers/input.h"
#include "readers/markup.h"

#include "parangon/json.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct mail {
    GMimeMessage *message;
    const char *subject; /* "" without one; borrowed from the message */
    struct mail_parts parts;
    bool saved_page;
};

/* Those that begin with "Content-" belong to the part that is the body. */
static const char *header(const struct mail *mail, const char *name)
{
    GMimeObject *root = g_mime_message_get_mime_part(mail->message);
    const char *value = g_mime_object_get_header(GMIME_OBJECT(mail->message), name);

    return value || !root ? value : g_mime_object_get_header(root, name);
}

/* Any file parses as a message; one that has none of these headers is something else. */
static bool is_message(const struct mail *mail)
{
    static const char *const names[] = {"From",         "Subject",      "Date", "Message-ID",
                                        "MIME-Version", "Content-Type", NULL};

    for (const char *const *name = names; *name; name++) {
        if (header(mail, *name))
            return true;
    }
    return false;
}

static enum parangon_code parse(struct mail *mail, struct parangon_buf *bytes,
                                struct parangon_error *err)
{
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(parangon_buf_str(bytes), bytes->len);

    parangon_buf_clear(bytes);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    mail->message = g_mime_parser_construct_message(parser, NULL);
    g_object_unref(parser);
    g_object_unref(stream);
    if (!mail->message || !is_message(mail))
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "no message: it does not begin with header lines such as "
                                  "\"Subject: …\"");
    mail->subject = g_mime_message_get_subject(mail->message);
    if (!mail->subject)
        mail->subject = "";
    mail->saved_page =
        header(mail, "Snapshot-Content-Location") != NULL ||
        strncmp(header(mail, "From") ? header(mail, "From") : "", "<Saved by", 9) == 0;
    mail_parts_find(&mail->parts, mail->message);
    return PARANGON_OK;
}

static const char *parameter(GMimePart *part, const char *name)
{
    return g_mime_object_get_content_type_parameter(GMIME_OBJECT(part), name);
}

static void read_plain(GMimePart *part, bool forwarded, struct parangon_buf *text)
{
    struct parangon_buf bytes = {0};
    const char *format = parameter(part, "format");

    mail_part_bytes(GMIME_OBJECT(part), &bytes);
    charset_to_utf8(&bytes, parameter(part, "charset"));
    char *own = mail_body_own(parangon_buf_str(&bytes), forwarded);
    char *whole = mail_body_unwrap(own, format && strcasecmp(format, "flowed") == 0);
    parangon_buf_puts(text, whole);
    free(whole);
    free(own);
    parangon_buf_clear(&bytes);
}

static void read_html(GMimePart *part, bool forwarded, struct parangon_buf *text, cJSON *form)
{
    struct parangon_buf bytes = {0};
    struct html_page page;

    mail_part_bytes(GMIME_OBJECT(part), &bytes);
    html_page_read(&page, &bytes, parameter(part, "charset"), HTML_MAIL);
    char *own = mail_body_own(page.text, forwarded);
    parangon_buf_puts(text, own);
    while (page.form->child) {
        cJSON *item = cJSON_DetachItemViaPointer(page.form, page.form->child);

        if (cJSON_HasObjectItem(form, item->string))
            cJSON_Delete(item);
        else
            cJSON_AddItemToObject(form, item->string, item);
    }
    free(own);
    html_page_clear(&page);
}

static void read_texts(const struct mail *mail, struct parangon_buf *text, cJSON *form)
{
    bool forwarded = mail_is_forwarded(mail->subject);

    for (size_t i = 0; i < mail->parts.text_count; i++) {
        const struct mail_text *part = &mail->parts.texts[i];
        size_t before = text->len;

        if (before)
            parangon_buf_puts(text, "\n\n");
        size_t start = text->len;
        if (part->plain)
            read_plain(part->plain, forwarded, text);
        if (text->len == start && part->html)
            read_html(part->html, forwarded, text, form);
        if (text->len == start && before)
            text->data[text->len = before] = '\0';
    }
}

/* A page that a browser saved is the page, not a message about it. */
static cJSON *page_version(const struct mail *mail, const char *fallback)
{
    GMimePart *part = mail->parts.text_count ? mail->parts.texts[0].html : NULL;
    struct parangon_buf bytes = {0};
    struct html_page page;

    if (!part)
        return NULL;
    mail_part_bytes(GMIME_OBJECT(part), &bytes);
    html_page_read(&page, &bytes, parameter(part, "charset"), HTML_MAIN);
    cJSON *version = *page.text ? html_page_version(&page, fallback) : NULL;
    html_page_clear(&page);
    return version;
}

static void set_title(cJSON *version, const struct mail *mail, const char *fallback)
{
    struct markup title = {0};

    markup_puts(&title, mail_bare_subject(mail->subject));
    markup_break(&title, 1);
    parangon_json_set_text(version, "title", title.out.len ? title.out.data : fallback);
    parangon_buf_clear(&title.out);
}

static cJSON *mail_version(const struct mail *mail, const char *fallback)
{
    struct parangon_buf text = {0};
    cJSON *version = NULL, *form = cJSON_CreateObject();

    read_texts(mail, &text, form);
    if (text.len) {
        version = cJSON_CreateObject();
        set_title(version, mail, fallback);
        parangon_json_set_text(version, "text", text.data);
        if (form->child)
            cJSON_AddItemToObject(version, "form", cJSON_Duplicate(form, true));
    }
    cJSON_Delete(form);
    parangon_buf_clear(&text);
    return version;
}

static enum parangon_code read_attachments(const struct mail *mail,
                                           const struct reader_source *source,
                                           const struct reader_sink *sink,
                                           struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;
    struct parangon_map names = {0};

    for (size_t i = 0; code == PARANGON_OK && i < mail->parts.count; i++) {
        struct parangon_buf bytes = {0}, path = {0};
        char *name = mail_part_name(mail->parts.attachments[i]);

        parangon_buf_printf(&path, "%s/", source->name);
        if (parangon_map_put(&names, name, strlen(name), i) != i) /* two of one name */
            parangon_buf_printf(&path, "%zu-", i + 1);
        parangon_buf_puts(&path, name);
        if (i >= source->skip) {
            mail_part_bytes(mail->parts.attachments[i], &bytes);
            code =
                reader_take_member(path.data, bytes.data, bytes.len, sink, source->depth + 1, err);
        }
        parangon_buf_clear(&bytes);
        parangon_buf_clear(&path);
        free(name);
    }
    parangon_map_clear(&names);
    return code;
}

/* The message itself, in front of its attachments. */
static enum parangon_code give_body(const struct mail *mail, const char *name,
                                    const struct reader_sink *sink, struct parangon_error *err)
{
    char *fallback = input_base_name(name);
    cJSON *version = mail->saved_page ? page_version(mail, fallback) : mail_version(mail, fallback);
    struct parangon_error why;
    enum parangon_code code = PARANGON_OK;

    free(fallback);
    if (version)
        code = sink->take(sink->context, version, 0, err);
    else if (mail->parts.secret)
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "an encrypted message: save it decrypted from the mail program");
    else if (mail->parts.count == 0)
        return parangon_error_set(err, PARANGON_REJECTED, "a message without text or attachment");
    if (code == PARANGON_OK && mail->parts.secret) {
        parangon_error_set(&why, PARANGON_REJECTED, "an encrypted part was left out");
        sink->reject(sink->context, 0, &why);
    }
    return code;
}

static enum parangon_code give(const struct mail *mail, const struct reader_source *source,
                               const struct reader_sink *sink, struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;

    if (source->skip == 0)
        code = give_body(mail, source->name, sink, err);
    if (code == PARANGON_OK && !mail->saved_page)
        code = read_attachments(mail, source, sink, err);
    return code;
}

static enum parangon_code read_eml(const struct reader_source *source,
                                   const struct reader_sink *sink, struct parangon_error *err)
{
    struct parangon_buf bytes = {0};
    struct mail *mail = parangon_calloc(1, sizeof *mail);
    enum parangon_code code = input_read(source->stream, &bytes, err);

    g_mime_init(); /* counts its calls */
    if (code == PARANGON_OK && strspn(parangon_buf_str(&bytes), " \t\r\n") == bytes.len)
        code = parangon_error_set(err, PARANGON_REJECTED, "empty");
    if (code == PARANGON_OK) {
        mail_drop_mailbox_line(&bytes);
        code = mail_check(&bytes, err);
    }
    if (code == PARANGON_OK)
        code = parse(mail, &bytes, err);
    if (code == PARANGON_OK)
        code = give(mail, source, sink, err);
    if (mail->message)
        g_object_unref(mail->message);
    free(mail);
    parangon_buf_clear(&bytes);
    return code;
}

static const char *const extensions[] = {"eml", "mht", "mhtml", NULL};

const struct reader reader_eml = {"eml", extensions, read_eml};
