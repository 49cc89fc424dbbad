/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "named_place.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    NAME_WORDS_MAX = 12,
    PHRASE_MAX = 3 /* words of what is looked for before a name */
};

/* ---- Names that are words ---- */

/* Names of French places that are also words of French or English. By rule: the folded name stands
   in lower case, other than for the place, in public French and English texts (90 million letters
   of law, public service and practice), or it is such a word in a dictionary. */
static const char words_too[] =
    "allier|angers|apt|aube|avion|biot|cannes|cher|cognac|creuse|croix|est ensemble|fontaine|"
    "fosses|fougeres|gaillard|gap|grasse|hem|houilles|ifs|la fleche|la garde|la madeleine|"
    "la metro|la possession|la reunion|la riche|la trinite|landes|le luc|le moule|le port|"
    "le robert|le tampon|lens|les herbiers|les lilas|loos|lot|lourdes|louvres|macon|mana|manche|"
    "mende|menton|moulins|muret|nice|nord|orange|orne|pace|pantin|persan|plaisir|saintes|sceaux|"
    "sedan|"
    "sens|somme|stains|tours|trappes|tulle|union|vannes|var|vienne|vitre";

/* Of these a capital says nothing: Afrique du Nord, Croix-Rouge, Union européenne. */
static const char words_capital_too[] = "croix|nord|union";

/* Short forms that are words, or better known for something else, unless written just so. */
static const char words_unless_exact[] =
    "3m|aix|alm|ame|amp|aura|capi|carene|casa|cea|cove|crea|ctm|cub|cud|cus|ems|gam|gps|"
    "mel|mmm|mpm|nca|pdl|pmm|sainte|tcm|tco|tpm";

/* Names that places abroad bear too, or that a larger place is called by in short. */
static const char names_shared[] =
    "brest|bruges|clermont|la trinite|laval|saint louis|saint martin|saint pierre|valence|vienne";

/* What is no place although it holds the name of one. */
static const char no_places[] =
    "accord de paris|accords de paris|accord paris|paris agreement|paris accord|paris accords|"
    "club de paris|paris club|declaration de paris|paris declaration|paris sud|aix la chapelle|"
    "traite de versailles|quai orsay|croix rouge|grande bretagne|nouvelle orleans|"
    "union europeenne|union africaine|union pour la mediterranee|nord sud|"
    "saint louis du senegal|saint louis senegal|afrique du nord|amerique du nord|"
    "macedoine du nord|mer du nord|europe du nord|coree du nord|irlande du nord";

/* ---- The words of the question ---- */

struct search {
    const struct parangon_places *places;
    struct parangon_arena *arena;
    const struct question_word *words;
    size_t count;
    bool has_lower; /* a word that means something is written without a capital */
    bool shouted;   /* every word is in capitals */
};

static bool is_any_stop(const struct question_word *word)
{
    return word->stop[PARANGON_FR] || word->stop[PARANGON_EN];
}

static void look_at_case(struct search *search)
{
    bool letters = false;

    search->shouted = search->count > 1;
    for (size_t i = 0; i < search->count; i++) {
        const struct question_word *word = &search->words[i];

        if (word->number)
            continue;
        letters = true;
        search->has_lower = search->has_lower || (!word->capitalised && !is_any_stop(word));
        search->shouted = search->shouted && (word->acronym || word->form[1] == '\0') &&
                          (word->capitalised || word->acronym);
    }
    search->shouted = search->shouted && letters;
}

/* The words from `first` on as they were typed, without an English possessive at the end. */
static const char *join_shown(const struct search *search, size_t first, size_t count)
{
    struct parangon_buf text = {0};

    for (size_t i = first; i < first + count; i++)
        parangon_buf_printf(&text, "%s%s", i > first ? " " : "", search->words[i].shown);
    size_t len = text.len;
    if (len > 2 && strcmp(text.data + len - 2, "'s") == 0)
        len -= 2;
    else if (len > 4 && strcmp(text.data + len - 4, "\xE2\x80\x99s") == 0)
        len -= 4;
    const char *joined = parangon_arena_strndup(search->arena, parangon_buf_str(&text), len);
    parangon_buf_clear(&text);
    return joined;
}

