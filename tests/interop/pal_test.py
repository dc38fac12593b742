# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests share: a simulated PBX for each, sessions that are closed again, and calls told line by line."""
import asyncio
import json
import socket
import sys
import tempfile
import unittest

from pal_peer import Peer, start_server

PALSIM = sys.argv.pop()
ANN = 'tenant=-&login_user=1002&login_password=1002'
BEN = 'tenant=-&login_user=1003&login_password=1003'
ADMIN = 'tenant=-&login_user=1001&login_password=1001'
SYSTEM = 'login_user=sa&login_password=sa'
ALL = '&user=*&registered=true&status=true&voicemail=true&callrecording=true&park=*&line=*&queue=*'
OF_USERS = ('notify_status', 'notify_voicemail', 'notify_callrecording')
OWN = '&status=true&voicemail=self&callrecording=self'
NUMBERS = {'A': '1002', 'B': '1003', 'C': '1004', 'D': '1005', 'E': '1006', 'F': '1007', 'W': '1001'}
LETTERS = {number: letter for letter, number in NUMBERS.items()}


class PalTest(unittest.IsolatedAsyncioTestCase):
    OPTIONS = ()

    async def asyncSetUp(self):
        asyncio.get_running_loop().set_debug(False)  # which says how slow a busy machine is, and makes it slower
        self.process, self.url = start_server(PALSIM, *self.OPTIONS)
        self.addCleanup(self.process.stdout.close)
        self.addCleanup(self.process.wait)
        self.addCleanup(self.process.terminate)

    async def open(self, query, ready=True):
        peer = await (Peer.log_in if ready else Peer.connect)(self.url, query)
        self.addAsyncCleanup(peer.close)
        return peer

    def assert_refused(self, reply, code=None):
        self.assertNotIn('result', reply)
        self.assertIs(type(reply['error']['code']), int)
        self.assertIs(type(reply['error']['message']), str)
        if code is not None:
            self.assertEqual(reply['error']['code'], code)

    def assert_succeeded(self, reply):
        self.assertNotIn('error', reply)
        self.assertRegex(reply['result'], '^succeeded:')


class RequestTest(PalTest):
    """Requests whose answers say it all."""

    async def result(self, peer, method, **params):
        reply = await peer.call(method, **params)
        self.assertNotIn('error', reply, (method, params))
        return reply['result']

    async def refuse(self, peer, method, code=None, **params):
        self.assert_refused(await peer.call(method, **params), code)


