/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-import-line.h"

struct _DeskImportLine
{
  GObject parent_instance;

  guint line;
  DeskImportKind kind;
  char *name, *reason, *contact_id;
  PalContactInfo *info, *base;
};

G_DEFINE_FINAL_TYPE (DeskImportLine, desk_import_line, G_TYPE_OBJECT)

static void
finalize (GObject *object)
{
  DeskImportLine *self = DESK_IMPORT_LINE (object);

  g_free (self->name);
  g_free (self->reason);
  g_free (self->contact_id);
  g_clear_pointer (&self->info, pal_contact_info_unref);
  g_clear_pointer (&self->base, pal_contact_info_unref);
  G_OBJECT_CLASS (desk_import_line_parent_class)->finalize (object);
}

static void
desk_import_line_class_init (DeskImportLineClass *class)
{
  G_OBJECT_CLASS (class)->finalize = finalize;
}

static void
desk_import_line_init (DeskImportLine *self)
{
}

DeskImportLine *
desk_import_line_new (guint line, DeskImportKind kind, const char *name, const char *reason,
                      const char *contact_id, PalContactInfo *base, PalContactInfo *info)
{
  DeskImportLine *self = g_object_new (DESK_TYPE_IMPORT_LINE, NULL);

  self->line = line;
  self->kind = kind;
  self->name = g_strdup (name != NULL ? name : "");
  self->reason = g_strdup (reason);
  self->contact_id = g_strdup (contact_id);
  self->base = base != NULL ? pal_contact_info_ref (base) : NULL;
  self->info = info != NULL ? pal_contact_info_ref (info) : NULL;
  return self;
}

guint
desk_import_line_get_line (DeskImportLine *self)
{
  return self->line;
}

DeskImportKind
desk_import_line_get_kind (DeskImportLine *self)
{
  return self->kind;
}

const char *
desk_import_line_get_name (DeskImportLine *self)
{
  return self->name;
}

const char *
desk_import_line_get_reason (DeskImportLine *self)
{
  return self->reason;
}

const char *
desk_import_line_get_contact_id (DeskImportLine *self)
{
  return self->contact_id;
}

PalContactInfo *
desk_import_line_get_info (DeskImportLine *self)
{
  return self->info;
}

PalContactInfo *
desk_import_line_get_base (DeskImportLine *self)
{
  return self->base;
}
