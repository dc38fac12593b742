/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-rule.h"
#include "store/store-rules.h"

G_BEGIN_DECLS

/* NULL when it is not understood. */
DeskRule        *desk_rule_new       (const StoreRule *row);
const StoreRule *desk_rule_get_row   (DeskRule *self);
/* The words of a spec, in a row whose id, position and is_enabled the caller sets. */
StoreRule       *desk_rule_dup_row   (const DeskRuleSpec *spec);
const char      *desk_rule_event_get_word (DeskRuleEvent event);

/* desk-rule-template.c */
typedef char *(*DeskRuleEncode) (const char *value);
#define DESK_RULE_VALUE_MAX 256 /* characters */

gboolean         desk_rule_check_placeholders (const char *text, GError **error); /* all of them are known */
gboolean         desk_rule_has_placeholder    (const char *text, gsize length);
/* With a NULL @facts, "x" stands everywhere. */
char            *desk_rule_expand             (const char *text, const DeskRuleFacts *facts, DeskRuleEncode encode);

G_END_DECLS
