/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/compat/ui-spin-row.h"

struct _UiSpinRow
{
  AdwActionRow parent_instance;

  /* borrowed */
  GtkSpinButton *spin; /* from the row */

  double last;         /* that was shown */
};

static void editable_iface_init (GtkEditableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (UiSpinRow, ui_spin_row, ADW_TYPE_ACTION_ROW,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_EDITABLE, editable_iface_init))

enum
{
  PROP_VALUE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GtkEditable *
get_delegate (GtkEditable *editable)
{
  return GTK_EDITABLE (UI_SPIN_ROW (editable)->spin);
}

static void
editable_iface_init (GtkEditableInterface *iface)
{
  iface->get_delegate = get_delegate;
}

static gboolean
is_empty (UiSpinRow *self)
{
  return *gtk_editable_get_text (GTK_EDITABLE (self->spin)) == '\0';
}

static int
input_cb (UiSpinRow *self, double *value)
{
  if (!is_empty (self))
    return FALSE;
  *value = gtk_adjustment_get_value (gtk_spin_button_get_adjustment (self->spin));
  return TRUE;
}

/* TRUE: what is written stays. */
static gboolean
output_cb (UiSpinRow *self)
{
  double value = gtk_adjustment_get_value (gtk_spin_button_get_adjustment (self->spin));
  gboolean stays = is_empty (self) && value == self->last;

  self->last = value;
  return stays;
}

static void
value_cb (UiSpinRow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}

static void
ui_spin_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (gtk_editable_delegate_get_property (object, prop_id, value, pspec))
    return;
  if (prop_id == PROP_VALUE)
    g_value_set_double (value, ui_spin_row_get_value (UI_SPIN_ROW (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ui_spin_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  if (gtk_editable_delegate_set_property (object, prop_id, value, pspec))
    return;
  if (prop_id == PROP_VALUE)
    ui_spin_row_set_value (UI_SPIN_ROW (object), g_value_get_double (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ui_spin_row_dispose (GObject *object)
{
  UiSpinRow *self = UI_SPIN_ROW (object);

  if (self->spin != NULL)
    gtk_editable_finish_delegate (GTK_EDITABLE (self));
  self->spin = NULL;

  G_OBJECT_CLASS (ui_spin_row_parent_class)->dispose (object);
}

static void
ui_spin_row_class_init (UiSpinRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ui_spin_row_get_property;
  object_class->set_property = ui_spin_row_set_property;
  object_class->dispose = ui_spin_row_dispose;

  properties[PROP_VALUE]
      = g_param_spec_double ("value", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0,
                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_editable_install_properties (object_class, N_PROPS);
}

static void
ui_spin_row_init (UiSpinRow *self)
{
  self->spin = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (0, 1, 1));
  gtk_spin_button_set_numeric (self->spin, TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->spin), GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->spin));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->spin));
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE); /* the keyboard goes to the number itself */
  gtk_editable_init_delegate (GTK_EDITABLE (self));
  g_signal_connect_object (self->spin, "input", G_CALLBACK (input_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->spin, "output", G_CALLBACK (output_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->spin, "value-changed", G_CALLBACK (value_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
ui_spin_row_new_with_range (double min, double max, double step)
{
  UiSpinRow *self = g_object_new (UI_TYPE_SPIN_ROW, NULL);

  gtk_spin_button_set_range (self->spin, min, max);
  gtk_spin_button_set_increments (self->spin, step, step * 10);
  self->last = ui_spin_row_get_value (self);
  return GTK_WIDGET (self);
}

/* What is written now. */
double
ui_spin_row_get_value (UiSpinRow *self)
{
  g_return_val_if_fail (UI_IS_SPIN_ROW (self), 0);
  return gtk_adjustment_get_value (gtk_spin_button_get_adjustment (self->spin));
}

void
ui_spin_row_set_value (UiSpinRow *self, double value)
{
  g_return_if_fail (UI_IS_SPIN_ROW (self));
  gtk_spin_button_set_value (self->spin, value);
}
