/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pal/protocol/pal-contact-info.h"

G_BEGIN_DECLS

/* What is to be done with a line of a file. */
typedef enum
{
  DESK_IMPORT_NEW,
  DESK_IMPORT_CHANGED,   /* the person is there with other fields */
  DESK_IMPORT_SAME,      /* the person is there and says all that the file says */
  DESK_IMPORT_DUPLICATE, /* an earlier line is the same person */
  DESK_IMPORT_BAD,       /* see reason */
} DeskImportKind;
#define DESK_IMPORT_N_KINDS (DESK_IMPORT_BAD + 1)

#define DESK_TYPE_IMPORT_LINE (desk_import_line_get_type ())
G_DECLARE_FINAL_TYPE (DeskImportLine, desk_import_line, DESK, IMPORT_LINE, GObject)

/* Texts may be NULL. */
DeskImportLine *desk_import_line_new            (guint line, DeskImportKind kind, const char *name, const char *reason,
                                                 const char *contact_id, PalContactInfo *base, PalContactInfo *info);

guint           desk_import_line_get_line       (DeskImportLine *self); /* in the file, from 1 */
DeskImportKind  desk_import_line_get_kind       (DeskImportLine *self);
const char     *desk_import_line_get_name       (DeskImportLine *self); /* never NULL */
const char     *desk_import_line_get_reason     (DeskImportLine *self); /* for a person; NULL for a new one */
const char     *desk_import_line_get_contact_id (DeskImportLine *self); /* of one that is there, or NULL */
PalContactInfo *desk_import_line_get_info       (DeskImportLine *self); /* what is to be; NULL for a bad line */
PalContactInfo *desk_import_line_get_base       (DeskImportLine *self); /* what is, or NULL */

G_END_DECLS
