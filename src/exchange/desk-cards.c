/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/desk-cards.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/desk-columns.h"

#define OWN_FIELD "X-SIDETONE-FIELD" /* name;value, each with what might get lost as %XX */
#define PRINTABLE " !\"#$&'()*+,/:;<=>?@[\\]^`{|}"
#define OWN_ID "X-SIDETONE-ID"
#define LAST_KANA "姓（フリガナ）"
#define FIRST_KANA "名（フリガナ）"
#define MAX_SAME 99

void
desk_entry_free (gpointer data)
{
  DeskEntry *entry = data;

  pal_contact_info_unref (entry->info);
  g_free (entry->contact_id);
  g_free (entry);
}

/* --- a card ------------------------------------------------------------------- */

typedef struct
{
  DeskEntry *entry;
  const char *language;
  char *whole_name; /* FN */
  gboolean is_group;
} Card;

/* One text of what the library took apart: a semicolon in a note is a semicolon. */
static char *
join_values (const DeskCardProperty *property, const char *between)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  for (guint i = 0; i < property->n_values; i++)
    if (*between == ';' || *property->values[i] != '\0')
      g_ptr_array_add (parts, (gpointer) property->values[i]);
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (between, (char **) parts->pdata);
}

static gboolean
has_type (const DeskCardProperty *property, const char *type)
{
  g_autofree char *word = g_strdup_printf (",%s,", type);

  return strstr (property->types, word) != NULL;
}

/* Into the field, or where it is taken into one of the user's own: “Mobile 2”. */
static void
put (Card *card, const char *id, const char *value)
{
  PalContactInfo *info = card->entry->info;
  const PalContactField *field = pal_contact_manager_find (pal_contact_manager_get (card->language), id);
  const char *there = pal_contact_info_get (info, id);

  if (*value == '\0')
    return;
  for (guint i = 2; there != NULL && strcmp (there, value) != 0 && i <= MAX_SAME; i++)
    {
      g_autofree char *own = g_strdup_printf ("%s %u", field != NULL ? field->caption : id, i);

      there = pal_contact_info_get (info, own);
      if (there == NULL)
        pal_contact_info_set (info, own, value);
      if (there == NULL || strcmp (there, value) == 0)
        return;
    }
  if (there == NULL)
    pal_contact_info_set (info, id, value);
}

static void
take_parts (Card *card, const DeskCardProperty *property, const char *const *ids)
{
  for (guint i = 0; ids[i] != NULL && i < property->n_values; i++)
    put (card, ids[i], property->values[i]);
}

static void
take_number (Card *card, const DeskCardProperty *property)
{
  static const struct { const char *type, *id; } kinds[] = {
    { "fax", "$fax" }, { "x-extension", "$tel_ext" }, { "cell", "$tel_mobile" }, { "x-other", "$tel_other" },
    { "pager", "$tel_other" }, { "work", "$tel_work" }, { "home", "$tel_home" },
  };
  g_autofree char *number = join_values (property, ";");
  const char *id = pal_contact_info_get (card->entry->info, "$tel_work") == NULL ? "$tel_work" : "$tel_other";

  for (guint i = G_N_ELEMENTS (kinds); i > 0; i--)
    if (has_type (property, kinds[i - 1].type))
      id = kinds[i - 1].id;
  put (card, id, g_ascii_strncasecmp (number, "tel:", 4) == 0 ? number + 4 : number);
}

/* Street, place and so on, as one would write them; an address that came as one text stays one. */
static void
take_address (Card *card, const DeskCardProperty *property)
{
  g_autofree char *address = join_values (property, "\n");

  put (card, has_type (property, "work") ? "$address_work" : "$address", address);
}

/* Docomo's: SOUND;X-IRMC-N:セイ;メイ;;; */
static void
take_sound (Card *card, const DeskCardProperty *property)
{
  g_autofree char *text = join_values (property, ";");
  g_auto (GStrv) parts = g_strsplit (text, ";", 3);

  if (!has_type (property, "x-irmc-n") || parts[0] == NULL)
    return;
  put (card, LAST_KANA, parts[0]);
  if (parts[1] != NULL)
    put (card, FIRST_KANA, parts[1]);
}

