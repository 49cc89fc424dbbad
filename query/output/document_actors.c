/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Actors: a card each, then the table of who does what. */
#include "documents.h"

#include "actors_strings.h"
#include "field.h"
#include "numbers.h"
#include "output_strings.h"
#include "words.h"

#include "parangon/json.h"

#include <string.h>

struct setting {
    const struct output_settings *settings;
    struct document *document;
    enum parangon_lang ui;
    const char *date; /* for which states are told */
};

static void add_string(struct parangon_buf *out, const struct setting *setting,
                       enum actors_string id, const char *value)
{
    string_fill(out, actors_string(id, setting->ui), value);
}

/* A point "name: value"; nothing for an empty value. `value` is cleared. */
static void set_point(const struct setting *setting, const char *name, struct parangon_buf *value)
{
    if (value->len) {
        document_point(setting->document, 0);
        document_name(setting->document, name);
        document_text(setting->document, parangon_buf_str(value));
    }
    parangon_buf_clear(value);
}

/* A field of the card, or that it is not known, when the record should tell. */
static void set_field(const struct setting *setting, const cJSON *card, const char *name,
                      bool expected)
{
    const struct parangon_field *field = parangon_field_named(name);
    const cJSON *member = words_member(card, name);
    const char *shown = string_field(name, setting->ui);
    struct parangon_buf value = {0};

    if (member)
        field_add_value(&value, setting->settings, field, member);
    if (!value.len && expected)
        parangon_buf_puts(&value, actors_string(ACTORS_UNDOCUMENTED, setting->ui));
    set_point(setting, shown ? shown : name, &value);
}

static void add_money(struct parangon_buf *out, const struct setting *setting,
                      enum actors_string id, double value)
{
    struct parangon_buf money = {0};

    number_add_money(&money, value, NULL, setting->ui);
    add_string(out, setting, id, parangon_buf_str(&money));
    parangon_buf_clear(&money);
}

static void set_amounts(const struct setting *setting, const cJSON *card, bool expected)
{
    double least = parangon_json_number(card, "amount_min", -1);
    double most = parangon_json_number(card, "amount_max", -1);
    struct parangon_buf value = {0};

    if (least >= 0 && most >= 0) {
        add_money(&value, setting, ACTORS_FROM_TO, least);
        number_add_money(&value, most, NULL, setting->ui);
    } else if (least >= 0) {
        add_money(&value, setting, ACTORS_FROM, least);
    } else if (most >= 0) {
        add_money(&value, setting, ACTORS_UP_TO, most);
    } else {
        words_add_amounts(&value, card, setting->ui);
    }
    if (!value.len && expected)
        parangon_buf_puts(&value, actors_string(ACTORS_UNDOCUMENTED, setting->ui));
    set_point(setting, actors_string(ACTORS_AMOUNTS, setting->ui), &value);
}

/* « Ouvert (selon la fiche ; constaté en 2021, non vérifié depuis) » */
static void set_state(const struct setting *setting, const cJSON *card)
{
    const char *state = words_text(card, "state"), *from = words_text(card, "state_from");
    struct parangon_buf value = {0}, day = {0}, age = {0};

    if (!state)
        return;
    if (!from) {
        parangon_buf_puts(&value, actors_string(ACTORS_NO_STATE, setting->ui));
    } else {
        words_add_choice(&value, setting->settings, "state", state);
        parangon_buf_puts(&value, " (");
        number_add_date(&day, setting->date, setting->ui);
        add_string(&value, setting, strcmp(from, "dates") == 0 ? ACTORS_BY_DATES : ACTORS_STATED,
                   parangon_buf_str(&day));
        words_add_age(&age, card, setting->ui);
        if (age.len)
            parangon_buf_printf(&value, "%s%s", string_in(STRING_LIST, setting->ui), age.data);
        parangon_buf_putc(&value, ')');
    }
    set_point(setting, string_field("state", setting->ui), &value);
    parangon_buf_clear(&day);
    parangon_buf_clear(&age);
}

