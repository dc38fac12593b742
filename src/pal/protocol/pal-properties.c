/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The table of properties, in the order of chapter 7 of the guide. Simulator, command line, documentation and
 * the app's editors all read it. */
#include "config.h"

#include "pal/protocol/pal-intl.h"
#include "pal/protocol/pal-properties.h"

/* clang-format off */

#define NAMES(...) ((const char *const[]) { __VA_ARGS__, NULL })

#define ROW(k, what, where, text, ...) \
  { .key = k, .kind = PAL_PROPERTY_KIND_##what, .group = where, .label = text, .default_value = "", \
    __VA_ARGS__ }
/* These take the default as a text. */
#define BOOLEAN(k, where, text, d, ...) \
  { .key = k, .kind = PAL_PROPERTY_KIND_BOOLEAN, .group = where, .label = text, .default_value = d, \
    __VA_ARGS__ }
#define CHOICE(k, where, text, d, names, ...) \
  { .key = k, .kind = PAL_PROPERTY_KIND_CHOICE, .group = where, .label = text, .default_value = d, \
    .choices = names, __VA_ARGS__ }
#define NUMBER(k, where, text, d, from, to, ...) \
  { .key = k, .kind = PAL_PROPERTY_KIND_NUMBER, .group = where, .label = text, .default_value = d, \
    .min = from, .max = to, __VA_ARGS__ }
#define END { NULL }

#define HELP(text) .help = text
#define FLAGS(f) .flags = f
#define ADMIN PAL_PROPERTY_ADMIN_ONLY
#define BEYOND PAL_PROPERTY_BEYOND_GUIDE
#define DERIVED PAL_PROPERTY_DERIVED

#define GENERAL N_("General")
#define FORWARDING N_("Forwarding")
#define RINGING N_("Ringing")
#define MEMBERS N_("Members")
#define QUEUE N_("Queue")
#define MENU N_("Menu")
#define PROGRAM N_("Program")
#define CONDITIONS N_("Conditions")
#define CALLS N_("Calls")
#define VOICEMAIL N_("Voicemail")
#define EMAIL N_("E-mail")
#define ACCOUNT N_("Account")
#define PHONES N_("Phones")
#define RECORDING N_("Recording")
#define LIMITS N_("Limits")

/* Rows that come again and again. Seconds stop at a day: the guide names no limit. */
#define DAY 86400
#define SECONDS(k, where, text, d) NUMBER (k, where, text, d, 0, DAY, HELP (N_("In seconds")))
#define TYPE(name) CHOICE ("type", GENERAL, N_("Extension type"), name, NAMES (name), \
  FLAGS (PAL_PROPERTY_READ_ONLY | ADMIN))
#define STYPE(name, names) CHOICE ("stype", GENERAL, N_("Specific type"), name, names, FLAGS (ADMIN))
#define GROUP_TYPES NAMES ("sr", "rr")
#define IVR_TYPES NAMES ("aa", "fm", "ptn", "scr", "fl")
#define DESC ROW ("desc", TEXT, GENERAL, N_("Description"))
#define LANGUAGE CHOICE ("language", GENERAL, N_("Language"), "en", NAMES ("en", "ja"), \
  HELP (N_("Of the announcements of the PBX")))
#define NO_ANSWER(k) ROW (k, EXTENSION, FORWARDING, N_("When nobody answers"), \
  HELP (N_("Extension that takes the call")))

static const PalProperty callback_rows[] = {
  TYPE ("callback"),
  ROW ("callback.callee", EXTENSION, FORWARDING, N_("Who is called back")),
  DESC,
  NO_ANSWER ("noanswerforward"),
  SECONDS ("ringertime", RINGING, N_("Ringing time"), "90"),
  END
};