static const char *key_of(const struct search *search, const char *name)
{
    char *key = parangon_text_key(name, strlen(name));
    const char *kept = parangon_arena_strdup(search->arena, key ? key : "");

    free(key);
    return kept;
}

static bool is_word(const struct search *search, size_t at, const char *choices)
{
    return at < search->count && parangon_is_choice(choices, search->words[at].form);
}

/* ---- What stands before a name ---- */

enum authority {
    AUTHORITY_ANY,
    AUTHORITY_COMMUNE,
    AUTHORITY_GROUP,
    AUTHORITY_DEPARTMENT,
    AUTHORITY_REGION,
    AUTHORITY_COUNT
};

static const char *const authority_nouns[AUTHORITY_COUNT] = {
    [AUTHORITY_COMMUNE] = "ville|mairie|commune|municipalite|maire|city|town|municipality|mayor",
    [AUTHORITY_GROUP] = "metropole|eurometropole|agglomeration|agglo|intercommunalite|"
                        "communaute|urbaine|metropolis|eurometropolis",
    [AUTHORITY_DEPARTMENT] = "departement|departemental|department",
    [AUTHORITY_REGION] = "region|regional|ile",
};

static const char *const authority_after[AUTHORITY_COUNT] = {
    [AUTHORITY_GROUP] = "metropole|eurometropole|agglomeration|agglo|metropolis|eurometropolis",
};

static enum authority authority_of(const struct search *search, size_t at,
                                   const char *const nouns[AUTHORITY_COUNT])
{
    for (enum authority kind = AUTHORITY_ANY; kind < AUTHORITY_COUNT; kind++) {
        if (nouns[kind] && is_word(search, at, nouns[kind]))
            return kind;
    }
    return AUTHORITY_ANY;
}

struct context {
    enum authority authority;
    size_t words;     /* "ville de" */
    bool preposition; /* "à", "de", "in", "of" just before */
};

static struct context look_before(const struct search *search, size_t first)
{
    static const char links[] = "de|du|des|la|le|les|a|au|aux|of|the|in|en";
    static const char prepositions[] = "a|de|du|au|aux|in|of|at";
    struct context context = {0};
    size_t at = first;

    while (at > 0 && first - at < PHRASE_MAX && is_word(search, at - 1, links))
        at--;
    context.preposition = first > 0 && is_word(search, first - 1, prepositions);
    if (at > 0)
        context.authority = authority_of(search, at - 1, authority_nouns);
    /* « ville d'Angers »: the elided word is not among the words, a bare « ville nice » is none. */
    if (context.authority && at == first && !strchr("aeiouyh", search->words[first].form[0]))
        context.authority = search->words[first].capitalised ? context.authority : AUTHORITY_ANY;
    if (context.authority)
        context.words = first - at + 1;
    return context;
}

/* ---- Whether a name is meant as one ---- */

struct name {
    size_t first, count;
    const char *typed, *key;
    struct context context;
    bool sure;
};

static bool has_capital(const struct search *search, const struct name *name)
{
    const struct question_word *last = &search->words[name->first + name->count - 1];

    return last->capitalised;
}

static bool is_alone(const struct search *search, const struct name *name)
{
    for (size_t i = 0; i < search->count; i++) {
        bool inside = i >= name->first - name->context.words && i < name->first + name->count;

        if (!inside && !is_any_stop(&search->words[i]))
            return false;
    }
    return true;
}

/* « Tours de la ville », "nice to have": what follows shows the word, not the place. */
static bool is_continued(const struct search *search, const struct name *name)
{
    return is_word(search, name->first + name->count, "de|du|des|of|to|the");
}

static bool has_accent(const char *name)
{
    while (*name && (unsigned char)*name < 0x80)
        name++;
    return *name != '\0';
}

