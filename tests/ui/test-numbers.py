#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-numbers.py BUILD [PICTURES]: the dial rules and the place to try numbers, through the accessibility tree,
in English, then in Japanese.

Rules are made by the keyboard, tried, put in order, switched and taken away; the question before a call names the number
that will be sent; the simulator tells what it was sent; the command line does the same, and the file keeps it all.
"""
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'build-aux'))
import stage  # noqa: E402

stage.enter()
program = stage.programs(os.path.abspath(sys.argv[1]))
pictures = sys.argv[2] if len(sys.argv) > 2 else None
report = stage.Report()
check, wait = report.check, stage.wait
os.environ['G_DEBUG'] = 'fatal-warnings'
keyring = stage.Keyring()
sim = stage.Palsim(program('palsim'))
app = stage.App([program('sidetone')])
app.first_window()
check('the sign-in page opens', lambda: app.find('heading', 'Sign In') is not None)
stage.sign_in(app, sim.url, '1002', '1002')
check('signed in', lambda: stage.presence(app, 'Chie Mori'))


def use(name, role='push button'):
    """Once it has its place: before that it does nothing."""
    wait(lambda: (node := app.find(role, name, sensitive=True)) is not None and node.has_room() and node, what=name).do()


def picture(name):
    if pictures:
        os.makedirs(pictures, exist_ok=True)
        app.picture(os.path.join(pictures, name + '.png'))


def open_page():
    app.raise_()
    app.keys('ctrl+comma')
    wait(lambda: any(name == 'Preferences' for _, _, name in app.nodes()))
    app.raise_()
    use('Numbers', 'page tab')
    wait(lambda: app.find('text', 'A number as you would type it'))


def try_number(typed, *words):
    app.find('text', 'A number as you would type it').write(typed)
    check(f'“{typed}”: {words}', lambda: app.says(*words))


def add(pattern, replacement):
    use('Add a Dial Rule')
    wait(lambda: app.find('text', 'Numbers like'))
    app.raise_()
    wait(lambda: (node := app.find('text', 'Numbers like')) is not None and node.has_room())
    app.type(pattern)
    check(f'“{pattern}” is typed', lambda: app.find('text', 'Numbers like').text() == pattern)
    app.keys('Tab')
    app.type(replacement)


def is_open():
    return app.find('text', 'Numbers like') is not None


def kept():
    with open(os.path.join(os.environ['HOME'], '.local', 'share', 'sidetone', 'accounts.ini')) as file:
        return file.read()


open_page()

# Nothing is changed before anybody says so.
try_number('03-1234-5678', '0312345678 — An outside number: sent as it is')
try_number('１１９', '119 — An emergency number: always sent as it is', 'Only exactly 119 is the same')
try_number('1004', '1004 — A colleague’s extension: always sent as it is', 'Chie Mori')
try_number('*21', '*21 — A code with * or #: always sent as it is')
try_number('Mori', 'There is no number in it')

# A code is none for the outside line; what is wrong is not taken.
app.find('text', 'Digits for the outside line').write('0')
check('the outside line is kept', lambda: 'outside=0' in kept())

# Own rules, by the keyboard.
add('*21.', '1')
check('no rule is for codes', lambda: app.says('Codes with * or # are always sent as they are')
      and not app.find('push button', 'Save', sensitive=True))
app.keys('Escape')
wait(lambda: not is_open())
add('0120.', '990120.')
picture('rule')
app.keys('Return')
check('the rule is there', lambda: not is_open() and app.says('0120. is sent as 990120.'))
add('012x.', '88.')
app.keys('Return')
check('both are', lambda: not is_open() and app.says('012x. is sent as 88.'))
try_number('0120-444-444', '990120444444 — Own rule 1: “0120.” is sent as “990120.”')
picture('tester')


def movers(name):
    return [node for node, role, title in app.nodes() if title == name]


wait(lambda: len(movers('Try This Rule Earlier')) == 2)
movers('Try This Rule Earlier')[1].do()
check('the second is first now', lambda: app.says('880444444 — Own rule 1: “012x.” is sent as “88.”'))
movers('Try This Rule Later')[0].do()
check('and last again', lambda: app.says('990120444444 — Own rule 1: “0120.” is sent as “990120.”'))
movers('Try This Rule Later')[1].do()
check('the last stays the last', lambda: app.says('990120444444 — Own rule 1: “0120.” is sent as “990120.”'))
movers('Try This Rule Later')[0].do()
check('the other way round', lambda: app.says('880444444 — Own rule 1: “012x.” is sent as “88.”'))
app.find('check box', '012x. is sent as 88.').do()
check('switched off, the other says it', lambda: app.says('990120444444 — Own rule 2'))
check('the file keeps it', lambda: 'off=012x. > 88.; rule=0120. > 990120.' in kept())
edit = [node for node, role, name in app.nodes() if name == 'Edit This Rule']
edit[0].do()
wait(is_open)
use('Remove the Rule')
check('taken away', lambda: not is_open() and not app.says('012x. is sent'))
app.keys('Escape')
wait(lambda: not any(name == 'Preferences' for _, _, name in app.nodes()))

# From outside: the question names what will be sent, and that is sent.
subprocess.run([program('sidetone'), 'tel:0120-444-444'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
check('the question names the number sent', lambda: app.says('Call 990120444444?', 'Asked for: 0120444444.'))
app.raise_()
picture('question')
app.keys('Escape')

# The command line goes by the same rules.
answer = subprocess.run([program('palctl'), 'dial', '--yes', '0120-444-444'],
                        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True).stdout
check(f'so does the command line: {answer}', '990120444444' in answer)

app.stop()

# What was kept is there again in Japanese, where it is said in Japanese words.
_ = stage.words('ja')
app = stage.App([program('sidetone')], language='ja')
app.first_window()
check('signed in again, in Japanese', lambda: app.says('Chie Mori', _('Colleagues')))
app.raise_()
app.keys('ctrl+comma')
wait(lambda: app.find('page tab', _('Numbers')) is not None)
app.raise_()
use(_('Numbers'), 'page tab')
field = _('A number as you would type it')
wait(lambda: app.find('text', field)).write('０１２０－４４４－４４４')
check('by which rule', lambda: app.says('990120444444 — 自分のルール 1:「0120.」は「990120.」として送られます'))
picture('ja-tester')
app.find('text', field).write('119')
check('emergency numbers', lambda: app.says('119 — 緊急通報番号: 常にそのまま送られます', '119 と完全に同じ番号だけが一致します'))
app.find('text', field).write('03-1234-5678')
check('outside numbers', lambda: app.says('0312345678 — 外線番号: 外線発信番号の 0 はすでに付いています'))
use(_('Add a Dial Rule'))
wait(lambda: app.find('text', _('Numbers like')), what='the dialog of a rule')
app.raise_()
wait(lambda: (node := app.find('text', _('Numbers like'))) is not None and node.has_room())
app.type('*21.')
wait(lambda: app.find('text', _('Numbers like')).text() == '*21.', what='the pattern')
app.keys('Tab')
app.type('1')
check('no rule is for codes', lambda: app.says(_('Codes with * or # are always sent as they are'))
      and not app.find('push button', _('_Save'), sensitive=True))
picture('ja-rule')
app.stop()
sim.stop()
keyring.stop()
sys.exit(report.end())
