/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/model/edits-plan.h"

static guint
mix (guint seed, guint i, guint what)
{
  guint64 x = ((guint64) seed << 40) ^ ((guint64) what << 32) ^ i;

  x = (x ^ (x >> 31)) * G_GUINT64_CONSTANT (0x7fb5d329728ea185);
  x = (x ^ (x >> 27)) * G_GUINT64_CONSTANT (0x81dadef4bc2dd44d);
  return (guint) ((x ^ (x >> 33)) & 0x7fffffff);
}

/* Some new contacts are the same as the one made before. */
EditsPlan
edits_plan (guint seed, guint i)
{
  guint what = mix (seed, i, 0) % 100, before = i > 1 ? mix (seed, i - 1, 0) % 100 : 0;
  EditsPlan self = { .is_cancelled = mix (seed, i, 1) % 20 == 0 };

  if (what < 45)
    {
      self.kind = DESK_EDIT_KIND_CREATE;
      self.subject = what < 8 && before >= 8 && before < 45 ? i - 1 : i;
    }
  else if (what < 85)
    {
      self.kind = DESK_EDIT_KIND_CHANGE;
      self.subject = mix (seed, i, 2) % EDITS_N_POOL;
    }
  else
    {
      self.kind = DESK_EDIT_KIND_DELETE;
      self.subject = i;
    }
  return self;
}

void
edits_set_number (PalContactInfo *info, const char *id, const char *word, guint number)
{
  g_autofree char *value = g_strdup_printf ("%s%u", word, number);

  pal_contact_info_set (info, id, value);
}

PalContactInfo *
edits_created_info (guint n)
{
  PalContactInfo *info = pal_contact_info_new ();

  edits_set_number (info, "$firstname", "New", n);
  edits_set_number (info, "$tel_work", "0312", 100000 + n);
  pal_contact_info_set (info, "$lang", n % 3 == 0 ? "ja" : "en");
  pal_contact_info_set (info, "趣味", "囲碁 & \"quotes\"\nsecond line");
  return info;
}

PalContactInfo *
edits_victim_info (guint n)
{
  PalContactInfo *info = pal_contact_info_new ();

  edits_set_number (info, "$firstname", "Victim", n);
  return info;
}