/* The very letters of a name. An accent shows a name by itself: "sainté" needs no capital. */
static bool is_written_so(const char *typed, const char *name)
{
    return has_accent(name) ? strcasecmp(typed, name) == 0 : strcmp(typed, name) == 0;
}

static bool is_exact(const struct name *name, const struct parangon_place *place)
{
    if (is_written_so(name->typed, place->name))
        return true;
    for (size_t i = 0; i < place->alias_count; i++) {
        if (is_written_so(name->typed, place->aliases[i]))
            return true;
    }
    return false;
}

/* In lower case a word is a place after "ville de"; after a bare preposition when the expression
   ends there: « à nice pour l'eau », but « à sens unique » and "in nice places" are none. */
static bool is_placed(const struct search *search, const struct name *name)
{
    size_t next = name->first + name->count;

    if (name->context.authority)
        return true;
    return name->context.preposition &&
           (next == search->count ||
            (is_any_stop(&search->words[next]) && !is_continued(search, name)));
}

static bool is_meant_word(const struct search *search, struct name *name,
                          const struct parangon_place *best)
{
    bool capital = has_capital(search, name) && !search->shouted;

    if (name->context.authority)
        return true;
    name->sure = name->sure && capital && search->has_lower && name->first > 0;
    if (has_accent(name->typed) && !is_exact(name, best))
        return false; /* « creusé », « maçon » */
    if (parangon_is_choice(words_capital_too, name->key))
        return is_alone(search, name);
    if (is_continued(search, name) && (!capital || name->first == 0))
        return false;
    return capital || is_placed(search, name) || is_alone(search, name);
}

static bool is_meant_short(const struct search *search, struct name *name,
                           const struct parangon_place *best)
{
    bool exact = is_exact(name, best) && !search->shouted;
    bool shown = name->context.authority || has_accent(name->typed) ||
                 (name->first > 0 && is_word(search, name->first - 1, "la"));

    name->sure = name->sure && exact && shown;
    return exact || name->context.authority || is_alone(search, name);
}

/* Whether the name is meant; says too whether that is sure. */
static bool is_meant(const struct search *search, struct name *name,
                     const struct parangon_place *best)
{
    name->sure = !parangon_is_choice(names_shared, name->key);
    if (parangon_is_choice(words_unless_exact, name->key))
        return is_meant_short(search, name, best);
    return !parangon_is_choice(words_too, name->key) || is_meant_word(search, name, best);
}

/* ---- Terms ---- */

static void add_term(struct named_place *named, const char *field, const char *value,
                     double strength)
{
    const char *prefix = parangon_field_named(field)->prefix;

    for (size_t i = 0; i < named->term_count; i++) {
        struct place_term *term = &named->terms[i];

        if (strcmp(term->prefix, prefix) == 0 && strcmp(term->value, value) == 0) {
            term->strength = term->strength > strength ? term->strength : strength;
            return;
        }
    }
    if (named->term_count < PLACE_TERMS_MAX)
        named->terms[named->term_count++] = (struct place_term){prefix, value, strength};
}

/* How much the records of one authority are about another. A town and the group it is the centre of
   often act for one another (a group for a suburb much less); what lies in a department or a region
   is about it in part. */
#define STRENGTH_CENTRE 0.6
#define STRENGTH_PARENT 0.3
#define STRENGTH_INSIDE 0.4
#define STRENGTH_PARTNER 0.7
#define STRENGTH_UNSURE 0.6  /* of a name that may be a word, or another place */
#define STRENGTH_HOMONYM 0.7 /* of the smaller places of one name */

static bool is_commune(const struct parangon_place *place)
{
    return strcmp(place->kind, "commune") == 0;
}

static bool is_group(const struct parangon_place *place)
{
    return strncmp(place->code, "epci:", 5) == 0;
}

