/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "office_title.h"

#include "office_label.h"

#include "parangon/text.h"

#include <stdlib.h>
#include <string.h>

enum {
    TITLE_MAX = 300,     /* bytes */
    LOOKED_AT = 12,      /* paragraphs at the beginning among which a bold one may be the title */
    OPENING_MAX = 20000, /* bytes of the text in which the words of a property are looked for */
    CELLS_DEPTH = 8
};

/* What is seen on the way through the document. */
struct search {
    struct parangon_arena *arena;
    struct office_title styled;
    size_t styled_count;
    bool styled_ended; /* something else stood behind */
    const struct office_paragraph *heading, *emphasised;
    size_t first_level, paragraphs;
    size_t size_sum, letters; /* for the usual size of letters */
    struct parangon_buf opening;
};

static char *one_line(struct parangon_arena *arena, const char *text)
{
    char *line = parangon_arena_strdup(arena, text);

    for (char *at = line; *at; at++) {
        if (*at == '\n')
            *at = ' ';
    }
    return line;
}

static void take_styled(struct search *search, const struct office_paragraph *paragraph)
{
    struct office_title *title = &search->styled;
    const char *text = one_line(search->arena, paragraph->text);

    if (search->styled_ended || search->styled_count == OFFICE_TITLE_PARAGRAPHS)
        return;
    if (title->text && strlen(title->text) + strlen(text) > TITLE_MAX)
        return;
    title->text = title->text
                      ? parangon_arena_printf(search->arena, "%s \u2013 %s", title->text, text)
                      : parangon_arena_strdup(search->arena, text);
    title->paragraphs[search->styled_count++] = paragraph;
}

/* Whether it could be a title by its words alone. */
static bool reads_as_title(const char *text)
{
    return strlen(text) <= TITLE_MAX / 2 && office_label_like(text) && !office_label_ends(text) &&
           !strchr(text, '@');
}

static bool is_emphasised(const struct search *search, const struct office_paragraph *paragraph)
{
    size_t usual = search->letters ? search->size_sum / search->letters : 0;

    return paragraph->role == OFFICE_BODY && reads_as_title(paragraph->text) &&
           (paragraph->bold || (usual && paragraph->size * 4 >= usual * 5));
}

typedef void paragraph_fn(struct search *search, const struct office_paragraph *paragraph);

static void each_paragraph(const struct office_blocks *blocks, unsigned depth, paragraph_fn *fn,
                           struct search *search)
{
    for (const struct office_block *block = blocks->first; block; block = block->next) {
        if (block->paragraph)
            fn(search, block->paragraph);
        if (!block->table || depth == CELLS_DEPTH)
            continue;
        for (const struct office_row *row = block->table->first; row; row = row->next)
            for (const struct office_cell *cell = row->first; cell; cell = cell->next)
                each_paragraph(&cell->blocks, depth + 1, fn, search);
    }
}

static void look_at(struct search *search, const struct office_paragraph *paragraph)
{
    if (paragraph->role == OFFICE_TITLE)
        take_styled(search, paragraph);
    else if (search->styled.text)
        search->styled_ended = true;
    if (paragraph->role == OFFICE_HEADING && paragraph->level == 1) {
        if (search->first_level++ == 0)
            search->heading = paragraph;
    }
    size_t len = strlen(paragraph->text);
    search->size_sum += paragraph->size * len;
    search->letters += paragraph->size ? len : 0;
    if (search->opening.len < OPENING_MAX)
        parangon_buf_printf(&search->opening, "%s\n", paragraph->text);
}

/* Those of the body only: in a table, a short line in bold is a label. */
static void find_emphasised(struct search *search, const struct office_blocks *blocks)
{
    for (const struct office_block *block = blocks->first; block; block = block->next) {
        if (!block->paragraph)
            continue;
        if (block->paragraph == search->heading || search->paragraphs++ == LOOKED_AT)
            return;
        if (is_emphasised(search, block->paragraph)) {
            search->emphasised = block->paragraph;
            return;
        }
    }
}

