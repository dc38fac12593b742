/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The table of methods. Client, simulator, command line, documentation and the app's own "may I" all read
 * it; the wire name of a method stands here and nowhere else. */
#include "config.h"

#include <string.h>

#include "pal/protocol/pal-intl.h"
#include "pal/protocol/pal-methods.h"

#define TIMEOUT 10 /* seconds, as the vendor's client waits */

#define REQUIRED PAL_PARAM_REQUIRED
#define SECRET PAL_PARAM_SECRET
#define BEYOND PAL_PARAM_BEYOND_GUIDE
#define CHANGES PAL_METHOD_CHANGES_STATE
#define SAFE PAL_METHOD_SAFE_TO_REPEAT

/* clang-format off */

#define NAMES(...) ((const char *const[]) { __VA_ARGS__, NULL })
#define NO_PARAMS ((const PalParam[]) { { NULL } })
#define PARAMS(...) ((const PalParam[]) { __VA_ARGS__, { NULL } })

/* Types, as a row begins; aliases and flags follow by name. */
#define TEXT(n) .name = n, .type = PAL_PARAM_TYPE_TEXT
#define INTEGER(n) .name = n, .type = PAL_PARAM_TYPE_INTEGER
#define BOOLEAN(n) .name = n, .type = PAL_PARAM_TYPE_BOOLEAN
#define LIST(n) .name = n, .type = PAL_PARAM_TYPE_LIST
#define MAP(n) .name = n, .type = PAL_PARAM_TYPE_MAP
#define JSON(n) .name = n, .type = PAL_PARAM_TYPE_JSON
#define COUNT(n) INTEGER (n), .minimum = 0, .maximum = G_MAXINT32
#define COUNT_OR_ALL(n) INTEGER (n), .minimum = -1, .maximum = G_MAXINT32

/* Parameters that come again and again. Real clients call a talker id tid, talker_id or target at will. */
#define TENANT { TEXT ("tenant"), \
  .summary = N_("Name of the tenant; only the system administrator gives it") }
/* Where the guide has none although the system administrator needs it. */
#define TENANT_BEYOND { TEXT ("tenant"), .flags = BEYOND, \
  .summary = N_("Name of the tenant; only the system administrator gives it") }
#define TENANT_REQUIRED { TEXT ("tenant"), .flags = REQUIRED, .summary = N_("Name of the tenant") }
#define TID(s) { TEXT ("tid"), .aliases = { "talker_id", "target" }, .flags = REQUIRED, .summary = s }
#define TALKER_ID(s) { TEXT ("talker_id"), .aliases = { "tid", "target" }, .flags = REQUIRED, .summary = s }
#define EXTENSION { TEXT ("extension"), .flags = REQUIRED, .summary = N_("Number of the extension") }
#define NOTE_NAME { TEXT ("name"), .flags = REQUIRED, .summary = N_("Name of the note") }
#define TEMPLATE { TEXT ("template"), .flags = REQUIRED, .summary = N_("Name of the route template") }
#define ROUTE_NAME { TEXT ("name"), .flags = REQUIRED, .summary = N_("Name of the route") }
#define ROUTE_VALUES { LIST ("values"), .flags = REQUIRED, .minimum = 7, .maximum = 33, \
  .summary = N_("Enabled, tenant, name, password, two reserved, v1–v9, w1–w9, x1–x9; at least seven") }
#define TIMER_NUMBER { TEXT ("number"), .choices = TIMER_NUMBERS, \
  .summary = N_("Which timer, 1 or 2; 1 when absent") }

#define EXTENSION_TYPES NAMES ("user", "ringgroup", "ivr", "conditional", "conference", "callback")
#define TENANT_PROPERTIES NAMES ("tenantid", "desc", "maxrecordingsessions", "maxusers", "maxsessions")
#define TIMER_NUMBERS NAMES ("1", "2")
#define PUSH_SERVICES NAMES ("1", "2", "3")
#define ROUTE_FIELDS NAMES ("enabled", "tenant", "name", "password", "reserved1", "reserved2", \
  "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", \
  "w1", "w2", "w3", "w4", "w5", "w6", "w7", "w8", "w9", \
  "x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9")

#define ROW(ID, wire, where, who) .id = PAL_METHOD_##ID, .name = wire, .group = where, \
  .role = PAL_ROLE_##who, .timeout = TIMEOUT
#define GUIDE(n) .section = "5." #n

