/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pages/ui-log-menu.h"

#include <glib/gi18n-lib.h>

#include "ui/rows/ui-log-row.h"
#include "ui/ui-log-text.h"

static void
append (GMenu *menu, const char *label, const char *action, DeskLogEntry *entry)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "x", desk_log_entry_get_id (entry));
  g_menu_append_item (menu, item);
}

/* Who several in the phonebooks have, and whom nobody has. */
static void
append_person (DeskCaller *caller, GMenu *menu, DeskLogEntry *entry)
{
  const char *number = desk_log_entry_get_number (entry), *name = desk_log_entry_get_pbx_name (entry);
  g_autoptr (GMenuItem) item = NULL;

  if (caller == NULL)
    return;
  if (desk_caller_has_several (caller, number))
    {
      item = g_menu_item_new (_ ("Choose Who It Is…"), NULL);
      g_menu_item_set_action_and_target (item, "win.choose-caller", "s", number);
    }
  else if (desk_caller_is_unknown (caller, number))
    {
      item = g_menu_item_new (_ ("Add to Phonebook…"), NULL);
      g_menu_item_set_action_and_target (item, "win.add-contact", "(ss)", number, name != NULL ? name : "");
    }
  if (item != NULL)
    g_menu_append_item (menu, item);
}

/* A line without a number can only be put away or deleted. */
static void
append_number (DeskLog *log, GMenu *first, GMenu *second, DeskLogEntry *entry)
{
  const char *number = desk_log_entry_get_number (entry);
  g_autoptr (GMenuItem) call = NULL;

  if (number == NULL || *number == '\0')
    return;
  call = g_menu_item_new (_ ("Call"), NULL);
  g_menu_item_set_action_and_target (call, ui_log_get_dial_action (entry), "s", number);
  g_menu_append_item (first, call);
  append (second, _ ("Copy Number"), "log.copy-number", entry);
  append_person (desk_log_get_caller (log), second, entry);
  if (desk_log_is_ignored (log, number))
    append (second, _ ("Log This Number Again"), "log.unignore", entry);
  else
    append (second, _ ("Do Not Log This Number"), "log.ignore", entry);
}

static GMenuModel *
build_menu (GtkWidget *row, gpointer log)
{
  DeskLogEntry *entry = ui_log_row_get_entry (UI_LOG_ROW (row));
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) second = g_menu_new ();
  g_autoptr (GMenu) third = g_menu_new ();

  if (entry == NULL)
    return NULL;
  append_number (log, first, second, entry);
  if (desk_log_entry_get_outcome (entry) == DESK_OUTCOME_MISSED && !desk_log_entry_get_is_gap (entry))
    append (first, desk_log_entry_get_is_done (entry) ? _ ("Mark as Not Done") : _ ("Mark as Done"),
            "log.toggle-done", entry);
  append (third, _ ("Delete"), "log.remove", entry);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (second));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (third));
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static GtkWidget *
get_holder (GtkWidget *row)
{
  return ui_list_row_get_holder (UI_LIST_ROW (row));
}

UiRowMenu *
ui_log_menu_new (GtkWidget *page, DeskLog *log)
{
  static const UiRowMenuKind kind
      = { .get_row_type = ui_log_row_get_type, .build = build_menu, .get_holder = get_holder };

  return ui_row_menu_new (page, &kind, log);
}
