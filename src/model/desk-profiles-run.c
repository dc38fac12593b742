/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Applying a profile, taking it back, and finding out what became of either. One of these at a time. A run is
 * on disk before anything is sent: whatever ends the program in between, the next one knows where to look. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/desk-outbox-private.h"
#include "model/desk-profiles-private.h"
#include "model/desk-session-private.h"

#define MOST_RUNS 10 /* that wait for the person to undo them */
#define LOOK_AGAIN (60 * (gint64)G_USEC_PER_SEC)

typedef enum
{
  JOB_APPLY,
  JOB_SETTLE, /* what was sent before the line, or the program, ended */
  JOB_END,
} JobKind;

struct _DeskProfileJob
{
  JobKind kind;
  DeskProfileRun *run; /* borrowed; NULL before it is begun */
  gint64 ends_at;
  gint64 sent_at; /* real µs, of the last that was sent */
  guint timer;

  /* owned */
  GTask *task;          /* NULL: by itself */
  DeskProfile *profile; /* to apply, or NULL */
  GError *error;        /* of the last that was sent; NULL: all was accepted */
  GPtrArray *todo;      /* rows that are taken back */
  GPtrArray *foreign;   /* rows that are left alone */
};

static void
settle (DeskProfiles *self);
static void
check_back (DeskProfiles *self);

static void
job_free (DeskProfiles *self, DeskProfileJob *job)
{
  if (job->timer != 0)
    pal_clock_remove (self->clock, job->timer);
  g_clear_object (&job->task);
  g_clear_object (&job->profile);
  g_clear_error (&job->error);
  g_clear_pointer (&job->todo, g_ptr_array_unref);
  g_clear_pointer (&job->foreign, g_ptr_array_unref);
  g_free (job);
}

static DeskProfileJob *
begin_job (DeskProfiles *self, JobKind kind, DeskProfileRun *run, GTask *task)
{
  DeskProfileJob *job = g_new0 (DeskProfileJob, 1);

  job->kind = kind;
  job->run = run;
  job->task = task;
  self->job = job;
  desk_profiles_update (self);
  return job;
}

void
desk_profiles_drop_job (DeskProfiles *self)
{
  DeskProfileJob *job = g_steal_pointer (&self->job);

  if (job == NULL)
    return;
  if (job->task != NULL)
    g_task_return_new_error (job->task, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Signed out"));
  job_free (self, job);
}

/* --- what is said ---------------------------------------------------------- */

/* The end of the job; takes @text and @rows (NULL: none). */
static void
finish (DeskProfiles *self, DeskProfileResult result, char *text, GPtrArray *rows)
{
  DeskProfileJob *job = g_steal_pointer (&self->job);
  DeskProfileOutcome *outcome = g_new0 (DeskProfileOutcome, 1);

  outcome->result = result;
  outcome->text = text;
  outcome->rows = rows != NULL ? rows : desk_profile_rows_new ();
  desk_profiles_update (self);
  if (job->task != NULL)
    g_task_return_pointer (job->task, outcome, (GDestroyNotify)desk_profile_outcome_free);
  else
    {
      if (self->session != NULL)
        desk_session_message (self->session, outcome->text);
      desk_profile_outcome_free (outcome);
    }
  job_free (self, job);
  desk_profiles_pump (self);
}

/* Nothing can be said yet; what was begun stays on disk as it is. */
static void
finish_unsure (DeskProfiles *self, const GError *error)
{
  DeskProfileJob *job = self->job;
  const char *name = job->run->name;
  g_autofree char *why = desk_profile_dup_reason (error->message);
  char *text;

  self->look_at = pal_clock_get_monotonic (self->clock) + LOOK_AGAIN;
  if (job->task == NULL)
    {
      g_message ("Looking after a profile: %s", error->message);
      self->job = NULL;
      job_free (self, job);
      desk_profiles_update (self);
      desk_profiles_pump (self);
      return;
    }
  text = g_strdup_printf (
      _ ("What became of “%s” is not known yet: %s. It is looked at as soon as the PBX answers."), name, why);
  finish (self, DESK_PROFILE_UNSURE, text, NULL);
}

static gboolean
is_over (DeskProfiles *self)
{
  return self->job == NULL || g_cancellable_is_cancelled (self->cancellable);
}

static GPtrArray *
dup_run_keys (DeskProfileRun *run)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < run->rows->len; i++)
    g_ptr_array_add (keys, g_strdup (((DeskProfileRow *)run->rows->pdata[i])->key));
  return keys;
}

