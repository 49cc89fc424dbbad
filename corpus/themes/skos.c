/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading concepts from SKOS in JSON-LD, in the shape that corpus/vocabulary is written in. */
#include "concepts.h"

#include "parangon/json.h"

#include <string.h>

/* What is being read, for messages, and where it goes. */
struct reading {
    struct parangon_vocabulary *vocabulary;
    struct concept_entry *entry;
    const char *id; /* with its prefix */
    struct parangon_error *err;
};

static enum parangon_code reject(const struct reading *reading, const char *member, const char *why)
{
    return parangon_error_set(reading->err, PARANGON_REJECTED, "concept %s: %s: %s", reading->id,
                              member, why);
}

static const cJSON *member_of(const cJSON *object, const char *name)
{
    return cJSON_GetObjectItemCaseSensitive(object, name);
}

/* ---- Terms ---- */

static size_t find_term(const struct concept_entry *entry, const struct parangon_term *term)
{
    size_t at = 0;

    while (at < entry->concept.term_count &&
           (entry->terms[at].lang != term->lang || strcmp(entry->terms[at].text, term->text) != 0))
        at++;
    return at;
}

static void insert_term(const struct reading *reading, size_t at, struct parangon_term term,
                        bool demonym)
{
    struct parangon_arena *arena = reading->vocabulary->arena;
    struct concept_entry *entry = reading->entry;
    size_t count = entry->concept.term_count;

    entry->terms = concept_list_grow(arena, entry->terms, count, sizeof *entry->terms);
    entry->demonym = concept_list_grow(arena, entry->demonym, count, sizeof *entry->demonym);
    memmove(entry->terms + at + 1, entry->terms + at, (count - at) * sizeof *entry->terms);
    memmove(entry->demonym + at + 1, entry->demonym + at, (count - at) * sizeof *entry->demonym);
    term.text = parangon_arena_strdup(arena, term.text);
    entry->terms[at] = term;
    entry->demonym[at] = demonym;
    entry->concept.terms = entry->terms;
    entry->concept.term_count++;
}

/* A term that is there already keeps the better of its two strengths. */
static void add_term(const struct reading *reading, struct parangon_term term, bool demonym)
{
    struct concept_entry *entry = reading->entry;
    size_t at = find_term(entry, &term);

    if (at == entry->concept.term_count) {
        insert_term(reading, at, term, demonym);
        return;
    }
    if (entry->terms[at].strength < term.strength)
        entry->terms[at].strength = term.strength;
    entry->demonym[at] &= demonym;
}

/* The shown label of a language replaces an earlier one; labels stand before all other terms. */
static void set_label(const struct reading *reading, struct parangon_term term)
{
    struct concept_entry *entry = reading->entry;
    size_t at = 0;

    if (term.lang == PARANGON_OTHER) {
        add_term(reading, term, false);
        return;
    }
    while (at < entry->label_count && entry->terms[at].lang < term.lang)
        at++;
    if (at < entry->label_count && entry->terms[at].lang == term.lang) {
        entry->terms[at].text = parangon_arena_strdup(reading->vocabulary->arena, term.text);
    } else {
        insert_term(reading, at, term, false);
        entry->label_count++;
    }
}

static const struct member {
    const char *name;
    enum parangon_strength strength;
    bool label, demonym;
} members[] = {
    {"prefLabel", PARANGON_STRONG, true, false},    {"altLabel", PARANGON_STRONG, false, false},
    {"hiddenLabel", PARANGON_HIDDEN, false, false}, {"weakLabel", PARANGON_WEAK, false, false},
    {"demonym", PARANGON_STRONG, false, true},
};

static enum parangon_code read_text(const struct reading *reading, const struct member *member,
                                    enum parangon_lang lang, const cJSON *value)
{
    if (!cJSON_IsString(value))
        return reject(reading, member->name, "a text is expected");
    const char *text = value->valuestring;
    if (!text[strspn(text, " \t\r\n")])
        return reject(reading, member->name, "a text is empty");
    if (strlen(text) > CONCEPT_LABEL_MAX)
        return reject(reading, member->name, "a text is longer than 500 bytes");
    struct parangon_term term = {text, lang, member->strength};
    if (member->label)
        set_label(reading, term);
    else
        add_term(reading, term, member->demonym);
    return PARANGON_OK;
}

