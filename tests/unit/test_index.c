/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "an_index.h"

#include "parangon/json.h"
#include "parangon/memory.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* ---- Terms and packed keys ---- */

static void a_term_is_its_prefix_and_its_value(void **state)
{
    struct parangon_buf term = {0};

    (void)state;
    parangon_term(&term, "Q:", "nancy-eau");
    assert_string_equal(term.data, "Q:nancy-eau");
    parangon_term(&term, "XT:", "");
    assert_string_equal(term.data, "XT:");
    assert_int_equal(term.len, 3);
    parangon_buf_clear(&term);
}

static void a_term_too_long_is_cut_and_stays_different(void **state)
{
    struct parangon_buf first = {0}, second = {0};
    char value[2000];

    (void)state;
    memset(value, 'x', sizeof value);
    for (size_t len = 0; len < 400; len++) {
        value[len] = '\0';
        parangon_term(&first, "XP:", value);
        assert_true(first.len <= XC_TERM_MAX);
        value[len] = 'x';
    }
    value[1999] = '\0';
    parangon_term(&first, "XP:", value);
    parangon_term(&second, "XP:", value);
    assert_string_equal(first.data, second.data);
    value[1998] = 'y';
    parangon_term(&second, "XP:", value);
    assert_true(second.len <= XC_TERM_MAX);
    assert_string_not_equal(first.data, second.data);
    assert_memory_equal(first.data, second.data, 100);
    parangon_buf_clear(&first);
    parangon_buf_clear(&second);
}

static void prefixes_differ_by_strength_and_language(void **state)
{
    const char *prefixes[PARANGON_ABOUT_MAX + 2 * PARANGON_LANG_COUNT];
    size_t count = 0;

    (void)state;
    for (unsigned i = 1; i <= PARANGON_ABOUT_MAX; i++)
        prefixes[count++] = parangon_prefix_about(i);
    for (int lang = 0; lang < PARANGON_LANG_COUNT; lang++) {
        prefixes[count++] = parangon_prefix_stem((enum parangon_lang)lang);
        prefixes[count++] = parangon_prefix_exact((enum parangon_lang)lang);
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(prefixes[i], prefixes[j]);
    }
}

static void the_key_of_a_passage_is_packed_and_unpacked(void **state)
{
    static const struct parangon_passage_key keys[] = {
        {0, 0, PARANGON_FR},
        {1, 350, PARANGON_EN},
        {UINT32_MAX - 1, UINT32_MAX, PARANGON_OTHER},
        {0x01020304, 0x05060708, PARANGON_FR},
    };
    char bytes[PARANGON_PASSAGE_KEY_SIZE], nothing[PARANGON_PASSAGE_KEY_SIZE] = {0};
    struct parangon_passage_key key;

    (void)state;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        parangon_passage_key_pack(&keys[i], bytes);
        assert_memory_not_equal(bytes, nothing, sizeof bytes);
        assert_true(parangon_passage_key_unpack(bytes, sizeof bytes, &key));
        assert_int_equal(key.record, keys[i].record);
        assert_int_equal(key.length, keys[i].length);
        assert_int_equal(key.lang, keys[i].lang);
    }
    assert_false(parangon_passage_key_unpack(bytes, sizeof bytes - 1, &key));
    assert_false(parangon_passage_key_unpack(bytes, 0, &key));
    assert_false(parangon_passage_key_unpack(nothing, sizeof nothing, &key));
    bytes[4] = '9';
    assert_false(parangon_passage_key_unpack(bytes, sizeof bytes, &key));
}

static void the_key_of_a_record_is_packed_and_unpacked(void **state)
{
    static const struct parangon_record_key keys[] = {
        {0, 0, 0, 0, 0, false, 0},
        {2019, INT_MAX, 2021, 258208, 4, true, 45000},
        {0, 0, 0, 0, 0, true, 1},
        {INT_MAX, INT_MAX, INT_MAX, INT_MAX, 4, true, INT64_MAX},
    };
    char bytes[PARANGON_RECORD_KEY_SIZE];
    struct parangon_record_key key;

    (void)state;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        parangon_record_key_pack(&keys[i], bytes);
        assert_true(parangon_record_key_unpack(bytes, sizeof bytes, &key));
        assert_int_equal(key.first, keys[i].first);
        assert_int_equal(key.last, keys[i].last);
        assert_int_equal(key.reported, keys[i].reported);
        assert_int_equal(key.population, keys[i].population);
        assert_int_equal(key.evidence, keys[i].evidence);
        assert_int_equal(key.graded, keys[i].graded);
        assert_true(key.amount == keys[i].amount);
    }
    assert_false(parangon_record_key_unpack(bytes, sizeof bytes - 1, &key));
    memset(bytes, 0xFF, sizeof bytes);
    assert_true(parangon_record_key_unpack(bytes, sizeof bytes, &key));
    assert_true(key.first >= 0 && key.last >= 0 && key.population >= 0 && key.amount >= 0);
}

