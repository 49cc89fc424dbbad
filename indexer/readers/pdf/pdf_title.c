/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The title of a PDF: what its data say, when that is credible, or the largest type on its first
   pages. Programs that print fill in file names and the titles of templates. */
#include "pdf_blocks.h"

#include "readers/text/text_chars.h"

#include "parangon/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    TITLE_MAX = 300, /* bytes */
    FIRST_PAGES = 2, /* where the title stands */
    NEAR_PAGES = 3,  /* where its words stand */
    TITLE_LINES = 6,
    WORD_MIN = 4 /* letters of a word that is looked for */
};

static const float title_size = 1.15f; /* times the running text */

static bool begins_with(const char *text, const char *start)
{
    return strncasecmp(text, start, strlen(start)) == 0;
}

static bool ends_in_file_type(const char *text)
{
    static const char *const types[] = {
        "doc",  "docx", "dot",  "dotx", "odt", "ott",  "pdf", "rtf", "indd",  "qxd",
        "qxp",  "ppt",  "pptx", "odp",  "xls", "xlsx", "ods", "pub", "tex",   "dvi",
        "html", "htm",  "tmp",  "md",   "txt", "ai",   "eps", "wpd", "pages", "fodt"};
    const char *dot = strrchr(text, '.');

    for (size_t i = 0; dot && i < sizeof types / sizeof *types; i++) {
        if (strcasecmp(dot + 1, types[i]) == 0)
            return true;
    }
    return false;
}

/* What programs write where no title was given. */
static bool is_filler(const char *title)
{
    static const char *const starts[] = {"Microsoft Word -",
                                         "Microsoft PowerPoint -",
                                         "Microsoft Excel -",
                                         "untitled",
                                         "sans titre",
                                         "sans nom",
                                         "no title",
                                         "document1",
                                         "about:blank",
                                         "PowerPoint",
                                         "Présentation PowerPoint",
                                         "Diapositive 1",
                                         "Slide 1",
                                         "Mise en page 1",
                                         "layout 1",
                                         "title",
                                         "titre du document",
                                         "file:",
                                         "http:",
                                         "https:"};

    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        if (begins_with(title, starts[i]))
            return true;
    }
    return false;
}

/* A word of letters and figures, or with underscores for spaces: a name of a file, a reference. */
static bool is_code(const char *title)
{
    size_t digits = 0;

    for (const char *at = title; *at; at++)
        digits += isdigit((unsigned char)*at) != 0;
    return strchr(title, '_') || (!strchr(title, ' ') && (digits || strlen(title) < 6)) ||
           digits * 2 > strlen(title);
}

/* Whether most of the long words of the title stand in the text. */
static bool is_borne_out(const char *title, const char *text)
{
    char *words = parangon_text_key(title, strlen(title));
    size_t count = 0;
    size_t found = 0;

    for (char *word = words; *word;) {
        size_t len = strcspn(word, " ");
        bool last = word[len] == '\0';

        word[len] = '\0';
        if (len >= WORD_MIN) {
            count++;
            found += strstr(text, word) != NULL;
        }
        word += last ? len : len + 1;
    }
    free(words);
    return found * 2 >= count && (count > 0 || *title);
}

/* The folded words of the first pages. */
static char *first_words(const struct pdf_blocks *blocks)
{
    struct parangon_buf text = {0};

    for (size_t i = 0; i < blocks->count && blocks->items[i].page < NEAR_PAGES; i++) {
        parangon_buf_add(&text, blocks->items[i].text.data, blocks->items[i].text.len);
        parangon_buf_putc(&text, ' ');
    }
    char *key = parangon_text_key(parangon_buf_str(&text), text.len);
    parangon_buf_clear(&text);
    return key;
}