static void
read_run (DeskProfiles *self, GAsyncReadyCallback callback)
{
  g_autoptr (GPtrArray) keys = dup_run_keys (self->job->run);

  desk_profiles_read_async (self, keys, callback, NULL);
}

/* An answer may still be on its way: TRUE when it is too early to judge. @then looks again. */
static gboolean
wait_for_answer (DeskProfiles *self, PalClockFunc then)
{
  DeskProfileJob *job = self->job;
  gint64 left = job->sent_at + DESK_PROFILES_PATIENCE - pal_clock_get_real (self->clock);

  if (left <= 0 || (job->error != NULL && desk_outbox_is_refusal (job->error))
      || (job->error == NULL && job->kind != JOB_SETTLE))
    return FALSE;
  left = MIN (left, DESK_PROFILES_PATIENCE);
  job->timer = pal_clock_add (self->clock, pal_clock_get_monotonic (self->clock) + left, then, self);
  return TRUE;
}

/* --- taking back ----------------------------------------------------------- */

static void
finish_back (DeskProfiles *self)
{
  DeskProfileJob *job = self->job;
  DeskProfileRun *run = job->run;
  GPtrArray *rows = job->kind == JOB_END ? g_steal_pointer (&job->foreign)
                                         : desk_profile_run_dup_now (run, self->values, TRUE);
  g_autofree char *left = rows != NULL ? desk_profile_rows_to_words (rows, FALSE) : NULL;
  DeskProfileResult result = job->kind == JOB_END ? DESK_PROFILE_DONE : DESK_PROFILE_REFUSED;
  char *text;

  if (job->kind != JOB_END && run->reason != NULL)
    text = g_strdup_printf (_ ("“%s” was not applied: %s. What had been changed was taken back."), run->name,
                            run->reason);
  else if (job->kind != JOB_END)
    text = g_strdup_printf (_ ("“%s” was not applied. What had been changed was taken back."), run->name);
  else if (rows->len == 0)
    text = g_strdup_printf (_ ("“%s” is over: all is as it was before."), run->name);
  else
    text = g_strdup_printf (_ ("“%s” is over. Left as somebody changed it meanwhile: %s."), run->name, left);

  if (desk_profile_run_bridge (self->runs, run))
    for (guint i = 0; i < self->runs->len; i++)
      if (self->runs->pdata[i] != run)
        desk_profiles_keep_run (self, self->runs->pdata[i], NULL);
  desk_profiles_drop_run (self, run);
  for (guint i = self->runs->len; i-- > 0;)
    if (((DeskProfileRun *)self->runs->pdata[i])->rows->len == 0)
      desk_profiles_drop_run (self, self->runs->pdata[i]);
  finish (self, result, text, rows);
}

/* @left (taken) cannot be taken back. */
static void
get_stuck (DeskProfiles *self, GPtrArray *left)
{
  DeskProfileJob *job = self->job;
  DeskProfileRun *run = job->run;
  g_autofree char *why = desk_profile_dup_reason (
      job->error != NULL ? job->error->message : _ ("The PBX said yes, and did not do it"));
  g_autofree char *now = desk_profile_rows_to_words (left, TRUE);
  g_autofree char *first = g_steal_pointer (&run->reason);
  GPtrArray *rows;

  if (job->kind == JOB_END)
    run->reason
        = g_strdup_printf (_ ("“%s” could not be ended: %s. It is still so: %s."), run->name, why, now);
  else
    run->reason = g_strdup_printf (
        _ ("“%s” was not applied: %s. It could not be taken back either: %s. Now it is so: %s."), run->name,
        first != NULL ? first : _ ("No answer"), why, now);
  g_ptr_array_unref (run->rows);
  run->rows = left;
  run->state = DESK_PROFILE_RUN_STUCK;
  run->ends_at = 0;
  desk_profiles_keep_run (self, run, NULL);
  rows = desk_profile_run_dup_now (run, self->values, FALSE);
  finish (self, DESK_PROFILE_STUCK, g_strdup (run->reason), rows);
}

static void
check_back_cb (gpointer user_data)
{
  DeskProfiles *self = user_data;

  self->job->timer = 0;
  check_back (self);
}

static void
back_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DeskProfiles *self = DESK_PROFILES (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) values = desk_profiles_read_finish (self, result, &error);
  g_autoptr (GPtrArray) left = NULL;

  if (is_over (self))
    return;
  if (values == NULL)
    {
      finish_unsure (self, error);
      return;
    }
  left = desk_profile_run_dup_standing (self->runs, self->job->run, values);
  if (left->len == 0)
    finish_back (self);
  else if (!wait_for_answer (self, check_back_cb))
    get_stuck (self, g_steal_pointer (&left));
}

