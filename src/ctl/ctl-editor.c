/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl/ctl-editor.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <unistd.h>

#include "ctl/ctl-context.h"

/* The words of VISUAL or EDITOR, and the file. No shell is asked. */
static char **
make_words (const char *path, GError **error)
{
  static const char *const names[] = { "VISUAL", "EDITOR" };
  const char *command = NULL;
  g_auto (GStrv) words = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names) && (command == NULL || command[0] == '\0'); i++)
    command = g_getenv (names[i]);
  if (command == NULL || command[0] == '\0')
    command = "vi";
  if (!g_shell_parse_argv (command, NULL, &words, error))
    return NULL;

  g_strv_builder_addv (builder, (const char **)words);
  g_strv_builder_add (builder, path);
  return g_strv_builder_end (builder);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static void
pass_over (int number)
{
}

/* An interrupt on the terminal is the editor's. */
static gboolean
run (const char *path, GError **error)
{
  g_auto (GStrv) words = make_words (path, error);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  struct sigaction action = { .sa_handler = pass_over, .sa_flags = SA_RESTART }, interrupt, quit;

  if (words == NULL)
    return FALSE;
  process = g_subprocess_newv ((const char *const *)words, G_SUBPROCESS_FLAGS_STDIN_INHERIT, error);
  if (process == NULL)
    return FALSE;

  sigaction (SIGINT, &action, &interrupt);
  sigaction (SIGQUIT, &action, &quit);
  g_subprocess_wait_check_async (process, NULL, ended_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  sigaction (SIGINT, &interrupt, NULL);
  sigaction (SIGQUIT, &quit, NULL);
  if (g_subprocess_wait_check_finish (process, result, error))
    return TRUE;

  g_prefix_error (error, "%s: ", words[0]);
  return FALSE;
}

char *
ctl_editor_run (CtlEditor *self, const char *text, gsize limit, GError **error)
{
  self->folder = g_dir_make_tmp ("palctl-XXXXXX", error);
  if (self->folder == NULL)
    return NULL;
  self->text = g_strdup (text);
  self->path = g_build_filename (self->folder, "note.txt", NULL);
  if (!g_file_set_contents_full (self->path, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, error)
      || !run (self->path, error))
    return NULL;

  return ctl_read_text_file (self->path, limit, error);
}

void
ctl_editor_keep (CtlEditor *self)
{
  g_autofree char *now = NULL;

  if (self->path == NULL || !g_file_get_contents (self->path, &now, NULL, NULL)
      || g_strcmp0 (now, self->text) == 0)
    return;

  ctl_say (_("Your text is kept in %s"), self->path);
  g_clear_pointer (&self->folder, g_free);
}

/* With what the editor may have left beside it. */
void
ctl_editor_clear (CtlEditor *self)
{
  g_autoptr (GDir) folder = self->folder != NULL ? g_dir_open (self->folder, 0, NULL) : NULL;
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  if (self->folder != NULL)
    g_rmdir (self->folder);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->folder, g_free);
}
