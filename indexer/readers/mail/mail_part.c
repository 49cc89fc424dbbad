/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "mail_part.h"

#include "parangon/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool is_type(GMimeObject *part, const char *type, const char *subtype)
{
    return g_mime_content_type_is_type(g_mime_object_get_content_type(part), type, subtype);
}

static const char *file_name(GMimeObject *part)
{
    return GMIME_IS_PART(part) ? g_mime_part_get_filename(GMIME_PART(part)) : NULL;
}

static bool is_attached(GMimeObject *part)
{
    const char *disposition = g_mime_object_get_disposition(part);

    return disposition && strcasecmp(disposition, GMIME_DISPOSITION_ATTACHMENT) == 0;
}

/* Signatures, invitations, cards and pictures say nothing of a practice. */
static bool is_left_out(GMimeObject *part)
{
    return is_type(part, "application", "pkcs7-signature") ||
           is_type(part, "application", "x-pkcs7-signature") ||
           is_type(part, "application", "pgp-signature") || is_type(part, "text", "calendar") ||
           is_type(part, "application", "ics") || is_type(part, "text", "vcard") ||
           is_type(part, "text", "x-vcard") || is_type(part, "image", "*") ||
           is_type(part, "audio", "*") || is_type(part, "video", "*") ||
           is_type(part, "message", "delivery-status") || is_type(part, "text", "rfc822-headers");
}

static bool is_secret(GMimeObject *part)
{
    return GMIME_IS_MULTIPART_ENCRYPTED(part) || is_type(part, "application", "pkcs7-mime") ||
           is_type(part, "application", "x-pkcs7-mime") ||
           is_type(part, "application", "pgp-encrypted");
}

static void add_text(struct mail_parts *parts, GMimePart *part, bool html, bool alternative)
{
    bool joins = alternative && parts->text_count;
    struct mail_text *text = joins ? &parts->texts[parts->text_count - 1] : NULL;

    if (text && (html ? text->html : text->plain))
        text = NULL;
    if (!text && parts->text_count < MAIL_TEXTS_MAX)
        text = &parts->texts[parts->text_count++];
    if (text && html)
        text->html = part;
    else if (text)
        text->plain = part;
}

/* `alternative` when it says again what the part before it said. */
static void add_leaf(struct mail_parts *parts, GMimeObject *part, bool alternative)
{
    bool html = is_type(part, "text", "html");
    bool text = GMIME_IS_PART(part) && !is_attached(part) &&
                !(file_name(part) && parts->text_count) && (html || is_type(part, "text", "plain"));

    if (is_secret(part))
        parts->secret = true;
    else if (text)
        add_text(parts, GMIME_PART(part), html, alternative);
    else if (!is_left_out(part) && parts->count < MAIL_ATTACHMENTS_MAX)
        parts->attachments[parts->count++] = part;
}

static void find(struct mail_parts *parts, GMimeObject *part, bool alternative, unsigned depth)
{
    if (depth > MAIL_DEPTH_MAX)
        return;
    if (is_secret(part) || !GMIME_IS_MULTIPART(part)) {
        add_leaf(parts, part, alternative);
        return;
    }
    GMimeMultipart *multipart = GMIME_MULTIPART(part);
    bool choice = is_type(part, "multipart", "alternative");
    for (int i = 0; i < g_mime_multipart_get_count(multipart); i++) {
        bool again = (choice && i > 0) || (alternative && i == 0);

        find(parts, g_mime_multipart_get_part(multipart, i), again, depth + 1);
    }
}

void mail_parts_find(struct mail_parts *parts, GMimeMessage *message)
{
    GMimeObject *root = g_mime_message_get_mime_part(message);

    if (root)
        find(parts, root, false, 0);
}

static void write_object(GMimeObject *part, GMimeStream *stream)
{
    if (GMIME_IS_MESSAGE_PART(part)) {
        GMimeMessage *inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(part));

        if (inner)
            g_mime_object_write_to_stream(GMIME_OBJECT(inner), NULL, stream);
    } else if (GMIME_IS_PART(part)) {
        GMimeDataWrapper *content = g_mime_part_get_content(GMIME_PART(part));

        if (content)
            g_mime_data_wrapper_write_to_stream(content, stream);
    }
}

void mail_part_bytes(GMimeObject *part, struct parangon_buf *bytes)
{
    GMimeStream *stream = g_mime_stream_mem_new();

    write_object(part, stream);
    GByteArray *array = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
    parangon_buf_add(bytes, array->data ? (const char *)array->data : "", array->len);
    g_object_unref(stream);
}

/* The ending of a file that was sent without a name. */
static const char *ending(GMimeObject *part)
{
    return GMIME_IS_MESSAGE_PART(part)            ? ".eml"
           : is_type(part, "application", "pdf")  ? ".pdf"
           : is_type(part, "text", "html")        ? ".html"
           : is_type(part, "text", "csv")         ? ".csv"
           : is_type(part, "application", "json") ? ".json"
           : is_type(part, "application", "zip")  ? ".zip"
           : is_type(part, "text", "plain")       ? ".txt"
                                                  : "";
}

char *mail_part_name(GMimeObject *part)
{
    const char *given = file_name(part);
    struct parangon_buf name = {0};

    for (const char *at = given; at && *at; at++) {
        if (*at == '/' || *at == '\\')
            given = at + 1;
    }
    if (given && *given) {
        char *mended = parangon_text_mend(given, strlen(given), NULL);

        parangon_buf_puts(&name, mended);
        free(mended);
        for (size_t i = 0; i < name.len; i++)
            name.data[i] = (unsigned char)name.data[i] < ' ' ? ' ' : name.data[i];
    } else {
        parangon_buf_printf(&name, "attachment%s", ending(part));
    }
    if (GMIME_IS_MESSAGE_PART(part) && !g_str_has_suffix(name.data, ".eml"))
        parangon_buf_puts(&name, ".eml");
    return parangon_buf_take(&name);
}
