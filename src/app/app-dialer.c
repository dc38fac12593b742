/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/app-dialer.h"

#include <glib/gi18n.h>

#define PAUSE (2 * G_USEC_PER_SEC) /* from the end of one question to the next, and between refusals told */
#define MAX_WAITING 3
#define KEPT (10 * 60 * G_USEC_PER_SEC)

/* A question that waits, or the one that is asked. */
typedef struct
{
  DeskLink link;
  DeskVerb verb;
  DeskCall *call; /* owned; NULL: a new one */
  UiDialOrigin origin;
  gint64 since;
} Question;

struct _AppDialer
{
  GObject parent_instance;

  GQueue waiting; /* of GTask with a Question, owned */
  gint64 next_at; /* monotonic: no question before */
  gint64 next_refusal_at;
  guint timer;
  UiWindow *window; /* borrowed */

  /* owned */
  GSettings *settings;
  GTask *asked; /* what the dialog asks about; NULL */
  char *refusal; /* to be told when there is a window; NULL */
};

G_DEFINE_FINAL_TYPE (AppDialer, app_dialer, G_TYPE_OBJECT)
G_DEFINE_QUARK (app-dial-error, app_dial_error)

enum
{
  WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void go_on (AppDialer *self);

static void
question_free (gpointer data)
{
  Question *question = data;

  g_clear_object (&question->call);
  g_free (question);
}

static void
decline (GTask *task)
{
  g_task_return_new_error (task, APP_DIAL_ERROR, APP_DIAL_ERROR_DECLINED, "%s", _ ("The call was not agreed to"));
}

/* --- asking ------------------------------------------------------------------- */

static void
answered_cb (AppDialer *self, gboolean is_done)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->asked);

  if (task == NULL)
    return;
  self->next_at = g_get_monotonic_time () + PAUSE;
  if (is_done)
    g_task_return_boolean (task, TRUE);
  else
    decline (task);
  go_on (self);
}

static void
drop_old (AppDialer *self, gint64 now)
{
  GTask *task;

  while ((task = g_queue_peek_head (&self->waiting)) != NULL
         && now - ((Question *) g_task_get_task_data (task))->since > KEPT)
    {
      g_queue_pop_head (&self->waiting);
      decline (task);
      g_object_unref (task);
    }
}

static gboolean
timer_cb (gpointer user_data)
{
  AppDialer *self = APP_DIALER (user_data);

  self->timer = 0;
  go_on (self);
  return G_SOURCE_REMOVE;
}

