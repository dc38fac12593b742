# SPDX-License-Identifier: GPL-3.0-or-later
"""test-settings.py PALSIM: extensions and their properties, timers, routes, direct numbers, tenants; see README.md."""
import json
import pathlib

import websockets

from pal_test import ADMIN, ANN, BEN, SYSTEM, RequestTest, main

TWO = pathlib.Path(__file__).parents[2] / 'data/worlds/two-tenants.json'
YES = (True, 'true')
NOT_A_BOOLEAN, NOT_A_NUMBER = ('maybe', '2', {}), ('many', '1x', {}, True)
# Chapter 7 by hand: values that have to be kept, and some that are of another kind.
BOOLEAN, NUMBER, TEXT = (('true', 'false'), NOT_A_BOOLEAN), (('0', '25'), NOT_A_NUMBER), (('山 "x"', 'plain'), ({},))
EXTENSION, LIST = (('1003', '1004'), ({},)), (('1003,1004', '1005'), ({},))
LANGUAGE = (('ja', 'en'), ('fr',))
SCHEDULE = {'noanswerforward': EXTENSION, 'p1_paging': BOOLEAN, 'p4_paging': BOOLEAN}
CONDITIONS = {'callerroute': (('external', 'internal', 'any'), ('outer',)), 'filtertext': (('^03.*$', '3*'), ()),
              'filtertype': (('unmatch', 'match'), ('same',)),
              'timeschedule': (('P2018010120181231A62W31D!1/1T0900120013001730', 'A1W1T00002359'), ('nonsense', 'T900'))}
PLAN = {'anothercall.beep': BOOLEAN, 'busyforward': TEXT, 'callnext': BOOLEAN, 'knockknock': NUMBER,
        'knockknock_onlyinternal': BOOLEAN, 'noanswerforward': TEXT, 'phoneforward': LIST, 'ringertime': NUMBER,
        'p1_delay': NUMBER, 'p2_enabled': BOOLEAN, 'p3_paging': BOOLEAN, 'p4_ringertime': NUMBER}
TABLES = {
    ('callback', None): {'callback.callee': EXTENSION, 'desc': TEXT, 'noanswerforward': EXTENSION, 'ringertime': NUMBER},
    ('conference', None): {'callback.callee': EXTENSION, 'conf.accept': TEXT, 'desc': TEXT,
                           'exit.on.host.disconnected': BOOLEAN, 'phoneforward': LIST},
    ('ringgroup', 'sr'): {'desc': TEXT, 'noanswerforward': EXTENSION, 'phoneforward': LIST, 'ringertime': NUMBER},
    ('ringgroup', 'rr'): {'desc': TEXT, 'noanswerforward': EXTENSION, 'switchmode': (('ascending', 'cyclic'), ('random',)),
                          'phoneforward': LIST, 'queuingcallinterval': NUMBER, 'queuingmax': NUMBER,
                          'queuingtime': NUMBER, 'ringertimes': (('20,30', '5'), ('a,b',)), 'round.tryonce': BOOLEAN},
    ('ivr', 'aa'): {'desc': TEXT, 'ex.autotransfer': EXTENSION, 'ex.calltimesec': NUMBER, 'ex.digitmaxlength': (('1', '8'), NOT_A_NUMBER),
                    'ex.dtmfwaittimesec': NUMBER, 'ex.maxretry': NUMBER, 'ex.speeddial': TEXT, 'ex.useronly': BOOLEAN,
                    'language': LANGUAGE},
    ('ivr', 'fm'): {'desc': TEXT, 'language': LANGUAGE, 'fm.targetusers': (('600,601', '600'), ({},))},
    ('ivr', 'ptn'): {'desc': TEXT, 'language': LANGUAGE, 'ptn.index': (('2', '1'), NOT_A_NUMBER), 'ptn.toggle': BOOLEAN},
    ('ivr', 'scr'): {'desc': TEXT, 'ivr.script.autoanswer': BOOLEAN, 'ivr.script.function': TEXT, 'ivr.script.note': TEXT,
                     'ivr.script.parameter': TEXT, 'language': LANGUAGE},
    ('ivr', 'fl'): {'desc': TEXT, 'ivr.flow.autoanswer': BOOLEAN, 'ivr.flow.name': TEXT, 'ivr.flow.parameter': TEXT,
                    'language': LANGUAGE},
    ('conditional', None): {'desc': TEXT, **{f'pln1_d_{k}': v for k, v in SCHEDULE.items()},
                            **{f'pln2_ptn3_{k}': v for k, v in {**SCHEDULE, **CONDITIONS}.items()}},
    ('user', None): {
        'admin': BOOLEAN, 'allowjoin': BOOLEAN, 'automonitor': LIST, 'busyforward.voicemail': BOOLEAN, 'canjoin': BOOLEAN,
        'defaultpickup': (('600', '601'), ({},)), 'desc': TEXT, 'email': (('a@b.example,c@d.example', 'a@b.example'), ({},)),
        'emailattachment': BOOLEAN, 'emailnotification': BOOLEAN, 'greetingtype': (('1', '2', '3'), ('4', '0')),
        'language': LANGUAGE, 'login.password': TEXT, 'maxsessioncount': (('-1', '0', '6'), ('7', '-2', 'x')),
        'messageforward': LIST, 'name': TEXT, 'noanswerforward.voicemail': BOOLEAN, 'password': TEXT,
        **{f'pln1_d_{k}': v for k, v in PLAN.items()},
        **{f'pln3_ptn2_{k}': v for k, v in {**PLAN, **CONDITIONS}.items()},
        'p2_ptype': (('Type 1', 'Web Phone'), ({},)), 'recording': BOOLEAN, 'recording.pattern': (('03*,1002', '*'), ({},)),
        'recordlength': NUMBER, 'resourcemap': TEXT, 'userclass': TEXT, 'voicemail.readcallerid': BOOLEAN,
        'voicemail.password.enter.type': (('1', '0'), ('2',))},
}


