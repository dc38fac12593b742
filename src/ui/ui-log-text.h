/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-log-entry.h"

G_BEGIN_DECLS

/* Words for the lines of the call log. Plain text; transfer full. */

/* "Chie Mori", "Unknown caller", "Not connected 10:32–10:40". */
char       *ui_log_dup_title       (DeskLogEntry *entry);
/* "Missed", "Incoming", "Nobody answered". */
char       *ui_log_dup_outcome     (DeskLogEntry *entry);
/* "Incoming · 0312345678 · Sales · transferred to Ben Okafor". */
char       *ui_log_dup_detail      (DeskLogEntry *entry);
/* "10:32", of the day it stands under. */
char       *ui_log_dup_time        (DeskLogEntry *entry);
/* "3:12", how long was talked; NULL when nobody talked, or when it is not known. */
char       *ui_log_dup_duration    (DeskLogEntry *entry);
/* "Today", "Monday, 23 November". */
char       *ui_log_dup_day         (DeskLogEntry *entry);
/* All of it, as a screen reader says it. */
char       *ui_log_dup_description (DeskLogEntry *entry);

/* What the person may still want to return: a missed call. */
gboolean    ui_log_is_unreturned   (DeskLogEntry *entry);
/* Which action calls that number: one that was sent before is sent again as it is, by no rule. Static storage. */
const char *ui_log_get_dial_action (DeskLogEntry *entry);

G_END_DECLS
