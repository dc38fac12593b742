/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/app-bus-presence.h"

#include "app/app-bus-view.h"

#define PAUSE_MS 100
#define LONG_PAUSE_MS 1000 /* after so many that they were not told one by one */
#define MAX_TOLD 500       /* at once */

/* Who waits for the whole. */
typedef struct
{
  GDBusMethodInvocation *invocation; /* given away with the answer */
  GVariant *others;                  /* owned; NULL: only the presence is wanted */
} Question;

/* What a thread answers with: a copy of what was so when it began. */
typedef struct
{
  GArray *rows;       /* of AppBusColleague, texts in the chunk */
  GStringChunk *texts;
  GPtrArray *questions;
} Job;

struct _AppBusPresence
{
  GObject parent_instance;

  /* owned */
  GDBusConnection *connection;
  char *path, *interface;
  DeskSession *session;
  GHashTable *touched;  /* of DeskExtension: to be told */
  GPtrArray *questions; /* that wait for the job under way */

  gint64 epoch;
  guint source;
  gboolean is_working; /* a thread is */
  gboolean is_flooded; /* more has changed than is told */
};

G_DEFINE_FINAL_TYPE (AppBusPresence, app_bus_presence, G_TYPE_OBJECT)

static void
question_free (gpointer data)
{
  Question *question = data;

  g_clear_pointer (&question->others, g_variant_unref);
  g_free (question);
}

/* --- the whole ------------------------------------------------------------------ */

static void
job_free (gpointer data)
{
  Job *job = data;

  g_array_unref (job->rows);
  g_string_chunk_free (job->texts);
  g_ptr_array_unref (job->questions);
  g_free (job);
}

static void
work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GVariant) presence = NULL;
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sa{sv}}"));
  for (guint i = 0; i < job->rows->len; i++)
    app_bus_add_colleague (&builder, &g_array_index (job->rows, AppBusColleague, i));
  presence = g_variant_ref_sink (g_variant_builder_end (&builder));
  for (guint i = 0; i < job->questions->len; i++)
    {
      Question *question = job->questions->pdata[i];
      GVariantDict all;

      if (question->others != NULL)
        {
          g_variant_dict_init (&all, question->others);
          g_variant_dict_insert_value (&all, "Presence", presence);
          g_dbus_method_invocation_return_value (question->invocation,
                                                 g_variant_new ("(@a{sv})", g_variant_dict_end (&all)));
        }
      else
        g_dbus_method_invocation_return_value (question->invocation, g_variant_new ("(v)", presence));
    }
  g_task_return_boolean (task, TRUE);
}

static Job *
make_job (AppBusPresence *self)
{
  Job *job = g_new0 (Job, 1);
  gpointer *rows = NULL;
  guint n = 0;

  if (self->session != NULL)
    rows = desk_list_get_rows (DESK_LIST (desk_session_get_colleagues (self->session)), &n);
  app_bus_update_epoch (self->session, &self->epoch);
  job->rows = g_array_sized_new (FALSE, FALSE, sizeof (AppBusColleague), n);
  job->texts = g_string_chunk_new (64 * 1024);
  job->questions = g_steal_pointer (&self->questions);
  self->questions = g_ptr_array_new_with_free_func (question_free);
  for (guint i = 0; i < n; i++)
    {
      AppBusColleague row = app_bus_look_at_colleague (rows[i], self->epoch);

      row.number = g_string_chunk_insert (job->texts, row.number);
      row.name = g_string_chunk_insert (job->texts, row.name);
      row.other = row.other != NULL ? g_string_chunk_insert (job->texts, row.other) : NULL;
      g_array_append_val (job->rows, row);
    }
  return job;
}

static void tell_soon (AppBusPresence *self, guint pause);

static void begin_work (AppBusPresence *self);

static void
worked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AppBusPresence *self = APP_BUS_PRESENCE (source);

  self->is_working = FALSE;
  if (self->questions->len > 0)
    begin_work (self);
}

static void
begin_work (AppBusPresence *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, worked_cb, NULL);

  self->is_working = TRUE;
  g_task_set_source_tag (task, begin_work);
  g_task_set_task_data (task, make_job (self), job_free);
  g_task_run_in_thread (task, work);
}

void
app_bus_presence_answer (AppBusPresence *self, GDBusMethodInvocation *invocation,
                         GVariant *others)
{
  Question *question;

  g_return_if_fail (APP_IS_BUS_PRESENCE (self));

  question = g_new0 (Question, 1);
  question->invocation = invocation;
  question->others = others != NULL ? g_variant_ref_sink (others) : NULL;
  g_ptr_array_add (self->questions, question);
  if (!self->is_working)
    begin_work (self);
}

/* --- changes ----------------------------------------------------------------------- */

static void
emit (AppBusPresence *self, const char *interface, const char *name, GVariant *parameters)
{
  g_autoptr (GError) error = NULL;

  if (!g_dbus_connection_emit_signal (self->connection, NULL, self->path, interface, name, parameters,
                                      &error))
    g_debug ("%s was not told: %s", name, error->message);
}

