/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_COMMANDS_OUTPUT_FILE_H
#define QUERY_COMMANDS_OUTPUT_FILE_H

#include "parangon/error.h"

#include <stddef.h>

/* Puts the bytes in the place of a file all at once, so that whoever looks finds the old one or the
   new one whole. What is no regular file (a pipe, a device) is written to. PARANGON_SYSTEM. */
enum parangon_code output_file_write(const char *path, const char *bytes, size_t len,
                                     struct parangon_error *err);

#endif
