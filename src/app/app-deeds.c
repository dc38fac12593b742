/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/app-deeds.h"

#include <glib/gi18n.h>

#include "ui/ui-window.h"

/* A button pressed longer ago than this is not meant any more. */
#define PATIENCE_SECONDS 30
/* What was asked of the PBX is to arrive before a program without a window ends. */
#define LINGER_MS 10000
#define MAX_WAITING 8

typedef struct
{
  DeskDeed deed;
  char *account, *subject;
} Waiting;

struct _AppDeeds
{
  GObject parent_instance;

  AppApplication *application; /* borrowed: it owns this */

  /* owned */
  GQueue waiting; /* of Waiting, for a line */
  guint patience; /* a source; 0: none. While it is on the application is held */
};

G_DEFINE_FINAL_TYPE (AppDeeds, app_deeds, G_TYPE_OBJECT)

static const struct
{
  const char *name, *label;
} rows[DESK_N_DEEDS] = {
  [DESK_DEED_ANSWER] = { "answer", N_ ("Answer") },
  [DESK_DEED_DECLINE] = { "decline", N_ ("Decline") },
  [DESK_DEED_RETRIEVE] = { "retrieve", N_ ("Retrieve") },
  [DESK_DEED_CONFIRM] = { "call-free", N_ ("Call") },
  [DESK_DEED_CALL_BACK] = { "call-back", N_ ("Call Back") },
  [DESK_DEED_CALL_BOX] = { "call-box", N_ ("Call the Box") },
  [DESK_DEED_OPEN] = { "open-page", N_ ("Open") },
};

char *
app_deeds_dup_action (DeskDeed deed)
{
  g_return_val_if_fail (deed < DESK_N_DEEDS, NULL);

  return g_strconcat ("app.", rows[deed].name, NULL);
}

const char *
app_deeds_get_label (DeskDeed deed)
{
  g_return_val_if_fail (deed < DESK_N_DEEDS, NULL);

  return _ (rows[deed].label);
}

static void
waiting_free (gpointer data)
{
  Waiting *waiting = data;

  g_free (waiting->account);
  g_free (waiting->subject);
  g_free (waiting);
}

/* --- doing it ------------------------------------------------------------------- */

static gboolean
is_for (DeskSession *session, const char *account)
{
  return g_strcmp0 (store_account_get_id (desk_session_get_account (session)), account) == 0;
}

static gboolean
needs_window (DeskDeed deed)
{
  return deed == DESK_DEED_OPEN || deed == DESK_DEED_CALL_BACK || deed == DESK_DEED_CALL_BOX;
}

static void
ask_to_dial (AppDeeds *self, const char *number, UiDialOrigin origin)
{
  app_dialer_ask_async (app_application_get_dialer (self->application), number, origin, NULL, NULL);
}

static void
show (AppDeeds *self, DeskSession *session, DeskDeed deed, const char *subject)
{
  gboolean is_offered = desk_notices_offers_call (desk_session_get_notices (session), subject);
  UiWindow *window;
  g_autofree char *box = NULL;

  /* What is seen in the window does not stand any more. */
  g_application_activate (G_APPLICATION (self->application));
  window = app_application_get_window (self->application);
  if (window == NULL)
    return;
  if (deed == DESK_DEED_OPEN && *subject != '\0')
    ui_window_show_page (window, subject);
  else if (deed == DESK_DEED_CALL_BACK)
    ask_to_dial (self, subject, is_offered ? UI_DIAL_ORIGIN_NOTICE : UI_DIAL_ORIGIN_CLAIMED);
  else if (deed == DESK_DEED_CALL_BOX)
    {
      box = g_settings_get_string (app_application_get_settings (self->application), "voicemail-number");
      if (*box != '\0')
        ask_to_dial (self, box, UI_DIAL_ORIGIN_NOTICE);
      else
        ui_window_show_page (window, "voicemail");
    }
}

static void
act (AppDeeds *self, const Waiting *what)
{
  DeskSession *session = app_application_get_session (self->application);
  g_autoptr (GError) error = NULL;

  if (!is_for (session, what->account))
    app_application_say (self->application, _ ("That was for another account"));
  else if (needs_window (what->deed))
    show (self, session, what->deed, what->subject);
  else if (!desk_notices_act (desk_session_get_notices (session), what->deed, what->subject, &error))
    app_application_say (self->application, error->message);
}

