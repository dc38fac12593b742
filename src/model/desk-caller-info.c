/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of a caller nobody has, as the beginning of a contact. */
#include "config.h"

#include "model/desk-caller.h"

/* Also the wide one, as between Japanese names. */
static const char *
find_last_blank (const char *name)
{
  const char *last = NULL;

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (p > name && g_unichar_isspace (g_utf8_get_char (p)) && *g_utf8_next_char (p) != '\0')
      last = p;
  return last;
}

/* By the account's rules. */
static gboolean
is_inside (DeskNumbers *numbers, const char *number)
{
  g_auto (DeskNumberPlan) plan = { 0 };

  return numbers != NULL && desk_numbers_dial (numbers, number, &plan)
         && (plan.kind == DESK_NUMBER_EXTENSION || plan.kind == DESK_NUMBER_COLLEAGUE);
}

PalContactInfo *
desk_caller_make_info (DeskNumbers *numbers, const char *number, const char *name, const char *language)
{
  PalContactInfo *info = pal_contact_info_new ();
  const char *blank = name != NULL ? find_last_blank (name) : NULL;
  gboolean is_japanese = g_strcmp0 (language, "ja") == 0;
  g_autofree char *first = blank != NULL ? g_strndup (name, (gsize) (blank - name)) : NULL;

  if (blank != NULL)
    {
      pal_contact_info_set (info, is_japanese ? "$lastname" : "$firstname", first);
      pal_contact_info_set (info, is_japanese ? "$firstname" : "$lastname", g_utf8_next_char (blank));
    }
  else if (name != NULL && name[0] != '\0')
    pal_contact_info_set (info, "$lastname", name);
  if (number != NULL && number[0] != '\0')
    pal_contact_info_set (info, is_inside (numbers, number) ? "$tel_ext" : "$tel_work", number);
  return info;
}
