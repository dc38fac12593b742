/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "pal/protocol/pal-methods.h"

G_BEGIN_DECLS

/* One answer: the checked text of `result` or the error, read by shape without a tree. Boxed, counted,
 * immutable. Holds the frame it came in. */
#define PAL_TYPE_REPLY (pal_reply_get_type ())

PAL_EXPORT GType        pal_reply_get_type     (void);
PAL_EXPORT PalReply    *pal_reply_ref          (PalReply *self);
PAL_EXPORT void         pal_reply_unref        (PalReply *self);

/* For tests and for a caller who has the text of a whole JSON-RPC response. */
PAL_EXPORT PalReply    *pal_reply_new_from_json (const char *json, gssize length, GError **error);

PAL_EXPORT const char  *pal_reply_get_id       (const PalReply *self); /* as text; "" for null */
/* Success or failure in one place: error object, "fail…"/"Error:" text, false of deleteExtension. */
PAL_EXPORT gboolean     pal_reply_check        (const PalReply *self, const PalMethod *method, GError **error);
/* A scalar result as text ("true" for true), or NULL; borrowed. */
PAL_EXPORT const char  *pal_reply_get_text     (const PalReply *self);
/* The digits after "succeeded:", or NULL. */
PAL_EXPORT const char  *pal_reply_get_call_id  (const PalReply *self);
/* The text of `result`, borrowed, not terminated. */
PAL_EXPORT const char  *pal_reply_get_json     (const PalReply *self, gsize *length);
/* The names that are set, whether the result is an object of truths, an array or a comma list of names. */
PAL_EXPORT char       **pal_reply_dup_names    (const PalReply *self);
/* The text of `error` likewise. */
PAL_EXPORT const char  *pal_reply_get_error_json (const PalReply *self, gsize *length);
/**
 * pal_reply_dup_json:
 * @self: a reply
 *
 * Gives the result as it came, for languages with a JSON reader of their own.
 *
 * Returns: (transfer full): the checked JSON; `null` when there was no result
 */
PAL_EXPORT char        *pal_reply_dup_json     (const PalReply *self);
/* A tree for those who want one; large results are built in a worker. */
PAL_EXPORT JsonNode    *pal_reply_dup_tree     (const PalReply *self);
PAL_EXPORT void         pal_reply_dup_tree_async  (PalReply *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
PAL_EXPORT JsonNode    *pal_reply_dup_tree_finish (PalReply *self, GAsyncResult *result, GError **error);

/* Rows of a result, whatever its shape: each element of an array is a row; an object is one row. A row that
 * is a scalar has one cell, an array one cell an element, an object one named cell a member.
 * On the stack; texts are valid until the next pal_reply_iter_next(). Stop and go on at will. */
struct _PalReplyIter
{
  /*< private >*/
  gpointer rows;
};

PAL_EXPORT void         pal_reply_iter_init    (PalReplyIter *iter, const PalReply *reply);
/* The same, and where the shape is OBJECTS a map of objects has a row each, too. */
PAL_EXPORT void         pal_reply_iter_init_shape (PalReplyIter *iter, const PalReply *reply, PalReplyShape shape);
PAL_EXPORT gboolean     pal_reply_iter_next    (PalReplyIter *iter);
PAL_EXPORT guint        pal_reply_iter_n_cells (PalReplyIter *iter);
PAL_EXPORT const char  *pal_reply_iter_name    (PalReplyIter *iter, guint cell); /* NULL in arrays */
PAL_EXPORT const char  *pal_reply_iter_text    (PalReplyIter *iter, guint cell); /* NULL for null, object, array or none */
PAL_EXPORT const char  *pal_reply_iter_get     (PalReplyIter *iter, const char *name);
PAL_EXPORT gboolean     pal_reply_iter_is_scalar (PalReplyIter *iter); /* the row itself was a scalar, e.g. "No permission." */
PAL_EXPORT gboolean     pal_reply_iter_is_denied (PalReplyIter *iter); /* "No permission." in place of the row */
PAL_EXPORT const char  *pal_reply_iter_key     (PalReplyIter *iter); /* of the row in a map of objects, or NULL */
/* Opens an object or array in a cell as a further iterator; FALSE when it is neither. */
PAL_EXPORT gboolean     pal_reply_iter_open    (PalReplyIter *iter, const char *name, PalReplyIter *inner);
PAL_EXPORT gboolean     pal_reply_iter_open_cell (PalReplyIter *iter, guint cell, PalReplyIter *inner);
PAL_EXPORT void         pal_reply_iter_clear   (PalReplyIter *iter);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PalReply, pal_reply_unref)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PalReplyIter, pal_reply_iter_clear)

G_END_DECLS
