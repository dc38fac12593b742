/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/app-bus.h"

#include <glib/gi18n.h>

#include "app/app-bus-methods.h"
#include "app/app-bus-presence.h"
#include "app/app-bus-profiles.h"
#include "app/app-bus-view.h"
#include "app/app-finder.h"
#include "app-resources.h"

#define INTERFACE APP_ID "1"
#define DESCRIPTION "/org/sidetone/Sidetone/" INTERFACE ".xml"
#define PROPERTIES "org.freedesktop.DBus.Properties"

/* A method that has begun and is answered when its operation ends. */
typedef struct
{
  AppBus *bus;                       /* borrowed */
  GDBusMethodInvocation *invocation; /* given away with the answer */
  DeskOperation *operation;          /* owned */
} Pending;

struct _AppBus
{
  GObject parent_instance;

  /* borrowed */
  AppApplication *application;

  /* owned */
  GDBusConnection *connection;
  char *path;
  DeskSession *session;
  AppBusPresence *presence;
  AppFinder *finder;
  GPtrArray *pending; /* of Pending */
  GHashTable *told;   /* id of a call -> what was told of it */

  gint64 epoch; /* µs since 1970 when the session's clock was at nought */
  guint registration;
  guint calls_source;
};

G_DEFINE_FINAL_TYPE (AppBus, app_bus, G_TYPE_OBJECT)

/* --- acting --------------------------------------------------------------------- */

static void
pending_free (gpointer data)
{
  Pending *pending = data;

  g_signal_handlers_disconnect_by_data (pending->operation, pending->bus);
  g_object_unref (pending->operation);
  g_free (pending);
}

static void
answer (Pending *pending, GError *error)
{
  GDBusMethodInvocation *invocation = g_steal_pointer (&pending->invocation);
  const char *name = g_dbus_method_invocation_get_method_name (invocation);

  if (error != NULL)
    g_dbus_method_invocation_take_error (invocation, error);
  else
    g_dbus_method_invocation_return_value (invocation, app_bus_make_reply (name, pending->operation));
  g_ptr_array_remove_fast (pending->bus->pending, pending);
}

static void
running_cb (DeskOperation *operation, GParamSpec *pspec, AppBus *self)
{
  const GError *error = desk_operation_get_error (operation);

  for (guint i = 0; i < self->pending->len; i++)
    {
      Pending *pending = self->pending->pdata[i];

      if (pending->operation != operation)
        continue;
      answer (pending, error != NULL ? app_bus_make_error (error) : NULL);
      return;
    }
}

static void
run (AppBus *self, const AppBusPlace *place, const char *name, GVariant *parameters,
     GDBusMethodInvocation *invocation)
{
  g_autoptr (DeskOperation) operation = NULL;
  GError *error = NULL;
  Pending *pending;

  operation = app_bus_run_method (place, name, parameters, &error);
  if (error == NULL && operation != NULL && desk_operation_get_error (operation) != NULL)
    error = app_bus_make_error (desk_operation_get_error (operation));
  if (error != NULL)
    g_dbus_method_invocation_take_error (invocation, error);
  else if (operation == NULL || !desk_operation_get_is_running (operation))
    g_dbus_method_invocation_return_value (invocation, app_bus_make_reply (name, operation));
  else
    {
      pending = g_new0 (Pending, 1);
      pending->bus = self;
      pending->invocation = invocation;
      pending->operation = g_steal_pointer (&operation);
      g_ptr_array_add (self->pending, pending);
      g_signal_connect_object (pending->operation, "notify::is-running", G_CALLBACK (running_cb), self,
                               G_CONNECT_DEFAULT);
    }
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GDBusMethodInvocation *invocation = user_data;
  g_autoptr (GError) error = NULL;

  if (app_dialer_ask_finish (APP_DIALER (source), result, &error))
    g_dbus_method_invocation_return_value (invocation, NULL);
  else
    g_dbus_method_invocation_take_error (invocation, app_bus_make_error (error));
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GDBusMethodInvocation *invocation = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) matches = app_finder_search_finish (APP_FINDER (source), result, &error);

  if (matches != NULL)
    g_dbus_method_invocation_return_value (invocation,
                                           g_variant_new ("(@aa{sv})", app_finder_describe (matches)));
  else
    g_dbus_method_invocation_return_gerror (invocation, error);
}

