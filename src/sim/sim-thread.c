/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/sim-server-private.h"

/* What the starter waits for, and what one control request waits for. */
typedef struct
{
  GMutex mutex;
  GCond cond;
  gboolean done;
} SimSignal;

struct _SimThread
{
  const SimOptions *options;   /* until it listens */
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  SimServer *server;
  char *url;
  GError *error;
  SimSignal started;
};

typedef struct
{
  SimThread *thread;
  const char *request;
  char *answer;
  SimSignal answered;
} SimControlCall;

static void
signal_init (SimSignal *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->done = FALSE;
}

static void
signal_clear (SimSignal *self)
{
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
}

static void
signal_send (SimSignal *self)
{
  g_mutex_lock (&self->mutex);
  self->done = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
}

static void
signal_wait (SimSignal *self)
{
  g_mutex_lock (&self->mutex);
  while (!self->done)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

static gboolean
start (SimThread *self)
{
  g_autoptr(SimClock) clock = sim_clock_new_real ();
  g_autoptr(SimWorld) world = sim_server_make_world (self->options, clock, &self->error);

  if (world == NULL)
    return FALSE;

  self->server = sim_server_new (world, self->options);
  if (!sim_server_start (self->server, &self->error))
    return FALSE;
  self->url = g_strdup (sim_server_get_url (self->server));

  return TRUE;
}

static gpointer
thread_main (gpointer data)
{
  SimThread *self = data;
  gboolean running;

  g_main_context_push_thread_default (self->context);
  running = start (self);
  signal_send (&self->started);
  if (running)
    g_main_loop_run (self->loop);
  if (self->server != NULL)
    sim_server_stop (self->server);
  g_clear_object (&self->server);
  /* What was closed says so in a later turn. */
  while (g_main_context_iteration (self->context, FALSE))
    continue;
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

static void
thread_free (SimThread *self)
{
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  signal_clear (&self->started);
  g_free (self->url);
  g_free (self);
}

SimThread *
sim_thread_start (const SimOptions *options, GError **error)
{
  SimThread *self = g_new0 (SimThread, 1);

  self->options = options;
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  signal_init (&self->started);
  self->thread = g_thread_new ("palsim", thread_main, self);
  signal_wait (&self->started);
  self->options = NULL;
  if (self->error == NULL)
    return self;

  g_propagate_error (error, self->error);
  thread_free (self);

  return NULL;
}

const char *
sim_thread_get_url (SimThread *self)
{
  return self->url;
}

static gboolean
control_cb (gpointer user_data)
{
  SimControlCall *call = user_data;

  call->answer = sim_server_control (call->thread->server, call->request);
  signal_send (&call->answered);

  return G_SOURCE_REMOVE;
}

char *
sim_thread_control (SimThread *self, const char *request)
{
  SimControlCall call = { .thread = self, .request = request };

  signal_init (&call.answered);
  g_main_context_invoke (self->context, control_cb, &call);
  signal_wait (&call.answered);
  signal_clear (&call.answered);

  return call.answer;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

void
sim_thread_stop (SimThread *self)
{
  g_autoptr(GSource) source = g_idle_source_new ();

  g_source_set_callback (source, quit_cb, self->loop, NULL);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_attach (source, self->context);
  thread_free (self);
}
