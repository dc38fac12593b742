/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Follows a list model by its items-changed alone, as a view does, and tells when that is not the truth. */
typedef struct _TestMirror TestMirror;

TestMirror *test_mirror_new          (GListModel *model);
void        test_mirror_free         (TestMirror *self);
guint       test_mirror_take_changes (TestMirror *self); /* items-changed since the last time */
void        test_mirror_check        (TestMirror *self);

G_END_DECLS
