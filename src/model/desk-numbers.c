/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-numbers-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/desk-module.h"

struct _DeskNumbers
{
  GObject parent_instance;

  /* borrowed */
  DeskNumbersKnows knows;
  gpointer knows_data;

  /* owned */
  StoreAccount *account;
  GCancellable *cancellable;
  DeskNumberBook *book; /* under the lock */
  GMutex lock;
  gboolean wants_library; /* it was asked for, on the main loop */
};

enum
{
  PROP_0,
  PROP_RULES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DeskNumbers, desk_numbers, G_TYPE_OBJECT)

/* --- the rules at one moment ----------------------------------------------------------- */

static void
clear_book (gpointer data)
{
  desk_number_rules_free (((DeskNumberBook *) data)->rules);
}

void
desk_number_book_unref (DeskNumberBook *book)
{
  g_atomic_rc_box_release_full (book, clear_book);
}

static DeskNumberBook *
make_book (const char *text)
{
  DeskNumberBook *book = g_atomic_rc_box_new0 (DeskNumberBook);

  book->rules = desk_number_rules_parse (text);
  book->region = desk_country_get_default ();
  if (*book->rules->country != '\0')
    book->region = g_intern_string (book->rules->country);
  book->country = desk_country_find (book->region);
  return book;
}

DeskNumberBook *
desk_numbers_ref_book (DeskNumbers *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return g_atomic_rc_box_acquire (self->book);
}

/* Now more can be told of numbers than before. */
static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskNumbers) self = user_data;
  g_autoptr (GError) error = NULL;

  if (desk_module_load_finish (result, &error) != NULL)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RULES]);
}

static void
read_account (DeskNumbers *self)
{
  DeskNumberBook *book = make_book (store_account_get_number_rules (self->account)), *old;

  g_mutex_lock (&self->lock);
  old = self->book;
  self->book = book;
  g_mutex_unlock (&self->lock);
  g_clear_pointer (&old, desk_number_book_unref);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RULES]);
}

void
desk_numbers_want_library (DeskNumbers *self)
{
  if (self->wants_library)
    return;
  self->wants_library = TRUE;
  desk_module_load_async (self->cancellable, loaded_cb, g_object_ref (self));
}

DeskNumberRules *
desk_numbers_dup_rules (DeskNumbers *self)
{
  g_return_val_if_fail (DESK_IS_NUMBERS (self), NULL);

  g_autoptr (DeskNumberBook) book = desk_numbers_ref_book (self);

  return desk_number_rules_copy (book->rules);
}

void
desk_numbers_set_rules (DeskNumbers *self, const DeskNumberRules *rules)
{
  g_return_if_fail (DESK_IS_NUMBERS (self) && rules != NULL);

  g_autofree char *text = desk_number_rules_dup_text (rules);

  g_object_set (self->account, "number-rules", text, NULL);
}

const char *
desk_numbers_get_region (DeskNumbers *self)
{
  g_return_val_if_fail (DESK_IS_NUMBERS (self), "");

  g_autoptr (DeskNumberBook) book = desk_numbers_ref_book (self);

  return book->region;
}

/* --- dialling ----------------------------------------------------------------------------- */

void
desk_number_plan_clear (DeskNumberPlan *self)
{
  g_clear_pointer (&self->typed, g_free);
  g_clear_pointer (&self->number, g_free);
  g_clear_pointer (&self->extension, g_free);
  g_clear_pointer (&self->words, g_free);
}

