/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "input.h"
#include "encoding.h"

#include "parangon/text.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum parangon_code input_unreadable(struct parangon_error *err)
{
    return parangon_error_set(err, PARANGON_SYSTEM, "cannot be read: %s", strerror(errno));
}

enum parangon_code input_read_within(FILE *stream, size_t max, struct parangon_buf *bytes,
                                     struct parangon_error *err)
{
    char block[16 * 1024];
    size_t len;

    while ((len = fread(block, 1, sizeof block, stream)) > 0) {
        if (len > max - bytes->len)
            return parangon_error_set(err, PARANGON_REJECTED,
                                      "larger than %zu MiB, the most a file may have: split it",
                                      max >> 20);
        parangon_buf_add(bytes, block, len);
    }
    return ferror(stream) ? input_unreadable(err) : PARANGON_OK;
}

enum parangon_code input_read(FILE *stream, struct parangon_buf *bytes, struct parangon_error *err)
{
    return input_read_within(stream, READER_FILE_MAX, bytes, err);
}

size_t input_line(const char *text, size_t at)
{
    size_t line = 1;

    for (size_t i = 0; i < at; i++)
        line += text[i] == '\n';
    return line;
}

char *input_base_name(const char *name)
{
    const char *slash = strrchr(name, '/');
    const char *base = slash ? slash + 1 : name;
    const char *dot = strrchr(base, '.');
    size_t len = dot && dot > base ? (size_t)(dot - base) : strlen(base);

    if (len > 3 && (memcmp(base + len - 3, ".fr", 3) == 0 || memcmp(base + len - 3, ".en", 3) == 0))
        len -= 3;
    return parangon_strndup(base, len);
}

static bool begins_with(const struct parangon_buf *buf, const char *bytes, size_t len)
{
    return buf->len >= len && memcmp(buf->data, bytes, len) == 0;
}

/* Ends each line with \n alone, in place; a lone \r ends a line too. */
static void unify_line_ends(struct parangon_buf *text)
{
    size_t to = 0;

    for (size_t from = 0; from < text->len; from++) {
        char byte = text->data[from];

        if (byte == '\r') {
            if (from + 1 < text->len && text->data[from + 1] == '\n')
                continue;
            byte = '\n';
        }
        text->data[to++] = byte;
    }
    text->len = to;
    text->data[to] = '\0';
}

/* Replaces what the buffer holds by a string of which it takes hold. */
static void become(struct parangon_buf *buf, char *text)
{
    parangon_buf_clear(buf);
    buf->data = text;
    buf->len = strlen(text);
    buf->cap = buf->len + 1;
}

static void mend(struct parangon_buf *text)
{
    size_t replaced;
    char *mended = parangon_text_mend(text->data, text->len, &replaced);

    if (replaced)
        become(text, mended);
    else
        free(mended);
}

static enum parangon_code refuse_unknown(const struct parangon_buf *bytes,
                                         struct parangon_error *err)
{
    const char *nul = memchr(bytes->data, '\0', bytes->len);

    if (nul)
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "line %zu: a NUL byte: not text in an encoding that is known "
                                  "here; if it is text, save it in UTF-8",
                                  input_line(bytes->data, (size_t)(nul - bytes->data)));
    size_t malformed;
    free(parangon_text_mend(bytes->data, bytes->len, &malformed));
    return parangon_error_set(err, PARANGON_REJECTED,
                              "not in UTF-8 (%zu malformed bytes), and no other encoding shows: "
                              "convert it first, e.g. iconv -f windows-1250 -t utf-8",
                              malformed);
}

static enum parangon_code convert(struct parangon_buf *bytes, const char *encoding,
                                  const struct reader_sink *sink, struct parangon_error *err)
{
    enum parangon_code code = encoding_convert(bytes, encoding, err);

    if (code == PARANGON_OK && sink && strcmp(encoding, "UTF-8") != 0)
        reader_note(sink, READER_REMARK, "in %s: converted", encoding);
    return code;
}

enum parangon_code input_to_utf8(struct parangon_buf *bytes, const struct reader_sink *sink,
                                 struct parangon_error *err)
{
    const char *encoding = encoding_tell(parangon_buf_str(bytes), bytes->len);

    return encoding ? convert(bytes, encoding, sink, err) : PARANGON_OK;
}

static enum parangon_code refuse_pdf(const struct parangon_buf *bytes, struct parangon_error *err)
{
    if (begins_with(bytes, "%PDF-", 5))
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "a PDF, not text: name it .pdf, or make text of it");
    return PARANGON_OK;
}

/* Only text that was in UTF-8 already may have malformed bytes. */
static enum parangon_code convert_known(struct parangon_buf *bytes, const struct reader_sink *sink,
                                        struct parangon_error *err)
{
    const char *encoding = encoding_tell(parangon_buf_str(bytes), bytes->len);

    if (!encoding)
        return refuse_unknown(bytes, err);
    if (strcmp(encoding, "UTF-8") == 0 && bytes->len)
        mend(bytes);
    return convert(bytes, encoding, sink, err);
}

enum parangon_code input_read_text(FILE *stream, const struct reader_sink *sink,
                                   struct parangon_buf *text, struct parangon_error *err)
{
    enum parangon_code code = input_read(stream, text, err);

    if (code == PARANGON_OK)
        code = refuse_pdf(text, err);
    if (code == PARANGON_OK)
        code = convert_known(text, sink, err);
    if (code != PARANGON_OK)
        return code;
    const char *start = parangon_buf_str(text);
    if (strspn(start, " \t\r\n\f\v") == text->len)
        return parangon_error_set(err, PARANGON_REJECTED, "empty");
    if (memchr(start, '\0', text->len)) /* a character of UTF-16 or UTF-32 may be one */
        return refuse_unknown(text, err);
    unify_line_ends(text);
    return PARANGON_OK;
}
