/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_CONVERTER_CONVERTER_H
#define INDEXER_CONVERTER_CONVERTER_H

/* Formats of older office programs are converted by LibreOffice, where it is installed. */

#include "readers/formats.h"

#include <stdio.h>

/* Converts what is in the stream, of a format that says what it is converted to; the result is the
   caller's to close. PARANGON_REJECTED when LibreOffice is not there, or fails. */
enum parangon_code converter_run(const struct format *format, FILE *stream, FILE **converted,
                                 struct parangon_error *err);

#endif
