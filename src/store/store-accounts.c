/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/store-account.h"

#define GENERAL "general"
#define PREFIX "account "

/* Tells one state of the file from another. */
typedef struct
{
  guint64 inode;
  gint64 seconds;
  gint64 nanoseconds;
  gint64 size;
} Stamp;

struct _StoreAccounts
{
  GObject parent_instance;

  /* owned */
  char *directory;
  char *path;
  GPtrArray *items;
  GHashTable *changed; /* ids changed here and not saved yet */
  GHashTable *removed; /* ids removed here and not saved yet */
  char *last;
  GFileMonitor *monitor;
  Stamp stamp;
  gboolean last_changed;
  gboolean is_reading; /* property changes now come from the file */
};

static void
list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (StoreAccounts,
                               store_accounts,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
get_item_type (GListModel *model)
{
  return STORE_TYPE_ACCOUNT;
}

static guint
get_n_items (GListModel *model)
{
  return STORE_ACCOUNTS (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  StoreAccounts *self = STORE_ACCOUNTS (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static StoreAccount *
find_id (StoreAccounts *self, const char *id)
{
  for (guint i = 0; id != NULL && i < self->items->len; i++)
    {
      StoreAccount *account = g_ptr_array_index (self->items, i);

      if (g_str_equal (store_account_get_id (account), id))
        return account;
    }

  return NULL;
}

static void
account_notify_cb (StoreAccount *account, GParamSpec *pspec, StoreAccounts *self)
{
  if (!self->is_reading)
    g_hash_table_add (self->changed, g_strdup (store_account_get_id (account)));
}

static void
append (StoreAccounts *self, StoreAccount *account)
{
  g_signal_connect_object (account, "notify", G_CALLBACK (account_notify_cb), self, 0);
  g_ptr_array_add (self->items, g_object_ref (account));
  g_list_model_items_changed (G_LIST_MODEL (self), self->items->len - 1, 0, 1);
}

static void
remove_at (StoreAccounts *self, guint position)
{
  g_signal_handlers_disconnect_by_func (g_ptr_array_index (self->items, position), account_notify_cb, self);
  g_ptr_array_remove_index (self->items, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

static void
read_stamp (const char *path, Stamp *stamp)
{
  struct stat st;

  *stamp = (Stamp){ 0 };
  if (stat (path, &st) != 0)
    return;

  stamp->inode = st.st_ino;
  stamp->seconds = st.st_mtim.tv_sec;
  stamp->nanoseconds = st.st_mtim.tv_nsec;
  stamp->size = st.st_size;
}

static gboolean
is_same_stamp (const Stamp *a, const Stamp *b)
{
  return a->inode == b->inode && a->seconds == b->seconds && a->nanoseconds == b->nanoseconds
         && a->size == b->size;
}

/* No file yet is an empty one. */
static GKeyFile *
read_file (StoreAccounts *self, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) local = NULL;

  if (!g_key_file_load_from_file (file, self->path, G_KEY_FILE_KEEP_COMMENTS, &local)
      && !g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_propagate_prefixed_error (error, g_steal_pointer (&local), "%s: ", self->path);
      return NULL;
    }

  return g_steal_pointer (&file);
}

static void
read_text (GKeyFile *file, const char *group, const char *key, StoreAccount *account)
{
  g_autofree char *value = g_key_file_get_string (file, group, key, NULL);

  g_object_set (account, key, value, NULL);
}

static void
read_boolean (GKeyFile *file, const char *group, const char *key, StoreAccount *account)
{
  g_object_set (account, key, g_key_file_get_boolean (file, group, key, NULL), NULL);
}

static void
read_account (GKeyFile *file, const char *group, StoreAccount *account)
{
  int phone_index = g_key_file_get_integer (file, group, "phone-index", NULL);

  read_text (file, group, "name", account);
  read_text (file, group, "url", account);
  read_text (file, group, "tenant", account);
  read_text (file, group, "user", account);
  read_text (file, group, "fingerprint", account);
  read_text (file, group, "park-slots", account);
  read_text (file, group, "shared-lines", account);
  read_text (file, group, "number-rules", account);
  read_text (file, group, "time-zone", account);
  read_boolean (file, group, "url-login", account);
  read_boolean (file, group, "remember", account);
  read_boolean (file, group, "plain-accepted", account);
  g_object_set (account, "phone-index", CLAMP (phone_index, 1, 4), NULL);
}

static void
write_text (GKeyFile *file, const char *group, const char *key, const char *value)
{
  if (value != NULL && value[0] != '\0')
    g_key_file_set_string (file, group, key, value);
  else
    g_key_file_remove_key (file, group, key, NULL);
}

static void
write_account (GKeyFile *file, StoreAccount *account)
{
  g_autofree char *group = g_strconcat (PREFIX, store_account_get_id (account), NULL);

  write_text (file, group, "name", store_account_get_given_name (account));
  write_text (file, group, "url", store_account_get_url (account));
  write_text (file, group, "tenant", store_account_get_tenant (account));
  write_text (file, group, "user", store_account_get_user (account));
  write_text (file, group, "fingerprint", store_account_get_fingerprint (account));
  write_text (file, group, "park-slots", store_account_get_park_slots (account));
  write_text (file, group, "shared-lines", store_account_get_shared_lines (account));
  write_text (file, group, "number-rules", store_account_get_number_rules (account));
  write_text (file, group, "time-zone", store_account_get_time_zone (account));
  g_key_file_set_boolean (file, group, "url-login", store_account_get_url_login (account));
  g_key_file_set_boolean (file, group, "remember", store_account_get_remember (account));
  g_key_file_set_boolean (file, group, "plain-accepted", store_account_get_plain_accepted (account));
  g_key_file_set_integer (file, group, "phone-index", (int)store_account_get_phone_index (account));
}

/* Makes the list equal to the file, except for what was changed here and is not saved yet. */
static void
take_file (StoreAccounts *self, GKeyFile *file)
{
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  self->is_reading = TRUE;

  for (guint i = self->items->len; i > 0; i--)
    {
      const char *id = store_account_get_id (g_ptr_array_index (self->items, i - 1));
      g_autofree char *group = g_strconcat (PREFIX, id, NULL);

      if (!g_key_file_has_group (file, group) && !g_hash_table_contains (self->changed, id))
        remove_at (self, i - 1);
    }

  for (guint i = 0; groups[i] != NULL; i++)
    {
      const char *id = g_str_has_prefix (groups[i], PREFIX) ? groups[i] + strlen (PREFIX) : "";
      g_autoptr (StoreAccount) account = NULL;

      if (id[0] == '\0' || g_hash_table_contains (self->changed, id)
          || g_hash_table_contains (self->removed, id))
        continue;

      account = find_id (self, id);
      if (account != NULL)
        {
          g_object_ref (account);
          read_account (file, groups[i], account);
        }
      else
        {
          account = store_account_new (id);
          read_account (file, groups[i], account);
          append (self, account);
        }
    }

  if (!self->last_changed)
    {
      g_free (self->last);
      self->last = g_key_file_get_string (file, GENERAL, "last", NULL);
    }

  self->is_reading = FALSE;
}

static void
file_changed_cb (
    GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, StoreAccounts *self)
{
  g_autoptr (GError) error = NULL;
  Stamp stamp;

  read_stamp (self->path, &stamp);
  if (is_same_stamp (&stamp, &self->stamp))
    return;

  if (!store_accounts_load (self, &error))
    g_message ("The accounts could not be read again: %s", error->message);
}

static void
watch (StoreAccounts *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GError) error = NULL;

  if (self->monitor != NULL)
    return;

  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, &error);
  if (self->monitor == NULL)
    g_message ("Changes of %s by others will not be seen: %s", self->path, error->message);
  else
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (file_changed_cb), self, 0);
}

static gboolean
set_errno_error (GError **error, const char *path)
{
  int saved = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: %s", path, g_strerror (saved));
  return FALSE;
}

/* Held while the file is read, changed and written, so that two programs never lose each other's
 * change; nobody holds it for longer than that. */
static int
lock (StoreAccounts *self, GError **error)
{
  g_autofree char *path = g_strconcat (self->path, ".lock", NULL);
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      set_errno_error (error, path);
      return -1;
    }

  while (flock (fd, LOCK_EX) != 0)
    {
      if (errno == EINTR)
        continue;
      set_errno_error (error, path);
      close (fd);
      return -1;
    }

  return fd;
}

static void
apply_changes (StoreAccounts *self, GKeyFile *file)
{
  GHashTableIter iter;
  const char *id;

  g_hash_table_iter_init (&iter, self->removed);
  while (g_hash_table_iter_next (&iter, (gpointer *)&id, NULL))
    {
      g_autofree char *group = g_strconcat (PREFIX, id, NULL);

      g_key_file_remove_group (file, group, NULL);
    }

  for (guint i = 0; i < self->items->len; i++)
    {
      StoreAccount *account = g_ptr_array_index (self->items, i);

      if (g_hash_table_contains (self->changed, store_account_get_id (account)))
        write_account (file, account);
    }

  if (self->last_changed)
    write_text (file, GENERAL, "last", self->last);
}

static gboolean
save_locked (StoreAccounts *self, GError **error)
{
  g_autoptr (GKeyFile) file = read_file (self, error);
  g_autofree char *text = NULL;
  gsize length;

  if (file == NULL)
    return FALSE;

  apply_changes (self, file);
  text = g_key_file_to_data (file, &length, NULL);
  if (!g_file_set_contents_full (self->path, text, (gssize)length,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error))
    return FALSE;
  if (g_chmod (self->path, 0600) != 0)
    return set_errno_error (error, self->path);

  g_hash_table_remove_all (self->changed);
  g_hash_table_remove_all (self->removed);
  self->last_changed = FALSE;
  read_stamp (self->path, &self->stamp);
  take_file (self, file);

  return TRUE;
}

static void
store_accounts_dispose (GObject *object)
{
  StoreAccounts *self = STORE_ACCOUNTS (object);

  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  for (guint i = 0; i < self->items->len; i++)
    g_signal_handlers_disconnect_by_func (g_ptr_array_index (self->items, i), account_notify_cb, self);

  G_OBJECT_CLASS (store_accounts_parent_class)->dispose (object);
}

static void
store_accounts_finalize (GObject *object)
{
  StoreAccounts *self = STORE_ACCOUNTS (object);

  g_ptr_array_unref (self->items);
  g_hash_table_unref (self->changed);
  g_hash_table_unref (self->removed);
  g_free (self->last);
  g_free (self->path);
  g_free (self->directory);

  G_OBJECT_CLASS (store_accounts_parent_class)->finalize (object);
}

static void
store_accounts_class_init (StoreAccountsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = store_accounts_dispose;
  object_class->finalize = store_accounts_finalize;
}

static void
store_accounts_init (StoreAccounts *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->removed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

StoreAccounts *
store_accounts_new (const char *directory)
{
  StoreAccounts *self;

  g_return_val_if_fail (directory != NULL, NULL);

  self = g_object_new (STORE_TYPE_ACCOUNTS, NULL);
  self->directory = g_strdup (directory);
  self->path = g_build_filename (directory, "accounts.ini", NULL);

  return self;
}

gboolean
store_accounts_load (StoreAccounts *self, GError **error)
{
  g_autoptr (GKeyFile) file = NULL;

  g_return_val_if_fail (STORE_IS_ACCOUNTS (self), FALSE);

  /* The stamp first: a write in between is then read once too often rather than not at all. */
  read_stamp (self->path, &self->stamp);
  file = read_file (self, error);
  if (file == NULL)
    return FALSE;

  take_file (self, file);
  watch (self);

  return TRUE;
}

gboolean
store_accounts_save (StoreAccounts *self, GError **error)
{
  gboolean saved;
  int fd;

  g_return_val_if_fail (STORE_IS_ACCOUNTS (self), FALSE);

  if (g_mkdir_with_parents (self->directory, 0700) != 0)
    return set_errno_error (error, self->directory);

  fd = lock (self, error);
  if (fd < 0)
    return FALSE;

  saved = save_locked (self, error);
  close (fd);
  if (saved)
    watch (self);

  return saved;
}

StoreAccount *
store_accounts_find (StoreAccounts *self, const char *id_or_name)
{
  StoreAccount *found;

  g_return_val_if_fail (STORE_IS_ACCOUNTS (self), NULL);
  g_return_val_if_fail (id_or_name != NULL, NULL);

  found = find_id (self, id_or_name);
  if (found != NULL)
    return found;

  for (guint i = 0; i < self->items->len; i++)
    {
      StoreAccount *account = g_ptr_array_index (self->items, i);

      if (!g_str_equal (store_account_get_name (account), id_or_name))
        continue;
      if (found != NULL)
        return NULL;
      found = account;
    }

  return found;
}

void
store_accounts_add (StoreAccounts *self, StoreAccount *account)
{
  const char *id;

  g_return_if_fail (STORE_IS_ACCOUNTS (self));
  g_return_if_fail (STORE_IS_ACCOUNT (account));

  id = store_account_get_id (account);
  g_return_if_fail (find_id (self, id) == NULL);

  g_hash_table_remove (self->removed, id);
  g_hash_table_add (self->changed, g_strdup (id));
  append (self, account);
}

void
store_accounts_remove (StoreAccounts *self, StoreAccount *account)
{
  const char *id;
  guint position;

  g_return_if_fail (STORE_IS_ACCOUNTS (self));
  g_return_if_fail (STORE_IS_ACCOUNT (account));

  if (!g_ptr_array_find (self->items, account, &position))
    return;

  id = store_account_get_id (account);
  g_hash_table_remove (self->changed, id);
  g_hash_table_add (self->removed, g_strdup (id));
  if (g_strcmp0 (self->last, id) == 0)
    {
      g_clear_pointer (&self->last, g_free);
      self->last_changed = TRUE;
    }
  remove_at (self, position);
}

StoreAccount *
store_accounts_get_last (StoreAccounts *self)
{
  g_return_val_if_fail (STORE_IS_ACCOUNTS (self), NULL);

  return find_id (self, self->last);
}

void
store_accounts_set_last (StoreAccounts *self, StoreAccount *account)
{
  const char *id;

  g_return_if_fail (STORE_IS_ACCOUNTS (self));
  g_return_if_fail (account == NULL || STORE_IS_ACCOUNT (account));

  id = account != NULL ? store_account_get_id (account) : NULL;
  if (g_strcmp0 (self->last, id) == 0)
    return;

  g_free (self->last);
  self->last = g_strdup (id);
  self->last_changed = TRUE;
}
