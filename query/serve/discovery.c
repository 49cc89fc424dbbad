/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "discovery.h"

#include "address.h"
#include "asking.h"
#include "html.h"

#include "output/words.h"
#include "pages/page_strings.h"

#include "parangon/json.h"

#include <stdio.h>
#include <string.h>

enum {
    SITEMAP_MAX = 50000 /* addresses in one file, by its protocol */
};

#define HOST_CHARACTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]"

const char *discovery_base(struct call *call)
{
    const char *host = call->host;

    if (call->settings->base)
        return call->settings->base;
    if (!host || !*host || strspn(host, HOST_CHARACTERS) != strlen(host))
        host = "localhost";
    return parangon_arena_printf(call->arena, "http://%s", host);
}

/* ---- Feeds ---- */

/* The day a record was last verified, else the year that its report is of: RFC 3339. */
static const char *updated(struct call *call, const cJSON *result)
{
    const char *checked = words_text(result, "checked_on");
    double reported = parangon_json_number(result, "year_reported", 0);
    size_t len = checked ? strlen(checked) : 0;

    if (len == 10 || len == 7 || len == 4)
        return parangon_arena_printf(call->arena, "%s%sT00:00:00Z", checked,
                                     len == 10  ? ""
                                     : len == 7 ? "-01"
                                                : "-01-01");
    if (reported < 1000 || reported > 9999)
        return "1970-01-01T00:00:00Z";
    return parangon_arena_printf(call->arena, "%04.0f-01-01T00:00:00Z", reported);
}

static void add_entry(struct call *call, const char *base, const cJSON *result)
{
    const char *id = words_text(result, "id"), *lang = words_text(result, "lang");
    const cJSON *lead = words_member(result, "lead");
    const char *author = cJSON_IsString(lead) ? lead->valuestring : words_text(lead, "name");

    if (!id)
        return;
    html_add(&call->body,
             "<entry xml:lang=\"%s\">\n<title>%s</title>\n<id>%s/practice/%e</id>\n"
             "<link href=\"%s/practice/%e\"/>\n<updated>%s</updated>\n"
             "<author><name>%s</name></author>\n<summary>%s</summary>\n</entry>\n",
             lang ? lang : "", words_text(result, "title"), base, id, base, id,
             updated(call, result), author ? author : page_string(PAGE_SITE, PARANGON_FR),
             words_text(result, "summary"));
}

/* The latest of the entries, so that the same records make the same feed. */
static const char *feed_updated(struct call *call, const cJSON *results)
{
    const char *latest = "1970-01-01T00:00:00Z";
    const cJSON *result;

    cJSON_ArrayForEach(result, results)
    {
        const char *date = updated(call, result);

        if (strcmp(date, latest) > 0)
            latest = date;
    }
    return latest;
}

static void print_feed(struct call *call, const cJSON *answer)
{
    enum parangon_lang ui = call_language(call);
    const char *base = discovery_base(call);
    const char *words = words_text(words_member(answer, "query"), "text");
    const cJSON *results = words_member(answer, "results"), *result;
    struct address self, page;

    address_of(call, &self);
    address_of(call, &page);
    page.path = "/";
    call->type = "application/atom+xml; charset=utf-8";
    html_add(&call->body,
             "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
             "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"%s\">\n"
             "<title>%s%r%s</title>\n<id>%s%s</id>\n<link rel=\"self\" href=\"%s%s\"/>\n"
             "<link href=\"%s%s\"/>\n<updated>%s</updated>\n",
             parangon_lang_code(ui), page_string(PAGE_SITE, ui), words ? " – " : "", words, base,
             address_print(&self), base, address_print(&self), base, address_print(&page),
             feed_updated(call, results));
    cJSON_ArrayForEach(result, results) add_entry(call, base, result);
    html_add(&call->body, "</feed>\n");
}

enum parangon_code discovery_feed(struct call *call, struct parangon_error *err)
{
    cJSON *answer = NULL;
    enum parangon_code code = asking_search(call, SEARCH_FOR_FEED, &answer, err);

    if (code == PARANGON_OK)
        print_feed(call, answer);
    cJSON_Delete(answer);
    return code;
}

/* ---- The search itself ---- */

enum parangon_code discovery_opensearch(struct call *call, struct parangon_error *err)
{
    enum parangon_lang ui = call_language(call);
    const char *base = discovery_base(call);

    (void)err;
    call->type = "application/opensearchdescription+xml; charset=utf-8";
    html_add(&call->body,
             "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
             "<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n"
             "<ShortName>%s</ShortName>\n<Description>%s</Description>\n"
             "<InputEncoding>UTF-8</InputEncoding>\n"
             "<Url type=\"text/html\" template=\"%s/?q={searchTerms}\"/>\n"
             "<Url type=\"application/atom+xml\" template=\"%s/feed.atom?q={searchTerms}\"/>\n"
             "<Url type=\"application/json\" template=\"%s/api/v1/search?q={searchTerms}\"/>\n"
             "</OpenSearchDescription>\n",
             page_string(PAGE_SITE, ui), page_string(PAGE_SLOGAN, ui), base, base, base);
    return PARANGON_OK;
}

/* ---- The pages ---- */

static enum parangon_code add_record(struct call *call, const char *base, uint32_t record,
                                     struct parangon_error *err)
{
    struct engine *engine = call->engine;
    cJSON *head = NULL;
    enum parangon_code code =
        parangon_index_stored(engine->index, engine->heads[record], &head, err);

    if (code == PARANGON_OK)
        html_add(&call->body, "<url><loc>%s/practice/%e</loc></url>\n", base,
                 words_text(head, "id"));
    cJSON_Delete(head);
    return code;
}

enum parangon_code discovery_sitemap(struct call *call, struct parangon_error *err)
{
    static const char *const pages[] = {"/", "/themes", "/actors", "/coverage", "/about"};
    const char *base = discovery_base(call);
    enum parangon_code code = PARANGON_OK;
    unsigned count = 0;

    call->type = "application/xml; charset=utf-8";
    html_add(&call->body, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                          "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for (; count < sizeof pages / sizeof *pages; count++)
        html_add(&call->body, "<url><loc>%s%s</loc></url>\n", base, pages[count]);
    for (uint32_t i = 0; code == PARANGON_OK && i < call->engine->records && count < SITEMAP_MAX;
         i++) {
        if (!call->engine->heads[i])
            continue;
        code = add_record(call, base, i, err);
        count++;
    }
    html_add(&call->body, "</urlset>\n");
    return code;
}

enum parangon_code discovery_robots(struct call *call, struct parangon_error *err)
{
    (void)err;
    html_add(&call->body,
             "User-agent: *\nDisallow: /api/\nDisallow: /export\nDisallow: /feed.atom\n"
             "Sitemap: %s/sitemap.xml\n",
             discovery_base(call));
    return PARANGON_OK;
}
