/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parangon/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void allocation_of_nothing_gives_something_to_free(void **state)
{
    void *block = parangon_alloc(0);
    void *zeroed = parangon_calloc(0, 8);

    (void)state;
    assert_non_null(block);
    assert_non_null(zeroed);
    block = parangon_realloc(block, 0, 4);
    assert_non_null(block);
    block = parangon_realloc(block, 10, 4);
    memset(block, 1, 40);
    free(block);
    free(zeroed);
    block = parangon_realloc(NULL, 3, 1);
    free(block);
}

static void zeroed_memory_is_zero(void **state)
{
    unsigned char *bytes = parangon_calloc(100, 3);

    (void)state;
    for (size_t i = 0; i < 300; i++)
        assert_int_equal(bytes[i], 0);
    free(bytes);
}

static void a_copied_text_ends_with_nul(void **state)
{
    char *whole = parangon_strdup("eau potable");
    char *part = parangon_strndup("eau potable", 3);
    char *nothing = parangon_strndup(NULL, 0);

    (void)state;
    assert_string_equal(whole, "eau potable");
    assert_string_equal(part, "eau");
    assert_string_equal(nothing, "");
    free(whole);
    free(part);
    free(nothing);
}

static void what_an_arena_gives_is_aligned_and_apart(void **state)
{
    enum {
        COUNT = 3000
    };
    struct parangon_arena *arena = parangon_arena_new();
    unsigned char *blocks[COUNT];

    (void)state;
    for (size_t i = 0; i < COUNT; i++) {
        size_t size = i % 97;

        blocks[i] = parangon_arena_alloc(arena, size);
        assert_int_equal((uintptr_t)blocks[i] % _Alignof(max_align_t), 0);
        memset(blocks[i], (int)(i & 0xFF), size);
    }
    for (size_t i = 0; i < COUNT; i++) {
        for (size_t j = 0; j < i % 97; j++)
            assert_int_equal(blocks[i][j], i & 0xFF);
    }
    parangon_arena_free(arena);
}

static void an_arena_takes_large_and_small_requests_in_turn(void **state)
{
    struct parangon_arena *arena = parangon_arena_new();

    (void)state;
    for (int i = 0; i < 20; i++) {
        char *large = parangon_arena_alloc(arena, 100000);
        char *small = parangon_arena_strdup(arena, "petit");

        memset(large, 'x', 100000);
        assert_string_equal(small, "petit");
    }
    parangon_arena_free(arena);
}

static void an_arena_copies_and_prints_text(void **state)
{
    struct parangon_arena *arena = parangon_arena_new();
    char *part = parangon_arena_strndup(arena, "assainissement", 5);
    char *nothing = parangon_arena_strndup(arena, NULL, 0);
    char *printed = parangon_arena_printf(arena, "%s: %d %%", part, 10);
    char *empty = parangon_arena_printf(arena, "%s", "");

    (void)state;
    assert_string_equal(part, "assai");
    assert_string_equal(nothing, "");
    assert_string_equal(printed, "assai: 10 %");
    assert_string_equal(empty, "");
    parangon_arena_free(arena);
}

static void freeing_nothing_is_allowed(void **state)
{
    struct parangon_buf buf = {0};
    struct parangon_map map = {0};

    (void)state;
    parangon_arena_free(NULL);
    parangon_arena_free(parangon_arena_new());
    parangon_buf_clear(&buf);
    parangon_map_clear(&map);
}

static void an_empty_buffer_is_an_empty_text(void **state)
{
    struct parangon_buf buf = {0};
    char *taken;

    (void)state;
    assert_string_equal(parangon_buf_str(&buf), "");
    parangon_buf_reset(&buf);
    assert_string_equal(parangon_buf_str(&buf), "");
    parangon_buf_add(&buf, NULL, 0);
    assert_int_equal(buf.len, 0);
    assert_string_equal(buf.data, "");
    parangon_buf_clear(&buf);
    taken = parangon_buf_take(&buf);
    assert_string_equal(taken, "");
    free(taken);
}

static void a_buffer_grows_and_stays_terminated(void **state)
{
    struct parangon_buf buf = {0};

    (void)state;
    for (size_t i = 0; i < 10000; i++) {
        parangon_buf_putc(&buf, (char)('a' + i % 26));
        assert_int_equal(buf.len, i + 1);
        assert_int_equal(buf.data[buf.len], '\0');
        assert_true(buf.len < buf.cap);
    }
    for (size_t i = 0; i < buf.len; i++)
        assert_int_equal(buf.data[i], 'a' + i % 26);
    parangon_buf_clear(&buf);
    assert_null(buf.data);
    assert_int_equal(buf.len, 0);
    assert_int_equal(buf.cap, 0);
}

static void a_buffer_holds_any_bytes(void **state)
{
    struct parangon_buf buf = {0};

    (void)state;
    parangon_buf_add(&buf, "a\0b", 3);
    parangon_buf_puts(&buf, "\xFF");
    assert_int_equal(buf.len, 4);
    assert_memory_equal(buf.data, "a\0b\xFF", 5);
    parangon_buf_clear(&buf);
}

static void printing_adds_to_a_buffer(void **state)
{
    struct parangon_buf buf = {0};

    (void)state;
    parangon_buf_printf(&buf, "%s", "");
    assert_int_equal(buf.len, 0);
    parangon_buf_printf(&buf, "%d habitants", 258208);
    parangon_buf_printf(&buf, ", %0200d", 7);
    assert_int_equal(buf.len, 16 + 2 + 200);
    assert_memory_equal(buf.data, "258208 habitants, 000", 21);
    assert_int_equal(buf.data[buf.len - 1], '7');
    parangon_buf_clear(&buf);
}

