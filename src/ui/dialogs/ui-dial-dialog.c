/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/dialogs/ui-dial-dialog.h"

#include <glib/gi18n-lib.h>

#include "model/desk-list.h"
#include "model/desk-plain.h"
#include "ui/ui-accessible.h"
#include "ui/ui-window.h"

#define WAKES_AFTER 1000 /* ms in view, before the button may be pressed */
#define NAME_MAX_CHARS 80

struct _UiDialDialog
{
  AdwMessageDialog parent_instance;

  /* template children */
  GtkLabel *name_label;
  GtkLabel *origin_label;
  GtkLabel *change_label;
  GtkLabel *extension_label;
  GtkLabel *host_label;
  GtkLabel *call_label;
  GtkLabel *line_label;
  GtkWidget *code_box;
  GtkCheckButton *code_check;

  /* owned */
  DeskSession *session;
  GSettings *settings;
  DeskCall *call; /* that is to be sent there; NULL: a new one */

  DeskVerb verb;
  DeskLink link;
  UiDialOrigin origin;
  guint timer;
  gboolean is_awake;
  gboolean is_answered;
};

G_DEFINE_FINAL_TYPE (UiDialDialog, ui_dial_dialog, ADW_TYPE_MESSAGE_DIALOG)

enum
{
  ANSWERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const struct
{
  const char *nick; /* in the settings, once agreed to; NULL: no need */
  const char *text;
} origins[] = {
  [UI_DIAL_ORIGIN_LINK] = { "link", N_ ("A link in another program asks for this call") },
  [UI_DIAL_ORIGIN_PROGRAM] = { "program", N_ ("Another program or a command line asks for this call") },
  [UI_DIAL_ORIGIN_NOTICE] = { NULL, N_ ("You chose this in a notification") },
  [UI_DIAL_ORIGIN_CLAIMED] = { "claimed", N_ ("A notification from before, or another program, asks for this call") },
};

/* --- who has agreed to what ------------------------------------------------ */

static gboolean
is_known_origin (UiDialDialog *self)
{
  g_auto (GStrv) known = NULL;

  if (origins[self->origin].nick == NULL)
    return TRUE;
  if (self->settings == NULL)
    return FALSE;
  known = g_settings_get_strv (self->settings, "dial-origins");
  return g_strv_contains ((const char *const *) known, origins[self->origin].nick);
}

static void
remember_origin (UiDialDialog *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) known = NULL;
  g_auto (GStrv) more = NULL;

  if (self->settings == NULL || is_known_origin (self))
    return;
  known = g_settings_get_strv (self->settings, "dial-origins");
  g_strv_builder_addv (builder, (const char **) known);
  g_strv_builder_add (builder, origins[self->origin].nick);
  more = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, "dial-origins", (const char *const *) more);
}

/* --- what it says ------------------------------------------------------------ */

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

/* Names are others' words: one line, without anything that could look like more than a name. */
static void
show_name (UiDialDialog *self)
{
  g_autoptr (DeskMatch) match = desk_finder_find (desk_session_get_finder (self->session), self->link.number);
  gboolean is_known = match != NULL && desk_match_get_extension (match) != NULL;
  g_autofree char *name = NULL;

  if (is_known)
    name = desk_plain_line (desk_match_get_title (match), NAME_MAX_CHARS);
  else if (match != NULL)
    name = g_strdup (_ ("You have dialled this number before"));
  else
    name = g_strdup (_ ("Nobody you know has this number"));
  set_text (self->name_label, name);
  if (is_known)
    gtk_widget_add_css_class (GTK_WIDGET (self->name_label), "title-4");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->name_label), "title-4");
}

/* Who would be sent there. */
static char *
describe_sending (UiDialDialog *self)
{
  g_autofree char *name = desk_plain_line (desk_call_get_name (self->call), NAME_MAX_CHARS);

  if (self->verb == DESK_VERB_CONSULT)
    return g_strdup_printf (_ ("%s waits while your phone calls there."), name);
  return g_strdup_printf (_ ("%s would talk with that number."), name);
}

