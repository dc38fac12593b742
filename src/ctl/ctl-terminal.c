/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "ctl/ctl-context.h"

#define MAX_SECRET 1024

gboolean
ctl_terminal_is_there (void)
{
  return isatty (STDIN_FILENO) && isatty (STDERR_FILENO);
}

void
ctl_wipe (char *secret)
{
  if (secret == NULL)
    return;

  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

/* One line without its end; what is longer than a secret may be is no secret. */
static char *
read_line (int fd, GError **error)
{
  char *line = g_malloc0 (MAX_SECRET + 1);
  gsize length = 0;

  while (length < MAX_SECRET)
    {
      gssize n = read (fd, line + length, 1);

      if (n < 0 || (n == 1 && line[length] == '\0'))
        {
          int saved = n < 0 ? errno : EINVAL;

          g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s", g_strerror (saved));
          explicit_bzero (line, MAX_SECRET);
          g_free (line);
          return NULL;
        }
      if (n == 0 || line[length] == '\n')
        break;
      length++;
    }

  line[length] = '\0';
  if (length > 0 && line[length - 1] == '\r')
    line[length - 1] = '\0';

  return line;
}

char *
ctl_read_secret_file (const char *path, GError **error)
{
  gboolean is_stdin = g_str_equal (path, "-");
  int fd = is_stdin ? STDIN_FILENO : open (path, O_RDONLY | O_CLOEXEC);
  char *line;

  if (fd < 0)
    {
      int saved = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: %s", path, g_strerror (saved));
      return NULL;
    }

  line = read_line (fd, error);
  if (line == NULL)
    g_prefix_error (error, "%s: ", path);
  if (!is_stdin)
    close (fd);

  return line;
}

static void
interrupted (int number)
{
}

char *
ctl_terminal_ask_password (const char *question)
{
  struct sigaction action = { .sa_handler = interrupted }, before;
  struct termios quiet, normal;
  g_autoptr (GError) error = NULL;
  char *line;

  if (!ctl_terminal_is_there () || tcgetattr (STDIN_FILENO, &normal) != 0)
    return NULL;

  /* An interrupt ends the reading, so that the echo is never left off. */
  sigaction (SIGINT, &action, &before);
  quiet = normal;
  quiet.c_lflag &= ~(tcflag_t)ECHO;
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &quiet);

  fprintf (stderr, "%s ", question);
  line = read_line (STDIN_FILENO, &error);
  fputc ('\n', stderr);

  tcsetattr (STDIN_FILENO, TCSAFLUSH, &normal);
  sigaction (SIGINT, &before, NULL);

  return line;
}

gboolean
ctl_terminal_confirm (const char *question)
{
  g_autofree char *clean = ctl_escape (question);
  g_autofree char *line = NULL;

  if (!ctl_terminal_is_there ())
    return FALSE;

  /* Translators: the letters the answer may begin with stand in the next text. */
  fprintf (stderr, "%s %s ", clean, _("[y/N]"));
  line = read_line (STDIN_FILENO, NULL);

  return line != NULL && line[0] != '\0' && strchr (_("yY"), line[0]) != NULL;
}
