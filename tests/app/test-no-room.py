#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-no-room.py BUILD: the disk is full, or may not be written to.

The folder of the data is a small disk of its own, of this test's mount namespace (as an ordinary user: within a user
namespace). Where that is not allowed the test is skipped.
"""
import contextlib
import os
import pathlib
import sqlite3
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'build-aux'))
import stage  # noqa: E402

INSIDE = 'SIDETONE_OWN_MOUNTS'
UNSHARE = ['unshare', '--mount'] if os.getuid() == 0 else ['unshare', '--mount', '--map-root-user']
if not os.environ.get(INSIDE):
    if subprocess.run([*UNSHARE, 'mount', '-t', 'tmpfs', 'none', '/tmp']).returncode != 0:
        print('skipped: no disk of its own can be mounted here')
        sys.exit(77)
    os.environ[INSIDE] = '1'
    os.execvp('unshare', [*UNSHARE, '/usr/bin/python3', *sys.argv])
stage.enter()

ME = '1002'
data = pathlib.Path(os.environ['HOME'], '.local', 'share', 'sidetone')
program = stage.programs(os.path.abspath(sys.argv[1]))
report = stage.Report()
check, wait = report.check, stage.wait


def mount(*options):
    subprocess.run(['mount', *options, str(data)], check=True)


def fill():
    """To the last byte."""
    with open(data / 'filler', 'ab', buffering=0) as file, contextlib.suppress(OSError):
        while file.write(bytes(4096)):
            pass


def make_room():
    os.unlink(data / 'filler')


def legs():
    return [leg['state'] for leg in sim.ask('legs', user=ME)['live']]


def is_listed(number):
    return any(role == 'list item' and name.startswith(number + ', ') for _, role, name in app.nodes())


def says_error():
    return app.says('Calls are not being logged: ')


def start():
    global app
    app = stage.App([program('sidetone')])
    app.first_window()
    check('it signs in', lambda: stage.presence(app, 'Chie Mori'))
    app.raise_()
    app.keys('ctrl+2')


def stop():
    subprocess.run(['gapplication', 'action', 'org.sidetone.Sidetone', 'quit'], check=True)
    check('it ends well', app.process.wait(stage.PATIENCE) == 0)


def call(number):
    """Answered, held, resumed and ended in the window."""
    sim.ask('phone', do='call', **{'from': number, 'to': ME})
    for verb, states in (('Answer', ['talking']), ('Hold', ['held']), ('Resume', ['talking']), ('Hang Up', [])):
        app.click(verb)
        check(f'{number}: {verb} works', lambda: legs() == states)


def kept():
    with contextlib.closing(sqlite3.connect(data / 'sidetone.db')) as database:
        check('the database is intact', database.execute('PRAGMA integrity_check').fetchall() == [('ok',)]
              and not list(data.glob('*.damaged*')))
        return [row[0] for row in database.execute('SELECT number FROM log WHERE kind = 0 AND outcome = 1 ORDER BY id')]


data.mkdir(parents=True, mode=0o700)
mount('-t', 'tmpfs', '-o', 'size=1m,mode=0700', 'sidetone')
keyring = stage.Keyring()
sim = stage.Palsim(program('palsim'))
app = stage.App([program('sidetone')])
app.first_window()
wait(lambda: app.find('heading', 'Sign In'), what='the sign-in page')
stage.sign_in(app, sim.url, ME, ME)
wait(lambda: stage.presence(app, 'Chie Mori'), what='the colleagues')
app.raise_()
app.keys('ctrl+2')
call('0300000001')
check('with room it is listed', lambda: is_listed('0300000001') and not says_error())

report.say('the disk runs full')
fill()
call('0300000002')
check('it is said', says_error)
check('what is not written down is not listed', not is_listed('0300000002') and is_listed('0300000001'))
make_room()
check('with room again it is listed after all', lambda: is_listed('0300000002') and not says_error())
stop()

report.say('it starts on a full disk')
fill()
start()
check('what is there is listed', lambda: is_listed('0300000001') and is_listed('0300000002'))
call('0300000003')
check('it is said', says_error)
make_room()
check('with room again it is listed', lambda: is_listed('0300000003') and not says_error())
stop()
check('nothing is lost', kept() == ['0300000001', '0300000002', '0300000003'])

report.say('the disk may only be read')
mount('-o', 'remount,ro')
start()
check('it is said', lambda: app.says('The Call Log Cannot Be Kept', 'Calls are not being logged: '))
call('0300000004')
check('it is still said', says_error)
stop()
mount('-o', 'remount,rw')
start()
check('nothing is lost', lambda: all(is_listed(f'030000000{n}') for n in (1, 2, 3)) and not says_error())
stop()
check('and nothing was made up', kept() == ['0300000001', '0300000002', '0300000003'])
sim.stop()
keyring.stop()
sys.exit(report.end())
