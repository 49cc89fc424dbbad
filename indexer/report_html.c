/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The report as one page that needs no other file, no script and no mouse. */
#include "report_file.h"

#include "parangon/json.h"
#include "parangon/text.h"

#include <stdlib.h>
#include <string.h>

/* A sentence in both languages. */
struct words {
    const char *key, *english, *french;
};

static const struct words titles[] = {
    {"title", "Report of parangon-index", "Rapport de parangon-index"},
    {"dry_run", "This was a trial: nothing was written.", "C’était un essai : rien n’a été écrit."},
    {"failure", "The run failed", "L’opération a échoué"},
    {"index", "Index", "Index"},
    {"to_do", "What to do", "À faire"},
    {"nothing", "Nothing: all is well.", "Rien : tout va bien."},
    {"counts", "Records and files", "Fiches et fichiers"},
    {"what", "What", "Quoi"},
    {"number", "Number", "Nombre"},
    {"sources", "Sources", "Sources"},
    {"path", "Path", "Chemin"},
    {"files", "Files", "Fichiers"},
    {"missing", "not there", "absente"},
    {"problems", "Rejected, and why", "Rejeté, et pourquoi"},
    {"warnings", "Taken, but doubtful", "Pris, mais douteux"},
    {"left_out", "Left out, being the same sheet as another file",
     "Laissé de côté, étant la même fiche qu’un autre fichier"},
    {"file", "File", "Fichier"},
    {"kept", "Kept instead", "Conservé à la place"},
    {"line", "Line", "Ligne"},
    {"message", "Message", "Message"},
    {"more", "There are more: only the first ones are shown.",
     "Il y en a d’autres : seuls les premiers sont montrés."},
};

static const struct words counts[] = {
    {"added", "Records added", "Fiches ajoutées"},
    {"changed", "Records changed", "Fiches modifiées"},
    {"unchanged", "Records unchanged", "Fiches inchangées"},
    {"removed", "Records removed", "Fiches retirées"},
    {"rejected", "Rejected", "Rejets"},
    {"warned", "Warnings", "Avertissements"},
    {"lost", "Records not kept", "Fiches non conservées"},
    {"files", "Files read", "Fichiers lus"},
    {"unread", "Files unchanged, and not read again", "Fichiers inchangés, non relus"},
    {"duplicates", "Duplicates, left out", "Doublons, laissés de côté"},
    {"skipped", "Other files, left aside", "Autres fichiers, laissés de côté"},
};

static const struct words to_dos[] = {
    {"mend-failure", "Mend what ended the run (see above), and run it again.",
     "Corriger ce qui a arrêté l’opération (voir plus haut), puis la relancer."},
    {"run-again", "Run it again: some records could not be kept.",
     "Relancer l’opération : des fiches n’ont pas pu être conservées."},
    {"mend-rejected",
     "Correct the rejected files below in their folder. The next run reads them again.",
     "Corriger dans leur dossier les fichiers rejetés ci-dessous. La prochaine opération les "
     "relira."},
    {"look-at-warnings",
     "Look at the warnings below: these records are searched, but something about them is "
     "doubtful or was left out.",
     "Regarder les avertissements ci-dessous : ces fiches sont dans l’index, mais quelque chose y "
     "est douteux ou a été laissé de côté."},
    {"run-for-real", "Run it without --dry-run to write this into the index.",
     "Relancer sans --dry-run pour écrire cela dans l’index."},
};

#define COUNT(table) (sizeof(table) / sizeof *(table))

struct page {
    struct parangon_buf *html;
    bool french;
};

static void put(const struct page *page, const char *markup)
{
    parangon_buf_puts(page->html, markup);
}

/* Text from outside. Control characters are no part of HTML. */
static void put_text(const struct page *page, const char *text)
{
    char *mended = parangon_text_mend(text ? text : "", text ? strlen(text) : 0, NULL);

    for (const char *at = mended; *at; at++) {
        switch (*at) {
        case '&': put(page, "&amp;"); break;
        case '<': put(page, "&lt;"); break;
        case '>': put(page, "&gt;"); break;
        case '"': put(page, "&quot;"); break;
        case '\'': put(page, "&#39;"); break;
        default:
            if ((unsigned char)*at < ' ' || *at == 0x7F)
                put(page, "\xEF\xBF\xBD");
            else
                parangon_buf_putc(page->html, *at);
        }
    }
    free(mended);
}

