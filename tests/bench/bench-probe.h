/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Wall and CPU time of this process from begin on. */
typedef struct
{
  gint64 wall, cpu; /* µs */
} BenchProbe;

gint64 bench_get_cpu      (void); /* µs used so far, all threads */
gint64 bench_get_thread_cpu (void); /* µs used so far by this thread: what others on the machine do is not in it */
void   bench_probe_begin  (BenchProbe *self);
void   bench_probe_print  (const BenchProbe *self, gint64 checksum); /* one line on standard output */

/* Turns of the default main context, seen from within: @turn gets the time and the CPU time (µs) of each. */
typedef struct _BenchStall BenchStall;
typedef void (*BenchTurnFunc) (gint64 wall, gint64 cpu, gpointer user_data);
BenchStall *bench_stall_start  (BenchTurnFunc turn, gpointer user_data);
/* Takes them off the turn that is running: a frame, which is counted apart. */
void        bench_stall_forgive (BenchStall *self, gint64 wall, gint64 cpu);
void        bench_stall_stop   (BenchStall *self);

/* KiB of this process. @key "Pss" has its part of what it shares with whoever runs, "Pss_Anon" only its own. */
guint  bench_read_pss      (const char *key);
guint64 bench_read_switches (void); /* voluntary context switches, all threads, those that ended too */
