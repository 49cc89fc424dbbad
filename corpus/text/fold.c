/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Characters: how they are read, what they are to the cutter, and how they are folded. */
#include "fold.h"

#include "parangon/memory.h"
#include "parangon/text.h"

#include <string.h>
#include <utf8proc.h>

enum {
    REPLACEMENT = 0xFFFD
};

size_t parangon_text_decode(const char *text, size_t len, int *character)
{
    utf8proc_int32_t found = REPLACEMENT;
    size_t size = 0;

    if (len) {
        utf8proc_ssize_t room = len > 4 ? 4 : (utf8proc_ssize_t)len;
        utf8proc_ssize_t got = utf8proc_iterate((const utf8proc_uint8_t *)text, room, &found);

        size = got > 0 ? (size_t)got : 1;
        if (got <= 0)
            found = REPLACEMENT;
    }
    if (character)
        *character = found;
    return size;
}

char *parangon_text_mend(const char *text, size_t len, size_t *replaced)
{
    struct parangon_buf buf = {0};
    size_t count = 0;

    for (size_t at = 0; at < len;) {
        int character;
        size_t size = parangon_text_decode(text + at, len - at, &character);

        if (character == REPLACEMENT && size == 1) {
            parangon_buf_puts(&buf, "\xEF\xBF\xBD");
            count++;
        } else {
            parangon_buf_add(&buf, text + at, size);
        }
        at += size;
    }
    if (replaced)
        *replaced = count;
    return parangon_buf_take(&buf);
}

static enum character_class ascii_class(int character)
{
    if (character >= '0' && character <= '9')
        return CLASS_DIGIT;
    if ((character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z'))
        return CLASS_LETTER;
    if (character == '\'' || character == '`')
        return CLASS_APOSTROPHE;
    return character == '%' ? CLASS_UNIT : CLASS_SEPARATOR;
}

static enum character_class category_class(int character)
{
    switch (utf8proc_category(character)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO: return CLASS_LETTER;
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO: return CLASS_DIGIT;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF: return CLASS_INVISIBLE;
    default: return CLASS_SEPARATOR;
    }
}

enum character_class character_class(int character)
{
    if (character < 0x80)
        return ascii_class(character);
    switch (character) {
    case 0x2019: /* ’ */
    case 0x2018: /* ‘ */
    case 0x02BC: /* modifier letter apostrophe */
    case 0x02B9: /* modifier letter prime */
    case 0x2032: /* prime */
    case 0x00B4: /* acute accent typed as an apostrophe */
    case 0xFF07: /* fullwidth apostrophe */ return CLASS_APOSTROPHE;
    case 0x20AC: /* € */ return CLASS_UNIT;
    case 0x200B: /* zero-width space: invisible, and a space all the same */ return CLASS_SEPARATOR;
    default: return category_class(character);
    }
}

int character_is_upper(int character)
{
    if (character < 0x80)
        return character >= 'A' && character <= 'Z';
    return utf8proc_category(character) == UTF8PROC_CATEGORY_LU;
}

int character_is_thin_space(int character)
{
    return character == ' ' || character == 0xA0 || character == 0x202F || character == 0x2009;
}

/* Letters that Unicode does not decompose, and units spelt as words. */
static const char *spelt_out(int character)
{
    switch (character) {
    case 0x0153: /* œ */
    case 0x0152: return "oe";
    case 0x00E6: /* æ */
    case 0x00C6: return "ae";
    case 0x00F8: /* ø */
    case 0x00D8: return "o";
    case 0x0142: /* ł */
    case 0x0141: return "l";
    case 0x0111: /* đ */
    case 0x0110: return "d";
    case 0x0131: /* ı */ return "i";
    case 0x20AC: return "euro";
    default: return NULL;
    }
}

size_t character_fold(int character, char out[FOLD_MAX])
{
    const utf8proc_option_t options = UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                                      UTF8PROC_STRIPMARK | UTF8PROC_IGNORE;
    const char *spelling = character < 0x80 ? NULL : spelt_out(character);
    utf8proc_int32_t parts[FOLD_MAX / 4];
    size_t len = 0;

    if (character < 0x80) {
        out[0] = (char)(character_is_upper(character) ? character + ('a' - 'A') : character);
        return 1;
    }
    if (spelling) {
        memcpy(out, spelling, strlen(spelling));
        return strlen(spelling);
    }
    utf8proc_ssize_t count = utf8proc_decompose_char(character, parts, FOLD_MAX / 4, options, NULL);
    for (utf8proc_ssize_t i = 0; i < count && i < FOLD_MAX / 4; i++) {
        /* A compatibility form may hold spaces or brackets (⑴, ½): only words are kept. */
        if (character_class(parts[i]) == CLASS_LETTER || character_class(parts[i]) == CLASS_DIGIT)
            len += (size_t)utf8proc_encode_char(parts[i], (utf8proc_uint8_t *)out + len);
    }
    return len;
}
