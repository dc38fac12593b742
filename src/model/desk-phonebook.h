/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* One phonebook of the PBX: my own or a shared one; both kinds may have the same names. Properties (read-only,
 * notify): name (as the PBX knows it), title (for the screen), is-shared, is-new (not on the PBX before its first contact
 * is), can-edit and can-delete (as far as is known: the PBX has the last word), reason (why it cannot be changed, or
 * NULL). */
#define DESK_TYPE_PHONEBOOK (desk_phonebook_get_type ())
G_DECLARE_FINAL_TYPE (DeskPhonebook, desk_phonebook, DESK, PHONEBOOK, GObject)

const char *desk_phonebook_get_name       (DeskPhonebook *self);
const char *desk_phonebook_get_title      (DeskPhonebook *self);
gboolean    desk_phonebook_get_is_shared  (DeskPhonebook *self);
gboolean    desk_phonebook_get_is_new     (DeskPhonebook *self);
gboolean    desk_phonebook_get_can_edit   (DeskPhonebook *self);
gboolean    desk_phonebook_get_can_delete (DeskPhonebook *self);
const char *desk_phonebook_get_reason     (DeskPhonebook *self);

G_END_DECLS
