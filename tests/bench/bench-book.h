/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "palsim-process.h"

#define BENCH_FRAME 16000 /* µs */

/* For the benches of phonebooks. */
void  bench_expect          (gboolean is_so, const char *what, guint found, guint wanted); /* or it ends here */
/* Requests for lists that palsim has counted. */
guint bench_count_requests  (PalsimProcess *palsim);
/* How often it is asked whether there is a row, to find out that there are @n. */
guint bench_count_probes    (guint n);
/* A BenchTurnFunc: @user_data is a gint64, the longest turn so far in CPU µs. */
void  bench_keep_longest_cb (gint64 wall, gint64 cpu, gpointer user_data);
