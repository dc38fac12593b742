/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cards (vCard 2.1, 3.0, 4.0) as libebook-contacts reads and writes them, and what encoding a text has. */
#include "config.h"

#include "exchange/module-contacts/module-contacts.h"

#include <libebook-contacts/libebook-contacts.h>
#include <string.h>
#include <uchardet/uchardet.h>

/* All of TYPE, and the words without a value that 2.1 has: ",home,voice,". */
static char *
dup_types (EVCardAttribute *attribute)
{
  GString *types = g_string_new (",");

  for (GList *p = e_vcard_attribute_get_params (attribute); p != NULL; p = p->next)
    {
      const char *name = e_vcard_attribute_param_get_name (p->data);
      GList *values = e_vcard_attribute_param_get_values (p->data);

      if (values == NULL && name != NULL)
        g_string_append_printf (types, "%s,", name);
      if (name == NULL || g_ascii_strcasecmp (name, EVC_TYPE) != 0)
        continue;
      for (; values != NULL; values = values->next)
        g_string_append_printf (types, "%s,", (const char *) values->data);
    }
  g_string_ascii_down (types);
  return g_string_free (types, FALSE);
}

static gboolean
is_binary (EVCardAttribute *attribute)
{
  for (GList *p = e_vcard_attribute_get_params (attribute); p != NULL; p = p->next)
    {
      const char *name = e_vcard_attribute_param_get_name (p->data);
      GList *values = e_vcard_attribute_param_get_values (p->data);

      if (name != NULL && g_ascii_strcasecmp (name, EVC_ENCODING) == 0 && values != NULL
          && (g_ascii_strcasecmp (values->data, "b") == 0 || g_ascii_strcasecmp (values->data, "base64") == 0))
        return TRUE;
    }
  return FALSE;
}

gboolean
module_read_card (const char *text, DeskCardFunc each, gpointer data)
{
  EVCard *card = e_vcard_new_from_string (text);
  g_autoptr (GObject) owner = (GObject *) card;

  for (GList *p = card != NULL ? e_vcard_get_attributes (card) : NULL; p != NULL; p = p->next)
    {
      EVCardAttribute *attribute = p->data;
      g_autofree char *name = g_ascii_strup (e_vcard_attribute_get_name (attribute), -1);
      g_autofree char *types = dup_types (attribute);
      g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
      DeskCardProperty property = { .name = name, .types = types, .is_binary = is_binary (attribute) };

      for (GList *v = property.is_binary ? NULL : e_vcard_attribute_get_values_decoded (attribute); v != NULL;
           v = v->next)
        {
          const GString *value = v->data;

          g_ptr_array_add (values, g_utf8_make_valid (value->str, (gssize) value->len));
        }
      property.n_values = values->len;
      g_ptr_array_add (values, NULL);
      property.values = (const char *const *) values->pdata;
      each (&property, data);
    }
  return card != NULL;
}

static void
add_types (EVCardAttribute *attribute, const char *types)
{
  g_auto (GStrv) words = g_strsplit (types != NULL ? types : "", ",", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      {
        g_autofree char *word = g_ascii_strup (words[i], -1);

        e_vcard_attribute_add_param_with_value (attribute, e_vcard_attribute_param_new (EVC_TYPE), word);
      }
}

/* What 4.0 has that a contact needs is written as in 3.0, but for its number. */
static char *
as_version_4 (char *text)
{
  char *version = strstr (text, "VERSION:3.0");

  if (version != NULL)
    memcpy (version, "VERSION:4.0", strlen ("VERSION:4.0"));
  return text;
}

/* --- 2.1, of which the library leaves out all it does not know ---------------------- */

#define LINE_LENGTH 72

static gboolean
is_plain (const DeskCardProperty *property)
{
  for (guint i = 0; i < property->n_values; i++)
    for (const char *p = property->values[i]; *p != '\0'; p++)
      if (!g_ascii_isprint (*p) || strchr (";\\=", *p) != NULL || (*p == ' ' && p[1] == '\0'))
        return FALSE;
  return TRUE;
}

static void
append_quoted (GString *out, const char *value, gsize *column)
{
  for (; *value != '\0'; value++)
    {
      if (*column >= LINE_LENGTH)
        {
          g_string_append (out, "=\r\n");
          *column = 0;
        }
      if (g_ascii_isalnum (*value) || strchr ("-_./@+:", *value) != NULL)
        g_string_append_c (out, *value);
      else
        g_string_append_printf (out, "=%02X", (guchar) *value);
      *column += g_ascii_isalnum (*value) ? 1 : 3;
    }
}

static void
append_property_2_1 (GString *out, const DeskCardProperty *property)
{
  g_auto (GStrv) types = g_strsplit (property->types != NULL ? property->types : "", ",", -1);
  gsize start = out->len, column;
  gboolean plain = is_plain (property);

  g_string_append (out, property->name);
  for (guint i = 0; types[i] != NULL; i++)
    {
      g_autofree char *type = g_ascii_strup (types[i], -1);

      if (*type != '\0')
        g_string_append_printf (out, ";TYPE=%s", type);
    }
  g_string_append (out, plain ? ":" : ";CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:");
  column = out->len - start;
  for (guint i = 0; i < property->n_values; i++)
    {
      if (i > 0)
        g_string_append_c (out, ';');
      if (plain)
        g_string_append (out, property->values[i]);
      else
        append_quoted (out, property->values[i], &column);
    }
  g_string_append (out, "\r\n");
}

static char *
write_2_1 (const DeskCardProperty *properties, guint n)
{
  GString *out = g_string_new ("BEGIN:VCARD\r\nVERSION:2.1\r\n");

  for (guint i = 0; i < n; i++)
    append_property_2_1 (out, &properties[i]);
  g_string_append (out, "END:VCARD\r\n");
  return g_string_free (out, FALSE);
}

static char *
write_3_0 (const DeskCardProperty *properties, guint n)
{
  EVCard *card = e_vcard_new ();
  g_autoptr (GObject) owner = (GObject *) card;

  for (guint i = 0; i < n; i++)
    {
      EVCardAttribute *attribute = e_vcard_attribute_new (NULL, properties[i].name);

      add_types (attribute, properties[i].types);
      for (guint j = 0; j < properties[i].n_values; j++)
        e_vcard_attribute_add_value (attribute, properties[i].values[j]);
      e_vcard_append_attribute (card, attribute);
    }
  return e_vcard_to_string (card, EVC_FORMAT_VCARD_30);
}

char *
module_write_card (const DeskCardProperty *properties, guint n, DeskCardVersion version)
{
  switch (version)
    {
    case DESK_CARD_2_1: return write_2_1 (properties, n);
    case DESK_CARD_4_0: return as_version_4 (write_3_0 (properties, n));
    case DESK_CARD_3_0:
    default: return write_3_0 (properties, n);
    }
}

char *
module_guess_charset (const char *bytes, gsize length)
{
  uchardet_t detector = uchardet_new ();
  char *charset = NULL;

  if (uchardet_handle_data (detector, bytes, length) == 0)
    {
      uchardet_data_end (detector);
      charset = g_strdup (uchardet_get_charset (detector));
    }
  uchardet_delete (detector);
  return charset;
}
