/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "documents.h"

#include "compare_writing.h"
#include "numbers.h"
#include "output_strings.h"
#include "words.h"

#include "parangon/json.h"

#include <math.h>
#include <string.h>

/* ---- The head: who, what was asked, how many ---- */

static void add_filter(const struct writing *writing, struct parangon_buf *text,
                       const cJSON *filter)
{
    const struct parangon_field *field = parangon_field_filter(filter->string);
    const char *name = string_field(field ? field->name : filter->string, writing->settings->ui);
    const cJSON *value;

    if (!cJSON_IsArray(filter))
        return;
    parangon_buf_puts(text, text->len ? string_in(STRING_LIST, writing->settings->ui) : "");
    parangon_buf_puts(text, name ? name : filter->string);
    cJSON_ArrayForEach(value, filter)
    {
        const char *id = cJSON_IsString(value) ? value->valuestring : "";
        const char *label = field ? words_value(writing->settings, field, id) : id;

        parangon_buf_puts(
            text, value == filter->child ? string_in(STRING_COLON, writing->settings->ui) : ", ");
        parangon_buf_puts(text, label);
    }
}

static void set_named(const struct writing *writing, enum compare_string name, const char *text)
{
    document_paragraph(writing->document);
    document_name(writing->document, writing_word(writing, name));
    document_text(writing->document, text);
}

static void set_filters(const struct writing *writing)
{
    const cJSON *filters = words_member(words_member(writing->answer, "request"), "filters");
    const cJSON *filter;
    struct parangon_buf text = {0};

    if (!cJSON_IsObject(filters))
        return;
    cJSON_ArrayForEach(filter, filters) add_filter(writing, &text, filter);
    if (text.len)
        set_named(writing, COMPARE_FILTERS, parangon_buf_str(&text));
    parangon_buf_clear(&text);
}

/* "1 sur 3": of the size, of those asked for. */
static void set_size(const struct writing *writing)
{
    const char *said = writing_both(writing, words_member(writing->answer, "size"), "said");

    if (!*said)
        return;
    document_paragraph(writing->document);
    document_text(writing->document, said);
}

static void add_couple(const struct writing *writing, const cJSON *couple,
                       struct parangon_buf *text)
{
    words_add_place(text, writing->settings, words_member(couple, "place"));
    parangon_buf_puts(text, string_in(STRING_LIST, writing->settings->ui));
    parangon_buf_puts(text, writing_both(writing, couple, "said"));
}

static void set_place(const struct writing *writing)
{
    const cJSON *place = words_member(writing->answer, "place");
    const cJSON *couple = words_member(writing->answer, "couple");
    struct parangon_buf text = {0};

    words_add_place(&text, writing->settings, place);
    parangon_buf_puts(&text, WORDS_SEPARATOR);
    writing_add_choice(writing, &text, "authority", writing_text(place, "kind"));
    parangon_buf_printf(&text, WORDS_SEPARATOR "%s", writing_text(place, "code"));
    document_paragraph(writing->document);
    document_text(writing->document, parangon_buf_str(&text));
    parangon_buf_reset(&text);
    if (couple) {
        add_couple(writing, couple, &text);
        set_named(writing, COMPARE_COUPLE, parangon_buf_str(&text));
    }
    parangon_buf_clear(&text);
}

/* Only that there are none: those there are stand in the table. */
static void set_own_practices(const struct writing *writing)
{
    if (!cJSON_GetArraySize(words_member(writing->answer, "practices")))
        set_named(writing, COMPARE_OWN_PRACTICES, writing_word(writing, COMPARE_MISSING));
}

/* ---- Peers ---- */

static void practice_links(const struct writing *writing, const cJSON *side)
{
    const cJSON *practice;

    cJSON_ArrayForEach(practice, words_member(side, "practices"))
    {
        if (practice != words_member(side, "practices")->child)
            document_text(writing->document, string_in(STRING_LIST, writing->settings->ui));
        writing_record(writing, practice);
    }
}

static bool has_practices(const cJSON *side)
{
    return cJSON_GetArraySize(words_member(side, "practices")) > 0;
}

/* What the base holds of both halves of a couple. */
static void practices_cell(const struct writing *writing, const cJSON *peer)
{
    const cJSON *couple = words_member(peer, "couple");

    if (!has_practices(peer) && !has_practices(couple)) {
        document_missing(writing->document, writing_word(writing, COMPARE_MISSING));
        return;
    }
    document_cell(writing->document);
    practice_links(writing, peer);
    if (has_practices(couple)) {
        if (has_practices(peer))
            document_text(writing->document, string_in(STRING_LIST, writing->settings->ui));
        document_text(writing->document, words_text(words_member(couple, "place"), "name"));
        document_text(writing->document, string_in(STRING_COLON, writing->settings->ui));
        practice_links(writing, couple);
    }
}