static void
take_own (Card *card, const DeskCardProperty *property)
{
  g_autofree char *text = join_values (property, ";");
  char *value = strchr (text, ';');
  g_autofree char *id = NULL, *plain = NULL;

  if (value == NULL || value == text)
    return;
  *value++ = '\0';
  id = g_uri_unescape_string (text, NULL);
  plain = g_uri_unescape_string (value, NULL);
  if (id != NULL && *id != '\0')
    pal_contact_info_set (card->entry->info, id, plain != NULL ? plain : value);
}

static void
take_line_cb (const DeskCardProperty *property, gpointer data)
{
  static const char *const name_parts[] = { "$lastname", "$firstname", "Middle name", "Prefix", "Suffix", NULL };
  static const struct { const char *name, *id; } texts[] = {
    { "NICKNAME", "$nickname" }, { "TITLE", "$title" }, { "URL", "$url" }, { "NOTE", "$notes" },
    { "X-PHONETIC-LAST-NAME", LAST_KANA }, { "X-PHONETIC-FIRST-NAME", FIRST_KANA },
  };
  Card *card = data;

  if (property->is_binary || property->n_values == 0)
    return;
  if (strcmp (property->name, "N") == 0)
    take_parts (card, property, name_parts);
  else if (strcmp (property->name, "FN") == 0 && card->whole_name == NULL)
    card->whole_name = join_values (property, ";");
  else if (strcmp (property->name, "TEL") == 0)
    take_number (card, property);
  else if (strcmp (property->name, "ADR") == 0)
    take_address (card, property);
  else if (strcmp (property->name, "SOUND") == 0)
    take_sound (card, property);
  else if (strcmp (property->name, OWN_FIELD) == 0)
    take_own (card, property);
  else if (strcmp (property->name, "KIND") == 0)
    card->is_group = g_ascii_strcasecmp (property->values[0], "group") == 0;
  else if (strcmp (property->name, OWN_ID) == 0 && card->entry->contact_id == NULL)
    card->entry->contact_id = g_strdup (property->values[0]);
  else if (strcmp (property->name, "ORG") == 0)
    {
      g_autofree char *company = join_values (property, " ");

      put (card, "$company", company);
    }
  else if (strcmp (property->name, "EMAIL") == 0)
    {
      g_autofree char *address = join_values (property, ";");

      put (card, has_type (property, "work") ? "$email_work" : "$email", address);
    }
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (strcmp (property->name, texts[i].name) == 0)
      {
        g_autofree char *value = join_values (property, ";");

        put (card, texts[i].id, value);
      }
}

