/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The messages of a mailbox, and the counts that follow from them. */
#include "sim/sim-mail.h"

#include <string.h>

#define MADE_UP_SECONDS 12

static const char *const state_words[] = {
  [SIM_MESSAGE_UNREAD] = "unread",
  [SIM_MESSAGE_READ] = "read",
  [SIM_MESSAGE_SAVED] = "saved",
};

void
sim_message_free (gpointer data)
{
  SimMessage *message = data;

  g_free (message->id);
  g_free (message->from);
  g_free (message);
}

const char *
sim_message_state_to_word (SimMessageState state)
{
  return state_words[state];
}

gboolean
sim_message_state_from_word (const char *word, SimMessageState *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (state_words); i++)
    if (strcmp (state_words[i], word) == 0)
      {
        *state = (SimMessageState) i;
        return TRUE;
      }

  return FALSE;
}

void
sim_mail_count (SimExtension *user)
{
  int n[G_N_ELEMENTS (state_words)] = { 0 };

  user->n_new = 0;
  for (guint i = 0; i < user->messages->len; i++)
    {
      const SimMessage *message = g_ptr_array_index (user->messages, i);

      n[message->state]++;
      user->n_new += message->is_new;
    }
  user->n_unread = n[SIM_MESSAGE_UNREAD];
  user->n_read = n[SIM_MESSAGE_READ];
  user->n_saved = n[SIM_MESSAGE_SAVED];
}

static void
changed (SimExtension *user)
{
  PalEvent event = { .kind = PAL_EVENT_VOICEMAIL };

  sim_mail_count (user);
  event.voicemail = (PalVoicemailEvent) { user->number, user->n_new, user->n_unread, user->n_read,
                                          user->n_saved };
  sim_world_emit (user->tenant->world, user->tenant, &event);
}

/* An id of the caller's keeps those made later clear of it. */
static char *
take_id (SimWorld *world, const char *id)
{
  guint64 number;

  if (id == NULL)
    return g_strdup_printf ("%" G_GUINT64_FORMAT, world->next_message++);
  if (g_ascii_string_to_unsigned (id, 10, 0, G_MAXUINT64 - 1, &number, NULL) && number >= world->next_message)
    world->next_message = number + 1;

  return g_strdup (id);
}

SimMessage *
sim_mail_insert (SimExtension *user, const char *id, SimMessageState state)
{
  SimWorld *world = user->tenant->world;
  SimMessage *message = g_new0 (SimMessage, 1);

  message->id = take_id (world, id);
  message->from = g_strdup ("");
  message->time = sim_clock_get_time (world->clock);
  message->seconds = MADE_UP_SECONDS;
  message->state = state;
  g_ptr_array_add (user->messages, message);

  return message;
}

SimMessage *
sim_mail_add (SimExtension *user, const char *from, guint seconds)
{
  SimMessage *message = sim_mail_insert (user, NULL, SIM_MESSAGE_UNREAD);

  g_free (message->from);
  message->from = g_strdup (from != NULL ? from : "");
  message->seconds = seconds;
  message->is_new = TRUE;
  changed (user);

  return message;
}

void
sim_mail_listen (SimExtension *user)
{
  gboolean any = FALSE;

  for (guint i = 0; i < user->messages->len; i++)
    {
      SimMessage *message = g_ptr_array_index (user->messages, i);

      any |= message->state == SIM_MESSAGE_UNREAD;
      message->is_new = FALSE;
      if (message->state == SIM_MESSAGE_UNREAD)
        message->state = SIM_MESSAGE_READ;
    }
  if (any)
    changed (user);
}

void
sim_mail_set_state (SimExtension *user, SimMessage *message, SimMessageState state)
{
  if (message->state == state)
    return;

  message->state = state;
  message->is_new = FALSE;
  changed (user);
}

void
sim_mail_delete (SimExtension *user, SimMessage *message)
{
  g_ptr_array_remove (user->messages, message);
  changed (user);
}

SimMessage *
sim_mail_find (SimExtension *user, const char *id)
{
  for (guint i = 0; i < user->messages->len; i++)
    {
      SimMessage *message = g_ptr_array_index (user->messages, i);

      if (strcmp (message->id, id) == 0)
        return message;
    }

  return NULL;
}

/* The oldest of a state go first, or made-up ones come. */
static void
set_number (SimExtension *user, SimMessageState state, int wanted)
{
  int n = 0;

  for (guint i = user->messages->len; i > 0; i--)
    {
      const SimMessage *message = g_ptr_array_index (user->messages, i - 1);

      if (message->state == state && ++n > wanted)
        g_ptr_array_remove_index (user->messages, i - 1);
    }
  for (; n < wanted; n++)
    sim_mail_insert (user, NULL, state);
}

void
sim_extension_set_mail (SimExtension *self, int n_new, int n_unread, int n_read, int n_saved)
{
  set_number (self, SIM_MESSAGE_UNREAD, MAX (n_new, n_unread));
  set_number (self, SIM_MESSAGE_READ, n_read);
  set_number (self, SIM_MESSAGE_SAVED, n_saved);
  for (guint i = self->messages->len; i > 0; i--)
    {
      SimMessage *message = g_ptr_array_index (self->messages, i - 1);

      message->is_new = message->state == SIM_MESSAGE_UNREAD && n_new-- > 0;
    }
  changed (self);
}
