/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "program.h"

#include "isolation/landlock.h"
#include "isolation/sandbox.h"
#include "readers/limits.h"

#include "parangon/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    NOT_RUN = 127 /* the exit status of a child that could not become the program */
};

char *program_find(const char *name)
{
    const char *folders = getenv("PATH");
    struct parangon_buf path = {0};

    while (folders && *folders) {
        size_t len = strcspn(folders, ":");
        struct stat info;

        parangon_buf_reset(&path);
        parangon_buf_printf(&path, "%.*s/%s", (int)len, folders, name);
        /* A folder that depends on where one stands is no place for programs. */
        if (folders[0] == '/' && access(path.data, X_OK) == 0 && stat(path.data, &info) == 0 &&
            S_ISREG(info.st_mode))
            return parangon_buf_take(&path);
        folders += len + (folders[len] == ':');
    }
    parangon_buf_clear(&path);
    return NULL;
}

/* ---- In the child ---- */

static const int forbidden[] = {
    SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(pivot_root),
    SCMP_SYS(chroot),
    SCMP_SYS(bpf),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(init_module),
    SCMP_SYS(finit_module),
    SCMP_SYS(delete_module),
    SCMP_SYS(kexec_load),
    SCMP_SYS(kexec_file_load),
    SCMP_SYS(reboot),
    SCMP_SYS(swapon),
    SCMP_SYS(swapoff),
    SCMP_SYS(settimeofday),
    SCMP_SYS(adjtimex),
    SCMP_SYS(clock_settime),
    SCMP_SYS(clock_adjtime),
    SCMP_SYS(sethostname),
    SCMP_SYS(keyctl),
    SCMP_SYS(add_key),
    SCMP_SYS(request_key),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(unshare),
    SCMP_SYS(setns),
    SCMP_SYS(open_by_handle_at),
    SCMP_SYS(truncate),
    SCMP_SYS(mknod),
    SCMP_SYS(mknodat),
    /* It would leave the group of processes that is ended as one. */
    SCMP_SYS(setsid),
    SCMP_SYS(setpgid),
};

/* Of sockets, only those between processes of this machine. */
static bool filter_calls(void)
{
    scmp_filter_ctx rules = seccomp_init(SCMP_ACT_ALLOW);
    bool held = rules != NULL;

    for (size_t i = 0; held && i < sizeof forbidden / sizeof *forbidden; i++)
        held = seccomp_rule_add(rules, SCMP_ACT_ERRNO(EPERM), forbidden[i], 0) == 0;
    held = held && seccomp_rule_add(rules, SCMP_ACT_ERRNO(EAFNOSUPPORT), SCMP_SYS(socket), 1,
                                    SCMP_A0(SCMP_CMP_NE, AF_UNIX, 0)) == 0;
    /* LibreOffice puts a socket into /tmp where access() says that it may write there, which is not
       so below Landlock; told no, it takes the folder that OSL_SOCKET_PATH names. */
    held = held && seccomp_rule_add(rules, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(access), 1,
                                    SCMP_A1(SCMP_CMP_EQ, W_OK, 0)) == 0;
    held = held && seccomp_rule_add(rules, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(faccessat), 1,
                                    SCMP_A2(SCMP_CMP_EQ, W_OK, 0)) == 0;
    held = held && seccomp_load(rules) == 0;
    seccomp_release(rules);
    return held;
}

static void set_limit(int resource, rlim_t most)
{
    const struct rlimit limit = {most, most};

    setrlimit((__rlimit_resource_t)resource, &limit);
}

/* Standard input and error are nothing, standard output is the file. */
static bool set_streams(void)
{
    int nothing = open("/dev/null", O_RDWR);
    int file = open(PROGRAM_OUTPUT, O_WRONLY | O_CREAT | O_TRUNC, 0600);

    if (nothing < 0 || file < 0 || dup2(nothing, STDIN_FILENO) < 0 ||
        dup2(nothing, STDERR_FILENO) < 0 || dup2(file, STDOUT_FILENO) < 0)
        return false;
    closefrom(STDERR_FILENO + 1);
    return true;
}

