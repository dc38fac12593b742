#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-bus.py BUILD: org.sidetone.Sidetone1, as a program on the session bus uses it.

Every method against the simulator in a process of its own; what the properties and signals tell is held against it.
"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'build-aux'))
import stage  # noqa: E402

stage.enter()
from gi.repository import Gio, GLib  # noqa: E402

PATH = '/org/sidetone/Sidetone'
INTERFACE = 'org.sidetone.Sidetone1'
ERROR = INTERFACE + '.Error.'
program = stage.programs(os.path.abspath(sys.argv[1]))
report = stage.Report()
keyring = stage.Keyring()
sim = stage.Palsim(program('palsim'), '--users', '1000')  # more than are told of one by one
app = stage.App([program('sidetone')])
bus = Gio.bus_get_sync(Gio.BusType.SESSION)
context = GLib.MainContext.default()


def seen(condition):
    """For waits: what came on the bus meanwhile is heard."""
    def look():
        while context.iteration(False):
            pass
        return condition()
    return look


def check(what, condition, seconds=20):
    report.check(what, seen(condition) if callable(condition) else condition, seconds)


def call(method, signature='', *args, to=INTERFACE):
    return bus.call_sync('org.sidetone.Sidetone', PATH, to, method, GLib.Variant(f'({signature})', args), None,
                         Gio.DBusCallFlags.NONE, 30000, None).unpack()


def get(name):
    return call('Get', 'ss', INTERFACE, name, to='org.freedesktop.DBus.Properties')[0]


def refused(what, error, method, *args):
    try:
        call(method, *args)
        name = 'nothing'
    except GLib.Error as failure:
        name = Gio.DBusError.get_remote_error(failure)
    check(f'{what}: {error}', name == ERROR + error or print('    got', name))


def act(what, user, **more):
    return sim.ask('phone', do=what, user=user, **more)['ok']


def legs(user='1002'):
    return [leg['state'] for leg in sim.ask('legs', user=user)['live']]


def calls():
    return [(row['number'], row['direction'], row['state']) for row in get('Calls')]


told = []
changed = {}
invalidated = set()
most = [0]


def signal_cb(connection, sender, path, interface, name, parameters):
    values = parameters.unpack()
    if interface not in (INTERFACE, 'org.freedesktop.DBus.Properties'):
        return
    if name == 'PropertiesChanged':
        changed.update(values[1])
        invalidated.update(values[2])
    elif name == 'PresenceChanged':
        most[0] = max(most[0], len(values[0]))
        told.extend(('presence', number, row['state']) for number, row in values[0].items())
    else:
        told.append((name, values[0] if name == 'CallRemoved' else values[0]['state']))


bus.signal_subscribe('org.sidetone.Sidetone', None, None, PATH, None, Gio.DBusSignalFlags.NONE, signal_cb)
app.first_window()
check('nobody is signed in', lambda: get('State') == 'signed-out' and get('User') == '' and get('Calls') == [])
refused('without a session', 'NotConnected', 'Answer', 's', '')
check('the sign-in page opens', lambda: app.find('heading', 'Sign In') is not None)
stage.sign_in(app, sim.url, '1002', '1002')
check('ready', lambda: get('State') == 'ready' and get('User') == '1002')
check('and told so', lambda: changed.get('State') == 'ready' and changed.get('User') == '1002')
check('all colleagues have a presence', lambda: len(get('Presence')) >= 12
      and get('Presence')['1004']['state'] == 'free' and get('Presence')['1004']['name'] == 'Chie Mori')

check('that all of it is new is told, not what', lambda: invalidated == {'Presence'} and most[0] <= 500)
everything = call('GetAll', 's', INTERFACE, to='org.freedesktop.DBus.Properties')[0]
check('all properties at once', sorted(everything) == ['Calls', 'Presence', 'Profile', 'State', 'User']
      and everything['State'] == 'ready' and everything['Presence'] == get('Presence'))
refused('without a call', 'NoSuchCall', 'HangUp', 's', '')
refused('another id', 'NoSuchCall', 'Hold', 's', 'nonsense')
refused('nobody is parked', 'NotPossible', 'Retrieve', 's', '')