/* ---- Stored data ---- */

static const char stored_json[] = "{\"id\":\"nancy\",\"title\":\"Égalité\",\"list\":[1,null,true]}";

static void what_was_sealed_is_unsealed(void **state)
{
    cJSON *json = cJSON_Parse(stored_json);
    struct parangon_error err;
    size_t len = 0;
    char *sealed = parangon_seal(json, &len);
    cJSON *unsealed = parangon_unseal(sealed, len, &err);

    (void)state;
    assert_int_equal(strlen(sealed), len);
    assert_true(cJSON_Compare(json, unsealed, true));
    cJSON_Delete(unsealed);
    cJSON_Delete(json);
    free(sealed);
}

static void expect_damaged(const char *data, size_t len)
{
    struct parangon_error err = {0};

    assert_null(parangon_unseal(data, len, &err));
    assert_int_equal(err.code, PARANGON_DAMAGED);
    assert_int_not_equal(err.message[0], '\0');
}

static void each_damaged_byte_of_stored_data_is_noticed(void **state)
{
    cJSON *json = cJSON_Parse(stored_json);
    size_t len = 0;
    char *sealed = parangon_seal(json, &len);

    (void)state;
    for (size_t i = 0; i < len; i++) {
        for (int bit = 0; bit < 8; bit++) {
            sealed[i] = (char)(sealed[i] ^ 1 << bit);
            expect_damaged(sealed, len);
            sealed[i] = (char)(sealed[i] ^ 1 << bit);
        }
    }
    for (size_t i = 0; i < len; i++)
        expect_damaged(sealed, i);
    assert_null(parangon_unseal(sealed, len - 1, NULL));
    expect_damaged(NULL, 0);
    cJSON_Delete(json);
    free(sealed);
}

static void failures_of_the_binding_have_codes_of_ours(void **state)
{
    static const struct {
        xc_status status;
        enum parangon_code code;
    } cases[] = {
        {XC_LOCKED, PARANGON_LOCKED},    {XC_CORRUPT, PARANGON_DAMAGED},
        {XC_NO_SPACE, PARANGON_SYSTEM},  {XC_IO, PARANGON_DAMAGED},
        {XC_VERSION, PARANGON_NO_INDEX}, {XC_OPENING, PARANGON_DAMAGED},
        {XC_INTERNAL, PARANGON_BUG},     {XC_INVALID, PARANGON_BUG},
        {(xc_status)999, PARANGON_BUG},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct xc_error error = {.code = cases[i].status, .message = "why"};
        struct parangon_error err;

        assert_int_equal(parangon_from_xapian(&error, "index", &err), cases[i].code);
        assert_int_equal(err.code, cases[i].code);
        assert_string_equal(err.message, "index: why");
        assert_int_equal(parangon_from_xapian(&error, "index", NULL), cases[i].code);
    }
}

static void expect_no_opening(const char *dir, enum parangon_code code, const char *said)
{
    struct parangon_index *index = (struct parangon_index *)(uintptr_t)1;
    struct parangon_error err = {0};

    assert_int_equal(parangon_index_open(dir, &index, &err), code);
    assert_int_equal(err.code, code);
    assert_ptr_equal(index, (struct parangon_index *)(uintptr_t)1);
    if (!strstr(err.message, said) || strncmp(err.message, dir, strlen(dir)) != 0)
        fail_msg("\"%s\" does not say \"%s\"", err.message, said);
}

static void what_was_published_is_read(void **state)
{
    (void)state;
    make_index(*state);
    expect_record(*state, 3, "a", "eau");
    expect_record(*state, 3, "b", "mobil");
    expect_record(*state, 3, "c", NULL);
}

