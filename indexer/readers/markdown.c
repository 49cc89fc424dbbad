/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Markdown: fields in YAML between two lines of three hyphens, then the text of the record. */
#include "front_matter.h"
#include "input.h"

#include "parangon/json.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Far more than any record needs, and little enough to be read at once. */
enum {
    FRONT_MATTER_MAX = 1024 * 1024
};

struct span {
    const char *start;
    size_t len;
};

/* The line at the start of `rest`, which is moved past it and its end. */
static struct span next_line(struct span *rest)
{
    const char *end = memchr(rest->start, '\n', rest->len);
    size_t len = end ? (size_t)(end - rest->start) : rest->len;
    struct span line = {rest->start, len};
    size_t past = end ? len + 1 : len;

    rest->start += past;
    rest->len -= past;
    return line;
}

static bool is_line(struct span line, const char *text)
{
    while (line.len && strchr(" \t", line.start[line.len - 1]))
        line.len--;
    return line.len == strlen(text) && memcmp(line.start, text, line.len) == 0;
}

/* The text between the opening line, already behind `rest`, and the closing one, behind which
   `rest` is moved. "..." also ends a YAML document. */
static enum parangon_code find_front_matter(struct span *rest, struct span *yaml,
                                            struct parangon_error *err)
{
    const char *start = rest->start;

    while (rest->len) {
        struct span line = next_line(rest);

        if (is_line(line, "---") || is_line(line, "...")) {
            *yaml = (struct span){start, (size_t)(line.start - start)};
            if (yaml->len <= FRONT_MATTER_MAX)
                return PARANGON_OK;
            return parangon_error_set(err, PARANGON_REJECTED,
                                      "line 1: the front matter has more than 1 MiB");
        }
    }
    return parangon_error_set(err, PARANGON_REJECTED,
                              "line 1: the front matter opened by --- is never closed by ---");
}

/* The object of the front matter, empty without one; `rest` is moved behind it. NULL on failure. */
static cJSON *read_fields(struct span *rest, struct parangon_error *err)
{
    struct span after = *rest;
    struct span yaml = {0};

    if (!is_line(next_line(&after), "---"))
        return cJSON_CreateObject();
    if (find_front_matter(&after, &yaml, err) != PARANGON_OK)
        return NULL;
    *rest = after;
    return front_matter_parse(yaml.start, yaml.len, 2, err);
}

/* The words of a line "# Title" or "# Title #"; false when it is no such heading. */
static bool heading_words(struct span line, struct span *words)
{
    if (line.len < 2 || line.start[0] != '#' || !strchr(" \t", line.start[1]))
        return false;
    size_t start = 1;
    size_t end = line.len;
    while (start < end && strchr(" \t", line.start[start]))
        start++;
    while (end > start && strchr(" \t", line.start[end - 1]))
        end--;
    size_t closing = end;
    while (closing > start && line.start[closing - 1] == '#')
        closing--;
    if (closing == start || strchr(" \t", line.start[closing - 1]))
        end = closing;
    while (end > start && strchr(" \t", line.start[end - 1]))
        end--;
    *words = (struct span){line.start + start, end - start};
    return end > start;
}

static bool is_fence(struct span line)
{
    return line.len >= 3 &&
           (memcmp(line.start, "```", 3) == 0 || memcmp(line.start, "~~~", 3) == 0);
}

/* The first "# " heading outside of code, and the whole line that it stands on. */
static bool find_title(struct span body, struct span *title, struct span *whole)
{
    bool code = false;

    while (body.len) {
        const char *start = body.start;
        struct span line = next_line(&body);

        code ^= is_fence(line);
        if (!code && heading_words(line, title)) {
            *whole = (struct span){start, (size_t)(body.start - start)};
            return true;
        }
    }
    return false;
}

static void add_without_blank_ends(struct parangon_buf *to, struct span text)
{
    struct span rest = text;

    while (rest.len && is_line(next_line(&rest), ""))
        text = rest;
    while (text.len && strchr(" \t\n", text.start[text.len - 1]))
        text.len--;
    parangon_buf_add(to, text.start, text.len);
}

/* Puts `body` as "text" into the version; without a title yet, takes the title out of it. */
static void add_body(cJSON *version, struct span body)
{
    struct parangon_buf text = {0};
    const cJSON *given = cJSON_GetObjectItemCaseSensitive(version, "title");
    struct span title;
    struct span whole;

    if ((!given || cJSON_IsNull(given)) && find_title(body, &title, &whole)) {
        struct span before = {body.start, (size_t)(whole.start - body.start)};
        struct span after = {whole.start + whole.len, body.len - before.len - whole.len};
        char *words = parangon_strndup(title.start, title.len);

        parangon_json_set_text(version, "title", words);
        free(words);
        add_without_blank_ends(&text, before);
        if (text.len)
            parangon_buf_puts(&text, "\n\n");
        add_without_blank_ends(&text, after);
    } else {
        add_without_blank_ends(&text, body);
    }
    if (text.len)
        parangon_json_set_text(version, "text", parangon_buf_str(&text));
    parangon_buf_clear(&text);
}

static enum parangon_code read_version(const struct parangon_buf *file, cJSON **version,
                                       struct parangon_error *err)
{
    struct span rest = {file->data, file->len};
    cJSON *fields = read_fields(&rest, err);

    if (!fields)
        return PARANGON_REJECTED;
    bool has_text = cJSON_GetObjectItemCaseSensitive(fields, "text") != NULL;
    if (has_text && strspn(rest.start, " \t\n") < rest.len) {
        cJSON_Delete(fields);
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "line %zu: a text stands below the front matter and in its "
                                  "field \"text\" too",
                                  input_line(file->data, (size_t)(rest.start - file->data)));
    }
    add_body(fields, rest);
    *version = fields;
    return PARANGON_OK;
}

static enum parangon_code read_markdown(const struct reader_source *source,
                                        const struct reader_sink *sink, struct parangon_error *err)
{
    struct parangon_buf file = {0};
    cJSON *version = NULL;
    enum parangon_code code = input_read_text(source->stream, sink, &file, err);

    if (code == PARANGON_OK)
        code = read_version(&file, &version, err);
    parangon_buf_clear(&file);
    return code == PARANGON_OK ? sink->take(sink->context, version, 0, err) : code;
}

static const char *const extensions[] = {"md", "markdown", NULL};

const struct reader reader_markdown = {"markdown", extensions, read_markdown};
