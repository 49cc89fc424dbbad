/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "document.h"

#include "identity.h"
#include "words.h"

#include "parangon/json.h"
#include "parangon/record.h"

#include <stdlib.h>
#include <string.h>

/* Euros that no action costs: more is not told apart. */
#define AMOUNT_MAX 1e15

void workshop_init(struct workshop *workshop, const struct parangon_knowledge *knowledge)
{
    *workshop = (struct workshop){.knowledge = knowledge};
    workshop->stemmer = parangon_stemmer_new();
    workshop->themes = parangon_spotter_new(knowledge->vocabulary, workshop->stemmer,
                                            1u << PARANGON_THEMES | 1u << PARANGON_TERMS);
}

void workshop_clear(struct workshop *workshop)
{
    parangon_spotter_free(workshop->themes);
    parangon_stemmer_free(workshop->stemmer);
}

/* The passages of one record while they are made. */
struct making {
    struct workshop *workshop;
    const cJSON *record;
    uint32_t number;
    const char *source;
    bool curated;         /* the record gives its themes itself */
    unsigned char *about; /* by concept: the strength of a theme over the whole record */
    xc_document **documents;
    unsigned char **found; /* by document, then by concept: the strength within the passage */
    size_t count;
    struct parangon_buf term;
};

static void add_boolean(struct making *making, xc_document *document, const char *prefix,
                        const char *value)
{
    parangon_term(&making->term, prefix, value);
    xc_document_add_boolean_term(document, making->term.data, making->term.len, NULL);
}

/* ---- Themes ---- */

static size_t theme_count(const struct making *making)
{
    return parangon_vocabulary_count(making->workshop->knowledge->vocabulary);
}

static bool raise(unsigned char *strength, unsigned char to)
{
    if (*strength >= to)
        return false;
    *strength = to;
    return true;
}

/* A theme is also about what is broader than it, up to the broadest. */
static void raise_broader(const struct making *making, unsigned char *strengths)
{
    const struct parangon_vocabulary *vocabulary = making->workshop->knowledge->vocabulary;
    bool raised = true;

    while (raised) {
        raised = false;
        for (size_t i = 0; i < theme_count(making); i++) {
            const struct parangon_concept *concept = parangon_vocabulary_at(vocabulary, i);

            for (size_t b = 0; strengths[i] && b < concept->broader_count; b++)
                raised = raise(&strengths[concept->broader[b]], strengths[i]) || raised;
        }
    }
}

static void curate_themes(struct making *making)
{
    const struct parangon_vocabulary *vocabulary = making->workshop->knowledge->vocabulary;
    const cJSON *themes = cJSON_GetObjectItemCaseSensitive(making->record, "themes");
    const cJSON *theme;

    making->curated = cJSON_GetArraySize(themes) > 0;
    cJSON_ArrayForEach(theme, themes)
    {
        unsigned char strength =
            theme == themes->child ? PARANGON_ABOUT_MAIN : PARANGON_ABOUT_CURATED;

        for (size_t i = 0; i < theme_count(making); i++) {
            const struct parangon_concept *concept = parangon_vocabulary_at(vocabulary, i);

            if (concept->scheme == PARANGON_THEMES && strcmp(concept->id, theme->valuestring) == 0)
                raise(&making->about[i], strength);
        }
    }
    raise_broader(making, making->about);
}

/* What speaks for a theme in a passage. A word weighs 2. */
struct evidence {
    unsigned strong, weak;
    size_t end; /* of its latest expression */
};

/* The longer an expression is, the more it says; in a title it says all. */
static unsigned weight_of(const struct words *words, const struct parangon_match *match,
                          size_t title_words)
{
    enum {
        WEIGHT_MAX = 4,
        IN_TITLE = 6
    };
    unsigned weight = 1;

    if (match->first < title_words)
        return IN_TITLE;
    for (size_t i = 0; i < match->count; i++)
        weight += !words->seen[match->first + i].stop;
    return weight < 2 ? 2 : weight < WEIGHT_MAX ? weight : WEIGHT_MAX;
}

/* A name with its acronym right behind it is one mention: "chambre de commerce (CCI)". */
static bool repeats(struct evidence *all, const struct words *words,
                    const struct parangon_match *match)
{
    struct evidence *evidence = &all[match->index];
    bool behind = match->first > 0 && evidence->end == match->first;

    evidence->end = match->first + match->count;
    return behind && words->seen[match->first].acronym;
}

