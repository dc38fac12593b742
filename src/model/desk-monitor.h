/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-call.h"
#include "model/desk-extension.h"
#include "model/desk-operation.h"

G_BEGIN_DECLS

/* A colleague's conversation I listen to, whisper into or take part in: one at a time, from my own phone's leg in it
 * until that is gone. Properties (read-only, notify): is-on, verb (DESK_VERB_LISTEN, _WHISPER or _BARGE_IN; which one
 * while it is on), name (the colleague's, "" while off), call (my DeskCall in it, NULL while off). */
#define DESK_TYPE_MONITOR (desk_monitor_get_type ())
G_DECLARE_FINAL_TYPE (DeskMonitor, desk_monitor, DESK, MONITOR, GObject)

gboolean       desk_monitor_get_is_on (DeskMonitor *self);
DeskVerb       desk_monitor_get_verb  (DeskMonitor *self);
/* Not begun here, but at the phone or before this program was: whether one is heard is not known. */
gboolean       desk_monitor_get_is_found (DeskMonitor *self);
const char    *desk_monitor_get_name  (DeskMonitor *self);
DeskCall      *desk_monitor_get_call  (DeskMonitor *self); /* borrowed */

/* What can be done now with a colleague's own call: FORWARD takes over what rings there; LISTEN, WHISPER and BARGE_IN
 * go into a conversation, while none is on. */
gboolean       desk_session_can_with  (DeskSession *session, DeskExtension *colleague, DeskVerb verb);
DeskOperation *desk_session_run_with  (DeskSession *session, DeskExtension *colleague, DeskVerb verb);
/* Takes over what rings there: by the role, else by dialling @prefix (NULL or "": none) and the number. */
gboolean       desk_session_can_pick_up_from (DeskSession *session, DeskExtension *colleague, const char *prefix);
DeskOperation *desk_session_pick_up_from (DeskSession *session, DeskExtension *colleague, const char *prefix);

G_END_DECLS
