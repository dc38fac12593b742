/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store-table.h"

G_BEGIN_DECLS

/* What the person wrote into a note and has not saved, and what it was written upon. */
typedef struct
{
  char *key;                         /* of tenant and name */
  char *tenant, *name;
  char *text, *description;
  int access;
  char *base_text, *base_description; /* NULL: there was no note */
  int base_access;
  gint64 written_at;                 /* real µs */
} StoreDraft;

extern const StoreTable store_drafts;

void store_draft_free (StoreDraft *draft);

G_END_DECLS
