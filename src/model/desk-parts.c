/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-parts.h"

#include "model/desk-contact-drafts-private.h"
#include "model/desk-notes-private.h"
#include "model/desk-outbox-private.h"
#include "model/desk-phonebooks-private.h"
#include "model/desk-profiles-private.h"
#include "model/desk-session-private.h"
#include "model/desk-timers-private.h"

static const DeskPart parts[N_DESK_PARTS] = {
  [DESK_PART_PHONEBOOKS] = { desk_phonebooks_begin, desk_phonebooks_set_ready, desk_phonebooks_end },
  [DESK_PART_OUTBOX] = { desk_outbox_begin, desk_outbox_set_ready, desk_outbox_end },
  [DESK_PART_CONTACT_DRAFTS] = { desk_contact_drafts_begin_part, NULL, desk_contact_drafts_end_part },
  [DESK_PART_MIRROR] = { desk_mirror_begin, desk_mirror_set_ready, desk_mirror_end },
  [DESK_PART_CALLER] = { desk_caller_begin, desk_caller_set_ready, desk_caller_end },
  [DESK_PART_TIMERS] = { desk_timers_begin, desk_timers_set_ready, desk_timers_end },
  [DESK_PART_NOTES] = { desk_notes_begin, desk_notes_set_ready, desk_notes_end },
  [DESK_PART_PROFILES] = { desk_profiles_begin, desk_profiles_set_ready, desk_profiles_end },
};

void
desk_parts_begin (DeskSession *session)
{
  for (guint i = 0; i < N_DESK_PARTS; i++)
    session->parts[i] = parts[i].begin (session);
}

void
desk_parts_set_ready (DeskSession *session, gboolean is_ready)
{
  for (guint i = 0; i < N_DESK_PARTS; i++)
    if (session->parts[i] != NULL && parts[i].set_ready != NULL)
      parts[i].set_ready (session->parts[i], is_ready);
}

void
desk_parts_end (DeskSession *session)
{
  for (guint i = N_DESK_PARTS; i-- > 0;)
    {
      if (session->parts[i] != NULL)
        parts[i].end (session->parts[i]);
      g_clear_object (&session->parts[i]);
    }
}

DeskPhonebooks *
desk_session_get_phonebooks (DeskSession *self)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  return self->parts[DESK_PART_PHONEBOOKS];
}

DeskMirror *
desk_session_get_mirror (DeskSession *self)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  return self->parts[DESK_PART_MIRROR];
}

DeskCaller *
desk_session_get_caller (DeskSession *self)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  return self->parts[DESK_PART_CALLER];
}

DeskOutbox *
desk_session_get_outbox (DeskSession *self)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  return self->parts[DESK_PART_OUTBOX];
}

DeskContactDrafts *
desk_session_get_contact_drafts (DeskSession *self)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  return self->parts[DESK_PART_CONTACT_DRAFTS];
}

DeskTimers *
desk_session_get_timers (DeskSession *self)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  return self->parts[DESK_PART_TIMERS];
}

DeskNotes *
desk_session_get_notes (DeskSession *self)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  return self->parts[DESK_PART_NOTES];
}
