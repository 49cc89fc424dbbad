/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "landlock.h"

#include "sandbox.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The rights of the first version; what later ones added (truncating, ioctl) needs a descriptor
   that these rights let nobody have. */
static const uint64_t reading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
static const uint64_t running = LANDLOCK_ACCESS_FS_EXECUTE;
static const uint64_t writing = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                                LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
                                LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                                LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                                LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;

static int new_ruleset(uint64_t handled)
{
    const struct landlock_ruleset_attr attributes = {.handled_access_fs = handled};

    return (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
}

/* A path that is not there needs no rule. */
static void allow(int ruleset, const char *path, uint64_t rights)
{
    struct landlock_path_beneath_attr below = {.allowed_access = rights};
    struct stat info;
    int place = open(path, O_PATH | O_CLOEXEC);

    if (place < 0)
        return;
    if (fstat(place, &info) == 0 && !S_ISDIR(info.st_mode))
        below.allowed_access &=
            LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | running;
    below.parent_fd = place;
    syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &below, 0);
    close(place);
}

int landlock_readable(void)
{
    static const char *const places[] = {
        "/usr",       "/lib",           "/lib64",   "/etc/ld.so.cache",
        "/etc/fonts", "/etc/localtime", "/etc/xml", "/var/cache/fontconfig",
    };
    int ruleset = new_ruleset(reading | running | writing);

    if (ruleset < 0)
        return -1;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        allow(ruleset, places[i], reading);
    if (SANDBOX_SANITIZED)
        allow(ruleset, "/proc", reading);
    return ruleset;
}

int landlock_writable(const char *folder)
{
    int ruleset = new_ruleset(writing);

    if (ruleset < 0)
        return -1;
    allow(ruleset, folder, writing);
    allow(ruleset, "/dev", LANDLOCK_ACCESS_FS_WRITE_FILE);
    return ruleset;
}

bool landlock_enter(int ruleset)
{
    return ruleset >= 0 && syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
}
