/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/compat/ui-banner.h"

struct _UiBanner
{
  GtkWidget parent_instance;

  /* template children */
  GtkRevealer *revealer;
  GtkLabel *label;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (UiBanner, ui_banner, GTK_TYPE_WIDGET)

enum
{
  PROP_TITLE = 1,
  PROP_BUTTON_LABEL,
  PROP_REVEALED,
  N_PROPS
};

enum
{
  BUTTON_CLICKED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
clicked_cb (UiBanner *self)
{
  g_signal_emit (self, signals[BUTTON_CLICKED], 0);
}

static void
ui_banner_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  UiBanner *self = UI_BANNER (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, ui_banner_get_title (self));
      break;
    case PROP_BUTTON_LABEL:
      g_value_set_string (value, gtk_button_get_label (self->button));
      break;
    case PROP_REVEALED:
      g_value_set_boolean (value, ui_banner_get_revealed (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ui_banner_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  UiBanner *self = UI_BANNER (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      ui_banner_set_title (self, g_value_get_string (value));
      break;
    case PROP_BUTTON_LABEL:
      ui_banner_set_button_label (self, g_value_get_string (value));
      break;
    case PROP_REVEALED:
      ui_banner_set_revealed (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ui_banner_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), UI_TYPE_BANNER);

  G_OBJECT_CLASS (ui_banner_parent_class)->dispose (object);
}

static void
ui_banner_class_init (UiBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = ui_banner_get_property;
  object_class->set_property = ui_banner_set_property;
  object_class->dispose = ui_banner_dispose;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  properties[PROP_BUTTON_LABEL] = g_param_spec_string ("button-label", NULL, NULL, NULL, flags);
  properties[PROP_REVEALED] = g_param_spec_boolean ("revealed", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[BUTTON_CLICKED] = g_signal_new ("button-clicked", UI_TYPE_BANNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/sidetone/Sidetone/compat/ui-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, UiBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, UiBanner, label);
  gtk_widget_class_bind_template_child (widget_class, UiBanner, button);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ui_banner_init (UiBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
ui_banner_set_title (UiBanner *self, const char *title)
{
  g_return_if_fail (UI_IS_BANNER (self));

  if (g_strcmp0 (gtk_label_get_text (self->label), title != NULL ? title : "") == 0)
    return;
  gtk_label_set_text (self->label, title != NULL ? title : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (self->label), -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

const char *
ui_banner_get_title (UiBanner *self)
{
  g_return_val_if_fail (UI_IS_BANNER (self), NULL);

  return gtk_label_get_text (self->label);
}

void
ui_banner_set_button_label (UiBanner *self, const char *label)
{
  g_return_if_fail (UI_IS_BANNER (self));

  if (g_strcmp0 (gtk_button_get_label (self->button), label) == 0)
    return;
  gtk_button_set_label (self->button, label != NULL ? label : "");
  gtk_widget_set_visible (GTK_WIDGET (self->button), label != NULL && *label != '\0');
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUTTON_LABEL]);
}

void
ui_banner_set_revealed (UiBanner *self, gboolean revealed)
{
  g_return_if_fail (UI_IS_BANNER (self));

  if (ui_banner_get_revealed (self) == revealed)
    return;
  gtk_revealer_set_reveal_child (self->revealer, revealed);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVEALED]);
}

gboolean
ui_banner_get_revealed (UiBanner *self)
{
  g_return_val_if_fail (UI_IS_BANNER (self), FALSE);

  return gtk_revealer_get_reveal_child (self->revealer);
}
