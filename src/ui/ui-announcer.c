/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ui-announcer.h"

#define STAYS 1500 /* ms: time for a screen reader to read it */

struct _UiAnnouncer
{
  GtkWidget parent_instance;

  /* children, owned by the widget tree */
  GtkWidget *label; /* always there: GTK 4.8 tells of nothing a screen reader has not met before */

  /* owned */
  GQueue texts; /* char *, to come */

  guint timer;
};

G_DEFINE_FINAL_TYPE (UiAnnouncer, ui_announcer, GTK_TYPE_WIDGET)

static void say_next (UiAnnouncer *self);

static void
set_text (UiAnnouncer *self, const char *text)
{
  gtk_label_set_text (GTK_LABEL (self->label), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->label), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static gboolean
over_cb (gpointer user_data)
{
  UiAnnouncer *self = user_data;

  self->timer = 0;
  set_text (self, "");
  say_next (self);
  return G_SOURCE_REMOVE;
}

static void
say_next (UiAnnouncer *self)
{
  g_autofree char *text = g_queue_pop_head (&self->texts);

  if (text == NULL)
    return;
  /* It goes and comes: that is what is told. */
  gtk_widget_set_visible (self->label, FALSE);
  set_text (self, text);
  gtk_widget_set_visible (self->label, TRUE);
  self->timer = g_timeout_add (STAYS, over_cb, self);
}

static void
ui_announcer_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  UiAnnouncer *self = UI_ANNOUNCER (widget);
  int least;

  if (self->label != NULL)
    gtk_widget_measure (self->label, orientation, for_size, &least, NULL, NULL, NULL);
  *minimum = *natural = 0;
}

/* Somewhere, clipped. */
static void
ui_announcer_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  UiAnnouncer *self = UI_ANNOUNCER (widget);
  GtkAllocation place = { 0 };

  if (self->label == NULL)
    return;
  gtk_widget_measure (self->label, GTK_ORIENTATION_HORIZONTAL, -1, &place.width, NULL, NULL, NULL);
  gtk_widget_measure (self->label, GTK_ORIENTATION_VERTICAL, place.width, &place.height, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->label, &place, -1);
}

static void
ui_announcer_dispose (GObject *object)
{
  UiAnnouncer *self = UI_ANNOUNCER (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_queue_clear_full (&self->texts, g_free);

  G_OBJECT_CLASS (ui_announcer_parent_class)->dispose (object);
}

static void
ui_announcer_class_init (UiAnnouncerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_announcer_dispose;
  widget_class->measure = ui_announcer_measure;
  widget_class->size_allocate = ui_announcer_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ui_announcer_init (UiAnnouncer *self)
{
  g_queue_init (&self->texts);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  self->label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, NULL);
  set_text (self, "");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

void
ui_announcer_say (UiAnnouncer *self, const char *text)
{
  g_return_if_fail (UI_IS_ANNOUNCER (self));
  g_return_if_fail (text != NULL);

  g_queue_push_tail (&self->texts, g_strdup (text));
  if (self->timer == 0)
    say_next (self);
}
