/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "encoding.h"
#include "encoding_single.h"

#include "parangon/text.h"

#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <string.h>

/* How much of a file is looked at for the pattern of NUL bytes. */
#define SAMPLE_MAX ((size_t)64 << 10)

static const struct {
    const char *mark;
    size_t len;
    const char *encoding;
} marks[] =
    {
        {"\xEF\xBB\xBF", 3, "UTF-8"},
        {"\xFF\xFE\0\0", 4, "UTF-32LE"}, /* before UTF-16LE, whose mark it begins with */
        {"\0\0\xFE\xFF", 4, "UTF-32BE"},
        {"\xFF\xFE", 2, "UTF-16LE"},
        {"\xFE\xFF", 2, "UTF-16BE"},
};

static const char *tell_by_mark(const char *bytes, size_t len)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (len >= marks[i].len && memcmp(bytes, marks[i].mark, marks[i].len) == 0)
            return marks[i].encoding;
    }
    return NULL;
}

/* UTF-16 without its mark: in texts of Latin letters nearly every second byte is NUL, and none of
   the others is. */
static const char *tell_by_nuls(const char *bytes, size_t len)
{
    size_t nuls[2] = {0};
    size_t looked_at = (len < SAMPLE_MAX ? len : SAMPLE_MAX) & ~(size_t)1;

    for (size_t i = 0; i < looked_at; i++)
        nuls[i & 1] += bytes[i] == '\0';
    if (len % 2 != 0 || looked_at < 4)
        return NULL;
    if (nuls[0] == 0 && nuls[1] * 10 >= looked_at / 2 * 7)
        return "UTF-16LE";
    if (nuls[1] == 0 && nuls[0] * 10 >= looked_at / 2 * 7)
        return "UTF-16BE";
    return NULL;
}

static void count_characters(const char *bytes, size_t len, size_t *sound, size_t *malformed)
{
    for (size_t at = 0; at < len;) {
        int character;
        size_t step = parangon_text_decode(bytes + at, len - at, &character);

        *sound += step > 1;
        *malformed += step == 1 && (bytes[at] & 0x80);
        at += step;
    }
}

/* A damaged file in UTF-8 has many sound characters for each malformed byte, and stays one. In
   another encoding few are, by chance (the bytes of "’é" in Mac Roman are a letter in UTF-8). What
   lies between is a mixture. Bytes that make sense nowhere are taken for damage when rare. */
const char *encoding_tell(const char *bytes, size_t len)
{
    size_t sound = 0;
    size_t malformed = 0;
    const char *encoding = tell_by_mark(bytes, len);

    if (!encoding && len && memchr(bytes, '\0', len))
        return tell_by_nuls(bytes, len);
    if (encoding)
        return encoding;
    count_characters(bytes, len, &sound, &malformed);
    if (malformed * 4 <= sound)
        return "UTF-8";
    if (sound * 3 <= malformed)
        encoding = encoding_tell_single(bytes, len);
    return encoding || malformed * 500 > len ? encoding : "UTF-8";
}

static void cut_mark(struct parangon_buf *text)
{
    if (text->len < 3 || memcmp(text->data, "\xEF\xBB\xBF", 3) != 0)
        return;
    text->len -= 3;
    memmove(text->data, text->data + 3, text->len + 1);
}

/* How many bytes of `from` a character that is none takes. */
static size_t unit_of(const char *encoding)
{
    return strncmp(encoding, "UTF-32", 6) == 0 ? 4 : strncmp(encoding, "UTF-16", 6) == 0 ? 2 : 1;
}

static void convert_all(iconv_t converter, const struct parangon_buf *from, size_t unit,
                        struct parangon_buf *to)
{
    char block[16 * 1024];
    char *in = from->data;
    size_t left = from->len;

    while (left) {
        char *out = block;
        size_t room = sizeof block;
        size_t status = iconv(converter, &in, &left, &out, &room);
        bool full = status == (size_t)-1 && errno == E2BIG;

        parangon_buf_add(to, block, sizeof block - room);
        if (left && !full) {
            size_t skipped = unit < left ? unit : left;

            parangon_buf_puts(to, "\xEF\xBF\xBD");
            in += skipped;
            left -= skipped;
        }
    }
}

enum parangon_code encoding_convert(struct parangon_buf *text, const char *encoding,
                                    struct parangon_error *err)
{
    struct parangon_buf converted = {0};

    if (strcmp(encoding, "UTF-8") != 0 && text->len) {
        iconv_t converter = iconv_open("UTF-8", encoding);

        if (converter == (iconv_t)-1)
            return parangon_error_set(err, PARANGON_SYSTEM,
                                      "in %s, which cannot be converted here: %s", encoding,
                                      strerror(errno));
        convert_all(converter, text, unit_of(encoding), &converted);
        iconv_close(converter);
        parangon_buf_clear(text);
        *text = converted;
    }
    cut_mark(text);
    return PARANGON_OK;
}
