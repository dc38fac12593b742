#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-finder.py BUILD: the same answers in the dial field, the transfer picker, on the bus, from palctl and in the
desktop's own search, which dials nothing by itself and asks nobody else."""
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'build-aux'))
import stage  # noqa: E402

stage.enter()
from gi.repository import Gio, GLib  # noqa: E402

NAME = 'org.sidetone.Sidetone'
PATH = '/org/sidetone/Sidetone'
PEOPLE = ['chie', 'e', 'cm', '100', '1004', 'mo', '4', 'weiss dan', 'nobody at all']
BOOK = ['aki', 'acme', 'ogawa aki', 'おがわ', '0355551234', 'mona', '46', 'taxi']
ALL = PEOPLE + BOOK + ['pa', '70', '701']
program = stage.programs(os.path.abspath(sys.argv[1]))
report = stage.Report()
check = report.check
keyring = stage.Keyring()
sim = stage.Palsim(program('palsim'))
bus = Gio.bus_get_sync(Gio.BusType.SESSION)


def call(path, interface, method, signature, *args):
    return bus.call_sync(NAME, path, interface, method, GLib.Variant(f'({signature})', args), None,
                         Gio.DBusCallFlags.NO_AUTO_START, 20000, None).unpack()


def ask(text, limit=12):
    return call(PATH, NAME + '1', 'Find', 'su', text, limit)[0]


def search(method, signature, *args):
    return call(PATH + '/SearchProvider', 'org.gnome.Shell.SearchProvider2', method, signature, *args)


def desktop(text):
    ids = search('GetInitialResultSet', 'as', text.split())[0]
    return ids, [meta['name'] for meta in search('GetResultMetas', 'as', ids)[0]]


def palctl(*words):
    return subprocess.run([program('palctl'), 'find', *words], capture_output=True, text=True, check=False)


def titles(matches, only_people=False):
    return [row['title'] for row in matches if not only_people or (row['number'] and row['kind'] != 'park')]


def shown(under=None):
    """The titles below the field that is used now; those that can be seen."""
    rows = app.find('list', 'Suggestions', under=under)
    if rows is None:
        return []
    items = [node for node in rows.walk() if node.role == 'list item']
    return [next((part.name for part in item.walk() if part.role == 'label'), '') for item in items]


def park_rows(text):
    return [(row['title'], row['number'], row['offer']) for row in ask(text) if row['kind'] == 'park']


def calls():
    return call(PATH, 'org.freedesktop.DBus.Properties', 'Get', 'ss', NAME + '1', 'Calls')[0]


def add_contact(sim, info):
    """In the phonebook of 1002, by somebody else."""
    secret = os.path.join(sim.folder, 'secret')
    with open(secret, 'w', encoding='utf-8') as file:
        file.write('1002')
    os.chmod(secret, 0o600)
    subprocess.run([program('palctl'), '--url', sim.url, '--user', '1002', '--password-file', secret, 'call',
                    'setContact', 'phonebook=Clients', 'shared=false', *(f'info.{key}={value}' for key, value
                                                                         in info.items())],
                   check=True, stdout=subprocess.DEVNULL)


def add_short_dial(code, number, name):
    app.raise_()
    app.keys('ctrl+comma')
    tab = (('radio button', 'toggle button', 'push button', 'page tab'), 'Short Dials')
    stage.wait(lambda: app.find(*tab), what='the preferences')
    app.raise_()
    app.find(*tab).do()
    stage.wait(lambda: app.find('push button', 'Add a Short Dial'), what='the short dials').do()
    stage.wait(lambda: app.find('text', 'Code'), what='the dialog').write(code)
    app.find('text', 'Number it stands for').write(number)
    app.find('text', 'Name').write(name)
    app.find('push button', 'Save').do()
    stage.wait(lambda: app.find('list item', name), what=name)
    app.raise_()
    app.keys('Escape')
    stage.wait(lambda: not app.find('push button', 'Add a Short Dial'), what='the preferences gone')


def kinds(text):
    return [row['kind'] for row in ask(text)]


def book(text):
    """What is found without knowing any colleague."""
    return [row for row in ask(text) if row['kind'] in ('contact', 'short-dial')]


def same(seen, told):
    """Rows further down need not be there yet."""
    return seen == told[:len(seen)] and len(seen) >= min(len(told), 5)


check('palctl says that nothing runs', palctl('chie').returncode == 3)
add_contact(sim, {'$nickname': 'Ogawa Aki', '$company': 'Acme Trading', '$tel_work': '03-5555-1234'})
add_contact(sim, {'$lastname': '小川', '$firstname': '森', '姓（フリガナ）': 'オガワ', '$tel_mobile': '090-4444-4646'})
add_contact(sim, {'$nickname': 'Mona Lund', '$company': 'Acme Trading'})
app = stage.App([program('sidetone')])
app.first_window()
check('the sign-in page opens', lambda: app.find('heading', 'Sign In') is not None)
check('nobody is signed in: nothing is found', ask('chie') == [] and desktop('chie') == ([], []))
stage.sign_in(app, sim.url, '1002', '1002')
check('colleagues are found by name', lambda: titles(ask('chie mori')) == ['Chie Mori'])
sim.ask('phone', do='dial', user='1005', number='1006')
check('somebody is busy', lambda: ask('dan')[0]['offer'] == 'call-when-free')

