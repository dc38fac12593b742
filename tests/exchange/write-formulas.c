/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints a phonebook for spreadsheets in which every field would be a formula. */
#include "config.h"

#include "exchange/desk-entries.h"

int
main (void)
{
  static const char *const starts[] = { "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%", "\t=", "\r\n=" };
  static const char *const rests[] = { "1+1", "cmd|'/C calc'!A0", "HYPERLINK(\"http://x\",\"y\")", "SUM(1,2)", "A1" };
  g_autoptr (GPtrArray) infos = g_ptr_array_new_with_free_func ((GDestroyNotify) pal_contact_info_unref);
  g_autoptr (GString) out = g_string_new ("\xef\xbb\xbf");
  g_auto (GStrv) fields = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    for (guint j = 0; j < G_N_ELEMENTS (rests); j++)
      {
        g_autofree char *text = g_strconcat (starts[i], rests[j], NULL);
        PalContactInfo *info = pal_contact_info_new ();

        pal_contact_info_set (info, "$lastname", text);
        pal_contact_info_set (info, "$notes", text);
        pal_contact_info_set (info, "=1+1", text);
        g_ptr_array_add (infos, info);
      }
  fields = desk_entries_list_fields (infos, "en");
  desk_entries_append_head (out, (const char *const *) fields, "en", DESK_CSV_PROTECTED);
  for (guint i = 0; i < infos->len; i++)
    desk_entries_append_row (out, (const char *const *) fields, infos->pdata[i], NULL, DESK_CSV_PROTECTED);
  g_print ("%s", out->str);
  return 0;
}