static void peer_row(const struct writing *writing, const cJSON *peer)
{
    const cJSON *place = words_member(peer, "place"), *couple = words_member(peer, "couple");
    double population = parangon_json_number(place, "population", NAN);
    struct parangon_buf text = {0};

    document_row(writing->document);
    writing_cell(writing, words_text(place, "name"));
    writing_cell(writing, words_text(place, "code"));
    writing_add_choice(writing, &text, "authority", writing_text(place, "kind"));
    writing_buffer_cell(writing, &text);
    if (isnan(population))
        document_missing(writing->document, writing_word(writing, COMPARE_MISSING));
    else
        document_number(writing->document, population, 0, NULL);
    writing_plain_cell(writing, writing_word(writing, cJSON_IsTrue(words_member(peer, "same_size"))
                                                          ? COMPARE_IN_SIZE
                                                          : COMPARE_OUTSIDE));
    document_number(writing->document, parangon_json_number(peer, "similarity", 0), 2, NULL);
    writing_plain_cell(writing, writing_both(writing, peer, "why"));
    writing_plain_cell(writing, writing_both(writing, peer, "differs"));
    if (couple)
        add_couple(writing, couple, &text);
    writing_plain_cell(writing, parangon_buf_str(&text));
    parangon_buf_clear(&text);
    practices_cell(writing, peer);
}

static void set_peers(const struct writing *writing)
{
    const cJSON *peers = words_member(writing->answer, "peers"), *peer;

    if (!cJSON_GetArraySize(peers)) {
        document_paragraph(writing->document);
        document_text(writing->document, writing_word(writing, COMPARE_NO_PEERS));
        return;
    }
    document_table(writing->document, writing_word(writing, COMPARE_SHEET_PEERS),
                   writing_word(writing, COMPARE_PEERS), true);
    document_cards(writing->document);
    writing_column(writing, COMPARE_AUTHORITY, false);
    writing_column(writing, COMPARE_CODE, false);
    writing_column(writing, COMPARE_KIND, false);
    writing_column(writing, COMPARE_INHABITANTS, true);
    writing_column(writing, COMPARE_SIZE_COLUMN, false);
    writing_column(writing, COMPARE_SIMILARITY, true);
    writing_column(writing, COMPARE_WHY, false);
    writing_column(writing, COMPARE_DIFFERS, false);
    writing_column(writing, COMPARE_COUPLE, false);
    writing_column(writing, COMPARE_PRACTICES, false);
    cJSON_ArrayForEach(peer, peers) peer_row(writing, peer);
}

/* ---- Practices ---- */

static void practice_row(const struct writing *writing, const cJSON *place, const cJSON *practice)
{
    const struct output_settings *settings = writing->settings;
    const char *between = string_in(STRING_LIST, settings->ui);
    const char *stage = words_text(practice, "stage");
    double evidence = parangon_json_number(practice, "evidence", -1);
    struct parangon_buf text = {0};

    document_row(writing->document);
    document_cell(writing->document);
    writing_record(writing, practice);
    writing_cell(writing, words_text(place, "name"));
    if (stage && strcmp(stage, "unknown") != 0)
        words_add_choice(&text, settings, "stage", stage);
    writing_buffer_cell(writing, &text);
    words_add_period(&text, practice, settings->ui);
    parangon_buf_puts(&text, text.len && words_member(practice, "year_reported") ? ", " : "");
    words_add_age(&text, practice, settings->ui);
    writing_buffer_cell(writing, &text);
    words_add_places(&text, settings, words_member(practice, "partners"), between, 20);
    writing_buffer_cell(writing, &text);
    words_add_labels(&text, settings, PARANGON_FUNDING, words_member(practice, "schemes"), between);
    writing_buffer_cell(writing, &text);
    if (evidence >= 0 && evidence <= 4) {
        char level[2] = {(char)('0' + (int)evidence), '\0'};

        words_add_choice(&text, settings, "evidence", level);
    }
    writing_buffer_cell(writing, &text);
}

static void side_rows(const struct writing *writing, const cJSON *side)
{
    const cJSON *couple = words_member(side, "couple"), *practice;

    cJSON_ArrayForEach(practice, words_member(side, "practices"))
        practice_row(writing, words_member(side, "place"), practice);
    cJSON_ArrayForEach(practice, words_member(couple, "practices"))
        practice_row(writing, words_member(couple, "place"), practice);
}

static void set_practices(const struct writing *writing)
{
    const cJSON *peer;

    document_table(writing->document, writing_word(writing, COMPARE_SHEET_PRACTICES),
                   writing_word(writing, COMPARE_PRACTICES), true);
    writing_column(writing, COMPARE_PRACTICE, false);
    writing_column(writing, COMPARE_AUTHORITY, false);
    writing_column(writing, COMPARE_STAGE, false);
    writing_column(writing, COMPARE_AGE, false);
    writing_column(writing, COMPARE_PARTNERS, false);
    writing_column(writing, COMPARE_SCHEMES, false);
    writing_column(writing, COMPARE_EVIDENCE, false);
    side_rows(writing, writing->answer);
    cJSON_ArrayForEach(peer, words_member(writing->answer, "peers")) side_rows(writing, peer);
}

void document_of_compare(const cJSON *answer, const struct output_settings *settings,
                         struct document *document)
{
    const struct writing writing = {answer, settings, document};
    struct parangon_buf title = {0};

    compare_string_add(&title, COMPARE_TITLE, settings->ui,
                       writing_text(words_member(answer, "place"), "name"));
    document_init(document, settings->ui, parangon_buf_str(&title));
    parangon_buf_clear(&title);
    set_place(&writing);
    set_filters(&writing);
    set_own_practices(&writing);
    set_size(&writing);
    set_peers(&writing);
    set_practices(&writing);
    writing_indicators(&writing);
    writing_sources(&writing);
    document_paragraph(document);
    document_faint(document, writing_word(&writing, COMPARE_RULE));
}
