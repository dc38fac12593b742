/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-session.h"

G_BEGIN_DECLS

/* What org.sidetone.Sidetone1 tells of the models, as a{sv} and a{sa{sv}}; floating. @epoch: µs since 1970 when the
 * session's clock was at nought. */
GVariant   *app_bus_describe_call      (DeskCall *call, gint64 epoch);
GVariant   *app_bus_describe_colleague (DeskExtension *extension, gint64 epoch);
GVariant   *app_bus_describe_presence  (DeskSession *session, gint64 epoch); /* NULL: empty */
const char *app_bus_get_state          (DeskSession *session);               /* NULL: "signed-out" */

G_END_DECLS
