/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/desk-export-log.h"

#include <string.h>

#include "exchange/desk-csv.h"

#define UTF8_MARK "\xef\xbb\xbf"

typedef enum
{
  TEXT,
  NUMBER,   /* of a phone */
  MOMENT,   /* real µs; 0: none */
  DURATION, /* ms; -1: none */
  INTEGER,  /* 0: none */
  TRUTH,
} Kind;

typedef struct
{
  const char *name;
  Kind kind;
  union
  {
    const char *(*text) (DeskLogEntry *);
    gint64 (*wide) (DeskLogEntry *);
    int (*number) (DeskLogEntry *);
    gboolean (*truth) (DeskLogEntry *);
  } get;
} Column;

static const char *
get_direction (DeskLogEntry *entry)
{
  if (desk_log_entry_get_is_gap (entry))
    return NULL;
  return desk_log_entry_get_direction (entry) == DESK_DIRECTION_OUTGOING ? "outgoing" : "incoming";
}

static const char *
get_outcome (DeskLogEntry *entry)
{
  if (desk_log_entry_get_is_gap (entry))
    return "not-seen-from-to";
  switch (desk_log_entry_get_outcome (entry))
    {
    case DESK_OUTCOME_OPEN: return "open";
    case DESK_OUTCOME_ANSWERED: return "answered";
    case DESK_OUTCOME_MISSED: return "missed";
    case DESK_OUTCOME_DECLINED: return "declined";
    case DESK_OUTCOME_ELSEWHERE: return "answered-elsewhere";
    case DESK_OUTCOME_SENT_ON: return "sent-on";
    case DESK_OUTCOME_UNREACHED: return "not-reached";
    case DESK_OUTCOME_UNSEEN:
    default: return "end-not-seen";
    }
}

static gint64
get_duration (DeskLogEntry *entry)
{
  return desk_log_entry_get_is_answered (entry) ? desk_log_entry_get_duration (entry) : -1;
}

/* Names are for programs: not translated, and only appended to. */
static const Column columns[] = {
  { "started", MOMENT, { .wide = desk_log_entry_get_started_at } },
  { "direction", TEXT, { .text = get_direction } },
  { "outcome", TEXT, { .text = get_outcome } },
  { "number", NUMBER, { .text = desk_log_entry_get_number } },
  { "name", TEXT, { .text = desk_log_entry_get_name } },
  { "pbx_name", TEXT, { .text = desk_log_entry_get_pbx_name } },
  { "queue", TEXT, { .text = desk_log_entry_get_queue_name } },
  { "answered", MOMENT, { .wide = desk_log_entry_get_answered_at } },
  { "ended", MOMENT, { .wide = desk_log_entry_get_ended_at } },
  { "duration_seconds", DURATION, { .wide = get_duration } },
  { "answered_by", NUMBER, { .text = desk_log_entry_get_taken_by } },
  { "answered_by_name", TEXT, { .text = desk_log_entry_get_taken_by_name } },
  { "sent_to", NUMBER, { .text = desk_log_entry_get_sent_to } },
  { "sent_to_name", TEXT, { .text = desk_log_entry_get_sent_to_name } },
  { "parked", TRUTH, { .truth = desk_log_entry_get_is_parked } },
  { "returned", TRUTH, { .truth = desk_log_entry_get_is_done } },
  { "recorded", TRUTH, { .truth = desk_log_entry_get_is_recorded } },
  { "recording", TEXT, { .text = desk_log_entry_get_recording } },
  { "listened_in", TRUTH, { .truth = desk_log_entry_get_is_monitor } },
  { "sip_code", INTEGER, { .number = desk_log_entry_get_rescode } },
  { "q850_code", INTEGER, { .number = desk_log_entry_get_q850 } },
};

/* --- one row ------------------------------------------------------------------- */

static char *
dup_moment (gint64 real)
{
  g_autoptr (GDateTime) seconds = g_date_time_new_from_unix_local (real / G_USEC_PER_SEC);

  return real != 0 && seconds != NULL ? g_date_time_format_iso8601 (seconds) : NULL;
}

static char *
dup_duration (gint64 ms)
{
  return ms >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT ".%03d", ms / 1000, (int) (ms % 1000)) : NULL;
}

/* As text, NULL for none; @is_bare: no quotation marks in JSON. */
static char *
dup_value (const Column *column, DeskLogEntry *entry, gboolean *is_bare)
{
  int number;

  *is_bare = column->kind != TEXT && column->kind != NUMBER && column->kind != MOMENT;
  switch (column->kind)
    {
    case MOMENT: return dup_moment (column->get.wide (entry));
    case DURATION: return dup_duration (column->get.wide (entry));
    case INTEGER:
      number = column->get.number (entry);
      return number != 0 ? g_strdup_printf ("%d", number) : NULL;
    case TRUTH: return g_strdup (column->get.truth (entry) ? "true" : "false");
    case TEXT:
    case NUMBER:
    default: return g_strdup (column->get.text (entry));
    }
}

static void
append_csv_row (GString *out, DeskLogEntry *entry, DeskLogFormat format)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      gboolean is_raw = columns[i].kind == NUMBER && format == DESK_LOG_FORMAT_CSV, is_bare;
      g_autofree char *value = dup_value (&columns[i], entry, &is_bare);

      desk_csv_append_field (out, value, is_raw ? DESK_CSV_RAW : DESK_CSV_PROTECTED);
    }
  desk_csv_end_row (out);
}

