/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "shown_form.h"

#include "parangon/json.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum {
    PASSAGES = 3,  /* that are read */
    SPELLINGS = 8, /* of one word that are told apart */
    ENOUGH = 6     /* occurrences */
};

struct spellings {
    const char *form;
    struct {
        char *text;
        unsigned times;
    } seen[SPELLINGS];
    size_t count;
    unsigned total;
};

char *shown_in_case(const char *text, bool capital)
{
    struct parangon_buf out = {0};
    size_t left = strlen(text), size;

    for (; left > 0; text += size, left -= size) {
        utf8proc_uint8_t bytes[4];
        int character;

        size = parangon_text_decode(text, left, &character);
        character =
            capital && out.len == 0 ? utf8proc_toupper(character) : utf8proc_tolower(character);
        parangon_buf_add(&out, bytes, (size_t)utf8proc_encode_char(character, bytes));
    }
    return parangon_buf_take(&out);
}

static void count(struct spellings *spellings, char *text, unsigned times)
{
    size_t i = 0;

    while (i < spellings->count && strcmp(spellings->seen[i].text, text) != 0)
        i++;
    if (i == SPELLINGS) {
        free(text);
        return;
    }
    if (i == spellings->count) {
        spellings->seen[spellings->count].text = text;
        spellings->seen[spellings->count++].times = 0;
    } else {
        free(text);
    }
    spellings->seen[i].times += times;
    spellings->total++;
}

/* Whether a capital says anything here: not at the beginning of a sentence or of a line. */
static bool is_within_sentence(const char *text, size_t at)
{
    if (at > 1 && text[at - 1] == '-' && !strchr(" \t\n\r\f", text[at - 2]))
        return true; /* Clermont-Ferrand */
    while (at > 0 && strchr(" \t'(\"", text[at - 1]))
        at--;
    return at > 0 && !strchr(".!?:;\n\r\f#*-|", text[at - 1]) && (unsigned char)text[at - 1] < 0x80;
}

/* A capital at the beginning of a sentence is none of the word; what is in capitals throughout may
   be an abbreviation, or have lost its accents, and counts least. */
static void take(struct spellings *spellings, const char *text, const struct parangon_token *token)
{
    char *word = parangon_strndup(text + token->begin, token->end - token->begin);
    bool keeps = token->acronym || (token->capitalised && is_within_sentence(text, token->begin));

    if (token->capitalised && !keeps) {
        char *lowered = shown_in_case(word, false);

        free(word);
        word = lowered;
    }
    count(spellings, word, token->acronym ? 1 : token->capitalised ? 2 : 5);
}

static void read_text(struct spellings *spellings, const char *text, enum parangon_lang lang)
{
    struct parangon_cutter cutter;
    struct parangon_token token;

    if (!text)
        return;
    parangon_cutter_init(&cutter, text, strlen(text), lang);
    while (spellings->total < ENOUGH && parangon_cutter_next(&cutter, &token)) {
        if (strcmp(token.form, spellings->form) == 0)
            take(spellings, text, &token);
    }
}

static void read_passage(struct engine *engine, xc_docid document, struct spellings *spellings)
{
    cJSON *stored = engine_stored(engine, document);
    const char *written = parangon_json_text(stored, "written");
    enum parangon_lang lang =
        parangon_lang_from_code(written ? written : parangon_json_text(stored, "lang"));
    const cJSON *record = cJSON_GetObjectItemCaseSensitive(stored, "record");
    const cJSON *version = cJSON_GetObjectItemCaseSensitive(
        cJSON_GetObjectItemCaseSensitive(record, "versions"), parangon_lang_code(lang));

    read_text(spellings, parangon_json_text(stored, "text"), lang);
    read_text(spellings, parangon_json_text(version, "summary"), lang);
    read_text(spellings, parangon_json_text(version, "title"), lang);
    read_text(spellings, parangon_json_text(stored, "heading"), lang);
    cJSON_Delete(stored);
}

static void read_passages(struct engine *engine, const struct lexicon_word *word,
                          enum parangon_lang lang, struct spellings *spellings)
{
    xc_docid documents[PASSAGES];
    size_t count =
        engine_first(engine, parangon_prefix_exact(lang), word->form, documents, PASSAGES);

    for (size_t i = 0; i < count && spellings->total < ENOUGH; i++)
        read_passage(engine, documents[i], spellings);
}

static char *find_form(struct engine *engine, const struct lexicon_word *word,
                       enum parangon_lang lang)
{
    struct spellings spellings = {.form = word->form};
    size_t best = 0;
    char *shown;

    read_passages(engine, word, lang, &spellings);
    for (size_t i = 1; i < spellings.count; i++) {
        if (spellings.seen[i].times > spellings.seen[best].times)
            best = i;
    }
    shown = parangon_strdup(spellings.count ? spellings.seen[best].text : word->form);
    for (size_t i = 0; i < spellings.count; i++)
        free(spellings.seen[i].text);
    return shown;
}

const char *shown_form(struct engine *engine, const struct lexicon_word *word,
                       enum parangon_lang lang)
{
    struct lexicon_word *own = &engine->lexicon->words[word - engine->lexicon->words];

    if (!own->shown || own->shown_lang != lang) {
        char *shown = find_form(engine, word, lang);

        own->shown = parangon_arena_strdup(engine->lexicon->arena, shown);
        own->shown_lang = lang;
        free(shown);
    }
    return own->shown;
}
