/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "pal/protocol/pal-types.h"

G_BEGIN_DECLS

/* The properties of extensions (chapter 7 of the guide) and tenants (sections 5.25 and 5.37). The guide calls its
 * lists "not comprehensive": a key that stands in no table is no mistake. */

/**
 * PAL_PROPERTY_MAX_PLAN:
 *
 * Most plans of an extension, and schedules of a plan.
 */
#define PAL_PROPERTY_MAX_PLAN 99

/**
 * PAL_PROPERTY_MAX_PHONE:
 *
 * Most phones of a user.
 */
#define PAL_PROPERTY_MAX_PHONE 4

/**
 * PAL_PROPERTY_MAX_LENGTH:
 *
 * Most bytes of a value.
 */
#define PAL_PROPERTY_MAX_LENGTH 10000

/**
 * PalPropertyKind:
 * @PAL_PROPERTY_KIND_TEXT: any text
 * @PAL_PROPERTY_KIND_NUMBER: a whole number between `min` and `max`
 * @PAL_PROPERTY_KIND_BOOLEAN: `true` or `false`
 * @PAL_PROPERTY_KIND_CHOICE: one of `choices`
 * @PAL_PROPERTY_KIND_EXTENSION: an extension
 * @PAL_PROPERTY_KIND_EXTENSION_LIST: extensions between commas, as all lists
 * @PAL_PROPERTY_KIND_PHONE_LIST: numbers that can be dialled
 * @PAL_PROPERTY_KIND_NUMBER_LIST: whole numbers
 * @PAL_PROPERTY_KIND_SCHEDULE: see [struct@Schedule]
 * @PAL_PROPERTY_KIND_PATTERN: wildcards, or a regular expression
 * @PAL_PROPERTY_KIND_PATTERN_LIST: patterns
 * @PAL_PROPERTY_KIND_EMAIL_LIST: mail addresses
 * @PAL_PROPERTY_KIND_SECRET: a text that only its owner and administrators may read
 *
 * What a value is. All values travel as text; an empty one means "not set" and is of every kind.
 */
typedef enum
{
  PAL_PROPERTY_KIND_TEXT,
  PAL_PROPERTY_KIND_NUMBER,
  PAL_PROPERTY_KIND_BOOLEAN,
  PAL_PROPERTY_KIND_CHOICE,
  PAL_PROPERTY_KIND_EXTENSION,
  PAL_PROPERTY_KIND_EXTENSION_LIST,
  PAL_PROPERTY_KIND_PHONE_LIST,
  PAL_PROPERTY_KIND_NUMBER_LIST,
  PAL_PROPERTY_KIND_SCHEDULE,
  PAL_PROPERTY_KIND_PATTERN,
  PAL_PROPERTY_KIND_PATTERN_LIST,
  PAL_PROPERTY_KIND_EMAIL_LIST,
  PAL_PROPERTY_KIND_SECRET,
} PalPropertyKind;

/**
 * PalPropertyFlags:
 * @PAL_PROPERTY_NONE: nothing
 * @PAL_PROPERTY_READ_ONLY: stays as it was made
 * @PAL_PROPERTY_ADMIN_ONLY: written by administrators only
 * @PAL_PROPERTY_DERIVED: not printed in the guide, but follows from the note under 7.6
 * @PAL_PROPERTY_BEYOND_GUIDE: not in the guide
 * @PAL_PROPERTY_POSITIONAL: empty items of a list keep their place
 *
 * What else is to be known of a property.
 */
