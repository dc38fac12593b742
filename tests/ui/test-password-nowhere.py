#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-password-nowhere.py BUILD: the password of a challenge account is in the keyring and in no other place.

Signs in with a password that occurs nowhere else, wrong once and right once, remembers it, opens every window, calls,
comes back; then searches arguments, environments, logs at full debug, what the server was sent, files and what a
screen reader is told.
"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'build-aux'))
import stage  # noqa: E402

CANARY = 'cAnArY-5d1f'

stage.enter()
program = stage.programs(os.path.abspath(sys.argv[1]))
report = stage.Report()
check = report.check
keyring = stage.Keyring()
sim = stage.Palsim(program('palsim'), '--verbose')
told = []    # every dump of the accessibility tree
heard = []   # every URL and session the server knows of


def look(app):
    told.append(app.dump())
    heard.append(str(sim.ask('peers')))


def start():
    app = stage.App([program('sidetone'), '--debug'], env={'G_MESSAGES_DEBUG': 'all'})
    app.first_window()
    return app


def processes():
    """Arguments and environment of everything that runs."""
    text = []
    for pid in filter(str.isdigit, os.listdir('/proc')):
        for part in ('cmdline', 'environ'):
            try:
                with open(f'/proc/{pid}/{part}', 'rb') as file:
                    text.append(file.read().decode(errors='replace'))
            except OSError:
                pass
    return '\n'.join(text)


def files(folder):
    for where, _, names in os.walk(folder):
        if os.path.basename(where) == 'keyrings':
            continue
        for name in names:
            path = os.path.join(where, name)
            if os.path.isfile(path):
                with open(path, 'rb') as file:
                    yield path, file.read()


check('the server knows the password', sim.ask('property', user='1002', name='login.password', value=CANARY)['ok'])
app = start()
stage.wait(lambda: app.find('heading', 'Sign In'), what='the sign-in page')
stage.sign_in(app, sim.url, '1002', CANARY + 'x')
check('refused once', lambda: app.says('The user name or the password is wrong.'), 15)
look(app)
app.type(CANARY)
look(app)
running = processes()
app.keys('Return')
check('signed in', lambda: stage.presence(app, 'Chie Mori') is not None)
look(app)
app.keys('ctrl+comma')
check('preferences', lambda: any(name == 'Preferences' for _, _, name in app.nodes()))
look(app)
app.raise_()
app.keys('Escape')
sim.ask('restart', ms=100)
check('the line comes back with the password in memory', lambda: len(sim.ask('peers')['peers']) == 1
      and sim.ask('peers')['peers'][0]['logged_in'], 40)
look(app)
running += processes()
app.stop()
logs = app.read_log()

app = start()
if keyring.process is not None:
    check('remembered: the next start signs in by itself', lambda: stage.presence(app, 'Chie Mori') is not None)
look(app)
running += processes()
app.stop()
logs += app.read_log()
sim.log.seek(0)
logs += sim.log.read().decode(errors='replace')

check('the logs say something', len(logs) > 1000)
check('the trees say something', sum(map(len, told)) > 1000)
for what, text in (('arguments and environments', running), ('logs at full debug', logs),
                   ('addresses the server saw', '\n'.join(heard)), ('accessibility trees', '\n'.join(told))):
    check(f'{what}: {text.count(CANARY)} hits', CANARY not in text)
    for line in [line for line in text.splitlines() if CANARY in line][:5]:
        print('   ', line[:300])
found = [path for path, content in files(os.environ['HOME']) if CANARY.encode() in content]
count = sum(1 for _ in files(os.environ['HOME']))
check(f'{count} files, settings and databases among them: {len(found)} hits {found or ""}', count > 2 and not found)
sim.stop()
keyring.stop()
sys.exit(report.end())
