/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/app-search.h"

#include "app-resources.h"
#include "app/app-finder.h"
#include "model/desk-plain.h"

#define DESCRIPTION "/org/sidetone/Sidetone/org.gnome.ShellSearchProvider2.xml"
#define MAX_RESULTS 12
#define MAX_CHARS 100

struct _AppSearch
{
  GObject parent_instance;

  /* borrowed */
  AppApplication *application;

  /* owned */
  GDBusConnection *connection;
  AppFinder *finder;
  GHashTable *results, *former; /* id -> DeskMatch: of this search and of the one before */
  GCancellable *searching;      /* for what was typed last */
  char *process;                /* no other one gives such ids */

  guint registration;
  guint64 last_id;
};

G_DEFINE_FINAL_TYPE (AppSearch, app_search, G_TYPE_OBJECT)

static char *
join (GVariant *terms)
{
  g_autofree const char **words = g_variant_get_strv (terms, NULL);

  return g_strjoinv (" ", (char **)words);
}

static DeskMatch *
find (AppSearch *self, const char *id)
{
  DeskMatch *match = g_hash_table_lookup (self->results, id);

  return match != NULL ? match : g_hash_table_lookup (self->former, id);
}

/* --- searching ---------------------------------------------------------------- */

typedef struct
{
  AppSearch *self; /* owned */
  GDBusMethodInvocation *invocation;
} Asked;

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Asked *asked = user_data;
  g_autoptr (AppSearch) self = asked->self;
  g_autoptr (GPtrArray) matches = app_finder_search_finish (APP_FINDER (source), result, NULL);
  GVariantBuilder builder;

  g_hash_table_unref (self->former);
  self->former = self->results;
  self->results = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_variant_builder_init (&builder, G_VARIANT_TYPE_STRING_ARRAY);
  for (guint i = 0; matches != NULL && i < matches->len; i++)
    {
      char *id = g_strdup_printf ("%s-%" G_GUINT64_FORMAT, self->process, ++self->last_id);

      g_variant_builder_add (&builder, "s", id);
      g_hash_table_insert (self->results, id, g_object_ref (matches->pdata[i]));
    }
  g_dbus_method_invocation_return_value (asked->invocation, g_variant_new ("(as)", &builder));
}

static void
search (AppSearch *self, GVariant *terms, GDBusMethodInvocation *invocation)
{
  g_autofree char *text = join (terms);
  Asked *asked = g_new (Asked, 1);

  asked->self = g_object_ref (self);
  asked->invocation = invocation;
  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  self->searching = g_cancellable_new ();
  app_finder_search_async (self->finder, text, MAX_RESULTS, self->searching, found_cb, asked);
}

/* --- telling ------------------------------------------------------------------- */

static const char *
get_icon_name (DeskMatch *match)
{
  switch (desk_match_get_kind (match))
    {
    case DESK_MATCH_RECENT: return "document-open-recent-symbolic";
    case DESK_MATCH_NUMBER:
    case DESK_MATCH_SHORT_DIAL: return "call-start-symbolic";
    case DESK_MATCH_PARK:
    case DESK_MATCH_COMMAND: return APP_ID "-symbolic";
    case DESK_MATCH_COLLEAGUE:
    case DESK_MATCH_CONTACT:
    default: return "avatar-default-symbolic";
    }
}

