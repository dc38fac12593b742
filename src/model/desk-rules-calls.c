/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happens with my calls. That the phone rings, that nobody answered and that somebody waits too long is
 * found out by the notices; what nobody is told of is found out here. */
#include "config.h"

#include "model/desk-rules-private.h"

#include "model/desk-session-private.h"

typedef struct
{
  gboolean was_dialled, was_up;
  gboolean is_there; /* in the look under way */
} Seen;

GHashTable *
desk_rules_new_calls (void)
{
  return g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);
}

static gboolean
is_colleague (DeskRules *self, const char *number)
{
  return number != NULL && *number != '\0'
         && desk_presence_model_find (self->session->colleagues, number) != NULL;
}

/* What is shown for want of a name is none. */
static gboolean
is_name (const char *name, const char *number)
{
  return name != NULL && *name != '\0' && g_strcmp0 (name, number) != 0 && number != NULL && *number != '\0';
}

static DeskRuleFacts
facts_of (DeskRules *self, DeskRuleEvent event, DeskCall *call)
{
  const char *number = desk_call_get_number (call), *name = desk_call_get_name (call);

  return (DeskRuleFacts){ .event = event, .number = number, .name = is_name (name, number) ? name : "",
                          .queue = desk_call_get_context (call), .direction = desk_call_get_direction (call),
                          .is_known = is_name (name, number), .is_internal = is_colleague (self, number) };
}

static void
happen (DeskRules *self, DeskRuleEvent event, DeskCall *call)
{
  DeskRuleFacts facts = facts_of (self, event, call);

  if (event == DESK_RULE_ENDED && desk_call_get_started (call) != 0)
    facts.duration = MAX (pal_clock_get_monotonic (self->session->clock) - desk_call_get_started (call), 0)
                     / G_USEC_PER_SEC;
  if (!desk_call_get_is_monitor (call))
    desk_rules_happen (self, &facts);
}

static gboolean
is_up (DeskCall *call)
{
  DeskCallState state = desk_call_get_state (call);

  return state == DESK_CALL_STATE_TALKING || state == DESK_CALL_STATE_HELD;
}

static gboolean
is_dialled (DeskCall *call)
{
  return desk_call_get_direction (call) == DESK_DIRECTION_OUTGOING && *desk_call_get_number (call) != '\0'
         && (is_up (call) || desk_call_get_state (call) == DESK_CALL_STATE_DIALLING);
}

static Seen *
ensure_seen (DeskRules *self, DeskCall *call)
{
  Seen *seen = g_hash_table_lookup (self->calls, call);

  if (seen == NULL)
    {
      seen = g_new0 (Seen, 1);
      g_hash_table_insert (self->calls, g_object_ref (call), seen);
    }
  return seen;
}

static void
look_at_call (DeskRules *self, DeskCall *call)
{
  Seen *seen = ensure_seen (self, call);
  gboolean dials = !seen->was_dialled && is_dialled (call), begins = !seen->was_up && is_up (call);

  seen->is_there = TRUE;
  seen->was_dialled |= dials;
  seen->was_up |= begins;
  if (dials)
    happen (self, DESK_RULE_DIALLED, call);
  if (begins)
    happen (self, DESK_RULE_ANSWERED, call);
}

static GPtrArray *
take_ended (DeskRules *self)
{
  GPtrArray *ended = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer call, value;

  g_hash_table_iter_init (&iter, self->calls);
  while (g_hash_table_iter_next (&iter, &call, &value))
    {
      Seen *seen = value;

      /* A call that failed stays for a while to say why. */
      if (seen->was_up && (!seen->is_there || desk_call_get_state (call) == DESK_CALL_STATE_ENDED))
        {
          g_ptr_array_add (ended, g_object_ref (call));
          seen->was_up = FALSE;
        }
      if (!seen->is_there)
        g_hash_table_iter_remove (&iter);
      else
        seen->is_there = FALSE;
    }
  return ended;
}

void
desk_rules_look (DeskRules *self)
{
  g_autoptr (GPtrArray) ended = NULL;
  DeskList *calls;

  if (self->session == NULL || !self->is_ready)
    return;
  calls = DESK_LIST (self->session->calls);
  if (desk_list_get_size (calls) == 0 && g_hash_table_size (self->calls) == 0)
    return;
  for (guint i = 0; i < desk_list_get_size (calls); i++)
    look_at_call (self, desk_list_peek (calls, i));
  ended = take_ended (self);
  /* Calls that a new line does not name have ended nobody knows when. */
  for (guint i = 0; self->session->sweep_job == NULL && i < ended->len; i++)
    happen (self, DESK_RULE_ENDED, ended->pdata[i]);
  desk_rules_flush (self);
}

void
desk_rules_take_calls (DeskRules *self)
{
  DeskList *model = DESK_LIST (self->session->calls);

  g_hash_table_remove_all (self->calls);
  for (guint i = 0; i < desk_list_get_size (model); i++)
    {
      DeskCall *call = desk_list_peek (model, i);
      Seen *seen = ensure_seen (self, call);

      seen->was_dialled = is_dialled (call);
      seen->was_up = is_up (call);
    }
}

void
desk_rules_take_start (DeskRules *self, const DeskNoticeStart *start)
{
  const char *name = start->parts[0], *number = name != NULL ? start->parts[1] : NULL;
  const char *where = number != NULL ? start->parts[2] : NULL;
  gboolean is_known = is_name (name, number), is_parked = start->kind == DESK_NOTICE_PARKED_LONG;
  DeskRuleFacts facts = { .number = number, .name = is_known ? name : "", .queue = is_parked ? NULL : where,
                          .slot = is_parked ? start->subject : NULL, .is_known = is_known };

  if (self->session == NULL || !self->is_ready)
    return;
  if (start->kind != DESK_NOTICE_INCOMING && start->kind != DESK_NOTICE_MISSED && !is_parked)
    return;
  facts.event = is_parked                               ? DESK_RULE_PARKED_LONG
                : start->kind == DESK_NOTICE_INCOMING   ? DESK_RULE_RINGS
                                                        : DESK_RULE_MISSED;
  facts.is_internal = is_colleague (self, number);
  desk_rules_happen (self, &facts);
}

void
desk_rules_take_box (DeskRules *self)
{
  DeskVoicemail *box = self->session != NULL ? self->session->voicemail : NULL;
  int n, before = self->n_messages;

  if (box == NULL)
    return;
  n = desk_voicemail_get_is_known (box) ? desk_voicemail_get_n_new (box) : -1;
  self->n_messages = n;
  if (self->is_ready && before >= 0 && n > before)
    {
      const DeskRuleFacts facts = { .event = DESK_RULE_VOICEMAIL, .n_messages = n };

      desk_rules_happen (self, &facts);
      desk_rules_flush (self);
    }
}
