/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The person's own editor on a file nobody else can read. */
typedef struct
{
  char *folder, *path, *text;
} CtlEditor;

/* What the text became; NULL when the editor failed. Connections live on meanwhile. */
char *ctl_editor_run   (CtlEditor *self, const char *text, gsize limit, GError **error);
/* What the person wrote stays, and they are told where. */
void  ctl_editor_keep  (CtlEditor *self);
void  ctl_editor_clear (CtlEditor *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CtlEditor, ctl_editor_clear)

G_END_DECLS