static void
check_back (DeskProfiles *self)
{
  read_run (self, back_read_cb);
}

static void
back_sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DeskProfiles *self = DESK_PROFILES (source);
  g_autoptr (GError) error = NULL;

  desk_profiles_write_finish (self, result, &error);
  if (is_over (self))
    return;
  g_clear_error (&self->job->error);
  self->job->error = g_steal_pointer (&error);
  check_back (self);
}

static void
back_kept (DeskProfiles *self, const GError *error)
{
  self->job->sent_at = pal_clock_get_real (self->clock);
  desk_profiles_write_async (self, self->job->todo, TRUE, back_sent_cb, NULL);
}

/* Takes @rows. */
static void
take_back (DeskProfiles *self, GPtrArray *rows, DeskProfileRunState state)
{
  DeskProfileJob *job = self->job;

  job->todo = rows;
  job->run->state = state;
  desk_profiles_keep_run (self, job->run, back_kept);
}

/* --- what became of it ----------------------------------------------------- */

static void
finish_on (DeskProfiles *self)
{
  DeskProfileRun *run = self->job->run;
  guint n_waiting = 0;

  run->state = DESK_PROFILE_RUN_ON;
  desk_profiles_keep_run (self, run, NULL);
  for (guint i = self->runs->len; i-- > 0;)
    {
      DeskProfileRun *other = self->runs->pdata[i];

      if (other->state == DESK_PROFILE_RUN_ON && other->ends_at == 0 && ++n_waiting > MOST_RUNS)
        desk_profiles_drop_run (self, other);
    }
  finish (self, DESK_PROFILE_DONE, g_strdup_printf (_ ("“%s” is on."), run->name),
          desk_profile_run_dup_now (run, self->values, FALSE));
}

/* The PBX said yes to all of it, and has only @standing (taken). */
static void
finish_differing (DeskProfiles *self, GPtrArray *standing)
{
  DeskProfileRun *run = self->job->run;
  GPtrArray *rows = desk_profile_run_dup_now (run, self->values, FALSE);
  g_autoptr (GPtrArray) others = desk_profile_rows_new ();
  g_autofree char *list = NULL;
  char *text;

  for (guint i = 0; i < rows->len; i++)
    {
      const DeskProfileRow *row = rows->pdata[i];

      if (row->state == DESK_PROFILE_ROW_DIFFERS)
        g_ptr_array_add (others, desk_profile_row_new (row->key, row->before, row->after, row->state));
    }
  list = desk_profile_rows_to_words (others, FALSE);
  text = g_strdup_printf (_ ("The PBX said yes to “%s”, but it has: %s."), run->name, list);
  g_ptr_array_unref (run->rows);
  run->rows = standing;
  run->state = DESK_PROFILE_RUN_ON;
  if (standing->len > 0)
    desk_profiles_keep_run (self, run, NULL);
  else
    desk_profiles_drop_run (self, run);
  finish (self, DESK_PROFILE_DIFFERS, text, rows);
}

static void
finish_refused (DeskProfiles *self)
{
  DeskProfileJob *job = self->job;
  DeskProfileRun *run = job->run;
  GPtrArray *rows = desk_profile_run_dup_now (run, self->values, TRUE);
  g_autofree char *why = job->error != NULL ? desk_profile_dup_reason (job->error->message) : NULL;
  char *text;

  if (job->error != NULL && desk_outbox_is_refusal (job->error))
    text = g_strdup_printf (_ ("“%s” was refused: %s. Nothing was changed."), run->name, why);
  else
    text = g_strdup_printf (_ ("“%s” was not applied: the PBX gave no answer, and has nothing of it."),
                            run->name);
  desk_profiles_drop_run (self, run);
  finish (self, DESK_PROFILE_REFUSED, text, rows);
}

static void
settle_cb (gpointer user_data)
{
  DeskProfiles *self = user_data;

  self->job->timer = 0;
  settle (self);
}

