/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialogue by which a note is written: the PBX is asked what it has, then told, then asked again. What
 * was sent and not answered is looked for before anything else is sent. */
#include "config.h"

#include "model/desk-notes-private.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#define MAX_NAME 200 /* bytes */

typedef struct
{
  DeskNotes *notes;
  DeskNote *note;
} Asked;

static Asked *
asked_new (DeskNotes *self, DeskNote *note)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->notes = g_object_ref (self);
  asked->note = g_object_ref (note);
  return asked;
}

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->notes);
  g_object_unref (asked->note);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

gboolean
desk_notes_read_version (PalReply *reply, const GError *error, DeskNoteVersion *version)
{
  g_auto (PalReplyIter) iter = { 0 };
  const char *access, *text;

  desk_note_version_clear (version);
  if (reply == NULL)
    return desk_phonebooks_is_gone (error);
  pal_reply_iter_init (&iter, reply);
  if (!pal_reply_iter_next (&iter))
    return TRUE;
  text = pal_reply_iter_get (&iter, "note");
  access = pal_reply_iter_get (&iter, "useraccess");
  version->text = g_strdup (text != NULL ? text : "");
  version->description = g_strdup (pal_reply_iter_get (&iter, "description"));
  version->access = (DeskNoteAccess)CLAMP (access != NULL ? atoi (access) : 0, 0, DESK_NOTE_ACCESS_WRITE);
  return TRUE;
}

/* Whether the PBX may have done what it was asked. */
static gboolean
is_doubtful (const GError *error)
{
  return g_error_matches (error, PAL_ERROR, PAL_ERROR_DISCONNECTED)
         || g_error_matches (error, PAL_ERROR, PAL_ERROR_TIMEOUT)
         || g_error_matches (error, PAL_ERROR, PAL_ERROR_TRANSPORT)
         || g_error_matches (error, PAL_ERROR, PAL_ERROR_PROTOCOL)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
ask (DeskNotes *self, DeskNote *note, GAsyncReadyCallback callback)
{
  g_autoptr (PalParams) params = desk_notes_new_params (self, PAL_METHOD_GET_NOTE, note);

  pal_client_call_async (self->client, params, self->cancellable, callback, asked_new (self, note));
}

/* What was begun for a new note is over. One that was never sent leaves nothing behind. */
static void
end_creation (DeskNotes *self, DeskNote *note, int code, const char *words)
{
  g_autoptr (GTask) task = g_steal_pointer (&note->creation);

  if (task == NULL)
    return;
  if (words == NULL)
    {
      g_task_return_pointer (task, g_object_ref (note), g_object_unref);
      return;
    }
  g_task_return_new_error (task, DESK_NOTES_ERROR, code, "%s", words);
  if (note->sent.text == NULL)
    {
      g_object_ref (note);
      desk_note_revert (note);
      desk_notes_remove (self, note);
      g_object_unref (note);
    }
}

static void
fail (DeskNotes *self, DeskNote *note, const char *words)
{
  desk_note_version_clear (&note->sent);
  desk_note_set_saving (note, DESK_NOTE_SAVING_FAILED, words);
  end_creation (self, note, DESK_NOTES_ERROR_FAILED, words);
}

static void
settle (DeskNotes *self, DeskNote *note)
{
  note->is_listed = TRUE;
  desk_note_settle (note);
  end_creation (self, note, 0, NULL);
}

/* --- looking whether it arrived ------------------------------------------------------------ */

static void
looked (DeskNotes *self, DeskNote *note, const DeskNoteVersion *version)
{
  gboolean is_certain = note->saving == DESK_NOTE_SAVING_RUNNING;

  desk_note_take_server (note, version);
  if (desk_note_version_is_same (version, &note->sent))
    settle (self, note);
  else if (!desk_note_version_is_same (version, &note->base))
    {
      desk_note_version_clear (&note->sent);
      desk_note_set_saving (note, DESK_NOTE_SAVING_CONFLICT, NULL);
      end_creation (self, note, DESK_NOTES_ERROR_EXISTS, _ ("There is a note of this name already."));
    }
  else
    fail (self, note,
          is_certain ? _ ("The PBX said yes, but the note is as it was.")
                     : _ ("The connection was lost before the note was saved. Nothing was changed."));
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);
  g_auto (DeskNoteVersion) version = { 0 };
  DeskNotes *self = asked->notes;
  DeskNote *note = asked->note;

  note->is_looking = FALSE;
  if (self->session == NULL)
    return;
  if (desk_notes_read_version (reply, error, &version))
    looked (self, note, &version);
  else if (g_error_matches (error, PAL_ERROR, PAL_ERROR_DENIED) && note->saving == DESK_NOTE_SAVING_RUNNING)
    {
      /* The person has shut themselves out; the PBX has said that it is done. */
      desk_note_version_take (&version, &note->sent);
      desk_note_take_server (note, &version);
      settle (self, note);
      desk_note_set_state (note, DESK_NOTE_STATE_REFUSED, error->message);
    }
  else
    {
      desk_note_set_saving (note, DESK_NOTE_SAVING_UNCERTAIN,
                            _ ("It is not known whether the note was saved: the answer was lost."));
      end_creation (self, note, DESK_NOTES_ERROR_FAILED, note->reason);
    }
}