static void add_group(struct named_place *named, const struct parangon_place *group,
                      double strength)
{
    add_term(named, "lead", group->code, strength);
    add_term(named, "parent", group->code, strength * STRENGTH_INSIDE);
    if (group->centre)
        add_term(named, "lead", group->centre, strength * STRENGTH_CENTRE);
}

static void add_commune(const struct search *search, struct named_place *named,
                        const struct parangon_place *commune, double strength)
{
    const struct parangon_place *group =
        commune->parent ? parangon_places_find(search->places, commune->parent) : NULL;
    bool centre = group && group->centre && strcmp(group->centre, commune->code) == 0;

    add_term(named, "lead", commune->code, strength);
    if (group)
        add_term(named, "lead", group->code,
                 strength * (centre ? STRENGTH_CENTRE : STRENGTH_PARENT));
}

/* The Collectivité européenne d'Alsace is the authority of two departments. */
static void add_department(struct named_place *named, const struct parangon_place *department,
                           double strength)
{
    static const char alsace[] = "dep:6AE";
    static const char *const parts[] = {"dep:67", "dep:68"};
    bool whole = strcmp(department->code, alsace) == 0;

    add_term(named, "lead", department->code, strength);
    add_term(named, "department", department->code, strength * STRENGTH_INSIDE);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (whole)
            add_term(named, "department", parts[i], strength * STRENGTH_INSIDE);
        else if (strcmp(department->code, parts[i]) == 0)
            add_term(named, "lead", alsace, strength * STRENGTH_CENTRE);
    }
}

static void add_terms(const struct search *search, struct named_place *named,
                      const struct parangon_place *place, double strength)
{
    if (is_commune(place)) {
        add_commune(search, named, place, strength);
    } else if (is_group(place)) {
        add_group(named, place, strength);
    } else if (strcmp(place->kind, "departement") == 0) {
        add_department(named, place, strength);
    } else {
        add_term(named, "lead", place->code, strength);
        if (strcmp(place->kind, "region") == 0)
            add_term(named, "region", place->code, strength * STRENGTH_INSIDE);
    }
    /* A French place is a partner under its name, as those abroad are. */
    add_term(named, "partners", key_of(search, place->name), strength * STRENGTH_PARTNER);
}

/* ---- Which place is meant ---- */

static bool is_authority(const struct parangon_place *place, enum authority authority)
{
    switch (authority) {
    case AUTHORITY_COMMUNE: return is_commune(place);
    case AUTHORITY_GROUP: return is_group(place);
    case AUTHORITY_DEPARTMENT: return strcmp(place->kind, "departement") == 0;
    case AUTHORITY_REGION: return strcmp(place->kind, "region") == 0;
    case AUTHORITY_ANY:
    case AUTHORITY_COUNT: break;
    }
    return true;
}

static bool is_code(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0;
}

/* Whether two places of one name are in one another, as Paris and its department. */
static bool is_related(const struct parangon_place *a, const struct parangon_place *b)
{
    return is_code(a->parent, b->code) || is_code(b->parent, a->code) ||
           is_code(a->department, b->code) || is_code(b->department, a->code) ||
           is_code(a->region, b->code) || is_code(b->region, a->code) ||
           (a->department && is_code(a->department, b->department));
}

/* « métropole de Pau »: the group whose centre has the name, where none has it itself. */
static const struct parangon_place *group_around(const struct search *search,
                                                 const struct parangon_place *commune)
{
    const struct parangon_place *group =
        commune->parent ? parangon_places_find(search->places, commune->parent) : NULL;

    return group && is_code(group->centre, commune->code) ? group : NULL;
}

/* Puts the places of the kind that the question names first; returns how many they are. */
static size_t prefer(const struct search *search, struct named_place *named,
                     enum authority authority)
{
    size_t kept = 0;

