/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pages/ui-voicemail-page.h"

#include <glib/gi18n-lib.h>

#include "ui/ui-call-text.h"
#include "ui/ui-keypad.h"

#define USUAL_NUMBER "8"

struct _UiVoicemailPage
{
  UiPage parent_instance;

  /* template children */
  GtkImage *picture;
  GtkLabel *heading, *detail, *stale_label;
  GtkWidget *counts;
  GtkLabel *n_new, *n_unread, *n_read, *n_saved;
  GtkWidget *n_new_tile, *n_unread_tile, *n_read_tile, *n_saved_tile;
  GtkWidget *call_button;
  GtkLabel *hint;
  UiKeypad *keypad;

  gboolean wants_keys; /* the keyboard goes to the keypad once that takes tones */

  /* owned */
  DeskCall *call; /* the one I am in the box by, or NULL */
};

G_DEFINE_FINAL_TYPE (UiVoicemailPage, ui_voicemail_page, UI_TYPE_PAGE)

static char *
dup_number (UiVoicemailPage *self)
{
  GSettings *settings = ui_page_get_settings (UI_PAGE (self));

  return settings != NULL ? g_settings_get_string (settings, "voicemail-number") : g_strdup (USUAL_NUMBER);
}

/* --- what is said -------------------------------------------------------- */

static void
show_count (GtkLabel *label, GtkWidget *tile, int n, const char *name)
{
  g_autofree char *number = n >= 0 ? g_strdup_printf ("%d", n) : g_strdup ("–");
  /* Translators: one count of messages read aloud: "New: 3". */
  g_autofree char *words = g_strdup_printf (_ ("%s: %s"), name, n >= 0 ? number : _ ("not known"));

  gtk_label_set_text (label, number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tile), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
describe (UiVoicemailPage *self, const char *icon_name, const char *heading, const char *detail)
{
  gtk_image_set_from_icon_name (self->picture, icon_name);
  gtk_label_set_text (self->heading, heading);
  gtk_label_set_text (self->detail, detail);
  gtk_widget_set_visible (GTK_WIDGET (self->detail), *detail != '\0');
}

static void
describe_known (UiVoicemailPage *self, DeskVoicemail *box)
{
  int n_new = desk_voicemail_get_n_new (box), n_unread = desk_voicemail_get_n_unread (box);
  int n_kept = MAX (desk_voicemail_get_n_read (box), 0) + MAX (desk_voicemail_get_n_saved (box), 0);
  guint n = (guint)MAX (n_new, 0);
  g_autofree char *heading
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u new message", "%u new messages", n), n);

  if (n > 0)
    describe (self, "mail-unread-symbolic", heading, "");
  else if (n_unread > 0)
    describe (self, "mail-unread-symbolic", _ ("Nothing new"), _ ("Some messages have not been listened to yet."));
  else if (n_kept > 0)
    describe (self, "mail-read-symbolic", _ ("Nothing new"), _ ("You have heard all of your messages."));
  else
    describe (self, "mail-read-symbolic", _ ("No messages"), _ ("Your voicemail box is empty."));
}

static void
show_box (UiVoicemailPage *self, DeskVoicemail *box)
{
  gboolean is_known = box != NULL && desk_voicemail_get_is_known (box);

  gtk_widget_set_visible (self->counts, is_known);
  if (box == NULL)
    describe (self, "action-unavailable-symbolic", _ ("No voicemail box"),
              _ ("The system administrator has no phone and no box."));
  else if (!is_known && desk_voicemail_get_is_stale (box))
    describe (self, "dialog-question-symbolic", _ ("Not known yet"),
              _ ("How many messages there are is known once the PBX is connected."));
  else if (!is_known)
    describe (self, "dialog-question-symbolic", _ ("Not known yet"),
              _ ("The PBX has not said how many messages there are. You can call the box all the same."));
  else
    describe_known (self, box);
  if (!is_known)
    return;
  show_count (self->n_new, self->n_new_tile, desk_voicemail_get_n_new (box), C_ ("voicemail", "New"));
  show_count (self->n_unread, self->n_unread_tile, desk_voicemail_get_n_unread (box), C_ ("voicemail", "Unread"));
  show_count (self->n_read, self->n_read_tile, desk_voicemail_get_n_read (box), C_ ("voicemail", "Read"));
  show_count (self->n_saved, self->n_saved_tile, desk_voicemail_get_n_saved (box), C_ ("voicemail", "Saved"));
  if (desk_voicemail_get_n_new (box) > 0)
    gtk_widget_add_css_class (self->n_new_tile, "has-new");
  else
    gtk_widget_remove_css_class (self->n_new_tile, "has-new");
}

static void
show_age (UiVoicemailPage *self, DeskVoicemail *box)
{
  gint64 since = desk_session_get_stale_since (ui_page_get_session (UI_PAGE (self)));
  gboolean is_old = box != NULL && since != 0 && desk_voicemail_get_is_known (box);

  if (is_old)
    {
      g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (since / G_USEC_PER_SEC);
      g_autoptr (GDateTime) when = g_date_time_to_local (utc);
      g_autofree char *time = g_date_time_format (when, "%H:%M");
      g_autofree char *text = g_strdup_printf (_ ("as of %s"), time);

      gtk_label_set_text (self->stale_label, text);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->stale_label), is_old);
  if (is_old)
    gtk_widget_add_css_class (self->counts, "stale");
  else
    gtk_widget_remove_css_class (self->counts, "stale");
}

