/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include <string.h>

#include "pal/protocol/pal-error.h"
#include "pal/protocol/pal-intl.h"
#include "pal/protocol/pal-message.h"
#include "pal/protocol/pal-params-private.h"

G_DEFINE_BOXED_TYPE (PalParams, pal_params, pal_params_ref, pal_params_unref)

static void
value_free (gpointer data)
{
  PalParamValue *value = data;

  g_free (value->name);
  g_free (value->text);
  g_strfreev (value->list);
  g_clear_pointer (&value->members, g_ptr_array_unref);
  g_free (value);
}

/* The row's own name, or the name as given where it is of a family or not known. */
static const char *
canonical_name (const PalParams *self, const char *name, const PalParam **param)
{
  *param = pal_method_find_param (self->method, name);

  return *param != NULL && ((*param)->flags & PAL_PARAM_REPEATED) == 0 ? (*param)->name : name;
}

PalParamValue *
pal_params_find (const PalParams *self, const char *name)
{
  const PalParam *param;
  const char *own = canonical_name (self, name, &param);

  for (guint i = 0; i < self->values->len; i++)
    {
      PalParamValue *value = g_ptr_array_index (self->values, i);

      if (strcmp (value->name, own) == 0)
        return value;
    }

  return NULL;
}

/* An empty value under this name, in place of what stood there. */
static PalParamValue *
reset_value (PalParams *self, const char *name)
{
  PalParamValue *value = pal_params_find (self, name);
  const PalParam *param;
  const char *own;

  if (value != NULL)
    {
      g_clear_pointer (&value->text, g_free);
      g_clear_pointer (&value->list, g_strfreev);
      g_clear_pointer (&value->members, g_ptr_array_unref);
      value->is_list = FALSE;
      return value;
    }

  own = canonical_name (self, name, &param);
  value = g_new0 (PalParamValue, 1);
  value->name = g_strdup (own);
  value->param = param;
  g_ptr_array_add (self->values, value);

  return value;
}

static void
remove_value (PalParams *self, const char *name)
{
  PalParamValue *value = pal_params_find (self, name);

  if (value != NULL)
    g_ptr_array_remove (self->values, value);
}

/* Where the place in the list has a meaning, what stands between two commas may be nothing. */
static char **
split_commas (const char *text, gboolean keep_empty)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_strstrip (parts[i]);
      if (keep_empty || parts[i][0] != '\0')
        g_strv_builder_add (builder, parts[i]);
    }

  return g_strv_builder_end (builder);
}

