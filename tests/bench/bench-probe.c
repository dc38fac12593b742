/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

#include "bench-probe.h"

/* A source that is asked before and after every poll: the time between is what one turn took. */
struct _BenchStall
{
  GSource source;
  BenchTurnFunc turn;
  gpointer user_data;
  gint64 woke, woke_cpu;         /* when poll returned, 0 while polling */
  gint64 forgiven, forgiven_cpu; /* of the turn */
};

gint64
bench_get_cpu (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (gint64) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * G_USEC_PER_SEC +
         usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
}

gint64
bench_get_thread_cpu (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

void
bench_probe_begin (BenchProbe *self)
{
  self->cpu = bench_get_cpu ();
  self->wall = g_get_monotonic_time ();
}

void
bench_probe_print (const BenchProbe *self, gint64 checksum)
{
  printf ("%.6f %.6f %" G_GINT64_FORMAT "\n", (double) (g_get_monotonic_time () - self->wall) / G_USEC_PER_SEC,
          (double) (bench_get_cpu () - self->cpu) / G_USEC_PER_SEC, checksum);
  fflush (stdout);
}

static gboolean
stall_prepare (GSource *source, int *timeout)
{
  BenchStall *self = (BenchStall *) source;

  if (self->woke > 0)
    self->turn (g_get_monotonic_time () - self->woke - self->forgiven,
                bench_get_thread_cpu () - self->woke_cpu - self->forgiven_cpu, self->user_data);
  self->woke = 0;
  self->forgiven = self->forgiven_cpu = 0;
  *timeout = -1;
  return FALSE;
}

static gboolean
stall_check (GSource *source)
{
  ((BenchStall *) source)->woke = g_get_monotonic_time ();
  ((BenchStall *) source)->woke_cpu = bench_get_thread_cpu ();
  return FALSE;
}

static gboolean
stall_dispatch (GSource *source, GSourceFunc callback, gpointer data)
{
  return G_SOURCE_CONTINUE;
}

BenchStall *
bench_stall_start (BenchTurnFunc turn, gpointer user_data)
{
  static GSourceFuncs functions = { stall_prepare, stall_check, stall_dispatch, NULL, NULL, NULL };
  GSource *source = g_source_new (&functions, sizeof (BenchStall));

  ((BenchStall *) source)->turn = turn;
  ((BenchStall *) source)->user_data = user_data;
  g_source_set_priority (source, G_MININT); /* asked first, whoever else is ready */
  g_source_attach (source, NULL);
  return (BenchStall *) source;
}

void
bench_stall_forgive (BenchStall *self, gint64 wall, gint64 cpu)
{
  self->forgiven += wall;
  self->forgiven_cpu += cpu;
}

void
bench_stall_stop (BenchStall *self)
{
  g_source_destroy (&self->source);
  g_source_unref (&self->source);
}

guint
bench_read_pss (const char *key)
{
  g_autofree char *text = NULL;
  g_autofree char *head = g_strdup_printf ("\n%s:", key);
  const char *line;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL) || !(line = strstr (text, head)))
    return 0;
  return (guint) g_ascii_strtoull (line + strlen (head), NULL, 10);
}

guint64
bench_read_switches (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (guint64) usage.ru_nvcsw;
}
