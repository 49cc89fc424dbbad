/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sandbox.h"

#include "landlock.h"

#include "parangon/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/filter.h>
#include <seccomp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

enum {
    DESCRIPTORS_MAX = 64, /* a file, a pipe, and what libraries load by the way */
    NOBODY = 65534
};

/* Reading, memory, time, and the end. */
static const int allowed[] = {
    SCMP_SYS(read),
    SCMP_SYS(readv),
    SCMP_SYS(pread64),
    SCMP_SYS(preadv),
    SCMP_SYS(write), /* into what is open: the pipe */
    SCMP_SYS(writev),
    SCMP_SYS(lseek),
    SCMP_SYS(_llseek),
    SCMP_SYS(close),
    SCMP_SYS(close_range),
    SCMP_SYS(dup),
    SCMP_SYS(stat),
    SCMP_SYS(fstat),
    SCMP_SYS(lstat),
    SCMP_SYS(stat64),
    SCMP_SYS(fstat64),
    SCMP_SYS(lstat64),
    SCMP_SYS(newfstatat),
    SCMP_SYS(fstatat64),
    SCMP_SYS(statx),
    SCMP_SYS(statfs),
    SCMP_SYS(fstatfs),
    SCMP_SYS(access),
    SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(getcwd),
    SCMP_SYS(getdents),
    SCMP_SYS(getdents64),
    SCMP_SYS(fadvise64),
    SCMP_SYS(fadvise64_64),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(brk),
    SCMP_SYS(mmap),
    SCMP_SYS(mmap2),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(mprotect),
    SCMP_SYS(madvise),
    SCMP_SYS(mincore),
    SCMP_SYS(membarrier),
    SCMP_SYS(futex),
    SCMP_SYS(futex_time64),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(set_tid_address),
    SCMP_SYS(rseq),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(getcpu),
    SCMP_SYS(getrandom),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_gettime64),
    SCMP_SYS(clock_getres),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(nanosleep),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),
    SCMP_SYS(times),
    SCMP_SYS(getrusage),
    SCMP_SYS(getrlimit),
    SCMP_SYS(ugetrlimit),
    SCMP_SYS(sysinfo),
    SCMP_SYS(uname),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(getppid),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigreturn),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    /* Which process it may go to is the business of the filter made by each worker. */
    SCMP_SYS(kill),
    SCMP_SYS(tgkill),
};

/* What only a process does that was taken over. */
static const int deadly[] = {
    SCMP_SYS(execve),
    SCMP_SYS(execveat),
    SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(bpf),
    SCMP_SYS(init_module),
    SCMP_SYS(finit_module),
    SCMP_SYS(kexec_load),
    SCMP_SYS(kexec_file_load),
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(pivot_root),
    SCMP_SYS(reboot),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(io_uring_setup),
};

/* A rule that cannot be added leaves its call refused, which is the safe side. */
static void add_rules(scmp_filter_ctx rules)
{
    const uint64_t writing = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | (O_TMPFILE & ~O_DIRECTORY);
    const uint64_t harmless[] = {F_GETFD, F_SETFD, F_GETFL, F_DUPFD_CLOEXEC};

    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
        seccomp_rule_add(rules, SCMP_ACT_ALLOW, allowed[i], 0);
    for (size_t i = 0; i < sizeof deadly / sizeof *deadly; i++)
        seccomp_rule_add(rules, SCMP_ACT_KILL_PROCESS, deadly[i], 0);
    seccomp_rule_add(rules, SCMP_ACT_ALLOW, SCMP_SYS(open), 1,
                     SCMP_A1(SCMP_CMP_MASKED_EQ, writing, O_RDONLY));
    seccomp_rule_add(rules, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
                     SCMP_A2(SCMP_CMP_MASKED_EQ, writing, O_RDONLY));
    for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++) {
        seccomp_rule_add(rules, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1,
                         SCMP_A1(SCMP_CMP_EQ, harmless[i], 0));
        seccomp_rule_add(rules, SCMP_ACT_ALLOW, SCMP_SYS(fcntl64), 1,
                         SCMP_A1(SCMP_CMP_EQ, harmless[i], 0));
    }
    /* Asking for one's own limits, not setting them. */
    seccomp_rule_add(rules, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 2, SCMP_A0(SCMP_CMP_EQ, 0, 0),
                     SCMP_A2(SCMP_CMP_EQ, 0, 0));
}