static void
judge (DeskProfiles *self, GPtrArray *standing)
{
  DeskProfileJob *job = self->job;
  DeskProfileRun *run = job->run;

  if (run->state == DESK_PROFILE_RUN_ROLLING_BACK && standing->len > 0)
    take_back (self, g_ptr_array_ref (standing), DESK_PROFILE_RUN_ROLLING_BACK);
  else if (run->state == DESK_PROFILE_RUN_ROLLING_BACK)
    finish_back (self);
  else if (standing->len == run->rows->len)
    finish_on (self);
  else if (wait_for_answer (self, settle_cb))
    return;
  else if (job->kind == JOB_APPLY && job->error == NULL)
    finish_differing (self, g_ptr_array_ref (standing));
  else if (standing->len == 0)
    finish_refused (self);
  else
    {
      g_free (run->reason);
      run->reason
          = desk_profile_dup_reason (job->error != NULL ? job->error->message : _ ("The PBX gave no answer"));
      take_back (self, g_ptr_array_ref (standing), DESK_PROFILE_RUN_ROLLING_BACK);
    }
}

static void
settled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DeskProfiles *self = DESK_PROFILES (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) values = desk_profiles_read_finish (self, result, &error);
  g_autoptr (GPtrArray) standing = NULL;

  if (is_over (self))
    return;
  if (values == NULL)
    {
      finish_unsure (self, error);
      return;
    }
  standing = desk_profile_run_dup_standing (self->runs, self->job->run, values);
  judge (self, standing);
}

static void
settle (DeskProfiles *self)
{
  read_run (self, settled_cb);
}

/* --- applying -------------------------------------------------------------- */

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DeskProfiles *self = DESK_PROFILES (source);
  g_autoptr (GError) error = NULL;

  desk_profiles_write_finish (self, result, &error);
  if (is_over (self))
    return;
  self->job->error = g_steal_pointer (&error);
  settle (self);
}

static void
fail (DeskProfiles *self, const GError *error)
{
  DeskProfileJob *job = g_steal_pointer (&self->job);

  g_task_return_error (job->task, g_error_copy (error));
  job_free (self, job);
  desk_profiles_update (self);
  desk_profiles_pump (self);
}

static void
run_kept (DeskProfiles *self, const GError *error)
{
  if (error != NULL)
    {
      g_ptr_array_remove (self->runs, self->job->run);
      fail (self, error);
      return;
    }
  self->job->sent_at = pal_clock_get_real (self->clock);
  desk_profiles_write_async (self, self->job->run->rows, FALSE, sent_cb, NULL);
}

/* All of it is so already: but maybe for another time. */
static void
finish_nothing (DeskProfiles *self)
{
  DeskProfileJob *job = self->job;
  DeskProfileRun *last = self->runs->len > 0 ? self->runs->pdata[self->runs->len - 1] : NULL;
  const char *name = desk_profile_get_name (job->profile);
  char *text = g_strdup_printf (_ ("“%s” is on already: nothing had to be changed."), name);

  if (last != NULL && last->state == DESK_PROFILE_RUN_ON && last->ends_at != job->ends_at
      && g_str_equal (last->profile_id, desk_profile_get_id (job->profile)))
    {
      last->ends_at = job->ends_at;
      desk_profiles_keep_run (self, last, NULL);
    }
  finish (self, DESK_PROFILE_NOTHING, text, NULL);
}

static void
previewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DeskProfiles *self = DESK_PROFILES (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = desk_profiles_preview_finish (self, result, &error);
  DeskProfileJob *job = self->job;

  if (is_over (self))
    return;
  if (rows == NULL)
    {
      fail (self, error);
      return;
    }
  for (guint i = rows->len; i-- > 0;)
    if (((DeskProfileRow *)rows->pdata[i])->state != DESK_PROFILE_ROW_CHANGE)
      g_ptr_array_remove_index (rows, i);
  if (rows->len == 0)
    {
      finish_nothing (self);
      return;
    }
  job->run = desk_profile_run_new (job->profile, rows, pal_clock_get_real (self->clock), job->ends_at);
  g_ptr_array_add (self->runs, job->run);
  desk_profiles_keep_run (self, job->run, run_kept);
}

/* Something waits to be looked after by itself. */
static gboolean
has_begun (DeskProfiles *self)
{
  for (guint i = 0; i < self->runs->len; i++)
    {
      DeskProfileRunState state = ((DeskProfileRun *)self->runs->pdata[i])->state;

      if (state != DESK_PROFILE_RUN_ON && state != DESK_PROFILE_RUN_STUCK)
        return TRUE;
    }
  return FALSE;
}

static gboolean
check (DeskProfiles *self, GTask *task)
{
  if (!self->is_ready || !self->is_loaded)
    g_task_return_new_error (task, DESK_ERROR, DESK_ERROR_NOT_READY, _ ("Not connected"));
  else if (self->job != NULL || has_begun (self))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_BUSY,
                             _ ("Another profile is being applied or taken back."));
  else
    return TRUE;
  return FALSE;
}

