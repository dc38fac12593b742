#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-who-calls.py BUILD [PICTURES]: whose number it is, through the accessibility tree, in English and in Japanese.

Somebody calls whom two contacts have: the person says which one, and that is remembered for the next call, however
the number is written. Whom nobody has is written into a phonebook, which begins with the number.
"""
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'build-aux'))
import stage  # noqa: E402

stage.enter()
program = stage.programs(os.path.abspath(sys.argv[1]))
report = stage.Report()
check = report.check
keyring = stage.Keyring()

ME = '1002'
NUMBER, SAME, UNKNOWN = '0677778888', '+81677778888', '0399990000'
SEVERAL = {'en': ' or 1 other', 'ja': ' ほか 1 名'}


def add_contact(sim, name, field, number):
    """As somebody did before, in the phonebook of 1002."""
    secret = os.path.join(sim.folder, 'secret')
    with open(secret, 'w', encoding='utf-8') as file:
        file.write(ME)
    os.chmod(secret, 0o600)
    subprocess.run([program('palctl'), '--url', sim.url, '--user', ME, '--password-file', secret, 'call', 'setContact',
                    'phonebook=Clients', 'shared=false', f'info.$nickname={name}', f'info.{field}={number}'],
                   check=True, stdout=subprocess.DEVNULL)


def outside(sim, number):
    return sim.ask('call', do='call', **{'from': number, 'to': ME})['ok']


def hang_up(sim):
    sim.ask('phone', do='hangup', user=ME)
    stage.wait(lambda: not sim.ask('calls')['live'], what='the end of the call')


def picture(app, language, name):
    if len(sys.argv) > 2:
        app.picture(os.path.join(sys.argv[2], f'who-{name}-{language}.png'))


def choose(app, language, name):
    _ = stage.words(language)
    stage.wait(lambda: app.find(contains=_('Who Is It?')), what='the question')
    stage.wait(lambda: app.find('radio button', name), what=name)
    for key in ('Tab', 'Down', 'Tab', 'Down', 'Tab', 'Down', 'Tab', 'Down'):
        if (app.focused() or ('', ''))[1] == name:
            break
        app.keys(key)
    app.keys('space')
    stage.wait(lambda: app.find('radio button', name).has('checked'), what=f'the mark at {name}')
    picture(app, language, 'choose')
    app.click(_('_Remember'))
    stage.wait(lambda: not app.find(contains=_('Who Is It?')), what='the end of the question')


def has_number(app):
    return any(role == 'text' and node.text() == UNKNOWN for node, role, _name in app.nodes())


def from_log(app, language):
    """The same from the line of the log."""
    _ = stage.words(language)
    app.raise_()
    app.keys('ctrl+2')
    line = stage.wait(lambda: app.find('list item', contains=UNKNOWN), what='the line of the log')
    next(part for part in line.walk() if 'call.menu' in part.actions()).do('call.menu')
    picture(app, language, 'menu')
    stage.wait(lambda: app.find(('menu item', 'push button'), _('Add to Phonebook…')), what='the menu').do()
    check(f'{language}: from the log, too', lambda: has_number(app))


def run(language):
    _, several = stage.words(language), SEVERAL[language]
    sim = stage.Palsim(program('palsim'))
    add_contact(sim, 'Eva Kern', '$tel_work', '06-7777-8888')
    add_contact(sim, 'Finn Berg', '$tel_home', '(06) 7777 8888')
    app = stage.App([program('sidetone'), '--profile', 'who-' + language], language=language)
    app.first_window()
    stage.sign_in(app, sim.url, ME, ME)
    stage.wait(lambda: app.find('list item', start='Chie Mori'), 20, what='the colleagues')

    outside(sim, NUMBER)
    check(f'{language}: the call says that there are several', lambda: app.says(several), 20)
    app.click(_('Choose who it is'))
    choose(app, language, 'Finn Berg')
    check(f'{language}: it is Finn Berg', lambda: app.says('Finn Berg') and not app.says(several))
    hang_up(sim)

    outside(sim, SAME)
    check(f'{language}: written otherwise it is he, too', lambda: app.says('Finn Berg'))
    hang_up(sim)

    outside(sim, UNKNOWN)
    app.click(_('Add to the phonebook'))
    check(f'{language}: a new contact begins with the number', lambda: has_number(app))
    picture(app, language, 'add')
    hang_up(sim)
    app.raise_()
    app.keys('Escape')
    stage.wait(lambda: not has_number(app), what='the dialog gone')
    from_log(app, language)

    bad = app.warnings()
    check(f'{language}: no warning was written {bad or ""}', not bad)
    app.stop()
    sim.stop()


for one in SEVERAL:
    run(one)
keyring.stop()
sys.exit(report.end())