    for (size_t i = 0; i < named->place_count; i++) {
        const struct parangon_place *place = named->places[i];

        if (!is_authority(place, authority))
            continue;
        memmove(&named->places[kept + 1], &named->places[kept],
                (i - kept) * sizeof(*named->places));
        named->places[kept++] = place;
    }
    if (kept == 0 && authority == AUTHORITY_GROUP && is_commune(named->places[0])) {
        const struct parangon_place *group = group_around(search, named->places[0]);

        if (group) {
            named->places[0] = group;
            kept = 1;
        }
    }
    if (kept)
        named->place_count = kept;
    return kept;
}

/* A much larger place is meant rather than a small one of its name. */
static bool is_clear(const struct named_place *named)
{
    enum {
        MUCH_LARGER = 20
    };
    const struct parangon_place *best = named->places[0];

    for (size_t i = 1; i < named->place_count; i++) {
        if (!is_related(best, named->places[i]) &&
            best->population < MUCH_LARGER * named->places[i]->population)
            return false;
    }
    return true;
}

static void settle(const struct search *search, const struct name *name, enum authority authority,
                   struct named_place *named)
{
    if (authority)
        prefer(search, named, authority);
    named->sure = name->sure && is_clear(named);
    double strength = named->sure ? 1 : STRENGTH_UNSURE;
    for (size_t i = 0; i < named->place_count; i++) {
        const struct parangon_place *place = named->places[i];
        bool first = i == 0 || is_related(named->places[0], place);

        add_terms(search, named, place, strength * (first ? 1 : STRENGTH_HOMONYM));
    }
}

/* ---- Finding ---- */

/* Reads the words as one name; false when no place has it, or when they mean something else. */
static bool try_name(const struct search *search, size_t first, size_t count,
                     struct named_place *named)
{
    struct name name = {.first = first, .count = count};
    enum authority authority;

    name.typed = join_shown(search, first, count);
    *named = (struct named_place){.first = first, .count = count};
    named->place_count =
        parangon_places_named(search->places, name.typed, named->places, HOMONYMS_MAX);
    if (named->place_count == 0)
        return false;
    if (named->place_count > HOMONYMS_MAX)
        named->place_count = HOMONYMS_MAX;
    name.key = key_of(search, name.typed);
    name.context = look_before(search, first);
    authority = name.context.authority;
    if (!authority) {
        authority = authority_of(search, first + count, authority_after);
        named->count += authority != AUTHORITY_ANY;
    }
    if (!is_meant(search, &name, named->places[0]))
        return false;
    named->context = name.context.words;
    settle(search, &name, authority, named);
    return true;
}

/* How many words from `at` on are a fixed expression that holds the name of a place. */
static size_t skip_expression(const struct search *search, size_t at)
{
    struct parangon_buf words = {0};
    size_t skipped = 0;

    for (size_t i = at; i < search->count && i < at + NAME_WORDS_MAX; i++) {
        parangon_buf_printf(&words, "%s%s", i > at ? " " : "", search->words[i].form);
        if (parangon_is_choice(no_places, words.data))
            skipped = i - at + 1;
    }
    parangon_buf_clear(&words);
    return skipped;
}

/* The longest name that begins at `at`; its number of words, 0 for none. */
static size_t find_at(const struct search *search, size_t at, struct named_place *named)
{
    size_t most = search->count - at;

    for (size_t count = most < NAME_WORDS_MAX ? most : NAME_WORDS_MAX; count > 0; count--) {
        if (try_name(search, at, count, named))
            return named->count;
    }
    return 0;
}

size_t named_places_find(const struct parangon_places *places, struct parangon_arena *arena,
                         const struct question_word *words, size_t count,
                         struct named_place found[NAMED_PLACES_MAX])
{
    struct search search = {.places = places, .arena = arena, .words = words, .count = count};
    size_t named = 0;

    look_at_case(&search);
    for (size_t at = 0; at < count && named < NAMED_PLACES_MAX;) {
        size_t skipped = skip_expression(&search, at);

        if (!skipped) {
            skipped = find_at(&search, at, &found[named]);
            named += skipped > 0;
        }
        at += skipped ? skipped : 1;
    }
    return named;
}
