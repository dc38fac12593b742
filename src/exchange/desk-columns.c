/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/desk-columns.h"

#include <errno.h>
#include <string.h>

#include "model/desk-fold.h"

#define COLUMNS "columns"

/* What other programs write over such a column; captions and ids need not be here. Compared folded, letters
 * and figures only. */
static const struct
{
  const char *id;
  const char *names; /* parted by | */
} synonyms[] = {
  { DESK_COLUMN_NAME, "name|full name|display name|file as|formatted name|contact|氏名|名前|表示名|お名前|フルネーム" },
  { DESK_COLUMN_ID, "aid|contact id" },
  { "$nickname", "nick|alias|愛称|通称|あだ名" },
  { "Prefix", "name prefix|honorific prefix|salutation|敬称" },
  { "$firstname", "given name|forename|first|名（漢字）|vorname|prénom|first_name" },
  { "Middle name", "middle|additional name|second name|ミドルネーム" },
  { "$lastname", "surname|family name|last|姓（漢字）|苗字|名字|nachname|nom" },
  { "Suffix", "name suffix|honorific suffix" },
  { "姓（フリガナ）", "姓フリガナ|姓カナ|姓（カナ）|姓よみ|姓（読み）|姓ふりがな|セイ|last name phonetic|family name yomi|"
                     "last name yomi|phonetic last name|yomi last name" },
  { "名（フリガナ）", "名フリガナ|名カナ|名（カナ）|名よみ|名（読み）|名ふりがな|メイ|first name phonetic|given name yomi|"
                     "first name yomi|phonetic first name|yomi first name" },
  { "$title", "title|position|role|肩書|肩書き|職位" },
  { "$company", "company name|organization|organisation|organization name|organization 1 name|firm|employer|firma|"
                "会社名|勤務先名|組織|組織名|所属" },
  { "$tel_home", "home phone|phone home|home telephone|home number|tel home|phone (home)|自宅電話|自宅電話番号|自宅 tel|電話（自宅）" },
  { "$tel_work", "work phone|phone|telephone|tel|phone number|business phone|office phone|phone work|business telephone|"
                 "phone (work)|telefon|company main phone|phone 1 value|primary phone|電話|電話番号|会社電話|会社 tel|"
                 "勤務先電話|勤務先電話番号|代表電話|電話（勤務先）" },
  { "$tel_mobile", "mobile phone|cell|cell phone|cellphone|cellular|mobile number|phone mobile|mobile tel|handy|"
                   "phone (mobile)|携帯電話|携帯電話番号|携帯番号|電話（携帯）" },
  { "$tel_ext", "extension|ext|internal number|extension number|内線|内線電話" },
  { "$tel_other", "other phone|phone other|other number|phone 2|phone 2 value|電話2|その他電話|電話（その他）" },
  { "$fax", "fax number|business fax|work fax|facsimile|home fax|fax 番号|ファクス|fax|ファックス番号|勤務先 fax" },
  { "$email", "e-mail|mail|e-mail address|email address|e-mail 1 value|home e-mail|primary email|mail address|"
              "メールアドレス|電子メール|電子メールアドレス|eメール|電子メール アドレス" },
  { "$email_work", "work e-mail|business e-mail|e-mail 2 address|e-mail 2 value|office e-mail|会社メール|勤務先メール" },
  { "$address", "home address|address 1 formatted|street|postal address|自宅住所|自宅の住所" },
  { "$address_work", "work address|business address|office address|address 2 formatted|勤務先住所|会社住所|会社の住所" },
  { "$url", "url|web|web page|web site|homepage|home page|website 1 value|ホームページ|webサイト|サイト" },
  { "$notes", "note|memo|comment|comments|description|remarks|備考|ノート|コメント" },
};

/* The letters and figures of a caption, folded. */
static char *
squeeze (const char *caption)
{
  g_autofree char *folded = desk_fold (caption);
  GString *out = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)) || *p == '*')
      g_string_append_unichar (out, g_utf8_get_char (p));
  return g_string_free (out, FALSE);
}

static void
add (GHashTable *names, const char *caption, const char *id)
{
  char *key = squeeze (caption);

  if (*key == '\0' || g_hash_table_contains (names, key))
    g_free (key);
  else
    g_hash_table_insert (names, key, (gpointer) id);
}

