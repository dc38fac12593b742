/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-extension.h"

G_BEGIN_DECLS

/* A named set of colleagues, known by their numbers: also of such as are not (yet) in the list.
 * Properties (notify): name, n-members. ::changed: who is in it. */
#define DESK_TYPE_GROUP (desk_group_get_type ())
G_DECLARE_FINAL_TYPE (DeskGroup, desk_group, DESK, GROUP, GObject)

const char *desk_group_get_id        (DeskGroup *self);
const char *desk_group_get_name      (DeskGroup *self);
guint       desk_group_get_n_members (DeskGroup *self);
gboolean    desk_group_contains      (DeskGroup *self, const char *number);
char      **desk_group_dup_numbers   (DeskGroup *self); /* sorted */

/* The groups of an account, in the order the person gave them: a GListModel of DeskGroup. */
#define DESK_TYPE_GROUPS (desk_groups_get_type ())
G_DECLARE_FINAL_TYPE (DeskGroups, desk_groups, DESK, GROUPS, GObject)

DeskGroups *desk_session_get_groups  (DeskSession *session);

DeskGroup  *desk_groups_find         (DeskGroups *self, const char *id); /* borrowed, may be NULL */
/* Whether a group may have that name: it is no other's, and not empty. @group: whose it would be, or NULL. */
gboolean    desk_groups_check_name   (DeskGroups *self, DeskGroup *group, const char *name, GError **error);
/* At the end; borrowed. NULL when the name cannot be had. */
DeskGroup  *desk_groups_add          (DeskGroups *self, const char *name, GError **error);
gboolean    desk_groups_rename       (DeskGroups *self, DeskGroup *group, const char *name, GError **error);
void        desk_groups_move         (DeskGroups *self, DeskGroup *group, guint position);
void        desk_groups_remove       (DeskGroups *self, DeskGroup *group);
void        desk_groups_set_member   (DeskGroups *self, DeskGroup *group, const char *number, gboolean is_member);

/* For the session only. */
DeskGroups *desk_groups_new          (DeskSession *session);

G_END_DECLS
