/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "quantity.h"

#include "answer_parts.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NBSP "\xC2\xA0"
#define THIN "\xE2\x80\xAF"

static const struct span population_buckets[] = {
    {1, 9999},        {10000, 49999},   {50000, 99999},   {100000, 199999},
    {200000, 399999}, {400000, 499999}, {500000, 999999}, {1000000, SPAN_NO_BOUND},
};
static const struct span amount_buckets[] = {
    {1, 999},         {1000, 9999},       {10000, 99999},
    {100000, 999999}, {1000000, 9999999}, {10000000, SPAN_NO_BOUND},
};

static const struct {
    const char *names[4]; /* folded; the English one first */
    const char *meant;    /* as an example */
    const struct span *buckets;
    size_t bucket_count;
} quantities[QUANTITY_COUNT] = {
    [QUANTITY_YEAR] = {{"year", "annee", "decade", "decennie"}, "2019, 2018..2021", NULL, 0},
    [QUANTITY_POPULATION] = {{"population", "habitants", NULL, NULL},
                             "100000..200000, 100k..",
                             population_buckets,
                             sizeof population_buckets / sizeof *population_buckets},
    [QUANTITY_AMOUNT] = {{"amount", "montant", NULL, NULL},
                         "1000..50000, 1M..",
                         amount_buckets,
                         sizeof amount_buckets / sizeof *amount_buckets},
};

enum quantity quantity_named(const char *name)
{
    char *key = parangon_text_key(name, strlen(name));
    enum quantity found = QUANTITY_NONE;

    for (int quantity = 1; quantity < QUANTITY_COUNT; quantity++) {
        for (size_t i = 0; i < 4 && quantities[quantity].names[i]; i++) {
            if (strcmp(quantities[quantity].names[i], key) == 0)
                found = (enum quantity)quantity;
        }
    }
    free(key);
    return found;
}

const char *quantity_name(enum quantity quantity)
{
    return quantities[quantity].names[0];
}

/* ---- Reading ---- */

enum {
    FIGURES_MAX = 15
};

static bool read_year(const char *text, size_t len, int64_t *year)
{
    if (len != 4 || strspn(text, "0123456789") < 4)
        return false;
    *year = strtol(text, NULL, 10);
    return true;
}

/* "1500", "100k", "2M" */
static bool read_bound(enum quantity quantity, const char *text, size_t len, int64_t *bound)
{
    size_t figures = strspn(text, "0123456789");
    int64_t times = 1;

    if (quantity == QUANTITY_YEAR)
        return read_year(text, len, bound);
    if (figures > len)
        figures = len;
    if (figures + 1 == len && strchr("kKmM", text[figures]))
        times = strchr("kK", text[figures]) ? 1000 : 1000000;
    else if (figures != len)
        return false;
    if (figures == 0 || figures > (times == 1 ? FIGURES_MAX : FIGURES_MAX - 6))
        return false;
    *bound = strtoll(text, NULL, 10) * times;
    return true;
}

enum parangon_code quantity_read(enum quantity quantity, const char *text, struct span *span,
                                 struct parangon_error *err)
{
    const char *dots = strstr(text, "..");
    size_t left = dots ? (size_t)(dots - text) : strlen(text);
    const char *right = dots ? dots + 2 : text;
    struct span read = {0, SPAN_NO_BOUND};
    bool good = left == 0 || read_bound(quantity, text, left, &read.first);

    good = good && (*right == '\0' || read_bound(quantity, right, strlen(right), &read.last)) &&
           (left || *right) && read.first <= read.last;
    if (!good)
        return parangon_error_set(err, PARANGON_USAGE, "%s: \"%.40s\" is no range (%s)",
                                  quantity_name(quantity), text, quantities[quantity].meant);
    *span = read;
    return PARANGON_OK;
}

/* ---- Asking ---- */

static bool is_between(int64_t value, const struct span *span)
{
    return value > 0 && value >= span->first && value <= span->last;
}

bool quantity_within(enum quantity quantity, const struct parangon_record_key *key,
                     const struct span *span)
{
    switch (quantity) {
    case QUANTITY_YEAR: return key->first && key->first <= span->last && key->last >= span->first;
    case QUANTITY_POPULATION: return is_between(key->population, span);
    case QUANTITY_AMOUNT: return is_between(key->amount, span);
    case QUANTITY_NONE:
    case QUANTITY_COUNT: break;
    }
    return false;
}

size_t quantity_buckets(enum quantity quantity, const struct span **buckets)
{
    *buckets = quantities[quantity].buckets;
    return quantities[quantity].bucket_count;
}

/* ---- Writing ---- */

void quantity_write(struct parangon_buf *out, const struct span *span)
{
    if (span->first > 0)
        parangon_buf_printf(out, "%" PRId64, span->first);
    if (span->first != span->last)
        parangon_buf_puts(out, "..");
    if (span->first != span->last && span->last != SPAN_NO_BOUND)
        parangon_buf_printf(out, "%" PRId64, span->last);
}

/* Figures in threes. */
static void add_number(struct parangon_buf *out, int64_t number, const char *between)
{
    char figures[32];
    size_t len;

    snprintf(figures, sizeof figures, "%" PRId64, number);
    len = strlen(figures);
    for (size_t i = 0; i < len; i++) {
        if (i && (len - i) % 3 == 0)
            parangon_buf_puts(out, between);
        parangon_buf_putc(out, figures[i]);
    }
}

/* The words of a range in one language, around its numbers. */
struct words_of_span {
    const char *between; /* three figures and the next three */
    const char *decade[2];
    const char *more, *under, *from, *to;
    const char *units[QUANTITY_COUNT];
};

static const struct words_of_span french = {
    .between = THIN,
    .decade = {"années ", ""},
    .more = " et plus",
    .under = "moins de ",
    .from = "de ",
    .to = " à moins de ",
    .units = {[QUANTITY_POPULATION] = NBSP "habitants", [QUANTITY_AMOUNT] = NBSP "€"},
};
static const struct words_of_span english = {
    .between = ",",
    .decade = {"", "s"},
    .more = " or more",
    .under = "under ",
    .from = "",
    .to = " to under ",
    .units = {[QUANTITY_POPULATION] = " inhabitants", [QUANTITY_AMOUNT] = " euros"},
};

static void add_words(struct parangon_buf *out, enum quantity quantity, const struct span *span,
                      const struct words_of_span *words)
{
    const char *unit = words->units[quantity] ? words->units[quantity] : "";

    if (quantity == QUANTITY_YEAR) {
        parangon_buf_printf(out, "%s%" PRId64 "%s", words->decade[0], span->first,
                            words->decade[1]);
    } else if (span->last == SPAN_NO_BOUND) {
        add_number(out, span->first, words->between);
        parangon_buf_printf(out, "%s%s", unit, words->more);
    } else {
        parangon_buf_puts(out, span->first <= 1 ? words->under : words->from);
        if (span->first > 1) {
            add_number(out, span->first, words->between);
            parangon_buf_puts(out, words->to);
        }
        add_number(out, span->last + 1, words->between);
        parangon_buf_puts(out, unit);
    }
}

cJSON *quantity_label(enum quantity quantity, const struct span *span)
{
    struct parangon_buf labels[2] = {{0}};

    add_words(&labels[0], quantity, span, &french);
    add_words(&labels[1], quantity, span, &english);
    cJSON *both = answer_both(parangon_buf_str(&labels[0]), parangon_buf_str(&labels[1]));
    parangon_buf_clear(&labels[0]);
    parangon_buf_clear(&labels[1]);
    return both;
}
