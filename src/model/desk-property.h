/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "pal/protocol/pal-properties.h"

G_BEGIN_DECLS

/* How many plans of an extension, and schedules of each of them, are shown. The guide knows up to
 * PAL_PROPERTY_MAX_PLAN; what others hold can be asked for by name. */
#define DESK_PROPERTY_N_PLANS 3
#define DESK_PROPERTY_N_SCHEDULES 2

/* One property of an extension: what the PBX has, and what the person wrote. A property that no table knows is only read.
 * Secrets are never read: their value is what was written, and "" leaves the PBX's as it is.
 * Properties (notify): name, label, group, help (read-only, constant); value (never NULL); server-value, is-dirty,
 * error (why it cannot be, in words, or NULL; gone with the next change), can-edit (read-only). */
#define DESK_TYPE_PROPERTY (desk_property_get_type ())
G_DECLARE_FINAL_TYPE (DeskProperty, desk_property, DESK, PROPERTY, GObject)

const char               *desk_property_get_name         (DeskProperty *self); /* with its numbers: pln1_d_p2_delay */
const PalProperty        *desk_property_get_row          (DeskProperty *self); /* NULL: in no table */
const PalPropertyIndexes *desk_property_get_indexes      (DeskProperty *self); /* all 0 where it has none */
PalPropertyKind           desk_property_get_kind         (DeskProperty *self);
const char               *desk_property_get_label        (DeskProperty *self);
const char               *desk_property_get_group        (DeskProperty *self); /* heading, with plan and schedule */
const char               *desk_property_get_help         (DeskProperty *self); /* or NULL */
const char               *desk_property_get_value        (DeskProperty *self);
const char               *desk_property_get_server_value (DeskProperty *self); /* "" while not read, and of secrets */
const char               *desk_property_get_error        (DeskProperty *self);
const char               *desk_property_get_reason       (DeskProperty *self); /* why it cannot be edited, or NULL */
gboolean                  desk_property_get_is_dirty     (DeskProperty *self);
gboolean                  desk_property_get_can_edit     (DeskProperty *self);
gboolean                  desk_property_is_secret        (DeskProperty *self);
/* Whether @value means the same as what the table says; FALSE for what stands outside of it. "" is always in it. */
gboolean                  desk_property_is_in_table      (DeskProperty *self, const char *value);
/* Whether two values mean the same: True, true and on do, of a boolean. */
gboolean                  desk_property_is_same          (DeskProperty *self, const char *a, const char *b);
/* True of a boolean, as the PBX may spell it; its default when it is not set. */
gboolean                  desk_property_is_on            (DeskProperty *self);
void                      desk_property_set_value        (DeskProperty *self, const char *value);
void                      desk_property_revert           (DeskProperty *self);
void                      desk_property_set_error        (DeskProperty *self, const char *error);

G_END_DECLS