/* Weak words only support, and no more than a little. What speaks for a theme speaks for what is
   broader than it. */
static void weigh(struct evidence *all, const struct parangon_match *match, unsigned weight)
{
    enum {
        WEAK_MAX = 3
    };

    for (size_t i = 0; i <= match->concept->broader_count; i++) {
        struct evidence *evidence = &all[i ? match->concept->broader[i - 1] : match->index];

        if (match->strength != PARANGON_WEAK)
            evidence->strong += weight;
        else if (evidence->weak < WEAK_MAX)
            evidence->weak++;
    }
}

/* What a passage of so many words needs to be about a theme, and not only to mention it: a word is
   enough in a sentence, a page needs three, or its title. The steps were measured (tests/themes):
   counting every mention halves the precision on sheets. */
static unsigned evidence_needed(size_t words)
{
    enum {
        STEP = 55
    };

    return words < STEP ? 2 : words < 2 * STEP ? 4 : 6;
}

/* The strength of each theme within a passage, whose first words are those of the title. */
static unsigned char *find_themes(struct making *making, const struct words *words)
{
    unsigned char *strengths = parangon_calloc(theme_count(making), 1);
    struct evidence *all = parangon_calloc(theme_count(making), sizeof *all);
    size_t title_words = words->next_title > 1 ? words->next_title - 2 : 0;
    unsigned needed = evidence_needed(words->seen_count);
    struct parangon_match *matches;
    size_t count = parangon_spotter_find(making->workshop->themes, words->lang, words->seen,
                                         words->seen_count, false, &matches);

    for (size_t i = 0; i < count; i++) {
        if (!repeats(all, words, &matches[i]))
            weigh(all, &matches[i], weight_of(words, &matches[i], title_words));
    }
    for (size_t i = 0; i < theme_count(making); i++) {
        if (all[i].strong)
            strengths[i] = all[i].strong + all[i].weak < needed ? PARANGON_ABOUT_MENTIONED
                                                                : PARANGON_ABOUT_FOUND;
    }
    free(matches);
    free(all);
    raise_broader(making, strengths);
    return strengths;
}

/* Themes that the record does not give are filtered by only where it gives none. */
static void put_themes(struct making *making, size_t which)
{
    const struct parangon_vocabulary *vocabulary = making->workshop->knowledge->vocabulary;
    const struct parangon_field *field = parangon_field_named("themes");

    for (size_t i = 0; i < theme_count(making); i++) {
        const struct parangon_concept *concept = parangon_vocabulary_at(vocabulary, i);
        unsigned char strength = making->about[i];
        bool filtered =
            concept->scheme == PARANGON_THEMES &&
            strength >= (making->curated ? PARANGON_ABOUT_CURATED : PARANGON_ABOUT_FOUND);

        if (filtered)
            add_boolean(making, making->documents[which], field->prefix, concept->id);
        if (strength < PARANGON_ABOUT_CURATED)
            strength = making->found[which][i];
        if (strength)
            add_boolean(making, making->documents[which], parangon_prefix_about(strength),
                        concept->id);
    }
}

static bool has_theme(const struct making *making)
{
    const struct parangon_vocabulary *vocabulary = making->workshop->knowledge->vocabulary;

    for (size_t i = 0; i < theme_count(making); i++) {
        if (parangon_vocabulary_at(vocabulary, i)->scheme == PARANGON_THEMES &&
            making->about[i] >= PARANGON_ABOUT_FOUND)
            return true;
    }
    return false;
}

/* ---- Words ---- */

static void add_name(struct words *words, const char *name)
{
    if (name)
        words_add_names(words, name);
}

static void add_place_names(const struct making *making, struct words *words, const cJSON *place)
{
    const char *code = parangon_json_text(place, "code");
    const struct parangon_place *known =
        code ? parangon_places_find(making->workshop->knowledge->places, code) : NULL;

    add_name(words, parangon_json_text(place, "name"));
    for (size_t i = 0; known && i < known->alias_count; i++)
        add_name(words, known->aliases[i]);
}

static void add_concept_names(const struct making *making, struct words *words, const char *field)
{
    const cJSON *ids = cJSON_GetObjectItemCaseSensitive(making->record, field);
    enum parangon_lang lang = words->lang == PARANGON_OTHER ? PARANGON_FR : words->lang;
    const cJSON *id;

    cJSON_ArrayForEach(id, ids)
        add_name(words, parangon_vocabulary_label(making->workshop->knowledge->vocabulary,
                                                  parangon_field_named(field)->scheme,
                                                  id->valuestring, lang));
}

