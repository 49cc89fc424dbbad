/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lines that programs measuring a ranking read: query-id Q0 id rank score tag. */
#include "output.h"

#include "numbers.h"
#include "page.h"
#include "words.h"

#include "parangon/json.h"

#include <ctype.h>

/* Columns are told apart by white space: an id must not bring its own. */
static void add_column(struct parangon_buf *out, const char *text)
{
    size_t start = out->len;

    page_add_clean(out, text);
    for (size_t i = start; i < out->len; i++) {
        if (isspace((unsigned char)out->data[i]))
            out->data[i] = '_';
    }
}

static void print_trec(const cJSON *answer, const struct output_settings *settings,
                       struct parangon_buf *out)
{
    const char *query = settings->query_id && *settings->query_id ? settings->query_id : "1";
    double rank = parangon_json_number(answer, "offset", 0);
    const cJSON *result;

    cJSON_ArrayForEach(result, words_member(answer, "results"))
    {
        const char *id = words_text(result, "id");

        rank += 1;
        if (!id)
            continue;
        add_column(out, query);
        parangon_buf_puts(out, " Q0 ");
        add_column(out, id);
        parangon_buf_putc(out, ' ');
        number_add_plain(out, parangon_json_number(result, "rank", rank));
        parangon_buf_putc(out, ' ');
        number_add_fixed(out, parangon_json_number(result, "score", 0), 6);
        parangon_buf_puts(out, " parangon\n");
    }
}

const struct output output_trec = {
    .name = "trec",
    .media_type = "text/plain; charset=utf-8",
    .print = {[ANSWER_SEARCH] = print_trec},
};
