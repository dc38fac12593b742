/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "pal/protocol/pal-params.h"
#include "pal/protocol/pal-reply.h"

G_BEGIN_DECLS

#define PAL_TYPE_CONTACT_INFO (pal_contact_info_get_type ())

/* The hidden field that says in which language an entry was made. */
#define PAL_CONTACT_LANG "$lang"

PAL_EXPORT GType           pal_contact_info_get_type (void);
/**
 * pal_contact_info_new:
 *
 * Makes a contact without fields.
 *
 * Returns: (transfer full): no fields yet
 */
PAL_EXPORT PalContactInfo *pal_contact_info_new      (void);
/**
 * pal_contact_info_ref:
 * @self: fields of a contact
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self with one reference more
 */
PAL_EXPORT PalContactInfo *pal_contact_info_ref      (PalContactInfo *self);
/**
 * pal_contact_info_unref:
 * @self: (transfer full): fields of a contact
 *
 * Gives a reference back.
 */
PAL_EXPORT void            pal_contact_info_unref    (PalContactInfo *self);
/**
 * pal_contact_info_copy:
 * @self: fields of a contact
 *
 * Makes fields of their own, which can be changed while others look at @self.
 *
 * Returns: (transfer full): the same fields in the same order
 */
PAL_EXPORT PalContactInfo *pal_contact_info_copy     (const PalContactInfo *self);
/**
 * pal_contact_info_get:
 * @self: fields of a contact
 * @id: id of a field, as `$company`
 *
 * Reads a field.
 *
 * Returns: (transfer none) (nullable): the value, %NULL when the field is absent; valid until it is set again
 */
PAL_EXPORT const char     *pal_contact_info_get      (const PalContactInfo *self, const char *id);
/**
 * pal_contact_info_set:
 * @self: fields of a contact
 * @id: id of a field
 * @value: (nullable): UTF-8 text, copied; %NULL removes the field
 *
 * Sets a field in its place, or as the last one when it is new.
 */
PAL_EXPORT void            pal_contact_info_set      (PalContactInfo *self, const char *id, const char *value);
/**
 * pal_contact_info_get_n:
 * @self: fields of a contact
 *
 * Counts the fields, the hidden and the blank ones too.
 *
 * Returns: how many there are
 */
PAL_EXPORT guint           pal_contact_info_get_n    (const PalContactInfo *self);
/**
 * pal_contact_info_get_nth:
 * @self: fields of a contact
 * @nth: which one
 * @value: (out) (optional) (nullable) (transfer none): its value
 *
 * Reads the fields one by one, in the order in which they came.
 *
 * Returns: (transfer none) (nullable): the id of the field, %NULL after the last
 */
PAL_EXPORT const char     *pal_contact_info_get_nth  (const PalContactInfo *self, guint nth, const char **value);
/**
 * pal_contact_info_equal:
 * @self: fields of a contact
 * @other: those of another
 *
 * Compares them whatever their order; a blank field is as good as none.
 *
 * Returns: whether they say the same
 */
PAL_EXPORT gboolean        pal_contact_info_equal    (const PalContactInfo *self, const PalContactInfo *other);

/**
 * pal_contact_info_new_from_reply:
 * @reply: an answer of `getContact` (5.12)
 *
 * Takes `info` out of the answer. Of an array of texts those that are not blank are joined, numbers of telephones by
 * a comma and a blank, other texts by a blank; numbers and truths become texts; null is no field, and an object, which
 * no field can hold, neither.
 *
 * Returns: (transfer full): the fields; there are none when the answer has no `info`
 */
PAL_EXPORT PalContactInfo *pal_contact_info_new_from_reply (const PalReply *reply);
/**
 * pal_contact_info_new_from_params:
 * @params: a request of `setContact` (5.32), as a server reads it
 *
 * Takes `info` out of the request.
 *
 * Returns: (transfer full): the fields
 */
PAL_EXPORT PalContactInfo *pal_contact_info_new_from_params (const PalParams *params);
/**
 * pal_contact_info_to_params:
 * @self: fields of a contact
 * @contact_id: (nullable): the contact's `aid`; %NULL for a new one
 * @phonebook: name of its phonebook
 * @is_shared: whether the phonebook is shared
 *
 * Makes the request that saves a contact: `setContact` (5.32) with all its fields, as the PBX replaces them all, and
 * the display name that section 6.2 makes of them in the entry's own language.
 *
 * Returns: (transfer full): the request
 */
PAL_EXPORT PalParams      *pal_contact_info_to_params (const PalContactInfo *self, const char *contact_id,
                                                       const char *phonebook, gboolean is_shared);

/**
 * pal_contact_info_to_text:
 * @self: fields of a contact
 *
 * Writes the fields as one line of text, to be kept.
 *
 * Returns: (transfer full): what pal_contact_info_new_from_text() reads
 */
PAL_EXPORT char           *pal_contact_info_to_text  (const PalContactInfo *self);
/**
 * pal_contact_info_new_from_text:
 * @text: what pal_contact_info_to_text() wrote
 * @error: return location
 *
 * Reads fields that were kept.
 *
 * Returns: (transfer full): the fields, or %NULL with %PAL_ERROR_PROTOCOL
 */
PAL_EXPORT PalContactInfo *pal_contact_info_new_from_text (const char *text, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PalContactInfo, pal_contact_info_unref)

G_END_DECLS
