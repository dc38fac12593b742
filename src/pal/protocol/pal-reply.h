/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "pal/protocol/pal-methods.h"

G_BEGIN_DECLS

#define PAL_TYPE_REPLY (pal_reply_get_type ())

PAL_EXPORT GType        pal_reply_get_type     (void);
/**
 * pal_reply_ref:
 * @self: a reply
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self with one reference more
 */
PAL_EXPORT PalReply    *pal_reply_ref          (PalReply *self);
/**
 * pal_reply_unref:
 * @self: (transfer full): a reply
 *
 * Gives a reference back; with the last one the frame goes.
 */
PAL_EXPORT void         pal_reply_unref        (PalReply *self);

/**
 * pal_reply_new_from_json:
 * @json: (array length=length): a whole JSON-RPC response
 * @length: its length in bytes, or -1 when terminated
 * @error: return location
 *
 * Reads a whole response, for tests and for those who have one from elsewhere.
 *
 * Returns: (transfer full): the reply, or %NULL with %PAL_ERROR_PROTOCOL
 */
PAL_EXPORT PalReply    *pal_reply_new_from_json (const char *json, gssize length, GError **error);

/**
 * pal_reply_get_id:
 * @self: a reply
 *
 * Says which request was answered.
 *
 * Returns: (transfer none): the id as text, whatever its type was; "" when there was none
 */
PAL_EXPORT const char  *pal_reply_get_id       (const PalReply *self);
/**
 * pal_reply_check:
 * @self: a reply
 * @method: (nullable): what was called
 * @error: return location
 *
 * The three ways in which a PBX says no, in one place: the error object, a text that begins with “fail” or
 * “error”, and a false from a method that changes something. A result counts before an error, unless it is
 * null.
 *
 * Returns: %FALSE when the call failed, with a %PAL_ERROR that keeps the PBX's code and words
 */
PAL_EXPORT gboolean     pal_reply_check        (const PalReply *self, const PalMethod *method, GError **error);
/**
 * pal_reply_get_text:
 * @self: a reply
 *
 * Reads a result that is one value.
 *
 * Returns: (transfer none) (nullable): a scalar result as text, “true” for true; %NULL for any other result
 */
PAL_EXPORT const char  *pal_reply_get_text     (const PalReply *self);
/**
 * pal_reply_get_call_id:
 * @self: a reply of a call-control method
 *
 * Reads what ties a call that was made to its events.
 *
 * Returns: (transfer none) (nullable): the digits after “succeeded:”, which are the `logid` of the call's
 *   events
 */
PAL_EXPORT const char  *pal_reply_get_call_id  (const PalReply *self);
/**
 * pal_reply_get_json:
 * @self: a reply
 * @length: (out): length in bytes; 0 when there is no result
 *
 * Gives the result as it came, without copying it.
 *
 * Returns: (transfer none) (nullable): the checked JSON of the result, not terminated
 */
PAL_EXPORT const char  *pal_reply_get_json     (const PalReply *self, gsize *length);
/**
 * pal_reply_dup_names:
 * @self: a reply, as of the optional features
 *
 * The names that are set, in their order: members of an object but those that are false or null, elements of
 * an array, or the parts of a comma list.
 *
 * Returns: (transfer full) (array zero-terminated=1): the names
 */
PAL_EXPORT char       **pal_reply_dup_names    (const PalReply *self);
/**
 * pal_reply_get_error_json:
 * @self: a reply
 * @length: (out): length in bytes; 0 when there is no error
 *
 * Gives the error as it came, without copying it.
 *
 * Returns: (transfer none) (nullable): the checked JSON of the error, not terminated
 */
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
/**
 * pal_reply_dup_tree:
 * @self: a reply
 *
 * Builds the tree here and now; for a large result use pal_reply_dup_tree_async().
 *
 * Returns: (transfer full): the result, or the error object when there is no result, as a tree
 */
PAL_EXPORT JsonNode    *pal_reply_dup_tree     (const PalReply *self);
/**
 * pal_reply_dup_tree_async:
 * @self: a reply
 * @cancellable: (nullable): to give up
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * As pal_reply_dup_tree(); a result above 64 KiB is built in a worker thread.
 */