static const PalMethod methods[] = {
  [PAL_METHOD_BARGE] = {
    ROW (BARGE, "barge", "calls", ADMIN), GUIDE (1), .flags = CHANGES,
    .summary = N_("Barge into a conversation"),
    .params = PARAMS (
      TENANT,
      { TEXT ("user"), .flags = REQUIRED, .summary = N_("Extension that barges in") },
      TID (N_("Talker whose conversation is barged into")),
      { BOOLEAN ("listen"), .summary = N_("Hear the conversation") },
      { TEXT ("speak"), .choices = NAMES ("true", "false", "tutor"),
        .summary = N_("Be heard: by all, by nobody, or by that talker alone (tutor)") }),
    .shape = PAL_REPLY_SHAPE_TEXT,
  },
  [PAL_METHOD_CALL_FORWARD] = {
    ROW (CALL_FORWARD, "callforward", "calls", ADMIN), GUIDE (2), .flags = CHANGES,
    .summary = N_("Forward a conversation to a list of users"),
    .params = PARAMS (
      TENANT,
      { TEXT ("rid"), .aliases = { "room_id" }, .flags = REQUIRED,
        .summary = N_("Room of the conversation") },
      { LIST ("user"), .flags = REQUIRED | PAL_PARAM_COMMA_LIST, .summary = N_("Extensions to forward to") }),
    .shape = PAL_REPLY_SHAPE_TEXT,
  },
  [PAL_METHOD_CANCEL_TRANSFER] = {
    ROW (CANCEL_TRANSFER, "cancelTransfer", "calls", USER), GUIDE (3), .flags = CHANGES,
    .summary = N_("Cancel an attended transfer"),
    .params = PARAMS (TENANT, TID (N_("Talker being transferred"))),
    .shape = PAL_REPLY_SHAPE_TEXT,
  },
  [PAL_METHOD_CONFERENCE] = {
    ROW (CONFERENCE, "conference", "calls", USER), GUIDE (4), .since = "3.7", .flags = CHANGES,
    .summary = N_("Make an attended transfer a conference of three"),
    .params = PARAMS (TENANT, TALKER_ID (N_("Talker being transferred"))),
    .shape = PAL_REPLY_SHAPE_TEXT,
  },
  [PAL_METHOD_CREATE_EXTENSION] = {
    ROW (CREATE_EXTENSION, "createExtension", "extensions", ADMIN), GUIDE (5), .flags = CHANGES,
    .summary = N_("Create an extension"),
    .params = PARAMS (
      TENANT, EXTENSION,
      { TEXT ("password"), .flags = SECRET, .summary = N_("Password of the voicemail box; users only") },
      { TEXT ("login_password"), .flags = SECRET, .summary = N_("Password of the account; users only") },
      { TEXT ("type"), .flags = REQUIRED, .choices = EXTENSION_TYPES,
        .summary = N_("Type of the extension") }),
    .shape = PAL_REPLY_SHAPE_TEXT,
  },
  [PAL_METHOD_CREATE_TENANT] = {
    ROW (CREATE_TENANT, "createTenant", "tenants", SYSTEM), GUIDE (6), .flags = CHANGES,
    .summary = N_("Create a tenant"),
    .params = PARAMS (TENANT_REQUIRED),
    .shape = PAL_REPLY_SHAPE_TEXT,
  },
  [PAL_METHOD_DELETE_EXTENSION] = {
    ROW (DELETE_EXTENSION, "deleteExtension", "extensions", ADMIN), GUIDE (7), .flags = CHANGES,
    .summary = N_("Delete an extension"),
    .params = PARAMS (TENANT, EXTENSION),
    .shape = PAL_REPLY_SHAPE_TEXT,
  },
  [PAL_METHOD_DELETE_NOTE] = {
    ROW (DELETE_NOTE, "deleteNote", "notes", USER), GUIDE (8), .flags = CHANGES,
    .summary = N_("Delete a note"),
    .params = PARAMS (TENANT, NOTE_NAME),
    .shape = PAL_REPLY_SHAPE_TEXT,
  },
  [PAL_METHOD_DELETE_ROUTE_VARIABLES] = {
    ROW (DELETE_ROUTE_VARIABLES, "deleteRouteVariables", "routes", SYSTEM), GUIDE (9), .flags = CHANGES,
    .summary = N_("Delete a route and its variables"),
    .params = PARAMS (TEMPLATE, ROUTE_NAME),
    .shape = PAL_REPLY_SHAPE_TEXT,
  },
  [PAL_METHOD_DISCONNECT] = {
    ROW (DISCONNECT, "disconnect", "calls", USER), GUIDE (10), .flags = CHANGES,
    .summary = N_("End a call"),
    .params = PARAMS (
      TENANT,
      { TEXT ("tid"), .aliases = { "talker_id", "target" }, .flags = PAL_PARAM_ONE_OF,
        .summary = N_("Talker to disconnect") },
      { TEXT ("rid"), .aliases = { "room_id" }, .flags = PAL_PARAM_ONE_OF | PAL_PARAM_ADMIN_ONLY,
        .summary = N_("Room to disconnect; administrators only") },
      { COUNT ("delay"), .summary = N_("Time to wait before disconnecting by room") }),
    .shape = PAL_REPLY_SHAPE_TEXT,
  },
  [PAL_METHOD_GET_ALL_DIDS] = {
    ROW (GET_ALL_DIDS, "getAllDids", "routes", ADMIN), GUIDE (11), .flags = SAFE,
    .summary = N_("The tenant's routes configured as DID"),
    .params = PARAMS (TENANT),
    .shape = PAL_REPLY_SHAPE_ROWS, .fields = ROUTE_FIELDS,
  },
  [PAL_METHOD_GET_CONTACT] = {
    ROW (GET_CONTACT, "getContact", "contacts", USER), GUIDE (12), .since = "3.8", .flags = SAFE,
    .summary = N_("One contact with all its fields"),
    .params = PARAMS ({ TEXT ("aid"), .flags = REQUIRED, .summary = N_("Id of the contact") },
                      TENANT_BEYOND),
    .shape = PAL_REPLY_SHAPE_OBJECT, .fields = NAMES ("aid", "display_name", "phonebook", "shared", "info"),
  },
  [PAL_METHOD_GET_CONTACT_LIST] = {
    ROW (GET_CONTACT_LIST, "getContactList", "contacts", USER), GUIDE (13), .since = "3.8", .flags = SAFE,
    .summary = N_("Contacts, a page at a time"),
    .params = PARAMS (
      { TEXT ("phonebook"), .summary = N_("Name of the phonebook; all when empty") },
      { BOOLEAN ("shared"), .flags = PAL_PARAM_ADMIN_ONLY,
        .summary = N_("The phonebook is shared; administrators only") },
      { TEXT ("search_text"), .summary = N_("Words to search for, separated by blanks") },
      { COUNT ("offset"), .summary = N_("First contact to return; 0 when absent") },
      { INTEGER ("limit"), .minimum = 0, .maximum = 1000,
        .summary = N_("Contacts at most; 100 when absent, 1000 at most") }, TENANT_BEYOND),
    .shape = PAL_REPLY_SHAPE_OBJECTS, .fields = NAMES ("aid", "display_name", "phonebook", "user"),
  },
  [PAL_METHOD_GET_EXTENSION_PROPERTIES] = {
    ROW (GET_EXTENSION_PROPERTIES, "getExtensionProperties", "extensions", USER), GUIDE (14), .flags = SAFE,
    .summary = N_("Values of properties of an extension"),
    .params = PARAMS (
      TENANT,
      { LIST ("extension"), .flags = REQUIRED | PAL_PARAM_ONE_OR_LIST,
        .summary = N_("Number of the extension, or a list of them") },
      { LIST ("property_names"), .flags = REQUIRED, .summary = N_("Names of the properties") }),
    .shape = PAL_REPLY_SHAPE_ROWS,
  },
  [PAL_METHOD_GET_EXTENSIONS] = {
    ROW (GET_EXTENSIONS, "getExtensions", "extensions", ADMIN), GUIDE (15), .flags = SAFE,
    .summary = N_("Extensions that match a pattern"),
    .params = PARAMS (
      TENANT,
      { TEXT ("pattern"), .flags = REQUIRED,
        .summary = N_("Regular expression the whole number must match") },
      { COUNT_OR_ALL ("limit"), .summary = N_("Extensions at most; -1 for all") },
      { TEXT ("type"), .choices = EXTENSION_TYPES, .summary = N_("Type of the extensions") },
      { LIST ("property_names"), .summary = N_("Properties to return beside the number (3.7 or later)") },
      { COUNT ("offset"), .flags = BEYOND, .summary = N_("First extension to return (3.12.4 or later)") }),
    .shape = PAL_REPLY_SHAPE_ROWS, .fields = NAMES ("extension"),
  },
  [PAL_METHOD_GET_NOTE] = {
    ROW (GET_NOTE, "getNote", "notes", USER), GUIDE (16), .flags = SAFE,
    .summary = N_("One note with its text"),
    .params = PARAMS (TENANT, NOTE_NAME),
    .shape = PAL_REPLY_SHAPE_OBJECT, .fields = NAMES ("useraccess", "description", "name", "note"),
  },
  [PAL_METHOD_GET_NOTE_NAMES] = {
    ROW (GET_NOTE_NAMES, "getNoteNames", "notes", USER), GUIDE (17), .flags = SAFE,
    .summary = N_("Names of the notes"),
    .params = PARAMS (
      TENANT,
      { TEXT ("filter"), .flags = BEYOND, .summary = N_("Only names that match this wildcard pattern") }),
    .shape = PAL_REPLY_SHAPE_LIST,
  },
  [PAL_METHOD_GET_OPTIONS] = {
    ROW (GET_OPTIONS, "getOptions", "session", USER), GUIDE (18), .since = "3.7.5.6", .flags = SAFE,
    .summary = N_("Optional features of the PBX"),
    .params = NO_PARAMS,
    .shape = PAL_REPLY_SHAPE_OBJECT,
  },
  [PAL_METHOD_GET_PN_APPLICATION_INFO] = {
    ROW (GET_PN_APPLICATION_INFO, "getPnApplicationInfo", "push", USER), GUIDE (19), .since = "3.8",
    .flags = SAFE,
    .summary = N_("An application registered for push notification"),
    .params = PARAMS (
      { TEXT ("appname"), .flags = REQUIRED, .summary = N_("Name of the application") },
      { INTEGER ("service_id"), .flags = REQUIRED | PAL_PARAM_OPEN_CHOICE, .choices = PUSH_SERVICES,
        .summary = N_("Push service: 1 APNS, 2 FCM, 3 Web Push") }),
    .shape = PAL_REPLY_SHAPE_OBJECT, .fields = NAMES ("appid", "desc"),
  },
  [PAL_METHOD_GET_PHONEBOOKS] = {
    ROW (GET_PHONEBOOKS, "getPhonebooks", "contacts", USER), GUIDE (20), .since = "3.8", .flags = SAFE,
    .summary = N_("Phonebooks one may read"),
    .params = PARAMS (TENANT_BEYOND),
    .shape = PAL_REPLY_SHAPE_OBJECTS, .fields = NAMES ("phonebook", "shared"),
  },
  [PAL_METHOD_GET_PLAN_SWITCH_TIMER] = {
    ROW (GET_PLAN_SWITCH_TIMER, "getPlanSwitchTimer", "timers", USER), GUIDE (21), .flags = SAFE,
    .summary = N_("Timer of an extension"),
    .params = PARAMS (EXTENSION, TIMER_NUMBER, TENANT_BEYOND),
    .shape = PAL_REPLY_SHAPE_TEXT,
  },
  [PAL_METHOD_GET_ROUTE_TEMPLATE_NAMES] = {
    ROW (GET_ROUTE_TEMPLATE_NAMES, "getRouteTemplateNames", "routes", ADMIN), GUIDE (22), .flags = SAFE,
    .summary = N_("Names of the tenant's route templates"),
    .params = PARAMS (TENANT),
    .shape = PAL_REPLY_SHAPE_LIST,
  },
  [PAL_METHOD_GET_ROUTE_VARIABLES] = {
    ROW (GET_ROUTE_VARIABLES, "getRouteVariables", "routes", SYSTEM), GUIDE (23), .flags = SAFE,
    .summary = N_("Routes of a template with their variables"),
    .params = PARAMS (TENANT, TEMPLATE),
    .shape = PAL_REPLY_SHAPE_ROWS, .fields = ROUTE_FIELDS,
  },
  [PAL_METHOD_GET_TALKER_INFO] = {
    ROW (GET_TALKER_INFO, "getTalkerInfo", "calls", USER), GUIDE (24), .since = "3.6", .flags = SAFE,
    .summary = N_("The talkers of a call"),
    .params = PARAMS (
      TENANT,
      { TEXT ("room_id"), .aliases = { "rid" }, .flags = REQUIRED, .summary = N_("Room of the call") },
      { TEXT ("talker_id"), .aliases = { "tid", "target" },
        .summary = N_("One talker; all of the room when absent") }),
    .shape = PAL_REPLY_SHAPE_OBJECTS,
    .fields = NAMES ("user", "talker_id", "room_id", "status", "other_number", "user_display_name",
                     "other_user_display_name"),
  },
  [PAL_METHOD_GET_TENANT_PROPERTIES] = {
    ROW (GET_TENANT_PROPERTIES, "getTenantProperties", "tenants", SYSTEM), GUIDE (25), .flags = SAFE,
    .summary = N_("Values of properties of a tenant"),
    .params = PARAMS (
      TENANT_REQUIRED,
      { LIST ("property_names"), .flags = REQUIRED, .choices = TENANT_PROPERTIES,
        .summary = N_("Names of the properties") }),
    .shape = PAL_REPLY_SHAPE_LIST,
  },
  [PAL_METHOD_INSERT_ROUTE_VARIABLES] = {
    ROW (INSERT_ROUTE_VARIABLES, "insertRouteVariables", "routes", SYSTEM), GUIDE (26), .flags = CHANGES,
    .summary = N_("Add a route to a template"),
    .params = PARAMS (TEMPLATE, ROUTE_VALUES),
    .shape = PAL_REPLY_SHAPE_TEXT,
  },
  [PAL_METHOD_MAKE_CALL] = {
    ROW (MAKE_CALL, "makeCall", "calls", USER), GUIDE (27), .flags = CHANGES,
    .summary = N_("Place a call"),
    .params = PARAMS (
      TENANT,
      { TEXT ("user"), .summary = N_("Extension that owns the call; the caller when absent") },
      { TEXT ("from"), .flags = REQUIRED, .summary = N_("Extension or number of the caller") },
      { LIST ("to"), .flags = REQUIRED | PAL_PARAM_COMMA_LIST,
        .summary = N_("Extensions or numbers to call") },
      { TEXT ("type"), .choices = NAMES ("1", "2"),
        .summary = N_("1 calls both at once, 2 the caller first") },
      { TEXT ("phone"), .flags = BEYOND, .choices = NAMES ("1", "2", "3", "4"),
        .summary = N_("Which of the caller's phones, 1 to 4") },
      { BOOLEAN ("auto_answer"), .flags = BEYOND, .summary = N_("The caller's phone answers by itself") },
      { TEXT ("line"), .flags = BEYOND, .summary = N_("Shared line to call from") }),
    .shape = PAL_REPLY_SHAPE_TEXT,
  },
  [PAL_METHOD_PARK] = {
    ROW (PARK, "park", "calls", USER), GUIDE (28), .flags = CHANGES,
    .summary = N_("Park a call"),
    .params = PARAMS (
      TENANT, TID (N_("Talker whose call is parked")),
      { TEXT ("number"), .flags = REQUIRED, .summary = N_("Number to retrieve the call at") }),
    .shape = PAL_REPLY_SHAPE_TEXT,
  },
  [PAL_METHOD_PN_MANAGE] = {
    ROW (PN_MANAGE, "pnmanage", "push", USER), GUIDE (29), .since = "3.7.5.6", .flags = CHANGES,
    .summary = N_("Add or remove a device for push notification"),
    .params = PARAMS (
      { TEXT ("command"), .flags = REQUIRED | PAL_PARAM_OPEN_CHOICE, .choices = NAMES ("add", "remove"),
        .summary = N_("What to do") },
      { TEXT ("username"), .flags = REQUIRED, .summary = N_("SIP user id; one's own unless administrator") },
      { LIST ("service_id"), .flags = PAL_PARAM_ONE_OR_LIST | PAL_PARAM_OPEN_CHOICE, .choices = PUSH_SERVICES,
        .summary = N_("Push service: 1 APNS, 2 FCM, 3 Web Push") },
      { TEXT ("application_id"), .summary = N_("Id of the application or sender") },
      { TEXT ("device_id"), .summary = N_("Id of the device; services 1 and 2") },
      { TEXT ("endpoint"), .summary = N_("Endpoint; service 3") },
      { TEXT ("key"), .flags = SECRET, .summary = N_("Key of the encryption; service 3") },
      { TEXT ("auth_secret"), .flags = SECRET, .summary = N_("Secret of the authentication; service 3") },
      { TEXT ("user_agent"), .summary = N_("Browser; service 3") },
      { BOOLEAN ("add_voip"), .flags = BEYOND, .summary = N_("Register for calls as well") },
      { BOOLEAN ("add_device_id_suffix"), .flags = BEYOND, .summary = N_("Mark the device id by service") },
      { TEXT ("device_id_voip"), .flags = BEYOND, .summary = N_("Id of the device for calls") }),
    .shape = PAL_REPLY_SHAPE_TEXT,
  },
  [PAL_METHOD_PN_SEND] = {
    ROW (PN_SEND, "pnsend", "push", USER), GUIDE (30), .since = "3.8", .flags = CHANGES,
    .summary = N_("Send a push notification"),
    .params = PARAMS (
      { TEXT ("username"), .flags = REQUIRED, .summary = N_("Extension or SIP user id, by type") },
      { TEXT ("type"), .flags = REQUIRED, .choices = NAMES ("user", "phone_id"),
        .summary = N_("What username is") },
      { TEXT ("message"), .summary = N_("Message") },
      { TEXT ("title"), .summary = N_("Title") },
      { TEXT ("button"), .summary = N_("Button") },
      { TEXT ("sound_file"), .summary = N_("Sound file") },
      { TEXT ("image_file"), .summary = N_("Image file") },
      { COUNT ("expires"), .summary = N_("Seconds until it expires") },
      { COUNT ("counter"), .summary = N_("Counter") },
      { INTEGER ("priority"), .choices = NAMES ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10"),
        .summary = N_("Priority, 1 to 10") }),
    .shape = PAL_REPLY_SHAPE_NONE,
  },
  [PAL_METHOD_REMOTE_CONTROL] = {
    ROW (REMOTE_CONTROL, "remoteControl", "calls", USER), GUIDE (31), .since = "3.6", .flags = CHANGES,
    .summary = N_("Answer or hold on the phone itself"),
    .params = PARAMS (
      TENANT, TALKER_ID (N_("Talker whose phone is controlled")),
      { TEXT ("action"), .flags = REQUIRED, .choices = NAMES ("talk", "hold"),
        .summary = N_("Take off the hook, or hold") }),
    .shape = PAL_REPLY_SHAPE_TEXT,
  },
  [PAL_METHOD_SET_CONTACT] = {
    ROW (SET_CONTACT, "setContact", "contacts", USER), GUIDE (32), .since = "3.8", .flags = CHANGES,
    .summary = N_("Save a contact"),
    .params = PARAMS (
      { TEXT ("aid"), .summary = N_("Id of the contact; a new one when absent") },
      { TEXT ("phonebook"), .flags = REQUIRED, .summary = N_("Name of the phonebook") },
      { BOOLEAN ("shared"), .summary = N_("The phonebook is shared") },
      { MAP ("info"), .flags = REQUIRED, .summary = N_("All fields of the contact") },
      { TEXT ("display_name"), .flags = BEYOND, .summary = N_("Name to show") },
      TENANT_BEYOND),
    .shape = PAL_REPLY_SHAPE_OBJECT, .fields = NAMES ("aid"),
  },
  [PAL_METHOD_SET_DID] = {
    ROW (SET_DID, "setDid", "routes", ADMIN), GUIDE (33), .flags = CHANGES,
    .summary = N_("Change the variables of a route configured as DID"),
    .params = PARAMS (
      TEMPLATE, ROUTE_NAME,
      { TEXT ("enabled"), .choices = NAMES ("1", "0"), .summary = N_("1 enabled, 0 disabled") },
      { TEXT ("v[n]"), .flags = PAL_PARAM_REPEATED, .summary = N_("Variables v1 to v9") },
      { TEXT ("w[n]"), .flags = PAL_PARAM_REPEATED, .summary = N_("Variables w1 to w9") },
      { TEXT ("x[n]"), .flags = PAL_PARAM_REPEATED, .summary = N_("Variables x1 to x9") },
      TENANT_BEYOND),
    .shape = PAL_REPLY_SHAPE_TEXT,
  },
  [PAL_METHOD_SET_EXTENSION_PROPERTIES] = {
    ROW (SET_EXTENSION_PROPERTIES, "setExtensionProperties", "extensions", USER), GUIDE (34),
    .flags = CHANGES,
    .summary = N_("Change properties of an extension"),
    .params = PARAMS (
      TENANT, EXTENSION,
      { MAP ("properties"), .flags = REQUIRED | SECRET, .summary = N_("Properties and their new values") }),
    .shape = PAL_REPLY_SHAPE_TEXT,
  },
  [PAL_METHOD_SET_NOTE] = {
    ROW (SET_NOTE, "setNote", "notes", USER), GUIDE (35), .flags = CHANGES,
    .summary = N_("Write a note"),
    .params = PARAMS (
      TENANT, NOTE_NAME,
      { TEXT ("description"), .summary = N_("Description") },
      { INTEGER ("useraccess"), .choices = NAMES ("0", "1", "2"),
        .summary = N_("What users may: 0 nothing, 1 read, 2 write") },
      { TEXT ("note"), .flags = REQUIRED, .summary = N_("Text of the note") }),
    .shape = PAL_REPLY_SHAPE_TEXT,
  },
  [PAL_METHOD_SET_PLAN_SWITCH_TIMER] = {
    ROW (SET_PLAN_SWITCH_TIMER, "setPlanSwitchTimer", "timers", USER), GUIDE (36), .flags = CHANGES,
    .summary = N_("Set a timer of an extension"),
    .params = PARAMS (
      EXTENSION, TIMER_NUMBER,
      { TEXT ("schedule"), .flags = REQUIRED,
        .summary = N_("P<dates>A<days>W<weeks>D<date pattern>T<times>") },
      TENANT_BEYOND),
    .shape = PAL_REPLY_SHAPE_TEXT,
  },
  [PAL_METHOD_SET_TENANT_PROPERTIES] = {
    ROW (SET_TENANT_PROPERTIES, "setTenantProperties", "tenants", SYSTEM), GUIDE (37), .flags = CHANGES,
    .summary = N_("Change properties of a tenant"),
    .params = PARAMS (
      TENANT_REQUIRED,
      { MAP ("properties"), .flags = REQUIRED, .choices = TENANT_PROPERTIES,
        .summary = N_("Properties and their new values") }),
    .shape = PAL_REPLY_SHAPE_TEXT,
  },
  [PAL_METHOD_START_RECORDING] = {
    ROW (START_RECORDING, "startRecording", "calls", USER), GUIDE (38), .flags = CHANGES,
    .summary = N_("Record a conversation"),
    .params = PARAMS (TENANT, TID (N_("Talker whose conversation is recorded"))),
    .shape = PAL_REPLY_SHAPE_TEXT,
  },
  [PAL_METHOD_STOP_RECORDING] = {
    ROW (STOP_RECORDING, "stopRecording", "calls", USER), GUIDE (39), .flags = CHANGES,
    .summary = N_("Stop recording"),
    .params = PARAMS (TENANT, TID (N_("Talker whose recording is stopped"))),
    .shape = PAL_REPLY_SHAPE_TEXT,
  },
  [PAL_METHOD_TRANSFER] = {
    ROW (TRANSFER, "transfer", "calls", USER), GUIDE (40), .flags = CHANGES,
    .summary = N_("Transfer a call"),
    .params = PARAMS (
      TENANT,
      { TEXT ("user"), .aliases = { "to" }, .flags = REQUIRED, .summary = N_("Extension to transfer to") },
      TID (N_("Talker whose conversation is transferred")),
      { TEXT ("mode"), .flags = PAL_PARAM_OPEN_CHOICE, .choices = NAMES ("blind", "attended"),
        .summary = N_("blind transfers at once; attended otherwise") }),
    .shape = PAL_REPLY_SHAPE_TEXT,
  },
  [PAL_METHOD_UNPARK] = {
    ROW (UNPARK, "unpark", "calls", USER), GUIDE (41), .flags = CHANGES,
    .summary = N_("Retrieve a parked call"),
    .params = PARAMS (
      TENANT,
      { TEXT ("user"), .flags = REQUIRED, .summary = N_("Extension that takes the call") },
      { TEXT ("number"), .flags = REQUIRED, .summary = N_("Number the call is parked at") }),
    .shape = PAL_REPLY_SHAPE_TEXT,
  },
  [PAL_METHOD_UPDATE_ROUTE_VARIABLES] = {
    ROW (UPDATE_ROUTE_VARIABLES, "updateRouteVariables", "routes", SYSTEM), GUIDE (42), .flags = CHANGES,
    .summary = N_("Change a route of a template"),
    .params = PARAMS (
      TEMPLATE,
      { BOOLEAN ("update_password"), .summary = N_("Change the password too") },
      ROUTE_VALUES),
    .shape = PAL_REPLY_SHAPE_TEXT,
  },

  /* Not in section 5 of the guide; sent by the vendor's own clients. */
  [PAL_METHOD_LOGIN] = {
    ROW (LOGIN, "login", "session", NONE), .section = "3.1", .since = "3.3", .flags = PAL_METHOD_BEYOND_GUIDE,
    .summary = N_("Answer the login challenge"),
    .params = PARAMS (
      { TEXT ("login_password"), .flags = REQUIRED | SECRET,
        .summary = N_("MD5 of user, nonce and MD5 of the password") }),
    .shape = PAL_REPLY_SHAPE_NONE,
  },
  [PAL_METHOD_PING] = {
    ROW (PING, "ping", "session", NONE), .flags = SAFE | PAL_METHOD_BEYOND_GUIDE,
    .summary = N_("Ask for a sign of life"),
    .params = NO_PARAMS,
    .shape = PAL_REPLY_SHAPE_NONE,
  },
  [PAL_METHOD_HOLD] = {
    ROW (HOLD, "hold", "calls", USER), .flags = CHANGES | PAL_METHOD_BEYOND_GUIDE,
    .summary = N_("Hold a call"),
    .params = PARAMS (TENANT, TID (N_("Talker to hold"))),
    .shape = PAL_REPLY_SHAPE_TEXT,
  },
  [PAL_METHOD_UNHOLD] = {
    ROW (UNHOLD, "unhold", "calls", USER), .flags = CHANGES | PAL_METHOD_BEYOND_GUIDE,
    .summary = N_("Go on with a held call"),
    .params = PARAMS (TENANT, TID (N_("Talker to go on with"))),
    .shape = PAL_REPLY_SHAPE_TEXT,
  },
  [PAL_METHOD_SEND_DTMF] = {
    ROW (SEND_DTMF, "sendDTMF", "calls", USER), .flags = CHANGES | PAL_METHOD_BEYOND_GUIDE,
    .summary = N_("Send tones into a call"),
    .params = PARAMS (
      TENANT, TALKER_ID (N_("Talker that sends them")),
      { TEXT ("signal"), .flags = REQUIRED, .summary = N_("The keys: 0 to 9, *, #") }),
    .shape = PAL_REPLY_SHAPE_NONE,
  },
  [PAL_METHOD_LINE] = {
    ROW (LINE, "line", "calls", USER), .flags = CHANGES | PAL_METHOD_BEYOND_GUIDE,
    .summary = N_("Take or free a shared line"),
    .params = PARAMS (
      TENANT,
      { TEXT ("line"), .flags = REQUIRED, .summary = N_("Id of the shared line") },
      { TEXT ("status"), .flags = REQUIRED, .choices = NAMES ("on", "off"),
        .summary = N_("Take it, or free it") }),
    .shape = PAL_REPLY_SHAPE_NONE,
  },
  [PAL_METHOD_DELETE_CONTACT] = {
    ROW (DELETE_CONTACT, "deleteContact", "contacts", USER), .flags = CHANGES | PAL_METHOD_BEYOND_GUIDE,
    .summary = N_("Delete contacts"),
    .params = PARAMS ({ LIST ("aid"), .flags = REQUIRED, .summary = N_("Ids of the contacts") },
                      TENANT_BEYOND),
    .shape = PAL_REPLY_SHAPE_OBJECT, .fields = NAMES ("succeeded", "failed"),
  },
  [PAL_METHOD_GET_PRODUCT_INFO] = {
    ROW (GET_PRODUCT_INFO, "getProductInfo", "session", USER), .flags = SAFE | PAL_METHOD_BEYOND_GUIDE,
    .summary = N_("Version and settings of the PBX"),
    .params = PARAMS ({ BOOLEAN ("webphone"), .summary = N_("With the settings of web phones") }),
    .shape = PAL_REPLY_SHAPE_OBJECT,
  },
  [PAL_METHOD_GET_VOICEMAILS] = {
    ROW (GET_VOICEMAILS, "getVoicemails", "session", USER), .flags = SAFE | PAL_METHOD_BEYOND_GUIDE,
    .summary = N_("One's own voicemail messages, a page at a time"),
    .params = PARAMS (
      { COUNT ("offset"), .summary = N_("First message to return; 0 when absent") },
      { COUNT_OR_ALL ("limit"), .summary = N_("Messages at most") },
      { TEXT ("order"), .flags = PAL_PARAM_OPEN_CHOICE, .choices = NAMES ("asc", "desc"),
        .summary = N_("Oldest or newest first") }),
    .shape = PAL_REPLY_SHAPE_OBJECTS,
  },
  [PAL_METHOD_GET_TOKEN] = {
    ROW (GET_TOKEN, "getToken", "session", USER), .flags = SAFE | PAL_METHOD_BEYOND_GUIDE,
    .summary = N_("A token for the other services of the PBX"),
    .params = NO_PARAMS,
    .shape = PAL_REPLY_SHAPE_OBJECT, .fields = NAMES ("token"),
  },
  [PAL_METHOD_GET_APP_DATA] = {
    ROW (GET_APP_DATA, "getAppData", "session", USER), .flags = SAFE | PAL_METHOD_BEYOND_GUIDE,
    .summary = N_("What a program keeps at the PBX"),
    .params = PARAMS ({ TEXT ("data_id"), .flags = REQUIRED, .summary = N_("Name of the data") }),
    .shape = PAL_REPLY_SHAPE_NONE,
  },
  [PAL_METHOD_SET_APP_DATA] = {
    ROW (SET_APP_DATA, "setAppData", "session", USER), .flags = CHANGES | PAL_METHOD_BEYOND_GUIDE,
    .summary = N_("Keep data of a program at the PBX"),
    .params = PARAMS (
      { TEXT ("data_id"), .flags = REQUIRED, .summary = N_("Name of the data") },
      { JSON ("data"), .flags = REQUIRED, .summary = N_("The data, as JSON") }),
    .shape = PAL_REPLY_SHAPE_NONE,
  },
  [PAL_METHOD_CREATE_AUTH_HEADER] = {
    ROW (CREATE_AUTH_HEADER, "createAuthHeader", "session", USER), .flags = SAFE | PAL_METHOD_BEYOND_GUIDE,
    .summary = N_("A text that signs a phone in over SIP"),
    .params = PARAMS ({ TEXT ("username"), .flags = REQUIRED, .summary = N_("SIP user id of the phone") }),
    .shape = PAL_REPLY_SHAPE_TEXT,
  },
  [PAL_METHOD_SEARCH_EXTENSIONS] = {
    ROW (SEARCH_EXTENSIONS, "searchExtensions", "extensions", ADMIN), .since = "3.16",
    .flags = SAFE | PAL_METHOD_BEYOND_GUIDE,
    .summary = N_("Extensions whose properties fulfil conditions"),
    .params = PARAMS (
      TENANT,
      { JSON ("condition"), .flags = REQUIRED,
        .summary = N_("An object of property_name, text and type (startswith, endswith, equals, regex, "
                      "contains), or an array of them") },
      { JSON ("tenant_condition"), .summary = N_("The same about the tenant; system administrator only") },
      { LIST ("property_names"), .summary = N_("Properties to return beside the number") },
      { COUNT_OR_ALL ("limit"), .summary = N_("Extensions at most") }),
    .shape = PAL_REPLY_SHAPE_ROWS, .fields = NAMES ("extension"),
  },
};

