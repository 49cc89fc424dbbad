/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Readers that do what a hostile file could make a parser do, each held by its limit. */
#define _GNU_SOURCE
#include "isolation/isolation.h"
#include "isolation/job.h"
#include "isolation/sandbox.h"

#include "parangon/json.h"
#include "parangon/memory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

/* Where a worker tries to write, and which process it tries to end. */
static char folder[] = "/tmp/parangon-isolation-XXXXXX";
static pid_t parent;

static enum parangon_code give(const struct reader_sink *sink, const char *title, size_t line)
{
    cJSON *version = cJSON_CreateObject();

    cJSON_AddStringToObject(version, "title", title);
    return sink->take(sink->context, version, line, NULL);
}

static void give_errno(const struct reader_sink *sink, const char *what, bool done)
{
    char title[80];

    snprintf(title, sizeof title, "%s: %s", what, done ? "done" : strerror(errno));
    give(sink, title, 0);
}

static enum parangon_code read_good(const struct reader_source *source,
                                    const struct reader_sink *sink, struct parangon_error *err)
{
    char text[100] = "";
    size_t len = fread(text, 1, sizeof text - 1, source->stream);

    text[len] = '\0';
    (void)err;
    give(sink, source->name, 1);
    struct parangon_error why;
    parangon_error_set(&why, PARANGON_REJECTED, "a line left out");
    sink->reject(sink->context, 7, &why);
    return give(sink, text, 2);
}

static enum parangon_code read_refused(const struct reader_source *source,
                                       const struct reader_sink *sink, struct parangon_error *err)
{
    (void)source;
    give(sink, "first", 1);
    return parangon_error_set(err, PARANGON_REJECTED, "page 2: is torn");
}

static enum parangon_code read_crash(const struct reader_source *source,
                                     const struct reader_sink *sink, struct parangon_error *err)
{
    (void)source;
    (void)err;
    give(sink, "first", 1);
    signal(SIGSEGV, SIG_DFL); /* which the sanitizers handle */
    raise(SIGSEGV);
    return PARANGON_OK;
}

static enum parangon_code read_abort(const struct reader_source *source,
                                     const struct reader_sink *sink, struct parangon_error *err)
{
    (void)source;
    (void)sink;
    (void)err;
    signal(SIGABRT, SIG_DFL);
    abort();
    return PARANGON_OK;
}

static enum parangon_code read_leave(const struct reader_source *source,
                                     const struct reader_sink *sink, struct parangon_error *err)
{
    (void)source;
    (void)sink;
    (void)err;
    _exit(0);
    return PARANGON_OK;
}

static enum parangon_code read_hang(const struct reader_source *source,
                                    const struct reader_sink *sink, struct parangon_error *err)
{
    (void)source;
    (void)err;
    give(sink, "first", 1);
    for (;;)
        sleep(3600);
    return PARANGON_OK;
}

/* Closes the pipe, so that its end seems to have come, and stays. */
static enum parangon_code read_linger(const struct reader_source *source,
                                      const struct reader_sink *sink, struct parangon_error *err)
{
    (void)source;
    (void)sink;
    (void)err;
    for (int i = 3; i < 64; i++)
        close(i);
    for (;;)
        sleep(3600);
    return PARANGON_OK;
}

static enum parangon_code read_drip(const struct reader_source *source,
                                    const struct reader_sink *sink, struct parangon_error *err)
{
    const struct timespec a_while = {0, 300 * 1000 * 1000};

    (void)source;
    (void)err;
    for (;;) {
        give(sink, "drop", 1);
        nanosleep(&a_while, NULL);
    }
    return PARANGON_OK;
}

static enum parangon_code read_spin(const struct reader_source *source,
                                    const struct reader_sink *sink, struct parangon_error *err)
{
    volatile unsigned long turns = 0;

    (void)source;
    (void)sink;
    (void)err;
    for (;;)
        turns++;
    return PARANGON_OK;
}

static enum parangon_code read_eat(const struct reader_source *source,
                                   const struct reader_sink *sink, struct parangon_error *err)
{
    (void)source;
    (void)err;
    for (size_t i = 0; i < 64; i++) {
        char *block = malloc((size_t)16 << 20);

        if (!block) {
            give_errno(sink, "memory", false);
            abort();
        }
        memset(block, (int)i + 1, (size_t)16 << 20);
    }
    return give(sink, "ate a GiB", 0);
}

static enum parangon_code read_talk(const struct reader_source *source,
                                    const struct reader_sink *sink, struct parangon_error *err)
{
    (void)source;
    (void)err;
    for (;;)
        give(sink, "again", 1);
    return PARANGON_OK;
}

static enum parangon_code read_shout(const struct reader_source *source,
                                     const struct reader_sink *sink, struct parangon_error *err)
{
    size_t len = (size_t)3 << 20;
    char *text = malloc(len + 1);

    (void)source;
    (void)err;
    memset(text, 'a', len);
    text[len] = '\0';
    give(sink, text, 1);
    free(text);
    return PARANGON_OK;
}

