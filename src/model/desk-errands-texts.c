/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Short messages to a colleague's phones, by themselves or in the same gesture as a verb. */
#include "config.h"

#include "model/desk-session-private.h"

#include <glib/gi18n.h>

static gboolean
is_seen_done (DeskErrands *self, DeskOperation *operation)
{
  const DeskLeg *leg = desk_leg_table_find (self->session->legs, desk_operation_get_subject (operation));

  return desk_verb_get (desk_operation_get_verb (operation))->ends_call
           ? leg == NULL : leg != NULL && leg->transfer != DESK_TRANSFER_NONE;
}

static void
say_sent (DeskErrands *self, const char *extension)
{
  /* Translators: %s is the colleague who got a short message. */
  g_autofree char *text = g_strdup_printf (_ ("Message sent to %s"), desk_errands_name (self, extension));

  desk_session_message (self->session, text);
}

DeskOperation *
desk_session_send_text (DeskSession *self, const char *extension, const char *text)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  g_return_val_if_fail (extension != NULL && text != NULL, NULL);

  DeskOperation *operation = NULL;

  if (text[0] == '\0')
    return NULL;
  if (desk_session_may (self, DESK_VERB_MESSAGE))
    operation = desk_session_ask (self, DESK_VERB_MESSAGE, extension, text);
  if (operation == NULL)
    {
      desk_session_emit_text_not_sent (self, extension, text);
      return NULL;
    }

  DeskErrand *errand = desk_errands_ensure (self->errands, operation);

  errand->extension = g_strdup (extension);
  errand->text = g_strdup (text);
  return operation;
}

DeskOperation *
desk_session_run_with_text (DeskSession *self, DeskVerb verb, DeskCall *call, const char *target,
                            const char *extension, const char *text)
{
  DeskOperation *operation = desk_session_run (self, verb, call, target);

  if (operation != NULL && extension != NULL && text != NULL && text[0] != '\0')
    {
      DeskErrand *errand = desk_errands_ensure (self->errands, operation);

      errand->extension = g_strdup (extension);
      errand->text = g_strdup (text);
    }
  return operation;
}

DeskOperation *
desk_session_park_with_text (DeskSession *self, DeskCall *call, const char *slot, const char *extension,
                             const char *text)
{
  return desk_session_run_with_text (self, DESK_VERB_PARK, call, slot, extension, text);
}

void
desk_errands_end_text (DeskErrands *self, DeskOperation *operation, const DeskErrand *errand,
                       const GError *error)
{
  if (desk_operation_get_verb (operation) == DESK_VERB_MESSAGE)
    {
      if (error != NULL)
        desk_session_emit_text_not_sent (self->session, errand->extension, errand->text);
      else
        say_sent (self, errand->extension);
    }
  else if (error == NULL && is_seen_done (self, operation))
    desk_session_send_text (self->session, errand->extension, errand->text);
  else
    desk_session_emit_text_not_sent (self->session, errand->extension, errand->text);
}
