/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "recorder.h"

G_BEGIN_DECLS

/* What people may do in the office, at random. */
typedef struct
{
  Recorder *r;
  GRand *rand;
  gboolean has_services; /* also called: what is no phone */
} Deeds;

void deeds_do_one  (Deeds *self); /* or let some time pass */
/* Users who forward in a circle, groups in groups, and one of each that answers itself. */
void deeds_furnish (Recorder *r);

G_END_DECLS