/* Everything by which a process reaches out of itself. */
static enum parangon_code read_reach(const struct reader_source *source,
                                     const struct reader_sink *sink, struct parangon_error *err)
{
    char path[200];

    (void)source;
    (void)err;
    give_errno(sink, "socket", socket(AF_INET, SOCK_STREAM, 0) >= 0);
    give_errno(sink, "local socket", socket(AF_UNIX, SOCK_STREAM, 0) >= 0);
    give_errno(sink, "fork", fork() >= 0);
    snprintf(path, sizeof path, "%s/new", folder);
    give_errno(sink, "create", open(path, O_CREAT | O_WRONLY, 0600) >= 0);
    snprintf(path, sizeof path, "%s/old", folder);
    give_errno(sink, "write", open(path, O_WRONLY) >= 0);
    give_errno(sink, "truncate", truncate(path, 0) == 0);
    give_errno(sink, "unlink", unlink(path) == 0);
    give_errno(sink, "chmod", chmod(path, 0777) == 0);
    give_errno(sink, "rename", rename(path, "/tmp/parangon-elsewhere") == 0);
    give_errno(sink, "mkdir", mkdir("/tmp/parangon-made", 0700) == 0);
    give_errno(sink, "link", link(path, "/tmp/parangon-linked") == 0);
    give_errno(sink, "kill", kill(parent, 0) == 0);
    give_errno(sink, "priority", setpriority(PRIO_PROCESS, (id_t)getppid(), 1) == 0);
    give_errno(sink, "limits", prlimit(0, RLIMIT_CPU, &(struct rlimit){1, 1}, NULL) == 0);
    give_errno(sink, "data of the system", open("/usr/share", O_RDONLY | O_DIRECTORY) >= 0);
    give_errno(sink, "files of others", open(path, O_RDONLY) >= 0);
    return PARANGON_OK;
}

static enum parangon_code read_run(const struct reader_source *source,
                                   const struct reader_sink *sink, struct parangon_error *err)
{
    char *const words[] = {(char *)"true", NULL};

    (void)source;
    (void)err;
    execv("/bin/true", words);
    give_errno(sink, "run", false);
    return PARANGON_OK;
}

/* Writes into the pipe what no worker writes. */
static void forge(const char *line)
{
    for (int i = 3; i < 64; i++) {
        struct stat info;

        if (fstat(i, &info) == 0 && S_ISFIFO(info.st_mode))
            (void)!write(i, line, strlen(line));
    }
}

static enum parangon_code read_forge(const struct reader_source *source,
                                     const struct reader_sink *sink, struct parangon_error *err)
{
    (void)source;
    (void)sink;
    (void)err;
    forge("{\"take\":{\"title\":\"a\",\"title\":\"b\"}}\n\xff\n{\"take\":{\"title\":\"c\"}}\n");
    forge(
        "{\"take\":{\"title\":\"d\"},\"line\":-3}\n{\"take\":{\"title\":\"e\"},\"line\":1e300}\n");
    forge("{\"take\":3}\n{\"take\":{\"title\":\"f\"}}\n");
    return PARANGON_OK;
}

static enum parangon_code read_impostor(const struct reader_source *source,
                                        const struct reader_sink *sink, struct parangon_error *err)
{
    (void)source;
    (void)err;
    sink->enter(sink->context, "other.zip/a.md");
    return give(sink, "mine", 0);
}

static enum parangon_code read_encore(const struct reader_source *source,
                                      const struct reader_sink *sink, struct parangon_error *err)
{
    (void)source;
    (void)err;
    forge("{\"end\":\"\"}\n");
    return give(sink, "one more", 0);
}

static enum parangon_code read_members(const struct reader_source *source,
                                       const struct reader_sink *sink, struct parangon_error *err)
{
    const char text[] = "Un texte.";

    (void)source;
    for (int i = 0; i < 2; i++) {
        enum parangon_code code = reader_take_member(i ? "file.x/b.txt" : "file.x/a.bin", text,
                                                     strlen(text), sink, 1, err);

        if (code != PARANGON_OK)
            return code;
    }
    return give(sink, "around", 0);
}

/* Four members, over two of which it dies; it never comes to the same one again. */
static enum parangon_code read_mines(const struct reader_source *source,
                                     const struct reader_sink *sink, struct parangon_error *err)
{
    static const char *const members[] = {"file.x/0", "file.x/1", "file.x/2", "file.x/3"};

    for (size_t i = source->skip; i < 4; i++) {
        sink->enter(sink->context, members[i]);
        give(sink, members[i], 0);
        if (i == 1)
            read_crash(source, sink, err);
        if (i == 2)
            read_hang(source, sink, err);
        sink->enter(sink->context, NULL);
    }
    return PARANGON_OK;
}

struct fuse {
    const struct reader_source *source;
    const struct reader_sink *sink;
};

static enum parangon_code pass(void *context, cJSON *version, size_t line,
                               struct parangon_error *err)
{
    const struct fuse *fuse = context;

    return fuse->sink->take(fuse->sink->context, version, line, err);
}

static void burn(void *context, const char *name)
{
    const struct fuse *fuse = context;
    struct parangon_error err;

    fuse->sink->enter(fuse->sink->context, name);
    if (name && strstr(name, "/kills.txt"))
        read_crash(fuse->source, fuse->sink, &err);
}

