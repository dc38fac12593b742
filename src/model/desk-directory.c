/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-directory.h"

#include "model/desk-presence-model-private.h"
#include "model/desk-slices.h"

#define CHUNK 200     /* extensions a request */
#define MAX_PENDING 2
#define STEP 64       /* rows a step */

static const char *const name_property[] = { "name", NULL };

struct _DeskDirectory
{
  GObject parent_instance;

  /* owned */
  PalClient *client;
  DeskPresenceModel *model;
  char *tenant;
  GCancellable *cancellable; /* of the run */
  GPtrArray *wanted;         /* extensions whose name is to be asked for */
  GPtrArray *rows;           /* extensions looked at after the list has come */
  GSource *job;
  PalReply *list;
  PalReplyIter iter;

  guint round;               /* of the run: rows carry it once named or asked for */
  guint n_asked, n_pending, n_swept;
  gboolean is_running, was_listed, has_iter;
};

G_DEFINE_FINAL_TYPE (DeskDirectory, desk_directory, G_TYPE_OBJECT)

enum
{
  LOADED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* An answer belongs to the run whose cancellable it was sent with. */
typedef struct
{
  DeskDirectory *directory; /* owned */
  GPtrArray *asked;         /* owned; NULL for the list */
} Request;

static void ask_names (DeskDirectory *self);

static void
request_free (Request *request)
{
  g_object_unref (request->directory);
  g_clear_pointer (&request->asked, g_ptr_array_unref);
  g_free (request);
}

DeskDirectory *
desk_directory_new (PalClient *client, DeskPresenceModel *model, const char *tenant)
{
  DeskDirectory *self = g_object_new (DESK_TYPE_DIRECTORY, NULL);

  self->client = g_object_ref (client);
  self->model = g_object_ref (model);
  self->tenant = g_strdup (tenant);
  return self;
}

gboolean
desk_directory_was_listed (DeskDirectory *self)
{
  return self->was_listed;
}

static void
finish (DeskDirectory *self, gboolean is_complete)
{
  self->is_running = FALSE;
  g_object_ref (self);
  if (is_complete)
    desk_presence_model_set_is_complete (self->model, TRUE);
  g_signal_emit (self, signals[LOADED], 0);
  g_object_unref (self);
}

static void
drop_list (DeskDirectory *self)
{
  if (self->has_iter)
    pal_reply_iter_clear (&self->iter);
  self->has_iter = FALSE;
  g_clear_pointer (&self->list, pal_reply_unref);
}

void
desk_directory_stop (DeskDirectory *self)
{
  desk_slices_cancel (&self->job);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->wanted, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  drop_list (self);
  self->is_running = FALSE;
  self->n_pending = 0;
}

static void
begin_run (DeskDirectory *self)
{
  desk_directory_stop (self);
  self->is_running = TRUE;
  self->cancellable = g_cancellable_new ();
  self->n_asked = 0;
}

static void
set_tenant (DeskDirectory *self, PalParams *params)
{
  if (pal_client_get_role (self->client) == PAL_ROLE_SYSTEM
      && self->tenant != NULL && self->tenant[0] != '\0')
    pal_params_set_text (params, "tenant", self->tenant);
}

static void
call (DeskDirectory *self, PalParams *params, GPtrArray *asked, GAsyncReadyCallback callback)
{
  Request *request = g_new0 (Request, 1);

  request->directory = g_object_ref (self);
  request->asked = asked != NULL ? g_ptr_array_ref (asked) : NULL;
  set_tenant (self, params);
  pal_client_call_async (self->client, params, self->cancellable, callback, request);
}

/* --- names by extension ------------------------------------------------ */

static void
take_names (DeskDirectory *self, GPtrArray *asked, PalReply *reply)
{
  g_auto (PalReplyIter) iter = { 0 };

  pal_reply_iter_init (&iter, reply);
  desk_presence_model_begin (self->model);
  for (guint i = 0; i < asked->len && pal_reply_iter_next (&iter); i++)
    {
      /* A text in the place of a row is a refusal ("No permission."). */
      const char *name = pal_reply_iter_is_scalar (&iter) ? NULL : pal_reply_iter_text (&iter, 0);

      if (name != NULL && name[0] != '\0')
        desk_presence_model_set_name (self->model, asked->pdata[i], name);
    }
  desk_presence_model_end (self->model);
}

static gboolean
is_final (const GError *error)
{
  return !g_error_matches (error, PAL_ERROR, PAL_ERROR_DISCONNECTED)
         && !g_error_matches (error, PAL_ERROR, PAL_ERROR_TIMEOUT)
         && !g_error_matches (error, PAL_ERROR, PAL_ERROR_BUSY);
}

static void
names_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Request *request = user_data;
  DeskDirectory *self = request->directory;
  g_autoptr (GError) error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && self->wanted != NULL)
    {
      self->n_pending--;
      if (reply != NULL)
        take_names (self, request->asked, reply);
      else
        {
          /* Names are a comfort: the numbers stand without them, and events bring some. */
          g_debug ("names of extensions: %s", error->message);
          if (is_final (error))
            self->n_asked = self->wanted->len;
        }
      ask_names (self);
    }
  request_free (request);
}

