/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "readers/package.h"

#include "zip_made.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void assert_part(struct package *package, const char *name, const char *expected)
{
    struct parangon_buf bytes = {0};
    struct parangon_error err;

    if (package_part(package, name, &bytes, &err) != PARANGON_OK)
        fail_msg("%s: %s", name, err.message);
    assert_string_equal(parangon_buf_str(&bytes), expected);
    parangon_buf_clear(&bytes);
}

static void assert_no_package(FILE *stream, enum parangon_code code, const char *message)
{
    struct package *package = NULL;
    struct parangon_error err;

    assert_int_equal(package_open(stream, &package, &err), code);
    assert_string_equal(err.message, message);
    assert_null(package);
    fclose(stream);
}

static FILE *stream_of(const char *bytes, size_t len)
{
    FILE *stream = tmpfile();

    assert_non_null(stream);
    assert_int_equal(fwrite(bytes, 1, len, stream), len);
    rewind(stream);
    return stream;
}

static void parts_are_read_in_any_order(void **state)
{
    (void)state;
    struct zip_made zip = zip_begin();
    struct package *package = NULL;
    struct parangon_error err;
    struct parangon_buf bytes = {0};

    zip_add(&zip, "a.xml", "first", 5);
    zip_add(&zip, "Word\\b.xml", "", 0);
    zip_add(&zip, "c.xml", "third", 5);
    FILE *stream = zip_end(&zip);
    assert_int_equal(package_open(stream, &package, &err), PARANGON_OK);
    assert_part(package, "c.xml", "third");
    assert_part(package, "a.xml", "first");
    assert_part(package, "a.xml", "first");
    assert_part(package, "word/B.xml", "");
    assert_part(package, "/c.xml", "third");
    assert_int_equal(package_part(package, "d.xml", &bytes, &err), PARANGON_NOTHING);
    assert_int_equal(package_part(package, "c.xm", &bytes, &err), PARANGON_NOTHING);
    package_close(package);
    fclose(stream);
}

static void what_is_no_zip_is_rejected(void **state)
{
    static const char message[] =
        "damaged, or no office document: open it in an office program and save it again";

    (void)state;
    assert_no_package(stream_of("", 0), PARANGON_REJECTED, message);
    assert_no_package(stream_of("PK\3\4", 4), PARANGON_REJECTED, message);
    assert_no_package(stream_of("a fiche", 7), PARANGON_REJECTED, message);
}

static void a_password_is_said(void **state)
{
    static const char old[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 W\0o\0r\0d\0";
    static const char encrypted[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 "
                                    "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
    static const char manifest[] = "<manifest:file-entry><manifest:encryption-data/>";

    (void)state;
    struct zip_made zip = zip_begin();
    zip_add(&zip, "META-INF/manifest.xml", manifest, sizeof manifest - 1);
    assert_no_package(zip_end(&zip), PARANGON_REJECTED,
                      "protected by a password: save it without one");
    assert_no_package(stream_of(encrypted, sizeof encrypted - 1), PARANGON_REJECTED,
                      "protected by a password: save it without one");
    assert_no_package(stream_of(old, sizeof old - 1), PARANGON_REJECTED,
                      "a document of Office 97-2003 under a newer name: open it in an office "
                      "program and save it in the newer format");
}

static void a_part_that_unpacks_to_too_much_is_rejected(void **state)
{
    (void)state;
    struct zip_made zip = zip_begin();
    struct package *package = NULL;
    struct parangon_error err;
    struct parangon_buf bytes = {0};

    zip_add_spaces(&zip, "bomb.xml", (size_t)65 << 20);
    FILE *stream = zip_end(&zip);
    assert_int_equal(package_open(stream, &package, &err), PARANGON_OK);
    assert_int_equal(package_part(package, "bomb.xml", &bytes, &err), PARANGON_REJECTED);
    assert_string_equal(err.message, "bomb.xml: larger than 64 MiB unpacked: not read");
    parangon_buf_clear(&bytes);
    package_close(package);
    fclose(stream);
}

static void too_many_parts_are_rejected(void **state)
{
    (void)state;
    struct zip_made zip = zip_begin();
    char name[24];

    for (int i = 0; i <= 10000; i++) {
        snprintf(name, sizeof name, "%d", i);
        zip_add(&zip, name, "", 0);
    }
    assert_no_package(zip_end(&zip), PARANGON_REJECTED,
                      "more than 10000 parts in the package: not read");
}

static void a_stream_that_cannot_be_read_is_no_fault_of_the_package(void **state)
{
    (void)state;
    FILE *stream = stream_of("PK\3\4 and a directory that nobody may read", 42);
    FILE *write_only = fdopen(dup(fileno(stream)), "w");

    assert_non_null(write_only);
    assert_no_package(write_only, PARANGON_SYSTEM, "cannot be read: Bad file descriptor");
    fclose(stream);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_are_read_in_any_order),
        cmocka_unit_test(what_is_no_zip_is_rejected),
        cmocka_unit_test(a_password_is_said),
        cmocka_unit_test(a_part_that_unpacks_to_too_much_is_rejected),
        cmocka_unit_test(too_many_parts_are_rejected),
        cmocka_unit_test(a_stream_that_cannot_be_read_is_no_fault_of_the_package),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