/* What goes on with my phone already. TRUE while it rings. */
static gboolean
show_call (UiDialDialog *self)
{
  GListModel *calls = G_LIST_MODEL (desk_session_get_calls (self->session));
  DeskCall *ringing = desk_call_model_get_ringing (DESK_CALL_MODEL (calls));
  g_autofree char *text = NULL;

  if (self->call != NULL)
    text = describe_sending (self);
  else if (ringing != NULL)
    {
      g_autofree char *name = desk_plain_line (desk_call_get_name (ringing), NAME_MAX_CHARS);

      text = g_strdup_printf (_ ("%s is calling you right now."), name);
    }
  for (guint i = 0; i < g_list_model_get_n_items (calls) && text == NULL; i++)
    {
      g_autoptr (DeskCall) call = g_list_model_get_item (calls, i);
      g_autofree char *name = desk_plain_line (desk_call_get_name (call), NAME_MAX_CHARS);

      if (desk_call_get_state (call) == DESK_CALL_STATE_TALKING)
        text = g_strdup_printf (_ ("You are talking with %s. This will be a new call beside it."), name);
    }
  set_text (self->call_label, text);
  return ringing != NULL;
}

static const char *
get_obstacle (UiDialDialog *self)
{
  g_autoptr (DeskExtension) own = NULL;

  if (desk_session_get_state (self->session) != PAL_CLIENT_STATE_READY)
    return _ ("Not connected: it can be called as soon as the line is back");
  if (self->call != NULL)
    {
      DeskCallModel *calls = desk_session_get_calls (self->session);

      if (desk_list_find (DESK_LIST (calls), desk_call_get_id (self->call)) != self->call
          || !desk_call_can (self->call, self->verb))
        return _ ("That is not possible with this call");
      return NULL;
    }
  g_object_get (self->session, "own", &own, NULL);
  if (own == NULL || !desk_session_may (self->session, DESK_VERB_DIAL))
    return _ ("This login has no phone to call from");
  return NULL;
}

/* A code is agreed to on its own. */
static gboolean
may_call (UiDialDialog *self)
{
  return self->is_awake && get_obstacle (self) == NULL
         && (!self->link.has_code || gtk_check_button_get_active (self->code_check));
}

/* The number that would be sent, and why it is another one than that in the link. */
static void
show_number (UiDialDialog *self)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);
  g_auto (DeskNumberPlan) plan = { 0 };
  gboolean is_known = desk_numbers_dial (desk_session_get_numbers (self->session), self->link.number, &plan);
  const char *number = is_known ? plan.number : self->link.number;
  g_autofree char *change = NULL;

  if (self->call == NULL)
    adw_message_dialog_format_heading (dialog, _ ("Call %s?"), number);
  else
    adw_message_dialog_format_heading (dialog, _ ("Transfer the call to %s?"), number);
  if (!g_str_equal (number, self->link.number))
    /* Translators: the number that was asked for, and what is done to it. */
    change = g_strdup_printf (_ ("Asked for: %s. %s"), self->link.number, plan.words);
  set_text (self->change_label, change);
}

static void
update (UiDialDialog *self)
{
  if (self->session == NULL)
    return;
  show_number (self);
  set_text (self->line_label, get_obstacle (self));
  show_name (self);
  /* While a phone rings Enter may be meant for that. */
  if (show_call (self) || self->link.has_code || !is_known_origin (self))
    adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (self), "cancel");
  else
    adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (self), "call");
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self), "call", may_call (self));
}

/* --- answers ------------------------------------------------------------------ */

static void
answer (UiDialDialog *self, gboolean is_done)
{
  if (self->is_answered)
    return;
  self->is_answered = TRUE;
  g_signal_emit (self, signals[ANSWERED], 0, is_done);
}

static void
ui_dial_dialog_response (AdwMessageDialog *dialog, const char *response)
{
  UiDialDialog *self = UI_DIAL_DIALOG (dialog);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  DeskOperation *operation;

  if (!g_str_equal (response, "call") || !may_call (self))
    {
      answer (self, FALSE);
      return;
    }
  operation = self->call != NULL ? desk_session_run (self->session, self->verb, self->call, self->link.number)
                                 : desk_session_dial (self->session, self->link.number);
  remember_origin (self);
  if (UI_IS_WINDOW (parent))
    ui_window_note_enter (UI_WINDOW (parent));
  if (operation == NULL && UI_IS_WINDOW (parent))
    ui_window_toast (UI_WINDOW (parent), _ ("Nothing was dialled"));
  answer (self, operation != NULL);
}

