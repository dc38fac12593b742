/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-extension.h"
#include "model/desk-flush.h"

G_BEGIN_DECLS

/* Here for the loops over all rows (search, order); everybody else asks the functions. */
struct _DeskExtension
{
  GObject parent_instance;

  /* owned */
  char *number;
  char *pbx_name, *alias; /* NULL when not known */
  char *other;
  char **members;         /* NULL when it is in no conference */
  char *fold;             /* NULL until asked for */
  GRefString *sort_key;   /* NULL until asked for */
  DeskChanges changes;

  gint64 since;
  guint favourite;
  guint round;
  guint presence : 4;
  guint heading : 2;
  guint is_own : 1;
  guint is_touched : 1;
};

/* A loop over tens of thousands of rows waits for memory more than for anything else. */
static inline void
desk_extension_prefetch (const DeskExtension *far, const DeskExtension *near)
{
  __builtin_prefetch (far);
  __builtin_prefetch (&far->fold);
  __builtin_prefetch (near->fold);
}

/* Only the presence model writes; @flush may be NULL. */
DeskExtension *desk_extension_new           (const char *number, DeskFlush *flush);

const char    *desk_extension_get_pbx_name  (DeskExtension *self);
guint          desk_extension_get_favourite (DeskExtension *self); /* place from 1, 0 none */
const char    *desk_extension_get_fold      (DeskExtension *self); /* of name, alias, number; made once */
GRefString    *desk_extension_get_sort_key  (DeskExtension *self); /* borrowed, made once */

gboolean desk_extension_set_pbx_name    (DeskExtension *self, const char *name);
gboolean desk_extension_set_alias       (DeskExtension *self, const char *alias);
gboolean desk_extension_set_favourite   (DeskExtension *self, guint place);
gboolean desk_extension_set_presence    (DeskExtension *self, DeskPresence presence, const char *other,
                                         gint64 since);
void     desk_extension_set_members     (DeskExtension *self, char **members); /* takes them */
void     desk_extension_set_own         (DeskExtension *self, gboolean is_own);
void     desk_extension_set_heading     (DeskExtension *self, DeskHeading heading);
void     desk_extension_notify_stale    (DeskExtension *self);

/* A mark for whoever collects changed items: TRUE when it was not set. */
gboolean desk_extension_touch           (DeskExtension *self);
void     desk_extension_untouch         (DeskExtension *self);
/* The round of the last complete answer that named it. */
guint    desk_extension_get_round       (DeskExtension *self);
void     desk_extension_set_round       (DeskExtension *self, guint round);

G_END_DECLS
