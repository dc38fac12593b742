/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Parameters against their row: strictly before they are sent, liberally when they are read. */
#include "config.h"

#include <string.h>

#include "pal/protocol/pal-error.h"
#include "pal/protocol/pal-intl.h"
#include "pal/protocol/pal-params-private.h"
#include "pal/protocol/pal-scan.h"

gboolean
pal_text_to_boolean (const char *text, gboolean *value)
{
  static const char *const yes[] = { "true", "on", "1", "yes" };
  static const char *const no[] = { "false", "off", "0", "no" };

  for (guint i = 0; i < G_N_ELEMENTS (yes); i++)
    {
      if (g_ascii_strcasecmp (text, yes[i]) == 0 || g_ascii_strcasecmp (text, no[i]) == 0)
        {
          *value = g_ascii_strcasecmp (text, yes[i]) == 0;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
refuse (GError **error, PalError code, const char *name, const char *words, const PalParams *self)
{
  g_propagate_error (error,
                     pal_error_new_parameter (code, name, "%s: %s: %s", self->method->name, name, words));

  return FALSE;
}

static gboolean
is_integer (const char *text)
{
  return g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, NULL, NULL);
}

/* One value by the strict grammar, with nothing behind it. */
static gboolean
is_json (const char *text)
{
  PalScan scan;
  PalSlice slice;

  pal_scan_init (&scan, text, strlen (text));

  return pal_scan_skip (&scan, &slice) && pal_scan_next (&scan, &slice) == PAL_TOKEN_END;
}

/* Of a list each element, of a map each name of a member. */
gboolean
pal_params_check_parts (const PalParamValue *value)
{
  const char *const *choices = value->param->choices;

  for (guint i = 0; value->members != NULL && i < value->members->len; i += 2)
    {
      if (!g_strv_contains (choices, g_ptr_array_index (value->members, i)))
        return FALSE;
    }
  for (guint i = 0; value->members == NULL && value->list[i] != NULL; i++)
    {
      if (!g_strv_contains (choices, value->list[i]))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_choices (const PalParams *self, const PalParamValue *value, GError **error)
{
  const PalParam *param = value->param;

  if (param->choices == NULL)
    return TRUE;

  if (value->members != NULL || value->list != NULL)
    {
      if (!pal_params_check_parts (value))
        return refuse (error, PAL_ERROR_INVALID_PARAMS, value->name,
                       value->members != NULL ? _("not a name it may hold") : _("not one of the choices"),
                       self);
    }
  else if (!g_strv_contains (param->choices, value->text))
    return refuse (error, PAL_ERROR_INVALID_PARAMS, value->name, _("not one of the choices"), self);

  return TRUE;
}

static gboolean
check_type (const PalParams *self, const PalParamValue *value, GError **error)
{
  gboolean is_map = value->members != NULL;
  const char *words = NULL;

  switch (value->param->type)
    {
    case PAL_PARAM_TYPE_TEXT:
      if (is_map || value->is_list)
        words = _("must be one text");
      break;
    case PAL_PARAM_TYPE_INTEGER:
      if (is_map || value->is_list || !is_integer (value->text))
        words = _("must be a whole number");
      break;
    case PAL_PARAM_TYPE_BOOLEAN:
      if (is_map || value->is_list
          || (g_ascii_strcasecmp (value->text, "true") != 0
              && g_ascii_strcasecmp (value->text, "false") != 0))
        words = _("must be true or false");
      break;
    case PAL_PARAM_TYPE_LIST:
      if (is_map)
        words = _("must be a list");
      else if ((value->param->flags & PAL_PARAM_REQUIRED) != 0 && value->list[0] == NULL)
        words = _("must not be empty");
      break;
    case PAL_PARAM_TYPE_MAP:
      if (!is_map)
        words = _("must hold named members");
      break;
    case PAL_PARAM_TYPE_JSON:
      if (is_map || value->is_list || !is_json (value->text))
        words = _("must be JSON");
      break;
    default:
      break;
    }

  return words == NULL || refuse (error, PAL_ERROR_INVALID_PARAMS, value->name, words, self);
}

static gint64
measure (const PalParamValue *value)
{
  if (value->param->type == PAL_PARAM_TYPE_LIST)
    return g_strv_length (value->list);

  return g_ascii_strtoll (value->text, NULL, 10);
}

char *
pal_params_check_range (const PalParamValue *value)
{
  const PalParam *param = value->param;
  g_autofree char *least = g_strdup_printf ("%" G_GINT64_FORMAT, param->minimum);
  g_autofree char *most = g_strdup_printf ("%" G_GINT64_FORMAT, param->maximum);
  gint64 size;

  if (param->minimum == param->maximum)
    return NULL;
  size = measure (value);
  if (size >= param->minimum && size <= param->maximum)
    return NULL;

  return g_strdup_printf (param->type == PAL_PARAM_TYPE_LIST ? _("must hold %s to %s elements")
                                                             : _("must be %s to %s"),
                          least, most);
}

gboolean
pal_params_check_missing (const PalParams *self, GError **error)
{
  const char *one_of = NULL;

  for (const PalParam *param = self->method->params; param->name != NULL; param++)
    {
      gboolean has = pal_params_has (self, param->name);

      if ((param->flags & PAL_PARAM_REQUIRED) != 0 && !has)
        return refuse (error, PAL_ERROR_INVALID_PARAMS, param->name, _("must be given"), self);
      if ((param->flags & PAL_PARAM_ONE_OF) == 0)
        continue;
      if (has)
        return TRUE;
      if (one_of == NULL)
        one_of = param->name;
    }

  return one_of == NULL
         || refuse (error, PAL_ERROR_INVALID_PARAMS, one_of, _("must be given, or its like"), self);
}

gboolean
pal_params_validate (const PalParams *self, PalRole role, GError **error)
{
  if (role != PAL_ROLE_NONE && role < self->method->role)
    {
      g_set_error (error, PAL_ERROR, PAL_ERROR_DENIED, _("%s is not for this role"), self->method->name);
      return FALSE;
    }

  for (guint i = 0; i < self->values->len; i++)
    {
      const PalParamValue *value = g_ptr_array_index (self->values, i);
      g_autofree char *words = NULL;

      if (value->param == NULL)
        return refuse (error, PAL_ERROR_INVALID_PARAMS, value->name, _("no such parameter"), self);
      if (role == PAL_ROLE_USER && (value->param->flags & PAL_PARAM_ADMIN_ONLY) != 0)
        return refuse (error, PAL_ERROR_DENIED, value->name, _("administrators only"), self);
      if (!check_type (self, value, error) || !check_choices (self, value, error))
        return FALSE;
      words = pal_params_check_range (value);
      if (words != NULL)
        return refuse (error, PAL_ERROR_INVALID_PARAMS, value->name, words, self);
    }

  return pal_params_check_missing (self, error);
}