static gboolean
has_name (const PalContactInfo *info)
{
  static const char *const parts[] = { "$nickname", "$lastname", "$firstname", LAST_KANA, FIRST_KANA, "$company" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (pal_contact_info_get (info, parts[i]) != NULL)
      return TRUE;
  return FALSE;
}

static void
read_card (const DeskContacts *library, const char *text, guint line, const char *language,
           GPtrArray *entries, GPtrArray *faults)
{
  DeskEntry *entry = g_new0 (DeskEntry, 1);
  Card card = { .entry = entry, .language = language };
  const char *own;

  entry->line = line;
  entry->info = pal_contact_info_new ();
  library->read_card (text, take_line_cb, &card);
  own = pal_contact_info_get (entry->info, PAL_CONTACT_LANG);
  if (!has_name (entry->info) && card.whole_name != NULL && card.whole_name[strspn (card.whole_name, " ")] != '\0')
    desk_columns_set_name (entry->info, card.whole_name, own != NULL ? own : language);
  if (card.is_group || pal_contact_info_get_n (entry->info) == 0)
    {
      desk_faults_add (faults, line,
                       card.is_group ? _ ("The card is a group, not a contact.") : _ ("The card holds no field."));
      desk_entry_free (entry);
    }
  else
    g_ptr_array_add (entries, entry);
  g_free (card.whole_name);
}

/* --- a file ------------------------------------------------------------------- */

static gboolean
is_line (const char *text, const char *end, const char *word)
{
  gsize length = strlen (word);

  while (end > text && g_ascii_isspace (end[-1]))
    end--;
  while (text < end && (*text == ' ' || *text == '\t'))
    text++;
  return (gsize) (end - text) == length && g_ascii_strncasecmp (text, word, length) == 0;
}

typedef struct
{
  const DeskContacts *library;
  const char *language;
  GPtrArray *entries, *faults;
  GString *card, *pending; /* the lines of the card; the one that may go on */
  guint line, begun, pending_line, depth;
} Cards;

static gboolean
is_word (const char *text, const char *also)
{
  gsize n = 0;

  for (; text[n] != '\0'; n++)
    if (!g_ascii_isalnum (text[n]) && strchr (also, text[n]) == NULL)
      return FALSE;
  return n > 0;
}

/* "WORK", "TYPE=work", "TYPE=\"voice,work\"". */
static gboolean
is_parameter (const char *text)
{
  const char *equals = strchr (text, '=');
  g_autofree char *name = g_strndup (text, equals != NULL ? (gsize) (equals - text) : strlen (text));
  g_autofree char *value = g_strdup (equals != NULL ? equals + 1 : "x");
  gsize length = strlen (value);

  if (length >= 2 && value[0] == '"' && value[length - 1] == '"')
    {
      memmove (value, value + 1, length - 2);
      value[length - 2] = '\0';
    }
  return is_word (name, "-") && is_word (value, "-_./+,@ ");
}

static gboolean
is_name (const char *text)
{
  gsize length = strlen (text);

  return is_word (text, "-_.") && text[0] != '.' && text[length - 1] != '.';
}

/* What parts the head of a line from its value; not one in quotation marks. */
static const char *
find_colon (const char *text)
{
  gboolean is_quoted = FALSE;

  for (; *text != '\0'; text++)
    {
      is_quoted ^= *text == '"';
      if (*text == ':' && !is_quoted)
        return text;
    }
  return NULL;
}

/* Words of 2.1 that stand alone are written out; what a line says of its encoding holds only where bytes are
 * written as figures, as the text was decoded as a whole. */
static char *
tidy_head (const char *head)
{
  g_auto (GStrv) words = g_strsplit (head, ";", -1);
  gboolean is_quoted = strstr (head, "QUOTED-PRINTABLE") != NULL || strstr (head, "quoted-printable") != NULL;
  GString *out = g_string_new (words[0] != NULL ? g_strstrip (words[0]) : "");

  for (guint i = 1; words[0] != NULL && words[i] != NULL; i++)
    {
      gboolean is_bare = g_ascii_strcasecmp (words[i], "QUOTED-PRINTABLE") == 0
                         || g_ascii_strcasecmp (words[i], "BASE64") == 0;

      g_strstrip (words[i]);
      if (is_parameter (words[i]) && (is_quoted || g_ascii_strncasecmp (words[i], "CHARSET=", 8) != 0))
        g_string_append_printf (out, ";%s%s", is_bare ? "ENCODING=" : "", words[i]);
    }
  return g_string_free (out, FALSE);
}

/* A backslash that begins no known sequence is one. */
static void
append_value (GString *out, const char *value)
{
  for (; *value != '\0'; value++)
    {
      if (value[0] == '\\' && (value[1] == ':' || value[1] == '"'))
        value++;
      else if (value[0] == '\\' && (value[1] == '\0' || strchr ("nNrR;,\\", value[1]) == NULL))
        g_string_append_c (out, '\\');
      else if (value[0] == '\\')
        g_string_append_c (out, *value++);
      g_string_append_c (out, *value);
    }
}

/* The line as it stands when it goes no further; the library is given none it would complain of. */
static void
flush (Cards *self)
{
  const char *text = self->pending->str, *colon = find_colon (text);
  g_autofree char *head = g_strndup (text, colon != NULL ? (gsize) (colon - text) : 0);
  g_autofree char *tidy = tidy_head (head);
  g_autofree char *name = g_strndup (tidy, strcspn (tidy, ";"));

  if (text[strspn (text, " \t")] != '\0' && (colon == NULL || !is_name (name)))
    desk_faults_add (self->faults, self->pending_line, _ ("The line is none of a card."));
  else if (colon != NULL)
    {
      g_string_append (self->card, tidy);
      append_value (self->card, colon);
      g_string_append (self->card, "\r\n");
    }
  g_string_truncate (self->pending, 0);
}

/* Whether the line that came last goes on in the next: bytes written as figures then end with “=”. */
static gboolean
goes_on (const GString *pending)
{
  gsize head = strcspn (pending->str, ":");
  g_autofree char *words = g_ascii_strup (pending->str, (gssize) head);

  return pending->len > head && pending->str[pending->len - 1] == '=' && strstr (words, "QUOTED-PRINTABLE") != NULL;
}

static void
take_line (Cards *self, const char *line, gsize length)
{
  while (length > 0 && (line[length - 1] == '\r' || line[length - 1] == '\n'))
    length--;
  if (self->pending->len > 0 && goes_on (self->pending))
    g_string_truncate (self->pending, self->pending->len - 1);
  else if (self->pending->len > 0 && length > 0 && (*line == ' ' || *line == '\t'))
    {
      line++;
      length--;
    }
  else
    {
      flush (self);
      self->pending_line = self->line;
    }
  g_string_append_len (self->pending, line, (gssize) length);
}

static void
begin_card (Cards *self)
{
  self->depth = 1;
  self->begun = self->line;
  g_string_assign (self->card, "BEGIN:VCARD\r\n");
  g_string_truncate (self->pending, 0);
}

static void
read_line (Cards *self, const char *line, const char *next)
{
  if (is_line (line, next, "BEGIN:VCARD") && self->depth > 0 && g_ascii_strncasecmp (self->pending->str, "AGENT", 5) == 0)
    self->depth++; /* the card of an agent is none of ours */
  else if (is_line (line, next, "BEGIN:VCARD"))
    {
      if (self->depth > 0)
        desk_faults_add (self->faults, self->begun, _ ("The card has no end."));
      begin_card (self);
    }
  else if (self->depth > 0 && is_line (line, next, "END:VCARD"))
    {
      if (--self->depth > 0)
        return;
      flush (self);
      g_string_append (self->card, "END:VCARD\r\n");
      read_card (self->library, self->card->str, self->begun, self->language, self->entries, self->faults);
    }
  else if (self->depth == 1)
    take_line (self, line, (gsize) (next - line));
  else if (self->depth == 0 && !is_line (line, next, ""))
    desk_faults_add (self->faults, self->line, _ ("The line belongs to no card."));
}

/* A line may be folded in the middle of a letter. */
static char *
join_letters (const char *bytes, gsize *length)
{
  char *out = g_malloc (*length + 1);
  gsize n = 0;

  for (gsize i = 0; i < *length; i++)
    {
      gsize end = i + (bytes[i] == '\r' && i + 1 < *length && bytes[i + 1] == '\n' ? 2 : 1);

      if (i > 0 && (bytes[i] == '\r' || bytes[i] == '\n') && (guchar) bytes[i - 1] >= 0x80
          && end + 1 < *length && (bytes[end] == ' ' || bytes[end] == '\t')
          && ((guchar) bytes[end + 1] & 0xc0) == 0x80)
        i = end;
      else
        out[n++] = bytes[i];
    }
  out[n] = '\0';
  *length = n;
  return out;
}

GPtrArray *
desk_cards_read (const char *bytes, gsize length, const char *language, GPtrArray *faults, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (desk_entry_free);
  g_autoptr (GString) card = g_string_new (NULL), pending = g_string_new (NULL);
  g_autofree char *joined = join_letters (bytes, &length);
  g_autofree char *text = desk_decode (joined, length, NULL, faults, error);
  Cards self = { .language = language, .entries = entries, .faults = faults, .card = card,
                 .pending = pending };
  const char *end;

  if (text == NULL || (self.library = desk_module_load (error)) == NULL)
    return NULL;
  end = text + strlen (text);
  for (const char *line = text, *next; line < end; line = next)
    {
      self.line++;
      next = desk_next_line (line, end);
      read_line (&self, line, next);
    }
  if (self.depth > 0)
    desk_faults_add (faults, self.begun, _ ("The card has no end."));
  if (self.begun == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("There is no card in the file."));
      return NULL;
    }
  return g_steal_pointer (&entries);
}

