# SPDX-License-Identifier: GPL-3.0-or-later
"""test-books.py PALSIM: phonebooks, notes, push notification and what else is kept for users; see README.md."""
import json

from pal_test import ADMIN, ANN, BEN, RequestTest, main

MORI = {'$company': 'Mori Ltd.', '$firstname': 'Aoi', '$lastname': 'Mori', '$tel_work': '0311112222',
        'Favourite tea': 'sencha', '$lang': 'en', '$notes': 'two\nlines "quoted" \\ 山'}
YES = (True, 'true')


class BookTest(RequestTest):
    async def asyncSetUp(self):
        await super().asyncSetUp()
        self.ann, self.ben, self.admin = await self.open(ANN), await self.open(BEN), await self.open(ADMIN)

    async def names(self, peer, **params):
        return [row['display_name'] for row in await self.result(peer, 'getContactList', **params)]

    async def add(self, peer, phonebook, shared, **info):
        made = await self.result(peer, 'setContact', phonebook=phonebook, shared=shared,
                                 info={'$' + key: value for key, value in info.items()})
        self.assertEqual(list(made), ['aid'])
        return made['aid']


class Contacts(BookTest):
    async def test_personal(self):
        aid = (await self.result(self.ann, 'setContact', phonebook='Mine', shared='false', info=MORI))['aid']
        for spelling in (aid, str(aid)):
            contact = await self.result(self.ann, 'getContact', aid=spelling)
            self.assertEqual(str(contact['aid']), str(aid))
            self.assertEqual((contact['phonebook'], contact['display_name']), ('Mine', 'Aoi Mori'))
            self.assertNotIn(contact.get('shared'), YES)
            self.assertEqual(contact['info'], MORI)
        books = {b['phonebook']: b.get('shared') in YES for b in await self.result(self.ann, 'getPhonebooks')}
        self.assertEqual(books, {'Company': True, 'Private': False, 'Mine': False})
        # The same phone at another desk sees it too, nobody else does.
        again = await self.open(ANN)
        self.assertIn('Aoi Mori', await self.names(again, phonebook='Mine'))
        self.assertNotIn('Mine', [b['phonebook'] for b in await self.result(self.ben, 'getPhonebooks')])
        self.assertEqual(await self.names(self.ben, phonebook='Mine'), [])
        self.assertNotIn('Aoi Mori', await self.names(self.ben))
        await self.refuse(self.ben, 'getContact', aid=aid)
        await self.refuse(self.ben, 'setContact', aid=aid, phonebook='Mine', shared='false', info={'$nickname': 'B'})
        self.assertEqual([str(a) for a in (await self.result(self.ben, 'deleteContact', aid=[aid]))['failed']], [str(aid)])
        self.assertEqual((await self.result(again, 'getContact', aid=aid))['info'], MORI)

    async def test_changed(self):
        aid = await self.add(self.ann, 'Mine', 'false', nickname='Old', tel_home='1')
        same = await self.result(self.ann, 'setContact', aid=str(aid), phonebook='Mine', shared='false',
                                 info={'$nickname': 'New', '$tel_mobile': '2'})
        self.assertEqual(str(same['aid']), str(aid))
        contact = await self.result(await self.open(ANN), 'getContact', aid=aid)
        self.assertEqual((contact['display_name'], contact['info']['$tel_mobile']), ('New', '2'))
        self.assertEqual(await self.names(self.ann, phonebook='Mine'), ['New'])
        for wrong in (999999, 'text', -1, None):
            await self.refuse(self.ann, 'getContact', aid=wrong)
        await self.refuse(self.ann, 'getContact')
        await self.refuse(self.ann, 'setContact', aid=999999, phonebook='Mine', shared='false', info={})
        await self.refuse(self.ann, 'setContact', phonebook='Mine', shared='false', info='text')
        self.assertEqual(await self.names(self.ann, phonebook='Mine'), ['New'])

    async def test_shared(self):
        for shared in (True, 'true'):
            await self.refuse(self.ann, 'setContact', phonebook='Company', shared=shared, info={'$nickname': 'Forged'})
            aid = await self.add(self.admin, 'Company', shared, nickname='Kiosk')
            for peer in (self.ann, self.ben, self.admin):
                contact = await self.result(peer, 'getContact', aid=aid)
                self.assertIn(contact['shared'], YES)
                self.assertEqual((contact['phonebook'], contact['info']), ('Company', {'$nickname': 'Kiosk'}))
            await self.refuse(self.ann, 'setContact', aid=aid, phonebook='Company', shared='true', info={'$nickname': 'X'})
            self.assertEqual(len((await self.result(self.ann, 'deleteContact', aid=[aid]))['failed']), 1)
            self.assertIn('Kiosk', await self.names(self.ben, phonebook='Company'))
            self.assertNotIn('Forged', await self.names(self.ben))
            done = await self.result(self.admin, 'deleteContact', aid=[aid])
            self.assertEqual(([str(a) for a in done['succeeded']], done['failed']), ([str(aid)], []))
            await self.refuse(self.ann, 'getContact', aid=aid)
            self.assertNotIn('Kiosk', await self.names(self.ben))

    async def test_a_personal_book_named_as_a_shared_one(self):
        await self.add(self.ann, 'Company', 'false', nickname='My own')
        self.assertNotIn('My own', await self.names(self.ann, phonebook='Company', shared='true'))
        self.assertEqual(await self.names(self.ann, phonebook='Company', shared='false'), ['My own'])
        self.assertNotIn('My own', await self.names(self.admin, phonebook='Company'))
        self.assertEqual(sorted((b['phonebook'], b.get('shared') in YES) for b in await self.result(self.ann, 'getPhonebooks')),
                         [('Company', False), ('Company', True), ('Private', False)])

    async def test_deleted(self):
        aids = [await self.add(self.ann, 'Mine', 'false', nickname=f'n{i}') for i in range(4)]
        done = await self.result(self.ann, 'deleteContact', aid=[aids[0], str(aids[1]), 999999])
        self.assertEqual(({str(a) for a in done['succeeded']}, [str(a) for a in done['failed']]),
                         ({str(aids[0]), str(aids[1])}, ['999999']))
        self.assertEqual(len((await self.result(self.ann, 'deleteContact', aid=aids[2]))['succeeded']), 1)
        self.assertEqual(await self.names(await self.open(ANN), phonebook='Mine'), ['n3'])

    async def test_display_names(self):
        rows = [({'nickname': ' Kim ', 'firstname': 'A'}, 'Kim'), ({'firstname': 'Ada', 'lastname': 'Moss'}, 'Ada Moss'),
                ({'lastname': 'Moss', 'nickname': '  '}, 'Moss'), ({'company': 'Mori', 'tel_mobile': '1'}, 'Mori'),
                ({'tel_mobile': '1', 'tel_home': '2'}, '1'), ({'tel_home': '2', 'tel_work': '3'}, '2'),
                ({'tel_work': '3', 'tel_other': '4'}, '3'), ({'tel_other': '4', 'fax': '5'}, '4'),
                ({'tel_ext': '6', 'fax': '5', 'email': 'a@b'}, ''),
                ({'lang': 'ja', 'lastname': '山田', 'firstname': '太郎'}, '山田太郎')]
        for info, name in rows:
            aid = await self.add(self.ann, 'Mine', 'false', **info)
            self.assertEqual((await self.result(self.ann, 'getContact', aid=aid))['display_name'], name, info)
        parts = {'Prefix': 'Dr', '$firstname': 'Ada', 'Middle name': 'B', '$lastname': 'Moss', 'Suffix': 'Jr'}
        aid = (await self.result(self.ann, 'setContact', phonebook='Mine', shared='false', info=parts))['aid']
        self.assertEqual((await self.result(self.ann, 'getContact', aid=aid))['display_name'], 'Dr Ada B Moss Jr')

    async def test_search(self):
        await self.add(self.ann, 'Mine', 'false', firstname='Zelda', lastname='Quist', tel_mobile='0907654321')
        await self.add(self.ann, 'Mine', 'false', firstname='Zelda', lastname='Rook', company='Quist Bakery')
        await self.add(self.ann, 'Mine', 'false', firstname='Otto', lastname='Rook')
        for words, found in (('Zelda', ['Zelda Quist', 'Zelda Rook']), ('zelda', ['Zelda Quist', 'Zelda Rook']),
                             ('Rook Zelda', ['Zelda Rook']), ('  Rook   Otto ', ['Otto Rook']), ('elda', ['Zelda Quist', 'Zelda Rook']),
                             ('Bakery', ['Zelda Rook']), ('7654321', ['Zelda Quist']), ('Zelda Otto', []), ('nobody', [])):
            self.assertEqual(sorted(await self.names(self.ann, search_text=words)), found, words)
            self.assertEqual(await self.names(self.ben, search_text=words), [], words)
        self.assertEqual(await self.names(self.ann, search_text='Rook', phonebook='Private'), [])
        self.assertEqual(len(await self.names(self.ann, search_text='', phonebook='Mine')), 3)


