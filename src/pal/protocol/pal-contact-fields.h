/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "pal/protocol/pal-contact-info.h"

G_BEGIN_DECLS

/**
 * PalContactFieldType:
 * @PAL_CONTACT_FIELD_TEXT: one line
 * @PAL_CONTACT_FIELD_PHONE: a number that can be called
 * @PAL_CONTACT_FIELD_ADDRESS: a place, of several lines
 * @PAL_CONTACT_FIELD_NOTES: any text, of several lines
 *
 * What a standard field holds (6.1).
 */
typedef enum
{
  PAL_CONTACT_FIELD_TEXT,
  PAL_CONTACT_FIELD_PHONE,
  PAL_CONTACT_FIELD_ADDRESS,
  PAL_CONTACT_FIELD_NOTES,
} PalContactFieldType;

/**
 * PalContactField:
 * @id: the field's id
 * @caption: what it is called: the caption of an id that begins with `$`, else the id itself
 * @type: what it holds
 * @is_onscreen: whether it is always shown
 *
 * A standard field (6.1).
 */
typedef struct
{
  const char *id;
  const char *caption;
  PalContactFieldType type;
  gboolean is_onscreen;
} PalContactField;

/**
 * PalContactManager:
 *
 * What chapter 6 of the guide calls a manager: the standard fields of a language, and how its display names are made.
 */
typedef struct _PalContactManager PalContactManager;

/**
 * pal_contact_manager_get:
 * @language: (nullable): `en` or `ja`, such as the value of an entry's `$lang`
 *
 * Finds the manager of a language (6.1).
 *
 * Returns: (transfer none): the manager; that of `en` when the language is not known
 */
PAL_EXPORT const PalContactManager *pal_contact_manager_get      (const char *language);
/**
 * pal_contact_manager_get_of:
 * @info: (nullable): fields of a contact
 *
 * Finds the manager of the language an entry was made in.
 *
 * Returns: (transfer none): the manager
 */
PAL_EXPORT const PalContactManager *pal_contact_manager_get_of   (const PalContactInfo *info);
/**
 * pal_contact_manager_get_language:
 * @self: (not nullable): a manager
 *
 * Says whose it is.
 *
 * Returns: (transfer none): `en` or `ja`
 */
PAL_EXPORT const char      *pal_contact_manager_get_language     (const PalContactManager *self);
/**
 * pal_contact_manager_get_fields:
 * @self: a manager
 * @n: (out): how many there are
 *
 * Lists the standard fields in the order in which they are shown (6.1).
 *
 * Returns: (transfer none) (array length=n): the fields
 */
PAL_EXPORT const PalContactField *pal_contact_manager_get_fields (const PalContactManager *self, guint *n);
/**
 * pal_contact_manager_find:
 * @self: a manager
 * @id: id of a field
 *
 * Finds a standard field.
 *
 * Returns: (transfer none) (nullable): the field, or %NULL when it is no standard field of the language
 */
PAL_EXPORT const PalContactField *pal_contact_manager_find       (const PalContactManager *self, const char *id);
/**
 * pal_contact_manager_dup_display_name:
 * @self: a manager
 * @info: fields of a contact
 *
 * Makes the name under which a contact is shown (6.2): the nickname, else the parts of the name in the order of the
 * language, else the company, else the mobile, home, work or other number. Blanks around a value do not count.
 *
 * Returns: (transfer full): the name; "" when there is nothing to make one of
 */
PAL_EXPORT char            *pal_contact_manager_dup_display_name (const PalContactManager *self, const PalContactInfo *info);
/**
 * pal_contact_manager_dup_sort_key:
 * @self: a manager
 * @info: fields of a contact
 *
 * Makes what a contact is sorted by.
 *
 * Returns: (transfer full): as pal_contact_manager_dup_sort_key_of_name() of the display name
 */
PAL_EXPORT char            *pal_contact_manager_dup_sort_key     (const PalContactManager *self, const PalContactInfo *info);
/**
 * pal_contact_manager_dup_sort_key_of_name:
 * @self: a manager
 * @display_name: a display name
 *
 * Makes what a name is sorted by: the name in capitals, and in Japanese katakana as hiragana. Such keys are compared
 * byte by byte.
 *
 * Returns: (transfer full): the key
 */
PAL_EXPORT char            *pal_contact_manager_dup_sort_key_of_name (const PalContactManager *self, const char *display_name);

G_END_DECLS
