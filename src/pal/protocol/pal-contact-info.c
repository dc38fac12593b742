/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The fields of a contact: few and in order, but whatever a server sends must not become slow. */
#include "config.h"

#include <string.h>

#include "pal/protocol/pal-contact-fields.h"
#include "pal/protocol/pal-contact-info.h"
#include "pal/protocol/pal-error.h"
#include "pal/protocol/pal-intl.h"
#include "pal/protocol/pal-message.h"

#define INFO "info"
#define MANY 24 /* from here on fields are found by a table */

typedef struct
{
  char *id, *value;
} Field;

struct _PalContactInfo
{
  gatomicrefcount ref_count;
  GPtrArray *fields;  /* of Field, in the order in which they came */
  GHashTable *by_id;  /* id → Field; NULL while there are few */
};

G_DEFINE_BOXED_TYPE (PalContactInfo, pal_contact_info, pal_contact_info_ref, pal_contact_info_unref)

static void
field_free (gpointer data)
{
  Field *field = data;

  g_free (field->id);
  g_free (field->value);
  g_free (field);
}

PalContactInfo *
pal_contact_info_new (void)
{
  PalContactInfo *self = g_new0 (PalContactInfo, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->fields = g_ptr_array_new_with_free_func (field_free);

  return self;
}

PalContactInfo *
pal_contact_info_ref (PalContactInfo *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
pal_contact_info_unref (PalContactInfo *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_ptr_array_unref (self->fields);
  g_free (self);
}

static Field *
find_field (const PalContactInfo *self, const char *id)
{
  if (self->by_id != NULL)
    return g_hash_table_lookup (self->by_id, id);

  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = g_ptr_array_index (self->fields, i);

      if (strcmp (field->id, id) == 0)
        return field;
    }

  return NULL;
}

/* @value is taken over; there is no field @id yet. */
static void
add_field (PalContactInfo *self, const char *id, char *value)
{
  Field *field = g_new (Field, 1);

  field->id = g_utf8_make_valid (id, -1);
  field->value = value;
  g_ptr_array_add (self->fields, field);
  if (self->by_id != NULL)
    g_hash_table_insert (self->by_id, field->id, field);
  else if (self->fields->len > MANY)
    {
      self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; i < self->fields->len; i++)
        {
          Field *each = g_ptr_array_index (self->fields, i);

          g_hash_table_insert (self->by_id, each->id, each);
        }
    }
}

PalContactInfo *
pal_contact_info_copy (const PalContactInfo *self)
{
  PalContactInfo *copy = pal_contact_info_new ();

  for (guint i = 0; i < self->fields->len; i++)
    {
      const Field *field = g_ptr_array_index (self->fields, i);

      add_field (copy, field->id, g_strdup (field->value));
    }

  return copy;
}

const char *
pal_contact_info_get (const PalContactInfo *self, const char *id)
{
  const Field *field = find_field (self, id);

  return field != NULL ? field->value : NULL;
}

void
pal_contact_info_set (PalContactInfo *self, const char *id, const char *value)
{
  Field *field = find_field (self, id);
  char *copy = value != NULL ? g_utf8_make_valid (value, -1) : NULL;

  if (field == NULL && copy != NULL)
    add_field (self, id, copy);
  else if (field != NULL && copy != NULL)
    {
      g_free (field->value);
      field->value = copy;
    }
  else if (field != NULL)
    {
      if (self->by_id != NULL)
        g_hash_table_remove (self->by_id, id);
      g_ptr_array_remove (self->fields, field);
    }
}

guint
pal_contact_info_get_n (const PalContactInfo *self)
{
  return self->fields->len;
}

const char *
pal_contact_info_get_nth (const PalContactInfo *self, guint nth, const char **value)
{
  const Field *field = nth < self->fields->len ? g_ptr_array_index (self->fields, nth) : NULL;

  if (value != NULL)
    *value = field != NULL ? field->value : NULL;

  return field != NULL ? field->id : NULL;
}

/* Whether @other has all that @self has. */
static gboolean
has_all (const PalContactInfo *self, const PalContactInfo *other)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const Field *field = g_ptr_array_index (self->fields, i);
      const Field *same = field->value[0] != '\0' ? find_field (other, field->id) : NULL;

      if (field->value[0] != '\0' && (same == NULL || strcmp (same->value, field->value) != 0))
        return FALSE;
    }

  return TRUE;
}

gboolean
pal_contact_info_equal (const PalContactInfo *self, const PalContactInfo *other)
{
  return self == other || (has_all (self, other) && has_all (other, self));
}