class SettingsTest(RequestTest):
    async def get(self, peer, extension, *names, **more):
        return await self.result(peer, 'getExtensionProperties', extension=extension, property_names=list(names), **more)

    async def set(self, peer, extension, properties, **more):
        self.assertEqual(await self.result(peer, 'setExtensionProperties', extension=extension, properties=properties,
                                           **more), 'OK')


class Properties(SettingsTest):
    async def play(self, kind, subtype, rows):
        admin, system = await self.open(ADMIN), await self.open(SYSTEM)
        self.assertIn(await self.result(admin, 'createExtension', extension='5000', type=kind, password='1',
                                        login_password='2'), YES)
        listed = {'pattern': '5...', 'limit': -1, 'tenant': '-'}
        self.assertEqual(await self.result(system, 'getExtensions', type=kind, **listed), ['5000'])
        other = 'ivr' if kind == 'user' else 'user'
        self.assertEqual(await self.result(system, 'getExtensions', type=other, **listed), [])
        if subtype:
            await self.set(admin, '5000', {'stype': subtype})
        values = await self.get(system, '5000', 'type', *(['stype'] if subtype else []), tenant='-')
        self.assertEqual([values[0].lower(), *values[1:]], [kind, *([subtype] if subtype else [])])
        for at in range(3):
            wanted = {name: good[at % len(good)] for name, (good, _) in rows.items()}
            await self.set(admin, '5000', wanted)
            self.assertEqual(dict(zip(wanted, await self.get(system, '5000', *wanted, tenant='-'))), wanted)
        for name, (_, bad) in rows.items():
            for value in bad:
                await self.refuse(admin, 'setExtensionProperties', extension='5000',
                                  properties={'desc': 'not this either', name: value})
        self.assertEqual(await self.get(system, '5000', *wanted, tenant='-'), list(wanted.values()))
        # No text is needed where the kind is clear; a list is what stands between commas.
        for name, (good, bad) in rows.items():
            if rows[name] is LIST:
                await self.set(admin, '5000', {name: [1004, '1005']})
                self.assertEqual(await self.get(system, '5000', name, tenant='-'), ['1004,1005'], name)
            if bad is NOT_A_BOOLEAN or bad is NOT_A_NUMBER:
                await self.set(admin, '5000', {name: json.loads(good[0])})
                self.assertEqual(await self.get(system, '5000', name, tenant='-'), [good[0]], name)
        self.assertIn(await self.result(admin, 'deleteExtension', extension='5000'), YES)
        await self.refuse(system, 'getExtensionProperties', tenant='-', extension='5000', property_names=['desc'])
        self.assertIs(await self.result(admin, 'deleteExtension', extension='5000'), False)