static void passages_and_heads_are_known_without_reading_data(void **state)
{
    uint32_t last = 0, records = 0, head = 0;
    struct parangon_error err;

    make_index(*state);
    struct parangon_index *index = open_index(*state);
    const struct parangon_passage_key *passages = parangon_index_passages(index, &last);
    const uint32_t *heads = parangon_index_heads(index, &records);

    assert_int_equal(last, 3);
    assert_int_equal(passages[0].record, UINT32_MAX);
    assert_int_equal(passages[0].length, 0);
    assert_int_equal(passages[1].record, passages[2].record);
    assert_int_not_equal(passages[1].record, passages[3].record);
    assert_int_equal(passages[1].length, 100);
    assert_int_equal(passages[2].length, 101);
    assert_int_equal(passages[3].lang, PARANGON_FR);
    assert_true(records >= 2);
    assert_int_equal(parangon_index_head_of(index, "b", &head, &err), PARANGON_OK);
    assert_int_equal(head, 3);
    assert_int_equal(heads[passages[3].record], head);
    assert_int_equal(heads[passages[1].record], 1);
    for (uint32_t i = 2; i < records; i++)
        assert_int_equal(heads[i], 0);
    parangon_index_close(index);
}

static void an_index_carries_its_vocabulary_and_its_texts(void **state)
{
    struct parangon_writer *writer = open_writer(*state, false);
    struct parangon_error err;

    set_vocabulary(writer);
    parangon_writer_set(writer, PARANGON_KEY_SOURCES, "[\"fiches\"]", 10, &err);
    publish(writer);
    parangon_writer_close(writer);
    struct parangon_index *index = open_index(*state);
    const struct parangon_knowledge *knowledge = parangon_index_knowledge(index);
    assert_non_null(parangon_vocabulary_find(knowledge->vocabulary, PARANGON_THEMES, "eau"));
    assert_non_null(parangon_places_find(knowledge->places, "com:54395"));
    char *sources = parangon_index_text(index, PARANGON_KEY_SOURCES);
    char *nothing = parangon_index_text(index, "no.such.key");
    assert_string_equal(sources, "[\"fiches\"]");
    assert_string_equal(nothing, "");
    free(sources);
    free(nothing);
    parangon_index_close(index);
    parangon_index_close(NULL);
}

static void a_damaged_vocabulary_is_said(void **state)
{
    struct parangon_writer *writer = open_writer(*state, false);
    struct parangon_error err;

    set_vocabulary(writer);
    char *sealed = parangon_writer_get(writer, PARANGON_KEY_VOCABULARY);
    sealed[strlen(sealed) - 1] ^= 1;
    parangon_writer_set(writer, PARANGON_KEY_VOCABULARY, sealed, strlen(sealed), &err);
    publish(writer);
    parangon_writer_close(writer);
    free(sealed);
    expect_no_opening(*state, PARANGON_DAMAGED, "vocabulary");
}

static void a_damaged_record_is_said_and_the_others_are_read(void **state)
{
    struct parangon_writer *writer = open_writer(*state, false);
    const char *id = "broken";
    struct parangon_error err = {0};
    xc_document *document = make_passage(id, parangon_writer_record_number(writer, id), 0, "eau");
    cJSON *stored = NULL;

    set_vocabulary(writer);
    xc_document_set_data(document, "0123456789abcdef\n{}", 19, NULL);
    const struct parangon_entry entry = {.id = id, .hash = 1, .passages = &document, .count = 1};
    assert_int_equal(parangon_writer_put(writer, &entry, &err), PARANGON_OK);
    put(writer, "whole", 1, "eau");
    publish(writer);
    parangon_writer_close(writer);
    xc_document_free(document);
    struct parangon_index *index = open_index(*state);
    assert_int_equal(parangon_index_stored(index, 1, &stored, &err), PARANGON_DAMAGED);
    assert_null(stored);
    assert_int_equal(parangon_index_stored(index, 2, &stored, &err), PARANGON_OK);
    cJSON_Delete(stored);
    assert_int_equal(parangon_index_stored(index, 9, &stored, &err), PARANGON_DAMAGED);
    parangon_index_close(index);
}

