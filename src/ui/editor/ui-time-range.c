/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/editor/ui-time-range.h"

#include <glib/gi18n-lib.h>

#define STEP 15 /* minutes */

struct _UiTimeRange
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (UiTimeRange, ui_time_range, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  REMOVE,
  EDIT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const struct
{
  const char *action;
  guint key;
  GdkModifierType modifiers;
  int begin, end; /* by so many steps */
} moves[] = {
  { "range.earlier", GDK_KEY_Left, 0, -1, -1 },
  { "range.later", GDK_KEY_Right, 0, 1, 1 },
  { "range.end-earlier", GDK_KEY_Left, GDK_SHIFT_MASK, 0, -1 },
  { "range.end-later", GDK_KEY_Right, GDK_SHIFT_MASK, 0, 1 },
  { "range.begin-earlier", GDK_KEY_Left, GDK_CONTROL_MASK, -1, 0 },
  { "range.begin-later", GDK_KEY_Right, GDK_CONTROL_MASK, 1, 0 },
};

static void
move_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    if (g_str_equal (moves[i].action, action_name))
      g_signal_emit (widget, signals[CHANGED], 0, moves[i].begin * STEP, moves[i].end * STEP);
}

static void
remove_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit (widget, signals[REMOVE], 0);
}

static void
edit_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit (widget, signals[EDIT], 0);
}

void
ui_time_range_describe (UiTimeRange *self, const char *words)
{
  g_return_if_fail (UI_IS_TIME_RANGE (self));

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

GtkWidget *
ui_time_range_new (void)
{
  return g_object_new (UI_TYPE_TIME_RANGE, NULL);
}

static void
ui_time_range_class_init (UiTimeRangeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const guint enters[] = { GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_space, GDK_KEY_F2 };

  signals[CHANGED] = g_signal_new ("changed", UI_TYPE_TIME_RANGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);
  signals[REMOVE]
      = g_signal_new ("remove", UI_TYPE_TIME_RANGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[EDIT]
      = g_signal_new ("edit", UI_TYPE_TIME_RANGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      gtk_widget_class_install_action (widget_class, moves[i].action, NULL, move_cb);
      gtk_widget_class_add_binding_action (widget_class, moves[i].key, moves[i].modifiers, moves[i].action,
                                           NULL);
    }
  gtk_widget_class_install_action (widget_class, "range.remove", NULL, remove_cb);
  gtk_widget_class_install_action (widget_class, "range.edit", NULL, edit_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "range.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "range.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_BackSpace, 0, "range.remove", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (enters); i++)
    gtk_widget_class_add_binding_action (widget_class, enters[i], 0, "range.edit", NULL);
  gtk_widget_class_set_css_name (widget_class, "time-range");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
}

static void
ui_time_range_init (UiTimeRange *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE); /* the grid has the pointer */
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      _ ("Arrows move it, with Shift its end, with Control its beginning; Delete removes "
         "it, Enter goes to its times"),
      -1);
}
