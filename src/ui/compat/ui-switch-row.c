/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/compat/ui-switch-row.h"

struct _UiSwitchRow
{
  AdwActionRow parent_instance;

  /* borrowed */
  GtkSwitch *toggle; /* from the row */
};

G_DEFINE_FINAL_TYPE (UiSwitchRow, ui_switch_row, ADW_TYPE_ACTION_ROW)

enum
{
  PROP_ACTIVE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
active_cb (UiSwitchRow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
}

static void
ui_switch_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_ACTIVE)
    g_value_set_boolean (value, ui_switch_row_get_active (UI_SWITCH_ROW (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ui_switch_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_ACTIVE)
    ui_switch_row_set_active (UI_SWITCH_ROW (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ui_switch_row_class_init (UiSwitchRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ui_switch_row_get_property;
  object_class->set_property = ui_switch_row_set_property;

  properties[PROP_ACTIVE]
      = g_param_spec_boolean ("active", NULL, NULL, FALSE,
                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ui_switch_row_init (UiSwitchRow *self)
{
  self->toggle = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->toggle), GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->toggle));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->toggle));
  g_signal_connect_object (self->toggle, "notify::active", G_CALLBACK (active_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
ui_switch_row_new (void)
{
  return g_object_new (UI_TYPE_SWITCH_ROW, NULL);
}

gboolean
ui_switch_row_get_active (UiSwitchRow *self)
{
  g_return_val_if_fail (UI_IS_SWITCH_ROW (self), FALSE);
  return gtk_switch_get_active (self->toggle);
}

void
ui_switch_row_set_active (UiSwitchRow *self, gboolean active)
{
  g_return_if_fail (UI_IS_SWITCH_ROW (self));
  gtk_switch_set_active (self->toggle, active);
}