told.clear()
invalidated.clear()
act('dial', '1004', number='1002')
check('a call rings', lambda: calls() == [('1004', 'incoming', 'ringing')])
check('and is told', lambda: ('CallAdded', 'ringing') in told)
check('the caller dials', lambda: ('presence', '1004', 'dialling') in told
      or invalidated and get('Presence')['1004']['state'] == 'dialling')
refused('nothing to resume', 'NotPossible', 'Resume', 's', '')
call('Answer', 's', '')
check('answered when the method returns', legs() == ['talking'])
mine = get('Calls')[0]
check('since now', 0 <= GLib.get_real_time() - mine['answered'] < 60_000_000)
call('Hold', 's', mine['id'])
check('held', legs() == ['held'] and calls() == [('1004', 'incoming', 'held')])
call('Resume', 's', mine['id'])
call('Record', 'sb', mine['id'], True)
call('Record', 'sb', mine['id'], True)
check('recorded', get('Calls')[0]['recording'])
call('Record', 'sb', mine['id'], False)
check('no longer recorded', not get('Calls')[0]['recording'])
call('SendTones', 'ss', '', '12#')
refused('no tones', 'NotPossible', 'SendTones', 'ss', '', 'xyz')
refused('nor half of them', 'NotPossible', 'SendTones', 'ss', '', '12x')
refused('nor without an end', 'NotPossible', 'SendTones', 'ss', '', '1' * 10_000)

call('Consult', 'ss', '', '1003')
check('consulting', lambda: get('Calls')[0]['transfer'] in ('calling', 'consulting')
      and get('Calls')[0]['transfer-to'] == '1003')
call('CancelTransfer', 's', '')
check('alone with the first again', lambda: get('Calls')[0]['transfer'] == 'none' and legs('1004') == ['talking'])
call('Consult', 'ss', '', '1003')
check('1003 rings', lambda: legs('1003') == ['ringing'])
act('answer', '1003')
check('asks', lambda: get('Calls')[0]['transfer'] == 'consulting')
call('Join', 's', '')
check('a conference', lambda: get('Calls')[0]['conference'])
call('HangUp', 's', '')
check('no call', lambda: calls() == [] and changed.get('Calls') == [])
check('the end is told', lambda: ('CallRemoved', mine['id']) in told)
for user in ('1003', '1004'):
    act('hangup', user)
check('all free', lambda: not legs('1003') and not legs('1004'))

act('dial', '1004', number='1002')
check('rings', lambda: calls() == [('1004', 'incoming', 'ringing')])
call('Answer', 's', '')
refused('no slot is known yet', 'NotPossible', 'Park', 'ss', '', '')
check('parked, and told where', call('Park', 'ss', '', '702') == ('702',) and legs() == [])
call('Retrieve', 's', '')
check('my phone rings for who was parked', lambda: len(get('Calls')) == 1)
call('Answer', 's', '')
check('together again', lambda: legs() == ['talking'] and legs('1004') == ['talking'])
call('Transfer', 'ss', '', '1005')
check('1005 rings', lambda: legs('1005') == ['ringing'] and legs() == [])
act('hangup', '1004')
check('all free', lambda: not legs('1005'))

act('dial', '1004', number='1002')
check('rings', lambda: calls() == [('1004', 'incoming', 'ringing')])
call('Deflect', 'ss', '', '1005')
check('sent on', lambda: legs('1005') == ['ringing'] and legs() == [])
act('hangup', '1004')
check('all free', lambda: get('Presence')['1005']['state'] == 'free')

refused('to nowhere', 'NotPossible', 'PickUp', 's', '1005')
refused('what is no number', 'NotANumber', 'Dial', 's', 'javascript:alert(1)')
ends = []


def ask_for(method, signature, *args):
    bus.call('org.sidetone.Sidetone', PATH, INTERFACE, method, GLib.Variant(f'({signature})', args), None,
             Gio.DBusCallFlags.NONE, 60000, None, ended_cb)