/* A rule is for a number that is nothing else already, and makes nothing of it that would be. */
static gboolean
apply_own (DeskNumberPlan *plan, const DeskNumberBook *book, const DeskNumberParts *parts)
{
  for (guint i = 0; i < book->rules->own->len; i++)
    {
      const DeskDialRule *rule = book->rules->own->pdata[i];
      g_autofree char *result = rule->is_on ? desk_dial_rule_apply (rule, parts->digits) : NULL;

      if (result == NULL || desk_country_is_emergency (book->country, result))
        continue;
      plan->number = g_steal_pointer (&result);
      plan->kind = DESK_NUMBER_OWN_RULE;
      plan->own_rule = (int) i;
      /* Translators: a number, a pattern of numbers, and what is sent in their place. */
      plan->words = g_strdup_printf (_ ("Own rule %u: “%s” is sent as “%s”"), i + 1, rule->pattern, rule->replacement);
      return TRUE;
    }
  return FALSE;
}

static void G_GNUC_PRINTF (2, 3)
add_words (GString *words, const char *format, ...)
{
  va_list arguments;

  /* Translators: stands between two things that are done to a number. */
  g_string_append (words, words->len > 0 ? _ ("; ") : "");
  va_start (arguments, format);
  g_string_append_vprintf (words, format, arguments);
  va_end (arguments);
}

/* With its country or without. */
static void
write_core (const DeskNumberBook *book, const DeskNumberParts *parts, char out[DESK_NUMBER_SIZE],
            GString *words)
{
  gboolean has_plus = parts->core[0] == '+';

  g_strlcpy (out, parts->core, DESK_NUMBER_SIZE);
  if (*parts->e164 == '\0')
    return;
  if (book->rules->plus_form == DESK_PLUS_NATIONAL && has_plus)
    {
      if (desk_country_write_dialled (book->country, parts->e164, out))
        add_words (words, _ ("its + is written as it is dialled here"));
    }
  else if (book->rules->plus_form == DESK_PLUS_ALWAYS && !has_plus)
    {
      g_strlcpy (out, parts->e164, DESK_NUMBER_SIZE);
      add_words (words, _ ("its country is written before it"));
    }
  else if (has_plus && strcmp (parts->e164, parts->core) != 0)
    {
      g_strlcpy (out, parts->e164, DESK_NUMBER_SIZE);
      add_words (words, _ ("the 0 after its country is left out"));
    }
}

static void
plan_outside (DeskNumberPlan *plan, const DeskNumberBook *book, const DeskNumberParts *parts)
{
  const char *prefix = book->rules->outside_prefix;
  DeskOutsideLine line = *prefix != '\0' ? book->rules->outside_line : DESK_OUTSIDE_AS_TYPED;
  g_autoptr (GString) words = g_string_new (NULL);
  char core[DESK_NUMBER_SIZE];
  gboolean is_put = FALSE;

  write_core (book, parts, core, words);
  if (core[0] != '+')
    is_put = parts->has_prefix ? line != DESK_OUTSIDE_REMOVED : line == DESK_OUTSIDE_ADDED;
  if (line == DESK_OUTSIDE_ADDED && core[0] == '+')
    add_words (words, _ ("nothing goes before a +"));
  else if (parts->has_prefix && is_put)
    add_words (words, _ ("the outside line’s %s is before it already"), prefix);
  else if (parts->has_prefix)
    add_words (words, _ ("the outside line’s %s is left out"), prefix);
  else if (is_put)
    add_words (words, _ ("the outside line’s %s is put before it"), prefix);
  plan->number = g_strconcat (is_put ? prefix : "", core, NULL);
  if (words->len == 0)
    plan->words = g_strdup (_ ("An outside number: sent as it is"));
  else
    plan->words = g_strdup_printf (_ ("An outside number: %s"), words->str);
}

