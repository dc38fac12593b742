/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ui-note-text.h"

#include <glib/gi18n-lib.h>

const char *
ui_note_get_access (DeskNoteAccess access)
{
  switch (access)
    {
    case DESK_NOTE_ACCESS_NONE:
      return _ ("Administrators only");
    case DESK_NOTE_ACCESS_READ:
      return _ ("Everybody may read, administrators may write");
    case DESK_NOTE_ACCESS_WRITE:
      return _ ("Everybody may read and write");
    default:
      return "";
    }
}

char *
ui_note_dup_when (gint64 when)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (when / G_USEC_PER_SEC);
  g_autoptr (GDateTime) then = g_date_time_to_local (utc);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  gboolean is_today = g_date_time_get_year (then) == g_date_time_get_year (now)
                      && g_date_time_get_day_of_year (then) == g_date_time_get_day_of_year (now);

  return g_date_time_format (then, is_today ? "%H:%M" : "%x %H:%M");
}

char *
ui_note_dup_state (DeskNote *note)
{
  g_autofree char *when = NULL;

  if (!desk_note_get_is_dirty (note))
    return desk_note_get_state (note) == DESK_NOTE_STATE_GONE ? g_strdup (_ ("Not on the PBX any more"))
                                                              : NULL;
  when = ui_note_dup_when (desk_note_get_written_at (note));
  switch (desk_note_get_saving (note))
    {
    case DESK_NOTE_SAVING_RUNNING:
      return g_strdup (_ ("Saving…"));
    case DESK_NOTE_SAVING_CONFLICT:
      return g_strdup (_ ("Changed by somebody else, too"));
    case DESK_NOTE_SAVING_UNCERTAIN:
    case DESK_NOTE_SAVING_FAILED:
    case DESK_NOTE_SAVING_NONE:
    default:
      /* Translators: what was written at that time is not saved. */
      return g_strdup_printf (_ ("Draft of %s"), when);
    }
}
