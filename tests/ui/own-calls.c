/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ui/own-calls.h"

#include "tests/lib/test-wait.h"

static DeskSession *
sign_in (Fixture *self, const char *user)
{
  g_autoptr (StoreAccount) account = store_account_new (user);
  DeskSession *session;

  g_object_set (account, "url", sim_thread_get_url (self->thread), "tenant", "-", "user", user, "plain-accepted",
                TRUE, NULL);
  session = desk_session_new (account, NULL, NULL, NULL);
  desk_session_sign_in (session, user);
  return session;
}

static gboolean
knows (Fixture *self, const char *number, const char *name)
{
  DeskExtension *extension
      = desk_presence_model_find (desk_session_get_colleagues (self->session), number);

  return extension != NULL && g_strcmp0 (desk_extension_get_name (extension), name) == 0;
}

void
set_up (Fixture *self, gconstpointer data)
{
  SimOptions options = { .listen = (char *) "127.0.0.1:0", .auto_answer = -1 };
  g_autoptr (GError) error = NULL;

  self->thread = sim_thread_start (&options, &error);
  g_assert_no_error (error);
  self->session = sign_in (self, "1002");
  self->ben = sign_in (self, "1003");
  self->chie = sign_in (self, "1004");
  self->window = ui_window_new (NULL, self->session, NULL);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  gtk_window_present (GTK_WINDOW (self->window));
  test_wait_for (desk_session_get_state (self->session) == PAL_CLIENT_STATE_READY
                 && desk_session_get_state (self->ben) == PAL_CLIENT_STATE_READY
                 && desk_session_get_state (self->chie) == PAL_CLIENT_STATE_READY);
  test_wait_for (knows (self, "1003", "Ben Okafor"));
}

void
tear_down (Fixture *self, gconstpointer data)
{
  desk_session_sign_out (self->session);
  desk_session_sign_out (self->ben);
  desk_session_sign_out (self->chie);
  gtk_window_destroy (GTK_WINDOW (self->window));
  test_wait_for (self->window == NULL);
  test_settle ();
  g_assert_finalize_object (self->session);
  g_object_unref (self->ben);
  g_object_unref (self->chie);
  g_clear_pointer (&self->thread, sim_thread_stop);
}

/* --- what is there ------------------------------------------------------ */

/* The first widget of that type that can be seen, depth first. */
GtkWidget *
find (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = gtk_widget_get_visible (child) ? find (child, type) : NULL;

      if (found != NULL)
        return found;
    }
  return NULL;
}

UiCallRow *
get_row (Fixture *self)
{
  GtkWidget *row = find (GTK_WIDGET (self->window), UI_TYPE_CALL_ROW);

  return row != NULL ? UI_CALL_ROW (row) : NULL;
}

DeskCall *
get_call (DeskSession *session)
{
  g_autoptr (DeskCall) call = g_list_model_get_item (G_LIST_MODEL (desk_session_get_calls (session)), 0);

  return call;
}

gboolean
is_in (DeskSession *session, DeskCallState state)
{
  DeskCall *call = get_call (session);

  return call != NULL && desk_call_get_state (call) == state && desk_call_get_pending (call) == NULL;
}

gboolean
is_free (DeskSession *session)
{
  return get_call (session) == NULL || desk_call_get_state (get_call (session)) == DESK_CALL_STATE_ENDED;
}

gboolean
has_transfer (Fixture *self, DeskTransfer transfer)
{
  DeskCall *call = get_call (self->session);

  return call != NULL && desk_call_get_transfer (call) == transfer && desk_call_get_pending (call) == NULL;
}

GtkWidget *
get_button (Fixture *self, DeskVerb verb)
{
  UiCallRow *row = get_row (self);
  GtkWidget *button = row != NULL ? ui_call_row_get_button (row, verb) : NULL;

  return button != NULL && gtk_widget_is_sensitive (button) ? button : NULL;
}

/* Presses it twice at once: the second press does nothing. */
void
press (Fixture *self, DeskVerb verb)
{
  GtkWidget *button;

  test_wait_for (get_button (self, verb) != NULL);
  button = get_button (self, verb);
  g_object_ref (button);
  g_signal_emit_by_name (button, "clicked");
  g_signal_emit_by_name (button, "clicked");
  g_object_unref (button);
}

UiTransferPicker *
get_picker (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  UiTransferPicker *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (UI_IS_TRANSFER_PICKER (window) && gtk_widget_get_visible (window))
        {
          g_assert_null (found);
          found = UI_TRANSFER_PICKER (window);
        }
    }
  return found;
}

/* --- what people do ----------------------------------------------------- */

void
answer (DeskSession *session)
{
  test_wait_for (get_call (session) != NULL && desk_call_can (get_call (session), DESK_VERB_ANSWER));
  desk_session_run (session, DESK_VERB_ANSWER, get_call (session), NULL);
}

void
let_chie_call (Fixture *self)
{
  g_assert_nonnull (desk_session_dial (self->chie, "1002"));
  answer (self->chie);
  test_wait_for (is_in (self->session, DESK_CALL_STATE_RINGING));
}

void
talk_with_chie (Fixture *self)
{
  let_chie_call (self);
  press (self, DESK_VERB_ANSWER);
  test_wait_for (is_in (self->session, DESK_CALL_STATE_TALKING));
}

void
key (UiTransferPicker *picker, guint keyval, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (picker));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller)
          && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        {
          g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &handled);
          return;
        }
    }
  g_assert_not_reached ();
}

void
pick (const char *text, GdkModifierType state)
{
  UiTransferPicker *picker = get_picker ();

  g_assert_nonnull (picker);
  gtk_editable_set_text (GTK_EDITABLE (find (GTK_WIDGET (picker), GTK_TYPE_ENTRY)), text);
  key (picker, GDK_KEY_Return, state);
}

void
ask_ben_first (Fixture *self)
{
  talk_with_chie (self);
  press (self, DESK_VERB_TRANSFER);
  pick ("ben", 0);
  test_wait_for (has_transfer (self, DESK_TRANSFER_CALLING));
  g_assert_null (get_picker ());
}