/* The button, or what goes on instead. */
static void
show_call (UiVoicemailPage *self, DeskVoicemail *box)
{
  DeskSession *session = ui_page_get_session (UI_PAGE (self));
  g_autofree char *number = dup_number (self);
  g_autofree char *hint = NULL;
  gboolean can_call = box != NULL && *number != '\0' && desk_session_may (session, DESK_VERB_DIAL);

  if (self->call != NULL)
    {
      g_autofree char *state = ui_call_dup_state_text (session, self->call);

      /* Translators: the call to the voicemail box: its state. */
      hint = desk_session_may (session, DESK_VERB_SEND_TONES)
                 ? g_strdup_printf (_ ("Your call to the box: %s"), state)
                 : g_strdup_printf (_ ("Your call to the box: %s. Use the keys of your phone."), state);
    }
  else if (box != NULL && *number == '\0')
    hint = g_strdup (_ ("Set the number of the voicemail in the preferences."));
  else if (box != NULL && desk_voicemail_get_is_stale (box))
    hint = g_strdup (_ ("Not connected"));
  else
    hint = box != NULL ? g_strdup_printf (_ ("Calls %s with your phone"), number) : g_strdup ("");
  gtk_label_set_text (self->hint, hint);
  gtk_widget_set_visible (self->call_button, self->call == NULL && box != NULL);
  gtk_widget_set_sensitive (self->call_button, can_call && !desk_voicemail_get_is_stale (box));
}

static void
refresh (UiVoicemailPage *self)
{
  DeskVoicemail *box = desk_session_get_voicemail (ui_page_get_session (UI_PAGE (self)));

  show_box (self, box);
  show_age (self, box);
  show_call (self, box);
}

/* --- the call to the box --------------------------------------------------- */

static gboolean
is_of_box (DeskCall *call, const char *number)
{
  return desk_call_get_direction (call) == DESK_DIRECTION_OUTGOING
         && desk_call_get_state (call) != DESK_CALL_STATE_ENDED
         && g_strcmp0 (desk_call_get_number (call), number) == 0;
}

/* Once found it stays: who answers there may be shown by another number. */
static DeskCall *
find_call (UiVoicemailPage *self)
{
  GListModel *calls = G_LIST_MODEL (desk_session_get_calls (ui_page_get_session (UI_PAGE (self))));
  g_autofree char *number = dup_number (self);
  DeskCall *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (calls); i++)
    {
      g_autoptr (DeskCall) call = g_list_model_get_item (calls, i);

      if (call == self->call && desk_call_get_state (call) != DESK_CALL_STATE_ENDED)
        return call;
      if (found == NULL && is_of_box (call, number))
        found = call;
    }
  return found;
}

