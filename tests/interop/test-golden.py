# SPDX-License-Identifier: GPL-3.0-or-later
"""test-golden.py PALSIM FOLDER: every request of tests/golden/wire, put to a running palsim, is answered in the
golden reply's shape. Names and numbers of the golden world are replaced by those of the office."""
import json
import pathlib
import sys
import unittest

from pal_peer import Peer, start_server

FOLDER = pathlib.Path(sys.argv.pop())
PALSIM = sys.argv.pop()
METHOD_NOT_FOUND, BAD_PARAMS = -32601, -32602
OFFICE = {'t': '-', '1000': '1002', '0001': '1002', '1001': '1004', '2000': '1003', '2001': '1004', '3000': '1005',
          '777': '701', 'temp1': 'DID', 'n1': 'main', 'Rota': 'welcome', '1100': '1100', 't_1000_phone4_webphone': '1002',
          'a': 'org.example.phone.web'}
# Whose success needs something that the office has not.
GONE = {'deleteExtension': ('createExtension', {'extension': '1100', 'type': 'user'}),
        'getContact': ('setContact', {'phonebook': 'Sales', 'shared': 'true',
                                       'info': {'$lastname': '山田', '$firstname': '太郎', '$tel_work': '03'}}),
        'getAppData': ('setAppData', {'data_id': 'operator_console', 'data': {'layouts': [1, 2]}}),
        'unhold': ('hold', {'tid': '1416'}),
        'stopRecording': ('startRecording', {'tid': '1416'}),
        'unpark': ('park', {'tid': '1416', 'number': '777'}),
        'cancelTransfer': ('transfer', {'tid': '1416', 'user': '2001'}),
        'conference': ('transfer', {'tid': '1416', 'user': '2001'}),
        'updateRouteVariables': ('insertRouteVariables', {'template': 'temp1',
                                                          'values': ['1', 't', 'n3', '', '', '', '']})}
# Where the simulator's world says no although the golden one said yes.
OTHERWISE = {'deleteContact': 'the contacts are others', 'login': 'the nonce is another'}


def move(value, names):
    """The same value in the office."""
    if isinstance(value, dict):
        return {k: move(v, names) for k, v in value.items()}
    if isinstance(value, list):
        return [move(v, names) for v in value]
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, int) and not isinstance(value, bool) and str(value) in names:
        return int(names[str(value)])
    return value


def kind(value):
    """Unset properties are null or empty, yes is true or “true”, ids are texts or numbers."""
    if value is True or value == 'true':
        return 'yes'
    return 'scalar' if value is None or isinstance(value, (str, int)) else type(value).__name__


def differs(ours, golden, optional=()):
    """Why the shape is another, or None."""
    if golden is None:
        return None
    if kind(ours) != kind(golden) and not {kind(ours), kind(golden)} <= {'yes', 'scalar'}:
        return f'{ours!r} instead of {golden!r}'
    if isinstance(golden, str) and golden.lower().startswith('succeeded'):
        return None if str(ours).lower().startswith('succeeded:') else f'{ours!r} is no success'
    if golden == 'OK' or kind(golden) == 'yes':
        return None if kind(ours) == kind(golden) and (golden != 'OK' or ours == 'OK') else f'{ours!r} for {golden!r}'
    if isinstance(golden, dict):
        missing = set(golden) - set(ours) - set(optional)
        return f'without {missing}' if missing else next(
            filter(None, (differs(ours[k], v, optional) for k, v in golden.items() if k in ours and k != 'shared')), None)
    if isinstance(golden, list) and golden and ours:
        return differs(ours[0], golden[0], optional)
    return None


def refuses(reply, golden):
    """Why the answer does not say no in the golden way, or None."""
    if 'error' in golden:
        if 'error' not in reply or not isinstance(reply['error'].get('code'), int):
            return f'{reply!r} is no error'
        wanted, message = golden['error']['message'], reply['error'].get('message')
        return None if wanted != 'No permission.' or message == wanted else f'{message!r} for {wanted!r}'
    ours, wanted = reply.get('result'), golden['result']
    if wanted is False:
        return None if ours is False else f'{ours!r} for false'
    word = wanted.split(':')[0]
    return None if isinstance(ours, str) and ours.startswith(word + ':') else f'{reply!r} for {wanted!r}'


