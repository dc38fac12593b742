/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A PBX that does nothing but talk fast: sockets and write() only, so that it is never what is measured.
 * It knows the upgrade, the login by URL, the few calls a program makes at start, and two ways to pour out
 * pre-framed notify_status messages: as many as asked at once, 2,000 in one write, or so many a second.
 *
 * bench-server [--users N] [--visible N] [--names ascii|ja] [--role admin|user] prints its address.
 * A call getNote with name "flood N" starts N messages, answered when all are written. On standard input a line
 * "flood N" does the same between two changes of the last user's registration, off and on again, by which a
 * program without its own call sees the begin and the end; "pace N" starts N messages a second, "pace 0" ends
 * them. The last user has no part in the stream. */
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <glib.h>

#define LEG_STEPS 8          /* messages in the life of one leg */
#define BLOCK 2000           /* messages in one write */
#define TICKS 100            /* writes a second when pacing */

static const int leg_status[LEG_STEPS] = { 65, 2, 35, 36, 35, 36, 35, -1 };

typedef struct
{
  int socket;
  gboolean is_open;          /* upgraded */
  GByteArray *in;
  guint pace;                /* messages a second, 0 off */
  guint position;            /* of the next paced message */
  gint64 next_tick;
} Peer;

static int n_users = 1001, n_visible;
static gboolean is_japanese, is_admin = TRUE;
static GByteArray *stream;   /* all messages of one round, framed */
static GArray *offsets;      /* of each message in it, and the end */