static void
append_json_text (GString *out, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  g_string_append_c (out, '"');
  for (const char *p = valid; *p != '\0'; p++)
    if (*p == '"' || *p == '\\')
      g_string_append_printf (out, "\\%c", *p);
    else if ((guchar) *p < 0x20 || *p == 0x7f)
      g_string_append_printf (out, "\\u%04x", (guint) *p);
    else
      g_string_append_c (out, *p);
  g_string_append_c (out, '"');
}

/* What is not known is left out. */
static void
append_json_row (GString *out, DeskLogEntry *entry)
{
  gboolean is_first = TRUE;

  g_string_append_c (out, '{');
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      gboolean is_bare;
      g_autofree char *value = dup_value (&columns[i], entry, &is_bare);

      if (value == NULL)
        continue;
      g_string_append_printf (out, "%s\"%s\":", is_first ? "" : ",", columns[i].name);
      if (is_bare)
        g_string_append (out, value);
      else
        append_json_text (out, value);
      is_first = FALSE;
    }
  g_string_append_c (out, '}');
}

/* --- the file ------------------------------------------------------------------- */

typedef struct
{
  DeskLogReader *reader;
  GOutputStream *stream; /* NULL until it is open */
  GString *page;
  DeskLogFormat format;
  guint n_rows;
  gboolean is_last;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  g_object_unref (export->reader);
  g_clear_object (&export->stream);
  g_string_free (export->page, TRUE);
  g_free (export);
}

/* Closing it with this is giving up: what was there before stays. */
static void
fail (GTask *task, GError *error)
{
  Export *export = g_task_get_task_data (task);

  if (export->stream != NULL)
    {
      g_autoptr (GCancellable) cancelled = g_cancellable_new ();

      g_cancellable_cancel (cancelled);
      g_output_stream_close (export->stream, cancelled, NULL);
    }
  g_task_return_error (task, error);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_output_stream_close_finish (G_OUTPUT_STREAM (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void ask (GTask *task);

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    fail (task, error);
  else if (export->is_last)
    g_output_stream_close_async (export->stream, G_PRIORITY_DEFAULT_IDLE, cancellable, closed_cb,
                                 g_steal_pointer (&task));
  else
    ask (g_steal_pointer (&task));
}

static void
begin_page (Export *export)
{
  g_string_truncate (export->page, 0);
  if (export->n_rows > 0)
    return;
  if (export->format == DESK_LOG_FORMAT_JSON)
    {
      g_string_append (export->page, "[");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    desk_csv_append_field (export->page, columns[i].name, DESK_CSV_PROTECTED);
  desk_csv_end_row (export->page);
  if (export->format == DESK_LOG_FORMAT_SPREADSHEET)
    g_string_prepend (export->page, UTF8_MARK);
}

static void
write_page (Export *export, GPtrArray *entries)
{
  begin_page (export);
  for (guint i = 0; i < entries->len; i++, export->n_rows++)
    if (export->format == DESK_LOG_FORMAT_JSON)
      {
        g_string_append (export->page, export->n_rows > 0 ? ",\n" : "\n");
        append_json_row (export->page, entries->pdata[i]);
      }
    else
      append_csv_row (export->page, entries->pdata[i], export->format);
  export->is_last = entries->len == 0;
  if (export->is_last && export->format == DESK_LOG_FORMAT_JSON)
    g_string_append (export->page, "\n]\n");
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) entries = desk_log_reader_next_finish (DESK_LOG_READER (source), result, &error);

  if (entries == NULL)
    {
      fail (task, error);
      return;
    }
  write_page (export, entries);
  g_output_stream_write_all_async (export->stream, export->page->str, export->page->len,
                                   G_PRIORITY_DEFAULT_IDLE, cancellable, written_cb, g_steal_pointer (&task));
}

static void
ask (GTask *task)
{
  Export *export = g_task_get_task_data (task);

  desk_log_reader_next_async (export->reader, g_task_get_cancellable (task), page_cb, task);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;

  export->stream = G_OUTPUT_STREAM (g_file_replace_finish (G_FILE (source), result, &error));
  if (export->stream == NULL)
    fail (task, error);
  else
    ask (g_steal_pointer (&task));
}

void
desk_export_log_async (DeskLogReader *reader,
                       GFile *file,
                       DeskLogFormat format,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task;
  Export *export;

  g_return_if_fail (DESK_IS_LOG_READER (reader));
  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, desk_export_log_async);
  export = g_new0 (Export, 1);
  export->reader = g_object_ref (reader);
  export->page = g_string_new (NULL);
  export->format = format;
  g_task_set_task_data (task, export, export_free);
  g_file_replace_async (file, NULL, FALSE, G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION,
                        G_PRIORITY_DEFAULT_IDLE, cancellable, opened_cb, task);
}

gboolean
desk_export_log_finish (GAsyncResult *result, guint *n_rows, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  if (n_rows != NULL)
    *n_rows = ((Export *) g_task_get_task_data (G_TASK (result)))->n_rows;
  return g_task_propagate_boolean (G_TASK (result), error);
}
