/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/ui-badges.h"
#include "ui/ui-page.h"

G_BEGIN_DECLS

/* The pages of the window. A new page is one row of the table in ui-pages.c. */
typedef struct
{
  const char *name;
  const char *title;     /* marked with N_() */
  const char *icon_name;
  GType (*get_type) (void);
  PalRole role;          /* the least that may see it */
  const UiBadge *badge;  /* what waits there, or NULL */
} UiPageRow;

const UiPageRow *ui_pages_get (guint *n_rows);

G_END_DECLS
