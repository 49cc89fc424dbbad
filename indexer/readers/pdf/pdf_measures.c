/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is usual in a document: the size of its running text, the distance of its lines. */
#include "pdf_blocks.h"

#include "readers/text/text_chars.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    REGION_LINES = 4, /* fewer say nothing of a usual distance */
    STEPS = 4,        /* sizes of type are told apart by a quarter of a point */
    SIZES = 400       /* up to a hundred points */
};

static const float usual_leading = 1.2f;

bool pdf_same_size(float one, float other)
{
    return fabsf(one - other) <= 0.06f * fmaxf(one, other);
}

static void measure_body(struct pdf_blocks *blocks)
{
    size_t bytes[SIZES] = {0};
    size_t bold[SIZES] = {0};
    size_t most = 0;

    for (size_t i = 0; i < blocks->lines->count; i++) {
        const struct pdf_line *line = &blocks->lines->items[i];
        float step = roundf(line->size * STEPS);
        size_t at = step > 0 && step < SIZES ? (size_t)step : 0;

        bytes[at] += line->len;
        bold[at] += line->bold ? line->len : 0U;
        if (bytes[at] > bytes[most])
            most = at;
    }
    blocks->body = most ? (float)most / STEPS : 10;
    blocks->body_bold = bold[most] * 2 > bytes[most];
}

static int compare_floats(const void *a, const void *b)
{
    float one = *(const float *)a;
    float other = *(const float *)b;

    return (one > other) - (one < other);
}

/* The usual one of some distances, rather a small one: paragraphs stand farther apart. */
static float usual(float *pitches, size_t count)
{
    qsort(pitches, count, sizeof *pitches, compare_floats);
    return pitches[count * 2 / 5];
}

/* The distance to the line before when both are of one text, else 0. */
static float pitch_of(const struct pdf_blocks *blocks, size_t at)
{
    const struct pdf_line *line = &blocks->lines->items[at];

    if (at == 0 || line->region != line[-1].region || line->table ||
        !pdf_same_size(line->size, line[-1].size))
        return 0;
    float pitch = (line->y1 + line->y2 - line[-1].y1 - line[-1].y2) / 2;
    return pitch > 0.5f * line->size && pitch < 4 * line->size ? pitch : 0;
}

void pdf_blocks_measure(struct pdf_blocks *blocks)
{
    const struct pdf_lines *lines = blocks->lines;
    float *pitches = parangon_calloc(lines->count + 1, sizeof *pitches);
    float *ratios = parangon_calloc(lines->count + 1, sizeof *ratios);
    size_t ratio_count = 0;

    measure_body(blocks);
    blocks->pitches = parangon_calloc(lines->region_count + 1, sizeof *blocks->pitches);
    for (size_t at = 0; at < lines->count;) {
        uint32_t region = lines->items[at].region;
        size_t count = 0;

        for (; at < lines->count && lines->items[at].region == region; at++) {
            float pitch = pitch_of(blocks, at);

            if (pitch > 0) {
                pitches[count++] = pitch;
                ratios[ratio_count++] = pitch / lines->items[at].size;
            }
        }
        if (count >= REGION_LINES)
            blocks->pitches[region] = usual(pitches, count);
    }
    blocks->leading = ratio_count >= REGION_LINES ? usual(ratios, ratio_count) : usual_leading;
    free(pitches);
    free(ratios);
}

bool pdf_has_room(const struct pdf_line *line, const char *next, const struct pdf_line *of)
{
    const char *space = memchr(next, ' ', of->len);
    size_t word = space ? (size_t)(space - next) : of->len;
    size_t chars = chars_count(next, of->len);
    float width = (of->x2 - of->x1) / (float)(chars ? chars : 1);

    return line->x2 + width * (float)(chars_count(next, word) + 1) < line->right;
}
