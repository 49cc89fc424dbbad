/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PDF: one version with its text in reading order, its pages behind form feeds. */
#include "pdf_fields.h"
#include "pdf_scans.h"
#include "readers/input.h"

#include "parangon/json.h"
#include "parangon/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
    SUMMARY_MIN = 40, /* bytes: a shorter subject is a word or two for a catalogue */
    SUMMARY_MAX = 2000
};

/* Reports with pictures are large. */
static const size_t file_max = (size_t)256 << 20;

static enum parangon_code explain(const GError *error, struct parangon_error *err)
{
    if (g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "protected by a password: save a copy without one");
    return parangon_error_set(err, PARANGON_REJECTED,
                              "not a PDF, or a damaged one: open it and print it to a new PDF");
}

static enum parangon_code open_document(const struct parangon_buf *file, PopplerDocument **document,
                                        struct parangon_error *err)
{
    GBytes *bytes = g_bytes_new_static(file->data, file->len);
    GError *error = NULL;
    enum parangon_code code = PARANGON_OK;

    *document = poppler_document_new_from_bytes(bytes, NULL, &error);
    if (!*document)
        code = explain(error, err);
    g_clear_error(&error);
    g_bytes_unref(bytes);
    return code;
}

/* The language that the metadata declare: the first item of dc:language. */
static char *declared_language(PopplerDocument *document)
{
    gchar *metadata = poppler_document_get_metadata(document);
    const char *at = metadata ? strstr(metadata, "<dc:language") : NULL;
    const char *end = at ? strstr(at, "</dc:language") : NULL;
    char *lang = NULL;

    at = at ? strstr(at, "<rdf:li") : NULL;
    at = at && end && at < end ? strchr(at, '>') : NULL;
    if (at && at < end) {
        size_t len = strcspn(at + 1, "<- \n");

        if (len == 2 && isalpha((unsigned char)at[1]) && isalpha((unsigned char)at[2]))
            lang = parangon_strndup(at + 1, len);
    }
    g_free(metadata);
    return lang;
}

/* Programs declare the language they speak themselves, so that the words have the last say. */
static void set_language(cJSON *version, PopplerDocument *document, const char *text, size_t len)
{
    char *declared = declared_language(document);
    enum parangon_lang told = parangon_text_language(text, len);

    if (declared && (told == PARANGON_OTHER || told == parangon_lang_from_code(declared)))
        parangon_json_set_text(version, "lang", declared);
    free(declared);
}

static void set_summary(cJSON *version, PopplerDocument *document)
{
    gchar *subject = poppler_document_get_subject(document);
    size_t len = subject ? strlen(subject) : 0;

    if (len >= SUMMARY_MIN && len <= SUMMARY_MAX) {
        char *mended = parangon_text_mend(subject, len, NULL);

        parangon_json_set_text(version, "summary", mended);
        free(mended);
    }
    g_free(subject);
}

/* The base name without its extension: a title when there is no other. */
static char *base_name(const char *name)
{
    const char *slash = strrchr(name, '/');
    const char *base = slash ? slash + 1 : name;
    const char *dot = strrchr(base, '.');

    return parangon_strndup(base, dot && dot > base ? (size_t)(dot - base) : strlen(base));
}

static void set_title(cJSON *version, struct pdf_blocks *blocks, PopplerDocument *document,
                      const char *name)
{
    gchar *given = poppler_document_get_title(document);
    char *mended = given ? parangon_text_mend(given, strlen(given), NULL) : NULL;
    char *title = pdf_blocks_title(blocks, mended);

    if (!title)
        title = base_name(name);
    parangon_json_set_text(version, "title", title);
    free(title);
    free(mended);
    g_free(given);
}

static cJSON *make_version(struct pdf_blocks *blocks, PopplerDocument *document, const char *name)
{
    cJSON *version = cJSON_CreateObject();
    struct parangon_buf text = {0};

    set_title(version, blocks, document, name);
    set_summary(version, document);
    pdf_blocks_write(blocks, &text);
    set_language(version, document, parangon_buf_str(&text), text.len);
    parangon_json_set_text(version, "text", parangon_buf_str(&text));
    if (blocks->form->child) {
        cJSON_AddItemToObject(version, "form", blocks->form);
        blocks->form = NULL;
    }
    parangon_buf_clear(&text);
    return version;
}

static enum parangon_code read_document(PopplerDocument *document, const char *name,
                                        const struct reader_sink *sink, cJSON **version,
                                        struct parangon_error *err)
{
    struct pdf_words words;
    struct pdf_lines lines;
    struct pdf_blocks blocks;
    enum parangon_code code = pdf_words_read(&words, document, err);

    if (code != PARANGON_OK)
        return code;
    pdf_words_drop_heads(&words);
    pdf_lines_init(&lines, &words);
    pdf_blocks_init(&blocks, &words, &lines);
    pdf_fields_add(&blocks, document);
    code = pdf_scans_refuse(&words, blocks.form->child != NULL, err);
    if (code == PARANGON_OK) {
        pdf_scans_note(&words, document, sink);
        *version = make_version(&blocks, document, name);
    }
    pdf_blocks_clear(&blocks);
    pdf_lines_clear(&lines);
    pdf_words_clear(&words);
    return code;
}

static enum parangon_code read_pdf(const struct reader_source *source,
                                   const struct reader_sink *sink, struct parangon_error *err)
{
    struct parangon_buf file = {0};
    PopplerDocument *document = NULL;
    cJSON *version = NULL;
    enum parangon_code code = input_read_within(source->stream, file_max, &file, err);

    if (code == PARANGON_OK && file.len == 0)
        code = parangon_error_set(err, PARANGON_REJECTED, "empty");
    if (code == PARANGON_OK)
        code = open_document(&file, &document, err);
    if (code == PARANGON_OK)
        code = read_document(document, source->name, sink, &version, err);
    g_clear_object(&document);
    parangon_buf_clear(&file);
    return code == PARANGON_OK ? sink->take(sink->context, version, 0, err) : code;
}

static const char *const extensions[] = {"pdf", NULL};

const struct reader reader_pdf = {"pdf", extensions, read_pdf};