static void
plan_as_it_is (DeskNumberPlan *plan, const DeskNumberBook *book, const DeskNumberParts *parts)
{
  guint length = book->rules->extension_length;

  plan->number = g_strdup (parts->digits);
  switch (plan->kind)
    {
    case DESK_NUMBER_EMERGENCY: plan->words = g_strdup (_ ("An emergency number: always sent as it is")); break;
    case DESK_NUMBER_CODE: plan->words = g_strdup (_ ("A code with * or #: always sent as it is")); break;
    case DESK_NUMBER_COLLEAGUE: plan->words = g_strdup (_ ("A colleague’s extension: always sent as it is")); break;
    case DESK_NUMBER_EXTENSION:
      if (parts->pattern != NULL)
        plan->words = g_strdup_printf (_ ("An extension like “%s”: sent as it is"), parts->pattern);
      else
        plan->words = g_strdup_printf (_ ("No longer than extensions are (%u): sent as it is"), length);
      break;
    case DESK_NUMBER_OWN_RULE:
    case DESK_NUMBER_OUTSIDE:
    default: g_assert_not_reached ();
    }
}

gboolean
desk_numbers_dial (DeskNumbers *self, const char *typed, DeskNumberPlan *plan)
{
  g_return_val_if_fail (DESK_IS_NUMBERS (self) && plan != NULL, FALSE);

  g_autoptr (DeskNumberBook) book = desk_numbers_ref_book (self);
  g_auto (DeskNumberParts) parts = { 0 };

  memset (plan, 0, sizeof *plan);
  plan->own_rule = -1;
  if (!desk_number_parts_read (&parts, book, typed))
    return FALSE;
  plan->typed = g_strdup (parts.digits);
  plan->extension = *parts.extension != '\0' ? g_strdup (parts.extension) : NULL;
  plan->kind = parts.kind;
  if (parts.kind != DESK_NUMBER_EMERGENCY && parts.kind != DESK_NUMBER_CODE)
    {
      if (self->knows != NULL && self->knows (parts.digits, self->knows_data))
        plan->kind = DESK_NUMBER_COLLEAGUE;
      else if (apply_own (plan, book, &parts))
        return TRUE;
    }
  if (plan->kind == DESK_NUMBER_OUTSIDE)
    plan_outside (plan, book, &parts);
  else
    plan_as_it_is (plan, book, &parts);
  return TRUE;
}

void
desk_numbers_set_knows (DeskNumbers *self, DeskNumbersKnows knows, gpointer user_data)
{
  g_return_if_fail (DESK_IS_NUMBERS (self));

  self->knows = knows;
  self->knows_data = user_data;
}

/* --- coming and going ------------------------------------------------------------------------ */

static void
desk_numbers_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_RULES: g_value_take_boxed (value, desk_numbers_dup_rules (DESK_NUMBERS (object))); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_numbers_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_RULES: desk_numbers_set_rules (DESK_NUMBERS (object), g_value_get_boxed (value)); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_numbers_dispose (GObject *object)
{
  DeskNumbers *self = DESK_NUMBERS (object);

  self->knows = NULL;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (desk_numbers_parent_class)->dispose (object);
}

static void
desk_numbers_finalize (GObject *object)
{
  DeskNumbers *self = DESK_NUMBERS (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->book, desk_number_book_unref);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (desk_numbers_parent_class)->finalize (object);
}

static void
desk_numbers_class_init (DeskNumbersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = desk_numbers_get_property;
  object_class->set_property = desk_numbers_set_property;
  object_class->dispose = desk_numbers_dispose;
  object_class->finalize = desk_numbers_finalize;

  properties[PROP_RULES]
      = g_param_spec_boxed ("rules", NULL, NULL, DESK_TYPE_NUMBER_RULES,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
desk_numbers_init (DeskNumbers *self)
{
  g_mutex_init (&self->lock);
  self->cancellable = g_cancellable_new ();
}

DeskNumbers *
desk_numbers_new (StoreAccount *account)
{
  DeskNumbers *self = g_object_new (DESK_TYPE_NUMBERS, NULL);

  g_return_val_if_fail (STORE_IS_ACCOUNT (account), self);

  self->account = g_object_ref (account);
  g_signal_connect_object (account, "notify::number-rules", G_CALLBACK (read_account), self, G_CONNECT_SWAPPED);
  read_account (self);
  return self;
}
