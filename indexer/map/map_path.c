/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Values from the names of folders and files: "{partners.country}/{themes}/{title}". */
#include "map_inside.h"

#include "parangon/text.h"

#include <stdlib.h>
#include <string.h>

enum {
    PATH_NAMES_MAX = 32,
    PATTERN_MAX = 400,
    CAPTURES_MAX = 16,
    DEEP_MAX = 2 /* each "**" is tried at every name */
};

/* What a name of the pattern took from the path. */
struct capture {
    const char *target; /* in the pattern, up to its '}' */
    size_t target_len;
    char *text;
};

struct captures {
    struct capture at[CAPTURES_MAX];
    size_t count;
};

static void forget(struct captures *captures, size_t count)
{
    while (captures->count > count)
        free(captures->at[--captures->count].text);
}

/* ---- Checking a pattern ---- */

static enum parangon_code check_name(const char *name, struct parangon_error *err)
{
    const char *open = name;

    while ((open = strchr(open, '{')) != NULL) {
        const struct parangon_field *field;
        size_t len = strcspn(open + 1, "}");
        char *part;

        if (open[1 + len] != '}')
            return parangon_error_set(err, PARANGON_USAGE, "from_path: \"%.60s\" has no end: }",
                                      open);
        if (open[2 + len] == '{')
            return parangon_error_set(err, PARANGON_USAGE,
                                      "from_path: something must stand between two fields");
        char *target = parangon_strndup(open + 1, len);
        enum parangon_code code = map_target(target, &field, &part, err);
        free(part);
        free(target);
        if (code != PARANGON_OK)
            return parangon_error_prefix(err, code, "from_path");
        open += 2 + len;
    }
    return PARANGON_OK;
}

enum parangon_code map_path_check(const char *pattern, struct map *map, struct parangon_error *err)
{
    if (strlen(pattern) > PATTERN_MAX || !strchr(pattern, '{'))
        return parangon_error_set(err, PARANGON_USAGE,
                                  "from_path: a pattern with a field in braces is meant, such as "
                                  "\"{region}/{themes}/*\"");
    size_t deep = 0;

    for (const char *at = pattern; at;) {
        size_t len = strcspn(at, "/");

        if (len) {
            deep += len == 2 && strncmp(at, "**", 2) == 0;
            if (map->path_count == PATH_NAMES_MAX || deep > DEEP_MAX)
                return parangon_error_set(err, PARANGON_USAGE,
                                          "from_path: more than %d names, or \"**\" more than "
                                          "%d times",
                                          PATH_NAMES_MAX, DEEP_MAX);
            map->path = parangon_realloc(map->path, map->path_count + 1, sizeof *map->path);
            map->path[map->path_count++] = parangon_strndup(at, len);
            enum parangon_code code = check_name(map->path[map->path_count - 1], err);
            if (code != PARANGON_OK)
                return code;
        }
        at = at[len] ? at + len + 1 : NULL;
    }
    return PARANGON_OK;
}

/* ---- Matching ---- */

/* Folder names put '_' where words have spaces. */
static char *spoken(const char *text, size_t len)
{
    char *copy = parangon_strndup(text, len);

    for (char *at = copy; *at; at++)
        *at = *at == '_' ? ' ' : *at;
    return copy;
}

static bool same_words(const char *text, size_t text_len, const char *literal, size_t literal_len)
{
    char *a = parangon_text_key(text, text_len), *b = parangon_text_key(literal, literal_len);
    bool same = strcmp(a, b) == 0;

    free(a);
    free(b);
    return same;
}

/* Where the literal stands in the text, or NULL. */
static const char *find_literal(const char *text, const char *literal, size_t len)
{
    for (; strlen(text) >= len; text++) {
        if (memcmp(text, literal, len) == 0)
            return text;
    }
    return NULL;
}

/* One name against one of the pattern: literals, "*" and fields, which take as little as they can
   before the literal behind them. */