static void
stop_waiting (AppDeeds *self)
{
  g_queue_clear_full (&self->waiting, waiting_free);
  if (self->patience == 0)
    return;
  g_clear_handle_id (&self->patience, g_source_remove); /* also from within its own callback */
  g_application_set_inactivity_timeout (G_APPLICATION (self->application), LINGER_MS);
  g_application_release (G_APPLICATION (self->application));
}

/* Where a window is open it shows by itself that nothing came of it. */
static void
give_up (AppDeeds *self, const char *text)
{
  for (GList *at = self->waiting.head; at != NULL; at = at->next)
    if (!needs_window (((Waiting *)at->data)->deed))
      {
        app_application_say (self->application, text);
        break;
      }
  stop_waiting (self);
}

static gboolean
patience_cb (gpointer user_data)
{
  AppDeeds *self = user_data;

  give_up (self, _ ("Not connected: nothing was done"));
  return G_SOURCE_REMOVE;
}

static void
begin_waiting (AppDeeds *self)
{
  if (self->patience != 0)
    return;
  g_application_hold (G_APPLICATION (self->application));
  self->patience = g_timeout_add_seconds (PATIENCE_SECONDS, patience_cb, self);
}

void
app_deeds_session_moved (AppDeeds *self)
{
  DeskSession *session = app_application_get_session (self->application);
  PalClientState state = session != NULL ? desk_session_get_state (session) : PAL_CLIENT_STATE_OFFLINE;
  Waiting *next;

  g_return_if_fail (APP_IS_DEEDS (self));

  if (g_queue_is_empty (&self->waiting) || session == NULL)
    return;
  if (state == PAL_CLIENT_STATE_STOPPED)
    give_up (self, _ ("Not signed in: nothing was done"));
  if (state != PAL_CLIENT_STATE_READY)
    return;
  while ((next = g_queue_pop_head (&self->waiting)) != NULL)
    {
      act (self, next);
      waiting_free (next);
    }
  stop_waiting (self);
}

/* --- the actions ------------------------------------------------------------------ */

static void
password_cb (AppApplication *application, gboolean is_found, gpointer user_data)
{
  AppDeeds *self = user_data;

  if (!is_found)
    give_up (self, _ ("Not signed in: nothing was done"));
}

static void
activate_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AppDeeds *self = user_data;
  DeskSession *session = app_application_get_session (self->application);
  const char *name = g_action_get_name (G_ACTION (action)), *account, *subject;
  Waiting *waiting = g_new0 (Waiting, 1);

  g_variant_get (parameter, "(&s&s)", &account, &subject);
  while (!g_str_equal (rows[waiting->deed].name, name))
    waiting->deed++;
  waiting->account = g_strdup (account);
  waiting->subject = g_strdup (subject);

  if (session != NULL
      && (!is_for (session, account) || waiting->deed == DESK_DEED_OPEN
          || desk_session_get_state (session) == PAL_CLIENT_STATE_READY))
    {
      act (self, waiting);
      waiting_free (waiting);
      return;
    }
  g_queue_push_tail (&self->waiting, waiting);
  if (self->waiting.length > MAX_WAITING)
    waiting_free (g_queue_pop_head (&self->waiting));
  begin_waiting (self);
  if (session == NULL && needs_window (waiting->deed))
    g_application_activate (G_APPLICATION (self->application));
  else if (session == NULL)
    app_application_sign_in_quietly (self->application, account, password_cb, self);
}

AppDeeds *
app_deeds_new (AppApplication *application)
{
  AppDeeds *self = g_object_new (APP_TYPE_DEEDS, NULL);

  self->application = application;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new (rows[i].name, G_VARIANT_TYPE ("(ss)"));

      g_signal_connect_object (action, "activate", G_CALLBACK (activate_cb), self, 0);
      g_action_map_add_action (G_ACTION_MAP (application), G_ACTION (action));
    }
  return self;
}

static void
app_deeds_dispose (GObject *object)
{
  AppDeeds *self = APP_DEEDS (object);

  stop_waiting (self);

  G_OBJECT_CLASS (app_deeds_parent_class)->dispose (object);
}

static void
app_deeds_class_init (AppDeedsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_deeds_dispose;
}

static void
app_deeds_init (AppDeeds *self)
{
  g_queue_init (&self->waiting);
}
