/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/sim-world.h"

G_BEGIN_DECLS

typedef enum { SIM_MESSAGE_UNREAD, SIM_MESSAGE_READ, SIM_MESSAGE_SAVED } SimMessageState;

/* One voicemail message. The counts of the extension always agree with its messages. */
typedef struct
{
  char *id;
  char *from;                /* number, "" when withheld */
  gint64 time;               /* ms */
  guint seconds;
  SimMessageState state;
  gboolean is_new;           /* unread, and come since the box was last called */
} SimMessage;

/* Each of these tells the subscribers once. */
SimMessage *sim_mail_add           (SimExtension *user, const char *from, guint seconds); /* a new one */
void        sim_mail_listen        (SimExtension *user); /* the box was called: all unread ones are read */
void        sim_mail_set_state     (SimExtension *user, SimMessage *message, SimMessageState state);
void        sim_mail_delete        (SimExtension *user, SimMessage *message);
SimMessage *sim_mail_find          (SimExtension *user, const char *id);
/* Makes and drops messages until there are so many; unread is never less than new. */
void        sim_extension_set_mail (SimExtension *self, int n_new, int n_unread, int n_read, int n_saved);

/* For loading: tells nobody, takes @id or makes one. */
SimMessage *sim_mail_insert        (SimExtension *user, const char *id, SimMessageState state);
void        sim_mail_count         (SimExtension *user);
void        sim_message_free       (gpointer message);
const char *sim_message_state_to_word   (SimMessageState state);
gboolean    sim_message_state_from_word (const char *word, SimMessageState *state);

G_END_DECLS
