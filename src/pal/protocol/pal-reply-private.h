/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* How a reply is kept; shared by the files pal-reply*.c and the reader of messages. */
#pragma once

#include "pal/protocol/pal-reply.h"
#include "pal/protocol/pal-scan.h"

G_BEGIN_DECLS

struct _PalReply
{
  gatomicrefcount ref_count;
  GBytes *frame;          /* holds what the slices point to */
  char *id;
  PalSlice result, error; /* JSON; NULL text when absent */
  char *text;             /* a scalar result as text, or NULL */
  char *call_id;
};

/* The slices lie in @frame and were checked by the scanner. */
PalReply *pal_reply_new     (GBytes *frame, const PalSlice *id, const PalSlice *result, const PalSlice *error);
/* A text, number or truth given as JSON, as text; NULL for anything else. */
char     *pal_slice_to_text (const PalSlice *json);

gboolean    pal_text_is_denial      (const char *text); /* “No permission.” */

G_END_DECLS