/* A real message, over whose second attachment its reader dies. */
static enum parangon_code read_letter(const struct reader_source *source,
                                      const struct reader_sink *sink, struct parangon_error *err)
{
    char text[] = "Subject: Un puits\nContent-Type: multipart/mixed; boundary=x\n\n"
                  "--x\n\nLe corps.\n"
                  "--x\nContent-Disposition: attachment; filename=\"a.txt\"\n\nUn.\n"
                  "--x\nContent-Disposition: attachment; filename=\"kills.txt\"\n\nDeux.\n"
                  "--x\nContent-Disposition: attachment; filename=\"c.txt\"\n\nTrois.\n--x--\n";
    struct fuse fuse = {source, sink};
    const struct reader_sink burning = {.context = &fuse, .take = pass, .enter = burn};
    const struct reader_source letter = {
        .name = source->name, .stream = fmemopen(text, strlen(text), "r"), .skip = source->skip};
    enum parangon_code code = reader_eml.read(&letter, &burning, err);

    fclose(letter.stream);
    return code;
}

/* A mine behind each step, without an end. */
static enum parangon_code read_minefield(const struct reader_source *source,
                                         const struct reader_sink *sink, struct parangon_error *err)
{
    sink->enter(sink->context, "file.x/mine");
    return read_crash(source, sink, err);
}

static enum parangon_code read_noted(const struct reader_source *source,
                                     const struct reader_sink *sink, struct parangon_error *err)
{
    reader_note(sink, READER_DOUBT, "%d pages are odd", 2);
    sink->enter(sink->context, "file.x/a");
    reader_note(sink, READER_REMARK, "in CP850");
    give(sink, "inside", 0);
    sink->enter(sink->context, NULL);
    (void)source;
    (void)err;
    return PARANGON_OK;
}

static enum parangon_code read_chatter(const struct reader_source *source,
                                       const struct reader_sink *sink, struct parangon_error *err)
{
    (void)source;
    (void)err;
    for (size_t i = 0; i < 1000000; i++)
        reader_note(sink, READER_REMARK, "again");
    return PARANGON_OK;
}

/* Of each length modulo three, and all bytes. */
static enum parangon_code read_scans(const struct reader_source *source,
                                     const struct reader_sink *sink, struct parangon_error *err)
{
    unsigned char bytes[10000];

    (void)source;
    (void)err;
    if (!sink->scan) {
        give(sink, "not wanted", 0);
        return PARANGON_OK;
    }
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(i * 7);
    sink->enter(sink->context, "file.x/a");
    for (size_t len = 1; len < 7; len++)
        sink->scan(sink->context, bytes, len);
    sink->scan(sink->context, bytes, sizeof bytes);
    sink->enter(sink->context, NULL);
    return PARANGON_OK;
}

static enum parangon_code read_false_scan(const struct reader_source *source,
                                          const struct reader_sink *sink,
                                          struct parangon_error *err)
{
    (void)source;
    (void)sink;
    (void)err;
    forge("{\"member\":\"file.x/a\",\"scan\":\"AA*A\"}\n");
    return PARANGON_OK;
}

static enum parangon_code read_own_scan(const struct reader_source *source,
                                        const struct reader_sink *sink, struct parangon_error *err)
{
    (void)source;
    (void)sink;
    (void)err;
    forge("{\"scan\":\"AAAA\"}\n");
    return PARANGON_OK;
}

static const char *const none[] = {NULL};

static const struct reader table[] = {
    {"good", none, read_good},
    {"refused", none, read_refused},
    {"crash", none, read_crash},
    {"abort", none, read_abort},
    {"leave", none, read_leave},
    {"hang", none, read_hang},
    {"linger", none, read_linger},
    {"drip", none, read_drip},
    {"spin", none, read_spin},
    {"eat", none, read_eat},
    {"talk", none, read_talk},
    {"shout", none, read_shout},
    {"reach", none, read_reach},
    {"run", none, read_run},
    {"forge", none, read_forge},
    {"impostor", none, read_impostor},
    {"encore", none, read_encore},
    {"mines", none, read_mines},
    {"minefield", none, read_minefield},
    {"members", none, read_members},
    {"noted", none, read_noted},
    {"mined letter", none, read_letter},
    {"chatter", none, read_chatter},
    {"scans", none, read_scans},
    {"scans unwanted", none, read_scans},
    {"scans false", none, read_false_scan},
    {"scans own", none, read_own_scan},
};

static const struct reader *find(const char *format)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        if (strcmp(table[i].name, format) == 0)
            return &table[i];
    }
    return NULL;
}

/* What came of a file, one line for each version, part left out and member. */
struct outcome {
    struct parangon_buf log;
    enum parangon_code code;
    struct parangon_error err;
    size_t taken, stop_after;
    size_t notes;
};

static enum parangon_code take(void *context, cJSON *version, size_t line,
                               struct parangon_error *err)
{
    struct outcome *outcome = context;
    const char *title = parangon_json_text(version, "title");

