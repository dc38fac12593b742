/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-edit.h"

G_BEGIN_DECLS

/* Thousands of edits that follow from a number: who makes them and who looks what became of them know the same. */
#define EDITS_BOOK "Journal"
#define EDITS_N_POOL 150                    /* contacts that are changed */
#define EDITS_POOL_ID(n) (200000 + (n))
#define EDITS_VICTIM_ID(n) (300000 + (n))   /* of the edit that deletes it */

typedef struct
{
  DeskEditKind kind;
  guint subject; /* CREATE: which content; CHANGE: which of the pool; DELETE: the victim */
  gboolean is_cancelled;
} EditsPlan;

EditsPlan       edits_plan         (guint seed, guint number);
PalContactInfo *edits_created_info (guint content);
PalContactInfo *edits_victim_info  (guint number);
void            edits_set_number   (PalContactInfo *info, const char *id, const char *word, guint number);

G_END_DECLS
