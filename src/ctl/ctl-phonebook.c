/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contacts out of files and into files. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "ctl/ctl-command.h"
#include "ctl/ctl-line.h"
#include "ctl/ctl-output.h"
#include "exchange/desk-columns.h"
#include "exchange/desk-entries.h"
#include "exchange/desk-export-contacts.h"
#include "exchange/desk-import-plan.h"
#include "exchange/desk-undo.h"
#include "store/store-account.h"

#define PATIENCE (60 * 60) /* seconds: a large book over a slow line */

static const char *
get_language (void)
{
  return g_str_has_prefix (g_get_language_names ()[0], "ja") ? "ja" : "en";
}

/* --- the PBX's ------------------------------------------------------------------- */

static void
result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
has_result (gpointer user_data)
{
  return *(GAsyncResult **) user_data != NULL;
}

static CtlExit
fail (const GError *error)
{
  ctl_say ("%s", error->message);
  return ctl_error_to_exit (error);
}

static CtlExit
gather (CtlContext *ctx, const char *book, DeskWhose whose, const char *search, GPtrArray **known)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  desk_gather_async (ctx->client, book, whose, search, NULL, result_cb, &result);
  ctl_line_wait (has_result, &result, PATIENCE);
  *known = result != NULL ? desk_gather_finish (result, &error) : NULL;
  return *known != NULL ? CTL_EXIT_DONE : error != NULL ? fail (error) : CTL_EXIT_TIMED_OUT;
}

static CtlExit
gather_infos (CtlContext *ctx, GPtrArray *known)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  desk_gather_infos_async (ctx->client, known, NULL, NULL, result_cb, &result);
  ctl_line_wait (has_result, &result, PATIENCE);
  if (result == NULL)
    return CTL_EXIT_TIMED_OUT;
  return desk_gather_infos_finish (result, &error) ? CTL_EXIT_DONE : fail (error);
}

/* --- import ------------------------------------------------------------------- */

static char *
dup_undo_folder (CtlContext *ctx)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = store_paths_dup_data (ctx->options.profile, &error);

  if (folder == NULL)
    ctl_say ("%s", error->message);
  return folder != NULL ? g_build_filename (folder, "imports", NULL) : NULL;
}

static GPtrArray *
read_entries (const char *path, GPtrArray **faults, GError **error)
{
  g_autofree char *bytes = NULL;
  g_autoptr (DeskContactFile) file = NULL;
  g_auto (GStrv) columns = NULL;
  gsize length;

  if (!g_file_get_contents (path, &bytes, &length, error))
    return NULL;
  file = desk_contact_file_read (bytes, length, get_language (), error);
  if (file == NULL)
    return NULL;
  *faults = g_ptr_array_ref (file->faults);
  if (file->entries != NULL)
    return g_ptr_array_ref (file->entries);
  columns = desk_columns_guess ((const char *const *) file->table->header, get_language ());
  return desk_entries_of_table (file->table, (const char *const *) columns, get_language (), *faults);
}

static void
print_plan (GListModel *plan)
{
  static const char *const kinds[] = { N_("new"), N_("changed"), N_("same"), N_("duplicate"), N_("bad") };
  guint counts[DESK_IMPORT_N_KINDS];

  for (guint i = 0; i < g_list_model_get_n_items (plan); i++)
    {
      g_autoptr (DeskImportLine) line = g_list_model_get_item (plan, i);
      const char *reason = desk_import_line_get_reason (line);

      if (desk_import_line_get_kind (line) != DESK_IMPORT_SAME)
        ctl_print ("%u\t%s\t%s\t%s", desk_import_line_get_line (line),
                   _(kinds[desk_import_line_get_kind (line)]), desk_import_line_get_name (line),
                   reason != NULL ? reason : "");
    }
  desk_import_count (plan, counts);
  ctl_print (_("%u new, %u changed, %u same, %u duplicate, %u bad"), counts[DESK_IMPORT_NEW],
             counts[DESK_IMPORT_CHANGED], counts[DESK_IMPORT_SAME], counts[DESK_IMPORT_DUPLICATE],
             counts[DESK_IMPORT_BAD]);
}

static DeskUndo *
make_undo (CtlContext *ctx, GListModel *plan)
{
  DeskUndo *undo = desk_undo_new (ctx->options.book, ctx->options.shared);

  for (guint i = 0; i < g_list_model_get_n_items (plan); i++)
    {
      g_autoptr (DeskImportLine) line = g_list_model_get_item (plan, i);

      if (desk_import_line_get_kind (line) <= DESK_IMPORT_CHANGED)
        desk_undo_add (undo, desk_import_line_get_contact_id (line), desk_import_line_get_base (line),
                       desk_import_line_get_info (line));
    }
  return undo;
}