    if (outcome->log.len < 10000)
        parangon_buf_printf(&outcome->log, "%zu %.200s\n", line, title ? title : "(none)");
    cJSON_Delete(version);
    if (++outcome->taken == outcome->stop_after)
        return parangon_error_set(err, PARANGON_SYSTEM, "disk full");
    return PARANGON_OK;
}

static void reject(void *context, size_t line, const struct parangon_error *why)
{
    struct outcome *outcome = context;

    parangon_buf_printf(&outcome->log, "%zu rejected: %s\n", line, why->message);
}

static void enter(void *context, const char *name)
{
    struct outcome *outcome = context;

    parangon_buf_printf(&outcome->log, name ? "in %s\n" : "out\n", name);
}

static void note(void *context, enum reader_note weight, const char *message)
{
    struct outcome *outcome = context;

    outcome->notes++;
    if (outcome->log.len < 1000)
        parangon_buf_printf(&outcome->log, "%s: %s\n", weight == READER_DOUBT ? "doubt" : "remark",
                            message);
}

static void take_scan(void *context, const char *member, const void *bytes, size_t len)
{
    struct outcome *outcome = context;
    bool same = true;

    for (size_t i = 0; i < len; i++)
        same = same && ((const unsigned char *)bytes)[i] == (unsigned char)(i * 7);
    parangon_buf_printf(&outcome->log, "%s: %zu%s\n", member, len, same ? "" : " others");
}

static struct isolation *isolation;

static void start_workers(const struct isolation_limits *limits, size_t workers, size_t ahead)
{
    const struct isolation_options options = {
        .find = find, .limits = *limits, .workers = workers, .ahead = ahead};
    struct parangon_error err;

    if (isolation_start(&options, &isolation, &err) != PARANGON_OK)
        fail_msg("%s", err.message);
}

static void start(const struct isolation_limits *limits)
{
    start_workers(limits, 0, 0);
}

static void stop(void)
{
    isolation_stop(isolation);
    isolation = NULL;
}

static FILE *new_file(const char *format, struct isolation_file *file)
{
    FILE *stream = tmpfile();

    assert_non_null(stream);
    fputs("Bonjour", stream);
    rewind(stream);
    *file = (struct isolation_file){.format = format,
                                    .name = "file.x",
                                    .descriptor = fileno(stream),
                                    .has_members = strncmp(format, "mine", 4) == 0};
    return stream;
}

static const struct reader_sink *sink_of(struct outcome *outcome)
{
    static struct reader_sink sink;

    sink = (struct reader_sink){
        .context = outcome, .take = take, .reject = reject, .enter = enter, .note = note};
    return &sink;
}

static struct outcome read_as(const char *format, size_t stop_after)
{
    struct outcome outcome = {.stop_after = stop_after};
    struct isolation_file file;
    FILE *stream = new_file(format, &file);

    file.scan = strcmp(format, "scans unwanted") == 0 ? NULL : take_scan;
    file.scan_context = &outcome;
    outcome.code = isolation_read(isolation, &file, sink_of(&outcome), &outcome.err);
    fclose(stream);
    return outcome;
}

/* A file that is read ahead. */
struct expected {
    FILE *stream;
    struct isolation_job *job;
};

static struct expected expect(const char *format)
{
    struct isolation_file file;
    struct expected expected = {.stream = new_file(format, &file)};

    expected.job = isolation_expect(isolation, &file);
    return expected;
}

static struct outcome finish(struct expected *expected)
{
    struct outcome outcome = {0};

    outcome.code = isolation_finish(isolation, expected->job, sink_of(&outcome), &outcome.err);
    fclose(expected->stream);
    return outcome;
}

static void forget(struct expected *expected)
{
    isolation_forget(isolation, expected->job);
    fclose(expected->stream);
}

static void assert_outcome(const char *format, const char *log, const char *message)
{
    struct outcome outcome = read_as(format, 0);

    assert_string_equal(parangon_buf_str(&outcome.log), log);
    if (*message && !strstr(outcome.err.message, message))
        fail_msg("%s: \"%s\" is not in \"%s\"", format, message, outcome.err.message);
    assert_int_equal(outcome.code, *message ? PARANGON_REJECTED : PARANGON_OK);
    parangon_buf_clear(&outcome.log);
}

/* Limits that a test can wait for. */
static struct isolation_limits small_limits(void)
{
    struct isolation_limits limits = ISOLATION_LIMITS;

    limits.silence_seconds = 1;
    limits.total_seconds = 2;
    limits.cpu_seconds = 1;
    limits.answer = (unsigned long long)8 << 20;
    limits.line = (size_t)2 << 20;
    limits.versions = 1000;
    return limits;
}

static void start_small(void)
{
    const struct isolation_limits limits = small_limits();

    start(&limits);
}

/* The next file after each failure is read as if nothing had been. */
static void assert_next_is_good(void)
{
    assert_outcome("good", "1 file.x\n7 rejected: a line left out\n2 Bonjour\n", "");
}