/* A language map: one text a language for the shown label, else one or a list of them. */
static enum parangon_code read_language_map(const struct reading *reading,
                                            const struct member *member, const cJSON *map)
{
    const cJSON *language, *value;
    enum parangon_code code = PARANGON_OK;

    if (!cJSON_IsObject(map))
        return reject(reading, member->name, "an object from language to text is expected");
    cJSON_ArrayForEach(language, map)
    {
        enum parangon_lang lang = parangon_lang_from_code(language->string);

        if (!cJSON_IsArray(language))
            code = read_text(reading, member, lang, language);
        else if (member->label)
            code = reject(reading, member->name, "one text a language is expected, not a list");
        else
            cJSON_ArrayForEach(value, language)
            {
                if (!code)
                    code = read_text(reading, member, lang, value);
            }
        if (code)
            return code;
    }
    return PARANGON_OK;
}

/* Every language shows something: its own label, else that of the other one. */
static void show_labels(struct concept_entry *entry)
{
    for (int lang = 0; lang < PARANGON_OTHER; lang++)
        entry->concept.label[lang] = entry->terms[0].text;
    for (size_t i = 0; i < entry->label_count; i++)
        entry->concept.label[entry->terms[i].lang] = entry->terms[i].text;
}

static enum parangon_code read_labels(const struct reading *reading, const cJSON *node)
{
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        const cJSON *map = member_of(node, members[i].name);
        enum parangon_code code = map ? read_language_map(reading, &members[i], map) : PARANGON_OK;

        if (code)
            return code;
    }
    if (!reading->entry->label_count)
        return reject(reading, "prefLabel", "a label in French or English is missing");
    show_labels(reading->entry);
    return PARANGON_OK;
}

/* ---- The other members ---- */

static enum parangon_code add_goal(const struct reading *reading, const cJSON *value)
{
    struct concept_entry *entry = reading->entry;
    double number = cJSON_IsNumber(value) ? value->valuedouble : 0;
    size_t count = entry->concept.sdg_count;

    if (!(number >= 1 && number <= 17) || number != (int)number)
        return reject(reading, "sdg", "a list of numbers from 1 to 17 is expected");
    if (count && memchr(entry->sdg, (int)number, count))
        return PARANGON_OK;
    entry->sdg = concept_list_grow(reading->vocabulary->arena, entry->sdg, count, 1);
    entry->sdg[entry->concept.sdg_count++] = (unsigned char)number;
    entry->concept.sdg = entry->sdg;
    return PARANGON_OK;
}

static enum parangon_code add_broader(const struct reading *reading, const cJSON *value)
{
    struct parangon_arena *arena = reading->vocabulary->arena;
    struct concept_entry *entry = reading->entry;
    size_t count = entry->broader_count;

    if (!cJSON_IsString(value))
        return reject(reading, "broader", "a list of ids is expected");
    for (size_t i = 0; i < count; i++) {
        if (strcmp(entry->broader[i], value->valuestring) == 0)
            return PARANGON_OK;
    }
    entry->broader = concept_list_grow(arena, entry->broader, count, sizeof *entry->broader);
    entry->broader[entry->broader_count++] = parangon_arena_strdup(arena, value->valuestring);
    return PARANGON_OK;
}

/* JSON-LD lets a list of one stand without its brackets. */
static enum parangon_code read_list(const struct reading *reading, const cJSON *list,
                                    enum parangon_code (*add)(const struct reading *,
                                                              const cJSON *))
{
    const cJSON *value;
    enum parangon_code code = PARANGON_OK;

    if (!list)
        return PARANGON_OK;
    if (!cJSON_IsArray(list))
        return add(reading, list);
    cJSON_ArrayForEach(value, list)
    {
        if (!code)
            code = add(reading, value);
    }
    return code;
}