/* NULL after saying why. */
static PalReply *
save (CtlContext *ctx, const DeskUndo *undo, PalContactInfo *info, const char *id, CtlExit *exit)
{
  g_autoptr (PalParams) params = pal_contact_info_to_params (info, id, undo->phonebook, undo->is_shared);

  ctl_line_set_tenant (ctx, params);
  return ctl_line_call (ctx, params, exit);
}

static CtlExit
save_all (CtlContext *ctx, const DeskUndo *undo, const char *path)
{
  CtlExit worst = CTL_EXIT_DONE;
  guint n_saved = 0;

  for (guint i = 0; i < undo->deeds->len && worst <= CTL_EXIT_REFUSED; i++)
    {
      const DeskDeed *deed = undo->deeds->pdata[i];
      CtlExit exit = CTL_EXIT_DONE;
      g_autoptr (PalReply) reply = save (ctx, undo, deed->mine, deed->contact_id, &exit);
      g_auto (PalReplyIter) iter = { 0 };
      g_autoptr (GError) error = NULL;

      worst = MAX (worst, exit);
      n_saved += reply != NULL;
      if (reply == NULL || deed->contact_id != NULL)
        continue;
      pal_reply_iter_init (&iter, reply);
      if (pal_reply_iter_next (&iter) && pal_reply_iter_get (&iter, "aid") != NULL
          && !desk_undo_note_made (path, i, pal_reply_iter_get (&iter, "aid"), &error))
        return fail (error);
    }
  ctl_print (_("%u contacts saved; “palctl phonebook undo” takes it back"), n_saved);
  return worst;
}

static CtlExit
run_plan (CtlContext *ctx, GListModel *plan)
{
  g_autoptr (DeskUndo) undo = make_undo (ctx, plan);
  g_autofree char *folder = dup_undo_folder (ctx), *path = NULL;
  g_autoptr (GError) error = NULL;
  CtlExit exit;

  if (undo->deeds->len == 0 || folder == NULL)
    return folder == NULL ? CTL_EXIT_USAGE : CTL_EXIT_DONE;
  exit = ctl_confirm (ctx, g_strdup_printf (_("Save %u contacts in %s?"), undo->deeds->len, undo->phonebook));
  if (exit != CTL_EXIT_DONE)
    return exit;
  path = desk_undo_dup_path (folder, g_get_real_time ());
  if (!desk_undo_write (undo, path, &error))
    {
      ctl_say ("%s", error->message);
      return CTL_EXIT_USAGE;
    }
  return save_all (ctx, undo, path);
}

CtlExit
ctl_phonebook_import (CtlContext *ctx)
{
  g_autoptr (GPtrArray) faults = NULL, entries = NULL, known = NULL, picked = NULL;
  g_autoptr (GListModel) plan = NULL;
  g_autoptr (GError) error = NULL;
  CtlExit exit;

  if (ctx->options.book == NULL)
    {
      ctl_say (_("--book says into which phonebook"));
      return CTL_EXIT_USAGE;
    }
  entries = read_entries (ctx->arguments[0], &faults, &error);
  if (entries == NULL)
    {
      ctl_say ("%s", error->message);
      return CTL_EXIT_USAGE;
    }
  exit = ctl_line_open (ctx, CTL_SUBSCRIBE_NOTHING, PAL_CLIENT_STATE_SYNCING, NULL, NULL);
  if (exit == CTL_EXIT_DONE)
    exit = gather (ctx, ctx->options.book, ctx->options.shared ? DESK_WHOSE_SHARED : DESK_WHOSE_OWN, NULL,
                   &known);
  if (exit != CTL_EXIT_DONE)
    return exit;
  picked = desk_import_pick (entries, known);
  exit = gather_infos (ctx, picked);
  if (exit != CTL_EXIT_DONE)
    return exit;
  plan = desk_import_plan (entries, faults, picked, get_language ());
  print_plan (plan);
  return run_plan (ctx, plan);
}

/* --- undo ------------------------------------------------------------------- */

/* As it is now; NULL when it is gone, or after saying why it cannot be told. */
static PalContactInfo *
read_contact (CtlContext *ctx, const char *id, CtlExit *exit)
{
  g_autoptr (PalParams) params = pal_params_new (PAL_METHOD_GET_CONTACT);
  g_autoptr (PalReply) reply = NULL;

  pal_params_set_text (params, "aid", id);
  ctl_line_set_tenant (ctx, params);
  reply = ctl_line_call (ctx, params, exit);
  return reply != NULL ? pal_contact_info_new_from_reply (reply) : NULL;
}