/* The given title with single spaces, when it is one; else NULL. */
static char *credible(const struct pdf_blocks *blocks, const char *given)
{
    struct parangon_buf title = {0};

    for (const char *at = given; at && *at; at++) {
        bool space = isspace((unsigned char)*at) || iscntrl((unsigned char)*at);

        if (!space)
            parangon_buf_putc(&title, *at);
        else if (title.len && title.data[title.len - 1] != ' ')
            parangon_buf_putc(&title, ' ');
    }
    while (title.len && title.data[title.len - 1] == ' ')
        title.data[--title.len] = '\0';
    if (title.len && title.len <= TITLE_MAX && !is_filler(title.data) &&
        !ends_in_file_type(title.data) && !is_code(title.data)) {
        char *text = first_words(blocks);
        bool borne_out = is_borne_out(title.data, text);

        free(text);
        if (borne_out)
            return parangon_buf_take(&title);
    }
    parangon_buf_clear(&title);
    return NULL;
}

static bool may_be_title(const struct pdf_block *block)
{
    size_t letters = 0;

    if ((block->kind != PDF_HEADING && block->kind != PDF_PARAGRAPH) ||
        block->text.len > TITLE_MAX || block->lines > TITLE_LINES)
        return false;
    for (size_t at = 0; at < block->text.len;) {
        int c;

        at += parangon_text_decode(block->text.data + at, block->text.len - at, &c);
        letters += chars_is_letter(c);
    }
    return letters >= 4;
}

/* The first block in the largest type, or else a heading that everything stands under. */
static size_t find_largest(const struct pdf_blocks *blocks)
{
    size_t largest = blocks->count;

    for (size_t i = 0; i < blocks->count && blocks->items[i].page < FIRST_PAGES; i++) {
        const struct pdf_block *block = &blocks->items[i];

        if (may_be_title(block) && block->size >= title_size * blocks->body &&
            (largest == blocks->count || block->size > blocks->items[largest].size * 1.02f))
            largest = i;
    }
    if (largest == blocks->count && blocks->count > 1 && blocks->items[0].kind == PDF_HEADING &&
        may_be_title(&blocks->items[0]))
        return 0;
    return largest;
}

/* The blocks of one size that follow each other are one title. */
static char *take_largest(struct pdf_blocks *blocks)
{
    size_t at = find_largest(blocks);
    struct parangon_buf title = {0};

    for (size_t i = at; i < blocks->count; i++) {
        struct pdf_block *block = &blocks->items[i];

        if (block->page != blocks->items[at].page || !may_be_title(block) ||
            !pdf_same_size(block->size, blocks->items[at].size) ||
            title.len + block->text.len > TITLE_MAX ||
            (i > at && block->bold != blocks->items[at].bold) ||
            (i > at && block->size < title_size * blocks->body))
            break;
        hyphens_append(&blocks->hyphens, &title, block->text.data, block->text.len);
        block->kind = PDF_GONE;
    }
    return title.len ? parangon_buf_take(&title) : NULL;
}

/* Takes the block out that says nothing but the title; it may stand on several blocks. */
static void take_out(struct pdf_blocks *blocks, const char *title)
{
    char *key = parangon_text_key(title, strlen(title));

    for (size_t i = 0; i < blocks->count && blocks->items[i].page < FIRST_PAGES; i++) {
        struct parangon_buf text = {0};
        size_t end = i;
        char *own = NULL;

        for (; end < blocks->count && may_be_title(&blocks->items[end]); end++) {
            parangon_buf_add(&text, blocks->items[end].text.data, blocks->items[end].text.len);
            parangon_buf_putc(&text, ' ');
            free(own);
            own = parangon_text_key(text.data, text.len);
            if (strlen(own) >= strlen(key))
                break;
        }
        bool same = own && strcmp(own, key) == 0;
        for (size_t k = i; same && k <= end && k < blocks->count; k++)
            blocks->items[k].kind = PDF_GONE;
        free(own);
        parangon_buf_clear(&text);
        if (same)
            break;
    }
    free(key);
}

char *pdf_blocks_title(struct pdf_blocks *blocks, const char *given)
{
    char *title = credible(blocks, given);

    if (title) {
        take_out(blocks, title);
        return title;
    }
    return take_largest(blocks);
}