class ManyContacts(BookTest):
    OPTIONS = ('--contacts', '2500')

    async def test_pages(self):
        first = await self.result(self.ann, 'getContactList', shared='true')
        self.assertEqual(len(first), 100)
        self.assertLessEqual({'aid', 'display_name'}, set(first[0]))
        seen = []
        for offset in (0, 1000, 2000):
            seen += await self.result(self.ann, 'getContactList', shared='true', offset=offset, limit=1000)
        total = len(seen)
        self.assertGreaterEqual(total, 2500)
        self.assertLess(total, 3000)
        self.assertEqual(len({row['aid'] for row in seen}), total)
        self.assertEqual([row['aid'] for row in seen[:100]], [row['aid'] for row in first])
        for offset, limit in ((150, 20), ('150', '20')):
            page = await self.result(self.ann, 'getContactList', shared='true', phonebook='', offset=offset, limit=limit)
            self.assertEqual(page, seen[150:170])
        self.assertEqual(await self.result(self.ann, 'getContactList', shared='true', offset=total), [])
        self.assertEqual(await self.result(self.ann, 'getContactList', shared='true', offset=total - 1), seen[-1:])
        self.assertLessEqual(len(await self.result(self.ann, 'getContactList', limit=5000)), 1000)
        for wrong in ({'offset': -1}, {'limit': 'many'}, {'offset': []}):
            await self.refuse(self.ann, 'getContactList', **wrong)