static char *
make_name (int index)
{
  static const char *const family_ja[] = { "佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "山本", "中村" };
  static const char *const given_ja[] = { "愛子", "健太郎", "千恵", "翔", "美咲", "大輔", "由美", "直樹" };
  static const char *const family[] = { "Sato", "Okafor", "Mori", "Weiss", "Lind", "Aziz", "Garcia", "Novak" };
  static const char *const given[] = { "Aiko", "Benjamin", "Chie", "Dan", "Eva", "Farid", "Gloria", "Hana" };

  /* on top of a list by name, and so really on the screen */
  if (index < n_visible)
    return g_strdup_printf ("Aaron %s %d", family[index % 8], index);
  if (is_japanese)
    return g_strdup_printf ("%s %s %d", family_ja[index % 8], given_ja[index / 8 % 8], index);
  return g_strdup_printf ("%s %s %d", given[index / 8 % 8], family[index % 8], index);
}

static void
append_frame (GByteArray *out, const char *text, gsize length)
{
  guint8 head[10] = { 0x81 };
  guint n_head;

  if (length < 126)
    {
      head[1] = (guint8) length;
      n_head = 2;
    }
  else if (length < 65536)
    {
      head[1] = 126;
      head[2] = (guint8) (length >> 8);
      head[3] = (guint8) length;
      n_head = 4;
    }
  else
    {
      head[1] = 127;
      for (int i = 0; i < 8; i++)
        head[2 + i] = (guint8) ((guint64) length >> (56 - 8 * i));
      n_head = 10;
    }
  g_byte_array_append (out, head, n_head);
  g_byte_array_append (out, (const guint8 *) text, (guint) length);
}

static void
write_all (Peer *peer, const void *data, gsize length)
{
  const char *at = data;

  while (length > 0)
    {
      gssize written = send (peer->socket, at, length, MSG_NOSIGNAL);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        return;
      at += written;
      length -= (gsize) written;
    }
}

static void
send_text (Peer *peer, const char *text, gsize length)
{
  g_autoptr(GByteArray) out = g_byte_array_sized_new ((guint) length + 10);

  append_frame (out, text, length);
  write_all (peer, out->data, out->len);
}

/* Every user's leg rings, talks, is held and resumed, and ends; step by step over all of them. */
static void
make_stream (void)
{
  int n = n_visible > 0 ? n_visible : n_users - 1;

  stream = g_byte_array_new ();
  offsets = g_array_new (FALSE, FALSE, sizeof (guint));
  for (int step = 0; step < LEG_STEPS; step++)
    for (int i = n_visible > 0 ? 1 : 0; i < n; i++)
      {
        g_autofree char *name = make_name (i), *other = make_name (i + 3);
        g_autofree char *text = g_strdup_printf (
          "{\"jsonrpc\":\"2.0\",\"method\":\"notify_status\",\"params\":{\"user\":\"%d\",\"status\":\"%d\","
          "\"other_number\":\"%d\",\"room_id\":\"2820%08d\",\"talker_id\":\"%d\",\"time\":%" G_GINT64_FORMAT ","
          "\"user_display_name\":\"%s\",\"other_user_display_name\":\"%s\",\"other_display_name\":\"%s\","
          "\"logid\":\"%d\",\"role\":\"c\",\"phone_idx\":1}}",
          1000 + i, leg_status[step], 1000 + (i + 3) % n_users, i, 50000 + i,
          G_GINT64_CONSTANT (1587451427000) + i * 10 + step, name, other, other, i);

        g_array_append_val (offsets, stream->len);
        append_frame (stream, text, strlen (text));
      }
  g_array_append_val (offsets, stream->len);
}

/* Writes @n messages from @from on, round and round; where the next begins. */
static guint
pour (Peer *peer, guint from, guint n)
{
  guint total = offsets->len - 1;

  while (n > 0)
    {
      guint part = MIN (MIN (n, BLOCK), total - from);
      guint first = g_array_index (offsets, guint, from), last = g_array_index (offsets, guint, from + part);

      write_all (peer, stream->data + first, last - first);
      from = (from + part) % total;
      n -= part;
    }
  return from;
}

static void
append_values (GString *out, const char *request, int user)
{
  const char *names = strstr (request, "\"property_names\"");
  const char *end = names ? strchr (names, ']') : NULL;
  const char *separator = "";
  g_autofree char *name = make_name (user);

  for (const char *at = names ? strchr (names, '[') : NULL; at && at < end; at = strchr (at + 1, '"'))
    {
      if (*at != '"' && !(at = strchr (at, '"')))
        break;
      if (at > end)
        break;
      if (g_str_has_prefix (at, "\"name\""))
        g_string_append_printf (out, "%s\"%s\"", separator, name);
      else if (g_str_has_prefix (at, "\"admin\""))
        g_string_append_printf (out, "%s\"%s\"", separator, is_admin ? "true" : "false");
      else
        g_string_append_printf (out, "%s\"\"", separator);
      separator = ",";
      at = strchr (at + 1, '"');
      if (!at)
        break;
    }
}

static void
answer_extensions (GString *out, const char *request)
{
  gboolean with_values = strstr (request, "\"property_names\"") != NULL;

  for (int i = 0; i < n_users; i++)
    {
      g_string_append_printf (out, i > 0 ? "," : "[");
      if (!with_values)
        {
          g_string_append_printf (out, "\"%d\"", 1000 + i);
          continue;
        }
      g_string_append_printf (out, "[\"%d\",", 1000 + i);
      append_values (out, request, i);
      g_string_append_c (out, ']');
    }
  g_string_append_c (out, ']');
}

static void
answer_properties (GString *out, const char *request)
{
  const char *extension = strstr (request, "\"extension\":[");

  g_string_append_c (out, '[');
  if (!extension)
    {
      const char *one = strstr (request, "\"extension\":\"");

      append_values (out, request, one ? (int) g_ascii_strtoll (one + 13, NULL, 10) - 1000 : 0);
    }
  else
    {
      const char *end = strchr (extension, ']'), *separator = "";

      for (const char *at = strchr (extension + 12, '"'); at && at < end; at = strchr (at + 1, '"'))
        {
          g_string_append_printf (out, "%s[", separator);
          append_values (out, request, (int) g_ascii_strtoll (at + 1, NULL, 10) - 1000);
          g_string_append_c (out, ']');
          separator = ",";
          at = strchr (at + 1, '"');
          if (!at)
            break;
        }
    }
  g_string_append_c (out, ']');
}

static void
handle_request (Peer *peer, const char *request)
{
  const char *id = strstr (request, "\"id\":"), *method = strstr (request, "\"method\":\"");
  g_autoptr(GString) out = g_string_new ("{\"jsonrpc\":\"2.0\",\"result\":");

  if (!id || !method)
    return;
  method += 10;
  if (g_str_has_prefix (method, "getExtensions\""))
    answer_extensions (out, request);
  else if (g_str_has_prefix (method, "getExtensionProperties\""))
    answer_properties (out, request);
  else
    {
      const char *order = strstr (request, "\"flood ");

      if (order)
        pour (peer, 0, (guint) g_ascii_strtoull (order + 7, NULL, 10));
      g_string_append (out, "\"succeeded\"");
    }
  g_string_append_printf (out, ",\"id\":%.*s}", (int) strcspn (id + 5, ",}"), id + 5); /* number or text, as it came */
  send_text (peer, out->str, out->len);
}

static void
send_snapshot (Peer *peer)
{
  static const char active[] = "{\"jsonrpc\":\"2.0\",\"method\":\"notify_serverstatus\",\"params\":{\"status\":\"active\"}}";
  g_autoptr(GString) all = g_string_new ("[");

  send_text (peer, active, strlen (active));
  for (int i = 0; i < n_users; i++)
    g_string_append_printf (all, "%s{\"jsonrpc\":\"2.0\",\"method\":\"notify_registered\",\"params\":{\"user\":\"%d\","
                            "\"registered\":\"true\"}}", i > 0 ? "," : "", 1000 + i);
  g_string_append_c (all, ']');
  send_text (peer, all->str, all->len);
}

static void
upgrade (Peer *peer, const char *request, gboolean wants_registered)
{
  const char *key = strcasestr (request, "Sec-WebSocket-Key:");
  g_autoptr(GChecksum) sha1 = g_checksum_new (G_CHECKSUM_SHA1);
  g_autofree char *text = NULL, *accept = NULL, *reply = NULL;
  guint8 digest[20];
  gsize length = sizeof digest;

  key += strlen ("Sec-WebSocket-Key:");
  text = g_strstrip (g_strndup (key, strcspn (key, "\r\n")));
  g_checksum_update (sha1, (const guint8 *) text, -1);
  g_checksum_update (sha1, (const guint8 *) "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", -1);
  g_checksum_get_digest (sha1, digest, &length);
  accept = g_base64_encode (digest, length);
  reply = g_strdup_printf ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                           "Sec-WebSocket-Accept: %s\r\n\r\n", accept);
  write_all (peer, reply, strlen (reply));
  peer->is_open = TRUE;
  if (wants_registered)
    send_snapshot (peer);
  else
    {
      static const char active[] =
        "{\"jsonrpc\":\"2.0\",\"method\":\"notify_serverstatus\",\"params\":{\"status\":\"active\"}}";

      send_text (peer, active, strlen (active));
    }
}

