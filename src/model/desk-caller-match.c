/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-caller-private.h"

#include "model/desk-session-private.h"

struct _DeskCallerMatch
{
  GObject parent_instance;

  /* owned */
  char *key, *name, *contact_id, *phonebook, *number, *field;

  gboolean is_shared;
};

G_DEFINE_FINAL_TYPE (DeskCallerMatch, desk_caller_match, G_TYPE_OBJECT)

DeskCallerMatch *
desk_caller_match_new_dial (const char *code, const char *name, const char *number)
{
  DeskCallerMatch *self = g_object_new (DESK_TYPE_CALLER_MATCH, NULL);

  self->key = g_strconcat ("dial:", code, NULL);
  self->name = g_strdup (name);
  self->number = g_strdup (number);
  return self;
}

static DeskCallerMatch *
new_of_contact (const StoreContact *contact, const char *field, const char *number)
{
  DeskCallerMatch *self = g_object_new (DESK_TYPE_CALLER_MATCH, NULL);

  self->key = g_strconcat ("contact:", contact->id, NULL);
  self->name = g_strdup (contact->name);
  self->contact_id = g_strdup (contact->id);
  self->phonebook = g_strdup (contact->phonebook);
  self->is_shared = contact->is_shared;
  self->field = g_strdup (field);
  self->number = g_strdup (number);
  return self;
}

DeskCallerSameness
desk_caller_compare (DeskSession *session, const char *a, const char *b)
{
  switch (desk_numbers_compare (desk_session_get_numbers (session), a, b))
    {
    case DESK_SAMENESS_SAME: return DESK_CALLER_SAME;
    case DESK_SAMENESS_TAIL: return DESK_CALLER_MAYBE;
    case DESK_SAMENESS_NONE:
    default: return DESK_CALLER_OTHER;
    }
}

DeskCallerMatch *
desk_caller_match_read (DeskSession *session, const StoreContact *contact, const char *number,
                        gboolean *is_same)
{
  g_auto (GStrv) lines = contact->phones != NULL ? g_strsplit (contact->phones, "\n", -1) : NULL;
  DeskCallerMatch *found = NULL;

  *is_same = FALSE;
  for (guint i = 0; lines != NULL && lines[i] != NULL && !*is_same; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "\t", 3);
      DeskCallerSameness sameness = g_strv_length (parts) == 3 ? desk_caller_compare (session, number,
                                                                                      parts[2])
                                                               : DESK_CALLER_OTHER;

      if (sameness == DESK_CALLER_OTHER || (found != NULL && sameness == DESK_CALLER_MAYBE))
        continue;
      g_clear_object (&found);
      found = new_of_contact (contact, parts[1], parts[2]);
      *is_same = sameness == DESK_CALLER_SAME;
    }
  return found;
}

const char *
desk_caller_match_get_key (DeskCallerMatch *self)
{
  return self->key;
}

#define GETTER(type, field, none) \
  type desk_caller_match_get_##field (DeskCallerMatch *self) \
  { \
    g_return_val_if_fail (DESK_IS_CALLER_MATCH (self), none); \
    return self->field; \
  }

GETTER (const char *, name, NULL)
GETTER (const char *, contact_id, NULL)
GETTER (const char *, phonebook, NULL)
GETTER (gboolean, is_shared, FALSE)
GETTER (const char *, number, NULL)
GETTER (const char *, field, NULL)

static void
desk_caller_match_finalize (GObject *object)
{
  DeskCallerMatch *self = DESK_CALLER_MATCH (object);

  g_free (self->key);
  g_free (self->name);
  g_free (self->contact_id);
  g_free (self->phonebook);
  g_free (self->number);
  g_free (self->field);
  G_OBJECT_CLASS (desk_caller_match_parent_class)->finalize (object);
}

static void
desk_caller_match_class_init (DeskCallerMatchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desk_caller_match_finalize;
}

static void
desk_caller_match_init (DeskCallerMatch *self)
{
}
