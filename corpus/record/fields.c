/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The one table of fields: what a record may hold, what each field is called as a filter, and
   under which prefix its terms stand in the index. */
#include "parangon/memory.h"
#include "parangon/record.h"

#include <stdlib.h>
#include <string.h>

#define VERSION PARANGON_FIELD_VERSION
#define FACET PARANGON_FIELD_FACET
#define HIDDEN PARANGON_FIELD_HIDDEN

#define KINDS                                                                                      \
    "practice|fact-sheet|scheme|network|event|programme|benchmark|publication|organisation|"       \
    "viewpoint"

const struct parangon_field parangon_fields[] = {
    {.name = "id",
     .filter = "id",
     .type = PARANGON_TYPE_ID,
     .prefix = "Q:",
     .help = "stable key, at most 120 bytes, no white space"},
    {.name = "ref",
     .filter = "ref",
     .type = PARANGON_TYPE_LINE,
     .prefix = "XI:",
     .help = "number in someone's list"},
    {.name = "kind",
     .filter = "kind",
     .filter_fr = "nature",
     .type = PARANGON_TYPE_CHOICE,
     .scheme = PARANGON_LABELS,
     .choices = KINDS,
     .prefix = "XK:",
     .flags = FACET,
     .help = "nature of the record"},
    {.name = "lang",
     .filter = "lang",
     .filter_fr = "langue",
     .type = PARANGON_TYPE_LINE,
     .scheme = PARANGON_LABELS,
     .prefix = "XL:",
     .flags = VERSION | FACET,
     .help = "language it is written in"},
    {.name = "title", .type = PARANGON_TYPE_LINE, .flags = VERSION, .help = "title"},
    {.name = "summary",
     .type = PARANGON_TYPE_TEXT,
     .flags = VERSION,
     .help = "who, with whom, what, result"},
    {.name = "text", .type = PARANGON_TYPE_TEXT, .flags = VERSION, .help = "the body"},
    {.name = "path",
     .type = PARANGON_TYPE_LINE,
     .flags = VERSION,
     .help = "file it was read from, relative to its source"},
    {.name = "themes",
     .filter = "theme",
     .filter_fr = "theme",
     .type = PARANGON_TYPE_CONCEPTS,
     .scheme = PARANGON_THEMES,
     .prefix = "XT:",
     .flags = FACET,
     .help = "themes, the main one first"},
    {.name = "actions",
     .filter = "action",
     .filter_fr = "forme",
     .type = PARANGON_TYPE_CONCEPTS,
     .scheme = PARANGON_ACTIONS,
     .prefix = "XA:",
     .flags = FACET,
     .help = "forms of action"},
    {.name = "sdg",
     .filter = "sdg",
     .filter_fr = "odd",
     .type = PARANGON_TYPE_NUMBERS,
     .scheme = PARANGON_LABELS,
     .prefix = "XG:",
     .flags = FACET,
     .help = "Sustainable Development Goals, 1 to 17"},
    {.name = "schemes",
     .filter = "scheme",
     .filter_fr = "dispositif",
     .type = PARANGON_TYPE_CONCEPTS,
     .scheme = PARANGON_FUNDING,
     .prefix = "XS:",
     .flags = FACET,
     .help = "funding schemes"},
    {.name = "networks",
     .filter = "network",
     .filter_fr = "reseau",
     .type = PARANGON_TYPE_CONCEPTS,
     .scheme = PARANGON_NETWORKS,
     .prefix = "XN:",
     .flags = FACET,
     .help = "networks and bodies taking part"},
    {.name = "funders",
     .filter = "funder",
     .filter_fr = "financeur",
     .type = PARANGON_TYPE_LINES,
     .scheme = PARANGON_NETWORKS,
     .prefix = "XF:",
     .help = "who pays"},
    {.name = "actors",
     .filter = "actor",
     .filter_fr = "acteur",
     .type = PARANGON_TYPE_LINES,
     .scheme = PARANGON_NETWORKS,
     .prefix = "XO:",
     .help = "other bodies taking part"},
    {.name = "lead",
     .filter = "lead",
     .filter_fr = "porteur",
     .type = PARANGON_TYPE_PLACE,
     .prefix = "XP:",
     .help = "authority or body that carries it; co-leads are found too"},
    {.name = "co_leads", .type = PARANGON_TYPE_PLACES, .help = "other carrying authorities"},
    {.name = "partners",
     .filter = "partner",
     .filter_fr = "partenaire",
     .type = PARANGON_TYPE_PARTNERS,
     .prefix = "XB:",
     .help = "partners abroad, with country"},
    {.name = "countries",
     .filter = "country",
     .filter_fr = "pays",
     .type = PARANGON_TYPE_DERIVED,
     .scheme = PARANGON_COUNTRIES,
     .prefix = "XC:",
     .flags = FACET,
     .help = "countries of the partners, ISO 3166-1 alpha-2"},
    {.name = "class",
     .filter = "class",
     .filter_fr = "classe",
     .type = PARANGON_TYPE_DERIVED,
     .scheme = PARANGON_LABELS,
     .prefix = "XZ:",
     .flags = FACET,
     .help = "size class of the leading authorities"},
    {.name = "authority",
     .filter = "authority",
     .filter_fr = "collectivite",
     .type = PARANGON_TYPE_DERIVED,
     .scheme = PARANGON_LABELS,
     .prefix = "XY:",
     .flags = FACET,
     .help = "kind of the leading authorities"},
    {.name = "region",
     .filter = "region",
     .filter_fr = "region",
     .type = PARANGON_TYPE_LINE,
     .prefix = "XR:",
     .flags = FACET,
     .help = "region of the leading authorities"},
    {.name = "department",
     .filter = "department",
     .filter_fr = "departement",
     .type = PARANGON_TYPE_DERIVED,
     .prefix = "XD:",
     .help = "department of the lead"},
    {.name = "parent",
     .filter = "parent",
     .filter_fr = "epci",
     .type = PARANGON_TYPE_DERIVED,
     .prefix = "XM:",
     .help = "EPCI that a leading commune belongs to"},
    {.name = "year_start", .type = PARANGON_TYPE_YEAR, .help = "first year of the action"},
    {.name = "year_end", .type = PARANGON_TYPE_YEAR, .help = "last year of the action"},
    {.name = "ongoing", .type = PARANGON_TYPE_BOOLEAN, .help = "still going on"},
    {.name = "year_reported",
     .filter = "reported",
     .filter_fr = "constate",
     .type = PARANGON_TYPE_YEAR,
     .prefix = "XW:",
     .help = "year of the report that tells of it"},
    {.name = "stage",
     .filter = "stage",
     .filter_fr = "stade",
     .type = PARANGON_TYPE_CHOICE,
     .scheme = PARANGON_LABELS,
     .choices = "intention|under-way|completed|stopped|unknown",
     .prefix = "XE:",
     .flags = FACET,
     .help = "how far it has come"},
    {.name = "checked_on", .type = PARANGON_TYPE_DATE, .help = "day it was last verified"},
    {.name = "amount_eur", .type = PARANGON_TYPE_NUMBER, .help = "total amount in euros"},
    {.name = "amounts", .type = PARANGON_TYPE_OBJECTS, .help = "label, value, currency, year"},
    {.name = "indicators",
     .type = PARANGON_TYPE_OBJECTS,
     .help = "name, value, unit, year, perimeter, source"},
    {.name = "evidence",
     .filter = "evidence",
     .filter_fr = "preuve",
     .type = PARANGON_TYPE_LEVEL,
     .scheme = PARANGON_LABELS,
     .prefix = "XV:",
     .flags = FACET,
     .help = "0 announced to 4 evaluated by a third party; as an option: at least"},
    {.name = "source", .type = PARANGON_TYPE_OBJECT, .help = "title, url, locator, quote"},
    {.name = "status",
     .type = PARANGON_TYPE_CHOICE,
     .choices = "draft|published|archived|to-check",
     .help = "only what is published is searched"},
    {.name = "visibility",
     .type = PARANGON_TYPE_CHOICE,
     .choices = "public|members|internal",
     .filter = "visibility",
     .prefix = "XU:",
     .help = "who may see it"},
    {.name = "contact", .type = PARANGON_TYPE_TEXT, .help = "function and organisation"},
    {.name = "notes", .type = PARANGON_TYPE_TEXT, .flags = HIDDEN, .help = "for editors only"},
    {.name = "translation_of",
     .type = PARANGON_TYPE_ID,
     .help = "id of the record that this one is another language of"},
    {.name = "scope",
     .filter = "scope",
     .filter_fr = "echelle",
     .type = PARANGON_TYPE_CHOICE,
     .scheme = PARANGON_LABELS,
     .choices = "local|regional|national|european|international",
     .prefix = "XJ:",
     .help = "level that a network or body works at"},
    {.name = "governance", .type = PARANGON_TYPE_TEXT, .help = "who decides in a network"},
    {.name = "services", .type = PARANGON_TYPE_TEXT, .help = "what a network offers"},
    {.name = "functions",
     .filter = "function",
     .filter_fr = "fonction",
     .type = PARANGON_TYPE_CHOICES,
     .scheme = PARANGON_LABELS,
     .choices = "finance|advice|training|advocacy|representation|networking|information|operations",
     .prefix = "XH:",
     .help = "what a network or body does"},
    {.name = "eligible", .type = PARANGON_TYPE_TEXT, .help = "who may ask a scheme for funds"},
    {.name = "amount_min", .type = PARANGON_TYPE_NUMBER, .help = "smallest grant in euros"},
    {.name = "amount_max", .type = PARANGON_TYPE_NUMBER, .help = "largest grant in euros"},
    {.name = "rate", .type = PARANGON_TYPE_LINE, .help = "share that a scheme pays"},
    {.name = "duration", .type = PARANGON_TYPE_LINE, .help = "how long a scheme pays"},
    {.name = "opens", .type = PARANGON_TYPE_LINE, .help = "when a scheme opens"},
    {.name = "closes", .type = PARANGON_TYPE_LINE, .help = "when a scheme closes"},
    {.name = "legal_basis", .type = PARANGON_TYPE_TEXT, .help = "law that a scheme stands on"},
    {.name = "state",
     .filter = "state",
     .filter_fr = "etat",
     .type = PARANGON_TYPE_CHOICE,
     .scheme = PARANGON_LABELS,
     .choices = "open|closed|ended|unknown",
     .prefix = "X1:",
     .help = "whether a scheme can be asked now"},
};

const size_t parangon_field_count = sizeof parangon_fields / sizeof *parangon_fields;

const struct parangon_field *parangon_field_named(const char *name)
{
    for (size_t i = 0; i < parangon_field_count; i++) {
        if (strcmp(parangon_fields[i].name, name) == 0)
            return &parangon_fields[i];
    }
    return NULL;
}

const struct parangon_field *parangon_field_filter(const char *name)
{
    char *key = parangon_text_key(name, strlen(name));
    const struct parangon_field *found = NULL;

    for (size_t i = 0; !found && i < parangon_field_count; i++) {
        const struct parangon_field *field = &parangon_fields[i];

        if ((field->filter && strcmp(field->filter, key) == 0) ||
            (field->filter_fr && strcmp(field->filter_fr, key) == 0))
            found = field;
    }
    free(key);
    return found;
}

bool parangon_is_choice(const char *choices, const char *word)
{
    size_t len = strlen(word);

    for (const char *at = choices; len && *at; at += strcspn(at, "|"), at += *at == '|') {
        if (strcspn(at, "|") == len && strncmp(at, word, len) == 0)
            return true;
    }
    return false;
}
