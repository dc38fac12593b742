/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the PBX has of a contact, and what is done when it does not say. */
#include "config.h"

#include "model/desk-contact-private.h"
#include "model/desk-outbox-private.h"

#include <glib/gi18n.h>

#define MAX_TRIES 5
#define SHORT_PAUSE G_USEC_PER_SEC
#define MAX_PAUSE (60 * (gint64) G_USEC_PER_SEC)

typedef struct
{
  DeskEdit *edit; /* owned */
  DeskOutboxRead then;
  char *id;
  GError *error;  /* what reading the contact met, while it is looked for in the list */
} Reading;

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->edit);
  g_free (reading->id);
  g_clear_error (&reading->error);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

/* The PBX understood and said no: then it did nothing. After anything else nothing is known. */
gboolean
desk_outbox_is_refusal (const GError *error)
{
  static const PalError refusals[] = { PAL_ERROR_LOGIN_REFUSED, PAL_ERROR_DENIED, PAL_ERROR_INVALID_PARAMS,
                                       PAL_ERROR_UNKNOWN_METHOD, PAL_ERROR_NOT_FOUND, PAL_ERROR_REMOTE };

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (g_error_matches (error, PAL_ERROR, refusals[i]))
      return TRUE;
  return FALSE;
}

/* Whether the dialogue goes on after an answer; @self is what it belongs to. */
gboolean
desk_outbox_goes_on (DeskEdit *edit, DeskOutbox **self)
{
  *self = edit->outbox;
  if (*self == NULL)
    return FALSE;
  if (!edit->is_dropped)
    return TRUE;
  desk_outbox_end_run (*self, edit, 0);
  return FALSE;
}

/* @why: of something that grows less likely to pass. */
void
desk_outbox_pause_run (DeskOutbox *self, DeskEdit *edit, const char *why)
{
  gint64 pause = why != NULL ? MIN (G_USEC_PER_SEC << MIN (edit->tries, 6), MAX_PAUSE) : SHORT_PAUSE;

  if (why != NULL)
    {
      edit->tries++;
      desk_edit_set_reason (edit, why);
    }
  desk_outbox_end_run (self, edit, pause);
}

/* Something could not be read. A refusal may pass, but not for ever. */
void
desk_outbox_reading_failed (DeskOutbox *self, DeskEdit *edit, const GError *error)
{
  if (desk_outbox_is_refusal (error)
      && (edit->tries >= MAX_TRIES || g_error_matches (error, PAL_ERROR, PAL_ERROR_DENIED)))
    desk_outbox_get_stuck (self, edit, DESK_EDIT_STATE_REFUSED, error->message);
  else
    desk_outbox_pause_run (self, edit, desk_outbox_is_refusal (error) ? error->message : NULL);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ids = desk_outbox_list_finish (DESK_OUTBOX (source), result, &error);
  DeskOutbox *self;

  if (!desk_outbox_goes_on (reading->edit, &self))
    return;
  if (ids == NULL)
    desk_outbox_reading_failed (self, reading->edit, error);
  else if (g_ptr_array_find_with_equal_func (ids, reading->id, g_str_equal, NULL))
    desk_outbox_reading_failed (self, reading->edit, reading->error);
  else
    {
      desk_phonebooks_take_gone (self->phonebooks, reading->id);
      reading->then (self, reading->edit, NULL);
    }
}

/* The fields of that contact and no other. Whoever shows it sees them too. */
static PalContactInfo *
read_fields (DeskOutbox *self, PalReply *reply, const char *id)
{
  g_auto (PalReplyIter) iter = { 0 }, fields = { 0 };
  PalContactInfo *info;
  const char *phonebook, *name, *told_id;

  pal_reply_iter_init (&iter, reply);
  if (!pal_reply_iter_next (&iter))
    return NULL;
  told_id = pal_reply_iter_get (&iter, "aid");
  if (told_id != NULL ? !g_str_equal (told_id, id) : !pal_reply_iter_open (&iter, "info", &fields))
    return NULL;
  info = pal_contact_info_new_from_reply (reply);
  phonebook = pal_reply_iter_get (&iter, "phonebook");
  name = pal_reply_iter_get (&iter, "display_name");
  if (phonebook != NULL && name != NULL)
    desk_phonebooks_take_contact (self->phonebooks, id, name, phonebook,
                                  desk_contact_read_flag (pal_reply_iter_get (&iter, "shared")), info);
  return info;
}

/* What PBXs say of a contact that is not there is not known: only a list without it is proof. */
static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &reading->error);
  g_autoptr (PalContactInfo) theirs = NULL;
  DeskOutbox *self;

  if (!desk_outbox_goes_on (reading->edit, &self))
    return;
  if (reply != NULL)
    theirs = read_fields (self, reply, reading->id);
  if (theirs != NULL)
    reading->then (self, reading->edit, theirs);
  else if (reading->error != NULL && desk_outbox_is_refusal (reading->error))
    {
      const char *phonebook = reading->edit->phonebook;

      desk_outbox_list_async (self, phonebook, NULL, NULL, listed_cb, g_steal_pointer (&reading));
    }
  else if (reply == NULL)
    desk_outbox_pause_run (self, reading->edit, NULL);
  else
    {
      const char *why = _ ("The PBX gives an answer that cannot be read.");

      if (reading->edit->tries < MAX_TRIES)
        desk_outbox_pause_run (self, reading->edit, why);
      else
        desk_outbox_get_stuck (self, reading->edit, DESK_EDIT_STATE_REFUSED, why);
    }
}

void
desk_outbox_read_contact (DeskOutbox *self, DeskEdit *edit, const char *id, DeskOutboxRead then)
{
  Reading *reading = g_new0 (Reading, 1);
  g_autoptr (PalParams) params = pal_params_new (PAL_METHOD_GET_CONTACT);

  reading->edit = g_object_ref (edit);
  reading->id = g_strdup (id);
  reading->then = then;
  pal_params_set_text (params, "aid", id);
  desk_outbox_set_tenant (self, params);
  pal_client_call_async (self->client, params, self->cancellable, read_cb, reading);
}
