/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ui-shortcuts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* clang-format off */
static const UiShortcut rows[] = {
  { "win.open-dial-field",       { "<Control>k" }, N_("Calls"), N_("Dial a name or number") },
  { NULL,                        { "<Control>i" },   NULL, N_("There: why a match stands where it does") },
  { NULL,                        { "Return" },       NULL, N_("Answer the call that rings") },
  { "win.go-calls",              { "F6" },           NULL, N_("Go to the call that rings longest, else to your call") },
  { "win.call-chosen",           { "F3" },           NULL, N_("Call the selected colleague") },
  { "win.call-toggle-hold",      { "<Control>h" },   NULL, N_("Hold or resume") },
  { "win.call-end",              { "F8" },           NULL, N_("Hang up; hands the call over while a transfer is on") },
  { "win.call-switch(-1)",       { "<Alt>Up" },      NULL, N_("Previous call") },
  { "win.call-switch(1)",        { "<Alt>Down" },    NULL, N_("Next call") },
  { "win.call-toggle-record",    { "<Control>r" },   NULL, N_("Record, or stop recording") },
  { NULL,                        { "0" },            NULL, N_("Tones, while the keypad is open") },
  { NULL,                        { "1" } },
  { NULL,                        { "2" } },
  { NULL,                        { "3" } },
  { NULL,                        { "4" } },
  { NULL,                        { "5" } },
  { NULL,                        { "6" } },
  { NULL,                        { "7" } },
  { NULL,                        { "8" } },
  { NULL,                        { "9" } },
  { NULL,                        { "asterisk", "numbersign" }, NULL, N_("Star and hash, likewise") },

  { "win.call-blind",            { "F4" },           N_("Transfer"), N_("Transfer, or send a ringing call elsewhere") },
  { "win.call-attended",         { "F5" },           NULL, N_("Ask first; again to hand the call over") },
  { "win.call-join('')",         { "<Shift>F5" },    NULL, N_("Talk all together") },
  { NULL,                        { "Escape" },       NULL, N_("Cancel the transfer") },

  { "win.call-park-next",        { "<Control>p" },   N_("Waiting"), N_("Park in the next free slot") },
  { "win.retrieve-oldest",       { "<Control><Shift>p" }, NULL, N_("Retrieve who is parked longest") },
  { "win.go-parked",             { "F7" },           NULL, N_("Go to who is parked longest") },
  { "win.go-waiting",            { "F9" },           NULL, N_("Go to who waits longest in a queue") },
  { "win.go-urgent",             { "<Control>j" },   NULL, N_("Go to who has waited worst") },

  { "win.find",                  { "<Control>f" },   N_("Colleagues"), N_("Filter or search what the page shows") },
  { NULL,                        { "Menu", "<Shift>F10" }, NULL, N_("What else can be done with whom you are at") },
  { "win.favourite(1)",          { "<Alt>1" },       NULL, N_("Call a favourite") },
  { "win.favourite(2)",          { "<Alt>2" } },
  { "win.favourite(3)",          { "<Alt>3" } },
  { "win.favourite(4)",          { "<Alt>4" } },
  { "win.favourite(5)",          { "<Alt>5" } },
  { "win.favourite(6)",          { "<Alt>6" } },
  { "win.favourite(7)",          { "<Alt>7" } },
  { "win.favourite(8)",          { "<Alt>8" } },
  { "win.favourite(9)",          { "<Alt>9" } },

  { "win.new-contact",           { "<Control>n" },   N_("Phonebook"), N_("New contact") },
  { NULL,                        { "space", "<Shift>Down" }, NULL, N_("Select several contacts of the phonebook") },
  { NULL,                        { "<Control>a" },   NULL, N_("There: all that are listed") },

  { "win.page(1)",               { "<Control>1" },   N_("General"), N_("Go to a page") },
  { "win.page(2)",               { "<Control>2" } },
  { "win.page(3)",               { "<Control>3" } },
  { "win.page(4)",               { "<Control>4" } },
  { "win.page(5)",               { "<Control>5" } },
  { "win.page(6)",               { "<Control>6" } },
  { "win.page(7)",               { "<Control>7" } },
  { "win.page(8)",               { "<Control>8" } },
  { "win.page(9)",               { "<Control>9" } },
  { NULL,                        { "<Control>s" },   NULL, N_("Save what you changed") },
  { "win.menu",                  { "F10" },          NULL, N_("Main menu") },
  { "app.preferences",           { "<Control>comma" }, NULL, N_("Preferences") },
  { "win.show-help-overlay",     { "<Control>question", "F1" }, NULL, N_("Keyboard shortcuts") },
  { "win.close",                 { "<Control>w" },   NULL, N_("Close the window") },
  { "app.quit",                  { "<Control>q" },   NULL, N_("Quit") },
};
/* clang-format on */

const UiShortcut *
ui_shortcuts_get (guint *n_rows)
{
  *n_rows = G_N_ELEMENTS (rows);
  return rows;
}

/* "<Alt>1...9" for a range of more than two, else the keys beside each other. */
static char *
dup_keys (guint first, guint n)
{
  const char *last = rows[first + n - 1].accels[0];
  const char *bare = strrchr (last, '>');

  if (n > 1)
    return g_strconcat (rows[first].accels[0], "...", bare != NULL ? bare + 1 : last, NULL);

  return g_strjoinv (" ", (char **)rows[first].accels);
}

static void
append_group (GString *xml, guint *row)
{
  g_autofree char *title = g_markup_escape_text (_ (rows[*row].group), -1);

  g_string_append_printf (xml, "<child><object class='GtkShortcutsGroup'><property name='title'>%s</property>", title);
  do
    {
      guint n = 1;
      g_autofree char *keys = NULL;
      g_autofree char *text = NULL;

      while (*row + n < G_N_ELEMENTS (rows) && rows[*row + n].title == NULL)
        n++;
      keys = dup_keys (*row, n);
      text = g_markup_printf_escaped ("<child><object class='GtkShortcutsShortcut'>"
                                      "<property name='accelerator'>%s</property>"
                                      "<property name='title'>%s</property></object></child>",
                                      keys, _ (rows[*row].title));
      g_string_append (xml, text);
      *row += n;
    }
  while (*row < G_N_ELEMENTS (rows) && rows[*row].group == NULL);
  g_string_append (xml, "</object></child>");
}

GtkWidget *
ui_shortcuts_new_window (void)
{
  g_autoptr (GString) xml = g_string_new ("<interface><object class='GtkShortcutsWindow' id='overview'>"
                                          "<property name='modal'>1</property>"
                                          "<child><object class='GtkShortcutsSection'>"
                                          "<property name='section-name'>shortcuts</property>"
                                          "<property name='max-height'>20</property>");
  g_autoptr (GtkBuilder) builder = NULL;
  GtkWidget *window;

  for (guint row = 0; row < G_N_ELEMENTS (rows);)
    append_group (xml, &row);
  g_string_append (xml, "</object></child></object></interface>");
  builder = gtk_builder_new_from_string (xml->str, (gssize)xml->len);
  window = GTK_WIDGET (gtk_builder_get_object (builder, "overview"));
  gtk_window_set_title (GTK_WINDOW (window), _ ("Keyboard Shortcuts"));

  return window;
}
