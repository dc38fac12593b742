#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-groups.py BUILD [LANGUAGE [PICTURES]]: favourites, own names, groups and short dials, by keyboard and by what a
screen reader sees; all of it is there again after a new start. In another language it is shorter."""
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'build-aux'))
import stage  # noqa: E402

stage.enter()
language = sys.argv[2] if len(sys.argv) > 2 else 'en'
pictures = sys.argv[3] if len(sys.argv) > 3 else None
program = stage.programs(os.path.abspath(sys.argv[1]))
report = stage.Report()
check, wait = report.check, stage.wait
os.environ['G_DEBUG'] = 'fatal-warnings'
keyring = stage.Keyring()
sim = stage.Palsim(program('palsim'))
BUTTONS = ('push button', 'toggle button')
_ = stage.words(language)


def start():
    started = stage.App([program('sidetone')], language=language)
    started.first_window()
    return started


def people():
    """The names in the list, in order."""
    found = [re.match(r'(.+?)[,、] ?10\d\d\b', name) for _node, role, name in app.nodes() if role == 'list item']
    return [match[1] for match in found if match]


def picture(name):
    if pictures:
        app.picture(os.path.join(pictures, f'{name}-{language}.png'))


def go_to(name):
    """To the row of that person, by the filter and the keyboard."""
    app.keys('ctrl+f', 'ctrl+a')
    app.type(name)
    wait(lambda: people() and all(name in shown for shown in people()), what=name)
    app.keys('Return')
    wait(lambda: name in (app.focused() or ('', ''))[1], what=f'the keyboard at {name}')


def menu(name, *items):
    """In the menu of that person."""
    go_to(name)
    app.keys('shift+F10')
    for item in items:
        walk_to(item)


def walk_to(item):
    """In a menu, with the arrows."""
    wait(lambda: app.find(ITEMS, item), what=item)
    for _step in range(20):
        if wait(app.focused, what='the keyboard in the menu')[1] == item:
            break
        app.keys('Down')
    else:
        raise stage.Timeout(f'{item} cannot be reached: {app.dump()}')
    app.keys('Return')


def clear_filter():
    app.keys('ctrl+f', 'ctrl+a', 'BackSpace', 'Escape')
    wait(lambda: len(people()) > 2 or scope() != _('All'), what='all colleagues')


ITEMS = ('menu item', 'check menu item', 'radio menu item', 'push button', 'check box', 'radio button')


def scope():
    button = next((name for _node, role, name in app.nodes()
                   if name.startswith(_('Colleagues shown: %s').split('%s')[0])), '')
    return button[len(_('Colleagues shown: %s').split('%s')[0]):]


def choose_scope(label):
    outer = next(node for node, _role, name in app.nodes() if name.startswith(_('Colleagues shown: %s').split('%s')[0]))
    next(node for node in outer.walk() if node.actions()).do()
    walk_to(label)
    wait(lambda: scope() == label or label.endswith('…'), what=f'{label} shown')


app = start()
wait(lambda: app.find('heading', _('Sign In')), what='the sign-in page')
stage.sign_in(app, sim.url, '1002', '1002')
wait(lambda: any(name.startswith('Chie Mori') for name in people()), what='the colleagues')
app.raise_()
check('all are shown', scope() == _('All'))

# Favourites and own names.
menu('Eva Lind', _('Add to Favourites'))
menu('Chie Mori', _('Add to Favourites'))
if language == 'en':
    menu('Dan Weiss', _('Rename…'))
    wait(lambda: app.find('text', _('Name')), what='the name')
    app.raise_()
    app.keys('ctrl+a')
    app.type('Danny_ & <b>')
    app.keys('Return')
    wait(lambda: not app.find('text', _('Name')), what='the dialog gone')
    app.raise_()
    clear_filter()
    check('an own name is shown as text', lambda: 'Danny_ & <b>' in people())
else:
    clear_filter()
check('favourites are first', lambda: people()[:2] == ['Eva Lind', 'Chie Mori'])

# A group, made with its first member, another one added.
menu('Chie Mori', _('Groups'), _('New Group…'))
wait(lambda: app.find('text', _('Name of the group')), what='the dialog')
app.raise_()
check('without a name it is not made', not app.find('push button', _('_Save')).has('sensitive'))
app.type('Team_A <i>')
picture('group-new')
app.keys('Return')
wait(lambda: not app.find('text', _('Name of the group')), what='the dialog gone')
app.raise_()
if language == 'en':
    menu('Aiko', _('Groups'), 'Team_A <i>')
    clear_filter()
    choose_scope('Team_A <i>')
    check('a group alone', lambda: sorted(people()) == ['Aiko Sato', 'Chie Mori'])
    picture('group')
else:
    clear_filter()
choose_scope(_('Favourites'))
check('favourites alone', lambda: people() == ['Eva Lind', 'Chie Mori'])

# Their order, by the keyboard.
choose_scope(_('Groups and Favourites…'))
wait(lambda: app.find(BUTTONS, _('Move %s up') % 'Chie Mori'), what='the window of groups')
app.raise_()
picture('groups')
check('the first goes no further up', not app.find(BUTTONS, _('Move %s up') % 'Eva Lind').has('sensitive'))
app.find(BUTTONS, _('Move %s up') % 'Chie Mori').do()
check('the keyboard stays with who was moved', lambda: any(
    name == _('Move %s down') % 'Chie Mori' and node.has('focused') for node, _role, name in app.nodes()))
app.keys('Escape')
check('favourites in the new order', lambda: people() == ['Chie Mori', 'Eva Lind'])

# A group gets another name, loses a member, and goes.
def open_group(name):
    choose_scope(_('Groups and Favourites…'))
    wait(lambda: app.find('list item', name), what='the groups')
    app.raise_()
    for _step in range(12):
        if app.find('list item', name).has('focused'):
            break
        app.keys('Tab')
    app.keys('Return')
    wait(lambda: app.find('push button', _('_Delete the Group')), what='the dialog of the group')
    app.raise_()


def leave_groups(what):
    wait(lambda: not app.find('push button', _('_Delete the Group')), what=what)
    app.raise_()
    app.keys('Escape')
    wait(lambda: not app.find(BUTTONS, _('Move %s up') % 'Chie Mori'), what='the window of groups gone')
    app.raise_()


if language == 'en':
    open_group('Team_A <i>')
    app.keys('ctrl+a')
    app.type('Crew & Co')
    app.find('push button', _('Take %s out of the group') % 'Aiko Sato').do()
    check('a member is taken out', lambda: not app.find('push button', _('Take %s out of the group') % 'Aiko Sato'))
    picture('group-edit')
    app.keys('alt+s')
    leave_groups('the group saved')
    choose_scope('Crew & Co')
    check('a group has its new name and who is left', lambda: people() == ['Chie Mori'])

# Short dials, in the preferences.
app.raise_()
app.keys('ctrl+comma')
wait(lambda: app.find(contains=_('Short Dials')), what='the preferences')
app.raise_()
wait(lambda: app.find(('radio button', 'toggle button', 'push button', 'page tab'), _('Short Dials')), what='the page')
app.find(('radio button', 'toggle button', 'push button', 'page tab'), _('Short Dials')).do()
wait(lambda: app.find('push button', _('Add a Short Dial')), what='the short dials')
app.find('push button', _('Add a Short Dial')).do()
wait(lambda: app.find('text', _('Code')), what='the dialog')
app.raise_()
app.find('text', _('Code')).write('1004')
app.find('text', _('Number it stands for')).write('03-1234-5678')
check('a colleague’s extension is no code', lambda: app.says(_('%s is the extension of %s.') % ('1004', 'Chie Mori')))
app.find('text', _('Code')).write('12')
app.find('text', _('Name')).write('Taxi <b>')
picture('short-dial')
app.find('push button', _('_Save')).do()
check('it stands in the list', lambda: app.find('list item', 'Taxi <b>') is not None)
app.raise_()
picture('short-dials')
app.keys('Escape')
wait(lambda: not app.find('push button', _('Add a Short Dial')), what='the preferences gone')
app.raise_()

# All of it stays.
log = ''
if language == 'en':
    log = app.read_log()
    app.stop()
    app = start()
    wait(lambda: people(), what='the colleagues')
    app.raise_()
    check('what was shown is shown', lambda: scope() == 'Crew & Co' and people() == ['Chie Mori'])
    open_group('Crew & Co')
    app.find('push button', _('_Delete the Group')).do()
    leave_groups('the group deleted')
    check('all are shown when the group is gone', lambda: scope() == _('All'))
    check('the own name, too', lambda: 'Danny_ & <b>' in people())
    app.keys('ctrl+comma')
    wait(lambda: app.find(contains=_('Short Dials')), what='the preferences')
    app.find(('radio button', 'toggle button', 'push button', 'page tab'), _('Short Dials')).do()
    check('the short dial is there', lambda: app.find('list item', 'Taxi <b>') is not None)
app.stop()
log += app.read_log()
check('no warning was written', 'WARNING' not in log and 'CRITICAL' not in log or print(log))
sim.stop()
keyring.stop()
sys.exit(report.end())