static const PalProperty conference_rows[] = {
  TYPE ("conference"),
  ROW ("callback.callee", EXTENSION, FORWARDING, N_("Who is called back")),
  ROW ("conf.accept", PATTERN, CONDITIONS, N_("Applies to these callers"),
       HELP (N_("Pattern of caller numbers such as 3*"))),
  DESC,
  BOOLEAN ("exit.on.host.disconnected", CALLS, N_("Everybody leaves with the host"), "false"),
  ROW ("phoneforward", EXTENSION_LIST, MEMBERS, N_("Who is called"), HELP (N_("Extensions between commas"))),
  END
};

static const PalProperty simultaneous_rows[] = {
  TYPE ("ringgroup"),
  STYPE ("sr", GROUP_TYPES),
  DESC,
  NO_ANSWER ("noanswerforward"),
  ROW ("phoneforward", EXTENSION_LIST, MEMBERS, N_("Members"), HELP (N_("Extensions between commas"))),
  SECONDS ("ringertime", RINGING, N_("Ringing time"), "90"),
  END
};

static const PalProperty hunting_rows[] = {
  TYPE ("ringgroup"),
  STYPE ("rr", GROUP_TYPES),
  DESC,
  NO_ANSWER ("noanswerforward"),
  CHOICE ("switchmode", RINGING, N_("Order"), "cyclic", NAMES ("cyclic", "ascending"),
          HELP (N_("Cyclic goes on after the last one called, ascending begins with the first"))),
  ROW ("phoneforward", EXTENSION_LIST, MEMBERS, N_("Members"), HELP (N_("Extensions between commas"))),
  NUMBER ("queuingcallinterval", QUEUE, N_("Time between two attempts"), "0", 0, 3600000,
          HELP (N_("In milliseconds"))),
  NUMBER ("queuingmax", QUEUE, N_("Most calls in the queue"), "", 0, 10000,
          HELP (N_("0: no queue; empty: without limit"))),
  SECONDS ("queuingtime", QUEUE, N_("Longest wait in the queue"), "0"),
  { .key = "ringertimes", .kind = PAL_PROPERTY_KIND_NUMBER_LIST, .group = RINGING, .default_value = "20",
    .label = N_("Ringing time of each member"), HELP (N_("In seconds, between commas")) },
  BOOLEAN ("round.tryonce", RINGING, N_("Try everybody once only"), "false"),
  END
};

static const PalProperty attendant_rows[] = {
  TYPE ("ivr"),
  STYPE ("aa", IVR_TYPES),
  DESC,
  ROW ("ex.autotransfer", EXTENSION, MENU, N_("Operator"),
       HELP (N_("Extension that takes callers who choose nothing"))),
  SECONDS ("ex.calltimesec", RINGING, N_("Ringing time"), "30"),
  NUMBER ("ex.digitmaxlength", MENU, N_("Most digits"), "4", 1, 64),
  SECONDS ("ex.dtmfwaittimesec", MENU, N_("Wait for digits"), "20"),
  NUMBER ("ex.maxretry", MENU, N_("Most attempts"), "5", 0, 100),
  ROW ("ex.speeddial", TEXT, MENU, N_("Speed dial")),
  BOOLEAN ("ex.useronly", MENU, N_("Transfer to unregistered users"), "false"),
  LANGUAGE,
  END
};

static const PalProperty forwarding_rows[] = {
  TYPE ("ivr"),
  STYPE ("fm", IVR_TYPES),
  DESC,
  LANGUAGE,
  ROW ("fm.targetusers", EXTENSION_LIST, MEMBERS, N_("Groups to join and leave"),
       HELP (N_("Group extensions between commas"))),
  END
};

static const PalProperty plan_rows[] = {
  TYPE ("ivr"),
  STYPE ("ptn", IVR_TYPES),
  DESC,
  LANGUAGE,
  NUMBER ("ptn.index", PROGRAM, N_("Plan"), "1", 1, PAL_PROPERTY_MAX_PLAN),
  BOOLEAN ("ptn.toggle", PROGRAM, N_("On and off in turn"), "false",
           HELP (N_("Calling again goes back to the plan before"))),
  END
};