def add_tables():
    for (kind, subtype), rows in TABLES.items():
        async def test(self, kind=kind, subtype=subtype, rows=rows):
            await self.play(kind, subtype, rows)
        setattr(Properties, '_'.join(filter(None, ('test', kind, subtype))), test)


add_tables()


class Extensions(SettingsTest):
    async def test_who_may_read_passwords(self):
        ann, ben = await self.open(ANN), await self.open(BEN)
        for own in (ann, await self.open(ADMIN)):
            self.assertEqual(await self.get(own, '1002', 'login.password', 'name'), ['1002', 'Aiko Sato'])
        self.assertEqual(await self.get(await self.open(SYSTEM), '1002', 'login.password', tenant='-'), ['1002'])
        for names in (['login.password'], ['password'], ['name', 'login.password']):
            await self.refuse(ben, 'getExtensionProperties', extension='1002', property_names=names)
            rows = await self.get(ben, ['1002', '1003'], *names)
            self.assertEqual(rows[0], 'No permission.')
            self.assertEqual(len(rows[1]), len(names))
        await self.refuse(ben, 'getExtensions', pattern='..*', limit=-1, type='user', property_names=['login.password'])

    async def test_ones_own(self):
        ann = await self.open(ANN)
        await self.set(ann, '1002', {'login.password': 'fresh', 'desc': 'by myself'})
        self.assertEqual(await self.get(await self.open(ADMIN), '1002', 'login.password', 'desc'), ['fresh', 'by myself'])
        await self.open('login_user=1002&login_password=fresh')
        old = await self.open(ANN, ready=False)
        await old.until_closed()
        self.assert_refused(old.frames[0], -2022)
        # Nobody makes himself an administrator.
        await self.refuse(ann, 'setExtensionProperties', extension='1002', properties={'admin': 'true'})
        await self.refuse(ann, 'setExtensionProperties', extension='1003', properties={'desc': 'x'})
        await self.refuse(ann, 'createExtension', extension='5000', type='user', password='', login_password='')
        self.assertIsNot((await ann.call('deleteExtension', extension='1003')).get('result', False), True)
        self.assertEqual(await self.get(await self.open(ADMIN), '1002', 'admin'), ['false'])
        await self.set(await self.open(ADMIN), '1002', {'admin': 'true'})
        promoted = await self.open('login_user=1002&login_password=fresh')
        self.assertIn('1003', await self.result(promoted, 'getExtensions', pattern='..*', limit=-1, type='user'))

    async def test_phones(self):
        ann, admin = await self.open(ANN), await self.open(ADMIN)
        await self.set(admin, '1002', {'pnumber2': 'mobile-1', 'p2_ptype': 'Web Phone'})
        self.assertEqual(await self.get(ann, '1002', 'pnumber', 'pnumber1', 'pnumber2', 'p2_ptype'),
                         ['1002,mobile-1,,', '1002', 'mobile-1', 'Web Phone'])
        # As the vendor's telephone has it: all four at once.
        await self.set(ann, '1002', {'pnumber': '1002,,,-_1002_phone4_webphone', 'p4_ptype': 'Web Phone'})
        self.assertEqual(await self.get(admin, '1002', 'pnumber2', 'pnumber4', 'pnumber'),
                         ['', '-_1002_phone4_webphone', '1002,,,-_1002_phone4_webphone'])

    async def test_lists(self):
        admin = await self.open(ADMIN)
        users = [str(number) for number in range(1001, 1013)]
        for params, found in (({'pattern': '100[2-4]'}, users[1:4]), ({'pattern': '100'}, []), ({'pattern': '..*', 'limit': 3}, users[:3]),
                              ({'pattern': '..*', 'limit': '2', 'offset': 3}, users[3:5]), ({'pattern': '1012|1001'}, [users[0], users[-1]])):
            self.assertEqual(await self.result(admin, 'getExtensions', **{'limit': -1, 'type': 'user', **params}), found)
        rows = await self.result(admin, 'getExtensions', pattern='100[23]', limit=-1, type='user', property_names=['type', 'name'])
        self.assertEqual([[row[0], row[1].lower(), row[2]] for row in rows],
                         [['1002', 'user', 'Aiko Sato'], ['1003', 'user', 'Ben Okafor']])
        for wrong in ({'pattern': '('}, {'type': 'robot'}, {'limit': 'x'}):
            await self.refuse(admin, 'getExtensions', **{'pattern': '..*', 'limit': -1, 'type': 'user', **wrong})
        for wrong in ({'type': 'robot'}, {'extension': '1002'}, {'extension': ''}, {'extension': None}):
            await self.refuse(admin, 'createExtension', **{'extension': '5000', 'type': 'user', 'password': '1',
                                                           'login_password': '1', **wrong})
        self.assertIs(await self.result(admin, 'deleteExtension', extension='5000'), False)
        condition = {'property_name': 'name', 'text': 'Aiko', 'type': 'startswith'}
        found = await self.result(admin, 'searchExtensions', condition=condition, property_names=['name'], limit=-1)
        self.assertIn('Aiko Sato', json.dumps(found))
        self.assertNotIn('Ben Okafor', json.dumps(found))

    async def test_ids_of_both_kinds(self):
        admin = await self.open(ADMIN)
        calls = [('getExtensionProperties', {'extension': 1002, 'property_names': ['name']}), ('getNoteNames', {}),
                 ('getContactList', {'limit': '1'}), ('getPlanSwitchTimer', {'extension': 1002, 'number': 2}),
                 ('getNote', {'name': 'none'}), ('noSuchMethod', {}), ('getExtensions', {'pattern': 1002, 'limit': '-1', 'type': 'user'})]
        for at, (method, params) in enumerate(calls):
            answers = []
            for ident in (f'{at + 500}', at + 500, f'text {at}'):
                await admin.send({'jsonrpc': '2.0', 'method': method, 'params': params, 'id': ident})
                answer = await admin.reply_to(ident)
                self.assertEqual(answer.pop('id'), ident)
                answers.append(answer)
            self.assertEqual(answers, [answers[0]] * 3)
            self.assertEqual('error' in answers[0], method in ('getNote', 'noSuchMethod'), (method, answers[0]))


