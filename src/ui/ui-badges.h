/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-session.h"

G_BEGIN_DECLS

/* What a page's badge in the sidebar counts: the sum of numbers that objects of the session have as properties,
 * and how they are read aloud. One row each in ui-badges.c. */
typedef struct
{
  struct
  {
    gpointer (*get_source) (DeskSession *session); /* borrowed; NULL when there is none */
    const char *property;                          /* an int or uint; less than 0 counts as none */
    char *(*dup_text) (guint n);                   /* "3 new"; transfer full; numbers with the same text are added */
  } of[2];
} UiBadge;

extern const UiBadge ui_badge_calls, ui_badge_parking, ui_badge_voicemail;

guint ui_badge_count   (const UiBadge *badge, DeskSession *session);
/* "1 ringing, 2 to return"; NULL when nothing waits. Transfer full. */
char *ui_badge_dup_text (const UiBadge *badge, DeskSession *session);
/* @count runs, swapped, whenever one of the numbers changes, for as long as @object lives. */
void  ui_badge_connect (const UiBadge *badge, DeskSession *session, GCallback count, gpointer object);

G_END_DECLS
