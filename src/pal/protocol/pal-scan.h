/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "pal/protocol/pal-types.h"

G_BEGIN_DECLS

/* Limits of what is read from a peer. */
#define PAL_SCAN_MAX_DEPTH 64
#define PAL_SCAN_MAX_FRAME (32 * 1024 * 1024)

/* A strict (RFC 8259) single-pass pull scanner over one text: UTF-8, depth, grammar. No allocation: texts
 * are slices of the input. Its state is this struct, so that it can stop anywhere and go on. */
struct _PalScan
{
  const char *start, *end, *at;
  gsize error_offset;
  const char *error;                /* static text, NULL while all is well */
  guint depth;
  guint8 kinds[PAL_SCAN_MAX_DEPTH]; /* '{' or '[' */
  guint8 state;
};

G_END_DECLS
