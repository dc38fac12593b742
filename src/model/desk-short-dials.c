/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-short-dials.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/desk-plain.h"
#include "model/desk-session-private.h"
#include "store/store-short-dials.h"

#define CODE_MAX 12
#define LONGEST_NAME 100

struct _DeskShortDial
{
  GObject parent_instance;

  /* owned */
  char *code, *number, *name;
};

struct _DeskShortDials
{
  GObject parent_instance;

  /* borrowed */
  DeskSession *session; /* weak */

  /* owned */
  GListStore *list;
  GHashTable *by_code;  /* code -> DeskShortDial, borrowed from the list */
  StoreDatabase *database;
  char *account_id;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (DeskShortDial, desk_short_dial, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (DeskShortDials, desk_short_dials, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  PROP_0,
  PROP_CODE,
  PROP_NUMBER,
  PROP_NAME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Of the places the program is known to be used in. */
static const char *const emergencies[] = { "000", "110", "111", "112", "118", "119", "911", "999", NULL };

/* --- one of them --------------------------------------------------------- */

const char *
desk_short_dial_get_code (DeskShortDial *self)
{
  g_return_val_if_fail (DESK_IS_SHORT_DIAL (self), NULL);
  return self->code;
}

const char *
desk_short_dial_get_number (DeskShortDial *self)
{
  g_return_val_if_fail (DESK_IS_SHORT_DIAL (self), NULL);
  return self->number;
}

const char *
desk_short_dial_get_name (DeskShortDial *self)
{
  g_return_val_if_fail (DESK_IS_SHORT_DIAL (self), NULL);
  return self->name;
}

static void
desk_short_dial_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskShortDial *self = DESK_SHORT_DIAL (object);

  switch (id)
    {
    case PROP_CODE: g_value_set_string (value, self->code); break;
    case PROP_NUMBER: g_value_set_string (value, self->number); break;
    case PROP_NAME: g_value_set_string (value, self->name); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_short_dial_finalize (GObject *object)
{
  DeskShortDial *self = DESK_SHORT_DIAL (object);

  g_free (self->code);
  g_free (self->number);
  g_free (self->name);

  G_OBJECT_CLASS (desk_short_dial_parent_class)->finalize (object);
}

static void
desk_short_dial_class_init (DeskShortDialClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = desk_short_dial_get_property;
  object_class->finalize = desk_short_dial_finalize;

  properties[PROP_CODE] = g_param_spec_string ("code", NULL, NULL, NULL, flags);
  properties[PROP_NUMBER] = g_param_spec_string ("number", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
desk_short_dial_init (DeskShortDial *self)
{
}

static DeskShortDial *
make (const char *code, const char *number, const char *name)
{
  DeskShortDial *self = g_object_new (DESK_TYPE_SHORT_DIAL, NULL);

  self->code = g_strdup (code);
  self->number = g_strdup (number);
  self->name = g_strdup (name);
  return self;
}

/* --- the list ------------------------------------------------------------ */

static GType
list_get_item_type (GListModel *model)
{
  return DESK_TYPE_SHORT_DIAL;
}

static guint
list_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (DESK_SHORT_DIALS (model)->list));
}

static gpointer
list_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (DESK_SHORT_DIALS (model)->list), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = list_get_item_type;
  iface->get_n_items = list_get_n_items;
  iface->get_item = list_get_item;
}

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const char *left = ((const DeskShortDial *) a)->code, *right = ((const DeskShortDial *) b)->code;
  gsize n_left = strlen (left), n_right = strlen (right);

  return n_left != n_right ? (n_left < n_right ? -1 : 1) : strcmp (left, right);
}

static void
take_out (DeskShortDials *self, DeskShortDial *dial)
{
  guint position;

  if (!g_list_store_find (self->list, dial, &position))
    return;
  g_hash_table_remove (self->by_code, dial->code);
  g_list_store_remove (self->list, position);
}

static void
put_in (DeskShortDials *self, DeskShortDial *dial)
{
  g_hash_table_replace (self->by_code, dial->code, dial);
  g_list_store_insert_sorted (self->list, dial, compare, NULL);
}

DeskShortDial *
desk_short_dials_find (DeskShortDials *self, const char *code)
{
  g_autofree char *digits = NULL;

  g_return_val_if_fail (DESK_IS_SHORT_DIALS (self), NULL);

  digits = desk_number_normalize (code);
  return digits != NULL ? g_hash_table_lookup (self->by_code, digits) : NULL;
}

/* --- keeping ------------------------------------------------------------- */

static void
say_failure (DeskShortDials *self, const GError *error)
{
  g_autofree char *text = g_strdup_printf (_ ("The short dial could not be kept: %s"), error->message);

  g_message ("Keeping a short dial: %s", error->message);
  if (self->session != NULL)
    desk_session_say (self->session, text);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskShortDials) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!store_table_save_finish (&store_short_dials, STORE_DATABASE (source), result, &error))
    say_failure (self, error);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskShortDials) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!store_table_remove_finish (&store_short_dials, STORE_DATABASE (source), result, &error))
    say_failure (self, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskShortDials) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows
      = store_table_load_finish (&store_short_dials, STORE_DATABASE (source), result, &error);

  if (rows == NULL)
    {
      g_message ("Reading short dials: %s", error->message);
      return;
    }
  for (guint i = 0; i < rows->len; i++)
    {
      const StoreShortDial *row = rows->pdata[i];
      g_autoptr (DeskShortDial) dial = make (row->code, row->number, row->name);

      if (g_hash_table_lookup (self->by_code, row->code) == NULL)
        put_in (self, dial);
    }
}

