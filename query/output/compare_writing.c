/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "compare_writing.h"

#include "words.h"

const char *writing_word(const struct writing *writing, enum compare_string id)
{
    return compare_string(id, writing->settings->ui);
}

void writing_column(const struct writing *writing, enum compare_string id, bool is_number)
{
    document_column(writing->document, writing_word(writing, id), is_number);
}

void writing_cell(const struct writing *writing, const char *text)
{
    if (text && *text) {
        document_cell(writing->document);
        document_text(writing->document, text);
    } else {
        document_missing(writing->document, writing_word(writing, COMPARE_MISSING));
    }
}

void writing_plain_cell(const struct writing *writing, const char *text)
{
    document_cell(writing->document);
    document_text(writing->document, text);
}

void writing_buffer_cell(const struct writing *writing, struct parangon_buf *text)
{
    writing_cell(writing, parangon_buf_str(text));
    parangon_buf_clear(text);
}

const char *writing_both(const struct writing *writing, const cJSON *object, const char *key)
{
    const char *text = words_of_both(words_member(object, key), writing->settings->ui);

    return text ? text : "";
}

const char *writing_text(const cJSON *object, const char *key)
{
    const char *text = words_text(object, key);

    return text ? text : "";
}

void writing_record(const struct writing *writing, const cJSON *record)
{
    const char *id = words_text(record, "id"), *lang = words_text(record, "lang");

    if (id)
        document_record(writing->document, words_text(record, "title"), id,
                        lang ? parangon_lang_from_code(lang) : writing->settings->ui);
}

void writing_add_choice(const struct writing *writing, struct parangon_buf *out, const char *field,
                        const char *choice)
{
    if (*choice)
        words_add_choice(out, writing->settings, field, choice);
}
