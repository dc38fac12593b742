/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "pal/protocol/pal-types.h"

G_BEGIN_DECLS

/* The properties of extensions (chapter 7 of the guide) and tenants (sections 5.25 and 5.37). The guide calls its
 * lists "not comprehensive": a key that stands in no table is no mistake. */

#define PAL_PROPERTY_MAX_PLAN 99  /* plans, and schedules of a plan */
#define PAL_PROPERTY_MAX_PHONE 4
#define PAL_PROPERTY_MAX_LENGTH 10000 /* bytes of a value */

/**
 * PalPropertyKind:
 *
 * What a value is. All values travel as text; an empty one means "not set" and is of every kind.
 */
typedef enum
{
  PAL_PROPERTY_KIND_TEXT,
  PAL_PROPERTY_KIND_NUMBER,         /* whole, between `min` and `max` */
  PAL_PROPERTY_KIND_BOOLEAN,        /* "true" or "false" */
  PAL_PROPERTY_KIND_CHOICE,         /* one of `choices` */
  PAL_PROPERTY_KIND_EXTENSION,
  PAL_PROPERTY_KIND_EXTENSION_LIST, /* lists stand between commas */
  PAL_PROPERTY_KIND_PHONE_LIST,
  PAL_PROPERTY_KIND_NUMBER_LIST,
  PAL_PROPERTY_KIND_SCHEDULE,       /* see #PalSchedule */
  PAL_PROPERTY_KIND_PATTERN,        /* wildcards, or a regular expression */
  PAL_PROPERTY_KIND_PATTERN_LIST,
  PAL_PROPERTY_KIND_EMAIL_LIST,
  PAL_PROPERTY_KIND_SECRET,         /* a text that only its owner and administrators may read */
} PalPropertyKind;

/**
 * PalPropertyFlags:
 *
 * What else is to be known of a property.
 */
typedef enum
{
  PAL_PROPERTY_NONE = 0,
  PAL_PROPERTY_READ_ONLY = 1 << 0,    /* stays as it was made */
  PAL_PROPERTY_ADMIN_ONLY = 1 << 1,   /* written by administrators only */
  PAL_PROPERTY_DERIVED = 1 << 2,      /* not printed in the guide, but follows from the note under 7.6 */
  PAL_PROPERTY_BEYOND_GUIDE = 1 << 3,
  PAL_PROPERTY_POSITIONAL = 1 << 4,   /* empty items of a list keep their place */
} PalPropertyFlags;

/**
 * PalPropertyIndexes:
 * @plan: the n of `pln[n]`, 1 to %PAL_PROPERTY_MAX_PLAN, or 0
 * @schedule: the n of `ptn[n]`, likewise
 * @phone: the n of `p[n]` and `pnumber[n]`, 1 to %PAL_PROPERTY_MAX_PHONE, or 0
 *
 * What stands for the `[n]` of a key.
 */
typedef struct
{
  guint plan;
  guint schedule;
  guint phone;
} PalPropertyIndexes;

struct _PalProperty
{
  const char *key;             /* `[n]` stands for a number */
  PalPropertyKind kind;
  const char *group;           /* N_(), as its page would say */
  const char *label;           /* N_() */
  const char *help;            /* N_(), or NULL */
  const char *const *choices;  /* NULL-terminated, or NULL; suggestions only unless the kind is CHOICE */
  int min, max;                /* of a number; of a list, `max` is the most items, 0: any */
  const char *default_value;   /* what an extension has that nobody has set up; "" when nothing */
  PalPropertyFlags flags;
};

struct _PalPropertyTable
{
  const char *type;            /* as createExtension wants it, or "tenant" */
  const char *subtype;         /* `stype`, or NULL */
  const char *label;           /* N_() */
  const char *section;         /* of the guide */
  const PalProperty *rows;     /* ends with a NULL key */
  guint n_rows;
};

PAL_EXPORT const PalPropertyTable *pal_property_table_get    (guint index); /* NULL after the last */
/* The first of its type when @subtype is NULL or empty; NULL when there is none. */
PAL_EXPORT const PalPropertyTable *pal_property_table_find   (const char *type, const char *subtype);
PAL_EXPORT const PalProperty      *pal_property_table_lookup (const PalPropertyTable *table, const char *key,
                                                              PalPropertyIndexes *indexes);
PAL_EXPORT const char             *pal_property_table_get_label (const PalPropertyTable *table);
PAL_EXPORT const PalProperty      *pal_property_lookup       (const char *type, const char *subtype, const char *key,
                                                              PalPropertyIndexes *indexes);

PAL_EXPORT const char *pal_property_get_group (const PalProperty *property); /* these three are translated */
PAL_EXPORT const char *pal_property_get_label (const PalProperty *property);
PAL_EXPORT const char *pal_property_get_help  (const PalProperty *property);
PAL_EXPORT char       *pal_property_make_key  (const PalProperty *property, const PalPropertyIndexes *indexes);
/* Reads liberally; the value as the guide writes it, or NULL and an error that names @key. */
PAL_EXPORT char       *pal_property_read      (const PalProperty *property, const char *key, const char *value,
                                               GError **error);
PAL_EXPORT const char *pal_property_kind_to_word (PalPropertyKind kind);
PAL_EXPORT char       *pal_properties_to_markdown (void); /* all tables, untranslated */

G_END_DECLS
