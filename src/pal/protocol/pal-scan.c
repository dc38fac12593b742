/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "pal/protocol/pal-error.h"
#include "pal/protocol/pal-intl.h"
#include "pal/protocol/pal-scan-inline.h"

static PalToken
fail (PalScan *self, const char *at, const char *error)
{
  pal_scan_fail (self, at, error);
  return PAL_TOKEN_ERROR;
}

/* At a backslash: past the escape, or NULL after an error. */
static const char *
skip_escape (PalScan *self, const char *p)
{
  static const guint8 simple[256] = {
    ['"'] = 1, ['\\'] = 1, ['/'] = 1, ['b'] = 1, ['f'] = 1, ['n'] = 1, ['r'] = 1, ['t'] = 1,
  };

  if (self->end - p < 2)
    {
      pal_scan_fail (self, self->end, N_("the text ends in an escape"));
      return NULL;
    }
  if (simple[(guchar) p[1]])
    return p + 2;
  if (p[1] != 'u')
    {
      pal_scan_fail (self, p + 1, N_("unknown escape"));
      return NULL;
    }

  for (guint i = 2; i < 6; i++)
    {
      if (p + i >= self->end || !g_ascii_isxdigit (p[i]))
        {
          pal_scan_fail (self, MIN (p + i, self->end), N_("four hexadecimal digits must follow \\u"));
          return NULL;
        }
    }

  return p + 6;
}

/* After the opening quote, or where a pause cut: fills the slice and stands after the closing quote. */
static PalToken
scan_text (PalScan *self, const char *p, PalSlice *slice)
{
  for (;;)
    {
      p = skip_plain (p, self->pause);

      if (p >= self->end)
        return fail (self, self->end, N_("a text is not closed"));
      if (p >= self->pause)
        {
          self->at = p;
          return PAL_TOKEN_PAUSE;
        }

      if (*p == '"')
        break;

      if (*p == '\\')
        {
          self->escaped = TRUE;
          if ((p = skip_escape (self, p)) == NULL)
            return PAL_TOKEN_ERROR;
        }
      else if ((guchar) *p >= 0x80)
        {
          do
            {
              guint length = utf8_length (p, self->end);

              if (length == 0)
                return fail (self, p, N_("not UTF-8"));
              p += length;
            }
          while (p < self->pause && (guchar) *p >= 0x80);
        }
      else
        return fail (self, p, N_("a control character stands in a text"));
    }

  slice->text = self->mark;
  slice->length = p - self->mark;
  slice->escaped = self->escaped;
  self->mark = NULL;
  self->at = p + 1;

  return PAL_TOKEN_TEXT;
}

static PalToken
begin_text (PalScan *self, const char *p, PalSlice *slice)
{
  self->mark = p + 1;
  self->escaped = FALSE;

  return scan_text (self, p + 1, slice);
}

static inline const char *
skip_digits (const char *p, const char *end)
{
  while (p < end && *p >= '0' && *p <= '9')
    p++;
  return p;
}

static PalToken
scan_number (PalScan *self, const char *p, PalSlice *slice)
{
  const char *begin = p, *end = self->end, *digits;

  if (*p == '-')
    p++;
  if (p < end && *p == '0')
    p++;
  else
    {
      digits = p;
      p = skip_digits (p, end);
      if (p == digits)
        return fail (self, p, N_("a number lacks digits"));
    }

  if (p < end && *p == '.')
    {
      digits = ++p;
      p = skip_digits (p, end);
      if (p == digits)
        return fail (self, p, N_("a number lacks digits after the point"));
    }
  if (p < end && (*p == 'e' || *p == 'E'))
    {
      p++;
      if (p < end && (*p == '+' || *p == '-'))
        p++;
      digits = p;
      p = skip_digits (p, end);
      if (p == digits)
        return fail (self, p, N_("a number lacks digits in its exponent"));
    }

  if (p - begin > PAL_SCAN_MAX_NUMBER)
    return fail (self, begin, N_("a number is too long"));

  slice->text = begin;
  slice->length = p - begin;
  slice->escaped = FALSE;
  self->at = p;

  return PAL_TOKEN_NUMBER;
}

static PalToken
scan_word (PalScan *self, const char *p, const char *word, gsize length, PalToken token, PalSlice *slice)
{
  if ((gsize) (self->end - p) < length || memcmp (p, word, length) != 0)
    return fail (self, p, N_("a value is expected"));

  slice->text = p;
  slice->length = length;
  slice->escaped = FALSE;
  self->at = p + length;

  return token;
}

static PalToken
open_bracket (PalScan *self, const char *p)
{
  if (self->depth >= PAL_SCAN_MAX_DEPTH)
    return fail (self, p, N_("nested too deeply"));

  self->kinds[self->depth++] = *p;
  self->at = p + 1;
  self->state = *p == '{' ? STATE_FIRST_NAME : STATE_FIRST_VALUE;

  return *p == '{' ? PAL_TOKEN_OBJECT : PAL_TOKEN_ARRAY;
}

