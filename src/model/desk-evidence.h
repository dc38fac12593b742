/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-index.h"
#include "model/desk-types.h"

G_BEGIN_DECLS

/* THE ranking of all searches: how well it matches × how often it was used × how recently × whether it can be reached
 * now. A factor that says nothing is 1. */
typedef struct
{
  DeskQuality quality;
  DeskMatchKind kind;
  guint uses;          /* 0: never */
  guint place;         /* among what was used last; 0: the last */
  int presence;        /* DeskPresence, or DESK_EVIDENCE_NO_PRESENCE */
  gboolean is_favourite;
} DeskEvidence;

#define DESK_EVIDENCE_NO_PRESENCE (-1)

double desk_evidence_get_quality   (const DeskEvidence *self);
double desk_evidence_get_frequency (const DeskEvidence *self);
double desk_evidence_get_recency   (const DeskEvidence *self);
double desk_evidence_get_presence  (const DeskEvidence *self);
double desk_evidence_get_score     (const DeskEvidence *self); /* the product */
/* More than this has nothing of that quality that was never used. */
double desk_evidence_get_best_unused (DeskQuality quality);
/* In the person's language: "a word begins with it 50 × called 7 times 2.5 × … = 250". */
char  *desk_evidence_dup_explanation (const DeskEvidence *self);

G_END_DECLS
