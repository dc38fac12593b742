# SPDX-License-Identifier: GPL-3.0-or-later
"""test-palsim.py PALSIM: the simulated PBX against the developer's guide; see README.md."""
from pal_peer import md5
from pal_test import ADMIN, ALL, ANN, BEN, SYSTEM, PalTest, main


class Login(PalTest):
    async def test_password_in_the_url(self):
        peer = await self.open(ANN)
        self.assertEqual(peer.frames[0], {'jsonrpc': '2.0', 'method': 'notify_serverstatus',
                                          'params': {'status': 'active'}})

    async def test_wrong_password_in_the_url(self):
        peer = await self.open('tenant=-&login_user=1002&login_password=no', ready=False)
        code = await peer.until_closed()
        self.assertEqual([set(f) for f in peer.frames], [{'jsonrpc', 'error', 'id'}])
        self.assertIsNone(peer.frames[0]['id'])
        self.assertEqual(peer.frames[0]['error']['code'], -2022)
        self.assertRegex(peer.frames[0]['error']['message'], r'^Login failed \(\d+\)$')
        self.assertIn(code, (1000, 1008))

    async def ask(self, user='1002'):
        peer = await self.open(f'tenant=-&login_user={user}', ready=False)
        event = await peer.wait_for(lambda e: e['method'] == 'login_password_required')
        self.assertNotIn('id', event)
        self.assertEqual(list(event['params']), ['nonce'])
        return peer, event['params']['nonce']

    async def test_challenge(self):
        peer, nonce = await self.ask()
        other, other_nonce = await self.ask()
        self.assertNotEqual(nonce, other_nonce)
        reply = await peer.call('login', login_password=md5(f'1002:{nonce}:{md5("1002")}'))
        self.assertIn('result', reply)
        await peer.wait_for(lambda e: e['method'] == 'notify_serverstatus')
        # The answer to one challenge is none to another.
        self.assert_refused(await other.call('login', login_password=md5(f'1002:{nonce}:{md5("1002")}')), -2022)

    async def test_challenge_of_the_system_administrator(self):
        peer, nonce = await self.ask('sa')
        self.assertIn('result', await peer.call('login', login_password=md5(f'sa:{nonce}:{md5("sa")}')))

    async def test_wrong_answer(self):
        peer, nonce = await self.ask()
        reply = await peer.call('login', login_password=md5(f'1002:{nonce}:{md5("no")}'))
        self.assert_refused(reply, -2022)
        self.assertRegex(reply['error']['message'], r'^Login failed \(\d+\)$')
        self.assertEqual(peer.of('notify_serverstatus'), [])
        self.assertIn(await peer.until_closed(), (1000, 1008))

    async def test_calls_before_the_login(self):
        peer, nonce = await self.ask()
        for method in ('ping', 'getProductInfo', 'makeCall', 'getNoteNames'):
            self.assert_refused(await peer.call(method))
        reply = await peer.call('login', login_password=md5(f'1002:{nonce}:{md5("1002")}'))
        self.assertIn('result', reply)

    async def test_unknown_user(self):
        for query in ('login_user=4711&login_password=4711', 'login_user=600&login_password=', 'tenant=-', ''):
            peer = await self.open(query, ready=False)
            await peer.pump()
            if 'error' not in peer.frames[0]:
                await peer.call('login', login_password=md5('x'))
            self.assertIn(-2022, [f['error']['code'] for f in peer.frames if 'error' in f])

    async def test_the_same_phone_again(self):
        first = await self.open(ANN + '&phone_idx=2')
        other = await self.open(ANN + '&phone_idx=3')
        plain = await self.open(ANN)
        await self.open(ANN + '&phone_idx=2')
        event = await first.wait_for(lambda e: e['method'] == 'notify_pal')
        self.assertEqual(event['params'], {'code': 1, 'message': 'ANOTHER_LOGIN'})
        for peer in (other, plain):
            await peer.settle()
            self.assertEqual(peer.of('notify_pal'), [])