static const char *worded(const struct page *page, const struct words *table, size_t count,
                          const char *key)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(table[i].key, key) == 0)
            return page->french ? table[i].french : table[i].english;
    }
    return key;
}

static void put_title(const struct page *page, const char *key)
{
    put_text(page, worded(page, titles, COUNT(titles), key));
}

static void put_in(const struct page *page, const char *open, const char *text, const char *close)
{
    put(page, open);
    put_text(page, text);
    put(page, close);
}

static void put_number(const struct page *page, const cJSON *object, const char *key)
{
    parangon_buf_printf(page->html, "<td class=\"n\">%.0f</td>",
                        parangon_json_number(object, key, 0));
}

/* The table, its caption and its head. */
static void open_table(const struct page *page, const char *caption, const char *const heads[])
{
    put_in(page, "<table>\n<caption>", worded(page, titles, COUNT(titles), caption),
           "</caption>\n");
    put(page, "<thead><tr>");
    for (; *heads; heads++)
        put_in(page, "<th scope=\"col\">", worded(page, titles, COUNT(titles), *heads), "</th>");
    put(page, "</tr></thead>\n<tbody>\n");
}

static void close_table(const struct page *page)
{
    put(page, "</tbody>\n</table>\n");
}

static void put_counts(const struct page *page, const cJSON *json)
{
    open_table(page, "counts", (const char *const[]){"what", "number", NULL});
    for (size_t i = 0; i < COUNT(counts); i++) {
        put_in(page, "<tr><th scope=\"row\">", page->french ? counts[i].french : counts[i].english,
               "</th>");
        put_number(page, json, counts[i].key);
        put(page, "</tr>\n");
    }
    close_table(page);
}

static void put_sources(const struct page *page, const cJSON *json)
{
    const cJSON *source;

    open_table(page, "sources", (const char *const[]){"path", "files", NULL});
    cJSON_ArrayForEach(source, cJSON_GetObjectItemCaseSensitive(json, "sources"))
    {
        put_in(page, "<tr><th scope=\"row\">", parangon_json_text(source, "path"), "</th>");
        if (cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(source, "missing")))
            put_in(page, "<td>", worded(page, titles, COUNT(titles), "missing"), "</td>");
        else
            put_number(page, source, "files");
        put(page, "</tr>\n");
    }
    close_table(page);
}

static int compare_files(const void *a, const void *b)
{
    const cJSON *const *first = a, *const *second = b;
    int order = strcmp(parangon_json_text(*first, "file"), parangon_json_text(*second, "file"));
    double line = parangon_json_number(*first, "line", 0),
           other = parangon_json_number(*second, "line", 0);

    return order ? order : (line > other) - (line < other);
}

/* A table of files: what is in its rows behind the name of the file. */
struct listing {
    const char *key, *counted; /* in the report: the list, and how many there were */
    const char *heads[4];
    void (*put)(const struct page *page, const cJSON *item);
};

/* Messages are in English, whatever the page is in. */
static void put_message(const struct page *page, const cJSON *item)
{
    put_in(page, "<td lang=\"en\">", parangon_json_text(item, "message"), "</td>");
}

static void put_line_and_message(const struct page *page, const cJSON *item)
{
    if (parangon_json_number(item, "line", 0) > 0)
        put_number(page, item, "line");
    else
        put(page, "<td></td>");
    put_message(page, item);
}

static void put_kept(const struct page *page, const cJSON *item)
{
    put_in(page, "<td>", parangon_json_text(item, "kept"), "</td>");
}

static const struct listing listings[] = {
    {"problems", "rejected", {"file", "line", "message"}, put_line_and_message},
    {"warnings", "warned", {"file", "message"}, put_message},
    {"left_out", "duplicates", {"file", "kept"}, put_kept},
};

