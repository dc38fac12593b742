#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-notifications.py BUILD: notifications and their buttons, as a desktop receives them.

Each with the window open, with the window closed, and with the program not running: then the bus starts it for the
button, from its service file, and it signs in by itself.
"""
import os
import signal
import subprocess
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, '..', '..', 'build-aux'))
sys.path.insert(0, here)
import stage  # noqa: E402

stage.enter()
import gi  # noqa: E402
gi.require_version('Gio', '2.0')
import receiver  # noqa: E402

ID = 'org.sidetone.Sidetone'
build = os.path.abspath(sys.argv[1])
program = stage.programs(build)
report = stage.Report()
check, wait = report.check, stage.wait
os.environ['G_DEBUG'] = 'fatal-warnings'


def install_service():
    """The service file that is installed, with the program of this build."""
    folder = os.path.join(os.environ['XDG_RUNTIME_DIR'], 'dbus-1', 'services')
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(build, 'data', ID + '.service')) as file:
        lines = file.read().splitlines()
    command = next(line for line in lines if line.startswith('Exec=')).split('/')[-1].split(' ', 1)
    with open(os.path.join(folder, ID + '.service'), 'w') as file:
        file.write('\n'.join(f'Exec={program(command[0])} {command[1]}' if line.startswith('Exec=') else line
                             for line in lines) + '\n')
    ask_bus('ReloadConfig')
    subprocess.run(['dbus-update-activation-environment', '--all'], check=True)


def ask_bus(method, *arguments):
    return subprocess.run(['gdbus', 'call', '--session', '-d', 'org.freedesktop.DBus', '-o', '/org/freedesktop/DBus',
                           '-m', 'org.freedesktop.DBus.' + method, *arguments], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL).stdout.decode()


def running():
    """The process that has the program's name on the bus, or None."""
    answer = ask_bus('GetConnectionUnixProcessID', ID)
    return int(answer.split()[1].rstrip(',)')) if answer else None


def windows():
    pid = running()
    return stage.xdotool('search', '--onlyvisible', '--pid', str(pid)) if pid else []


def truth(user):
    return next([leg['state'] for leg in entry['legs']] for entry in sim.ask('world')['users']
                if entry['user'] == user)


def ring(user='1005'):
    sim.ask('phone', do='dial', user=user, number='1002')


def hang_up(user='1005'):
    sim.ask('phone', do='hangup', user=user)
    wait(lambda: truth('1002') == truth(user) == [], what='everybody to have hung up')


def quit_program():
    subprocess.run(['gapplication', 'action', ID, 'quit'], check=True)
    wait(lambda: running() is None, what='the program to end')


def calls(desk, where):
    """Answer and decline by the buttons; a missed call."""
    ring()
    check(f'{where}: an incoming call is told', lambda: desk.find('Dan Weiss', 'Incoming call'))
    note = desk.find('Dan Weiss')
    check(f'{where}: name and number stand in the title', note['title'] == 'Dan Weiss · 1005')
    check(f'{where}: it has its buttons', list(note['buttons']) == ['Answer', 'Decline', 'Open'])
    desk.press(note, 'Answer')
    check(f'{where}: Answer answers', lambda: truth('1002') == truth('1005') == ['talking'])
    hang_up()
    check(f'{where}: nothing is left', lambda: not desk.notes)
    ring()
    desk.press(wait(lambda: desk.find('Dan Weiss', 'Incoming call'), what='the call'), 'Decline')
    check(f'{where}: Decline ends it', lambda: truth('1002') == [])
    hang_up()
    ring()
    wait(lambda: desk.find('Dan Weiss', 'Incoming call'), what='the call')
    sim.ask('phone', do='answer', user='1002')
    check(f'{where}: answered at the phone it is withdrawn', lambda: not desk.notes)
    hang_up()
    ring()
    wait(lambda: desk.find('Dan Weiss', 'Incoming call'), what='the call')
    hang_up()
    check(f'{where}: a missed call is told', lambda: desk.find('Dan Weiss', 'Missed call'))
    check(f'{where}: it rings no more', not desk.find(body='Incoming call'))