static PalToken
close_bracket (PalScan *self, const char *p)
{
  /* '[' + 2 is ']', '{' + 2 is '}'. */
  if (*p != self->kinds[self->depth - 1] + 2)
    return fail (self, p, N_("the brackets do not match"));

  self->depth--;
  self->at = p + 1;
  end_value (self);

  return PAL_TOKEN_CLOSE;
}

static PalToken
scan_value (PalScan *self, const char *p, PalSlice *slice)
{
  PalToken token;

  switch (*p)
    {
    case '"':
      token = begin_text (self, p, slice);
      if (token == PAL_TOKEN_PAUSE)
        {
          self->state = STATE_VALUE;
          return token;
        }
      break;
    case '{':
    case '[':
      return open_bracket (self, p);
    case 't':
      token = scan_word (self, p, "true", 4, PAL_TOKEN_TRUE, slice);
      break;
    case 'f':
      token = scan_word (self, p, "false", 5, PAL_TOKEN_FALSE, slice);
      break;
    case 'n':
      token = scan_word (self, p, "null", 4, PAL_TOKEN_NULL, slice);
      break;
    case '-':
    case '0' ... '9':
      token = scan_number (self, p, slice);
      break;
    default:
      return fail (self, p, N_("a value is expected"));
    }

  if (token != PAL_TOKEN_ERROR)
    end_value (self);

  return token;
}

/* At the opening quote, or in the text when a pause cut it: the name and its colon. */
static PalToken
scan_name (PalScan *self, const char *p, PalSlice *slice)
{
  PalToken token;

  if (self->mark != NULL)
    token = scan_text (self, p, slice);
  else if (*p == '"')
    token = begin_text (self, p, slice);
  else
    return fail (self, p, N_("a name is expected"));

  if (token != PAL_TOKEN_TEXT)
    {
      if (token == PAL_TOKEN_PAUSE)
        self->state = STATE_FIRST_NAME;
      return token;
    }

  p = skip_space (self->at, self->end);
  if (p >= self->end || *p != ':')
    return fail (self, p, N_("a colon is expected"));
  self->at = p + 1;
  self->state = STATE_VALUE;

  return PAL_TOKEN_NAME;
}

/* In a text cut by a pause. */
static PalToken
resume_text (PalScan *self, PalSlice *slice)
{
  PalToken token;

  if (self->state == STATE_FIRST_NAME)
    return scan_name (self, self->at, slice);

  token = scan_text (self, self->at, slice);
  if (token == PAL_TOKEN_TEXT)
    end_value (self);

  return token;
}

static PalToken
scan_next (PalScan *self, const char *p, PalSlice *slice)
{
  char bracket = self->kinds[self->depth - 1];

  if (*p != ',')
    return *p == ']' || *p == '}' ? close_bracket (self, p) : fail (self, p, N_("a comma is expected"));

  p = skip_space (p + 1, self->end);
  if (p >= self->end)
    return fail (self, p, N_("the text ends too early"));

  return bracket == '{' ? scan_name (self, p, slice) : scan_value (self, p, slice);
}

void
pal_scan_init (PalScan *self, const char *text, gsize length)
{
  self->start = self->at = text != NULL ? text : "";
  self->end = self->pause = self->start + length;
  self->mark = NULL;
  self->error = NULL;
  self->error_offset = 0;
  self->depth = 0;
  self->escaped = FALSE;
  self->state = STATE_VALUE;
}

PalToken
pal_scan_next (PalScan *self, PalSlice *slice)
{
  const char *p;

  if (G_UNLIKELY (self->at >= self->pause && self->pause < self->end))
    return self->state == STATE_ERROR ? PAL_TOKEN_ERROR : PAL_TOKEN_PAUSE;
  if (G_UNLIKELY (self->mark != NULL))
    return self->state == STATE_ERROR ? PAL_TOKEN_ERROR : resume_text (self, slice);

  p = skip_space (self->at, self->pause);
  if (G_UNLIKELY (p >= self->pause))
    {
      self->at = p;
      if (p < self->end)
        return self->state == STATE_ERROR ? PAL_TOKEN_ERROR : PAL_TOKEN_PAUSE;
      if (self->state == STATE_DONE)
        return PAL_TOKEN_END;
      return self->state == STATE_ERROR ? PAL_TOKEN_ERROR : fail (self, p, N_("the text ends too early"));
    }

  switch (self->state)
    {
    case STATE_NEXT:
      return scan_next (self, p, slice);
    case STATE_VALUE:
      return scan_value (self, p, slice);
    case STATE_FIRST_VALUE:
      return *p == ']' ? close_bracket (self, p) : scan_value (self, p, slice);
    case STATE_FIRST_NAME:
      return *p == '}' ? close_bracket (self, p) : scan_name (self, p, slice);
    case STATE_DONE:
      return fail (self, p, N_("something follows the value"));
    default:
      return PAL_TOKEN_ERROR;
    }
}

