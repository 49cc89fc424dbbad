/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is alike and what is not, said in both languages. */
#include "compare/both.h"
#include "compare/similarity.h"

#include <string.h>

#define NBSP "\xC2\xA0"

enum {
    COMMON_NAMED = 5 /* ids in common that are named; the rest is in the count */
};

struct saying {
    const struct authorities *authorities;
    const struct authority *a, *b;
    struct both why, differs;
};

static const struct parangon_vocabulary *vocabulary_of(const struct saying *saying)
{
    return saying->authorities->engine->knowledge->vocabulary;
}

/* A phrase goes to what is alike or to what is not. */
static void end_phrase(struct saying *saying, struct both *phrase, bool alike)
{
    both_append(alike ? &saying->why : &saying->differs, phrase);
}

static void say_level(struct saying *saying, double value)
{
    const struct parangon_vocabulary *vocabulary = vocabulary_of(saying);
    struct both phrase = {0};

    if (value >= 1) {
        both_puts(&phrase, "même nature (", "same kind (");
        both_choice(&phrase, vocabulary, "authority", saying->b->place->kind);
        both_puts(&phrase, ")", ")");
    } else {
        if (value >= SIMILARITY_ALIKE)
            both_puts(&phrase, "même échelon, nature voisine" NBSP ": ",
                      "same level, a kindred kind: ");
        else
            both_puts(&phrase, "autre échelon" NBSP ": ", "another level: ");
        both_choice(&phrase, vocabulary, "authority", saying->b->place->kind);
        both_puts(&phrase, " et non ", ", not ");
        both_choice(&phrase, vocabulary, "authority", saying->a->place->kind);
    }
    end_phrase(saying, &phrase, value >= SIMILARITY_ALIKE);
}

static void say_population(struct saying *saying, double value)
{
    const struct parangon_place *a = saying->a->place, *b = saying->b->place;
    bool classes = a->size_class && b->size_class;
    bool same = classes && strcmp(a->size_class, b->size_class) == 0;
    struct both phrase = {0};

    if (same) {
        both_puts(&phrase, "même classe (", "same class (");
        both_choice(&phrase, vocabulary_of(saying), "class", a->size_class);
        both_puts(&phrase, "), ", "), ");
    } else {
        both_puts(&phrase, value >= SIMILARITY_ALIKE ? "population proche, " : "autre taille, ",
                  value >= SIMILARITY_ALIKE ? "a similar population, " : "another size, ");
    }
    both_inhabitants(&phrase, (double)b->population);
    both_puts(&phrase, " contre ", " against ");
    both_inhabitants(&phrase, (double)a->population);
    end_phrase(saying, &phrase, same || value >= SIMILARITY_ALIKE);
    if (!same && classes) {
        both_puts(&phrase, "autre classe (", "another class (");
        both_choice(&phrase, vocabulary_of(saying), "class", b->size_class);
        both_puts(&phrase, ")", ")");
        end_phrase(saying, &phrase, false);
    }
}

static void add_carrier(struct saying *saying, struct both *phrase, const char *carrier)
{
    both_choice(phrase, vocabulary_of(saying), "carrier", carrier);
}

static void say_carrier(struct saying *saying, double value)
{
    const char *first = authority_carrier(saying->authorities, saying->a, NULL);
    const char *second = authority_carrier(saying->authorities, saying->b, NULL);
    struct both phrase = {0};

    if (value >= 1) {
        both_puts(&phrase, "action internationale portée de même (",
                  "international action carried alike (");
        add_carrier(saying, &phrase, second);
    } else {
        both_puts(&phrase, "action internationale portée autrement (",
                  "international action carried otherwise (");
        add_carrier(saying, &phrase, second);
        both_puts(&phrase, " et non ", ", not ");
        add_carrier(saying, &phrase, first);
    }
    both_puts(&phrase, ")", ")");
    end_phrase(saying, &phrase, value >= 1);
}

