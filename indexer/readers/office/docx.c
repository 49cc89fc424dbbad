/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Documents of Word (ECMA-376, ISO/IEC 29500). */
#include "docx_body.h"
#include "ooxml.h"
#include "readers/reader.h"

#include <stdlib.h>

struct docx {
    struct package *package;
    struct office office;
    struct docx_styles *styles;
    struct ooxml_relations relations; /* of the main part */
    struct office_properties properties;
};

/* Reads a part into the document, or as the styles; one that is not there is left out. */
static enum parangon_code read_part(struct docx *docx, const char *part, bool is_styles,
                                    struct parangon_error *err)
{
    struct parangon_buf bytes = {0};
    enum parangon_code code = PARANGON_NOTHING;

    if (part)
        code = package_part(docx->package, part, &bytes, err);
    if (code == PARANGON_OK) {
        code = is_styles ? docx_styles_read(docx->styles, &bytes, err)
                         : docx_body_read(&docx->office, docx->styles, &bytes, err);
        if (code != PARANGON_OK)
            code = parangon_error_prefix(err, code, "%s", part);
    }
    parangon_buf_clear(&bytes);
    return code == PARANGON_NOTHING ? PARANGON_OK : code;
}

static enum parangon_code read_parts(struct docx *docx, struct parangon_error *err)
{
    static const char *const notes[] = {"footnotes", "endnotes"};
    const char *main_part;
    enum parangon_code code =
        ooxml_main_part(docx->package, docx->office.arena, &main_part, &docx->properties, err);

    if (code == PARANGON_OK)
        code = ooxml_relations(docx->package, main_part, docx->office.arena, &docx->relations, err);
    if (code == PARANGON_OK)
        code = read_part(docx, ooxml_target(&docx->relations, "styles", NULL), true, err);
    if (code == PARANGON_OK)
        code = read_part(docx, main_part, false, err);
    for (size_t i = 0; code == PARANGON_OK && i < sizeof notes / sizeof *notes; i++)
        code = read_part(docx, ooxml_target(&docx->relations, notes[i], NULL), false, err);
    return code;
}

static enum parangon_code read_docx(const struct reader_source *source,
                                    const struct reader_sink *sink, struct parangon_error *err)
{
    struct docx docx = {0};
    cJSON *version = NULL;
    enum parangon_code code = package_open(source->stream, &docx.package, err);

    if (code != PARANGON_OK)
        return code;
    office_init(&docx.office);
    docx.styles = docx_styles_new();
    code = read_parts(&docx, err);
    if (code == PARANGON_OK)
        code = office_version_make(&docx.office, &docx.properties, source->name, &version, err);
    docx_styles_free(docx.styles);
    office_clear(&docx.office);
    package_close(docx.package);
    return code == PARANGON_OK ? sink->take(sink->context, version, 0, err) : code;
}

static const char *const extensions[] = {"docx", "docm", NULL};

const struct reader reader_docx = {"docx", extensions, read_docx};