static void a_buffer_that_was_taken_or_reset_is_usable_again(void **state)
{
    struct parangon_buf buf = {0};
    char *taken;

    (void)state;
    parangon_buf_puts(&buf, "eau");
    taken = parangon_buf_take(&buf);
    assert_string_equal(taken, "eau");
    free(taken);
    assert_null(buf.data);
    parangon_buf_puts(&buf, "mobilite");
    parangon_buf_reset(&buf);
    assert_string_equal(parangon_buf_str(&buf), "");
    parangon_buf_puts(&buf, "air");
    assert_string_equal(buf.data, "air");
    parangon_buf_clear(&buf);
}

/* The values are those of the algorithm's authors. */
static void the_hash_is_that_of_its_authors(void **state)
{
    (void)state;
    assert_true(parangon_hash(PARANGON_HASH_START, "", 0) == UINT64_C(0xcbf29ce484222325));
    assert_true(parangon_hash(PARANGON_HASH_START, "a", 1) == UINT64_C(0xaf63dc4c8601ec8c));
    assert_true(parangon_hash(PARANGON_HASH_START, "foobar", 6) == UINT64_C(0x85944171f73967e8));
}

static void a_hash_goes_on_from_an_earlier_one(void **state)
{
    uint64_t whole = parangon_hash(PARANGON_HASH_START, "eau potable", 11);
    uint64_t first = parangon_hash(PARANGON_HASH_START, "eau ", 4);

    (void)state;
    assert_true(parangon_hash(first, "potable", 7) == whole);
}

static void an_empty_map_has_no_key(void **state)
{
    struct parangon_map map = {0};

    (void)state;
    assert_true(parangon_map_get(&map, "eau", 3) == PARANGON_MAP_NONE);
    assert_int_equal(map.count, 0);
}

static void the_first_value_of_a_key_stays(void **state)
{
    struct parangon_map map = {0};
    char key[] = "eau";

    (void)state;
    assert_int_equal(parangon_map_put(&map, key, 3, 7), 7);
    key[0] = 'x'; /* keys are copied */
    assert_int_equal(parangon_map_put(&map, "eau", 3, 9), 7);
    assert_int_equal(parangon_map_get(&map, "eau", 3), 7);
    assert_int_equal(map.count, 1);
    parangon_map_clear(&map);
    assert_int_equal(map.count, 0);
}

static void a_key_is_its_bytes_and_its_length(void **state)
{
    struct parangon_map map = {0};

    (void)state;
    parangon_map_put(&map, "", 0, 1);
    parangon_map_put(&map, "\0", 1, 2);
    parangon_map_put(&map, "eaux", 3, 3);
    parangon_map_put(&map, "eaux", 4, 4);
    assert_int_equal(map.count, 4);
    assert_int_equal(parangon_map_get(&map, "", 0), 1);
    assert_int_equal(parangon_map_get(&map, "\0", 1), 2);
    assert_int_equal(parangon_map_get(&map, "eau", 3), 3);
    assert_int_equal(parangon_map_get(&map, "eaux", 4), 4);
    assert_true(parangon_map_get(&map, "ea", 2) == PARANGON_MAP_NONE);
    parangon_map_clear(&map);
}

enum {
    KEYS = 10000
};

static void note_key(void *context, const char *key, size_t len, size_t value)
{
    unsigned char *seen = context;
    char expected[32];

    assert_int_equal(snprintf(expected, sizeof expected, "com:%zu", value), len);
    assert_memory_equal(key, expected, len + 1);
    seen[value]++;
}

static void a_map_keeps_ten_thousand_keys(void **state)
{
    struct parangon_map map = {0};
    unsigned char seen[KEYS] = {0};
    char key[32];

    (void)state;
    for (size_t i = 0; i < KEYS; i++) {
        size_t len = (size_t)snprintf(key, sizeof key, "com:%zu", i);

        assert_int_equal(parangon_map_put(&map, key, len, i), i);
    }
    assert_int_equal(map.count, KEYS);
    assert_true(map.cap >= 2 * map.count);
    for (size_t i = 0; i < 2 * KEYS; i++) {
        size_t len = (size_t)snprintf(key, sizeof key, "com:%zu", i);

        assert_true(parangon_map_get(&map, key, len) == (i < KEYS ? i : PARANGON_MAP_NONE));
    }
    parangon_map_each(&map, note_key, seen);
    for (size_t i = 0; i < KEYS; i++)
        assert_int_equal(seen[i], 1);
    parangon_map_clear(&map);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(allocation_of_nothing_gives_something_to_free),
        cmocka_unit_test(zeroed_memory_is_zero),
        cmocka_unit_test(a_copied_text_ends_with_nul),
        cmocka_unit_test(what_an_arena_gives_is_aligned_and_apart),
        cmocka_unit_test(an_arena_takes_large_and_small_requests_in_turn),
        cmocka_unit_test(an_arena_copies_and_prints_text),
        cmocka_unit_test(freeing_nothing_is_allowed),
        cmocka_unit_test(an_empty_buffer_is_an_empty_text),
        cmocka_unit_test(a_buffer_grows_and_stays_terminated),
        cmocka_unit_test(a_buffer_holds_any_bytes),
        cmocka_unit_test(printing_adds_to_a_buffer),
        cmocka_unit_test(a_buffer_that_was_taken_or_reset_is_usable_again),
        cmocka_unit_test(the_hash_is_that_of_its_authors),
        cmocka_unit_test(a_hash_goes_on_from_an_earlier_one),
        cmocka_unit_test(an_empty_map_has_no_key),
        cmocka_unit_test(the_first_value_of_a_key_stays),
        cmocka_unit_test(a_key_is_its_bytes_and_its_length),
        cmocka_unit_test(a_map_keeps_ten_thousand_keys),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
