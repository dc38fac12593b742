/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Extensions and their properties. */
#include "sim/sim-dispatch.h"

#include <string.h>

#include "pal/protocol/pal-schedule.h"
#include "sim/sim-extension.h"

static gboolean
is_own (SimPeer *peer, SimExtension *extension)
{
  return sim_request_is_admin (peer) || extension == sim_peer_get_extension (peer);
}

/* Everybody may read the names of others. */
static gboolean
may_read (SimPeer *peer, SimExtension *extension, const char *const *names)
{
  static const char *const open[] = { "name", "desc", "type", "stype", NULL };

  if (is_own (peer, extension))
    return TRUE;
  for (guint i = 0; names[i] != NULL; i++)
    if (!g_strv_contains (open, names[i]))
      return FALSE;

  return TRUE;
}

static void
write_values (SimWriter *reply, SimExtension *extension, const char *const *names)
{
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    sim_writer_text (reply, NULL, sim_extension_get (extension, names[i]));
}

SIM_HANDLER (sim_handle_get_extension_properties)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);
  const char *const *numbers = pal_params_get_list (params, "extension");
  const char *const *names = pal_params_get_list (params, "property_names");
  gboolean many = pal_params_is_list (params, "extension");

  if (tenant == NULL)
    return FALSE;
  if (numbers == NULL || names == NULL || (!many && numbers[0] == NULL))
    {
      g_set_error_literal (error, SIM_ERROR, SIM_ERROR_PARAMS, "Missing parameter");
      return FALSE;
    }

  if (!many)
    {
      SimExtension *extension = sim_tenant_get_extension (tenant, numbers[0]);

      if (extension == NULL || !may_read (peer, extension, names))
        {
          g_set_error_literal (error, SIM_ERROR, SIM_ERROR_REFUSED,
                               extension == NULL ? "Invalid User Name" : "No permission.");
          return FALSE;
        }
      sim_writer_begin (reply, NULL, '[');
      write_values (reply, extension, names);
      sim_writer_end (reply, ']');
      return TRUE;
    }
  if (!sim_request_check_size (g_strv_length ((char **) numbers), params, error))
    return FALSE;

  sim_writer_begin (reply, NULL, '[');
  for (guint i = 0; numbers[i] != NULL; i++)
    {
      SimExtension *extension = sim_tenant_get_extension (tenant, numbers[i]);

      if (extension == NULL || !may_read (peer, extension, names))
        {
          sim_writer_text (reply, NULL, "No permission.");
          continue;
        }
      sim_writer_begin (reply, NULL, '[');
      write_values (reply, extension, names);
      sim_writer_end (reply, ']');
    }
  sim_writer_end (reply, ']');

  return TRUE;
}

/* A phone that gets an id registers like the others. */
static void
register_phones (SimExtension *extension)
{
  for (guint i = 0; i < extension->phones->len; i++)
    {
      SimPhone *phone = g_ptr_array_index (extension->phones, i);

      if (!phone->registered && extension->registered)
        sim_phone_set_registered (phone, TRUE);
    }
}

/* The values as they are kept, in the order of @names: all of them are good, or none is set. */
static GPtrArray *
read_values (SimPeer *peer, SimExtension *extension, const PalParams *params, const char *const *names,
             GError **error)
{
  g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  const char *subtype = pal_params_get_member (params, "properties", "stype");

  for (guint i = 0; names[i] != NULL; i++)
    {
      const PalProperty *row = sim_extension_find_property (extension, subtype, names[i]);
      gboolean reserved = !sim_request_is_admin (peer) && sim_property_is_admin_only (row, names[i]);

      if (reserved || !is_own (peer, extension))
        {
          sim_refuse_permission (error);
          return NULL;
        }
    }
  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *value = pal_params_get_member (params, "properties", names[i]);
      char *read = sim_extension_read_value (extension, subtype, names[i], value, error);

      if (read == NULL)
        return NULL;
      g_ptr_array_add (values, read);
    }

  return g_steal_pointer (&values);
}

SIM_HANDLER (sim_handle_set_extension_properties)
{
  SimExtension *extension = sim_request_extension (peer, params, "extension", error);
  g_autofree const char **names = pal_params_get_members (params, "properties");
  g_autoptr(GPtrArray) values = NULL;

  if (extension == NULL)
    return FALSE;

  if (names != NULL)
    {
      values = read_values (peer, extension, params, names, error);
      if (values == NULL)
        return FALSE;
      for (guint i = 0; i < values->len; i++)
        sim_extension_set (extension, names[i], g_ptr_array_index (values, i));
      register_phones (extension);
    }
  sim_writer_text (reply, NULL, "OK");

  return TRUE;
}

static GRegex *
make_pattern (const PalParams *params, GError **error)
{
  const char *pattern = pal_params_get_text (params, "pattern");
  g_autofree char *whole = g_strdup_printf ("^(?:%s)$", pattern != NULL ? pattern : ".*");
  g_autoptr(GError) local_error = NULL;
  GRegex *regex = g_regex_new (whole, G_REGEX_OPTIMIZE, 0, &local_error);

  if (regex == NULL)
    sim_refuse (error, SIM_ERROR_PARAMS, "pattern", "%s", local_error->message);

  return regex;
}

