/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Persons taken out of what is no contact: private mailboxes and mobile numbers wherever they
   stand, names only where a line says that it is a contact. */
#include "contact.h"
#include "map_inside.h"

#include "parangon/json.h"
#include "parangon/memory.h"

#include <stdlib.h>
#include <string.h>

enum {
    CONTACT_LINE_MAX = 200, /* bytes: a longer line with a mailbox in it is prose */
    KEY_MAX = 40            /* of the words before a colon */
};

/* What a line of a contact begins with. */
static const char openings[] =
    "contact|contacts|votre contact|contact presse|referent|referente|referents|interlocuteur|"
    "interlocutrice|correspondant|correspondante|personne contact|personne ressource|"
    "personne a contacter|contact person|to contact|for more information|pour en savoir plus|"
    "renseignements|redacteur|redactrice|fiche redigee par|auteur de la fiche|author of the sheet";

static bool opens_contact(const char *text, size_t len)
{
    char *key = len <= KEY_MAX ? parangon_text_key(text, len) : NULL;
    bool opens = key && parangon_is_choice(openings, key);

    free(key);
    return opens;
}

/* The bytes of a line up to where a contact may begin: marks of lists, then the end of "Contact:". */
static size_t contact_begin(const char *line, bool *named)
{
    size_t mark = strspn(line, " \t-*+#>_");
    const char *colon = strchr(line + mark, ':');

    *named = colon && opens_contact(line + mark, (size_t)(colon - line) - mark);
    return *named ? (size_t)(colon - line) + 1 + strspn(colon + 1, " \t*_") : mark;
}

/* One line without its persons. */
static void clean_line(struct parangon_buf *out, const char *line,
                       const struct parangon_lookup *lookup, unsigned *dropped)
{
    unsigned found = 0;
    bool named;
    size_t begin = contact_begin(line, &named);
    char *plain = contact_clean_text(line, &found);

    if (named || (found && strlen(line) <= CONTACT_LINE_MAX)) {
        char *clean = contact_clean(line + begin, lookup, &found);

        parangon_buf_add(out, line, begin);
        parangon_buf_puts(out, clean);
        free(clean);
    } else {
        parangon_buf_puts(out, plain);
    }
    *dropped |= found;
    free(plain);
}

static char *clean_text(const char *text, const struct parangon_lookup *lookup, unsigned *dropped)
{
    struct parangon_buf out = {0};

    while (*text) {
        size_t len = strcspn(text, "\n\f");
        char *line = parangon_strndup(text, len);

        clean_line(&out, line, lookup, dropped);
        free(line);
        text += len;
        if (*text)
            parangon_buf_putc(&out, *text++);
    }
    return out.data ? parangon_buf_take(&out) : parangon_strdup("");
}

/* Keys and addresses are not words. */
static bool is_words(const cJSON *value)
{
    static const char keys[] = "id|ref|path|lang|translation_of|url|contact|lead|country|currency";

    return cJSON_IsString(value) && !(value->string && parangon_is_choice(keys, value->string)) &&
           strncmp(value->valuestring, "http", 4) != 0 &&
           (strpbrk(value->valuestring, "@0123456789:") || strstr(value->valuestring, "(at)") ||
            strstr(value->valuestring, "[at]"));
}

static void clean_value(struct mapping *mapping, cJSON *value, const char *field)
{
    unsigned dropped = 0;
    cJSON *item;

    cJSON_ArrayForEach(item, value) clean_value(mapping, item, field);
    if (!is_words(value))
        return;
    char *clean = clean_text(value->valuestring, mapping->input->lookup, &dropped);
    if (dropped) {
        mapping_problem(mapping, NULL, "%s: %s (left out)", field, contact_dropped(dropped));
        cJSON_SetValuestring(value, clean);
    }
    free(clean);
}

void map_clean_persons(struct mapping *mapping)
{
    cJSON *member;

    cJSON_ArrayForEach(member, mapping->version) clean_value(mapping, member, member->string);
}
