/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Texts and presentations of OpenDocument (ISO/IEC 26300). */
#include "odf_body.h"
#include "office_properties.h"
#include "readers/reader.h"

#include <stdlib.h>

/* Reads a part, and what it says of styles. PARANGON_NOTHING when it is missing. */
static enum parangon_code read_styles(struct package *package, const char *part,
                                      struct odf_styles *styles, struct parangon_buf *bytes,
                                      struct parangon_error *err)
{
    enum parangon_code code = package_part(package, part, bytes, err);

    if (code == PARANGON_OK) {
        code = odf_styles_read(styles, bytes, err);
        if (code != PARANGON_OK)
            code = parangon_error_prefix(err, code, "%s", part);
    }
    return code;
}

static enum parangon_code read_parts(struct package *package, struct office *office,
                                     struct parangon_error *err)
{
    struct parangon_buf bytes = {0};
    struct odf_styles *styles = odf_styles_new();
    enum parangon_code code = read_styles(package, "styles.xml", styles, &bytes, err);

    parangon_buf_reset(&bytes);
    if (code == PARANGON_OK || code == PARANGON_NOTHING)
        code = read_styles(package, "content.xml", styles, &bytes, err);
    if (code == PARANGON_NOTHING)
        code = parangon_error_set(err, PARANGON_REJECTED,
                                  "a zip, but no OpenDocument: its name ends wrongly, or it is "
                                  "damaged");
    if (code == PARANGON_OK) {
        odf_styles_resolve(styles);
        code = odf_body_read(office, styles, &bytes, err);
        if (code != PARANGON_OK)
            code = parangon_error_prefix(err, code, "content.xml");
    }
    odf_styles_free(styles);
    parangon_buf_clear(&bytes);
    return code;
}

static enum parangon_code read_odf(const struct reader_source *source,
                                   const struct reader_sink *sink, struct parangon_error *err)
{
    struct package *package;
    struct office office;
    struct office_properties properties = {0};
    cJSON *version = NULL;
    enum parangon_code code = package_open(source->stream, &package, err);

    if (code != PARANGON_OK)
        return code;
    office_init(&office);
    code = office_properties_read(package, "meta.xml", office.arena, &properties, err);
    if (code == PARANGON_OK)
        code = read_parts(package, &office, err);
    if (code == PARANGON_OK)
        code = office_version_make(&office, &properties, source->name, &version, err);
    office_clear(&office);
    package_close(package);
    return code == PARANGON_OK ? sink->take(sink->context, version, 0, err) : code;
}

static const char *const text_extensions[] = {"odt", NULL};
static const char *const slide_extensions[] = {"odp", NULL};

const struct reader reader_odt = {"odt", text_extensions, read_odf};
const struct reader reader_odp = {"odp", slide_extensions, read_odf};
