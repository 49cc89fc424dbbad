/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Running heads and feet: what stands at the same place at the edge of several pages, but for the
   numbers in it, belongs to the pages and not to the text. */
#include "pdf_words.h"

#include "readers/text/text_chars.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    ROWS = 3,          /* that are looked at, at each edge of a page */
    ROW_MAX = 300,     /* bytes: a longer row is text */
    PLACE_SHARE = 7,   /* a head is in the first seventh of the page */
    PAGES_MIN = 3,     /* with the same head; chapters have their own */
    SHORT_DOCUMENT = 3 /* of so many pages, two are enough */
};

/* A row of words at the edge of a page. */
struct row {
    size_t page;
    float y;
    char *key; /* its text with each number as "0"; NULL when it is too long */
};

struct rows {
    struct row *items;
    size_t count, room;
    const struct pdf_words *words;
};

static bool same_row(const struct pdf_word *one, float middle)
{
    return fabsf(pdf_word_middle(one) - middle) <= (one->y2 - one->y1) / 2;
}

static void add_plain(struct parangon_buf *key, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        bool digit = isdigit((unsigned char)text[i]) != 0;

        if (!digit || !key->len || key->data[key->len - 1] != '0')
            parangon_buf_putc(key, digit ? '0' : text[i]);
    }
}

/* "xiv" counts a page as "14" does. */
static bool is_roman(const char *text)
{
    size_t len = strlen(text);

    return len > 0 && len <= 6 && strspn(text, "ivxlcIVXLC") == len;
}

static int compare_rows_left(const void *a, const void *b)
{
    const struct pdf_word *one = *(const struct pdf_word *const *)a;
    const struct pdf_word *other = *(const struct pdf_word *const *)b;

    return (one->x1 > other->x1) - (one->x1 < other->x1);
}

/* The key of the row of words at `middle`. */
static char *row_key(const struct rows *rows, const struct pdf_page *page, float middle)
{
    const struct pdf_words *words = rows->words;
    const struct pdf_word *row[ROW_MAX];
    size_t count = 0;
    size_t len = 0;
    struct parangon_buf key = {0};

    for (size_t i = page->first; i < page->first + page->count; i++) {
        if (!same_row(&words->items[i], middle))
            continue;
        len += words->items[i].len + 1U;
        if (count == ROW_MAX || len > ROW_MAX)
            return NULL;
        row[count++] = &words->items[i];
    }
    qsort(row, count, sizeof *row, compare_rows_left);
    for (size_t i = 0; i < count; i++) {
        if (key.len)
            parangon_buf_putc(&key, ' ');
        add_plain(&key, words->text.data + row[i]->at, row[i]->len);
    }
    if (is_roman(parangon_buf_str(&key))) {
        parangon_buf_reset(&key);
        parangon_buf_puts(&key, "0");
    }
    return parangon_buf_take(&key);
}

/* The next row below (or above) `y`: the middle of its outermost word, NAN when there is none. */
static float next_row(const struct pdf_words *words, const struct pdf_page *page, float y, bool top)
{
    float next = NAN;

    for (size_t i = page->first; i < page->first + page->count; i++) {
        const struct pdf_word *word = &words->items[i];
        float middle = pdf_word_middle(word);
        bool beyond = isnan(y) || (top ? middle > y : middle < y);

        if (!beyond || (!isnan(y) && same_row(word, y)))
            continue;
        if (isnan(next) || (top ? middle < next : middle > next))
            next = middle;
    }
    return next;
}

static void add_row(struct rows *rows, size_t page, float y)
{
    if (rows->count == rows->room) {
        rows->room = rows->room ? rows->room * 2 : 64;
        rows->items = parangon_realloc(rows->items, rows->room, sizeof *rows->items);
    }
    rows->items[rows->count++] =
        (struct row){.page = page, .y = y, .key = row_key(rows, &rows->words->pages[page], y)};
}

static void add_page_rows(struct rows *rows, size_t number, bool top)
{
    const struct pdf_page *page = &rows->words->pages[number];
    float edge = page->height / PLACE_SHARE;
    float y = NAN;

    for (size_t i = 0; i < ROWS; i++) {
        y = next_row(rows->words, page, y, top);
        if (isnan(y) || (top ? y > edge : y < page->height - edge))
            return;
        add_row(rows, number, y);
    }
}

static bool same_place(const struct row *one, const struct row *other)
{
    return fabsf(one->y - other->y) <= 6;
}

static int compare_keys(const void *a, const void *b)
{
    const struct row *one = a;
    const struct row *other = b;
    int order = strcmp(one->key ? one->key : "", other->key ? other->key : "");

    if (order)
        return order;
    return (one->y > other->y) - (one->y < other->y);
}

static bool ends_with(const char *text, const char *ending)
{
    size_t len = strlen(text);
    size_t ending_len = strlen(ending);

    return len >= ending_len && strcmp(text + len - ending_len, ending) == 0;
}

/* What browsers print around a page: date, time and title above, the address below. */
static bool is_of_browser(const char *key)
{
    if (strncmp(key, "0/0/0", 5) == 0)
        return strstr(key, "0:0") != NULL;
    return (strncmp(key, "http", 4) == 0 || strncmp(key, "file:", 5) == 0) && strstr(key, "://") &&
           ends_with(key, " 0/0");
}

/* Whether the row counts a page, which one page alone shows as well. */
static bool is_page_number(const struct row *row)
{
    static const char *const shapes[] = {
        "0",    "- 0 -",      "– 0 –",    "0 / 0",        "0/0",         "Page 0", "page 0",
        "p. 0", "Page 0 / 0", "Page 0/0", "Page 0 sur 0", "Page 0 of 0", NULL};

    for (const char *const *shape = shapes; row->key && *shape; shape++) {
        if (strcmp(row->key, *shape) == 0)
            return true;
    }
    return row->key && is_of_browser(row->key);
}

static void drop_row(struct pdf_words *words, const struct row *row)
{
    const struct pdf_page *page = &words->pages[row->page];

    for (size_t i = page->first; i < page->first + page->count; i++) {
        if (same_row(&words->items[i], row->y))
            words->items[i].dropped = true;
    }
}

/* Rows of one key stand together, from the top of the page: each run at one place is counted. */
static void drop_repeated(struct pdf_words *words, struct rows *rows)
{
    size_t least = words->page_count <= SHORT_DOCUMENT ? 2 : PAGES_MIN;

    for (size_t i = 0; i < rows->count;) {
        size_t end = i + 1;

        while (end < rows->count && rows->items[i].key && rows->items[end].key &&
               strcmp(rows->items[i].key, rows->items[end].key) == 0 &&
               same_place(&rows->items[end - 1], &rows->items[end]))
            end++;
        bool head = rows->items[i].key && (end - i >= least || is_page_number(&rows->items[i]));
        for (; i < end; i++) {
            if (head)
                drop_row(words, &rows->items[i]);
        }
    }
}

void pdf_words_drop_heads(struct pdf_words *words)
{
    struct rows rows = {.words = words};

    for (size_t i = 0; i < words->page_count; i++) {
        add_page_rows(&rows, i, true);
        add_page_rows(&rows, i, false);
    }
    if (rows.count)
        qsort(rows.items, rows.count, sizeof *rows.items, compare_keys);
    drop_repeated(words, &rows);
    for (size_t i = 0; i < rows.count; i++)
        free(rows.items[i].key);
    free(rows.items);
}