class Envelope(PalTest):
    async def test_ids_come_back_as_they_went(self):
        peer = await self.open(ANN)
        for ident in ('1', 'a b"c', 7, 12345678901234, -3):
            await peer.send({'jsonrpc': '2.0', 'method': 'ping', 'id': ident})
            self.assertIn('result', await peer.reply_to(ident))

    async def test_without_an_id_no_answer(self):
        peer = await self.open(ANN)
        await peer.send({'jsonrpc': '2.0', 'method': 'setNote', 'params': {'name': 'n', 'note': 'x'}})
        await peer.settle()
        self.assertEqual(len(peer.replies), 1)
        self.assertEqual((await peer.call('getNote', name='n'))['result']['note'], 'x')

    async def test_batch(self):
        peer = await self.open(ANN)
        await peer.send([{'jsonrpc': '2.0', 'method': 'ping', 'id': 1}, {'jsonrpc': '2.0', 'method': 'ping'},
                         {'jsonrpc': '2.0', 'method': 'nothing', 'id': '2'}])
        await peer.reply_to('2')
        self.assertEqual([r['id'] for r in peer.frames[-1]], [1, '2'])
        self.assertEqual(peer.frames[-1][1]['error']['code'], -32601)

    async def test_no_json(self):
        peer = await self.open(ANN)
        for text, code in (('', -32700), ('{', -32700), ('null', -32600), ('{"jsonrpc":"2.0"} x', -32700),
                           ('"ping"', -32600)):
            await peer.send(text)
            await peer.pump()
            self.assertIsNone(peer.frames[-1]['id'])
            self.assert_refused(peer.frames[-1], code)
        await peer.settle()

    async def test_no_request(self):
        peer = await self.open(ANN)
        for message, ident in (({}, None), ([], None), ({'id': 5}, 5), ({'method': 7, 'id': 'a'}, 'a'), ([3], None)):
            await peer.send(message)
            await peer.pump()
            reply = peer.frames[-1][0] if message == [3] else peer.frames[-1]
            self.assertEqual(reply['id'], ident)
            self.assert_refused(reply, -32600)

    async def test_bad_params(self):
        peer = await self.open(ADMIN)
        for params in ([], [1], 'text', 7, None, {}, {'tid': {}}, {'tid': ''}, {'tid': None}):
            for method in ('park', 'hold', 'makeCall', 'transfer', 'disconnect', 'getNote', 'callforward'):
                await peer.send({'jsonrpc': '2.0', 'method': method, 'params': params, 'id': method})
                reply = await peer.reply_to(method)
                peer.replies.clear()
                self.assertTrue('error' in reply or reply['result'].startswith('failed: '), (method, params, reply))


class Subscription(PalTest):
    async def test_snapshot(self):
        peer = await self.open(ADMIN + ALL)
        await peer.settle()
        frames = peer.frames[1:-1]
        self.assertTrue(all(isinstance(f, list) for f in frames))
        self.assertEqual([f[0]['method'] for f in frames], ['notify_registered', 'notify_voicemail'])
        self.assertEqual({r['user']: r['registered'] for r in peer.of('notify_registered')},
                         {str(user): 'true' for user in range(1001, 1013)})
        mail = {m['user']: m for m in peer.of('notify_voicemail')}
        self.assertEqual(mail['1002'], {'user': '1002', 'new': 2, 'unread': 2, 'read': 3, 'saved': 0})
        self.assertEqual(mail['1004'], {'user': '1004', 'new': 0, 'unread': 0, 'read': 0, 'saved': 0})

    async def test_odd_spellings(self):
        peer = await self.open('&&' + ANN + '&&user=1002&user=1003&registered=True&status=TRUE&foo=bar&x&=')
        await peer.settle()
        self.assertEqual([r['user'] for r in peer.of('notify_registered')], ['1002', '1003'])
        peer = await self.open('login_user=sa&login_password=%73a&user=%2A&registered=True&line=*')
        await peer.settle()
        self.assertEqual(len(peer.of('notify_registered')), 12)

    async def test_only_what_was_asked_for(self):
        quiet = await self.open(BEN)
        own = await self.open(ANN + '&voicemail=self&registered=self&status=true')
        off = await self.open(BEN + '&user=*&registered=false&status=false')
        for peer in (quiet, own, off):
            await peer.settle()
        self.assertEqual([e['method'] for e in quiet.events + off.events], ['notify_serverstatus'] * 2)
        self.assertEqual([(e['method'], e['params']['user']) for e in own.events[1:]],
                         [('notify_registered', '1002'), ('notify_voicemail', '1002')])

    async def test_access_users(self):
        admin = await self.open(ADMIN)
        reply = await admin.call('setExtensionProperties', extension='1002', properties={'access.users': '1003'})
        self.assertEqual(reply['result'], 'OK')
        await self.open(ANN + '&user=1003&status=true')
        for users in ('user=*', 'user=1003&user=1004'):
            peer = await self.open(f'{ANN}&{users}&status=true', ready=False)
            await peer.until_closed()
            self.assertEqual(peer.of('notify_serverstatus'), [])
            self.assertIsNone(peer.frames[0]['id'])
            self.assert_refused(peer.frames[0])


