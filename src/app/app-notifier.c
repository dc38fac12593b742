/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/app-notifier.h"

#include <glib/gi18n.h>

#include "app/app-deeds.h"
#include "app/app-receiver.h"
#include "model/desk-notices.h"
#include "model/desk-plain.h"

struct _AppNotifier
{
  GObject parent_instance;

  /* borrowed */
  AppApplication *application;
  UiWindow *window; /* NULL when there is none */

  /* owned */
  GSettings *settings;
  DeskSession *session;
  AppReceiver *receiver;
  GHashTable *recent; /* id → Recent: sent a moment ago */
};

G_DEFINE_FINAL_TYPE (AppNotifier, app_notifier, G_TYPE_OBJECT)

/* GLib forgets to take a notification back when that comes before the desktop has answered to the sending. */
#define ANSWER_TAKES (5 * G_USEC_PER_SEC)
#define AGAIN_MS 1000

typedef struct
{
  AppNotifier *notifier; /* borrowed: it owns this */
  char *id;              /* owned */
  gint64 sent_at;        /* monotonic */
  guint again;           /* a source that withdraws once more; 0: none */
} Recent;

typedef struct
{
  const char *key;      /* of the settings: whether it is wanted */
  const char *page;     /* that shows it */
  const char *category; /* as the desktop calls it */
  GNotificationPriority priority;
} KindRow;

static const KindRow kinds[DESK_N_NOTICE_KINDS] = {
  [DESK_NOTICE_INCOMING] = { "notify-incoming", "", "call.incoming", G_NOTIFICATION_PRIORITY_URGENT },
  [DESK_NOTICE_OWN] = { "notify-own", "", "call", G_NOTIFICATION_PRIORITY_HIGH },
  [DESK_NOTICE_MISSED] = { "notify-missed", "calls", "call.unanswered", G_NOTIFICATION_PRIORITY_NORMAL },
  [DESK_NOTICE_VOICEMAIL] = { "notify-voicemail", "voicemail", "im.received", G_NOTIFICATION_PRIORITY_NORMAL },
  [DESK_NOTICE_PARKED_LONG] = { "notify-parked", "parking", "call", G_NOTIFICATION_PRIORITY_HIGH },
  [DESK_NOTICE_FREE] = { "notify-free", "", "presence.online", G_NOTIFICATION_PRIORITY_HIGH },
  [DESK_NOTICE_MESSAGE] = { "notify-messages", "", "im", G_NOTIFICATION_PRIORITY_NORMAL },
};

/* --- what is wanted ------------------------------------------------------------ */

static DeskNoticeKinds
wanted (AppNotifier *self)
{
  DeskNoticeKinds set = 0;

  for (guint kind = 0; kind < DESK_N_NOTICE_KINDS; kind++)
    if (g_settings_get_boolean (self->settings, kinds[kind].key))
      set |= DESK_NOTICE_BIT (kind);
  /* Who only dials with this program leaves what comes in to the phone. */
  if (g_settings_get_boolean (self->settings, "click-to-call-only"))
    set &= ~(DESK_NOTICE_BIT (DESK_NOTICE_INCOMING) | DESK_NOTICE_BIT (DESK_NOTICE_MISSED));
  return set;
}

static void
settings_cb (AppNotifier *self)
{
  if (self->session != NULL)
    desk_notices_set_wanted (desk_session_get_notices (self->session), wanted (self));
}

static void
look_cb (AppNotifier *self)
{
  DeskAttention attention = DESK_ATTENTION_AWAY;

  if (self->session == NULL)
    return;
  if (self->window != NULL && gtk_window_is_active (GTK_WINDOW (self->window)))
    attention = g_strcmp0 (ui_window_get_page_name (self->window), "calls") == 0 ? DESK_ATTENTION_CALLS
                                                                                  : DESK_ATTENTION_WINDOW;
  desk_notices_set_attention (desk_session_get_notices (self->session), attention);
}

/* --- showing ---------------------------------------------------------------------- */

static char *
dup_id (AppNotifier *self, const char *id)
{
  return g_strconcat (store_account_get_id (desk_session_get_account (self->session)), ":", id, NULL);
}

static void
recent_free (gpointer data)
{
  Recent *recent = data;

  g_clear_handle_id (&recent->again, g_source_remove);
  g_free (recent->id);
  g_free (recent);
}

static gboolean
is_over (gpointer id, gpointer value, gpointer user_data)
{
  const Recent *recent = value;

  return recent->again == 0 && recent->sent_at < *(gint64 *)user_data;
}

static void
note_sent (AppNotifier *self, const char *id)
{
  gint64 now = g_get_monotonic_time (), limit = now - ANSWER_TAKES;
  Recent *recent = g_new0 (Recent, 1);

  g_hash_table_foreach_remove (self->recent, is_over, &limit);
  recent->notifier = self;
  recent->id = g_strdup (id);
  recent->sent_at = now;
  g_hash_table_replace (self->recent, recent->id, recent);
}

void
app_notifier_send (AppNotifier *self, const char *id, GNotification *notification)
{
  g_return_if_fail (APP_IS_NOTIFIER (self));

  if (!app_receiver_is_there (self->receiver))
    return;
  note_sent (self, id);
  g_application_send_notification (G_APPLICATION (self->application), id, notification);
}

static gboolean
again_cb (gpointer user_data)
{
  Recent *recent = user_data;
  AppNotifier *self = recent->notifier;

  recent->again = 0;
  g_application_withdraw_notification (G_APPLICATION (self->application), recent->id);
  g_hash_table_remove (self->recent, recent->id);
  return G_SOURCE_REMOVE;
}

