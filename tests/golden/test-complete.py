#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-complete.py WIRE-README ROLES METHODS.md ROLE-TEST EFFECT-TEST READ-TEST: no method of the guide is without its proofs."""
import json
import pathlib
import subprocess
import sys
import unittest

WIRE, ROLES, REPORT, ROLE_TEST, EFFECT_TEST, READ_TEST = map(pathlib.Path, sys.argv[1:])
del sys.argv[1:]

# How section 5 of the guide says that a method fails. Those not named here: “not stated”, some failure must be shown.
ERROR_FIELD = ('createExtension createTenant deleteNote getExtensionProperties getExtensions getNote getTenantProperties'
               ' insertRouteVariables setExtensionProperties setNote setTenantProperties').split()
ERROR_MESSAGE = ('barge callforward cancelTransfer conference disconnect makeCall park startRecording stopRecording transfer'
                 ' unpark').split()
FALSE = ['deleteExtension']
ERROR_TEXT = ['pnmanage']
NOTIFICATIONS = {'notify_callrecording': '4.1', 'notify_line': '4.2', 'notify_park': '4.3', 'notify_registered': '4.4',
                 'notify_status': '4.5', 'notify_voicemail': '4.6', 'notify_queue': '4.7', 'login_password_required': '3.3',
                 'notify_serverstatus': '–', 'notify_pal': '–'}
ORDER = ['nobody', 'user', 'admin', 'sa']


def read_roles():
    rows = [line.split() for line in ROLES.read_text().splitlines() if line and line[0] != '#']
    return {row[0]: row[1] for row in rows if '.' not in row[0]}


def listed(program):
    out = subprocess.run([program, '-l'], check=True, capture_output=True, text=True).stdout
    return {line for line in out.splitlines() if line.startswith('/')}


def cells(section):
    """The rows of one of the report's tables by name."""
    rows = [[cell.strip() for cell in line.strip('|').split('|')] for line in section.splitlines() if line.startswith('| `')]
    return {row[0].strip('`'): row for row in rows}


def way_of_failing(exchange):
    if exchange.get('check', 'ok') == 'ok':
        return None
    reply = exchange['reply']
    if 'error' in reply:
        return 'refused' if reply['error'].get('message') == 'No permission.' else 'error'
    if reply['result'] in (False, 'false'):
        return 'false'
    return 'error text' if str(reply['result']).strip().lower().startswith('error') else 'failed'


class Complete(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.roles = read_roles()
        cls.documented = list(cls.roles)[:42]
        methods, events = REPORT.read_text().split('\n\n')
        cls.methods, cls.events = cells(methods), cells(events)
        cls.golden = {path.stem: json.loads(path.read_text()) for path in WIRE.parent.glob('*.json')}

    def each(self, check):
        for name in self.documented:
            with self.subTest(method=name):
                check(name, self.golden[name])

    def test_report(self):
        self.assertEqual(list(self.methods), list(self.roles))
        for number, name in enumerate(self.documented, 1):
            row = self.methods[name]
            self.assertEqual(row[1:3], [f'5.{number}', self.roles[name]])
            self.assertEqual(row[-1], f'`{name}.json`')
        self.assertEqual({name: row[1] for name, row in self.events.items()}, NOTIFICATIONS)

    def test_every_file(self):
        self.assertEqual(set(self.golden), set(self.methods) | set(self.events))
        for name in self.events:
            self.assertGreaterEqual(len(self.golden[name]), 2, name)

    def test_success(self):
        self.each(lambda name, exchanges: self.assertTrue(
            any(e.get('check') == 'ok' and 'set' in e and 'request' in e for e in exchanges)))

    def test_failure(self):
        def check(name, exchanges):
            ways = {way_of_failing(e) for e in exchanges} - {None}
            if name in ERROR_FIELD:
                self.assertIn('error', ways)
            elif name in ERROR_MESSAGE:
                self.assertIn('failed', ways)
            elif name in FALSE:
                self.assertIn('false', ways)
            elif name in ERROR_TEXT:
                self.assertIn('error text', ways)
            else:
                self.assertTrue(ways - {'refused'})
        self.each(check)

    def test_role_refusal(self):
        def check(name, exchanges):
            least = self.roles[name]
            if least == 'user':
                return
            below = ORDER[ORDER.index(least) - 1]
            self.assertTrue(any(e.get('denied') for e in exchanges), 'our own client lets it through')
            self.assertTrue(any(e.get('as') == below and way_of_failing(e) == 'refused' for e in exchanges), below)
        self.each(check)

    def test_loose_types(self):
        self.each(lambda name, exchanges: self.assertTrue(any('request' in e and 'read' in e for e in exchanges)))

    def test_role_tests(self):
        self.assertLessEqual({'/roles/list', *(f'/roles/as-{role}' for role in ORDER)}, listed(ROLE_TEST))

    def test_effects(self):
        """All that does not begin with get changes something; what does is read through a client."""
        tests = listed(EFFECT_TEST) | listed(READ_TEST)
        for name in self.methods:
            with self.subTest(method=name):
                if name in self.documented:
                    self.assertIn(f'/reads/{name}' if name.startswith('get') else f'/effect/{name}', tests)
                elif name != 'login':
                    self.assertTrue({f'/reads/{name}', f'/effect/{name}'} & tests)

    def test_list(self):
        self.assertEqual(len(self.documented), 42)
        self.assertEqual(len(set(ERROR_FIELD + ERROR_MESSAGE + FALSE + ERROR_TEXT) & set(self.documented)), 24)


if __name__ == '__main__':
    unittest.main(verbosity=2)