static void a_record_put_again_takes_the_place_of_the_old_one(void **state)
{
    uint64_t hash = 0;

    make_index(*state);
    struct parangon_writer *writer = open_writer(*state, false);
    assert_false(parangon_writer_is_new(writer));
    assert_true(parangon_writer_hash(writer, "a", &hash));
    assert_int_equal(hash, 2);
    assert_false(parangon_writer_hash(writer, "c", &hash));
    uint32_t number = parangon_writer_record_number(writer, "a");
    put(writer, "a", 1, "dechet");
    assert_int_equal(parangon_writer_record_number(writer, "a"), number);
    assert_true(parangon_writer_hash(writer, "a", &hash));
    assert_int_equal(hash, 1);
    publish(writer);
    parangon_writer_close(writer);
    expect_record(*state, 2, "a", "dechet");
    expect_record(*state, 2, "b", "mobil");
}

static void new_records_get_new_numbers_over_several_runs(void **state)
{
    make_index(*state);
    struct parangon_writer *writer = open_writer(*state, false);
    uint32_t a = parangon_writer_record_number(writer, "a");
    uint32_t b = parangon_writer_record_number(writer, "b");
    uint32_t c = parangon_writer_record_number(writer, "c");

    assert_true(a != b && b != c && a != c);
    put(writer, "d", 1, "air");
    publish(writer);
    parangon_writer_close(writer);
    writer = open_writer(*state, false);
    uint32_t d = parangon_writer_record_number(writer, "d");
    uint32_t e = parangon_writer_record_number(writer, "e");
    assert_true(d != a && d != b && d != e && e != a && e != b);
    parangon_writer_close(writer);
}

static void a_removed_record_is_found_no_longer(void **state)
{
    struct parangon_error err;

    make_index(*state);
    struct parangon_writer *writer = open_writer(*state, false);
    assert_int_equal(parangon_writer_remove(writer, "a", &err), PARANGON_OK);
    assert_int_equal(parangon_writer_remove(writer, "a", &err), PARANGON_NOTHING);
    assert_int_equal(parangon_writer_remove(writer, "c", &err), PARANGON_NOTHING);
    publish(writer);
    parangon_writer_close(writer);
    expect_record(*state, 1, "a", NULL);
    expect_record(*state, 1, "b", "mobil");
    struct parangon_index *index = open_index(*state);
    uint32_t last = 0;
    const struct parangon_passage_key *passages = parangon_index_passages(index, &last);
    assert_int_equal(passages[1].record, UINT32_MAX);
    parangon_index_close(index);
}

static void an_id_too_long_for_a_term_is_found(void **state)
{
    char id[300];
    uint32_t document;
    struct parangon_error err;

    memset(id, 'x', sizeof id - 1);
    id[sizeof id - 1] = '\0';
    struct parangon_writer *writer = open_writer(*state, false);
    set_vocabulary(writer);
    put(writer, id, 1, "eau");
    publish(writer);
    parangon_writer_close(writer);
    struct parangon_index *index = open_index(*state);
    assert_int_equal(parangon_index_head_of(index, id, &document, &err), PARANGON_OK);
    id[298] = 'y';
    assert_int_equal(parangon_index_head_of(index, id, &document, &err), PARANGON_NOTHING);
    parangon_index_close(index);
}

static void a_text_is_set_changed_and_emptied(void **state)
{
    struct parangon_writer *writer = open_writer(*state, false);
    struct parangon_error err;
    char *text;

    assert_int_equal(parangon_writer_set(writer, "key", NULL, 0, &err), PARANGON_OK);
    assert_int_equal(parangon_writer_set(writer, "key", "one", 3, &err), PARANGON_OK);
    assert_int_equal(parangon_writer_set(writer, "key", "two", 3, &err), PARANGON_OK);
    text = parangon_writer_get(writer, "key");
    assert_string_equal(text, "two");
    free(text);
    assert_int_equal(parangon_writer_set(writer, "key", NULL, 0, &err), PARANGON_OK);
    text = parangon_writer_get(writer, "key");
    assert_string_equal(text, "");
    free(text);
    parangon_writer_close(writer);
}

/* ---- One writer, several generations ---- */