static void put_listing(const struct page *page, const cJSON *json, const struct listing *listing)
{
    const cJSON *items = cJSON_GetObjectItemCaseSensitive(json, listing->key), *item;
    size_t count = (size_t)cJSON_GetArraySize(items), i = 0;
    const cJSON **sorted = parangon_calloc(count + 1, sizeof *sorted);

    cJSON_ArrayForEach(item, items) sorted[i++] = item;
    if (count) {
        qsort(sorted, count, sizeof *sorted, compare_files);
        open_table(page, listing->key, listing->heads);
        for (i = 0; i < count; i++) {
            put_in(page, "<tr><th scope=\"row\">", parangon_json_text(sorted[i], "file"), "</th>");
            listing->put(page, sorted[i]);
            put(page, "</tr>\n");
        }
        close_table(page);
    }
    if (parangon_json_number(json, listing->counted, 0) > (double)count)
        put_in(page, "<p>", worded(page, titles, COUNT(titles), "more"), "</p>\n");
    free(sorted);
}

static void put_to_do(const struct page *page, const cJSON *json)
{
    const cJSON *to_do = cJSON_GetObjectItemCaseSensitive(json, "to_do"), *item;

    put_in(page, "<h2>", worded(page, titles, COUNT(titles), "to_do"), "</h2>\n");
    if (cJSON_GetArraySize(to_do) == 0) {
        put_in(page, "<p>", worded(page, titles, COUNT(titles), "nothing"), "</p>\n");
        return;
    }
    put(page, "<ul>\n");
    cJSON_ArrayForEach(item, to_do)
        put_in(page, "<li>", worded(page, to_dos, COUNT(to_dos), item->valuestring), "</li>\n");
    put(page, "</ul>\n");
}

static void put_head(const struct page *page)
{
    put(page, REPORT_HTML_MARK);
    put(page, page->french ? "<html lang=\"fr\">\n" : "<html lang=\"en\">\n");
    put(page, "<head>\n<meta charset=\"utf-8\">\n"
              "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    put_title(page, "title");
    put(page, "</title>\n<style>\n"
              ":root { color-scheme: light dark; }\n"
              "body { font: 1rem/1.5 sans-serif; max-width: 60rem; margin: 2rem auto; "
              "padding: 0 1rem; }\n"
              "table { border-collapse: collapse; width: 100%; margin: 1.5rem 0; }\n"
              "caption { font-weight: bold; text-align: left; padding: .4rem 0; }\n"
              "th, td { border: 1px solid; padding: .3rem .6rem; text-align: left; "
              "vertical-align: top; overflow-wrap: anywhere; }\n"
              "tbody th { font-weight: normal; }\n"
              "td.n { text-align: right; white-space: nowrap; }\n"
              "</style>\n</head>\n<body>\n<main>\n<h1>");
    put_title(page, "title");
    put(page, "</h1>\n");
}

static void put_run(const struct page *page, const cJSON *json)
{
    const char *failure = parangon_json_text(json, "failure");
    const char *date = parangon_json_text(json, "date");

    put_in(page, "<p><time datetime=\"", date, "\">");
    parangon_buf_printf(page->html, "%.10s %.5s</time> · ", date,
                        strlen(date) > 11 ? date + 11 : "");
    put_title(page, "index");
    put_in(page, page->french ? "\xC2\xA0: " : ": ", parangon_json_text(json, "index"), "</p>\n");
    if (cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(json, "dry_run")))
        put_in(page, "<p><strong>", worded(page, titles, COUNT(titles), "dry_run"),
               "</strong></p>\n");
    if (failure) {
        put_in(page, "<p><strong>", worded(page, titles, COUNT(titles), "failure"), "</strong>");
        put_in(page, page->french ? "\xC2\xA0: <span lang=\"en\">" : ": <span>", failure,
               "</span></p>\n");
    }
}

void report_html(const cJSON *json, bool french, struct parangon_buf *html)
{
    const struct page page = {html, french};

    put_head(&page);
    put_run(&page, json);
    put_to_do(&page, json);
    put_counts(&page, json);
    put_sources(&page, json);
    for (size_t i = 0; i < COUNT(listings); i++)
        put_listing(&page, json, &listings[i]);
    put(&page, "</main>\n</body>\n</html>\n");
}
