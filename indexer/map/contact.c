/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Taking persons out of contacts. */
#include "contact.h"

#include "parangon/memory.h"
#include "parangon/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Words of services in the names of their mailboxes. */
static const char services[] =
    "contact|contacts|info|infos|information|accueil|international|internationale|"
    "internationales|ri|dri|relations|mairie|ville|villes|metropole|agglo|commune|region|"
    "departement|cooperation|solidarite|europe|jumelage|jumelages|direction|service|services|"
    "secretariat|secretaire|cabinet|bureau|office|courrier|courriel|mail|communication|"
    "presse|press|webmaster|admin|association|mission|pole|projets|projet|eau|environnement|"
    "climat|culture|jeunesse|citoyennete|developpement|durable|partenariats|partenariat|"
    "partnerships|mayor|city|council|hello|bonjour|support|aide|enquiries|dgs|aeict|dircab|"
    "elus|noreply|no";

/* Words that make capitals a service or a function, not a person. */
static const char bodies[] =
    "ville|villes|mairie|metropole|metropolitain|commune|communes|communaute|agglomeration|"
    "region|departement|direction|service|services|pole|mission|missions|association|office|"
    "bureau|agence|cabinet|maison|relations|internationales|internationale|international|"
    "affaires|cooperation|europe|europeennes|conseil|ministere|city|council|department|unit|"
    "directorate|ministry|chef|projet|projets|charge|chargee|directeur|directrice|director|"
    "responsable|adjoint|adjointe|maire|mayor|elu|elue|president|presidente|vice|secretariat|"
    "secretaire|coordinateur|coordinatrice|coordinator|manager|officer|head|agent|technicien|"
    "technicienne|delegue|deleguee|tel|telephone|mail|email|courriel|site|web|fax|adresse|"
    "rue|place|avenue|boulevard|hotel|eau|assainissement|developpement|durable|culture|"
    "jeunesse|reseau|network|institut|universite|fondation|foundation|union|federation|"
    "syndicat|regie|grand|communication|generale|general|referent|referente";

static const char civilities[] =
    "m|mr|mme|mlle|monsieur|madame|mrs|ms|miss|dr|pr|mmes|messieurs|mademoiselle";

/* ---- Mailboxes and mobile numbers ---- */

static bool is_mail_byte(char byte)
{
    return isalnum((unsigned char)byte) || (byte && strchr("._%+-", byte));
}

/* Whether the name of a mailbox holds a word of a service. */
static bool is_service(const char *name, size_t len)
{
    char *copy = parangon_strndup(name, len);
    bool service = false;
    char *rest = NULL;

    for (char *at = copy; *at; at++)
        *at = (char)tolower((unsigned char)*at);
    for (char *word = strtok_r(copy, "._+-0123456789", &rest); word && !service;
         word = strtok_r(NULL, "._+-0123456789", &rest))
        service = parangon_is_choice(services, word);
    free(copy);
    return service;
}

/* The length of a mail address at `at`, 0 when there is none; `*name` is that of its mailbox. */
static size_t mail_at(const char *at, size_t *name)
{
    static const char *const signs[] = {"@", "(at)", "[at]", " (at) ", " [at] "};
    size_t end, len = 0;

    for (end = 0; is_mail_byte(at[end]); end++)
        ;
    *name = end;
    for (size_t i = 0; end && !len && i < sizeof signs / sizeof *signs; i++) {
        if (strncmp(at + end, signs[i], strlen(signs[i])) == 0)
            len = end + strlen(signs[i]);
    }
    end = len;
    while (len && is_mail_byte(at[len]))
        len++;
    while (len > end && strchr(".-_%+", at[len - 1]))
        len--;
    return memchr(at + end, '.', len > end ? len - end : 0) ? len : 0; /* not Tech@State */
}