/* Names that stand in fields and not always in the text: they are searched, never a phrase. */
static void add_names(const struct making *making, struct words *words)
{
    static const char *const fields[] = {"countries", "themes", "networks", "schemes"};
    const cJSON *item;

    add_place_names(making, words, cJSON_GetObjectItemCaseSensitive(making->record, "lead"));
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(making->record, "co_leads"))
        add_place_names(making, words, item);
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(making->record, "partners"))
        add_name(words, parangon_json_text(item, "name"));
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        add_concept_names(making, words, fields[i]);
    add_name(words, parangon_json_text(making->record, "ref"));
}

/* ---- Documents ---- */

struct filtered {
    struct making *making;
    xc_document *document;
    const char *prefix;
};

static void put_value(void *context, const char *value)
{
    const struct filtered *filtered = context;

    add_boolean(filtered->making, filtered->document, filtered->prefix, value);
}

static void put_filters(struct making *making, xc_document *document)
{
    struct filtered filtered = {making, document, PARANGON_PREFIX_LEADS};

    parangon_record_leads(making->record, put_value, &filtered);
    for (size_t i = 0; i < parangon_field_count; i++) {
        filtered.prefix = parangon_fields[i].prefix;
        if (filtered.prefix && strcmp(parangon_fields[i].name, "themes") != 0)
            parangon_record_values(making->record, &parangon_fields[i], put_value, &filtered);
    }
}

static void put_key(const struct making *making, xc_document *document, const struct words *words)
{
    const struct parangon_passage_key key = {making->number, words->length, words->lang};
    char bytes[PARANGON_PASSAGE_KEY_SIZE];

    parangon_passage_key_pack(&key, bytes);
    xc_document_add_value(document, PARANGON_SLOT_PASSAGE, bytes, sizeof bytes, NULL);
}

/* The record as it is stored: its versions without their text, which the passages hold, and without
   what only their making needs. */
static cJSON *without_text(const cJSON *record)
{
    cJSON *copy = cJSON_Duplicate(record, true);
    cJSON *version;

    cJSON_ArrayForEach(version, cJSON_GetObjectItemCaseSensitive(copy, "versions"))
    {
        cJSON_DeleteItemFromObjectCaseSensitive(version, "text");
        cJSON_DeleteItemFromObjectCaseSensitive(version, PARANGON_LANG_TOLD);
    }
    return copy;
}

static void put_head(struct making *making, xc_document *document)
{
    const cJSON *lead = cJSON_GetObjectItemCaseSensitive(making->record, "lead");
    struct parangon_record_key key = {
        .reported = (int)parangon_json_number(making->record, "year_reported", 0),
        .population = (int)parangon_json_number(lead, "population", 0),
        .evidence = (int)parangon_json_number(making->record, "evidence", 0),
        .graded = parangon_json_number(making->record, "evidence", -1) >= 0,
    };
    double amount = parangon_record_amount(making->record);
    char bytes[PARANGON_RECORD_KEY_SIZE];

    key.amount = amount < AMOUNT_MAX ? (int64_t)amount : (int64_t)AMOUNT_MAX;
    parangon_record_period(making->record, &key.first, &key.last);
    parangon_record_key_pack(&key, bytes);
    xc_document_add_value(document, PARANGON_SLOT_RECORD, bytes, sizeof bytes, NULL);
    xc_document_add_boolean_term(document, PARANGON_TERM_HEAD, 1, NULL);
    identity_put(document, making->record, making->source, making->workshop->duplicate);
}

static void put_data(const struct making *making, xc_document *document, const char *lang,
                     const struct parangon_passage *passage, const char *text)
{
    cJSON *stored = cJSON_CreateObject();
    char *heading =
        passage->heading ? parangon_strndup(passage->heading, passage->heading_len) : NULL;
    char *part = parangon_strndup(text + passage->begin, passage->end - passage->begin);
    size_t len;

    cJSON_AddStringToObject(stored, "id", parangon_json_text(making->record, "id"));
    cJSON_AddStringToObject(stored, "lang", lang);
    if (passage->lang != parangon_lang_from_code(lang))
        cJSON_AddStringToObject(stored, "written", parangon_lang_code(passage->lang));
    if (heading)
        cJSON_AddStringToObject(stored, "heading", heading);
    if (passage->page)
        cJSON_AddNumberToObject(stored, "page", (double)passage->page);
    cJSON_AddStringToObject(stored, "text", part);
    if (making->count == 0)
        cJSON_AddItemToObject(stored, "record", without_text(making->record));
    char *sealed = parangon_seal(stored, &len);
    xc_document_set_data(document, sealed, len, NULL);
    free(sealed);
    free(heading);
    free(part);
    cJSON_Delete(stored);
}

