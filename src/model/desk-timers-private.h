/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-parts.h"
#include "model/desk-timers.h"
#include "pal/client/pal-client.h"

G_BEGIN_DECLS

/* The part of a session (desk-parts.h). */
gpointer   desk_timers_begin     (DeskSession *session);
void       desk_timers_set_ready (gpointer part, gboolean is_ready);
void       desk_timers_end       (gpointer part);

/* @tenant: the account's; may be NULL. */
DeskTimer *desk_timer_new        (PalClient *client, const char *tenant, const char *extension, const char *name,
                                  guint number, gboolean is_mine);
void       desk_timer_set_name   (DeskTimer *self, const char *name);
void       desk_timer_set_ready  (DeskTimer *self, gboolean is_ready);

G_END_DECLS