void
desk_notes_look (DeskNotes *self, DeskNote *note)
{
  if (note->is_looking)
    return;
  note->is_looking = TRUE;
  ask (self, note, looked_cb);
}

/* --- writing -------------------------------------------------------------------------------- */

static void
wrote_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);
  DeskNotes *self = asked->notes;
  DeskNote *note = asked->note;

  if (self->session == NULL)
    return;
  if (reply != NULL)
    desk_notes_look (self, note);
  else if (is_doubtful (error))
    {
      desk_note_set_saving (note, DESK_NOTE_SAVING_UNCERTAIN,
                            _ ("It is not known whether the note was saved: the answer was lost."));
      end_creation (self, note, DESK_NOTES_ERROR_FAILED, note->reason);
      if (self->is_ready)
        desk_notes_look (self, note);
    }
  else
    {
      g_autofree char *words = g_strdup_printf (_ ("The PBX refused: %s"), error->message);

      note->is_refused = g_error_matches (error, PAL_ERROR, PAL_ERROR_DENIED);
      fail (self, note, words);
    }
}

/* On disk first: a program that is killed now knows of it when it is back. */
static void
send_note (DeskNotes *self, DeskNote *note)
{
  g_autoptr (PalParams) params = desk_notes_new_params (self, PAL_METHOD_SET_NOTE, note);

  desk_note_version_take (&note->sent, &note->mine);
  pal_params_set_text (params, "description", note->mine.description != NULL ? note->mine.description : "");
  pal_params_set_int (params, "useraccess", note->mine.access);
  pal_params_set_text (params, "note", note->mine.text);
  pal_client_call_async (self->client, params, self->cancellable, wrote_cb, asked_new (self, note));
}

static void
checked (DeskNotes *self, DeskNote *note, const DeskNoteVersion *version)
{
  desk_note_take_server (note, version);
  if (note->mine.text == NULL)
    desk_note_set_saving (note, DESK_NOTE_SAVING_NONE, NULL); /* given up meanwhile */
  else if (note->creation != NULL && version->text != NULL)
    {
      desk_note_set_saving (note, DESK_NOTE_SAVING_FAILED, NULL);
      note->is_listed = TRUE;
      end_creation (self, note, DESK_NOTES_ERROR_EXISTS, _ ("There is a note of this name already."));
    }
  else if (desk_note_version_is_same (version, &note->mine))
    {
      desk_note_version_take (&note->sent, version);
      settle (self, note);
    }
  else if (desk_note_version_is_same (version, &note->base))
    send_note (self, note);
  else
    desk_note_set_saving (note, DESK_NOTE_SAVING_CONFLICT, NULL);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);
  g_auto (DeskNoteVersion) version = { 0 };
  g_autofree char *words = NULL;

  if (asked->notes->session == NULL)
    return;
  if (desk_notes_read_version (reply, error, &version))
    {
      checked (asked->notes, asked->note, &version);
      return;
    }
  if (asked->note->creation != NULL && g_error_matches (error, PAL_ERROR, PAL_ERROR_DENIED))
    words = g_strdup (_ ("There is a note of this name already, which you may not see."));
  else
    words = g_strdup_printf (_ ("Nothing was sent: %s"), error->message);
  fail (asked->notes, asked->note, words);
}

