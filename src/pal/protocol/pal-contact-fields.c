/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Chapter 6 of the guide. Captions are the PBX's, each in its own language: they are never translated. */
#include "config.h"

#include <string.h>

#include "pal/protocol/pal-contact-fields.h"

struct _PalContactManager
{
  const char *language;
  const PalContactField *fields;
  guint n_fields;
  void (*add_name) (GString *name, const PalContactInfo *info);
  gboolean folds_kana;
};

#define OWN(field) .id = field, .caption = field
#define NAMED(field, words) .id = field, .caption = words
#define SHOWN .is_onscreen = TRUE
#define PHONE .type = PAL_CONTACT_FIELD_PHONE
#define ADDRESS .type = PAL_CONTACT_FIELD_ADDRESS
#define NOTES .type = PAL_CONTACT_FIELD_NOTES

#define LAST_KANA "姓（フリガナ）"
#define FIRST_KANA "名（フリガナ）"

static const PalContactField english[] = {
  { NAMED ("$nickname", "Nickname") },
  { OWN ("Prefix") },
  { NAMED ("$firstname", "First name"), SHOWN },
  { OWN ("Middle name") },
  { NAMED ("$lastname", "Last name"), SHOWN },
  { OWN ("Suffix") },
  { NAMED ("$title", "Job title") },
  { NAMED ("$company", "Company"), SHOWN },
  { NAMED ("$tel_home", "Home"), SHOWN, PHONE },
  { NAMED ("$tel_work", "Work"), SHOWN, PHONE },
  { NAMED ("$tel_mobile", "Mobile"), SHOWN, PHONE },
  { NAMED ("$tel_ext", "Ext."), PHONE },
  { NAMED ("$tel_other", "Other"), PHONE },
  { NAMED ("$fax", "Fax") },
  { NAMED ("$email", "Email"), SHOWN },
  { NAMED ("$email_work", "Email(Work)") },
  { NAMED ("$address", "Address"), SHOWN, ADDRESS },
  { NAMED ("$address_work", "Address(Work)"), ADDRESS },
  { NAMED ("$url", "Website") },
  { NAMED ("$notes", "Notes"), SHOWN, NOTES },
};

static const PalContactField japanese[] = {
  { NAMED ("$nickname", "ニックネーム") },
  { NAMED ("$lastname", "姓"), SHOWN },
  { OWN (LAST_KANA), SHOWN },
  { NAMED ("$firstname", "名"), SHOWN },
  { OWN (FIRST_KANA), SHOWN },
  { NAMED ("$company", "会社"), SHOWN },
  { NAMED ("$title", "役職") },
  { NAMED ("$tel_home", "自宅"), SHOWN, PHONE },
  { NAMED ("$tel_work", "勤務先"), SHOWN, PHONE },
  { NAMED ("$tel_mobile", "携帯"), SHOWN, PHONE },
  { NAMED ("$tel_ext", "内線番号"), PHONE },
  { NAMED ("$tel_other", "その他"), PHONE },
  { NAMED ("$fax", "ファックス") },
  { NAMED ("$email", "メール"), SHOWN },
  { NAMED ("$email_work", "メール（仕事用）") },
  { NAMED ("$address", "住所"), SHOWN, ADDRESS },
  { NAMED ("$address_work", "住所（勤務地）"), ADDRESS },
  { NAMED ("$url", "ウェブサイト") },
  { NAMED ("$notes", "メモ"), SHOWN, NOTES },
};

/* What the vendor's language calls white space at the ends of a text. */
static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || c == '\v' || c == 0xfeff || g_unichar_type (c) == G_UNICODE_SPACE_SEPARATOR;
}