/* Asks the next question when there is one, somebody to ask, and time. */
static void
go_on (AppDialer *self)
{
  gint64 now = g_get_monotonic_time ();
  UiDialDialog *dialog;
  Question *question;

  drop_old (self, now);
  if (self->window == NULL || self->asked != NULL || self->timer != 0 || self->waiting.length == 0)
    return;
  if (now < self->next_at)
    {
      self->timer = g_timeout_add ((guint) ((self->next_at - now) / 1000 + 1), timer_cb, self);
      return;
    }
  self->asked = g_queue_pop_head (&self->waiting);
  question = g_task_get_task_data (self->asked);
  gtk_window_present (GTK_WINDOW (self->window));
  dialog = ui_dial_dialog_ask_to_send (GTK_WINDOW (self->window), ui_window_get_session (self->window),
                                       self->settings, &question->link, question->origin, question->verb,
                                       question->call);
  g_signal_connect_object (dialog, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
}

/* --- refusing ------------------------------------------------------------------- */

static void
tell_refusal (AppDialer *self)
{
  if (self->window == NULL || self->refusal == NULL)
    return;
  ui_window_toast (self->window, self->refusal);
  g_clear_pointer (&self->refusal, g_free);
}

/* What was asked for is neither shown nor logged: it is somebody else's text. */
static void
refuse (AppDialer *self, const GError *error)
{
  gint64 now = g_get_monotonic_time ();

  if (now < self->next_refusal_at)
    return;
  self->next_refusal_at = now + PAUSE;
  g_message ("Something that was to be dialled is refused: %s", error->message);
  g_free (self->refusal);
  /* Translators: %s is the reason, a sentence without its full stop. */
  self->refusal = g_strdup_printf (_ ("Not called: %s"), error->message);
  g_signal_emit (self, signals[WANTED], 0);
  tell_refusal (self);
}

/* --- from outside ----------------------------------------------------------------- */

static gboolean
is_same (GTask *task, const DeskLink *link, DeskCall *call)
{
  const Question *question = task != NULL ? g_task_get_task_data (task) : NULL;

  return question != NULL && question->call == call && g_str_equal (question->link.number, link->number);
}

/* Twice the same, as by a double click, is once. */
static gboolean
is_pending (AppDialer *self, const DeskLink *link, DeskCall *call)
{
  for (GList *l = self->waiting.head; l != NULL; l = l->next)
    if (is_same (l->data, link, call))
      return TRUE;
  return is_same (self->asked, link, call);
}

static gboolean
parse (const char *text, DeskCall *call, DeskLink *link, GError **error)
{
  if (!desk_link_parse (text, link, error))
    return FALSE;
  if (call == NULL || !link->has_code)
    return TRUE;
  g_set_error_literal (error, DESK_LINK_ERROR, DESK_LINK_ERROR_CHARACTER, _ ("A code is nowhere to send a call to"));
  return FALSE;
}

void
app_dialer_send_async (AppDialer *self, DeskVerb verb, DeskCall *call, const char *text, UiDialOrigin origin,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  DeskLink link;
  Question *question;

  g_return_if_fail (APP_IS_DIALER (self) && text != NULL);
  g_return_if_fail ((verb == DESK_VERB_DIAL) == (call == NULL));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, app_dialer_send_async);
  if (!parse (text, call, &link, &error))
    {
      refuse (self, error);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  drop_old (self, g_get_monotonic_time ());
  if (is_pending (self, &link, call) || self->waiting.length >= MAX_WAITING)
    {
      g_task_return_new_error (task, APP_DIAL_ERROR, APP_DIAL_ERROR_BUSY, "%s",
                               _ ("Other calls wait to be agreed to"));
      return;
    }
  question = g_new0 (Question, 1);
  question->link = link;
  question->verb = verb;
  g_set_object (&question->call, call);
  question->origin = origin;
  question->since = g_get_monotonic_time ();
  g_task_set_task_data (task, question, question_free);
  g_queue_push_tail (&self->waiting, g_steal_pointer (&task));
  g_signal_emit (self, signals[WANTED], 0);
  go_on (self);
}

void
app_dialer_ask_async (AppDialer *self, const char *text, UiDialOrigin origin, GAsyncReadyCallback callback,
                      gpointer user_data)
{
  app_dialer_send_async (self, DESK_VERB_DIAL, NULL, text, origin, callback, user_data);
}

gboolean
app_dialer_ask_finish (AppDialer *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
app_dialer_set_window (AppDialer *self, UiWindow *window, GSettings *settings)
{
  g_return_if_fail (APP_IS_DIALER (self));

  self->window = window;
  g_set_object (&self->settings, settings);
  tell_refusal (self);
  go_on (self);
}

/* --- coming and going --------------------------------------------------------------- */

static void
app_dialer_dispose (GObject *object)
{
  AppDialer *self = APP_DIALER (object);
  GTask *task;

  g_clear_handle_id (&self->timer, g_source_remove);
  self->window = NULL;
  if (self->asked != NULL)
    g_queue_push_head (&self->waiting, g_steal_pointer (&self->asked));
  while ((task = g_queue_pop_head (&self->waiting)) != NULL)
    {
      decline (task);
      g_object_unref (task);
    }
  g_clear_object (&self->settings);
  g_clear_pointer (&self->refusal, g_free);

  G_OBJECT_CLASS (app_dialer_parent_class)->dispose (object);
}

static void
app_dialer_class_init (AppDialerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_dialer_dispose;

  signals[WANTED]
      = g_signal_new ("wanted", APP_TYPE_DIALER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
app_dialer_init (AppDialer *self)
{
  g_queue_init (&self->waiting);
}

AppDialer *
app_dialer_new (void)
{
  return g_object_new (APP_TYPE_DIALER, NULL);
}
