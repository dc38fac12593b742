/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/app-runner.h"

#include <glib/gi18n.h>

#include "model/desk-rules.h"

struct _AppRunner
{
  GObject parent_instance;

  AppApplication *application; /* borrowed */

  /* owned */
  DeskSession *session;
  GHashTable *failed; /* ids of rules of which it was said */
};

G_DEFINE_FINAL_TYPE (AppRunner, app_runner, G_TYPE_OBJECT)

/* One thing being done. */
typedef struct
{
  GWeakRef runner;
  DeskFiring *firing; /* owned */
} Job;

static Job *
job_new (AppRunner *self, DeskFiring *firing)
{
  Job *job = g_new0 (Job, 1);

  g_weak_ref_init (&job->runner, self);
  job->firing = g_object_ref (firing);
  return job;
}

static void
job_free (Job *job)
{
  g_weak_ref_clear (&job->runner);
  g_object_unref (job->firing);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

/* --- telling ----------------------------------------------------------------- */

static void
tell_done (AppRunner *self, DeskFiring *firing, const char *format)
{
  const char *rule = desk_firing_get_rule_id (firing);
  g_autofree char *what = desk_firing_dup_text (firing);
  g_autoptr (GString) text = g_string_new (format);

  g_string_replace (text, "%s", what, 1);
  if (rule != NULL)
    g_hash_table_remove (self->failed, rule);
  desk_firing_tell (firing, text->str, FALSE);
}

static void
tell_failure (AppRunner *self, DeskFiring *firing, const GError *error)
{
  const char *rule = desk_firing_get_rule_id (firing);
  g_autofree char *what = desk_firing_dup_text (firing);
  /* Translators: what could not be opened or run, and why. */
  g_autofree char *text = g_strdup_printf (_ ("%s did not work: %s"), what, error->message);

  g_debug ("%s", text);
  desk_firing_tell (firing, text, TRUE);
  if (rule != NULL && g_hash_table_add (self->failed, g_strdup (rule)))
    app_application_say (self->application, text);
}

/* --- doing ----------------------------------------------------------------------- */

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (AppRunner) self = g_weak_ref_get (&job->runner);
  g_autoptr (GError) error = NULL;
  gboolean is_open = g_app_info_launch_default_for_uri_finish (result, &error);

  if (self == NULL)
    return;
  if (is_open)
    tell_done (self, job->firing, _ ("Opened %s"));
  else
    tell_failure (self, job->firing, error);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (AppRunner) self = g_weak_ref_get (&job->runner);
  g_autoptr (GError) error = NULL;
  gboolean is_well = g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, &error);

  if (self == NULL)
    return;
  if (is_well)
    tell_done (self, job->firing, _ ("Ran %s"));
  else
    tell_failure (self, job->firing, error);
}

static void
run (AppRunner *self, DeskFiring *firing)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_set_cwd (launcher, g_get_home_dir ());
  process = g_subprocess_launcher_spawnv (launcher, desk_firing_get_argv (firing), &error);
  if (process == NULL)
    {
      tell_failure (self, firing, error);
      return;
    }
  desk_firing_tell (firing, _ ("Runs…"), FALSE);
  g_subprocess_wait_check_async (process, NULL, ended_cb, job_new (self, firing));
}

static void
fire_cb (AppRunner *self, DeskFiring *firing)
{
  GdkDisplay *display = gdk_display_get_default ();
  g_autoptr (GdkAppLaunchContext) context = NULL;

  if (desk_firing_get_url (firing) == NULL)
    {
      run (self, firing);
      return;
    }
  context = display != NULL ? gdk_display_get_app_launch_context (display) : NULL;
  g_app_info_launch_default_for_uri_async (desk_firing_get_url (firing), G_APP_LAUNCH_CONTEXT (context), NULL,
                                           opened_cb, job_new (self, firing));
}

/* --- the object --------------------------------------------------------------------- */

void
app_runner_set_session (AppRunner *self, DeskSession *session)
{
  g_return_if_fail (APP_IS_RUNNER (self));

  if (self->session == session)
    return;
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (desk_session_get_rules (self->session), self);
  g_set_object (&self->session, session);
  g_hash_table_remove_all (self->failed);
  if (session != NULL)
    g_signal_connect_object (desk_session_get_rules (session), "fire", G_CALLBACK (fire_cb), self,
                             G_CONNECT_SWAPPED);
}

AppRunner *
app_runner_new (AppApplication *application)
{
  AppRunner *self = g_object_new (APP_TYPE_RUNNER, NULL);

  self->application = application;
  return self;
}

static void
app_runner_dispose (GObject *object)
{
  app_runner_set_session (APP_RUNNER (object), NULL);

  G_OBJECT_CLASS (app_runner_parent_class)->dispose (object);
}

static void
app_runner_finalize (GObject *object)
{
  g_hash_table_unref (APP_RUNNER (object)->failed);

  G_OBJECT_CLASS (app_runner_parent_class)->finalize (object);
}

static void
app_runner_class_init (AppRunnerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_runner_dispose;
  G_OBJECT_CLASS (klass)->finalize = app_runner_finalize;
}

static void
app_runner_init (AppRunner *self)
{
  self->failed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}
