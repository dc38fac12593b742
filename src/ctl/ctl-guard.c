/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* F_OFD_SETLK */
#endif
#include "config.h"

#include "ctl/ctl-guard.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "ctl/ctl-command.h"

/* That long after it was done the same is a second press. */
#define MEMORY (G_USEC_PER_SEC / 2)
#define PATIENCE 15 /* seconds for a run that asks the same, when --timeout says nothing */
#define LOOK 20 /* ms */
#define KEY_SIZE 32
#define N_RECORDS 32
#define TABLE_LOCK 0 /* the byte that is locked while the records are read or changed */

/* Of one run. Times are those of the machine's monotonic clock, which all programs share. */
typedef struct
{
  guint8 key[KEY_SIZE];
  gint64 started, ended; /* ended 0: not yet, or it was killed */
  gint64 exit;
} Record;

struct _CtlGuard
{
  int fd;
  guint8 key[KEY_SIZE];
  gint64 started;
};

static gboolean
lock (int fd, short type, gint64 at)
{
  struct flock range = { .l_type = type, .l_whence = SEEK_SET, .l_start = at, .l_len = 1 };

  return fcntl (fd, F_OFD_SETLK, &range) == 0;
}

static gboolean
look_again_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Waits for it so many µs, while other things go on. FALSE with errno. */
static gboolean
lock_patiently (int fd, gint64 at, gint64 patience)
{
  gint64 end = g_get_monotonic_time () + patience;
  gboolean is_mine = lock (fd, F_WRLCK, at);
  int saved = errno;
  guint looks = g_timeout_add (LOOK, look_again_cb, NULL);

  while (!is_mine && (saved == EAGAIN || saved == EACCES) && g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, TRUE);
      is_mine = lock (fd, F_WRLCK, at);
      saved = errno;
    }
  g_clear_handle_id (&looks, g_source_remove);
  errno = saved;

  return is_mine;
}

/* The byte that stands for this command: far behind the end of the file, which does not matter. */
static gint64
get_place (const CtlGuard *self)
{
  guint64 number;

  memcpy (&number, self->key, sizeof number);
  return (gint64)(number >> 2) + 1;
}

static void
add (GChecksum *sum, const char *text)
{
  /* With its end: "a" and "bc" are not "ab" and "c". */
  if (text != NULL)
    g_checksum_update (sum, (const guchar *)text, (gssize)strlen (text) + 1);
  else
    g_checksum_update (sum, (const guchar *)"\001", 2);
}

static void
make_key (CtlContext *ctx, guint8 *key)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  const CtlOptions *options = &ctx->options;
  const char flags[] = { '0' + options->attended, '0' + options->complete, '0' + options->cancel,
                         '0' + options->conference, '\0' };
  gboolean is_resume = g_str_equal (ctx->command->name, "resume");
  gsize size = KEY_SIZE;

  add (sum, store_account_get_url (ctx->account));
  add (sum, store_account_get_user (ctx->account));
  add (sum, ctl_account_get_tenant (ctx));
  add (sum, is_resume ? "unhold" : ctx->command->name);
  add (sum, options->talker);
  add (sum, options->extension);
  add (sum, flags);
  for (char **argument = ctx->arguments; *argument != NULL; argument++)
    add (sum, *argument);
  g_checksum_get_digest (sum, key, &size);
}

static int
open_file (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "sidetone", NULL);
  g_autofree char *path = g_build_filename (folder, "asked", NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return -1;

  return open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
}

typedef gboolean (*Change) (CtlGuard *self, Record *records, gpointer data);

/* Reads the records, and writes them again when @change says so. FALSE with errno when it cannot be. */
static gboolean
with_records (CtlGuard *self, Change change, gpointer data)
{
  Record records[N_RECORDS] = { 0 };
  gboolean done;
  int saved;

  if (!lock_patiently (self->fd, TABLE_LOCK, G_USEC_PER_SEC))
    return FALSE;

  done = pread (self->fd, records, sizeof records, 0) >= 0;
  if (done && change (self, records, data))
    done = pwrite (self->fd, records, sizeof records, 0) == sizeof records;
  saved = errno;
  lock (self->fd, F_UNLCK, TABLE_LOCK);
  errno = saved;

  return done;
}

typedef struct
{
  gint64 since; /* when this run began to wait */
  gboolean is_repeat;
  CtlExit exit;
} Look;