static void set_source(const struct setting *setting, const cJSON *card)
{
    struct parangon_buf value = {0};

    words_add_source(&value, words_member(card, "source"));
    set_point(setting, actors_string(ACTORS_SOURCE, setting->ui), &value);
}

/* « Réseau · régional · Normandie · horizons-solidaires » */
static void set_facts(const struct setting *setting, const cJSON *card, const char *id)
{
    static const char *const names[] = {"kind", "scope", "region"};
    struct parangon_buf facts = {0};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = words_text(card, names[i]);

        if (value)
            parangon_buf_printf(
                &facts, "%s%s",
                words_value(setting->settings, parangon_field_named(names[i]), value),
                WORDS_SEPARATOR);
    }
    document_paragraph(setting->document);
    document_faint(setting->document, parangon_buf_str(&facts));
    document_record(setting->document, id, id, PARANGON_OTHER);
    parangon_buf_clear(&facts);
}

static void set_card(const struct setting *setting, const cJSON *card)
{
    const char *kind = words_text(card, "kind"), *id = words_text(card, "id");
    const char *title = words_text(card, "title"), *summary = words_text(card, "summary");
    bool scheme = kind && strcmp(kind, "scheme") == 0;

    document_heading(setting->document, 2, title ? title : id ? id : "?");
    set_facts(setting, card, id ? id : "?");
    if (summary) {
        document_paragraph(setting->document);
        document_text(setting->document, summary);
    }
    set_field(setting, card, "functions", true);
    set_field(setting, card, "services", !scheme);
    set_field(setting, card, "governance", !scheme);
    set_state(setting, card);
    set_field(setting, card, "eligible", scheme);
    set_amounts(setting, card, scheme);
    set_field(setting, card, "rate", scheme);
    set_field(setting, card, "duration", scheme);
    set_field(setting, card, "opens", scheme);
    set_field(setting, card, "closes", scheme);
    set_field(setting, card, "legal_basis", false);
    set_field(setting, card, "funders", false);
    set_field(setting, card, "themes", false);
    set_field(setting, card, "countries", false);
    set_source(setting, card);
}

/* ---- Groups: actors that stand one behind the other ---- */

static void set_group(const struct setting *setting, const cJSON *group)
{
    static const struct {
        const char *reach;
        enum actors_string string;
    } reaches[] = {{"region", ACTORS_REGION},
                   {"national", ACTORS_EVERYWHERE},
                   {"european", ACTORS_EUROPE},
                   {"international", ACTORS_WORLD}};
    const char *value = words_text(group, "value"), *by = words_text(group, "by");
    const char *label = words_of_both(words_member(group, "label"), setting->ui);
    struct parangon_buf heading = {0}, count = {0};

    for (size_t i = 0; i < sizeof reaches / sizeof *reaches; i++) {
        if (by && value && label && strcmp(by, "reach") == 0 &&
            strcmp(value, reaches[i].reach) == 0)
            add_string(&heading, setting, reaches[i].string, label);
    }
    if (!heading.len)
        parangon_buf_puts(&heading, label ? label : "?");
    number_add(&count, parangon_json_number(group, "count", 0), setting->ui);
    parangon_buf_printf(&heading, " (%s)", parangon_buf_str(&count));
    document_heading(setting->document, 1, parangon_buf_str(&heading));
    parangon_buf_clear(&heading);
    parangon_buf_clear(&count);
}

static void set_cards(const struct setting *setting, const cJSON *answer)
{
    double left = -parangon_json_number(answer, "offset", 0);
    const cJSON *card, *group = words_member(answer, "groups");
    bool headed = false;

    group = group ? group->child : NULL;
    cJSON_ArrayForEach(card, words_member(answer, "actors"))
    {
        /* Groups that are past at this card. */
        while (group && left + parangon_json_number(group, "count", 0) <= 0) {
            left += parangon_json_number(group, "count", 0);
            group = group->next;
            headed = false;
        }
        if (group && !headed)
            set_group(setting, group);
        headed = true;
        set_card(setting, card);
        left--;
    }
}

