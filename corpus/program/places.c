/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where things are, and what a program says when it ends. */
#include "parangon/program.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *environment(const char *name)
{
    const char *value = getenv(name);

    return value && *value ? value : NULL;
}

char *parangon_index_place(const char *given)
{
    const char *data = environment("XDG_DATA_HOME"), *home = environment("HOME");
    struct parangon_buf place = {0};

    if (!given)
        given = environment("PARANGON_INDEX");
    if (given)
        parangon_buf_puts(&place, given);
    else if (data)
        parangon_buf_printf(&place, "%s/parangon/index", data);
    else
        parangon_buf_printf(&place, "%s/.local/share/parangon/index", home ? home : ".");
    return parangon_buf_take(&place);
}

/* The folder of the running program; false when the system does not tell. */
static bool program_folder(char folder[PATH_MAX])
{
    ssize_t len = readlink("/proc/self/exe", folder, PATH_MAX - 1);

    if (len <= 0)
        return false;
    folder[len] = '\0';
    char *slash = strrchr(folder, '/');
    if (slash)
        *slash = '\0';
    return slash != NULL;
}

char *parangon_vocabulary_place(void)
{
    static const char *const beside[] = {"../corpus/vocabulary", "../share/parangon/vocabulary"};
    const char *given = environment("PARANGON_VOCABULARY");
    char folder[PATH_MAX];

    if (given)
        return parangon_strdup(given);
    for (size_t i = 0; program_folder(folder) && i < sizeof beside / sizeof *beside; i++) {
        struct parangon_buf place = {0};

        parangon_buf_printf(&place, "%s/%s/themes.jsonld", folder, beside[i]);
        if (access(place.data, R_OK) == 0) {
            place.data[place.len - strlen("/themes.jsonld")] = '\0';
            return parangon_buf_take(&place);
        }
        parangon_buf_clear(&place);
    }
    return parangon_strdup(PARANGON_VOCABULARY_FOLDER);
}

int parangon_report(const char *program, const struct parangon_error *err)
{
    const char *hint = parangon_error_hint(err->code);

    fprintf(stderr, "%s: %s\n", program, err->message);
    if (hint)
        fprintf(stderr, "%s: %s\n", program, hint);
    return parangon_error_exit_status(err->code);
}

enum parangon_code parangon_finish_output(struct parangon_error *err)
{
    if (fflush(stdout) != 0 || ferror(stdout))
        return parangon_error_set(err, PARANGON_SYSTEM, "standard output: %s",
                                  errno ? strerror(errno) : "cannot be written");
    return PARANGON_OK;
}