/* Was it done just now, or while this run waited? If not, it is being done now. */
static gboolean
look (CtlGuard *self, Record *records, gpointer data)
{
  Look *found = data;
  gint64 now = g_get_monotonic_time ();
  const Record *last = NULL;
  Record *oldest = &records[0];
  gboolean is_latest = TRUE, is_fresh;

  for (guint i = 0; i < N_RECORDS; i++)
    {
      if (records[i].started < oldest->started)
        oldest = &records[i];
      if (memcmp (records[i].key, self->key, KEY_SIZE) == 0 && records[i].ended > 0 && records[i].ended <= now
          && (last == NULL || records[i].ended > last->ended))
        last = &records[i];
    }
  for (guint i = 0; last != NULL && i < N_RECORDS; i++)
    is_latest = is_latest && records[i].started <= last->started;
  is_fresh = last != NULL && last->exit == CTL_EXIT_DONE && is_latest && last->ended + MEMORY > found->since;
  if (last != NULL && (last->ended > found->since || is_fresh))
    {
      found->is_repeat = TRUE;
      found->exit = (CtlExit)last->exit;
      return FALSE;
    }

  self->started = now;
  *oldest = (Record){ .started = now };
  memcpy (oldest->key, self->key, KEY_SIZE);
  return TRUE;
}

static gboolean
note_end (CtlGuard *self, Record *records, gpointer data)
{
  for (guint i = 0; i < N_RECORDS; i++)
    if (records[i].started == self->started && memcmp (records[i].key, self->key, KEY_SIZE) == 0)
      {
        records[i].ended = g_get_monotonic_time ();
        records[i].exit = *(CtlExit *)data;
      }

  return TRUE;
}

static void
guard_free (CtlGuard *self)
{
  close (self->fd); /* with its locks */
  g_free (self);
}

static void
say_repeat (CtlContext *ctx)
{
  g_autoptr (CtlTable) table = NULL;

  if (ctx->options.format == CTL_FORMAT_TEXT)
    {
      ctl_print ("%s", _("The same was asked a moment ago: it was not asked again"));
      return;
    }
  table = ctl_table_new ();
  ctl_table_begin_row (table);
  ctl_table_set (table, "command", ctx->command->name);
  ctl_table_set (table, "target", ctx->arguments[0]);
  ctl_table_set (table, "effect", "not asked again");
  ctl_table_print_record (table, ctx->options.format);
}

/* Without the guard it is done all the same: a full disk is no reason not to hang up. */
static gboolean
go_without (CtlGuard *self)
{
  ctl_say (_("Cannot see whether the same was asked a moment ago: %s"), g_strerror (errno));
  if (self != NULL)
    guard_free (self);
  return TRUE;
}

gboolean
ctl_guard_enter (CtlContext *ctx, CtlExit *exit)
{
  Look found = { .since = g_get_monotonic_time () };
  gint64 patience = (ctx->options.timeout > 0 ? ctx->options.timeout : PATIENCE) * G_USEC_PER_SEC;
  CtlGuard *self;
  int fd;

  if (ctx->options.again)
    return TRUE;
  fd = open_file ();
  if (fd < 0)
    return go_without (NULL);

  self = g_new0 (CtlGuard, 1);
  self->fd = fd;
  make_key (ctx, self->key);
  if (!lock_patiently (fd, get_place (self), patience))
    {
      if (errno != EAGAIN && errno != EACCES)
        return go_without (self);
      ctl_say (_("The same is being done by another palctl, which does not end; --again does it all the same"));
      guard_free (self);
      *exit = CTL_EXIT_TIMED_OUT;
      return FALSE;
    }
  if (!with_records (self, look, &found))
    return go_without (self);
  if (found.is_repeat)
    {
      say_repeat (ctx);
      guard_free (self);
      *exit = found.exit;
      return FALSE;
    }

  ctx->guard = self;
  return TRUE;
}

void
ctl_guard_pause (CtlContext *ctx)
{
  if (ctx->guard != NULL)
    lock (ctx->guard->fd, F_UNLCK, get_place (ctx->guard));
}

/* Whoever just said yes to a question means it. */
void
ctl_guard_resume (CtlContext *ctx)
{
  if (ctx->guard != NULL)
    lock_patiently (ctx->guard->fd, get_place (ctx->guard), PATIENCE * G_USEC_PER_SEC);
}

void
ctl_guard_leave (CtlContext *ctx, CtlExit exit)
{
  if (ctx->guard == NULL)
    return;
  if (!with_records (ctx->guard, note_end, &exit))
    g_debug ("the end of the run was not noted: %s", g_strerror (errno));
  g_clear_pointer (&ctx->guard, guard_free);
}