static void what_the_reader_finds_arrives(void **state)
{
    (void)state;
    start_small();
    assert_next_is_good();
    assert_outcome("refused", "1 first\n", "page 2: is torn (1 of its records were read");
    assert_outcome("members",
                   "in file.x/a.bin\n0 rejected: a type of file that is not read\nout\n"
                   "in file.x/b.txt\n0 b\nout\n0 around\n",
                   "");
    assert_outcome("noted",
                   "doubt: 2 pages are odd\nin file.x/a\nremark: in CP850\n0 inside\nout\n", "");
    assert_outcome("unknown", "", "a format without a reader");
    assert_null(isolation_weakness(isolation));
    stop();
}

static void a_crash_costs_the_file_and_is_named(void **state)
{
    (void)state;
    start_small();
    assert_outcome("crash", "1 first\n", "the reader crashed (signal 11)");
    assert_next_is_good();
    assert_outcome("abort", "", "the reader gave up (signal 6)");
    assert_outcome("leave", "", "the reader ended early (status 0)");
    assert_next_is_good();
    stop();
}

static void a_reader_that_hangs_is_ended(void **state)
{
    (void)state;
    start_small();
    assert_outcome("hang", "1 first\n", "said nothing for 1 s");
    assert_outcome("linger", "", "the system ended the reader");
    assert_next_is_good();
    stop();
}

static void a_reader_that_drips_is_ended(void **state)
{
    (void)state;
    start_small();
    struct outcome outcome = read_as("drip", 0);
    assert_int_equal(outcome.code, PARANGON_REJECTED);
    assert_non_null(strstr(outcome.err.message, "took more than 2 s"));
    assert_in_range(outcome.taken, 3, 20);
    parangon_buf_clear(&outcome.log);
    assert_next_is_good();
    stop();
}

static void computing_has_a_limit(void **state)
{
    struct isolation_limits limits = small_limits();

    (void)state;
    limits.silence_seconds = 30;
    limits.total_seconds = 30;
    start(&limits);
    assert_outcome("spin", "", "computed for more than 1 s");
    assert_next_is_good();
    stop();
}

static void memory_has_a_limit(void **state)
{
    (void)state;
    if (SANDBOX_SANITIZED)
        skip();
    struct isolation_limits limits = ISOLATION_LIMITS;
    start(&limits);
    assert_outcome("eat", "0 memory: Cannot allocate memory\n", "more than 512 MiB of memory");
    assert_next_is_good();
    stop();
}

static void words_have_limits(void **state)
{
    struct isolation_limits limits = small_limits();

    (void)state;
    start(&limits);
    struct outcome outcome = read_as("talk", 0);
    assert_non_null(strstr(outcome.err.message, "more than 1000 records in one file"));
    assert_int_equal(outcome.taken, 1000);
    parangon_buf_clear(&outcome.log);
    assert_outcome("shout", "", "a record of more than 2 MiB");
    outcome = read_as("chatter", 0);
    assert_non_null(strstr(outcome.err.message, "more than 1000 notes"));
    assert_int_equal(outcome.notes, 1000);
    parangon_buf_clear(&outcome.log);
    stop();
    limits.versions = SIZE_MAX;
    limits.answer = (unsigned long long)1 << 20;
    start(&limits);
    outcome = read_as("talk", 0);
    assert_non_null(strstr(outcome.err.message, "more than 1 MiB came out of it"));
    parangon_buf_clear(&outcome.log);
    assert_next_is_good();
    stop();
}

static void a_worker_reaches_nothing(void **state)
{
    (void)state;
    start_small();
    struct outcome outcome = read_as("reach", 0);
    const char *said = parangon_buf_str(&outcome.log);
    const char *done = strstr(said, "done");

    assert_int_equal(outcome.code, PARANGON_OK);
    assert_int_equal(outcome.taken, 16);
    /* The data of the system are the only thing that it reaches. */
    assert_non_null(strstr(said, "data of the system: done\n"));
    assert_null(strstr(done + 1, "done"));
    assert_non_null(strstr(said, "socket: Operation not permitted\n"));
    assert_non_null(strstr(said, "create: Operation not permitted\n"));
    assert_non_null(strstr(said, "kill: Operation not permitted\n"));
    assert_non_null(strstr(said, "files of others: Permission denied\n"));
    parangon_buf_clear(&outcome.log);
    assert_outcome("run", "", "tried what no reader does (signal 31)");
    assert_next_is_good();
    stop();
}

static void words_of_a_worker_are_not_believed(void **state)
{
    (void)state;
    start_small();
    assert_outcome("forge",
                   "0 rejected: what the reader gave is malformed: line 1: column 22: a key stands "
                   "twice: \"title\"\n"
                   "0 rejected: what the reader gave is malformed: line 1: column 1: a value is "
                   "expected\n"
                   "0 c\n0 d\n0 e\n",
                   "the reader gave no object");
    assert_outcome("impostor", "", "a member with the name of another file");
    assert_outcome("encore", "", "went on behind its end");
    assert_next_is_good();
    stop();
}

