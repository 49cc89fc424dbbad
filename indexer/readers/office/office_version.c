/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "office_version.h"

#include "office_title.h"
#include "office_writer.h"
#include "readers/input.h"

#include "parangon/json.h"
#include "parangon/text.h"

#include <stdlib.h>
#include <string.h>

enum {
    SUMMARY_MIN = 40, /* bytes; shorter descriptions are the marks of programs */
    CLEAR_TEXT = 400  /* bytes in which words tell the language if it is one of ours */
};

/* The highest level of a heading that stays in the text, at least 1. */
static unsigned top_level(const struct office_blocks *blocks, const struct office_title *title)
{
    unsigned top = 0;

    for (const struct office_block *block = blocks->first; block; block = block->next) {
        const struct office_paragraph *paragraph = block->paragraph;

        if (paragraph && paragraph != title->paragraphs[0] && paragraph->role == OFFICE_HEADING &&
            (top == 0 || paragraph->level < top))
            top = paragraph->level;
    }
    return top ? top : 1;
}

/* Office programs write the language of the person's program into documents of any language, so
   the words must not say otherwise. */
static void set_language(cJSON *version, const struct office *office, const char *text)
{
    const char *declared = office_language(office);
    enum parangon_lang told = parangon_text_language(text, strlen(text));

    if (!*declared)
        return;
    if (told == PARANGON_OTHER && parangon_lang_from_code(declared) != PARANGON_OTHER &&
        strlen(text) > CLEAR_TEXT)
        return;
    if (told == PARANGON_OTHER || told == parangon_lang_from_code(declared))
        parangon_json_set_text(version, "lang", declared);
}

static void set_summary(cJSON *version, const char *description)
{
    if (description && strlen(description) >= SUMMARY_MIN && strchr(description, ' ') &&
        !strstr(description, "enerated by"))
        parangon_json_set_text(version, "summary", description);
}

static void write_document(struct office_writer *writer, const struct office *office,
                           const struct office_title *title)
{
    memcpy(writer->left_out, title->paragraphs, sizeof title->paragraphs);
    writer->top = top_level(&office->body, title);
    office_write_blocks(writer, &office->body);
    office_write_blocks(writer, &office->notes);
}

static cJSON *assemble(const struct office *office, const struct office_title *title,
                       const struct office_properties *properties, struct office_writer *writer)
{
    cJSON *version = cJSON_CreateObject();
    cJSON *form = office_writer_form(writer);
    const char *text = parangon_buf_str(&writer->text);

    if (title->text)
        parangon_json_set_text(version, "title", title->text);
    set_language(version, office, text);
    set_summary(version, properties->description);
    parangon_json_set_text(version, "text", text);
    if (form)
        cJSON_AddItemToObject(version, "form", form);
    return version;
}

enum parangon_code office_version_make(struct office *office,
                                       const struct office_properties *properties, const char *name,
                                       cJSON **version, struct parangon_error *err)
{
    struct office_writer writer;
    struct office_title title;

    *version = NULL;
    if (office_check(office, err) != PARANGON_OK)
        return PARANGON_REJECTED;
    title = office_title_find(office, properties);
    office_writer_init(&writer, office->arena);
    write_document(&writer, office, &title);
    if (writer.text.len == 0 && title.text)
        parangon_buf_puts(&writer.text, title.text);
    if (writer.text.len)
        *version = assemble(office, &title, properties, &writer);
    office_writer_clear(&writer);
    if (!*version)
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "no text in it: if it holds pictures of pages, make a PDF of it "
                                  "and read that one with --ocr");
    if (!title.text) {
        char *base = input_base_name(name);

        parangon_json_set_text(*version, "title", base);
        free(base);
    }
    return PARANGON_OK;
}
