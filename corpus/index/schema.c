/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Terms, slots and stored data: what an index of practices looks like. */
#include "schema.h"

#include "parangon/json.h"

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A term has 245 bytes; half of it is left to prefixes and to NUL bytes, which count twice. */
enum {
    VALUE_MAX = 180,
    HASH_SIZE = 17, /* a mark and 16 figures */
    CHECKSUM_SIZE = 17
};

const char *parangon_prefix_about(unsigned strength)
{
    static const char *const prefixes[] = {"T1:", "T1:", "T2:", "T3:", "T4:"};

    return prefixes[strength];
}

const char *parangon_prefix_stem(enum parangon_lang lang)
{
    static const char *const prefixes[PARANGON_LANG_COUNT] = {"ZF", "ZE", "ZO"};

    return prefixes[lang];
}

const char *parangon_prefix_exact(enum parangon_lang lang)
{
    static const char *const prefixes[PARANGON_LANG_COUNT] = {"WF", "WE", "WO"};

    return prefixes[lang];
}

/* Whether a value is as a term shows one that was too long: with a hash at its end. */
static bool was_cut(const char *value, size_t len)
{
    return len == VALUE_MAX + HASH_SIZE && value[VALUE_MAX] == '#' &&
           strspn(value + VALUE_MAX + 1, "0123456789abcdef") == HASH_SIZE - 1;
}

void parangon_term(struct parangon_buf *term, const char *prefix, const char *value)
{
    size_t len = strlen(value);

    parangon_buf_reset(term);
    parangon_buf_puts(term, prefix);
    if (len <= VALUE_MAX || was_cut(value, len)) {
        parangon_buf_add(term, value, len);
        return;
    }
    parangon_buf_add(term, value, VALUE_MAX);
    parangon_buf_printf(term, "#%016" PRIx64, parangon_hash(PARANGON_HASH_START, value, len));
}

static void pack32(uint32_t number, char bytes[4])
{
    for (int i = 0; i < 4; i++)
        bytes[i] = (char)(number >> (24 - 8 * i));
}

static uint32_t unpack32(const char bytes[4])
{
    uint32_t number = 0;

    for (int i = 0; i < 4; i++)
        number = number << 8 | (unsigned char)bytes[i];
    return number;
}

void parangon_passage_key_pack(const struct parangon_passage_key *key,
                               char bytes[PARANGON_PASSAGE_KEY_SIZE])
{
    pack32(key->record, bytes);
    bytes[4] = (char)('0' + (int)key->lang); /* never all NUL, which Xapian takes for no value */
    pack32(key->length, bytes + 5);
}

bool parangon_passage_key_unpack(const char *bytes, size_t len, struct parangon_passage_key *key)
{
    if (len != PARANGON_PASSAGE_KEY_SIZE || bytes[4] < '0' || bytes[4] >= '0' + PARANGON_LANG_COUNT)
        return false;
    key->record = unpack32(bytes);
    key->lang = (enum parangon_lang)(bytes[4] - '0');
    key->length = unpack32(bytes + 5);
    return true;
}

void parangon_record_key_pack(const struct parangon_record_key *key,
                              char bytes[PARANGON_RECORD_KEY_SIZE])
{
    pack32((uint32_t)key->first, bytes);
    pack32((uint32_t)key->last, bytes + 4);
    pack32((uint32_t)key->reported, bytes + 8);
    pack32((uint32_t)key->population, bytes + 12);
    pack32(key->graded ? (uint32_t)key->evidence + 1 : 0, bytes + 16);
    pack32((uint32_t)((uint64_t)key->amount >> 32), bytes + 20);
    pack32((uint32_t)((uint64_t)key->amount & UINT32_MAX), bytes + 24);
}

bool parangon_record_key_unpack(const char *bytes, size_t len, struct parangon_record_key *key)
{
    if (len != PARANGON_RECORD_KEY_SIZE)
        return false;
    key->first = (int)(unpack32(bytes) & INT_MAX);
    key->last = (int)(unpack32(bytes + 4) & INT_MAX);
    key->reported = (int)(unpack32(bytes + 8) & INT_MAX);
    key->population = (int)(unpack32(bytes + 12) & INT_MAX);
    int evidence = (int)(unpack32(bytes + 16) & INT_MAX);
    key->graded = evidence > 0;
    key->evidence = key->graded ? evidence - 1 : 0;
    key->amount = (int64_t)(unpack32(bytes + 20) & INT_MAX) << 32 | unpack32(bytes + 24);
    return true;
}