static void a_second_writer_is_told_to_wait(void **state)
{
    struct parangon_writer *writer = open_writer(*state, false), *second = NULL;
    struct parangon_error err = {0};

    assert_int_equal(parangon_writer_open(*state, false, &second, &err), PARANGON_LOCKED);
    assert_null(second);
    assert_non_null(strstr(err.message, *state));
    assert_int_equal(parangon_writer_open(*state, true, &second, NULL), PARANGON_LOCKED);
    parangon_writer_close(writer);
    parangon_writer_close(open_writer(*state, false));
    parangon_writer_close(NULL);
}

static void a_second_writer_leaves_the_work_of_the_first_alone(void **state)
{
    struct parangon_writer *writer = open_writer(*state, false), *second = NULL;

    set_vocabulary(writer);
    put(writer, "a", 1, "eau");
    assert_int_equal(parangon_writer_open(*state, true, &second, NULL), PARANGON_LOCKED);
    publish(writer);
    parangon_writer_close(writer);
    expect_record(*state, 1, "a", "eau");
}

static void a_generation_that_was_not_published_is_removed(void **state)
{
    struct parangon_writer *writer = open_writer(*state, false);

    assert_true(parangon_writer_is_new(writer));
    put(writer, "a", 1, "eau");
    assert_true(is_there(*state, "gen-1"));
    parangon_writer_close(writer);
    assert_false(is_there(*state, "gen-1"));
    assert_false(is_there(*state, "current"));
    expect_no_opening(*state, PARANGON_NO_INDEX, "there is no index");
}

static void changes_that_were_not_published_are_dropped(void **state)
{
    make_index(*state);
    struct parangon_writer *writer = open_writer(*state, false);

    put(writer, "a", 1, "dechet");
    put(writer, "c", 1, "air");
    parangon_writer_close(writer);
    expect_record(*state, 3, "a", "eau");
    expect_record(*state, 3, "c", NULL);
}

static void a_rebuild_answers_once_it_is_published(void **state)
{
    make_index(*state);
    struct parangon_writer *writer = open_writer(*state, true);

    assert_true(parangon_writer_is_new(writer));
    assert_true(is_there(*state, "gen-2"));
    set_vocabulary(writer);
    put(writer, "z", 1, "air");
    expect_record(*state, 3, "a", "eau");
    publish(writer);
    assert_false(parangon_writer_is_new(writer));
    parangon_writer_close(writer);
    expect_record(*state, 1, "z", "air");
    expect_record(*state, 1, "a", NULL);
    assert_true(is_there(*state, "gen-1"));
    assert_true(is_there(*state, "gen-2"));
}

static void a_rebuild_that_was_given_up_changes_nothing(void **state)
{
    make_index(*state);
    struct parangon_writer *writer = open_writer(*state, true);

    put(writer, "z", 1, "air");
    parangon_writer_close(writer);
    assert_false(is_there(*state, "gen-2"));
    expect_record(*state, 3, "a", "eau");
}

static void only_the_previous_generation_is_kept(void **state)
{
    for (int i = 0; i < 3; i++) {
        struct parangon_writer *writer = open_writer(*state, true);

        set_vocabulary(writer);
        put(writer, "a", 1, "eau");
        publish(writer);
        parangon_writer_close(writer);
    }
    assert_false(is_there(*state, "gen-1"));
    assert_true(is_there(*state, "gen-2"));
    assert_true(is_there(*state, "gen-3"));
    assert_false(is_there(*state, "gen-4"));
    expect_record(*state, 1, "a", "eau");
}

static void a_reader_keeps_its_generation_while_another_is_published(void **state)
{
    uint32_t document = 0;
    struct parangon_error err;
    cJSON *stored = NULL;

    make_index(*state);
    struct parangon_index *index = open_index(*state);
    struct parangon_writer *writer = open_writer(*state, true);
    set_vocabulary(writer);
    publish(writer);
    parangon_writer_close(writer);
    assert_int_equal(parangon_index_head_of(index, "a", &document, &err), PARANGON_OK);
    assert_int_equal(parangon_index_stored(index, document, &stored, &err), PARANGON_OK);
    cJSON_Delete(stored);
    parangon_index_close(index);
    expect_record(*state, 0, "a", NULL);
}

