/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ctl/ctl-command.h"
#include "ctl/ctl-editor.h"
#include "ctl/ctl-line.h"
#include "ctl/ctl-reply.h"

#define MAX_NOTE (4 * 1024 * 1024)

typedef struct
{
  gboolean exists;
  char *text, *description, *access;
} Note;

static void
note_clear (Note *note)
{
  g_free (note->text);
  g_free (note->description);
  g_free (note->access);
  *note = (Note){ 0 };
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Note, note_clear)

static gboolean
note_equal (const Note *a, const Note *b)
{
  return a->exists == b->exists && g_strcmp0 (a->text, b->text) == 0
         && g_strcmp0 (a->description, b->description) == 0 && g_strcmp0 (a->access, b->access) == 0;
}

static PalParams *
make_params (CtlContext *ctx, PalMethodId method)
{
  PalParams *params = pal_params_new (method);

  pal_params_set_text (params, "name", ctx->arguments[0]);
  ctl_line_set_tenant (ctx, params);

  return params;
}

/* What the PBX refuses to show is taken as not there; then nothing is written over it unseen, either. */
static CtlExit
read_note (CtlContext *ctx, Note *note)
{
  g_autoptr (PalParams) params = make_params (ctx, PAL_METHOD_GET_NOTE);
  g_autoptr (GError) error = NULL;
  g_autoptr (PalReply) reply = ctl_line_try (ctx, params, &error);
  g_auto (PalReplyIter) iter = { 0 };

  note_clear (note);
  if (reply == NULL && ctl_error_to_exit (error) == CTL_EXIT_REFUSED
      && !g_error_matches (error, PAL_ERROR, PAL_ERROR_DENIED))
    return CTL_EXIT_DONE;
  if (reply == NULL)
    {
      ctl_say ("%s", error->message);
      return ctl_error_to_exit (error);
    }

  pal_reply_iter_init (&iter, reply);
  note->exists = pal_reply_iter_next (&iter);
  if (note->exists)
    {
      note->text = g_strdup (pal_reply_iter_get (&iter, "note"));
      note->description = g_strdup (pal_reply_iter_get (&iter, "description"));
      note->access = g_strdup (pal_reply_iter_get (&iter, "useraccess"));
    }

  return CTL_EXIT_DONE;
}

CtlExit
ctl_note_show (CtlContext *ctx)
{
  g_autoptr (PalParams) params = make_params (ctx, PAL_METHOD_GET_NOTE);
  g_autoptr (PalReply) reply = NULL;
  g_auto (PalReplyIter) iter = { 0 };
  CtlExit exit;

  exit = ctl_line_open (ctx, CTL_SUBSCRIBE_NOTHING, PAL_CLIENT_STATE_SYNCING, NULL, NULL);
  if (exit != CTL_EXIT_DONE)
    return exit;
  reply = ctl_line_call (ctx, params, &exit);
  if (reply == NULL)
    return exit;

  pal_reply_iter_init (&iter, reply);
  if (ctx->options.format == CTL_FORMAT_TEXT && pal_reply_iter_next (&iter)
      && pal_reply_iter_get (&iter, "note") != NULL)
    ctl_print_text (pal_reply_iter_get (&iter, "note"));
  else
    ctl_reply_print (reply, params, ctx->options.format);

  return CTL_EXIT_DONE;
}

/* The number of useraccess, or NULL after saying that it is none. */
static const char *
find_access (const char *word)
{
  static const char *const words[] = { "none", "read", "write" };
  static const char *const numbers[] = { "0", "1", "2" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i]) || g_str_equal (word, numbers[i]))
      return numbers[i];

  ctl_say (_("--access is none, read or write"));
  return NULL;
}

