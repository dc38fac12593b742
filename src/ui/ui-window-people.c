/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who a number is: chosen of several, or written into a phonebook. */
#include "config.h"

#include "ui/ui-window-private.h"

#include "ui/dialogs/ui-caller-dialog.h"
#include "ui/dialogs/ui-contact-dialog.h"

/* The parameter is a number that several have. */
static void
choose_caller_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  UiWindow *self = UI_WINDOW (user_data);

  ui_caller_dialog_present (GTK_WINDOW (self), self->session, g_variant_get_string (parameter, NULL));
}

/* The parameter is a number that nobody has, and what it is called so far, which may be empty. */
static void
add_contact_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  UiWindow *self = UI_WINDOW (user_data);
  const char *number, *name;
  g_autoptr (PalContactInfo) info = NULL;

  g_variant_get (parameter, "(&s&s)", &number, &name);
  info = desk_caller_make_info (desk_session_get_numbers (self->session), number,
                                g_strcmp0 (name, number) != 0 ? name : NULL,
                                g_str_has_prefix (g_get_language_names ()[0], "ja") ? "ja" : "en");
  ui_contact_dialog_present (ui_contact_dialog_new (self->session, NULL, info), GTK_WINDOW (self));
}

void
ui_window_add_people (UiWindow *self)
{
  static const GActionEntry entries[] = {
    { "choose-caller", choose_caller_cb, "s" },
    { "add-contact", add_contact_cb, "(ss)" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