class Notes(BookTest):
    async def set(self, peer, name, **members):
        self.assertEqual(await self.result(peer, 'setNote', name=name, **members), 'OK')

    async def test_levels(self):
        for level in (0, 1, 2):
            await self.set(self.admin, f'n{level}', description='d', useraccess=level, note=f'text {level}')
        await self.refuse(self.ann, 'getNote', name='n0')
        for level in (1, 2):
            note = await self.result(self.ann, 'getNote', name=f'n{level}')
            self.assertEqual(str(note.pop('useraccess')), str(level))
            self.assertEqual(note, {'name': f'n{level}', 'description': 'd', 'note': f'text {level}'})
        for level in (0, 1):
            await self.refuse(self.ann, 'setNote', name=f'n{level}', description='', useraccess=2, note='forged')
            await self.refuse(self.ann, 'deleteNote', name=f'n{level}')
            self.assertEqual((await self.result(self.admin, 'getNote', name=f'n{level}'))['note'], f'text {level}')
        await self.set(self.ann, 'n2', note='by Ann')
        note = await self.result(self.ben, 'getNote', name='n2')
        self.assertEqual((note['note'], str(note['useraccess']), note['description']), ('by Ann', '2', 'd'))
        self.assertIn(await self.result(self.ben, 'deleteNote', name='n2'), YES)
        await self.refuse(self.ann, 'getNote', name='n2')
        await self.refuse(self.ann, 'deleteNote', name='n2')
        self.assertLessEqual({'n0', 'n1'}, set(await self.result(self.admin, 'getNoteNames')))
        names = await self.result(self.ann, 'getNoteNames')
        self.assertIn('n1', names)
        self.assertNotIn('n2', names)

    async def test_levels_change(self):
        await self.set(self.admin, 'n', useraccess='2', note='a')
        await self.set(self.ann, 'n', note='b', useraccess='1')
        await self.refuse(self.ann, 'setNote', name='n', note='c')
        await self.set(self.admin, 'n', useraccess=0, note='b')
        await self.refuse(self.ann, 'getNote', name='n')
        self.assertEqual((await self.result(self.admin, 'getNote', name='n'))['note'], 'b')
        for wrong in (3, -1, 'all', []):
            await self.refuse(self.admin, 'setNote', name='n', useraccess=wrong, note='wrong')
        self.assertEqual((await self.result(self.admin, 'getNote', name='n'))['note'], 'b')

    async def test_texts(self):
        for text in ('', ' ', '"\\/\b\n\r\t\x01', '山田 \u2028 𝄞 é e\u0301', '<b>&amp;</b>', 'x' * 100000, '{"json": [1]}'):
            await self.set(self.ann, 'odd: "名" /', note=text, useraccess=2)
            self.assertEqual((await self.result(self.ben, 'getNote', name='odd: "名" /'))['note'], text)
        await self.set(self.ann, 'OperatorConsole-1', note='')
        self.assertEqual(await self.result(self.ben, 'getNoteNames', filter='OperatorConsole-*'), ['OperatorConsole-1'])
        for method in ('getNote', 'setNote', 'deleteNote'):
            await self.refuse(self.ann, method)
        await self.refuse(self.ann, 'getNote', name='never written')


