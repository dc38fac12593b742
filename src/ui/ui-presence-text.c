/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ui-presence-text.h"

#include <glib/gi18n-lib.h>

const char *
ui_presence_to_text (DeskPresence presence)
{
  switch (presence)
    {
    case DESK_PRESENCE_FREE:
      return C_ ("presence", "Free");
    case DESK_PRESENCE_RINGING:
      return C_ ("presence", "Ringing");
    case DESK_PRESENCE_DIALLING:
      return C_ ("presence", "Dialling");
    case DESK_PRESENCE_TALKING:
      return C_ ("presence", "Talking");
    case DESK_PRESENCE_ON_HOLD:
      return C_ ("presence", "On hold");
    case DESK_PRESENCE_OFFLINE:
      return C_ ("presence", "Offline");
    case DESK_PRESENCE_UNKNOWN:
    default:
      return C_ ("presence", "Unknown: the PBX has not said");
    }
}

char *
ui_presence_dup_sentence (DeskPresence presence, const char *other)
{
  if (other == NULL || *other == '\0')
    return g_strdup (ui_presence_to_text (presence));

  switch (presence)
    {
    case DESK_PRESENCE_RINGING:
      /* Translators: a colleague's phone rings; %s is who calls. */
      return g_strdup_printf (_ ("Ringing: %s"), other);
    case DESK_PRESENCE_DIALLING:
      /* Translators: %s is whom the colleague is calling. */
      return g_strdup_printf (_ ("Dialling %s"), other);
    case DESK_PRESENCE_TALKING:
      return g_strdup_printf (_ ("Talking with %s"), other);
    case DESK_PRESENCE_ON_HOLD:
      /* Translators: %s is whom the colleague has put on hold. */
      return g_strdup_printf (_ ("On hold: %s"), other);
    case DESK_PRESENCE_FREE:
    case DESK_PRESENCE_UNKNOWN:
    case DESK_PRESENCE_OFFLINE:
    default:
      return g_strdup (ui_presence_to_text (presence));
    }
}

char *
ui_conference_dup_text (const char *const *members)
{
  guint n = members != NULL ? g_strv_length ((char **) members) : 0;

  switch (n)
    {
    case 0:
      return g_strdup (_ ("Conference"));
    case 1:
      /* Translators: %s is who else is in the conference. */
      return g_strdup_printf (_ ("Conference with %s"), members[0]);
    case 2:
      /* Translators: two names. */
      return g_strdup_printf (_ ("Conference with %s and %s"), members[0], members[1]);
    default:
      /* Translators: two names, and how many more there are. */
      return g_strdup_printf (ngettext ("Conference with %s, %s and %u other",
                                        "Conference with %s, %s and %u others", n - 2),
                              members[0], members[1], n - 2);
    }
}

char *
ui_presence_dup_status (DeskExtension *extension)
{
  DeskPresence presence = desk_extension_get_presence (extension);

  if (presence == DESK_PRESENCE_TALKING && desk_extension_get_members (extension) != NULL)
    return ui_conference_dup_text (desk_extension_get_members (extension));
  return ui_presence_dup_sentence (presence, desk_extension_get_other (extension));
}

gboolean
ui_presence_has_clock (DeskPresence presence)
{
  switch (presence)
    {
    case DESK_PRESENCE_RINGING:
    case DESK_PRESENCE_DIALLING:
    case DESK_PRESENCE_TALKING:
    case DESK_PRESENCE_ON_HOLD:
      return TRUE;
    case DESK_PRESENCE_FREE:
    case DESK_PRESENCE_UNKNOWN:
    case DESK_PRESENCE_OFFLINE:
    default:
      return FALSE;
    }
}

char *
ui_presence_dup_description (DeskExtension *extension)
{
  g_autofree char *sentence = ui_presence_dup_status (extension);
  const char *name = desk_extension_get_name (extension);
  const char *number = desk_extension_get_number (extension);

  if (g_strcmp0 (name, number) == 0)
    /* Translators: a colleague read aloud: number, presence. */
    return g_strdup_printf (C_ ("colleague", "%s, %s"), number, sentence);
  /* Translators: a colleague read aloud: name, number, presence. */
  return g_strdup_printf (C_ ("colleague", "%s, %s, %s"), name, number, sentence);
}

char *
ui_format_clock (gint64 microseconds)
{
  gint64 seconds = MAX (microseconds, 0) / G_USEC_PER_SEC;

  if (seconds >= 3600)
    return g_strdup_printf ("%d:%02d:%02d", (int)(seconds / 3600), (int)(seconds / 60 % 60),
                            (int)(seconds % 60));
  return g_strdup_printf ("%d:%02d", (int)(seconds / 60), (int)(seconds % 60));
}
