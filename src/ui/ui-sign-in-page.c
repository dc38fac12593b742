/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ui-sign-in-page.h"

struct _UiSignInPage
{
  GtkWidget parent_instance;

  /* template children */
  GtkWidget *scroller;
  GtkBox *box;
  GtkLabel *title_label;
  GtkLabel *description_label;

  /* borrowed: a child of box */
  GtkWidget *child;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_DESCRIPTION,
  PROP_CHILD,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (UiSignInPage, ui_sign_in_page, GTK_TYPE_WIDGET)

static void
set_label (UiSignInPage *self, GtkLabel *label, const char *text, guint prop)
{
  text = text != NULL ? text : "";
  if (g_str_equal (gtk_label_get_label (label), text))
    return;

  gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

static void
set_child (UiSignInPage *self, GtkWidget *child)
{
  if (self->child == child)
    return;

  if (self->child != NULL)
    gtk_box_remove (self->box, self->child);
  self->child = child;
  if (child != NULL)
    gtk_box_append (self->box, child);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CHILD]);
}

static void
ui_sign_in_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  UiSignInPage *self = UI_SIGN_IN_PAGE (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, gtk_label_get_label (self->title_label));
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, gtk_label_get_label (self->description_label));
      break;
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ui_sign_in_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  UiSignInPage *self = UI_SIGN_IN_PAGE (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      set_label (self, self->title_label, g_value_get_string (value), prop_id);
      break;
    case PROP_DESCRIPTION:
      set_label (self, self->description_label, g_value_get_string (value), prop_id);
      break;
    case PROP_CHILD:
      set_child (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ui_sign_in_page_dispose (GObject *object)
{
  UiSignInPage *self = UI_SIGN_IN_PAGE (object);

  self->child = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_SIGN_IN_PAGE);

  G_OBJECT_CLASS (ui_sign_in_page_parent_class)->dispose (object);
}

static void
ui_sign_in_page_class_init (UiSignInPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ui_sign_in_page_get_property;
  object_class->set_property = ui_sign_in_page_set_property;
  object_class->dispose = ui_sign_in_page_dispose;

  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  props[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, "", flags);
  props[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/sidetone/Sidetone/ui-sign-in-page.ui");
  gtk_widget_class_bind_template_child (widget_class, UiSignInPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, UiSignInPage, box);
  gtk_widget_class_bind_template_child (widget_class, UiSignInPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, UiSignInPage, description_label);
}

static void
ui_sign_in_page_init (UiSignInPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
