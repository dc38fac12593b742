/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "ctl/ctl-command.h"

#define WORDS(...) ((const char *const[]) { __VA_ARGS__, NULL })
#define BINDING(id, ...) .run = ctl_run_method, .needs_account = TRUE, \
  .binding = &(const CtlBinding) { .method = PAL_METHOD_##id, __VA_ARGS__ }
#define ON_A_CALL .run = ctl_act, .needs_account = TRUE, \
  .options = CTL_OPTIONS_TALKER | CTL_OPTIONS_EXTENSION | CTL_OPTIONS_YES | CTL_OPTIONS_NO_WAIT \
             | CTL_OPTIONS_AGAIN

/* clang-format off */
static const CtlCommand commands[] = {
  { .name = "accounts list", .arguments = "", .run = ctl_accounts_list,
    .summary = N_("List the saved accounts") },
  { .name = "accounts add", .arguments = N_("NAME --url ADDRESS --user USER"), .min = 1, .max = 1,
    .run = ctl_accounts_add, .options = CTL_OPTIONS_REMEMBER,
    .summary = N_("Save an account; with --remember its password too, in the keyring") },
  { .name = "accounts set", .arguments = N_("ACCOUNT NAME=VALUE…"), .min = 2, .max = -1,
    .kind = CTL_ARGUMENT_ACCOUNT, .run = ctl_accounts_set,
    .summary = N_("Set an account's name, phone (1 to 4), park-slots (701-704,710) or shared-lines (line/1,line/2)") },
  { .name = "accounts trust", .arguments = N_("ACCOUNT [FINGERPRINT]"), .min = 1, .max = 2,
    .kind = CTL_ARGUMENT_ACCOUNT, .run = ctl_accounts_trust, .options = CTL_OPTIONS_YES,
    .summary = N_("Trust exactly one certificate for an account; shows the server's when none is given") },
  { .name = "accounts remove", .arguments = N_("ACCOUNT"), .min = 1, .max = 1,
    .kind = CTL_ARGUMENT_ACCOUNT, .run = ctl_accounts_remove,
    .summary = N_("Forget an account and its password") },

  { .name = "call", .arguments = N_("METHOD [NAME=VALUE…]"), .min = 1, .max = -1, .options = CTL_OPTIONS_RAW,
    .kind = CTL_ARGUMENT_CALL, .needs_account = TRUE, .run = ctl_call_method,
    .summary = N_("Call any method of the PBX; a secret is given as NAME=@FILE") },
  { .name = "methods", .arguments = "", .run = ctl_methods,
    .summary = N_("List the methods of the PBX") },
  { .name = "help", .arguments = N_("[METHOD|COMMAND]"), .max = 2, .kind = CTL_ARGUMENT_METHOD, .run = ctl_help,
    .summary = N_("Show this, or all about a method or a command") },

  { .name = "presence", .arguments = N_("[EXTENSION…]"), .max = -1, .needs_account = TRUE, .run = ctl_presence,
    .summary = N_("Show who is free and who talks with whom") },
  { .name = "watch", .arguments = "", .needs_account = TRUE, .run = ctl_watch,
    .summary = N_("Print what happens, one event a line, until interrupted") },

  { .name = "find", .arguments = N_("WORD…"), .min = 1, .max = -1, .run = ctl_find, .options = CTL_OPTIONS_FIND,
    .summary = N_("Find people, numbers, park slots and commands as the dial field does; the program must run") },
  { .name = "dial", .arguments = N_("NUMBER"), .min = 1, .max = 1, .needs_account = TRUE, .run = ctl_dial,
    .options = CTL_OPTIONS_EXTENSION | CTL_OPTIONS_YES | CTL_OPTIONS_NO_WAIT | CTL_OPTIONS_AGAIN,
    .summary = N_("Ring the own phone, then call a number") },
  { .name = "answer", .arguments = "", ON_A_CALL, .summary = N_("Answer the phone that rings") },
  { .name = "hangup", .arguments = "", ON_A_CALL, .summary = N_("End a call") },
  { .name = "hold", .arguments = "", ON_A_CALL, .summary = N_("Put a call on hold") },
  { .name = "unhold", .arguments = "", ON_A_CALL, .summary = N_("Go on with a call that is on hold") },
  { .name = "resume", .arguments = "", ON_A_CALL, .summary = N_("The same as unhold") },
  { .name = "transfer", .arguments = N_("[NUMBER]"), .max = 1, .run = ctl_act, .needs_account = TRUE,
    .options = CTL_OPTIONS_TALKER | CTL_OPTIONS_EXTENSION | CTL_OPTIONS_YES | CTL_OPTIONS_NO_WAIT
               | CTL_OPTIONS_TRANSFER | CTL_OPTIONS_AGAIN,
    .summary = N_("Hand a call over to a number at once; or in steps, with --attended and what ends it") },
  { .name = "park", .arguments = N_("SLOT"), .min = 1, .max = 1, ON_A_CALL, .summary = N_("Park a call in a slot") },
  { .name = "unpark", .arguments = N_("SLOT"), .min = 1, .max = 1, .needs_account = TRUE, .run = ctl_unpark,
    .options = CTL_OPTIONS_EXTENSION | CTL_OPTIONS_YES | CTL_OPTIONS_NO_WAIT | CTL_OPTIONS_AGAIN,
    .summary = N_("Bring whoever is parked in a slot to the own phone") },
  { .name = "record start", .arguments = "", ON_A_CALL, .summary = N_("Record a call") },
  { .name = "record stop", .arguments = "", ON_A_CALL, .summary = N_("End the recording of a call") },

  { .name = "phonebook list", .arguments = "", BINDING (GET_PHONEBOOKS),
    .summary = N_("List the phonebooks") },
  { .name = "phonebook search", .arguments = N_("[WORD…]"), .max = -1, .options = CTL_OPTIONS_SEARCH,
    BINDING (GET_CONTACT_LIST, .parameters = WORDS ("search_text…")),
    .summary = N_("List the contacts that have all these words") },
  { .name = "phonebook show", .arguments = N_("ID"), .min = 1, .max = 1,
    BINDING (GET_CONTACT, .parameters = WORDS ("aid")),
    .summary = N_("Show all of a contact") },
  { .name = "phonebook import", .arguments = N_("FILE"), .min = 1, .max = 1, .needs_account = TRUE,
    .run = ctl_phonebook_import, .options = CTL_OPTIONS_BOOK | CTL_OPTIONS_YES,
    .summary = N_("Take contacts out of a CSV or vCard file, after showing what would change") },
  { .name = "phonebook undo", .arguments = N_("[FILE]"), .max = 1, .needs_account = TRUE,
    .run = ctl_phonebook_undo, .options = CTL_OPTIONS_YES,
    .summary = N_("Take back the last import, or the one of an undo file") },
  { .name = "phonebook export", .arguments = N_("FILE [WORD…]"), .min = 1, .max = -1, .needs_account = TRUE,
    .run = ctl_phonebook_export, .options = CTL_OPTIONS_BOOK | CTL_OPTIONS_EXPORT,
    .summary = N_("Write contacts into a CSV or vCard file") },

  { .name = "timer show", .arguments = "", .needs_account = TRUE, .run = ctl_timer_show,
    .options = CTL_OPTIONS_EXTENSION | CTL_OPTIONS_NUMBER,
    .summary = N_("Show the schedule of a timer as the PBX writes it") },
  { .name = "timer set", .arguments = N_("SCHEDULE"), .min = 1, .max = 1, .needs_account = TRUE, .run = ctl_timer_set,
    .options = CTL_OPTIONS_EXTENSION | CTL_OPTIONS_NUMBER | CTL_OPTIONS_YES | CTL_OPTIONS_NO_WAIT,
    .summary = N_("Set the schedule of a timer") },
  { .name = "timer explain", .arguments = N_("[SCHEDULE]"), .max = 1, .run = ctl_timer_explain,
    .options = CTL_OPTIONS_EXTENSION | CTL_OPTIONS_NUMBER | CTL_OPTIONS_DAYS,
    .summary = N_("Say in words when a schedule, or that of a timer, is active, and when next") },
  { .name = "timer preview", .arguments = N_("[SCHEDULE]"), .max = 1, .run = ctl_timer_preview,
    .options = CTL_OPTIONS_EXTENSION | CTL_OPTIONS_NUMBER | CTL_OPTIONS_DAYS,
    .summary = N_("List when a schedule, or that of a timer, will be active") },

  { .name = "profile list", .arguments = "", .run = ctl_profile_list,
    .summary = N_("List the routing profiles, and which of them is on; the program must run") },
  { .name = "profile preview", .arguments = N_("PROFILE"), .min = 1, .max = 1, .run = ctl_profile_preview,
    .summary = N_("Show what a routing profile would change") },
  { .name = "profile apply", .arguments = N_("PROFILE"), .min = 1, .max = 1, .run = ctl_profile_apply,
    .options = CTL_OPTIONS_YES | CTL_OPTIONS_UNTIL,
    .summary = N_("Switch to a routing profile, after showing what would change") },
  { .name = "profile undo", .arguments = "", .run = ctl_profile_undo, .options = CTL_OPTIONS_YES,
    .summary = N_("Take back the routing profile that was applied last") },

  { .name = "note list", .arguments = N_("[PATTERN]"), .max = 1,
    BINDING (GET_NOTE_NAMES, .parameters = WORDS ("filter")),
    .summary = N_("List the notes") },
  { .name = "note show", .arguments = N_("NAME"), .min = 1, .max = 1, .needs_account = TRUE, .run = ctl_note_show,
    .summary = N_("Show the text of a note") },
  { .name = "note edit", .arguments = N_("NAME"), .min = 1, .max = 1, .needs_account = TRUE, .run = ctl_note_edit,
    .options = CTL_OPTIONS_NOTE | CTL_OPTIONS_NO_WAIT,
    .summary = N_("Change a note in the editor, or from a file; makes it when there is none") },
  { .name = "note delete", .arguments = N_("NAME"), .min = 1, .max = 1,
    .options = CTL_OPTIONS_YES | CTL_OPTIONS_NO_WAIT,
    BINDING (DELETE_NOTE, .parameters = WORDS ("name"), .question = N_("Delete the note {name}?"),
      .done = N_("The note {name} is deleted"), .check = PAL_METHOD_GET_NOTE, .is_gone = TRUE),
    .summary = N_("Delete a note") },

  { .name = "ext list", .arguments = N_("[PATTERN]"), .max = 1, .options = CTL_OPTIONS_TYPE,
    BINDING (GET_EXTENSIONS, .parameters = WORDS ("pattern"),
      .fixed = WORDS ("pattern=..*", "limit=-1", "property_names=name,desc")),
    .summary = N_("List the extensions whose number is as the regular expression says") },
  { .name = "ext properties", .arguments = N_("TYPE [SUBTYPE]"), .min = 1, .max = 2,
    .kind = CTL_ARGUMENT_TYPE, .run = ctl_ext_properties,
    .summary = N_("List the properties that extensions of a type have") },
  { .name = "ext get", .arguments = N_("EXTENSION [NAME…]"), .min = 1, .max = -1, .needs_account = TRUE,
    .kind = CTL_ARGUMENT_PROPERTY, .run = ctl_ext_get,
    .summary = N_("Show properties of an extension; all that are set when none is named") },
  { .name = "ext set", .arguments = N_("EXTENSION NAME=VALUE…"), .min = 2, .max = -1, .needs_account = TRUE,
    .kind = CTL_ARGUMENT_SETTING, .run = ctl_ext_set, .options = CTL_OPTIONS_YES | CTL_OPTIONS_NO_WAIT,
    .summary = N_("Change properties of an extension; a secret is given as NAME=@FILE") },
  { .name = "ext diff", .arguments = N_("EXTENSION OTHER|NAME=VALUE…"), .min = 2, .max = -1, .needs_account = TRUE,
    .kind = CTL_ARGUMENT_SETTING, .run = ctl_ext_diff,
    .summary = N_("Show in what two extensions differ, or what such a change would change") },
  { .name = "ext create", .arguments = N_("EXTENSION TYPE [NAME=VALUE…]"), .min = 2, .max = -1, .needs_account = TRUE,
    .run = ctl_ext_create, .options = CTL_OPTIONS_NO_WAIT,
    .summary = N_("Create an extension; a user with login_password=@FILE and password=@FILE") },
  { .name = "ext delete", .arguments = N_("EXTENSION"), .min = 1, .max = 1,
    .options = CTL_OPTIONS_YES | CTL_OPTIONS_NO_WAIT,
    BINDING (DELETE_EXTENSION, .parameters = WORDS ("extension"), .question = N_("Delete extension {name}?"),
      .done = N_("Extension {name} is deleted"), .check = PAL_METHOD_GET_EXTENSION_PROPERTIES,
      .check_fixed = WORDS ("property_names=type"), .is_gone = TRUE),
    .summary = N_("Delete an extension") },

  { .name = "tenant show", .arguments = N_("TENANT"), .min = 1, .max = 1,
    BINDING (GET_TENANT_PROPERTIES, .parameters = WORDS ("tenant"),
      .fixed = WORDS ("property_names=tenantid,desc,maxrecordingsessions,maxusers,maxsessions")),
    .summary = N_("Show the properties of a tenant") },
  { .name = "tenant create", .arguments = N_("TENANT"), .min = 1, .max = 1, .options = CTL_OPTIONS_NO_WAIT,
    BINDING (CREATE_TENANT, .parameters = WORDS ("tenant"), .done = N_("The tenant {name} is there"),
      .check = PAL_METHOD_GET_TENANT_PROPERTIES, .check_fixed = WORDS ("property_names=tenantid")),
    .summary = N_("Create a tenant") },
  { .name = "did list", .arguments = "", BINDING (GET_ALL_DIDS),
    .summary = N_("List the numbers calls come in by, with where they go") },
  { .name = "route templates", .arguments = "", BINDING (GET_ROUTE_TEMPLATE_NAMES),
    .summary = N_("List the route templates") },
  { .name = "route list", .arguments = N_("TEMPLATE"), .min = 1, .max = 1,
    BINDING (GET_ROUTE_VARIABLES, .parameters = WORDS ("template")),
    .summary = N_("List the routes of a template with their variables") },
  { NULL }
};
/* clang-format on */

const CtlCommand *
ctl_commands_get (void)
{
  return commands;
}

const CtlCommand *
ctl_commands_lookup (char **words, guint *n_words)
{
  for (const CtlCommand *command = commands; command->name != NULL; command++)
    {
      g_auto (GStrv) name = g_strsplit (command->name, " ", 2);
      guint i = 0;

      while (name[i] != NULL && words[i] != NULL && g_str_equal (name[i], words[i]))
        i++;
      if (name[i] == NULL)
        {
          *n_words = i;
          return command;
        }
    }

  return NULL;
}