static bool fits_name(const char *pattern, const char *text, struct captures *captures)
{
    if (!strpbrk(pattern, "{*"))
        return strcmp(pattern, text) == 0 ||
               same_words(text, strlen(text), pattern, strlen(pattern));
    while (*pattern && *pattern != '{' && *pattern != '*') {
        if (*pattern++ != *text++)
            return false;
    }
    if (!*pattern)
        return !*text;
    const char *behind = *pattern == '*' ? pattern + 1 : strchr(pattern, '}') + 1;
    size_t literal = strcspn(behind, "{*");
    const char *end = text + strlen(text);
    if (literal && behind[literal])
        end = find_literal(text, behind, literal);
    else if (literal)
        end = strlen(text) >= literal ? end - literal : NULL;
    if (!end || (*pattern == '{' && end == text))
        return false;
    if (*pattern == '{' && captures->count < CAPTURES_MAX)
        captures->at[captures->count++] = (struct capture){pattern + 1, strcspn(pattern + 1, "}"),
                                                           spoken(text, (size_t)(end - text))};
    return fits_name(behind, end, captures);
}

/* The names from `name` on against those of the pattern from `at` on; "**" takes as few as it
   can. */
static bool fits(const struct map *map, size_t at, char *const names[], size_t name, size_t count,
                 struct captures *captures)
{
    size_t kept = captures->count;

    if (at == map->path_count)
        return name == count;
    if (strcmp(map->path[at], "**") == 0) {
        if (at + 1 == map->path_count)
            return true;
        for (size_t next = name; next <= count; next++) {
            if (fits(map, at + 1, names, next, count, captures))
                return true;
            forget(captures, kept);
        }
        return false;
    }
    if (name < count && fits_name(map->path[at], names[name], captures) &&
        fits(map, at + 1, names, name + 1, count, captures))
        return true;
    forget(captures, kept);
    return false;
}

/* The names of a path; the file's without its extension and language. */
static size_t split_path(const char *path, char *names[PATH_NAMES_MAX])
{
    size_t count = 0;

    for (const char *at = path; at && count < PATH_NAMES_MAX;) {
        size_t len = strcspn(at, "/");

        if (len)
            names[count++] = parangon_strndup(at, len);
        at = at[len] ? at + len + 1 : NULL;
    }
    char *dot = count ? strrchr(names[count - 1], '.') : NULL;
    if (dot && dot != names[count - 1])
        *dot = '\0';
    dot = dot ? strrchr(names[count - 1], '.') : NULL;
    if (dot && strlen(dot) == 3 && parangon_lang_from_code(dot + 1) != PARANGON_OTHER)
        *dot = '\0';
    return count;
}

static bool names_partners(struct mapping *mapping)
{
    const struct target *whole = mapping_target(mapping, "partners", NULL);
    const struct target *names = mapping_target(mapping, "partners", "name");

    return (whole && whole->count) || (names && names->count) ||
           cJSON_HasObjectItem(mapping->version, "partners");
}

/* Whether the file names what the path names too. Its partners are all of them: of the path, they
   take the country alone. */
static bool is_named(struct mapping *mapping, const struct parangon_field *field, const char *part)
{
    const struct target *found = mapping_target(mapping, field->name, part);

    if (found && found->count)
        return true;
    if (strcmp(field->name, "partners") == 0 && !(part && strcmp(part, "country") == 0))
        return names_partners(mapping);
    return !part && cJSON_HasObjectItem(mapping->version, field->name);
}

/* A value of the file itself is better than one of its folder. */
static void take(struct mapping *mapping, const struct capture *capture)
{
    char *target = parangon_strndup(capture->target, capture->target_len);
    const struct parangon_field *field;
    char *part;

    if (map_target(target, &field, &part, NULL) == PARANGON_OK) {
        if (!is_named(mapping, field, part)) {
            const struct item item = {.value = cJSON_CreateString(capture->text),
                                      .from = mapping->input->name,
                                      .kind = "path"};

            mapping_add(mapping, field, part, NULL, &item);
        }
    }
    free(part);
    free(target);
}

void map_path_apply(struct mapping *mapping)
{
    const struct map *map = mapping->input->map;
    char *names[PATH_NAMES_MAX];
    struct captures captures = {.count = 0};

    if (!map->path_count)
        return;
    size_t count = split_path(mapping->input->name, names);
    if (fits(map, 0, names, 0, count, &captures)) {
        for (size_t i = 0; i < captures.count; i++)
            take(mapping, &captures.at[i]);
    } else {
        mapping_problem(mapping, NULL, "from_path: the path does not fit the pattern");
    }
    forget(&captures, 0);
    while (count)
        free(names[--count]);
}