class Calls(PalTest):
    """Ann (1002) and Ben (1003) are signed in, so that their phones wait for them; an administrator watches."""

    async def asyncSetUp(self):
        await super().asyncSetUp()
        self.ann = await self.open(ANN + '&user=*&status=true')
        self.ben = await self.open(BEN + '&status=true')
        self.watch = await self.open(ADMIN + ALL)
        await self.watch.settle()
        self.watch.read = self.mark = len(self.watch.events)

    async def dial(self, kind='2', **extra):
        reply = await self.ann.call('makeCall', tenant='-', user='1002', to=['1003'], type=kind,
                                    **{'from': '1002', **extra})
        self.assert_succeeded(reply)
        self.assertRegex(reply['result'], r'^succeeded: \d+$')
        self.log_id = reply['result'].split()[1]

    async def talk(self):
        """Both in talk; their legs."""
        await self.dial()
        ann = await self.watch.status('1002', 65)
        self.assert_succeeded(await self.ann.call('remoteControl', talker_id=ann['talker_id'], action='talk'))
        ben = await self.watch.status('1003', 65)
        self.assert_succeeded(await self.ben.call('remoteControl', talker_id=ben['talker_id'], action='talk'))
        return await self.watch.status('1002', 14), ben

    async def expect(self, *steps):
        await self.watch.settle()
        self.assertEqual(self.watch.since(self.mark), [tuple(s.split(':')) for s in steps])
        self.mark = len(self.watch.events)

    def check_fields(self):
        for event in self.watch.of('notify_status'):
            self.assertNotIn(None, event.values())
            self.assertNotIn('', event.values())
            for name in ('user', 'status', 'room_id', 'talker_id', 'logid', 'other_number', 'user_display_name',
                         'other_user_display_name'):
                self.assertIs(type(event[name]), str, name)
            self.assertIs(type(event['time']), int)
            self.assertGreater(event['time'], 1_500_000_000_000)
            last = event['status'] == '-1'
            for name in ('rescode', 'disconnected_by', 'q850code'):
                self.assertEqual(name in event, last, name)

    async def test_from_first(self):
        ann, ben = await self.talk()
        await self.expect('1002:0', '1002:65', '1002:2', '1003:0', '1003:65', '1003:2', '1002:14')
        events = self.watch.of('notify_status')
        self.assertEqual({e['logid'] for e in events}, {self.log_id})
        self.assertEqual({e['room_id'] for e in events}, {ann['room_id']})
        self.assertEqual({(e['user'], e['talker_id'], e['role'], e['other_number'], e['phone_idx']) for e in events},
                         {('1002', ann['talker_id'], 'c', '1003', 1), ('1003', ben['talker_id'], 's', '1002', 1)})
        self.assertEqual(events[0]['user_display_name'], 'Aiko Sato')
        self.assertEqual(events[0]['other_user_display_name'], 'Ben Okafor')
        await self.ann.settle()
        await self.ben.settle()
        self.assertEqual(len(self.ann.of('notify_status')), 7)
        self.assertEqual({e['user'] for e in self.ben.of('notify_status')}, {'1003'})
        self.check_fields()

    async def test_both_at_once(self):
        for first, second in (('1002', '1003'), ('1003', '1002')):
            peers = {'1002': self.ann, '1003': self.ben}
            await self.dial('1')
            legs = {'1002': await self.watch.status('1002', 65), '1003': await self.watch.status('1003', 65)}
            self.assertEqual(legs['1002']['room_id'], legs['1003']['room_id'])
            await self.expect('1002:0', '1003:0', '1002:65', '1003:65')
            for user in (first, second):
                self.assert_succeeded(await peers[user].call('remoteControl', tenant='-', action='talk',
                                                             talker_id=legs[user]['talker_id']))
            await self.expect(f'{first}:2', f'{second}:2', '1002:14')
            await self.ann.call('disconnect', tid=legs['1002']['talker_id'])
            await self.expect('1002:12', '1003:12', '1002:-1', '1003:-1')
        self.check_fields()

    async def test_hold(self):
        ann, _ = await self.talk()
        tid = ann['talker_id']
        self.mark = len(self.watch.events)
        self.assert_succeeded(await self.ann.call('hold', tenant='-', tid=tid))
        await self.expect('1002:35')
        self.assertRegex((await self.ann.call('hold', tid=tid))['result'], '^failed')
        self.assert_succeeded(await self.ann.call('unhold', tid=tid))
        await self.expect('1002:36')
        self.assertRegex((await self.ann.call('unhold', tid=tid))['result'], '^failed')
        for action, steps in (('hold', ['1002:35']), ('hold', []), ('talk', ['1002:36']), ('talk', [])):
            self.assert_succeeded(await self.ann.call('remoteControl', talker_id=tid, action=action))
            await self.expect(*steps)
        # Numbers do as well, and the other names of the talker.
        self.assert_succeeded(await self.ann.call('hold', talker_id=int(tid)))
        await self.expect('1002:35')

    async def test_hang_up(self):
        ann, ben = await self.talk()
        self.mark = len(self.watch.events)
        self.assert_succeeded(await self.ben.call('disconnect', tid=ben['talker_id']))
        await self.expect('1002:12', '1003:12', '1002:-1', '1003:-1')
        last = self.watch.of('notify_status')[-1]
        self.assertEqual((last['disconnected_by'], last['q850code']), ('1', '16'))
        self.assertRegex((await self.ann.call('disconnect', tid=ann['talker_id']))['result'], '^failed')
        self.check_fields()

    async def test_given_up(self):
        await self.dial(auto_answer='true', phone='1')
        await self.watch.status('1003', 65)
        ann = self.watch.of('notify_status')[0]
        self.mark = len(self.watch.events)
        self.assert_succeeded(await self.ann.call('disconnect', tid=ann['talker_id']))
        await self.expect('1003:-1', '1002:-1')
        last = self.watch.of('notify_status')[-1]
        self.assertEqual((last['rescode'], last['disconnected_by']), ('487', '0'))

    async def test_declined(self):
        await self.dial(auto_answer=True)
        ben = await self.watch.status('1003', 65)
        self.mark = len(self.watch.events)
        self.assert_succeeded(await self.ben.call('disconnect', tid=ben['talker_id']))
        await self.expect('1003:-1', '1002:-1')
        self.assertEqual(self.watch.of('notify_status')[-1]['disconnected_by'], '1')

    async def test_by_room(self):
        ann, _ = await self.talk()
        self.assert_refused(await self.ann.call('disconnect', rid=ann['room_id']))
        self.mark = len(self.watch.events)
        self.assert_succeeded(await self.watch.call('disconnect', rid=ann['room_id']))
        await self.expect('1002:12', '1003:12', '1002:-1', '1003:-1')

    async def test_not_my_call(self):
        ann, _ = await self.talk()
        carl = await self.open('login_user=1004&login_password=1004')
        for method in ('hold', 'disconnect', 'startRecording'):
            self.assert_refused(await carl.call(method, tid=ann['talker_id']))
        self.assert_refused(await carl.call('makeCall', **{'from': '1002', 'to': ['1003'], 'type': '2'}))

    async def test_late_watcher(self):
        ann, ben = await self.talk()
        await self.ann.call('hold', tid=ann['talker_id'])
        late = await self.open(ADMIN + '&user=*&status=true')
        await late.settle()
        self.assertEqual({(e['user'], e['status'], e['talker_id']) for e in late.of('notify_status')},
                         {('1002', '35', ann['talker_id']), ('1003', '2', ben['talker_id'])})

    async def test_park(self):
        ann, ben = await self.talk()
        self.assert_succeeded(await self.ann.call('park', tid=ann['talker_id'], number='701'))
        on = (await self.watch.wait_for(lambda e: e['method'] == 'notify_park'))['params']
        self.assertIs(type(on.pop('time')), int)
        self.assertEqual(on, {'park': '701', 'status': 'on', 'room_id': ann['room_id'],
                              'talker_id': ben['talker_id']})
        self.assertRegex((await self.ann.call('unpark', user='1002', number='702'))['result'], '^failed')
        self.assert_succeeded(await self.ann.call('unpark', user='1002', number='701'))
        off = (await self.watch.wait_for(lambda e: e['method'] == 'notify_park'))['params']
        self.assertEqual(set(off), {'time', 'park', 'status'})
        back = await self.watch.status('1002', 65)
        await self.ann.call('remoteControl', talker_id=back['talker_id'], action='talk')
        await self.watch.status('1003', 21)
        # Whoever looks now must be told that Ben talks: 21 says nothing of the sort.
        late = await self.open(ADMIN + '&user=1003&status=true')
        await late.settle()
        self.assertIn(late.of('notify_status')[0]['status'], ('2', '14', '36'))

    async def test_recording(self):
        ann, _ = await self.talk()
        for method, status in (('startRecording', 'on'), ('stopRecording', 'off')):
            self.assert_succeeded(await self.ann.call(method, tid=ann['talker_id']))
            event = await self.watch.wait_for(lambda e: e['method'] == 'notify_callrecording')
            self.assertEqual(event['params'], {'user': '1002', 'talker_id': ann['talker_id'], 'status': status})