static const PalProperty script_rows[] = {
  TYPE ("ivr"),
  STYPE ("scr", IVR_TYPES),
  DESC,
  BOOLEAN ("ivr.script.autoanswer", CALLS, N_("Answer at once"), "false"),
  ROW ("ivr.script.function", TEXT, PROGRAM, N_("Function")),
  ROW ("ivr.script.note", TEXT, PROGRAM, N_("Note with the script")),
  ROW ("ivr.script.parameter", TEXT, PROGRAM, N_("Parameter")),
  LANGUAGE,
  END
};

static const PalProperty flow_rows[] = {
  TYPE ("ivr"),
  STYPE ("fl", IVR_TYPES),
  DESC,
  BOOLEAN ("ivr.flow.autoanswer", CALLS, N_("Answer at once"), "false"),
  ROW ("ivr.flow.name", TEXT, PROGRAM, N_("Flow")),
  ROW ("ivr.flow.parameter", TEXT, PROGRAM, N_("Properties of the flow")),
  LANGUAGE,
  END
};

/* The conditions of a schedule: of the schedule extension, and by the note under 7.6 of users. */
#define CALLER_ROUTE(f) CHOICE ("pln[n]_ptn[n]_callerroute", CONDITIONS, N_("Where the call comes from"), "any", \
  NAMES ("any", "external", "internal"), FLAGS (f))
#define FILTER_TEXT(f) ROW ("pln[n]_ptn[n]_filtertext", PATTERN, CONDITIONS, N_("Caller's number"), \
  HELP (N_("Regular expression, or a pattern such as 3*")), FLAGS (f))
#define FILTER_TYPE(f) CHOICE ("pln[n]_ptn[n]_filtertype", CONDITIONS, N_("Callers who"), "match", \
  NAMES ("match", "unmatch"), FLAGS (f))
#define TIME_SCHEDULE(f) ROW ("pln[n]_ptn[n]_timeschedule", SCHEDULE, CONDITIONS, N_("When"), \
  HELP (N_("P<dates>A<days>W<weeks>D<pattern>T<times>")), FLAGS (f))

static const PalProperty schedule_rows[] = {
  TYPE ("conditional"),
  DESC,
  ROW ("pln[n]_d_noanswerforward", EXTENSION, FORWARDING, N_("Forward to")),
  BOOLEAN ("pln[n]_d_p[n]_paging", PHONES, N_("Paging"), "false"),
  CALLER_ROUTE (0),
  FILTER_TEXT (0),
  FILTER_TYPE (0),
  TIME_SCHEDULE (0),
  ROW ("pln[n]_ptn[n]_noanswerforward", EXTENSION, FORWARDING, N_("Forward to")),
  BOOLEAN ("pln[n]_ptn[n]_p[n]_paging", PHONES, N_("Paging"), "false"),
  END
};

/* What a user's default schedule has, and under another prefix each other schedule. */
#define SCHEDULE_ROWS(p, f) \
  BOOLEAN (p "anothercall.beep", RINGING, N_("Beep when another call comes"), "true", FLAGS (f)), \
  ROW (p "busyforward", TEXT, FORWARDING, N_("When busy"), HELP (N_("Number the call goes to")), FLAGS (f)), \
  BOOLEAN (p "callnext", RINGING, N_("Ring the next phone when one stops"), "false", FLAGS (f)), \
  NUMBER (p "knockknock", RINGING, N_("Knock Knock period"), "0", 0, DAY, FLAGS (f)), \
  BOOLEAN (p "knockknock_onlyinternal", RINGING, N_("Knock Knock for extensions only"), "false", FLAGS (f)), \
  ROW (p "noanswerforward", TEXT, FORWARDING, N_("When unanswered"), HELP (N_("Number the call goes to")), \
       FLAGS (f)), \
  ROW (p "phoneforward", PHONE_LIST, FORWARDING, N_("Other phones that ring"), \
       HELP (N_("Numbers between commas")), FLAGS (f)), \
  NUMBER (p "ringertime", RINGING, N_("Ringing time"), "30", 0, DAY, HELP (N_("In seconds")), FLAGS (f)), \
  NUMBER (p "p[n]_delay", PHONES, N_("Delay"), "0", 0, DAY, HELP (N_("In seconds")), FLAGS (f)), \
  BOOLEAN (p "p[n]_enabled", PHONES, N_("Rings"), "true", FLAGS (f)), \
  BOOLEAN (p "p[n]_paging", PHONES, N_("Paging"), "false", FLAGS (f)), \
  NUMBER (p "p[n]_ringertime", PHONES, N_("Ringing time"), "", 0, DAY, \
          HELP (N_("In seconds; empty: as long as the others")), FLAGS (f))

