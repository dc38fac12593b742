/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The auto attendant: the caller dials on, by tones. */
#include "sim/sim-service.h"

#include <string.h>

static void retry (SimService *self);
static void resolve (SimService *self);

static gint64
get_int (SimService *self, const char *property, gint64 fallback)
{
  SimExtension *extension = sim_service_get_extension (self);

  return extension != NULL ? sim_extension_get_int (extension, property, fallback) : fallback;
}

static const char *
get_text (SimService *self, const char *property)
{
  SimExtension *extension = sim_service_get_extension (self);

  return extension != NULL ? sim_extension_get (extension, property) : "";
}

static void
wait_over_cb (gpointer user_data)
{
  SimService *self = user_data;

  self->timer = 0;
  if (self->digits->len > 0)
    resolve (self);
  else
    retry (self);
}

/* Two times may be set: before the first tone and between tones. */
static void
wait (SimService *self)
{
  SimExtension *extension = sim_service_get_extension (self);
  gint64 seconds = extension != NULL
    ? sim_extension_get_nth (extension, "ex.dtmfwaittimesec", self->digits->len > 0, 20) : 20;

  sim_service_set_timer (self, sim_seconds_to_ms (MAX (seconds, 1)), wait_over_cb);
}

static void
listen (SimService *self)
{
  self->is_calling = FALSE;
  g_string_truncate (self->digits, 0);
  wait (self);
}

static void
call_over_cb (gpointer user_data)
{
  SimService *self = user_data;
  SimRoom *room = self->leg->room;

  self->timer = 0;
  sim_search_clear (room);
  sim_room_end_ringing (room, SIM_CAUSE_NO_ANSWER);
  retry (self);
}

/* Not while it is part of a transfer or a conference. */
static gboolean
is_alone_with (SimService *self, SimLeg *caller)
{
  SimRoom *room = self->leg->room;

  return caller != NULL && sim_room_count_parties (room) == 2 && !sim_transfer_is_on (room);
}

static void
call (SimService *self, const char *number)
{
  SimLeg *caller = sim_service_get_caller (self);
  gint64 seconds = get_int (self, "ex.calltimesec", 30);

  sim_clock_cancel (self->leg->tenant->world->clock, &self->timer);
  if (!is_alone_with (self, caller)
      || sim_search_begin (self->leg->room, number, "", caller->number, FALSE, FALSE) == NULL)
    {
      retry (self);
      return;
    }

  caller->is_caller = TRUE;
  self->leg->is_caller = FALSE;
  self->is_calling = TRUE;
  sim_service_set_timer (self, sim_seconds_to_ms (MAX (seconds, 1)), call_over_cb);
}

/* It may be gone afterwards. */
static void
retry (SimService *self)
{
  g_autofree char *operator = g_strdup (get_text (self, "ex.autotransfer"));

  self->n_retries++;
  if (sim_service_get_caller (self) == NULL)
    sim_leg_hang_up (self->leg);
  else if (self->n_retries < get_int (self, "ex.maxretry", 5))
    listen (self);
  else if (*operator != '\0' && !self->has_operator)
    {
      self->has_operator = TRUE;
      call (self, operator);
    }
  else
    sim_leg_hang_up (self->leg);
}

/* What `key=number`, `key==number` (the key only counts when nothing follows) or `^pattern$=number` makes of
 * the tones; NULL: nothing. */
static char *
look_up (const char *entry, const char *digits, gboolean is_complete)
{
  const char *sign = *entry == '^' ? strrchr (entry, '=') : strchr (entry, '=');
  g_autofree char *key = sign != NULL ? g_strndup (entry, (gsize) (sign - entry)) : NULL;
  gboolean is_strict = sign != NULL && sign[1] == '=';

  if (key == NULL)
    return NULL;
  if (*key == '^')
    return is_complete && g_regex_match_simple (key, digits, 0, 0) ? g_strdup (sign + 1) : NULL;

  return strcmp (key, digits) == 0 && (is_complete || !is_strict) ? g_strdup (sign + 1 + is_strict) : NULL;
}

static char *
find_speed_dial (SimService *self, gboolean is_complete)
{
  const char *table = get_text (self, "ex.speeddial");
  g_auto(GStrv) entries = g_strsplit (table, strchr (table, '\n') != NULL ? "\n" : ",", -1);
  char *number = NULL;

  for (guint i = 0; entries[i] != NULL && number == NULL; i++)
    number = look_up (g_strstrip (entries[i]), self->digits->str, is_complete);

  return number;
}

static gboolean
may_call (SimService *self, const char *number)
{
  SimExtension *extension = sim_tenant_get_extension (self->leg->tenant, number);

  if (sim_text_is_true (get_text (self, "ex.useronly")))
    return TRUE;

  return extension != NULL && (!extension->is_user || extension->registered);
}

static void
resolve (SimService *self)
{
  g_autofree char *speed_dial = find_speed_dial (self, TRUE);
  g_autofree char *number = speed_dial != NULL ? g_steal_pointer (&speed_dial) : g_strdup (self->digits->str);

  if (may_call (self, number))
    call (self, number);
  else
    retry (self);
}

static void
digits_cb (SimService *self, const char *digits)
{
  guint most = (guint) CLAMP (get_int (self, "ex.digitmaxlength", 4), 1, 64);

  for (guint i = 0; digits[i] != '\0' && !self->is_calling; i++)
    {
      g_autofree char *speed_dial = NULL;

      if (digits[i] != '#')
        g_string_append_c (self->digits, digits[i]);
      speed_dial = find_speed_dial (self, FALSE);
      if (speed_dial == NULL && digits[i] != '#' && self->digits->len < most)
        continue;
      if (speed_dial != NULL && may_call (self, speed_dial))
        call (self, speed_dial);
      else
        resolve (self);
      return;
    }
  if (!self->is_calling)
    wait (self);
}

static gboolean
failed (SimService *self)
{
  sim_clock_cancel (self->leg->tenant->world->clock, &self->timer);
  retry (self);

  return TRUE;
}

static const SimServiceKind attendant = {
  .answers = TRUE, .begin = listen, .digits = digits_cb, .failed = failed
};

static void
start (SimSearch *self)
{
  sim_service_call (self, &attendant, self->number, 0);
}

const SimSearchKind sim_search_attendant = { .type = "ivr", .stype = "aa", .start = start };
