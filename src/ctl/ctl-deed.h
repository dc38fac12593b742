/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl/ctl-scene.h"

G_BEGIN_DECLS

/* One thing asked of the PBX, and what shows that it happened. */
typedef struct _CtlDeed CtlDeed;

typedef enum
{
  CTL_EFFECT_PENDING,
  CTL_EFFECT_SEEN,
  CTL_EFFECT_FAILED, /* it cannot happen any more */
} CtlEffect;

typedef CtlEffect (*CtlEffectFunc) (const CtlDeed *deed);

/* In the texts {user}, {talker}, {other} and {target} stand for the members. */
struct _CtlDeed
{
  /* borrowed */
  CtlContext *ctx;
  CtlScene *scene;
  const char *user;   /* whose call; NULL when nobody told */
  const char *target; /* a number, a slot; NULL for none */
  CtlEffectFunc effect; /* NULL when nothing will be heard of it */
  const char *done, *unseen; /* N_() */

  /* owned */
  char *talker, *other, *call;
};

/* What the PBX is sent for a number as it is typed, by the account's dial rules; NULL: nothing can be. */
char   *ctl_dup_sent    (CtlContext *ctx, const char *typed);

void    ctl_deed_clear  (CtlDeed *self);
/* The text with names put in. */
char   *ctl_deed_fill   (const CtlDeed *self, const char *text);
/* Waits for the effect, but not with --no-wait. */
CtlEffect ctl_deed_wait (const CtlDeed *self);
/* Says what came of it, as a sentence or a record. */
CtlExit ctl_deed_tell   (const CtlDeed *self, CtlEffect effect);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CtlDeed, ctl_deed_clear)

G_END_DECLS