static const PalProperty user_rows[] = {
  BOOLEAN ("admin", ACCOUNT, N_("Administrator"), "false", FLAGS (ADMIN)),
  BOOLEAN ("allowjoin", CALLS, N_("Others may join my calls"), "true"),
  ROW ("automonitor", EXTENSION_LIST, CALLS, N_("Monitored automatically"),
       HELP (N_("Extensions between commas"))),
  BOOLEAN ("busyforward.voicemail", FORWARDING, N_("To voicemail when busy"), "false"),
  BOOLEAN ("canjoin", CALLS, N_("May join calls of others"), "true"),
  ROW ("defaultpickup", EXTENSION, CALLS, N_("Pickup group"), HELP (N_("Extension of a group"))),
  DESC,
  ROW ("email", EMAIL_LIST, EMAIL, N_("Addresses"), HELP (N_("Where voicemail is sent, between commas"))),
  BOOLEAN ("emailattachment", EMAIL, N_("Attach the recording"), "false"),
  BOOLEAN ("emailnotification", EMAIL, N_("Tell by e-mail"), "false"),
  CHOICE ("greetingtype", VOICEMAIL, N_("Greeting"), "3", NAMES ("1", "2", "3"),
          HELP (N_("1: personal, 2: alternative, 3: that of the system"))),
  LANGUAGE,
  ROW ("login.password", SECRET, ACCOUNT, N_("Login password")),
  NUMBER ("maxsessioncount", CALLS, N_("Most incoming calls"), "-1", -1, 6,
          HELP (N_("0 to 6; -1: without limit"))),
  ROW ("messageforward", EXTENSION_LIST, VOICEMAIL, N_("Forward messages to"),
       HELP (N_("Users between commas"))),
  ROW ("name", TEXT, GENERAL, N_("Name")),
  BOOLEAN ("noanswerforward.voicemail", FORWARDING, N_("To voicemail when unanswered"), "false"),
  ROW ("password", SECRET, VOICEMAIL, N_("Password of the mailbox")),
  SCHEDULE_ROWS ("pln[n]_d_", 0),
  ROW ("pnumber[n]", TEXT, PHONES, N_("Phone")),
  { .key = "p[n]_ptype", .kind = PAL_PROPERTY_KIND_TEXT, .group = PHONES, .default_value = "Type 1",
    .label = N_("Type of the phone"), .choices = NAMES ("Type 1", "Type 2", "Web Phone"),
    HELP (N_("One of those set up under [Options] > [Phone Type]")) },
  BOOLEAN ("recording", RECORDING, N_("Record calls"), "false"),
  ROW ("recording.pattern", PATTERN_LIST, RECORDING, N_("Only calls with these numbers"),
       HELP (N_("Patterns between commas"))),
  NUMBER ("recordlength", VOICEMAIL, N_("Longest message"), "180", 0, DAY, HELP (N_("In seconds"))),
  ROW ("resourcemap", TEXT, CALLS, N_("Resource map")),
  TYPE ("user"),
  ROW ("userclass", TEXT, ACCOUNT, N_("User class"), FLAGS (ADMIN),
       HELP (N_("One of those set up under [Options] > [User Access Settings]"))),
  BOOLEAN ("voicemail.readcallerid", VOICEMAIL, N_("Say the caller's number"), "true"),
  CHOICE ("voicemail.password.enter.type", VOICEMAIL, N_("No password from my phone"), "0", NAMES ("0", "1"),
          HELP (N_("0: no, 1: yes"))),
  SCHEDULE_ROWS ("pln[n]_ptn[n]_", DERIVED),
  CALLER_ROUTE (DERIVED),
  FILTER_TEXT (DERIVED),
  FILTER_TYPE (DERIVED),
  TIME_SCHEDULE (DERIVED),
  ROW ("pnumber", PHONE_LIST, PHONES, N_("All four phones"), FLAGS (BEYOND | PAL_PROPERTY_POSITIONAL),
       .max = PAL_PROPERTY_MAX_PHONE, HELP (N_("Between commas; an empty one is no phone"))),
  BOOLEAN ("phoneappli.enable", ACCOUNT, N_("Uses PhoneAppli"), "false", FLAGS (BEYOND)),
  END
};