static void
add_meta (GVariantBuilder *builder, const char *id, DeskMatch *match)
{
  const char *parts[] = { desk_match_get_number (match), desk_match_get_subtitle (match), NULL };
  g_autofree char *name = desk_plain_line (desk_match_get_title (match), MAX_CHARS);
  g_autofree char *more = NULL;
  g_autoptr (GIcon) icon = g_themed_icon_new (get_icon_name (match));
  g_autoptr (GVariant) picture = g_icon_serialize (icon);

  if (desk_match_get_kind (match) == DESK_MATCH_PARK || desk_match_get_kind (match) == DESK_MATCH_CONTACT
      || desk_match_get_kind (match) == DESK_MATCH_SHORT_DIAL)
    parts[0] = "";
  more = desk_plain_join (parts, MAX_CHARS);
  g_variant_builder_open (builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (builder, "{sv}", "id", g_variant_new_string (id));
  g_variant_builder_add (builder, "{sv}", "name", g_variant_new_string (name));
  g_variant_builder_add (builder, "{sv}", "description", g_variant_new_string (more));
  g_variant_builder_add (builder, "{sv}", "icon", picture);
  g_variant_builder_close (builder);
}

static void
tell (AppSearch *self, GVariant *ids, GDBusMethodInvocation *invocation)
{
  GVariantBuilder builder;
  GVariantIter iter;
  const char *id;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aa{sv}"));
  g_variant_iter_init (&iter, ids);
  while (g_variant_iter_next (&iter, "&s", &id))
    if (find (self, id) != NULL)
      add_meta (&builder, id, find (self, id));
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(aa{sv})", &builder));
}

/* --- acting -------------------------------------------------------------------- */

static void
launch (AppSearch *self, GVariant *terms)
{
  g_autofree char *text = join (terms);

  app_application_open_dial_field_with (self->application, text);
}

/* Pages and slots are shown; anything to be called is asked about. */
static void
activate (AppSearch *self, const char *id, GVariant *terms)
{
  DeskMatch *match = find (self, id);
  UiWindow *window;

  if (match == NULL)
    {
      launch (self, terms);
      return;
    }
  if (desk_match_get_kind (match) != DESK_MATCH_PARK && desk_match_get_kind (match) != DESK_MATCH_COMMAND
      && *desk_match_get_number (match) != '\0')
    {
      app_dialer_ask_async (app_application_get_dialer (self->application), desk_match_get_number (match),
                            UI_DIAL_ORIGIN_PROGRAM, NULL, NULL);
      return;
    }
  g_application_activate (G_APPLICATION (self->application));
  window = app_application_get_window (self->application);
  if (window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.take-offer", "(ss)",
                                desk_offer_get_name (DESK_OFFER_OPEN), desk_match_get_key (match));
}

static void
method_cb (GDBusConnection *connection, const char *sender, const char *path, const char *interface,
           const char *name, GVariant *parameters, GDBusMethodInvocation *invocation, gpointer user_data)
{
  AppSearch *self = APP_SEARCH (user_data);
  g_autoptr (GVariant) first = g_variant_get_child_value (parameters, 0);
  g_autoptr (GVariant) second
      = g_variant_n_children (parameters) > 1 ? g_variant_get_child_value (parameters, 1) : NULL;

  if (g_str_equal (name, "GetInitialResultSet"))
    search (self, first, invocation);
  else if (g_str_equal (name, "GetSubsearchResultSet"))
    search (self, second, invocation);
  else if (g_str_equal (name, "GetResultMetas"))
    tell (self, first, invocation);
  else
    {
      if (g_str_equal (name, "ActivateResult"))
        activate (self, g_variant_get_string (first, NULL), second);
      else
        launch (self, first);
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
}

/* --- life ------------------------------------------------------------------------ */

void
app_search_close (AppSearch *self)
{
  g_return_if_fail (APP_IS_SEARCH (self));

  if (self->registration != 0)
    g_dbus_connection_unregister_object (self->connection, self->registration);
  self->registration = 0;
}

static void
app_search_dispose (GObject *object)
{
  AppSearch *self = APP_SEARCH (object);

  app_search_close (self);
  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  g_clear_object (&self->finder);
  g_hash_table_remove_all (self->results);
  g_hash_table_remove_all (self->former);

  G_OBJECT_CLASS (app_search_parent_class)->dispose (object);
}

static void
app_search_finalize (GObject *object)
{
  AppSearch *self = APP_SEARCH (object);

  g_clear_object (&self->connection);
  g_hash_table_unref (self->results);
  g_hash_table_unref (self->former);
  g_free (self->process);

  G_OBJECT_CLASS (app_search_parent_class)->finalize (object);
}

static void
app_search_class_init (AppSearchClass *klass)
{
  app_register_resource ();
  G_OBJECT_CLASS (klass)->dispose = app_search_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_search_finalize;
}

static void
app_search_init (AppSearch *self)
{
  self->results = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->former = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->process = g_uuid_string_random ();
}

AppSearch *
app_search_new (AppApplication *application, GDBusConnection *connection, const char *path, GError **error)
{
  static const GDBusInterfaceVTable vtable = { method_cb, NULL, NULL, { NULL } };
  g_autoptr (AppSearch) self = g_object_new (APP_TYPE_SEARCH, NULL);
  g_autoptr (GBytes) text = g_resources_lookup_data (DESCRIPTION, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *own_path = g_strconcat (path, "/SearchProvider", NULL);
  g_autoptr (GDBusNodeInfo) node = NULL;

  self->application = application;
  self->connection = g_object_ref (connection);
  self->finder = app_finder_new (application);
  if (text == NULL)
    return NULL;
  node = g_dbus_node_info_new_for_xml (g_bytes_get_data (text, NULL), error);
  if (node == NULL)
    return NULL;
  self->registration = g_dbus_connection_register_object (connection, own_path, node->interfaces[0], &vtable,
                                                          self, NULL, error);
  return self->registration != 0 ? g_steal_pointer (&self) : NULL;
}