/* --- writing ------------------------------------------------------------------- */

typedef struct
{
  GArray *lines;      /* of DeskCardProperty */
  GPtrArray *values;  /* arrays of values, borrowed texts */
} Lines;

static void
add_property (Lines *lines, const char *name, const char *types, const char *const *values, guint n_values)
{
  const char **copy = g_new0 (const char *, n_values + 1);
  DeskCardProperty property = { .name = name, .types = types, .n_values = n_values, .values = copy };

  for (guint i = 0; i < n_values; i++)
    copy[i] = values[i] != NULL ? values[i] : "";
  g_ptr_array_add (lines->values, copy);
  g_array_append_val (lines->lines, property);
}

static const struct { const char *id, *name, *types; } written[] = {
  { "$nickname", "NICKNAME", NULL },
  { "$title", "TITLE", NULL },
  { "$company", "ORG", NULL },
  { "$tel_home", "TEL", "home,voice" },
  { "$tel_work", "TEL", "work,voice" },
  { "$tel_mobile", "TEL", "cell" },
  { "$tel_ext", "TEL", "x-extension" },
  { "$tel_other", "TEL", "x-other" },
  { "$fax", "TEL", "fax" },
  { "$email", "EMAIL", "home" },
  { "$email_work", "EMAIL", "work" },
  { "$address", "ADR", "home" },
  { "$address_work", "ADR", "work" },
  { "$url", "URL", NULL },
  { "$notes", "NOTE", NULL },
  { LAST_KANA, "X-PHONETIC-LAST-NAME", NULL },
  { FIRST_KANA, "X-PHONETIC-FIRST-NAME", NULL },
};

