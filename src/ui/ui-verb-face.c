/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/ui-verb-face.h"

#define GAP 6

struct _UiVerbFace
{
  GtkWidget parent_instance;

  gboolean is_collapsed;

  /* children, owned by the widget tree */
  GtkWidget *icon;
  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (UiVerbFace, ui_verb_face, GTK_TYPE_WIDGET)

static void
ui_verb_face_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  UiVerbFace *self = UI_VERB_FACE (widget);
  int icon, label = 0;

  gtk_widget_measure (self->icon, orientation, -1, NULL, &icon, NULL, NULL);
  if (gtk_widget_get_visible (self->label))
    gtk_widget_measure (self->label, orientation, -1, NULL, &label, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = MAX (icon, label);
      return;
    }
  *minimum = icon;
  *natural = icon + (label > 0 ? GAP + label : 0);
}

static void
allocate (UiVerbFace *self, GtkWidget *child, int x, int width, int height)
{
  int total = gtk_widget_get_width (GTK_WIDGET (self));

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = total - x - width;
  gtk_widget_size_allocate (child, &(GtkAllocation){ x, 0, width, height }, -1);
}

static void
ui_verb_face_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  UiVerbFace *self = UI_VERB_FACE (widget);
  gboolean has_label = gtk_widget_get_visible (self->label) && !self->is_collapsed;
  int icon, label = 0, x;

  gtk_widget_measure (self->icon, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &icon, NULL, NULL);
  if (has_label)
    gtk_widget_measure (self->label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &label, NULL, NULL);
  gtk_widget_set_child_visible (self->label, has_label);
  x = MAX (width - icon - (has_label ? GAP + label : 0), 0) / 2;
  allocate (self, self->icon, x, icon, height);
  if (has_label)
    allocate (self, self->label, x + icon + GAP, label, height);
}

static void
ui_verb_face_dispose (GObject *object)
{
  UiVerbFace *self = UI_VERB_FACE (object);

  g_clear_pointer (&self->icon, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);

  G_OBJECT_CLASS (ui_verb_face_parent_class)->dispose (object);
}

static void
ui_verb_face_class_init (UiVerbFaceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_verb_face_dispose;
  widget_class->measure = ui_verb_face_measure;
  widget_class->size_allocate = ui_verb_face_size_allocate;
}

static void
ui_verb_face_init (UiVerbFace *self)
{
  self->icon = gtk_image_new ();
  self->label = gtk_label_new (NULL);
  gtk_widget_set_visible (self->label, FALSE);
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

GtkWidget *
ui_verb_face_new (const char *icon_name)
{
  UiVerbFace *self = g_object_new (UI_TYPE_VERB_FACE, NULL);

  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon_name);
  return GTK_WIDGET (self);
}

void
ui_verb_face_set_label (UiVerbFace *self, const char *label)
{
  g_return_if_fail (UI_IS_VERB_FACE (self));

  gtk_widget_set_visible (self->label, label != NULL);
  if (label != NULL)
    gtk_label_set_text (GTK_LABEL (self->label), label);
}

void
ui_verb_face_set_collapsed (UiVerbFace *self, gboolean is_collapsed)
{
  g_return_if_fail (UI_IS_VERB_FACE (self));

  if (self->is_collapsed == is_collapsed)
    return;
  self->is_collapsed = is_collapsed;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}