SIM_HANDLER (sim_handle_get_extensions)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);
  const char *const *names = pal_params_get_list (params, "property_names");
  const char *type = pal_params_get_text (params, "type");
  gint64 limit = pal_params_get_int (params, "limit", -1);
  gint64 offset = pal_params_get_int (params, "offset", 0);
  g_autoptr(GRegex) regex = NULL;

  if (tenant == NULL || (regex = make_pattern (params, error)) == NULL)
    return FALSE;
  if (offset < 0 || limit < -1)
    return sim_refuse (error, SIM_ERROR_PARAMS, offset < 0 ? "offset" : "limit", "less than it can be");
  if (!sim_request_check_size (limit < 0 ? tenant->order->len : MIN (limit, tenant->order->len), params,
                               error))
    return FALSE;

  sim_writer_begin (reply, NULL, '[');
  for (guint i = 0; i < tenant->order->len && limit != 0; i++)
    {
      SimExtension *extension = g_ptr_array_index (tenant->order, i);

      if ((type != NULL && *type != '\0' && strcmp (sim_extension_get (extension, "type"), type) != 0)
          || !g_regex_match (regex, extension->number, 0, NULL) || offset-- > 0)
        continue;

      limit -= limit > 0;
      if (names == NULL)
        {
          sim_writer_text (reply, NULL, extension->number);
          continue;
        }
      sim_writer_begin (reply, NULL, '[');
      sim_writer_text (reply, NULL, extension->number);
      write_values (reply, extension, names);
      sim_writer_end (reply, ']');
    }
  sim_writer_end (reply, ']');

  return TRUE;
}

static gboolean
check_secret (const char *value, const char *parameter, GError **error)
{
  const PalProperty *row = pal_property_lookup ("user", NULL, "password", NULL);
  g_autoptr(GError) reason = NULL;
  g_autofree char *read = value != NULL ? pal_property_read (row, parameter, value, &reason) : NULL;

  if (value == NULL || read != NULL)
    return TRUE;

  g_set_error_literal (error, SIM_ERROR, SIM_ERROR_PARAMS, reason->message);
  return FALSE;
}

SIM_HANDLER (sim_handle_create_extension)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);
  const char *number = pal_params_get_text (params, "extension");
  const char *type = pal_params_get_text (params, "type");
  const char *password = pal_params_get_text (params, "password");
  const char *login_password = pal_params_get_text (params, "login_password");
  SimExtension *extension;

  if (tenant == NULL)
    return FALSE;
  if (!sim_text_is_name (number) || sim_tenant_get_extension (tenant, number) != NULL)
    return sim_refuse (error, SIM_ERROR_REFUSED, "extension", "“%s” exists already, or is no number", number);
  if (strcmp (type, "user") == 0 && !sim_tenant_may_add_user (tenant, error))
    return FALSE;
  if (!check_secret (password, "password", error) || !check_secret (login_password, "login_password", error))
    return FALSE;

  extension = sim_tenant_add_extension (tenant, number, type);
  if (extension->is_user)
    {
      sim_extension_set (extension, "password", password != NULL ? password : "");
      sim_extension_set (extension, "login.password", login_password != NULL ? login_password : "");
      sim_extension_set_phone (extension, 1, number);
    }
  sim_writer_boolean (reply, NULL, TRUE);

  return TRUE;
}

SIM_HANDLER (sim_handle_delete_extension)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);
  SimExtension *extension;

  if (tenant == NULL)
    return FALSE;

  extension = sim_tenant_get_extension (tenant, pal_params_get_text (params, "extension"));
  sim_writer_boolean (reply, NULL, extension != NULL);
  if (extension != NULL)
    sim_tenant_remove_extension (tenant, extension);

  return TRUE;
}

static char **
find_timer (SimPeer *peer, const PalParams *params, GError **error)
{
  SimExtension *extension = sim_request_extension (peer, params, "extension", error);
  gboolean has_timer;

  if (extension == NULL)
    return NULL;

  has_timer = extension->is_user || sim_extension_has_type (extension, "conditional", NULL);
  if (!is_own (peer, extension))
    sim_refuse_permission (error);
  else if (!has_timer)
    sim_refuse (error, SIM_ERROR_REFUSED, "extension", "only users and schedules have timers");
  if (!is_own (peer, extension) || !has_timer)
    return NULL;

  return &extension->timers[g_strcmp0 (pal_params_get_text (params, "number"), "2") == 0 ? 1 : 0];
}

SIM_HANDLER (sim_handle_get_plan_switch_timer)
{
  char **timer = find_timer (peer, params, error);

  if (timer == NULL)
    return FALSE;

  sim_writer_text (reply, NULL, *timer);
  return TRUE;
}

SIM_HANDLER (sim_handle_set_plan_switch_timer)
{
  char **timer = find_timer (peer, params, error);
  g_autoptr(PalSchedule) schedule = pal_schedule_new (pal_params_get_text (params, "schedule"));
  g_autoptr(GError) reason = NULL;

  if (timer == NULL)
    return FALSE;
  if (!pal_schedule_validate (schedule, &reason))
    return sim_refuse (error, SIM_ERROR_PARAMS, "schedule", "%s", reason->message);

  g_free (*timer);
  *timer = g_strdup (pal_params_get_text (params, "schedule"));
  sim_writer_text (reply, NULL, "OK");

  return TRUE;
}