PalToken
pal_scan_leave (PalScan *self, guint depth)
{
  PalSlice slice;
  PalToken token;

  do
    {
      token = pal_scan_next (self, &slice);
      if (token == PAL_TOKEN_ERROR || token == PAL_TOKEN_PAUSE)
        return token;
    }
  while (self->depth > depth);

  return PAL_TOKEN_CLOSE;
}

gboolean
pal_scan_skip (PalScan *self, PalSlice *json)
{
  guint depth = self->depth;
  PalToken token;

  self->pause = self->end;
  token = pal_scan_next (self, json);
  if (token == PAL_TOKEN_OBJECT || token == PAL_TOKEN_ARRAY)
    {
      json->text = self->at - 1;
      if (pal_scan_leave (self, depth) != PAL_TOKEN_CLOSE)
        return FALSE;
    }
  else if (token == PAL_TOKEN_TEXT)
    json->text--;
  else if (token < PAL_TOKEN_TEXT)
    return FALSE;

  json->length = self->at - json->text;
  return TRUE;
}

void
pal_scan_rewind (PalScan *self, const char *at, guint depth)
{
  self->at = at;
  self->mark = NULL;
  self->depth = depth;
  self->state = STATE_VALUE;
}

gboolean
pal_scan_fail (PalScan *self, const char *at, const char *error)
{
  self->error = error;
  self->error_offset = at - self->start;
  self->state = STATE_ERROR;

  return FALSE;
}

void
pal_scan_propagate (const PalScan *self, GError **error)
{
  g_set_error (error, PAL_ERROR, PAL_ERROR_PROTOCOL, _("Not valid JSON at byte %u: %s"),
               (guint) self->error_offset,
               self->error != NULL ? _(self->error) : _("the text ends too early"));
}

static guint
read_hex (const char *p)
{
  guint value = 0;

  for (guint i = 0; i < 4; i++)
    value = value << 4 | g_ascii_xdigit_value (p[i]);

  return value;
}

/* At the 'u' of an escape that was checked before; moves @p past all it consumed. */
static gunichar
read_unicode (const char **p, const char *end)
{
  guint high = read_hex (*p + 1);
  guint low;

  *p += 5;
  if (high >= 0xdc00 && high <= 0xdfff)
    return 0xfffd;
  if (high < 0xd800 || high > 0xdbff)
    return high == 0 ? 0xfffd : high;
  if (end - *p < 6 || (*p)[0] != '\\' || (*p)[1] != 'u')
    return 0xfffd;

  low = read_hex (*p + 2);
  if (low < 0xdc00 || low > 0xdfff)
    return 0xfffd;
  *p += 6;

  return 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
}

gsize
pal_scan_unescape (const char *text, gsize length, char *out)
{
  static const char controls[256] = { ['b'] = '\b', ['f'] = '\f', ['n'] = '\n', ['r'] = '\r', ['t'] = '\t' };
  const char *p = text, *end = text + length;
  char *o = out;

  while (p < end)
    {
      const char *next = memchr (p, '\\', end - p);

      if (next == NULL)
        next = end;
      memmove (o, p, next - p);
      o += next - p;
      p = next;
      if (p >= end)
        break;

      p++;
      if (*p == 'u')
        o += g_unichar_to_utf8 (read_unicode (&p, end), o);
      else
        {
          *o++ = controls[(guchar) *p] != 0 ? controls[(guchar) *p] : *p;
          p++;
        }
    }

  return o - out;
}

char *
pal_slice_dup (const PalSlice *slice)
{
  char *text;

  if (!slice->escaped)
    return g_strndup (slice->text, slice->length);

  text = g_malloc (slice->length + 1);
  text[pal_scan_unescape (slice->text, slice->length, text)] = '\0';

  return text;
}

gboolean
pal_slice_equal (const PalSlice *slice, const char *text)
{
  gsize length = strlen (text);

  if (G_UNLIKELY (slice->escaped))
    {
      g_autofree char *plain = pal_slice_dup (slice);

      return strcmp (plain, text) == 0;
    }

  return slice->length == length && memcmp (slice->text, text, length) == 0;
}

gboolean
pal_slice_to_int (const PalSlice *slice, gint64 *value)
{
  const char *p = slice->text, *end = p + slice->length;
  gboolean negative = FALSE;
  guint64 sum = 0;

  if (p < end && (*p == '-' || *p == '+'))
    negative = *p++ == '-';
  if (p >= end || *p < '0' || *p > '9')
    return FALSE;

  for (; p < end && *p >= '0' && *p <= '9'; p++)
    {
      if (sum > (guint64) (G_MAXINT64 - 9) / 10)
        return FALSE;
      sum = sum * 10 + (*p - '0');
    }

  if (p < end)
    {
      g_autofree char *copy = NULL;
      char *rest;
      double number;

      if (*p != '.' && *p != 'e' && *p != 'E')
        return FALSE;
      copy = pal_slice_dup (slice);
      number = g_ascii_strtod (copy, &rest);
      if (*rest != '\0' || !(number > -9.0e18 && number < 9.0e18))
        return FALSE;
      *value = number;
      return TRUE;
    }

  *value = negative ? -(gint64) sum : (gint64) sum;
  return TRUE;
}