/* --- properties -------------------------------------------------------------- */

static GVariant *
describe_calls (AppBus *self)
{
  DeskList *calls = self->session != NULL ? DESK_LIST (desk_session_get_calls (self->session)) : NULL;
  GVariantBuilder builder;

  app_bus_update_epoch (self->session, &self->epoch);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; calls != NULL && i < desk_list_get_size (calls); i++)
    g_variant_builder_add_value (&builder, app_bus_describe_call (desk_list_peek (calls, i), self->epoch));
  return g_variant_builder_end (&builder);
}

static const char *
get_user (AppBus *self)
{
  return self->session != NULL ? store_account_get_user (desk_session_get_account (self->session)) : "";
}

/* NULL while there are none. */
static DeskProfiles *
get_profiles (AppBus *self)
{
  return self->session != NULL ? desk_session_get_profiles (self->session) : NULL;
}

/* But Presence. */
static GVariant *
get_property (AppBus *self, const char *name)
{
  if (g_str_equal (name, "Calls"))
    return describe_calls (self);
  if (g_str_equal (name, "Profile"))
    return g_variant_new_string (app_bus_profiles_get_current (get_profiles (self)));
  return g_variant_new_string (g_str_equal (name, "User") ? get_user (self) : app_bus_get_state (self->session));
}

/* GDBus has looked that there is such a property; none can be set. */
static void
answer_properties (AppBus *self, const char *method, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  const char *const names[] = { "State", "User", "Calls", "Profile" };
  const char *name = NULL;
  GVariantBuilder builder;

  if (g_str_equal (method, "Get"))
    {
      g_variant_get (parameters, "(&s&s)", NULL, &name);
      if (g_str_equal (name, "Presence"))
        app_bus_presence_answer (self->presence, invocation, NULL);
      else
        g_dbus_method_invocation_return_value (invocation, g_variant_new ("(v)", get_property (self, name)));
      return;
    }
  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_variant_builder_add (&builder, "{sv}", names[i], get_property (self, names[i]));
  app_bus_presence_answer (self->presence, invocation, g_variant_builder_end (&builder));
}

/* --- what is asked for ----------------------------------------------------------- */

static void
method_cb (GDBusConnection *connection,
           const char *sender,
           const char *path,
           const char *interface,
           const char *name,
           GVariant *parameters,
           GDBusMethodInvocation *invocation,
           gpointer user_data)
{
  AppBus *self = APP_BUS (user_data);
  const AppBusPlace place = { self->session, app_application_get_settings (self->application) };
  AppDialer *dialer = app_application_get_dialer (self->application);
  AppBusSending sending;
  const char *number, *text;
  guint limit;

  if (g_str_equal (interface, PROPERTIES))
    answer_properties (self, name, parameters, invocation);
  else if (g_str_equal (name, "Dial"))
    {
      g_variant_get (parameters, "(&s)", &number);
      app_dialer_ask_async (dialer, number, UI_DIAL_ORIGIN_PROGRAM, asked_cb, invocation);
    }
  else if (g_str_equal (name, "Find"))
    {
      g_variant_get (parameters, "(&su)", &text, &limit);
      app_finder_search_async (self->finder, text, limit, NULL, found_cb, invocation);
    }
  else if (app_bus_wants_consent (&place, name, parameters, &sending))
    app_dialer_send_async (dialer, sending.verb, sending.call, sending.target, UI_DIAL_ORIGIN_PROGRAM,
                           asked_cb, invocation);
  else if (!app_bus_profiles_run (get_profiles (self), name, parameters, invocation))
    run (self, &place, name, parameters, invocation);
}

