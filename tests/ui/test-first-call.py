#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-first-call.py BUILD: the first call through the accessibility tree, seen by a colleague in a second program.

Signs in by both handshakes with the keyboard alone, filters, dials by name; the other phone is picked up in the
simulator; holds, resumes, hangs up. Every button of every window has a name of its own.
"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'build-aux'))
import stage  # noqa: E402

stage.enter()
program = stage.programs(os.path.abspath(sys.argv[1]))
report = stage.Report()
check = report.check
keyring = stage.Keyring()
sim = stage.Palsim(program('palsim'))


def start(*args):
    app = stage.App([program('sidetone'), *args])
    app.first_window()
    check('the sign-in page opens ' + ' '.join(args), lambda: app.find('heading', 'Sign In') is not None)
    return app


def check_names(app, where):
    bad = [f'{role} “{name}”' for node, role, name in app.nodes()
           if role in ('push button', 'toggle button', 'check box', 'radio button', 'combo box')
           and (not name.strip() or name.startswith(('Gtk', 'Adw', 'Ui', '_'))) and node.has_room()]
    check(f'{where}: everything to press has a name {bad or ""}', not bad)


def truth(user):
    return next([leg['state'] for leg in entry['legs']] for entry in sim.ask('world')['users']
                if entry['user'] == user)


def act(what, user):
    return sim.ask('phone', do=what, user=user)['ok']


def use_url_login(app):
    """Opens “More options” and turns the switch by the keyboard, then goes on to the button."""
    def focus(role, name, key):
        for _ in range(30):
            if app.focused() == (role, name):
                return
            app.keys(key)
        raise stage.Timeout(f'the keyboard never came to “{name}”, only to {app.focused()}')
    focus('list item', 'More options', 'Tab')
    app.keys('space')
    focus('list item', 'Password in the address', 'Tab')
    app.keys('space')
    focus('push button', 'Sign In', 'Tab')
    app.keys('Return')


aiko = start()
check_names(aiko, 'sign-in page')
stage.sign_in(aiko, sim.url, '1002', '1002')
check('Aiko is signed in by challenge', lambda: stage.presence(aiko, 'Chie Mori') == 'Free', 20)
check('no password stands in her address', 'password' not in ' '.join(sim.ask('peers')['urls']))

# A colleague without any right of administration, in a second program; his account logs in by the address.
dan = start('--profile', 'second')
dan.type(sim.url)
dan.keys('Return')
dan.type('1005')
dan.keys('Tab')
dan.type('1005')
use_url_login(dan)
check('Dan is signed in, an ordinary user', lambda: stage.presence(dan, 'Chie Mori') == 'Free', 20)
check('Dan’s login stands in his address, as he chose', any('password' in url for url in sim.ask('peers')['urls']))
check('Dan sees Aiko free', lambda: stage.presence(dan, 'Aiko Sato') == 'Free')
check_names(dan, 'main window')

aiko.raise_()
aiko.keys('ctrl+f')
aiko.type('chie')
check('the filter leaves Chie', lambda: stage.presence(aiko, 'Ben Okafor') is None
      and stage.presence(aiko, 'Chie Mori') == 'Free')
aiko.keys('Escape')
aiko.keys('ctrl+k')
aiko.type('chie')
check('the dial field finds her', lambda: aiko.find('list item', contains='Chie Mori') is not None)
aiko.keys('Return')
check('Aiko’s phone rings', lambda: truth('1002') == ['ringing'])
check('Dan sees her dial', lambda: (stage.presence(dan, 'Aiko Sato') or '').startswith('Dialling'))
act('answer', '1002')
check('Chie’s phone rings', lambda: truth('1004') == ['ringing'])
check('Dan sees it ring', lambda: (stage.presence(dan, 'Chie Mori') or '').startswith('Ringing'))
act('answer', '1004')
check('they talk', lambda: truth('1002') == truth('1004') == ['talking'])
check('Dan sees both talk', lambda: stage.presence(dan, 'Aiko Sato') == 'Talking with Chie Mori'
      and stage.presence(dan, 'Chie Mori') == 'Talking with Aiko Sato')
check_names(aiko, 'main window with a call')
stage.wait(lambda: aiko.find('push button', 'Hold', sensitive=True), what='Hold')
aiko.keys('ctrl+h')
check('held', lambda: truth('1002') == ['held'])
check('Dan sees the hold', lambda: (stage.presence(dan, 'Aiko Sato') or '').startswith('On hold'))
stage.wait(lambda: aiko.find('push button', 'Resume', sensitive=True), what='Resume')
aiko.keys('ctrl+h')
check('resumed', lambda: truth('1002') == ['talking'])
stage.wait(lambda: aiko.find('push button', 'Hold', sensitive=True), what='Hold')
aiko.keys('F8')
check('hung up', lambda: truth('1002') == truth('1004') == [])
check('Dan sees both free', lambda: stage.presence(dan, 'Aiko Sato') == stage.presence(dan, 'Chie Mori') == 'Free')

# The other way round: somebody calls Aiko, and the computer's Enter answers her phone.
sim.ask('phone', do='dial', user='1005', number='1002')
check('Aiko sees Dan call', lambda: aiko.find('push button', 'Answer', sensitive=True) is not None)
aiko.click('Answer')
check('answered', lambda: truth('1002') == truth('1005') == ['talking'])
stage.wait(lambda: aiko.find('push button', 'Hang Up', sensitive=True), what='Hang Up')
aiko.click('Hang Up')
check('over', lambda: truth('1002') == truth('1005') == [])

for keys, title in (('ctrl+comma', 'Preferences'), ('ctrl+question', 'Keyboard Shortcuts')):
    aiko.raise_()
    aiko.keys(keys)
    check(f'{title} opens by its keys', lambda: any(role in ('frame', 'dialog', 'window') and name == title
                                                    for _, role, name in aiko.nodes()))
    if title == 'Preferences':  # the other one is GTK's own window
        check_names(aiko, title)
    aiko.raise_()
    aiko.keys('Escape')

for app in (aiko, dan):
    check('no warning was written', not app.warnings())
    app.stop()
sim.stop()
keyring.stop()
sys.exit(report.end())