/* Whoever called the box from here types its menu next, unless the keyboard has gone elsewhere meanwhile. */
static void
take_keys (UiVoicemailPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (!self->wants_keys || self->call == NULL || desk_call_get_state (self->call) != DESK_CALL_STATE_TALKING)
    return;
  if (focus == NULL || !gtk_widget_get_mapped (focus) || gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    self->wants_keys = !gtk_widget_grab_focus (GTK_WIDGET (self->keypad));
  else
    self->wants_keys = FALSE;
}

static void
calls_changed_cb (UiVoicemailPage *self)
{
  DeskCall *call = find_call (self);

  if (self->call != call)
    {
      gboolean had_keys = gtk_widget_get_focus_child (GTK_WIDGET (self->keypad)) != NULL;

      if (call != NULL && gtk_widget_is_focus (self->call_button))
        self->wants_keys = TRUE;
      if (self->call != NULL)
        g_signal_handlers_disconnect_by_func (self->call, calls_changed_cb, self);
      g_set_object (&self->call, call);
      /* It is to hear of changes before the page does. */
      ui_keypad_set_call (self->keypad, ui_page_get_session (UI_PAGE (self)), call);
      if (call != NULL)
        g_signal_connect_object (call, "notify", G_CALLBACK (calls_changed_cb), self, G_CONNECT_SWAPPED);
      refresh (self);
      if (call == NULL && had_keys)
        gtk_widget_grab_focus (self->call_button);
    }
  else
    {
      refresh (self);
    }
  take_keys (self);
}

static void
call_cb (UiVoicemailPage *self)
{
  g_autofree char *number = dup_number (self);

  if (*number == '\0' || self->call != NULL)
    return;
  /* The button loses the keyboard before the call is there. */
  self->wants_keys = TRUE;
  desk_session_ask (ui_page_get_session (UI_PAGE (self)), DESK_VERB_DIAL, NULL, number);
}

/* --- the page ---------------------------------------------------------------- */

static void
ui_voicemail_page_focus (UiPage *page)
{
  UiVoicemailPage *self = UI_VOICEMAIL_PAGE (page);

  if (self->call == NULL || !gtk_widget_grab_focus (GTK_WIDGET (self->keypad)))
    gtk_widget_grab_focus (self->call_button);
}

static char *
ui_voicemail_page_dup_chosen (UiPage *page)
{
  g_autofree char *number = dup_number (UI_VOICEMAIL_PAGE (page));

  return *number != '\0' ? g_steal_pointer (&number) : NULL;
}

static void
ui_voicemail_page_constructed (GObject *object)
{
  UiVoicemailPage *self = UI_VOICEMAIL_PAGE (object);
  DeskSession *session = ui_page_get_session (UI_PAGE (self));
  DeskVoicemail *box = desk_session_get_voicemail (session);

  G_OBJECT_CLASS (ui_voicemail_page_parent_class)->constructed (object);

  if (box != NULL)
    g_signal_connect_object (box, "notify", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk_session_get_calls (session), "items-changed", G_CALLBACK (calls_changed_cb), self,
                           G_CONNECT_SWAPPED);
  if (ui_page_get_settings (UI_PAGE (self)) != NULL)
    g_signal_connect_object (ui_page_get_settings (UI_PAGE (self)), "changed::voicemail-number",
                             G_CALLBACK (calls_changed_cb), self, G_CONNECT_SWAPPED);
  calls_changed_cb (self);
}

static void
ui_voicemail_page_dispose (GObject *object)
{
  UiVoicemailPage *self = UI_VOICEMAIL_PAGE (object);

  if (self->call != NULL)
    g_signal_handlers_disconnect_by_func (self->call, calls_changed_cb, self);
  g_clear_object (&self->call);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_VOICEMAIL_PAGE);

  G_OBJECT_CLASS (ui_voicemail_page_parent_class)->dispose (object);
}

static void
ui_voicemail_page_class_init (UiVoicemailPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ui_voicemail_page_constructed;
  object_class->dispose = ui_voicemail_page_dispose;
  UI_PAGE_CLASS (klass)->focus = ui_voicemail_page_focus;
  UI_PAGE_CLASS (klass)->dup_chosen = ui_voicemail_page_dup_chosen;

  g_type_ensure (UI_TYPE_KEYPAD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sidetone/Sidetone/pages/ui-voicemail-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, UiVoicemailPage, name)
  BIND (picture);
  BIND (heading);
  BIND (detail);
  BIND (stale_label);
  BIND (counts);
  BIND (n_new);
  BIND (n_unread);
  BIND (n_read);
  BIND (n_saved);
  BIND (n_new_tile);
  BIND (n_unread_tile);
  BIND (n_read_tile);
  BIND (n_saved_tile);
  BIND (call_button);
  BIND (hint);
  BIND (keypad);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, call_cb);
}

static void
ui_voicemail_page_init (UiVoicemailPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
