/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ui-window-private.h"

#include <glib/gi18n-lib.h>

#include "ui/dialogs/ui-contact-dialog.h"
#include "ui/ui-call-text.h"
#include "ui/ui-commands.h"
#include "ui/ui-error-text.h"
#include "ui/ui-pages.h"
#include "ui/ui-shortcuts.h"

G_DEFINE_FINAL_TYPE (UiWindow, ui_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_SESSION = 1,
  PROP_SETTINGS,
  PROP_PAGE_NAME,
  N_PROPS
};

enum
{
  SIGN_IN,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

void
ui_window_show_page (UiWindow *self, const char *name)
{
  if (gtk_stack_get_child_by_name (self->stack, name) == NULL)
    return;
  gtk_stack_set_visible_child_name (self->stack, name);
  ui_sidebar_select (self->sidebar, name);
  adw_leaflet_set_visible_child_name (self->leaflet, "content");
  ui_page_focus (UI_PAGE (gtk_stack_get_visible_child (self->stack)));
}

static void
page_chosen_cb (UiWindow *self, const char *name)
{
  ui_window_show_page (self, name);
}

static void
back_cb (UiWindow *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

/* The one who is asked for it takes the window away, and the session with it. */
static void
sign_in (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (!ui_contact_dialog_hold () && !ui_window_hold (UI_WINDOW (widget), name))
    g_signal_emit (widget, signals[SIGN_IN], 0);
}

static void
sign_in_cb (UiWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "line.sign-in", NULL);
}

static void
operation_failed_cb (UiWindow *self, DeskOperation *operation)
{
  g_autofree char *text = NULL;

  if (desk_operation_get_verb (operation) == DESK_VERB_MESSAGE)
    return; /* not_sent_cb() says it, with what it was */
  text = ui_error_to_text (desk_operation_get_error (operation));
  if (text != NULL)
    ui_window_toast (self, text);
}

/* What could not be sent may go another way. */
static void
not_sent_cb (UiWindow *self, const char *extension, const char *text)
{
  g_autofree char *name = ui_call_dup_name_of (self->session, extension);
  /* Translators: %s is a colleague. */
  g_autofree char *title = g_strdup_printf (_ ("The message to %s was not sent"), name);
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  AdwToast *toast = adw_toast_new (escaped);

  adw_toast_set_button_label (toast, _ ("Copy"));
  adw_toast_set_action_name (toast, "win.copy-text");
  adw_toast_set_action_target (toast, "s", text);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_timeout (toast, 15);
  adw_toast_overlay_add_toast (self->toasts, toast);
  ui_announcer_say (self->announcer, title);
}

/* Somebody I wanted to call is free. */
static void
ready_cb (UiWindow *self, DeskWait *wait)
{
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;
  AdwToast *toast;

  if (desk_wait_get_kind (wait) != DESK_WAIT_CALL || desk_wait_get_is_automatic (wait))
    return;
  text = g_strdup_printf (_ ("%s is free"), desk_wait_get_target_name (wait));
  escaped = g_markup_escape_text (text, -1);
  toast = adw_toast_new (escaped);
  adw_toast_set_button_label (toast, _ ("Call"));
  adw_toast_set_action_name (toast, "win.confirm-wait");
  adw_toast_set_action_target (toast, "s", desk_wait_get_id (wait));
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_timeout (toast, 0);
  adw_toast_overlay_add_toast (self->toasts, toast);
  ui_announcer_say (self->announcer, text);
}

static void
message_cb (UiWindow *self, const char *text)
{
  ui_window_toast (self, text);
}

/* What is possible with each call enables the actions. */
static void
calls_changed_cb (UiWindow *self, guint position, guint removed, guint added, GListModel *calls)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (DeskCall) call = g_list_model_get_item (calls, i);

      g_signal_connect_object (call, "notify::verbs", G_CALLBACK (ui_window_update_actions), self,
                               G_CONNECT_SWAPPED);
      ui_window_add_news (self, call);
    }
  ui_window_update_actions (self);
}

static void
save_size (UiWindow *self)
{
  int width, height;

  if (self->settings == NULL)
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  g_settings_set_int (self->settings, "window-width", MAX (width, 360));
  g_settings_set_int (self->settings, "window-height", MAX (height, 294));
}

static gboolean
ui_window_close_request (GtkWindow *window)
{
  save_size (UI_WINDOW (window));
  return GTK_WINDOW_CLASS (ui_window_parent_class)->close_request (window);
}

/* The page of the calls has the same rows, with more room. */
static void
page_changed_cb (UiWindow *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->stack);

  ui_call_bar_set_session (self->call_bar, g_strcmp0 (name, "calls") != 0 ? self->session : NULL, self->ticker);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE_NAME]);
}

static void
add_pages (UiWindow *self)
{
  guint n;
  const UiPageRow *pages = ui_pages_get (&n);

  for (guint i = 0; i < n; i++)
    {
      GtkWidget *page;

      if (desk_session_get_role (self->session) < pages[i].role)
        continue;
      page = g_object_new (pages[i].get_type (), "session", self->session, "settings", self->settings,
                           "ticker", self->ticker, NULL);
      gtk_stack_add_named (self->stack, page, pages[i].name);
      ui_sidebar_add_page (self->sidebar, &pages[i]);
    }
  ui_window_show_page (self, pages[0].name);
}

