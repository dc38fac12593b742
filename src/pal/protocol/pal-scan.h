/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A strict (RFC 8259) single-pass pull scanner over one text: UTF-8, depth, grammar. No allocation and no
 * recursion: texts are slices of the input. Its state is the struct, so that it can stop anywhere and go on. */
#pragma once

#include "pal/protocol/pal-types.h"

G_BEGIN_DECLS

/* Limits of what is read from a peer. */
#define PAL_SCAN_MAX_DEPTH 64
#define PAL_SCAN_MAX_FRAME (32 * 1024 * 1024)
#define PAL_SCAN_MAX_NUMBER 1024 /* characters of one number */

typedef enum
{
  PAL_TOKEN_ERROR,   /* error and error_offset say what and where; comes again at every further call */
  PAL_TOKEN_END,     /* the one value was read and only white space followed */
  PAL_TOKEN_PAUSE,   /* @pause was reached: set it anew and call again */
  PAL_TOKEN_OBJECT,  /* '{' */
  PAL_TOKEN_ARRAY,   /* '[' */
  PAL_TOKEN_CLOSE,   /* '}' or ']' */
  PAL_TOKEN_NAME,    /* of a member, with its colon */
  PAL_TOKEN_TEXT,
  PAL_TOKEN_NUMBER,
  PAL_TOKEN_TRUE,
  PAL_TOKEN_FALSE,
  PAL_TOKEN_NULL,
} PalToken;

/* What a name, text or number was: without quotes, not terminated, escapes still in it. */
typedef struct
{
  const char *text;
  gsize length;
  gboolean escaped; /* holds a backslash: use pal_scan_unescape() */
} PalSlice;

struct _PalScan
{
  const char *start, *end, *at;
  const char *pause;  /* where to rest, or @end */
  const char *mark;   /* start of a text cut by a pause, or NULL */
  gsize error_offset;
  const char *error;  /* static text, NULL while all is well */
  guint depth;
  guint8 state;
  gboolean escaped;   /* of the text cut by a pause */
  guint8 kinds[PAL_SCAN_MAX_DEPTH]; /* '{' or '[' */
};

void     pal_scan_init          (PalScan *self, const char *text, gsize length);
PalToken pal_scan_next          (PalScan *self, PalSlice *slice);
/* Reads on until @depth is the depth again and a value has ended: called after OBJECT or ARRAY with the depth
 * before it. CLOSE when done, else PAUSE or ERROR. */
PalToken pal_scan_leave         (PalScan *self, guint depth);
/* Reads one whole value; its JSON is the slice. FALSE on an error. Does not pause. */
gboolean pal_scan_skip          (PalScan *self, PalSlice *json);
/* Back to where a value was about to begin at @depth. */
void     pal_scan_rewind        (PalScan *self, const char *at, guint depth);
gboolean pal_scan_fail          (PalScan *self, const char *at, const char *error);
void     pal_scan_propagate     (const PalScan *self, GError **error); /* as PAL_ERROR_PROTOCOL */

/* @out has room for @length bytes; returns how many were written. Lone surrogates and NUL become U+FFFD. */
gsize    pal_scan_unescape      (const char *text, gsize length, char *out);
char    *pal_slice_dup          (const PalSlice *slice);
gboolean pal_slice_equal        (const PalSlice *slice, const char *text);
/* Digits with an optional sign; a number with fraction or exponent is cut. FALSE when there is no reading. */
gboolean pal_slice_to_int       (const PalSlice *slice, gint64 *value);

G_END_DECLS