PalParams *
pal_params_new (PalMethodId method)
{
  PalParams *self = g_new0 (PalParams, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->method = pal_method_get (method);
  self->values = g_ptr_array_new_with_free_func (value_free);

  return self;
}

PalParams *
pal_params_ref (PalParams *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
pal_params_unref (PalParams *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_ptr_array_unref (self->values);
  g_free (self);
}

PalMethodId
pal_params_get_method (const PalParams *self)
{
  return self->method->id;
}

void
pal_params_set_text (PalParams *self, const char *name, const char *value)
{
  PalParamValue *entry;

  if (value == NULL)
    {
      remove_value (self, name);
      return;
    }

  entry = reset_value (self, name);
  entry->text = g_utf8_make_valid (value, -1);
  if (entry->param != NULL && entry->param->type == PAL_PARAM_TYPE_LIST)
    {
      if ((entry->param->flags & PAL_PARAM_COMMA_LIST) != 0)
        entry->list = split_commas (entry->text, FALSE);
      else
        entry->list = g_strdupv ((char *[]) { entry->text, NULL });
      entry->is_list = (entry->param->flags & PAL_PARAM_ONE_OR_LIST) == 0;
    }
}

void
pal_params_set_int (PalParams *self, const char *name, gint64 value)
{
  char text[24];

  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, value);
  pal_params_set_text (self, name, text);
}

void
pal_params_set_boolean (PalParams *self, const char *name, gboolean value)
{
  pal_params_set_text (self, name, value ? "true" : "false");
}

void
pal_params_set_list (PalParams *self, const char *name, const char *const *values)
{
  PalParamValue *entry;

  if (values == NULL)
    {
      remove_value (self, name);
      return;
    }

  entry = reset_value (self, name);
  entry->list = g_new0 (char *, g_strv_length ((char **) values) + 1);
  for (guint i = 0; values[i] != NULL; i++)
    entry->list[i] = g_utf8_make_valid (values[i], -1);
  entry->text = g_strdup (entry->list[0]);
  entry->is_list = TRUE;
}

void
pal_params_set_member (PalParams *self, const char *name, const char *member, const char *value)
{
  PalParamValue *entry = pal_params_find (self, name);

  if (entry == NULL || entry->members == NULL)
    {
      entry = reset_value (self, name);
      entry->members = g_ptr_array_new_with_free_func (g_free);
    }

  for (guint i = 0; i < entry->members->len; i += 2)
    {
      if (strcmp (g_ptr_array_index (entry->members, i), member) != 0)
        continue;

      g_ptr_array_remove_range (entry->members, i, 2);
      if (value != NULL)
        {
          g_ptr_array_insert (entry->members, i, g_strdup (member));
          g_ptr_array_insert (entry->members, i + 1, g_utf8_make_valid (value, -1));
        }
      return;
    }

  if (value != NULL)
    {
      g_ptr_array_add (entry->members, g_utf8_make_valid (member, -1));
      g_ptr_array_add (entry->members, g_utf8_make_valid (value, -1));
    }
}

gboolean
pal_params_set_from_argument (PalParams *self, const char *argument, GError **error)
{
  const char *equals = strchr (argument, '=');
  g_autofree char *key = NULL;
  const PalParam *param;
  char *dot;

  if (equals == NULL || equals == argument)
    {
      g_set_error (error, PAL_ERROR, PAL_ERROR_INVALID_PARAMS, _("“%s” is not of the form name=value"),
                   argument);
      return FALSE;
    }

  key = g_strndup (argument, equals - argument);
  param = pal_method_find_param (self->method, key);
  dot = strchr (key, '.');
  if (param == NULL && dot != NULL)
    {
      *dot = '\0';
      param = pal_method_find_param (self->method, key);
      if (param != NULL && param->type == PAL_PARAM_TYPE_MAP)
        {
          pal_params_set_member (self, key, dot + 1, equals + 1);
          return TRUE;
        }
      *dot = '.';
      param = NULL;
    }

  if (param == NULL || param->type == PAL_PARAM_TYPE_MAP)
    {
      g_autofree char *words = NULL;

      words = g_strdup_printf (param == NULL ? _("%s has no parameter “%s”")
                                             : _("%s wants “%s” as name.member=value"),
                               self->method->name, key);
      g_propagate_error (error, pal_error_new_parameter (PAL_ERROR_INVALID_PARAMS, key, "%s", words));
      return FALSE;
    }

  if (param->type == PAL_PARAM_TYPE_LIST
      && ((param->flags & PAL_PARAM_ONE_OR_LIST) == 0 || strchr (equals, ',') != NULL))
    {
      g_auto (GStrv) parts = split_commas (equals + 1, (param->flags & PAL_PARAM_COMMA_LIST) == 0);

      pal_params_set_list (self, key, (const char *const *) parts);
    }
  else
    pal_params_set_text (self, key, equals + 1);

  return TRUE;
}

gboolean
pal_params_has (const PalParams *self, const char *name)
{
  return pal_params_find (self, name) != NULL;
}

const char *
pal_params_get_text (const PalParams *self, const char *name)
{
  PalParamValue *value = pal_params_find (self, name);

  return value != NULL ? value->text : NULL;
}

gint64
pal_params_get_int (const PalParams *self, const char *name, gint64 fallback)
{
  const char *text = pal_params_get_text (self, name);
  gint64 number;

  return text != NULL && g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL)
             ? number
             : fallback;
}