static _Noreturn void become(const char *program, const char *const *arguments, const char *folder,
                             char *const *environment)
{
    int ruleset;

    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    signal(SIGPIPE, SIG_DFL);
    signal(SIGXFSZ, SIG_DFL);
    if (chdir(folder) != 0 || !set_streams())
        _exit(NOT_RUN);
    set_limit(RLIMIT_CPU, CONVERTER_SECONDS);
    set_limit(RLIMIT_FSIZE, (rlim_t)CONVERTER_FILE_MIB << 20);
    set_limit(RLIMIT_CORE, 0);
    ruleset = landlock_writable(folder);
    landlock_enter(ruleset);
    if (ruleset >= 0)
        close(ruleset);
    filter_calls();
    /* Last, because the address sanitizer has more than that in this process. */
    set_limit(RLIMIT_AS, (rlim_t)CONVERTER_MEMORY_MIB << 20);
    execve(program, (char *const *)arguments, environment);
    _exit(NOT_RUN);
}

/* ---- In the parent ---- */

static char *variable(const char *name, const char *value)
{
    struct parangon_buf text = {0};

    parangon_buf_printf(&text, "%s=%s", name, value);
    return parangon_buf_take(&text);
}

/* Waits for the child as long as it may take, then ends it with all that it started. */
static bool wait_for(pid_t child, int *status)
{
    const struct timespec pause = {0, 5 * 1000 * 1000};
    struct timespec now;
    bool ended = false;

    clock_gettime(CLOCK_MONOTONIC, &now);
    time_t last = now.tv_sec + CONVERTER_SECONDS;
    while (!ended && now.tv_sec < last) {
        pid_t got = waitpid(child, status, WNOHANG);

        ended = got == child || (got < 0 && errno != EINTR);
        if (!ended)
            nanosleep(&pause, NULL);
        clock_gettime(CLOCK_MONOTONIC, &now);
    }
    kill(-child, SIGKILL);
    if (!ended) {
        kill(child, SIGKILL); /* before it has its own group */
        while (waitpid(child, status, 0) < 0 && errno == EINTR)
            ;
    }
    return ended;
}

static enum parangon_code explain(const char *name, int status, struct parangon_error *err)
{
    if (WIFSIGNALED(status))
        return parangon_error_set(
            err, PARANGON_REJECTED,
            "%s crashed or went over a limit (signal %d): the file is damaged "
            "or hostile",
            name, WTERMSIG(status));
    if (WEXITSTATUS(status) == NOT_RUN)
        return parangon_error_set(err, PARANGON_REJECTED, "%s could not be run", name);
    return parangon_error_set(err, PARANGON_REJECTED, "%s could not read it (status %d)", name,
                              WEXITSTATUS(status));
}

enum parangon_code program_run(const char *program, const char *const *arguments,
                               const struct workplace *place, int *status,
                               struct parangon_error *err)
{
    const char *path = getenv("PATH");
    char *environment[] = {variable("PATH", path ? path : "/usr/bin:/bin"),
                           variable("HOME", place->path),
                           variable("TMPDIR", place->path),
                           variable("XDG_RUNTIME_DIR", place->path),
                           variable("LC_ALL", "C.UTF-8"),
                           variable("OSL_SOCKET_PATH", place->path),
                           variable("SAL_USE_VCLPLUGIN", "svp"),
                           variable("OMP_THREAD_LIMIT", "1"),
                           NULL};
    int end = 0;
    bool ended = false;
    pid_t child = fork();

    if (child == 0)
        become(program, arguments, place->path, environment);
    int trouble = errno;
    if (child > 0)
        ended = wait_for(child, &end);
    for (char **entry = environment; *entry; entry++)
        free(*entry);
    if (child < 0)
        return parangon_error_set(err, PARANGON_REJECTED, "%s: %s", arguments[0],
                                  strerror(trouble));
    if (!ended)
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "%s took more than %d s and was ended: the file is damaged, "
                                  "hostile or far too large",
                                  arguments[0], CONVERTER_SECONDS);
    if (status && WIFEXITED(end) && WEXITSTATUS(end) != NOT_RUN)
        *status = WEXITSTATUS(end);
    else if (end != 0)
        return explain(arguments[0], end, err);
    return PARANGON_OK;
}
