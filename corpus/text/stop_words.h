/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CORPUS_TEXT_STOP_WORDS_H
#define CORPUS_TEXT_STOP_WORDS_H

#include "parangon/text.h"

/* Made by the build from corpus/vocabulary/stop-words.*.txt, folded and sorted. */
struct stop_word_list {
    const char *const *words;
    size_t count;
};

extern const struct stop_word_list stop_words[PARANGON_OTHER];

#endif
