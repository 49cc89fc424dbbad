/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "doubts.h"

#include "parangon/json.h"
#include "parangon/text.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    WORDS_MIN = 20,
    LETTERS_MIN = 12, /* of a title: a shorter one may be all acronym */
    DETAIL_MAX = 160
};

/* What a doubt is about, more precisely; "" when the message says it all. */
typedef bool doubt_fn(const struct doubts_of *of, char detail[DETAIL_MAX]);

static int year_of(const struct doubts_of *of, const char *field)
{
    return (int)parangon_json_number(of->record, field, 0);
}

static bool is_true(const struct doubts_of *of, const char *field)
{
    return cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(of->record, field));
}

/* Networks, schemes and programmes may well have none. */
static bool has_no_theme(const struct doubts_of *of, char detail[DETAIL_MAX])
{
    const char *kind = parangon_json_text(of->record, "kind");

    (void)detail;
    return !of->has_theme && (!kind || strcmp(kind, "practice") == 0);
}

/* Joined with a place or a body, a lead has its code. */
static bool has_unknown_lead(const struct doubts_of *of, char detail[DETAIL_MAX])
{
    const cJSON *lead = cJSON_GetObjectItemCaseSensitive(of->record, "lead");
    const char *name = parangon_json_text(lead, "name");

    if (!name || parangon_json_text(lead, "code"))
        return false;
    snprintf(detail, DETAIL_MAX, " \"%.100s\"", name);
    return true;
}

static bool is_in_future(const struct doubts_of *of, char detail[DETAIL_MAX])
{
    static const char *const fields[] = {"year_start", "year_reported"};

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (year_of(of, fields[i]) > of->year) {
            snprintf(detail, DETAIL_MAX, " %s %d", fields[i], year_of(of, fields[i]));
            return true;
        }
    }
    return false;
}

static bool ends_before_start(const struct doubts_of *of, char detail[DETAIL_MAX])
{
    int start = year_of(of, "year_start"), end = year_of(of, "year_end");

    snprintf(detail, DETAIL_MAX, " %d is before %d", end, start);
    return start && end && end < start;
}

static bool lacks_evidence(const struct doubts_of *of, char detail[DETAIL_MAX])
{
    const char *kind = parangon_json_text(of->record, "kind");

    (void)detail;
    return kind && strcmp(kind, "practice") == 0 &&
           !cJSON_GetObjectItemCaseSensitive(of->record, "evidence");
}

/* Of the letters that French and English have. */
static bool is_capital(int character)
{
    return (character >= 'A' && character <= 'Z') ||
           (character >= 0xC0 && character <= 0xDE && character != 0xD7) || character == 0x152;
}

static bool is_small(int character)
{
    return (character >= 'a' && character <= 'z') ||
           (character >= 0xDF && character <= 0xFF && character != 0xF7) || character == 0x153;
}

static bool is_mostly_capitals(const char *title)
{
    size_t capitals = 0, small = 0, left = strlen(title);

    while (left) {
        int character;
        size_t len = parangon_text_decode(title, left, &character);

        capitals += is_capital(character);
        small += is_small(character);
        title += len;
        left -= len;
    }
    return capitals + small >= LETTERS_MIN && capitals > small;
}

static bool shouts(const struct doubts_of *of, char detail[DETAIL_MAX])
{
    const cJSON *version;

    cJSON_ArrayForEach(version, cJSON_GetObjectItemCaseSensitive(of->record, "versions"))
    {
        const char *title = parangon_json_text(version, "title");

        if (title && is_mostly_capitals(title)) {
            snprintf(detail, DETAIL_MAX, " \"%.100s\"", title);
            return true;
        }
    }
    return false;
}

/* No more are counted than need be. */
static unsigned count_words(const char *text)
{
    struct parangon_cutter cutter;
    struct parangon_token token;
    unsigned count = 0;

    parangon_cutter_init(&cutter, text ? text : "", text ? strlen(text) : 0, PARANGON_OTHER);
    while (count < WORDS_MIN && parangon_cutter_next(&cutter, &token))
        count++;
    return count;
}

static bool is_short(const struct doubts_of *of, char detail[DETAIL_MAX])
{
    const cJSON *version;
    unsigned most = 0;

    cJSON_ArrayForEach(version, cJSON_GetObjectItemCaseSensitive(of->record, "versions"))
    {
        unsigned words = count_words(parangon_json_text(version, "title")) +
                         count_words(parangon_json_text(version, "summary")) +
                         count_words(parangon_json_text(version, "text"));

        most = words > most ? words : most;
    }
    snprintf(detail, DETAIL_MAX, " %u", most);
    return most < WORDS_MIN;
}

static bool has_last_year_and_goes_on(const struct doubts_of *of, char detail[DETAIL_MAX])
{
    snprintf(detail, DETAIL_MAX, " %d", year_of(of, "year_end"));
    return year_of(of, "year_end") && is_true(of, "ongoing");
}

static bool is_completed_and_goes_on(const struct doubts_of *of, char detail[DETAIL_MAX])
{
    (void)detail;
    return parangon_json_has(of->record, "stage", "completed") && is_true(of, "ongoing");
}

/* Several amounts may be parts of the whole, one alone should be it. */
static bool has_two_amounts(const struct doubts_of *of, char detail[DETAIL_MAX])
{
    const cJSON *amounts = cJSON_GetObjectItemCaseSensitive(of->record, "amounts");
    const cJSON *only = cJSON_GetArrayItem(amounts, 0);
    const char *currency = parangon_json_text(only, "currency");
    double whole = parangon_json_number(of->record, "amount_eur", NAN);
    double value = parangon_json_number(only, "value", NAN);

    if (cJSON_GetArraySize(amounts) != 1 || isnan(whole) || isnan(value) ||
        (currency && strcmp(currency, "EUR") != 0) || fabs(whole - value) < 1)
        return false;
    snprintf(detail, DETAIL_MAX, " %.0f and %.0f", whole, value);
    return true;
}

static const struct doubt {
    doubt_fn *holds;
    const char *message, *advice; /* the detail goes between them */
} doubts[] = {
    {has_no_theme, "no theme is given, and none is found in the text", " (give \"themes\")"},
    {has_unknown_lead,
     "the lead is no place or body that is known here:", " (write its name in full, or its code)"},
    {is_in_future, "a year in the future:", ""},
    {ends_before_start, "it ends before it starts:", ""},
    {lacks_evidence, "a practice without \"evidence\", from 0 (announced) to 4 (evaluated)", ""},
    {shouts, "a title mostly in capitals:", ""},
    {is_short, "fewer than 20 words:", ""},
    {has_last_year_and_goes_on, "\"ongoing\", and yet a \"year_end\":", ""},
    {is_completed_and_goes_on, "\"ongoing\", and yet the stage \"completed\"", ""},
    {has_two_amounts, "\"amount_eur\" and the one of \"amounts\" disagree:", ""},
};

void doubts_find(const struct doubts_of *of, doubts_fn *say, void *context)
{
    for (size_t i = 0; i < sizeof doubts / sizeof *doubts; i++) {
        char detail[DETAIL_MAX] = "", message[2 * DETAIL_MAX];

        if (!doubts[i].holds(of, detail))
            continue;
        snprintf(message, sizeof message, "%s%s%s", doubts[i].message, detail, doubts[i].advice);
        char *mended = parangon_text_mend(message, strlen(message), NULL); /* a name cut short */
        say(context, mended);
        free(mended);
    }
}
