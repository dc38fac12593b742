#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-who-calls.py BUILD: whose number it is, through the accessibility tree, in English and in Japanese.

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
WORDS = {
    'en': {'several': ' or 1 other', 'choose': 'Choose who it is', 'who': 'Who Is It?', 'remember': 'Remember',
           'menu': 'Choose Who It Is…', 'add': 'Add to the phonebook'},
    'ja': {'several': ' ほか 1 名', 'choose': '相手を選ぶ', 'who': 'どなたですか？', 'remember': '記憶する(R)',
           'menu': '相手を選ぶ…', 'add': '電話帳に追加'},
}


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


def choose(app, words, name):
    stage.wait(lambda: app.find(contains=words['who']), what='the question')
    stage.wait(lambda: app.find('radio button', name), what=name)
    for key in ('Tab', 'Down', 'Tab', 'Down', 'Tab', 'Down', 'Tab', 'Down'):
        if (app.focused() or ('', ''))[1] == name:
            break
        app.keys(key)
    app.keys('space')
    stage.wait(lambda: app.find('radio button', name).has('checked'), what=f'the mark at {name}')
    app.click(words['remember'])
    stage.wait(lambda: not app.find(contains=words['who']), what='the end of the question')


def run(language):
    words = WORDS[language]
    sim = stage.Palsim(program('palsim'))
    add_contact(sim, 'Eva Kern', '$tel_work', '06-7777-8888')
    add_contact(sim, 'Finn Berg', '$tel_home', '(06) 7777 8888')
    app = stage.App([program('sidetone'), '--profile', 'who-' + language], language=language)
    app.first_window()
    stage.sign_in(app, sim.url, ME, ME)
    stage.wait(lambda: app.find('list item', start='Chie Mori'), 20, what='the colleagues')

    outside(sim, NUMBER)
    check(f'{language}: the call says that there are several', lambda: app.says(words['several']), 20)
    app.click(words['choose'])
    choose(app, words, 'Finn Berg')
    check(f'{language}: it is Finn Berg', lambda: app.says('Finn Berg') and not app.says(words['several']))
    hang_up(sim)

    outside(sim, SAME)
    check(f'{language}: written otherwise it is he, too', lambda: app.says('Finn Berg'))
    hang_up(sim)

    outside(sim, UNKNOWN)
    app.click(words['add'])
    check(f'{language}: a new contact begins with the number', lambda: any(
        role == 'text' and node.text() == UNKNOWN for node, role, _ in app.nodes()))
    hang_up(sim)

    check(f'{language}: no warning was written', not [line for line in app.read_log().splitlines()
                                                    if 'WARNING' in line or 'CRITICAL' in line])
    app.stop()
    sim.stop()


# Japanese is read from where the program is installed.
INSTALLED = os.path.join(os.path.abspath(sys.argv[1]), 'installed', 'share', 'locale', 'ja')
for one in ('en', 'ja') if os.path.exists(INSTALLED) else ('en',):
    run(one)
keyring.stop()
sys.exit(report.end())