static const PalProperty tenant_rows[] = {
  ROW ("tenantid", TEXT, GENERAL, N_("Name"), FLAGS (ADMIN)),
  ROW ("desc", TEXT, GENERAL, N_("Description"), FLAGS (ADMIN)),
  NUMBER ("maxrecordingsessions", LIMITS, N_("Most calls recorded at once"), "-1", -1, G_MAXINT,
          HELP (N_("-1: without limit")), FLAGS (ADMIN)),
  NUMBER ("maxusers", LIMITS, N_("Most users"), "-1", -1, G_MAXINT,
          HELP (N_("-1: without limit")), FLAGS (ADMIN)),
  NUMBER ("maxsessions", LIMITS, N_("Most calls at once"), "-1", -1, G_MAXINT,
          HELP (N_("-1: without limit")), FLAGS (ADMIN)),
  END
};

#define TABLE(t, s, where, text, r) \
  { .type = t, .subtype = s, .section = where, .label = text, .rows = r, .n_rows = G_N_ELEMENTS (r) - 1 }

static const PalPropertyTable tables[] = {
  TABLE ("callback", NULL, "7.1", N_("Callback"), callback_rows),
  TABLE ("conference", NULL, "7.2", N_("Conference"), conference_rows),
  TABLE ("ringgroup", "sr", "7.3", N_("Group, simultaneous ring"), simultaneous_rows),
  TABLE ("ringgroup", "rr", "7.3", N_("Group, call hunting"), hunting_rows),
  TABLE ("ivr", "aa", "7.4", N_("Auto attendant"), attendant_rows),
  TABLE ("ivr", "fm", "7.4", N_("Add or remove forwarding destinations"), forwarding_rows),
  TABLE ("ivr", "ptn", "7.4", N_("Switch plan"), plan_rows),
  TABLE ("ivr", "scr", "7.4", N_("Script"), script_rows),
  TABLE ("ivr", "fl", "7.4", N_("Flow"), flow_rows),
  TABLE ("conditional", NULL, "7.5", N_("Schedule"), schedule_rows),
  TABLE ("user", NULL, "7.6", N_("User"), user_rows),
  TABLE ("tenant", NULL, "5.25", N_("Tenant"), tenant_rows),
};

/* clang-format on */

const PalPropertyTable *
pal_property_table_get (guint index)
{
  return index < G_N_ELEMENTS (tables) ? &tables[index] : NULL;
}

const PalPropertyTable *
pal_property_table_find (const char *type, const char *subtype)
{
  g_return_val_if_fail (type != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      if (g_ascii_strcasecmp (tables[i].type, type) == 0
          && (tables[i].subtype == NULL || subtype == NULL || *subtype == '\0'
              || g_ascii_strcasecmp (tables[i].subtype, subtype) == 0))
        return &tables[i];
    }

  return NULL;
}

const char *
pal_property_table_get_label (const PalPropertyTable *table)
{
  return _(table->label);
}

const char *
pal_property_get_group (const PalProperty *property)
{
  return _(property->group);
}

const char *
pal_property_get_label (const PalProperty *property)
{
  return _(property->label);
}

const char *
pal_property_get_help (const PalProperty *property)
{
  return property->help != NULL ? _(property->help) : NULL;
}