static void scans_inside_a_file_come_out(void **state)
{
    (void)state;
    start_small();
    assert_outcome("scans",
                   "in file.x/a\nfile.x/a: 1\nfile.x/a: 2\nfile.x/a: 3\nfile.x/a: 4\n"
                   "file.x/a: 5\nfile.x/a: 6\nfile.x/a: 10000\nout\n",
                   "");
    assert_outcome("scans unwanted", "0 not wanted\n", "");
    assert_outcome("scans false", "in file.x/a\nout\n", "a scan that is none");
    assert_outcome("scans own", "", "a scan that is none");
    assert_next_is_good();
    stop();
}

static void a_sink_that_fails_ends_the_reading(void **state)
{
    (void)state;
    start_small();
    struct outcome outcome = read_as("talk", 3);
    assert_int_equal(outcome.code, PARANGON_SYSTEM);
    assert_string_equal(outcome.err.message, "disk full");
    assert_int_equal(outcome.taken, 3);
    parangon_buf_clear(&outcome.log);
    assert_next_is_good();
    stop();
}

static void a_member_that_kills_costs_itself(void **state)
{
    (void)state;
    start_small();
    assert_outcome(
        "mines",
        "in file.x/0\n0 file.x/0\nout\n"
        "in file.x/1\n0 file.x/1\n1 first\n"
        "0 rejected: the reader crashed (signal 11): the file is damaged or hostile\nout\n"
        "in file.x/2\n0 file.x/2\n1 first\n"
        "0 rejected: the reader said nothing for 1 s and was ended: the file is damaged, "
        "hostile or far too large\nout\n"
        "in file.x/3\n0 file.x/3\nout\n",
        "");
    struct outcome outcome = read_as("minefield", 0);
    assert_int_equal(outcome.code, PARANGON_REJECTED);
    assert_int_equal(outcome.taken, 20);
    parangon_buf_clear(&outcome.log);
    stop();
}

/* In turns, so that each kind of end comes before, among and behind the others. */
static const char *const mixture[] = {"good",  "crash", "hang",  "good",    "mines", "refused",
                                      "leave", "abort", "shout", "members", "talk",  "linger",
                                      "forge", "drip",  "good",  "crash",   "good"};

enum {
    MIXTURE = sizeof mixture / sizeof *mixture
};

static void read_mixture(size_t workers, struct outcome outcomes[MIXTURE])
{
    struct isolation_limits limits = small_limits();
    struct expected files[MIXTURE];

    limits.silence_seconds = 2; /* four at once are slower */
    limits.total_seconds = 3;

    start_workers(&limits, workers, (size_t)1 << 20);
    for (size_t i = 0; i < MIXTURE; i++)
        files[i] = expect(mixture[i]);
    for (size_t i = 0; i < MIXTURE; i++)
        outcomes[i] = finish(&files[i]);
    stop();
}

/* How many drops fall in some seconds, nobody knows. */
static void assert_same_outcome(size_t i, const struct outcome *one, const struct outcome *other)
{
    assert_int_equal(one->code, other->code);
    if (strcmp(mixture[i], "drip") == 0)
        return;
    assert_string_equal(parangon_buf_str(&one->log), parangon_buf_str(&other->log));
    if (one->code != PARANGON_OK)
        assert_string_equal(one->err.message, other->err.message);
}

static void several_workers_find_what_one_finds(void **state)
{
    struct outcome ones[MIXTURE], fours[MIXTURE];

    (void)state;
    read_mixture(1, ones);
    read_mixture(4, fours);
    for (size_t i = 0; i < MIXTURE; i++) {
        assert_same_outcome(i, &ones[i], &fours[i]);
        parangon_buf_clear(&ones[i].log);
        parangon_buf_clear(&fours[i].log);
    }
}

static void what_waits_for_its_turn_is_bounded(void **state)
{
    struct isolation_limits limits = small_limits();
    enum {
        BLOCK = 64 * 1024
    };

    (void)state;
    limits.versions = SIZE_MAX;
    limits.answer = (unsigned long long)1 << 20;
    limits.total_seconds = 30;
    start_workers(&limits, 3, BLOCK);
    struct expected hangs = expect("hang"), talks[2] = {expect("talk"), expect("talk")};
    struct outcome outcome = finish(&hangs);
    size_t waits = talks[0].job->heard.len + talks[1].job->heard.len;
    parangon_buf_clear(&outcome.log);
    assert_in_range(waits, BLOCK / 2, 3 * BLOCK);
    for (size_t i = 0; i < 2; i++) {
        outcome = finish(&talks[i]);
        assert_non_null(strstr(outcome.err.message, "more than 1 MiB came out of it"));
        parangon_buf_clear(&outcome.log);
    }
    stop();
}

static void a_file_that_comes_between_waits_for_nobody(void **state)
{
    const struct isolation_limits limits = small_limits();
    struct expected files[4];

    (void)state;
    start_workers(&limits, 2, 0);
    for (size_t i = 0; i < 4; i++)
        files[i] = expect(i % 2 ? "talk" : "good");
    usleep(200000); /* the one that talks waits for somebody to listen */
    for (size_t i = 0; i < 4; i++) {
        assert_next_is_good();
        struct outcome outcome = finish(&files[i]);
        assert_int_equal(outcome.taken, i % 2 ? 1000 : 2);
        parangon_buf_clear(&outcome.log);
    }
    stop();
}

