/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Titles of records that begin as typed, or hold the words typed. The index tells which passages
   have a word in their title, by its position; only a few titles are read. */
#include "candidate.h"

#include "parangon/json.h"

#include <stdlib.h>
#include <string.h>

enum {
    ENDINGS_MAX = 12,  /* words that the last one may go on to */
    CHECKED_MAX = 200, /* passages of which positions are read */
    READ_MAX = 15,     /* titles that are read */
    LETTERS_MIN = 3,   /* typed of a single word */
    BLOCK = 1024
};

#define AT_START 2.0 /* when more than one word was typed, titles are what is meant, rather */
#define WITHIN (-6.0)

struct looking {
    struct gathering *gathering;
    enum parangon_lang lang;
    size_t checked, read;
    /* Passages whose title begins with the word come before those that hold it further on. */
    xc_docid first[READ_MAX], later[READ_MAX];
    size_t first_count, later_count;
};

/* The title stands in the first passage of a version. */
static bool is_first_passage(const struct engine *engine, xc_docid document)
{
    const struct parangon_passage_key *passage = &engine->passages[document];

    return engine->heads[passage->record] == document ||
           engine->passages[document - 1].lang != passage->lang;
}

static void look_at(struct looking *looking, xc_docid document, const char *term, size_t len)
{
    struct engine *engine = looking->gathering->engine;
    uint32_t record = engine_record_of(engine, document), position;

    if (record == UINT32_MAX || document == 0 || !looking->gathering->passing[record] ||
        !is_first_passage(engine, document))
        return;
    looking->checked++;
    if (engine_positions(engine, document, term, len, &position, 1) == 0 ||
        position >= PARANGON_BODY_POSITION)
        return;
    if (position == 1 && looking->first_count < READ_MAX)
        looking->first[looking->first_count++] = document;
    else if (position > 1 && looking->later_count < READ_MAX)
        looking->later[looking->later_count++] = document;
}

static void look_for(struct looking *looking, const char *form, size_t form_len)
{
    struct engine *engine = looking->gathering->engine;
    const char *stem = parangon_stem(engine->stemmer, looking->lang, form, form_len);
    struct parangon_buf term = {0};
    xc_docid *documents = parangon_calloc(BLOCK, sizeof *documents);
    xc_postings *postings = NULL;
    struct xc_error error;
    size_t got = BLOCK;

    parangon_term(&term, parangon_prefix_stem(looking->lang), stem);
    xc_status status = xc_postings_open(engine->database, term.data, term.len, &postings, &error);
    while (status == XC_OK && got == BLOCK && looking->checked < CHECKED_MAX) {
        status = xc_postings_read(postings, documents, NULL, BLOCK, &got, &error);
        for (size_t i = 0; status == XC_OK && i < got && looking->checked < CHECKED_MAX; i++)
            look_at(looking, documents[i], term.data, term.len);
    }
    if (status != XC_OK)
        engine_note(engine, &error);
    xc_postings_close(postings);
    free(documents);
    parangon_buf_clear(&term);
}

/* The words that the last one may go on to, the most frequent of the language first. */
static size_t endings(const struct looking *looking, const struct lexicon_word *words[ENDINGS_MAX])
{
    const struct lexicon *lexicon = looking->gathering->lexicon;
    const char *last = looking->gathering->typed.last;
    enum parangon_lang lang = looking->lang;
    size_t len = strlen(last), count = 0;

    for (size_t i = lexicon_find(lexicon, 0, last, len);
         i < lexicon->count && strncmp(lexicon->words[i].form, last, len) == 0; i++) {
        const struct lexicon_word *word = &lexicon->words[i];
        size_t at = count < ENDINGS_MAX ? count++ : ENDINGS_MAX;

        if (at == ENDINGS_MAX && words[at - 1]->passages[lang] >= word->passages[lang])
            continue;
        at -= at == ENDINGS_MAX;
        for (; at > 0 && words[at - 1]->passages[lang] < word->passages[lang]; at--)
            words[at] = words[at - 1];
        words[at] = word;
    }
    return count;
}

/* Of several words the longest is taken for the rarest; the titles that are read have to hold the
   others. */