static void
ui_window_constructed (GObject *object)
{
  UiWindow *self = UI_WINDOW (object);
  DeskCallModel *calls = desk_session_get_calls (self->session);

  G_OBJECT_CLASS (ui_window_parent_class)->constructed (object);

  self->ticker = ui_ticker_new (self->session);
  ui_sidebar_set_session (self->sidebar, self->session);
  ui_line_banner_set_session (self->banner, self->session);
  ui_monitor_banner_set_session (self->monitor_banner, self->session);
  ui_recording_mark_set_calls (self->recording_mark, calls);
  ui_dial_field_set_finder (self->dial_field, desk_session_get_finder (self->session));
  g_signal_connect_object (self->stack, "notify::visible-child-name", G_CALLBACK (page_changed_cb), self,
                           G_CONNECT_SWAPPED);
  add_pages (self);
  ui_commands_add (desk_session_get_finder (self->session));

  g_signal_connect_object (self->session, "operation-failed", G_CALLBACK (operation_failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk_session_get_waits (self->session), "ready", G_CALLBACK (ready_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "text-not-sent", G_CALLBACK (not_sent_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "message", G_CALLBACK (message_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::state", G_CALLBACK (ui_window_update_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (calls, "items-changed", G_CALLBACK (calls_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (calls, "notify::selected", G_CALLBACK (ui_window_update_actions), self,
                           G_CONNECT_SWAPPED);
  if (self->settings != NULL)
    {
      gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (self->settings, "window-width"),
                                   g_settings_get_int (self->settings, "window-height"));
      if (g_settings_get_boolean (self->settings, "window-maximized"))
        gtk_window_maximize (GTK_WINDOW (self));
    }
  calls_changed_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (calls)), G_LIST_MODEL (calls));
}

static void
ui_window_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  UiWindow *self = UI_WINDOW (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_SETTINGS:
      g_value_set_object (value, self->settings);
      break;
    case PROP_PAGE_NAME:
      g_value_set_string (value, ui_window_get_page_name (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ui_window_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  UiWindow *self = UI_WINDOW (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;
    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ui_window_dispose (GObject *object)
{
  UiWindow *self = UI_WINDOW (object);

  if (self->call_bar != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->stack, page_changed_cb, self);
      ui_call_bar_set_session (self->call_bar, NULL, NULL);
      ui_recording_mark_set_calls (self->recording_mark, NULL);
    }
  ui_window_drop_leave (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_WINDOW);
  g_clear_object (&self->ticker);
  g_clear_weak_pointer (&self->watched_focus);
  g_clear_handle_id (&self->focus_source, g_source_remove);
  g_clear_object (&self->next_call);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ui_window_parent_class)->dispose (object);
}

static void
ui_window_class_init (UiWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = ui_window_constructed;
  object_class->get_property = ui_window_get_property;
  object_class->set_property = ui_window_set_property;
  object_class->dispose = ui_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = ui_window_close_request;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, DESK_TYPE_SESSION, flags);
  properties[PROP_SETTINGS] = g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS, flags);
  properties[PROP_PAGE_NAME] = g_param_spec_string ("page-name", NULL, NULL, NULL,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                    | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGN_IN]
      = g_signal_new ("sign-in", UI_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (UI_TYPE_SIDEBAR);
  g_type_ensure (UI_TYPE_DIAL_FIELD);
  g_type_ensure (UI_TYPE_LINE_BANNER);
  g_type_ensure (UI_TYPE_CALL_BAR);
  g_type_ensure (UI_TYPE_ANNOUNCER);
  g_type_ensure (UI_TYPE_MONITOR_BANNER);
  g_type_ensure (UI_TYPE_RECORDING_MARK);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/sidetone/Sidetone/ui-window.ui");
  gtk_widget_class_bind_template_child (widget_class, UiWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, UiWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, UiWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, UiWindow, dial_field);
  gtk_widget_class_bind_template_child (widget_class, UiWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, UiWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, UiWindow, monitor_banner);
  gtk_widget_class_bind_template_child (widget_class, UiWindow, recording_mark);
  gtk_widget_class_bind_template_child (widget_class, UiWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, UiWindow, call_bar);
  gtk_widget_class_bind_template_child (widget_class, UiWindow, announcer);
  gtk_widget_class_bind_template_callback (widget_class, page_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_cb);
  gtk_widget_class_install_action (widget_class, "line.sign-in", NULL, sign_in);
}

static void
ui_window_init (UiWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ui_window_add_actions (self);
  ui_window_add_keys (self);
  ui_window_watch_focus (self);
  ui_window_add_clicks (self);
  ui_window_add_leave (self);
  gtk_application_window_set_help_overlay (GTK_APPLICATION_WINDOW (self),
                                           GTK_SHORTCUTS_WINDOW (ui_shortcuts_new_window ()));
}

UiWindow *
ui_window_new (GtkApplication *application, DeskSession *session, GSettings *settings)
{
  return g_object_new (UI_TYPE_WINDOW, "application", application, "session", session, "settings", settings,
                       NULL);
}

DeskSession *
ui_window_get_session (UiWindow *self)
{
  g_return_val_if_fail (UI_IS_WINDOW (self), NULL);

  return self->session;
}

const char *
ui_window_get_page_name (UiWindow *self)
{
  g_return_val_if_fail (UI_IS_WINDOW (self), NULL);

  return self->stack != NULL ? gtk_stack_get_visible_child_name (self->stack) : NULL;
}

void
ui_window_open_dial_field (UiWindow *self, const char *text)
{
  g_return_if_fail (UI_IS_WINDOW (self));

  adw_leaflet_set_visible_child_name (self->leaflet, "content");
  ui_dial_field_open (self->dial_field, text);
}

/* A toast's title is markup; what the PBX says never is. */
void
ui_window_toast (UiWindow *self, const char *text)
{
  g_autofree char *escaped = NULL;

  g_return_if_fail (UI_IS_WINDOW (self));

  escaped = g_markup_escape_text (text, -1);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
  ui_announcer_say (self->announcer, text);
}
