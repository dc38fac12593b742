/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-merge.h"

#include <string.h>

/* Fields are written "id=value;…"; a lone "id=" is a blank field, "-" no contact at all. */
typedef struct
{
  const char *name, *base, *mine, *theirs, *merged, *conflicting, *undone;
} Case;

static const Case cases[] = {
  { "nothing", "a=1", "a=1", "a=1", "a=1", "", "a=1" },
  { "mine alone", "a=1;b=2", "a=3;b=2", "a=1;b=2", "a=3;b=2", "", "a=1;b=2" },
  { "theirs alone", "a=1;b=2", "a=1;b=2", "a=1;b=4", "a=1;b=4", "", "a=1;b=4" },
  { "both, apart", "a=1;b=2", "a=3;b=2", "a=1;b=4", "a=3;b=4", "", "a=1;b=4" },
  { "both, the same", "a=1", "a=3", "a=3", "a=3", "", "a=1" },
  { "both, otherwise", "a=1;b=2", "a=3;b=2", "a=4;b=2", "a=3;b=2", "a", "a=4;b=2" },
  { "some of each", "a=1;b=2;c=3", "a=9;b=8;c=3", "a=7;b=2;c=6", "a=9;b=8;c=6", "a", "a=7;b=2;c=6" },
  { "I add", "a=1", "a=1;b=2", "a=1", "a=1;b=2", "", "a=1" },
  { "they add", "a=1", "a=1", "a=1;b=2", "a=1;b=2", "", "a=1;b=2" },
  { "both add, the same", "a=1", "a=1;b=2", "a=1;b=2", "a=1;b=2", "", "a=1" },
  { "both add, otherwise", "a=1", "a=1;b=2", "a=1;b=3", "a=1;b=2", "b", "a=1;b=3" },
  { "I remove", "a=1;b=2", "a=1", "a=1;b=2", "a=1", "", "a=1;b=2" },
  { "they remove", "a=1;b=2", "a=1;b=2", "a=1", "a=1", "", "a=1" },
  { "both remove", "a=1;b=2", "a=1", "a=1", "a=1", "", "a=1;b=2" },
  { "I remove what they change", "a=1;b=2", "a=1", "a=1;b=3", "a=1", "b", "a=1;b=3" },
  { "they remove what I change", "a=1;b=2", "a=1;b=3", "a=1", "a=1;b=3", "b", "a=1" },
  { "blanked and removed", "a=1;b=2", "a=1;b=", "a=1", "a=1", "", "a=1;b=2" },
  { "blank is none", "a=1", "a=1;b=", "a=1;b=  ", "a=1", "", "a=1" },
  { "blanks around", "a=1", "a= x ", "a=x", "a=x", "", "a=1" },
  { "line breaks", "n=1", "n=x\ny", "n=x\r\ny", "n=x\r\ny", "", "n=1" },
  { "language and own fields stay", "$lang=ja;趣味=碁;a=1", "$lang=ja;趣味=碁;a=2", "$lang=ja;趣味=碁;a=1;z=9",
    "$lang=ja;趣味=碁;a=2;z=9", "", "$lang=ja;趣味=碁;a=1;z=9" },
  { "a new one", "-", "a=1;b=2", "-", "a=1;b=2", "", "" },
  { "a new one that is there", "-", "a=1;b=2", "a=1;b=2;$lang=en", "a=1;b=2;$lang=en", "", "$lang=en" },
  { "a new one cut short", "-", "a=123", "a=12", "a=123", "a", "a=12" },
  { "case counts", "a=x", "a=X", "a=x", "a=X", "", "a=x" },
  { "back to what it was", "a=1", "a=2", "a=1", "a=2", "", "a=1" },
};

static PalContactInfo *
parse (const char *text)
{
  PalContactInfo *info;
  g_auto (GStrv) fields = NULL;

  if (strcmp (text, "-") == 0)
    return NULL;
  info = pal_contact_info_new ();
  fields = g_strsplit (text, ";", -1);
  for (guint i = 0; fields[i] != NULL; i++)
    {
      char *equals = strchr (fields[i], '=');

      if (equals == NULL)
        continue;
      *equals = '\0';
      pal_contact_info_set (info, fields[i], equals + 1);
    }
  return info;
}

static void
free_info (PalContactInfo **info)
{
  g_clear_pointer (info, pal_contact_info_unref);
}

#define INFO(name, text) __attribute__ ((cleanup (free_info))) PalContactInfo *name = parse (text)

static void
test_merge (gconstpointer data)
{
  const Case *row = data;
  INFO (base, row->base);
  INFO (mine, row->mine);
  INFO (theirs, row->theirs);
  INFO (expected, row->merged);
  INFO (undone, row->undone);
  g_autoptr (GPtrArray) conflicting = NULL;
  g_autoptr (PalContactInfo) merged = desk_merge (base, mine, theirs, &conflicting);
  g_autoptr (PalContactInfo) back = desk_merge_undo (base, mine, theirs);
  g_autofree char *ids = NULL, *key = NULL, *expected_key = NULL;

  g_assert_true (desk_merge_is_same (merged, expected));
  g_assert_true (desk_merge_is_same (back, undone));
  g_ptr_array_add (conflicting, NULL);
  ids = g_strjoinv (",", (char **) conflicting->pdata);
  g_assert_cmpstr (ids, ==, row->conflicting);
  key = desk_merge_dup_key (merged);
  expected_key = desk_merge_dup_key (expected);
  g_assert_cmpstr (key, ==, expected_key);

  /* What was merged is merged, and it makes no difference who is asked. */
  if (row->conflicting[0] == '\0')
    {
      g_autoptr (PalContactInfo) again = desk_merge (base, mine, merged, NULL);
      g_autoptr (PalContactInfo) other = desk_merge (base, theirs, mine, NULL);

      g_assert_true (desk_merge_is_same (again, merged));
      g_assert_true (desk_merge_is_same (other, merged));
    }
}

static void
test_same (void)
{
  INFO (a, "a=1;b=2");
  INFO (turned, "b=2 ;a=1;c=");
  INFO (other, "a=1;b=3");
  INFO (longer, "a=1;b=2;c=3");
  INFO (empty, "");
  g_autofree char *key = desk_merge_dup_key (a), *turned_key = desk_merge_dup_key (turned);
  g_autofree char *none = desk_merge_dup_key (NULL);

  g_assert_true (desk_merge_is_same (a, turned));
  g_assert_false (desk_merge_is_same (a, other));
  g_assert_false (desk_merge_is_same (a, longer));
  g_assert_false (desk_merge_is_same (longer, a));
  g_assert_true (desk_merge_is_same (empty, NULL));
  g_assert_true (desk_merge_is_same (NULL, NULL));
  g_assert_false (desk_merge_is_same (NULL, a));
  g_assert_cmpstr (key, ==, turned_key);
  g_assert_cmpstr (none, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/model/merge/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_merge);
    }
  g_test_add_func ("/model/merge/same", test_same);
  return g_test_run ();
}
