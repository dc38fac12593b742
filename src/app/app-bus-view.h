/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-session.h"

G_BEGIN_DECLS

/* A colleague as told; all borrowed. */
typedef struct
{
  const char *number, *name, *other; /* other: may be NULL */
  DeskPresence presence;
  gint64 since; /* µs since 1970; 0: not known */
} AppBusColleague;

/* @epoch: µs since 1970 when the session's clock was at nought. That moves while the computer sleeps; what was told
 * before keeps its time as long as it does not. @session may be NULL. */
void            app_bus_update_epoch      (DeskSession *session, gint64 *epoch);
GVariant       *app_bus_describe_call     (DeskCall *call, gint64 epoch); /* a{sv}, floating */
AppBusColleague app_bus_look_at_colleague (DeskExtension *extension, gint64 epoch);
/* Any thread; to an a{sa{sv}}. */
void            app_bus_add_colleague     (GVariantBuilder *builder, const AppBusColleague *colleague);
const char     *app_bus_get_state         (DeskSession *session); /* NULL: "signed-out" */

G_END_DECLS
