#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-timers.py BUILD [LANGUAGE [PICTURES]]: a timer is drawn with the mouse, changed by the keyboard, saved, read back
from the simulator through its control socket, and seen to switch the plan there. In another language it is shorter."""
import json
import os
import re
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'build-aux'))
import stage  # noqa: E402

stage.enter()
from gi.repository import Gio, GLib  # noqa: E402

language = sys.argv[2] if len(sys.argv) > 2 else 'en'
pictures = sys.argv[3] if len(sys.argv) > 3 else None
program = stage.programs(os.path.abspath(sys.argv[1]))
report = stage.Report()
check, wait = report.check, stage.wait
os.environ['G_DEBUG'] = 'fatal-warnings'
keyring = stage.Keyring()
sim = stage.Palsim(program('palsim'))
_ = stage.words(language)
secret = os.path.join(os.environ['HOME'], 'secret')
TOGGLES = ('toggle button', 'push button')
HOLIDAYS = ('BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Christmas_ & <b>\nDTSTART;VALUE=DATE:20001225\n'
            'RRULE:FREQ=YEARLY\nEND:VEVENT\nEND:VCALENDAR\n')


def timers(extension='1002'):
    """The two of them, as the PBX has them."""
    world = json.loads(sim.ask('save')['document'])
    for tenant in world['tenants']:
        for entry in tenant['extensions']:
            if entry['extension'] == extension:
                return entry.get('timers', ['', ''])
    return None


def at(moment):
    sim.ask('wall-time', **{'is': moment})


def reached():
    """Who rings when somebody calls 1002 from outside."""
    sim.ask('call', do='call', **{'from': '0312345678', 'to': '1002'})
    ringing = [entry['user'] for entry in sim.ask('world')['users'] if entry['legs']]
    sim.ask('call', do='outside', number='0312345678', how='hangup')
    return ringing


def picture(name):
    if pictures:
        app.picture(os.path.join(pictures, f'timers-{name}-{language}.png'))


def text():
    node = app.find('text', _('Text of this timer'))
    return node.text() if node else None


def says(words):
    return lambda: app.find(contains=words) is not None


def press(name):
    wait(lambda: app.find(TOGGLES, name, sensitive=True), what=name).do()


def drag(node, start, end):
    """Along the row of a day, from one hour to another; a day begins where its name ends."""
    wait(node.has_room, what='a place')
    x, y, width, height = node.place()
    grid = wait(lambda: app.find(('panel', 'grouping', 'filler'), _('Week')), what='the week')
    left, right = x + width + 12, grid.place()[0] + grid.place()[2] - 14

    def go(hour):
        stage.xdotool('mousemove', '--sync', str(int(left + (right - left) * hour / 24)), str(y + height // 2))
        time.sleep(0.05)
    go(start)
    stage.xdotool('mousedown', '1')
    for step in range(1, 9):
        go(start + (end - start) * step / 8)
    stage.xdotool('mouseup', '1')


def move(modifier, where, to):
    """An end of the range, by the keyboard, a quarter of an hour each time."""
    for _step in range(12):
        now = where()
        if now == to:
            return
        app.keys(f"{modifier}+{'Right' if now < to else 'Left'}")
        wait(lambda: where() != now, what='the end moved')


def day(*names):
    return wait(lambda: next((node for node, role, name in app.nodes() if role in TOGGLES and name in names), None),
                what=names[0])


def menu(item):
    wait(lambda: next((node for node, role, name in app.nodes() if name == _('Mine · %s') % '1002' and node.actions()),
                      None), what='whose timers').do()
    wait(lambda: app.find(('menu item', 'push button'), item), what=item)
    for _step in range(12):
        if wait(app.focused, what='the keyboard in the menu')[1] == item:
            break
        app.keys('Down')
    app.keys('Return')


def activate(action, wish):
    connection = Gio.bus_get_sync(Gio.BusType.SESSION)
    path = '/org/sidetone/Sidetone'
    connection.call_sync(path[1:].replace('/', '.'), path, 'org.gtk.Actions', 'Activate',
                         GLib.Variant('(sava{sv})', (action, [wish], {})), None, Gio.DBusCallFlags.NONE, 5000)


# While timer 1 is on, plan 2 counts: it goes to 1004.
sim.ask('property', user='1002', name='pln2_d_p1_enabled', value='false')
sim.ask('property', user='1002', name='pln2_d_noanswerforward', value='1004')
app = stage.App([program('sidetone')], language=language)
app.first_window()
wait(lambda: app.find('heading', _('Sign In')), what='the sign-in page')
stage.sign_in(app, sim.url, '1002', '1002')
wait(lambda: app.find('list item', _('Timers')), what='the pages')
app.raise_()
app.resize(1100, 880)
app.keys('ctrl+6')
check('a timer that is not set says so', says(_('This timer is not set: it never switches.')))
at('2026-11-24T10:30:00')
check('without it the person is called', lambda: reached() == ['1002'] or print(reached()))

# Drawn in the row of Tuesday: the same on every day. Then its ends are put right by the keyboard, which is there.
tuesday = day('Tuesday', '火曜日')
drag(tuesday, 9, 12)
check('what was drawn is in the text', lambda: re.fullmatch(r'T0[789]\d\d1[123]\d\d', text() or ''))
check('nothing is sent before Save', timers() == ['', ''])
check('the keyboard is at what was drawn', lambda: app.find('push button', contains=_('every day')).has('focused'))
move('ctrl', lambda: int(text()[1:3]) * 60 + int(text()[3:5]), 9 * 60)
move('shift', lambda: int(text()[5:7]) * 60 + int(text()[7:9]), 12 * 60)
check('its name says the times', lambda: app.find('push button', _('From %s to %s, %s') % ('09:00', '12:00', _('every day'))))
picture('drawn')
day('Sunday', '日曜日').do()
day('Saturday', '土曜日').do()
check('days are chosen by their names', lambda: text() == 'A62T09001200' or print(text()))
press(_('_Save'))
check('the simulator has it', lambda: timers() == ['A62T09001200', ''] or print(timers()))
check('and the window says so', says(_('Saved: the PBX has this timer now')))
check('the simulated plan switches', lambda: reached() == ['1004'])
at('2026-11-24T12:00:00')
check('and back', lambda: reached() == ['1002'])
at('2026-11-28T10:30:00')
check('not on a Saturday', lambda: reached() == ['1002'])

# Holidays of a file: what would come in is shown first.
path = os.path.join(os.environ['HOME'], 'holidays.ics')
with open(path, 'w') as file:
    file.write(HOLIDAYS)
activate('import-holidays', GLib.Variant('(sus)', ('1002', 1, GLib.filename_to_uri(path))))
check('a holiday of the file', says('Christmas_ & <b>'))
app.raise_()
picture('holidays')
press(_('_Add'))
check('it is in the text, and the days before it as they were', lambda: text() == 'A62D!12/25T09001200' or print(text()))
check('the PBX has what it had', timers() == ['A62T09001200', ''])
check('and both are seen', says('A62T09001200'))
picture('dirty')
press(_('_Revert'))
check('Revert takes it back', lambda: text() == 'A62T09001200')

if language == 'en':
    with open(path, 'w') as file:
        file.write('no calendar')
    activate('import-holidays', GLib.Variant('(sus)', ('1002', 1, GLib.filename_to_uri(path))))
    check('a file that is none says so', says(_('This is no calendar file (.ics).')))
    app.raise_()
    app.keys('Escape')
    wait(lambda: not says(_('This is no calendar file (.ics).'))(), what='the dialog gone')
    app.raise_()
    app.find('push button', _('A_dd Dates…')).do()
    wait(lambda: app.find('frame', _('Dates')), what='the dialog')
    app.raise_()
    check('it says what it will do', says(_('Off on: %s').split('%')[0].strip()))
    app.find('push button', _('_Add')).do()
    check('a date is added', lambda: re.fullmatch(r'A62D!\d+/\d+T09001200', text() or '') or print(text()))
    app.raise_()
    press(_('_Revert'))
    wait(lambda: text() == 'A62T09001200', what='the text as it was')
    # Somebody else changes it meanwhile.
    app.find('text', _('Text of this timer')).write('T10001100')
    with open(secret, 'w') as file:
        file.write('1002')
    subprocess.run([program('palctl'), '--url', sim.url, '--user', '1002', '--password-file', secret, 'timer', 'set',
                    'T0800120013001500'], stdout=subprocess.DEVNULL, check=True)
    press(_('_Save'))
    moved = _('The PBX has another timer by now. Save puts yours in its place; Revert takes that one.')
    check('what somebody else saved is not written over unseen', says(moved))
    check('it is shown', says('T0800120013001500'))
    check('and still there', timers() == ['T0800120013001500', ''])
    press(_('_Save'))
    check('a second Save is meant', lambda: timers() == ['T10001100', ''])

# Whose timers one may not see.
menu(_('Another Extension…'))
wait(lambda: app.find('text', _('Extension')), what='the dialog')
app.raise_()
app.find('text', _('Extension')).write('800')
press(_('_Show'))
check('a refusal is shown as such', says(_('The Timer Cannot Be Read')))
app.raise_()
picture('refused')

app.stop()
log = app.read_log()
check('no warning was written', 'WARNING' not in log and 'CRITICAL' not in log or print(log))
sim.stop()
keyring.stop()
sys.exit(report.end())