/* Titles that programs fill in, folded. */
static const char *const generic[] = {"document",
                                      "document1",
                                      "doc1",
                                      "untitled",
                                      "sans titre",
                                      "titre",
                                      "title",
                                      "titre du document",
                                      "powerpoint presentation",
                                      "presentation powerpoint",
                                      "presentation",
                                      "diapositive 1",
                                      "slide 1",
                                      "modele",
                                      "template",
                                      "normal",
                                      "word document",
                                      "microsoft word document",
                                      "fiche",
                                      NULL};

static bool is_generic(const char *title, const char *key, const char *template_name)
{
    const char *dot = strrchr(title, '.');
    bool found = !*key || strstr(title, "Microsoft Word - ") || strchr(title, '\\') ||
                 (dot && (strncmp(dot, ".do", 3) == 0 || strncmp(dot, ".od", 3) == 0 ||
                          strncmp(dot, ".pp", 3) == 0 || strncmp(dot, ".ot", 3) == 0));

    for (const char *const *word = generic; !found && *word; word++)
        found = strcmp(key, *word) == 0;
    if (!found && template_name) {
        char *name = parangon_text_key(template_name, strcspn(template_name, "."));

        found = strcmp(name, key) == 0;
        free(name);
    }
    return found;
}

/* Whether half of the words of the folded title stand in the text: a property is kept when a
   document is copied to write another one. */
static bool is_about(const char *key, const struct parangon_buf *text)
{
    char *folded = parangon_text_key(parangon_buf_str(text), text->len);
    struct parangon_map known = {0};
    size_t words = 0, found = 0;

    for (const char *at = folded; *at; at += strspn(at, " ")) {
        parangon_map_put(&known, at, strcspn(at, " "), 0);
        at += strcspn(at, " ");
    }
    for (const char *at = key; *at; at += strspn(at, " ")) {
        words++;
        found += parangon_map_get(&known, at, strcspn(at, " ")) != PARANGON_MAP_NONE;
        at += strcspn(at, " ");
    }
    parangon_map_clear(&known);
    free(folded);
    return words && found * 2 >= words;
}

static char *credible_property(const struct search *search,
                               const struct office_properties *properties)
{
    const char *title = properties->title;

    if (!title || !*title || strlen(title) > TITLE_MAX)
        return NULL;
    char *key = parangon_text_key(title, strlen(title));
    bool credible =
        !is_generic(title, key, properties->template_name) && is_about(key, &search->opening);
    free(key);
    return credible ? one_line(search->arena, title) : NULL;
}

static struct office_title from_paragraph(struct search *search,
                                          const struct office_paragraph *paragraph)
{
    struct office_title title = {.text = one_line(search->arena, paragraph->text),
                                 .paragraphs = {paragraph}};

    return title;
}

/* A paragraph that says what the property says is the title itself. */
static void find_property(const struct office_blocks *blocks, struct office_title *title)
{
    char *key = parangon_text_key(title->text, strlen(title->text));
    size_t seen = 0;

    for (const struct office_block *block = blocks->first; block; block = block->next) {
        if (!block->paragraph || ++seen > LOOKED_AT)
            continue;
        char *other = parangon_text_key(block->paragraph->text, strlen(block->paragraph->text));
        if (!title->paragraphs[0] && strcmp(key, other) == 0)
            title->paragraphs[0] = block->paragraph;
        free(other);
    }
    free(key);
}

static struct office_title choose(struct search *search, const struct office *office,
                                  const struct office_properties *properties)
{
    struct office_title title = {.text = NULL};

    if (search->styled.text)
        return search->styled;
    title.text = credible_property(search, properties);
    if (title.text) {
        find_property(&office->body, &title);
        return title;
    }
    find_emphasised(search, &office->body);
    if (search->heading && (search->first_level == 1 || !search->emphasised))
        return from_paragraph(search, search->heading);
    if (search->emphasised)
        return from_paragraph(search, search->emphasised);
    return title;
}

struct office_title office_title_find(const struct office *office,
                                      const struct office_properties *properties)
{
    struct search search = {.arena = office->arena};

    each_paragraph(&office->body, 0, look_at, &search);
    struct office_title title = choose(&search, office, properties);
    parangon_buf_clear(&search.opening);
    return title;
}
