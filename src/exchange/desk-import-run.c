/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/desk-import-run.h"

#define AT_ONCE 16

struct _DeskImportRun
{
  GObject parent_instance;

  DeskOutbox *outbox;   /* owned */
  DeskUndo *undo;       /* owned: what is to be done, or taken back */
  GHashTable *pending;  /* owned: DeskEdit → number of its deed + 1 */
  char *path;
  guint next, n_done, n_failed, n_skipped;
  gboolean is_undoing, is_running;
};

G_DEFINE_FINAL_TYPE (DeskImportRun, desk_import_run, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_N_DONE,
  PROP_N_FAILED,
  PROP_IS_RUNNING,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void feed (DeskImportRun *self);

/* The id of a contact that was made goes into the undo file; without it the contact is not taken back. */
static void
note_made (DeskImportRun *self, DeskEdit *edit, guint number)
{
  const char *id = desk_edit_get_contact_id (edit);
  g_autoptr (GError) error = NULL;

  if (self->is_undoing || id == NULL || desk_edit_get_kind (edit) != DESK_EDIT_KIND_CREATE)
    return;
  if (!desk_undo_note_made (self->path, number, id, &error))
    g_message ("undo file of an import: %s", error->message);
}

static void
state_cb (DeskImportRun *self, GParamSpec *pspec, DeskEdit *edit)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->pending, edit));
  DeskEditState state = desk_edit_get_state (edit);
  gboolean is_done = state == DESK_EDIT_STATE_CONFIRMED;

  if (number == 0 || (!is_done && state != DESK_EDIT_STATE_CONFLICT && state != DESK_EDIT_STATE_REFUSED))
    return;
  if (is_done)
    note_made (self, edit, number - 1);
  g_signal_handlers_disconnect_by_func (edit, state_cb, self);
  g_hash_table_remove (self->pending, edit);
  if (is_done)
    self->n_done++;
  else
    self->n_failed++;
  g_object_notify_by_pspec (G_OBJECT (self), props[is_done ? PROP_N_DONE : PROP_N_FAILED]);
  feed (self);
}

/* NULL: there is nothing that could be taken back. */
static DeskEdit *
hand_over (DeskImportRun *self, const DeskDeed *deed)
{
  const char *book = self->undo->phonebook;
  gboolean is_shared = self->undo->is_shared;

  if (!self->is_undoing && deed->contact_id == NULL)
    return desk_outbox_create (self->outbox, book, is_shared, deed->mine);
  if (!self->is_undoing)
    return desk_outbox_change_from (self->outbox, deed->contact_id, book, is_shared, deed->base, deed->mine);
  if (deed->contact_id == NULL)
    return NULL;
  if (deed->base == NULL)
    return desk_outbox_delete_from (self->outbox, deed->contact_id, book, is_shared, deed->mine);
  return desk_outbox_change_from (self->outbox, deed->contact_id, book, is_shared, deed->mine, deed->base);
}

static void
feed (DeskImportRun *self)
{
  while (self->next < self->undo->deeds->len && g_hash_table_size (self->pending) < AT_ONCE)
    {
      guint number = self->next++;
      DeskEdit *edit = hand_over (self, self->undo->deeds->pdata[number]);

      if (edit == NULL)
        {
          self->n_skipped++;
          continue;
        }
      g_hash_table_insert (self->pending, g_object_ref (edit), GUINT_TO_POINTER (number + 1));
      g_signal_connect_object (edit, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
    }
  if (!self->is_running || self->next < self->undo->deeds->len || g_hash_table_size (self->pending) > 0)
    return;
  self->is_running = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_RUNNING]);
}

void
desk_import_run_stop (DeskImportRun *self)
{
  g_return_if_fail (DESK_IS_IMPORT_RUN (self));

  self->next = self->undo->deeds->len;
  feed (self);
}

guint
desk_import_run_get_n_total (DeskImportRun *self)
{
  return self->undo->deeds->len;
}

guint
desk_import_run_get_n_done (DeskImportRun *self)
{
  return self->n_done;
}

guint
desk_import_run_get_n_failed (DeskImportRun *self)
{
  return self->n_failed + self->n_skipped;
}

gboolean
desk_import_run_get_is_running (DeskImportRun *self)
{
  return self->is_running;
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskImportRun *self = DESK_IMPORT_RUN (object);

  switch (id)
    {
    case PROP_N_DONE:
      g_value_set_uint (value, self->n_done);
      break;
    case PROP_N_FAILED:
      g_value_set_uint (value, desk_import_run_get_n_failed (self));
      break;
    case PROP_IS_RUNNING:
      g_value_set_boolean (value, self->is_running);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
finalize (GObject *object)
{
  DeskImportRun *self = DESK_IMPORT_RUN (object);

  g_hash_table_unref (self->pending);
  g_clear_object (&self->outbox);
  g_clear_pointer (&self->undo, desk_undo_free);
  g_free (self->path);
  G_OBJECT_CLASS (desk_import_run_parent_class)->finalize (object);
}

static void
desk_import_run_class_init (DeskImportRunClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = get_property;
  object_class->finalize = finalize;
  props[PROP_N_DONE]
    = g_param_spec_uint ("n-done", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_N_FAILED]
    = g_param_spec_uint ("n-failed", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_IS_RUNNING]
    = g_param_spec_boolean ("is-running", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
desk_import_run_init (DeskImportRun *self)
{
  self->pending = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

static DeskImportRun *
start (DeskOutbox *outbox, DeskUndo *undo, const char *path, gboolean is_undoing)
{
  DeskImportRun *self = g_object_new (DESK_TYPE_IMPORT_RUN, NULL);

  self->outbox = g_object_ref (outbox);
  self->undo = undo;
  self->path = g_strdup (path);
  self->is_undoing = is_undoing;
  self->is_running = TRUE;
  feed (self);
  return self;
}

DeskImportRun *
desk_import_run_new (DeskOutbox *outbox, GListModel *plan, const char *phonebook, gboolean is_shared,
                     const char *path, GError **error)
{
  g_autoptr (DeskUndo) undo = desk_undo_new (phonebook, is_shared);

  for (guint i = 0; i < g_list_model_get_n_items (plan); i++)
    {
      g_autoptr (DeskImportLine) line = g_list_model_get_item (plan, i);

      if (desk_import_line_get_kind (line) <= DESK_IMPORT_CHANGED)
        desk_undo_add (undo, desk_import_line_get_contact_id (line), desk_import_line_get_base (line),
                       desk_import_line_get_info (line));
    }
  if (!desk_undo_write (undo, path, error))
    return NULL;
  return start (outbox, g_steal_pointer (&undo), path, FALSE);
}

DeskImportRun *
desk_import_run_undo (DeskOutbox *outbox, const char *path, GError **error)
{
  DeskUndo *undo = desk_undo_read (path, error);

  return undo != NULL ? start (outbox, undo, path, TRUE) : NULL;
}
