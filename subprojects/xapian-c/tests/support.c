/* SPDX-License-Identifier: GPL-2.0-or-later */

#define _GNU_SOURCE

#include "support.h"

#include <ftw.h>
#include <stdio.h>
#include <unistd.h>

struct xc_error err;

static char folder[64];

void require_status(xc_status status, xc_status expected, const char *call, const char *file,
                    int line)
{
    if (status == expected)
        return;
    print_error("%s: %s instead of %s: %s\n", call, xc_status_name(status),
                xc_status_name(expected), status == XC_OK ? "" : err.message);
    _fail(file, line);
}

void assert_string(char *bytes, size_t len, const char *expected)
{
    assert_int_equal(bytes[len], '\0');
    assert_string_equal(bytes, expected);
    assert_int_equal(len, strlen(expected));
    xc_free(bytes);
}

int make_scratch(void **state)
{
    (void)state;
    const char *base = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%.40s/xapian-c-XXXXXX", base ? base : "/tmp");
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *place)
{
    (void)info;
    (void)kind;
    (void)place;
    return remove(path);
}

int remove_scratch(void **state)
{
    (void)state;
    return nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

const char *scratch(const char *name)
{
    static char paths[16][160];
    static unsigned next;
    char *path = paths[next++ % 16];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static void add_term(xc_document *document, const char *prefix, unsigned i)
{
    char text[32];
    int len = snprintf(text, sizeof text, "%s%u", prefix, i);
    assert_ok(xc_document_add_term(document, text, (size_t)len, 1, &err));
}

static void add_values(xc_document *document, unsigned i)
{
    char city[16];
    int len = snprintf(city, sizeof city, "city%u", i % 5);
    assert_ok(xc_document_add_value(document, SLOT_CITY, city, (size_t)len, &err));
    assert_ok(xc_document_add_value_double(document, SLOT_YEAR, 2000 + i % 20, &err));
}

xc_document *make_document(unsigned i)
{
    xc_document *document;
    const uint32_t one = 1;
    const uint32_t two = 2;
    char id[16];
    char data[32];
    assert_ok(xc_document_new(&document, &err));
    assert_ok(xc_document_add_term(document, "all", 3, 1, &err));
    assert_ok(xc_document_add_term(document, i % 2 ? "odd" : "even", i % 2 ? 3 : 4, 1, &err));
    add_term(document, "n", i);
    add_term(document, "water", i);
    if (i % 3 == 0) {
        assert_ok(xc_document_add_postings(document, "clean", 5, &one, 1, 1, &err));
        assert_ok(xc_document_add_postings(document, "water", 5, &two, 1, 1, &err));
    }
    int len = snprintf(id, sizeof id, "Q%u", i);
    assert_ok(xc_document_add_boolean_term(document, id, (size_t)len, &err));
    add_values(document, i);
    len = snprintf(data, sizeof data, "document %u", i);
    assert_ok(xc_document_set_data(document, data, (size_t)len, &err));
    return document;
}

const char *make_library(const char *name, unsigned first, unsigned last)
{
    const char *path = scratch(name);
    xc_writer *writer;
    assert_ok(
        xc_writer_open(path, XC_WRITER_CREATE_OR_OVERWRITE | XC_WRITER_NO_SYNC, 0, &writer, &err));
    for (unsigned i = first; i <= last; i++) {
        xc_document *document = make_document(i);
        assert_ok(xc_writer_add(writer, document, NULL, &err));
        xc_document_free(document);
    }
    assert_ok(xc_writer_commit(writer, &err));
    xc_writer_close(writer);
    return path;
}

xc_database *open_library(const char *path)
{
    xc_database *database;
    assert_ok(xc_database_open(path, &database, &err));
    return database;
}

xc_query *term(const char *text)
{
    xc_query *query;
    assert_ok(xc_query_term(text, strlen(text), 1, &query, &err));
    return query;
}

xc_query *join(xc_op op, xc_query *left, xc_query *right, unsigned parameter)
{
    xc_query *query;
    const xc_query *const both[] = {left, right};
    assert_ok(xc_query_op(op, both, 2, parameter, &query, &err));
    xc_query_free(left);
    xc_query_free(right);
    return query;
}

size_t matches(xc_database *database, xc_query *query, xc_docid docids[], size_t n)
{
    xc_enquire *enquire;
    xc_result *result;
    struct xc_hit hits[200];
    size_t got;
    assert_true(n <= 200);
    assert_ok(xc_enquire_new(database, &enquire, &err));
    assert_ok(xc_enquire_set_weight_bool(enquire, &err));
    assert_ok(xc_enquire_set_query(enquire, query, 0, &err));
    assert_ok(xc_enquire_run(enquire, 0, (uint32_t)n, 0, NULL, &result, &err));
    assert_ok(xc_result_hits(result, hits, n, &got, &err));
    for (size_t i = 0; i < got; i++)
        docids[i] = hits[i].docid;
    xc_result_free(result);
    xc_enquire_free(enquire);
    xc_query_free(query);
    return got;
}
