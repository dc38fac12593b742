/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What a profile changes, held against what the PBX has. Keys are those of the properties of a user, and "timer1" and
 * "timer2" for the two timers that switch the plans. */

typedef struct
{
  char *key;
  char *value; /* NULL: the person has to say it first */
} DeskProfileChange;

/* A line of the diff. */
typedef enum
{
  DESK_PROFILE_ROW_CHANGE,  /* will be, or was, changed */
  DESK_PROFILE_ROW_SAME,    /* is so already */
  DESK_PROFILE_ROW_MISSING, /* no value was given yet */
  DESK_PROFILE_ROW_FOREIGN, /* somebody else changed it meanwhile: left alone */
  DESK_PROFILE_ROW_DIFFERS, /* is not what it should be */
  DESK_PROFILE_ROW_BACK,    /* is as it was, for it was refused */
} DeskProfileRowState;

typedef struct
{
  char *key;
  char *before; /* as on the wire; NULL: not known */
  char *after;  /* NULL: missing */
  DeskProfileRowState state;
} DeskProfileRow;

/* --- one change --- */
DeskProfileChange *desk_profile_change_new  (const char *key, const char *value);
void               desk_profile_change_free (DeskProfileChange *change);
DeskProfileRow    *desk_profile_row_new     (const char *key, const char *before, const char *after, DeskProfileRowState state);
void               desk_profile_row_free    (DeskProfileRow *row);

GPtrArray  *desk_profile_changes_new     (void); /* of DeskProfileChange */
GPtrArray  *desk_profile_changes_copy    (GPtrArray *changes);
gboolean    desk_profile_changes_equal   (GPtrArray *a, GPtrArray *b);
DeskProfileChange *desk_profile_changes_find (GPtrArray *changes, const char *key); /* borrowed or NULL */
char       *desk_profile_changes_to_text (GPtrArray *changes);
GPtrArray  *desk_profile_changes_parse   (const char *text); /* NULL: unreadable */

GPtrArray  *desk_profile_rows_new        (void); /* of DeskProfileRow */
char       *desk_profile_rows_to_text    (GPtrArray *rows);
GPtrArray  *desk_profile_rows_parse      (const char *text); /* NULL: unreadable */
/* What applying @changes would do where the PBX has @values (key → value); of those it has no value of, none is known. */
GPtrArray  *desk_profile_diff            (GPtrArray *changes, GHashTable *values);
guint       desk_profile_rows_count      (GPtrArray *rows, DeskProfileRowState state);

/* --- keys and values --- */
/* 0: it is a property; else the number of the timer. */
guint       desk_profile_key_get_timer   (const char *key);
/* Whether a profile may have it: passwords, what was made once, and names and the like are not for switching. */
gboolean    desk_profile_key_is_allowed  (const char *key);
char       *desk_profile_key_dup_label   (const char *key); /* never NULL */
char       *desk_profile_key_dup_place   (const char *key); /* which plan and phone; NULL: of no plan */
/* Two writings of one value, what is not set and its default among them. */
gboolean    desk_profile_values_equal    (const char *key, const char *a, const char *b);
/* As the guide writes it; NULL with an error that says why it cannot be. */
char       *desk_profile_value_read      (const char *key, const char *value, GError **error);
/* For people. */
char       *desk_profile_value_to_words  (const char *key, const char *value);

/* Of what there is now, or with @is_after of what was set: a list in a sentence. */
char       *desk_profile_rows_to_words   (GPtrArray *rows, gboolean is_after);
/* What somebody said, for the middle of a sentence. */
char       *desk_profile_dup_reason      (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskProfileChange, desk_profile_change_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskProfileRow, desk_profile_row_free)

G_END_DECLS
