/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "office_boxes.h"

#include <string.h>

enum box {
    BOX_NONE,
    BOX_EMPTY,
    BOX_CHECKED,
    BOX_MARK /* checked beside empty boxes, else a mark like others */
};

static const struct {
    const char *text;
    enum box box;
} boxes[] = {
    {"\u2610", BOX_EMPTY},       /* ballot box */
    {"\u2611", BOX_CHECKED},     /* with check */
    {"\u2612", BOX_CHECKED},     /* with x */
    {"\u25A1", BOX_EMPTY},       /* white square */
    {"\u25A2", BOX_EMPTY},       /* with rounded corners */
    {"\u25FB", BOX_EMPTY},       /* medium */
    {"\u2B1C", BOX_EMPTY},       /* large */
    {"\u274F", BOX_EMPTY},       /* with shadow */
    {"\u2751", BOX_EMPTY},       /* with shadow, the other side */
    {"\u22A0", BOX_CHECKED},     /* squared times */
    {"\u25A0", BOX_MARK},        /* black square */
    {"\u2713", BOX_MARK},        /* check mark */
    {"\u2714", BOX_MARK},        /* heavy */
    {"\u2717", BOX_MARK},        /* ballot x */
    {"\u2718", BOX_MARK},        /* heavy */
    {"\U0001F5F7", BOX_CHECKED}, /* ballot box with bold script x */
    {"\U0001F5F9", BOX_CHECKED}, /* with bold check */
    {"[ ]", BOX_EMPTY},          {"[x]", BOX_CHECKED}, {"[X]", BOX_CHECKED},
};

static enum box box_at(const char *text, size_t *len)
{
    /* Quick refusal: letters in ASCII and accented ones begin with no such byte. */
    if (*text != '[' && (unsigned char)*text < 0xE2)
        return BOX_NONE;
    for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++) {
        *len = strlen(boxes[i].text);
        if (strncmp(text, boxes[i].text, *len) == 0)
            return boxes[i].box;
    }
    return BOX_NONE;
}

/* The next box in `text`, or NULL. */
static const char *find_box(const char *text, enum box *box, size_t *len)
{
    for (; *text; text++) {
        *box = box_at(text, len);
        if (*box != BOX_NONE)
            return text;
    }
    return NULL;
}

bool office_boxes_in(const struct office_lines *lines)
{
    for (const struct office_line *line = lines->first; line; line = line->next) {
        enum box box;
        size_t len;

        for (const char *at = line->text; (at = find_box(at, &box, &len)); at += len) {
            if (box != BOX_MARK)
                return true;
        }
    }
    return false;
}

static bool is_only(const char *begin, const char *end, const char *bytes)
{
    while (begin < end && strchr(bytes, *begin))
        begin++;
    return begin == end;
}

static void add_option(struct office_lines *to, const char *begin, const char *end)
{
    while (begin < end && strchr(" ,;/|", *begin))
        begin++;
    while (end > begin && strchr(" ,;/|:", end[-1]))
        end--;
    if (begin < end)
        office_lines_add_text(to, parangon_arena_strndup(to->arena, begin, (size_t)(end - begin)),
                              false);
}

/* « Eau ☒ Climat ☐ »: words first, and a box at the end. */
static bool boxes_follow(const char *text)
{
    const char *end = text + strlen(text), *last = NULL;
    enum box box;
    size_t len, last_len = 0;
    const char *first = find_box(text, &box, &len);

    for (const char *at = first; (at = at ? find_box(at, &box, &len) : NULL); at += len) {
        last = at;
        last_len = len;
    }
    return last && !is_only(text, first, " ") && is_only(last + last_len, end, " .;,") &&
           !memchr(text, ':', (size_t)(first - text));
}

static void choose_in_line(const char *text, struct office_lines *to)
{
    bool follow = boxes_follow(text);
    const char *option = text, *at = text;
    enum box box, before = BOX_NONE;
    size_t len;

    while ((at = find_box(at, &box, &len))) {
        if (follow ? box != BOX_EMPTY : before != BOX_NONE && before != BOX_EMPTY)
            add_option(to, option, at);
        before = box;
        option = at += len;
    }
    if (!follow && before != BOX_NONE && before != BOX_EMPTY)
        add_option(to, option, option + strlen(option));
}

static bool ends_with_colon(const char *text)
{
    size_t len = strlen(text);

    return len && text[len - 1] == ':';
}

void office_boxes_choose(const struct office_lines *from, struct office_lines *to)
{
    bool asked = false; /* by « ☒ Autre, à préciser : » */

    for (const struct office_line *line = from->first; line; line = line->next) {
        enum box box;
        size_t len;

        if (find_box(line->text, &box, &len))
            choose_in_line(line->text, to);
        else if (asked)
            office_lines_add_text(to, line->text, false);
        asked = ends_with_colon(line->text);
    }
}