static void what_a_killed_run_left_is_overwritten(void **state)
{
    make_index(*state);
    char *left = inside(*state, "gen-2");

    assert_int_equal(mkdir(left, 0777), 0);
    write_file(left, "iamglass", "not a table");
    struct parangon_writer *writer = open_writer(*state, true);
    set_vocabulary(writer);
    put(writer, "z", 1, "air");
    publish(writer);
    parangon_writer_close(writer);
    expect_record(*state, 1, "z", "air");
    free(left);
}

static void publishing_twice_or_nothing_is_no_harm(void **state)
{
    make_index(*state);
    struct parangon_writer *writer = open_writer(*state, false);

    publish(writer);
    put(writer, "c", 1, "air");
    publish(writer);
    publish(writer);
    put(writer, "d", 1, "air");
    publish(writer);
    parangon_writer_close(writer);
    expect_record(*state, 5, "d", "air");
}

static void a_batch_larger_than_a_commit_is_kept_whole(void **state)
{
    struct parangon_writer *writer = open_writer(*state, false);
    char id[16];

    set_vocabulary(writer);
    for (int i = 0; i < 700; i++) {
        snprintf(id, sizeof id, "r%d", i);
        put(writer, id, 1, "eau");
    }
    publish(writer);
    parangon_writer_close(writer);
    expect_record(*state, 700, "r0", "eau");
    expect_record(*state, 700, "r699", "eau");
}

/* ---- What cannot be opened ---- */

static void no_index_is_no_damage(void **state)
{
    char *missing = inside(*state, "missing");

    expect_no_opening(*state, PARANGON_NO_INDEX, "there is no index");
    expect_no_opening(missing, PARANGON_NO_INDEX, "there is no index");
    write_file(*state, "missing", "a file");
    expect_no_opening(missing, PARANGON_NO_INDEX, "there is no index");
    free(missing);
}

static void a_generation_that_is_missing_is_damage(void **state)
{
    struct parangon_writer *writer = NULL;
    struct parangon_error err = {0};

    write_file(*state, "current", "gen-7\n");
    expect_no_opening(*state, PARANGON_DAMAGED, "gen-7 is missing");
    assert_int_equal(parangon_writer_open(*state, false, &writer, &err), PARANGON_DAMAGED);
    assert_null(writer);
}

static void a_line_that_names_no_generation_is_damage_that_a_rebuild_mends(void **state)
{
    static const char *const lines[] = {"", "\n", "gen-\n", "gen-0\n", "rubbish", "gen-x"};
    struct parangon_writer *writer = NULL;
    struct parangon_error err = {0};

    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        write_file(*state, "current", lines[i]);
        expect_no_opening(*state, PARANGON_DAMAGED, "names no generation");
        assert_int_equal(parangon_writer_open(*state, false, &writer, &err), PARANGON_DAMAGED);
    }
    writer = open_writer(*state, true);
    set_vocabulary(writer);
    put(writer, "a", 1, "eau");
    publish(writer);
    parangon_writer_close(writer);
    expect_record(*state, 1, "a", "eau");
}

static void a_database_that_is_rubbish_is_damage_that_a_rebuild_mends(void **state)
{
    make_index(*state);
    char *generation = inside(*state, "gen-1");
    struct parangon_writer *writer = NULL;
    struct parangon_error err = {0};

    write_file(generation, "iamglass", "rubbish");
    expect_no_opening(*state, PARANGON_DAMAGED, "");
    assert_int_equal(parangon_writer_open(*state, false, &writer, &err), PARANGON_DAMAGED);
    writer = open_writer(*state, true);
    set_vocabulary(writer);
    put(writer, "a", 1, "air");
    publish(writer);
    parangon_writer_close(writer);
    expect_record(*state, 1, "a", "air");
    free(generation);
}

static void expect_other_version(const char *dir, const char *key, const char *what)
{
    struct parangon_writer *writer = open_writer(dir, true);
    struct parangon_error err = {0};

    set_vocabulary(writer);
    publish(writer);
    assert_int_equal(parangon_writer_set(writer, key, "0", 1, &err), PARANGON_OK);
    publish(writer);
    parangon_writer_close(writer);
    expect_no_opening(dir, PARANGON_NO_INDEX, what);
    expect_no_opening(dir, PARANGON_NO_INDEX, "--rebuild");
    assert_int_equal(parangon_writer_open(dir, false, &writer, &err), PARANGON_NO_INDEX);
    assert_non_null(strstr(err.message, "--rebuild"));
}

