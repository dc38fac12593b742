/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/sim-subscription.h"

#include <string.h>

#include "sim/sim-world.h"

static void
read_want (SimWant *want, gboolean *seen, const char *value)
{
  if (*seen)
    return;

  *seen = TRUE;
  if (g_ascii_strcasecmp (value, "self") == 0)
    *want = SIM_WANT_SELF;
  else
    *want = sim_text_is_true (value) ? SIM_WANT_USERS : SIM_WANT_NOTHING;
}

static void
read_set (GHashTable *set, gboolean *all, const char *value)
{
  if (strcmp (value, "*") == 0)
    *all = TRUE;
  else if (*value != '\0')
    g_hash_table_add (set, g_strdup (value));
}

/* Of a key that comes twice the first counts, as in a Java server. */
static void
read_text (char **text, const char *value)
{
  if (*text == NULL)
    *text = g_strdup (value);
}

typedef struct { gboolean registered, status, voicemail, recording; } SimSeen;

static void
read_pair (SimSubscription *self, SimSeen *seen, const char *key, const char *value)
{
  if (strcmp (key, "tenant") == 0)
    read_text (&self->tenant, value);
  else if (strcmp (key, "login_user") == 0)
    read_text (&self->login_user, value);
  else if (strcmp (key, "login_password") == 0)
    read_text (&self->login_password, value);
  else if (strcmp (key, "phone_idx") == 0)
    read_text (&self->phone_index, value);
  else if (strcmp (key, "user") == 0)
    read_set (self->users, &self->all_users, value);
  else if (strcmp (key, "park") == 0)
    read_set (self->parks, &self->all_parks, value);
  else if (strcmp (key, "line") == 0)
    read_set (self->lines, &self->all_lines, value);
  else if (strcmp (key, "queue") == 0)
    read_set (self->queues, &self->all_queues, value);
  else if (strcmp (key, "registered") == 0)
    read_want (&self->registered, &seen->registered, value);
  else if (strcmp (key, "status") == 0)
    read_want (&self->status, &seen->status, value);
  else if (strcmp (key, "voicemail") == 0)
    read_want (&self->voicemail, &seen->voicemail, value);
  else if (strcmp (key, "callrecording") == 0)
    read_want (&self->recording, &seen->recording, value);
}

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* As in a form: a plus is a blank. NULL when it is broken. */
static char *
decode (const char *text)
{
  g_autofree char *spaced = g_strdelimit (g_strdup (text), "+", ' ');
  g_autofree char *value = g_uri_unescape_string (spaced, NULL);

  return value != NULL && g_utf8_validate (value, -1, NULL) ? g_steal_pointer (&value) : NULL;
}

SimSubscription *
sim_subscription_new (const char *query)
{
  SimSubscription *self = g_new0 (SimSubscription, 1);
  g_auto(GStrv) pairs = g_strsplit (query != NULL ? query : "", "&", -1);
  SimSeen seen = { FALSE };

  self->users = new_set ();
  self->parks = new_set ();
  self->lines = new_set ();
  self->queues = new_set ();

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *equals = strchr (pairs[i], '=');
      g_autofree char *value = equals != NULL ? decode (equals + 1) : NULL;
      g_autofree char *key = NULL;

      if (value == NULL)
        continue;
      *equals = '\0';
      key = decode (pairs[i]);
      if (key != NULL)
        read_pair (self, &seen, key, value);
    }
  if (self->login_user == NULL)
    self->login_user = g_strdup ("");
  if (self->login_password != NULL && *self->login_password == '\0')
    g_clear_pointer (&self->login_password, g_free);

  return self;
}

void
sim_subscription_free (SimSubscription *self)
{
  g_free (self->tenant);
  g_free (self->login_user);
  g_free (self->login_password);
  g_free (self->phone_index);
  g_hash_table_unref (self->users);
  g_hash_table_unref (self->parks);
  g_hash_table_unref (self->lines);
  g_hash_table_unref (self->queues);
  g_free (self);
}

static gboolean
wants_user (const SimSubscription *self, SimWant want, const char *login, const char *user)
{
  if (want == SIM_WANT_NOTHING)
    return FALSE;
  if (strcmp (login, user) == 0)
    return want == SIM_WANT_SELF || self->all_users || g_hash_table_size (self->users) == 0
           || g_hash_table_contains (self->users, user);

  return want == SIM_WANT_USERS && (self->all_users || g_hash_table_contains (self->users, user));
}

gboolean
sim_subscription_wants (const SimSubscription *self, const char *user, const PalEvent *event)
{
  switch (event->kind)
    {
    case PAL_EVENT_STATUS:
      return wants_user (self, self->status, user, event->status.user);
    case PAL_EVENT_REGISTERED:
      return wants_user (self, self->registered, user, event->registered.user);
    case PAL_EVENT_VOICEMAIL:
      return wants_user (self, self->voicemail, user, event->voicemail.user);
    case PAL_EVENT_CALL_RECORDING:
      return wants_user (self, self->recording, user, event->recording.user);
    case PAL_EVENT_PARK:
      return self->all_parks || g_hash_table_contains (self->parks, event->park.park);
    case PAL_EVENT_LINE:
      return self->all_lines || g_hash_table_contains (self->lines, event->line.line);
    case PAL_EVENT_QUEUE:
      return self->all_queues || g_hash_table_contains (self->queues, event->queue.extension);
    case PAL_EVENT_SERVER_STATUS:
    case PAL_EVENT_PAL:
    case PAL_EVENT_LOGIN_PASSWORD_REQUIRED:
      return TRUE;
    case PAL_EVENT_UNKNOWN:
    default:
      return FALSE;
    }
}
