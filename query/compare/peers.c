/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "compare/peers.h"

#include "compare/find_place.h"

#include <stdlib.h>
#include <string.h>

/* Places named by hand. */
struct named {
    const struct parangon_place *places[NAMES_MAX];
    size_t count;
};

static enum parangon_code find_named(const struct authorities *authorities,
                                     const char *const names[], size_t count, const char *option,
                                     struct named *named, struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;

    for (size_t i = 0; code == PARANGON_OK && i < count; i++) {
        code = find_place(authorities->engine->knowledge->places, names[i],
                          &named->places[named->count++], err);
        if (code != PARANGON_OK)
            parangon_error_prefix(err, code, "%s", option);
    }
    return code;
}

static bool is_named(const struct named *named, const struct parangon_place *place)
{
    for (size_t i = 0; i < named->count; i++) {
        if (named->places[i] == place)
            return true;
    }
    return false;
}

/* ---- Filters that tell authorities ---- */

static const char *member_of(const struct parangon_place *place, const char *field)
{
    return strcmp(field, "authority") == 0    ? place->kind
           : strcmp(field, "region") == 0     ? place->region
           : strcmp(field, "department") == 0 ? place->department
                                              : place->parent;
}

static bool has_value(const struct filter *filter, const char *value)
{
    for (size_t i = 0; value && i < filter->count; i++) {
        if (strcmp(filter->values[i], value) == 0)
            return true;
    }
    return false;
}

/* The class is a wish, the others are conditions. */
static bool passes(const struct compare_request *compare, const struct parangon_place *own,
                   const struct parangon_place *place)
{
    const struct request *request = compare->records;

    if (compare->same_kind && strcmp(own->kind, place->kind) != 0)
        return false;
    for (size_t i = 0; i < request->filter_count; i++) {
        const struct filter *filter = &request->filters[i];

        if (authorities_filter(filter) && strcmp(filter->field->name, "class") != 0 &&
            !has_value(filter, member_of(place, filter->field->name)))
            return false;
    }
    return true;
}

void peers_sizes(const struct compare_request *compare, const struct parangon_place *place,
                 const char *sizes[SIZES_MAX + 1])
{
    const struct request *request = compare->records;
    size_t count = 0;

    for (size_t i = 0; i < request->filter_count; i++) {
        const struct filter *filter = &request->filters[i];

        if (!filter->field || strcmp(filter->field->name, "class") != 0)
            continue;
        for (size_t v = 0; v < filter->count && count < SIZES_MAX; v++)
            sizes[count++] = filter->values[v];
    }
    if (!count && place->size_class)
        sizes[count++] = place->size_class;
    sizes[count] = NULL;
}

static bool is_of_size(const char *const sizes[], const struct parangon_place *place)
{
    for (; *sizes; sizes++) {
        if (place->size_class && strcmp(*sizes, place->size_class) == 0)
            return true;
    }
    return false;
}

/* ---- Candidates ---- */

struct choosing {
    struct authorities *authorities;
    const struct compare_request *compare;
    const struct authority *own;
    struct named include, exclude;
    const char *sizes[SIZES_MAX + 1];
};

static struct peer make_peer(const struct choosing *choosing, const struct authority *authority)
{
    struct peer peer = {.authority = authority};

    similarity_measure(choosing->authorities, choosing->own, authority, choosing->compare->weights,
                       &peer.similarity);
    peer.included = is_named(&choosing->include, authority->place);
    peer.documented = authority->chosen > 0;
    peer.same_size = is_of_size(choosing->sizes, authority->place);
    return peer;
}

static bool is_candidate(const struct choosing *choosing, const struct authority *authority)
{
    const struct parangon_place *place = authority->place, *own = choosing->own->place;

    if (place == own)
        return false;
    if (is_named(&choosing->include, place))
        return true;
    return place != choosing->own->other && !is_named(&choosing->exclude, place) &&
           passes(choosing->compare, own, place);
}

/* What is asked for by filters goes before the size, the size before the rest. */
static int tier(const struct peer *peer, bool filtered)
{
    if (peer->included)
        return 0;
    return 1 + (filtered && !peer->documented ? 2 : 0) + !peer->same_size;
}

static int compare_tiers(const struct peer *a, const struct peer *b, bool filtered)
{
    int first = tier(a, filtered), second = tier(b, filtered);

    if (first != second)
        return first - second;
    if (a->similarity.total > b->similarity.total || a->similarity.total < b->similarity.total)
        return a->similarity.total > b->similarity.total ? -1 : 1;
    return strcmp(a->authority->place->code, b->authority->place->code);
}

static int compare_plain(const void *a, const void *b)
{
    return compare_tiers(a, b, false);
}

static int compare_filtered(const void *a, const void *b)
{
    return compare_tiers(a, b, true);
}

/* The other half of a couple comes with the one that stands higher, unless both were named. */
static bool comes_with_another(const struct peers *peers, const struct peer *peer)
{
    for (size_t i = 0; !peer->included && i < peers->count; i++) {
        if (peers->items[i].authority->place == peer->authority->other)
            return true;
    }
    return false;
}

static void take_best(const struct choosing *choosing, struct peer *all, size_t count,
                      struct peers *peers)
{
    qsort(all, count, sizeof *all,
          choosing->authorities->filtered ? compare_filtered : compare_plain);
    for (size_t i = 0; i < count; i++) {
        if ((!all[i].included && peers->count >= choosing->compare->peers) ||
            comes_with_another(peers, &all[i]))
            continue;
        peers->documented += all[i].documented;
        peers->same_size +=
            all[i].same_size && (all[i].documented || !choosing->authorities->filtered);
        peers->items[peers->count++] = all[i];
    }
}

/* Adding moves authorities: all that are needed are added before any is pointed to. */
static void add_named(struct choosing *choosing, const struct parangon_place *place)
{
    struct authorities *authorities = choosing->authorities;

    authorities_of(authorities, place);
    for (size_t i = 0; i < choosing->include.count; i++)
        authorities_of(authorities, choosing->include.places[i]);
    choosing->own = authorities_find(authorities, place);
}

enum parangon_code peers_choose(struct authorities *authorities,
                                const struct compare_request *compare,
                                const struct parangon_place *place, struct peers *peers,
                                struct parangon_error *err)
{
    struct choosing choosing = {.authorities = authorities, .compare = compare};
    enum parangon_code code = find_named(authorities, compare->include, compare->include_count,
                                         "--include", &choosing.include, err);
    size_t count = 0;

    if (code == PARANGON_OK)
        code = find_named(authorities, compare->exclude, compare->exclude_count, "--exclude",
                          &choosing.exclude, err);
    if (code != PARANGON_OK)
        return code;
    add_named(&choosing, place);
    peers_sizes(compare, place, choosing.sizes);
    struct peer *all = parangon_calloc(authorities->count + 1, sizeof *all);
    peers->items = parangon_calloc(authorities->count + 1, sizeof *peers->items);
    for (size_t i = 0; i < authorities->count; i++) {
        if (is_candidate(&choosing, &authorities->items[i]))
            all[count++] = make_peer(&choosing, &authorities->items[i]);
    }
    take_best(&choosing, all, count, peers);
    free(all);
    return PARANGON_OK;
}

void peers_clear(struct peers *peers)
{
    free(peers->items);
    *peers = (struct peers){0};
}
