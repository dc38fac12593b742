/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-flush.h"
#include "model/desk-voicemail.h"
#include "pal/protocol/pal-events.h"

G_BEGIN_DECLS

/* @user: whose box it is. @flush may be NULL. */
DeskVoicemail *desk_voicemail_new            (const char *user, DeskFlush *flush);
void           desk_voicemail_take           (DeskVoicemail *self, const PalVoicemailEvent *event);
/* Of a new line. What it did not tell by the end is not known any more. */
void           desk_voicemail_begin_snapshot (DeskVoicemail *self);
void           desk_voicemail_end_snapshot   (DeskVoicemail *self);
void           desk_voicemail_notify_stale   (DeskVoicemail *self);

G_END_DECLS
