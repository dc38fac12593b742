/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the command line says of how the program begins. Links and numbers in it are app-links' part. */
typedef struct
{
  gboolean is_demo;
  gboolean is_hidden;       /* no window is wanted: started by the desktop, at login */
  char *demo_user, *profile; /* owned; NULL: the usual ones */
} AppOptions;

void     app_options_install (GApplication *application);
/* FALSE, with an error: nothing can be begun by that. */
gboolean app_options_read    (AppOptions *self, GVariantDict *given, GError **error);
void     app_options_clear   (AppOptions *self);

G_END_DECLS
