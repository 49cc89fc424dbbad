/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* memmem, strcasestr */
#include "html_page.h"

#include "html_main.h"
#include "html_names.h"
#include "html_prune.h"
#include "html_tame.h"
#include "html_text.h"
#include "readers/charset.h"

#include "parangon/json.h"
#include "parangon/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    SNIFFED = 8 * 1024, /* bytes at the start of a page where it names its character set */
    TITLE_MAX = 1000,   /* bytes, of what becomes a title */
    TEXT_MIN = 200,     /* bytes; a page with less is looked at again, more of it kept */
    AGAIN_MAX = 8 << 20 /* bytes of markup; a page with more is looked at once */
};

/* The name after "charset=" in a <meta>, or "encoding=" in an XML declaration. */
static char *named_charset(const struct parangon_buf *bytes)
{
    size_t len = bytes->len < SNIFFED ? bytes->len : SNIFFED;
    char *head = parangon_strndup(parangon_buf_str(bytes), len), *name = NULL;

    for (char *tag = strchr(head, '<'); tag && !name; tag = strchr(tag + 1, '<')) {
        const char *key = strncasecmp(tag, "<meta", 5) == 0   ? "charset"
                          : strncasecmp(tag, "<?xml", 5) == 0 ? "encoding"
                                                              : NULL;
        char *at = key ? strcasestr(tag, key) : NULL;

        if (!at || at > tag + strcspn(tag, ">"))
            continue;
        at += strlen(key);
        at += strspn(at, " =\"'");
        name =
            parangon_strndup(at, strspn(at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                            "0123456789-_:."));
    }
    free(head);
    return name;
}

static size_t count_headings(xmlNode *top, const char *name)
{
    size_t count = 0;

    for (xmlNode *node = top; node; node = html_next(top, node))
        count += html_is(node, name);
    return count;
}

static bool same_words(const char *a, const char *b)
{
    char *one = parangon_text_key(a, strlen(a)), *other = parangon_text_key(b, strlen(b));
    bool same = strcmp(one, other) == 0;

    free(one);
    free(other);
    return same;
}

/* Whether a heading of the highest rank is the title of the page. Several of them are sections, and
   one outside of the main text is the name of the site, unless <title> begins with their words. */
static bool is_title(const char *line, xmlNode *main, const struct html_head *head, bool inside)
{
    bool named = head->title && strncasecmp(head->title, line, strlen(line)) == 0;

    if (*line == '\0' || (head->site && same_words(line, head->site)))
        return false;
    return named || !head->title || (inside && count_headings(main, "h1") == 1);
}

/* Takes the heading that is the title out of the tree. `main` stands below `body`. */
static char *take_title(xmlNode *body, xmlNode *main, const struct html_head *head)
{
    xmlNode *inside = html_find(main, "h1");
    xmlNode *heading = inside ? inside : html_find(body, "h1");
    const char *title = head->shown_title ? head->shown_title : head->title;
    const char *site = head->site;
    char *line = heading ? html_line(heading, TITLE_MAX) : NULL, *bare = NULL;

    if (line && is_title(line, main, head, inside != NULL)) {
        if (heading != main)
            html_drop(heading);
        return line;
    }
    if (!inside && line && *line && !site)
        site = line;
    if (title)
        bare = html_bare_title(title, site);
    free(line);
    return bare;
}

/* The first heading of the text may say the title once more. */
static void drop_repeated_title(xmlNode *main, const char *title)
{
    for (xmlNode *node = html_next(main, main); node; node = html_next(main, node)) {
        if (!(html_node_kind(node) & HTML_HEADING))
            continue;
        char *line = html_line(node, TITLE_MAX);
        if (same_words(line, title))
            html_drop(node);
        free(line);
        return;
    }
}

/* Old pages set their title in large letters that no heading marks. */
static void cut_repeated_title(char *text, const char *title)
{
    size_t len = strcspn(text, "\n"), past = len + strspn(text + len, "\n");

    if (len > TITLE_MAX || !text[past])
        return;
    char *line = parangon_strndup(text, len);
    if (same_words(line, title))
        memmove(text, text + past, strlen(text + past) + 1);
    free(line);
}

static void write_main(struct html_page *page, xmlNode *body, enum html_strictness strictness)
{
    bool declared;

    html_prune(body, strictness);
    xmlNode *main = html_main(body, &declared);
    if (strictness == HTML_STRICT_HINTS)
        html_prune_main(main, declared);
    page->title = take_title(body, main, &page->head);
    if (page->title)
        drop_repeated_title(main, page->title);
    struct markup markup = {0};
    html_write(main, &markup, page->form);
    page->text = markup.out.data ? parangon_buf_take(&markup.out) : parangon_strdup("");
    if (page->title)
        cut_repeated_title(page->text, page->title);
}

