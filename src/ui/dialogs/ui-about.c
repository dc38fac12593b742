/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/dialogs/ui-about.h"

#include <glib/gi18n.h>

#include "ui/ui-accessible.h"

/* What somebody who helps will ask for; nothing personal. */
static char *
build_debug_info (void)
{
  return g_strdup_printf ("Sidetone %s\nGLib %u.%u.%u\nGTK %u.%u.%u\nlibadwaita %u.%u.%u\n", PROJECT_VERSION,
                          glib_major_version, glib_minor_version, glib_micro_version,
                          gtk_get_major_version (), gtk_get_minor_version (), gtk_get_micro_version (),
                          adw_get_major_version (), adw_get_minor_version (), adw_get_micro_version ());
}

void
ui_about_present (GtkWindow *parent)
{
  const char *developers[] = { "The Sidetone contributors", NULL };
  g_autofree char *debug_info = build_debug_info ();
  GtkWidget *about
      = g_object_new (ADW_TYPE_ABOUT_WINDOW, "transient-for", parent, "modal", TRUE, "application-name",
                      "Sidetone", "application-icon", APP_ID, "version", PROJECT_VERSION, "developer-name",
                      _ ("The Sidetone contributors"), "developers", developers,
                      /* Translators: your names, one a line */
                      "translator-credits", _ ("translator-credits"), "comments",
                      _ ("See who is free, who is calling and who is waiting, and drive your "
                         "desk phone from the keyboard."),
                      "copyright", "© 2026 The Sidetone contributors", "license-type", GTK_LICENSE_GPL_3_0,
                      "debug-info", debug_info, "debug-info-filename", "sidetone-versions.txt", NULL);

  adw_about_window_add_legal_section (ADW_ABOUT_WINDOW (about), "libpal", NULL, GTK_LICENSE_LGPL_2_1, NULL);
  ui_accessible_tidy (GTK_WIDGET (about));
  gtk_window_present (GTK_WINDOW (about));
}
