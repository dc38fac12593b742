#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-background.py BUILD: running without a window, being started by the desktop, and what is wanted of it.

Also what others on the bus may send to the buttons' actions.
"""
import os
import subprocess
import sys
import time

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, '..', '..', 'build-aux'))
sys.path.insert(0, here)
import stage  # noqa: E402

stage.enter()
import receiver  # noqa: E402

ID = 'org.sidetone.Sidetone'
program = stage.programs(os.path.abspath(sys.argv[1]))
report = stage.Report()
check, wait = report.check, stage.wait
os.environ['G_DEBUG'] = 'fatal-warnings'
autostart = os.path.join(os.environ['HOME'], '.config', 'autostart', ID + '.desktop')


def truth(user):
    return next([leg['state'] for leg in entry['legs']] for entry in sim.ask('world')['users']
                if entry['user'] == user)


def action(name, parameter=None):
    return subprocess.run(['gapplication', 'action', ID, name, *([parameter] if parameter else [])],
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode


def start(*arguments):
    return stage.App([program('sidetone'), *arguments])


def set_key(key, value):
    subprocess.run(['gsettings', 'set', ID + ':/org/sidetone/Sidetone/', key, value], check=True)


def switches(process):
    """How often its threads went to sleep of their own will: each is one wakeup."""
    total = 0
    for task in os.listdir(f'/proc/{process.pid}/task'):
        with open(f'/proc/{process.pid}/task/{task}/status') as file:
            total += sum(int(line.split()[1]) for line in file if line.startswith('voluntary_ctxt'))
    return total


def ring():
    sim.ask('phone', do='dial', user='1005', number='1002')


def hang_up():
    sim.ask('phone', do='hangup', user='1005')
    wait(lambda: truth('1002') == truth('1005') == [], what='everybody to have hung up')


keyring = stage.Keyring()
sim = stage.Palsim(program('palsim'))
desk = receiver.Freedesktop()

app = start()
app.first_window()
wait(lambda: app.find('heading', 'Sign In'), what='the sign-in page')
app.keys('ctrl+w')
check('an attempt to sign in ends with its window', lambda: app.process.poll() == 0)

app = start()
app.first_window()
wait(lambda: app.find('heading', 'Sign In'), what='the sign-in page')
stage.sign_in(app, sim.url, '1002', '1002')
check('signed in', lambda: stage.presence(app, 'Chie Mori') == 'Free', 20)
check('who sits at the window is not told of old messages', not desk.find('voicemail'))

# What is wanted.
set_key('click-to-call-only', 'true')
ring()
wait(lambda: truth('1002') == ['ringing'], what='the phone to ring')
check('click-to-call only: the window shows the call', lambda: app.find('push button', 'Answer', sensitive=True))
hang_up()
app.raise_()
app.keys('ctrl+w')
check('the window is closed', lambda: not app.window())
wait(lambda: desk.find('keeps running'), what='what is said of it')
desk.notes.clear()
count = len(desk.history)
palctl = subprocess.run([program('palctl'), 'dial', '1004', '--yes'], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
check('click-to-call only: that my phone rings for my own call is told', lambda: desk.find('Chie Mori'))
note = desk.find('Chie Mori')
check('and how to answer it', note and note['body'].startswith('Your phone rings') and 'Answer' in note['buttons'])
check('but nothing that came in before', len(desk.history) == count + 1)
desk.press(note, 'Answer')
check('Answer picks it up', lambda: truth('1004') == ['ringing'])
check('and it is withdrawn', lambda: not desk.notes)
sim.ask('phone', do='hangup', user='1002')
wait(lambda: truth('1002') == truth('1004') == [], what='everybody to have hung up')
set_key('click-to-call-only', 'false')

# What others may send to the actions.
hostile = ["('', '')", "('no such account', '1')", "('\\u202e', '" + 'x' * 10000 + "')"]
for name in ('answer', 'decline', 'retrieve', 'call-free', 'call-back', 'call-box', 'open-page'):
    for parameter in hostile:
        action(name, parameter)
check('hostile parameters: the program goes on', lambda: app.process.poll() is None and action('no-such-action') is not None)
check('hostile parameters: nothing was called', truth('1002') == [])
check('hostile parameters: it says what is wrong', lambda: desk.find('That was for another account'))

# Asleep: nothing happens without a reason. Reading the processes takes no time of the program's.
desk.notes.clear()
quiet = 10000
for _ in range(5):
    before, at = switches(app.process), time.monotonic()
    wait(lambda: time.monotonic() > at + 1, what='a second')
    quiet = min(quiet, switches(app.process) - before)
check(f'without a window it sleeps: {quiet} wakeups in a second', quiet <= 4)
check('no warning was written', not app.warnings())

# Started by the desktop.
set_key('autostart', 'true')
check('the desktop is told to start it', lambda: os.path.exists(autostart))
subprocess.run(['desktop-file-validate', autostart], check=True)
with open(autostart) as file:
    command = next(line for line in file.read().splitlines() if line.startswith('Exec='))[5:]
set_key('autostart', 'false')
check('and not any more', lambda: not os.path.exists(autostart))
set_key('autostart', 'true')
check('and again', lambda: os.path.exists(autostart))
subprocess.run([program('sidetone'), '--background'], timeout=60)
check('started again for the background it shows no window', not app.window())
set_key('run-in-background', 'false')
check('not wanted any more it ends', lambda: app.process.poll() == 0)
os.remove(autostart)

app = stage.App(['sh', '-c', 'exec ' + command])
check('started by the desktop, but not wanted in the background, it shows its window', app.window)
check('the file is the truth of what the preferences show',
      lambda: b'false' in subprocess.run(['gsettings', 'get', ID + ':/org/sidetone/Sidetone/', 'autostart'], stdout=subprocess.PIPE).stdout)
app.stop()
set_key('run-in-background', 'true')
app = stage.App(['sh', '-c', 'exec ' + command])
ring()
check('as the desktop starts it, it tells of calls', lambda: desk.find('Dan Weiss', 'Incoming call'))
check('and of messages nobody saw', lambda: desk.find('new message'))
check('without a window', not app.window())
hang_up()
action('quit')
check('Quit ends it', lambda: app.process.poll() == 0)

desk.stop()
sim.stop()
keyring.stop()
sys.exit(report.end())
