#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-no-bus.py BUILD: there is no session bus, or it goes: the program is there all the same."""
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'build-aux'))
import stage  # noqa: E402

stage.enter()
program = stage.programs(os.path.abspath(sys.argv[1]))
report = stage.Report()
home = os.environ['HOME']


def start(address, *arguments):
    log = open(os.path.join(home, 'log'), 'w')
    env = dict(os.environ, DBUS_SESSION_BUS_ADDRESS=address, GTK_A11Y='none')
    return subprocess.Popen([program('sidetone'), *arguments], env=env, stdout=log, stderr=log)


def find_windows(process):
    found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(process.pid)], capture_output=True, text=True)
    return found.stdout.split() if process.poll() is None else []


def complaints():
    with open(os.path.join(home, 'log')) as file:
        return [line for line in file if 'CRITICAL' in line or 'WARNING' in line and 'session bus' not in line]


def end(process):
    process.terminate()
    process.wait(20)
    return not complaints() or print(complaints())


for arguments in ([], ['tel:1004'], ['--background']):
    process = start('unix:path=/nonexistent', *arguments)
    report.check(f'without a bus: {arguments} opens a window', lambda: find_windows(process), 30)
    report.check('and nothing is wrong with that', end(process))

bus = subprocess.Popen(['dbus-daemon', '--session', '--nofork', '--print-address'], stdout=subprocess.PIPE,
                       stderr=subprocess.DEVNULL, text=True)
process = start(bus.stdout.readline().strip(), '--demo')
report.check('with a bus of its own', lambda: find_windows(process), 30)
bus.terminate()
bus.wait()


def opens_preferences():
    """The sign-in window may give way to the main one meanwhile."""
    windows = find_windows(process)
    if windows:
        subprocess.run(['xdotool', 'windowfocus', windows[-1], 'key', '--clearmodifiers', 'ctrl+comma'], check=False,
                       stderr=subprocess.DEVNULL)
    named = subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', '^Preferences$'], capture_output=True)
    return bool(named.stdout.strip()) or process.poll() is not None


stage.wait(opens_preferences, what='an answer to a key')
report.check('the bus went: the window stays and does what it is told', process.poll() is None)
report.check('and nothing is wrong with that', end(process))
sys.exit(report.end())