/* --- signals ----------------------------------------------------------------- */

static void
emit_on (AppBus *self, const char *interface, const char *name, GVariant *parameters)
{
  g_autoptr (GError) error = NULL;

  if (!g_dbus_connection_emit_signal (self->connection, NULL, self->path, interface, name, parameters,
                                      &error))
    g_debug ("%s was not told: %s", name, error->message);
}

static void
emit (AppBus *self, const char *name, GVariant *parameters)
{
  emit_on (self, INTERFACE, name, parameters);
}

/* @value: taken when floating. */
static void
emit_property (AppBus *self, const char *name, GVariant *value)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&builder, "{sv}", name, value);
  emit_on (self, PROPERTIES, "PropertiesChanged",
           g_variant_new ("(s@a{sv}@as)", INTERFACE, g_variant_builder_end (&builder),
                          g_variant_new_strv (NULL, 0)));
}

/* My calls are few: what is told of them is compared with what was told before. */
static void
tell_calls (AppBus *self)
{
  g_autoptr (GHashTable) gone = g_steal_pointer (&self->told);
  DeskList *calls = self->session != NULL ? DESK_LIST (desk_session_get_calls (self->session)) : NULL;
  gboolean is_changed = FALSE;
  GHashTableIter iter;
  const char *id;

  app_bus_update_epoch (self->session, &self->epoch);
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_variant_unref);
  for (guint i = 0; calls != NULL && i < desk_list_get_size (calls); i++)
    {
      DeskCall *call = desk_list_peek (calls, i);
      GVariant *now = g_variant_ref_sink (app_bus_describe_call (call, self->epoch));
      GVariant *before = g_hash_table_lookup (gone, desk_call_get_id (call));

      if (before == NULL || !g_variant_equal (before, now))
        {
          emit (self, before == NULL ? "CallAdded" : "CallChanged", g_variant_new ("(@a{sv})", now));
          is_changed = TRUE;
        }
      g_hash_table_remove (gone, desk_call_get_id (call));
      g_hash_table_insert (self->told, g_strdup (desk_call_get_id (call)), now);
    }
  g_hash_table_iter_init (&iter, gone);
  while (g_hash_table_iter_next (&iter, (gpointer *)&id, NULL))
    {
      emit (self, "CallRemoved", g_variant_new ("(s)", id));
      is_changed = TRUE;
    }
  if (is_changed)
    emit_property (self, "Calls", describe_calls (self));
}

static gboolean
tell_calls_cb (gpointer user_data)
{
  AppBus *self = APP_BUS (user_data);

  self->calls_source = 0;
  tell_calls (self);
  return G_SOURCE_REMOVE;
}

static void
call_changed_cb (AppBus *self)
{
  if (self->calls_source == 0)
    self->calls_source = g_idle_add (tell_calls_cb, self);
}

static void
calls_changed_cb (GListModel *calls, guint position, guint removed, guint added, AppBus *self)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (DeskCall) call = g_list_model_get_item (calls, i);

      g_signal_connect_object (call, "notify", G_CALLBACK (call_changed_cb), self, G_CONNECT_SWAPPED);
    }
  call_changed_cb (self);
}

static void
state_cb (DeskSession *session, GParamSpec *pspec, AppBus *self)
{
  emit_property (self, "State", g_variant_new_string (app_bus_get_state (self->session)));
}

static void
profile_cb (DeskProfiles *profiles, GParamSpec *pspec, AppBus *self)
{
  emit_property (self, "Profile", g_variant_new_string (app_bus_profiles_get_current (profiles)));
}

/* --- the session --------------------------------------------------------------- */

