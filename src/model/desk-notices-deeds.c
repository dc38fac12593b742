/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a button of a notice does, if that is still true: it may be pressed long after, and in a program that
 * was started for it. */
#include "config.h"

#include "model/desk-notices-private.h"

#include <glib/gi18n.h>

#include "model/desk-session-private.h"

static gboolean
fail (GError **error, DeskError code, const char *text)
{
  g_set_error_literal (error, DESK_ERROR, (int) code, text);
  return FALSE;
}

static gboolean
run_on_call (DeskNotices *self, DeskVerb verb, const char *id, GError **error)
{
  DeskCall *call = desk_notices_find_call (self, id);
  gboolean is_open = call != NULL && (desk_call_get_state (call) == DESK_CALL_STATE_RINGING
                                      || desk_call_get_state (call) == DESK_CALL_STATE_DIALLING);

  if (!is_open)
    return fail (error, DESK_ERROR_GONE, _ ("That call does not ring any more"));
  if (desk_call_get_pending (call) != NULL)
    return TRUE; /* it is being done */
  if (desk_session_run (self->session, verb, call, NULL) == NULL)
    return fail (error, DESK_ERROR_GONE, _ ("That is not possible with this call"));
  return TRUE;
}

static gboolean
retrieve (DeskNotices *self, const char *slot, GError **error)
{
  DeskPark *park = desk_park_model_find (self->session->parks, slot);

  if (park == NULL || !desk_park_get_is_taken (park) || !desk_park_get_is_mine (park))
    return fail (error, DESK_ERROR_GONE, _ ("That call does not wait there any more"));
  if (desk_session_ask (self->session, DESK_VERB_RETRIEVE, slot, NULL) == NULL)
    return fail (error, DESK_ERROR_GONE, _ ("That call cannot be retrieved now"));
  return TRUE;
}

static gboolean
confirm (DeskNotices *self, const char *id, GError **error)
{
  DeskWait *wait = desk_wait_model_find (desk_session_get_waits (self->session), id);

  if (wait == NULL || !desk_session_confirm_wait (self->session, wait))
    return fail (error, DESK_ERROR_GONE, _ ("That colleague is not free any more"));
  return TRUE;
}

gboolean
desk_notices_offers_call (DeskNotices *self, const char *number)
{
  GHashTableIter iter;
  gpointer value;

  g_return_val_if_fail (DESK_IS_NOTICES (self), FALSE);
  g_return_val_if_fail (number != NULL, FALSE);

  g_hash_table_iter_init (&iter, self->standing);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      DeskNotice *notice = value;

      if (desk_notice_can (notice, DESK_DEED_CALL_BACK)
          && g_str_equal (desk_notice_get_subject (notice), number))
        return TRUE;
    }
  return FALSE;
}

gboolean
desk_notices_act (DeskNotices *self, DeskDeed deed, const char *subject, GError **error)
{
  g_return_val_if_fail (DESK_IS_NOTICES (self), FALSE);
  g_return_val_if_fail (subject != NULL, FALSE);

  if (self->session == NULL || desk_session_get_state (self->session) != PAL_CLIENT_STATE_READY)
    return fail (error, DESK_ERROR_NOT_READY, _ ("Not connected: nothing was done"));
  switch (deed)
    {
    case DESK_DEED_ANSWER: return run_on_call (self, DESK_VERB_ANSWER, subject, error);
    case DESK_DEED_DECLINE: return run_on_call (self, DESK_VERB_HANG_UP, subject, error);
    case DESK_DEED_RETRIEVE: return retrieve (self, subject, error);
    case DESK_DEED_CONFIRM: return confirm (self, subject, error);
    case DESK_DEED_CALL_BACK:
    case DESK_DEED_CALL_BOX:
    case DESK_DEED_OPEN:
    case DESK_N_DEEDS:
    default:
      g_return_val_if_reached (FALSE);
    }
}
