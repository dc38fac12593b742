/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store-table.h"

G_BEGIN_DECLS

/* Somebody busy is waited for, maybe with a caller parked meanwhile. What does not apply is NULL. */
typedef struct
{
  char *id;
  char *target, *target_name;
  int kind;
  char *slot, *room_id, *talker_id; /* where the caller is parked, and who it is to the PBX */
  char *caller_number, *caller_name;
  gboolean is_automatic;
  gint64 booked_at, expires_at;     /* real µs */
} StoreWait;

/* In the order of booking; their key is the id. */
extern const StoreTable store_waits;

void store_wait_free (StoreWait *wait);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreWait, store_wait_free)

G_END_DECLS
