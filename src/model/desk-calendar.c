/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-calendar.h"

#include <glib/gi18n-lib.h>

#include "model/desk-module-file.h"

static GMutex lock;
static const DeskCalendar *loaded;
static GError *failure; /* once it failed */

const DeskCalendar *
desk_calendar_load (GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  if (loaded == NULL && failure == NULL)
    {
      const DeskModuleTexts texts = { _ ("The library of calendars is not installed"),
                                      _ ("The library of calendars cannot be loaded"),
                                      _ ("The library of calendars is of another version") };

      loaded
          = desk_module_file_open ("calendar", DESK_CALENDAR_SYMBOL, DESK_CALENDAR_VERSION, &texts, &failure);
    }
  if (loaded == NULL && error != NULL)
    *error = g_error_copy (failure);
  return loaded;
}
