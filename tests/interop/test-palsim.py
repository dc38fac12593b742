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
