/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Formats of office programs that only an office program reads well. A file of its own is converted
   before it comes to a reader; what stands in an archive or a message comes here. */
#include "reader.h"

static enum parangon_code refuse(const struct reader_source *source, const struct reader_sink *sink,
                                 struct parangon_error *err)
{
    (void)source;
    (void)sink;
    return parangon_error_set(
        err, PARANGON_REJECTED,
        "a document that LibreOffice has to convert, which is done outside of "
        "archives and messages only: take it out of there");
}

static const char *const doc_extensions[] = {"doc", "dot", NULL};
static const char *const rtf_extensions[] = {"rtf", NULL};
static const char *const xls_extensions[] = {"xls", "xlt", NULL};
static const char *const ppt_extensions[] = {"ppt", "pps", "pot", NULL};

const struct reader reader_doc = {"doc", doc_extensions, refuse};
const struct reader reader_rtf = {"rtf", rtf_extensions, refuse};
const struct reader reader_xls = {"xls", xls_extensions, refuse};
const struct reader reader_ppt = {"ppt", ppt_extensions, refuse};