keyring = stage.Keyring()
sim = stage.Palsim(program('palsim'))
install_service()

# 1. A desktop as most are: window open, then closed.
desk = receiver.Freedesktop()
app = stage.App([program('sidetone')])
app.first_window()
wait(lambda: app.find('heading', 'Sign In'), what='the sign-in page')
stage.sign_in(app, sim.url, '1002', '1002')
check('signed in', lambda: stage.presence(app, 'Chie Mori') == 'Free', 20)
calls(desk, 'window open')
desk.press(desk.find('Dan Weiss', 'Missed call'), 'Open')
check('window open: Open shows the calls', lambda: not desk.notes)

app.raise_()
app.keys('ctrl+w')
check('the window closes', lambda: not windows())
check('and it is said once that the program goes on', lambda: desk.find('Sidetone keeps running'))
desk.notes.clear()
calls(desk, 'window closed')
check('still no window', not windows())
missed = desk.find('Dan Weiss', 'Missed call')
desk.press(missed, 'Call Back')
check('Call Back opens the window', lambda: windows())
check('and dials nothing by itself', truth('1002') == [])
check('but asks', lambda: app.says('Call 1005?', 'You chose this in a notification'))
app.raise_()
app.keys('Escape')
forged = missed['buttons']['Call Back'].replace('1005', '0990123')
subprocess.run(['gapplication', 'action', ID, 'call-back', forged[forged.index('(') + 1:-1]], check=True)
check('nobody else can say so', lambda: app.says('Call 0990123?', 'A notification from before, or another program'))
app.raise_()
app.keys('Escape', 'ctrl+w')
check('closed again', lambda: not windows())
check('which is not said again', len([note for note in desk.history if 'keeps running' in note['title']]) == 1)
subprocess.run([program('sidetone')], timeout=60)
check('starting it again presents it', lambda: windows())
check('in the process there was', running() == app.process.pid)
check('no warning was written', not app.warnings())
quit_program()
desk.stop()

# 2. GNOME Shell: what was told outlives the program, and a button starts it.
desk = receiver.Shell()
app = stage.App([program('sidetone'), '--background'])
wait(running, what='the program')
ring()
check('started without a window it tells of calls', lambda: desk.find('Dan Weiss', 'Incoming call'))
check('no window', not windows())
app.process.send_signal(signal.SIGKILL)
wait(lambda: running() is None, what='the program to be gone')
check('killed: the notification stays, and it rings', desk.find('Dan Weiss') and truth('1002') == ['ringing'])
desk.press(desk.find('Dan Weiss'), 'Answer')
check('not running: Answer starts it and answers', lambda: truth('1002') == truth('1005') == ['talking'], 60)
check('not running: no window was opened', not windows())
hang_up()

ring()
note = wait(lambda: desk.find('Dan Weiss', 'Incoming call'), what='the call')
desk.press(note, 'Decline')
check('Decline in the program that the bus started', lambda: truth('1002') == [])
hang_up()
ring()
wait(lambda: desk.find('Dan Weiss', 'Incoming call'), what='the call')
hang_up()
missed = wait(lambda: desk.find('Dan Weiss', 'Missed call'), what='the missed call')
quit_program()
check('quit: a missed call stays told', desk.find('Dan Weiss', 'Missed call'))
check('quit: what rang is withdrawn', not desk.find(body='Incoming call'))
desk.press(note, 'Answer')
check('too late: it says so', lambda: desk.find('That call does not ring any more'), 60)
check('too late: nothing else was done', truth('1002') == [])
quit_program()
desk.press(missed, 'Call Back')
check('not running: Call Back opens the window', lambda: windows(), 60)
check('not running: it dials nothing by itself', truth('1002') == [])
quit_program()

desk.stop()
sim.stop()
keyring.stop()
sys.exit(report.end())
