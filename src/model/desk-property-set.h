/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-phonebooks.h"
#include "model/desk-property.h"
#include "model/desk-session.h"

G_BEGIN_DECLS

/* The properties of one extension, in the order in which they are shown: a GListModel of DeskProperty, empty until it was
 * loaded. It knows which of them the person changed; only these are sent, in one request, and then read back.
 * Properties (read-only, notify): state (DeskLoading), reason (why loading failed, or NULL), n-dirty, is-saving.
 * ::changed: the value of some property, of the person's or of the PBX's doing. */
#define DESK_TYPE_PROPERTY_SET (desk_property_set_get_type ())
G_DECLARE_FINAL_TYPE (DeskPropertySet, desk_property_set, DESK, PROPERTY_SET, GObject)

/* @tenant: NULL for that of the session. */
DeskPropertySet        *desk_property_set_new             (DeskSession *session, const char *tenant, const char *extension);
const char             *desk_property_set_get_extension   (DeskPropertySet *self);
const char             *desk_property_set_get_tenant      (DeskPropertySet *self); /* or NULL */
const PalPropertyTable *desk_property_set_get_table       (DeskPropertySet *self); /* NULL: not loaded, or of an unknown type */
DeskLoading             desk_property_set_get_state       (DeskPropertySet *self);
const char             *desk_property_set_get_reason      (DeskPropertySet *self);
guint                   desk_property_set_get_n_dirty     (DeskPropertySet *self);
gboolean                desk_property_set_get_is_saving   (DeskPropertySet *self);
gboolean                desk_property_set_is_own          (DeskPropertySet *self); /* of the person who is signed in */

DeskProperty           *desk_property_set_find            (DeskPropertySet *self, const char *name); /* borrowed, or NULL */
/* The one there is, or a new one: known to the table or not. Its value comes with the next load. Borrowed. */
DeskProperty           *desk_property_set_add             (DeskPropertySet *self, const char *name);
void                    desk_property_set_revert          (DeskPropertySet *self); /* all changes */

/* Again and again, if need be: changes the person made stay. */
void                    desk_property_set_load_async      (DeskPropertySet *self, GCancellable *cancellable,
                                                           GAsyncReadyCallback callback, gpointer user_data);
gboolean                desk_property_set_load_finish     (DeskPropertySet *self, GAsyncResult *result, GError **error);
/* FALSE: the PBX said no, or what it has now is something else; where it is known of which property, that one has the
 * error, too. What the table refuses is not sent. */
void                    desk_property_set_save_async      (DeskPropertySet *self, GCancellable *cancellable,
                                                           GAsyncReadyCallback callback, gpointer user_data);
gboolean                desk_property_set_save_finish     (DeskPropertySet *self, GAsyncResult *result, GError **error);

/* Where calls go while that plan is active, with the changes not saved yet, in words; a line for each schedule that
 * comes before. NULL when the extension has no such plan. */
char                   *desk_property_set_dup_destination (DeskPropertySet *self, guint plan);

G_END_DECLS
