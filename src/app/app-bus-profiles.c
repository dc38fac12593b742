/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Routing profiles on the bus. */
#include "config.h"

#include "app/app-bus-profiles.h"

#include <glib/gi18n.h>

#include "app/app-bus-methods.h"

#define MAX_SECONDS G_GINT64_CONSTANT (253402300799) /* the year 9999 */

/* As the interface writes them, in the order of the enumerations. */
static const char *const results[] = { "done", "nothing", "differs", "refused", "stuck", "unsure" };
static const char *const states[] = { "change", "same", "missing", "foreign", "differs", "back" };

static void
add_text (GVariantBuilder *builder, const char *key, const char *text)
{
  g_variant_builder_add (builder, "{sv}", key, g_variant_new_string (text != NULL ? text : ""));
}

static GVariant *
describe_row (const DeskProfileRow *row)
{
  g_autofree char *label = desk_profile_key_dup_label (row->key);
  g_autofree char *place = desk_profile_key_dup_place (row->key);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  add_text (&builder, "property", row->key);
  add_text (&builder, "label", label);
  add_text (&builder, "place", place);
  add_text (&builder, "before", row->before);
  add_text (&builder, "after", row->after);
  add_text (&builder, "state", states[row->state]);
  return g_variant_builder_end (&builder);
}

static GVariant *
describe_rows (GPtrArray *rows)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < rows->len; i++)
    g_variant_builder_add_value (&builder, describe_row (rows->pdata[i]));
  return g_variant_builder_end (&builder);
}

static GVariant *
describe_profiles (DeskProfiles *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (DeskProfile) profile = g_list_model_get_item (G_LIST_MODEL (self), i);
      GVariantBuilder row;

      g_variant_builder_init (&row, G_VARIANT_TYPE_VARDICT);
      add_text (&row, "id", desk_profile_get_id (profile));
      add_text (&row, "name", desk_profile_get_name (profile));
      g_variant_builder_add (&row, "{sv}", "on", g_variant_new_boolean (desk_profile_get_is_on (profile)));
      g_variant_builder_add (&row, "{sv}", "complete",
                             g_variant_new_boolean (desk_profile_find_missing (profile) == NULL));
      g_variant_builder_add_value (&builder, g_variant_builder_end (&row));
    }
  return g_variant_builder_end (&builder);
}

static void
fail (GDBusMethodInvocation *invocation, const GError *error)
{
  GError *told;

  if (error->domain == G_IO_ERROR)
    told = g_error_new_literal (APP_BUS_ERROR, APP_BUS_ERROR_NOT_POSSIBLE, error->message);
  else
    told = app_bus_make_error (error);
  g_dbus_method_invocation_take_error (invocation, told);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DeskProfiles *self = DESK_PROFILES (source);
  g_autoptr (GError) error = NULL;

  if (desk_profiles_refresh_finish (self, result, &error))
    g_dbus_method_invocation_return_value (
        user_data,
        g_variant_new ("(@aa{sv}sx)", describe_profiles (self),
                       desk_profiles_get_undo_name (self) != NULL ? desk_profiles_get_undo_name (self) : "",
                       desk_profiles_get_ends_at (self)));
  else
    fail (user_data, error);
}

static void
previewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = desk_profiles_preview_finish (DESK_PROFILES (source), result, &error);

  if (rows != NULL)
    g_dbus_method_invocation_return_value (user_data, g_variant_new ("(@aa{sv})", describe_rows (rows)));
  else
    fail (user_data, error);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DeskProfileOutcome) outcome
      = desk_profiles_outcome_finish (DESK_PROFILES (source), result, &error);

  if (outcome != NULL)
    g_dbus_method_invocation_return_value (user_data,
                                           g_variant_new ("(ss@aa{sv})", results[outcome->result],
                                                          outcome->text, describe_rows (outcome->rows)));
  else
    fail (user_data, error);
}

static DeskProfile *
find (DeskProfiles *self, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  DeskProfile *profile;
  const char *name;

  g_variant_get_child (parameters, 0, "&s", &name);
  profile = desk_profiles_find (self, name);
  if (profile == NULL)
    g_dbus_method_invocation_return_error (invocation, APP_BUS_ERROR, APP_BUS_ERROR_NOT_POSSIBLE,
                                           _ ("There is no profile “%s”."), name);
  return profile;
}

static void
apply (DeskProfiles *self, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  DeskProfile *profile = find (self, parameters, invocation);
  gint64 until;

  if (profile == NULL)
    return;
  g_variant_get_child (parameters, 1, "x", &until);
  if (until < 0 || until > MAX_SECONDS
      || (until > 0 && until * G_USEC_PER_SEC <= desk_profiles_get_now (self)))
    g_dbus_method_invocation_return_error_literal (invocation, APP_BUS_ERROR, APP_BUS_ERROR_NOT_POSSIBLE,
                                                   _ ("This time has passed."));
  else
    desk_profiles_apply_async (self, profile, until * G_USEC_PER_SEC, done_cb, invocation);
}

gboolean
app_bus_profiles_run (DeskProfiles *profiles,
                      const char *name,
                      GVariant *parameters,
                      GDBusMethodInvocation *invocation)
{
  static const char *const names[]
      = { "ListProfiles", "PreviewProfile", "ApplyProfile", "UndoProfile", NULL };
  DeskProfile *profile;

  if (!g_strv_contains (names, name))
    return FALSE;
  if (profiles == NULL)
    g_dbus_method_invocation_return_error_literal (invocation, APP_BUS_ERROR, APP_BUS_ERROR_NOT_CONNECTED,
                                                   _ ("Not connected"));
  else if (g_str_equal (name, "ListProfiles"))
    desk_profiles_refresh_async (profiles, listed_cb, invocation);
  else if (g_str_equal (name, "UndoProfile"))
    desk_profiles_undo_async (profiles, done_cb, invocation);
  else if (g_str_equal (name, "ApplyProfile"))
    apply (profiles, parameters, invocation);
  else if ((profile = find (profiles, parameters, invocation)) != NULL)
    desk_profiles_preview_async (profiles, profile, previewed_cb, invocation);
  return TRUE;
}

const char *
app_bus_profiles_get_current (DeskProfiles *profiles)
{
  DeskProfile *current = profiles != NULL ? desk_profiles_get_current (profiles) : NULL;

  return current != NULL ? desk_profile_get_name (current) : "";
}
