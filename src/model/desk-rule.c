/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-rule-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/desk-fold.h"
#include "model/desk-plain.h"

struct _DeskRule
{
  GObject parent_instance;

  StoreRule *row;    /* owned */
  DeskRuleSpec spec; /* its texts are the row's */
};

G_DEFINE_FINAL_TYPE (DeskRule, desk_rule, G_TYPE_OBJECT)
G_DEFINE_QUARK (desk-rule-error, desk_rule_error)

/* The words are in databases: they never change. */
static const struct
{
  const char *word, *label;
} events[DESK_N_RULE_EVENTS] = {
  [DESK_RULE_RINGS] = { "rings", N_ ("A call rings") },
  [DESK_RULE_DIALLED] = { "dialled", N_ ("You call somebody") },
  [DESK_RULE_ANSWERED] = { "answered", N_ ("A call is answered") },
  [DESK_RULE_ENDED] = { "ended", N_ ("A call ends") },
  [DESK_RULE_MISSED] = { "missed", N_ ("A call was missed") },
  [DESK_RULE_PARKED_LONG] = { "parked-long", N_ ("A call you parked waits too long") },
  [DESK_RULE_VOICEMAIL] = { "voicemail", N_ ("A voicemail message came") },
};

static const char *const callers[DESK_N_RULE_CALLERS] = { "any", "known", "unknown" };
static const char *const places[DESK_N_RULE_PLACES] = { "any", "internal", "external" };
static const char *const actions[DESK_N_RULE_ACTIONS] = { "url", "command" };