static void
ask_chunk (DeskDirectory *self)
{
  guint n = MIN (CHUNK, self->wanted->len - self->n_asked);
  g_autoptr (PalParams) params = pal_params_new (PAL_METHOD_GET_EXTENSION_PROPERTIES);
  g_autoptr (GPtrArray) numbers = g_ptr_array_new ();
  g_autoptr (GPtrArray) asked = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      DeskExtension *extension = self->wanted->pdata[self->n_asked++];

      desk_extension_set_round (extension, self->round);
      g_ptr_array_add (asked, g_object_ref (extension));
      g_ptr_array_add (numbers, (gpointer) desk_extension_get_number (extension));
    }
  g_ptr_array_add (numbers, NULL);
  pal_params_set_list (params, "extension", (const char *const *) numbers->pdata);
  pal_params_set_list (params, "property_names", name_property);
  self->n_pending++;
  call (self, params, asked, names_cb);
}

static void
ask_names (DeskDirectory *self)
{
  while (self->n_pending < MAX_PENDING && self->n_asked < self->wanted->len)
    ask_chunk (self);
  if (self->n_pending == 0 && self->is_running)
    {
      g_clear_pointer (&self->wanted, g_ptr_array_unref);
      finish (self, TRUE);
    }
}

/* Those without a name who have not been asked for in this round. */
static void
load_names (DeskDirectory *self)
{
  DeskList *list = DESK_LIST (self->model);

  self->wanted = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < desk_list_get_size (list); i++)
    {
      DeskExtension *extension = desk_list_peek (list, i);

      if (desk_extension_get_round (extension) != self->round
          && desk_extension_get_pbx_name (extension) == NULL)
        g_ptr_array_add (self->wanted, g_object_ref (extension));
    }
  ask_names (self);
}

/* --- the list of all --------------------------------------------------- */

/* The PBX has given all: who was not named and means nothing to us is gone. */
static gboolean
sweep_step (gpointer user_data)
{
  g_autoptr (DeskDirectory) self = g_object_ref (user_data);
  guint end = MIN (self->n_swept + STEP, self->rows->len);

  desk_presence_model_begin (self->model);
  for (; self->n_swept < end; self->n_swept++)
    {
      DeskExtension *extension = self->rows->pdata[self->n_swept];

      if (desk_extension_get_round (extension) != self->round && !desk_extension_get_is_own (extension)
          && !desk_extension_get_is_favourite (extension)
          && desk_extension_get_presence (extension) >= DESK_PRESENCE_UNKNOWN)
        desk_presence_model_remove (self->model, extension);
    }
  desk_presence_model_end (self->model);
  return self->rows != NULL && self->n_swept < self->rows->len; /* a listener may have stopped us */
}