class Extensions(PalTest):
    async def test_lists(self):
        admin = await self.open(ADMIN)
        asked = {'tenant': 'ignored', 'pattern': '..*', 'limit': -1, 'type': 'user'}
        numbers = (await admin.call('getExtensions', **asked))['result']
        self.assertEqual(numbers, [str(n) for n in range(1001, 1013)])
        rows = (await admin.call('getExtensions', **asked, property_names=['name', 'desc']))['result']
        self.assertEqual(rows[1], ['1002', 'Aiko Sato', 'Sales'])
        self.assertEqual((await admin.call('getExtensions', **{**asked, 'limit': 2}))['result'], ['1001', '1002'])
        ann = await self.open(ANN)
        self.assert_refused(await ann.call('getExtensions', **asked))

    async def test_properties(self):
        ann = await self.open(ANN)
        names = ['name', 'pnumber', 'login.password', 'no.such']
        self.assertEqual((await ann.call('getExtensionProperties', extension='1002', property_names=names))['result'],
                         ['Aiko Sato', '1002,,,', '1002', ''])
        reply = await ann.call('getExtensionProperties', extension=['1003', '9999', '1002'], property_names=['name'])
        self.assertEqual(reply['result'], [['Ben Okafor'], 'No permission.', ['Aiko Sato']])
        self.assert_refused(await ann.call('getExtensionProperties', extension='9999', property_names=['name']))
        self.assert_refused(await ann.call('getExtensionProperties', extension='1003', property_names=['password']))
        self.assert_refused(await ann.call('setExtensionProperties', extension='1003', properties={'name': 'x'}))

    async def test_make_and_delete(self):
        admin = await self.open(ADMIN)
        made = {'extension': '1100', 'type': 'user', 'password': 'p', 'login_password': 'secret'}
        self.assertIs((await admin.call('createExtension', **made))['result'], True)
        self.assert_refused(await admin.call('createExtension', **made))
        await self.open('login_user=1100&login_password=secret')
        self.assertIs((await admin.call('deleteExtension', extension='1100'))['result'], True)
        self.assertIs((await admin.call('deleteExtension', extension='1100'))['result'], False)

    async def test_tenants(self):
        system, admin = await self.open(SYSTEM), await self.open(ADMIN)
        self.assert_refused(await admin.call('createTenant', tenant='second'))
        self.assertIs((await system.call('createTenant', tenant='second'))['result'], True)
        self.assertEqual((await system.call('getExtensions', tenant='second', pattern='..*', limit=-1,
                                            type='user'))['result'], [])
        self.assert_refused(await system.call('getExtensions', tenant='third', pattern='..*', limit=-1))
        await system.call('createExtension', tenant='second', extension='1002', type='user', password='',
                          login_password='two')
        peer = await self.open('tenant=second&login_user=1002&login_password=two')
        # For everybody but sa the tenant is the own one, whatever a request says.
        reply = await peer.call('getExtensionProperties', tenant='-', extension='1003', property_names=['name'])
        self.assert_refused(reply)
        # Without a tenant sa means the whole system, with one that tenant.
        for query, users in ((SYSTEM, 13), (SYSTEM + '&tenant=second', 1), (SYSTEM + '&tenant=-', 12)):
            watch = await self.open(query + '&user=*&voicemail=true')
            await watch.settle()
            self.assertEqual(len(watch.of('notify_voicemail')), users)
        values = (await system.call('getTenantProperties', tenant='second',
                                    property_names=['tenantid', 'maxusers']))['result']
        self.assertEqual(values[0], 'second')
        self.assertEqual(len(values), 2)


if __name__ == '__main__':
    main()