/* Enter and the space bar that were meant for what was there before. Escape always works. */
static gboolean
pressed_cb (UiDialDialog *self, guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      return !self->is_awake;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
wake_cb (gpointer user_data)
{
  UiDialDialog *self = UI_DIAL_DIALOG (user_data);
  GtkWidget *button;

  self->timer = 0;
  self->is_awake = TRUE;
  update (self);
  button = gtk_window_get_default_widget (GTK_WINDOW (self));
  if (button != NULL && gtk_widget_is_sensitive (button))
    gtk_widget_grab_focus (button);
  return G_SOURCE_REMOVE;
}

/* Counted from the moment it can be seen, and again when somebody comes back to it. */
static void
doze (UiDialDialog *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->is_awake = FALSE;
  if (self->session == NULL)
    return;
  update (self);
  self->timer = g_timeout_add (WAKES_AFTER, wake_cb, self);
}

static void
is_active_cb (UiDialDialog *self)
{
  if (gtk_window_is_active (GTK_WINDOW (self)))
    doze (self);
}

/* --- coming and going ----------------------------------------------------------- */

static void
ui_dial_dialog_dispose (GObject *object)
{
  UiDialDialog *self = UI_DIAL_DIALOG (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  answer (self, FALSE);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_DIAL_DIALOG);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_object (&self->call);

  G_OBJECT_CLASS (ui_dial_dialog_parent_class)->dispose (object);
}

static void
ui_dial_dialog_class_init (UiDialDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_dial_dialog_dispose;
  ADW_MESSAGE_DIALOG_CLASS (klass)->response = ui_dial_dialog_response;

  signals[ANSWERED] = g_signal_new ("answered", UI_TYPE_DIAL_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/sidetone/Sidetone/dialogs/ui-dial-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, UiDialDialog, name_label);
  gtk_widget_class_bind_template_child (widget_class, UiDialDialog, origin_label);
  gtk_widget_class_bind_template_child (widget_class, UiDialDialog, change_label);
  gtk_widget_class_bind_template_child (widget_class, UiDialDialog, extension_label);
  gtk_widget_class_bind_template_child (widget_class, UiDialDialog, host_label);
  gtk_widget_class_bind_template_child (widget_class, UiDialDialog, call_label);
  gtk_widget_class_bind_template_child (widget_class, UiDialDialog, line_label);
  gtk_widget_class_bind_template_child (widget_class, UiDialDialog, code_box);
  gtk_widget_class_bind_template_child (widget_class, UiDialDialog, code_check);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, doze);
  gtk_widget_class_bind_template_callback (widget_class, is_active_cb);
}

static void
ui_dial_dialog_init (UiDialDialog *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
show_link (UiDialDialog *self)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);
  g_autofree char *extension = NULL;
  g_autofree char *host = NULL;

  if (self->call != NULL)
    adw_message_dialog_set_response_label (dialog, "call", _ ("_Transfer"));
  set_text (self->origin_label, _ (origins[self->origin].text));
  if (self->link.extension[0] != '\0')
    extension = g_strdup_printf (_ ("Once connected, key in %s yourself."), self->link.extension);
  if (self->link.host[0] != '\0')
    host = g_strdup_printf (_ ("The link names the server %s; the number is called at your PBX instead."),
                            self->link.host);
  set_text (self->extension_label, extension);
  set_text (self->host_label, host);
  gtk_widget_set_visible (self->code_box, self->link.has_code);
  if (self->link.has_code)
    adw_message_dialog_set_response_appearance (dialog, "call", ADW_RESPONSE_DESTRUCTIVE);
  update (self);
}

UiDialDialog *
ui_dial_dialog_ask_to_send (GtkWindow *parent, DeskSession *session, GSettings *settings,
                            const DeskLink *link, UiDialOrigin origin, DeskVerb verb, DeskCall *call)
{
  GObject *told[3];
  UiDialDialog *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent) && DESK_IS_SESSION (session) && link != NULL, NULL);
  g_return_val_if_fail ((verb == DESK_VERB_DIAL) == (call == NULL), NULL);

  self = g_object_new (UI_TYPE_DIAL_DIALOG, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  g_set_object (&self->settings, settings);
  g_set_object (&self->call, call);
  self->verb = verb;
  self->link = *link;
  self->origin = origin;
  show_link (self);
  told[0] = G_OBJECT (desk_session_get_calls (session));
  told[1] = G_OBJECT (desk_session_get_colleagues (session)); /* names come after the line is up */
  told[2] = (GObject *) call;
  g_signal_connect_object (session, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (told) && told[i] != NULL; i++)
    {
      g_signal_connect_object (told[i], "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      if (G_IS_LIST_MODEL (told[i]))
        g_signal_connect_object (told[i], "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }
  ui_accessible_tidy (GTK_WIDGET (self));
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

UiDialDialog *
ui_dial_dialog_ask (GtkWindow *parent, DeskSession *session, GSettings *settings, const DeskLink *link,
                    UiDialOrigin origin)
{
  return ui_dial_dialog_ask_to_send (parent, session, settings, link, origin, DESK_VERB_DIAL, NULL);
}