void
desk_notes_save (DeskNotes *self, DeskNote *note)
{
  g_return_if_fail (DESK_IS_NOTES (self));
  g_return_if_fail (DESK_IS_NOTE (note));

  if (note->mine.text == NULL || note->saving == DESK_NOTE_SAVING_RUNNING)
    return;
  if (!self->is_ready)
    desk_note_set_saving (note,
                          note->saving == DESK_NOTE_SAVING_UNCERTAIN ? note->saving : DESK_NOTE_SAVING_FAILED,
                          _ ("There is no connection to the PBX. What you wrote is kept."));
  else if (note->saving == DESK_NOTE_SAVING_UNCERTAIN)
    desk_notes_look (self, note);
  else
    {
      desk_note_set_saving (note, DESK_NOTE_SAVING_RUNNING, NULL);
      desk_notes_flush_drafts (self);
      ask (self, note, checked_cb);
    }
}

DeskPassages *
desk_notes_merge (DeskNotes *self, DeskNote *note, gboolean *is_gone)
{
  g_return_val_if_fail (DESK_IS_NOTES (self), NULL);
  g_return_val_if_fail (DESK_IS_NOTE (note), NULL);

  if (is_gone != NULL)
    *is_gone = note->server.text == NULL;
  return desk_passages_new (note->base.text, note->mine.text, note->server.text);
}

void
desk_notes_resolve (DeskNotes *self, DeskNote *note, const char *text)
{
  g_return_if_fail (DESK_IS_NOTES (self));
  g_return_if_fail (DESK_IS_NOTE (note));
  g_return_if_fail (text != NULL);

  if (note->saving != DESK_NOTE_SAVING_CONFLICT || note->mine.text == NULL)
    return;
  desk_note_rebase (note, text);
  if (note->mine.text != NULL)
    desk_notes_save (self, note);
}

/* --- a new one --------------------------------------------------------------------------------- */

static gboolean
is_name (const char *name)
{
  if (*name == '\0' || strlen (name) > MAX_NAME || !g_utf8_validate (name, -1, NULL))
    return FALSE;
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

void
desk_notes_create_async (DeskNotes *self,
                         const char *name,
                         const char *description,
                         DeskNoteAccess access,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (DeskNote) note = NULL;
  g_autofree char *plain = NULL;
  DeskNoteVersion mine = { .text = (char *)"", .description = (char *)description, .access = access };

  g_return_if_fail (DESK_IS_NOTES (self));
  g_return_if_fail (name != NULL);
  g_return_if_fail (description != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, desk_notes_create_async);
  plain = g_strstrip (g_strdup (name));
  if (!is_name (plain))
    g_task_return_new_error (task, DESK_NOTES_ERROR, DESK_NOTES_ERROR_NAME, "%s",
                             _ ("A name has one to 200 letters, in one line."));
  else if (!self->is_ready)
    g_task_return_new_error (task, PAL_ERROR, PAL_ERROR_DISCONNECTED, "%s",
                             _ ("There is no connection to the PBX."));
  else if (desk_notes_find (self, plain) != NULL)
    g_task_return_new_error (task, DESK_NOTES_ERROR, DESK_NOTES_ERROR_EXISTS, "%s",
                             _ ("There is a note of this name already."));
  else
    {
      note = desk_note_new (self->tenant, plain);
      note->creation = g_steal_pointer (&task);
      desk_note_set_state (note, DESK_NOTE_STATE_GONE, NULL);
      desk_notes_add (self, note);
      desk_note_begin (note, &mine, pal_clock_get_real (self->clock));
      desk_notes_save (self, note);
    }
}

DeskNote *
desk_notes_create_finish (DeskNotes *self, GAsyncResult *result, GError **error)
{
  DeskNote *note;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == desk_notes_create_async, NULL);

  note = g_task_propagate_pointer (G_TASK (result), error);
  if (note != NULL)
    g_object_unref (note); /* the list has it */
  return note;
}

