/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "converter.h"

#include "program.h"

#include "parangon/memory.h"

#include <stdlib.h>
#include <unistd.h>

enum {
    START_AGAIN = 81 /* the exit status of soffice.bin when it has just made the profile */
};

/* The program itself, which stands beside the script that PATH leads to: the script and its splash
   screen want a socket in /tmp, which is out of bounds, where the program asks OSL_SOCKET_PATH. */
static char *find_office(void)
{
    static const char name[] = "soffice";
    struct parangon_buf beside = {0};
    char *script = program_find(name), *real = script ? realpath(script, NULL) : NULL;

    if (real)
        parangon_buf_printf(&beside, "%s.bin", real);
    free(real);
    if (beside.len == 0 || access(beside.data, X_OK) != 0) {
        parangon_buf_clear(&beside);
        return script;
    }
    free(script);
    return parangon_buf_take(&beside);
}

/* With a profile of its own: another LibreOffice that runs would take the work over otherwise. */
static enum parangon_code convert(const char *office, const struct format *format,
                                  const struct workplace *place, FILE *stream, FILE **converted,
                                  struct parangon_error *err)
{
    struct parangon_buf profile = {0}, source = {0}, target = {0};

    parangon_buf_printf(&profile, "-env:UserInstallation=file://%s/profile", place->path);
    parangon_buf_printf(&source, "source.%s", format->reader->name);
    parangon_buf_printf(&target, "out/source.%s", format->converted_to);
    const char *const arguments[] = {
        "soffice",  profile.data, "--headless", "--norestore", "--convert-to", format->converted_to,
        "--outdir", "out",        source.data,  NULL};
    enum parangon_code code = workplace_copy(place, stream, source.data, err);
    for (int tries = 0, status = START_AGAIN; code == PARANGON_OK && status && tries < 2; tries++)
        code = program_run(office, arguments, place, &status, err);
    if (code == PARANGON_OK) {
        *converted = workplace_open(place, target.data);
        if (!*converted)
            code =
                parangon_error_set(err, PARANGON_REJECTED,
                                   "LibreOffice could not convert it: it is damaged or protected "
                                   "by a password");
    }
    parangon_buf_clear(&profile);
    parangon_buf_clear(&source);
    parangon_buf_clear(&target);
    return code;
}

enum parangon_code converter_run(const struct format *format, FILE *stream, FILE **converted,
                                 struct parangon_error *err)
{
    struct workplace place = {0};
    char *office = find_office();
    enum parangon_code code;

    if (!office)
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "%s is read only where LibreOffice is installed: install it, or "
                                  "save the file as .%s",
                                  format->known_as, format->converted_to);
    code = workplace_make(&place, err);
    if (code == PARANGON_OK)
        code = convert(office, format, &place, stream, converted, err);
    workplace_remove(&place);
    free(office);
    return code;
}
