/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <sys/resource.h>

#include "bench-probe.h"

/* A source that is asked before and after every poll: the time between is what one turn took. */
struct _BenchStall
{
  GSource source;
  gint64 woke;      /* when poll returned, 0 while polling */
  gint64 forgiven;  /* of the turn */
  gint64 longest;
};

gint64
bench_get_cpu (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (gint64) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * G_USEC_PER_SEC +
         usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
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
    self->longest = MAX (self->longest, g_get_monotonic_time () - self->woke - self->forgiven);
  self->woke = 0;
  self->forgiven = 0;
  *timeout = -1;
  return FALSE;
}

static gboolean
stall_check (GSource *source)
{
  ((BenchStall *) source)->woke = g_get_monotonic_time ();
  return FALSE;
}

static gboolean
stall_dispatch (GSource *source, GSourceFunc callback, gpointer data)
{
  return G_SOURCE_CONTINUE;
}

BenchStall *
bench_stall_start (void)
{
  static GSourceFuncs functions = { stall_prepare, stall_check, stall_dispatch, NULL, NULL, NULL };
  GSource *source = g_source_new (&functions, sizeof (BenchStall));

  g_source_set_priority (source, G_MININT); /* asked first, whoever else is ready */
  g_source_attach (source, NULL);
  return (BenchStall *) source;
}

double
bench_stall_get_max (BenchStall *self)
{
  return (double) self->longest / 1000.0;
}

void
bench_stall_reset (BenchStall *self)
{
  self->longest = 0;
}

void
bench_stall_forgive (BenchStall *self, gint64 cost)
{
  self->forgiven += cost;
}

void
bench_stall_stop (BenchStall *self)
{
  g_source_destroy (&self->source);
  g_source_unref (&self->source);
}

guint
bench_read_pss (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL) || !(line = strstr (text, "\nPss:")))
    return 0;
  return (guint) g_ascii_strtoull (line + strlen ("\nPss:"), NULL, 10);
}

guint64
bench_read_switches (void)
{
  g_autoptr(GDir) tasks = g_dir_open ("/proc/self/task", 0, NULL);
  guint64 sum = 0;
  const char *task;

  while (tasks && (task = g_dir_read_name (tasks)))
    {
      g_autofree char *path = g_build_filename ("/proc/self/task", task, "status", NULL);
      g_autofree char *text = NULL;
      const char *line;

      if (g_file_get_contents (path, &text, NULL, NULL) && (line = strstr (text, "\nvoluntary_ctxt_switches:")))
        sum += g_ascii_strtoull (line + strlen ("\nvoluntary_ctxt_switches:"), NULL, 10);
    }
  return sum;
}
