/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sound.h"

#include <stdbool.h>
#include <string.h>

/* The first that fits is taken; what fits none stays. "" drops the letters. */
static const struct {
    const char *letters, *sound;
    const char *before; /* any of these letters must follow; NULL for none */
} rules[] = {
    {"eau", "o", NULL}, {"au", "o", NULL},  {"oeu", "e", NULL}, {"ai", "e", NULL},
    {"ei", "e", NULL},  {"ph", "f", NULL},  {"qu", "k", NULL},  {"ck", "k", NULL},
    {"ch", "C", NULL},  {"sh", "C", NULL},  {"sc", "s", "eiy"}, {"c", "s", "eiy"},
    {"c", "k", NULL},   {"q", "k", NULL},   {"z", "s", NULL},   {"y", "i", NULL},
    {"ge", "j", "aou"}, {"g", "j", "eiy"},  {"w", "v", NULL},   {"x", "ks", NULL},
    {"h", "", NULL},    {"em", "an", "bp"}, {"am", "an", "bp"}, {"en", "an", "bcdfgjklmpqrstvxz"},
    {"om", "on", "bp"}, {"im", "in", "bp"},
};

static bool fits(size_t rule, const char *at)
{
    size_t len = strlen(rules[rule].letters);

    if (strncmp(at, rules[rule].letters, len) != 0)
        return false;
    return !rules[rule].before || (at[len] && strchr(rules[rule].before, at[len]));
}

static size_t add(char sound[SOUND_MAX], size_t len, const char *letters)
{
    for (; *letters && len + 1 < SOUND_MAX; letters++) {
        if (len == 0 || sound[len - 1] != *letters)
            sound[len++] = *letters;
    }
    return len;
}

void sound_of(const char *form, char sound[SOUND_MAX])
{
    size_t len = 0;

    while (*form) {
        size_t rule = 0;

        while (rule < sizeof rules / sizeof *rules && !fits(rule, form))
            rule++;
        if (rule < sizeof rules / sizeof *rules) {
            len = add(sound, len, rules[rule].sound);
            form += strlen(rules[rule].letters);
        } else {
            len = add(sound, len, (const char[]){*form++, '\0'});
        }
    }
    /* Silent at the end of most French words. */
    while (len > 2 && strchr("estx", sound[len - 1]))
        len--;
    sound[len] = '\0';
}