add_short_dial('46', '03-1111-4646', 'Taxi')
check('the short dial is found', kinds('taxi') == kinds('46')[:1] == ['short-dial'])
check('the contacts are found', lambda: kinds('acme') == ['contact', 'contact'] and kinds('おがわ') == ['contact'])
check('and by number', kinds('0355551234') == ['contact'])
field = stage.wait(lambda: app.find('text', 'Dial a name or number'), what='the dial field')
app.raise_()
app.keys('ctrl+k')
for text in ALL:
    field.write(text)
    check(f'the dial field: {text}', lambda: same(shown(), titles(ask(text))))
    check(f'palctl: {text}', lambda: [row['title'] for row in json.loads(palctl('--format', 'json', text).stdout)]
          == titles(ask(text)))
    check(f'the desktop: {text}', lambda: desktop(text)[1] == titles(ask(text)))
field.write('chie')
app.keys('ctrl+i')
check('Ctrl+I says why, on the screen and to who reads it aloud', lambda: app.find('label', contains='a whole word 60.00')
      and 'a whole word 60.00' in app.find('text', 'Dial a name or number').description)
if len(sys.argv) > 2:
    app.picture(os.path.join(sys.argv[2], 'finder-why.png'))
field.write('')
check('initials', titles(ask('cm'))[0] == 'Chie Mori')
check('the limit holds', len(ask('1', 3)) == 3 and len(ask('1', 0)) == 0)
why = palctl('--explain', 'chie').stdout
check('palctl says why', 'a whole word 60.00 × free 1.00 = 60.00' in why)
first = desktop('chi')[0]
check('a longer word among what was found', [meta['name'] for meta in search('GetResultMetas', 'as', search(
    'GetSubsearchResultSet', 'asas', first, ['chie'])[0])[0]] == ['Chie Mori'])
check('names of results say nothing', all('1004' not in name and 'Chie' not in name for name in first))

ids = desktop('chie')[0]
search('ActivateResult', 'sasu', ids[0], ['chie'], 0)
check('the person is asked', lambda: app.says('Chie Mori', '1004') and app.find('push button', 'Call') is not None)
check('and nothing is dialled', sim.ask('legs', user='1002')['live'] == [])
app.keys('Escape')
check('not asked any more', lambda: app.find('push button', 'Cancel') is None)
search('ActivateResult', 'sasu', '1004', ['eva'], 0)
check('what nobody gave is looked for, not called', lambda: field.text() == 'eva'
      and sim.ask('legs', user='1002')['live'] == [])
search('LaunchSearch', 'asu', ['dan', 'weiss'], 0)
check('a search goes on in the window', lambda: field.text() == 'dan weiss')
field.write('')

sim.ask('phone', do='dial', user='1004', number='1002')
check('a call rings', lambda: [row['state'] for row in calls()] == ['ringing'])
call(PATH, NAME + '1', 'Answer', 's', '')
check('while talking a transfer fits', lambda: ask('ben')[0]['offer'] == 'transfer')
call(PATH, NAME + '1', 'Park', 'ss', '', '701')
check('who is parked is found, by name and by slot', lambda: park_rows('chie') == park_rows('701')
      == [('Chie Mori', '701', 'retrieve')])
field.write('701')
check('and shown so', lambda: shown() == titles(ask('701')) and app.says('Retrieve', 'Parked at 701'))
field.do('dial.chosen')
check('brought back', lambda: [row['state'] for row in calls()] in (['ringing'], ['dialling']))
check('the slot is free', lambda: park_rows('701') == [('Park slot 701', '701', 'open')])
call(PATH, NAME + '1', 'Answer', 's', '')
check('a free slot takes the call', lambda: park_rows('701') == [('Park slot 701', '701', 'park')])
app.raise_()
app.keys('F4')


def picker():
    return next((window for window in app.windows() if app.find('text', 'To whom: name or number', under=window)), None)


stage.wait(picker, what='the picker')
check('the caller waits meanwhile', lambda: [row['state'] for row in calls()] == ['held'])
for text in PEOPLE + BOOK:
    app.find('text', 'To whom: name or number').write(text)
    check(f'the picker: {text}', lambda: same(shown(picker()), titles(ask(text), only_people=True)))
app.keys('Escape')
check('the caller is talked with again', lambda: [row['state'] for row in calls()] == ['talking'])
call(PATH, NAME + '1', 'HangUp', 's', '')
check('afterwards a call fits again', lambda: ask('ben')[0]['offer'] == 'call')

app.raise_()
app.keys('ctrl+k')
field.write('0477775678')
check('a number can be typed', lambda: shown() == ['0477775678'])
field.do('dial.chosen')
check('it is dialled', lambda: sim.ask('legs', user='1002')['live'] != [])
call(PATH, NAME + '1', 'HangUp', 's', '')
check('and found as one dialled before', lambda: ask('5678')[1]['kind'] == 'recent' if len(ask('5678')) > 1 else False)
signed_in = {text: book(text) for text in BOOK}
app.stop()

service = subprocess.Popen([program('sidetone'), '--gapplication-service'])
check('without a window', lambda: bus.call_sync('org.freedesktop.DBus', '/', 'org.freedesktop.DBus', 'NameHasOwner',
      GLib.Variant('(s)', (NAME,)), None, Gio.DBusCallFlags.NONE, 5000, None).unpack()[0])
check('what this machine keeps is found', lambda: '0477775678' in desktop('5678')[1])
for text in BOOK:
    check(f'contacts and short dials, too: {text}', lambda: book(text) == signed_in[text] and book(text) != [])
check('and no line is opened for it', call(PATH, 'org.freedesktop.DBus.Properties', 'Get', 'ss', NAME + '1', 'State')[0]
      == 'signed-out')
stage.stop(service)
sim.stop()
keyring.stop()
sys.exit(report.end())