/* Who wants to know can ask. */
static void
tell_that_all_changed (AppBusPresence *self)
{
  const char *const names[] = { "Presence", NULL };

  emit (self, "org.freedesktop.DBus.Properties", "PropertiesChanged",
        g_variant_new ("(s@a{sv}^as)", self->interface, g_variant_new_array (G_VARIANT_TYPE ("{sv}"), NULL, 0),
                       names));
}

static void
tell_changes (AppBusPresence *self)
{
  GVariantBuilder builder;
  GHashTableIter iter;
  gpointer extension;

  app_bus_update_epoch (self->session, &self->epoch);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sa{sv}}"));
  g_hash_table_iter_init (&iter, self->touched);
  while (g_hash_table_iter_next (&iter, &extension, NULL))
    {
      const AppBusColleague row = app_bus_look_at_colleague (extension, self->epoch);

      app_bus_add_colleague (&builder, &row);
    }
  emit (self, self->interface, "PresenceChanged",
        g_variant_new ("(@a{sa{sv}})", g_variant_builder_end (&builder)));
}

static gboolean
tell_cb (gpointer user_data)
{
  AppBusPresence *self = APP_BUS_PRESENCE (user_data);
  gboolean was_flooded = self->is_flooded;

  self->source = 0;
  /* What is newer than an answer does not come before it. */
  if (self->is_working)
    {
      tell_soon (self, PAUSE_MS);
      return G_SOURCE_REMOVE;
    }
  self->is_flooded = FALSE;
  if (was_flooded)
    tell_that_all_changed (self);
  else if (g_hash_table_size (self->touched) > 0)
    tell_changes (self);
  g_hash_table_remove_all (self->touched);
  if (was_flooded)
    tell_soon (self, LONG_PAUSE_MS); /* nothing before that */
  return G_SOURCE_REMOVE;
}

static void
tell_soon (AppBusPresence *self, guint pause)
{
  if (self->source == 0)
    self->source = g_timeout_add (pause, tell_cb, self);
}

static void
flood (AppBusPresence *self)
{
  g_hash_table_remove_all (self->touched);
  self->is_flooded = TRUE;
  tell_soon (self, PAUSE_MS);
}

static void
touched_cb (AppBusPresence *self, GPtrArray *extensions, guint what)
{
  if (self->is_flooded || g_hash_table_size (self->touched) + extensions->len > MAX_TOLD)
    {
      flood (self);
      return;
    }
  for (guint i = 0; i < extensions->len; i++)
    g_hash_table_add (self->touched, g_object_ref (extensions->pdata[i]));
  tell_soon (self, PAUSE_MS);
}

/* --- life ---------------------------------------------------------------------------- */

void
app_bus_presence_set_session (AppBusPresence *self, DeskSession *session)
{
  DeskPresenceModel *colleagues;

  g_return_if_fail (APP_IS_BUS_PRESENCE (self));

  if (self->session == session)
    return;
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (desk_session_get_colleagues (self->session), self);
  g_set_object (&self->session, session);
  flood (self);
  if (session == NULL)
    return;
  colleagues = desk_session_get_colleagues (session);
  g_signal_connect_object (colleagues, "touched", G_CALLBACK (touched_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (colleagues, "removed", G_CALLBACK (flood), self, G_CONNECT_SWAPPED);
}

void
app_bus_presence_close (AppBusPresence *self)
{
  g_return_if_fail (APP_IS_BUS_PRESENCE (self));

  app_bus_presence_set_session (self, NULL);
  g_clear_handle_id (&self->source, g_source_remove);
  g_hash_table_remove_all (self->touched);
}

static void
app_bus_presence_dispose (GObject *object)
{
  app_bus_presence_close (APP_BUS_PRESENCE (object));

  G_OBJECT_CLASS (app_bus_presence_parent_class)->dispose (object);
}

static void
app_bus_presence_finalize (GObject *object)
{
  AppBusPresence *self = APP_BUS_PRESENCE (object);

  g_object_unref (self->connection);
  g_free (self->path);
  g_free (self->interface);
  g_hash_table_unref (self->touched);
  g_ptr_array_unref (self->questions);

  G_OBJECT_CLASS (app_bus_presence_parent_class)->finalize (object);
}

static void
app_bus_presence_class_init (AppBusPresenceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_bus_presence_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_bus_presence_finalize;
}

static void
app_bus_presence_init (AppBusPresence *self)
{
  self->touched = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->questions = g_ptr_array_new_with_free_func (question_free);
}

AppBusPresence *
app_bus_presence_new (GDBusConnection *connection, const char *path, const char *interface)
{
  AppBusPresence *self = g_object_new (APP_TYPE_BUS_PRESENCE, NULL);

  self->connection = g_object_ref (connection);
  self->path = g_strdup (path);
  self->interface = g_strdup (interface);
  return self;
}
