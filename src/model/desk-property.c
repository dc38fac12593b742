/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-property-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/desk-address.h"

struct _DeskProperty
{
  GObject parent_instance;

  /* borrowed */
  const PalProperty *row; /* or NULL */
  const char *help;

  /* owned */
  char *name, *label, *group;
  char *value, *server_value;
  char *error, *reason;

  PalPropertyIndexes indexes;
  guint rank;             /* of its group, then of its row */
  gboolean is_dirty;
  guint n_values;       /* it has had: tells one from another that may not be kept */
};

G_DEFINE_FINAL_TYPE (DeskProperty, desk_property, G_TYPE_OBJECT)

enum
{
  PROP_NAME = 1,
  PROP_LABEL,
  PROP_GROUP,
  PROP_HELP,
  PROP_VALUE,
  PROP_SERVER_VALUE,
  PROP_IS_DIRTY,
  PROP_ERROR,
  PROP_CAN_EDIT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* The order in which the headings of the tables are shown. What is not here comes at the end. */
static const char *const groups[] = {
  "General", "Members", "Menu", "Program", "Forwarding", "Conditions", "Ringing", "Phones", "Queue",
  "Calls", "Voicemail", "E-mail", "Recording", "Account", "Limits", NULL,
};

/* What comes first under its heading, not as in the guide: who it is, before what it is. */
static const char *const first_keys[] = { "name", "tenantid", "desc", "language", "type", "stype", NULL };

#define MAX_ROWS 1000 /* more than any table has */

/* What is not in the list comes behind. */
static guint
rank_in (const char *const *list, const char *text)
{
  guint rank = 0;

  while (list[rank] != NULL && !g_str_equal (list[rank], text))
    rank++;
  return rank;
}

/* --- what it is called ---------------------------------------------------- */

static char *
make_label (DeskProperty *self)
{
  if (self->row == NULL)
    return g_strdup (self->name);
  if (self->indexes.phone == 0)
    return g_strdup (pal_property_get_label (self->row));
  if (g_str_has_prefix (self->row->key, "pnumber"))
    return g_strdup_printf (_("Phone %u"), self->indexes.phone);

  /* Translators: a phone by its number, and what is set for it, such as "Phone 2: Rings" */
  return g_strdup_printf (_("Phone %u: %s"), self->indexes.phone, pal_property_get_label (self->row));
}

static char *
make_group (DeskProperty *self)
{
  const char *group;

  if (self->row == NULL)
    return g_strdup (_("Other properties"));
  group = pal_property_get_group (self->row);
  if (self->indexes.plan == 0)
    return g_strdup (group);
  if (self->indexes.schedule == 0)
    /* Translators: a plan by its number, and a heading */
    return g_strdup_printf (_("Plan %u · %s"), self->indexes.plan, group);

  /* Translators: plan and schedule by their numbers, and a heading */
  return g_strdup_printf (_("Plan %u · Schedule %u · %s"), self->indexes.plan, self->indexes.schedule, group);
}

/* What has no plan frames the plans: what is general before, what is of all of them and the rest behind. */
static void
compute_rank (DeskProperty *self, const PalPropertyTable *table)
{
  guint group = G_N_ELEMENTS (groups);
  guint part = 2, row = 0;

  if (self->row != NULL)
    {
      group = rank_in (groups, self->row->group);
      row = rank_in (first_keys, self->row->key);
      if (first_keys[row] == NULL)
        row += (guint) (self->row - table->rows);
      part = self->indexes.plan > 0 ? 1 : group <= rank_in (groups, "Program") ? 0 : 2;
    }
  else
    part = 3;

  self->rank = (part * 32 + group) * MAX_ROWS + row;
}

int
desk_property_compare (gconstpointer a, gconstpointer b)
{
  const DeskProperty *one = *(DeskProperty *const *) a, *two = *(DeskProperty *const *) b;
  /* By plan, schedule, heading, phone, and at last the order of the table. */
  const guint keys[][2] = {
    { one->rank / MAX_ROWS / 32, two->rank / MAX_ROWS / 32 }, { one->indexes.plan, two->indexes.plan },
    { one->indexes.schedule, two->indexes.schedule }, { one->rank / MAX_ROWS, two->rank / MAX_ROWS },
    { one->indexes.phone, two->indexes.phone }, { one->rank, two->rank },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i][0] != keys[i][1])
      return keys[i][0] < keys[i][1] ? -1 : 1;

  return strcmp (one->name, two->name);
}

DeskProperty *
desk_property_new (const PalPropertyTable *table, const char *name)
{
  DeskProperty *self = g_object_new (DESK_TYPE_PROPERTY, NULL);

  self->name = g_strdup (name);
  if (table != NULL)
    self->row = pal_property_table_lookup (table, name, &self->indexes);
  self->label = make_label (self);
  self->group = make_group (self);
  self->help = self->row != NULL ? pal_property_get_help (self->row) : NULL;
  compute_rank (self, table);

  return self;
}