void
desk_profiles_apply_async (DeskProfiles *self,
                           DeskProfile *profile,
                           gint64 ends_at,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  const char *missing;

  g_return_if_fail (DESK_IS_PROFILES (self));
  g_return_if_fail (DESK_IS_PROFILE (profile));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, desk_profiles_apply_async);
  if (!check (self, task))
    return;
  missing = desk_profile_find_missing (profile);
  if (missing != NULL || desk_profile_get_changes (profile)->len == 0)
    {
      g_autofree char *label = missing != NULL ? desk_profile_key_dup_label (missing) : NULL;

      if (missing != NULL)
        g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                                 _ ("Give a value for “%s” first."), label);
      else
        g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                                 _ ("This profile changes nothing."));
      return;
    }
  begin_job (self, JOB_APPLY, NULL, g_steal_pointer (&task));
  self->job->profile = g_object_ref (profile);
  self->job->ends_at = ends_at;
  desk_profiles_preview_async (self, profile, previewed_cb, NULL);
}

/* --- ending ---------------------------------------------------------------- */

static void
ending_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DeskProfiles *self = DESK_PROFILES (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) values = desk_profiles_read_finish (self, result, &error);
  DeskProfileJob *job = self->job;
  g_autoptr (GPtrArray) standing = NULL;

  if (is_over (self))
    return;
  if (values == NULL && job->task != NULL)
    fail (self, error);
  else if (values == NULL)
    finish_unsure (self, error);
  if (values == NULL)
    return;
  standing = desk_profile_run_dup_standing (self->runs, job->run, values);
  job->foreign = desk_profile_run_dup_foreign (self->runs, job->run, values);
  if (standing->len == 0)
    finish_back (self);
  else
    take_back (self, g_steal_pointer (&standing), DESK_PROFILE_RUN_ENDING);
}

void
desk_profiles_undo_async (DeskProfiles *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (DESK_IS_PROFILES (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, desk_profiles_undo_async);
  if (!check (self, task))
    return;
  if (self->runs->len == 0)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("There is nothing to undo."));
      return;
    }
  begin_job (self, JOB_END, self->runs->pdata[self->runs->len - 1], g_steal_pointer (&task));
  read_run (self, ending_read_cb);
}

DeskProfileOutcome *
desk_profiles_outcome_finish (DeskProfiles *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- by itself ------------------------------------------------------------- */

static void
due_cb (gpointer user_data)
{
  DeskProfiles *self = user_data;

  self->timer = 0;
  desk_profiles_pump (self);
}

/* The clock of the machine may be set, and stands still while it sleeps: it is looked at often. */
static void
arm (DeskProfiles *self, gint64 wait)
{
  gint64 now = pal_clock_get_monotonic (self->clock);

  self->timer = pal_clock_add (self->clock, now + CLAMP (wait, 0, LOOK_AGAIN), due_cb, self);
}

static void
start (DeskProfiles *self, DeskProfileRun *run)
{
  gboolean is_sent = run->state == DESK_PROFILE_RUN_APPLYING || run->state == DESK_PROFILE_RUN_ROLLING_BACK;

  begin_job (self, is_sent ? JOB_SETTLE : JOB_END, run, NULL);
  self->job->sent_at = run->made_at;
  read_run (self, is_sent ? settled_cb : ending_read_cb);
}

void
desk_profiles_pump (DeskProfiles *self)
{
  gint64 now = desk_profiles_get_now (self), soonest = G_MAXINT64, pause;

  if (self->timer != 0)
    pal_clock_remove (self->clock, self->timer);
  self->timer = 0;
  if (!self->is_ready || !self->is_loaded || self->job != NULL)
    return;
  pause = self->look_at - pal_clock_get_monotonic (self->clock);
  for (guint i = 0; i < self->runs->len; i++)
    {
      DeskProfileRun *run = self->runs->pdata[i];
      gint64 wait = 0;

      if (run->state == DESK_PROFILE_RUN_STUCK || (run->state == DESK_PROFILE_RUN_ON && run->ends_at == 0))
        continue;
      if (run->state == DESK_PROFILE_RUN_ON)
        wait = run->ends_at - now;
      wait = MAX (wait, pause);
      if (wait <= 0)
        {
          start (self, run);
          return;
        }
      soonest = MIN (soonest, wait);
    }
  if (soonest < G_MAXINT64)
    arm (self, soonest);
}