class SamplePrograms(SettingsTest):
    """The two programs of chapter 8, with what they send mended: names defined, one request, JSON once."""
    URL = 'tenant=test&login_user=1000&login_password=1000'
    NAMES = ['name', 'desc', 'language', 'login.password', 'admin']

    async def asyncSetUp(self):
        await super().asyncSetUp()
        system = await self.open(SYSTEM)
        await self.result(system, 'createTenant', tenant='test')
        for number in ('1000', '0001'):
            await self.result(system, 'createExtension', tenant='test', extension=number, type='user', password='',
                              login_password=number)
        await self.set(system, '1000', {'admin': 'true'}, tenant='test')

    async def program(self, text):
        async with websockets.connect(f'{self.url}?{self.URL}') as socket:
            await socket.recv()
            await socket.send(text)
            while True:
                response = json.loads(await socket.recv())
                if 'id' in response:
                    return response

    async def test_read(self):
        response = await self.program('{"jsonrpc": "2.0", "method": "getExtensionProperties", "params": '
                                      f'{{"extension": "0001", "property_names":{json.dumps(self.NAMES)}}}, "id": 1}}')
        self.assertEqual(str(response['id']), '1')
        self.assertEqual(len(response['result']), len(self.NAMES))
        self.assertEqual(dict(zip(self.NAMES, response['result']))['login.password'], '0001')

    async def test_write(self):
        wanted = {'name': '0001', 'desc': 'admin', 'language': 'ja', 'login.password': 'other', 'admin': 'true'}
        response = await self.program('{"jsonrpc": "2.0", "method": "setExtensionProperties", "params": '
                                      f'{{"extension": "0001", "properties": {json.dumps(wanted)}}}, "id":1}}')
        self.assertEqual((str(response['id']), response['result']), ('1', 'OK'))
        peer = await self.open('tenant=test&login_user=0001&login_password=other')
        self.assertEqual(await self.get(peer, '0001', *self.NAMES), list(wanted.values()))
        self.assertEqual(sorted(await self.result(peer, 'getExtensions', pattern='..*', limit=-1, type='user')), ['0001', '1000'])

    async def test_as_printed(self):
        # A text within a text is JSON, but no request.
        response = await self.program(json.dumps('{"jsonrpc": "2.0", "method": "ping", "id": 1}'))
        self.assert_refused(response, -32600)
        self.assertIsNone(response['id'])


