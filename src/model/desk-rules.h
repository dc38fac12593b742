/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-rule.h"

G_BEGIN_DECLS

/* The rules of an account, and what they make of what happens.
 * ::fire (DeskFiring*): this is to be done now, by whoever listens. Once for each rule and event, never for what the
 * PBX told of when the line came up, and not more than five times in ten seconds (which is said once). */
#define DESK_TYPE_RULES (desk_rules_get_type ())
G_DECLARE_FINAL_TYPE (DeskRules, desk_rules, DESK, RULES, GObject)

DeskRules  *desk_session_get_rules (DeskSession *session);

GListModel *desk_rules_get_list    (DeskRules *self); /* of DeskRule, in order; borrowed */
DeskRule   *desk_rules_find        (DeskRules *self, const char *id); /* borrowed, may be NULL */
/* @rule NULL: a new one, at the end; else it takes the place of that. Borrowed; NULL when it cannot be done. */
DeskRule   *desk_rules_save        (DeskRules *self, DeskRule *rule, const DeskRuleSpec *spec, GError **error);
void        desk_rules_set_enabled (DeskRules *self, DeskRule *rule, gboolean is_enabled);
void        desk_rules_remove      (DeskRules *self, DeskRule *rule);

/* With a call made up for it: what would be done; desk_rules_fire() does it. */
DeskFiring *desk_rules_try         (DeskRules *self, const DeskRuleSpec *spec, GError **error);
void        desk_rules_fire        (DeskRules *self, DeskFiring *firing);

G_END_DECLS