/* ---- Concepts ---- */

static enum parangon_scheme scheme_of(const char *id)
{
    enum parangon_scheme scheme = 0;

    while (scheme < PARANGON_SCHEME_COUNT &&
           strncmp(id, concept_prefix(scheme), strlen(concept_prefix(scheme))) != 0)
        scheme++;
    return scheme;
}

static struct concept_entry *add_entry(struct parangon_vocabulary *vocabulary, const char *id,
                                       enum parangon_scheme scheme)
{
    struct parangon_arena *arena = vocabulary->arena;
    struct concept_entry *entry = parangon_arena_alloc(arena, sizeof *entry);

    *entry = (struct concept_entry){
        .concept.scheme = scheme,
        .concept.id = parangon_arena_strdup(arena, id + strlen(concept_prefix(scheme))),
    };
    vocabulary->entries = concept_list_grow(arena, vocabulary->entries, vocabulary->count,
                                            sizeof(struct concept_entry *));
    vocabulary->entries[vocabulary->count] = entry;
    parangon_map_put(&vocabulary->ids, id, strlen(id), vocabulary->count++);
    return entry;
}

/* Finds or makes the concept that `node` is about. */
static enum parangon_code read_id(struct reading *reading, const cJSON *node, size_t position)
{
    struct parangon_vocabulary *vocabulary = reading->vocabulary;
    const char *id = parangon_json_text(node, "id");

    if (!id)
        return parangon_error_set(reading->err, PARANGON_REJECTED, "concept %zu: id: missing",
                                  position);
    reading->id = id;
    enum parangon_scheme scheme = scheme_of(id);
    if (scheme == PARANGON_SCHEME_COUNT)
        return reject(reading, "id", "a prefix such as \"theme:\" is expected");
    size_t len = strlen(id);
    if (len == strlen(concept_prefix(scheme)) || len > CONCEPT_ID_MAX)
        return reject(reading, "id", "between 1 and 120 bytes are expected");
    for (size_t i = 0; i < len; i++) {
        if ((unsigned char)id[i] <= ' ' || id[i] == 0x7F)
            return reject(reading, "id", "no white space or control character is allowed");
    }
    size_t index = parangon_map_get(&vocabulary->ids, id, len);
    reading->entry =
        index == PARANGON_MAP_NONE ? add_entry(vocabulary, id, scheme) : vocabulary->entries[index];
    return PARANGON_OK;
}

static enum parangon_code read_concept(struct parangon_vocabulary *vocabulary, const cJSON *node,
                                       size_t position, struct parangon_error *err)
{
    struct reading reading = {.vocabulary = vocabulary, .err = err};

    if (parangon_json_has(node, "type", "skos:ConceptScheme"))
        return PARANGON_OK; /* says what the document is, not what a word means */
    enum parangon_code code = read_id(&reading, node, position);
    if (!code)
        code = read_labels(&reading, node);
    if (!code)
        code = read_list(&reading, member_of(node, "sdg"), add_goal);
    if (!code)
        code = read_list(&reading, member_of(node, "broader"), add_broader);
    return code;
}

enum parangon_code parangon_vocabulary_add(struct parangon_vocabulary *vocabulary, const char *json,
                                           size_t len, struct parangon_error *err)
{
    cJSON *document = parangon_json_parse(json, len, err);

    if (!document)
        return PARANGON_REJECTED;
    const cJSON *graph = member_of(document, "@graph"), *node;
    enum parangon_code code = PARANGON_OK;
    size_t position = 0;

    if (!cJSON_IsArray(graph))
        code = parangon_error_set(err, PARANGON_REJECTED, "@graph: a list of concepts is expected");
    cJSON_ArrayForEach(node, graph)
    {
        if (!code)
            code = read_concept(vocabulary, node, ++position, err);
    }
    cJSON_Delete(document);
    return code;
}
