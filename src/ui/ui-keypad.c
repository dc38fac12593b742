/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ui-keypad.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/desk-tones.h"

struct _UiKeypad
{
  GtkWidget parent_instance;

  /* template children */
  GtkLabel *sent;
  GtkGrid *keys;

  gboolean is_available;

  /* owned */
  DeskSession *session;
  DeskTones *tones;
  GSignalGroup *call_signals, *tones_signals, *session_signals;
};

G_DEFINE_FINAL_TYPE (UiKeypad, ui_keypad, GTK_TYPE_WIDGET)

enum
{
  PROP_AVAILABLE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* As on every telephone, with the letters people look for. */
static const struct
{
  const char *tone, *letters;
} keys[] = {
  { "1", "" },     { "2", "ABC" }, { "3", "DEF" },  { "4", "GHI" }, { "5", "JKL" }, { "6", "MNO" },
  { "7", "PQRS" }, { "8", "TUV" }, { "9", "WXYZ" }, { "*", "" },    { "0", "+" },   { "#", "" },
};

static void
refresh (UiKeypad *self)
{
  gboolean is_available = self->tones != NULL && desk_session_may (self->session, DESK_VERB_SEND_TONES);
  const char *sent = self->tones != NULL ? desk_tones_get_sent (self->tones) : "";
  g_autofree char *label = NULL;

  gtk_label_set_text (self->sent, *sent != '\0' ? sent : "–");
  /* Translators: the tones sent so far, read aloud. */
  label = *sent != '\0' ? g_strdup_printf (_ ("Sent: %s"), sent) : g_strdup (_ ("Nothing sent yet"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->sent), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_sensitive (GTK_WIDGET (self->keys), is_available && desk_tones_can_press (self->tones));
  gtk_widget_set_visible (GTK_WIDGET (self), is_available);
  if (self->is_available == is_available)
    return;
  self->is_available = is_available;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AVAILABLE]);
}

static void
clicked_cb (UiKeypad *self, GtkButton *button)
{
  if (self->tones != NULL)
    desk_tones_press (self->tones, gtk_widget_get_name (GTK_WIDGET (button)));
}

static GtkWidget *
find_key (UiKeypad *self, const char *tone)
{
  for (GtkWidget *key = gtk_widget_get_first_child (GTK_WIDGET (self->keys)); key != NULL;
       key = gtk_widget_get_next_sibling (key))
    if (g_str_equal (gtk_widget_get_name (key), tone))
      return key;
  return NULL;
}

/* The same as pressing the key, which takes the focus along. */
static gboolean
key_pressed_cb (UiKeypad *self, guint keyval, guint keycode, GdkModifierType state)
{
  char tone[] = { (char)MIN (gdk_keyval_to_unicode (keyval), 0x7f), '\0' };
  GtkWidget *key;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0 || tone[0] == '\0')
    return GDK_EVENT_PROPAGATE;
  key = find_key (self, tone);
  if (key == NULL || self->tones == NULL)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_grab_focus (key);
  desk_tones_press (self->tones, tone);
  return GDK_EVENT_STOP;
}

static GtkWidget *
make_key (UiKeypad *self, const char *tone, const char *letters)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *small = gtk_label_new (letters);
  const char *name = tone;

  /* Translators: keys of a telephone, read aloud. */
  if (*tone == '*')
    name = C_ ("keypad", "Star");
  else if (*tone == '#')
    name = C_ ("keypad", "Hash");
  gtk_widget_add_css_class (small, "letters");
  gtk_box_append (GTK_BOX (box), gtk_label_new (tone));
  gtk_box_append (GTK_BOX (box), small);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_name (button, tone);
  gtk_widget_add_css_class (button, "key");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static gboolean
ui_keypad_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (GTK_WIDGET (UI_KEYPAD (widget)->keys), GTK_DIR_TAB_FORWARD);
}

static void
ui_keypad_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_AVAILABLE:
      g_value_set_boolean (value, UI_KEYPAD (object)->is_available);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ui_keypad_dispose (GObject *object)
{
  UiKeypad *self = UI_KEYPAD (object);
  GtkWidget *child;

  g_clear_object (&self->call_signals);
  g_clear_object (&self->tones_signals);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->tones);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_KEYPAD);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ui_keypad_parent_class)->dispose (object);
}

static void
ui_keypad_class_init (UiKeypadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ui_keypad_get_property;
  object_class->dispose = ui_keypad_dispose;
  widget_class->grab_focus = ui_keypad_grab_focus;

  properties[PROP_AVAILABLE] = g_param_spec_boolean (
      "available", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/sidetone/Sidetone/ui-keypad.ui");
  gtk_widget_class_bind_template_child (widget_class, UiKeypad, sent);
  gtk_widget_class_bind_template_child (widget_class, UiKeypad, keys);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_set_css_name (widget_class, "keypad");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GSignalGroup *
follow (UiKeypad *self, GType type)
{
  GSignalGroup *group = g_signal_group_new (type);

  g_signal_group_connect_swapped (group, "notify", G_CALLBACK (refresh), self);
  return group;
}

static void
ui_keypad_init (UiKeypad *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkWidget *key = make_key (self, keys[i].tone, keys[i].letters);

      gtk_grid_attach (self->keys, key, (int)i % 3, (int)i / 3, 1, 1);
    }
  self->call_signals = follow (self, DESK_TYPE_CALL);
  self->tones_signals = follow (self, DESK_TYPE_TONES);
  self->session_signals = follow (self, DESK_TYPE_SESSION);
  refresh (self);
}

GtkWidget *
ui_keypad_new (void)
{
  return g_object_new (UI_TYPE_KEYPAD, NULL);
}

void
ui_keypad_set_call (UiKeypad *self, DeskSession *session, DeskCall *call)
{
  g_return_if_fail (UI_IS_KEYPAD (self));
  g_return_if_fail (call == NULL || session != NULL);

  DeskSession *of = call != NULL ? session : NULL;
  DeskTones *tones = call != NULL ? desk_session_get_tones (session, call) : NULL;

  g_set_object (&self->session, of);
  g_set_object (&self->tones, tones);
  g_signal_group_set_target (self->call_signals, call);
  g_signal_group_set_target (self->tones_signals, self->tones);
  g_signal_group_set_target (self->session_signals, self->session);
  refresh (self);
}