static void
sweep_done (gpointer user_data)
{
  DeskDirectory *self = user_data;

  g_clear_pointer (&self->job, g_source_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  finish (self, TRUE);
}

static void
start_sweep (DeskDirectory *self)
{
  DeskList *list = DESK_LIST (self->model);

  self->rows = g_ptr_array_new_full (desk_list_get_size (list), g_object_unref);
  for (guint i = 0; i < desk_list_get_size (list); i++)
    g_ptr_array_add (self->rows, g_object_ref (desk_list_peek (list, i)));
  self->n_swept = 0;
  self->job = desk_slices_start (sweep_step, sweep_done, self);
}

static gboolean
list_step (gpointer user_data)
{
  g_autoptr (DeskDirectory) self = g_object_ref (user_data); /* a listener may let go of the session */
  gboolean has_row = TRUE;

  desk_presence_model_begin (self->model);
  for (guint i = 0; i < STEP && (has_row = pal_reply_iter_next (&self->iter)); i++)
    {
      const char *number = pal_reply_iter_text (&self->iter, 0);
      DeskExtension *extension;

      if (number == NULL || number[0] == '\0')
        continue;
      extension = desk_presence_model_ensure (self->model, number);
      desk_extension_set_round (extension, self->round);
      if (pal_reply_iter_n_cells (&self->iter) > 1)
        desk_presence_model_set_name (self->model, extension, pal_reply_iter_text (&self->iter, 1));
    }
  desk_presence_model_end (self->model);
  return has_row;
}

static void
list_done (gpointer user_data)
{
  DeskDirectory *self = user_data;

  g_clear_pointer (&self->job, g_source_unref);
  drop_list (self);
  self->was_listed = TRUE;
  start_sweep (self);
}

static void
list_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Request *request = user_data;
  DeskDirectory *self = request->directory;
  g_autoptr (GError) error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      request_free (request);
      return;
    }
  if (reply != NULL)
    {
      self->list = g_steal_pointer (&reply);
      pal_reply_iter_init (&self->iter, self->list);
      self->has_iter = TRUE;
      self->job = desk_slices_start (list_step, list_done, self);
    }
  else if (is_final (error))
    {
      g_debug ("list of extensions: %s; asking for names instead", error->message);
      load_names (self);
    }
  else
    finish (self, FALSE);
  request_free (request);
}

static void
load_list (DeskDirectory *self)
{
  g_autoptr (PalParams) params = pal_params_new (PAL_METHOD_GET_EXTENSIONS);

  pal_params_set_text (params, "pattern", "..*");
  pal_params_set_int (params, "limit", -1);
  pal_params_set_text (params, "type", "user");
  pal_params_set_list (params, "property_names", name_property);
  call (self, params, NULL, list_cb);
}

void
desk_directory_load (DeskDirectory *self)
{
  begin_run (self);
  self->round++;
  self->was_listed = FALSE;
  if (pal_client_get_role (self->client) >= PAL_ROLE_ADMIN
      && pal_client_can (self->client, PAL_METHOD_GET_EXTENSIONS))
    load_list (self);
  else
    load_names (self);
}

void
desk_directory_complete (DeskDirectory *self)
{
  if (self->is_running || self->round == 0)
    return;
  begin_run (self);
  load_names (self);
}

static void
desk_directory_dispose (GObject *object)
{
  DeskDirectory *self = DESK_DIRECTORY (object);

  desk_directory_stop (self);
  g_clear_object (&self->client);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (desk_directory_parent_class)->dispose (object);
}

static void
desk_directory_finalize (GObject *object)
{
  g_free (DESK_DIRECTORY (object)->tenant);
  G_OBJECT_CLASS (desk_directory_parent_class)->finalize (object);
}

static void
desk_directory_class_init (DeskDirectoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = desk_directory_dispose;
  object_class->finalize = desk_directory_finalize;

  signals[LOADED] = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
desk_directory_init (DeskDirectory *self)
{
}
