/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store-table.h"

G_BEGIN_DECLS

/* A short code that stands for a number. */
typedef struct
{
  char *code, *number;
  char *name; /* may be "" */
} StoreShortDial;

/* Their key is the code. */
extern const StoreTable store_short_dials;

void store_short_dial_free (StoreShortDial *short_dial);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreShortDial, store_short_dial_free)

G_END_DECLS