/* The length of a French mobile number at `at`, 0 when there is none. */
static size_t mobile_at(const char *at)
{
    static const char *const starts[] = {"06", "07", "+336", "+337", "00336", "00337"};
    char figures[24];
    size_t count = 0, len = 0, end = 0;

    for (; at[len] && (isdigit((unsigned char)at[len]) || strchr(" .-+()", at[len])) &&
           count < sizeof figures - 1;
         len++) {
        if (!isdigit((unsigned char)at[len]) && at[len] != '+')
            continue;
        if (at[len] == '0' && count == 3 && figures[0] == '+')
            continue; /* +33 (0)6 */
        figures[count++] = at[len];
        end = len + 1;
    }
    figures[count] = '\0';
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        size_t whole = strlen(starts[i]) + 8;

        if (count == whole && strncmp(figures, starts[i], strlen(starts[i])) == 0)
            return end;
    }
    return 0;
}

static bool is_word_before(const char *text, const char *at)
{
    return at > text && (is_mail_byte(at[-1]) || (unsigned char)at[-1] >= 0x80);
}

char *contact_clean_text(const char *text, unsigned *dropped)
{
    struct parangon_buf out = {0};

    for (const char *at = text; *at;) {
        bool inside = is_word_before(text, at);
        size_t name = 0, mail = inside ? 0 : mail_at(at, &name);
        size_t mobile = inside || mail ? 0 : mobile_at(at);

        if (mail && is_service(at, name)) {
            parangon_buf_add(&out, at, mail);
            at += mail;
        } else if (mail || mobile) {
            *dropped |= mail ? CONTACT_MAILBOX : CONTACT_MOBILE;
            at += mail + mobile;
        } else if (name) {
            parangon_buf_add(&out, at, name);
            at += name;
        } else {
            parangon_buf_putc(&out, *at++);
        }
    }
    return out.len ? parangon_buf_take(&out) : parangon_strdup("");
}

/* ---- Persons ---- */

/* A word of a segment: its bytes, its key, and what it looks like. */
struct word {
    const char *begin;
    size_t len;
    char *key;
    bool capital;
};

enum {
    WORDS_MAX = 12
};

static size_t cut_words(const char *text, struct word words[WORDS_MAX])
{
    size_t count = 0;

    while (count < WORDS_MAX) {
        struct parangon_cutter cutter;
        struct parangon_token token;

        text += strspn(text, " \t.<>()\"");
        size_t len = strcspn(text, " \t<>()\"");
        if (!len)
            return count;
        parangon_cutter_init(&cutter, text, len, PARANGON_FR);
        bool capital = parangon_cutter_next(&cutter, &token) && token.capitalised && !token.number;
        words[count++] = (struct word){text, len, parangon_text_key(text, len), capital};
        text += len;
    }
    return count;
}

static bool is_known(const char *name, const struct parangon_lookup *lookup)
{
    static const enum parangon_scheme schemes[] = {PARANGON_COUNTRIES, PARANGON_NETWORKS,
                                                   PARANGON_FUNDING, PARANGON_THEMES};
    const struct parangon_place *place;

    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        if (parangon_vocabulary_named(lookup->vocabulary, schemes[i], name))
            return true;
    }
    return parangon_places_named(lookup->places, name, &place, 1) > 0;
}

/* The words from `from` on that are capitals or stand within a name: « Anne de La Tour ». */
static size_t name_end(const struct word words[], size_t from, size_t count)
{
    static const char particles[] = "de|du|la|le|van|von|el|ben|d";
    size_t end = from;

    for (size_t i = from; i < count; i++) {
        if (words[i].capital && !parangon_is_choice(bodies, words[i].key))
            end = i + 1;
        else if (!parangon_is_choice(particles, words[i].key))
            break;
    }
    return end;
}

/* Where a person's name ends in the segment, as a number of words; 0 when it begins with none. A
   name without a civility is the whole segment. */