static void say_figure(struct saying *saying, enum measure measure, const char *french,
                       const char *english, bool alike)
{
    const struct figure *a = authority_figure(saying->authorities, saying->a, measure);
    const struct figure *b = authority_figure(saying->authorities, saying->b, measure);
    const char *unit = a && a->unit && strcmp(a->unit, "EUR") == 0 ? a->unit : NULL;
    struct both phrase = {0};

    if (!a || !b || a->text || b->text)
        return;
    both_puts(&phrase, french, english);
    both_range(&phrase, b->min, b->max, unit, unit);
    both_puts(&phrase, " contre ", " against ");
    both_range(&phrase, a->min, a->max, unit, unit);
    end_phrase(saying, &phrase, alike);
}

static void say_means(struct saying *saying, double value)
{
    bool alike = value >= SIMILARITY_ALIKE;

    say_figure(saying, MEASURE_STAFF, "agents" NBSP ": ", "staff: ", alike);
    say_figure(saying, MEASURE_BUDGET, "budget annuel" NBSP ": ", "annual budget: ", alike);
}

static void say_trait(struct saying *saying, enum parangon_trait trait, const char *name)
{
    bool a = saying->a->place->traits & trait, b = saying->b->place->traits & trait;
    struct both phrase = {0};

    if (!a && !b)
        return;
    both_choice(&phrase, vocabulary_of(saying), "trait", name);
    if (a && b)
        both_puts(&phrase, " de part et d'autre", " on both sides");
    else
        both_puts(&phrase, " à ", " in ");
    if (!a || !b) {
        const char *only = a ? saying->a->place->name : saying->b->place->name;

        both_puts(&phrase, only, only);
        both_puts(&phrase, " seulement", " only");
    }
    end_phrase(saying, &phrase, a && b);
}

static void say_common(struct saying *saying, const struct ids *a, const struct ids *b,
                       enum parangon_scheme scheme, const char *french, const char *english)
{
    const char *common[COMMON_NAMED];
    size_t count = similarity_common(a, b, common, COMMON_NAMED);
    struct both phrase = {0};

    if (!count)
        return;
    both_puts(&phrase, french, english);
    for (size_t i = 0; i < count && i < COMMON_NAMED; i++) {
        both_puts(&phrase, i ? ", " : "", i ? ", " : "");
        both_label(&phrase, vocabulary_of(saying), scheme, common[i]);
    }
    if (count > COMMON_NAMED) {
        both_puts(&phrase, " (en tout ", " (in all ");
        both_number(&phrase, (double)count);
        both_puts(&phrase, ")", ")");
    }
    end_phrase(saying, &phrase, true);
}

static void say_region(struct saying *saying, double value)
{
    struct both phrase = {0};

    both_puts(&phrase, value >= 1 ? "même région" : "autre région",
              value >= 1 ? "same region" : "another region");
    end_phrase(saying, &phrase, value >= 1);
}

static void say(struct saying *saying, enum criterion criterion, double value)
{
    switch (criterion) {
    case CRITERION_LEVEL: say_level(saying, value); break;
    case CRITERION_POPULATION: say_population(saying, value); break;
    case CRITERION_CARRIER: say_carrier(saying, value); break;
    case CRITERION_MEANS: say_means(saying, value); break;
    case CRITERION_SITE:
        say_trait(saying, PARANGON_TRAIT_SEAPORT, "seaport");
        say_trait(saying, PARANGON_TRAIT_BORDER, "border");
        break;
    case CRITERION_COUNTRIES:
        say_common(saying, &saying->a->countries, &saying->b->countries, PARANGON_COUNTRIES,
                   "pays partenaires communs" NBSP ": ", "partner countries in common: ");
        break;
    case CRITERION_NETWORKS:
        say_common(saying, &saying->a->networks, &saying->b->networks, PARANGON_NETWORKS,
                   "réseaux communs" NBSP ": ", "networks in common: ");
        break;
    case CRITERION_REGION: say_region(saying, value); break;
    case CRITERION_COUNT: break;
    }
}

void similarity_say(const struct authorities *authorities, const struct authority *a,
                    const struct authority *b, const double weights[CRITERION_COUNT],
                    const struct similarity *similarity, cJSON **why, cJSON **differs)
{
    struct saying saying = {.authorities = authorities, .a = a, .b = b};

    for (enum criterion i = 0; i < CRITERION_COUNT; i++) {
        if (weights[i] > 0 && similarity->known[i])
            say(&saying, i, similarity->values[i]);
    }
    *why = both_take(&saying.why);
    *differs = both_take(&saying.differs);
}
