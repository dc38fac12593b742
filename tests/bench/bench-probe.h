/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Wall and CPU time of this process from begin on. */
typedef struct
{
  gint64 wall, cpu; /* µs */
} BenchProbe;

gint64 bench_get_cpu      (void); /* µs used so far, all threads */
void   bench_probe_begin  (BenchProbe *self);
void   bench_probe_print  (const BenchProbe *self, gint64 checksum); /* one line on standard output */

/* Longest time between two turns of the default main context, seen from within. */
typedef struct _BenchStall BenchStall;
BenchStall *bench_stall_start  (void);
double      bench_stall_get_max (BenchStall *self); /* ms since start or reset */
void        bench_stall_reset  (BenchStall *self);
/* Takes @cost (µs) off the turn that is running: a frame, which is counted apart. */
void        bench_stall_forgive (BenchStall *self, gint64 cost);
void        bench_stall_stop   (BenchStall *self);

guint  bench_read_pss      (void);  /* KiB of this process */
guint64 bench_read_switches (void); /* voluntary context switches, all threads */
