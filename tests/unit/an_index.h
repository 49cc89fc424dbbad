/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TESTS_UNIT_AN_INDEX_H
#define TESTS_UNIT_AN_INDEX_H

/* A folder for each test, and small indexes in it. What goes wrong here fails the test. */

#include "parangon/index.h"

/* For setup and teardown: `*state` is the path. */
int make_folder(void **state);
int remove_folder(void **state);
#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

char *inside(const char *folder, const char *name); /* the path, yours */
bool is_there(const char *folder, const char *name);
void write_file(const char *folder, const char *name, const char *text);

struct parangon_writer *open_writer(const char *dir, bool rebuild);
void set_vocabulary(struct parangon_writer *writer);

xc_document *make_passage(const char *id, uint32_t record, size_t number, const char *word);

/* Puts a record of `count` passages, at most 4; its hash is its number of passages. */
void put(struct parangon_writer *writer, const char *id, size_t count, const char *word);
void publish(struct parangon_writer *writer);

/* An index of the records "a", of two passages, and "b". */
void make_index(const char *dir);
struct parangon_index *open_index(const char *dir);

/* How many documents the index has, and whether the text of the head of `id` is `word`; NULL: that
   there is no such record. */
void expect_record(const char *dir, uint32_t documents, const char *id, const char *word);

#endif