/* clang-format on */

G_STATIC_ASSERT (G_N_ELEMENTS (methods) == PAL_N_METHODS);
G_STATIC_ASSERT (PAL_N_DOCUMENTED_METHODS == 42);

#define N_SLOTS 256 /* power of two, several times the rows */

static guint8 slots[N_SLOTS]; /* index + 1, open addressing; written once */

static guint
hash_name (const char *name, gsize len)
{
  guint hash = 5381;

  for (gsize i = 0; i < len; i++)
    hash = hash * 33 + (guchar) name[i];

  return (hash ^ (hash >> 8)) & (N_SLOTS - 1);
}

static void
fill_slots (void)
{
  for (guint i = 0; i < PAL_N_METHODS; i++)
    {
      guint slot = hash_name (methods[i].name, strlen (methods[i].name));

      while (slots[slot] != 0)
        slot = (slot + 1) & (N_SLOTS - 1);
      slots[slot] = i + 1;
    }
}

const PalMethod *
pal_method_get (PalMethodId id)
{
  g_return_val_if_fail ((guint) id < PAL_N_METHODS, NULL);

  return &methods[id];
}

const PalMethod *
pal_method_lookup (const char *name)
{
  return pal_method_lookup_len (name, strlen (name));
}

const PalMethod *
pal_method_lookup_len (const char *name, gsize len)
{
  static gsize once;
  guint slot;

  if (g_once_init_enter (&once))
    {
      fill_slots ();
      g_once_init_leave (&once, 1);
    }

  for (slot = hash_name (name, len); slots[slot] != 0; slot = (slot + 1) & (N_SLOTS - 1))
    {
      const PalMethod *method = &methods[slots[slot] - 1];

      if (strncmp (method->name, name, len) == 0 && method->name[len] == '\0')
        return method;
    }

  return NULL;
}

static gboolean
is_of_family (const PalParam *param, const char *name)
{
  const char *number = strchr (param->name, '[');
  gsize len = number - param->name;

  return strncmp (param->name, name, len) == 0 && name[len] >= '1' && name[len] <= '9'
         && name[len + 1] == '\0';
}

static gboolean
is_called (const PalParam *param, const char *name)
{
  if (strcmp (param->name, name) == 0)
    return TRUE;

  for (guint i = 0; i < PAL_MAX_ALIASES && param->aliases[i] != NULL; i++)
    {
      if (strcmp (param->aliases[i], name) == 0)
        return TRUE;
    }

  return (param->flags & PAL_PARAM_REPEATED) != 0 && is_of_family (param, name);
}

const PalParam *
pal_method_find_param (const PalMethod *method, const char *name)
{
  for (const PalParam *param = method->params; param->name != NULL; param++)
    {
      if (is_called (param, name))
        return param;
    }

  return NULL;
}

const char *
pal_method_get_summary (const PalMethod *method)
{
  return pal_gettext (method->summary);
}

const char *
pal_param_get_summary (const PalParam *param)
{
  return pal_gettext (param->summary);
}
