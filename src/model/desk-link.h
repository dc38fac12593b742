/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DESK_LINK_MAX_LENGTH 256 /* bytes, before anything is decoded */
#define DESK_LINK_MAX_NUMBER 41  /* a plus and 40 digits */

/* Why something that came from outside is not a number to call. No message repeats what was given. */
#define DESK_LINK_ERROR (desk_link_error_quark ())
GQuark desk_link_error_quark (void);

typedef enum
{
  DESK_LINK_ERROR_TOO_LONG,
  DESK_LINK_ERROR_SCHEME,
  DESK_LINK_ERROR_ENCODING,
  DESK_LINK_ERROR_CHARACTER,
  DESK_LINK_ERROR_PARAMETER,
  DESK_LINK_ERROR_HOST,
  DESK_LINK_ERROR_NO_NUMBER,
} DeskLinkError;

/* What is left of a link: printable ASCII, and nothing of it was rewritten but the marks between digits, which are
 * gone. Extensions, emergency numbers and feature codes stay as they were written. */
typedef struct
{
  char number[DESK_LINK_MAX_NUMBER + 1];
  char extension[DESK_LINK_MAX_NUMBER + 1]; /* ";ext=": to be keyed in by hand, "" when there is none */
  char host[DESK_LINK_MAX_LENGTH + 1];      /* whom a sip: link names; nobody asks there, "" when there is none */
  gboolean has_code;                        /* has * or #: can be a feature code */
} DeskLink;

/* "tel:", "callto:", "sip:" or "sips:" in any case, or a plain number. Strict: what the grammar does not know is
 * refused. @link is written only when it gives TRUE. */
gboolean desk_link_parse (const char *text, DeskLink *link, GError **error);

G_END_DECLS
