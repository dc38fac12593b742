/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Parameters as a server reads them. */
#include "config.h"

#include <string.h>

#include "pal/protocol/pal-error.h"
#include "pal/protocol/pal-intl.h"
#include "pal/protocol/pal-params-private.h"
#include "pal/protocol/pal-scan.h"

#define MAX_VALUE (3 * 1024 * 1024) /* bytes of one parameter: a note of a megabyte, however it is written */
#define MAX_MEMBERS 2000       /* of a map; each is looked up among those before it */

static gboolean
refuse (GError **error, const PalParams *self, const char *name, const char *words)
{
  g_propagate_error (error, pal_error_new_parameter (PAL_ERROR_INVALID_PARAMS, name, "%s: %s: %s",
                                                     self->method->name, name, words));
  return FALSE;
}

/* A text, number or truth as text; NULL for anything else. */
static char *
scalar_to_text (PalToken token, const PalSlice *slice)
{
  switch (token)
    {
    case PAL_TOKEN_TEXT:
    case PAL_TOKEN_NUMBER:
    case PAL_TOKEN_TRUE:
    case PAL_TOKEN_FALSE:
      return pal_slice_dup (slice);
    case PAL_TOKEN_ERROR:
    case PAL_TOKEN_END:
    case PAL_TOKEN_PAUSE:
    case PAL_TOKEN_OBJECT:
    case PAL_TOKEN_ARRAY:
    case PAL_TOKEN_CLOSE:
    case PAL_TOKEN_NAME:
    case PAL_TOKEN_NULL:
    default:
      return NULL;
    }
}

/* After '[': scalars as texts, null as "". NULL when something else stands there; read to the end anyway. */
static char **
read_list (PalScan *scan)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint depth = scan->depth - 1;
  gboolean good = TRUE;
  PalSlice slice;
  PalToken token;

  while ((token = pal_scan_next (scan, &slice)) != PAL_TOKEN_CLOSE && token != PAL_TOKEN_ERROR)
    {
      g_autofree char *text = scalar_to_text (token, &slice);

      if (text != NULL || token == PAL_TOKEN_NULL)
        g_strv_builder_add (builder, text != NULL ? text : "");
      else
        {
          good = FALSE;
          if (pal_scan_leave (scan, depth + 1) == PAL_TOKEN_ERROR)
            break;
        }
    }

  return good && scan->error == NULL ? g_strv_builder_end (builder) : NULL;
}

/* After '{': members are set; a null means that the member stays as it is. */
static gboolean
read_members (PalParams *self, const char *name, PalScan *scan, GError **error)
{
  guint n_members = 0;
  PalSlice slice;
  PalToken token;

  pal_params_set_member (self, name, "", NULL);
  while ((token = pal_scan_next (scan, &slice)) == PAL_TOKEN_NAME)
    {
      g_autofree char *member = pal_slice_dup (&slice);
      g_autofree char *text = NULL;

      if (++n_members > MAX_MEMBERS)
        return refuse (error, self, name, _("too large"));
      token = pal_scan_next (scan, &slice);
      text = scalar_to_text (token, &slice);
      if (token == PAL_TOKEN_ARRAY)
        {
          g_auto (GStrv) list = read_list (scan);

          text = list != NULL ? g_strjoinv (",", list) : NULL;
        }
      if (scan->error != NULL)
        return FALSE;
      if (text == NULL && token != PAL_TOKEN_NULL)
        {
          g_autofree char *words = g_strdup_printf ("%s: %s", member, _("must be one text"));

          return refuse (error, self, name, words);
        }
      if (text != NULL)
        pal_params_set_member (self, name, member, text);
    }

  return token == PAL_TOKEN_CLOSE;
}

/* One value as it stands; a null stands for nothing. */
static void
read_json (PalParams *self, const char *name, PalScan *scan)
{
  g_autofree char *text = NULL;
  PalSlice slice;

  if (!pal_scan_skip (scan, &slice))
    return;

  text = g_strndup (slice.text, slice.length);
  pal_params_set_text (self, name, strcmp (text, "null") != 0 ? text : NULL);
}

static gboolean
read_value (PalParams *self, const char *name, const PalParam *param, PalScan *scan, GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) list = NULL;
  PalSlice slice;
  PalToken token;

  if (param->type == PAL_PARAM_TYPE_JSON)
    {
      read_json (self, name, scan);
      return TRUE;
    }

  token = pal_scan_next (scan, &slice);
  text = scalar_to_text (token, &slice);
  if (token == PAL_TOKEN_ARRAY)
    list = read_list (scan);

  if (token == PAL_TOKEN_NULL || scan->error != NULL)
    return TRUE;
  if (param->type == PAL_PARAM_TYPE_MAP)
    {
      if (token != PAL_TOKEN_OBJECT)
        return refuse (error, self, name, _("must hold named members"));
      return read_members (self, name, scan, error) || scan->error != NULL;
    }

  if (list != NULL && param->type == PAL_PARAM_TYPE_LIST)
    pal_params_set_list (self, name, (const char *const *) list);
  else if (text != NULL)
    pal_params_set_text (self, name, text);
  else if (list != NULL && g_strv_length (list) == 1)
    pal_params_set_text (self, name, list[0]);
  else
    return refuse (error, self, name,
                   param->type == PAL_PARAM_TYPE_LIST ? _("must be a list") : _("must be one text"));

  return TRUE;
}