/* --- values ----------------------------------------------------------------- */

static char *
read_value (DeskProperty *self, const char *value, GError **error)
{
  return self->row != NULL ? pal_property_read (self->row, self->name, value, error) : g_strdup (value);
}

gboolean
desk_property_is_in_table (DeskProperty *self, const char *value)
{
  g_autofree char *read = NULL;

  g_return_val_if_fail (DESK_IS_PROPERTY (self), FALSE);

  read = read_value (self, value, NULL);
  return read != NULL;
}

gboolean
desk_property_is_same (DeskProperty *self, const char *a, const char *b)
{
  g_autofree char *one = NULL, *two = NULL;

  g_return_val_if_fail (DESK_IS_PROPERTY (self), FALSE);

  if (g_str_equal (a, b))
    return TRUE;
  one = read_value (self, a, NULL);
  two = read_value (self, b, NULL);
  return one != NULL && two != NULL && g_str_equal (one, two);
}

gboolean
desk_property_is_on (DeskProperty *self)
{
  const char *value;
  g_autofree char *read = NULL;

  g_return_val_if_fail (DESK_IS_PROPERTY (self), FALSE);

  value = *self->value == '\0' && self->row != NULL ? self->row->default_value : self->value;
  read = read_value (self, value, NULL);
  return g_strcmp0 (read, "true") == 0;
}

static void
update_dirty (DeskProperty *self)
{
  gboolean is_dirty = !desk_property_is_same (self, self->value, self->server_value);

  if (is_dirty == self->is_dirty)
    return;
  self->is_dirty = is_dirty;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_DIRTY]);
}

void
desk_property_set_error (DeskProperty *self, const char *error)
{
  g_return_if_fail (DESK_IS_PROPERTY (self));

  if (g_strcmp0 (self->error, error) == 0)
    return;
  g_free (self->error);
  self->error = g_strdup (error);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/* What the table has against it; the name stands on the row already. */
static void
check (DeskProperty *self)
{
  g_autofree char *prefix = g_strconcat (self->name, ": ", NULL);
  g_autofree char *read = NULL;
  g_autoptr (GError) error = NULL;
  const char *words;

  if (!self->is_dirty)
    {
      desk_property_set_error (self, NULL);
      return;
    }
  read = read_value (self, self->value, &error);
  if (self->row != NULL && self->row->kind == PAL_PROPERTY_KIND_SECRET && read != NULL)
    desk_password_free (g_steal_pointer (&read));
  words = error != NULL ? error->message : NULL;
  if (words != NULL && g_str_has_prefix (words, prefix))
    words += strlen (prefix);
  desk_property_set_error (self, words);
}

static void
take_value (DeskProperty *self, const char *value)
{
  char *old = self->value;

  self->value = g_strdup (value);
  self->n_values++;
  if (desk_property_is_secret (self))
    desk_password_free (old);
  else
    g_free (old);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}

guint
desk_property_get_n_values (DeskProperty *self)
{
  return self->n_values;
}

void
desk_property_set_value (DeskProperty *self, const char *value)
{
  g_return_if_fail (DESK_IS_PROPERTY (self));
  g_return_if_fail (value != NULL);

  if (g_str_equal (self->value, value))
    return;
  g_object_freeze_notify (G_OBJECT (self));
  take_value (self, value);
  update_dirty (self);
  check (self);
  g_object_thaw_notify (G_OBJECT (self));
}

void
desk_property_revert (DeskProperty *self)
{
  g_return_if_fail (DESK_IS_PROPERTY (self));

  desk_property_set_value (self, self->server_value);
  desk_property_set_error (self, NULL);
}

void
desk_property_set_server_value (DeskProperty *self, const char *value)
{
  gboolean was_dirty;

  g_return_if_fail (DESK_IS_PROPERTY (self));
  g_return_if_fail (value != NULL);

  was_dirty = self->is_dirty;
  g_object_freeze_notify (G_OBJECT (self));
  if (!g_str_equal (self->server_value, value))
    {
      g_free (self->server_value);
      self->server_value = g_strdup (value);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SERVER_VALUE]);
    }
  /* What comes to the same is written as the PBX writes it. */
  if (!g_str_equal (self->value, value) && (!was_dirty || desk_property_is_same (self, self->value, value)))
    take_value (self, value);
  update_dirty (self);
  if (!self->is_dirty)
    desk_property_set_error (self, NULL);
  g_object_thaw_notify (G_OBJECT (self));
}

void
desk_property_set_reason (DeskProperty *self, const char *reason)
{
  if (g_strcmp0 (self->reason, reason) == 0)
    return;
  g_free (self->reason);
  self->reason = g_strdup (reason);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_EDIT]);
}

/* --- getters ------------------------------------------------------------------ */

const char *
desk_property_get_name (DeskProperty *self)
{
  g_return_val_if_fail (DESK_IS_PROPERTY (self), NULL);
  return self->name;
}

