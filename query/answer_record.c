/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The answer that is one record. */
#include "answer.h"

#include "answer_parts.h"

#include "parangon/json.h"

#include <string.h>

/* The texts of the versions come back from the passages they were cut into, without the ends of
   pages. A section that was cut has its heading in each part, `*last` being that of the part
   before, and gets it once. */
static void add_passage_text(const cJSON *stored, struct parangon_buf texts[],
                             struct parangon_buf *last)
{
    enum parangon_lang lang = parangon_lang_from_code(parangon_json_text(stored, "lang"));
    const char *heading = parangon_json_text(stored, "heading");
    const char *text = parangon_json_text(stored, "text");
    bool goes_on = texts[lang].len && heading && strcmp(heading, parangon_buf_str(last)) == 0;

    if (texts[lang].len)
        parangon_buf_puts(&texts[lang], "\n\n");
    if (heading && !goes_on)
        parangon_buf_printf(&texts[lang], "## %s\n\n", heading);
    parangon_buf_reset(last);
    parangon_buf_puts(last, heading ? heading : "");
    for (; text && *text; text++) {
        if (*text != '\f')
            parangon_buf_putc(&texts[lang], *text);
        else if (texts[lang].len && texts[lang].data[texts[lang].len - 1] != '\n')
            parangon_buf_putc(&texts[lang], ' ');
    }
}

static enum parangon_code no_record(const char *id, struct parangon_error *err)
{
    return parangon_error_set(err, PARANGON_NOTHING, "no record has the id \"%.120s\"", id);
}

enum parangon_code answer_record(struct engine *engine, const char *id, cJSON **answer,
                                 struct parangon_error *err)
{
    struct parangon_buf texts[PARANGON_LANG_COUNT] = {{0}}, heading = {0};
    uint32_t head;
    cJSON *record = NULL;
    enum parangon_code code = engine_head_of(engine, id, &head, err);

    if (code == PARANGON_NOTHING)
        return no_record(id, err);
    if (code != PARANGON_OK)
        return code;
    for (xc_docid i = head; code == PARANGON_OK && i <= engine->last &&
                            engine->passages[i].record == engine->passages[head].record;
         i++) {
        cJSON *stored = NULL;

        code = parangon_index_stored(engine->index, i, &stored, err);
        if (code == PARANGON_OK)
            code = answer_expect_id(stored, id, err);
        if (code == PARANGON_OK && !record)
            record = cJSON_DetachItemFromObjectCaseSensitive(stored, "record");
        if (code == PARANGON_OK)
            add_passage_text(stored, texts, &heading);
        cJSON_Delete(stored);
    }
    parangon_buf_clear(&heading);
    for (enum parangon_lang lang = 0; lang < PARANGON_LANG_COUNT; lang++) {
        cJSON *version = cJSON_GetObjectItemCaseSensitive(
            cJSON_GetObjectItemCaseSensitive(record, "versions"), parangon_lang_code(lang));

        if (version)
            cJSON_AddStringToObject(version, "text", parangon_buf_str(&texts[lang]));
        parangon_buf_clear(&texts[lang]);
    }
    if (code == PARANGON_OK) {
        *answer = answer_new();
        cJSON_AddItemToObject(*answer, "record", record);
    } else {
        cJSON_Delete(record);
    }
    return code;
}
