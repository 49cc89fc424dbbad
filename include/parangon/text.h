/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PARANGON_TEXT_H
#define PARANGON_TEXT_H

/*
 * The analysis of text: one for indexing, for questions and for highlighting.
 *
 * Text in any state goes in (UTF-8; malformed bytes separate words), tokens come out with the place
 * they were cut from. A token's form is folded: lower case, without accents, ligatures spelt out,
 * super- and subscripts plain, French elisions cut off. Stems are made from folded forms, so that
 * a word typed without its accents has the stem of the right spelling.
 *
 * A cutter or a stemmer belongs to one thread.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Raise with every change of what cutting, folding or stemming gives, or of how a language is told:
   it is stamped into an index, whose terms must be those that the program makes. */
#define PARANGON_ANALYSIS_VERSION "3"

enum parangon_lang {
    PARANGON_FR,
    PARANGON_EN,
    PARANGON_OTHER,
    PARANGON_LANG_COUNT
};

/* "fr", "en", "other". */
const char *parangon_lang_code(enum parangon_lang lang);
/* The language of a code such as "fr", "EN" or "fr-FR"; PARANGON_OTHER for all others. */
enum parangon_lang parangon_lang_from_code(const char *code);

/* Longer forms are cut: no word is that long, and a Xapian term has 245 bytes. */
#define PARANGON_FORM_MAX 64

struct parangon_token {
    size_t begin, end; /* the bytes of the source that the token covers, elision left out */
    const char *form;  /* folded, NUL-terminated; borrowed until the next call on the cutter */
    size_t len;        /* of the form, in bytes */
    unsigned position; /* counts tokens, from 1 */
    bool capitalised;  /* begins with a capital */
    bool acronym;      /* two letters or more, all capitals */
    bool number;       /* a number or a unit such as % */
};

struct parangon_cutter {
    const char *text;
    size_t len;
    size_t at;
    enum parangon_lang lang;
    unsigned position;
    size_t form_len;
    char form[PARANGON_FORM_MAX + 8];
};

/* `text` must outlive the cutter; nothing needs clearing. */
void parangon_cutter_init(struct parangon_cutter *cutter, const char *text, size_t len,
                          enum parangon_lang lang);
/* Writes the next token; false at the end of the text. */
bool parangon_cutter_next(struct parangon_cutter *cutter, struct parangon_token *token);

/* The folded forms of all words of `text` with one space between: the key under which names are
   compared. Yours to free. */
char *parangon_text_key(const char *text, size_t len);

/* How many slips of typing turn the key `typed` into the key `meant`, for "did you mean"; or
   PARANGON_SLIP_NONE when they are too many for it to have been meant. */
#define PARANGON_SLIP_NONE SIZE_MAX
size_t parangon_text_slip(const char *typed, const char *meant);

/* Length in bytes of the character at `text`, malformed or not; 0 when `len` is 0.
   `character` (may be NULL) is its code point, U+FFFD when malformed. */
size_t parangon_text_decode(const char *text, size_t len, int *character);

/* A copy of `text` with each malformed byte replaced by U+FFFD; `replaced` (may be NULL) counts
   them. Yours to free. */
char *parangon_text_mend(const char *text, size_t len, size_t *replaced);

struct parangon_stemmer;

struct parangon_stemmer *parangon_stemmer_new(void);
void parangon_stemmer_free(struct parangon_stemmer *stemmer);
/* The stem of a folded form, never empty; borrowed until the next call on the stemmer.
   Numbers, and words of PARANGON_OTHER, are their own stem. */
const char *parangon_stem(struct parangon_stemmer *stemmer, enum parangon_lang lang,
                          const char *form, size_t len);

/* Whether a folded form is a word of grammar in the language (the Snowball lists, folded).
   Such words are indexed, and left out of questions. Never true for PARANGON_OTHER. */
bool parangon_is_stop_word(enum parangon_lang lang, const char *form, size_t len);

/* The language a text is written in, told from the sequences of letters in its words; of a long
   text, from parts of it taken at equal distances, so that the language of most of it counts.
   PARANGON_OTHER for a third language, and when neither shows, as in most titles of one word. */
enum parangon_lang parangon_text_language(const char *text, size_t len);

#ifdef __cplusplus
}
#endif

#endif