class Push(BookTest):
    async def manage(self, peer, ok, **params):
        self.assertRegex(await self.result(peer, 'pnmanage', **params), '^Succeeded:' if ok else '^Error:')

    async def test_devices(self):
        apps = []
        for service in (1, '2', 3):
            found = await self.result(self.ann, 'getPnApplicationInfo', appname='phone', service_id=service)
            self.assertEqual(set(found), {'appid', 'desc'})
            apps.append(found['appid'])
        self.assertEqual(len(set(apps)), 3)
        for wrong in ({'appname': 'none', 'service_id': 1}, {'appname': 'phone', 'service_id': 9}, {'appname': 'phone'}):
            await self.refuse(self.ann, 'getPnApplicationInfo', **wrong)
        phone = {'service_id': 1, 'application_id': apps[0], 'device_id': 'd1', 'user_agent': 'test'}
        other = {'service_id': '2', 'application_id': apps[1], 'device_id': 'd2'}
        web = {'service_id': 3, 'application_id': apps[2], 'endpoint': 'https://push.example/1', 'key': 'k', 'auth_secret': 's'}
        for device in (phone, other, web):
            await self.manage(self.ann, True, command='add', username='1002', **device)
        # A user speaks for the own phones, an administrator for all.
        await self.manage(self.ann, False, command='add', username='1003', **phone)
        await self.manage(self.admin, True, command='add', username='1003', **phone)
        await self.manage(self.admin, False, command='add', username='no such phone', **phone)
        # What a service needs has to be there.
        await self.manage(self.ben, False, command='add', username='1003', **{**phone, 'application_id': 'none'})
        for device, member in ((phone, 'device_id'), (web, 'endpoint')):
            part = {key: value for key, value in device.items() if key != member}
            reply = await self.ben.call('pnmanage', command='add', username='1003', **part)
            self.assertTrue('error' in reply or reply['result'].startswith('Error:'), (member, reply))
        # As the vendor's telephone has it.
        await self.manage(self.ann, True, command='set', username='1002', add_voip=True, device_id_voip='v',
                          **{**phone, 'service_id': ['11', '4']})
        await self.manage(self.ann, False, command='remove', username='1003', **phone)
        for ok in (True, False):
            await self.manage(self.ann, ok, command='remove', username='1002', **other)

    async def test_messages(self):
        text = {'message': 'Hi', 'title': 't', 'button': 'b', 'expires': 60, 'counter': '1', 'priority': 10}
        # Nobody is there to be told; the guide does not say what is returned, but a refusal has to be one.
        self.assertNotIn('error', await self.admin.call('pnsend', username='1002', type='user', **text))
        self.assertNotIn('error', await self.ann.call('pnsend', username='1002', type='phone_id', **text))
        for params in ({'username': '1003', 'type': 'phone_id', 'message': 'x'}, {'username': '4711', 'type': 'user'},
                       {'username': '1002', 'type': 'nobody'}, {'username': '1002', 'type': 'user', 'priority': 11},
                       {'username': '1002', 'type': 'user', 'priority': 0}, {'type': 'user'}):
            reply = await self.ann.call('pnsend', **params)
            self.assertTrue('error' in reply or reply['result'].startswith('Error:'), (params, reply))


class KeptForUsers(BookTest):
    async def test_app_data(self):
        await self.refuse(self.ann, 'getAppData', -2000, data_id='console')
        for data in ({'layouts': [1, {'a': None}], 'text': '山"'}, {}, {'n': 1.5}):
            self.assertIn('result', await self.ann.call('setAppData', data_id='console', data=data))
            kept = await self.result(await self.open(ANN), 'getAppData', data_id='console')
            self.assertEqual(json.loads(kept) if isinstance(kept, str) else kept, data)
        await self.refuse(self.ben, 'getAppData', -2000, data_id='console')
        await self.refuse(self.ann, 'getAppData')

    async def test_tokens(self):
        tokens = {(await self.result(peer, 'getToken'))['token'] for peer in (self.ann, self.ben, self.ann)}
        self.assertGreaterEqual(len(tokens), 2)
        self.assertTrue(all(tokens))
        self.assertTrue(await self.result(self.ann, 'createAuthHeader', username='1002'))
        await self.refuse(self.ann, 'createAuthHeader', username='1003')

    async def test_options(self):
        self.assertLessEqual({'pn', 'sdn'}, set(await self.result(self.ann, 'getOptions')))
        product = await self.result(self.ann, 'getProductInfo', webphone='true')
        self.assertRegex(product['version'], r'^\d+(\.\d+)+$')
        self.assertIs(type(product['users']), int)

    async def test_mailbox(self):
        mail = await self.result(self.ann, 'getVoicemails', offset=0, limit=100, order='desc')
        self.assertEqual(len(mail), 5)
        self.assertEqual(await self.result(self.ann, 'getVoicemails', offset=1, limit='2', order='desc'), mail[1:3])
        self.assertNotEqual(mail, await self.result(self.ben, 'getVoicemails', offset=0, limit=100, order='desc'))


if __name__ == '__main__':
    main()
