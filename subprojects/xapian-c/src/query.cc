/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "bytes.h"
#include "docid_filter.h"
#include "handles.h"

#include <algorithm>

using Xapian::Query;
using xc::bytes;
using xc::fence;
using xc::refusal;

namespace {

Query::op operator_of(xc_op op)
{
    switch (op) {
    case XC_OP_AND: return Query::OP_AND;
    case XC_OP_OR: return Query::OP_OR;
    case XC_OP_AND_NOT: return Query::OP_AND_NOT;
    case XC_OP_XOR: return Query::OP_XOR;
    case XC_OP_AND_MAYBE: return Query::OP_AND_MAYBE;
    case XC_OP_FILTER: return Query::OP_FILTER;
    case XC_OP_NEAR: return Query::OP_NEAR;
    case XC_OP_PHRASE: return Query::OP_PHRASE;
    case XC_OP_ELITE_SET: return Query::OP_ELITE_SET;
    case XC_OP_SYNONYM: return Query::OP_SYNONYM;
    case XC_OP_MAX: return Query::OP_MAX;
    }
    throw refusal{XC_INVALID, "query: unknown operator"};
}

int limit_of(xc_wildcard_limit limit)
{
    switch (limit) {
    case XC_WILDCARD_ERROR: return Query::WILDCARD_LIMIT_ERROR;
    case XC_WILDCARD_FIRST: return Query::WILDCARD_LIMIT_FIRST;
    case XC_WILDCARD_MOST_FREQUENT: return Query::WILDCARD_LIMIT_MOST_FREQUENT;
    }
    throw refusal{XC_INVALID, "query: unknown limit of a wildcard"};
}

Query range(xc_slot slot, const std::string *low, const std::string *high)
{
    if (low && high)
        return Query(Query::OP_VALUE_RANGE, slot, *low, *high);
    if (low)
        return Query(Query::OP_VALUE_GE, slot, *low);
    if (high)
        return Query(Query::OP_VALUE_LE, slot, *high);
    return Query::MatchAll;
}

/* The database for which all docid filters of the subqueries were made. */
std::optional<std::string> made_for(const xc_query *const subqueries[], size_t n)
{
    std::optional<std::string> common;
    for (size_t i = 0; i < n; i++) {
        const auto &other = subqueries[i]->made_for;
        if (common && other && *common != *other)
            throw refusal{XC_INVALID, "query: docid filters made for different databases"};
        if (other)
            common = other;
    }
    return common;
}

/* The uuid of a database is that of its shards joined by colons. */
std::vector<std::string> shards_of(const std::string &uuid)
{
    std::vector<std::string> shards;
    size_t start = 0;
    for (size_t colon; (colon = uuid.find(':', start)) != std::string::npos; start = colon + 1)
        shards.push_back(uuid.substr(start, colon - start));
    shards.push_back(uuid.substr(start));
    auto sorted = shards;
    std::sort(sorted.begin(), sorted.end());
    if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end())
        throw refusal{XC_INVALID, "docid filter: two shards bear the same uuid"};
    return shards;
}

/* Xapian calls bad bytes a network error, since remote databases are what it reads queries for. */
Query read_query(const std::string &serialised)
{
    try {
        return Query::unserialise(serialised);
    } catch (const Xapian::Error &) {
        throw refusal{XC_INVALID, "query: bytes are not a serialised query"};
    }
}

void give(xc_query **out, const Query &query, std::optional<std::string> made_for = {})
{
    *out = new xc_query{query, std::move(made_for)};
}

} // namespace

xc_status xc_query_match_all(xc_query **query, xc_error *err)
{
    return fence(err, [&] { give(query, Query::MatchAll); });
}

xc_status xc_query_match_nothing(xc_query **query, xc_error *err)
{
    return fence(err, [&] { give(query, Query::MatchNothing); });
}

xc_status xc_query_term(const char *term, size_t len, uint32_t wqf, xc_query **query, xc_error *err)
{
    return fence(err, [&] { give(query, Query(bytes(term, len), wqf)); });
}

xc_status xc_query_op(xc_op op, const xc_query *const subqueries[], size_t n, unsigned parameter,
                      xc_query **query, xc_error *err)
{
    return fence(err, [&] {
        const Query::op kind = operator_of(op);
        std::vector<Query> parts;
        for (size_t i = 0; i < n; i++)
            parts.push_back(subqueries[i]->query);
        give(query, Query(kind, parts.begin(), parts.end(), parameter), made_for(subqueries, n));
    });
}

xc_status xc_query_wildcard(const char *prefix, size_t len, uint32_t max, xc_wildcard_limit limit,
                            xc_op combiner, xc_query **query, xc_error *err)
{
    return fence(err, [&] {
        give(query, Query(Query::OP_WILDCARD, bytes(prefix, len), max, limit_of(limit),
                          operator_of(combiner)));
    });
}

xc_status xc_query_value_range(xc_slot slot, const char *low, size_t low_len, const char *high,
                               size_t high_len, xc_query **query, xc_error *err)
{
    return fence(err, [&] {
        const std::string from = bytes(low, low_len);
        const std::string to = bytes(high, high_len);
        give(query, range(slot, low ? &from : nullptr, high ? &to : nullptr));
    });
}

xc_status xc_query_scale(const xc_query *subquery, double factor, xc_query **query, xc_error *err)
{
    return fence(err, [&] {
        give(query, Query(Query::OP_SCALE_WEIGHT, subquery->query, factor), subquery->made_for);
    });
}

xc_status xc_query_docids(xc_database *database, const xc_docid docids[], size_t n,
                          xc_query **query, xc_error *err)
{
    return fence(err, [&] {
        std::string uuid = database ? database->db.get_uuid() : std::string();
        xc::docid_filter filter(docids, n, shards_of(uuid));
        give(query, Query(&filter), std::move(uuid));
    });
}

xc_status xc_query_copy(const xc_query *source, xc_query **query, xc_error *err)
{
    return fence(err, [&] { *query = new xc_query(*source); });
}

void xc_query_free(xc_query *query)
{
    delete query;
}

bool xc_query_is_empty(const xc_query *query)
{
    return query->query.empty();
}

xc_status xc_query_describe(const xc_query *query, char **text, size_t *len, xc_error *err)
{
    return fence(err, [&] { xc::give(query->query.get_description(), text, len); });
}

xc_status xc_query_serialise(const xc_query *query, char **bytes, size_t *len, xc_error *err)
{
    return fence(err, [&] { xc::give(query->query.serialise(), bytes, len); });
}

xc_status xc_query_unserialise(const char *bytes, size_t len, xc_query **query, xc_error *err)
{
    return fence(err, [&] { give(query, read_query(xc::bytes(bytes, len))); });
}