static size_t person_words(const char *segment, const struct word words[], size_t count,
                           const struct parangon_lookup *lookup)
{
    size_t capitals = 0;

    if (count > 1 && parangon_is_choice(civilities, words[0].key)) {
        size_t from = count > 2 && parangon_is_choice(civilities, words[1].key) ? 2 : 1;
        size_t end = name_end(words, from, count);

        return end > from ? end : 0;
    }
    for (size_t i = 0; i < count; i++) {
        capitals += (size_t)words[i].capital;
        if (parangon_is_choice(bodies, words[i].key) || strpbrk(words[i].key, "0123456789@"))
            return 0;
    }
    if (capitals < 2 || count > 4 || name_end(words, 0, count) < count || is_known(segment, lookup))
        return 0;
    return count;
}

/* What is left of a part of a contact between two separators. */
static void clean_segment(struct parangon_buf *out, const char *segment,
                          const struct parangon_lookup *lookup, unsigned *dropped)
{
    struct word words[WORDS_MAX];
    size_t count = cut_words(segment, words);
    size_t person = person_words(segment, words, count, lookup);

    if (person)
        *dropped |= CONTACT_NAME;
    if (!person)
        parangon_buf_puts(out, segment);
    else if (person < count)
        parangon_buf_puts(out, words[person].begin);
    while (count)
        free(words[--count].key);
}

static bool has_words(const char *text)
{
    for (; *text; text++) {
        if (isalnum((unsigned char)*text) || (unsigned char)*text >= 0x80)
            return true;
    }
    return false;
}

/* Separators of a contact: what stands between is a name, a function, a service or an address. */
static size_t separator_at(const char *at)
{
    static const char *const marks[] = {
        " - ", " \xE2\x80\x93 ", " : ", ": ", ",", ";", "\n", "|", " / ", "(", ")"};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (strncmp(at, marks[i], strlen(marks[i])) == 0)
            return strlen(marks[i]);
    }
    return 0;
}

static void add_segment(struct parangon_buf *out, const char *text, size_t len, char mark,
                        const struct parangon_lookup *lookup, unsigned *dropped)
{
    struct parangon_buf left = {0};
    char *segment = parangon_strndup(text, len);
    char *begin = segment + strspn(segment, " \t");
    size_t end = strlen(begin);

    while (end && isspace((unsigned char)begin[end - 1]))
        begin[--end] = '\0';
    clean_segment(&left, begin, lookup, dropped);
    if (has_words(parangon_buf_str(&left))) {
        if (out->len)
            parangon_buf_puts(out, mark == '\n' ? "\n" : ", ");
        parangon_buf_puts(out, parangon_buf_str(&left));
    }
    parangon_buf_clear(&left);
    free(segment);
}

char *contact_clean(const char *text, const struct parangon_lookup *lookup, unsigned *dropped)
{
    unsigned found = 0;
    char *plain = contact_clean_text(text, &found), *at = plain, *begin = plain;
    struct parangon_buf out = {0};
    char mark = '\0';

    for (;;) {
        size_t len = *at ? separator_at(at) : 0;

        if (!*at || len) {
            add_segment(&out, begin, (size_t)(at - begin), mark, lookup, &found);
            if (!*at)
                break;
            mark = *at;
            begin = at + len;
        }
        at += len ? len : 1;
    }
    free(plain);
    *dropped |= found;
    if (!found) { /* nothing private: as it was written */
        parangon_buf_clear(&out);
        return parangon_strdup(text);
    }
    return out.len ? parangon_buf_take(&out) : parangon_strdup("");
}

const char *contact_dropped(unsigned dropped)
{
    static const char *const words[] = {
        "",
        "a person's name",
        "a private mailbox",
        "a person's name and a private mailbox",
        "a mobile number",
        "a person's name and a mobile number",
        "a private mailbox and a mobile number",
        "a person's name, a private mailbox and a mobile number",
    };

    return words[dropped & 7];
}
