#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-rules.py BUILD: rules made in the preferences, tried out, and done when calls ring.

A program of the test's own writes down its arguments; the desktop's handler of web pages is one, too.
"""
import os
import stat
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, '..', '..', 'build-aux'))
import stage  # noqa: E402

stage.enter()

HOME = os.environ['HOME']
NUMBER = '10$(touch evil) `id` "x" %number%'
FIND = 'https://crm.example/find?who='
program = stage.programs(os.path.abspath(sys.argv[1]))
report = stage.Report()
check, wait = report.check, stage.wait
os.environ['G_DEBUG'] = 'fatal-warnings'


def install(name, code):
    """A program that writes down what it is called with, one line a time."""
    path = os.path.join(HOME, name)
    with open(path, 'w') as file:
        file.write(f'#!/usr/bin/python3\nimport os, sys\n{code}\n'
                   f'open({path + ".log"!r}, "a").write(repr(sys.argv[1:]) + "\\n")\n')
    os.chmod(path, os.stat(path).st_mode | stat.S_IXUSR)
    return path


def done(path):
    try:
        with open(path + '.log') as file:
            return [eval(line) for line in file]
    except FileNotFoundError:
        return []


def handle_pages(path):
    folder = os.path.join(HOME, '.local', 'share', 'applications')
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, 'pages.desktop'), 'w') as file:
        file.write(f'[Desktop Entry]\nType=Application\nName=Pages\nExec={path} %u\n'
                   'MimeType=x-scheme-handler/http;x-scheme-handler/https;\n')
    with open(os.path.join(folder, 'mimeapps.list'), 'w') as file:
        file.write('[Default Applications]\nx-scheme-handler/https=pages.desktop\n')


tool = install('my tool', 'assert os.getcwd() == os.environ["HOME"] and sys.stdin.read() == ""; print("noise")')
browser = install('browser', '')
handle_pages(browser)
keyring = stage.Keyring()
sim = stage.Palsim(program('palsim'))
app = stage.App([program('sidetone')])
app.first_window()
check('the sign-in page opens', lambda: app.find('heading', 'Sign In') is not None)
stage.sign_in(app, sim.url, '1002', '1002')
check('signed in', lambda: stage.presence(app, 'Chie Mori'))
app.raise_()
app.keys('ctrl+comma')
wait(lambda: any(name == 'Preferences' for _, _, name in app.nodes()))
app.raise_()


def use(name, role='push button'):
    """Once it has its place: before that it does nothing."""
    wait(lambda: (node := app.find(role, name, sensitive=True)) is not None and node.has_room() and node).do()


def add(command, target, number=''):
    """A new rule, by the keyboard alone."""
    use('Add a Rule')
    wait(lambda: app.find('text', 'The number is'))
    app.raise_()
    wait(lambda: app.focused() == ('combo box', 'When'))
    app.keys('Tab')
    app.type(number)
    app.keys(*['Tab'] * 4)
    wait(lambda: app.focused() == ('combo box', 'Do'))
    if command:
        app.keys('space', 'Down', 'Return')
        wait(lambda: app.find('text', 'Program and arguments'))
    wait(lambda: app.find('text', 'Program and arguments' if command else 'Address of the page')).write(target)


def press(name, *results):
    use(name)
    return wait(lambda: app.says(*results))


def is_open():
    return app.find('text', 'The number is') is not None


use('Rules', 'page tab')

# What cannot be done is said at once, and neither kept nor tried.
add(False, 'file:///etc/passwd')
check('only pages are opened', lambda: app.says('The address must begin with https:// or http://.')
      and not app.find('push button', 'Test', sensitive=True) and not app.find('push button', 'Save', sensitive=True))
app.keys('Escape')
check('Escape closes the form', lambda: not is_open())

# Tried out with a call made up for it, before anything is kept.
add(False, 'https://crm.example/find?who=%name%&n=%number%')
check('the test says what was opened',
      press('Test', 'Opened https://crm.example/find?who=Jane%20Example&n=0312345678'))
check('and it was', lambda: done(browser) == [['https://crm.example/find?who=Jane%20Example&n=0312345678']])
use('Save')
check('kept', lambda: not is_open() and app.find('check box', 'A call rings').has('checked'))

add(True, "'/nowhere/at all' %name%")
check('a program that is not there is said', press('Test', 'did not work: '))
app.keys('Escape')
wait(lambda: not is_open())

add(True, f"'{tool}' %event% -- %name% 'n=%number%'", '10*')
check('the test says what was run', press('Test', 'Ran ', "'Jane Example' n=0312345678"))
check('with its arguments', lambda: done(tool) == [['rings', '--', 'Jane Example', 'n=0312345678']])
use('Save')
check('both are listed', lambda: not is_open() and app.says('Number 10*', 'https://crm.example/find?who=%name%'))
app.keys('Escape')
wait(lambda: not any(name == 'Preferences' for _, _, name in app.nodes()))

# Calls ring, whose callers would like to be more than a number.
sim.ask('phone', do='dial', user='1004', number='1002')
check('not for a colleague of another number', lambda: done(browser)[1:] == [[FIND + 'Chie%20Mori&n=1004']]
      and done(tool)[1:] == [['rings', '--', 'Chie Mori', 'n=1004']])
sim.ask('phone', do='hangup', user='1004')
check('the call is over', lambda: not app.says('Incoming'))
sim.ask('phone', do='call', **{'from': NUMBER, 'to': '1002'})
check('the page of a hostile caller', lambda: len(done(browser)) == 3 and done(browser)[2][0].startswith(FIND)
      and done(browser)[2][0].endswith('n=10%24%28touch%20evil%29%20%60id%60%20%22x%22%20%25number%25'))
check('the arguments are as many as ever', lambda: done(tool)[2:] == [['rings', '--', '', 'n=' + NUMBER]])
check('nothing else was run', not os.path.exists(os.path.join(HOME, 'evil')))
report.end()