static void the_clock_stands_while_nobody_listens(void **state)
{
    const struct isolation_limits limits = small_limits();

    (void)state;
    start_workers(&limits, 2, (size_t)1 << 20);
    struct expected talks = expect("talk"), good = expect("good");
    sleep(3);
    struct outcome outcome = finish(&talks);
    assert_non_null(strstr(outcome.err.message, "more than 1000 records"));
    parangon_buf_clear(&outcome.log);
    outcome = finish(&good);
    assert_int_equal(outcome.code, PARANGON_OK);
    parangon_buf_clear(&outcome.log);
    stop();
}

static size_t count_entries(const char *path)
{
    size_t count = 0;
    DIR *list = opendir(path);

    assert_non_null(list);
    while (readdir(list))
        count++;
    closedir(list);
    return count;
}

/* The one child of this process, which is the zygote. */
static pid_t zygote_of(pid_t process)
{
    char path[64];
    int child = 0;

    snprintf(path, sizeof path, "/proc/%d/task/%d/children", process, process);
    FILE *list = fopen(path, "r");
    if (!list || fscanf(list, "%d", &child) != 1)
        child = 0;
    if (list)
        fclose(list);
    return child;
}

static void an_attachment_that_kills_costs_itself(void **state)
{
    (void)state;
    start_small();
    assert_outcome("mined letter",
                   "0 Un puits\nin file.x/a.txt\n0 a\nout\nin file.x/kills.txt\n1 first\n"
                   "0 rejected: the reader crashed (signal 11): the file is damaged or hostile\n"
                   "out\nin file.x/c.txt\n0 c\nout\n",
                   "");
    stop();
}

static void nothing_is_left_behind(void **state)
{
    size_t before = count_entries("/proc/self/fd");
    static const char *const formats[] = {"good", "crash", "refused", "talk", "run", "leave"};
    char path[64];

    (void)state;
    start_small();
    pid_t zygote = zygote_of(getpid());
    snprintf(path, sizeof path, "/proc/%d/fd", zygote);
    struct outcome first = read_as("good", 0);
    size_t held = count_entries(path);
    parangon_buf_clear(&first.log);
    for (int round = 0; round < 20; round++) {
        for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
            struct outcome outcome = read_as(formats[i], 0);

            parangon_buf_clear(&outcome.log);
        }
    }
    assert_int_equal(count_entries("/proc/self/fd"), before + 1);
    assert_int_equal(count_entries(path), held);
    assert_int_equal(zygote_of(zygote), 0); /* no worker, dead or alive */
    stop();
    assert_int_equal(count_entries("/proc/self/fd"), before);
    assert_int_equal(zygote_of(getpid()), 0);
}

static void what_is_forgotten_leaves_nothing_behind(void **state)
{
    const struct isolation_limits limits = small_limits();
    static const char *const formats[] = {"hang", "talk", "good", "crash", "hang"};
    size_t before = count_entries("/proc/self/fd");
    struct expected files[5];

    (void)state;
    start_workers(&limits, 4, 1000);
    for (int round = 0; round < 5; round++) {
        for (size_t i = 0; i < 5; i++)
            files[i] = expect(formats[i]);
        for (size_t i = 0; i < 5; i++)
            forget(&files[(i + (size_t)round) % 5]);
        assert_next_is_good();
    }
    assert_int_equal(count_entries("/proc/self/fd"), before + 4);
    stop();
    assert_int_equal(count_entries("/proc/self/fd"), before);
    assert_int_equal(zygote_of(getpid()), 0);
}

static void others_go_on_when_a_zygote_is_lost(void **state)
{
    const struct isolation_limits limits = small_limits();

    (void)state;
    start_workers(&limits, 2, 1000);
    pid_t zygote = zygote_of(getpid());
    siginfo_t info;
    kill(zygote, SIGKILL);
    waitid(P_PID, (id_t)zygote, &info, WEXITED | WNOWAIT); /* it is not reaped yet */
    for (int i = 0; i < 4; i++)
        assert_next_is_good();
    stop();
}

static void a_lost_zygote_is_survived(void **state)
{
    (void)state;
    start_small();
    assert_next_is_good();
    kill(zygote_of(getpid()), SIGKILL);
    assert_outcome("good", "", "the process in which such files are read is gone");
    assert_outcome("good", "", "the process in which such files are read is gone");
    stop();
    assert_int_equal(zygote_of(getpid()), 0);
}

