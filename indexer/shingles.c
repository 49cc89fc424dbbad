/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "shingles.h"

#include "parangon/json.h"
#include "parangon/memory.h"

#include <stdlib.h>
#include <string.h>

enum {
    RUN = 3,  /* words of a shingle */
    ROWS = 8, /* of a band */
    HASHES = SHINGLES_BANDS * ROWS
};

/* A growing list of hashes. */
struct hashes {
    uint64_t *at;
    size_t count, cap;
};

static void add_hash(struct hashes *hashes, uint64_t hash)
{
    if (hashes->count == hashes->cap) {
        hashes->cap = hashes->cap ? hashes->cap * 2 : 256;
        hashes->at = parangon_realloc(hashes->at, hashes->cap, sizeof *hashes->at);
    }
    hashes->at[hashes->count++] = hash;
}

static void cut(struct hashes *words, const char *text)
{
    struct parangon_cutter cutter;
    struct parangon_token token;

    /* The language decides on elisions only: one for all, as bands of one language alone meet. */
    parangon_cutter_init(&cutter, text ? text : "", text ? strlen(text) : 0, PARANGON_FR);
    while (parangon_cutter_next(&cutter, &token))
        add_hash(words, parangon_hash(PARANGON_HASH_START, token.form, token.len));
}

/* The words of the title, unless the text begins with them, and of the text. */
static struct hashes words_of(const cJSON *version)
{
    struct hashes title = {0}, words = {0};

    cut(&title, parangon_json_text(version, "title"));
    cut(&words, parangon_json_text(version, "text"));
    if (title.count && (words.count < title.count ||
                        memcmp(title.at, words.at, title.count * sizeof *title.at) != 0)) {
        for (size_t i = 0; i < words.count; i++)
            add_hash(&title, words.at[i]);
        free(words.at);
        return title;
    }
    free(title.at);
    return words;
}

static int compare_hashes(const void *a, const void *b)
{
    uint64_t first = *(const uint64_t *)a, second = *(const uint64_t *)b;

    return (first > second) - (first < second);
}

static void sort_unique(struct hashes *hashes)
{
    size_t kept = 0;

    if (hashes->count)
        qsort(hashes->at, hashes->count, sizeof *hashes->at, compare_hashes);
    for (size_t i = 0; i < hashes->count; i++) {
        if (kept == 0 || hashes->at[kept - 1] != hashes->at[i])
            hashes->at[kept++] = hashes->at[i];
    }
    hashes->count = kept;
}

/* The finaliser of SplitMix64 (G. Steele, D. Lea, C. Flood, 2014): bits well mixed. */
static uint64_t mix(uint64_t value)
{
    value = (value ^ value >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    value = (value ^ value >> 27) * UINT64_C(0x94D049BB133111EB);
    return value ^ value >> 31;
}

static struct hashes shingles_of(const struct hashes *words)
{
    struct hashes shingles = {0};

    for (size_t i = 0; i + RUN <= words->count; i++) {
        uint64_t hash = RUN;

        for (size_t j = 0; j < RUN; j++)
            hash = mix(hash ^ words->at[i + j]);
        add_hash(&shingles, hash);
    }
    sort_unique(&shingles);
    return shingles;
}

bool shingles_bands(const cJSON *version, uint64_t bands[SHINGLES_BANDS])
{
    struct hashes words = words_of(version);
    struct hashes shingles = shingles_of(&words);
    bool enough = words.count >= SHINGLES_WORDS_MIN;

    for (size_t band = 0; enough && band < SHINGLES_BANDS; band++) {
        uint64_t least[ROWS];

        for (size_t row = 0; row < ROWS; row++) {
            uint64_t seed = mix(band * ROWS + row + 1);

            least[row] = UINT64_MAX;
            for (size_t i = 0; i < shingles.count; i++) {
                uint64_t value = mix(shingles.at[i] ^ seed);

                least[row] = value < least[row] ? value : least[row];
            }
        }
        bands[band] = PARANGON_HASH_START ^ band;
        for (size_t row = 0; row < ROWS; row++)
            bands[band] = mix(bands[band] ^ least[row]);
    }
    free(words.at);
    free(shingles.at);
    return enough;
}

static size_t count_common(const struct hashes *first, const struct hashes *second)
{
    size_t common = 0;

    for (size_t i = 0, j = 0; i < first->count && j < second->count;) {
        if (first->at[i] == second->at[j]) {
            common++;
            i++;
            j++;
        } else if (first->at[i] < second->at[j]) {
            i++;
        } else {
            j++;
        }
    }
    return common;
}

static double share_of(size_t common, size_t first, size_t second)
{
    size_t all = first + second - common;

    return all ? (double)common / (double)all : 0;
}

void shingles_compare(const cJSON *first, const cJSON *second, struct likeness *likeness)
{
    struct hashes words[2] = {words_of(first), words_of(second)}, shingles[2];

    likeness->few = words[0].count < SHINGLES_WORDS_MIN || words[1].count < SHINGLES_WORDS_MIN;
    for (size_t i = 0; i < 2; i++) {
        shingles[i] = shingles_of(&words[i]);
        sort_unique(&words[i]);
    }
    size_t common = count_common(&shingles[0], &shingles[1]);
    size_t shared = count_common(&words[0], &words[1]);

    likeness->resemblance = share_of(common, shingles[0].count, shingles[1].count);
    likeness->words = share_of(shared, words[0].count, words[1].count);
    likeness->only_first = words[0].count - shared;
    likeness->only_second = words[1].count - shared;
    for (size_t i = 0; i < 2; i++) {
        free(words[i].at);
        free(shingles[i].at);
    }
}

/*
 * Measured on sheets of the tests in the formats that LibreOffice makes of them, resemblance and
 * resemblance by words, at worst: ODT .86 .92, HTML .56 .78, PDF .49 .72, where a form is short and
 * its tables are read in another order; sheets of running text have .79 to 1, with all words the
 * same. Of 60 sheets of different practices put into one form of 11 labels and 80 words of
 * instructions, the nearest two had .51 .77 with four words a label, .45 .60 with fourteen.
 *
 * So the lowest threshold is for files that have one name, of which one is left out in any case.
 * Another version has some words changed. Whatever has another name or folder must be alike in all:
 * where a form is long and little was filled in, two sheets resemble each other well above .9, and
 * what one has instead of what the other has tells them apart. Other formats have words more or
 * less, hardly others.
 */
bool shingles_are_one(const struct likeness *likeness, enum shingles_names names)
{
    enum {
        REPLACED_MAX = 2
    };
    size_t replaced =
        likeness->only_first < likeness->only_second ? likeness->only_first : likeness->only_second;

    if (likeness->few)
        return names != SHINGLES_UNLIKE && likeness->resemblance >= 1;
    switch (names) {
    case SHINGLES_SAME: return likeness->resemblance >= 0.45 && likeness->words >= 0.7;
    case SHINGLES_VERSIONS: return likeness->resemblance >= 0.8;
    case SHINGLES_UNLIKE: break;
    }
    return likeness->resemblance >= 0.9 && replaced <= REPLACED_MAX;
}
