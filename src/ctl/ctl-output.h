/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  CTL_FORMAT_TEXT,
  CTL_FORMAT_JSON,
  CTL_FORMAT_MARKDOWN,
} CtlFormat;

/* Rows of named texts, printed in any of the formats. A column is there from the first row that has it. */
typedef struct _CtlTable CtlTable;

CtlTable *ctl_table_new       (void);
void      ctl_table_free      (CtlTable *self);
/* Columns in this order, whether or not a row has them. @title is shown, @key is the JSON member. */
void      ctl_table_column    (CtlTable *self, const char *key, const char *title);
void      ctl_table_begin_row (CtlTable *self);
void      ctl_table_set       (CtlTable *self, const char *key, const char *text); /* NULL is nothing */
/* A number or a truth, as JSON writes it: there it stands without quotation marks. */
void      ctl_table_set_plain (CtlTable *self, const char *key, const char *text);
guint     ctl_table_get_size  (CtlTable *self);
void      ctl_table_print     (CtlTable *self, CtlFormat format, gboolean has_titles);
/* The only row: one line, or one member, a column. */
void      ctl_table_print_record (CtlTable *self, CtlFormat format);

/* Remote text: control and direction-changing characters are made visible, so that none reaches a terminal. */
char     *ctl_escape          (const char *text);
/* One text as it is; escaped, but for its lines, when standard output is a terminal. */
void      ctl_print_text      (const char *text);
/* A JSON text and a newline; what a terminal might obey is written as \u…. */
void      ctl_print_json      (const char *json, gssize length);
void      ctl_print_built     (JsonBuilder *builder);
void      ctl_print           (const char *format, ...) G_GNUC_PRINTF (1, 2); /* our own words, escaped all the same */

/* "palctl: …" on standard error. */
void      ctl_say             (const char *format, ...) G_GNUC_PRINTF (1, 2);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtlTable, ctl_table_free)

G_END_DECLS