/* A truth where the choices are yes and no in some spelling: a server in Java takes them all. */
static const char *
find_truth (const PalParam *param, const char *text)
{
  static const char *const pairs[][2] = { { "false", "true" }, { "0", "1" }, { "off", "on" } };
  gboolean truth;

  if (!pal_text_to_boolean (text, &truth))
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      if (g_strv_contains (param->choices, pairs[i][0]) && g_strv_contains (param->choices, pairs[i][1])
          && (i == 0 || param->choices[2] == NULL))
        return pairs[i][truth];
    }

  return NULL;
}

/* The choice in the row's own spelling, or NULL. */
static const char *
find_choice (const PalParam *param, const char *text)
{
  for (guint i = 0; param->choices[i] != NULL; i++)
    {
      if (g_ascii_strcasecmp (param->choices[i], text) == 0)
        return param->choices[i];
    }

  return find_truth (param, text);
}

/* Too small is refused, as is a list of the wrong length; too large a number is cut. */
static gboolean
normalise_range (PalParams *self, const PalParamValue *value, const char *name, GError **error)
{
  const PalParam *param = value->param;
  g_autofree char *words = pal_params_check_range (value);

  if (words == NULL)
    return TRUE;
  if (param->type == PAL_PARAM_TYPE_LIST || pal_params_get_int (self, name, 0) < param->minimum)
    return refuse (error, self, name, words);

  pal_params_set_int (self, name, param->maximum);
  return TRUE;
}

/* Gives a scalar the spelling of its row. An empty text stands for an absent number, truth or choice. */
static gboolean
normalise (PalParams *self, const PalParamValue *value, GError **error)
{
  const PalParam *param = value->param;
  PalSlice slice = { value->text, value->text != NULL ? strlen (value->text) : 0, FALSE };
  g_autofree char *name = g_strdup (value->name);
  gboolean truth;
  gint64 number;

  if (param->type == PAL_PARAM_TYPE_TEXT || param->type == PAL_PARAM_TYPE_INTEGER
      || param->type == PAL_PARAM_TYPE_BOOLEAN)
    {
      if (slice.length == 0 && (param->type != PAL_PARAM_TYPE_TEXT || param->choices != NULL))
        {
          pal_params_set_text (self, name, NULL);
          return TRUE;
        }
    }

  if (param->type == PAL_PARAM_TYPE_INTEGER)
    {
      if (!pal_slice_to_int (&slice, &number))
        return refuse (error, self, name, _("must be a whole number"));
      pal_params_set_int (self, name, number);
    }
  else if (param->type == PAL_PARAM_TYPE_BOOLEAN)
    {
      if (!pal_text_to_boolean (value->text, &truth))
        return refuse (error, self, name, _("must be true or false"));
      pal_params_set_boolean (self, name, truth);
    }

  if (param->choices != NULL && (param->type == PAL_PARAM_TYPE_TEXT || param->type == PAL_PARAM_TYPE_INTEGER))
    {
      const char *choice = find_choice (param, pal_params_get_text (self, name));

      if (choice != NULL)
        pal_params_set_text (self, name, choice);
      else if ((param->flags & PAL_PARAM_OPEN_CHOICE) == 0)
        return refuse (error, self, name, _("not one of the choices"));
    }
  else if (param->choices != NULL && (param->flags & PAL_PARAM_OPEN_CHOICE) == 0
           && (value->list != NULL || value->members != NULL) && !pal_params_check_parts (value))
    return refuse (error, self, name,
                   value->members != NULL ? _("not a name it may hold") : _("not one of the choices"));

  if (param->type == PAL_PARAM_TYPE_LIST && (param->flags & PAL_PARAM_REQUIRED) != 0
      && value->list[0] == NULL)
    return refuse (error, self, name, _("must not be empty"));

  return normalise_range (self, value, name, error);
}

static gboolean
normalise_all (PalParams *self, GError **error)
{
  for (guint i = self->values->len; i > 0; i--)
    {
      if (!normalise (self, g_ptr_array_index (self->values, i - 1), error))
        return FALSE;
    }

  return pal_params_check_missing (self, error);
}

static gboolean
read_all (PalParams *self, PalScan *scan, GError **error)
{
  PalSlice slice;
  PalToken token = pal_scan_next (scan, &slice);

  if (token == PAL_TOKEN_NULL)
    return pal_scan_next (scan, &slice) == PAL_TOKEN_END;
  if (token != PAL_TOKEN_OBJECT)
    {
      if (token != PAL_TOKEN_ERROR)
        g_set_error (error, PAL_ERROR, PAL_ERROR_INVALID_PARAMS, _("%s: the parameters must be an object"),
                     self->method->name);
      return FALSE;
    }

  while ((token = pal_scan_next (scan, &slice)) == PAL_TOKEN_NAME)
    {
      g_autofree char *name = pal_slice_dup (&slice);
      const PalParam *param = pal_method_find_param (self->method, name);
      const char *start = scan->at;

      if (param == NULL)
        {
          if (!pal_scan_skip (scan, &slice))
            return FALSE;
        }
      else if (!read_value (self, name, param, scan, error))
        return FALSE;
      else if (scan->at - start > MAX_VALUE)
        return refuse (error, self, name, _("too large"));
    }

  return token == PAL_TOKEN_CLOSE && pal_scan_next (scan, &slice) == PAL_TOKEN_END;
}

PalParams *
pal_params_read (PalMethodId method, const char *json, gsize length, GError **error)
{
  g_autoptr (PalParams) self = pal_params_new (method);
  GError *local_error = NULL;
  PalScan scan;

  pal_scan_init (&scan, json, length);
  if (length > 0 && !read_all (self, &scan, &local_error))
    {
      if (local_error == NULL)
        pal_scan_propagate (&scan, &local_error);
      g_propagate_error (error, local_error);
      return NULL;
    }

  return normalise_all (self, error) ? g_steal_pointer (&self) : NULL;
}