static const char *const in_name[] = { "$lastname", "$firstname", "Middle name", "Prefix", "Suffix" };

/* The library cuts at line ends and blanks of its own: a value that this would change goes into a line
 * of our own as well, which counts. */
static gboolean
is_plain (const char *value)
{
  gsize length = strlen (value);

  return length > 0 && !g_ascii_isspace (value[0]) && !g_ascii_isspace (value[length - 1])
         && strpbrk (value, "\r\\;\t") == NULL && g_ascii_strncasecmp (value, "tel:", 4) != 0;
}

static gboolean
add_field (Lines *lines, const char *id, const char *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (in_name); i++)
    if (strcmp (id, in_name[i]) == 0)
      return is_plain (value);
  for (guint i = 0; i < G_N_ELEMENTS (written); i++)
    if (strcmp (id, written[i].id) == 0)
      {
        const char *const street[] = { "", "", value };
        gboolean is_address = strcmp (written[i].name, "ADR") == 0;

        add_property (lines, written[i].name, written[i].types, is_address ? street : &value,
                      is_address ? 3 : 1);
        return is_plain (value);
      }
  return FALSE;
}

char *
desk_cards_write (const DeskContacts *library, const PalContactInfo *info, const char *contact_id,
                  DeskCardVersion version)
{
  const PalContactManager *manager = pal_contact_manager_get_of (info);
  g_autofree char *display = pal_contact_manager_dup_display_name (manager, info);
  g_autoptr (GArray) properties = g_array_new (FALSE, TRUE, sizeof (DeskCardProperty));
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  Lines lines = { properties, values };
  const char *parts[G_N_ELEMENTS (in_name)];
  const char *one = display, *id, *value;

  for (guint i = 0; i < G_N_ELEMENTS (in_name); i++)
    parts[i] = pal_contact_info_get (info, in_name[i]);
  add_property (&lines, "FN", NULL, &one, 1);
  add_property (&lines, "N", NULL, parts, G_N_ELEMENTS (in_name));
  for (guint i = 0; (id = pal_contact_info_get_nth (info, i, &value)) != NULL; i++)
    if (*value != '\0' && !add_field (&lines, id, value))
      {
        /* One text: not all versions of the library part what they do not know. */
        g_autofree char *name = g_uri_escape_string (id, " $", TRUE);
        g_autofree char *escaped = g_uri_escape_string (value, PRINTABLE, TRUE);
        const char *own = g_strdup_printf ("%s;%s", name, escaped);

        g_ptr_array_add (values, (gpointer) own);
        add_property (&lines, OWN_FIELD, NULL, &own, 1);
      }
  if (contact_id != NULL)
    add_property (&lines, OWN_ID, NULL, &contact_id, 1);
  return library->write_card ((const DeskCardProperty *) (gpointer) properties->data, properties->len,
                              version);
}