/* Takes one whole frame from the front of what was read; FALSE when there is none. */
static gboolean
take_frame (Peer *peer)
{
  const guint8 *data = peer->in->data;
  guint head = 2;
  guint64 length;
  g_autofree char *text = NULL;

  if (peer->in->len < 2)
    return FALSE;
  length = data[1] & 0x7f;
  if (length == 126)
    head = 4;
  else if (length == 127)
    head = 10;
  if (peer->in->len < head + 4)
    return FALSE;
  if (length >= 126)
    {
      length = 0;
      for (guint i = 2; i < head; i++)
        length = length << 8 | data[i];
    }
  if (peer->in->len < head + 4 + length)
    return FALSE;
  text = g_malloc (length + 1);
  for (guint64 i = 0; i < length; i++)
    text[i] = (char) (data[head + 4 + i] ^ data[head + i % 4]);
  text[length] = '\0';
  if ((data[0] & 0x0f) == 1)
    handle_request (peer, text);
  else if ((data[0] & 0x0f) == 9)
    write_all (peer, "\x8a\x00", 2);
  g_byte_array_remove_range (peer->in, 0, head + 4 + (guint) length);
  return TRUE;
}

static gboolean
read_more (Peer *peer)
{
  static guint8 buffer[65536];
  gssize n = recv (peer->socket, buffer, sizeof buffer, 0);

  if (n <= 0)
    return FALSE;
  g_byte_array_append (peer->in, buffer, (guint) n);
  if (!peer->is_open)
    {
      g_autofree char *request = g_strndup ((const char *) peer->in->data, peer->in->len);

      if (!strstr (request, "\r\n\r\n"))
        return TRUE;
      upgrade (peer, request, strstr (request, "registered=") != NULL);
      g_byte_array_set_size (peer->in, 0);
      return TRUE;
    }
  while (take_frame (peer))
    ;
  return TRUE;
}