/* `leads`: the title, the summary and the names are searched with this passage. */
static void make_passage(struct making *making, const cJSON *version,
                         const struct parangon_passage *passage, bool leads)
{
    const char *text = parangon_json_text(version, "text");
    const char *title = parangon_json_text(version, "title");
    const char *summary = parangon_json_text(version, "summary");
    xc_document *document = NULL;
    struct words words;

    if (xc_document_new(&document, NULL) != XC_OK)
        abort(); /* out of memory */
    words_init(&words, passage->lang, making->workshop->stemmer);
    if (leads && title)
        words_add_title(&words, title, strlen(title));
    if (passage->heading)
        words_add_title(&words, passage->heading, passage->heading_len);
    if (leads && summary)
        words_add_text(&words, summary, strlen(summary));
    if (text)
        words_add_text(&words, text + passage->begin, passage->end - passage->begin);
    if (leads)
        add_names(making, &words);
    words_put(&words, document);
    put_key(making, document, &words);
    put_filters(making, document);
    put_data(making, document, version->string, passage, text ? text : "");
    if (making->count == 0)
        put_head(making, document);
    making->documents =
        parangon_realloc(making->documents, making->count + 1, sizeof *making->documents);
    making->found = parangon_realloc(making->found, making->count + 1, sizeof *making->found);
    making->documents[making->count] = document;
    making->found[making->count++] = find_themes(making, &words);
    words_clear(&words);
}

/* The passages of a version, in its own language or, where that was told, each in the one that it
   is told to be in. */
static size_t cut_version(const cJSON *version, struct parangon_passage **passages)
{
    enum parangon_lang lang = parangon_lang_from_code(version->string);
    const char *given = parangon_json_text(version, "text"), *text = given ? given : "";
    size_t count = parangon_passages_cut(text, strlen(text), passages);

    if (cJSON_GetObjectItemCaseSensitive(version, PARANGON_LANG_TOLD))
        return parangon_passages_tell(text, lang, count, passages);
    for (size_t i = 0; i < count; i++)
        (*passages)[i].lang = lang;
    return count;
}

/* The first one in the language of the version has its title. */
static size_t leading(const struct parangon_passage *passages, size_t count,
                      enum parangon_lang lang)
{
    for (size_t i = 0; i < count; i++) {
        if (passages[i].lang == lang)
            return i;
    }
    return 0;
}

static void make_version(struct making *making, const cJSON *version)
{
    struct parangon_passage *passages;
    size_t count = cut_version(version, &passages);
    size_t leads = leading(passages, count, parangon_lang_from_code(version->string));

    for (size_t i = 0; i < count; i++)
        make_passage(making, version, &passages[i], i == leads);
    free(passages);
}

size_t documents_make(struct workshop *workshop, const cJSON *record, uint32_t number,
                      const char *source, xc_document ***documents)
{
    struct making making = {
        .workshop = workshop, .record = record, .number = number, .source = source};
    const cJSON *version;

    making.about = parangon_calloc(theme_count(&making), 1);
    curate_themes(&making);
    cJSON_ArrayForEach(version, cJSON_GetObjectItemCaseSensitive(record, "versions"))
        make_version(&making, version);
    /* What one passage is found to be about, the record is about. */
    for (size_t d = 0; d < making.count; d++) {
        for (size_t i = 0; i < theme_count(&making); i++)
            raise(&making.about[i], making.found[d][i]);
    }
    for (size_t d = 0; d < making.count; d++) {
        put_themes(&making, d);
        free(making.found[d]);
    }
    workshop->has_theme = has_theme(&making);
    free(making.found);
    free(making.about);
    parangon_buf_clear(&making.term);
    *documents = making.documents;
    return making.count;
}

void documents_free(xc_document **documents, size_t count)
{
    for (size_t i = 0; i < count; i++)
        xc_document_free(documents[i]);
    free(documents);
}