/* What mail programs mark as quoted, or as a signature. */
static bool is_quoted(const xmlNode *node)
{
    const char *class = html_attribute(node, "class");

    return (html_is(node, "blockquote") &&
            (strcmp(html_attribute(node, "type"), "cite") == 0 || strstr(class, "gmail_quote"))) ||
           strstr(class, "moz-signature") || strstr(class, "gmail_signature") ||
           strstr(class, "moz-cite-prefix");
}

static void drop_quoted(xmlNode *body)
{
    for (xmlNode *node = body, *next; node; node = next) {
        bool out = node != body && node->type == XML_ELEMENT_NODE && is_quoted(node);

        next = out ? html_next_outside(body, node) : html_next(body, node);
        if (out)
            html_drop(node);
    }
}

static void write_whole(struct html_page *page, xmlNode *body)
{
    struct markup markup = {0};

    html_prune(body, HTML_STRICT_HIDDEN);
    html_write(body, &markup, page->form);
    page->text = markup.out.data ? parangon_buf_take(&markup.out) : parangon_strdup("");
}

/* One attempt; false when the markup has no element. */
static bool read_once(struct html_page *page, const struct html_tame *tame, enum html_extent extent,
                      enum html_strictness strictness)
{
    xmlDoc *doc = html_parse(&tame->markup);

    page->arena = parangon_arena_new();
    page->form = cJSON_CreateObject();
    if (!doc) {
        page->text = parangon_strdup("");
        return false;
    }
    xmlNode *root = xmlDocGetRootElement(doc), *body = html_find(root, "body");
    html_head_read(&page->head, doc, &tame->linked_data, page->arena);
    if (extent == HTML_MAIL)
        drop_quoted(body ? body : root);
    if (extent == HTML_MAIN)
        write_main(page, body ? body : root, strictness);
    else
        write_whole(page, body ? body : root);
    xmlFreeDoc(doc);
    return true;
}

void html_page_read(struct html_page *page, struct parangon_buf *bytes, const char *charset,
                    enum html_extent extent)
{
    struct html_tame tame = {0};
    char *named = charset ? NULL : named_charset(bytes);

    charset_to_utf8(bytes, charset ? charset : named);
    free(named);
    html_tame(parangon_buf_str(bytes), bytes->len, &tame);
    parangon_buf_clear(bytes);
    memset(page, 0, sizeof *page);
    bool more = read_once(page, &tame, extent, HTML_STRICT_HINTS) && extent == HTML_MAIN &&
                tame.markup.len <= AGAIN_MAX;
    for (int i = HTML_STRICT_ELEMENTS; more && i >= 0 && strlen(page->text) < TEXT_MIN; i--) {
        struct html_page other = {0};

        read_once(&other, &tame, extent, (enum html_strictness)i);
        if (strlen(other.text) > 4 * strlen(page->text)) {
            struct html_page less = *page;
            *page = other;
            other = less;
        }
        html_page_clear(&other);
    }
    parangon_buf_clear(&tame.markup);
    parangon_buf_clear(&tame.linked_data);
}

void html_page_clear(struct html_page *page)
{
    parangon_arena_free(page->arena);
    free(page->title);
    free(page->text);
    cJSON_Delete(page->form);
    memset(page, 0, sizeof *page);
}

static void add_source(cJSON *version, const struct html_head *head)
{
    if (!head->url && !head->site)
        return;
    cJSON *source = cJSON_AddObjectToObject(version, "source");
    if (head->site)
        parangon_json_set_text(source, "title", head->site);
    if (head->url)
        parangon_json_set_text(source, "url", head->url);
}

cJSON *html_page_version(const struct html_page *page, const char *fallback)
{
    cJSON *version = cJSON_CreateObject();
    const struct html_head *head = &page->head;
    const char *title = page->title && *page->title ? page->title : fallback;

    parangon_json_set_text(version, "title", title);
    if (*page->text)
        parangon_json_set_text(version, "text", page->text);
    if (head->lang && html_is_credible(head->lang, page->text))
        parangon_json_set_text(version, "lang", head->lang);
    if (head->description && html_describes(head->description, title, page->text))
        parangon_json_set_text(version, "summary", head->description);
    if (cJSON_GetArraySize(page->form))
        cJSON_AddItemToObject(version, "form", cJSON_Duplicate(page->form, true));
    add_source(version, head);
    return version;
}