class Hands:
    """What no PAL request does: telephones are dialled and put down, somebody calls from outside, time passes."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(path)
        self.file = self.socket.makefile('rw')

    def ask(self, cmd, **members):
        self.file.write(json.dumps({'cmd': cmd, **members}) + '\n')
        self.file.flush()
        answer = json.loads(self.file.readline())
        if not answer['ok']:
            raise AssertionError(f'{cmd} {members}: {answer}')
        return answer

    def close(self):
        self.file.close()
        self.socket.close()


class CallTest(PalTest):
    """Users A to F have phones that do what they are told; those of PARTIES are signed in and hear of themselves,
    the administrator W watches everything. Events are told as lines, ids by their order of appearance:

    A:65 r1 t1 B          status 65 of A's leg t1 in room r1, the other party is B (- when none is named)
    A/2:65 r1 t1 B        the same at A's second phone
    A:-1 r1 t1 B 200/16/1 the end, with rescode, q850code and disconnected_by
    park 701 on r1 t2 · line/1 on A t1 r1 · queue 600 on r1 · record A t1 on · registered A true
    mail B 3/3/0/0        new, unread, read, saved
    """
    PARTIES = 'ABC'

    async def asyncSetUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.OPTIONS = (*self.OPTIONS, '--control', folder.name + '/control')
        await super().asyncSetUp()
        self.hands = Hands(folder.name + '/control')
        self.addCleanup(self.hands.close)
        self.peers = {}
        for letter in self.PARTIES:
            self.peers[letter] = await self.sign_in(letter)
        self.watch = self.peers['W'] = await self.open(ADMIN + ALL)
        for letter in set('ABCDEF') - set(self.PARTIES):
            self.phone(letter, 'wait')
        self.names = {}
        self.told = {}
        self.log = None
        for peer in self.peers.values():
            await self.greet(peer)

    async def greet(self, peer):
        await peer.settle()
        self.told[peer] = len(peer.events)

    async def sign_in(self, letter, more=OWN):
        number = NUMBERS[letter]
        return await self.open(f'tenant=-&login_user={number}&login_password={number}{more}')

    # Hands and time.

    def phone(self, letter, do, **members):
        return self.hands.ask('phone', **{'user': NUMBERS[letter], 'phone': 1, 'do': do, **members})

    def outside(self, number, to):
        self.hands.ask('call', do='call', **{'from': number, 'to': to})

    def pass_time(self, seconds):
        self.hands.ask('advance', ms=round(seconds * 1000))

    # Requests: t1, r1 stand for the ids, letters for the extensions.

    def real(self, value):
        if isinstance(value, list):
            return [self.real(v) for v in value]
        ids = {name: real for real, name in self.names.items()}
        return NUMBERS.get(value, ids.get(value, value)) if isinstance(value, str) else value

    async def ask(self, who, method, **params):
        return await self.peers[who].call(method, **{key: self.real(value) for key, value in params.items()})

    async def do(self, who, method, **params):
        reply = await self.ask(who, method, **params)
        self.assert_succeeded(reply)
        return reply['result']

    async def refuse(self, who, method, **params):
        """Refused, by an error or by words, and nothing comes of it."""
        reply = await self.ask(who, method, **params)
        if 'error' in reply:
            self.assert_refused(reply)
        else:
            self.assertRegex(reply['result'], '^failed')
        await self.expect()

    async def talk(self, who, tid):
        await self.do(who, 'remoteControl', talker_id=tid, action='talk')

    async def make(self, who, to, kind='2', **extra):
        result = await self.do(who, 'makeCall', **{'user': who, 'from': who, 'to': to, 'type': kind, **extra})
        self.assertRegex(result, r'^succeeded: \d+$')
        self.log = result.split()[1]

    async def call(self, caller='A', callee='B'):
        """@caller dials @callee, who answers; @caller has t1, @callee t2."""
        self.phone(caller, 'dial', number=NUMBERS[callee])
        await self.expect(f'{caller}:1 r1 t1 {callee}', f'{callee}:0 r1 t2 {caller}', f'{callee}:65 r1 t2 {caller}')
        self.phone(callee, 'answer')
        await self.expect(f'{callee}:2 r1 t2 {caller}', f'{caller}:14 r1 t1 {callee}')

    # Events.

    def name(self, ident, kind):
        if ident is None:
            return '-'
        self.assertIs(type(ident), str)
        self.assertRegex(ident, '^[0-9]+$')
        if ident not in self.names:
            count = sum(name[0] == kind for name in self.names.values())
            self.names[ident] = f'{kind}{count + 1}'
        self.assertEqual(self.names[ident][0], kind, f'{ident} is both a room and a talker')
        return self.names[ident]

    def line_of_status(self, event):
        for name in ('user', 'status', 'room_id', 'talker_id', 'logid'):
            self.assertIs(type(event[name]), str, (name, event))
            self.assertNotEqual(event[name], '', (name, event))
        self.assertIs(type(event['time']), int)
        self.assertNotIn(None, event.values())
        self.assertIn(event['role'] if 'role' in event else 'c', ('c', 's'))
        if self.log:
            self.assertEqual(event['logid'], self.log)
        last = event['status'] == '-1'
        for name in ('rescode', 'disconnected_by', 'q850code'):
            self.assertEqual(name in event, last, event)
        number = event.get('other_number')
        phone = '' if str(event.get('phone_idx', 1)) == '1' else f'/{event["phone_idx"]}'
        end = f' {event["rescode"]}/{event["q850code"]}/{event["disconnected_by"]}' if last else ''
        return (f'{LETTERS[event["user"]]}{phone}:{event["status"]} {self.name(event["room_id"], "r")} '
                f'{self.name(event["talker_id"], "t")} {LETTERS.get(number, number or "-")}{end}')

    def line_of(self, message):
        method, event = message['method'], message['params']
        ids = [self.name(event[key], key[0]) for key in ('room_id', 'talker_id') if key in event]
        if method == 'notify_status':
            return self.line_of_status(event)
        if method == 'notify_park':
            return ' '.join(['park', event['park'], event['status'], *ids])
        if method == 'notify_queue':
            return ' '.join(['queue', event['extension'], event['status'], *ids])
        if method == 'notify_line':
            talker = [LETTERS.get(event['line_talker'], event['line_talker'])] if event.get('line_talker') else []
            tids = [self.name(event['line_talker_id'], 't')] if event.get('line_talker_id') else []
            return ' '.join([event['line'], event['status'], *talker, *tids, *ids])
        if method == 'notify_callrecording':
            return f'record {LETTERS[event["user"]]} {self.name(event["talker_id"], "t")} {event["status"]}'
        if method == 'notify_voicemail':
            counts = '/'.join(str(event[key]) for key in ('new', 'unread', 'read', 'saved'))
            return f'mail {LETTERS[event["user"]]} {counts}'
        self.assertEqual(method, 'notify_registered')
        return f'registered {LETTERS[event["user"]]} {event["registered"]}'

    async def news(self):
        """What the watcher heard since the last time; every party has heard its own part of it and nothing else."""
        self.pass_time(1)
        fresh = {}
        for letter, peer in self.peers.items():
            await peer.settle()
            fresh[letter] = peer.events[self.told[peer]:]
            self.told[peer] = len(peer.events)
        for letter in set(fresh) - {'W'}:
            own = [e for e in fresh['W'] if e['params'].get('user') == NUMBERS[letter] and e['method'] in OF_USERS]
            self.assertEqual(fresh[letter], own, f'what {letter} heard')
        return [self.line_of(message) for message in fresh['W']]

    async def expect(self, *lines):
        """These lines and no others; those in a set come in any order."""
        found = await self.news()
        wanted, rest = [], list(found)
        for line in lines:
            if isinstance(line, set):
                part, rest = rest[:len(line)], rest[len(line):]
                wanted += part if set(part) == line else sorted(line)
            else:
                wanted.append(line)
                rest = rest[1:]
        self.maxDiff = None
        self.assertEqual(found, wanted)

    def last(self, **members):
        """The last status event the watcher saw that has these members."""
        wanted = {key: self.real(value) for key, value in members.items()}
        return next(e for e in reversed(self.watch.of('notify_status'))
                    if wanted.items() <= e.items())


def main():
    unittest.main(argv=sys.argv, verbosity=2)