static void
withdraw (AppNotifier *self, const char *id)
{
  Recent *recent = g_hash_table_lookup (self->recent, id);

  if (!app_receiver_is_there (self->receiver))
    return;
  g_application_withdraw_notification (G_APPLICATION (self->application), id);
  if (recent != NULL && recent->again == 0 && g_get_monotonic_time () < recent->sent_at + ANSWER_TAKES)
    recent->again = g_timeout_add (AGAIN_MS, again_cb, recent);
}

static void
notice_cb (AppNotifier *self, DeskNotice *notice)
{
  const char *account = store_account_get_id (desk_session_get_account (self->session));
  const KindRow *row = &kinds[desk_notice_get_kind (notice)];
  g_autoptr (GNotification) notification = g_notification_new (desk_notice_get_title (notice));
  g_autofree char *id = dup_id (self, desk_notice_get_id (notice));

  if (*desk_notice_get_body (notice) != '\0')
    g_notification_set_body (notification, desk_notice_get_body (notice));
  g_notification_set_priority (notification, row->priority);
  g_notification_set_category (notification, row->category);
  for (DeskDeed deed = 0; deed < DESK_N_DEEDS; deed++)
    if (desk_notice_can (notice, deed))
      {
        g_autofree char *action = app_deeds_dup_action (deed);

        g_notification_add_button_with_target (notification, app_deeds_get_label (deed), action, "(ss)", account,
                                               deed == DESK_DEED_OPEN ? row->page
                                                                      : desk_notice_get_subject (notice));
        if (deed == DESK_DEED_OPEN)
          g_notification_set_default_action_and_target (notification, action, "(ss)", account, row->page);
      }
  app_notifier_send (self, id, notification);
}

static void
withdrawn_cb (AppNotifier *self, const char *id)
{
  g_autofree char *full_id = dup_id (self, id);

  withdraw (self, full_id);
}

/* Without a window nobody else would say it. */
static void
state_cb (AppNotifier *self)
{
  if (desk_session_get_state (self->session) == PAL_CLIENT_STATE_STOPPED
      && desk_session_get_stop_reason (self->session) != PAL_STOP_REASON_NONE
      && gtk_application_get_active_window (GTK_APPLICATION (self->application)) == NULL)
    app_notifier_say (self, _ ("Not signed in to the PBX"));
}

void
app_notifier_say (AppNotifier *self, const char *text)
{
  g_autoptr (GNotification) notification = NULL;
  g_autofree char *title = NULL;

  g_return_if_fail (APP_IS_NOTIFIER (self));

  if (self->window != NULL && gtk_window_is_active (GTK_WINDOW (self->window)))
    {
      ui_window_toast (self->window, text);
      return;
    }
  title = desk_plain_line (text, DESK_NOTICE_TITLE_MAX);
  notification = g_notification_new (title);
  app_notifier_send (self, "said", notification);
}

/* --- the object --------------------------------------------------------------------- */

void
app_notifier_set_session (AppNotifier *self, DeskSession *session)
{
  DeskNotices *notices;

  g_return_if_fail (APP_IS_NOTIFIER (self));

  if (self->session == session)
    return;
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (desk_session_get_notices (self->session), self);
      g_signal_handlers_disconnect_by_data (self->session, self);
    }
  g_set_object (&self->session, session);
  if (session == NULL)
    return;
  notices = desk_session_get_notices (session);
  g_signal_connect_object (notices, "notice", G_CALLBACK (notice_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (notices, "withdrawn", G_CALLBACK (withdrawn_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  settings_cb (self);
  look_cb (self);
}

void
app_notifier_set_window (AppNotifier *self, UiWindow *window)
{
  g_return_if_fail (APP_IS_NOTIFIER (self));

  if (self->window != NULL)
    g_signal_handlers_disconnect_by_data (self->window, self);
  self->window = window;
  if (window != NULL)
    {
      g_signal_connect_object (window, "notify::is-active", G_CALLBACK (look_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (window, "notify::page-name", G_CALLBACK (look_cb), self, G_CONNECT_SWAPPED);
    }
  look_cb (self);
}

AppNotifier *
app_notifier_new (AppApplication *application, GSettings *settings)
{
  AppNotifier *self = g_object_new (APP_TYPE_NOTIFIER, NULL);

  self->application = application;
  self->settings = g_object_ref (settings);
  self->receiver = app_receiver_new (g_application_get_dbus_connection (G_APPLICATION (application)));
  g_signal_connect_object (settings, "changed", G_CALLBACK (settings_cb), self, G_CONNECT_SWAPPED);
  return self;
}

static void
app_notifier_dispose (GObject *object)
{
  AppNotifier *self = APP_NOTIFIER (object);

  app_notifier_set_window (self, NULL);
  app_notifier_set_session (self, NULL);
  g_clear_object (&self->settings);
  if (self->receiver != NULL)
    g_object_run_dispose (G_OBJECT (self->receiver)); /* a call of it may be under way */
  g_clear_object (&self->receiver);
  g_hash_table_remove_all (self->recent);

  G_OBJECT_CLASS (app_notifier_parent_class)->dispose (object);
}

static void
app_notifier_finalize (GObject *object)
{
  g_hash_table_unref (APP_NOTIFIER (object)->recent);

  G_OBJECT_CLASS (app_notifier_parent_class)->finalize (object);
}

static void
app_notifier_class_init (AppNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_notifier_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_notifier_finalize;
}

static void
app_notifier_init (AppNotifier *self)
{
  self->recent = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, recent_free);
}
