/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pages/ui-phonebook-menu.h"

#include <glib/gi18n-lib.h>

#include "ui/rows/ui-contact-row.h"
#include "ui/ui-contact-text.h"

static void
append (GMenu *menu, const char *label, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

/* All numbers that are known; the whole contact comes when it is looked at. */
static void
append_numbers (GMenu *menu, PalContactInfo *info)
{
  for (guint i = 0; info != NULL && i < pal_contact_info_get_n (info); i++)
    {
      const char *value = NULL, *id = pal_contact_info_get_nth (info, i, &value);
      g_auto (GStrv) numbers = NULL;

      if (!g_str_has_prefix (id, "$tel_") || value == NULL)
        continue;
      numbers = g_strsplit (value, ",", -1);
      for (guint k = 0; numbers[k] != NULL; k++)
        {
          g_autofree char *label = NULL;

          if (*g_strstrip (numbers[k]) == '\0')
            continue;
          /* Translators: %s is a name or a number. */
          label = g_strdup_printf (_ ("Call %s"), numbers[k]);
          append (menu, label, "win.dial", numbers[k]);
        }
    }
}

static GMenuModel *
build_menu (GtkWidget *row, gpointer phonebooks)
{
  DeskContact *contact = ui_contact_row_get_contact (UI_CONTACT_ROW (row));
  const char *id = contact != NULL ? desk_contact_get_id (contact) : NULL;
  g_autoptr (GMenu) menu = NULL;
  g_autoptr (GMenu) numbers = NULL;
  g_autoptr (GMenu) texts = NULL;
  g_autoptr (GMenu) last = NULL;

  if (id == NULL)
    return NULL;
  menu = g_menu_new ();
  numbers = g_menu_new ();
  texts = g_menu_new ();
  last = g_menu_new ();
  append_numbers (numbers, desk_contact_get_info (contact));
  append (texts, _ ("Show"), "phonebook.open", id);
  if (desk_phonebooks_can_edit (phonebooks, contact, NULL))
    append (texts, _ ("Edit"), "phonebook.edit", id);
  append (texts, _ ("Copy Name"), "phonebook.copy", desk_contact_get_display_name (contact));
  append (texts, _ ("Export as vCard…"), "phonebook.export-one", id);
  if (desk_phonebooks_can_delete (phonebooks, contact, NULL))
    append (last, _ ("Delete…"), "phonebook.delete", id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (numbers));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (texts));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static GtkWidget *
get_holder (GtkWidget *row)
{
  return ui_list_row_get_holder (UI_LIST_ROW (row));
}

UiRowMenu *
ui_phonebook_menu_new (GtkWidget *page, DeskPhonebooks *phonebooks)
{
  static const UiRowMenuKind kind
      = { .get_row_type = ui_contact_row_get_type, .build = build_menu, .get_holder = get_holder };

  return ui_row_menu_new (page, &kind, phonebooks);
}

GMenuModel *
ui_phonebook_menu_kinds (const char *action)
{
  static const struct { const char *name, *label; } kinds[] = {
    { "spreadsheet", N_ ("For Spreadsheets…") }, { "csv", N_ ("CSV for Programs…") }, { "vcard-2.1", "vCard 2.1…" },
    { "vcard-3.0", "vCard 3.0…" },               { "vcard-4.0", "vCard 4.0…" },
  };
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    append (menu, _ (kinds[i].label), action, kinds[i].name);
  return G_MENU_MODEL (menu);
}

GMenuModel *
ui_phonebook_menu_more (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) contacts = g_menu_new ();
  g_autoptr (GMenuModel) files = ui_phonebook_menu_kinds ("phonebook.export");
  g_autoptr (GMenu) others = g_menu_new ();

  g_menu_append (contacts, _ ("_New Contact…"), "phonebook.new");
  g_menu_append (contacts, _ ("_Import Contacts…"), "phonebook.import");
  g_menu_append_submenu (contacts, _ ("_Export What Is Shown"), files);
  g_menu_append (contacts, _ ("_Select Contacts"), "phonebook.choose");
  g_menu_append (others, _ ("_Changes…"), "phonebook.edits");
  g_menu_append (others, _ ("_Keep a Copy on This Computer"), "phonebook.mirror");
  g_menu_append (others, _ ("_Short Dials…"), "app.short-dials");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (contacts));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (others));
  return G_MENU_MODEL (menu);
}

char *
ui_phonebook_dup_target (DeskPhonebook *book)
{
  if (book == NULL)
    return g_strdup ("");
  return g_strconcat (
      desk_phonebook_get_is_shared (book) ? "shared:" : "mine:", desk_phonebook_get_name (book), NULL);
}

GMenuModel *
ui_phonebook_menu_books (DeskPhonebooks *phonebooks)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) all = g_menu_new ();
  g_autoptr (GMenu) mine = g_menu_new ();
  g_autoptr (GMenu) shared = g_menu_new ();

  append (all, _ ("All Contacts"), "phonebook.book", "");
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (phonebooks)); i++)
    {
      g_autoptr (DeskPhonebook) book = g_list_model_get_item (G_LIST_MODEL (phonebooks), i);
      g_autofree char *target = ui_phonebook_dup_target (book);

      append (desk_phonebook_get_is_shared (book) ? shared : mine, desk_phonebook_get_title (book),
              "phonebook.book", target);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (all));
  if (g_menu_model_get_n_items (G_MENU_MODEL (mine)) > 0)
    g_menu_append_section (menu, _ ("Yours"), G_MENU_MODEL (mine));
  if (g_menu_model_get_n_items (G_MENU_MODEL (shared)) > 0)
    g_menu_append_section (menu, _ ("Shared"), G_MENU_MODEL (shared));
  return G_MENU_MODEL (menu);
}
