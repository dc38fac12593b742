/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rules are, and when they fire. Nothing is opened or run here. */
#include "config.h"

#include "model/desk-rules-private.h"

#include <glib/gi18n.h>

#include "model/desk-plain.h"
#include "model/desk-session-private.h"

G_DEFINE_FINAL_TYPE (DeskRules, desk_rules, G_TYPE_OBJECT)

enum
{
  FIRE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- firing -------------------------------------------------------------------- */

/* The oldest of the last five must be long ago. */
static gboolean
may_fire (DeskRules *self)
{
  gint64 now = MAX (pal_clock_get_monotonic (self->session->clock), 1);
  gint64 oldest = self->fired[self->next_fired];

  if (oldest != 0 && now - oldest < DESK_RULES_WITHIN)
    {
      if (!self->has_complained)
        desk_session_say (self->session, _ ("Too much happens at once: some rules were left out"));
      self->has_complained = TRUE;
      return FALSE;
    }
  self->has_complained = FALSE;
  self->fired[self->next_fired] = now;
  self->next_fired = (self->next_fired + 1) % DESK_RULES_AT_ONCE;
  return TRUE;
}

void
desk_rules_fire (DeskRules *self, DeskFiring *firing)
{
  g_return_if_fail (DESK_IS_RULES (self));
  g_return_if_fail (DESK_IS_FIRING (firing));

  g_signal_emit (self, signals[FIRE], 0, firing);
}

static void
apply (DeskRules *self, DeskRule *rule, const DeskRuleFacts *facts)
{
  const DeskRuleSpec *spec = desk_rule_get_spec (rule);
  g_autoptr (DeskFiring) firing = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!desk_rule_get_is_enabled (rule) || !desk_rule_matches (spec, facts) || !may_fire (self))
    return;
  firing = desk_firing_new (spec, facts, desk_rule_get_id (rule), &error);
  if (firing != NULL)
    {
      desk_rules_fire (self, firing);
      return;
    }
  text = g_strdup_printf (_ ("A rule was left out: %s"), error->message);
  desk_session_say (self->session, text);
}

static void
facts_free (gpointer data)
{
  DeskRuleFacts *facts = data;

  g_free ((char *) facts->number);
  g_free ((char *) facts->name);
  g_free ((char *) facts->queue);
  g_free ((char *) facts->slot);
  g_free (facts);
}

void
desk_rules_happen (DeskRules *self, const DeskRuleFacts *facts)
{
  DeskRuleFacts *copy;

  if (self->session == NULL || !self->is_ready)
    return;
  copy = g_new (DeskRuleFacts, 1);
  *copy = *facts;
  copy->number = g_strdup (facts->number);
  copy->name = g_strdup (facts->name);
  copy->queue = g_strdup (facts->queue);
  copy->slot = g_strdup (facts->slot);
  g_queue_push_tail (&self->happened, copy);
}

/* A listener may change the rules, or end the session. */
static void
apply_all (DeskRules *self, const DeskRuleFacts *facts)
{
  g_autoptr (GPtrArray) rules = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *list = G_LIST_MODEL (self->list);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    g_ptr_array_add (rules, g_list_model_get_item (list, i));
  for (guint i = 0; self->session != NULL && self->is_ready && i < rules->len; i++)
    apply (self, rules->pdata[i], facts);
}

void
desk_rules_flush (DeskRules *self)
{
  g_autoptr (DeskRules) kept = g_object_ref (self);
  DeskRuleFacts *facts;

  while ((facts = g_queue_pop_head (&self->happened)) != NULL)
    {
      apply_all (self, facts);
      facts_free (facts);
    }
}

void
desk_rules_set_ready (DeskRules *self, gboolean is_ready)
{
  if (self->session == NULL || self->is_ready == is_ready)
    return;
  if (is_ready)
    {
      desk_rules_take_calls (self);
      desk_rules_take_box (self);
    }
  else
    {
      g_queue_clear_full (&self->happened, facts_free);
    }
  self->is_ready = is_ready;
}

DeskFiring *
desk_rules_try (DeskRules *self, const DeskRuleSpec *spec, GError **error)
{
  const DeskRuleFacts facts = { .event = spec->event, .number = "0312345678", .name = _ ("Jane Example"),
                                .queue = "600", .slot = spec->event == DESK_RULE_PARKED_LONG ? "701" : "",
                                .direction = spec->event == DESK_RULE_DIALLED ? DESK_DIRECTION_OUTGOING
                                                                              : DESK_DIRECTION_INCOMING,
                                .duration = spec->event == DESK_RULE_ENDED ? 83 : 0,
                                .n_messages = spec->event == DESK_RULE_VOICEMAIL ? 1 : 0 };

  g_return_val_if_fail (DESK_IS_RULES (self), NULL);

  return desk_firing_new (spec, &facts, NULL, error);
}

/* --- keeping ------------------------------------------------------------------- */

static void
say_failure (DeskRules *self, const GError *error)
{
  g_autofree char *text = g_strdup_printf (_ ("The rule could not be kept: %s"), error->message);

  g_message ("Keeping a rule: %s", error->message);
  if (self->session != NULL)
    desk_session_say (self->session, text);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskRules) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!store_table_save_finish (&store_rules, STORE_DATABASE (source), result, &error))
    say_failure (self, error);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskRules) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!store_table_remove_finish (&store_rules, STORE_DATABASE (source), result, &error))
    say_failure (self, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskRules) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows
      = store_table_load_finish (&store_rules, STORE_DATABASE (source), result, &error);

  if (rows == NULL)
    {
      g_message ("Reading rules: %s", error->message);
      return;
    }
  for (guint i = 0; self->session != NULL && i < rows->len; i++)
    {
      const StoreRule *row = rows->pdata[i];
      g_autoptr (DeskRule) rule = desk_rule_new (row);

      if (rule == NULL)
        g_message ("A rule is not understood: %s", row->event);
      else if (desk_rules_find (self, row->id) == NULL)
        g_list_store_append (self->list, rule);
    }
}