const PalProperty *
desk_property_get_row (DeskProperty *self)
{
  g_return_val_if_fail (DESK_IS_PROPERTY (self), NULL);
  return self->row;
}

const PalPropertyIndexes *
desk_property_get_indexes (DeskProperty *self)
{
  g_return_val_if_fail (DESK_IS_PROPERTY (self), NULL);
  return &self->indexes;
}

PalPropertyKind
desk_property_get_kind (DeskProperty *self)
{
  g_return_val_if_fail (DESK_IS_PROPERTY (self), PAL_PROPERTY_KIND_TEXT);
  return self->row != NULL ? self->row->kind : PAL_PROPERTY_KIND_TEXT;
}

const char *
desk_property_get_label (DeskProperty *self)
{
  g_return_val_if_fail (DESK_IS_PROPERTY (self), NULL);
  return self->label;
}

const char *
desk_property_get_group (DeskProperty *self)
{
  g_return_val_if_fail (DESK_IS_PROPERTY (self), NULL);
  return self->group;
}

const char *
desk_property_get_help (DeskProperty *self)
{
  g_return_val_if_fail (DESK_IS_PROPERTY (self), NULL);
  return self->help;
}

const char *
desk_property_get_value (DeskProperty *self)
{
  g_return_val_if_fail (DESK_IS_PROPERTY (self), NULL);
  return self->value;
}

const char *
desk_property_get_server_value (DeskProperty *self)
{
  g_return_val_if_fail (DESK_IS_PROPERTY (self), NULL);
  return self->server_value;
}

const char *
desk_property_get_error (DeskProperty *self)
{
  g_return_val_if_fail (DESK_IS_PROPERTY (self), NULL);
  return self->error;
}

const char *
desk_property_get_reason (DeskProperty *self)
{
  g_return_val_if_fail (DESK_IS_PROPERTY (self), NULL);
  return self->reason;
}

gboolean
desk_property_get_is_dirty (DeskProperty *self)
{
  g_return_val_if_fail (DESK_IS_PROPERTY (self), FALSE);
  return self->is_dirty;
}

gboolean
desk_property_get_can_edit (DeskProperty *self)
{
  g_return_val_if_fail (DESK_IS_PROPERTY (self), FALSE);
  return self->reason == NULL;
}

gboolean
desk_property_is_secret (DeskProperty *self)
{
  g_return_val_if_fail (DESK_IS_PROPERTY (self), FALSE);
  return self->row != NULL && self->row->kind == PAL_PROPERTY_KIND_SECRET;
}

static void
desk_property_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskProperty *self = DESK_PROPERTY (object);

  switch (id)
    {
    case PROP_NAME: g_value_set_string (value, self->name); break;
    case PROP_LABEL: g_value_set_string (value, self->label); break;
    case PROP_GROUP: g_value_set_string (value, self->group); break;
    case PROP_HELP: g_value_set_string (value, self->help); break;
    case PROP_VALUE: g_value_set_string (value, self->value); break;
    case PROP_SERVER_VALUE: g_value_set_string (value, self->server_value); break;
    case PROP_IS_DIRTY: g_value_set_boolean (value, self->is_dirty); break;
    case PROP_ERROR: g_value_set_string (value, self->error); break;
    case PROP_CAN_EDIT: g_value_set_boolean (value, self->reason == NULL); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_property_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  const char *text = g_value_get_string (value);

  if (id == PROP_VALUE)
    desk_property_set_value (DESK_PROPERTY (object), text != NULL ? text : "");
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
desk_property_finalize (GObject *object)
{
  DeskProperty *self = DESK_PROPERTY (object);

  if (desk_property_is_secret (self))
    desk_password_free (self->value);
  else
    g_free (self->value);
  g_free (self->server_value);
  g_free (self->name);
  g_free (self->label);
  g_free (self->group);
  g_free (self->error);
  g_free (self->reason);

  G_OBJECT_CLASS (desk_property_parent_class)->finalize (object);
}

static void
desk_property_class_init (DeskPropertyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = desk_property_get_property;
  object_class->set_property = desk_property_set_property;
  object_class->finalize = desk_property_finalize;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_GROUP] = g_param_spec_string ("group", NULL, NULL, NULL, flags);
  properties[PROP_HELP] = g_param_spec_string ("help", NULL, NULL, NULL, flags);
  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, "", flags | G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_SERVER_VALUE] = g_param_spec_string ("server-value", NULL, NULL, "", flags);
  properties[PROP_IS_DIRTY] = g_param_spec_boolean ("is-dirty", NULL, NULL, FALSE, flags);
  properties[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, flags);
  properties[PROP_CAN_EDIT] = g_param_spec_boolean ("can-edit", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
desk_property_init (DeskProperty *self)
{
  self->value = g_strdup ("");
  self->server_value = g_strdup ("");
}