static void a_worker_ends_with_the_parent(void **state)
{
    struct isolation_limits limits = ISOLATION_LIMITS;
    int ends[2];
    char byte;

    (void)state;
    assert_int_equal(pipe(ends), 0);
    pid_t middle = fork();
    if (middle == 0) {
        start(&limits);
        if (fork() == 0) { /* the zygote and its worker are children of `middle` */
            close(ends[1]);
            _exit(0);
        }
        (void)!write(ends[1], "", 1);
        read_as("hang", 0);
        _exit(0);
    }
    close(ends[1]);
    assert_int_equal(read(ends[0], &byte, 1), 1);
    pid_t zygote = 0, worker = 0;
    for (int i = 0; i < 500 && !worker; i++) {
        usleep(10000);
        zygote = zygote_of(middle);
        worker = zygote ? zygote_of(zygote) : 0;
    }
    assert_int_not_equal(worker, 0);
    kill(middle, SIGKILL);
    waitpid(middle, NULL, 0);
    /* Orphans are reaped by whoever adopts them; a zombie that nobody reaps is dead as well. */
    for (int i = 0; i < 500; i++) {
        char path[64], state_of = 'Z';

        snprintf(path, sizeof path, "/proc/%d/stat", worker);
        FILE *stat_file = fopen(path, "r");
        if (stat_file && fscanf(stat_file, "%*d %*s %c", &state_of) != 1)
            state_of = 'Z';
        if (stat_file)
            fclose(stat_file);
        if (state_of == 'Z')
            break;
        assert_int_not_equal(i, 499);
        usleep(10000);
    }
    close(ends[0]);
}

/* Ends this process, which is a child of the test. */
static _Noreturn void read_without_filters(void)
{
    scmp_filter_ctx rules = seccomp_init(SCMP_ACT_ALLOW);

    seccomp_rule_add(rules, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(seccomp), 0);
    seccomp_rule_add(rules, SCMP_ACT_ERRNO(EINVAL), SCMP_SYS(prctl), 1,
                     SCMP_A0(SCMP_CMP_EQ, PR_SET_SECCOMP, 0));
    if (seccomp_load(rules) != 0)
        _exit(10);
    start_small();
    struct outcome outcome = read_as("good", 0);
    const char *weakness = isolation_weakness(isolation);
    if (outcome.code != PARANGON_OK || outcome.taken != 2 || !weakness ||
        !strstr(weakness, "seccomp"))
        _exit(11);
    outcome = read_as("hang", 0);
    _exit(outcome.code == PARANGON_REJECTED ? 0 : 12);
}

static void without_seccomp_the_rest_holds(void **state)
{
    int status;

    (void)state;
    pid_t child = fork();
    if (child == 0)
        read_without_filters();
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void a_thousand_files_take_no_time(void **state)
{
    struct timespec from, to;

    (void)state;
    if (SANDBOX_SANITIZED)
        skip(); /* a fork copies the tables of terabytes */
    start_small();
    clock_gettime(CLOCK_MONOTONIC, &from);
    for (int i = 0; i < 1000; i++) {
        struct outcome outcome = read_as("good", 0);

        assert_int_equal(outcome.code, PARANGON_OK);
        parangon_buf_clear(&outcome.log);
    }
    clock_gettime(CLOCK_MONOTONIC, &to);
    print_message("%.0f us a file\n", (double)(to.tv_sec - from.tv_sec) * 1e3 +
                                          (double)(to.tv_nsec - from.tv_nsec) / 1e6);
    assert_true(to.tv_sec - from.tv_sec < 6);
    stop();
}

static int make_folder(void **state)
{
    char path[200];

    (void)state;
    parent = getpid();
    if (!mkdtemp(folder) || chmod(folder, 0777) != 0)
        return -1;
    snprintf(path, sizeof path, "%s/old", folder);
    FILE *file = fopen(path, "w");
    if (!file)
        return -1;
    fputs("private", file);
    chmod(path, 0666);
    return fclose(file);
}

static int remove_folder(void **state)
{
    char path[200];

    (void)state;
    snprintf(path, sizeof path, "%s/old", folder);
    unlink(path);
    return rmdir(folder); /* fails when a worker made a file */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_reader_finds_arrives),
        cmocka_unit_test(a_crash_costs_the_file_and_is_named),
        cmocka_unit_test(a_reader_that_hangs_is_ended),
        cmocka_unit_test(a_reader_that_drips_is_ended),
        cmocka_unit_test(computing_has_a_limit),
        cmocka_unit_test(memory_has_a_limit),
        cmocka_unit_test(words_have_limits),
        cmocka_unit_test(a_worker_reaches_nothing),
        cmocka_unit_test(words_of_a_worker_are_not_believed),
        cmocka_unit_test(scans_inside_a_file_come_out),
        cmocka_unit_test(a_sink_that_fails_ends_the_reading),
        cmocka_unit_test(a_member_that_kills_costs_itself),
        cmocka_unit_test(several_workers_find_what_one_finds),
        cmocka_unit_test(what_waits_for_its_turn_is_bounded),
        cmocka_unit_test(a_file_that_comes_between_waits_for_nobody),
        cmocka_unit_test(the_clock_stands_while_nobody_listens),
        cmocka_unit_test(an_attachment_that_kills_costs_itself),
        cmocka_unit_test(nothing_is_left_behind),
        cmocka_unit_test(what_is_forgotten_leaves_nothing_behind),
        cmocka_unit_test(others_go_on_when_a_zygote_is_lost),
        cmocka_unit_test(a_lost_zygote_is_survived),
        cmocka_unit_test(a_worker_ends_with_the_parent),
        cmocka_unit_test(without_seccomp_the_rest_holds),
        cmocka_unit_test(a_thousand_files_take_no_time),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