void seal_text(struct parangon_buf *sealed, const char *text, size_t len)
{
    parangon_buf_printf(sealed, "%016" PRIx64 "\n", parangon_hash(PARANGON_HASH_START, text, len));
    parangon_buf_add(sealed, text, len);
}

const char *unseal_text(const char *sealed, size_t *len)
{
    char checksum[CHECKSUM_SIZE + 1];

    if (*len < CHECKSUM_SIZE)
        return NULL;
    *len -= CHECKSUM_SIZE;
    snprintf(checksum, sizeof checksum, "%016" PRIx64 "\n",
             parangon_hash(PARANGON_HASH_START, sealed + CHECKSUM_SIZE, *len));
    return memcmp(checksum, sealed, CHECKSUM_SIZE) == 0 ? sealed + CHECKSUM_SIZE : NULL;
}

char *parangon_seal(const cJSON *json, size_t *len)
{
    char *text = cJSON_PrintUnformatted(json);
    struct parangon_buf sealed = {0};

    if (!text)
        abort();
    seal_text(&sealed, text, strlen(text));
    cJSON_free(text);
    *len = sealed.len;
    return parangon_buf_take(&sealed);
}

cJSON *parangon_unseal(const char *data, size_t len, struct parangon_error *err)
{
    const char *text = unseal_text(data, &len);
    cJSON *json = text ? cJSON_ParseWithLength(text, len) : NULL;

    if (!json)
        parangon_error_set(err, PARANGON_DAMAGED, "a stored record does not match its checksum");
    return json;
}

enum parangon_code stored_text(xc_database *database, const char *key, char **text,
                               struct parangon_error *err)
{
    struct xc_error error;
    char *sealed = NULL;
    size_t len = 0;

    if (xc_database_metadata(database, key, strlen(key), &sealed, &len, &error) != XC_OK)
        return parangon_from_xapian(&error, key, err);
    const char *plain = len ? unseal_text(sealed, &len) : "";
    if (plain)
        *text = parangon_strndup(plain, len);
    xc_free(sealed);
    return plain
               ? PARANGON_OK
               : parangon_error_set(err, PARANGON_DAMAGED, "%s: does not match its checksum", key);
}

char *parangon_metadata(xc_database *database, const char *key)
{
    char *value = NULL, *text;
    size_t len = 0;

    if (xc_database_metadata(database, key, strlen(key), &value, &len, NULL) != XC_OK)
        return parangon_strdup("");
    text = parangon_strndup(value, len);
    xc_free(value);
    return text;
}

enum parangon_code parangon_from_xapian(const struct xc_error *error, const char *what,
                                        struct parangon_error *err)
{
    static const enum parangon_code codes[] = {
        [XC_MODIFIED] = PARANGON_CHANGED, [XC_LOCKED] = PARANGON_LOCKED,
        [XC_CORRUPT] = PARANGON_DAMAGED,  [XC_NOT_FOUND] = PARANGON_DAMAGED,
        [XC_NETWORK] = PARANGON_SYSTEM,   [XC_TIMEOUT] = PARANGON_SYSTEM,
        [XC_NO_SPACE] = PARANGON_SYSTEM,  [XC_NO_MEMORY] = PARANGON_SYSTEM,
        [XC_VERSION] = PARANGON_NO_INDEX, [XC_OPENING] = PARANGON_DAMAGED,
        [XC_IO] = PARANGON_DAMAGED,       [XC_CLOSED] = PARANGON_SYSTEM,
        [XC_INTERNAL] = PARANGON_BUG,
    };
    enum parangon_code code = PARANGON_BUG;

    if ((size_t)error->code < sizeof codes / sizeof *codes && codes[error->code] != PARANGON_OK)
        code = codes[error->code];
    return parangon_error_set(err, code, "%s: %s", what, error->message);
}