/* Caption → id; the asked language's own captions come first. */
static GHashTable *
list_names (const char *language)
{
  const char *languages[] = { language, "en", "ja" };
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      guint n;
      const PalContactManager *manager = pal_contact_manager_get (languages[i]);
      const PalContactField *fields = pal_contact_manager_get_fields (manager, &n);

      for (guint j = 0; j < n; j++)
        add (names, fields[j].caption, fields[j].id);
    }
  for (guint i = 0; i < G_N_ELEMENTS (synonyms); i++)
    {
      g_auto (GStrv) words = g_strsplit (synonyms[i].names, "|", -1);

      for (guint j = 0; words[j] != NULL; j++)
        add (names, words[j], synonyms[i].id);
    }
  return names;
}

/* Our own files for programs name the standard fields by their ids: there every name is an id. */
gboolean
desk_columns_are_ids (const char *const *header)
{
  for (guint i = 0; header[i] != NULL; i++)
    if (*header[i] == '$')
      return TRUE;
  return FALSE;
}

char **
desk_columns_guess (const char *const *header, const char *language)
{
  gboolean are_ids = desk_columns_are_ids (header);
  g_autoptr (GHashTable) names = list_names (language);
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; header[i] != NULL; i++)
    {
      g_autofree char *own = are_ids ? g_strdup (header[i]) : g_strstrip (g_strdup (header[i]));
      g_autofree char *key = squeeze (own);
      const char *id = are_ids ? own : g_hash_table_lookup (names, key);

      if (id == NULL || g_hash_table_contains (taken, id))
        id = g_hash_table_contains (taken, own) || *own == '*' ? DESK_COLUMN_NONE : own;
      g_ptr_array_add (columns, g_strdup (id));
      g_hash_table_add (taken, columns->pdata[columns->len - 1]);
    }
  g_ptr_array_add (columns, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&columns), FALSE);
}

/* --- as it was chosen ------------------------------------------------------------- */

static char *
make_group (const char *const *header)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; header[i] != NULL; i++)
    {
      g_autofree char *key = squeeze (header[i]);

      g_checksum_update (sum, (const guchar *) key, (gssize) strlen (key) + 1);
    }
  return g_strdup (g_checksum_get_string (sum));
}

char **
desk_columns_recall (const char *path, const char *const *header)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *group = make_group (header);
  g_auto (GStrv) columns = NULL;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return NULL;
  columns = g_key_file_get_string_list (file, group, COLUMNS, NULL, NULL);
  if (columns == NULL || g_strv_length (columns) != g_strv_length ((char **) header))
    return NULL;
  return g_steal_pointer (&columns);
}

gboolean
desk_columns_remember (const char *path, const char *const *header, const char *const *columns,
                       GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *group = make_group (header);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = NULL;
  gsize length;

  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL);
  g_key_file_set_string_list (file, group, COLUMNS, columns, g_strv_length ((char **) columns));
  text = g_key_file_to_data (file, &length, NULL);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s", g_strerror (errno));
      return FALSE;
    }
  return g_file_set_contents_full (path, text, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

/* --- a name ------------------------------------------------------------- */

void
desk_columns_set_name (PalContactInfo *info, const char *name, const char *language)
{
  g_autofree char *text = g_strdup (name);
  gboolean is_japanese = g_strcmp0 (language, "ja") == 0;
  char *blank;

  for (char *wide; (wide = strstr (text, "\xe3\x80\x80")) != NULL;)
    {
      *wide = ' ';
      memmove (wide + 1, wide + 3, strlen (wide + 3) + 1);
    }
  g_strstrip (text);
  blank = is_japanese ? strchr (text, ' ') : strrchr (text, ' ');
  if (blank == NULL)
    {
      pal_contact_info_set (info, "$lastname", text);
      return;
    }
  *blank = '\0';
  pal_contact_info_set (info, is_japanese ? "$lastname" : "$firstname", g_strchomp (text));
  pal_contact_info_set (info, is_japanese ? "$firstname" : "$lastname", g_strchug (blank + 1));
}
