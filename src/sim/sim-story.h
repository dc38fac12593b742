/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/sim-leg.h"
#include "sim/sim-writer.h"

G_BEGIN_DECLS

/* What became of every leg of a user, kept when the leg is gone: the truth a display of calls is held against. */
typedef struct _SimStory SimStory;

void sim_story_enter  (SimLeg *leg); /* the leg is in another state, or its other party is another */
void sim_story_end    (SimLeg *leg, const char *rescode, const char *q850, gboolean by_callee);
void sim_story_free   (SimStory *self);
/* Legs of @user (NULL: of all) that are gone, oldest first. */
void sim_story_write  (SimWriter *writer, SimWorld *world, const char *user);

G_END_DECLS
