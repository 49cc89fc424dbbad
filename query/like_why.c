/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "like_why.h"

#include "answer_parts.h"
#include "facets.h"

#include "parangon/json.h"

#include <stdio.h>
#include <string.h>

enum {
    WORDS_SAID = 8,
    VALUES_SAID = 6 /* of one field */
};

static const struct {
    const char *field, *said[PARANGON_OTHER];
} sayings[] = {
    {"themes", {"thèmes", "themes"}},
    {"countries", {"pays", "countries"}},
    {"partners", {"partenaires", "partners"}},
    {"networks", {"réseaux", "networks"}},
    {"schemes", {"dispositifs", "schemes"}},
    {"actions", {"formes d'action", "forms of action"}},
    {"lead", {"même porteur", "same lead"}},
    {"authority", {"même sorte de collectivité", "same kind of authority"}},
    {"class", {"même taille", "same size"}},
    {"region", {"même région", "same region"}},
};

static const char *const words_said[PARANGON_OTHER] = {"mots", "words"};
static const char *const colons[PARANGON_OTHER] = {"\u00a0: ", ": "};
static const char *const separators[PARANGON_OTHER] = {"\u202f; ", "; "};

static void begin_reason(struct parangon_buf *out, const char *name, enum parangon_lang lang)
{
    parangon_buf_printf(out, "%s%s%s", out->len ? separators[lang] : "", name, colons[lang]);
}

/* A lead stands in the index by its code and by its name: the code is said by its name. */
static bool is_said_otherwise(const struct match *match, const struct trait *trait)
{
    return strcmp(trait->field->name, "lead") == 0 &&
           !parangon_places_find(match->engine->knowledge->places, trait->value) &&
           !parangon_vocabulary_find(match->engine->knowledge->vocabulary, PARANGON_NETWORKS,
                                     trait->value);
}

static void add_value(struct parangon_buf *out, const struct match *match,
                      const struct trait *trait, enum parangon_lang lang)
{
    const struct parangon_knowledge *knowledge = match->engine->knowledge;
    const struct parangon_field *field = trait->field;
    cJSON *label;

    if (strcmp(field->name, "lead") == 0)
        field = parangon_field_named("networks");
    label = facet_label(knowledge, field, trait->value);
    parangon_buf_puts(out, parangon_json_text(label, parangon_lang_code(lang)));
    cJSON_Delete(label);
}

static void add_field(struct parangon_buf *out, const struct traits *traits,
                      const struct match *match, size_t saying, uint32_t record,
                      enum parangon_lang lang)
{
    size_t said = 0;

    for (size_t i = 0; i < traits->count && said < VALUES_SAID; i++) {
        const struct trait *trait = &traits->list[i];

        if (strcmp(trait->field->name, sayings[saying].field) != 0 ||
            !trait_is_shared(trait, record) || is_said_otherwise(match, trait))
            continue;
        if (said++ == 0)
            begin_reason(out, sayings[saying].said[lang], lang);
        else
            parangon_buf_puts(out, ", ");
        add_value(out, match, trait, lang);
    }
}

static bool holds(const struct match *match, const struct clause_match *clause, xc_docid document)
{
    for (size_t i = 0; i < clause->count; i++) {
        if (match_contribution(match, clause, &clause->alternatives[i], document) > 0)
            return true;
    }
    return false;
}

/* The clauses stand in the order of what they tell. */
static void add_words(struct parangon_buf *out, const struct match *match,
                      const struct like_hit *hit, enum parangon_lang lang)
{
    size_t said = 0;

    if (hit->words <= 0)
        return;
    for (size_t c = 0; c < match->question->count && said < WORDS_SAID; c++) {
        const struct clause_match *clause = &match->clauses[c];

        if (!holds(match, clause, hit->hit.document))
            continue;
        if (said++ == 0)
            begin_reason(out, words_said[lang], lang);
        else
            parangon_buf_puts(out, ", ");
        parangon_buf_puts(out, clause->clause->words->shown);
    }
}

cJSON *like_why(const struct traits *traits, const struct match *match, const struct like_hit *hit)
{
    cJSON *why = cJSON_CreateObject();

    for (enum parangon_lang lang = 0; lang < PARANGON_OTHER; lang++) {
        struct parangon_buf out = {0};

        for (size_t i = 0; i < sizeof sayings / sizeof *sayings; i++)
            add_field(&out, traits, match, i, hit->hit.record, lang);
        add_words(&out, match, hit, lang);
        cJSON_AddStringToObject(why, parangon_lang_code(lang), parangon_buf_str(&out));
        parangon_buf_clear(&out);
    }
    return why;
}

cJSON *like_explain(const struct traits *traits, const struct like_hit *hit)
{
    cJSON *parts = cJSON_CreateArray();
    uint32_t record = hit->hit.record;

    answer_add_part(parts, "words", hit->words);
    if (traits->themes[record] > 0)
        answer_add_part(parts, "themes", WORTH_THEMES * traits->themes[record]);
    for (size_t i = 0; i < traits->count; i++) {
        const struct trait *trait = &traits->list[i];
        char label[PARANGON_ID_MAX + 40];

        if (trait->field->scheme == PARANGON_THEMES || !trait->strength[record])
            continue;
        snprintf(label, sizeof label, "%s %s", trait->field->name, trait->value);
        answer_add_part(parts, label, trait->share);
    }
    return parts;
}
