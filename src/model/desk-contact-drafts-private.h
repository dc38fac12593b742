/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-contact-drafts.h"

G_BEGIN_DECLS

#define DESK_CONTACT_DRAFT_DELAY (300 * (gint64) 1000) /* µs between a key and the disk */

/* A part of the session (desk-parts.h). */
gpointer desk_contact_drafts_begin_part (DeskSession *session);
void     desk_contact_drafts_end_part   (gpointer self); /* what is not on disk is written now */

G_END_DECLS
