/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "encoding_single.h"

#include "parangon/text.h"

#include <ctype.h>
#include <iconv.h>
#include <stdbool.h>
#include <string.h>

/* In the order of preference between equals. The old ones are rare: signs alone, such as one © of
   windows-1252 that would be another sign there, do not speak for them. */
static const struct {
    const char *name;
    bool needs_letters;
} encodings[] = {
    {"WINDOWS-1252", false}, {"ISO-8859-15", false}, {"MACINTOSH", true}, {"CP850", true}};

/* This much evidence decides; more would only take time. */
enum {
    EVIDENCE_MAX = 100000
};

/* Code points of the bytes from 0x80 on, 0 for the undefined ones. */
struct page {
    int characters[128];
};

struct evidence {
    long score;
    size_t good, bad; /* bytes that make sense, and that make none */
    size_t letters;   /* of the good ones, letters in words */
};

static int convert_byte(iconv_t converter, int byte)
{
    char given = (char)byte;
    char made[8];
    char *in = &given;
    char *out = made;
    size_t in_left = 1;
    size_t out_left = sizeof made;
    int character = 0;

    iconv(converter, NULL, NULL, NULL, NULL);
    if (iconv(converter, &in, &in_left, &out, &out_left) == (size_t)-1)
        return 0;
    parangon_text_decode(made, sizeof made - out_left, &character);
    return character < 0xA0 ? 0 : character; /* C1 controls stand in no text */
}

static bool page_init(struct page *page, const char *encoding)
{
    iconv_t converter = iconv_open("UTF-8", encoding);

    if (converter == (iconv_t)-1)
        return false;
    for (int i = 0; i < 128; i++)
        page->characters[i] = convert_byte(converter, 0x80 + i);
    iconv_close(converter);
    return true;
}

static int character_at(const struct page *page, const char *bytes, size_t len, size_t at)
{
    if (at >= len) /* also what stands before the first */
        return ' ';
    unsigned char byte = (unsigned char)bytes[at];
    return byte < 0x80 ? byte : page->characters[byte - 0x80];
}

static bool is_among(int character, const char *set)
{
    size_t len = strlen(set);

    for (size_t at = 0; at < len;) {
        int member;

        at += parangon_text_decode(set + at, len - at, &member);
        if (member == character)
            return true;
    }
    return false;
}

static bool is_ascii_letter(int character)
{
    return character < 0x80 && isalpha(character);
}

/* Latin letters with marks: Latin-1 and Latin Extended-A, without the two signs among them. */
static bool is_marked_letter(int character)
{
    return character >= 0xC0 && character <= 0x17F && character != 0xD7 && character != 0xF7;
}

static bool is_letter(int character)
{
    return is_ascii_letter(character) || is_marked_letter(character);
}

static bool is_upper(int character)
{
    return character < 0x80 ? isupper(character) != 0
                            : (character >= 0xC0 && character <= 0xDE && character != 0xD7) ||
                                  is_among(character, "ŒŠŽŸ");
}

static bool is_lower(int character)
{
    return is_letter(character) && !is_upper(character);
}

/* A letter with a mark among its neighbours: words in French are mostly of plain letters, words
   in a script of which every letter lies above 0x80 are not. */
static int weigh_letter(int before, int character, int after)
{
    bool french = is_among(character, "àâäæçéèêëîïôöùûüœÀÂÆÇÉÈÊËÎÏÔÙÛÜŒ");
    bool plain = is_ascii_letter(before) || is_ascii_letter(after);

    if (!is_letter(before) && !is_letter(after))
        return is_among(character, "àÀ") ? 2 : -1;
    if (!plain)
        return is_letter(before) && is_letter(after) ? -3 : french ? 1 : -1;
    if (is_upper(character) && is_lower(before))
        return -3;
    if (is_upper(character))
        return french ? 2 : 0;
    return french ? (is_upper(before) && is_upper(after) ? -3 : 3) : 1;
}

static int weigh(int before, int character, int after)
{
    bool inside = is_letter(before) && is_letter(after);

    if (character == 0)
        return -10;
    if (is_marked_letter(character))
        return weigh_letter(before, character, after);
    if (is_among(character, "’‘"))
        return inside ? 3 : 1;
    if (character == 0xA0)
        return inside ? 0 : 1;
    if (is_among(character, "«“„‹½¼¾§©")) /* begin a word, or stand alone */
        return is_letter(before) ? -2 : 1;
    if (is_among(character, "»”›…–—•€£°²³®™·‰×±"))
        return inside ? -2 : 1;
    return -2;
}

static struct evidence weigh_all(const struct page *page, const char *bytes, size_t len)
{
    struct evidence evidence = {0};

    for (size_t at = 0; at < len && evidence.good + evidence.bad < EVIDENCE_MAX; at++) {
        if (!(bytes[at] & 0x80))
            continue;
        int weight =
            weigh(character_at(page, bytes, len, at - 1), character_at(page, bytes, len, at),
                  character_at(page, bytes, len, at + 1));

        evidence.score += weight;
        evidence.good += weight > 0;
        evidence.bad += weight < 0;
        evidence.letters += weight > 1;
    }
    return evidence;
}

/* Control characters stand in programs and pictures, hardly ever in text. */
static bool is_binary(const char *bytes, size_t len)
{
    size_t controls = 0;

    for (size_t i = 0; i < len; i++)
        controls += iscntrl((unsigned char)bytes[i]) && !strchr("\t\n\v\f\r\x1A", bytes[i]);
    return controls * 200 > len;
}

const char *encoding_tell_single(const char *bytes, size_t len)
{
    const char *best = NULL;
    long best_score = 0;

    if (is_binary(bytes, len))
        return NULL;
    for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++) {
        struct page page;

        if (!page_init(&page, encodings[i].name))
            continue;
        struct evidence evidence = weigh_all(&page, bytes, len);
        if (encodings[i].needs_letters && evidence.letters == 0)
            continue;
        if (evidence.score > best_score && evidence.bad * 10 <= evidence.good) {
            best = encodings[i].name;
            best_score = evidence.score;
        }
    }
    return best;
}
