/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ui-call-text.h"

#include <glib/gi18n-lib.h>

#include "ui/ui-error-text.h"

char *
ui_call_dup_title (DeskCall *call)
{
  const char *const *members = desk_call_get_members (call);

  if (members != NULL && members[0] != NULL)
    /* Translators: stands between the names of those in a conference */
    return g_strjoinv (_ (", "), (char **) members);
  return g_strdup (desk_call_get_name (call));
}

char *
ui_call_dup_name_of (DeskSession *session, const char *number)
{
  DeskExtension *extension = desk_presence_model_find (desk_session_get_colleagues (session), number);

  return g_strdup (extension != NULL ? desk_extension_get_name (extension) : number);
}

static char *
dup_transfer_text (DeskSession *session, DeskCall *call)
{
  const char *number = desk_call_get_transfer_to (call);
  g_autofree char *target = ui_call_dup_name_of (session, number != NULL ? number : "");

  if (desk_call_get_transfer (call) == DESK_TRANSFER_CALLING)
    /* Translators: %s is whom a call shall be transferred to, whose phone rings */
    return g_strdup_printf (_ ("Asking %s first: ringing"), target);
  /* Translators: %s is whom a call shall be transferred to, the other party waits */
  return g_strdup_printf (_ ("Talking with %s first"), target);
}

char *
ui_call_dup_state_text (DeskSession *session, DeskCall *call)
{
  g_autofree char *reason = NULL;

  if (desk_call_get_transfer (call) != DESK_TRANSFER_NONE
      && desk_call_get_state (call) != DESK_CALL_STATE_ENDED)
    return dup_transfer_text (session, call);
  switch (desk_call_get_state (call))
    {
    case DESK_CALL_STATE_DIALLING:
      return g_strdup (desk_call_can (call, DESK_VERB_ANSWER) ? _ ("Your phone rings: pick up") : _ ("Calling…"));
    case DESK_CALL_STATE_RINGING:
      return g_strdup (_ ("Incoming call"));
    case DESK_CALL_STATE_TALKING:
      if (desk_call_get_is_monitor (call))
        return g_strdup (_ ("In the conversation of others"));
      if (desk_call_get_other_state (call) == DESK_OTHER_HOLDING)
        return g_strdup (_ ("Has put you on hold"));
      return g_strdup (desk_call_get_is_conference (call) ? _ ("Conference") : C_ ("call", "Talking"));
    case DESK_CALL_STATE_HELD:
      return g_strdup (C_ ("call", "On hold"));
    case DESK_CALL_STATE_ENDED:
    default:
      reason = ui_rescode_to_text (desk_call_get_rescode (call), desk_call_get_q850 (call));
      return reason != NULL && *reason != '\0' ? g_steal_pointer (&reason) : g_strdup (_ ("Call ended"));
    }
}