/* Without blanks around it; FALSE when nothing is left. */
static gboolean
add_part (GString *name, const char *between, const PalContactInfo *info, const char *id)
{
  const char *from = pal_contact_info_get (info, id), *to;

  if (from == NULL)
    return FALSE;

  while (*from != '\0' && is_blank (g_utf8_get_char (from)))
    from = g_utf8_next_char (from);
  for (to = from + strlen (from); to > from; to = g_utf8_prev_char (to))
    {
      if (!is_blank (g_utf8_get_char (g_utf8_prev_char (to))))
        break;
    }
  if (to == from)
    return FALSE;

  if (name->len > 0)
    g_string_append (name, between);
  g_string_append_len (name, from, to - from);

  return TRUE;
}

static void
add_english_name (GString *name, const PalContactInfo *info)
{
  static const char *const parts[] = { "Prefix", "$firstname", "Middle name", "$lastname", "Suffix" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    add_part (name, " ", info, parts[i]);
}

static void
add_japanese_name (GString *name, const PalContactInfo *info)
{
  if (!add_part (name, "", info, "$lastname"))
    add_part (name, "", info, LAST_KANA);
  if (!add_part (name, "", info, "$firstname"))
    add_part (name, "", info, FIRST_KANA);
}

static const PalContactManager managers[] = {
  { "en", english, G_N_ELEMENTS (english), add_english_name, FALSE },
  { "ja", japanese, G_N_ELEMENTS (japanese), add_japanese_name, TRUE },
};

const PalContactManager *
pal_contact_manager_get (const char *language)
{
  for (guint i = 0; i < G_N_ELEMENTS (managers); i++)
    {
      if (g_strcmp0 (language, managers[i].language) == 0)
        return &managers[i];
    }

  return &managers[0];
}

const PalContactManager *
pal_contact_manager_get_of (const PalContactInfo *info)
{
  return pal_contact_manager_get (info != NULL ? pal_contact_info_get (info, PAL_CONTACT_LANG) : NULL);
}

const char *
pal_contact_manager_get_language (const PalContactManager *self)
{
  return self->language;
}

const PalContactField *
pal_contact_manager_get_fields (const PalContactManager *self, guint *n)
{
  *n = self->n_fields;

  return self->fields;
}

const PalContactField *
pal_contact_manager_find (const PalContactManager *self, const char *id)
{
  for (guint i = 0; i < self->n_fields; i++)
    {
      if (strcmp (self->fields[i].id, id) == 0)
        return &self->fields[i];
    }

  return NULL;
}

char *
pal_contact_manager_dup_display_name (const PalContactManager *self, const PalContactInfo *info)
{
  static const char *const rest[] = { "$company", "$tel_mobile", "$tel_home", "$tel_work", "$tel_other" };
  GString *name = g_string_sized_new (32);

  if (!add_part (name, "", info, "$nickname"))
    self->add_name (name, info);
  for (guint i = 0; name->len == 0 && i < G_N_ELEMENTS (rest); i++)
    add_part (name, "", info, rest[i]);

  return g_string_free (name, FALSE);
}

char *
pal_contact_manager_dup_sort_key (const PalContactManager *self, const PalContactInfo *info)
{
  g_autofree char *name = pal_contact_manager_dup_display_name (self, info);

  return pal_contact_manager_dup_sort_key_of_name (self, name);
}

char *
pal_contact_manager_dup_sort_key_of_name (const PalContactManager *self, const char *display_name)
{
  GString *key = g_string_sized_new (strlen (display_name));

  for (const char *at = display_name; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c < 0x80)
        g_string_append_c (key, g_ascii_toupper ((char) c));
      else if (self->folds_kana && c >= 0x30a1 && c <= 0x30f6) /* small a to small ke, to hiragana */
        g_string_append_unichar (key, c - 0x60);
      else if (c >= 0x3000 && c < 0xa000) /* kana and kanji, which have no case */
        g_string_append_unichar (key, c);
      else
        {
          /* One character at a time: the capital of “i” must not depend on whose computer this is. */
          g_autofree char *capital = g_utf8_strup (at, g_utf8_next_char (at) - at);

          g_string_append (key, capital);
        }
    }

  return g_string_free (key, FALSE);
}