static gboolean
find_word (const char *const *words, guint n, const char *word, guint *found)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (words[i], word) == 0)
      {
        *found = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
find_event (const char *word, DeskRuleEvent *found)
{
  for (guint i = 0; i < DESK_N_RULE_EVENTS; i++)
    if (g_strcmp0 (events[i].word, word) == 0)
      {
        *found = i;
        return TRUE;
      }
  return FALSE;
}

const char *
desk_rule_event_get_label (DeskRuleEvent event)
{
  g_return_val_if_fail (event < DESK_N_RULE_EVENTS, NULL);
  return _ (events[event].label);
}

const char *
desk_rule_event_get_word (DeskRuleEvent event)
{
  return events[event].word;
}

StoreRule *
desk_rule_dup_row (const DeskRuleSpec *spec)
{
  StoreRule *row = g_new0 (StoreRule, 1);

  row->event = g_strdup (events[spec->event].word);
  row->number = spec->number != NULL && *spec->number != '\0' ? g_strdup (spec->number) : NULL;
  row->queue = spec->queue != NULL && *spec->queue != '\0' ? g_strdup (spec->queue) : NULL;
  row->caller = g_strdup (callers[spec->caller]);
  row->place = g_strdup (places[spec->place]);
  row->action = g_strdup (actions[spec->action]);
  row->target = g_strdup (spec->target != NULL ? spec->target : "");
  return row;
}

DeskRule *
desk_rule_new (const StoreRule *row)
{
  DeskRule *self;
  DeskRuleEvent event;
  guint caller, place, action;

  if (!find_event (row->event, &event) || !find_word (callers, DESK_N_RULE_CALLERS, row->caller, &caller)
      || !find_word (places, DESK_N_RULE_PLACES, row->place, &place)
      || !find_word (actions, DESK_N_RULE_ACTIONS, row->action, &action))
    return NULL;
  self = g_object_new (DESK_TYPE_RULE, NULL);
  self->row = store_rule_copy (row);
  self->spec = (DeskRuleSpec){ event, self->row->number, self->row->queue, caller, place, action,
                               self->row->target };
  return self;
}

const StoreRule *
desk_rule_get_row (DeskRule *self)
{
  return self->row;
}

const char *
desk_rule_get_id (DeskRule *self)
{
  g_return_val_if_fail (DESK_IS_RULE (self), NULL);
  return self->row->id;
}

gboolean
desk_rule_get_is_enabled (DeskRule *self)
{
  g_return_val_if_fail (DESK_IS_RULE (self), FALSE);
  return self->row->is_enabled;
}

const DeskRuleSpec *
desk_rule_get_spec (DeskRule *self)
{
  g_return_val_if_fail (DESK_IS_RULE (self), NULL);
  return &self->spec;
}

char *
desk_rule_dup_conditions (DeskRule *self)
{
  g_autofree char *number = NULL;
  g_autofree char *queue = NULL;
  const char *parts[5];
  guint n = 0;

  g_return_val_if_fail (DESK_IS_RULE (self), NULL);

  if (self->spec.number != NULL)
    parts[n++] = number = g_strdup_printf (_ ("Number %s"), self->spec.number);
  if (self->spec.caller != DESK_RULE_CALLER_ANY)
    parts[n++] = self->spec.caller == DESK_RULE_CALLER_KNOWN ? _ ("Known") : _ ("Not known");
  if (self->spec.place != DESK_RULE_PLACE_ANY)
    parts[n++] = self->spec.place == DESK_RULE_PLACE_INTERNAL ? _ ("Colleague") : _ ("From outside");
  if (self->spec.queue != NULL)
    parts[n++] = queue = g_strdup_printf (_ ("Queue %s"), self->spec.queue);
  parts[n] = NULL;
  return desk_plain_join (parts, DESK_RULE_VALUE_MAX);
}

/* --- conditions ------------------------------------------------------------ */

/* Numbers are written in many ways. */
static char *
bare_number (const char *text)
{
  g_autofree char *line = desk_plain_line (text, DESK_RULE_VALUE_MAX);
  GString *bare = g_string_new (NULL);

  for (const char *at = line; *at != '\0'; at++)
    if (strchr (" -./()", *at) == NULL)
      g_string_append_c (bare, g_ascii_tolower (*at));
  return g_string_free (bare, FALSE);
}

static char *
folded_line (const char *text)
{
  g_autofree char *line = desk_plain_line (text, DESK_RULE_VALUE_MAX);
  char *folded = desk_fold (line);

  return g_strstrip (folded);
}

static gboolean
matches_any (const char *patterns, const char *value, char *(*bring) (const char *))
{
  g_autofree char *text = bring (value);
  g_auto (GStrv) parts = NULL;
  gboolean has_one = FALSE;

  if (patterns == NULL)
    return TRUE;
  parts = g_strsplit (patterns, ",", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *pattern = bring (parts[i]);

      if (*pattern == '\0')
        continue;
      has_one = TRUE;
      if (g_pattern_match_simple (pattern, text))
        return TRUE;
    }
  return !has_one;
}

gboolean
desk_rule_matches (const DeskRuleSpec *spec, const DeskRuleFacts *facts)
{
  g_return_val_if_fail (spec != NULL && facts != NULL, FALSE);

  if (spec->event != facts->event)
    return FALSE;
  if (spec->event == DESK_RULE_VOICEMAIL)
    return TRUE; /* of whom nobody says */
  if (spec->caller != DESK_RULE_CALLER_ANY && facts->is_known != (spec->caller == DESK_RULE_CALLER_KNOWN))
    return FALSE;
  if (spec->place != DESK_RULE_PLACE_ANY && facts->is_internal != (spec->place == DESK_RULE_PLACE_INTERNAL))
    return FALSE;
  return matches_any (spec->number, facts->number, bare_number)
         && matches_any (spec->queue, facts->queue, folded_line);
}

static void
desk_rule_finalize (GObject *object)
{
  g_clear_pointer (&DESK_RULE (object)->row, store_rule_free);

  G_OBJECT_CLASS (desk_rule_parent_class)->finalize (object);
}

static void
desk_rule_class_init (DeskRuleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desk_rule_finalize;
}

static void
desk_rule_init (DeskRule *self)
{
}