/* --- away with one -------------------------------------------------------------------------------- */

static void
deleted (GTask *task)
{
  DeskNotes *self = g_task_get_source_object (task);
  DeskNote *note = g_task_get_task_data (task);

  note->is_listed = FALSE;
  desk_note_version_clear (&note->server);
  desk_note_set_state (note, DESK_NOTE_STATE_GONE, NULL);
  desk_note_revert (note);
  desk_notes_remove (self, note);
  g_task_return_boolean (task, TRUE);
}

static void
fail_deletion (GTask *task, const GError *error)
{
  if (is_doubtful (error))
    g_task_return_new_error (task, DESK_NOTES_ERROR, DESK_NOTES_ERROR_FAILED, "%s",
                             _ ("It is not known whether the note was deleted: the answer was lost."));
  else
    g_task_return_new_error (task, DESK_NOTES_ERROR, DESK_NOTES_ERROR_FAILED, _ ("The PBX refused: %s"),
                             error->message);
}

/* With the reading after it. */
static void
confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);
  g_auto (DeskNoteVersion) version = { 0 };

  if (!desk_notes_read_version (reply, error, &version))
    fail_deletion (task, error);
  else if (version.text != NULL)
    g_task_return_new_error (task, DESK_NOTES_ERROR, DESK_NOTES_ERROR_FAILED, "%s",
                             _ ("The PBX said yes, but the note is as it was."));
  else
    deleted (task);
}

static void
ask_for (GTask *task, PalMethodId method, GAsyncReadyCallback callback)
{
  DeskNotes *self = g_task_get_source_object (task);
  g_autoptr (PalParams) params = desk_notes_new_params (self, method, g_task_get_task_data (task));

  pal_client_call_async (self->client, params, self->cancellable, callback, g_object_ref (task));
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);

  if (reply != NULL)
    ask_for (task, PAL_METHOD_GET_NOTE, confirmed_cb);
  else
    fail_deletion (task, error);
}

/* What somebody else has just written is not deleted unseen. */
static void
seen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  DeskNote *note = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);
  g_auto (DeskNoteVersion) version = { 0 };

  if (!desk_notes_read_version (reply, error, &version))
    fail_deletion (task, error);
  else if (version.text == NULL)
    deleted (task);
  else if (!desk_note_version_is_same (&version, &note->server))
    {
      desk_note_take_server (note, &version);
      g_task_return_new_error (task, DESK_NOTES_ERROR, DESK_NOTES_ERROR_CHANGED, "%s",
                               _ ("Somebody else has just changed the note: it was not deleted."));
    }
  else
    ask_for (task, PAL_METHOD_DELETE_NOTE, deleted_cb);
}

void
desk_notes_delete_async (DeskNotes *self, DeskNote *note, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (DESK_IS_NOTES (self));
  g_return_if_fail (DESK_IS_NOTE (note));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, desk_notes_delete_async);
  g_task_set_task_data (task, g_object_ref (note), g_object_unref);
  if (!self->is_ready)
    g_task_return_new_error (task, PAL_ERROR, PAL_ERROR_DISCONNECTED, "%s",
                             _ ("There is no connection to the PBX."));
  else
    ask_for (task, PAL_METHOD_GET_NOTE, seen_cb);
}

gboolean
desk_notes_delete_finish (DeskNotes *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == desk_notes_delete_async, FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
