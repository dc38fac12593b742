/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pal/protocol/pal-contact-info.h"
#include "pal/protocol/pal-events.h"
#include "pal/protocol/pal-methods.h"
#include "sim/sim-clock.h"

G_BEGIN_DECLS

/* The state of a simulated PBX: no sockets. Fields are there to be read; change them by the functions.
 * Signals: `event` (SimTenant *, const PalEvent *), what subscribers may be told; `flush` after a batch. */
#define SIM_TYPE_WORLD (sim_world_get_type ())
G_DECLARE_FINAL_TYPE (SimWorld, sim_world, SIM, WORLD, GObject)

/* How a phone behaves when it is called. */
typedef enum
{
  SIM_MANNER_AUTO,   /* as a person would; waits for its user when the user is signed in */
  SIM_MANNER_ANSWER, /* answers after `delay` and stays */
  SIM_MANNER_WAIT,   /* rings until somebody does something */
  SIM_MANNER_BUSY,
  SIM_MANNER_IGNORE, /* rings to the end */
  SIM_MANNER_DND,
} SimManner;

struct _SimPhone
{
  SimExtension *owner;
  char *id;
  guint index;               /* 1–4 */
  gboolean registered;
  SimManner manner;
  guint delay;               /* ms */
  SimRemote remote;
};

struct _SimExtension
{
  SimTenant *tenant;
  char *number;
  GHashTable *properties;    /* only what differs from the defaults */
  GPtrArray *phones;         /* SimPhone */
  GPtrArray *legs;           /* SimLeg, borrowed */
  char *timers[2];
  gboolean is_user;
  gboolean registered;       /* as last told */
  guint attended;            /* sessions of this user */
  guint hunt_next;           /* of a hunt group: the member whose turn it is */
  GPtrArray *messages;       /* SimMessage, oldest first: see sim-mail.h */
  int n_new, n_unread, n_read, n_saved; /* of the messages; what is new is unread as well */
};

typedef struct { char *name, *description, *text; int access; } SimNote;
typedef struct { char *id, *owner, *phonebook, *search, *display_name; PalContactInfo *info; } SimContact;
typedef struct { char *name; char *owner; } SimPhonebook; /* owner NULL: shared */

struct _SimTenant
{
  SimWorld *world;
  char *name;
  GHashTable *properties;
  GHashTable *extensions;    /* number → SimExtension */
  GPtrArray *order;          /* the same, in the order made */
  GPtrArray *notes, *phonebooks;
  GHashTable *contacts;      /* id → SimContact */
  GPtrArray *contact_order;
  GString *contact_texts;    /* for the search, made again when contacts_changed */
  GArray *contact_starts;
  gboolean contacts_changed;
  GHashTable *contact_lists; /* what was asked for → GPtrArray of SimContact, until something changes */
  GPtrArray *parks;          /* char *, in order */
  GPtrArray *lines;
  GHashTable *parked;        /* number → SimLeg */
  GHashTable *seized;        /* line → user number holding it */
  GHashTable *rooms, *legs;  /* id → SimRoom, talker id → SimLeg */
  GHashTable *outside;       /* number → GINT SimManner, how an outside party behaves */
  GPtrArray *push_devices;   /* SimPushDevice: see sim-push.h */
  GHashTable *app_data;      /* owner, a line feed and the id → JSON text */
};

struct _SimWorld
{
  GObject parent_instance;

  /* owned */
  SimClock *clock;
  GRand *rand;
  GPtrArray *tenants;
  char *system_password;
  GQueue *history;           /* char *, one JSON line an ended call */
  GQueue *stories;           /* of legs that are gone: see sim-story.h */
  GPtrArray *call_backs;     /* of callback extensions */
  GPtrArray *templates;      /* SimTemplate: see sim-route.h */
  GPtrArray *push_applications; /* SimPushApplication */

  gint64 wall_offset;        /* ms from the clock to the time of day */
  double auto_answer;        /* seconds, < 0 off */
  guint ring_timeout;        /* ms */
  guint park_timeout;        /* ms until a parked call returns; 0 never */
  guint loss_timeout;        /* ms until a phone off the net loses its calls */
  SimQuirks quirks;
  gboolean active;
  guint batching;
  guint64 n_requests[PAL_N_METHODS]; /* received so far, refused ones too */
  guint64 next_room, next_talker, next_log, next_contact, next_message, n_calls;
};

SimWorld     *sim_world_new            (SimClock *clock, guint32 seed);
/* The office of the default world; @users below 12 still makes the whole office. */
void          sim_world_fill_office    (SimWorld *self, guint users, guint contacts);

SimTenant    *sim_world_add_tenant     (SimWorld *self, const char *name);
SimTenant    *sim_world_get_tenant     (SimWorld *self, const char *name); /* NULL, "" and "-": the first */
void          sim_tenant_rename        (SimTenant *self, const char *name); /* its routes go with it */
void          sim_world_set_active     (SimWorld *self, gboolean active);
/* The date and time of day at the PBX, which its schedules go by: that of the machine until it is set. */
GDateTime    *sim_world_get_wall_time  (SimWorld *self);
void          sim_world_set_wall_time  (SimWorld *self, GDateTime *time);
void          sim_world_emit           (SimWorld *self, SimTenant *tenant, const PalEvent *event);
void          sim_world_begin_batch    (SimWorld *self);
void          sim_world_end_batch      (SimWorld *self);
/* Everybody is idle afterwards, nobody is told. */
void          sim_world_reset_calls    (SimWorld *self);

/* What the tenant's properties allow: another user, another call, another recording. Asked beforehand. */
gboolean      sim_tenant_may_add_user  (SimTenant *self, GError **error);
gboolean      sim_tenant_may_call      (SimTenant *self, GError **error);
gboolean      sim_tenant_may_record    (SimTenant *self, GError **error);
SimExtension *sim_tenant_get_extension (SimTenant *self, const char *number);
SimExtension *sim_tenant_add_extension (SimTenant *self, const char *number, const char *type);
void          sim_tenant_remove_extension (SimTenant *self, SimExtension *extension);
SimNote      *sim_tenant_get_note      (SimTenant *self, const char *name);
SimNote      *sim_tenant_add_note      (SimTenant *self, const char *name);

const char   *sim_extension_get        (SimExtension *self, const char *property); /* never NULL */
void          sim_extension_set        (SimExtension *self, const char *property, const char *value);
gboolean      sim_extension_is_on      (SimExtension *self, const char *property);
SimPhone     *sim_extension_get_phone  (SimExtension *self, guint index); /* 0 or 1…4; NULL when none */
void          sim_extension_set_phone  (SimExtension *self, guint index, const char *id);
void          sim_phone_set_registered (SimPhone *self, gboolean registered);
gboolean      sim_text_is_true         (const char *text); /* true, on, 1, yes in any case */

G_END_DECLS
