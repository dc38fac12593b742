#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-profiles.py BUILD [LANGUAGE [PICTURES]]: a routing profile is looked at, applied, undone, changed, and refused
halfway, in the window by what a screen reader sees; and on the bus, and by palctl."""
import json
import os
import re
import subprocess
import sys

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
ITEMS = ('menu item', 'check menu item', 'radio menu item', 'push button', 'check box', 'radio button')
LIST = """\
NAME            STATE       UNTIL
Desk            off
Mobile          incomplete
Do not disturb  off
Holiday         off
"""
PREVIEW = """\
PROPERTY                   MEANING                          IS     WANTED  STATE
pln1_d_p1_enabled          Rings (Plan 1, phone 1)          true   false   change
pln1_d_phoneforward        Other phones that ring (Plan 1)                 same
maxsessioncount            Most incoming calls              -1     0       change
noanswerforward.voicemail  To voicemail when unanswered     false  true    change
busyforward.voicemail      To voicemail when busy           false  true    change
greetingtype               Greeting                         3      3       same
"""
NAME, PATH = 'org.sidetone.Sidetone', '/org/sidetone/Sidetone'
KEYS = ('pln1_d_p1_enabled', 'maxsessioncount', 'greetingtype')


def has(key):
    return sim.ask('property', user='1002', name=key)['value']


def state():
    return [has(key) for key in KEYS]


def picture(name):
    if pictures:
        app.picture(os.path.join(pictures, f'profiles-{name}-{language}.png'))


def open_menu(item):
    """The menu of the account, once it has that item."""
    pattern = '.+'.join(re.escape(part) for part in _('Account of %s: %s').split('%s'))
    outer = wait(lambda: next((node for node, _r, name in app.nodes() if re.fullmatch(pattern, name)), None),
                 what='the account')
    next(node for node in outer.walk() if node.actions()).do()
    wait(lambda: app.find(ITEMS, item, sensitive=True), what=item)


def choose(item):
    """In the menu, with the arrows."""
    for _step in range(20):
        if wait(app.focused, what='the keyboard in the menu')[1] == item:
            break
        app.keys('Down')
    else:
        raise stage.Timeout(f'{item} cannot be reached: {app.dump()}')
    app.keys('Return')


def open_profile(name):
    open_menu(name)
    choose(name)
    wait(lambda: app.find('push button', _('_Apply')), what='the dialog')
    app.raise_()
    wait(lambda: app.says(_('This is what changes on your extension.')), what='what changes')


def apply():
    app.click(_('_Apply'))


def focused():
    """Where the keyboard is, in the window on top: those below remember theirs."""
    return next(((node, node.role, node.name) for window in reversed(app.windows()) for node in window.walk()
                 if node.has('focused')), (None, '', ''))


def timer():
    """In the editor: a page has one of that name, too."""
    return app.find('text', _('Timer %u') % 1, under=app.windows()[-1])


def tab_to(name, key='Tab'):
    """With the keyboard alone; with the arrows once it is in a list."""
    for _step in range(40):
        _node, role, at = focused()
        if at == name:
            return
        app.keys('Tab' if key == 'Down' and role != 'list item' else key)
    raise stage.Timeout(f'{name} cannot be reached: {app.dump()}')


def gone(name):
    wait(lambda: not app.find('push button', name), what=f'{name} gone')
    app.raise_()


def palctl(*words):
    run = subprocess.run([program('palctl'), 'profile', *words], capture_output=True, text=True, check=False,
                         stdin=subprocess.DEVNULL)
    return run.returncode, run.stdout, run.stderr


app = stage.App([program('sidetone')], language=language)
app.first_window()
wait(lambda: app.find('heading', _('Sign In')), what='the sign-in page')
stage.sign_in(app, sim.url, '1002', '1002')
wait(lambda: any(name.startswith('Chie Mori') for _n, _r, name in app.nodes()), what='the colleagues')
app.raise_()
before = state()
check('the office is at its desks', before == ['true', '-1', '3'])

# Looked at, applied, undone.
open_menu(_('Desk'))
picture('menu')
app.keys('Escape')
open_profile(_('Do not disturb'))
check('old and new are told', lambda: app.find('list item', contains=_('%s → %s') % (_('Without limit'), '0')))
check('and what is so already', lambda: app.says(_('Is so already')))
picture('diff')
apply()
gone(_('_Apply'))
check('the PBX has it', lambda: state() == ['false', '0', '3'])
check('the menu says so', lambda: app.says(_('%s · %s').split('%s')[1] + _('Do not disturb')))
open_menu(_('_Undo “%s”') % _('Do not disturb'))
picture('on')
choose(_('_Undo “%s”') % _('Do not disturb'))
check('it is taken back', lambda: state() == before)
app.raise_()

# Changed: with a timer, which is a call of its own.
open_menu(_('_Edit Profiles…'))
choose(_('_Edit Profiles…'))
wait(lambda: app.find('list item', _('Holiday')), what='the profiles')
app.raise_()
picture('list')
tab_to(_('Holiday'), 'Down')
app.keys('Return')
wait(lambda: app.find('text', _('Name of the profile')), what='the editor')
app.raise_()
tab_to(_('Another setting'), 'shift+Tab')
app.keys('space')
wait(lambda: focused()[1] == 'list item', what='the keyboard in the list')
picture('settings')
app.keys('End', 'Up', 'Return')
wait(lambda: app.find('label', _('Timer %u') % 1) and focused()[1] == 'push button', what='the timer chosen')
app.raise_()
app.click(_('_Add'))
wait(timer, what='the timer')
timer().write('never')
check('what is no schedule is not saved', lambda: not app.find('push button', _('_Save'), sensitive=True))
check('what is one is', lambda: timer().write('A127')
      or app.find('push button', _('_Save'), sensitive=True))
picture('editor')
app.click(_('_Save'))
wait(lambda: not app.find('text', _('Name of the profile')), what='the editor gone')
app.raise_()
check('it has one more setting', lambda: app.says(_('Settings: %u') % 7))
app.keys('Escape')
gone(_('New Profile'))

# Refused halfway: the properties were taken, the timer is not.
sim.ask('fault', spec='error:method=setPlanSwitchTimer,code=-32000,message=Not today')
open_profile(_('Holiday'))
apply()
parts = _('“%s” was not applied: %s. What had been changed was taken back.').split('%s')
check('it is said that it was taken back', lambda: app.says(*parts, 'Not today'))
check('and it was', state() == before)
picture('refused')
app.keys('Escape')
wait(lambda: not app.says('Not today'), what='the dialog gone')
app.raise_()
sim.ask('lift', name='error')

# On the bus, and by palctl.
bus = Gio.bus_get_sync(Gio.BusType.SESSION)


def call(method, signature, *args):
    return bus.call_sync(NAME, PATH, NAME + '1', method, GLib.Variant(f'({signature})', args), None,
                         Gio.DBusCallFlags.NO_AUTO_START, 30000, None).unpack()


def current():
    return bus.call_sync(NAME, PATH, 'org.freedesktop.DBus.Properties', 'Get', GLib.Variant('(ss)', (NAME + '1', 'Profile')),
                         None, Gio.DBusCallFlags.NO_AUTO_START, 30000, None).unpack()[0]


rows = call('PreviewProfile', 's', 'holiday')[0]
check('the bus tells what would change', [row['property'] for row in rows if row['state'] == 'change']
      == ['pln1_d_p1_enabled', 'noanswerforward.voicemail', 'busyforward.voicemail', 'greetingtype', 'timer1'])
check('it is applied by the bus', call('ApplyProfile', 'sx', 'holiday', 0)[0] == 'done')
check('the property tells', lambda: current() == _('Holiday'))
check('on the PBX', state() == ['false', '-1', '2'])
check('undone by palctl', palctl('undo', '--yes')[0] == 0)
check('not on the PBX any more', state() == before)
if language == 'en':
    check('palctl lists', palctl('list') == (0, LIST, ''))
    check('palctl previews', palctl('preview', 'dnd') == (0, PREVIEW, ''))
    check('palctl applies', palctl('apply', 'do not disturb', '--until', 'tomorrow', '--yes')
          == (0, '“Do not disturb” is on.\n', ''))
    told = json.loads(palctl('list', '--format', 'json')[1])
    check('and says until when', [(row['name'], row['until'][-5:]) for row in told if row['state'] == 'on']
          == [('Do not disturb', '08:00')])
    check('nothing is left to do', palctl('apply', 'dnd', '--yes')
          == (0, '“Do not disturb” is on already: nothing had to be changed.\n', ''))
    sim.ask('property', user='1002', name='greetingtype', value='1')
    sim.ask('property', user='1002', name='maxsessioncount', value='2')
    check('what somebody changed is left', palctl('undo', '--yes')
          == (0, '“Do not disturb” is over. Left as somebody changed it meanwhile: Most incoming calls: 2.\n', ''))
    check('nothing is left to undo', palctl('undo', '--yes') == (1, '', 'palctl: There is nothing to undo.\n'))
    check('an unfinished one cannot be applied', palctl('apply', 'mobile', '--yes')
          == (1, '', 'palctl: Give a value for “Other phones that ring” first.\n'))
    check('none of that name', palctl('preview', 'nobody') == (1, '', 'palctl: There is no profile “nobody”.\n'))
app.stop()
log = app.read_log()
check('no warning was written', 'WARNING' not in log and 'CRITICAL' not in log or print(log))
sim.stop()
keyring.stop()
sys.exit(report.end())