class Timers(SettingsTest):
    GOOD = ('P2018010120181231A62W31DT09001730', 'T0830133023300030', 'A1W1T00002359',
            'P2024040120250331A127W31D!12/29-1/3T09001200', 'PA62W31D5,10-12,5/10-6/20T09001730')

    async def timer(self, peer, extension, **more):
        return await self.result(peer, 'getPlanSwitchTimer', extension=extension, **more)

    async def set_timer(self, peer, extension, schedule, **more):
        self.assertEqual(await self.result(peer, 'setPlanSwitchTimer', extension=extension, schedule=schedule, **more), 'OK')

    async def test_two_of_them(self):
        ann, admin = await self.open(ANN), await self.open(ADMIN)
        for first, second in zip(self.GOOD, self.GOOD[1:]):
            await self.set_timer(ann, '1002', first)
            await self.set_timer(ann, '1002', second, number='2')
            for peer, number, wanted in ((admin, 1, first), (ann, '1', first), (admin, 2, second), (ann, '2', second)):
                self.assertEqual(await self.timer(peer, '1002', number=number), wanted)
            self.assertEqual(await self.timer(admin, '1002'), first)
        await self.set_timer(admin, '1002', '', number=1)
        self.assertEqual(await self.timer(ann, '1002'), '')
        self.assertEqual(await self.timer(ann, '1002', number=2), second)
        self.assertEqual(await self.timer(admin, '1003'), '')

    async def test_refused(self):
        ann, ben, admin = await self.open(ANN), await self.open(BEN), await self.open(ADMIN)
        await self.set_timer(ann, '1002', self.GOOD[0])
        for schedule in ('nonsense', 'T0900', 'T25001200', 'P2018', 'A-1', 'Afew', None, [], 7):
            await self.refuse(ann, 'setPlanSwitchTimer', extension='1002', schedule=schedule)
        for number in (0, 3, 'first', []):
            await self.refuse(ann, 'setPlanSwitchTimer', extension='1002', number=number, schedule=self.GOOD[1])
            await self.refuse(ann, 'getPlanSwitchTimer', extension='1002', number=number)
        await self.refuse(ann, 'setPlanSwitchTimer', extension='1002')
        await self.refuse(ben, 'setPlanSwitchTimer', extension='1002', schedule=self.GOOD[1])
        # Only users and schedules have them.
        for extension in ('600', '4711'):
            await self.refuse(admin, 'setPlanSwitchTimer', extension=extension, schedule=self.GOOD[1])
            await self.refuse(admin, 'getPlanSwitchTimer', extension=extension)
        self.assertEqual(await self.timer(admin, '1002'), self.GOOD[0])
        await self.set_timer(admin, '800', self.GOOD[1], number=2)
        self.assertEqual(await self.timer(await self.open(SYSTEM), '800', tenant='-', number=2), self.GOOD[1])


