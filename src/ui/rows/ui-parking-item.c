/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/rows/ui-parking-item.h"

#include <glib/gi18n-lib.h>

G_DEFINE_INTERFACE (UiParkingItem, ui_parking_item, GTK_TYPE_WIDGET)

static void
ui_parking_item_default_init (UiParkingItemInterface *iface)
{
}

void
ui_parking_item_refresh (UiParkingItem *self)
{
  g_return_if_fail (UI_IS_PARKING_ITEM (self));

  UI_PARKING_ITEM_GET_IFACE (self)->refresh (self);
}

UiHoldButton *
ui_parking_item_get_button (UiParkingItem *self)
{
  UiHoldButton *button;

  g_return_val_if_fail (UI_IS_PARKING_ITEM (self), NULL);

  if (UI_PARKING_ITEM_GET_IFACE (self)->get_button == NULL)
    return NULL;
  button = UI_PARKING_ITEM_GET_IFACE (self)->get_button (self);
  return gtk_widget_get_visible (GTK_WIDGET (button)) ? button : NULL;
}

const char *
ui_parking_item_get_id (UiParkingItem *self)
{
  g_return_val_if_fail (UI_IS_PARKING_ITEM (self), NULL);

  return UI_PARKING_ITEM_GET_IFACE (self)->get_id (self);
}

GMenuModel *
ui_parking_item_dup_menu (UiParkingItem *self)
{
  g_return_val_if_fail (UI_IS_PARKING_ITEM (self), NULL);

  if (UI_PARKING_ITEM_GET_IFACE (self)->dup_menu == NULL)
    return NULL;
  return UI_PARKING_ITEM_GET_IFACE (self)->dup_menu (self);
}

static void
set_class (GtkWidget *widget, const char *name, gboolean is_set)
{
  if (is_set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

void
ui_parking_mark (GtkWidget *widget, DeskUrgency urgency)
{
  set_class (widget, "amber", urgency == DESK_URGENCY_AMBER);
  set_class (widget, "red", urgency == DESK_URGENCY_RED);
}

const char *
ui_parking_get_word (DeskUrgency urgency)
{
  switch (urgency)
    {
    case DESK_URGENCY_AMBER:
      return _ ("Waiting long");
    case DESK_URGENCY_RED:
      return _ ("Waiting very long");
    case DESK_URGENCY_CALM:
    default:
      return NULL;
    }
}

char *
ui_parking_dup_age (DeskUrgency urgency, gint64 age)
{
  guint minutes = (guint)(MAX (age, 0) / (60 * G_USEC_PER_SEC));

  if (minutes == 0)
    return g_strdup (urgency == DESK_URGENCY_CALM ? _ ("waiting less than a minute")
                                                  : _ ("waiting long, less than a minute"));
  if (urgency == DESK_URGENCY_RED)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "waiting very long, %u minute",
                                         "waiting very long, %u minutes", minutes), minutes);
  if (urgency == DESK_URGENCY_AMBER)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "waiting long, %u minute", "waiting long, %u minutes", minutes), minutes);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "waiting %u minute", "waiting %u minutes", minutes),
                          minutes);
}

char *
ui_parking_join (const char *first, const char *second)
{
  gboolean has_first = first != NULL && *first != '\0';
  gboolean has_second = second != NULL && *second != '\0';

  if (has_first && has_second)
    return g_strdup_printf ("%s · %s", first, second);
  return g_strdup (has_first ? first : has_second ? second : "");
}

void
ui_parking_append (GMenu *menu, const char *label, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

void
ui_parking_tidy_row (AdwActionRow *row)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
}

void
ui_parking_set_texts (AdwActionRow *row, const char *title, const char *subtitle)
{
  g_object_set (row, "title", title, "subtitle", subtitle, NULL);
}