static void
send_marker (Peer *peer, gboolean registered)
{
  g_autofree char *text = g_strdup_printf ("{\"jsonrpc\":\"2.0\",\"method\":\"notify_registered\",\"params\":"
                                           "{\"user\":\"%d\",\"registered\":\"%s\"}}",
                                           1000 + n_users - 1, registered ? "true" : "false");

  send_text (peer, text, strlen (text));
}

/* FALSE when standard input has ended: so has the benchmark. */
static gboolean
read_order (Peer *peer)
{
  char line[80];
  gssize n = read (STDIN_FILENO, line, sizeof line - 1);

  if (n <= 0)
    return FALSE;
  line[n] = '\0';
  if (g_str_has_prefix (line, "flood "))
    {
      send_marker (peer, FALSE);
      pour (peer, 0, (guint) g_ascii_strtoull (line + 6, NULL, 10));
      send_marker (peer, TRUE);
    }
  else if (g_str_has_prefix (line, "pace "))
    {
      peer->pace = (guint) g_ascii_strtoull (line + 5, NULL, 10);
      peer->next_tick = g_get_monotonic_time ();
    }
  return TRUE;
}

/* One peer, until it goes away; FALSE when standard input has ended. */
static gboolean
serve (int socket)
{
  Peer peer = { .socket = socket, .in = g_byte_array_new () };
  gboolean goes_on = TRUE;
  int one = 1;

  setsockopt (socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  while (goes_on)
    {
      struct pollfd fds[] = { { socket, POLLIN, 0 }, { STDIN_FILENO, POLLIN, 0 } };
      gint64 now = g_get_monotonic_time ();
      int wait = peer.pace > 0 ? (int) MAX (0, (peer.next_tick - now + 999) / 1000) : -1;

      poll (fds, 2, wait);
      if (fds[0].revents != 0 && !read_more (&peer))
        break;
      if (fds[1].revents != 0)
        goes_on = read_order (&peer);
      if (peer.pace > 0 && g_get_monotonic_time () >= peer.next_tick)
        {
          peer.position = pour (&peer, peer.position, peer.pace / TICKS);
          peer.next_tick += G_USEC_PER_SEC / TICKS;
        }
    }
  g_byte_array_unref (peer.in);
  close (socket);
  return goes_on;
}

int
main (int argc, char **argv)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t length = sizeof address;
  int listener = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  for (int i = 1; i + 1 < argc; i += 2)
    {
      if (strcmp (argv[i], "--users") == 0)
        n_users = (int) g_ascii_strtoll (argv[i + 1], NULL, 10);
      else if (strcmp (argv[i], "--visible") == 0)
        n_visible = (int) g_ascii_strtoll (argv[i + 1], NULL, 10);
      else if (strcmp (argv[i], "--names") == 0)
        is_japanese = strcmp (argv[i + 1], "ja") == 0;
      else if (strcmp (argv[i], "--role") == 0)
        is_admin = strcmp (argv[i + 1], "admin") == 0;
    }
  signal (SIGPIPE, SIG_IGN);
  make_stream ();
  if (bind (listener, (struct sockaddr *) &address, sizeof address) < 0 || listen (listener, 8) < 0 ||
      getsockname (listener, (struct sockaddr *) &address, &length) < 0)
    {
      perror ("bench-server");
      return 1;
    }
  printf ("ws://127.0.0.1:%d/pbx/ws\n", ntohs (address.sin_port));
  fflush (stdout);
  for (;;)
    {
      struct pollfd fds[] = { { listener, POLLIN, 0 }, { STDIN_FILENO, POLLIN, 0 } };

      poll (fds, 2, -1);
      if (fds[1].revents != 0 || (fds[0].revents != 0 && !serve (accept (listener, NULL, NULL))))
        return 0;
    }
}