class Routes(SettingsTest):
    async def asyncSetUp(self):
        await super().asyncSetUp()
        self.system, self.admin, self.ann = await self.open(SYSTEM), await self.open(ADMIN), await self.open(ANN)

    async def routes(self, peer=None, template='DID'):
        rows = await self.result(peer or self.system, 'getRouteVariables', tenant='-', template=template)
        for row in rows:
            self.assertEqual([len(row), {type(value) for value in row}], [33, {str}])
        return {row[2]: row for row in rows}

    async def test_templates(self):
        for peer in (self.system, self.admin):
            self.assertIn('DID', await self.result(peer, 'getRouteTemplateNames', tenant='-'))
        await self.refuse(self.ann, 'getRouteTemplateNames')
        await self.refuse(self.system, 'getRouteVariables', tenant='-', template='none')
        for peer in (self.admin, self.ann):
            values = ['1', '-', 'forged', '', '', '', '']
            await self.refuse(peer, 'getRouteVariables', tenant='-', template='DID')
            await self.refuse(peer, 'insertRouteVariables', template='DID', values=values)
            await self.refuse(peer, 'updateRouteVariables', template='DID', update_password='true', values=values)
            await self.refuse(peer, 'deleteRouteVariables', template='DID', name='main')
        self.assertEqual(set(await self.routes()), {'main', 'sales'})

    async def test_inserted(self):
        rest = [f'{letter}{n}' for letter in 'vwx' for n in range(1, 10)]
        for count in range(7, 34):
            values = (['0', '-', f'r{count}', 'secret', '', ''] + rest)[:count]
            self.assertIn(await self.result(self.system, 'insertRouteVariables', template='DID', values=values), YES)
            row = (await self.routes(await self.open(SYSTEM)))[f'r{count}']
            row[3] = 'secret'
            self.assertEqual(row, values + [''] * (33 - count))
        before = await self.routes()
        self.assertEqual(len(before), 29)
        good = ['1', '-', 'r', '', '', '', '']
        for values in (good[:6], [*good, *[''] * 27], [], 'r', None, {'name': 'r'}, ['1', 'none', *good[2:]],
                       ['1', '-', 'main', *good[3:]], ['1', '-', '', *good[3:]]):
            await self.refuse(self.system, 'insertRouteVariables', template='DID', values=values)
        await self.refuse(self.system, 'insertRouteVariables', template='none', values=good)
        self.assertEqual(await self.routes(), before)

    async def test_updated(self):
        await self.result(self.system, 'insertRouteVariables', template='DID', values=['1', '-', 'r', 'one', '', '', 'a'])
        kept = (await self.routes())['r'][3]
        for update, password, changes in (('false', 'two', False), ('true', 'three', True), (False, 'four', False), (True, 'five', True)):
            values = ['0', '-', 'r', password, '', '', 'b', '', 'c']
            self.assertIn(await self.result(self.system, 'updateRouteVariables', template='DID', update_password=update,
                                            values=values), YES)
            row = (await self.routes(await self.open(SYSTEM)))['r']
            self.assertEqual((row[0], row[6:9]), ('0', ['b', '', 'c']))
            self.assertEqual(row[3] != kept, changes, update)
            kept = row[3]
        before = await self.routes()
        for params in ({'values': ['1', '-', 'none', '', '', '', '']}, {'values': values[:6]}, {'template': 'none'}, {'values': 'r'}):
            await self.refuse(self.system, 'updateRouteVariables', **{'template': 'DID', 'update_password': 'true',
                                                                      'values': values, **params})
        self.assertEqual(await self.routes(), before)

    async def test_deleted(self):
        self.assertEqual(await self.result(self.system, 'deleteRouteVariables', template='DID', name='sales'), 'OK')
        self.assertEqual(set(await self.routes(await self.open(SYSTEM))), {'main'})
        self.assertEqual(len(await self.result(self.admin, 'getAllDids')), 1)
        for params in ({'template': 'DID', 'name': 'sales'}, {'template': 'none', 'name': 'main'}, {'template': 'DID'}):
            await self.refuse(self.system, 'deleteRouteVariables', **params)
        self.assertEqual(set(await self.routes()), {'main'})