static void look_for_longest(struct looking *looking)
{
    const struct typed *typed = &looking->gathering->typed;
    size_t longest = 0;
    const char *form = "";

    for (const char *at = typed->key; *at;) {
        size_t len = strcspn(at, " ");

        if (len > longest && (at[len] || !*typed->last)) {
            longest = len;
            form = at;
        }
        at += len + (at[len] == ' ');
    }
    if (longest)
        look_for(looking, form, longest);
}

/* ---- Titles ---- */

/* Whether the words typed are words of the title, in any order, the last one perhaps in part. */
static bool has_words(const char *title, const char *key)
{
    while (*key) {
        size_t len = strcspn(key, " ");
        bool whole = key[len] == ' ', found = false;

        for (const char *at = title; at && !found; at = strchr(at, ' ')) {
            at += *at == ' ';
            found = strncmp(at, key, len) == 0 && (!whole || at[len] == ' ' || at[len] == '\0');
        }
        if (!found)
            return false;
        key += len + whole;
    }
    return true;
}

/* A record comes once, in the language that is looked in first. */
static bool is_there(const struct gathering *gathering, uint32_t record)
{
    for (size_t i = 0; i < gathering->count; i++) {
        if (gathering->candidates[i].title && gathering->candidates[i].record == record)
            return true;
    }
    return false;
}

static void add_title(struct looking *looking, uint32_t record, const char *title, const char *id)
{
    const struct typed *typed = &looking->gathering->typed;
    struct parangon_arena *arena = looking->gathering->request->arena;
    char *key = parangon_text_key(title, strlen(title));
    bool starts = strncmp(key, typed->key, strlen(typed->key)) == 0;

    if (!is_there(looking->gathering, record) && (starts || has_words(key, typed->key))) {
        struct candidate *candidate = candidate_add(
            looking->gathering, CANDIDATE_TITLE, starts ? (typed->words ? AT_START : 0) : WITHIN);

        candidate->title = parangon_arena_strdup(arena, title);
        candidate->id = parangon_arena_strdup(arena, id);
        candidate->record = record;
        candidate->lang = looking->lang;
    }
    free(key);
}

static void read_title(struct looking *looking, xc_docid document)
{
    struct engine *engine = looking->gathering->engine;
    uint32_t record = engine_record_of(engine, document);
    cJSON *stored = engine_stored(engine, engine->heads[record]);
    const cJSON *versions = cJSON_GetObjectItemCaseSensitive(
        cJSON_GetObjectItemCaseSensitive(stored, "record"), "versions");
    const char *title = parangon_json_text(
        cJSON_GetObjectItemCaseSensitive(versions, parangon_lang_code(looking->lang)), "title");
    const char *id = parangon_json_text(stored, "id");

    looking->read++;
    if (title && *title && id)
        add_title(looking, record, title, id);
    cJSON_Delete(stored);
}

static void look_in(struct gathering *gathering, enum parangon_lang lang)
{
    struct looking looking = {.gathering = gathering, .lang = lang};
    const struct lexicon_word *words[ENDINGS_MAX];
    size_t count = gathering->typed.words ? 0 : endings(&looking, words);

    for (size_t i = 0; i < count && looking.checked < CHECKED_MAX; i++) {
        if (words[i]->passages[lang])
            look_for(&looking, words[i]->form, words[i]->len);
    }
    if (gathering->typed.words)
        look_for_longest(&looking);
    for (size_t i = 0; i < looking.first_count && looking.read < READ_MAX; i++)
        read_title(&looking, looking.first[i]);
    for (size_t i = 0; i < looking.later_count && looking.read < READ_MAX; i++)
        read_title(&looking, looking.later[i]);
}

void candidates_add_titles(struct gathering *gathering)
{
    enum parangon_lang first = gathering->lang != PARANGON_OTHER ? gathering->lang : gathering->ui;

    if (gathering->typed.words == 0 && strlen(gathering->typed.key) < LETTERS_MIN)
        return;
    look_in(gathering, first);
    look_in(gathering, first == PARANGON_FR ? PARANGON_EN : PARANGON_FR);
}
