/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/select.h>
#include <termios.h>
#include <unistd.h>

#include "ctl/ctl-guard.h"

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

/* One byte; with @mask, signals it lets through end the wait, whenever they came. */
static gssize
read_byte (int fd, char *byte, const sigset_t *mask)
{
  fd_set wanted;

  FD_ZERO (&wanted);
  FD_SET (fd, &wanted);
  if (mask != NULL && pselect (fd + 1, &wanted, NULL, NULL, NULL, mask) < 0)
    return -1;

  return read (fd, byte, 1);
}

/* One line without its end; what is longer than a secret may be is no secret. */
static char *
read_line (int fd, const sigset_t *mask, GError **error)
{
  char *line = g_malloc0 (MAX_SECRET + 1);
  gsize length = 0;

  while (length < MAX_SECRET)
    {
      gssize n = read_byte (fd, line + length, mask);

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

  line = read_line (fd, NULL, error);
  if (line == NULL)
    g_prefix_error (error, "%s: ", path);
  if (!is_stdin)
    close (fd);

  return line;
}

char *
ctl_read_text_file (const char *path, gsize limit, GError **error)
{
  gboolean is_stdin = g_str_equal (path, "-");
  g_autoptr (GString) text = g_string_new (NULL);
  int fd = is_stdin ? STDIN_FILENO : open (path, O_RDONLY | O_CLOEXEC);
  gssize n = fd < 0 ? -1 : 1;
  int saved = errno;
  char buffer[4096];

  while (n > 0 && text->len <= limit)
    {
      n = read (fd, buffer, sizeof buffer);
      saved = errno;
      if (n > 0)
        g_string_append_len (text, buffer, n);
    }
  explicit_bzero (buffer, sizeof buffer);
  if (fd >= 0 && !is_stdin)
    close (fd);

  if (n < 0)
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: %s", path, g_strerror (saved));
  else if (text->len > limit)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, _("%s: this is too long"), path);
  else if (!g_utf8_validate_len (text->str, text->len, NULL))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("%s: this is no text in UTF-8"), path);
  else
    return g_string_free (g_steal_pointer (&text), FALSE);

  explicit_bzero (text->str, text->len);
  return NULL;
}

static const int ending[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };

static volatile sig_atomic_t caught;

static void
interrupted (int number)
{
  caught = number;
}

char *
ctl_terminal_ask_password (const char *question)
{
  struct sigaction action = { .sa_handler = interrupted }, before[G_N_ELEMENTS (ending)];
  struct termios quiet, normal;
  sigset_t blocked, usual;
  g_autoptr (GError) error = NULL;
  char *line;

  if (!ctl_terminal_is_there () || tcgetattr (STDIN_FILENO, &normal) != 0)
    return NULL;

  /* What would end the program ends the reading first, so that the echo is never left off. */
  caught = 0;
  sigemptyset (&blocked);
  for (guint i = 0; i < G_N_ELEMENTS (ending); i++)
    {
      sigaddset (&blocked, ending[i]);
      sigaction (ending[i], &action, &before[i]);
    }
  sigprocmask (SIG_BLOCK, &blocked, &usual);
  quiet = normal;
  quiet.c_lflag &= ~(tcflag_t)ECHO;
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &quiet);

  fprintf (stderr, "%s ", question);
  line = read_line (STDIN_FILENO, &usual, &error);
  fputc ('\n', stderr);

  tcsetattr (STDIN_FILENO, TCSAFLUSH, &normal);
  sigprocmask (SIG_SETMASK, &usual, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (ending); i++)
    sigaction (ending[i], &before[i], NULL);
  if (caught != 0 && caught != SIGINT)
    {
      ctl_wipe (line);
      raise (caught);
      return NULL;
    }

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
  line = read_line (STDIN_FILENO, NULL, NULL);

  return line != NULL && line[0] != '\0' && strchr (_("yY"), line[0]) != NULL;
}

CtlExit
ctl_confirm (CtlContext *ctx, char *question)
{
  g_autofree char *taken = question;
  gboolean is_wanted;

  if (ctx->options.yes)
    return CTL_EXIT_DONE;
  if (!ctl_terminal_is_there ())
    {
      ctl_say (_("%s Nobody can be asked: say --yes"), taken);
      return CTL_EXIT_USAGE;
    }

  ctl_guard_pause (ctx);
  is_wanted = ctl_terminal_confirm (taken);
  ctl_guard_resume (ctx);
  if (!is_wanted)
    ctl_say (_("Nothing was done"));

  return is_wanted ? CTL_EXIT_DONE : CTL_EXIT_USAGE;
}