gboolean
pal_params_get_boolean (const PalParams *self, const char *name, gboolean fallback)
{
  const char *text = pal_params_get_text (self, name);
  gboolean truth;

  return text != NULL && pal_text_to_boolean (text, &truth) ? truth : fallback;
}

const char *const *
pal_params_get_list (const PalParams *self, const char *name)
{
  PalParamValue *value = pal_params_find (self, name);

  return value != NULL ? (const char *const *) value->list : NULL;
}

gboolean
pal_params_is_list (const PalParams *self, const char *name)
{
  PalParamValue *value = pal_params_find (self, name);

  return value != NULL && value->is_list;
}

const char **
pal_params_get_members (const PalParams *self, const char *name)
{
  PalParamValue *value = pal_params_find (self, name);
  const char **keys;

  if (value == NULL || value->members == NULL)
    return NULL;

  keys = g_new0 (const char *, value->members->len / 2 + 1);
  for (guint i = 0; i < value->members->len; i += 2)
    keys[i / 2] = g_ptr_array_index (value->members, i);

  return keys;
}

const char *
pal_params_get_member (const PalParams *self, const char *name, const char *member)
{
  PalParamValue *value = pal_params_find (self, name);

  if (value == NULL || value->members == NULL)
    return NULL;

  for (guint i = 0; i < value->members->len; i += 2)
    {
      if (strcmp (g_ptr_array_index (value->members, i), member) == 0)
        return g_ptr_array_index (value->members, i + 1);
    }

  return NULL;
}

static void
write_value (GString *out, const PalParamValue *value)
{
  PalParamType type = value->param != NULL ? value->param->type : PAL_PARAM_TYPE_TEXT;
  gint64 number;
  gboolean truth;

  if (value->members != NULL)
    {
      g_string_append_c (out, '{');
      for (guint i = 0; i < value->members->len; i += 2)
        {
          if (i > 0)
            g_string_append_c (out, ',');
          pal_message_append_text (out, g_ptr_array_index (value->members, i));
          g_string_append_c (out, ':');
          pal_message_append_text (out, g_ptr_array_index (value->members, i + 1));
        }
      g_string_append_c (out, '}');
    }
  else if (value->is_list)
    {
      g_string_append_c (out, '[');
      for (guint i = 0; value->list[i] != NULL; i++)
        {
          if (i > 0)
            g_string_append_c (out, ',');
          pal_message_append_text (out, value->list[i]);
        }
      g_string_append_c (out, ']');
    }
  else if (type == PAL_PARAM_TYPE_INTEGER
           && g_ascii_string_to_signed (value->text, 10, G_MININT64, G_MAXINT64, &number, NULL))
    g_string_append_printf (out, "%" G_GINT64_FORMAT, number);
  else if (type == PAL_PARAM_TYPE_BOOLEAN && pal_text_to_boolean (value->text, &truth))
    g_string_append (out, truth ? "\"true\"" : "\"false\"");
  else if (type == PAL_PARAM_TYPE_JSON)
    g_string_append (out, value->text);
  else
    pal_message_append_text (out, value->text);
}

static void
write_all (const PalParams *self, GString *out, gboolean mask)
{
  if (self->values->len == 0)
    return;

  g_string_append_c (out, '{');
  for (guint i = 0; i < self->values->len; i++)
    {
      const PalParamValue *value = g_ptr_array_index (self->values, i);

      if (i > 0)
        g_string_append_c (out, ',');
      pal_message_append_text (out, value->name);
      g_string_append_c (out, ':');
      if (mask && (value->param == NULL || (value->param->flags & PAL_PARAM_SECRET) != 0))
        g_string_append (out, "\"***\"");
      else
        write_value (out, value);
    }
  g_string_append_c (out, '}');
}

void
pal_params_write (const PalParams *self, GString *out)
{
  write_all (self, out, FALSE);
}

char *
pal_params_to_log (const PalParams *self)
{
  GString *out = g_string_new (NULL);

  write_all (self, out, TRUE);

  return g_string_free (out, FALSE);
}
