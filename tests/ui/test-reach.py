#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-reach.py BUILD: everything can be reached without a mouse, and has a name.

First a table: a key, and what is true then, in the window or in the simulator. Then every page while a call is on:
what can be acted on has a name, and the keyboard gets there.
"""
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'build-aux'))
import stage  # noqa: E402

stage.enter()
program = stage.programs(os.path.abspath(sys.argv[1]))
report = stage.Report()
keyring = stage.Keyring()
sim = stage.Palsim(program('palsim'))
app = stage.App([program('sidetone')], env={'G_DEBUG': 'fatal-criticals'})


def user(number):
    return next(entry for entry in sim.ask('world')['users'] if entry['user'] == number)


def legs(number):
    return [leg['state'] for leg in user(number)['legs']]


def mine():
    """With whom, and the state of my end."""
    return {leg['other_number']: leg['state'] for leg in user('1001')['legs']}


def act(what, who, **more):
    return sim.ask('phone', do=what, user=who, **more)['ok']


def at(start, role=None):
    """Whether the keyboard is at the part whose name begins so."""
    focused = app.focused()
    return focused is not None and focused[1].startswith(start) and role in (None, focused[0])


def can(button):
    return app.find('push button', button, sensitive=True) is not None


def find(start):
    return any(name.startswith(start) for _, _, name in app.nodes())


def find_window(title):
    return any(title in window.name for window in app.windows())


def table(*rows):
    """Each: keys, typed when they are no names of keys; what they do; what is true then."""
    for keys, what, truth in rows:
        for key in keys.split():
            app.type(key[1:]) if key.startswith('“') else app.keys(key)
        if not report.check(f'{keys.replace("“", "")}: {what}', truth):
            report.say(f'the keyboard is at {app.focused()}')
            sys.exit(report.end())  # what comes after it cannot be true


ACTED_ON = ('push button', 'toggle button', 'radio button', 'check box', 'text', 'entry', 'list item', 'menu item',
            'link', 'combo box', 'slider', 'spin button', 'page tab', 'table cell')


PAGES = {'Colleagues': 'UiColleaguesPage', 'Calls': 'UiCallsPage', 'Parking & Lines': 'UiParkingPage',
         'Phonebook': 'UiPhonebookPage', 'Voicemail': 'UiVoicemailPage'}


def acted_on(page):
    """What can be seen in the main window and used, while that page is open."""
    others = [name for title, name in PAGES.items() if title != page]
    for node in app.windows()[0].walk(without=others):
        if node.has('sensitive') and node.role in ACTED_ON and node.has_room():
            yield node.role, node.name


def unnamed(page):
    """The name of a class is what there is where there is no name."""
    return [(role, name) for role, name in acted_on(page) if not name or re.match('(Gtk|Adw|Ui)[A-Z]', name)]


# Of a window's frame; of rows the arrows go to; what holds the part that has the keyboard; what has no room at this
# width, or no longer: GTK tells it as if it were seen.
ELSEWHERE = ('Minimize', 'Maximize', 'Close', 'Call ', 'Remove Chie Mori', 'Order of the colleagues', 'More',
             'Manage Accounts…', 'Which calls are shown', 'Colleagues shown')


def unreached(page):
    """Once round with Tab. In a list the arrows go on from row to row."""
    wanted = {name for role, name in acted_on(page) if role in ('push button', 'toggle button', 'text', 'entry')}
    seen = set()
    for _ in range(60):
        name = app.focused()[1]
        if name in seen:
            break
        seen.add(name)
        app.keys('Tab')
    return sorted(name for name in wanted - seen if not name.startswith(ELSEWHERE))


app.first_window()
report.check('the sign-in page opens', lambda: app.find('heading', 'Sign In') is not None)
stage.sign_in(app, sim.url, '1001', '1001')
report.check('signed in', lambda: stage.presence(app, 'Chie Mori') == 'Free')
app.raise_()

# Chie Mori becomes a favourite; a menu opens where the keyboard is, which is back there afterwards.
table(
    ('ctrl+1', 'the list has the keyboard', lambda: at('Colleagues')),
    ('Down Down Down', 'a colleague has it', lambda: at('Chie Mori, 1004', 'list item')),
    ('Tab', 'her star has it', lambda: at('Make Chie Mori a favourite')),
    ('space', 'she is a favourite', lambda: at('Remove Chie Mori from favourites')),
    ('shift+F10', 'the menu', lambda: at('Call', 'menu item')),
    ('Escape', 'and back', lambda: at('Chie Mori, 1004', 'list item')),
    ('Menu', 'the menu', lambda: at('Call', 'menu item')),
    ('Escape', 'and back', lambda: at('Chie Mori, 1004', 'list item')),
    ('F10', 'the main menu', lambda: at('Preferences', 'menu item')),
    ('Escape', 'and away', lambda: app.focused() is not None and not at('Preferences')),
    ('ctrl+1', 'the list again', lambda: at('Chie Mori, 1004', 'list item')),
)

# My calls
table(
    ('F3', 'calls her', lambda: list(mine()) == ['1004'] and can('Answer')),
    ('F6', 'goes to the call', lambda: at('Answer')),
    ('Right', 'and on to the next button', lambda: at('Hang Up')),
    ('F8', 'ends it', lambda: mine() == {} and app.focused() is not None),
    ('ctrl+f', 'the filter', lambda: at('Filter colleagues')),
    ('“eva Down F3', 'calls whom it found', lambda: list(mine()) == ['1006']),
    ('F8', 'ends it', lambda: mine() == {}),
    ('ctrl+f Escape', 'everybody is there again', lambda: stage.presence(app, 'Chie Mori') == 'Free'),
    ('alt+1', 'calls the first favourite', lambda: list(mine()) == ['1004'] and can('Answer')),
    ('Return', 'answers', lambda: legs('1004') == ['ringing']),
)
act('answer', '1004')
report.check('talking', lambda: legs('1001') == ['talking'] and can('Transfer'))
act('dial', '1005', number='1001')
report.check('Dan Weiss calls', lambda: can('Answer'))
table(
    ('F6 alt+Up ctrl+h', 'the first one is held', lambda: mine() == {'1004': 'held', '1005': 'ringing'} and can('Resume')),
    ('F6', 'goes to what rings', lambda: at('Answer')),
    ('Return', 'answers it', lambda: mine() == {'1004': 'held', '1005': 'talking'} and can('Hold')),
    ('alt+Up', 'to the other one', lambda: mine() == {'1004': 'talking', '1005': 'held'} and can('Resume')),
    ('alt+Down', 'and back', lambda: mine() == {'1004': 'held', '1005': 'talking'} and can('Hold') and can('Resume')),
    ('F8', 'ends this one alone', lambda: mine() == {'1004': 'held'} and can('Resume')),
    ('ctrl+h', 'resumes', lambda: mine() == {'1004': 'talking'} and can('Hold') and can('Transfer')),
    ('F4', 'asks for whom', lambda: at('To whom')),
    ('Escape', 'asks no longer', lambda: app.raise_() and can('Transfer') and legs('1001') == ['talking']),
    ('F5', 'asks for whom', lambda: at('To whom')),
    ('“1006 Return', 'asks there', lambda: legs('1006') == ['ringing']),
)
act('answer', '1006')
app.raise_()
report.check('talking there first', lambda: can('Join All'))
table(
    ('F6', 'goes to the call', lambda: at('Complete Transfer')),
    ('Right', 'and on to the next button', lambda: at('Join All')),
    ('shift+F5', 'all talk together', lambda: app.says('Conference')),
)
act('hangup', '1006')

# Who waits
act('dial', '1009', number='1010')
act('answer', '1010')
act('park', '1010', number='701')
table(
    ('ctrl+3', 'who is parked is seen', lambda: find('Slot 701, Hiro Tanaka')),
    ('ctrl+1', 'from elsewhere', lambda: at('Eva Lind', 'list item')),
    ('F7', 'goes to who is parked', lambda: at('Slot 701, Hiro Tanaka')),
    ('Menu', 'the menu', lambda: app.focused()[0] == 'menu item'),
    ('Escape', 'and back', lambda: at('Slot 701, Hiro Tanaka')),
)
for member in ('1005', '1008', '1009'):
    act('wait', member)
sim.ask('call', do='outside', number='0355500199', how='wait')
sim.ask('call', do='call', **{'from': '0355500199', 'to': '600'})
report.check('one waits in the queue', lambda: find('0355500199, '))
table(
    ('F9', 'goes there', lambda: at('0355500199, ')),
    ('F6', 'goes to the call', lambda: at('Hold')),
    ('ctrl+j', 'goes to who waits worst', lambda: at('Slot 701, Hiro Tanaka')),
    ('ctrl+shift+p', 'fetches who is parked', lambda: sorted(legs('1001')) == ['ringing', 'talking'] and can('Answer')),
    ('F6 F8', 'declines', lambda: legs('1001') == ['talking']),
)

# Every page while there is a call: nothing without a name, nothing that Tab does not reach.
for number, page in enumerate(PAGES):
    app.keys(f'ctrl+{number + 1}')
    report.check(f'{page}: the keyboard is there', lambda: app.focused() is not None)
    seen = {role for role, name in acted_on(page)}
    report.check(f'{page}: there are buttons {sorted(seen)}', 'push button' in seen)
    bad = unnamed(page)
    report.check(f'{page}: everything has a name {bad}', not bad)
    left = unreached(page)
    report.check(f'{page}: Tab reaches everything {left}', not left)

table(
    ('ctrl+comma', 'the preferences', lambda: find_window('Preferences')),
    ('Escape', 'and away', lambda: not find_window('Preferences')),
)
app.raise_()
table(
    ('ctrl+question', 'the overview', lambda: find_window('Keyboard Shortcuts')),
    ('Escape', 'and away', lambda: not find_window('Keyboard Shortcuts')),
)
warnings = app.warnings()
report.check(f'no warning was written {warnings or ""}', not warnings)
app.stop()
sim.stop()
keyring.stop()
sys.exit(report.end())
