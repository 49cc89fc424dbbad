/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Stems by Snowball (libstemmer), remembered: the words of a corpus repeat. */
#include "parangon/memory.h"
#include "parangon/text.h"

#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>

/* A power of two. About 1 MiB of remembered words a stemmer; a clash replaces the older. */
enum {
    CACHE_SIZE = 1 << 13
};

struct remembered {
    unsigned char lang, form_len, stem_len;
    char form[PARANGON_FORM_MAX];
    char stem[PARANGON_FORM_MAX + 1];
};

struct parangon_stemmer {
    struct sb_stemmer *snowball[PARANGON_LANG_COUNT];
    struct remembered *cache;
};

/* Words that Snowball separates although they are forms of one word. Measured on
   administrative texts; each entry must help on every judged collection. */
static const struct {
    enum parangon_lang lang;
    const char *form, *stem;
} exceptions[] = {
    {PARANGON_FR, "travaux", "travail"}, {PARANGON_FR, "velos", "velo"},
    {PARANGON_FR, "euros", "euro"},      {PARANGON_FR, "metros", "metro"},
    {PARANGON_FR, "elus", "elu"},        {PARANGON_FR, "enjeux", "enjeu"},
    {PARANGON_FR, "lieux", "lieu"},      {PARANGON_FR, "milieux", "milieu"},
    {PARANGON_FR, "revenus", "revenu"},  {PARANGON_FR, "individus", "individu"},
    {PARANGON_FR, "emplois", "emploi"},  {PARANGON_FR, "lois", "loi"},
    {PARANGON_FR, "appuis", "appui"},
};

struct parangon_stemmer *parangon_stemmer_new(void)
{
    struct parangon_stemmer *stemmer = parangon_calloc(1, sizeof *stemmer);

    stemmer->snowball[PARANGON_FR] = sb_stemmer_new("french", "UTF_8");
    stemmer->snowball[PARANGON_EN] = sb_stemmer_new("english", "UTF_8");
    stemmer->cache = parangon_calloc(CACHE_SIZE, sizeof *stemmer->cache);
    return stemmer;
}

void parangon_stemmer_free(struct parangon_stemmer *stemmer)
{
    if (!stemmer)
        return;
    for (size_t i = 0; i < PARANGON_LANG_COUNT; i++) {
        if (stemmer->snowball[i])
            sb_stemmer_delete(stemmer->snowball[i]);
    }
    free(stemmer->cache);
    free(stemmer);
}

static bool has_digit(const char *form, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (form[i] >= '0' && form[i] <= '9')
            return true;
    }
    return false;
}

static const char *exception_of(enum parangon_lang lang, const char *form, size_t len)
{
    for (size_t i = 0; i < sizeof exceptions / sizeof *exceptions; i++) {
        if (exceptions[i].lang == lang && strlen(exceptions[i].form) == len &&
            memcmp(exceptions[i].form, form, len) == 0)
            return exceptions[i].stem;
    }
    return NULL;
}

static void remember(struct remembered *place, enum parangon_lang lang, const char *form,
                     size_t len, const char *stem, size_t stem_len)
{
    if (stem_len == 0 || stem_len > PARANGON_FORM_MAX) {
        stem = form;
        stem_len = len;
    }
    place->lang = (unsigned char)lang;
    place->form_len = (unsigned char)len;
    place->stem_len = (unsigned char)stem_len;
    memcpy(place->form, form, len);
    memcpy(place->stem, stem, stem_len);
    place->stem[stem_len] = '\0';
}

static void make_stem(struct parangon_stemmer *stemmer, struct remembered *place,
                      enum parangon_lang lang, const char *form, size_t len)
{
    const char *exception = exception_of(lang, form, len);
    struct sb_stemmer *snowball = stemmer->snowball[lang];

    if (exception) {
        form = exception;
        len = strlen(exception);
    }
    if (!snowball || has_digit(form, len)) {
        remember(place, lang, form, len, form, len);
        return;
    }
    const sb_symbol *stem = sb_stemmer_stem(snowball, (const sb_symbol *)form, (int)len);
    if (!stem)
        abort(); /* libstemmer is out of memory */
    remember(place, lang, form, len, (const char *)stem, (size_t)sb_stemmer_length(snowball));
}

const char *parangon_stem(struct parangon_stemmer *stemmer, enum parangon_lang lang,
                          const char *form, size_t len)
{
    if (len > PARANGON_FORM_MAX)
        len = PARANGON_FORM_MAX;
    uint64_t hash = parangon_hash(PARANGON_HASH_START + (uint64_t)lang, form, len);
    struct remembered *place = &stemmer->cache[(hash ^ hash >> 32) & (CACHE_SIZE - 1)];

    if (place->stem_len == 0 || place->lang != lang || place->form_len != len ||
        memcmp(place->form, form, len) != 0) {
        make_stem(stemmer, place, lang, form, len);
        memcpy(place->form, form, len);
        place->form_len = (unsigned char)len;
    }
    return place->stem;
}
