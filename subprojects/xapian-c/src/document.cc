/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "bytes.h"
#include "handles.h"

#include <algorithm>

xc_status xc_document_new(xc_document **document, xc_error *err)
{
    return xc::fence(err, [&] { *document = new xc_document{}; });
}

void xc_document_free(xc_document *document)
{
    delete document;
}

xc_status xc_document_clear(xc_document *document, xc_error *err)
{
    return xc::fence(err, [&] { document->doc = Xapian::Document(); });
}

xc_status xc_document_add_term(xc_document *document, const char *term, size_t len, uint32_t wdf,
                               xc_error *err)
{
    return xc::fence(err, [&] { document->doc.add_term(xc::checked_term(term, len), wdf); });
}

xc_status xc_document_add_boolean_term(xc_document *document, const char *term, size_t len,
                                       xc_error *err)
{
    return xc::fence(err, [&] { document->doc.add_boolean_term(xc::checked_term(term, len)); });
}

xc_status xc_document_add_postings(xc_document *document, const char *term, size_t len,
                                   const uint32_t positions[], size_t n, uint32_t wdf_increment,
                                   xc_error *err)
{
    return xc::fence(err, [&] {
        const std::string key = xc::checked_term(term, len);
        for (size_t i = 0; i < n; i++)
            document->doc.add_posting(key, positions[i], wdf_increment);
    });
}

xc_status xc_document_add_value(xc_document *document, xc_slot slot, const char *value, size_t len,
                                xc_error *err)
{
    return xc::fence(err, [&] { document->doc.add_value(slot, xc::bytes(value, len)); });
}

xc_status xc_document_add_value_double(xc_document *document, xc_slot slot, double value,
                                       xc_error *err)
{
    return xc::fence(err,
                     [&] { document->doc.add_value(slot, Xapian::sortable_serialise(value)); });
}

xc_status xc_document_set_data(xc_document *document, const char *data, size_t len, xc_error *err)
{
    return xc::fence(err, [&] { document->doc.set_data(xc::bytes(data, len)); });
}

xc_status xc_document_data(xc_document *document, char **data, size_t *len, xc_error *err)
{
    return xc::fence(err, [&] { xc::give(document->doc.get_data(), data, len); });
}

xc_status xc_document_value(xc_document *document, xc_slot slot, char **value, size_t *len,
                            xc_error *err)
{
    return xc::fence(err, [&] { xc::give(document->doc.get_value(slot), value, len); });
}

xc_status xc_document_docid(xc_document *document, xc_docid *docid, xc_error *err)
{
    return xc::fence(err, [&] { *docid = document->doc.get_docid(); });
}

size_t xc_double_serialise(double value, char bytes[XC_DOUBLE_MAX])
{
    return Xapian::sortable_serialise_(value, bytes);
}

/* Nine bytes are read at most, which a std::string holds without asking for memory. */
double xc_double_unserialise(const char *bytes, size_t len)
{
    return Xapian::sortable_unserialise(xc::bytes(bytes, std::min<size_t>(len, XC_DOUBLE_MAX)));
}
