/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-notices-private.h"
#include "model/desk-rule-private.h"
#include "model/desk-rules.h"

G_BEGIN_DECLS

#define DESK_RULES_AT_ONCE 5                      /* firings … */
#define DESK_RULES_WITHIN (10 * G_USEC_PER_SEC)   /* … in this time */

struct _DeskRules
{
  GObject parent_instance;

  DeskSession *session; /* borrowed: it owns this; NULL when it is gone */

  /* owned */
  StoreDatabase *database; /* or NULL */
  char *account_id;
  GListStore *list;
  GHashTable *calls;       /* DeskCall → Seen (desk-rules-calls.c) */

  GQueue happened;         /* of DeskRuleFacts that own their texts: the rules are still to be applied */

  gint64 fired[DESK_RULES_AT_ONCE]; /* when, monotonic; 0: never */
  guint next_fired;
  int n_messages;          /* in the box; -1: not known */
  gboolean is_ready;       /* what comes is news */
  gboolean has_complained; /* of too many */
};

/* Borrows the session, which owns it. */
DeskRules  *desk_rules_new        (DeskSession *session);
void        desk_rules_set_ready  (DeskRules *self, gboolean is_ready);
void        desk_rules_drop       (DeskRules *self); /* the session goes */
/* Something happened; nothing fires before the flush, when whoever found it out is done. */
void        desk_rules_happen     (DeskRules *self, const DeskRuleFacts *facts);
void        desk_rules_flush      (DeskRules *self);

/* desk-rules-calls.c */
GHashTable *desk_rules_new_calls  (void);
void        desk_rules_look       (DeskRules *self);  /* after a slice of events */
void        desk_rules_take_calls (DeskRules *self);  /* as they are: no news */
/* Something that deserves to be told happened, whether the person wants to be told or not. */
void        desk_rules_take_start (DeskRules *self, const DeskNoticeStart *start);
void        desk_rules_take_box   (DeskRules *self);

G_END_DECLS
