/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/app-links.h"

#include <glib/gi18n.h>

/* What was given is not repeated: a terminal obeys control characters. */
static int
refuse (const char *reason, int status)
{
  g_printerr ("sidetone: %s\n", reason);
  return status;
}

/* A link goes as a link, so that the question says so; anything else as from a command line. */
static void
hand_over (GApplication *application, const char *text)
{
  if (strchr (text, ':') != NULL)
    {
      g_autoptr (GFile) file = g_file_new_for_uri (text);

      g_application_open (application, &file, 1, "");
    }
  else
    {
      g_action_group_activate_action (G_ACTION_GROUP (application), "dial", g_variant_new_string (text));
    }
}

int
app_links_hand_over (AppApplication *self, GVariantDict *options)
{
  GApplication *application = G_APPLICATION (self);
  g_autoptr (GError) error = NULL;
  g_autofree const char **links = NULL;
  const char *number = NULL;
  gboolean wants_field = g_variant_dict_contains (options, "dial-field");
  DeskLink link;

  g_variant_dict_lookup (options, "dial", "&s", &number);
  g_variant_dict_lookup (options, G_OPTION_REMAINING, "^a&s", &links);
  if (links != NULL && links[0] != NULL)
    {
      if (number != NULL || links[1] != NULL)
        return refuse (_ ("one number at a time"), 2);
      number = links[0];
    }
  if (number == NULL && !wants_field)
    return -1;
  if (number != NULL && !desk_link_parse (number, &link, &error))
    return refuse (error->message, 2);
  if (!g_application_register (application, NULL, &error))
    return refuse (error->message, 1);

  if (number != NULL)
    hand_over (application, number);
  if (wants_field)
    g_action_group_activate_action (G_ACTION_GROUP (application), "open-dial-field", NULL);
  return -1;
}