static PalReply *
delete (CtlContext *ctx, const char *id, CtlExit *exit)
{
  g_autoptr (PalParams) params = pal_params_new (PAL_METHOD_DELETE_CONTACT);

  pal_params_set_text (params, "aid", id);
  ctl_line_set_tenant (ctx, params);
  return ctl_line_call (ctx, params, exit);
}

/* What somebody changed since is left alone. */
static gboolean
undo_one (CtlContext *ctx, const DeskUndo *undo, const DeskDeed *deed, CtlExit *exit)
{
  g_autoptr (PalContactInfo) now = NULL;
  g_autoptr (PalReply) reply = NULL;

  if (deed->contact_id != NULL)
    now = read_contact (ctx, deed->contact_id, exit);
  if (now == NULL)
    return FALSE;
  if (!pal_contact_info_equal (now, deed->mine))
    {
      ctl_say (_("Contact %s was changed since and stays as it is"), deed->contact_id);
      return FALSE;
    }
  reply = deed->base != NULL ? save (ctx, undo, deed->base, deed->contact_id, exit)
                             : delete (ctx, deed->contact_id, exit);
  return reply != NULL;
}

CtlExit
ctl_phonebook_undo (CtlContext *ctx)
{
  g_autofree char *folder = dup_undo_folder (ctx);
  g_autofree char *path = ctx->arguments[0] != NULL ? g_strdup (ctx->arguments[0])
                          : folder != NULL          ? desk_undo_find_last (folder)
                                                    : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DeskUndo) undo = path != NULL ? desk_undo_read (path, &error) : NULL;
  CtlExit exit, worst = CTL_EXIT_DONE;
  guint n_undone = 0;

  if (undo == NULL)
    {
      ctl_say ("%s", error != NULL ? error->message : _("There is no import to take back"));
      return CTL_EXIT_USAGE;
    }
  exit = ctl_line_open (ctx, CTL_SUBSCRIBE_NOTHING, PAL_CLIENT_STATE_SYNCING, NULL, NULL);
  if (exit == CTL_EXIT_DONE)
    exit = ctl_confirm (ctx, g_strdup_printf (_("Take back %u changes in %s?"), undo->deeds->len,
                                              undo->phonebook));
  if (exit != CTL_EXIT_DONE)
    return exit;
  for (guint i = undo->deeds->len; i > 0 && worst <= CTL_EXIT_REFUSED; i--)
    {
      exit = CTL_EXIT_DONE;
      n_undone += undo_one (ctx, undo, undo->deeds->pdata[i - 1], &exit);
      worst = MAX (worst, exit);
    }
  ctl_print (_("%u of %u changes taken back"), n_undone, undo->deeds->len);
  return n_undone == undo->deeds->len ? worst : MAX (worst, CTL_EXIT_REFUSED);
}

/* --- export ------------------------------------------------------------------- */

static const DeskContactsKind *
find_kind (CtlContext *ctx)
{
  const DeskContactsKind *kind = ctx->options.kind != NULL
                                   ? desk_contacts_kind_find (ctx->options.kind)
                                   : desk_contacts_kind_find_by_end (ctx->arguments[0]);

  if (kind == NULL)
    ctl_say (_("--as is spreadsheet, csv, vcard-2.1, vcard-3.0 or vcard-4.0"));
  return kind;
}

CtlExit
ctl_phonebook_export (CtlContext *ctx)
{
  const DeskContactsKind *kind = find_kind (ctx);
  g_autofree char *search = g_strjoinv (" ", ctx->arguments + 1);
  g_autoptr (GPtrArray) known = NULL;
  g_autoptr (GString) out = NULL;
  g_autoptr (GError) error = NULL;
  CtlExit exit;

  if (kind == NULL)
    return CTL_EXIT_USAGE;
  exit = ctl_line_open (ctx, CTL_SUBSCRIBE_NOTHING, PAL_CLIENT_STATE_SYNCING, NULL, NULL);
  if (exit == CTL_EXIT_DONE)
    exit = gather (ctx, ctx->options.book, ctx->options.shared ? DESK_WHOSE_SHARED : DESK_WHOSE_ALL, search,
                   &known);
  if (exit == CTL_EXIT_DONE)
    exit = gather_infos (ctx, known);
  if (exit != CTL_EXIT_DONE)
    return exit;
  out = desk_contacts_write (known, kind, get_language (), &error);
  if (out == NULL)
    return fail (error);
  if (!g_file_set_contents_full (ctx->arguments[0], out->str, (gssize) out->len,
                                 G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    {
      ctl_say ("%s", error->message);
      return CTL_EXIT_USAGE;
    }
  ctl_print (_("%u contacts written"), known->len);
  return CTL_EXIT_DONE;
}