typedef enum
{
  PAL_PROPERTY_NONE = 0,
  PAL_PROPERTY_READ_ONLY = 1 << 0,
  PAL_PROPERTY_ADMIN_ONLY = 1 << 1,
  PAL_PROPERTY_DERIVED = 1 << 2,
  PAL_PROPERTY_BEYOND_GUIDE = 1 << 3,
  PAL_PROPERTY_POSITIONAL = 1 << 4,
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

/**
 * PalProperty:
 * @key: the key; `[n]` stands for a number
 * @kind: what its value is
 * @group: heading, untranslated: see [method@Property.get_group]
 * @label: name for people, untranslated: see [method@Property.get_label]
 * @help: (nullable): a few words more, untranslated: see [method@Property.get_help]
 * @choices: (array zero-terminated=1) (nullable): the choices; suggestions only, unless @kind is that
 * @min: least number
 * @max: greatest number; of a list, the most items, 0 for any
 * @default_value: what an extension has that nobody has set up; `""` when nothing
 * @flags: what else is to be known
 *
 * One row of chapter 7 of the guide.
 */
struct _PalProperty
{
  const char *key;
  PalPropertyKind kind;
  const char *group;
  const char *label;
  const char *help;
  const char *const *choices;
  int min, max;
  const char *default_value;
  PalPropertyFlags flags;
};

/**
 * PalPropertyTable:
 * @type: as createExtension wants it, or `tenant`
 * @subtype: (nullable): its `stype`
 * @label: kind of extension, untranslated: see [method@PropertyTable.get_label]
 * @section: section of the guide
 * @rows: (array length=n_rows): the rows; one with a %NULL key follows the last
 * @n_rows: how many
 *
 * One table of chapter 7 of the guide, or that of tenants (sections 5.25 and 5.37).
 */
struct _PalPropertyTable
{
  const char *type;
  const char *subtype;
  const char *label;
  const char *section;
  const PalProperty *rows;
  guint n_rows;
};

/**
 * pal_property_table_get:
 * @index: number of a table, from 0
 *
 * Gives one table. They stand in the order of the guide; that of tenants is the last.
 *
 * Returns: (transfer none) (nullable): the table, or %NULL after the last
 */
PAL_EXPORT const PalPropertyTable *pal_property_table_get (guint index);

/**
 * pal_property_table_find:
 * @type: type of an extension in any case, or "tenant"
 * @subtype: (nullable): its `stype`
 *
 * Finds the table of a kind of extension. A group without `stype` is one that rings simultaneously, an IVR an auto attendant.
 *
 * Returns: (transfer none) (nullable): the table, or %NULL when there is none
 */
PAL_EXPORT const PalPropertyTable *pal_property_table_find (const char *type, const char *subtype);

/**
 * pal_property_table_lookup:
 * @table: a table
 * @key: a key with numbers, such as `pln2_d_p3_paging`
 * @indexes: (out caller-allocates) (optional): its numbers
 *
 * Finds the row a key belongs to, whatever numbers it carries.
 *
 * Returns: (transfer none) (nullable): the row, or %NULL when the table does not have it
 */
PAL_EXPORT const PalProperty *pal_property_table_lookup (const PalPropertyTable *table, const char *key,
                                                         PalPropertyIndexes *indexes);

/**
 * pal_property_table_get_label:
 * @table: a table
 *
 * Says what the table describes.
 *
 * Returns: (transfer none): the kind of extension, translated
 */
PAL_EXPORT const char *pal_property_table_get_label (const PalPropertyTable *table);

/**
 * pal_property_lookup:
 * @type: type of an extension in any case, or "tenant"
 * @subtype: (nullable): its `stype`
 * @key: a key with numbers
 * @indexes: (out caller-allocates) (optional): its numbers
 *
 * Finds the row of a key of a kind of extension.
 *
 * Returns: (transfer none) (nullable): the row, or %NULL when there is none
 */
PAL_EXPORT const PalProperty *pal_property_lookup (const char *type, const char *subtype, const char *key,
                                                   PalPropertyIndexes *indexes);

/**
 * pal_property_get_group:
 * @property: a row
 *
 * Says what the row belongs to.
 *
 * Returns: (transfer none): the heading it stands under, translated
 */
PAL_EXPORT const char *pal_property_get_group (const PalProperty *property);

/**
 * pal_property_get_label:
 * @property: a row
 *
 * Says what the row is called.
 *
 * Returns: (transfer none): its name for people, translated
 */
PAL_EXPORT const char *pal_property_get_label (const PalProperty *property);

/**
 * pal_property_get_help:
 * @property: a row
 *
 * Says what the value is for.
 *
 * Returns: (transfer none) (nullable): a few words more, translated
 */
PAL_EXPORT const char *pal_property_get_help (const PalProperty *property);

/**
 * pal_property_make_key:
 * @property: a row
 * @indexes: (nullable): what stands for each `[n]` of its key
 *
 * Puts numbers into the key of a row.
 *
 * Returns: (transfer full): the key with its numbers
 */
PAL_EXPORT char *pal_property_make_key (const PalProperty *property, const PalPropertyIndexes *indexes);

/**
 * pal_property_read:
 * @property: a row
 * @key: the key with its numbers, for the error
 * @value: what somebody wrote; "" means "not set" and is always right
 * @error: return location
 *
 * Checks a value and writes it as the guide does. Reads liberally: `True`, `1` and `on` are true, choices and numbers stand in any spelling.
 *
 * Returns: (transfer full) (nullable): the value as the guide writes it, or %NULL with
 *   %PAL_ERROR_INVALID_PARAMS and @key as the parameter at fault
 */
PAL_EXPORT char *pal_property_read (const PalProperty *property, const char *key, const char *value,
                                    GError **error);

/**
 * pal_property_kind_to_word:
 * @kind: a kind of value
 *
 * Gives one or two untranslated words for it.
 *
 * Returns: a static text
 */
PAL_EXPORT const char *pal_property_kind_to_word (PalPropertyKind kind);

/**
 * pal_properties_to_markdown:
 *
 * Writes all tables as Markdown, in the order of the guide and in English, so that the text can be checked in.
 *
 * Returns: (transfer full): the text
 */
PAL_EXPORT char *pal_properties_to_markdown (void);

G_END_DECLS
