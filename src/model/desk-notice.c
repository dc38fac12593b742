/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-notices-private.h"

#include <glib/gi18n.h>

#include "model/desk-plain.h"

struct _DeskNotice
{
  GObject parent_instance;

  /* owned */
  char *id, *subject, *call_id, *title, *body;

  DeskNoticeKind kind;
  guint deeds;
};

G_DEFINE_FINAL_TYPE (DeskNotice, desk_notice, G_TYPE_OBJECT)

DeskNotice *
desk_notice_new (const DeskNoticeStart *start)
{
  DeskNotice *self = g_object_new (DESK_TYPE_NOTICE, NULL);

  self->kind = start->kind;
  self->id = g_strdup (start->id);
  self->subject = g_strdup (start->subject != NULL ? start->subject : "");
  self->call_id = g_strdup (start->call_id);
  self->title = desk_plain_join (start->parts, DESK_NOTICE_TITLE_MAX);
  if (*self->title == '\0')
    {
      g_free (self->title);
      self->title = g_strdup (_ ("Unknown"));
    }
  self->body = g_strdup (start->body != NULL ? start->body : "");
  self->deeds = start->deeds | (1u << DESK_DEED_OPEN);
  return self;
}

#define GETTER(type, name, value, fallback) \
  type \
  desk_notice_get_##name (DeskNotice *self) \
  { \
    g_return_val_if_fail (DESK_IS_NOTICE (self), fallback); \
    return value; \
  }

GETTER (const char *, id, self->id, NULL)
GETTER (DeskNoticeKind, kind, self->kind, DESK_NOTICE_MESSAGE)
GETTER (const char *, title, self->title, NULL)
GETTER (const char *, body, self->body, NULL)
GETTER (const char *, call_id, self->call_id, NULL)
GETTER (const char *, subject, self->subject, NULL)

gboolean
desk_notice_can (DeskNotice *self, DeskDeed deed)
{
  g_return_val_if_fail (DESK_IS_NOTICE (self), FALSE);
  return (self->deeds & (1u << deed)) != 0;
}

static void
desk_notice_finalize (GObject *object)
{
  DeskNotice *self = DESK_NOTICE (object);

  g_free (self->id);
  g_free (self->subject);
  g_free (self->call_id);
  g_free (self->title);
  g_free (self->body);
  G_OBJECT_CLASS (desk_notice_parent_class)->finalize (object);
}

static void
desk_notice_class_init (DeskNoticeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desk_notice_finalize;
}

static void
desk_notice_init (DeskNotice *self)
{
}