PAL_EXPORT void         pal_reply_dup_tree_async  (PalReply *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/**
 * pal_reply_dup_tree_finish:
 * @self: a reply
 * @result: what the callback got
 * @error: return location
 *
 * Takes the tree.
 *
 * Returns: (transfer full): the tree, or %NULL with %G_IO_ERROR_CANCELLED
 */
PAL_EXPORT JsonNode    *pal_reply_dup_tree_finish (PalReply *self, GAsyncResult *result, GError **error);

/**
 * PalReplyIter:
 *
 * Goes through a result without building a tree, whatever its shape: each element of an array is a row, an object
 * is one row. A row that is a scalar has one cell, an array one cell an element, an object one named cell a member.
 * It lives on the stack; texts are valid until the next [method@ReplyIter.next].
 */
struct _PalReplyIter
{
  /*< private >*/
  gpointer rows;
};

/**
 * pal_reply_iter_init:
 * @iter: (out caller-allocates): an iterator; clear it in the end
 * @reply: a reply, kept until then
 *
 * Begins before the first row. There are no rows in a null result or an error.
 */
PAL_EXPORT void         pal_reply_iter_init    (PalReplyIter *iter, const PalReply *reply);
/**
 * pal_reply_iter_init_shape:
 * @iter: (out caller-allocates): an iterator; clear it in the end
 * @reply: a reply, kept until then
 * @shape: what the method answers
 *
 * As pal_reply_iter_init(); for %PAL_REPLY_SHAPE_OBJECTS a map of objects, which some servers send instead of
 * an array of them, has a row each, and pal_reply_iter_key() is its key.
 */
PAL_EXPORT void         pal_reply_iter_init_shape (PalReplyIter *iter, const PalReply *reply, PalReplyShape shape);
/**
 * pal_reply_iter_next:
 * @iter: an iterator
 *
 * Goes on to the next row; texts of the row before become invalid.
 *
 * Returns: %FALSE after the last row
 */
PAL_EXPORT gboolean     pal_reply_iter_next    (PalReplyIter *iter);
/**
 * pal_reply_iter_n_cells:
 * @iter: an iterator on a row
 *
 * Counts the cells of the row.
 *
 * Returns: how many cells the row has; 1 for a scalar
 */
PAL_EXPORT guint        pal_reply_iter_n_cells (PalReplyIter *iter);
/**
 * pal_reply_iter_name:
 * @iter: an iterator on a row
 * @cell: number of a cell
 *
 * Says how a cell is called.
 *
 * Returns: (transfer none) (nullable): the member's name, or %NULL in an array or beyond the last cell
 */
PAL_EXPORT const char  *pal_reply_iter_name    (PalReplyIter *iter, guint cell);
/**
 * pal_reply_iter_text:
 * @iter: an iterator on a row
 * @cell: number of a cell
 *
 * Reads a cell by its place.
 *
 * Returns: (transfer none) (nullable): a text, number or truth as text; %NULL for null, object, array or no
 *   cell
 */
PAL_EXPORT const char  *pal_reply_iter_text    (PalReplyIter *iter, guint cell);
/**
 * pal_reply_iter_get:
 * @iter: an iterator on a row
 * @name: name of a cell
 *
 * Reads a cell by its name.
 *
 * Returns: (transfer none) (nullable): as pal_reply_iter_text(), by name
 */
PAL_EXPORT const char  *pal_reply_iter_get     (PalReplyIter *iter, const char *name);
/**
 * pal_reply_iter_is_scalar:
 * @iter: an iterator on a row
 *
 * Tells a row from a word in the place of one.
 *
 * Returns: whether the row itself was a scalar, as “No permission.” among rows of an answer
 */
PAL_EXPORT gboolean     pal_reply_iter_is_scalar (PalReplyIter *iter);
/**
 * pal_reply_iter_is_denied:
 * @iter: an iterator on a row
 *
 * An answer about several extensions has this in place of those one may not see, or that are not there.
 *
 * Returns: whether the row is “No permission.”
 */
PAL_EXPORT gboolean     pal_reply_iter_is_denied (PalReplyIter *iter);
/**
 * pal_reply_iter_key:
 * @iter: an iterator on a row
 *
 * Says under which key the row stood.
 *
 * Returns: (transfer none) (nullable): the row's key in a map of objects, else %NULL
 */
PAL_EXPORT const char  *pal_reply_iter_key     (PalReplyIter *iter);
/**
 * pal_reply_iter_open:
 * @iter: an iterator on a row
 * @name: name of a cell
 * @inner: (out caller-allocates): a further iterator; clear it in any case
 *
 * Goes into an object or array in a cell.
 *
 * Returns: %FALSE when there is no such cell or it is neither object nor array
 */
PAL_EXPORT gboolean     pal_reply_iter_open    (PalReplyIter *iter, const char *name, PalReplyIter *inner);
/**
 * pal_reply_iter_open_cell:
 * @iter: an iterator on a row
 * @cell: number of a cell
 * @inner: (out caller-allocates): a further iterator; clear it in any case
 *
 * Goes into an object or array in a cell.
 *
 * Returns: %FALSE when there is no such cell or it is neither object nor array
 */
PAL_EXPORT gboolean     pal_reply_iter_open_cell (PalReplyIter *iter, guint cell, PalReplyIter *inner);
/**
 * pal_reply_iter_clear:
 * @iter: an iterator that was initialised or zeroed
 *
 * Frees what the iterator holds.
 */
PAL_EXPORT void         pal_reply_iter_clear   (PalReplyIter *iter);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PalReply, pal_reply_unref)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PalReplyIter, pal_reply_iter_clear)

G_END_DECLS