/* ---- The table ---- */

static const cJSON *card_of(const cJSON *answer, const char *id)
{
    const cJSON *card;

    cJSON_ArrayForEach(card, words_member(answer, "actors"))
    {
        const char *own = words_text(card, "id");

        if (own && id && strcmp(own, id) == 0)
            return card;
    }
    return NULL;
}

static void set_row(const struct setting *setting, const cJSON *answer, const cJSON *row)
{
    const char *id = words_text(row, "id");
    const cJSON *card = card_of(answer, id), *has;
    const char *title = card ? words_text(card, "title") : NULL;

    document_row(setting->document);
    document_cell(setting->document);
    document_text(setting->document, title ? title : id ? id : "?");
    cJSON_ArrayForEach(has, words_member(row, "has"))
    {
        if (cJSON_IsTrue(has)) {
            document_cell(setting->document);
            document_text(setting->document, actors_string(ACTORS_YES, setting->ui));
        } else {
            document_missing(setting->document, actors_string(ACTORS_BLANK, setting->ui));
        }
    }
}

static void set_matrix(const struct setting *setting, const cJSON *answer)
{
    const cJSON *function, *row;

    document_heading(setting->document, 1, actors_string(ACTORS_MATRIX, setting->ui));
    document_table(setting->document, actors_string(ACTORS_MATRIX_SHEET, setting->ui),
                   actors_string(ACTORS_MATRIX_CAPTION, setting->ui), true);
    document_column(setting->document, actors_string(ACTORS_ACTOR, setting->ui), false);
    document_key(setting->document, "actor");
    cJSON_ArrayForEach(function, words_member(answer, "functions"))
    {
        const char *label = words_of_both(words_member(function, "label"), setting->ui);

        document_column(setting->document, label ? label : "?", false);
        document_key(setting->document, words_text(function, "value"));
    }
    cJSON_ArrayForEach(row, words_member(answer, "matrix")) set_row(setting, answer, row);
}

/* ---- How many ---- */

static void set_total(const struct setting *setting, const cJSON *answer)
{
    double total = parangon_json_number(answer, "total", 0);
    double shown = cJSON_GetArraySize(words_member(answer, "actors"));
    const char *match = words_text(words_member(answer, "query"), "match");
    struct parangon_buf line = {0}, number = {0};

    number_add(&number, total, setting->ui);
    add_string(&line, setting,
               total == 0   ? ACTORS_NONE
               : total == 1 ? ACTORS_ONE
                            : ACTORS_COUNT,
               parangon_buf_str(&number));
    parangon_buf_clear(&number);
    if (shown < total) {
        number_add(&number, shown, setting->ui);
        parangon_buf_puts(&line, WORDS_SEPARATOR);
        add_string(&line, setting, ACTORS_SHOWN, parangon_buf_str(&number));
    }
    document_paragraph(setting->document);
    document_text(setting->document, parangon_buf_str(&line));
    if (total > 0 && match && strcmp(match, "all") != 0) {
        document_paragraph(setting->document);
        document_text(setting->document, actors_string(ACTORS_LOOSENED, setting->ui));
    }
    parangon_buf_clear(&line);
    parangon_buf_clear(&number);
}

void document_of_actors(const cJSON *answer, const struct output_settings *settings,
                        struct document *document)
{
    const struct setting setting = {
        .settings = settings,
        .document = document,
        .ui = settings->ui == PARANGON_FR ? PARANGON_FR : PARANGON_EN,
        .date = words_text(words_member(answer, "query"), "as_of"),
    };

    document_init(document, setting.ui, actors_string(ACTORS_TITLE, setting.ui));
    set_total(&setting, answer);
    set_cards(&setting, answer);
    if (cJSON_GetArraySize(words_member(answer, "matrix")) > 0)
        set_matrix(&setting, answer);
}
