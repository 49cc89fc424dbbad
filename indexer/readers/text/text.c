/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Plain text, as people write it and as pdftotext makes it from reports in columns: one version
 * with a title and a text in sections. No word list helps; the rules are general and read the
 * text's own evidence, so that a short note comes out as it went in.
 */
#include "readers/input.h"
#include "text_sections.h"

#include "parangon/json.h"

#include <stdlib.h>
#include <string.h>

static cJSON *make_version(const struct text_lines *lines, const char *name)
{
    cJSON *version = cJSON_CreateObject();
    struct hyphens hyphens;
    struct text_blocks blocks;
    struct parangon_buf text = {0};

    hyphens_init(&hyphens, lines);
    text_blocks_init(&blocks, lines, &hyphens);
    text_blocks_join(&blocks, &hyphens);
    text_blocks_drop_repeats(&blocks);
    text_sections_mark(&blocks);
    char *title = text_sections_title(&blocks);
    if (!title)
        title = input_base_name(name);
    text_sections_write(&blocks, &text);
    parangon_json_set_text(version, "title", title);
    parangon_json_set_text(version, "text", parangon_buf_str(&text));
    free(title);
    parangon_buf_clear(&text);
    text_blocks_clear(&blocks);
    hyphens_clear(&hyphens);
    return version;
}

static enum parangon_code read_text(const struct reader_source *source,
                                    const struct reader_sink *sink, struct parangon_error *err)
{
    struct parangon_buf file = {0};
    struct text_lines lines = {0};
    cJSON *version = NULL;
    enum parangon_code code = input_read_text(source->stream, sink, &file, err);

    if (code == PARANGON_OK)
        code = text_lines_init(&lines, file.data, file.len, err);
    if (code == PARANGON_OK)
        version = make_version(&lines, source->name);
    text_lines_clear(&lines);
    parangon_buf_clear(&file);
    return code == PARANGON_OK ? sink->take(sink->context, version, 0, err) : code;
}

static const char *const extensions[] = {"txt", "text", NULL};

const struct reader reader_text = {"text", extensions, read_text};
