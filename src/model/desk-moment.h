/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days and months by name, in the language of the words around them, whatever LC_TIME is. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* “Monday”, “Mon”. */
const char *desk_moment_get_weekday       (GDateWeekday day);
const char *desk_moment_get_short_weekday (GDateWeekday day);
/* As g_date_time_format() does, but %A, %a, %B, %b are names in the language of @format (translated). */
char       *desk_moment_format            (GDateTime *moment, const char *format);

G_END_DECLS
