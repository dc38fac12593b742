/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-profiles-private.h"
#include "tests/model/contact-server.h"

G_BEGIN_DECLS

/* The PBX: what it has, and how it behaves. */
typedef struct
{
  ContactServer server;
  GHashTable *values;   /* key → value; "timer1" and "timer2" among them */
  guint n_sets;         /* calls that change something */
  int refuse_from;      /* the n-th set from now on is refused; -1: none */
  int refuse_at;        /* the n-th set alone */
  int lose_at;          /* the n-th set from now on is done and not answered; -1: none */
  int forget_at;        /* likewise, and not done */
  gboolean is_deaf;     /* says yes to a set and does nothing */
  gboolean drops_line;  /* what is lost takes the line along */
  char *saying;         /* ::message of the session, each with a newline */
} ProfilePbx;

void          profile_pbx_set_up       (ProfilePbx *pbx, gconstpointer data);
void          profile_pbx_tear_down    (ProfilePbx *pbx, gconstpointer data);
DeskProfiles *profile_pbx_get_profiles (ProfilePbx *pbx);
void          profile_pbx_listen       (ProfilePbx *pbx); /* to a session that has begun anew */
void          profile_pbx_put          (ProfilePbx *pbx, const char *key, const char *value);
const char   *profile_pbx_get          (ProfilePbx *pbx, const char *key); /* "" for none */
void          profile_pbx_turn         (ProfilePbx *pbx); /* answers what it was asked */

G_END_DECLS