/* Several values of one field, as one. */
static char *
join (PalReplyIter *values, const char *id)
{
  const char *between = g_str_has_prefix (id, "$tel_") || strcmp (id, "$fax") == 0 ? ", " : " ";
  GString *joined = g_string_new (NULL);

  while (pal_reply_iter_next (values))
    {
      g_autofree char *value = NULL;

      if (!pal_reply_iter_is_scalar (values))
        continue;
      value = g_strdup (pal_reply_iter_text (values, 0));
      if (value == NULL || *g_strstrip (value) == '\0')
        continue;
      if (joined->len > 0)
        g_string_append (joined, between);
      g_string_append (joined, value);
    }

  return g_string_free (joined, FALSE);
}

/* From an iterator that stands on the object whose members are the fields. */
static PalContactInfo *
read_fields (PalReplyIter *iter)
{
  PalContactInfo *self = pal_contact_info_new ();

  for (guint i = 0; i < pal_reply_iter_n_cells (iter); i++)
    {
      const char *id = pal_reply_iter_name (iter, i);
      const char *value = id != NULL ? pal_reply_iter_text (iter, i) : NULL;
      g_auto (PalReplyIter) values = { NULL };

      if (value != NULL)
        pal_contact_info_set (self, id, value);
      else if (id != NULL && pal_reply_iter_open_cell (iter, i, &values))
        {
          g_autofree char *joined = join (&values, id);

          if (joined[0] != '\0')
            pal_contact_info_set (self, id, joined);
        }
    }

  return self;
}

PalContactInfo *
pal_contact_info_new_from_reply (const PalReply *reply)
{
  g_auto (PalReplyIter) iter = { NULL };
  g_auto (PalReplyIter) info = { NULL };

  pal_reply_iter_init (&iter, reply);
  if (!pal_reply_iter_next (&iter) || !pal_reply_iter_open (&iter, INFO, &info)
      || !pal_reply_iter_next (&info))
    return pal_contact_info_new ();

  return read_fields (&info);
}

PalContactInfo *
pal_contact_info_new_from_params (const PalParams *params)
{
  PalContactInfo *self = pal_contact_info_new ();
  g_autofree const char **ids = pal_params_get_members (params, INFO);

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    pal_contact_info_set (self, ids[i], pal_params_get_member (params, INFO, ids[i]));

  return self;
}

PalParams *
pal_contact_info_to_params (const PalContactInfo *self, const char *contact_id, const char *phonebook,
                            gboolean is_shared)
{
  PalParams *params = pal_params_new (PAL_METHOD_SET_CONTACT);
  g_autofree char *name = pal_contact_manager_dup_display_name (pal_contact_manager_get_of (self), self);

  pal_params_set_text (params, "aid", contact_id);
  pal_params_set_text (params, "phonebook", phonebook);
  pal_params_set_boolean (params, "shared", is_shared);
  pal_params_set_text (params, "display_name", name);
  pal_params_set_member (params, INFO, "", NULL); /* there is an info, also when it holds nothing */
  for (guint i = 0; i < self->fields->len; i++)
    {
      const Field *field = g_ptr_array_index (self->fields, i);

      pal_params_set_member (params, INFO, field->id, field->value);
    }

  return params;
}

char *
pal_contact_info_to_text (const PalContactInfo *self)
{
  GString *text = g_string_new ("{");

  for (guint i = 0; i < self->fields->len; i++)
    {
      const Field *field = g_ptr_array_index (self->fields, i);

      if (i > 0)
        g_string_append_c (text, ',');
      pal_message_append_text (text, field->id);
      g_string_append_c (text, ':');
      pal_message_append_text (text, field->value);
    }
  g_string_append_c (text, '}');

  return g_string_free (text, FALSE);
}

/* One object and nothing after it. */
static gboolean
is_object (const char *text)
{
  PalSlice json;
  PalScan scan;

  pal_scan_init (&scan, text, strlen (text));

  return *text == '{' && pal_scan_skip (&scan, &json) && pal_scan_next (&scan, &json) == PAL_TOKEN_END;
}

PalContactInfo *
pal_contact_info_new_from_text (const char *text, GError **error)
{
  g_autofree char *whole = NULL;
  g_autoptr (PalReply) reply = NULL;
  g_auto (PalReplyIter) iter = { NULL };

  if (!is_object (text))
    {
      g_set_error_literal (error, PAL_ERROR, PAL_ERROR_PROTOCOL, _("These are no fields of a contact"));
      return NULL;
    }

  whole = g_strconcat ("{\"jsonrpc\":\"2.0\",\"id\":\"0\",\"result\":", text, "}", NULL);
  reply = pal_reply_new_from_json (whole, -1, error);
  if (reply == NULL)
    return NULL;

  pal_reply_iter_init (&iter, reply);

  return pal_reply_iter_next (&iter) ? read_fields (&iter) : pal_contact_info_new ();
}