GListModel *
desk_rules_get_list (DeskRules *self)
{
  g_return_val_if_fail (DESK_IS_RULES (self), NULL);
  return G_LIST_MODEL (self->list);
}

static DeskRule *
peek (DeskRules *self, guint position)
{
  g_autoptr (DeskRule) rule = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  return rule; /* the list keeps it */
}

static guint
find_position (DeskRules *self, const char *id)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));

  for (guint i = 0; i < n; i++)
    if (g_str_equal (desk_rule_get_id (peek (self, i)), id))
      return i;
  return n;
}

DeskRule *
desk_rules_find (DeskRules *self, const char *id)
{
  g_return_val_if_fail (DESK_IS_RULES (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);
  return peek (self, find_position (self, id));
}

static DeskRule *
keep (DeskRules *self, const StoreRule *row)
{
  g_autoptr (DeskRule) rule = desk_rule_new (row);
  guint position = find_position (self, row->id);
  gpointer rules[] = { rule };

  g_list_store_splice (self->list, position, desk_rules_find (self, row->id) != NULL ? 1 : 0, rules, 1);
  if (self->database != NULL)
    store_table_save_async (&store_rules, self->database, self->account_id, NULL, row, NULL, saved_cb,
                            g_object_ref (self));
  return rule; /* the list keeps it */
}

DeskRule *
desk_rules_save (DeskRules *self, DeskRule *rule, const DeskRuleSpec *spec, GError **error)
{
  g_autoptr (StoreRule) row = NULL;
  guint n;

  g_return_val_if_fail (DESK_IS_RULES (self), NULL);
  g_return_val_if_fail (spec != NULL, NULL);

  if (!desk_rule_check (spec, error))
    return NULL;
  row = desk_rule_dup_row (spec);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  row->id = rule != NULL ? g_strdup (desk_rule_get_id (rule)) : g_uuid_string_random ();
  row->is_enabled = rule == NULL || desk_rule_get_is_enabled (rule);
  row->position = rule != NULL ? desk_rule_get_row (rule)->position
                  : n > 0      ? desk_rule_get_row (peek (self, n - 1))->position + 1
                               : 0;
  return keep (self, row);
}

void
desk_rules_set_enabled (DeskRules *self, DeskRule *rule, gboolean is_enabled)
{
  g_autoptr (StoreRule) row = NULL;

  g_return_if_fail (DESK_IS_RULES (self));
  g_return_if_fail (DESK_IS_RULE (rule));

  if (desk_rule_get_is_enabled (rule) == is_enabled
      || desk_rules_find (self, desk_rule_get_id (rule)) == NULL)
    return;
  row = store_rule_copy (desk_rule_get_row (rule));
  row->is_enabled = is_enabled;
  keep (self, row);
}

void
desk_rules_remove (DeskRules *self, DeskRule *rule)
{
  g_autofree char *id = NULL;

  g_return_if_fail (DESK_IS_RULES (self));
  g_return_if_fail (DESK_IS_RULE (rule));

  id = g_strdup (desk_rule_get_id (rule));
  if (desk_rules_find (self, id) == NULL)
    return;
  g_list_store_remove (self->list, find_position (self, id));
  if (self->database != NULL)
    store_table_remove_async (&store_rules, self->database, self->account_id, id, NULL, removed_cb,
                              g_object_ref (self));
}

/* --- the object ------------------------------------------------------------------ */

DeskRules *
desk_rules_new (DeskSession *session)
{
  DeskRules *self = g_object_new (DESK_TYPE_RULES, NULL);

  self->session = session;
  self->account_id = g_strdup (store_account_get_id (session->account));
  g_set_object (&self->database, session->database);
  if (session->voicemail != NULL)
    {
      g_signal_connect_object (session->voicemail, "notify::n-new", G_CALLBACK (desk_rules_take_box), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (session->voicemail, "notify::is-known", G_CALLBACK (desk_rules_take_box), self,
                               G_CONNECT_SWAPPED);
    }
  if (self->database != NULL)
    store_table_load_async (&store_rules, self->database, self->account_id, NULL, loaded_cb,
                            g_object_ref (self));
  return self;
}

void
desk_rules_drop (DeskRules *self)
{
  g_hash_table_remove_all (self->calls);
  g_queue_clear_full (&self->happened, facts_free);
  self->session = NULL;
}

DeskRules *
desk_session_get_rules (DeskSession *session)
{
  g_return_val_if_fail (DESK_IS_SESSION (session), NULL);
  return session->rules;
}

static void
desk_rules_finalize (GObject *object)
{
  DeskRules *self = DESK_RULES (object);

  g_hash_table_unref (self->calls);
  g_queue_clear_full (&self->happened, facts_free);
  g_clear_object (&self->list);
  g_clear_object (&self->database);
  g_free (self->account_id);

  G_OBJECT_CLASS (desk_rules_parent_class)->finalize (object);
}

static void
desk_rules_class_init (DeskRulesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desk_rules_finalize;

  signals[FIRE] = g_signal_new ("fire", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, DESK_TYPE_FIRING);
}

static void
desk_rules_init (DeskRules *self)
{
  self->list = g_list_store_new (DESK_TYPE_RULE);
  self->calls = desk_rules_new_calls ();
  self->n_messages = -1;
}
