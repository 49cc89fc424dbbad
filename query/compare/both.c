/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "compare/both.h"

#include "answer_parts.h"
#include "output/numbers.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

void both_puts(struct both *both, const char *french, const char *english)
{
    parangon_buf_puts(&both->text[PARANGON_FR], french);
    parangon_buf_puts(&both->text[PARANGON_EN], english);
}

void both_inhabitants(struct both *both, double value)
{
    for (enum parangon_lang lang = 0; lang < PARANGON_OTHER; lang++)
        number_add_inhabitants(&both->text[lang], value, lang);
}

void both_number(struct both *both, double value)
{
    for (enum parangon_lang lang = 0; lang < PARANGON_OTHER; lang++)
        number_add(&both->text[lang], value, lang);
}

void both_range(struct both *both, double min, double max, const char *french, const char *english)
{
    const char *const units[PARANGON_OTHER] = {[PARANGON_FR] = french, [PARANGON_EN] = english};

    for (enum parangon_lang lang = 0; lang < PARANGON_OTHER; lang++) {
        if (!(min < max) && !(max < min) && min <= max)
            number_add_measure(&both->text[lang], min, units[lang], lang);
        else
            number_add_range(&both->text[lang], min, max, units[lang], lang);
    }
}

void both_label(struct both *both, const struct parangon_vocabulary *vocabulary,
                enum parangon_scheme scheme, const char *id)
{
    for (enum parangon_lang lang = 0; lang < PARANGON_OTHER; lang++)
        parangon_buf_puts(&both->text[lang],
                          parangon_vocabulary_label(vocabulary, scheme, id, lang));
}

void both_choice(struct both *both, const struct parangon_vocabulary *vocabulary, const char *field,
                 const char *choice)
{
    struct parangon_buf id = {0};

    parangon_buf_printf(&id, "%s/%s", field, choice);
    bool known = parangon_vocabulary_find(vocabulary, PARANGON_LABELS, parangon_buf_str(&id));
    size_t start[PARANGON_OTHER];

    for (enum parangon_lang lang = 0; lang < PARANGON_OTHER; lang++)
        start[lang] = both->text[lang].len;
    if (known)
        both_label(both, vocabulary, PARANGON_LABELS, parangon_buf_str(&id));
    else
        both_puts(both, choice, choice);
    for (enum parangon_lang lang = 0; known && lang < PARANGON_OTHER; lang++) {
        char *first = both->text[lang].data + start[lang];

        /* An acronym keeps its capitals. */
        if (isupper((unsigned char)first[0]) && !isupper((unsigned char)first[1]))
            *first = (char)tolower((unsigned char)*first);
    }
    parangon_buf_clear(&id);
}

void both_append(struct both *both, struct both *other)
{
    if (both->text[PARANGON_FR].len && other->text[PARANGON_FR].len)
        both_puts(both, "\xE2\x80\xAF; ", "; ");
    both_puts(both, parangon_buf_str(&other->text[PARANGON_FR]),
              parangon_buf_str(&other->text[PARANGON_EN]));
    both_clear(other);
}

cJSON *both_take(struct both *both)
{
    cJSON *taken = answer_both(parangon_buf_str(&both->text[PARANGON_FR]),
                               parangon_buf_str(&both->text[PARANGON_EN]));

    both_clear(both);
    return taken;
}

void both_clear(struct both *both)
{
    for (enum parangon_lang lang = 0; lang < PARANGON_OTHER; lang++)
        parangon_buf_clear(&both->text[lang]);
}