class Golden(unittest.IsolatedAsyncioTestCase):
    async def begin(self, name, role):
        process, url = start_server(PALSIM, '--auto-answer', '0')
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.terminate)
        user = 'sa' if role == 'sa' else '1001'
        peer = await Peer.log_in(url, f'login_user={user}&login_password={user}&user=*&status=true')
        self.addAsyncCleanup(peer.close)
        if role != 'sa' or name == 'getTalkerInfo':
            await peer.call('makeCall', **{'tenant': '-', 'from': '1002', 'to': ['1003'], 'type': '2'})
            leg = await peer.status('1002', 14)
            self.names = {**OFFICE, '1416': leg['talker_id'], '282000000230': leg['room_id']}
        else:
            self.names = dict(OFFICE)
        if name in GONE:
            method, params = GONE[name]
            reply = await peer.call(method, **move(params, self.names))
            self.assertNotIn('error', reply)
            if method == 'setContact':
                self.names['6636'] = self.names['7'] = str(reply['result']['aid'])
            if method == 'transfer':
                await peer.status('1004', 2)
        return peer

    async def play(self, name, exchange, role):
        peer = await self.begin(name, role)
        request = exchange['request']
        if 'params' in request:
            request = {**request, 'params': move(request['params'], self.names)}
        peer.replies.clear()
        await peer.send(request)
        reply = await peer.reply_to(request['id'])
        self.assertEqual(set(reply), {'jsonrpc', 'id', 'error' if 'error' in reply else 'result'})
        code = reply.get('error', {}).get('code')
        if code == METHOD_NOT_FOUND:
            return False
        if 'unreadable' in exchange:
            self.assertEqual(code, BAD_PARAMS)
        else:
            self.assertNotEqual(code, BAD_PARAMS, reply)
        if exchange.get('check') == 'ok' and name not in OTHERWISE:
            self.assertNotIn('error', reply)
            optional = ('webphone.pal.param.user', 'license_status', 'ms.port', 'user')
            self.assertIsNone(differs(reply['result'], exchange['reply']['result'], optional), reply)
        return True

    async def test_every_request(self):
        played = 0
        for path in sorted(FOLDER.glob('*.json')):
            exchanges = json.loads(path.read_text())
            roles = [e.get('role') for e in exchanges]
            for number, exchange in enumerate(exchanges):
                if 'request' not in exchange or 'as' in exchange:
                    continue
                role = 'sa' if 'sa' in (exchange.get('role'), roles[0]) else 'admin'
                with self.subTest(method=path.stem, number=number):
                    played += await self.play(path.stem, exchange, role)
        self.assertGreater(played, 60)

    async def test_refusals(self):
        """What is refused changes nothing: one server serves for all."""
        process, url = start_server(PALSIM, '--auto-answer', '0')
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.terminate)
        peers = {}
        for role, user in (('user', '1002'), ('admin', '1001'), ('sa', 'sa')):
            peers[role] = await Peer.log_in(url, f'login_user={user}&login_password={user}')
            self.addAsyncCleanup(peers[role].close)
        played = 0
        for path in sorted(FOLDER.glob('*.json')):
            for number, exchange in enumerate(json.loads(path.read_text())):
                if 'as' not in exchange:
                    continue
                with self.subTest(method=path.stem, number=number):
                    played += 1
                    request = {**exchange['request'], 'id': f'r{played}'}
                    if 'params' in request:
                        request['params'] = move(request['params'], OFFICE)
                    peer = peers[exchange['as']]
                    await peer.send(request)
                    self.assertIsNone(refuses(await peer.reply_to(request['id']), exchange['reply']))
        self.assertGreater(played, 50)


if __name__ == '__main__':
    unittest.main(argv=sys.argv, verbosity=2)