static void
drop_session (AppBus *self)
{
  g_autoptr (DeskSession) session = g_steal_pointer (&self->session);

  if (session == NULL)
    return;
  while (self->pending->len > 0)
    answer (self->pending->pdata[0],
            g_error_new_literal (APP_BUS_ERROR, APP_BUS_ERROR_NOT_CONNECTED, _ ("Not connected")));
  g_signal_handlers_disconnect_by_data (session, self);
  g_signal_handlers_disconnect_by_data (desk_session_get_calls (session), self);
  if (desk_session_get_profiles (session) != NULL)
    g_signal_handlers_disconnect_by_data (desk_session_get_profiles (session), self);
  app_bus_presence_set_session (self->presence, NULL);
}

void
app_bus_set_session (AppBus *self, DeskSession *session)
{
  g_return_if_fail (APP_IS_BUS (self));
  g_return_if_fail (session == NULL || DESK_IS_SESSION (session));

  if (self->session == session)
    return;
  drop_session (self);
  if (session != NULL)
    {
      GListModel *calls = G_LIST_MODEL (desk_session_get_calls (session));

      self->session = g_object_ref (session);
      g_signal_connect_object (session, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_DEFAULT);
      g_signal_connect_object (calls, "items-changed", G_CALLBACK (calls_changed_cb), self,
                               G_CONNECT_DEFAULT);
      if (get_profiles (self) != NULL)
        g_signal_connect_object (get_profiles (self), "notify::current", G_CALLBACK (profile_cb), self,
                                 G_CONNECT_DEFAULT);
      app_bus_presence_set_session (self->presence, session);
      calls_changed_cb (calls, 0, 0, g_list_model_get_n_items (calls), self);
    }
  else
    call_changed_cb (self);
  emit_property (self, "User", g_variant_new_string (get_user (self)));
  emit_property (self, "State", g_variant_new_string (app_bus_get_state (self->session)));
}

/* --- life ------------------------------------------------------------------------ */

void
app_bus_close (AppBus *self)
{
  g_return_if_fail (APP_IS_BUS (self));

  drop_session (self);
  g_clear_handle_id (&self->calls_source, g_source_remove);
  if (self->registration != 0)
    g_dbus_connection_unregister_object (self->connection, self->registration);
  self->registration = 0;
  app_bus_presence_close (self->presence);
}

static void
app_bus_dispose (GObject *object)
{
  app_bus_close (APP_BUS (object));

  G_OBJECT_CLASS (app_bus_parent_class)->dispose (object);
}

static void
app_bus_finalize (GObject *object)
{
  AppBus *self = APP_BUS (object);

  g_object_unref (self->connection);
  g_free (self->path);
  g_clear_object (&self->presence);
  g_clear_object (&self->finder);
  g_ptr_array_unref (self->pending);
  g_hash_table_unref (self->told);

  G_OBJECT_CLASS (app_bus_parent_class)->finalize (object);
}

static void
app_bus_class_init (AppBusClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  app_register_resource ();
  object_class->dispose = app_bus_dispose;
  object_class->finalize = app_bus_finalize;
}

static void
app_bus_init (AppBus *self)
{
  self->pending = g_ptr_array_new_with_free_func (pending_free);
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_variant_unref);
}

AppBus *
app_bus_new (AppApplication *application, GDBusConnection *connection, const char *path, GError **error)
{
  static const GDBusInterfaceVTable vtable = { method_cb, NULL, NULL, { NULL } };
  g_autoptr (AppBus) self = g_object_new (APP_TYPE_BUS, NULL);
  g_autoptr (GBytes) text = g_resources_lookup_data (DESCRIPTION, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autoptr (GDBusNodeInfo) node = NULL;

  self->application = application;
  self->connection = g_object_ref (connection);
  self->path = g_strdup (path);
  self->finder = app_finder_new (application);
  self->presence = app_bus_presence_new (connection, path, INTERFACE);
  if (text == NULL)
    return NULL;
  node = g_dbus_node_info_new_for_xml (g_bytes_get_data (text, NULL), error);
  if (node == NULL)
    return NULL;
  self->registration
      = g_dbus_connection_register_object (connection, path, node->interfaces[0], &vtable, self, NULL, error);
  return self->registration != 0 ? g_steal_pointer (&self) : NULL;
}