static gboolean
refuse (GError **error, const char *text)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, text);
  return FALSE;
}

static gboolean
check_code (DeskShortDials *self, DeskShortDial *dial, const char *code, GError **error)
{
  DeskShortDial *other = code != NULL ? g_hash_table_lookup (self->by_code, code) : NULL;
  DeskExtension *extension = NULL;
  g_autofree char *text = NULL;

  if (code == NULL || code[0] == '+' || strlen (code) > CODE_MAX)
    return refuse (error, _ ("A code has up to 12 digits, * and #."));
  if (g_strv_contains (emergencies, code))
    return refuse (error, _ ("This is an emergency number."));
  if (other != NULL && other != dial)
    {
      text = g_strdup_printf (_ ("%s stands for %s already."), code, other->number);
      return refuse (error, text);
    }
  if (self->session != NULL)
    extension = desk_presence_model_find (self->session->colleagues, code);
  if (extension != NULL)
    {
      /* Translators: 1003 is the extension of Ben Okafor. */
      text = g_strdup_printf (_ ("%s is the extension of %s."), code, desk_extension_get_name (extension));
      return refuse (error, text);
    }
  return TRUE;
}

gboolean
desk_short_dials_check (DeskShortDials *self, DeskShortDial *dial, const char *code, const char *number,
                        GError **error)
{
  g_autofree char *short_digits = NULL, *digits = NULL;

  g_return_val_if_fail (DESK_IS_SHORT_DIALS (self), FALSE);

  short_digits = desk_number_normalize (code);
  if (!check_code (self, dial, short_digits, error))
    return FALSE;
  digits = desk_number_normalize (number);
  if (digits == NULL)
    return refuse (error, _ ("This is no number that can be dialled."));
  if (g_str_equal (digits, short_digits))
    return refuse (error, _ ("The code is the number itself."));
  return TRUE;
}

gboolean
desk_short_dials_save (DeskShortDials *self, DeskShortDial *dial, const char *code, const char *number,
                       const char *name, GError **error)
{
  g_autofree char *short_digits = NULL, *digits = NULL, *line = NULL, *old = NULL;
  g_autoptr (DeskShortDial) fresh = NULL;

  g_return_val_if_fail (DESK_IS_SHORT_DIALS (self), FALSE);
  g_return_val_if_fail (dial == NULL || DESK_IS_SHORT_DIAL (dial), FALSE);

  if (!desk_short_dials_check (self, dial, code, number, error))
    return FALSE;
  short_digits = desk_number_normalize (code);
  digits = desk_number_normalize (number);
  line = desk_plain_line (name, LONGEST_NAME);
  fresh = make (short_digits, digits, line);
  if (dial != NULL)
    {
      old = g_strdup (dial->code);
      take_out (self, dial);
    }
  put_in (self, fresh);
  if (self->database != NULL)
    {
      const StoreShortDial row = { .code = fresh->code, .number = fresh->number, .name = fresh->name };

      store_table_save_async (&store_short_dials, self->database, self->account_id, old, &row, NULL, saved_cb,
                              g_object_ref (self));
    }
  return TRUE;
}

void
desk_short_dials_remove (DeskShortDials *self, DeskShortDial *dial)
{
  g_autofree char *code = NULL;

  g_return_if_fail (DESK_IS_SHORT_DIALS (self));
  g_return_if_fail (DESK_IS_SHORT_DIAL (dial));

  code = g_strdup (dial->code);
  if (g_hash_table_lookup (self->by_code, code) != dial)
    return;
  take_out (self, dial);
  if (self->database != NULL)
    store_table_remove_async (&store_short_dials, self->database, self->account_id, code, NULL, removed_cb,
                                    g_object_ref (self));
}

/* --- the object ---------------------------------------------------------- */

DeskShortDials *
desk_short_dials_new (DeskSession *session)
{
  DeskShortDials *self = g_object_new (DESK_TYPE_SHORT_DIALS, NULL);

  g_set_weak_pointer (&self->session, session);
  self->account_id = g_strdup (store_account_get_id (session->account));
  g_set_object (&self->database, session->database);
  if (self->database != NULL)
    store_table_load_async (&store_short_dials, self->database, self->account_id, NULL, loaded_cb,
                            g_object_ref (self));
  return self;
}

DeskShortDials *
desk_session_get_short_dials (DeskSession *session)
{
  g_return_val_if_fail (DESK_IS_SESSION (session), NULL);
  return session->short_dials;
}

static void
desk_short_dials_finalize (GObject *object)
{
  DeskShortDials *self = DESK_SHORT_DIALS (object);

  g_clear_weak_pointer (&self->session);
  g_hash_table_unref (self->by_code);
  g_clear_object (&self->list);
  g_clear_object (&self->database);
  g_free (self->account_id);

  G_OBJECT_CLASS (desk_short_dials_parent_class)->finalize (object);
}

static void
desk_short_dials_class_init (DeskShortDialsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desk_short_dials_finalize;
}

static void
changed_cb (DeskShortDials *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
desk_short_dials_init (DeskShortDials *self)
{
  self->list = g_list_store_new (DESK_TYPE_SHORT_DIAL);
  self->by_code = g_hash_table_new (g_str_hash, g_str_equal);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}