/* What the note is to be; text that only differs in the newline an editor adds at the end is the same. */
static gboolean
make_wanted (CtlContext *ctx, CtlEditor *editor, const Note *before, Note *wanted, GError **error)
{
  const CtlOptions *options = &ctx->options;
  const char *old = before->text != NULL ? before->text : "";
  gsize length;

  if (options->file != NULL)
    wanted->text = ctl_read_text_file (options->file, MAX_NOTE, error);
  else if (options->description != NULL || options->access != NULL)
    wanted->text = g_strdup (old);
  else
    wanted->text = ctl_editor_run (editor, old, MAX_NOTE, error);
  if (wanted->text == NULL)
    return FALSE;

  length = strlen (wanted->text);
  if (length > 0 && wanted->text[length - 1] == '\n' && !g_str_has_suffix (old, "\n"))
    wanted->text[length - 1] = '\0';
  wanted->exists = TRUE;
  wanted->description = g_strdup (options->description != NULL ? options->description
                                  : before->description != NULL ? before->description : "");
  wanted->access = g_strdup (options->access != NULL ? find_access (options->access)
                             : before->access != NULL ? before->access : "2");

  return TRUE;
}

static CtlExit
write_note (CtlContext *ctx, const Note *wanted)
{
  g_autoptr (PalParams) params = make_params (ctx, PAL_METHOD_SET_NOTE);
  g_autoptr (PalReply) reply = NULL;
  g_auto (Note) after = { 0 };
  CtlExit exit;

  pal_params_set_text (params, "description", wanted->description);
  pal_params_set_text (params, "useraccess", wanted->access);
  pal_params_set_text (params, "note", wanted->text);
  reply = ctl_line_call (ctx, params, &exit);
  if (reply == NULL)
    return exit;
  if (ctx->options.no_wait)
    return CTL_EXIT_DONE;

  exit = read_note (ctx, &after);
  if (exit == CTL_EXIT_DONE && !note_equal (wanted, &after))
    {
      ctl_say (_("The PBX said yes, but the note is another than it should be"));
      exit = CTL_EXIT_REFUSED;
    }

  return exit;
}

/* Reads, lets the person change it, looks whether somebody else did meanwhile, writes. */
static CtlExit
edit (CtlContext *ctx, CtlEditor *editor)
{
  g_auto (Note) before = { 0 }, wanted = { 0 }, now = { 0 };
  g_autoptr (GError) error = NULL;
  CtlExit exit = read_note (ctx, &before);

  if (exit != CTL_EXIT_DONE)
    return exit;
  if (!make_wanted (ctx, editor, &before, &wanted, &error))
    {
      ctl_say ("%s", error->message);
      ctl_editor_keep (editor);
      return CTL_EXIT_USAGE;
    }
  if (note_equal (&before, &wanted))
    {
      ctl_tell_done (ctx, "name", ctx->arguments[0], "none", _("Nothing was changed"));
      return CTL_EXIT_DONE;
    }

  exit = read_note (ctx, &now);
  if (exit == CTL_EXIT_DONE && !note_equal (&before, &now))
    {
      ctl_say (_("Somebody else changed the note meanwhile; it was not overwritten"));
      exit = CTL_EXIT_REFUSED;
    }
  if (exit == CTL_EXIT_DONE)
    exit = write_note (ctx, &wanted);
  if (exit == CTL_EXIT_DONE)
    ctl_tell_done (ctx, "name", ctx->arguments[0], "seen", _("The note is saved"));
  else
    ctl_editor_keep (editor);

  return exit;
}

CtlExit
ctl_note_edit (CtlContext *ctx)
{
  g_auto (CtlEditor) editor = { 0 };
  CtlExit exit;

  if (ctx->options.access != NULL && find_access (ctx->options.access) == NULL)
    return CTL_EXIT_USAGE;

  exit = ctl_line_open (ctx, CTL_SUBSCRIBE_NOTHING, PAL_CLIENT_STATE_SYNCING, NULL, NULL);
  return exit == CTL_EXIT_DONE ? edit (ctx, &editor) : exit;
}