def ended_cb(source, result):
    try:
        source.call_finish(result)
        ends.append('done')
    except GLib.Error as failure:
        ends.append(Gio.DBusError.get_remote_error(failure).removeprefix(ERROR))


def asked(*words):
    return app.says(*words) and app.find('push button', 'Cancel')


def awake(name):
    """A button of the question, once it can be pressed."""
    return next((found for window in app.windows() if app.find('push button', 'Cancel', under=window)
                 and (found := app.find('push button', name, sensitive=True, under=window))), None)


def refuse():
    stage.wait(lambda: awake('Cancel'), what='the question').do()


def dial(number):
    ask_for('Dial', 's', number)


def transfers():
    done = sim.ask('requests')['requests']
    return done.get('transfer', 0) + done.get('callforward', 0)


# A call is not sent where somebody pays or something is switched, unless the person agrees.
act('dial', '1004', number='1002')
check('rings', lambda: calls() == [('1004', 'incoming', 'ringing')])
before = transfers()
for method in ('Deflect', 'Transfer', 'Consult'):
    if method == 'Transfer':
        call('Answer', 's', '')
    for target in ('*21*1005#', '0;isub=1', 'sip:1003@evil.example;transport=tcp', '0\n1', '9' * 100, '１００５'):
        refused(f'{method} to {target[:20]!r}', 'NotANumber', method, 'ss', '', target)
for slot in ('*21*0900#', '7 0 1', '1' * 100, '701\n'):
    refused(f'parking at {slot[:20]!r}', 'NotPossible', 'Park', 'ss', '', slot)
    refused(f'retrieving from {slot[:20]!r}', 'NotPossible', 'Retrieve', 's', slot)
ask_for('Consult', 'ss', '', '0312345678')
check('a call to the outside is asked about', lambda: asked('Transfer the call to 0312345678?', 'Chie Mori'))
refuse()
check('and declined', lambda: ends == ['Declined'] and legs() == ['talking'])
check('nothing was asked of the PBX', transfers() == before)
ask_for('Transfer', 'ss', '', '0312345678')
check('it is asked about again', lambda: asked('Transfer the call to 0312345678?')
      and awake('Transfer'))
awake('Transfer').do()
check('agreed and sent', lambda: ends == ['Declined', 'done'] and legs() == [] and transfers() == before + 1)
act('hangup', '1004')
act('dial', '1004', number='1002')
check('rings', lambda: calls() == [('1004', 'incoming', 'ringing')])
ask_for('Deflect', 'ss', '', '0312345678')
check('a call that rings is asked about', lambda: asked('Transfer the call to 0312345678?'))
act('hangup', '1004')
check('no more when it is over', lambda: app.says('not possible with this call'))
refuse()
check('declined', lambda: ends == ['Declined', 'done', 'Declined'])
ends.clear()

dialled = sim.ask('requests')['requests'].get('makeCall', 0)
dial('tel:1003')
check('the person is asked', lambda: app.find(('dialog', 'window', 'alert'), contains='Ben Okafor') or app.says('Ben Okafor', 'Cancel'))
check('nothing is dialled meanwhile', sim.ask('requests')['requests'].get('makeCall', 0) == dialled and not ends)
refuse()
check('declined', lambda: ends == ['Declined'])
check('nothing was dialled', sim.ask('requests')['requests'].get('makeCall', 0) == dialled)
dial('1003')
check('asked again', lambda: app.says('Ben Okafor', 'Cancel') and app.find('push button', 'Call', sensitive=True))
app.click('Call')
check('agreed and dialled', lambda: ends == ['Declined', 'done'])
check('once', sim.ask('requests')['requests']['makeCall'] == dialled + 1)
described = call('Introspect', to='org.freedesktop.DBus.Introspectable')[0]
check('it describes itself', all(word in described for word in (INTERFACE, 'CompleteTransfer', 'PresenceChanged')))
check('no complaint', 'CRITICAL' not in app.read_log() and 'WARNING' not in app.read_log()
      or print(app.read_log()))
app.stop()
sim.stop()
keyring.stop()
sys.exit(report.end())
