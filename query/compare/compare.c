/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "compare/compare.h"

#include "answer_parts.h"
#include "compare/both.h"
#include "compare/find_place.h"
#include "compare/indicators.h"
#include "compare/peers.h"
#include "compare/sides.h"

#include <stdlib.h>

#define NBSP "\xC2\xA0"
#define THIN "\xE2\x80\xAF"

/* ---- What was asked ---- */

static cJSON *print_criteria(const struct compare_request *compare)
{
    cJSON *criteria = cJSON_CreateArray();

    for (enum criterion i = 0; i < CRITERION_COUNT; i++) {
        cJSON *criterion;

        if (compare->weights[i] <= 0)
            continue;
        criterion = cJSON_CreateObject();
        cJSON_AddStringToObject(criterion, "name", criterion_name(i));
        cJSON_AddNumberToObject(criterion, "weight", compare->weights[i]);
        cJSON_AddItemToArray(criteria, criterion);
    }
    return criteria;
}

static cJSON *print_request(const struct compare_request *compare)
{
    cJSON *request = cJSON_CreateObject(), *filters = cJSON_AddObjectToObject(request, "filters");

    for (size_t i = 0; i < compare->records->filter_count; i++) {
        const struct filter *filter = &compare->records->filters[i];
        cJSON *values = cJSON_AddArrayToObject(filters, filter_name(filter));

        for (size_t v = 0; v < filter->count; v++)
            cJSON_AddItemToArray(values, cJSON_CreateString(filter->values[v]));
    }
    cJSON_AddNumberToObject(request, "peers", (double)compare->peers);
    cJSON_AddBoolToObject(request, "same_kind", compare->same_kind);
    cJSON_AddItemToObject(request, "criteria", print_criteria(compare));
    return request;
}

/* ---- Peers ---- */

static enum parangon_code print_peer(struct sides *sides, const struct compare_request *compare,
                                     const struct authority *own, const struct peer *peer,
                                     cJSON *list, struct parangon_error *err)
{
    cJSON *printed = cJSON_CreateObject(), *why, *differs;

    cJSON_AddItemToArray(list, printed);
    similarity_say(sides->authorities, own, peer->authority, compare->weights, &peer->similarity,
                   &why, &differs);
    cJSON_AddNumberToObject(printed, "similarity",
                            (double)(long)(peer->similarity.total * 1000 + 0.5) / 1000);
    cJSON_AddItemToObject(printed, "why", why);
    cJSON_AddItemToObject(printed, "differs", differs);
    cJSON_AddBoolToObject(printed, "same_size", peer->same_size);
    cJSON_AddBoolToObject(printed, "included", peer->included);
    cJSON_AddBoolToObject(printed, "documented", peer->documented);
    return sides_print(sides, peer->authority, printed, err);
}

/* "1 sur 3 : …": of the size, of those asked for. */
static cJSON *say_size(const struct authorities *authorities, const struct peers *peers,
                       const char *const sizes[], size_t asked)
{
    struct both said = {0};

    both_number(&said, (double)peers->same_size);
    both_puts(&said, " sur ", " of ");
    both_number(&said, (double)asked);
    both_puts(&said, NBSP ": pairs de la taille demandée (", ": peers of the size asked for (");
    for (size_t i = 0; sizes[i]; i++) {
        both_puts(&said, i ? ", " : "", i ? ", " : "");
        both_choice(&said, authorities->engine->knowledge->vocabulary, "class", sizes[i]);
    }
    both_puts(&said, ")", ")");
    if (authorities->filtered) {
        both_puts(&said, " qui ont une pratique documentée répondant à la demande" THIN "; ",
                  " with a documented practice as asked for; ");
        both_number(&said, (double)peers->documented);
        both_puts(&said, " toutes tailles confondues", " of all sizes together");
    }
    both_puts(&said, ".", ".");
    if (peers->same_size < peers->count)
        both_puts(&said, " Les pairs d'une autre taille sont signalés.",
                  " Peers of another size are marked.");
    return both_take(&said);
}

/* How many there are of the size, of those asked for. */
static cJSON *print_size(const struct authorities *authorities,
                         const struct compare_request *compare, const struct peers *peers,
                         const struct parangon_place *place)
{
    size_t asked = compare->peers > peers->count ? compare->peers : peers->count;
    const char *sizes[SIZES_MAX + 1];
    cJSON *size = cJSON_CreateObject();
    cJSON *classes = cJSON_AddArrayToObject(size, "classes");

    peers_sizes(compare, place, sizes);
    for (size_t i = 0; sizes[i]; i++)
        cJSON_AddItemToArray(classes, cJSON_CreateString(sizes[i]));
    cJSON_AddNumberToObject(size, "asked", (double)asked);
    cJSON_AddNumberToObject(size, "found", (double)peers->count);
    cJSON_AddNumberToObject(size, "same_size", (double)peers->same_size);
    cJSON_AddNumberToObject(size, "documented", (double)peers->documented);
    cJSON_AddItemToObject(
        size, "said", sizes[0] ? say_size(authorities, peers, sizes, asked) : cJSON_CreateNull());
    return size;
}

static enum parangon_code print_indicators(const struct authorities *authorities,
                                           const struct authority *own, const struct peers *peers,
                                           cJSON *answer, struct parangon_error *err)
{
    const struct authority **compared = parangon_calloc(peers->count + 1, sizeof *compared);
    cJSON *indicators = NULL;
    enum parangon_code code;

    compared[0] = own;
    for (size_t i = 0; i < peers->count; i++)
        compared[i + 1] = peers->items[i].authority;
    code = indicators_make(authorities, compared, peers->count + 1, &indicators, err);
    if (code == PARANGON_OK)
        cJSON_AddItemToObject(answer, "indicators", indicators);
    free(compared);
    return code;
}

static enum parangon_code print_all(const struct authorities *authorities,
                                    const struct compare_request *compare,
                                    const struct parangon_place *place, const struct peers *peers,
                                    cJSON *answer, struct parangon_error *err)
{
    const struct request *request = compare->records;
    struct sides sides = {authorities,
                          request->ui != PARANGON_OTHER ? request->ui : request->locale};
    const struct authority *own = authorities_find(authorities, place);
    enum parangon_code code = sides_print(&sides, own, answer, err);
    cJSON *list = cJSON_AddArrayToObject(answer, "peers");

    cJSON_AddItemToObject(answer, "request", print_request(compare));
    cJSON_AddItemToObject(answer, "size", print_size(authorities, compare, peers, place));
    for (size_t i = 0; code == PARANGON_OK && i < peers->count; i++)
        code = print_peer(&sides, compare, own, &peers->items[i], list, err);
    if (code == PARANGON_OK)
        code = print_indicators(authorities, own, peers, answer, err);
    return code;
}

enum parangon_code compare_answer(struct engine *engine, const struct compare_request *compare,
                                  cJSON **answer, struct parangon_error *err)
{
    struct authorities authorities = {0};
    const struct parangon_place *place = NULL;
    struct peers peers = {0};
    cJSON *made = answer_new();
    enum parangon_code code =
        find_place(engine->knowledge->places, compare->place ? compare->place : "", &place, err);

    if (code == PARANGON_OK)
        code = authorities_read(&authorities, engine, compare->records, err);
    if (code == PARANGON_OK)
        code = peers_choose(&authorities, compare, place, &peers, err);
    if (code == PARANGON_OK)
        code = print_all(&authorities, compare, place, &peers, made, err);
    peers_clear(&peers);
    authorities_clear(&authorities);
    if (code == PARANGON_OK)
        *answer = made;
    else
        cJSON_Delete(made);
    return code;
}