/* The rules as the kernel takes them: translating them costs more than a fork, so it is done once.
   libseccomp gives them to a descriptor only. */
static void export_filter(scmp_filter_ctx rules, struct sandbox *sandbox)
{
    struct sock_filter buffer[2048];
    int file = memfd_create("filter", MFD_CLOEXEC);

    if (file < 0)
        return;
    if (seccomp_export_bpf(rules, file) == 0) {
        ssize_t len = pread(file, buffer, sizeof buffer, 0);

        if (len > 0 && (size_t)len < sizeof buffer) {
            sandbox->filter_len = (unsigned short)((size_t)len / sizeof *buffer);
            sandbox->filter = parangon_alloc((size_t)len);
            memcpy(sandbox->filter, buffer, (size_t)len);
        }
    }
    close(file);
}

void sandbox_prepare(struct sandbox *sandbox)
{
    *sandbox = (struct sandbox){.ruleset = landlock_readable()};
    scmp_filter_ctx rules = seccomp_init(SCMP_ACT_ERRNO(EPERM));

    if (!rules)
        return;
    add_rules(rules);
    export_filter(rules, sandbox);
    seccomp_release(rules);
}

static void set_limit(int resource, rlim_t soft, rlim_t hard)
{
    const struct rlimit limit = {soft, hard};

    setrlimit((__rlimit_resource_t)resource, &limit);
}

static void set_limits(size_t memory, unsigned cpu_seconds)
{
    if (!SANDBOX_SANITIZED)
        set_limit(RLIMIT_AS, memory, memory);
    set_limit(RLIMIT_CPU, cpu_seconds, cpu_seconds + 1);
    set_limit(RLIMIT_FSIZE, 0, 0);
    set_limit(RLIMIT_NOFILE, DESCRIPTORS_MAX, DESCRIPTORS_MAX);
    set_limit(RLIMIT_NPROC, 0, 0);
    set_limit(RLIMIT_CORE, 0, 0);
}

/* The file is open already, and nothing else needs rights. In a container that knows no nobody, the
   rest of the sandbox has to do. */
static void leave_root(void)
{
    if (geteuid() == 0 && setgroups(0, NULL) == 0 && setresgid(NOBODY, NOBODY, NOBODY) == 0)
        (void)!setresuid(NOBODY, NOBODY, NOBODY);
}

/* Signals go to the process itself only (abort() needs that), as its number is known now. */
static bool keep_signals_home(void)
{
    const uint64_t own = (uint64_t)getpid();
    scmp_filter_ctx rules = seccomp_init(SCMP_ACT_ALLOW);
    bool held = rules &&
                seccomp_rule_add(rules, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(kill), 1,
                                 SCMP_A0(SCMP_CMP_NE, own, 0)) == 0 &&
                seccomp_rule_add(rules, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(tgkill), 1,
                                 SCMP_A0(SCMP_CMP_NE, own, 0)) == 0 &&
                seccomp_load(rules) == 0;

    seccomp_release(rules);
    return held;
}

static bool filter_calls(const struct sandbox *sandbox)
{
    struct sock_fprog program = {.len = sandbox->filter_len, .filter = sandbox->filter};

    return sandbox->filter && keep_signals_home() &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
}

const char *sandbox_enter(const struct sandbox *sandbox, size_t memory, unsigned cpu_seconds)
{
    leave_root();
    set_limits(memory, cpu_seconds);
    if (!SANDBOX_SANITIZED)
        prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    bool fenced = landlock_enter(sandbox->ruleset);
    if (!filter_calls(sandbox))
        return "this system filters no system calls (seccomp)";
    return fenced ? NULL : "this system fences no files (Landlock)";
}