static void an_index_of_another_version_is_refused_with_what_to_do(void **state)
{
    expect_other_version(*state, "parangon.format", "index format \"0\"");
    expect_other_version(*state, "parangon.analysis", "analysis \"0\"");
    expect_other_version(*state, "parangon.canary", "stems \"0\"");
    struct parangon_writer *writer = open_writer(*state, true);
    set_vocabulary(writer);
    put(writer, "a", 1, "eau");
    publish(writer);
    parangon_writer_close(writer);
    expect_record(*state, 1, "a", "eau");
}

static void the_folder_of_an_index_is_made_with_its_parents(void **state)
{
    char *deep = inside(*state, "one/two/three");

    make_index(deep);
    expect_record(deep, 3, "a", "eau");
    free(deep);
}

static void a_folder_that_cannot_be_made_is_said(void **state)
{
    char *inside_a_file = inside(*state, "file/index");
    struct parangon_writer *writer = NULL;
    struct parangon_error err = {0};

    write_file(*state, "file", "");
    assert_int_equal(parangon_writer_open(inside_a_file, false, &writer, &err), PARANGON_SYSTEM);
    assert_null(writer);
    assert_non_null(strstr(err.message, "file"));
    free(inside_a_file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_term_is_its_prefix_and_its_value),
        cmocka_unit_test(a_term_too_long_is_cut_and_stays_different),
        cmocka_unit_test(prefixes_differ_by_strength_and_language),
        cmocka_unit_test(the_key_of_a_passage_is_packed_and_unpacked),
        cmocka_unit_test(the_key_of_a_record_is_packed_and_unpacked),
        cmocka_unit_test(what_was_sealed_is_unsealed),
        cmocka_unit_test(each_damaged_byte_of_stored_data_is_noticed),
        cmocka_unit_test(failures_of_the_binding_have_codes_of_ours),
        IN_A_FOLDER(what_was_published_is_read),
        IN_A_FOLDER(passages_and_heads_are_known_without_reading_data),
        IN_A_FOLDER(an_index_carries_its_vocabulary_and_its_texts),
        IN_A_FOLDER(a_damaged_vocabulary_is_said),
        IN_A_FOLDER(a_damaged_record_is_said_and_the_others_are_read),
        IN_A_FOLDER(a_record_put_again_takes_the_place_of_the_old_one),
        IN_A_FOLDER(new_records_get_new_numbers_over_several_runs),
        IN_A_FOLDER(a_removed_record_is_found_no_longer),
        IN_A_FOLDER(an_id_too_long_for_a_term_is_found),
        IN_A_FOLDER(a_text_is_set_changed_and_emptied),
        IN_A_FOLDER(a_second_writer_is_told_to_wait),
        IN_A_FOLDER(a_second_writer_leaves_the_work_of_the_first_alone),
        IN_A_FOLDER(a_generation_that_was_not_published_is_removed),
        IN_A_FOLDER(changes_that_were_not_published_are_dropped),
        IN_A_FOLDER(a_rebuild_answers_once_it_is_published),
        IN_A_FOLDER(a_rebuild_that_was_given_up_changes_nothing),
        IN_A_FOLDER(only_the_previous_generation_is_kept),
        IN_A_FOLDER(a_reader_keeps_its_generation_while_another_is_published),
        IN_A_FOLDER(what_a_killed_run_left_is_overwritten),
        IN_A_FOLDER(publishing_twice_or_nothing_is_no_harm),
        IN_A_FOLDER(a_batch_larger_than_a_commit_is_kept_whole),
        IN_A_FOLDER(no_index_is_no_damage),
        IN_A_FOLDER(a_generation_that_is_missing_is_damage),
        IN_A_FOLDER(a_line_that_names_no_generation_is_damage_that_a_rebuild_mends),
        IN_A_FOLDER(a_database_that_is_rubbish_is_damage_that_a_rebuild_mends),
        IN_A_FOLDER(an_index_of_another_version_is_refused_with_what_to_do),
        IN_A_FOLDER(the_folder_of_an_index_is_made_with_its_parents),
        IN_A_FOLDER(a_folder_that_cannot_be_made_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