class TwoTenants(SettingsTest):
    OPTIONS = ('--world', str(TWO))

    async def asyncSetUp(self):
        await super().asyncSetUp()
        self.system, self.tokyo, self.osaka = [await self.open(query) for query in (
            SYSTEM, 'tenant=tokyo&login_user=100&login_password=100', 'tenant=osaka&login_user=100&login_password=100')]
        self.taro, self.rie = [await self.open(f'tenant={tenant}&login_user=101&login_password=101')
                               for tenant in ('tokyo', 'osaka')]

    async def dids(self, peer, **params):
        """By name, without what is not shown, in whatever form."""
        names = ['enabled', 'tenant', 'name', 'password', '', '', *[f'{letter}{n}' for letter in 'vwx' for n in range(1, 10)]]
        rows = await self.result(peer, 'getAllDids', **params)
        return {row['name']: row for row in (
            {key: value for key, value in (row.items() if isinstance(row, dict) else zip(names, row)) if value} for row in rows)}

    async def test_direct_numbers(self):
        await self.result(self.system, 'updateRouteVariables', template='DID', update_password='true',
                          values=['1', 'tokyo', 'main', 'hidden', '', '', '0312340000', '100', 'hidden', 'w4'.join(['', '']),
                                  *['hidden'] * 23])
        shown = {'enabled': '1', 'tenant': 'tokyo', 'name': 'main', 'v1': '0312340000', 'v2': '100'}
        self.assertEqual(await self.dids(self.tokyo), {'main': shown})
        self.assertNotIn('hidden', json.dumps(await self.result(self.tokyo, 'getAllDids')))
        self.assertEqual(await self.dids(self.system, tenant='tokyo'), {'main': shown})
        self.assertEqual(list(await self.dids(self.osaka)), ['branch'])
        self.assertEqual(list(await self.dids(self.osaka, tenant='tokyo')), ['branch'])
        # v2 and enabled may be changed, nothing else, and not along with them.
        for fields in ({'v1': '1'}, {'v3': '1'}, {'w1': '1'}, {'x9': '1'}, {'v2': '101', 'v1': '1'}):
            await self.refuse(self.tokyo, 'setDid', template='DID', name='main', **fields)
            self.assertEqual(await self.dids(self.tokyo), {'main': shown})
        for fields in ({'v2': '101'}, {'enabled': '0'}, {'enabled': 1, 'v2': '102'}, {'enabled': 0, 'v2': ''}):
            self.assertEqual(await self.result(self.tokyo, 'setDid', template='DID', name='main', **fields), 'OK')
            rows = await self.result(self.system, 'getRouteVariables', tenant='tokyo', template='DID')
            row = next(row for row in rows if row[2] == 'main')
            self.assertEqual(row[0], str(fields.get('enabled', row[0])))
            self.assertEqual(row[7], fields.get('v2', row[7]))
            self.assertEqual((row[6], row[8]), ('0312340000', 'hidden'))
        for peer in (self.osaka, self.taro):
            await self.refuse(peer, 'setDid', template='DID', name='main', v2='1')
        await self.refuse(self.taro, 'getAllDids')
        for wrong in ({'name': 'none'}, {'template': 'none'}, {'enabled': '2'}):
            await self.refuse(self.tokyo, 'setDid', **{'template': 'DID', 'name': 'main', 'v2': '9', **wrong})
        self.assertEqual(list(await self.dids(self.osaka)), ['branch'])

    async def test_whose_tenant(self):
        # For sa the parameter decides, for all others it is ignored.
        for tenant, name in (('tokyo', 'Taro Ono'), ('osaka', 'Rie Mizuno')):
            self.assertEqual(await self.get(self.system, '101', 'name', tenant=tenant), [name])
            self.assertEqual(await self.get(self.tokyo, '101', 'name', tenant=tenant), ['Taro Ono'])
            self.assertEqual(await self.get(self.rie, '101', 'name', tenant=tenant), ['Rie Mizuno'])
        await self.refuse(self.system, 'getExtensionProperties', tenant='none', extension='101', property_names=['name'])
        await self.set(self.tokyo, '101', {'name': 'Changed'}, tenant='osaka')
        self.assertEqual(await self.get(self.system, '101', 'name', tenant='osaka'), ['Rie Mizuno'])
        self.assertEqual(await self.get(self.taro, '101', 'name'), ['Changed'])
        self.assertIn(await self.result(self.tokyo, 'createExtension', tenant='osaka', extension='555', type='user',
                                        password='', login_password='555'), YES)
        listed = {'pattern': '..*', 'limit': -1, 'type': 'user'}
        self.assertEqual(await self.result(self.osaka, 'getExtensions', tenant='tokyo', **listed), ['100', '101'])
        self.assertIn('555', await self.result(self.system, 'getExtensions', tenant='tokyo', **listed))
        self.assertIs(await self.result(self.osaka, 'deleteExtension', tenant='tokyo', extension='555'), False)
        await self.open('tenant=tokyo&login_user=555&login_password=555')
        for query in ('tenant=osaka&login_user=555&login_password=555', 'tenant=osaka&login_user=102&login_password=102',
                      'tenant=kyoto&login_user=100&login_password=100'):
            peer = await self.open(query, ready=False)
            await peer.until_closed()
            self.assert_refused(peer.frames[0], -2022)

    async def test_apart(self):
        aid = (await self.result(self.tokyo, 'setContact', phonebook='Company', shared='true', info={'$nickname': 'T'}))['aid']
        self.assertEqual((await self.result(self.taro, 'getContact', aid=aid))['display_name'], 'T')
        await self.refuse(self.osaka, 'getContact', aid=aid)
        await self.refuse(self.osaka, 'setContact', aid=aid, phonebook='Company', shared='true', info={'$nickname': 'O'})
        self.assertEqual(len((await self.result(self.osaka, 'deleteContact', aid=[aid]))['failed']), 1)
        self.assertEqual(await self.result(self.osaka, 'getContactList'), [])
        self.assertEqual(await self.result(self.osaka, 'getPhonebooks'), [])
        self.assertIn('welcome', await self.result(self.taro, 'getNoteNames', tenant='osaka'))
        self.assertEqual(await self.result(self.rie, 'getNoteNames', tenant='tokyo'), [])
        self.assertEqual(await self.result(self.rie, 'setNote', tenant='tokyo', name='welcome', note='O', useraccess=2), 'OK')
        self.assertEqual((await self.result(self.taro, 'getNote', name='welcome'))['note'], 'Reception is 100.')
        self.assertEqual((await self.result(self.system, 'getNote', tenant='osaka', name='welcome'))['note'], 'O')
        await self.result(self.taro, 'setPlanSwitchTimer', extension='101', schedule='T09001200')
        self.assertEqual(await self.result(self.rie, 'getPlanSwitchTimer', extension='101'), '')

    async def test_watched_apart(self):
        watches = [await self.open(f'tenant={tenant}&login_user=100&login_password=100&user=*&status=true&voicemail=true')
                   for tenant in ('tokyo', 'osaka')]
        for watch in watches:
            await watch.settle()
        self.assertEqual([sorted(m['user'] for m in watch.of('notify_voicemail')) for watch in watches],
                         [['100', '101', '102'], ['100', '101']])
        self.assert_succeeded(await self.taro.call('makeCall', **{'tenant': 'osaka', 'user': '101', 'from': '101', 'to': '100',
                                                                  'type': '1'}))
        await watches[0].status('101', 65)
        await watches[1].settle()
        self.assertEqual(watches[1].of('notify_status'), [])

    async def test_tenants(self):
        names = ['tenantid', 'desc', 'maxrecordingsessions', 'maxusers', 'maxsessions']
        get = {'tenant': 'tokyo', 'property_names': names}
        self.assertEqual(await self.result(self.system, 'getTenantProperties', **get), ['tokyo', 'Head office', '4', '30', '20'])
        self.assertEqual(await self.result(self.system, 'getTenantProperties', tenant='tokyo', property_names=names[3:0:-1]),
                         ['30', '4', 'Head office'])
        changed = {'desc': '本社', 'maxrecordingsessions': '5', 'maxusers': '31', 'maxsessions': '21'}
        for peer in (self.tokyo, self.taro):
            await self.refuse(peer, 'getTenantProperties', **get)
            await self.refuse(peer, 'setTenantProperties', tenant='tokyo', properties=changed)
            await self.refuse(peer, 'createTenant', tenant='kyoto')
        for wrong in ({'maxusers': 'many'}, {'nosuch': '1', 'desc': 'x'}, {'maxsessions': {}}):
            await self.refuse(self.system, 'setTenantProperties', tenant='tokyo', properties=wrong)
        await self.refuse(self.system, 'getTenantProperties', tenant='tokyo', property_names=['desc', 'nosuch'])
        self.assertEqual(await self.result(self.system, 'setTenantProperties', tenant='tokyo', properties=changed), 'OK')
        again = await self.open(SYSTEM)
        self.assertEqual(await self.result(again, 'getTenantProperties', **get), ['tokyo', *changed.values()])
        self.assertEqual((await self.result(again, 'getTenantProperties', tenant='osaka', property_names=['desc'])), ['Branch'])
        for method, more in (('getTenantProperties', {'property_names': names}), ('setTenantProperties', {'properties': changed})):
            await self.refuse(self.system, method, tenant='none', **more)
        for tenant in ('tokyo', '', None):
            await self.refuse(self.system, 'createTenant', tenant=tenant)

    async def test_renamed(self):
        self.assertEqual(await self.result(self.system, 'setTenantProperties', tenant='osaka', properties={'tenantid': 'kobe'}), 'OK')
        peer = await self.open('tenant=kobe&login_user=101&login_password=101')
        self.assertEqual(await self.get(peer, '101', 'name'), ['Rie Mizuno'])
        await self.refuse(self.system, 'getTenantProperties', tenant='osaka', property_names=['desc'])
        await self.refuse(self.system, 'setTenantProperties', tenant='kobe', properties={'tenantid': 'tokyo'})
        self.assertEqual(await self.get(self.system, '101', 'name', tenant='tokyo'), ['Taro Ono'])


if __name__ == '__main__':
    main()
